"""Hostile texts of ordinary sites, followed into every output by the command's own way.

Every other field of every sheet is in ``test_e2e_hostile_fields.py``.
"""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import vobject
from support.books import make_engineer, make_site
from support.hostile import HOSTILE, plain
from support.month_book import PLACES, small_book, write_book

from fieldplan import api
from fieldplan.domain import PlanRecord
from fieldplan.store import read_plan


class Texts(HTMLParser):
    """The texts of a page and its elements that could run something."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.dangerous = "", 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dangerous += tag in ("script", "img", "iframe", "object")
        self.dangerous += any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("hostile")
    sites = tuple(
        replace(
            make_site(f"S{n:02d}", lat=lat + n / 500, lon=lon),
            client=text,
            address=text,
            contact=text,
            note=text,
            source=None,
        )
        for n, text in enumerate(HOSTILE, 1)
        for lat, lon in [PLACES[n % len(PLACES)]]
    )
    book = small_book(sites=sites, engineers=(make_engineer(name=HOSTILE[0]),))
    path = write_book(out / "book.xlsx", book)
    record = api.plan_month(path, month="2026-12", stop=api.stop_rule(iterations=200))
    written = api.write_outputs(record, out).folder
    for form in ("csv", "ics", "bitrix24"):
        api.export_plan(written, form, contacts=True)
    return written


def planned(folder: Path) -> tuple[PlanRecord, set[str]]:
    """The record and every client in it that is visited."""
    record = read_plan(folder / "plan.json")
    placed = {stop.visit_id for route in record.plan.routes for stop in route.stops}
    visited = {visit.site_id for visit in record.problem.visits if visit.id in placed}
    clients = {plain(site.client) for site in record.sites if site.id in visited}
    assert len(clients) >= 12
    return record, clients


def lines(text: str) -> str:
    return " ".join(text.split())


def test_calendar(folder: Path) -> None:
    _, clients = planned(folder)
    book = openpyxl.load_workbook(folder / "calendar.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    shown = {str(cell.value) for cell in cells}
    assert [client for client in clients if client not in shown] == []


def test_map(folder: Path) -> None:
    _, clients = planned(folder)
    page = (folder / "map.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/json" id="plan">(.*?)</script>', page, re.S)
    assert clients <= {visit["client"] for visit in json.loads(block)["visits"].values()}
    assert page.count("<script") == 5  # folium's two, Leaflet, the plan, ours


def test_tables_and_calendars(folder: Path) -> None:
    _, clients = planned(folder)
    with (folder / "export/visits.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = [cell for row in csv.reader(source, delimiter=";") for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in rows)
    assert clients <= {cell.removeprefix("'") for cell in rows}
    for name in ("calendars/all.ics", "export/ics/all.ics"):
        calendar = vobject.readOne((folder / name).read_text("utf-8"))
        events = calendar.contents["vevent"]
        summaries = " ".join(lines(event.summary.value) for event in events)
        assert [client for client in clients if lines(client) not in summaries] == []
    calls = json.loads((folder / "export/bitrix24/add.json").read_text("utf-8"))
    names = " ".join(call["params"]["name"] for call in calls)
    assert [client for client in clients if lines(client) not in names] == []


def test_papers(folder: Path) -> None:
    _, clients = planned(folder)
    for kind in ("routes", "engineers"):
        pages = [Texts(path.read_text("utf-8")) for path in sorted((folder / kind).iterdir())]
        assert sum(page.dangerous for page in pages) == 0
        shown = "\n".join(page.text for page in pages)
        assert [client for client in clients if client not in shown] == []


def test_file_names(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert re.fullmatch(r"[\w\-]+(\.[a-z0-9]+)?", path.name), path.name
