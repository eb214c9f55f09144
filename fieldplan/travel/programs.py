"""The OSRM programs: found where a package, the user or ``roads install`` put them.

The ``osrm-bindings`` wheel ships them, but its Python module needs Python 3.12. Nothing of it
is imported here: its files are looked up, and the programs run beside any Python.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from fieldplan.travel.folders import programs_folder
from fieldplan.travel.http import roads_error

log = logging.getLogger(__name__)

PACKAGE = "osrm-bindings"
WHEEL_PYTHON = "3.12"
"""Its wheels are for the stable interface of this version on."""
NEEDED = ("osrm-extract", "osrm-partition", "osrm-customize", "osrm-routed")
PROFILE = "car.lua"
VARIABLE = "FIELDPLAN_OSRM"
"""Environment variable that names a folder with the programs and the profile."""
INSTALL_S = 900.0


@dataclass(frozen=True, kw_only=True)
class Programs:
    """Where the programs and the car profile are."""

    extract: Path
    partition: Path
    customize: Path
    routed: Path
    profile: Path


def find_programs() -> Programs:
    """Return the OSRM programs: of ``FIELDPLAN_OSRM``, of the installed package, of
    ``fieldplan roads install``, else of the system's path.

    Raises
    ------
    InputError
        If a program or the profile is not to be found.
    """
    for files in _candidates():
        found = _complete(files)
        if found:
            return found
    raise roads_error("roads_no_programs")


def install_programs() -> Programs:
    """Fetch the programs with pip into fieldplan's own folder, beside any Python.

    Raises
    ------
    InputError
        If pip fails, or there is no wheel with the programs for this system.
    """
    target = programs_folder()
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".osrm-", dir=target.parent) as name:
        fresh = Path(name) / "osrm"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--only-binary=:all:"]
        command += ["--python-version", WHEEL_PYTHON, "--target", str(fresh), PACKAGE]
        run(command, timeout_s=INSTALL_S)
        if _complete(_below(fresh)) is None:
            raise roads_error("roads_no_programs")
        if target.exists():
            target.replace(Path(name) / "old")
        fresh.replace(target)
    return find_programs()


def run(command: list[str], *, timeout_s: float | None = None) -> str:
    """Run a program and return what it printed.

    Raises
    ------
    InputError
        ``roads_program_failed``, with its last words.
    """
    program = Path(command[0]).name if command[0] != sys.executable else "pip"
    try:
        done = subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        detail = getattr(error, "strerror", None) or type(error).__name__
        raise roads_error("roads_program_failed", program=program, detail=detail) from None
    log.debug("%s ended with %d", program, done.returncode)
    if done.returncode != 0:
        raise roads_error(
            "roads_program_failed", program=program, detail=last_words(done.stdout, done.returncode)
        )
    return done.stdout


def last_words(printed: str, code: int | None = None) -> str:
    """Return the last line that a program printed, shortened; else how it ended."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.casefold()] or lines
    return telling[-1][-200:] if telling else f"code {code}"


def _candidates() -> Iterator[dict[str, Path]]:
    """Yield the files of each place where the programs may be, by name."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen:
        yield _below(Path(chosen))
    try:
        files = distribution(PACKAGE).files or []
    except PackageNotFoundError:
        files = []
    yield {path.name: Path(str(path.locate())) for path in files}
    yield _below(programs_folder())
    on_path = {name: Path(found) for name in NEEDED if (found := shutil.which(name))}
    if "osrm-extract" in on_path:
        # Where distributions of Linux and Homebrew put the profiles of a program in bin/.
        share = on_path["osrm-extract"].resolve().parent.parent / "share" / "osrm" / "profiles"
        on_path[PROFILE] = share / PROFILE
    yield on_path


def _below(folder: Path) -> dict[str, Path]:
    names = (*NEEDED, *(f"{name}.exe" for name in NEEDED), PROFILE)
    if not folder.is_dir():
        return {}
    return {path.name: path for path in folder.rglob("*") if path.name in names}


def _complete(files: dict[str, Path]) -> Programs | None:
    suffix = ".exe" if sys.platform == "win32" else ""
    found = [files.get(f"{name}{suffix}") for name in NEEDED]
    extract, partition, customize, routed = found
    profile = files.get(PROFILE)
    if not (extract and partition and customize and routed and profile):
        return None
    if not all(path.is_file() for path in (extract, partition, customize, routed, profile)):
        return None
    return Programs(
        extract=extract, partition=partition, customize=customize, routed=routed, profile=profile
    )
