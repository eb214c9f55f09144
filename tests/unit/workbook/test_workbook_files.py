"""Files that are not workbooks, and workbooks that must not be opened: a clear answer each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from support import workbooks

from fieldplan.messages import text
from fieldplan.workbook import guard, read_workbook, write_marked_copy, xml_scan

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("clean")
    return workbooks.save(workbooks.clean_rows(), folder / "clean.xlsx").read_bytes()


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The workbook with each part passed through ``change`` (None drops it)."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return buffer.getvalue()


def in_sheet(data: bytes, old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content
        return content.replace(old, new, 1)

    return rewritten(data, change)


def archive(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def only_finding(path: Path) -> tuple[str, str]:
    before = path.read_bytes() if path.is_file() else b""
    result = read_workbook(path)
    assert result.book is None
    assert len(result.findings) == 1
    found = result.findings[0]
    for lang, todo in (("ru", "Что сделать:"), ("en", "What to do:")):
        assert todo in text(found.code, lang, **found.params)
    assert (path.read_bytes() if path.is_file() else b"") == before
    return found.code, found.severity


def only_codes(path: Path) -> set[str]:
    return {found.code for found in read_workbook(path).findings}


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old_xls_file"),
        (OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted_file"),
        (b"id;client\n1;x\n", "not_a_workbook"),
        (b"\xef\xbb\xbf<html><table></table></html>", "markup_file"),
        ("<?xml version='1.0'?><Workbook/>".encode("utf-16"), "markup_file"),
        (b"%PDF-1.7", "not_a_workbook"),
        (b"PK\x03\x04 and then nothing", "damaged_file"),
        (archive(mimetype=b"x", content_xml=b"<x/>"), "open_document_file"),
        (archive(word__document_xml=b"<x/>"), "not_a_workbook"),
        (bytes(range(256)) * 40, "not_a_workbook"),
    ],
)
def test_files_that_are_not_workbooks(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "книга.xlsx"
    path.write_bytes(data)
    assert only_finding(path) == (f"findings.{code}", "error")


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    assert only_finding(tmp_path / "нет.xlsx")[0] == "findings.no_such_file"
    assert only_finding(tmp_path)[0] == "findings.not_a_file"
    assert read_workbook(Path("\0bad")).findings[0].code == "findings.unreadable_file"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_truncated_files(tmp_path: Path, clean: bytes, share: float) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(clean[: int(len(clean) * share)])
    assert only_finding(path)[0] == "findings.damaged_file"


def test_a_broken_part(tmp_path: Path, clean: bytes) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(in_sheet(clean, b"</sheetData>", b"</sheetDat"))
    assert only_finding(path)[0] == "findings.damaged_file"


@pytest.mark.parametrize("declaration", [BOMB, b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_in_any_encoding(
    tmp_path: Path, clean: bytes, encoding: str, declaration: bytes
) -> None:
    bomb = declaration.decode().encode(encoding)
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(rewritten(clean, lambda n, c: bomb if n == "xl/styles.xml" else c))
    assert only_finding(path)[0] == "findings.entity_bomb"


def test_a_zip_bomb_is_refused_by_its_directory(
    tmp_path: Path, clean: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "_scan", lambda *_: pytest.fail("unpacked"))
    big = b"<x>" + b" " * (guard.MAX_UNPACKED_BYTES + 1) + b"</x>"
    path = tmp_path / "bomb.xlsx"
    path.write_bytes(rewritten(clean, lambda n, c: big if n == "xl/worksheets/sheet1.xml" else c))
    assert path.stat().st_size < 1_000_000
    assert only_finding(path)[0] == "findings.zip_bomb"


def test_huge_styles_are_refused(tmp_path: Path, clean: bytes) -> None:
    big = b"<x>" + b" " * guard.MAX_PART_BYTES + b"</x>"
    path = tmp_path / "styles.xlsx"
    path.write_bytes(rewritten(clean, lambda n, c: big if n == "xl/styles.xml" else c))
    assert only_finding(path)[0] == "findings.zip_bomb"


@pytest.mark.parametrize(
    ("limit", "content"),
    [
        ("MAX_CELLS", b"<row>" + b"<c/>" * 900 + b"</row>"),
        ("MAX_VALUES", b"<row>" + b"<c><v>1</v></c>" * 900 + b"</row>"),
        ("MAX_ROWS", b"<row/>" * 900),
        ("MAX_OTHERS", b"<other/>" * 900),
    ],
)
def test_a_very_large_sheet(
    tmp_path: Path, clean: bytes, monkeypatch: pytest.MonkeyPatch, limit: str, content: bytes
) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(in_sheet(clean, b"</sheetData>", content + b"</sheetData>"))
    assert only_codes(path).isdisjoint({"findings.too_many_cells"})
    monkeypatch.setattr(guard if limit == "MAX_VALUES" else xml_scan, limit, 800)
    assert only_finding(path) == ("findings.too_many_cells", "error")


def test_a_very_long_text(tmp_path: Path, clean: bytes) -> None:
    text_cell = b'<row r="9"><c r="A9" t="inlineStr"><is><t>%s</t></is></c></row></sheetData>'
    path = tmp_path / "long.xlsx"
    path.write_bytes(in_sheet(clean, b"</sheetData>", text_cell % (b"x" * xml_scan.MAX_TEXT)))
    assert "findings.id_too_long" in only_codes(path)
    path.write_bytes(in_sheet(clean, b"</sheetData>", text_cell % (b"x" * (xml_scan.MAX_TEXT + 1))))
    assert only_finding(path)[0] == "findings.suspicious_archive"


def test_merged_to_the_end_of_the_sheet(tmp_path: Path, clean: bytes) -> None:
    merge = b'</sheetData><mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>'
    path = tmp_path / "merged.xlsx"
    path.write_bytes(in_sheet(clean, b"</sheetData>", merge))
    assert only_finding(path)[0] == "findings.ranges_too_large"


def test_deep_nesting(tmp_path: Path, clean: bytes) -> None:
    path = tmp_path / "deep.xlsx"
    deep = b"<a>" * 5000 + b"</a>" * 5000
    path.write_bytes(rewritten(clean, lambda n, c: deep if n == "xl/styles.xml" else c))
    assert only_finding(path)[0] == "findings.suspicious_archive"


def test_one_name_twice_in_the_archive(tmp_path: Path, clean: bytes) -> None:
    path = tmp_path / "twice.xlsx"
    path.write_bytes(clean)
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(path, "a") as target,
    ):
        target.writestr("xl/workbook.xml", b"<workbook/>")
    assert only_finding(path)[0] == "findings.suspicious_archive"


def test_a_cell_in_the_last_row_and_column_does_not_matter(tmp_path: Path, clean: bytes) -> None:
    path = tmp_path / "far.xlsx"
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    path.write_bytes(in_sheet(clean, b"</sheetData>", far + b"</sheetData>"))
    assert read_workbook(path).book is not None


def test_no_marked_copy_of_what_cannot_be_opened(tmp_path: Path) -> None:
    source, target = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    source.write_bytes(b"not a workbook")
    assert not write_marked_copy(source, target, read_workbook(source).findings, "ru")
    assert not target.exists()
