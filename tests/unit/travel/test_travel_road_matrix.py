"""The matrix along roads and its cache, counted at a local server."""

from __future__ import annotations

import logging
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.road_server import RoadServer, road_server, seconds

from fieldplan.domain import Location
from fieldplan.errors import InputError
from fieldplan.messages import text
from fieldplan.travel.cache import FILE_NAME, TravelCache
from fieldplan.travel.osrm import OsrmServer
from fieldplan.travel.road_matrix import RoadMatrix, blocks, road_matrix


def sites(count: int, first: int = 0) -> list[Location]:
    return [
        Location(name=f"S{n:03d}", lat=55.5 + n % 21 * 0.01, lon=37.3 + n // 21 * 0.01)
        for n in range(first, first + count)
    ]


def ask(server: RoadServer, folder: Path | None, locations: list[Location]) -> RoadMatrix:
    with TravelCache(folder, provider="osrm", version="test") as cache:
        return road_matrix(
            locations, server=lambda: OsrmServer(server.url), cache=cache, source="osrm test"
        )


def test_minutes_are_rounded_up_and_nothing_but_a_place_itself_is_zero(tmp_path: Path) -> None:
    def of(a: tuple[float, float], b: tuple[float, float]) -> float:
        return 0.0 if a == b or {a[0], b[0]} == {55.5, 55.51} else 60.1 if a < b else 60.0

    places = [*sites(3), Location(name="S000 again", lat=55.5000001, lon=37.3)]
    with road_server(seconds=of) as server:
        found = ask(server, tmp_path, places).matrix
    assert found.minutes.tolist() == [[0, 1, 2, 0], [1, 0, 2, 1], [1, 1, 0, 1], [0, 1, 2, 0]]
    assert found.metres is not None
    assert found.metres[0].tolist() == [0, 0, 661, 0]
    assert found.minutes.dtype == found.metres.dtype == np.int32
    assert found.source == "osrm test"


def test_a_plan_of_400_sites_asks_once_and_a_new_site_for_its_row_and_column(
    tmp_path: Path,
) -> None:
    with road_server() as server:
        first = ask(server, tmp_path, sites(400)).matrix
        assert len(server.asked.pairs) == len(set(server.asked.pairs)) == 400 * 400
        assert max(rows * columns for rows, columns in server.asked.tables) <= 100 * 100
        server.asked.pairs.clear()
        server.asked.tables.clear()

        again = ask(server, tmp_path, sites(400)[::-1]).matrix
        assert server.asked.calls == 0
        assert (again.minutes[::-1, ::-1] == first.minutes).all()

        more = ask(server, tmp_path, sites(401)).matrix
        assert len(server.asked.pairs) == 400 + 400 + 1
        assert (more.minutes[:400, :400] == first.minutes).all()
        new = sites(401)[400]
        for n in (0, 17, 399):
            old = sites(400)[n]
            there = seconds((new.lat or 0, new.lon or 0), (old.lat or 0, old.lon or 0)) or 0
            assert more.minutes[400, n] == -(-round(there * 10) // 600)


@given(st.integers(0, 7), st.data())
@settings(max_examples=60, deadline=None)
def test_tables_hold_every_missing_pair_once_and_no_other(size: int, data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.booleans(), min_size=size * size, max_size=size * size))
    missing = np.array(cells, dtype=np.bool_).reshape(size, size)
    asked = np.zeros_like(missing, dtype=int)
    for rows, columns in blocks(missing, chunk=3):
        assert len(rows) <= 3 and len(columns) <= 3
        asked[np.ix_(rows, columns)] += 1
    assert (asked == missing).all()


def test_versions_of_data_are_kept_apart(tmp_path: Path) -> None:
    with road_server() as server:
        for version in ("one", "two"):
            with TravelCache(tmp_path, provider="osrm", version=version) as cache:
                road_matrix(sites(3), server=lambda: OsrmServer(server.url), cache=cache, source="")
        assert len(server.asked.pairs) == 18


def test_data_that_changed_on_the_server_is_asked_for_anew(tmp_path: Path) -> None:
    with road_server(data_version="monday") as server:
        ask(server, tmp_path, sites(3))
        server.data_version, server.seconds = "tuesday", lambda a, b: 0.0 if a == b else 3000.0
        unasked = ask(server, tmp_path, sites(3)).matrix
        assert unasked.minutes.max() < 50  # nothing was asked, so nothing is known of the change
        found = ask(server, tmp_path, sites(4)).matrix
    assert sorted(set(found.minutes.ravel().tolist())) == [0, 50]


def test_what_was_answered_before_a_fault_is_kept(tmp_path: Path) -> None:
    with road_server() as server:
        tables = server.asked.tables

        def fail_later(document: dict[str, object]) -> None:
            if len(tables) > 2:
                document["durations"] = []

        server.change = fail_later
        with pytest.raises(InputError):
            ask(server, tmp_path, sites(150))
        before = sum(rows * columns for rows, columns in tables[:2])
        tables.clear()
        server.change = None
        ask(server, tmp_path, sites(150))
    assert sum(rows * columns for rows, columns in tables) == 150 * 150 - before


def test_sites_far_from_any_road_are_named(tmp_path: Path) -> None:
    far = {(55.51, 37.3): 1001.0, (55.52, 37.3): 1000.0}
    with road_server(snap_m=lambda place: far.get(place, 5.0)) as server:
        for _ in range(2):  # from the cache, too
            with pytest.raises(InputError) as raised:
                ask(server, tmp_path, sites(4))
            (finding,) = raised.value.findings
            assert (finding.code, finding.severity) == ("roads_far_site", "error")
            assert finding.params["site"] == "S001"
            told = text("findings.roads_far_site", "en", **finding.params)
            assert "S001" in told and "1001 m" in told and "--travel estimate" in told
        assert len(server.asked.tables) == 1


def test_sites_without_a_way_are_named_and_barred(tmp_path: Path) -> None:
    island = (55.52, 37.3)

    def of(a: tuple[float, float], b: tuple[float, float]) -> float | None:
        if a != b and b == island:
            return None
        return None if (a, b) == ((55.5, 37.3), (55.53, 37.3)) else seconds(a, b)

    with road_server(seconds=of) as server:
        found = ask(server, tmp_path, sites(5))
    assert found.matrix.minutes[[0, 1, 3, 4], 2].tolist() == [-1] * 4
    assert (found.matrix.minutes[2] >= 0).all()
    assert found.matrix.minutes[0, 3] == -1
    assert found.matrix.minutes[3, 0] > 0
    worst, other = found.findings
    assert (worst.severity, worst.params["site"]) == ("warning", "S002")
    assert (worst.params["to_count"], worst.params["from_count"]) == (4, 0)
    assert {other.params["site"], other.params["others"]} == {"S000", "S003"}
    assert "S002" in text("findings.roads_unreachable", "ru", **worst.params)


def test_two_processes_share_one_file(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from fieldplan.domain import Location;"
        "from fieldplan.travel.cache import TravelCache;"
        "from fieldplan.travel.osrm import OsrmServer;"
        "from fieldplan.travel.road_matrix import road_matrix;"
        "n = [int(a) for a in sys.argv[3:]];"
        "places = [Location(name=str(i), lat=55.5 + i / 1000, lon=37.5) for i in range(*n)];"
        "cache = TravelCache(Path(sys.argv[1]), provider='osrm', version='test');"
        "road_matrix(places, server=lambda: OsrmServer(sys.argv[2]), cache=cache, source='')"
    )
    with road_server() as server:
        command = [sys.executable, "-c", code, str(tmp_path), server.url]
        runs = [
            subprocess.Popen([*command, first, last], cwd=Path(__file__).parents[3])
            for first, last in (("0", "120"), ("60", "180"))
        ]
        assert [run.wait(300) for run in runs] == [0, 0]
        server.asked.pairs.clear()
        places = [Location(name=str(i), lat=55.5 + i / 1000, lon=37.5) for i in range(180)]
        ask(server, tmp_path, places)
        # Only what neither could know: the first 60 against the last 60.
        assert len(server.asked.pairs) == 2 * 60 * 60
    with sqlite3.connect(tmp_path / FILE_NAME) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("SELECT count(*) FROM leg").fetchone() == (180 * 180,)
    base.close()


def test_a_damaged_file_is_put_aside(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no database at all" * 1000)
    with road_server() as server, caplog.at_level(logging.WARNING):
        ask(server, tmp_path, sites(3))
        assert "damaged" in caplog.text
        ask(server, tmp_path, sites(3))
        assert server.asked.calls == 1
    assert (tmp_path / "travel-1.damaged").read_bytes().startswith(b"no database")


def test_a_folder_that_cannot_be_used_costs_calls_only(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    with road_server() as server, caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert ask(server, tmp_path / "file", sites(3)).matrix.minutes.shape == (3, 3)
        assert server.asked.calls == 2
    assert "cannot be used" in caplog.text


def test_no_locations_and_one(tmp_path: Path) -> None:
    with road_server() as server:
        assert ask(server, tmp_path, []).matrix.minutes.shape == (0, 0)
        assert server.asked.calls == 0
        assert ask(server, tmp_path, sites(1)).matrix.minutes.tolist() == [[0]]


def test_a_location_without_coordinates() -> None:
    with road_server() as server, pytest.raises(ValueError, match="nowhere"):
        ask(server, None, [*sites(1), Location(name="nowhere")])
