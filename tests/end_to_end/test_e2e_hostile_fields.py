"""Hostile texts in every field of every sheet: read whole, or refused with the cell's name.

The cells are written without fieldplan, so that nothing of ours has tidied them.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
import vobject
from support.hostile import HOSTILE, plain
from support.month_book import PLACES

from fieldplan import api
from fieldplan.domain import Book, PlanRecord
from fieldplan.messages import has_text
from fieldplan.store import read_plan
from fieldplan.workbook import write_template
from fieldplan.workbook.cells import ID_LENGTH, Kind
from fieldplan.workbook.schema import SHEETS

SHORT = tuple(text for text in HOSTILE if len(text) < ID_LENGTH - 2)
"""Those that may be an id, with a letter behind that keeps the ids of the sheets apart."""
FREE = frozenset({Kind.TEXT, Kind.ID, Kind.PHONE, Kind.SKILLS})
PHONE = "+7 495 000-00-01 "
SETTINGS = {
    "map_tiles": "https://tiles.example/{z}/{x}/{y}.png",
    "map_attribution": HOSTILE[2] + HOSTILE[3],
}
Cells = Mapping[str, object]


def put(path: Path, rows: Mapping[str, list[Cells]]) -> Path:
    """Fill an empty template cell by cell; texts stand in it exactly as given."""
    write_template(path, "en", Book(lang="en"))
    workbook = openpyxl.load_workbook(path)
    for sheet in SHEETS:
        worksheet = workbook[sheet.title("en")]
        letters = {
            str(cell.value).removesuffix(" *"): cell.column for cell in worksheet[1] if cell.value
        }
        for number, row in enumerate(rows.get(sheet.key, ()), 2):
            for key, value in row.items():
                cell = worksheet.cell(number, letters[sheet.by_key[key].header("en")])
                cell.value = value  # type: ignore[assignment]
                if isinstance(value, str):
                    cell.data_type = "s"
    for row_cells in workbook[SHEETS[-1].title("en")].iter_rows(min_row=2):
        if row_cells[4].value in SETTINGS:
            row_cells[1].value = SETTINGS[row_cells[4].value]
    workbook.save(path)
    return path


def id_of(text: str, letter: str) -> str:
    """The id as the reader gives it: one line, nothing invisible."""
    shown = re.sub("[\u202a-\u202e\u2066-\u2069]", "", f"{text} {letter}")
    return " ".join(plain(shown).split("\n")) if "\n" in text or "\r" in text else shown


def skill_of(number: int, text: str) -> str:
    """A skill that is one skill: their separators stand between skills."""
    return re.sub(r"[,;/\r\n]", " ", f"{text} {number}")


def hostile_rows() -> dict[str, list[Cells]]:
    """A site, project, call-out, person, absence, promise and past visit for every text."""
    rows: dict[str, list[Cells]] = {sheet.key: [] for sheet in SHEETS}
    every_skill = ", ".join(skill_of(n, text) for n, text in enumerate(HOSTILE))
    for number, text in enumerate(HOSTILE):
        short = text if text in SHORT else f"long {number}"
        lat, lon = PLACES[number % len(PLACES)]
        place = {"lat": lat + number / 500, "lon": lon}
        whom = {"contact": text, "phone": PHONE + text}
        site, engineer = f"{short} S", f"{short} E"
        own = {"client": f"{text} own", "address": f"{text} own", **place, **whom}
        rows["sites"].append(
            {"id": site, "client": text, "address": text, **place, **whom, "kind": text}
            | {"note": text, "skills": skill_of(number, text), "active": "yes"}
            | {"engineer": engineer, "engineer_fixed": "fixed"}
            | {"maintenance_every_months": 3, "last_maintenance": datetime(2026, 9, 8)}
        )
        none = {f"{kind}_work": "no" for kind in ("installation", "commissioning")}
        rows["projects"].append(
            {"id": f"{short} P", **own, **none, "note": text, "engineer": engineer}
            | {"audit_skills": skill_of(number, text)}
        )
        rows["emergencies"].append(
            {"id": f"{short} A", **own, "reported": datetime(2026, 11, 30, 15), "work_min": 30}
            | {"description": text, "skills": skill_of(number, text)}
        )
        rows["engineers"].append(
            {"id": engineer, "name": text, "base_address": text, **place, "skills": every_skill}
        )
        rows["absences"].append(
            {"engineer": engineer, "first": datetime(2026, 12, 24), "reason": text}
        )
        rows["agreed"].append(
            {"subject": site, "date": datetime(2026, 12, 8), "engineer": engineer}
        )
        rows["history"].append(
            {"date": datetime(2026, 9, 8), "site": site, "kind": "maintenance"}
            | {"engineer": engineer}
        )
    # nobody has this skill: the reason for leaving the call-out out quotes it
    rows["emergencies"][0] = {**rows["emergencies"][0], "skills": skill_of(99, HOSTILE[0])}
    return rows


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("fields") / "book.xlsx", hostile_rows())


@pytest.fixture(scope="module")
def folder(path: Path) -> Path:
    record = api.plan_month(path, month="2026-12", stop=api.stop_rule(iterations=50))
    written = api.write_outputs(record, path.parent).folder
    for form in ("csv", "ics", "bitrix24"):
        api.export_plan(written, form, contacts=True)
    return written


def test_no_field_of_the_schema_is_forgotten() -> None:
    filled = {(sheet, key) for sheet, rows in hostile_rows().items() for row in rows for key in row}
    free = {
        (sheet.key, column.key)
        for sheet in SHEETS
        for column in sheet.columns
        if column.kind in FREE and sheet.key != "settings"
    }
    by_reference = {("projects", "site"), ("emergencies", "site")}  # they give their own place
    other_stages = {
        ("projects", f"{kind}_skills") for kind in ("installation", "commissioning", "training")
    }
    assert free - filled == by_reference | other_stages


def test_every_text_is_read_whole(path: Path) -> None:
    result = api.read_workbook(path)
    assert [f for f in result.findings if f.severity in ("error", "contradiction")] == []
    book = result.book
    assert book is not None
    texts = [text.replace("\r\n", "\n") for text in HOSTILE]
    ids = [text if text in SHORT else f"long {n}" for n, text in enumerate(HOSTILE)]
    sites = [site for site in book.sites if not site.implied]
    for key in ("client", "address", "kind", "contact", "note"):
        assert [getattr(site, key) for site in sites] == texts, key
    for key in ("client", "address"):
        implied = [getattr(site, key) for site in book.sites if site.implied]
        assert implied == [f"{text} own" for text in texts] * 2, key
    assert [e.name for e in book.engineers] == [e.base_address for e in book.engineers] == texts
    assert [project.note for project in book.projects] == texts
    assert [emergency.description for emergency in book.emergencies] == texts
    assert [absence.reason for absence in book.absences] == texts
    assert all(len(site.skills) == 1 and site.skills <= book.engineers[0].skills for site in sites)
    assert [site.id for site in sites] == [id_of(text, "S") for text in ids]
    assert [project.id for project in book.projects] == [id_of(text, "P") for text in ids]
    assert [item.id for item in book.emergencies] == [id_of(text, "A") for text in ids]
    assert [item.id for item in book.engineers] == [id_of(text, "E") for text in ids]
    assert [item.subject for item in book.agreed] == [site.id for site in sites]
    assert [item.engineer_id for item in book.history] == [e.id for e in book.engineers]
    for site in book.sites:
        assert site.phone.startswith(PHONE.strip())
        assert "\n" not in site.phone


class Texts(HTMLParser):
    """The texts of a page and its elements that could run something."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.dangerous = "", 0
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.dangerous += tag in ("script", "img", "iframe", "object")
        self.dangerous += any(
            name.startswith("on") or (value or "").startswith("javascript:")
            for name, value in attrs
        )

    def handle_data(self, data: str) -> None:
        self.text += data


