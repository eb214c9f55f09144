"""Save an openpyxl workbook: whole or not at all, and the same bytes for the same content."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from fieldplan.whole_files import write_whole

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
    data = _without_times(buffer)
    write_whole(path, lambda temporary: temporary.write_bytes(data), make_folder=False)


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
