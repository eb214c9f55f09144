"""The map in a browser without network: right stops, no request, no error, nothing executed."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from browser_driver import console_errors, offline_chromium, open_page, requested_urls
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.hostile import HOSTILE, plain
from support.sample_record import DAYS, sample_record
from support.sample_revision import sample_revision

from fieldplan.report import write_map, write_route_sheets
from fieldplan.report.changes import plan_changes
from fieldplan.settings import Settings, make_settings
from fieldplan.units import clock

pytestmark = pytest.mark.browser

SHOWN = """
const text = (root, what) => [...root.querySelectorAll(what)].map((node) => node.textContent);
return {
  visits: [...document.querySelectorAll(".stop-item")].map((node) => node.dataset.visit),
  numbers: text(document, ".stop .num"),
  times: text(document, ".stop time"),
  clients: text(document, ".stop .client"),
  pins: text(document, ".mark-stop .pin").flatMap((label) => label.split(", ")).sort(),
  pressed: [...document.querySelectorAll(".cell[aria-pressed=true]")].map(
    (node) => node.dataset.day + " " + node.dataset.engineer),
  address: location.hash,
};
"""
CHOOSE = """
const [day, engineer] = arguments;
[...document.querySelectorAll(".cell")].find(
  (node) => node.dataset.day === day && node.dataset.engineer === engineer).click();
