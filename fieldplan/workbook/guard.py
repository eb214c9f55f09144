"""Look at a file before openpyxl does: is it a workbook, and is it safe to open?

Nothing is unpacked that the archive's directory does not promise to be small; document type
declarations (the only way to define entities) are refused in whatever encoding they come.
"""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from fieldplan.errors import Finding
from fieldplan.workbook.xml_scan import MAX_CELLS, MAX_VALUES, Scan, Scanner, ScanRefusedError

MAX_FILE_BYTES = 40_000_000
MAX_UNPACKED_BYTES = 100_000_000
MAX_PART_BYTES = 10_000_000
"""Styles and the like, which openpyxl holds as a tree."""
MAX_PARTS = 2_000
_CHUNK = 1 << 18
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class GuardError(Exception):
    """A file that is not opened, with the finding that says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.code)


@dataclass(kw_only=True)
class FileFacts:
    """What the guard saw: the bytes, and formulas without a value by sheet title and cell."""

    data: bytes
    uncached: dict[str, dict[str, str]] = field(default_factory=dict)


def inspect(path: Path) -> FileFacts:
    """Read a file and refuse it unless it is a workbook of a bounded size.

    Raises
    ------
    GuardError
        With the finding for the user.
    """
    data = _read(path)
    _refuse_other_formats(path, data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = _directory(path, archive)
            scans = {
                part.filename: _scan(path, archive, part)
                for part in parts
                if part.filename.lower().endswith((".xml", ".rels"))
            }
            if sum(scan.values for scan in scans.values()) > MAX_VALUES:
                raise _refusal(path, "too_many_cells", high=MAX_VALUES)
            titles = _sheet_titles(archive, scans)
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _refusal(path, "damaged_file") from error
    return FileFacts(
        data=data,
        uncached={
            title: scans[part].uncached
            for part, title in titles.items()
            if part in scans and scans[part].uncached
        },
    )


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _refusal(path, "not_a_file")
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _refusal(path, "file_too_large", high=MAX_FILE_BYTES // 1_000_000)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _refusal(path, "no_such_file") from error
    except (OSError, ValueError) as error:
        raise _refusal(path, "unreadable_file") from error
    if not data:
        raise _refusal(path, "empty_file")
    return data


def _refuse_other_formats(path: Path, data: bytes) -> None:
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise _refusal(path, "encrypted_file" if encrypted else "old_xls_file")
    head = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t").lower()
    if head.startswith(b"<"):
        raise _refusal(path, "markup_file")
    if not data.startswith(b"PK"):
        raise _refusal(path, "not_a_workbook")


def _directory(path: Path, archive: ZipFile) -> list[ZipInfo]:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 0x1 for part in parts):
        raise _refusal(path, "encrypted_file")
    if "mimetype" in names and "content.xml" in names:
        raise _refusal(path, "open_document_file")
    if any(name.lower().endswith("workbook.bin") for name in names):
        raise _refusal(path, "binary_workbook_file")
    if "[Content_Types].xml" not in names or not any(
        name.lower().endswith("workbook.xml") for name in names
    ):
        raise _refusal(path, "not_a_workbook")
    if len(parts) > MAX_PARTS or len(names) < len(parts):
        raise _refusal(path, "suspicious_archive")
    if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
        raise _refusal(path, "zip_bomb", high=MAX_UNPACKED_BYTES // 1_000_000)
    for part in parts:
        streamed = "worksheets/" in part.filename or "sharedstrings" in part.filename.lower()
        if part.file_size > MAX_PART_BYTES and part.filename.endswith(".xml") and not streamed:
            raise _refusal(path, "zip_bomb", high=MAX_PART_BYTES // 1_000_000)
    return parts


def _scan(path: Path, archive: ZipFile, part: ZipInfo) -> Scan:
    scanner = Scanner()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = scanner.doctype
    parser.EntityDeclHandler = scanner.doctype
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    try:
        with archive.open(part) as stream:
            _feed(parser, stream)
    except ScanRefusedError as refused:
        raise _refusal(path, str(refused), part=part.filename[-60:], high=MAX_CELLS) from refused
    except expat.ExpatError:
        # a part that is not well-formed may be one that nobody reads; openpyxl decides
        pass
    except (ValueError, LookupError) as error:
        raise _refusal(path, "damaged_file") from error
    return scanner.scan


def _feed(parser: expat.XMLParserType, stream: IO[bytes]) -> None:
    while chunk := stream.read(_CHUNK):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _sheet_titles(archive: ZipFile, scans: dict[str, Scan]) -> dict[str, str]:
    """Return the title of each worksheet part."""
    book_part = next(
        (
            _resolve("", target)
            for kind, target in scans.get("_rels/.rels", Scan()).relations.values()
            if kind == "officeDocument"
        ),
        "xl/workbook.xml",
    )
    folder, _, name = book_part.rpartition("/")
    relations = scans.get(f"{folder}/_rels/{name}.rels", Scan()).relations
    titles = {}
    for title, relation in scans.get(book_part, Scan()).sheets:
        if relation in relations:
            titles[_resolve(folder, relations[relation][1])] = title
    return titles


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _refusal(path: Path, code: str, **params: object) -> GuardError:
    return GuardError(Finding(code=f"findings.{code}", value=path.name[:80], params=params))
