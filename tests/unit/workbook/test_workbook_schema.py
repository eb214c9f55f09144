"""The one table of sheets and columns, and the texts of everything that can be found."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import fieldplan.workbook
from fieldplan.messages import LANGUAGES, has_text, text
from fieldplan.messages.findings import CELLS, OF_WORKBOOK
from fieldplan.messages.findings.two_parts import TODO
from fieldplan.settings import SECTION_STARTS, SPECS
from fieldplan.spelling import lookalike
from fieldplan.workbook.cells import _PARSERS, Kind
from fieldplan.workbook.choices import CHOICES, labels, spellings
from fieldplan.workbook.schema import OUR_OTHER_SHEETS, SHEETS
from fieldplan.workbook.settings_sheet import setting_source, setting_unit
from fieldplan.workbook.sheets import headers, normal_header

SOURCES = sorted(Path(fieldplan.workbook.__file__).parent.glob("*.py"))


def test_every_column_has_its_texts() -> None:
    for sheet in SHEETS:
        for lang in LANGUAGES:
            assert sheet.title(lang)
            assert sheet.help(lang)
            for column in sheet.columns:
                assert column.header(lang)
                assert column.help(lang)
    for key in OUR_OTHER_SHEETS:
        assert has_text(f"workbook.sheet_{key}")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_no_header_means_two_columns(sheet: object) -> None:
    seen: dict[str, str] = {}
    for column in sheet.columns:  # type: ignore[attr-defined]
        names = {column.header(lang) for lang in LANGUAGES} | set(column.aliases)
        for form in {lookalike(normal_header(name)) for name in names}:
            assert seen.setdefault(form, column.key) == column.key, form
    assert set(headers(sheet.key).values()) == set(sheet.by_key)  # type: ignore[attr-defined]


def test_no_title_means_two_sheets() -> None:
    seen: dict[str, str] = {}
    for sheet in SHEETS:
        for name in {sheet.title("ru"), sheet.title("en"), sheet.key, *sheet.aliases}:
            assert seen.setdefault(lookalike(name), sheet.key) == sheet.key, name


def test_no_spelling_means_two_values() -> None:
    for name, values in CHOICES.items():
        seen: dict[str, str] = {}
        for value, aliases in values.items():
            names = {*aliases, value, *(text(f"workbook.{name}_{value}", x) for x in LANGUAGES)}
            for form in {lookalike(spelling) for spelling in names}:
                assert seen.setdefault(form, value) == value, (name, form)
        assert set(spellings(name).values()) == set(values)
        assert len(set(labels(name, "ru"))) == len(values)


def test_every_kind_has_a_parser_and_a_column() -> None:
    assert set(_PARSERS) == set(Kind)
    used = {column.kind for sheet in SHEETS for column in sheet.columns}
    assert set(Kind) - used == {Kind.CLOCK}
    assert all(c.choices in CHOICES for s in SHEETS for c in s.columns if c.kind is Kind.CHOICE)


def test_settings_have_units_and_sources_in_both_languages() -> None:
    for section in SECTION_STARTS.values():
        assert has_text(f"settings.{section}")
    for spec in SPECS.values():
        english, russian = setting_source(spec, "en"), setting_source(spec, "ru")
        assert english == spec.metadata["source"]
        assert russian != english, f"{spec.name}: no Russian text for its source"
        assert bool(setting_unit(spec, "ru")) == bool(spec.metadata["unit"])


def first_literals() -> set[str]:
    """First arguments of the calls whose first argument is the code."""
    calls = {"error", "warning", "notice", "CellError", "_RefusedError"}
    return {
        node.args[0].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", None)) in calls
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_every_code_has_a_text() -> None:
    codes = first_literals()
    assert len(codes) > 60
    assert sorted(code for code in codes if code not in OF_WORKBOOK) == []


def test_every_text_is_used() -> None:
    all_source = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    # codes of resolve() are completed with _close
    missing = [
        code
        for code in OF_WORKBOOK
        if not any(
            f'"{name}"' in all_source
            for name in (code, code.removesuffix("_close"), f"findings.{code}")
        )
    ]
    assert missing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_names_expectation_and_remedy(lang: str) -> None:
    index = LANGUAGES.index(lang)
    for code, pair in OF_WORKBOOK.items():
        fact, _, todo = pair[index].partition(TODO[index])
        assert len(fact.strip()) > 15, code
        assert len(todo.strip()) > 5, code
        assert todo.strip().endswith("."), code


EXPECTATION = {
    "ru": (
        "ожида",
        "нуж",
        "обязател",
        "понят",
        "принят",
        "учтен",
        "чита",
        "прочита",
        "взят",
        "узнан",
    ),
    "en": ("expect", "need", "require", "understood", "taken", "left out", "read", "must"),
}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_error_says_what_is_expected(lang: str) -> None:
    index = LANGUAGES.index(lang)
    silent = []
    for code, pair in OF_WORKBOOK.items():
        fact = pair[index].partition(TODO[index])[0].casefold().replace("ё", "е")
        if not any(word in fact for word in EXPECTATION[lang]):
            silent.append(code)
    allowed = {"more_of_the_same", "own_place_ignored", "duplicate_id", "id_of_a_site"}
    allowed |= {"id_of_another", "access_day_without_hours"}
    assert sorted(set(silent) - allowed) == []


def test_texts_of_cells_name_the_column() -> None:
    """A finding in a cell of the manager's table says which column it is."""
    for code, pair in CELLS.items():
        for template in pair:
            names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
            assert "column" in names, code
