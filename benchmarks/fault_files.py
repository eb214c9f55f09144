"""What the fault table compares: files before and after, revisions that are whole."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldplan.errors import FieldplanError
from fieldplan.store import PLAN_NAME, read_plan

_REVISION = re.compile(r"rev-\d+\Z")
_ALWAYS = ("calendar.xlsx", "map.html", PLAN_NAME)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A row of the table; ``good`` is None when the fault could not be provoked here."""

    name: str
    outcome: str
    lost: str
    good: bool | None


def snapshot(folder: Path) -> dict[str, str]:
    """Return the checksum of every file below a folder, by its path there."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the files of ``before`` that are missing or different."""
    return [name for name, checksum in before.items() if after.get(name) != checksum]


def revisions(outputs: Path) -> list[Path]:
    """Return the folders that the program takes for revisions."""
    return sorted(path for path in outputs.glob("*/*") if _REVISION.fullmatch(path.name))


def damaged_revisions(outputs: Path) -> list[str]:
    """Return the revisions that lack a file or whose plan cannot be read."""
    found = []
    for folder in revisions(outputs):
        parts = [*_ALWAYS, "calendars/all.ics", "engineers", "routes"]
        try:
            read_plan(folder / PLAN_NAME)
            whole = all((folder / part).exists() for part in parts)
        except FieldplanError:
            whole = False
        if not whole:
            found.append(folder.name)
    return found


def hidden(outputs: Path) -> list[Path]:
    """Return what was left unfinished: folders and files that no revision has."""
    return [path for path in outputs.rglob(".*") if path.name != ".lock"]


def page(faults: Sequence[Fault]) -> str:
    """Return the table as a page."""
    lines = [
        "# Bad days",
        "",
        "Made by `python -m benchmarks.faults`: each fault is provoked for real on Linux",
        "(unless it says simulated), and every file that was there before is compared with what is",
        "there after. Neither Windows nor a power cut is covered.",
        "",
        "| fault | what happened | lost or damaged | as it should be |",
        "| --- | --- | --- | --- |",
    ]
    words = {True: "yes", False: "**no**", None: "not run"}
    lines += [
        f"| {fault.name} | {fault.outcome} | {fault.lost or 'nothing'} | {words[fault.good]} |"
        for fault in faults
    ]
    return "\n".join(lines) + "\n"
