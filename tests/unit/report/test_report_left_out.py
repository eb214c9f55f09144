"""A welcome visit that was not taken is nobody's debt: it stands in no list of visits left out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.sample_record import sample_record

from fieldplan.domain import PlanRecord, Tier
from fieldplan.report import write_calendar
from fieldplan.report.map_html.page import map_page
from fieldplan.report.view import ReportView
from fieldplan.settings import Settings


@pytest.fixture
def record() -> PlanRecord:
    """The sample with the first of its three visits left out made a welcome one."""
    record = sample_record()
    welcome = record.plan.unassigned[0].visit_id
    visits = tuple(
        replace(visit, tier=Tier.WELCOME, worth_cost=10_000) if visit.id == welcome else visit
        for visit in record.problem.visits
    )
    return replace(record, problem=replace(record.problem, visits=visits))


def _ids(record: PlanRecord) -> tuple[str, list[str]]:
    first, *others = [item.visit_id for item in record.plan.unassigned]
    return first, others


def test_the_view_tells_debts_from_welcome_visits(record: PlanRecord) -> None:
    _, debts = _ids(record)
    assert [item.visit_id for item in ReportView(record).left_out] == debts


def test_the_map_lists_debts_only(record: PlanRecord) -> None:
    welcome, debts = _ids(record)
    page = map_page(record, contacts=False, settings=Settings())
    block = page.split('id="plan">', 1)[1].split("</script>", 1)[0]
    data = json.loads(block)
    assert [item["visit"] for item in data["unassigned"]] == debts
    served = len(ReportView(record).served)
    assert data["figures"][0]["value"] == f"{served} из {served + len(debts)}"
    assert welcome in data["visits"]


def test_the_calendar_lists_debts_only(record: PlanRecord, tmp_path: Path) -> None:
    welcome, debts = _ids(record)
    write_calendar(tmp_path / "calendar.xlsx", record)
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Не вошли"]
    written = {cell.value for row in sheet.iter_rows() for cell in row}
    assert set(debts) <= written
    assert welcome not in written
