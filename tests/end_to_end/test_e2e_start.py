"""The program starts at once: what the help does not need is not imported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.command import environment

import fieldplan

HEAVY = ("numpy", "pandas", "numba", "ortools", "openpyxl", "folium", "rich", "holidays", "geopy")
SHOW = """
import json, sys
from fieldplan.cli.app import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["plan", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHOW, *arguments],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    shown = json.loads(done.stdout.splitlines()[-1])
    assert shown["code"] == 0
    assert [name for name in HEAVY if name in shown["modules"]] == []


@pytest.mark.parametrize(("lang", "words"), [("ru", "Планирует месяц"), ("en", "Plans a month")])
def test_help_speaks_both_languages(lang: str, words: str, tmp_path: Path) -> None:
    for arguments, env in (
        (["--help"], {"FIELDPLAN_LANG": lang}),
        (["plan", "--lang", lang, "--help"], {}),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "fieldplan", *arguments],
            cwd=tmp_path,
            env=environment(**env),
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        assert (words if arguments == ["--help"] else "--time-limit") in done.stdout


def test_every_public_name_can_be_imported() -> None:
    assert all(getattr(fieldplan, name) is not None for name in fieldplan.__all__)
    with pytest.raises(AttributeError):
        _ = fieldplan.no_such_name  # type: ignore[attr-defined]
