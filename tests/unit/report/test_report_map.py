"""The map's file: one piece, small, vendored parts unchanged, no template ever run."""

from __future__ import annotations

import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from support.sample_record import sample_record

from fieldplan.domain import PlanRecord
from fieldplan.messages.map import TEXTS
from fieldplan.report import write_map
from fieldplan.report.map_html.data import script_json
from fieldplan.report.map_html.page import SCRIPTS, map_page
from fieldplan.report.map_html.tiles import tile_origin, tile_source
from fieldplan.settings import Settings, make_settings

PACKAGE = files("fieldplan.report.map_html")


def _page(record: PlanRecord, *, contacts: bool = False, **settings: object) -> str:
    return map_page(record, contacts=contacts, settings=make_settings(settings))


def _data(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="plan">(.*?)</script>', page, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


def test_vendored_leaflet_is_unchanged() -> None:
    for line in PACKAGE.joinpath("vendor/SHA256SUMS").read_text("utf-8").splitlines():
        checksum, name = line.split()
        content = PACKAGE.joinpath(f"vendor/{name}").read_bytes()
        assert hashlib.sha256(content).hexdigest() == checksum, name


def test_page_is_small_and_refers_to_nothing_outside() -> None:
    page = _page(sample_record(engineers=4), contacts=True)
    assert len(page.encode()) < 400_000
    assert "<link" not in page.replace('<link rel="icon" href="data:,">', "")
    assert not re.search(r"<(script|img|iframe)[^>]+src=", page)
    assert not re.search(r"url\((?!#)", page)
    assert "sourceMappingURL" not in page
    assert not re.search(r"<!--(fieldplan|plan|policy)", page)
    assert "%MAP%" not in page


def test_same_record_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_map(tmp_path / name, sample_record(), settings=Settings())
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_client_text_is_never_run_as_a_template(tmp_path: Path) -> None:
    witness = tmp_path / "witness"
    attack = "{{ cycler.__init__.__globals__.os.system('touch " + str(witness) + "') }}{{7*7}}"
    page = _page(sample_record(rename=attack), contacts=True)
    assert not witness.exists()
    visits = _data(page)["visits"]
    assert isinstance(visits, dict)
    assert {visit["client"] for visit in visits.values()} == {attack}


def test_text_cannot_leave_the_data_block() -> None:
    page = _page(sample_record(rename="</script><script>alert(1)</script>&\u2028"))
    assert page.count("<script") == _page(sample_record()).count("<script")
    block = page.split('id="plan">', 1)[1].split("</script>", 1)[0]
    assert not set("<>&\u2028\u2029") & set(block)


def test_script_json_survives_what_is_not_utf8() -> None:
    shown = script_json({"a": "\ud800<\u2029&>"})
    shown.encode("utf-8")
    assert json.loads(shown) == {"a": "\ud800<\u2029&>"}


def test_contacts_only_on_request() -> None:
    assert "+7 495" not in _page(sample_record())
    assert "+7 495" in _page(sample_record(), contacts=True)


def test_policy_names_the_hash_of_every_script() -> None:
    page = _page(sample_record())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].count("'sha256-") == len(re.findall(r"<script>", page))
    assert "img-src data:;" in policy[1]
    assert "unsafe-inline" not in policy[1].split("script-src", 1)[1].split(";", 1)[0]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://tile.example.org/{z}/{x}/{y}.png", "https://tile.example.org"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "https://*.example.org"),
        ("http://localhost:8080/{z}/{x}/{y}.png", "http://localhost:8080"),
        ("javascript:alert(1)//{z}/{x}/{y}", None),
        ('https://a;script-src *" x/{z}/{x}/{y}', None),
        ("https://user@example.org/{z}/{x}/{y}", None),
        ("https://[x/{z}/{x}/{y}", None),
    ],
)
def test_tile_addresses(url: str, origin: str | None) -> None:
    assert tile_origin(url) == origin
    source = tile_source(make_settings({"map_tiles": url}))
    assert (source is None) == (origin is None)
    page = _page(sample_record(engineers=1), map_tiles=url)
    assert ("img-src data:;" in page) == (origin is None)


def test_both_languages_have_their_texts() -> None:
    russian, english = _data(_page(sample_record())), _data(_page(sample_record(lang="en")))
    assert str(russian["title"]) == "План выездов: декабрь 2026"
    assert str(english["title"]) == "Field plan: December 2026"
    assert '<html lang="en">' in _page(sample_record(lang="en"))


def test_script_uses_only_texts_that_exist_and_all_of_them() -> None:
    code = "\n".join(PACKAGE.joinpath(f"static/{name}.js").read_text("utf-8") for name in SCRIPTS)
    html = PACKAGE.joinpath("static/body.html").read_text("utf-8")
    used = set(re.findall(r'\bt\(\s*"(\w+)"', code))
    used |= set(re.findall(r'data-(?:t|label|placeholder)="(\w+)"', html))
    assert {key for key in used if not key.endswith("_")} <= set(TEXTS)
    source = (
        code + html + "".join(path.read_text("utf-8") for path in Path(str(PACKAGE)).glob("*.py"))
    )
    composed = ("view_", "part_", "unassigned_", "postponed_", "change_", "unit_")
    unused = [
        key
        for key in TEXTS
        if not key.startswith(composed) and f'"{key}"' not in source and f"map.{key}" not in source
    ]
    assert unused == []


def test_script_never_writes_markup() -> None:
    """Text goes in by textContent; the one innerHTML that is read holds escaped text."""
    for name in SCRIPTS:
        code = PACKAGE.joinpath(f"static/{name}.js").read_text("utf-8")
        assert not re.search(
            r"innerHTML\s*[+]?=|outerHTML|insertAdjacentHTML|document\.write", code
        )
        assert not re.search(r"\beval\(|new Function|setTimeout\(\s*[\"']", code)
        assert len(code.splitlines()) <= 300


def test_towns_and_ring_road_are_complete_and_credited() -> None:
    data = _data(_page(sample_record()))
    towns, ring = data["towns"], data["mkad"]
    assert isinstance(towns, list) and isinstance(ring, list)
    assert 45 <= len(towns) <= 60
    assert len(ring) == 54
    assert all(re.fullmatch(r"[А-ЯЁ][А-Яа-яЁё -]+", town[0]) for town in towns)
    assert "GeoNames, CC BY 4.0" in str(data["t"])


def test_record_without_sites_still_gives_a_page() -> None:
    record = sample_record(engineers=1)
    bare = PlanRecord(problem=record.problem, plan=record.plan, month=record.month, now=record.now)
    assert "S001" in _page(bare)
