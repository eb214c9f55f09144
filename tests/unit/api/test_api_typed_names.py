"""Ids that a person types, in any case and alphabet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.sample_record import sample_record

from fieldplan.api.typed_names import Names, known_visit
from fieldplan.domain import Basis, Duty, Outlook, OutlookVisit
from fieldplan.errors import InputError

RECORD = sample_record()


def refusal(typed: str, record: object = RECORD) -> tuple[str, dict[str, object]]:
    with pytest.raises(InputError) as caught:
        known_visit(record, typed)  # type: ignore[arg-type]
    [finding] = caught.value.findings
    return finding.code, dict(finding.params)


def test_letters_that_look_alike_and_case_do_not_matter() -> None:
    names = Names(["С-9-TO-2612", "E1"])  # the first letter is Cyrillic
    assert names.find("C-9-ТО-2612") == "С-9-TO-2612"  # Latin, then Cyrillic
    assert names.find(" е1 ") == "E1"
    assert names.find("E2") is None


def test_the_only_visit_of_a_site_is_found_by_the_site() -> None:
    visit = RECORD.problem.visits[4]
    assert known_visit(RECORD, visit.site_id.lower()) == visit.id


def test_several_visits_of_a_site_are_named() -> None:
    first, second, *rest = RECORD.problem.visits
    visits = (first, replace(second, site_id=first.site_id), *rest)
    record = replace(RECORD, problem=replace(RECORD.problem, visits=visits))
    code, params = refusal(first.site_id, record)
    assert (code, params["visits"]) == ("offers.several_visits", f"{first.id}, {second.id}")


def test_a_site_without_a_visit_tells_its_next_maintenance() -> None:
    idle = replace(RECORD.sites[0], id="S-IDLE")
    record = replace(RECORD, sites=(*RECORD.sites, idle))
    assert refusal("S-IDLE", record)[0] == "offers.no_visit_here"
    later = OutlookVisit(
        visit_id="S-IDLE-TO-2702",
        site_id="S-IDLE",
        every_months=3,
        basis=Basis.CALENDAR,
        opens=date(2027, 2, 1),
        due=date(2027, 2, 28),
        latest=date(2027, 2, 28),
        week=date(2027, 2, 1),
        duty=Duty.LATER,
        work_min=60,
    )
    record = replace(record, outlook=Outlook(visits=(later,)))
    assert refusal("S-IDLE", record) == ("offers.visit_later", {"week": "01.02.2027"})


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    visit = RECORD.problem.visits[0]
    code, params = refusal(f"{visit.id}X")
    assert code == "offers.unknown_visit"
    assert visit.id in str(params["near"])
