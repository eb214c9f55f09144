"""Rows without coordinates: found, asked about, doubted, or an error that names the row."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from support import workbooks
from support.workbooks import cell_of

from fieldplan.domain.places import Moved, PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.errors import Finding
from fieldplan.workbook import ReadResult, read_workbook, write_marked_copy
from fieldplan.workbook.marked import finding_text
from fieldplan.workbook.place_review import Verdict

HOUSE = PlaceHit(lat=55.75, lon=37.61, precision=Precision.HOUSE, label="дом")
STREET = PlaceHit(lat=55.76, lon=37.62, precision=Precision.STREET, label="=улица")
TOWN = PlaceHit(lat=55.77, lon=37.63, precision=Precision.LOCALITY, label="город")
OMSK = PlaceHit(lat=54.99, lon=73.37, precision=Precision.HOUSE, label="Омск")


class FakePlaces:
    """Answers by address; everything else is unknown."""

    def __init__(self, **moved: Moved) -> None:
        self.answers: dict[str, PlaceAnswer] = {}
        self.asked: list[str] = []
        self.seen: list[str] = []
        self._moved = moved

    def find(self, address: str) -> PlaceAnswer:
        self.asked.append(address)
        return self.answers.get(address, PlaceAnswer(status=PlaceStatus.UNKNOWN))

    def moved(self, identity: str, *, address: str, lat: float, lon: float) -> Moved | None:
        self.seen.append(identity)
        return self._moved.get(identity.split("|")[1].replace("-", "_"))


def found(*hits: PlaceHit) -> PlaceAnswer:
    status = PlaceStatus.FOUND if len(hits) == 1 else PlaceStatus.SEVERAL
    return PlaceAnswer(status=status, hits=hits, provider="nominatim")


def read(tmp_path: Path, places: FakePlaces | None, **sheets: list[workbooks.Row]) -> ReadResult:
    rows = {**workbooks.clean_rows(), **sheets}
    return read_workbook(workbooks.save(rows, tmp_path / "книга.xlsx"), places=places)


def nowhere(identity: str = "С-001", **changes: object) -> workbooks.Row:
    return workbooks.site(identity, **{"address": "Лесная, 5", "lat": None, "lon": None, **changes})


def only(result: ReadResult) -> Finding:
    (finding,) = result.findings
    return finding


def test_a_house_that_is_found_is_taken(tmp_path: Path) -> None:
    places = FakePlaces()
    places.answers["Лесная, 5"] = found(HOUSE)
    result = read(tmp_path, places, sites=[nowhere()])
    assert result.findings == ()
    assert result.book is not None
    assert (result.book.sites[0].lat, result.book.sites[0].lon) == (55.75, 37.61)
    (item,) = result.review
    assert (item.verdict, item.hit, item.doubtful) == (Verdict.EXACT, HOUSE, False)
    assert (item.cell, item.provider) == (cell_of("sites", "address", 2), "nominatim")


@pytest.mark.parametrize(
    ("hit", "code", "verdict"),
    [(STREET, "geocode_street", Verdict.STREET), (TOWN, "geocode_locality", Verdict.LOCALITY)],
)
def test_a_rough_point_is_a_warning(
    tmp_path: Path, hit: PlaceHit, code: str, verdict: Verdict
) -> None:
    places = FakePlaces()
    places.answers["Лесная, 5"] = found(hit)
    result = read(tmp_path, places, sites=[nowhere()])
    finding = only(result)
    assert (finding.code, finding.severity) == (f"findings.{code}", "warning")
    assert (finding.cell, finding.value) == (cell_of("sites", "address", 2), "Лесная, 5")
    assert "Строка 2, «Клиент С-001»" in finding_text(finding, "ru")
    assert f"{hit.lat:.6f}, {hit.lon:.6f}" in finding_text(finding, "ru")
    assert result.book is not None
    assert [item.verdict for item in result.review] == [verdict]


def test_homonyms_are_an_error_that_names_the_places(tmp_path: Path) -> None:
    places = FakePlaces()
    places.answers["Лесная, 5"] = found(HOUSE, OMSK)
    result = read(tmp_path, places, sites=[nowhere()])
    finding = only(result)
    assert (finding.code, finding.severity) == ("findings.geocode_several", "error")
    assert "Омск (54.990000, 73.370000)" in finding_text(finding, "ru")
    assert result.book is None
    assert [(item.verdict, item.hit) for item in result.review] == [
        (Verdict.SEVERAL, HOUSE),
        (Verdict.SEVERAL, OMSK),
    ]


def test_a_point_far_from_everything_is_a_warning(tmp_path: Path) -> None:
    places = FakePlaces()
    places.answers["Лесная, 5"] = found(OMSK)
    result = read(tmp_path, places, sites=[workbooks.site(), nowhere("С-002")])
    finding = only(result)
    assert (finding.code, finding.severity) == ("findings.geocode_far", "warning")
    assert finding.cell == cell_of("sites", "address", 3)
    assert result.book is not None
    assert [item.verdict for item in result.review] == [Verdict.FAR]


def test_a_far_base_is_held_against_the_sites(tmp_path: Path) -> None:
    places = FakePlaces()
    places.answers["База, 1"] = found(OMSK)
    places.answers["Лесная, 5"] = found(HOUSE)
    base = workbooks.engineer(lat=None, lon=None, base_address="База, 1")
    rows = {"engineers": [base, workbooks.engineer("И2", shift="9-18")]}
    for sites in ([workbooks.site()], [nowhere(), nowhere("С-002"), nowhere("С-003")]):
        result = read(tmp_path, places, sites=sites, **rows)
        far = [(f.code, f.severity, f.sheet) for f in result.findings if "far" in f.code]
        assert far == [("findings.geocode_far", "warning", "Инженеры")]


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (PlaceStatus.NOTHING, "geocode_nothing"),
        (PlaceStatus.REFUSED, "geocode_refused"),
        (PlaceStatus.LIMITED, "geocode_limited"),
        (PlaceStatus.TIMEOUT, "geocode_timeout"),
        (PlaceStatus.UNREACHABLE, "geocode_unreachable"),
        (PlaceStatus.NONSENSE, "geocode_nonsense"),
        (PlaceStatus.SKIPPED, "geocode_skipped"),
    ],
)
def test_every_failure_is_an_error_in_each_row(
    tmp_path: Path, status: PlaceStatus, code: str
) -> None:
    places = FakePlaces()
    places.answers["Лесная, 5"] = PlaceAnswer(status=status, provider="nominatim")
    result = read(tmp_path, places, sites=[nowhere(), workbooks.site("С-002"), nowhere("С-003")])
    assert [f.code for f in result.findings] == [f"findings.{code}"] * 2
    assert [f.cell for f in result.findings] == [
        cell_of("sites", "address", number) for number in (2, 4)
    ]
    assert all(f.severity == "error" for f in result.findings)
    assert result.book is None
    assert "Строка 4, «Клиент С-003»" in finding_text(result.findings[1], "ru")


@pytest.mark.parametrize("known", [False, True])
def test_what_is_not_known_is_missing_as_before(tmp_path: Path, known: bool) -> None:
    result = read(tmp_path, FakePlaces() if known else None, sites=[nowhere()])
    finding = only(result)
    assert (finding.code, finding.severity) == ("findings.missing_coordinates", "error")
    assert finding.cell == cell_of("sites", "lat", 2)
    assert "--geocode" in finding_text(finding, "en")


def test_nothing_is_asked_for_without_need(tmp_path: Path) -> None:
    places = FakePlaces()
    rows = [
        workbooks.site(),
        nowhere("С-002", active="нет"),
        nowhere("С-003", address=None),
        nowhere("С-004", lat="ой", lon=37.5),
        nowhere("С-005", lat=55.5),
    ]
    read(tmp_path, places, sites=rows)
    assert places.asked == []


def test_bases_and_places_of_projects_and_emergencies_are_found_too(tmp_path: Path) -> None:
    places = FakePlaces()
    for address in ("База, 1", "Стройка, 2", "Авария, 3"):
        places.answers[address] = found(HOUSE)
    own = {"site": None, "client": "К"}
    result = read(
        tmp_path,
        places,
        engineers=[
            workbooks.engineer(lat=None, lon=None, base_address="База, 1"),
            workbooks.engineer("И2"),
        ],
        projects=[workbooks.project(**own, address="Стройка, 2")],
        emergencies=[workbooks.emergency(**own, address="Авария, 3")],
    )
    assert [f for f in result.findings if f.severity == "error"] == []
    assert result.book is not None
    assert result.book.engineers[0].lat == HOUSE.lat
    assert [site.lat for site in result.book.sites if site.implied] == [HOUSE.lat] * 2
    assert sorted(places.asked) == ["Авария, 3", "База, 1", "Стройка, 2"]


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (PlaceAnswer(status=PlaceStatus.UNKNOWN), "moved_place"),
        (found(OMSK), "moved_place_found"),
    ],
)
def test_a_new_address_at_old_coordinates_is_a_warning(
    tmp_path: Path, answer: PlaceAnswer, code: str
) -> None:
    places = FakePlaces(С_001=Moved(address="Старая, 1", answer=answer))
    result = read(tmp_path, places, sites=[workbooks.site(), workbooks.site("С-002")])
    finding = only(result)
    assert (finding.code, finding.severity) == (f"findings.{code}", "warning")
    assert "«Старая, 1»" in finding_text(finding, "ru")
    assert [item.verdict for item in result.review] == [Verdict.MOVED]
    assert "sites|С-001|Клиент С-001" in places.seen


def test_the_review_sheet(tmp_path: Path) -> None:
    places = FakePlaces()
    places.answers.update(
        {"Лесная, 5": found(HOUSE), "=1+1": found(STREET), "Двойная, 2": found(TOWN, OMSK)}
    )
    rows = [
        nowhere(),
        nowhere("С-002", address="'=1+1".lstrip("'")),
        nowhere("С-003", address="Двойная, 2"),
    ]
    book = workbooks.make({**workbooks.clean_rows(), "sites": rows})
    cell = book["Объекты"][cell_of("sites", "address", 3)]  # type: ignore[index]
    cell.data_type = "s"
    source = tmp_path / "книга.xlsx"
    book.save(source)
    before = source.read_bytes()
    result = read_workbook(source, places=places)
    target, again = tmp_path / "копия.xlsx", tmp_path / "ещё.xlsx"
    assert write_marked_copy(source, target, result.findings, "ru", review=result.review)
    assert source.read_bytes() == before
    copy = load_workbook(target)
    assert copy.sheetnames[:2] == ["Замечания", "Проверить координаты"]
    sheet = copy["Проверить координаты"]
    shown = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]  # type: ignore[union-attr]
    assert [(row[4], row[5]) for row in shown] == [
        ("Двойная, 2", "55.770000, 37.630000"),
        ("Двойная, 2", "54.990000, 73.370000"),
        ("=1+1", "55.760000, 37.620000"),
        ("Лесная, 5", "55.750000, 37.610000"),
    ]
    assert [row[0].split(":")[0] for row in shown] == [
        "Таких адресов несколько",
        "Таких адресов несколько",
        "Найдена только улица",
        "Найден дом",
    ]
    assert {c.data_type for row in sheet.iter_rows(min_row=3) for c in row} == {"s"}  # type: ignore[union-attr]
    assert "ODbL" in str(sheet["A1"].value)  # type: ignore[index]
    link = sheet["G3"].hyperlink.target  # type: ignore[index]
    assert link.startswith("https://www.openstreetmap.org/?mlat=55.770000&mlon=37.630000")
    assert sheet["C3"].hyperlink.location == f"'Объекты'!{cell_of('sites', 'address', 4)}"  # type: ignore[index]
    # the copy is read like the original, and marking it again adds no second sheet
    assert read_workbook(target, places=places).findings == result.findings
    write_marked_copy(target, again, result.findings, "en", review=result.review)
    assert load_workbook(again).sheetnames[:2] == ["Findings", "Check coordinates"]
    assert "Проверить координаты" not in load_workbook(again).sheetnames


def test_without_a_review_there_is_no_sheet(tmp_path: Path) -> None:
    result = read(tmp_path, None, sites=[nowhere()])
    target = tmp_path / "копия.xlsx"
    write_marked_copy(tmp_path / "книга.xlsx", target, result.findings, "ru")
    assert "Проверить координаты" not in load_workbook(target).sheetnames
