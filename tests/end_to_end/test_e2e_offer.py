"""What is offered is what is written: the cost as quoted, and nobody else moves."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import pytest
from support.command import fieldplan
from support.month_book import small_book

from fieldplan import api
from fieldplan.checker import check
from fieldplan.domain import Offer, PlanRecord, PromiseStatus, VisitKind
from fieldplan.errors import InputError
from fieldplan.resolve.disturbed import placed
from fieldplan.resolve.offers import OfferList, take_offer
from fieldplan.store import read_plan

NOW = datetime(2026, 12, 3, 8, 0)


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned December of the small book with real prices."""
    folder = tmp_path_factory.mktemp("offers") / "outputs"
    book = small_book(settings={"prices_are_examples": False})
    record = api.plan_month(book, month="2026-12", stop=api.stop_rule(iterations=200))
    api.write_outputs(record, folder)
    return folder


@pytest.fixture(scope="module")
def record(outputs: Path) -> PlanRecord:
    return read_plan(outputs / "2026-12" / "rev-01" / "plan.json")


def places(record: PlanRecord) -> dict[str, tuple[date, str]]:
    return {
        name: (route.date, route.engineer_id) for name, (route, _) in placed(record.plan).items()
    }


def total(record: PlanRecord, name: str) -> int:
    return sum(getattr(route, name) for route in record.plan.routes)


def assert_as_quoted(found: OfferList, offer: Offer, taken: PlanRecord) -> None:
    old = found.record
    assert check(taken.problem, taken.plan).ok
    assert taken.plan.tiers[-1].value - old.plan.tiers[-1].value == offer.cost
    for name in ("drive_min", "distance_m", "overtime_min"):
        assert total(taken, name) - total(old, name) == getattr(offer, name)
    before, after = places(old), places(taken)
    moved = {v for v in set(before) | set(after) if before.get(v) != after.get(v)}
    assert moved - {found.visit_id} == {item.visit_id for item in offer.displaced}
    assert after[found.visit_id] == (offer.place.date, offer.place.engineer_id)
    visit = next(v for v in taken.problem.visits if v.id == found.visit_id)
    assert visit.promise is not None
    assert (visit.promise.date, visit.promise.status) == (offer.place.date, PromiseStatus.AGREED)
    assert visit.promise.start_min <= offer.place.start_min <= visit.promise.end_min


@pytest.mark.parametrize("bump", [False, True])
@pytest.mark.parametrize("now", [None, NOW])
def test_every_offer_of_every_visit_costs_what_was_quoted(
    record: PlanRecord, bump: bool, now: datetime | None
) -> None:
    count = 0
    runs = {name for group in record.problem.consecutive for name in group}
    for name in places(record):
        try:
            found = api.offer(record, name, now=now, bump=bump)
        except InputError as error:
            assert now is not None
            assert error.findings[0].code == "offers.visit_over"
            continue
        assert bool(found.offers) <= (name not in runs)
        for number, offer in enumerate(found.offers, 1):
            assert_as_quoted(found, offer, take_offer(found, number))
            assert not any(item.call for item in offer.displaced)
            assert now is None or offer.place.date >= now.date()
            count += 1
        moves = [len(offer.displaced) for offer in found.offers]
        assert moves == sorted(moves)
    assert count > 20


@pytest.mark.parametrize("kind", [VisitKind.OTHER, VisitKind.TRAINING])
def test_a_further_visit_to_a_site(record: PlanRecord, kind: VisitKind) -> None:
    found = api.offer_at_site(record, "s04", kind=kind, work_min=35, now=NOW)
    assert len(found.offers) > 3
    for number, offer in enumerate(found.offers, 1):
        assert offer.place.end_min - offer.place.start_min == 35
        assert_as_quoted(found, offer, take_offer(found, number))
    assert found.offers[0].cost is not None
    assert found.offers[0].cost <= found.offers[-1].cost  # type: ignore[operator]


def test_the_promised_client_may_choose_again(record: PlanRecord) -> None:
    promised = next(v for v in record.problem.visits if v.promise is not None)
    found = api.offer(record, promised.id)
    assert found.offers
    others = [v.promise for v in found.record.problem.visits if v.id != promised.id]
    assert all(p is None for p in others)
    assert_as_quoted(found, found.offers[0], take_offer(found, 1))


def test_the_command_takes_what_it_offered(outputs: Path, record: PlanRecord) -> None:
    visit = next(v.id for v in record.problem.visits if v.kind == "maintenance" and not v.promise)
    options = ("offer", outputs, "--visit", visit, "--json", "--bump", "--now", "2026-12-01")
    asked = fieldplan(*options, cwd=outputs.parent)
    assert asked.returncode == 0, asked.stderr
    quoted = json.loads(asked.stdout)["offers"][1]
    assert quoted["cost"] is not None
    made = fieldplan(*options, "--take", "2", cwd=outputs.parent)
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["revision"] == 2
    new = read_plan(Path(told["folder"]) / "plan.json")
    assert (new.parent, new.revision) == (1, 2)
    assert check(new.problem, new.plan).ok
    assert total(new, "drive_min") - total(record, "drive_min") == quoted["drive_min"]
    assert new.plan.tiers[-1].value - record.plan.tiers[-1].value == quoted["cost"]
    assert places(new)[visit] == (date.fromisoformat(quoted["date"]), quoted["engineer"])


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ((), 2, "--visit"),
        (("--visit", "S01-TO-2612", "--minutes", "30"), 2, "--minutes"),
        (("--visit", "S1-TO-2612"), 3, "S01-TO-2612"),
        (("--site", "S99"), 3, "S09"),
        (("--visit", "S02-TO-2612", "--take", "99"), 3, "99"),
        (("--visit", "A1", "--now", "2026-12-20"), 3, "уже сделан"),
        (("--site", "S01", "--kind", "emergency"), 2, "--kind"),
    ],
)
def test_refusals(outputs: Path, options: tuple[str, ...], code: int, said: str) -> None:
    done = fieldplan("offer", outputs / "2026-12" / "rev-01", *options, "--lang", "ru", cwd=outputs)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert said in done.stderr


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_explain_tells_the_place_the_others_and_the_days(
    outputs: Path, record: PlanRecord, lang: str
) -> None:
    visit = next(v.id for v in record.problem.visits if v.kind == "maintenance" and not v.promise)
    options = ("explain", outputs / "2026-12" / "rev-01", visit.lower(), "--lang", lang)
    shown = fieldplan(*options, cwd=outputs.parent)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert visit in shown.stdout
    assert {"ru": "Договор ТО: ", "en": "Maintenance contract: "}[lang] in shown.stdout
    told = json.loads(fieldplan(*options, "--json", cwd=outputs.parent).stdout)
    assert told["format"] == "fieldplan-explanation/1"
    assert told["place"]["date"] == places(record)[visit][0].isoformat()
    assert told["contract"] in shown.stdout
    assert len(told["offers"]) == 5
    assert told["alternatives"] == []
    assert len(told["days"]) == 22
    assert fieldplan("explain", outputs, "X-1", cwd=outputs.parent).returncode == 3
