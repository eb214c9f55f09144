"""A road server's answers, and every way in which it can fail."""

from __future__ import annotations

import socket

import pytest
from support.road_faults import ORDERS
from support.road_server import road_server, seconds

from fieldplan.errors import InputError
from fieldplan.messages import LANGUAGES, text
from fieldplan.travel.osrm import UNREACHABLE, OsrmServer, no_way
from fieldplan.travel.polyline import decode

A, B, C = (55.75, 37.61), (55.8, 37.5), (55.7, 37.7)
SOON = 0.4


def code_of(error: InputError) -> str:
    (finding,) = error.findings
    for lang in LANGUAGES:  # each has its text, whatever its values are
        assert finding.params.get("url", "") in text(
            f"findings.{finding.code}", lang, **finding.params
        )
    return finding.code


def test_a_table_is_what_the_server_said() -> None:
    with road_server() as server:
        table = OsrmServer(server.url).table([A, B], [B, C, A])
    expected = [[round((seconds(a, b) or 0) * 10) for b in (B, C, A)] for a in (A, B)]
    assert table.tenths.tolist() == expected
    assert table.metres.tolist()[0][0] == round((seconds(A, B) or 0) * 11)
    assert table.source_snap_m.tolist() == [12, 12]
    assert table.destination_snap_m.tolist() == [12, 12, 12]
    assert server.asked.tables == [(2, 3)]


def test_coordinates_go_out_longitude_first() -> None:
    with road_server() as server:
        OsrmServer(server.url + "/").table([A], [B])
    assert server.asked.pairs == [(A, B)]


def test_no_way_is_not_zero() -> None:
    with road_server(seconds=lambda a, b: None if b == C else 60.0) as server:
        table = OsrmServer(server.url).table([A, B], [A, C])
    assert table.tenths.tolist() == [[600, UNREACHABLE], [600, UNREACHABLE]]
    assert table.metres.tolist() == [[660, UNREACHABLE], [660, UNREACHABLE]]


@pytest.mark.parametrize("name", ORDERS)
def test_every_fault_has_its_message_within_the_time_out(name: str) -> None:
    order, code = ORDERS[name]
    with road_server() as server:
        order(server)
        # Where the fault is another one, a machine that is busy must not turn it into slowness.
        timeout_s = SOON if code == "roads_slow" else 30
        with pytest.raises(InputError) as raised:
            OsrmServer(server.url, timeout_s=timeout_s).table([A], [B, C])
        assert not server.released.is_set()
        assert code_of(raised.value) == code
        assert raised.value.exit_code == 3


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
        with pytest.raises(InputError) as raised:
            OsrmServer(url, timeout_s=5).table([A], [B])
    assert code_of(raised.value) == "roads_refused"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost:5000",
        "ftp://localhost",
        "http://",
        "http://host:99999",
        "http://user:secret@host",
        "http://host/?a=1",
        "http://ho st",
        "http://host\r\nX: y",
        "file:///etc/passwd",
        "http://[::1",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(InputError) as raised:
        OsrmServer(url)
    assert raised.value.findings[0].code == "roads_bad_url"


def test_streets_of_each_leg() -> None:
    with road_server() as server:
        lines = OsrmServer(server.url).shapes([A, B, C])
    assert [decode(line) for line in lines] == [[A, (A[0], B[1]), B], [B, (B[0], C[1]), C]]


@pytest.mark.parametrize(
    "routes", [None, [], [{"legs": []}], [{"legs": [{"steps": [{"geometry": "\u0001"}]}] * 2}]]
)
def test_streets_that_are_none(routes: object) -> None:
    with (
        road_server(change=lambda document: document.update(routes=routes)) as server,
        pytest.raises(InputError) as raised,
    ):
        OsrmServer(server.url).shapes([A, B, C])
    assert code_of(raised.value) == "roads_wrong_size"


def test_a_way_that_is_not_there_is_told_from_a_failure() -> None:
    def change(document: dict[str, object]) -> None:
        document.update(code="NoRoute", message="Impossible route between points")

    with road_server(change=change) as server, pytest.raises(InputError) as raised:
        OsrmServer(server.url).shapes([A, B])
    assert no_way(raised.value)
    assert "Impossible route" in str(raised.value.findings[0].params["said"])
