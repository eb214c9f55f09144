"""Engineers' pages, route sheets, CSV and Bitrix24: complete, and hostile text stays text."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from support.hostile import HOSTILE, plain
from support.sample_record import sample_record

from fieldplan.domain import Site
from fieldplan.report import write_bitrix24, write_csv, write_engineer_pages, write_route_sheets
from fieldplan.report.csv_export import inert
from fieldplan.report.html_text import phone_link, route_link, tag


class _Page(HTMLParser):
    """Elements and texts as a browser would see them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_route_sheet_a_route_with_every_stop(tmp_path: Path) -> None:
    record = sample_record()
    files = write_route_sheets(tmp_path, record)
    assert len(files) == len(record.plan.routes)
    assert files[0].name == "2026-12-01_01_Иванов_Пётр.html"
    clients = {site.id: site.client for site in record.sites}
    sites = {visit.id: visit.site_id for visit in record.problem.visits}
    for path, route in zip(files, record.plan.routes, strict=True):
        page = _Page(path.read_text("utf-8"))
        shown = [text for text in page.texts if text.startswith("ООО")]
        assert shown == [clients[sites[stop.visit_id]] for stop in route.stops]


def test_engineer_page_has_weeks_phones_and_ways(tmp_path: Path) -> None:
    record = sample_record()
    files = write_engineer_pages(tmp_path, record)
    assert [path.name for path in files] == ["01_Иванов_Пётр.html", "02_Смирнова_Анна.html"]
    page = _Page(files[0].read_text("utf-8"))
    links = [attributes.get("href") or "" for tag, attributes in page.elements if tag == "a"]
    stops = sum(len(r.stops) for r in record.plan.routes if r.engineer_id == "E1")
    assert len([link for link in links if link.startswith("tel:+7495")]) == stops
    assert len([link for link in links if "rtext=~5" in link]) == stops
    anchors = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert {link[1:] for link in links if link.startswith("#")} == anchors
    assert len(anchors) == 5


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_pages_is_text(tmp_path: Path, hostile: str) -> None:
    record = sample_record(rename=hostile, engineers=1)
    calm = sample_record(engineers=1)
    for write in (write_route_sheets, write_engineer_pages):
        files = write(tmp_path / write.__name__, record)
        expected = write(tmp_path / f"{write.__name__}-calm", calm)
        for path, other in zip(files, expected, strict=True):
            assert path.parent == tmp_path / write.__name__
            assert len(path.name.encode()) < 150
            page, quiet = _Page(path.read_text("utf-8")), _Page(other.read_text("utf-8"))
            assert plain(hostile) in page.texts
            kinds = {name for name, _ in page.elements}
            assert kinds <= {name for name, _ in quiet.elements} | {"bdi", "div", "p"}
            for _, attributes in page.elements:
                assert not any(name.startswith("on") for name in attributes)
                link = attributes.get("href") or ""
                assert link.startswith(("https://yandex.ru/", "tel:", "#")) or not link


def test_pages_may_load_and_run_nothing(tmp_path: Path) -> None:
    for path in write_engineer_pages(tmp_path, sample_record()):
        source = path.read_text("utf-8")
        assert "default-src &#x27;none&#x27;" in source or "default-src 'none'" in source
        assert "<script" not in source


def test_builder_escapes_what_it_did_not_make() -> None:
    assert tag("p", "<b>", tag("i", "&"), title='"x"') == (
        '<p title="&quot;x&quot;">&lt;b&gt;<i>&amp;</i></p>'
    )
    assert phone_link("+7 (495) 000-00-00", "call") == '<a href="tel:+74950000000">call</a>'
    assert "href" not in phone_link("javascript:alert(1)", "call")
    assert "rtext=~55.750000,37.600000&amp;rtt=auto" in route_link([(55.75, 37.6)], "go")


def test_csv_has_every_stop_in_order(tmp_path: Path) -> None:
    record = sample_record()
    write_csv(tmp_path / "plan.csv", record, contacts=True)
    content = (tmp_path / "plan.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    assert [row["Визит"] for row in rows] == [
        stop.visit_id for route in record.plan.routes for stop in route.stops
    ]
    assert rows[0]["Начало"] == "09:38"
    assert rows[0]["Телефон"] == "'+7 495 000-00-01"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_in_csv_is_one_inert_cell(tmp_path: Path, hostile: str) -> None:
    record = sample_record(rename=hostile)
    write_csv(tmp_path / "plan.csv", record, contacts=True)
    with (tmp_path / "plan.csv").open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source, delimiter=";"))
    assert len(rows) == 1 + sum(len(route.stops) for route in record.plan.routes)
    assert {len(row) for row in rows} == {len(rows[0])}
    shown = {row[rows[0].index("Клиент")] for row in rows[1:]}
    assert {cell.removeprefix("'") for cell in shown} == {plain(hostile).removeprefix("'")}
    assert not any(cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row)


def test_inert_leaves_ordinary_text_alone() -> None:
    assert inert("ООО «Вектор», 3-й этаж") == "ООО «Вектор», 3-й этаж"
    assert inert("-5") == "'-5"


def _calls(folder: Path) -> dict[str, list[dict[str, object]]]:
    return {
        name: json.loads((folder / f"{name}.json").read_text("utf-8"))
        for name in ("add", "update", "delete")
    }


def test_bitrix24_adds_then_updates_and_deletes(tmp_path: Path) -> None:
    record = sample_record()
    write_bitrix24(tmp_path / "1", record, owners={"E1": 17})
    first = _calls(tmp_path / "1")
    assert len(first["add"]) == sum(len(route.stops) for route in record.plan.routes)
    assert first["update"] == first["delete"] == []
    params = first["add"][0]["params"]
    assert isinstance(params, dict)
    assert (params["from"], params["ownerId"]) == ("2026-12-01T09:38:00", 17)

    a, b, c, *rest = record.plan.routes
    later = replace(a.stops[0], start_min=a.stops[0].start_min + 5)
    a = replace(a, stops=(later, *a.stops[1:]))
    c = replace(c, engineer_id="E2" if c.engineer_id == "E1" else "E1")
    moved = replace(record, plan=replace(record.plan, routes=(a, c, *rest)), revision=2)
    write_bitrix24(tmp_path / "2", moved, previous=tmp_path / "1")
    second = _calls(tmp_path / "2")
    assert [call["visit"] for call in second["update"]] == [later.visit_id]
    given = [stop.visit_id for stop in c.stops]
    assert [call["visit"] for call in second["add"]] == given
    dropped = [stop.visit_id for stop in b.stops]
    assert {str(call["visit"]) for call in second["delete"]} == {*given, *dropped}
    assert {call["method"] for call in second["delete"]} == {"calendar.event.delete"}

    write_bitrix24(tmp_path / "3", moved, previous=tmp_path / "2")
    assert _calls(tmp_path / "3") == {"add": [], "update": [], "delete": []}


def test_sites_without_coordinates_or_phone_do_no_harm(tmp_path: Path) -> None:
    record = sample_record(engineers=1)
    bare: tuple[Site, ...] = tuple(
        replace(site, lat=None, lon=None, phone="", contact="") for site in record.sites
    )
    places = tuple(replace(place, lat=None, lon=None) for place in record.problem.locations)
    record = replace(record, sites=bare, problem=replace(record.problem, locations=places))
    page = _Page(write_engineer_pages(tmp_path, record)[0].read_text("utf-8"))
    links = [attributes.get("href") or "" for name, attributes in page.elements if name == "a"]
    assert all(link.startswith("#") for link in links)
