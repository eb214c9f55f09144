"""``carry.json``: what a closed month hands to the next."""

from __future__ import annotations

from pathlib import Path

from fieldplan.domain import CarryOver
from fieldplan.errors import Finding, InputError
from fieldplan.store import codec
from fieldplan.store.files import read_document, write_document

CARRY_NAME = "carry.json"
FAMILY, VERSION = "fieldplan-carry", 1


def write_carry(folder: Path, carried: CarryOver) -> Path:
    """Write ``carry.json`` into the folder; return its path.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    path = folder / CARRY_NAME
    write_document(path, {"format": f"{FAMILY}/{VERSION}", "carry": codec.encode(carried)})
    return path


def read_carry(path: Path) -> CarryOver:
    """Read a ``carry.json``.

    Raises
    ------
    InputError
        If the file is missing, damaged, of another format or of a newer version.
    """
    node = read_document(path, FAMILY, VERSION)
    member = node.required("carry")
    carried = codec.decode(CarryOver, member) if member else None
    node.raise_findings()
    if carried is None:  # nothing is None without a finding; a promise kept for the types
        raise InputError([Finding(code="store.damaged", sheet=path.name, params={"why": ""})])
    return carried
