"""What is known of addresses is kept for good, found however it is written, and doubted."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.command import environment

from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.travel.address_text import address_key, query_forms
from fieldplan.travel.geocode import Geocoder
from fieldplan.travel.geocode_cache import CacheError, PlaceCache, default_path
from fieldplan.travel.known_places import KnownPlaces

ADDRESS = "Москва, Лесная улица, 5"
PLACE = PlaceHit(lat=55.78, lon=37.59, precision=Precision.HOUSE, label="дом 5")
FAR = PlaceHit(lat=56.5, lon=38.9, precision=Precision.HOUSE, label="другой дом 5")
STREET = PlaceHit(lat=55.77, lon=37.58, precision=Precision.STREET, label="улица")


class Service:
    """A geocoder whose answers are set; counts what it is asked."""

    def __init__(self, *hits: PlaceHit, provider: str = "nominatim") -> None:
        self.hits = list(hits)
        self.asked: list[str] = []
        self.failure: Exception | None = None
        self.geocoder = Geocoder(
            self._ask, provider=provider, delay_s=0, backoff_s=(), sleep=lambda _: None
        )

    def _ask(self, address: str) -> list[PlaceHit]:
        self.asked.append(address)
        if self.failure:
            raise self.failure
        return self.hits


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "новая папка" / "places.sqlite"


def ask(path: Path, address: str, service: Service | None = None) -> PlaceAnswer:
    geocoder = service.geocoder if service else None
    with KnownPlaces(PlaceCache(path), geocoder) as places:
        return places.find(address)


@pytest.mark.parametrize(
    "same",
    [
        "москва, ЛЕСНАЯ улица,5",
        "г. Москва, Лесная ул., д. 5",
        "125047, Россия, город Москва, Лесная улица, дом 5",
        "Москва Лесная\u00a0улица 5\u200b",
    ],
)
def test_one_address_written_differently(same: str) -> None:
    assert address_key(same) == address_key(ADDRESS)


@pytest.mark.parametrize(
    "other",
    [
        "Москва, Лесная улица, 5А",
        "Москва, Лесная улица, 5 корпус 1",
        "Москва, Лесная улица, 5 строение 1",
        "Химки, Лесная улица, 5",
        "Москва, Некрасовка, Лесная улица, 5",
        "Москва, Лесная улица, 15",
        "Москва, Лесной переулок, 5",
    ],
)
def test_different_addresses(other: str) -> None:
    assert address_key(other) != address_key(ADDRESS)


def test_blocks_and_buildings() -> None:
    forms = ("д. 7, корп. 2, стр. 3", "дом 7 корпус 2 строение 3", "7к2с3", "7 к.2 с.3")
    assert len({address_key(f"Москва, Лесная ул., {form}") for form in forms}) == 1
    assert query_forms("г.Москва, Лесная ул., д. 7, корп. 2, стр. 3")[-1] == (
        "москва, лесная улица, 7 к2 с3"
    )
    assert query_forms(ADDRESS) == (ADDRESS,)


def test_an_answer_is_kept_for_good_and_given_without_a_service(path: Path) -> None:
    service = Service(PLACE)
    found = PlaceAnswer(status=PlaceStatus.FOUND, hits=(PLACE,), provider="nominatim")
    assert ask(path, ADDRESS).status is PlaceStatus.UNKNOWN
    assert ask(path, ADDRESS, service) == found
    assert ask(path, ADDRESS, service) == found
    assert ask(path, "г. Москва, Лесная ул., д. 5") == found
    assert service.asked == [ADDRESS]


def test_several_places_stay_several(path: Path) -> None:
    """That another service knows of only one of two homonyms is no answer."""
    answer = ask(path, ADDRESS, Service(PLACE, FAR))
    assert answer.status is PlaceStatus.SEVERAL
    assert ask(path, ADDRESS) == answer
    other = Service(PLACE, provider="yandex")
    assert ask(path, ADDRESS, other) == answer
    assert other.asked == []


def test_nothing_and_failures_are_not_kept(path: Path) -> None:
    service = Service()
    assert ask(path, ADDRESS, service).status is PlaceStatus.NOTHING
    service.failure = ValueError("nonsense")
    assert ask(path, ADDRESS, service).status is PlaceStatus.NONSENSE
    assert ask(path, ADDRESS).status is PlaceStatus.UNKNOWN
    assert len(service.asked) == 2


def test_an_address_is_asked_for_once_a_run(path: Path) -> None:
    service = Service()
    with KnownPlaces(PlaceCache(path), service.geocoder) as places:
        for written in (ADDRESS, "Москва, Лесная ул., д.5", ADDRESS):
            assert places.find(written).status is PlaceStatus.NOTHING
    assert len(service.asked) == 1


def test_a_rough_answer_may_be_bettered_by_another_service(path: Path) -> None:
    rough = ask(path, ADDRESS, Service(STREET))
    again = Service(PLACE)
    assert ask(path, ADDRESS, again) == rough
    assert again.asked == []
    failing = Service(provider="yandex")
    failing.failure = ValueError("nonsense")
    assert ask(path, ADDRESS, failing) == rough
    assert ask(path, ADDRESS, Service(PLACE, provider="yandex")).hits == (PLACE,)
    assert ask(path, ADDRESS).hits == (PLACE,)


def test_several_places_count_for_more_than_a_rough_one(path: Path) -> None:
    ask(path, ADDRESS, Service(STREET))
    several = ask(path, ADDRESS, Service(PLACE, FAR, provider="yandex"))
    assert several.status is PlaceStatus.SEVERAL
    assert ask(path, ADDRESS) == several
    assert ask(path, ADDRESS, Service(STREET)) == several


def test_no_address_is_no_question(path: Path) -> None:
    service = Service(PLACE)
    assert ask(path, " , ", service).status is PlaceStatus.UNKNOWN
    assert service.asked == []


def see(path: Path, address: str, lat: float = 55.78, lon: float = 37.59, **more: object) -> object:
    confirm = bool(more.get("confirm"))
    service = more.get("service")
    geocoder = service.geocoder if isinstance(service, Service) else None
    with KnownPlaces(PlaceCache(path), geocoder, confirm=confirm) as places:
        return places.moved("sites|S1|Вектор", address=address, lat=lat, lon=lon)


def test_an_address_that_moved_without_its_coordinates_stays_doubtful(path: Path) -> None:
    assert see(path, ADDRESS) is None
    assert see(path, "г. Москва, Лесная ул., 5") is None
    for _ in range(2):
        moved = see(path, "Москва, Садовая улица, 1")
        assert getattr(moved, "address", None) == "г. Москва, Лесная ул., 5"
    assert see(path, "Москва, Садовая улица, 1", lat=55.9) is None
    assert see(path, "Москва, Садовая улица, 1", lat=55.9) is None
    assert see(path, ADDRESS, lat=55.9) is not None
    assert see(path, "Москва, Садовая улица, 1", lat=55.9) is None


def test_the_user_may_confirm_a_new_address(path: Path) -> None:
    see(path, ADDRESS)
    assert see(path, "Москва, Садовая улица, 1", confirm=True) is None
    assert see(path, "Москва, Садовая улица, 1") is None


@pytest.mark.parametrize(("hit", "doubtful"), [(PLACE, False), (STREET, True), (FAR, True)])
def test_a_new_address_found_at_the_old_point_is_no_doubt(
    path: Path, hit: PlaceHit, doubtful: bool
) -> None:
    see(path, ADDRESS)
    moved = see(path, "Москва, Садовая улица, 1", service=Service(hit))
    assert (moved is not None) == doubtful
    if moved is not None:
        assert moved.answer.hits == (hit,)  # type: ignore[attr-defined]


def test_names_of_clients_are_not_kept(path: Path) -> None:
    see(path, ADDRESS)
    assert "Вектор".encode() not in path.read_bytes()


def damage_text(path: Path) -> None:
    path.write_bytes(b"not a database " * 100)


def damage_folder(path: Path) -> None:
    path.mkdir()


def newer(path: Path) -> None:
    base = sqlite3.connect(path)
    base.execute("PRAGMA user_version = 99")
    base.close()


@pytest.mark.parametrize("damage", [damage_text, damage_folder, newer])
def test_a_file_that_cannot_be_used_is_told(path: Path, damage: Callable[[Path], None]) -> None:
    path.parent.mkdir()
    damage(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(CacheError):
        PlaceCache(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_file_that_fails_later_is_done_without(path: Path) -> None:
    service = Service(PLACE)
    store = PlaceCache(path)
    with KnownPlaces(store, service.geocoder) as places:
        base = sqlite3.connect(path)
        base.execute("DROP TABLE answers")
        base.commit()
        base.close()
        assert places.find(ADDRESS).hits == (PLACE,)
        assert places.moved("x", address=ADDRESS, lat=55.0, lon=37.0) is None
    assert "answers" in places.problem


@pytest.mark.parametrize(
    "hits", ["", "{", "5", "[[1]]", '[["a","b","house","x"]]', '[[55.0,37.0,"planet","x"]]']
)
def test_a_damaged_entry_is_not_there(path: Path, hits: str) -> None:
    ask(path, ADDRESS, Service(PLACE))
    base = sqlite3.connect(path)
    base.execute("UPDATE answers SET hits = ?", (hits,))
    base.commit()
    base.close()
    assert ask(path, ADDRESS).status is PlaceStatus.UNKNOWN


WRITER = """
import sys
from pathlib import Path
from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.travel.geocode_cache import PlaceCache, Seen