def shown_in(record: PlanRecord) -> set[str]:
    """Every text that an output that shows the visits must have, lines as one."""
    sites = {site.id: site for site in record.sites}
    served = {stop.visit_id for route in record.plan.routes for stop in route.stops}
    visited = [sites[v.site_id] for v in record.problem.visits if v.id in served]
    assert len({site.id for site in visited}) > 2 * len(HOSTILE)
    texts = {text for s in visited for text in (s.client, s.address, s.contact, s.phone, s.note)}
    with_routes = {route.engineer_id for route in record.plan.routes if route.stops}
    assert len(with_routes) == len(HOSTILE)
    return {lines(text) for text in texts | {e.name for e in record.problem.engineers}}


def lines(text: str) -> str:
    return " ".join(plain(text).split())


def test_every_output_shows_them_and_runs_nothing(folder: Path) -> None:
    record = read_plan(folder / "plan.json")
    wanted = shown_in(record)
    shown: dict[str, str] = {}

    workbook = openpyxl.load_workbook(folder / "calendar.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    shown["calendar"] = "\n".join(str(cell.value) for cell in cells)

    with (folder / "export/visits.csv").open(encoding="utf-8-sig", newline="") as source:
        values = [value for row in csv.reader(source, delimiter=";") for value in row]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in values)
    shown["csv"] = "\n".join(values)

    calendar = vobject.readOne((folder / "export/ics/all.ics").read_text("utf-8"))
    # Desk work has no place.
    events = [event for event in calendar.contents["vevent"] if hasattr(event, "location")]
    assert len(events) == sum(len(route.stops) for route in record.plan.routes)
    shown["ics"] = "\n".join(
        f"{e.summary.value}\n{e.location.value}\n{e.description.value}" for e in events
    )

    calls = json.loads((folder / "export/bitrix24/add.json").read_text("utf-8"))
    shown["bitrix24"] = "\n".join(str(text) for call in calls for text in call["params"].values())
    for kind in ("routes", "engineers"):
        pages = [Texts(page.read_text("utf-8")) for page in sorted((folder / kind).iterdir())]
        assert sum(page.dangerous for page in pages) == 0
        shown[kind] = "\n".join(page.text for page in pages)

    for output, text in shown.items():
        found = lines(text)
        assert [w[:80] for w in wanted if w not in found] == [], output


