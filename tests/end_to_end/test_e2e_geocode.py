"""Addresses without coordinates, from the command to the plan, against a service on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from support.command import fieldplan
from support.geocoder_server import FakeGeocoder, running
from support.month_book import small_book, write_book

from fieldplan import api
from fieldplan.cli.app import run

HOUSES = (
    "Москва, Молдавская улица, 10",
    "Москва, 1-я Новокузьминская улица, 21",
    "Москва, 3-й Крутицкий переулок, 16",
)
HOMONYM = "Москва, Радужная улица, 7"
AGENT = "our-team (us@example.com)"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGeocoder]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("FIELDPLAN_DATA", str(folder))
    monkeypatch.setenv("FIELDPLAN_LANG", "ru")
    monkeypatch.delenv("FIELDPLAN_YANDEX_KEY", raising=False)
    monkeypatch.delenv("FIELDPLAN_USER_AGENT", raising=False)
    return folder


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fieldplan.travel.geocode.Geocoder.__init__.__kwdefaults__", WITHOUT_WAITS)


WITHOUT_WAITS = {"delay_s": 0.0, "backoff_s": (), "on_ask": None, "sleep": lambda _: None}


def workbook(tmp_path: Path, *addresses: str) -> Path:
    """A month whose first sites have an address and no coordinates."""
    book = small_book()
    first = [
        replace(site, address=address, lat=None, lon=None)
        for site, address in zip(book.sites, addresses, strict=False)
    ]
    folder = tmp_path / "книги"
    folder.mkdir(exist_ok=True)
    return write_book(
        folder / "book.xlsx", replace(book, sites=(*first, *book.sites[len(first) :]))
    )


def check(path: Path, *more: str) -> int:
    return run(["check", str(path), *more])


def document(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_found_once_and_planned_without_a_network(
    fake: FakeGeocoder, tmp_path: Path, no_waits: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, *HOUSES)
    before = path.read_bytes()
    assert check(path) == 3
    assert "--geocode" in capsys.readouterr().out
    service = ("--geocode", "nominatim", "--geocoder-url", fake.url, "--user-agent", AGENT)
    assert check(path, *service) == 0
    assert "Ищу координаты (nominatim)" in capsys.readouterr().err
    assert [request.address for request in fake.requests] == list(HOUSES)
    assert {request.agent for request in fake.requests} == {AGENT}
    asked = len(fake.requests)
    assert check(path, "--month", "2026-12") == 0
    with api.known_places() as places:
        month = api.prepare_month(api.read_workbook(path, places=places), month="2026-12")
    assert len(fake.requests) == asked
    assert path.read_bytes() == before
    points = {(place.lat, place.lon) for place in month.demand.problem.locations}
    assert (55.731696, 37.437195) in points


def test_doubtful_points_are_listed_in_the_marked_copy(
    fake: FakeGeocoder, tmp_path: Path, no_waits: None, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.extra.append(("Химки, Лесная улица", 55.90, 37.40, "street"))
    path = workbook(tmp_path, "Химки, Лесная улица", HOUSES[0])
    service = ("--geocode", "yandex", "--geocoder-url", fake.url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIELDPLAN_YANDEX_KEY", "k")
        assert check(path, *service, "--json") == 0
    told = document(capsys)
    copy = openpyxl.load_workbook(path.parent / Path(str(told["marked_copy"])).name)
    sheet = copy["Проверить координаты"]
    verdicts = [str(row[0].value) for row in sheet.iter_rows(min_row=3)]  # type: ignore[union-attr]
    assert len(verdicts) == 2
    assert verdicts[0].startswith("Найдена только улица")
    assert {request.query["apikey"] for request in fake.requests} == {"k"}


def test_homonyms_stop_the_planning(
    fake: FakeGeocoder, tmp_path: Path, no_waits: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, HOMONYM)
    service = ("--geocode", "nominatim", "--geocoder-url", fake.url)
    planned = ("--month", "2026-12", "--out", str(tmp_path / "outputs"))
    assert run(["plan", str(path), *planned, *service]) == 3
    assert not (tmp_path / "outputs").exists()
    said = capsys.readouterr().err
    assert "55.859422, 37.668291" in said
    assert "55.591645, 37.373090" in said


@pytest.mark.parametrize("failure", [403, 429, 500, "drop", b"<html>nonsense"])
def test_a_failing_service_gives_findings_and_no_traceback(
    fake: FakeGeocoder,
    tmp_path: Path,
    no_waits: None,
    capsys: pytest.CaptureFixture[str],
    failure: int | str | bytes,
) -> None:
    fake.always = failure
    path = workbook(tmp_path, *HOUSES)
    assert check(path, "--geocode", "nominatim", "--geocoder-url", fake.url, "--json") == 3
    findings = document(capsys)["findings"]
    assert isinstance(findings, list)
    errors = [finding for finding in findings if finding["severity"] == "error"]
    assert [finding["value"] for finding in errors] == list(HOUSES)
    assert all("Строка" in finding["text"] and "nominatim" in finding["text"] for finding in errors)


def test_what_was_found_before_a_failure_is_kept(
    fake: FakeGeocoder, tmp_path: Path, no_waits: None, capsys: pytest.CaptureFixture[str]
) -> None:
    service = ("--geocode", "nominatim", "--geocoder-url", fake.url, "--json")
    assert check(workbook(tmp_path, HOUSES[0]), *service) == 0
    capsys.readouterr()
    fake.always = 403
    path = workbook(tmp_path, *HOUSES)
    assert check(path, *service) == 3
    errors = [f for f in document(capsys)["findings"] if f["severity"] == "error"]  # type: ignore[attr-defined]
    assert [finding["value"] for finding in errors] == list(HOUSES[1:])


def test_a_process_of_its_own(fake: FakeGeocoder, tmp_path: Path) -> None:
    path = workbook(tmp_path, HOUSES[0])
    done = fieldplan(
        *("check", path.name, "--geocode", "nominatim", "--geocoder-url", fake.url),
        cwd=path.parent,
        env={"FIELDPLAN_DATA": str(tmp_path / "data")},
    )
    assert done.returncode == 0, done.stderr
    assert [p.name for p in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--geocode", "nominatim"], "--user-agent"),
        (["--geocode", "yandex"], "FIELDPLAN_YANDEX_KEY"),
        (["--geocode", "nominatim", "--geocoder-url", "ftp://x"], "не адрес сервиса"),
        (["--geocode", "nominatim", "--geocoder-url", "http://"], "не адрес сервиса"),
        (["--geocode", "nominatim", "--geocoder-url", "http://[x"], "не адрес сервиса"),
        (["--geocode", "nominatim", "--user-agent", "наша команда"], "латинских букв"),
        (["--geocode", "nominatim", "--user-agent", "a\r\nX: y"], "латинских букв"),
        (["--geocoder-url", "https://example.com"], "вместе с --geocode"),
        (["--geocode", "google"], "nominatim"),
    ],
)
@pytest.mark.parametrize("command", [["check"], ["plan", "--month", "2026-12"]])
def test_wrong_options_are_explained(
    command: list[str],
    arguments: list[str],
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = workbook(tmp_path)
    assert run([*command, str(path), *arguments]) == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_an_address_that_changed_is_told_until_it_is_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path)
    assert check(path) == 0
    book = small_book()
    site = replace(book.sites[1], address="Москва, Новая улица, 1")
    write_book(path, replace(book, sites=(book.sites[0], site, *book.sites[2:])))
    capsys.readouterr()
    for _ in range(2):
        assert check(path) == 0
        assert "адрес изменился" in " ".join(capsys.readouterr().out.split())
    assert check(path, "--confirm-places") == 0
    assert "Новая" not in capsys.readouterr().out
    assert check(path) == 0
    assert "Новая" not in capsys.readouterr().out


def test_a_damaged_file_of_places_is_told_and_nothing_else_changes(
    tmp_path: Path, own_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own_data.mkdir()
    (own_data / "places.sqlite").write_bytes(b"not a database" * 99)
    assert check(workbook(tmp_path)) == 0
    assert "FIELDPLAN_DATA" in capsys.readouterr().err
    (own_data / "places.sqlite").unlink()
    assert check(workbook(tmp_path)) == 0
    assert "FIELDPLAN_DATA" not in capsys.readouterr().err
