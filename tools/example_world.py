"""Invented clients at real places: what the example workbooks have in common."""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

from fieldplan.domain import Hours

SEED = 20261201
COUNT = 400
CITY_SHARE = 0.62
"""Share of the sites inside the city's districts."""
FAR_KM = 45
FAR_SHARE = 0.35
"""Towns farther than ``FAR_KM`` are kept with this probability when drawn."""

PLACES_FILE = Path(__file__).with_name("localities.csv")
CENTRE = (55.752, 37.618)
KM_LAT, KM_LON = 111.2, 62.6
"""Kilometres per degree at Moscow."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text in Russian and English."""

    ru: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the text in a language."""
        return self.ru if lang == "ru" else self.en


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place of an invented client, without contract."""

    id: str
    client: Words
    address: Words
    kind: Words
    lat: float
    lon: float
    access: Hours
    on_site_min: int | None
    notice_days: int
    response_days: int
    skills: tuple[Words, ...]
    contact: Words
    phone: str

    @property
    def centre_km(self) -> float:
        """Kilometres from the centre, as the crow flies."""
        north = (self.lat - CENTRE[0]) * KM_LAT
        east = (self.lon - CENTRE[1]) * KM_LON
        return float((north * north + east * east) ** 0.5)

    @property
    def open_all_week(self) -> bool:
        """Whether work may be done on every weekday from 9 to 18."""
        return all(
            any(start <= 540 and end >= 1080 for start, end in day) for day in self.access[:5]
        )


HEIGHT = Words(ru="высота", en="work at height")
FITTING = Words(ru="монтаж", en="fitting")
TESTING = Words(ru="пнр", en="commissioning")

KINDS = (
    Words(ru="Аптека", en="Pharmacy"),
    Words(ru="Клиника", en="Clinic"),
    Words(ru="Магазин", en="Shop"),
    Words(ru="Склад", en="Warehouse"),
    Words(ru="Школа", en="School"),
    Words(ru="Офис", en="Office"),
    Words(ru="Кафе", en="Café"),
    Words(ru="Фитнес-клуб", en="Fitness club"),
    Words(ru="Автосервис", en="Car service"),
    Words(ru="Гостиница", en="Hotel"),
    Words(ru="Цех", en="Workshop"),
)
NAME_PAIRS = (
    "Ромашка/Camomile Вектор/Vector Полюс/Polus Меридиан/Meridian Родник/Rodnik "
    "Лазурь/Lazur Кедр/Kedr Маяк/Mayak Янтарь/Yantar Журавль/Zhuravl Берёзка/Beryozka "
    "Гранит/Granit Сфера/Sphere Орион/Orion Парус/Parus Рассвет/Rassvet Столица/Stolitsa "
    "Эталон/Etalon Тополь/Topol Клевер/Klever Атлант/Atlant Бриз/Breeze Волна/Volna "
    "Заря/Zarya Изумруд/Izumrud Каскад/Kaskad Лидер/Leader Мозаика/Mosaic Оазис/Oasis "
    "Пилот/Pilot Ритм/Rhythm Снегирь/Snegir Титан/Titan Уют/Uyut Формула/Formula "
    "Хутор/Khutor Циркуль/Tsirkul Шанс/Shans Эхо/Echo Юпитер/Jupiter"
)
NAMES = tuple(Words(ru=ru, en=en) for ru, en in (pair.split("/") for pair in NAME_PAIRS.split()))
STREETS = tuple(
    Words(ru=ru, en=en)
    for ru, en in (
        ("ул. Ленина", "Lenina St"),
        ("Заводская ул.", "Zavodskaya St"),
        ("Советская ул.", "Sovetskaya St"),
        ("Садовая ул.", "Sadovaya St"),
        ("Школьная ул.", "Shkolnaya St"),
        ("Парковая ул.", "Parkovaya St"),
        ("ул. Мира", "Mira St"),
        ("Лесная ул.", "Lesnaya St"),
        ("Центральная ул.", "Tsentralnaya St"),
        ("Вокзальная ул.", "Vokzalnaya St"),
        ("Промышленный пр.", "Promyshlenny Dr"),
        ("Новая ул.", "Novaya St"),
    )
)
PEOPLE = tuple(
    Words(ru=ru, en=en)
    for ru, en in (
        ("Анна Соколова", "Anna Sokolova"),
        ("Игорь Лебедев", "Igor Lebedev"),
        ("Мария Козлова", "Maria Kozlova"),
        ("Павел Новиков", "Pavel Novikov"),
        ("Ольга Морозова", "Olga Morozova"),
        ("Сергей Волков", "Sergey Volkov"),
        ("Елена Зайцева", "Elena Zaitseva"),
        ("Дмитрий Павлов", "Dmitry Pavlov"),
        ("Наталья Громова", "Natalia Gromova"),
        ("Алексей Фомин", "Alexey Fomin"),
        ("Ирина Белова", "Irina Belova"),
        ("Виктор Ершов", "Viktor Ershov"),
        ("Татьяна Киселёва", "Tatiana Kiselyova"),
        ("Андрей Титов", "Andrey Titov"),
    )
)


