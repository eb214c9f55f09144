from dataclasses import replace
from datetime import date, datetime

import pytest
from support.books import DAY, codes_of, demand_of, make_book, make_engineer, make_site, visits_of

from fieldplan.domain import (
    Absence,
    AgreedVisit,
    Emergency,
    HistoryVisit,
    Project,
    PromiseStatus,
    SourceRow,
    Stage,
    VisitKind,
)
from fieldplan.errors import InputError

DAY_9 = date(2026, 12, 9)
PROJECT = Project(
    id="P1",
    site_id="S2",
    stages=(
        Stage(kind=VisitKind.AUDIT, done_on=date(2026, 11, 5)),
        Stage(kind=VisitKind.INSTALLATION, days=2),
        Stage(kind=VisitKind.COMMISSIONING),
    ),
)
CALL = Emergency(id="A1", site_id="S1", reported=datetime(2026, 11, 30, 9, 0))
ROW = SourceRow(sheet="Согласовано", row=7)


def book_of(*rows, **parts):
    return make_book(
        **{
            "sites": (make_site(), make_site("S2", maintenance_every_months=0)),
            "projects": (PROJECT,),
            "emergencies": (CALL,),
            "agreed": rows,
            **parts,
        }
    )


def agreed(subject="S1", day=DAY_9, **changes):
    return AgreedVisit(subject=subject, date=day, source=ROW, **changes)


def promised(book, **options):
    visits = demand_of(book, **options).problem.visits
    return {visit.id: visit.promise.date for visit in visits if visit.promise}


@pytest.mark.parametrize(
    ("subject", "kind", "visit"),
    [
        ("S1", None, "S1-TO-2612"),
        (" s1 ", VisitKind.MAINTENANCE, "S1-TO-2612"),
        ("S1-TO-2612", None, "S1-TO-2612"),
        ("A1", None, "A1"),
        ("S1", VisitKind.EMERGENCY, "A1"),
        ("P1", VisitKind.COMMISSIONING, "P1-commissioning"),
        ("P1", None, "P1-installation-1"),
        ("P1-installation", None, "P1-installation-1"),
        ("p1-installation-1", None, "P1-installation-1"),
        ("S2", VisitKind.INSTALLATION, "P1-installation-1"),
        ("S2", VisitKind.OTHER, "S2-other-2612"),
        ("S2-other-2612", None, "S2-other-2612"),
    ],
)
def test_a_promise_finds_its_visit(subject, kind, visit):
    assert promised(book_of(agreed(subject, kind=kind))) == {visit: DAY_9}


def test_window_engineer_and_status_are_kept():
    row = agreed(window=(600, 720), engineer_id="E1", status=PromiseStatus.TOLD)
    visit = visits_of(demand_of(book_of(row)))["S1-TO-2612"]
    assert visit.promise is not None
    assert (visit.promise.start_min, visit.promise.end_min) == (600, 720)
    assert visit.promise.status is PromiseStatus.TOLD
    assert visit.promise.engineer_id == visit.preferred_engineer == "E1"


def test_a_whole_day_is_the_span_of_the_shifts():
    engineers = (make_engineer(), make_engineer("E2", shift=(((480, 1000),),) * 7))
    visit = visits_of(demand_of(book_of(agreed(), engineers=engineers)))["S1-TO-2612"]
    assert visit.promise is not None
    assert (visit.promise.start_min, visit.promise.end_min) == (480, 1080)


def test_an_unknown_subject_is_an_error_with_near_ids():
    with pytest.raises(InputError) as caught:
        demand_of(book_of(agreed("S11")))
    (finding,) = caught.value.findings
    assert (finding.code, finding.cell) == ("demand_promise_unknown", "A7")
    assert "S1" in str(finding.params["near"])
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (agreed(day=date(2026, 12, 6)), "demand_promise_day_off"),
        (agreed(day=date(2026, 12, 31)), "demand_promise_day_off"),
        (agreed(day=date(2026, 11, 26)), "demand_promise_past"),
        (agreed(engineer_id="E2", day=date(2026, 12, 15)), "demand_promise_absent"),
        (agreed(window=(1090, 1150)), "demand_promise_access"),
        (agreed(window=(1040, 1080)), "demand_promise_access"),  # 40 min left for an hour's work
        (agreed("P1", kind=VisitKind.COMMISSIONING, day=date(2026, 12, 2)), "demand_promise_order"),
    ],
)
def test_promises_that_cannot_be_kept_are_contradictions(row, code):
    book = book_of(
        row,
        engineers=(make_engineer(), make_engineer("E2")),
        absences=(Absence(engineer_id="E2", first=date(2026, 12, 14), last=date(2026, 12, 18)),),
    )
    with pytest.raises(InputError) as caught:
        demand_of(book)
    (finding,) = caught.value.findings
    assert (finding.code, finding.severity) == (code, "contradiction")
    assert (finding.sheet, finding.cell) == ("Согласовано", "A7")
    assert caught.value.exit_code == 4


