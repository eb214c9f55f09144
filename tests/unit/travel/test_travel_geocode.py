"""Geocoding services: what they know, how they fail, and how politely they are asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from geopy.extra import rate_limiter
from support.geocoder_server import FakeGeocoder, running

from fieldplan.domain.places import PlaceStatus, Precision
from fieldplan.travel.geocode import BACKOFF_S, Geocoder
from fieldplan.travel.geocode_services import PROVIDERS, make_service, yandex_precision

HOUSE = "Москва, Молдавская улица, 10"
HOMONYM = "Москва, Радужная улица, 7"


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGeocoder]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with running() as server:
        yield server


class Waits(list[float]):
    """Sleeps that are only written down."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def geocoder(fake: FakeGeocoder, provider: str, waits: Waits | None = None) -> Geocoder:
    ask = make_service(
        provider, user_agent="our-team (us@example.com)", url=fake.url, key="k", timeout_s=0.3
    )
    return Geocoder(
        ask, provider=provider, delay_s=0, sleep=waits if waits is not None else Waits()
    )


@pytest.mark.parametrize("provider", PROVIDERS)
def test_a_house_is_found(fake: FakeGeocoder, provider: str) -> None:
    answer = geocoder(fake, provider).find(HOUSE)
    assert answer.status is PlaceStatus.FOUND
    (hit,) = answer.hits
    assert (hit.lat, hit.lon, hit.precision) == (55.731696, 37.437195, Precision.HOUSE)
    assert HOUSE in hit.label
    assert answer.provider == provider
    (request,) = fake.requests
    assert request.agent == "our-team (us@example.com)"
    assert request.address == HOUSE
    assert request.query.get("apikey") == ("k" if provider == "yandex" else None)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_homonyms_are_asked_about_and_not_guessed(fake: FakeGeocoder, provider: str) -> None:
    answer = geocoder(fake, provider).find(HOMONYM)
    assert answer.status is PlaceStatus.SEVERAL
    assert {(hit.lat, hit.lon) for hit in answer.hits} == {
        (55.859422, 37.668291),
        (55.591645, 37.37309),
    }


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize("precision", list(Precision))
def test_precision_is_kept(fake: FakeGeocoder, provider: str, precision: Precision) -> None:
    fake.extra.append(("Химки, Лесная", 55.9, 37.4, str(precision)))
    answer = geocoder(fake, provider).find("Химки, Лесная")
    assert [hit.precision for hit in answer.hits] == [precision]


def test_two_doors_are_one_place_and_a_town_does_not_weigh_against_a_house(
    fake: FakeGeocoder,
) -> None:
    fake.extra += [
        ("Химки, Лесная", 55.80, 37.40, "locality"),
        ("Химки, Лесная", 55.9000, 37.4000, "house"),
        ("Химки, Лесная", 55.9040, 37.4000, "house"),
        ("Химки, Лесная", 55.8, 37.5, "street"),
    ]
    answer = geocoder(fake, "nominatim").find("Химки, Лесная")
    assert answer.status is PlaceStatus.FOUND
    assert answer.hits[0].lat == 55.9
    fake.extra.append(("Химки, Лесная", 55.9150, 37.4000, "house"))
    assert geocoder(fake, "nominatim").find("Химки, Лесная").status is PlaceStatus.SEVERAL


@pytest.mark.parametrize(
    ("precision", "kind", "expected"),
    [
        ("exact", "house", Precision.HOUSE),
        ("exact", "entrance", Precision.HOUSE),
        ("number", "house", Precision.STREET),
        ("near", "house", Precision.STREET),
        ("range", "house", Precision.STREET),
        ("street", "street", Precision.STREET),
        ("exact", "locality", Precision.LOCALITY),
        ("other", "locality", Precision.LOCALITY),
    ],
)
def test_precision_of_yandex(precision: str, kind: str, expected: Precision) -> None:
    raw = {"metaDataProperty": {"GeocoderMetaData": {"precision": precision, "kind": kind}}}
    assert yandex_precision(raw) is expected


def test_an_address_is_asked_as_maps_write_it_when_the_written_form_finds_nothing(
    fake: FakeGeocoder,
) -> None:
    formal = "город Москва, Белореченская улица, дом 47, корпус 2"
    assert geocoder(fake, "nominatim").find(formal).hits[0].lat == 55.662795
    assert [r.address for r in fake.requests] == [formal, "москва, белореченская улица, 47 к2"]


def test_the_district_tells_homonyms_apart(fake: FakeGeocoder) -> None:
    formal = (
        "Российская Федерация, город Москва, внутригородская территория муниципальный округ "
        "Бабушкинский, Радужная улица, дом 7"
    )
    answer = geocoder(fake, "nominatim").find(formal)
    assert [(hit.lat, hit.lon) for hit in answer.hits] == [(55.859422, 37.668291)]


@pytest.mark.parametrize("provider", PROVIDERS)
def test_what_is_not_there_is_nothing(fake: FakeGeocoder, provider: str) -> None:
    answer = geocoder(fake, provider).find("Нетакойгород, 5")
    assert (answer.status, answer.hits) == (PlaceStatus.NOTHING, ())


REPEATED = 1 + len(BACKOFF_S)


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    ("failure", "status", "requests"),
    [
        (401, PlaceStatus.REFUSED, 1),
        (402, PlaceStatus.REFUSED, 1),
        (403, PlaceStatus.REFUSED, 1),
        (429, PlaceStatus.LIMITED, REPEATED),
        (500, PlaceStatus.UNREACHABLE, REPEATED),
        (503, PlaceStatus.TIMEOUT, REPEATED),
        (400, PlaceStatus.NONSENSE, 1),
        ("drop", PlaceStatus.UNREACHABLE, REPEATED),
    ],
)
def test_failures(
    fake: FakeGeocoder, provider: str, failure: int | str, status: PlaceStatus, requests: int
) -> None:
    fake.always = failure
    waits = Waits()
    assert geocoder(fake, provider, waits).find(HOUSE).status is status
    assert len(fake.requests) == requests
    assert tuple(waits) == (BACKOFF_S if requests > 1 else ())


