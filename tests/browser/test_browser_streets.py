"""Routes on the map along streets, or straight, and the page says which."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_driver import console_errors, open_page
from map_page import CHOOSE
from selenium import webdriver
from support.sample_record import sample_record

from fieldplan.report import RouteLines, write_map
from fieldplan.settings import Settings
from fieldplan.travel.polyline import encode

pytestmark = pytest.mark.browser

DRAWN = """
const lines = [];
map_plan.eachLayer((layer) => {
  if (layer instanceof L.Polyline && !(layer instanceof L.Polygon) && layer.options.weight === 3.5)
    lines.push([layer.getLatLngs().map((p) => [p.lat, p.lng]), layer.options.dashArray]);
});
return lines;
"""
NOTE = "return document.getElementById('map-note').textContent"
CREDIT = "return document.querySelector('.leaflet-control-attribution').textContent"


def test_streets_are_drawn_as_they_are(chrome: webdriver.Chrome, tmp_path: Path) -> None:
    record = sample_record(lang="en")
    bends = [(55.7, 37.5), (55.70001, -37.49999), (-0.00001, 0.0), (55.9, 37.6)]
    lines: RouteLines = {
        (route.engineer_id, route.date): (encode(bends), *("" for _ in route.stops))
        for route in record.plan.routes
    }
    route = record.plan.routes[0]
    path = tmp_path / "map.html"

    def drawn_with(known: RouteLines) -> tuple[list[list[float]], str | None, str, str]:
        write_map(path, record, settings=Settings(), lines=known)
        open_page(chrome, path)
        chrome.execute_script(CHOOSE, route.date.isoformat(), route.engineer_id)
        ((points, dashes),) = chrome.execute_script(DRAWN)
        assert console_errors(chrome) == []
        return points, dashes, chrome.execute_script(NOTE), chrome.execute_script(CREDIT)

    points, dashes, note, credit = drawn_with(lines)
    assert points == [pytest.approx(point) for point in bends]
    assert dashes is None
    assert "Lines follow the roads." in note
    assert "OpenStreetMap" in credit

    rest = {key: legs for key, legs in lines.items() if key != (route.engineer_id, route.date)}
    points, dashes, note, _ = drawn_with(rest)
    assert len(points) >= len(route.stops)
    assert dashes == "6 6"
    assert "where they are not known" in note

    _, dashes, note, credit = drawn_with({})
    assert dashes is None
    assert "straight, not along roads" in note
    assert "OpenStreetMap" not in credit
