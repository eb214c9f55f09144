"""Streets beside the plan: kept, read back, and never taken when they do not fit."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support.sample_record import sample_record

from fieldplan.report import RouteLines, read_streets, write_streets
from fieldplan.report.map_html.streets import lines_of, streets_shown

RECORD = sample_record()
ROUTE = RECORD.plan.routes[0]
KEY = (ROUTE.engineer_id, ROUTE.date)
LEGS = ("_p~iF~ps|U", *("" for _ in ROUTE.stops))


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "streets.json"
    write_streets(path, {KEY: LEGS})
    assert read_streets(path) == {KEY: LEGS}
    assert "OpenStreetMap" in json.loads(path.read_text(encoding="utf-8"))["attribution"]


@pytest.mark.parametrize(
    "content",
    [None, "", "[]", "{}", '{"format": "fieldplan-streets/1", "routes": [{}]}', "[" * 9999],
)
def test_no_file_or_a_damaged_one_means_straight_lines(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "streets.json"
    if content is not None:
        path.write_text(content)
    assert read_streets(path) == {}


@pytest.mark.parametrize(
    "legs", [LEGS[:-1], (*LEGS, ""), ("</script>", *LEGS[1:]), ("é", *LEGS[1:])]
)
def test_legs_that_do_not_fit_the_route_are_not_drawn(legs: tuple[str, ...]) -> None:
    assert lines_of(ROUTE, {KEY: legs}) is None
    assert streets_shown(RECORD.plan, {KEY: legs}) == "none"


def test_what_the_page_says_of_its_lines() -> None:
    every: RouteLines = {
        (route.engineer_id, route.date): tuple("" for _ in range(len(route.stops) + 1))
        for route in RECORD.plan.routes
    }
    assert streets_shown(RECORD.plan, every) == "all"
    assert streets_shown(RECORD.plan, {KEY: LEGS}) == "some"
    assert streets_shown(RECORD.plan, None) == "none"
    assert streets_shown(replace(RECORD.plan, routes=()), every) == "none"
