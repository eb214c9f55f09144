"""Save an openpyxl workbook: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from fieldplan.errors import OutputError

_STAMP = b"2026-01-01T00:00:00Z"
_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def save(book: Workbook, path: Path) -> None:
    """Write ``book`` to ``path`` without the time of writing.

    Raises
    ------
    OutputError
        If the file cannot be written; an older file is then untouched.
    """
    buffer = BytesIO()
    book.save(buffer)
    write_whole(path, _without_times(buffer))


def write_whole(path: Path, data: bytes) -> None:
    """Write a file under a temporary name and move it into place."""
    # Not mkstemp: its files are for their owner only; the user's own habit (umask) is right.
    temporary = path.with_name(f".fieldplan-{secrets.token_hex(4)}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _without_times(source: BytesIO) -> bytes:
    target = BytesIO()
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename == "docProps/core.xml":
                data = _TIMES.sub(rb"\g<1>" + _STAMP + rb"\g<2>", data)
            entry = ZipInfo(part.filename, date_time=_ZIP_DATE)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            new.writestr(entry, data)
    return target.getvalue()