cache = PlaceCache(Path(sys.argv[1]))
for number in range(40):
    hit = PlaceHit(lat=55.0, lon=37.0, precision=Precision.HOUSE)
    answer = PlaceAnswer(status=PlaceStatus.FOUND, hits=(hit,), provider="nominatim")
    cache.keep(f"{sys.argv[2]} {number}", answer)
    seen = Seen(key="k", address="a", lat=55.0, lon=37.0)
    cache.remember([(f"{sys.argv[2]} {number} {n}", seen) for n in range(5)])
cache.close()
"""


def test_two_processes_write_at_once(path: Path) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name],
            env=environment(),
            stderr=subprocess.PIPE,
        )
        for name in ("a", "b")
    ]
    assert [writer.communicate(timeout=60)[1] for writer in writers] == [b"", b""]
    base = sqlite3.connect(path)
    counts = [
        base.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("answers", "seen")
    ]
    base.close()
    assert counts == [80, 400]


def test_where_the_file_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path))
    assert default_path() == tmp_path / "places.sqlite"
    monkeypatch.delenv("FIELDPLAN_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "x"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "l"))
    for system, folder in (("win32", tmp_path / "l"), ("linux", tmp_path / "x")):
        monkeypatch.setattr(sys, "platform", system)
        assert default_path() == folder / "fieldplan" / "places.sqlite"


def test_answers_are_readable_by_others(path: Path) -> None:
    """The file is a plain table: address, service, what was found."""
    ask(path, ADDRESS, Service(PLACE))
    base = sqlite3.connect(path)
    ((address, provider, status, hits),) = base.execute("SELECT * FROM answers").fetchall()
    base.close()
    assert (address, provider, status) == ("москва лесная улица 5", "nominatim", "found")
    assert json.loads(hits) == [[55.78, 37.59, "house", "дом 5"]]
