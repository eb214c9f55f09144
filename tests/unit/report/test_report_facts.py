"""What the workbook says is shown where a reader looks for it: in every output."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.sample_record import absence, sample_record, team

from fieldplan.domain import PlanRecord
from fieldplan.report import write_engineer_pages, write_ics, write_route_sheets
from fieldplan.report.calendar_xlsx.book import write_calendar
from fieldplan.report.map_html.data import map_data
from fieldplan.settings import Settings

NOTE = "Не включается касса"
KIND = "Пекарня"
BASE_ADDRESS = "Москва, Сущёвский Вал, 5"
REASON = "учёба в Туле"


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    record = sample_record()
    first, *others = record.problem.visits
    site, *sites = record.sites
    assert first.site_id == site.id
    visits = (replace(first, note=NOTE), *others)
    return replace(
        record,
        problem=replace(record.problem, visits=visits),
        sites=(replace(site, kind=KIND, note="звонок у ворот"), *sites),
        engineers=team(("E1", "E2"), BASE_ADDRESS),
        absences=(absence(REASON),),
    )


@pytest.fixture(scope="module")
def sheets(record: PlanRecord, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The texts of every sheet of the calendar."""
    path = tmp_path_factory.mktemp("facts") / "calendar.xlsx"
    write_calendar(path, record)
    return {
        sheet.title: [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for sheet in load_workbook(path).worksheets
    }


def test_the_visits_sheet_has_the_note_the_kind_of_site_and_the_sites_own_note(
    sheets: dict[str, list[str]],
) -> None:
    assert f"{KIND}\n{NOTE}\nзвонок у ворот" in sheets["Визиты"]


def test_the_routes_sheet_says_where_the_base_is(
    record: PlanRecord, sheets: dict[str, list[str]]
) -> None:
    assert sheets["Маршруты"].count(BASE_ADDRESS) == 2 * len(record.plan.routes)


def test_the_month_says_why_somebody_is_away(sheets: dict[str, list[str]]) -> None:
    heads = [value for values in sheets.values() for value in values if REASON in value]
    assert any(head.startswith("3 ") for head in heads)


def test_the_map_has_all_four(record: PlanRecord) -> None:
    data = map_data(record, contacts=False, settings=Settings())
    visit = data["visits"][record.problem.visits[0].id]
    assert visit["note"].startswith(NOTE)
    assert visit["site_kind"] == KIND
    assert [engineer["base_address"] for engineer in data["engineers"]] == [BASE_ADDRESS] * 2
    assert data["engineers"][1]["absent"] == {"2026-12-03": REASON}


@pytest.mark.parametrize("write", [write_route_sheets, write_engineer_pages])
def test_the_engineers_papers_have_what_he_needs_on_the_way(
    write: object, record: PlanRecord, tmp_path: Path
) -> None:
    pages = [path.read_text(encoding="utf-8") for path in write(tmp_path, record)]  # type: ignore[operator]
    assert all(BASE_ADDRESS in page for page in pages)
    assert sum(NOTE in page and KIND in page for page in pages) == 1


def test_the_calendar_on_the_phone_has_the_note(record: PlanRecord, tmp_path: Path) -> None:
    write_ics(tmp_path, record)
    unfolded = (tmp_path / "all.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert NOTE in unfolded
    assert KIND in unfolded