def test_a_day_without_access_or_without_anyone_at_work_is_a_contradiction():
    monday = (DAY, (), (), (), (), (), ())
    assert codes_of(book_of(agreed(), sites=(make_site(access=monday), make_site("S2")))) == [
        "demand_promise_access"
    ]
    away = (Absence(engineer_id="E1", first=DAY_9, last=DAY_9),)
    assert codes_of(book_of(agreed(), absences=away)) == ["demand_promise_nobody"]


def test_a_window_of_today_that_is_over_is_past():
    row = agreed(window=(600, 700))
    assert codes_of(book_of(row), now=datetime(2026, 12, 9, 13, 40)) == ["demand_promise_past"]
    assert promised(book_of(agreed()), now=datetime(2026, 12, 9, 13, 40)) == {"S1-TO-2612": DAY_9}


def test_two_different_promises_contradict_and_two_equal_ones_do_not():
    other = agreed(day=date(2026, 12, 10))
    assert codes_of(book_of(agreed(), other)) == ["demand_promise_twice"]
    assert codes_of(book_of(agreed(window=(600, 660)), agreed(window=(700, 760)))) == [
        "demand_promise_twice"
    ]
    both = demand_of(book_of(agreed(), agreed("S1-TO-2612", window=(600, 720))))
    promise = visits_of(both)["S1-TO-2612"].promise
    assert promise is not None
    assert promise.start_min == 600


def test_a_stage_promise_and_an_agreed_row_are_the_same_visit():
    stages = (replace(PROJECT.stages[1], agreed_on=date(2026, 12, 10)),)
    book = book_of(
        agreed("P1", kind=VisitKind.INSTALLATION), projects=(replace(PROJECT, stages=stages),)
    )
    assert codes_of(book) == ["demand_promise_twice"]


def test_a_promise_brings_a_visit_that_this_month_need_not_make():
    # Half-yearly from July: due in December; here asked for in October.
    site = make_site(maintenance_every_months=6, last_maintenance=date(2026, 6, 1))
    day = date(2026, 10, 7)
    book = make_book(sites=(site,), agreed=(agreed(day=day),))
    assert promised(book, month="2026-10") == {"S1-TO-2612": day}
    assert demand_of(make_book(sites=(site,)), "2026-10").problem.visits == ()


def test_a_promise_beyond_the_contract_is_planned_with_a_notice():
    site = make_site(last_maintenance=date(2026, 11, 2))
    demand = demand_of(make_book(sites=(site,), agreed=(agreed(),)))
    assert [finding.code for finding in demand.findings] == ["demand_promise_not_due"]
    assert promised(make_book(sites=(site,), agreed=(agreed(),))) == {"S1-TO-2612": DAY_9}


def test_kept_promises_and_done_subjects_are_left_alone():
    done = HistoryVisit(date=DAY_9, site_id="S1", kind=VisitKind.MAINTENANCE)
    now = datetime(2026, 12, 14)
    demand = demand_of(
        book_of(
            agreed(),
            agreed("P1", kind=VisitKind.AUDIT),
            agreed("A1"),
            history=(done,),
            emergencies=(replace(CALL, done_on=DAY_9),),
        ),
        now=now,
    )
    assert demand.findings == ()
    assert [v.id for v in demand.problem.visits] == [
        "P1-installation-1",
        "P1-installation-2",
        "P1-commissioning",
    ]


def test_a_promise_of_a_later_month_postpones_the_visit():
    demand = demand_of(book_of(agreed(day=date(2027, 1, 12))))
    assert [(p.visit_id, p.reasons[0].code) for p in demand.postponed] == [
        ("S1-TO-2612", "next_month_promised")
    ]
    assert "S1-TO-2612" not in visits_of(demand)
    assert promised(book_of(agreed(day=date(2027, 1, 12))), extra_days=3) == {
        "S1-TO-2612": date(2027, 1, 12)
    }


def test_work_longer_than_every_access_window_is_left_to_the_solver():
    hour = (((540, 600),),) * 5 + ((), ())
    book = book_of(agreed(), sites=(make_site(access=hour, on_site_min=90), make_site("S2")))
    assert "S1-TO-2612" in promised(book)
