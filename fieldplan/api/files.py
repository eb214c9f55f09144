"""What a job must know of files before and after it: writable folders, checksums."""

from __future__ import annotations

import hashlib
import re
import tempfile
from pathlib import Path

from fieldplan.whole_files import writing

CALENDAR_NAME = "calendar.xlsx"
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def ensure_writable(folder: Path) -> None:
    """Find out before a long search whether its result can be written; leave no trace.

    Raises
    ------
    OutputError
        If nothing can be written to the folder (or, if it does not exist, to the nearest
        folder above it).
    """
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    with writing(folder), tempfile.TemporaryFile(dir=nearest):
        pass


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it cannot be read, which its reader reports."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def outputs_of(file: Path) -> Path:
    """Return the folder of all outputs that a plan's file lies in, else ``outputs``."""
    month = file.absolute().parent.parent
    return month.parent if _MONTH.fullmatch(month.name) else Path("outputs")
