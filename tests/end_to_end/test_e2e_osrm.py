"""The OSRM programs themselves on Moscow's Northern district: no network, no stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from support.month_book import write_book
from support.sao_roads import EXTRACT, sao_book, sao_locations, sao_table

from fieldplan.api import TravelChoice, check_plan, prepare_roads
from fieldplan.cli.app import run
from fieldplan.errors import InputError
from fieldplan.report import read_streets
from fieldplan.settings import Settings
from fieldplan.store import read_plan
from fieldplan.travel import open_travel
from fieldplan.travel.estimate import great_circle_km
from fieldplan.travel.polyline import decode
from fieldplan.travel.programs import Programs, find_programs
from fieldplan.travel.road_matrix import place_of

pytestmark = pytest.mark.roads
OSRM = TravelChoice(provider="osrm")


@pytest.fixture(scope="module")
def programs() -> Programs:
    try:
        return find_programs()
    except InputError:
        pytest.skip("no OSRM programs on this machine: fieldplan roads install")


@pytest.fixture
def folder(programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for roads and cache, with the programs found before."""
    monkeypatch.setenv("FIELDPLAN_OSRM", str(_common(programs)))
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def _common(programs: Programs) -> Path:
    return next(p for p in programs.routed.parents if p in programs.profile.parents)


def test_the_table_of_300_places_is_osrms(folder: Path) -> None:
    """Equal to the table made with another version of OSRM and its profile, but for rounding.

    Measured with osrm-bindings 26.10: no drive differs by more than a second (0.26 s on
    average); kilometres by 0.5 m on average. Where two ways take the same time, either may be
    given: a few drives differ by up to 1.3 km.
    """
    steps: list[str] = []
    made = prepare_roads(EXTRACT, progress=steps.append)
    assert steps == ["osrm-extract", "osrm-partition", "osrm-customize"]
    assert prepare_roads(EXTRACT, progress=steps.append) == made
    assert len(steps) == 3, "prepared once"
    locations = sao_locations()
    with open_travel(OSRM, Settings()) as travel:
        found = travel.matrix(locations)
        assert travel.findings == []
        assert travel.cache is not None
        known = travel.cache.load([place_of(location) for location in locations])
    seconds, metres = sao_table()
    apart = ~np.eye(len(locations), dtype=np.bool_)
    difference = np.abs(known.tenths / 10 - seconds)[apart]
    assert difference.max() <= 10
    assert difference.mean() <= 1
    assert found.metres is not None
    kilometres = np.abs(found.metres - metres)[apart]
    assert kilometres.mean() <= 20
    assert np.abs(found.minutes - np.ceil(seconds / 60))[apart].max() <= 1
    assert (found.minutes != found.minutes.T).mean() > 0.05


def test_a_month_of_60_sites_along_streets_with_the_rush_hour(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["roads", "prepare", str(EXTRACT)]) == 0
    write_book(folder / "book.xlsx", sao_book())
    command = ["plan", "book.xlsx", "--month", "2026-12", "--travel", "osrm"]
    assert run([*command, "--iterations", "20", "--seed", "1"]) in (0, 5)
    revision = folder / "outputs" / "2026-12" / "rev-01"
    assert check_plan(revision).report.ok
    record = read_plan(revision / "plan.json")
    problem = record.problem
    assert problem.travel.source.startswith("osrm moscow_sao_drive.osm.pbf ")
    assert len(problem.locations) == 61

    lines = read_streets(revision / "streets.json")
    assert set(lines) == {(route.engineer_id, route.date) for route in record.plan.routes}
    locations = {visit.id: visit.location for visit in problem.visits}
    crow = great_circle_km(problem.locations)
    straight = drawn = slowed = 0.0
    for route in record.plan.routes:
        path = [0, *(locations[stop.visit_id] for stop in route.stops), 0]
        legs = lines[route.engineer_id, route.date]
        for (a, b), leg in zip(pairwise(path), legs, strict=True):
            points = decode(leg)
            assert len(points) > 2, "a street bends"
            length = sum(
                float(np.hypot((p[0] - q[0]) * 111.2, (p[1] - q[1]) * 62.5))
                for p, q in pairwise(points)
            )
            assert problem.travel.metres is not None
            assert length * 1000 == pytest.approx(problem.travel.metres[a, b], rel=0.1, abs=60)
            straight += crow[a, b]
            drawn += length
        free = sum(int(problem.travel.minutes[a, b]) for a, b in pairwise(path))
        slowed += route.drive_min - free
    assert drawn > 1.2 * straight
    assert slowed > 0, "the rush hour is in nobody's times"
    assert "Traceback" not in capsys.readouterr().err


def test_an_extract_that_does_not_cover_a_site_names_it(folder: Path) -> None:
    prepare_roads(EXTRACT)
    far = [*sao_locations()[:3], sao_locations()[3]]
    far[2] = type(far[2])(name="Домодедово", lat=55.44, lon=37.75)
    with pytest.raises(InputError) as raised, open_travel(OSRM, Settings()) as travel:
        travel.matrix(far)
    (finding,) = raised.value.findings
    assert (finding.code, finding.params["site"]) == ("roads_far_site", "Домодедово")


def test_a_damaged_extract_leaves_nothing_behind(folder: Path) -> None:
    broken = folder / "broken.osm.pbf"
    broken.write_bytes(EXTRACT.read_bytes()[:50_000])
    with pytest.raises(InputError) as raised:
        prepare_roads(broken)
    assert raised.value.findings[0].code == "roads_program_failed"
    assert list((folder / "kept" / "roads").iterdir()) == []
