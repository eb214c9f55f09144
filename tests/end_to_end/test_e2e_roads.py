"""A month along roads: planned and drawn, asked for once, and refused in plain words."""

from __future__ import annotations

import hashlib
import json
import re
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.month_book import small_book, write_book
from support.road_faults import ORDERS
from support.road_server import road_server

from fieldplan.cli.app import run
from fieldplan.domain import HistoryVisit, VisitKind
from fieldplan.store import read_plan
from fieldplan.travel.polyline import decode

LIMITS = ("--iterations", "20", "--seed", "1", "--out", "out")


@pytest.fixture
def workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path / "kept"))  # ports come again
    book = small_book("en", settings={"osrm_timeout_s": 30})
    return write_book(tmp_path / "book.xlsx", book).name


def plan(workbook: str, *options: str) -> int:
    return run(["plan", workbook, "--month", "2026-12", *LIMITS, *options])


def page_data(path: Path) -> dict[str, Any]:
    page = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def fingerprint(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_month_along_roads_is_asked_for_once(
    workbook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    months = Path("out/2026-12")
    with road_server() as server:
        assert plan(workbook, "--osrm-url", server.url) in (0, 5)
        first = server.asked.calls
        assert first > 1
        assert plan(workbook, "--osrm-url", server.url) in (0, 5)
        assert server.asked.calls == first, "a second run asks for nothing"
    record = read_plan(months / "rev-01" / "plan.json")
    assert record.problem.travel.source == f"osrm {server.url}"
    assert (record.problem.travel.minutes != record.problem.travel.minutes.T).any()

    data = page_data(months / "rev-02" / "map.html")
    assert data["streets"] == "all"
    for route, shown in zip(record.plan.routes, data["routes"], strict=True):
        assert len(shown["legs"]) == len(route.stops) + 1
        engineer = record.problem.engineers[0]
        base = record.problem.locations[engineer.start]
        driven = [leg for leg in shown["legs"] if leg]
        assert decode(driven[0])[0] == decode(driven[-1])[-1] == (base.lat, base.lon)

    # The server is gone; the streets are kept beside the plan.
    assert run(["map", "out", "--out", "again.html"]) == 0
    assert page_data(Path("again.html"))["routes"] == data["routes"]
    # And the way back.
    assert plan(workbook, "--travel", "estimate") in (0, 5)
    data = page_data(months / "rev-03" / "map.html")
    assert data["streets"] == "none"
    assert not (months / "rev-03" / "streets.json").exists()
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["silent", "500", "truncated JSON", "a row too few", "refused"])
def test_a_fault_is_told_and_plan_files_are_untouched(
    workbook: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Path("out/2026-12/rev-01")
    kept.mkdir(parents=True)
    (kept / "plan.json").write_text("{}")
    before = fingerprint(Path("out"))
    if name == "refused":
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{probe.getsockname()[1]}"
            code = plan(workbook, "--osrm-url", url)
    else:
        if name == "silent":
            book = small_book("en", settings={"osrm_timeout_s": 1})
            write_book(Path(workbook), book)
        with road_server() as server:
            ORDERS[name][0](server)
            url = server.url
            code = plan(workbook, "--osrm-url", url)
            assert not server.released.is_set()
    told = " ".join(re.sub("[│┃|]", " ", capsys.readouterr().err).split())
    assert code == 3
    assert "--travel estimate" in told
    assert "Traceback" not in told
    assert fingerprint(Path("out")) == before


def test_streets_that_fail_cost_the_map_its_streets_only(
    workbook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(document: dict[str, Any]) -> None:
        if "routes" in document:
            document["routes"] = []

    with road_server(change=change) as server:
        assert plan(workbook, "--osrm-url", server.url) in (0, 5)
    assert page_data(Path("out/2026-12/rev-01/map.html"))["streets"] == "none"
    assert "Warnings: 1" in capsys.readouterr().err


def test_the_settings_may_name_the_server_and_sites_off_the_roads_are_listed(
    workbook: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with road_server(snap_m=lambda place: 4000 if place[0] == 55.42 else 1) as server:
        write_book(Path(workbook), small_book("en", settings={"osrm_url": server.url}))
        assert plan(workbook) == 3
    told = capsys.readouterr().err
    assert "Errors: 1" in told
    assert "S05" in told
    assert not Path("out").exists()


def test_an_address_that_is_none(workbook: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(workbook, "--osrm-url", "localhost") == 3
    assert "localhost" in capsys.readouterr().err


def test_calibrate_says_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path / "kept"))
    history = tuple(
        HistoryVisit(
            date=date(2026, 9, n),
            site_id=f"S{n:02d}",
            kind=VisitKind.MAINTENANCE,
            engineer_id="E1",
            drive_min=26,
        )
        for n in range(1, 7)
    )
    free = {"traffic_weekday_pct": (100,) * 48, "traffic_weekend_pct": (100,) * 48}
    write_book(tmp_path / "own.xlsx", small_book("en", history=history, settings=free))
    with road_server(seconds=lambda a, b: 0.0 if a == b else 1200.0) as server:
        assert run(["calibrate", "own.xlsx", "--osrm-url", server.url, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["drives"], document["settings"]) == (6, {"drive_factor_pct": "130"})
    assert (document["before"]["bias"], document["after"]["mean"]) == (-6, 0)
    assert run(["calibrate", "own.xlsx", "--travel", "estimate"]) == 0
    assert "drive_factor_pct = " in capsys.readouterr().out
