"""The map in a browser: exactly the plan, by click, key, link and search."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser_driver import console_errors, open_page
from map_page import CHOOSE, shown
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.sample_record import DAYS, sample_record
from support.sample_revision import sample_revision

from fieldplan.domain import Reason
from fieldplan.report import write_map
from fieldplan.report.calls import change_why
from fieldplan.report.changes import plan_changes
from fieldplan.report.view import ReportView
from fieldplan.settings import Settings
from fieldplan.units import clock

pytestmark = pytest.mark.browser


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


def test_changes_view_names_calls_first(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    record = sample_record()
    new = sample_revision(record)
    (first, *_) = plan_changes(record, new)
    absent = Reason(code="resolve.why_absence", params={"engineer": "E1"})
    new = replace(new, why={first.visit_id: absent})
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
        why = change_why(ReportView(new), change)
        assert ("почему: " + why in item.text) if why else ("почему" not in item.text)
    assert console_errors(chrome) == []
