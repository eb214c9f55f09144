"""Load and verdict on the map's page: the head, the view of its own, its pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_driver import console_errors, open_page
from selenium import webdriver
from support.sample_record import sample_record

from fieldplan.capacity import capacity_report
from fieldplan.report import capacity_text as words
from fieldplan.report import week_loads, write_map
from fieldplan.settings import Settings

pytestmark = pytest.mark.browser

VIEW = """
document.querySelector('#views button[data-view="capacity"]').click();
return {
  head: document.querySelector("#figures b").textContent,
  verdict: document.querySelector("#panel .verdict").textContent,
  lines: document.querySelectorAll("#panel .sentences li").length,
  charts: [...document.querySelectorAll("#panel svg.chart")].map(
    (chart) => chart.querySelectorAll("rect").length),
  map: getComputedStyle(document.getElementById("map-box")).display,
  address: location.hash,
};
"""


def test_the_view_of_load_and_verdict(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    record = sample_record(lang="en")
    report = capacity_report(record)
    path = tmp_path / "map.html"
    write_map(path, record, settings=Settings(), capacity=report)
    open_page(chrome, path)
    seen = chrome.execute_script(VIEW)
    assert seen["verdict"] == words.headline(report, "en")
    assert seen["lines"] > 5
    bars = sum(len(week.loads) for week in week_loads(record))
    assert seen["charts"][0] >= 3 * bars
    assert seen["map"] == "none"
    assert "view=capacity" in seen["address"]
    assert console_errors(chrome) == []
