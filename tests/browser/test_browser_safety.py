"""Hostile text in the map, and a page that asks for nothing from outside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from browser_driver import console_errors, open_page, requested_urls
from map_page import shown
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from support.hostile import HOSTILE, plain
from support.sample_record import sample_record

from fieldplan.report import write_map
from fieldplan.settings import Settings, make_settings

pytestmark = pytest.mark.browser


def test_offline_page_asks_for_nothing_but_itself(chrome: webdriver.Chrome, map_file: Path) -> None:
    requested_urls(chrome)
    console_errors(chrome)
    open_page(chrome, map_file)
    for view in ("month", "unassigned", "postponed", "day"):
        chrome.find_element(By.CSS_SELECTOR, f"[data-view={view}][type=button]").click()
    chrome.find_element(By.CSS_SELECTOR, ".leaflet-control-zoom-out").click()
    assert {url.partition("#")[0] for url in requested_urls(chrome)} == {map_file.as_uri()}
    assert console_errors(chrome) == []


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
