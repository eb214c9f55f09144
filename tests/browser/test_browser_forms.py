"""The map on paper, on a phone and for a screen reader; route sheets on paper."""

from __future__ import annotations

import base64
import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from browser_driver import console_errors, offline_chromium, open_page, requested_urls
from selenium import webdriver
from support.sample_record import sample_record

from fieldplan.report import write_engineer_pages, write_route_sheets

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize("view", ["day", "month", "unassigned", "postponed", "changes"])
def test_accessibility_scan_finds_no_serious_fault(
    chrome: webdriver.Chrome, revised_map: Path, view: str
) -> None:
    open_page(chrome, revised_map, f"#day=2026-12-03&engineer=E1&view={view}")
    pressed = "return document.querySelector('#views [aria-pressed=true]').dataset.view"
    assert chrome.execute_script(pressed) == view
    assert serious_faults(chrome) == []


def test_papers_are_readable_on_a_phone(tmp_path: Path) -> None:
    record = sample_record()
    (page, *_) = write_engineer_pages(tmp_path / "engineers", record)
    (sheet, *_) = write_route_sheets(tmp_path / "routes", record)
    with offline_chromium(width=500, height=900) as chrome:
        for path, width in ((page, 375), (sheet, 800)):
            chrome.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 740, "deviceScaleFactor": 2, "mobile": True},
            )
            open_page(chrome, path)
            script = "return document.documentElement.scrollWidth"
            assert chrome.execute_script(script) <= width, path.name
            assert serious_faults(chrome) == [], path.name
            assert console_errors(chrome) == []
            assert [url for url in requested_urls(chrome) if not url.startswith("file:")] == []


def serious_faults(chrome: webdriver.Chrome) -> list[object]:
    """What axe finds in the open page, as far as it keeps somebody out."""
    chrome.execute_script(files("axe_core_python").joinpath("axe.min.js").read_text("utf-8"))
    result = chrome.execute_async_script(
        "const done = arguments[arguments.length - 1]; axe.run().then(done);"
    )
    return [
        (fault["id"], [node["target"] for node in fault["nodes"]][:3])
        for fault in result["violations"]
        if fault["impact"] in ("serious", "critical")
    ]
