"""The example workbooks: as the generator makes them, as the issue wants them."""

import sys
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from fieldplan.data import EXAMPLES, read_example
from fieldplan.demand import build_demand
from fieldplan.domain import Tier
from fieldplan.settings import Settings
from fieldplan.travel import estimate_matrix
from fieldplan.workbook import read_workbook

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tools"))

import example_books  # noqa: E402
import example_world  # noqa: E402
import make_examples  # noqa: E402


def december(book):
    return build_demand(
        book,
        month="2026-12",
        now=datetime(2026, 12, 1),
        settings=Settings(),
        matrix_of=estimate_matrix,
    )


@cache
def shipped_book(name):
    result = read_workbook(ROOT / "inputs" / name)
    assert result.findings == ()
    assert result.book is not None
    return result.book


def required(demand):
    return [visit for visit in demand.problem.visits if visit.tier is not Tier.WELCOME]


def kinds(demand):
    return Counter(visit.kind for visit in required(demand))


@pytest.fixture(scope="module")
def today():
    return example_books.example_217("ru")


@pytest.fixture(scope="module")
def target():
    return example_books.example_400("ru")


def test_todays_company(today):
    every = Counter(site.maintenance_every_months for site in today.sites)
    assert every == {3: 130, 6: 54, 0: 33}
    assert len(today.engineers) == 1
    assert len(today.projects) == 5
    assert {call.reported.date() for call in today.emergencies} <= {
        date(2026, 11, day) for day in (27, 28, 29, 30)
    }
    assert today.agreed
    assert today.absences


def test_todays_december_is_just_over_the_norm(today):
    demand = december(today)
    assert 65 <= len(required(demand)) <= 70
    assert kinds(demand)["emergency"] == 4
    assert kinds(demand)["maintenance"] == 54
    stages = {v.kind for v in demand.problem.visits if v.project_id}
    assert stages == {"audit", "installation", "commissioning", "training"}
    assert {item.reasons[0].code for item in demand.postponed} == {
        "next_month_equipment",
        "next_month_predecessor",
    }
    assert demand.findings == ()
    overdue = [v for v in demand.problem.visits if v.due and v.due < date(2026, 12, 1)]
    assert any(v.kind == "maintenance" for v in overdue)
    assert sum(v.promise is not None for v in demand.problem.visits) == 11


def test_the_targets_december(target):
    assert len(target.sites) == 400
    assert all(site.maintenance_every_months == 3 for site in target.sites)
    assert [engineer.contractor for engineer in target.engineers] == [False, False, True]
    contractor = target.engineers[2]
    assert contractor.hour_cost
    assert contractor.visit_cost
    demand = december(target)
    # 133 whose windows end, and the month's share of those that could wait
    assert 133 <= kinds(demand)["maintenance"] <= 145
    assert kinds(demand)["emergency"] == 8
    assert demand.findings == ()


def test_sites_are_varied_and_near_moscow(target):
    spots = example_world.draw_spots()
    assert max(spot.centre_km for spot in spots) < 72
    assert sum(spot.centre_km < 30 for spot in spots) > 0.75 * len(spots)
    assert len({site.access for site in target.sites}) == len(example_world.ACCESS)
    assert {site.notice_days for site in target.sites} == {0, 1, 2, 3}
    assert all(site.phone.startswith(("+7 495 000-", "+7 499 000-")) for site in target.sites)
    assert len({(site.lat, site.lon) for site in target.sites}) == 400


def test_both_languages_are_the_same_company(today):
    english = example_books.example_217("en")
    assert [site.lat for site in english.sites] == [site.lat for site in today.sites]
    assert not any("а" <= c.casefold() <= "я" for site in english.sites for c in site.client)
    assert [v.id for v in december(english).problem.visits] == [
        v.id for v in december(today).problem.visits
    ]


def test_calls_of_december_are_at_sites_of_both_examples(today, target):
    calls = example_books.emergencies_december("ru").emergencies
    assert len(calls) == 10
    assert all(call.reported.date() >= date(2026, 12, 1) for call in calls)
    for book in (today, target):
        assert {call.site_id for call in calls} <= {site.id for site in book.sites}
        assert not {call.id for call in calls} & {call.id for call in book.emergencies}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_shipped_workbook_is_what_the_generator_writes(name, tmp_path):
    # Compared as read: the bytes of an archive depend on the versions of zlib and openpyxl.
    make_examples.write_example(name, tmp_path / name)
    made = read_workbook(tmp_path / name).book
    assert shipped_book(name) == made, "run tools/make_examples.py"
    assert (ROOT / "inputs" / name).read_bytes() == read_example(name)
    assert read_example(name) == read_example(name.removesuffix(".xlsx"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_nothing_is_lost_on_the_way_through_the_workbook(name):
    make, lang = make_examples.EXAMPLES[name]
    written, read = make(lang), shipped_book(name)
    for part in ("sites", "projects", "emergencies", "engineers", "absences", "agreed", "history"):
        rows = tuple(replace(row, source=None) for row in getattr(read, part))
        assert rows == getattr(written, part), part
    assert read.lang == lang


def test_an_unknown_example_is_a_key_error():
    with pytest.raises(KeyError):
        read_example("../errors.py")
