"""The marked copy: the manager's own workbook, coloured and commented beside the original."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from support import workbooks
from support.workbooks import cell_of

from fieldplan.errors import Finding, OutputError
from fieldplan.workbook import read_workbook, write_marked_copy
from fieldplan.workbook.marked import finding_text


@pytest.fixture
def source(tmp_path: Path) -> Path:
    rows = workbooks.clean_rows()
    rows["sites"].append(workbooks.site("С-002", last_maintenance="позавчера", client="=1+1"))
    rows["sites"].append(workbooks.site("С-003", skills="сварка"))
    book = workbooks.make(rows)
    book["Объекты"]["H3"].comment = Comment("моя заметка", "я")  # type: ignore[index]
    book["Объекты"]["B4"] = "=CONCATENATE(A4)"  # type: ignore[index]
    book["Объекты"].column_dimensions["B"].width = 33  # type: ignore[union-attr]
    path = tmp_path / "книга.xlsx"
    book.save(path)
    return path


def test_wrong_cells_are_coloured_and_commented(tmp_path: Path, source: Path) -> None:
    before = source.read_bytes()
    result = read_workbook(source)
    target = tmp_path / "marked.xlsx"
    assert write_marked_copy(source, target, result.findings, "ru")
    assert source.read_bytes() == before
    book = load_workbook(target)
    assert book.sheetnames[0] == "Замечания"
    assert book.sheetnames[1:] == load_workbook(source).sheetnames
    sheet = book["Объекты"]
    wrong = sheet[cell_of("sites", "last_maintenance", 3)]  # type: ignore[index]
    assert wrong.value == "позавчера"
    assert wrong.fill.fgColor.rgb == "00FFB3A7"
    assert "Что сделать: впишите день" in wrong.comment.text
    assert "моя заметка" in wrong.comment.text
    doubtful = sheet[cell_of("sites", "skills", 4)]  # type: ignore[index]
    assert doubtful.fill.fgColor.rgb == "00FFF2A8"
    right = sheet[cell_of("sites", "client", 2)]  # type: ignore[index]
    assert right.comment is None
    assert right.fill.fill_type is None
    assert sheet["B4"].value == "=CONCATENATE(A4)"  # type: ignore[index]
    assert sheet.column_dimensions["B"].width == 33  # type: ignore[union-attr]


def test_all_findings_are_listed_with_links(tmp_path: Path, source: Path) -> None:
    findings = read_workbook(source).findings
    assert {f.severity for f in findings} == {"error", "warning"}
    target = tmp_path / "marked.xlsx"
    write_marked_copy(source, target, findings, "en")
    sheet = load_workbook(target)["Findings"]
    rows = list(sheet.iter_rows(min_row=2))  # type: ignore[union-attr]
    assert [row[4].value for row in rows] == [finding_text(f, "en") for f in findings]
    assert [row[2].value for row in rows] == [f.cell for f in findings]
    assert all(row[2].hyperlink.location for row in rows)


def test_the_copy_is_read_like_the_original(tmp_path: Path, source: Path) -> None:
    """The manager may mend the copy: its list of findings and comments are not input."""
    findings = read_workbook(source).findings
    target, again = tmp_path / "marked.xlsx", tmp_path / "again.xlsx"
    write_marked_copy(source, target, findings, "ru")
    assert read_workbook(target).findings == findings
    write_marked_copy(target, again, findings, "ru")
    assert load_workbook(again).sheetnames == load_workbook(target).sheetnames


def test_hostile_values_stay_text(tmp_path: Path, source: Path) -> None:
    finding = Finding(
        code="findings.bad_date",
        sheet="Объекты",
        cell="H2",
        value='=HYPERLINK("http://x")',
        params={"column": "=cmd|' /C calc'!A0"},
    )
    odd = Finding(
        code="findings.no_such_day", sheet="нет такого", cell="H2", params={"column": "x"}
    )
    target = tmp_path / "marked.xlsx"
    assert write_marked_copy(source, target, (finding, odd), "ru")
    sheet = load_workbook(target)["Замечания"]
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 5  # type: ignore[index]
    assert sheet["D2"].value == finding.value  # type: ignore[index]


def test_the_original_is_never_replaced(source: Path) -> None:
    with pytest.raises(ValueError, match="must not replace"):
        write_marked_copy(source, source, (), "ru")


def test_a_copy_that_cannot_be_written(tmp_path: Path, source: Path) -> None:
    with pytest.raises(OutputError):
        write_marked_copy(source, tmp_path / "no" / "x.xlsx", (), "ru")