def test_the_map_holds_them_as_data(folder: Path) -> None:
    page = (folder / "map.html").read_text("utf-8")
    assert page.count("<script") == 5  # folium's two, Leaflet, the plan, ours
    (block,) = re.findall(r'<script type="application/json" id="plan">(.*?)</script>', page, re.S)
    plan = json.loads(block)
    for key in ("client", "address", "note"):
        values = {visit.get(key) for visit in plan["visits"].values()}
        assert {plain(text) for text in HOSTILE} <= values, key
    assert {engineer["name"] for engineer in plan["engineers"]} == {plain(t) for t in HOSTILE}
    assert plan["tiles"]["attribution"] == SETTINGS["map_attribution"]
    (left_out,) = plan["unassigned"]
    assert skill_of(99, HOSTILE[0]).casefold() in left_out["reasons"]


def test_file_names_are_legal(folder: Path) -> None:
    for path in folder.rglob("*"):
        assert re.fullmatch(r"[\w\-]+(\.[a-z0-9]+)?", path.name), path.name


def test_what_is_refused_names_its_cell(tmp_path: Path) -> None:
    rows = hostile_rows()
    wanted = set()
    ids = (("sites", "id"), ("projects", "id"), ("emergencies", "id"), ("engineers", "id"))
    references = (("absences", "engineer"), ("agreed", "subject"), ("agreed", "engineer"))
    # from the text that is a phone on: a row without an id is not read further
    for number, (key, column) in enumerate((*ids, *references), 11):
        refused = HOSTILE[-1] if number % 2 else "\u202e<>'\"`{}$;=+\u202c"
        rows[key][number] = {**rows[key][number], column: refused}
        wanted.add((key, column, number + 2))
    for number, text in enumerate(HOSTILE):
        rows["sites"][number] = {**rows["sites"][number], "phone": text}
        if sum(character.isdigit() for character in text) < 5:
            wanted.add(("sites", "phone", number + 2))
    result = api.read_workbook(put(tmp_path / "book.xlsx", rows))
    assert result.book is None
    found = {(f.sheet, f.cell): f for f in result.findings if f.severity == "error"}
    workbook = openpyxl.load_workbook(tmp_path / "book.xlsx")
    for key, column, row in wanted:
        sheet = next(sheet for sheet in SHEETS if sheet.key == key)
        worksheet = workbook[sheet.title("en")]
        headers = [str(cell.value).removesuffix(" *") for cell in worksheet[1]]
        index = headers.index(sheet.by_key[column].header("en")) + 1
        finding = found.get((worksheet.title, worksheet.cell(row, index).coordinate))
        assert finding is not None, (key, column, row)
        assert has_text(finding.code)
        assert len(finding.value) <= 60


def test_control_characters_are_left_out_and_told(tmp_path: Path) -> None:
    rows = hostile_rows()
    rows["sites"][0] = {**rows["sites"][0], "note": "a\x7fb\x85c\u200dd"}
    result = api.read_workbook(put(tmp_path / "book.xlsx", rows))
    assert result.book is not None
    assert result.book.sites[0].note == "abc\u200dd"
    assert [f.code for f in result.findings].count("findings.control_left_out") == 1
