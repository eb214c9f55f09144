"""Any workbook at all: it ends in a plan-ready problem or in a list of errors, never otherwise.

``FIELDPLAN_FUZZ=5000`` runs that many random cases, each held to 10 s; without it a small set
runs, the same every time.
"""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import workbooks

from fieldplan.demand import build_demand
from fieldplan.errors import InputError
from fieldplan.messages import LANGUAGES, text
from fieldplan.settings import make_settings
from fieldplan.travel import estimate_matrix
from fieldplan.workbook import read_workbook

FULL = int(os.environ.get("FIELDPLAN_FUZZ", "0"))
NOW = datetime(2026, 12, 1, 8, 0)


def effort(share: float) -> Any:
    """Settings for a test that takes ``share`` of the cases."""
    return settings(
        max_examples=max(8, int(FULL * share)),
        derandomize=not FULL,
        database=None,
        deadline=timedelta(seconds=10) if FULL else None,
        phases=(Phase.generate, Phase.shrink) if FULL else (Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )


def judge(path: Path) -> None:
    """The promise of the reader, held against whatever stands in the file."""
    before = path.read_bytes()
    result = read_workbook(path)
    assert path.read_bytes() == before
    errors = [found for found in result.findings if found.severity == "error"]
    assert (result.book is None) == bool(errors)
    for found in result.findings:
        for lang in LANGUAGES:
            assert text(found.code, lang, **found.params)
        assert len(found.value) <= 80
        assert found.code.startswith("findings.")
    if result.book is None:
        return
    try:
        demand = build_demand(
            result.book,
            month="2026-12",
            now=NOW,
            settings=make_settings(result.book.settings),
            matrix_of=estimate_matrix,
        )
    except InputError as refused:
        assert refused.findings
        assert refused.exit_code in (3, 4)
    else:
        assert len(demand.problem.locations) >= 1


BASE = workbooks.clean_rows()
BASE["projects"] = [
    workbooks.project(audit_done=date(2026, 11, 20), installation_work="2 дня"),
    workbooks.project("П-02", site=None, client="Новый", lat=55.71, lon=37.61, audit_work=90),
]
SHEET_KEYS = list(BASE)

WORDS = st.sampled_from(
    [
        "9-18",
        "пн-пт",
        "пн-чт 9-17, пт 9-15",
        "31.12.2026",
        "46371",
        "2 дня",
        "1,5 ч",
        "55.75, 37.61",
        "да",
        "нет",
        "ТО",
        "С-001",
        "И1",
        "П-01",
        "А-01",
        "10:00",
        "утро",
        "#REF!",
        "=1+1",
        "-",
        "—",
        "1e309",
        "nan",
        "inf",
        "0x10",
        "١٢",
        "²",
        "½",
        "9-9-9",
        "24:00-24:00",
        "обед",
        "пн",
        "по",
        "1 000 000",
        "1.5.2026",
        "99999999999999999999",
        "00",
        "'",
        '"',
        "{}",
        "{0}",
        "%s",
        "\u200b",
        "\u202e",
        "😀",
        "\n",
        ";;;",
        ",,,",
        "°",
        "55°45′",
        "5°5'5\"",
        "0-24",
        "1-1",
        "кроме",
        "2 дня по",
        "по 300",
        "1/1/1/1",
        "29.02.2026",
        "до",
        "с",
        "закрыто",
        "24/7",
        "--",
        "км",
    ]
)
VALUES = (
    WORDS
    | st.text(max_size=30).filter(lambda s: not any(c in s for c in map(chr, range(32))))
    | st.lists(WORDS, max_size=4).map(" ".join)
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | st.datetimes(datetime(1901, 1, 1), datetime(2900, 1, 1))
    | st.times()
    | st.just(time(0))
    | st.timedeltas(timedelta(0), timedelta(days=2000))
    | st.none()
)


@st.composite
def changed_cells(draw: Any) -> dict[str, list[workbooks.Row]]:
    rows = {key: [dict(row) for row in records] for key, records in BASE.items()}
    for _ in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from(SHEET_KEYS))
        record = draw(st.sampled_from(rows[key]))
        column = draw(st.sampled_from(workbooks.BY_KEY[key].columns))
        record[column.key] = draw(VALUES)
    for _ in range(draw(st.integers(0, 2))):
        key = draw(st.sampled_from(SHEET_KEYS))
        rows[key].append({**draw(st.sampled_from(rows[key])), "id": draw(VALUES)})
    return rows


def saved(book: Any, path: Path) -> Path | None:
    """Save what openpyxl itself agrees to write."""
    try:
        book.save(path)
    except (ValueError, TypeError, UnicodeEncodeError):
        return None
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@effort(0.5)
@given(rows=changed_cells())
def test_any_cells(folder: Path, rows: dict[str, list[workbooks.Row]]) -> None:
    try:
        book = workbooks.make(rows)
    except ValueError:  # openpyxl refuses to write the value
        return
    path = saved(book, folder / "cells.xlsx")
    if path is not None:
        judge(path)


