"""Files beside a workbook that start the program with a double click."""

from __future__ import annotations

import shlex
import stat
from pathlib import Path

from fieldplan.messages import text
from fieldplan.whole_files import write_whole, writing

JOBS = ("plan", "emergency", "replan")


def write_launchers(folder: Path, *, lang: str, python: Path) -> tuple[Path, ...]:
    """Write a ``.cmd`` and a ``.sh`` for each job; return those that are new.

    Parameters
    ----------
    python : Path
        The interpreter in which the package is installed.

    Raises
    ------
    OutputError
        If one cannot be written. An existing file is left as it is.
    """
    made = []
    for job in JOBS:
        name = text(f"ask.file_{job}", lang)
        contents = {".cmd": windows(job, lang, python), ".sh": posix(job, lang, python)}
        for suffix, content in contents.items():
            path = folder / (name + suffix)
            if path.exists():
                continue
            _write(path, content.encode("utf-8"), executable=suffix == ".sh")
            made.append(path)
    return tuple(made)


def _write(path: Path, content: bytes, *, executable: bool) -> None:
    write_whole(path, lambda temporary: temporary.write_bytes(content))
    if executable:
        with writing(path):
            readers = path.stat().st_mode & (stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
            path.chmod(path.stat().st_mode | readers >> 2)


def windows(job: str, lang: str, python: Path) -> str:
    """Return the batch file of a job.

    It is UTF-8 without a byte-order mark (which would spoil the first line), and everything
    before ``chcp 65001`` is ASCII. ``pushd`` also enters a folder of the network, ``cd`` does not.
    """
    program = str(python).replace("%", "%%")
    lines = (
        "@echo off",
        "setlocal DisableDelayedExpansion",
        "chcp 65001 >nul",
        'pushd "%~dp0"',
        "set PYTHONUTF8=1",
        f"set FIELDPLAN_LANG={lang}",
        f'set "FIELDPLAN_PYTHON={program}"',
        'if exist "%FIELDPLAN_PYTHON%" "%FIELDPLAN_PYTHON%" -P -m fieldplan ask ' + job,
        f'if not exist "%FIELDPLAN_PYTHON%" echo {text("ask.no_python", lang)}',
        'if not exist "%FIELDPLAN_PYTHON%" echo "%FIELDPLAN_PYTHON%"',
        f'if not exist "%FIELDPLAN_PYTHON%" echo {text("ask.no_python_todo", lang)}',
        "popd",
        "echo.",
        f"echo {text('ask.press_enter', lang)}",
        "pause >nul",
    )
    return "\r\n".join(lines) + "\r\n"


def posix(job: str, lang: str, python: Path) -> str:
    """Return the shell script of a job."""
    program = shlex.quote(str(python))
    lines = (
        "#!/bin/sh",
        'cd "$(dirname "$0")" || exit 1',
        f"export PYTHONUTF8=1 FIELDPLAN_LANG={lang}",
        f"python={program}",
        'if [ -x "$python" ]; then',
        f'  "$python" -P -m fieldplan ask {job}',
        "  code=$?",
        "else",
        f"  echo {shlex.quote(text('ask.no_python', lang))} >&2",
        '  printf "%s\\n" "$python" >&2',
        f"  echo {shlex.quote(text('ask.no_python_todo', lang))} >&2",
        "  code=127",
        "fi",
        "if [ -t 0 ]; then",
        f"  echo {shlex.quote(text('ask.press_enter', lang))}",
        "  read -r _",
        "fi",
        'exit "$code"',
    )
    return "\n".join(lines) + "\n"
