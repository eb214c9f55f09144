"""Load and verdict on paper: the sentences, the sheet and its charts, the map's view."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.full_weeks import week_problem, week_record, year

from fieldplan.capacity import capacity_report
from fieldplan.domain import CapacityReport, PlanRecord
from fieldplan.messages import has_text
from fieldplan.report import capacity_text as words
from fieldplan.report import week_loads, write_calendar
from fieldplan.report.map_html.data import map_data
from fieldplan.settings import make_settings


@pytest.fixture(scope="module")
def record() -> PlanRecord:
    return week_record(week_problem(43, doc_min=5), year(100, *[150] * 11))


@pytest.fixture(scope="module")
def report(record: PlanRecord) -> CapacityReport:
    return capacity_report(record)


def every_line(report: CapacityReport, lang: str) -> list[str]:
    return [
        words.headline(report, lang),
        words.meaning(report, lang),
        *words.evidence_lines(report, lang),
        *words.remedy_lines(report, lang),
        *words.certificate_lines(report, lang),
        *words.norm_lines(report, lang),
        *words.readiness_lines(report, lang),
        *(words.forecast_line(forecast, lang) for forecast in report.forecasts),
    ]


def test_the_certificate_reads_as_promised(report: CapacityReport) -> None:
    line = words.certificate_lines(report, "en")[0]
    assert line.startswith(
        "engineers: 1: 43.0 h are needed 2026-12-07 – 2026-12-11, 40.0 h exist; at least 3 of 43 "
        "visits stay undone, however they are routed."
    )


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_sentence_is_filled_in(report: CapacityReport, lang: str) -> None:
    lines = every_line(report, lang)
    assert len(lines) > 8
    assert not [line for line in lines if "{" in line or "None" in line]


def test_no_roubles_while_prices_are_examples(record: PlanRecord) -> None:
    for examples in (True, False):
        changed = replace(record, settings={**record.settings, "prices_are_examples": examples})
        report = capacity_report(changed)
        assert report.show_money is not examples
        lines = " ".join(every_line(report, "ru"))
        assert "₽" not in lines


def test_every_reason_has_its_sentence() -> None:
    evidence = (
        "hours", "missing", "undone_proven", "undone_found", "ahead_fine", "ahead_over", "debt",
        "failure",
        "sign_projects", "sign_clients", "sign_visits",
    )  # fmt: skip
    remedies = ("mix_of_staff", "mix_with_contractors", "no_mix", "days_by_hours")
    assert all(has_text(f"capacity.evidence_{code}") for code in evidence)
    assert all(has_text(f"capacity.remedy_{code}") for code in remedies)


def test_the_sheet_has_the_figures_and_native_charts(
    tmp_path: Path, record: PlanRecord, report: CapacityReport
) -> None:
    path = tmp_path / "calendar.xlsx"
    write_calendar(path, record, capacity=report)
    sheet = load_workbook(path)["Нагрузка и вывод"]
    values = [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert words.headline(report, "ru") in values
    assert len(sheet._charts) == 2
    head = next(cell for cell in sheet["A"] if cell.value == "Неделя с")
    figures = [sheet.cell(head.row + 1, column).value for column in range(1, 12)]
    load = week_loads(record)[0].loads[0]
    assert figures[0] == "07.12"
    assert figures[1:7] == pytest.approx([40, 0, 0, 0, load.doc_min / 60, 0])
    assert figures[7] == 40
    assert figures[9] == pytest.approx(load.free_min / 60)
    assert load.doc_min == 40 * 5


def test_weeks_add_up_to_the_month(record: PlanRecord) -> None:
    weeks = week_loads(record)
    assert sum(load.visits for week in weeks for load in week.loads) == 40
    assert sum(load.available_min for week in weeks for load in week.loads) == 2400


def test_the_map_has_the_verdict_and_its_bars(record: PlanRecord, report: CapacityReport) -> None:
    settings = make_settings(record.settings)
    data = map_data(record, contacts=False, settings=settings, capacity=report)
    assert data["figures"][0]["value"] == "ещё инженер"
    load, forecast = data["capacity"]["charts"]
    assert [sum(bar["parts"]) for bar in load["bars"]] == [pytest.approx(43.3)]
    assert load["bars"][0]["lines"] == [40.0]
    assert len(forecast["bars"]) == 12
    assert map_data(record, contacts=False, settings=settings)["capacity"] is None
