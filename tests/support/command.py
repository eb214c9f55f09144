"""Runs the program as a user does: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 300


def environment(**changes: str) -> dict[str, str]:
    """The environment of the tests with the package found and the text in UTF-8."""
    kept = {name: value for name, value in os.environ.items() if name != "FIELDPLAN_LANG"}
    path = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH", ""))))
    return {**kept, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", **changes}


def fieldplan(
    *arguments: object, cwd: Path, env: Mapping[str, str] | None = None, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    """Run ``fieldplan`` and return its exit code, output and messages."""
    return subprocess.run(
        [sys.executable, "-m", "fieldplan", *map(str, arguments)],
        cwd=cwd,
        env=environment(**(env or {})),
        capture_output=True,
        encoding=encoding,
        timeout=TIMEOUT_S,
        check=False,
    )