TITLES = st.sampled_from(
    [
        "Объекты",
        "Sites",
        "Инженеры",
        "engineers",
        "Проекты",
        "Лист1",
        "Настройки",
        "Settings",
        "Справка",
        "Findings",
        "x",
    ]
)
HEADERS = st.sampled_from(
    [c.header(lang) for s in workbooks.BY_KEY.values() for c in s.columns for lang in LANGUAGES]
)


@st.composite
def sheet_changes(draw: Any) -> list[tuple[Any, ...]]:
    kinds = ["drop", "title", "header", "insert", "delete", "merge", "hide", "move"]
    return [
        (
            draw(st.sampled_from(kinds)),
            draw(st.integers(0, 20)),
            draw(st.integers(1, 25)),
            draw(TITLES),
            draw(HEADERS | VALUES),
        )
        for _ in range(draw(st.integers(1, 5)))
    ]


@effort(0.2)
@given(changes=sheet_changes())
def test_any_sheets_and_headers(folder: Path, changes: list[tuple[Any, ...]]) -> None:
    book = workbooks.make(BASE)
    try:
        for kind, number, column, title, header in changes:
            sheet: Any = book.worksheets[number % len(book.worksheets)]
            if kind == "drop" and len(book.worksheets) > 1:
                book.remove(sheet)
            elif kind == "title":
                sheet.title = title
            elif kind == "header":
                sheet.cell(row=1, column=column).value = header
            elif kind == "insert":
                sheet.insert_rows(1, number + 1)
            elif kind == "delete":
                sheet.delete_cols(column)
            elif kind == "merge":
                sheet.merge_cells(
                    start_row=1 + number % 4, end_row=4, start_column=column, end_column=column + 1
                )
            elif kind == "hide":
                sheet.row_dimensions[number + 1].hidden = True
            elif kind == "move":
                sheet.move_range("A1:C3", rows=number, cols=column)
    except (ValueError, TypeError, AttributeError, KeyError, StopIteration):
        return
    path = saved(book, folder / "sheets.xlsx")
    if path is not None:
        judge(path)


@pytest.fixture(scope="module")
def clean(folder: Path) -> bytes:
    return workbooks.save(BASE, folder / "clean.xlsx").read_bytes()


@effort(0.1)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.binary(max_size=12), st.integers(0, 200)), max_size=4
    ),
    keep=st.floats(0.05, 1),
)
def test_any_bytes(folder: Path, clean: bytes, edits: list[Any], keep: float) -> None:
    data = bytearray(clean)
    for place, content, cut in edits:
        start = int(place * len(data))
        data[start : start + cut] = content
    path = folder / "bytes.xlsx"
    path.write_bytes(bytes(data[: int(len(data) * keep)] if keep < 0.9 else data))
    judge(path)


FRAGMENTS = st.sampled_from(
    [
        b"",
        b"<",
        b"&#0;",
        b"&lt;",
        b't="e"',
        b't="s"',
        b't="d"',
        b't="str"',
        b's="99999"',
        b'r="A1"',
        b'r="ZZZ9"',
        b'r="A0"',
        b'r="A9999999"',
        b'r="XFD1048576"',
        b'r="-1"',
        b'ref="A1:XFD1048576"',
        b"<f>1</f>",
        b"<v>1e999</v>",
        b"<v>-5</v>",
        b"<v>99999999</v>",
        b'<mergeCell ref="A1:C9"/>',
        b"<!DOCTYPE a>",
        b"<c/>",
        b'<row r="7"/>',
        b"<is><t>x</t></is>",
        b"\xff\xfe",
        b'xmlns="x"',
        b'rId="rId99"',
        b'state="veryHidden"',
        b'date1904="1"',
        b'hidden="1"',
    ]
)


@effort(0.2)
@given(
    part=st.integers(0, 40),
    edits=st.lists(st.tuples(st.floats(0, 1), FRAGMENTS, st.integers(0, 25)), max_size=5),
    drop=st.booleans(),
)
def test_any_xml(folder: Path, clean: bytes, part: int, edits: list[Any], drop: bool) -> None:
    path = folder / "xml.xlsx"
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(clean)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        chosen = names[part % len(names)]
        for name in names:
            content = bytearray(old.read(name))
            if name == chosen:
                if drop and not edits:
                    continue
                for place, fragment, cut in edits:
                    start = int(place * len(content))
                    # at a tag or an attribute, where an edit means something
                    start = max(content.rfind(b" ", 0, start), content.rfind(b"<", 0, start), 0)
                    content[start : start + cut] = b" " * (fragment[:1] != b"<") + fragment
            new.writestr(name, bytes(content))
    path.write_bytes(buffer.getvalue())
    judge(path)
