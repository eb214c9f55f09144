"""Which drives a run is made with."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.road_server import road_server

from fieldplan.domain import Location
from fieldplan.errors import InputError
from fieldplan.settings import Settings
from fieldplan.travel import TravelChoice, estimate_matrix, open_travel

PLACES = [Location(name="a", lat=55.75, lon=37.61), Location(name="b", lat=55.9, lon=37.4)]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path))
    monkeypatch.setenv("FIELDPLAN_OSRM", str(tmp_path))


def test_the_estimate_is_the_default() -> None:
    with open_travel(None, Settings()) as travel:
        assert travel.provider == "estimate"
        assert (travel.matrix(PLACES).minutes == estimate_matrix(PLACES).minutes).all()


def test_an_address_in_the_settings_means_roads_and_the_option_has_the_last_word(
    tmp_path: Path,
) -> None:
    with road_server() as server:
        settings = Settings(osrm_url=server.url)
        with open_travel(None, settings) as travel:
            assert travel.matrix(PLACES).source == f"osrm {server.url}"
        assert server.asked.calls == 1
        with open_travel(TravelChoice(provider="estimate"), settings) as travel:
            assert travel.matrix(PLACES).source == estimate_matrix(PLACES).source
        assert server.asked.calls == 1
        other = Settings(osrm_url="http://127.0.0.1:1")
        with open_travel(TravelChoice(osrm_url=server.url), other) as travel:
            travel.matrix(PLACES)  # known: the address tells the data apart
        assert server.asked.calls == 1
        fresh = Settings(osrm_url=server.url, osrm_data_version="2026-11")
        with open_travel(None, fresh) as travel:
            travel.matrix(PLACES)
        assert server.asked.calls == 2
    assert (tmp_path / "travel-1.sqlite3").is_file()


def test_roads_without_address_and_preparation() -> None:
    with (
        pytest.raises(InputError) as raised,
        open_travel(TravelChoice(provider="osrm"), Settings()),
    ):
        pass
    assert raised.value.findings[0].code == "roads_not_prepared"


@pytest.mark.parametrize(("factor", "expected"), [(80, 30), (100, 37), (110, 41)])
def test_the_factor_multiplies_minutes_and_rounds_up(factor: int, expected: int) -> None:
    plain = estimate_matrix(PLACES)
    assert plain.minutes[0, 1] == 37
    with open_travel(None, Settings(drive_factor_pct=factor)) as travel:
        found = travel.matrix(PLACES)
    assert found.minutes[0, 1] == expected
    assert found.minutes[0, 0] == 0
    assert found.metres is not None and plain.metres is not None
    assert (found.metres == plain.metres).all()


def test_the_factor_leaves_missing_ways_missing() -> None:
    with road_server(seconds=lambda a, b: None if a < b else 100.0) as server:
        settings = Settings(osrm_url=server.url, drive_factor_pct=200)
        with open_travel(None, settings) as travel:
            assert travel.matrix(PLACES).minutes.tolist() == [[0, -1], [4, 0]]
            assert [finding.code for finding in travel.findings] == ["roads_unreachable"]
