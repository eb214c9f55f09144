"""Files that start the program with a double click."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from fieldplan.api.launchers import JOBS, windows, write_launchers
from fieldplan.cli.app import build

PYTHON = Path("C:/Users/Иван Петров/100% venv/Scripts/python.exe")
STUB = """#!/bin/sh
{ pwd; printf '%s\\n' "$FIELDPLAN_LANG" "$@"; } > "$0.said"
exit 5
"""


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_two_files_a_job_and_nothing_is_overwritten(lang: str, tmp_path: Path) -> None:
    mine = tmp_path / ("Авария.cmd" if lang == "ru" else "Emergency.cmd")
    mine.write_text("mine")
    made = write_launchers(tmp_path, lang=lang, python=PYTHON)
    assert len(made) == 2 * len(JOBS) - 1
    assert mine.read_text() == "mine"
    assert write_launchers(tmp_path, lang=lang, python=PYTHON) == ()


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_batch_file_is_one_that_cmd_understands(job: str, lang: str, tmp_path: Path) -> None:
    write_launchers(tmp_path, lang=lang, python=PYTHON)
    contents = [path.read_bytes() for path in tmp_path.glob("*.cmd")]
    content = next(data for data in contents if f"ask {job}\r\n".encode() in data)
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert not content.startswith(b"\xef\xbb\xbf")
    before, found, after = content.partition(b"chcp 65001 >nul")
    assert found
    assert before.isascii()
    lines = after.decode("utf-8").splitlines()
    assert 'pushd "%~dp0"' in lines
    # A literal per cent sign is doubled; the path stands in quotes wherever it is used.
    assert 'set "FIELDPLAN_PYTHON=' + str(PYTHON).replace("%", "%%") + '"' in lines
    assert all('"%FIELDPLAN_PYTHON%"' in line for line in lines if "PYTHON%" in line)
    said = [match[1] for line in lines if (match := re.search(r'echo ([^".][^"]*)$', line))]
    assert len(said) == 3
    assert not any(set(words) & set("&|<>^%()!") for words in said)


def test_the_jobs_are_those_of_the_command() -> None:
    job = build("en").commands["ask"].params[0]
    assert tuple(getattr(job.type, "choices", ())) == JOBS


def test_job_of_every_batch_file_is_its_own() -> None:
    assert len({windows(job, "ru", PYTHON) for job in JOBS}) == len(JOBS)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("present", [True, False])
def test_shell_files_run_where_they_lie(present: bool, tmp_path: Path) -> None:
    python = tmp_path / "сре да's $HOME" / "python"
    python.parent.mkdir()
    if present:
        python.write_text(STUB)
        python.chmod(0o755)
    folder = tmp_path / "Мои планы; 2026"
    made = [
        path for path in write_launchers(folder, lang="ru", python=python) if path.suffix == ".sh"
    ]
    assert [path.stem for path in made] == ["Спланировать месяц", "Авария", "Пересчитать"]
    for path, job in zip(made, JOBS, strict=True):
        done = subprocess.run(
            [str(path)],
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if present:
            assert done.returncode == 5
            said = Path(f"{python}.said").read_text().splitlines()
            assert said == [str(folder), "ru", "-P", "-m", "fieldplan", "ask", job]
        else:
            assert done.returncode == 127
            assert str(python) in done.stderr
            assert "Установите программу заново" in done.stderr