"""


def shown(chrome: webdriver.Chrome) -> dict[str, Any]:
    result: dict[str, Any] = chrome.execute_script(SHOWN)
    return result


@pytest.mark.parametrize(("engineers", "lang"), [(2, "ru"), (4, "en")])
def test_every_day_shows_exactly_the_stops_of_the_plan(
    chrome: webdriver.Chrome, tmp_path: Path, engineers: int, lang: str
) -> None:
    record = sample_record(engineers=engineers, lang=lang)
    path = tmp_path / "map.html"
    write_map(path, record, settings=Settings())
    open_page(chrome, path)
    routes = {(route.engineer_id, route.date): route for route in record.plan.routes}
    clients = {site.id: site.client for site in record.sites}
    sites = {visit.id: visit.site_id for visit in record.problem.visits}
    for engineer in record.problem.engineers:
        for day in DAYS:
            chrome.execute_script(CHOOSE, day.isoformat(), engineer.id)
            page = shown(chrome)
            route = routes.get((engineer.id, day))
            stops = route.stops if route else ()
            numbers = [str(n) for n in range(1, len(stops) + 1)]
            assert page["visits"] == [stop.visit_id for stop in stops]
            assert page["numbers"] == numbers
            assert page["pins"] == numbers
            assert page["clients"] == [clients[sites[stop.visit_id]] for stop in stops]
            assert page["times"] == [
                f"{clock(stop.start_min)}–{clock(stop.end_min)}" for stop in stops
            ]
            assert page["pressed"] == [f"{day} {engineer.id}"]
    assert console_errors(chrome) == []


def test_offline_page_asks_for_nothing_but_itself(chrome: webdriver.Chrome, map_file: Path) -> None:
    requested_urls(chrome)
    console_errors(chrome)
    open_page(chrome, map_file)
    for view in ("month", "unassigned", "postponed", "day"):
        chrome.find_element(By.CSS_SELECTOR, f"[data-view={view}][type=button]").click()
    chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom-out").click()
    assert {url.partition("#")[0] for url in requested_urls(chrome)} == {map_file.as_uri()}
    assert console_errors(chrome) == []


def test_deep_link_opens_the_day_and_bad_links_do_no_harm(
    chrome: webdriver.Chrome, map_file: Path
) -> None:
    open_page(chrome, map_file, "#day=2026-12-09&engineer=E2")
    assert shown(chrome)["pressed"] == ["2026-12-09 E2"]
    open_page(chrome, map_file, "#day=2026-12-04&engineer=E1&view=month")
    assert chrome.find_element(By.CSS_SELECTOR, "table.month").is_displayed()
    open_page(chrome, map_file, "#day=<img>&engineer=__proto__&view=constructor")
    assert shown(chrome)["pressed"] == ["2026-12-01 E1"]
    chrome.execute_script("location.hash = '#day=2026-12-10&engineer=E1'")
    assert shown(chrome)["pressed"] == ["2026-12-10 E1"]
    assert console_errors(chrome) == []


def test_arrows_move_by_day_and_by_engineer(chrome: webdriver.Chrome, map_file: Path) -> None:
    open_page(chrome, map_file, "#day=2026-12-04&engineer=E1")
    body = chrome.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.ARROW_RIGHT)
    assert shown(chrome)["pressed"] == ["2026-12-07 E1"]  # over the weekend
    body.send_keys(Keys.ARROW_DOWN)
    assert shown(chrome)["pressed"] == ["2026-12-07 E2"]
    body.send_keys(Keys.ARROW_DOWN)  # there is no third engineer
    body.send_keys(Keys.ARROW_LEFT)
    page = shown(chrome)
    assert page["pressed"] == ["2026-12-04 E2"]
    assert page["address"] == "#day=2026-12-04&engineer=E2"
    body.send_keys("m")
    assert chrome.find_element(By.CSS_SELECTOR, "table.month").is_displayed()
    # The driver has no Cyrillic keyboard.
    chrome.execute_script(
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'д', bubbles: true}))"
    )
    assert chrome.find_elements(By.CSS_SELECTOR, "table.month") == []
    body.send_keys("/")
    assert chrome.switch_to.active_element.get_attribute("id") == "search"


def test_month_view_has_every_visit_of_the_engineer(
    chrome: webdriver.Chrome, map_file: Path
) -> None:
    record = sample_record()
    open_page(chrome, map_file, "#engineer=E2&view=month")
    cells = chrome.execute_script(
        "return [...document.querySelectorAll('.month li time')].map((n) => n.textContent)"
    )
    starts = [
        clock(stop.start_min)
        for route in record.plan.routes
        if route.engineer_id == "E2"
        for stop in route.stops
    ]
    assert cells == starts
    assert not chrome.find_element(By.ID, "map-box").is_displayed()


def test_search_finds_the_visit_and_leads_to_its_day(
    chrome: webdriver.Chrome, map_file: Path
) -> None:
    record = sample_record()
    route = record.plan.routes[20]
    wanted = route.stops[-1].visit_id
    open_page(chrome, map_file)
    chrome.find_element(By.ID, "search").send_keys(wanted)
    found = chrome.find_elements(By.CSS_SELECTOR, ".left-out-item")
    assert len(found) == 1
    found[0].click()
    page = shown(chrome)
    assert page["pressed"] == [f"{route.date} {route.engineer_id}"]
    assert wanted in page["visits"]


def test_left_out_visits_stand_with_their_reasons(chrome: webdriver.Chrome, map_file: Path) -> None:
    record = sample_record()
    open_page(chrome, map_file, "#view=unassigned")
    reasons = chrome.find_elements(By.CSS_SELECTOR, ".left-out .reason")
    assert len(reasons) == len(record.plan.unassigned)
    assert all(reason.text for reason in reasons)
    open_page(chrome, map_file, "#view=postponed")
    assert len(chrome.find_elements(By.CSS_SELECTOR, ".left-out .reason")) == 1


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_as_text(
    chrome: webdriver.Chrome, tmp_path: Path, hostile: str
) -> None:
    path = tmp_path / "map.html"
    write_map(path, sample_record(rename=hostile), settings=Settings(), contacts=True)
    console_errors(chrome)
    open_page(chrome, path)
    assert set(shown(chrome)["clients"]) == {plain(hostile)}
    chrome.execute_script("document.querySelector('.stop').click()")
    popup = chrome.find_element(By.CSS_SELECTOR, ".leaflet-popup-content")
    assert popup.find_elements(By.CSS_SELECTOR, "img, script") == []
    for view in ("month", "unassigned", "postponed"):
        chrome.find_element(By.CSS_SELECTOR, f"[data-view={view}][type=button]").click()
    assert chrome.execute_script("return window.hacked") is None
    assert chrome.find_elements(By.CSS_SELECTOR, "#panel img, #panel script, #strip img") == []
    assert console_errors(chrome) == []


def test_changes_view_names_calls_first(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    record = sample_record()
    new = sample_revision(record)
    path = tmp_path / "map.html"
    write_map(path, new, settings=Settings(), previous=record)
    open_page(chrome, path, "#view=changes")
    heads = [head.text for head in chrome.find_elements(By.CSS_SELECTOR, "#panel h2")]
    assert [head.split(" (")[0] for head in heads] == [
        "Кому позвонить",
        "Что изменилось с прошлой редакции",
    ]
    items = chrome.find_elements(By.CSS_SELECTOR, ".left-out li")
    changes = plan_changes(record, new)
    assert len(items) == len(changes)
    clients = {site.id: site.client for site in record.sites}
    sites = {visit.id: visit.site_id for visit in record.problem.visits}
    for item, change in zip(items, changes, strict=True):
        assert clients[sites[change.visit_id]] in item.text
    assert console_errors(chrome) == []


def test_route_sheet_of_six_stops_is_one_page(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    for name, rename in (("plain", None), ("long", "Очень длинное название клиента " * 40)):
        record = sample_record(rename=rename)
        route = record.plan.routes[0]
        stops = [stop for other in record.plan.routes for stop in other.stops][:6]
        full = replace(
            record, plan=replace(record.plan, routes=(replace(route, stops=tuple(stops)),))
        )
        (sheet,) = write_route_sheets(tmp_path / name, full)
        open_page(chrome, sheet)
        printed = chrome.execute_cdp_cmd(
            "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
        )
        pages = re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))
        assert len(pages) == 1, name


def test_printed_day_is_one_page(chrome: webdriver.Chrome, map_file: Path) -> None:
    open_page(chrome, map_file, "#day=2026-12-03&engineer=E1")
    printed = chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    assert len(re.findall(rb"/Type\s*/Page\b", base64.b64decode(printed["data"]))) == 1


def test_printed_map_shows_the_whole_route(chrome: webdriver.Chrome, map_file: Path) -> None:
    open_page(chrome, map_file, "#day=2026-12-08&engineer=E1")
    chrome.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    box, pins = chrome.execute_script(
        "const area = (node) => { const r = node.getBoundingClientRect();"
        " return [r.left, r.top, r.right, r.bottom]; };"
        "return [area(document.getElementById('map_plan')),"
        " [...document.querySelectorAll('.pin')].map(area)];"
    )
    assert (round(box[2] - box[0]), round(box[3] - box[1])) == (718, 302)  # 190 x 80 mm
    assert len(pins) == 3
    for left, top, right, bottom in pins:
        assert box[0] <= left < right <= box[2]
        assert box[1] <= top < bottom <= box[3]
    chrome.execute_script("window.dispatchEvent(new Event('afterprint'))")
    width = "return document.getElementById('map_plan').offsetWidth"
    assert chrome.execute_script(width) > 800


def test_hostile_engineer_id_in_links(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    record = sample_record(engineers=1)
    strange = "E&view=month#<b>\"'"
    engineer = replace(record.problem.engineers[0], id=strange)
    routes = tuple(replace(route, engineer_id=strange) for route in record.plan.routes)
    path = tmp_path / "map.html"
    write_map(
        path,
        replace(
            record,
            problem=replace(record.problem, engineers=(engineer,)),
            plan=replace(record.plan, routes=routes),
        ),
        settings=Settings(),
    )
    open_page(chrome, path)
    chrome.find_element(By.TAG_NAME, "body").send_keys(Keys.ARROW_RIGHT)
    address = shown(chrome)["address"]
    open_page(chrome, path, address)
    assert shown(chrome)["pressed"] == [f"2026-12-02 {strange}"]


def test_tiles_that_cannot_be_reached_give_way_to_the_sketch(
    chrome: webdriver.Chrome, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    settings = make_settings(
        {
            "map_tiles": "https://tiles.invalid/{z}/{x}/{y}.png",
            "map_attribution": "<img src=x onerror=window.hacked=1>© us",
        }
    )
    write_map(path, sample_record(), settings=settings)
    open_page(chrome, path)
    chrome.execute_async_script("setTimeout(arguments[0], 600)")
    assert chrome.find_elements(By.CSS_SELECTOR, ".town")
    credit = chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-attribution")
    assert "<img src=x onerror=window.hacked=1>© us" in credit.text
    assert chrome.execute_script("return window.hacked") is None
    requested_urls(chrome)
    console_errors(chrome)  # the refused tiles


def test_phone_width_needs_no_sideways_scrolling(map_file: Path) -> None:
    with offline_chromium(width=500, height=900) as chrome:
        chrome.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 375, "height": 740, "deviceScaleFactor": 2, "mobile": True},
        )
        open_page(chrome, map_file)
        width, strip_end, map_top = chrome.execute_script(
            "return [document.documentElement.scrollWidth,"
            " document.getElementById('strip').getBoundingClientRect().bottom,"
            " document.getElementById('map-box').getBoundingClientRect().top]"
        )
        assert width <= 375
        assert map_top >= strip_end - 1


@pytest.mark.parametrize("view", ["day", "month", "unassigned", "postponed"])
def test_accessibility_scan_finds_no_serious_fault(
    chrome: webdriver.Chrome, map_file: Path, view: str
) -> None:
    open_page(chrome, map_file, f"#day=2026-12-03&engineer=E1&view={view}")
    chrome.execute_script(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    result = chrome.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(done);"
    )
    serious = [
        (fault["id"], [node["target"] for node in fault["nodes"]][:3])
        for fault in result["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []
