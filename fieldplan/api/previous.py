"""A closed month, found by the plan of the next."""

from __future__ import annotations

import re
from pathlib import Path

from fieldplan.domain import CarryOver
from fieldplan.errors import Finding, InputError
from fieldplan.store.carry_json import CARRY_NAME, read_carry
from fieldplan.units import month_bounds

CLOSED_FOLDER = "closed"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z", re.ASCII)


def previous_month(source: Path, month: str) -> tuple[CarryOver, Path, tuple[Finding, ...]]:
    """Return what a closed month hands over, its file, and what to know of it.

    Parameters
    ----------
    source : Path
        A ``carry.json``, the folder of a closed month, or a folder of outputs (the latest closed
        month before ``month``).
    month : str
        The month to be planned, ``YYYY-MM``.

    Raises
    ------
    InputError
        If there is no closed month, it cannot be read, or it is not before ``month``.
    """
    path = _find(Path(source), month)
    carried = read_carry(path)
    if carried.month >= month:
        raise InputError([_finding("carry_later", "error", carried.month, month)])
    before = _month_before(month)
    if carried.month != before:
        return carried, path, (_finding("carry_gap", "warning", carried.month, month),)
    return carried, path, ()


def _find(source: Path, month: str) -> Path:
    if source.is_file():
        return source
    places = [source, source / CLOSED_FOLDER, source.parent / CLOSED_FOLDER]
    if source.is_dir():
        months = (item.name for item in source.iterdir() if _MONTH.match(item.name))
        before = sorted((name for name in months if name < month), reverse=True)
        places += [source / name / CLOSED_FOLDER for name in before]
    for place in places:
        if (place / CARRY_NAME).is_file():
            return place / CARRY_NAME
    raise InputError([Finding(code="closing.no_carry", value=str(source))])


def _month_before(month: str) -> str:
    first = month_bounds(month)[0]
    return f"{first.year - (first.month == 1):04d}-{(first.month - 2) % 12 + 1:02d}"


def _finding(name: str, severity: str, value: str, month: str) -> Finding:
    return Finding(code=f"closing.{name}", severity=severity, value=value, params={"month": month})
