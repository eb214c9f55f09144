"""Hostile ids and characters in every text at once: every output is made, none is harmed."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from openpyxl import load_workbook
from support.hostile import HOSTILE
from support.sample_record import sample_record
from support.sample_revision import sample_revision

from fieldplan.domain import PlanRecord, Unassigned
from fieldplan.report import (
    read_calendar,
    write_bitrix24,
    write_calendar,
    write_csv,
    write_engineer_pages,
    write_ics,
    write_map,
    write_route_sheets,
)
from fieldplan.settings import Settings


def hostile_record(text: str) -> PlanRecord:
    """The sample with the text in every id, kind and name."""
    record = sample_record(rename=text)
    problem = replace(
        record.problem,
        visits=tuple(
            replace(v, id=text + v.id, site_id=text + v.site_id, project_id=text, kind=text)
            for v in record.problem.visits
        ),
        engineers=tuple(replace(e, id=text + e.id) for e in record.problem.engineers),
    )
    routes = tuple(
        replace(
            route,
            engineer_id=text + route.engineer_id,
            stops=tuple(replace(s, visit_id=text + s.visit_id) for s in route.stops),
        )
        for route in record.plan.routes
    )
    unassigned = tuple(
        Unassigned(
            visit_id=text + item.visit_id,
            reasons=tuple(replace(r, code=text, params={text: text}) for r in item.reasons),
        )
        for item in record.plan.unassigned
    )
    postponed = tuple(
        replace(item, visit_id=text, site_id=text, kind=text) for item in record.postponed
    )
    return replace(
        record,
        problem=problem,
        plan=replace(record.plan, routes=routes, unassigned=unassigned),
        sites=tuple(replace(site, id=text + site.id) for site in record.sites),
        postponed=postponed,
    )


@pytest.mark.parametrize("hostile", [*HOSTILE, "\x00\x1b\ud800\uffff", "", "reasons.", "a.b.c"])
def test_every_output_is_made_and_whole(tmp_path: Path, hostile: str) -> None:
    record = hostile_record(hostile)
    changed = sample_revision(record)
    count = sum(len(route.stops) for route in changed.plan.routes)

    write_calendar(tmp_path / "calendar.xlsx", changed, previous=record)
    write_map(tmp_path / "map.html", changed, contacts=True, settings=Settings(), previous=record)
    write_csv(tmp_path / "plan.csv", changed, contacts=True)
    write_ics(tmp_path / "ics-1", record, contacts=True)
    write_ics(tmp_path / "ics-2", changed, previous=tmp_path / "ics-1", contacts=True)
    write_bitrix24(tmp_path / "b24-1", record)
    write_bitrix24(tmp_path / "b24-2", changed, previous=tmp_path / "b24-1")
    sheets = write_route_sheets(tmp_path / "routes", changed)
    pages = write_engineer_pages(tmp_path / "engineers", changed)

    assert len(read_calendar(tmp_path / "calendar.xlsx").visits) == count
    book = load_workbook(tmp_path / "calendar.xlsx")
    formulas = [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    links = [c.hyperlink for s in book for row in s.iter_rows() for c in row if c.hyperlink]
    assert all(len(link.location) < 2_000 for link in links)
    page = (tmp_path / "map.html").read_text("utf-8")
    block = re.findall(r'<script type="application/json" id="plan">(.*?)</script>', page, re.S)
    assert len(json.loads(block[0])["routes"]) == len(changed.plan.routes)
    assert page.count("<script") == 5  # folium's two, Leaflet, the plan, ours
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as source:
        assert len(list(csv.reader(source, delimiter=";"))) == count + 1
    calendar = vobject.readOne((tmp_path / "ics-2/all.ics").read_text("utf-8"))
    assert len(calendar.contents["vevent"]) >= count
    assert json.loads((tmp_path / "b24-2/delete.json").read_text("utf-8"))
    assert len(sheets) == len(changed.plan.routes)
    assert len(pages) == len(changed.problem.engineers)
    for path in tmp_path.rglob("*"):
        assert re.fullmatch(r"[\w\-]+(\.[a-z0-9]+)?", path.name), path.name


def test_left_out_characters_are_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write_csv(tmp_path / "plan.csv", sample_record(rename="a\x00b"))
    assert "control character" in caplog.text
    assert "ab" in (tmp_path / "plan.csv").read_text("utf-8-sig")