@pytest.mark.parametrize("provider", PROVIDERS)
def test_no_answer_in_time(fake: FakeGeocoder, provider: str) -> None:
    fake.always = "hang"
    assert geocoder(fake, provider).find(HOUSE).status is PlaceStatus.TIMEOUT
    assert len(fake.requests) == REPEATED


def test_nobody_there() -> None:
    ask = make_service("nominatim", user_agent="x", url="http://127.0.0.1:9", timeout_s=0.3)
    answer = Geocoder(ask, provider="nominatim", delay_s=0, sleep=Waits()).find(HOUSE)
    assert answer.status is PlaceStatus.UNREACHABLE


@pytest.mark.parametrize("provider", PROVIDERS)
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not json",
        b"[1, 2]",
        b'"text"',
        b"[[]]",
        b'[{"lat": "x", "lon": "y"}]',
        b'[{"lat": null}]',
        b'[{"lat": "95", "lon": "200"}]',
        b'[{"lat": "NaN", "lon": "NaN", "display_name": 5}]',
        b'{"error": "boom"}',
        b'{"response": 5}',
        b'{"response": {"GeoObjectCollection": {"featureMember": [{"GeoObject": {"Point": {"pos":'
        b' "a b"}}}]}}}',
        b'{"response": {"GeoObjectCollection": {"featureMember": [{"GeoObject": {"name": "x", '
        b'"Point": {"pos": "37 55"}}}]}}}',
        b"[" * 5000,
    ],
)
def test_nonsense_is_told_as_nonsense(fake: FakeGeocoder, provider: str, body: bytes) -> None:
    fake.always = body
    answer = geocoder(fake, provider).find(HOUSE)
    assert answer.status is PlaceStatus.NONSENSE
    assert answer.hits == ()


@pytest.mark.parametrize(("provider", "path"), [("nominatim", "/search"), ("yandex", "/1.x/")])
def test_a_failure_that_passes_is_got_over(fake: FakeGeocoder, provider: str, path: str) -> None:
    fake.script += [429, "hang"]
    waits = Waits()
    assert geocoder(fake, provider, waits).find(HOUSE).status is PlaceStatus.FOUND
    assert [request.path for request in fake.requests] == [path] * 3
    assert tuple(waits) == BACKOFF_S


def test_the_wait_that_the_service_wants_is_kept_unless_it_is_too_long(fake: FakeGeocoder) -> None:
    fake.retry_after, fake.always = "40", 429
    waits = Waits()
    geocoder(fake, "nominatim", waits).find(HOUSE)
    assert waits == [40.0, 40.0]
    fake.retry_after = "3600"
    waits.clear()
    before = len(fake.requests)
    assert geocoder(fake, "nominatim", waits).find(HOUSE).status is PlaceStatus.LIMITED
    assert (waits, len(fake.requests) - before) == ([], 1)


@pytest.mark.parametrize(("failure", "asked"), [(403, 1), (429, 1), (500, 2), (b"nonsense", 5)])
def test_a_service_that_does_not_answer_is_left_alone(
    fake: FakeGeocoder, failure: int | bytes, asked: int
) -> None:
    fake.always = failure
    service = geocoder(fake, "nominatim")
    statuses = [service.find(f"Москва, {number}").status for number in range(10, 20)]
    assert [status is PlaceStatus.SKIPPED for status in statuses] == [n >= asked for n in range(10)]
    told = len(fake.requests)
    service.find("Москва, 99")
    assert len(fake.requests) == told


def test_failures_with_answers_between_do_not_end_the_asking(fake: FakeGeocoder) -> None:
    service = geocoder(fake, "nominatim")
    for _ in range(4):
        fake.script += [500] * REPEATED
        assert service.find(HOUSE).status is PlaceStatus.UNREACHABLE
        assert service.find(HOUSE).status is PlaceStatus.FOUND


def test_one_request_a_second(fake: FakeGeocoder, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    sent: list[float] = []
    counted: list[int] = []

    def sleep(_self: object, seconds: float) -> None:
        clock[0] += seconds + 0.001

    monkeypatch.setattr(rate_limiter.RateLimiter, "_sleep", sleep)
    monkeypatch.setattr(rate_limiter.RateLimiter, "_clock", lambda _self: clock[0])
    ask = make_service("nominatim", user_agent="x", url=fake.url)
    service = Geocoder(
        lambda address: sent.append(clock[0]) or ask(address),  # type: ignore[func-returns-value]
        provider="nominatim",
        on_ask=counted.append,
    )
    for number in range(4):
        service.find(f"Москва, Молдавская улица, {number}0")
    assert len(sent) == 4
    gaps = [later - earlier for earlier, later in pairwise(sent)]
    assert min(gaps) >= 1.0
    assert counted == [1, 2, 3, 4]


def test_the_key_and_the_address_are_not_logged(
    fake: FakeGeocoder, caplog: pytest.LogCaptureFixture
) -> None:
    fake.always = "drop"
    with caplog.at_level("INFO"):
        ask = make_service("yandex", user_agent="x", url=fake.url, key="secret-key")
        Geocoder(ask, provider="yandex", delay_s=0, sleep=Waits()).find(HOUSE)
    told = [record.getMessage() for record in caplog.records]
    assert any("unreachable" in line for line in told)
    assert not any("secret-key" in line or "%D0" in line or HOUSE in line for line in told)