def week(*days: tuple[tuple[int, int], ...]) -> Hours:
    """Return access hours: one entry for all working days, or seven."""
    return (days[0],) * 5 + ((), ()) if len(days) == 1 else days


DAY = ((540, 1080),)
ACCESS: tuple[tuple[int, Hours], ...] = (
    (40, week(DAY)),
    (9, (((0, 1440),),) * 7),
    (12, week(((480, 1020),))),
    (10, (DAY, DAY, DAY, DAY, ((540, 1005),), (), ())),
    (7, week(((540, 780), (840, 1080)))),
    (7, week(((870, 1140),))),
    (6, (((480, 1200),),) * 6 + ((),)),
    (4, ((), ((600, 960),), (), ((600, 960),), (), (), ())),
    (3, (((540, 1020),), (), ((540, 1020),), (), ((540, 960),), (), ())),
    (2, week(((540, 720),))),
)
"""Weights and patterns: offices, round the clock, early shifts, short Fridays, lunch breaks,
after lessons, six days, two days a week, three days a week, mornings."""


def draw_spots() -> tuple[Spot, ...]:
    """Return the spots of all examples, the same every time."""
    rng = random.Random(SEED)
    with PLACES_FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return tuple(_spot(rng, number, rows) for number in range(1, COUNT + 1))


def phone(rng: random.Random) -> str:
    """Return an invented number: no subscriber's number starts with 000."""
    code = rng.choice((495, 499))
    return f"+7 {code} 000-{rng.randrange(100):02d}-{rng.randrange(100):02d}"


def _spot(rng: random.Random, number: int, rows: list[dict[str, str]]) -> Spot:
    place, lat, lon = _point(rng, rows)
    kind, name, street = rng.choice(KINDS), rng.choice(NAMES), rng.choice(STREETS)
    house = rng.randrange(1, 90)
    city = place["area"] == "city"
    prefix = Words(ru="Москва, ", en="Moscow, ") if city else Words(ru="", en="")
    access = rng.choices([hours for _, hours in ACCESS], [share for share, _ in ACCESS])[0]
    return Spot(
        id=f"S-{number:03d}",
        client=Words(ru=f"{kind.ru} «{name.ru}»", en=f"{name.en} {kind.en}"),
        address=Words(
            ru=f"{prefix.ru}{place['name_ru']}, {street.ru}, {house}",
            en=f"{prefix.en}{place['name_en']}, {house} {street.en}",
        ),
        kind=kind,
        lat=lat,
        lon=lon,
        access=access,
        on_site_min=rng.choices((None, 45, 75, 90, 120), (70, 10, 9, 8, 3))[0],
        notice_days=rng.choices((0, 1, 2, 3), (70, 15, 10, 5))[0],
        response_days=rng.choices((2, 1), (85, 15))[0],
        skills=(HEIGHT,) if rng.random() < 0.04 else (),
        contact=rng.choice(PEOPLE),
        phone=phone(rng),
    )


def _point(rng: random.Random, rows: list[dict[str, str]]) -> tuple[dict[str, str], float, float]:
    """Draw a place and a point within about a kilometre of its middle."""
    area = "city" if rng.random() < CITY_SHARE else "region"
    while True:
        place = rng.choice([row for row in rows if row["area"] == area])
        lat, lon = float(place["lat"]), float(place["lon"])
        away = ((lat - CENTRE[0]) * KM_LAT) ** 2 + ((lon - CENTRE[1]) * KM_LON) ** 2
        if away < FAR_KM**2 or rng.random() < FAR_SHARE:
            break
    turn, km = rng.uniform(0, 2 * pi), rng.uniform(0.1, 1.2)
    lat += km * sin(turn) / KM_LAT
    lon += km * cos(turn) / KM_LON
    return place, round(lat, 5), round(lon, 5)
