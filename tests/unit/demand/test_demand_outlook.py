"""The outlook over a book: what the month must do, what waits, and what the team can carry."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

import pytest
from support.books import demand_of, make_book, make_engineer, make_site

from fieldplan.demand.carry import carried_book, owed_visits
from fieldplan.demand.month_share import WELCOME_PCT
from fieldplan.domain import (
    Absence,
    AgreedVisit,
    Basis,
    CarryOver,
    DoneVisit,
    Duty,
    Emergency,
    HistoryVisit,
    Project,
    Stage,
    Tier,
    UndoneVisit,
    VisitKind,
)


def quarter(count, last, **changes):
    """Sites of a town, all served on the same day."""
    return tuple(
        make_site(
            f"S{n:02d}",
            lat=55.8 + n % 5 * 0.01,
            lon=37.4 + n // 5 * 0.01,
            last_maintenance=last,
            **changes,
        )
        for n in range(count)
    )


def outlook_of(book, month="2026-10", **options):
    return demand_of(book, month, **options).outlook


def test_a_quarters_visits_are_spread_over_its_months():
    outlook = outlook_of(make_book(sites=quarter(60, date(2026, 8, 5), on_site_min=180)))
    months = Counter(f"{item.week:%Y-%m}" for item in outlook.visits if item.due.month == 12)
    assert sum(months.values()) == 60
    assert all(14 <= months[name] <= 26 for name in ("2026-10", "2026-11", "2026-12"))
    assert not any(item.late for item in outlook.visits)
    assert outlook.failure == ""


def test_the_months_share_is_required_and_lighter_than_what_is_due():
    book = make_book(
        sites=(*quarter(30, date(2026, 8, 5)), make_site("OLD", last_maintenance=date(2026, 2, 1)))
    )
    demand = demand_of(book, "2026-10")
    duty = {item.visit_id: item.duty for item in demand.outlook.visits}
    by_id = {visit.id: visit for visit in demand.problem.visits}
    share = [visit for visit in by_id.values() if duty[visit.id] is Duty.SHARE]
    assert share
    assert duty["OLD-TO-2606"] is Duty.OVERDUE
    assert all(v.tier is Tier.REQUIRED and v.weight == 6 for v in share)
    assert by_id["OLD-TO-2606"].weight > 10
    welcome = [visit for visit in by_id.values() if visit.tier is Tier.WELCOME]
    assert all(visit.worth_cost > 0 for visit in welcome)
    assert all(visit.worth_cost == 0 for visit in by_id.values() if visit not in welcome)
    assert len(welcome) * 100 <= WELCOME_PCT * (len(by_id) - len(welcome))


def test_every_visit_of_the_month_is_explained():
    book = make_book(sites=(*quarter(12, date(2026, 8, 5)), make_site("N", last_maintenance=None)))
    for month in ("2026-10", "2026-11", "2026-12"):
        demand = demand_of(book, month)
        told = {item.visit_id: item for item in demand.outlook.visits}
        for visit in demand.problem.visits:
            item = told[visit.id]
            assert item.required or item.duty is Duty.WELCOME
            assert item.opens <= item.due <= item.latest
            assert item.due == visit.due
            assert item.week is not None


def test_an_absence_moves_the_work_to_other_weeks():
    away = Absence(engineer_id="E1", first=date(2026, 10, 1), last=date(2026, 10, 31))
    book = make_book(sites=quarter(30, date(2026, 8, 5)), absences=(away,))
    outlook = outlook_of(book)
    assert all(week.available_min == 0 for week in outlook.weeks if week.first.month == 10)
    assert all(item.week.month > 10 for item in outlook.visits if item.week)


def test_projects_and_emergencies_take_their_time():
    sites = quarter(10, date(2026, 8, 5))
    stages = (Stage(kind=VisitKind.INSTALLATION, days=3),)
    told = Stage(kind=VisitKind.INSTALLATION, agreed_on=date(2026, 10, 14))
    calls = (Emergency(id="A1", site_id="S01", reported=datetime(2026, 9, 30, 12)),)

    def reserved(**parts):
        weeks = outlook_of(make_book(sites=sites, **parts)).weeks
        return {week.first: week.reserved_min for week in weeks}

    bare = reserved()
    with_project = reserved(projects=(Project(id="P1", site_id="S00", stages=stages),))
    assert all(with_project[first] > bare[first] for first in bare)
    promised = reserved(projects=(Project(id="P1", site_id="S00", stages=(told,)),))
    assert [first for first in bare if promised[first] > bare[first]] == [date(2026, 10, 12)]
    called = reserved(emergencies=calls)
    assert called[date(2026, 10, 1)] > bare[date(2026, 10, 1)]


def test_a_promise_fixes_the_week():
    row = AgreedVisit(subject="S03", date=date(2026, 11, 18))
    outlook = outlook_of(make_book(sites=quarter(10, date(2026, 8, 5)), agreed=(row,)))
    (item,) = [item for item in outlook.visits if item.site_id == "S03"]
    assert (item.week, item.duty) == (date(2026, 11, 16), Duty.LATER)
    now = replace(row, date=date(2026, 10, 14))
    outlook = outlook_of(make_book(sites=quarter(10, date(2026, 8, 5)), agreed=(now,)))
    (item,) = [item for item in outlook.visits if item.site_id == "S03"]
    assert (item.week, item.duty) == (date(2026, 10, 12), Duty.PROMISED)


def test_contracts_of_one_and_two_months_come_again_in_the_quarter():
    book = make_book(
        sites=(
            make_site("S1", maintenance_every_months=1, last_maintenance=date(2026, 9, 20)),
            make_site(
                "S2",
                maintenance_every_months=1,
                basis=Basis.INTERVAL,
                last_maintenance=date(2026, 9, 20),
            ),
        )
    )
    outlook = outlook_of(book)
    for name, gap in (("S1", 12), ("S2", 0)):
        weeks = [item.week for item in outlook.visits if item.site_id == name]
        assert len(weeks) >= 3
        assert all((b - a).days >= gap for a, b in pairwise(weeks))


def test_days_after_a_window_that_ends_in_the_month_are_allowed_and_known_to_be_late():
    site = make_site(basis=Basis.INTERVAL, last_maintenance=date(2026, 9, 1))
    (visit,) = demand_of(make_book(sites=(site,))).problem.visits
    assert max(visit.windows) == date(2026, 12, 30)
    assert visit.latest == date(2026, 12, 16)
    assert visit.target == date(2026, 12, 1)


def test_an_overdue_visit_is_late_on_every_day_and_none_is_dearer():
    site = make_site(basis=Basis.INTERVAL, last_maintenance=date(2026, 8, 1))
    (visit,) = demand_of(make_book(sites=(site,))).problem.visits
    assert max(visit.windows) == date(2026, 12, 30)
    assert visit.latest is None


def test_the_price_of_a_late_day_is_a_setting():
    book = make_book(sites=(make_site(),))
    assert demand_of(book, window_late_cost=120_000).problem.prices.window_late_cost == 120_000
    assert demand_of(book).problem.prices.window_late_cost == 500_000


def test_a_window_that_opens_in_the_month_is_never_used_early():
    site = make_site(basis=Basis.INTERVAL, last_maintenance=date(2026, 10, 15))
    book = make_book(sites=(site,))
    for visit in demand_of(book, "2026-12").problem.visits:
        assert visit.not_before == date(2026, 12, 16)
        assert visit.latest is None


def test_a_calendar_window_that_ends_with_the_month_has_no_late_days():
    site = make_site(last_maintenance=date(2026, 9, 1))
    (visit,) = demand_of(make_book(sites=(site,))).problem.visits
    assert visit.latest is None


def test_a_team_that_cannot_carry_it_is_told_so_and_the_oldest_go_first():
    part_time = make_engineer(shift=((), ((540, 780),), (), (), (), (), ()))
    old = quarter(6, date(2026, 2, 5))
    new = tuple(replace(s, id=f"N{s.id}") for s in quarter(70, date(2026, 8, 5)))
    outlook = outlook_of(make_book(engineers=(part_time,), sites=(*new, *old)))
    assert outlook.failure == "2026-12"
    assert outlook.overdue == 6
    debts = [month.debt for month in outlook.months]
    assert debts[2] > 0
    assert max(debts) > outlook.overdue
    missed = [month.missed for month in outlook.months]
    assert missed == sorted(missed)
    # Every quarter adds some: a late visit ends a delay, but gives no missed window back.
    assert all(a < b for a, b in pairwise(missed[2::3]))
    assert outlook.made_min < outlook.needed_min
    served = [item.site_id for item in outlook.visits if item.week]
    assert set(served[:6]) == {site.id for site in old}


def test_every_period_that_ends_while_a_visit_waits_is_a_missed_window():
    nobody = make_engineer(shift=((),) * 7)
    site = make_site(last_maintenance=date(2026, 8, 5))
    outlook = outlook_of(make_book(engineers=(nobody,), sites=(site,)), month="2026-10")
    missed = {month.month: month.missed for month in outlook.months}
    assert [month.debt for month in outlook.months if month.month > "2026-12"] == [1] * 9
    assert (missed["2026-11"], missed["2026-12"], missed["2027-03"]) == (0, 1, 2)
    assert outlook.missed == 4


def test_a_year_that_is_kept_has_no_missed_window():
    outlook = outlook_of(make_book(sites=quarter(12, date(2026, 8, 5))))
    assert (outlook.failure, outlook.missed) == ("", 0)
    assert outlook.made_min >= outlook.needed_min // 2


def test_the_outlook_is_the_same_every_time():
    book = make_book(sites=quarter(12, date(2026, 8, 5)))
    one = outlook_of(book)
    assert one == outlook_of(book)
    assert 0 < one.bound <= one.value


@pytest.mark.parametrize("months", [0, 3])
def test_a_book_without_open_contracts(months):
    book = make_book(
        sites=(make_site(maintenance_every_months=months, last_maintenance=date(2026, 12, 1)),)
    )
    outlook = outlook_of(book, "2026-12")
    assert [item.duty for item in outlook.visits if item.duty is not Duty.LATER] == []
    assert outlook.weeks
    assert len(outlook.months) == 12


def carried(**parts):
    return CarryOver(month="2026-11", closed=date(2026, 11, 30), **parts)


def test_what_was_done_is_not_planned_again():
    stages = (Stage(kind=VisitKind.AUDIT), Stage(kind=VisitKind.INSTALLATION, days=2))
    book = make_book(
        sites=(make_site(), make_site("S2", last_maintenance=date(2026, 10, 1))),
        projects=(Project(id="P1", site_id="S2", stages=stages, equipment_lead_days=1),),
        emergencies=(Emergency(id="A1", site_id="S1", reported=datetime(2026, 11, 27, 10)),),
    )
    day = date(2026, 11, 27)
    done = carried(
        done=(
            DoneVisit(
                visit_id="P1-audit", site_id="S2", kind=VisitKind.AUDIT, date=day, project_id="P1"
            ),
            DoneVisit(visit_id="A1", site_id="S1", kind=VisitKind.EMERGENCY, date=day),
        ),
        history=(HistoryVisit(date=day, site_id="S1", kind=VisitKind.MAINTENANCE),),
    )
    before = {v.id for v in demand_of(book).problem.visits}
    assert before == {"A1", "P1-audit", "P1-installation-1", "P1-installation-2", "S1-TO-2612"}
    after = {v.id for v in demand_of(carried_book(book, done)).problem.visits}
    assert after == {"P1-installation-1", "P1-installation-2"}
    twice = carried_book(carried_book(book, done), done)
    assert twice == carried_book(book, done)


def test_what_was_left_undone_is_overdue_even_without_history():
    left = carried(
        undone=(
            UndoneVisit(
                visit_id="S1-TO-2611",
                site_id="S1",
                kind=VisitKind.MAINTENANCE,
                due=date(2026, 11, 30),
            ),
        )
    )
    (item,) = owed_visits(left).values()
    assert (item.site_id, item.due) == ("S1", date(2026, 11, 30))
    assert owed_visits(None) == {}


def test_promises_have_their_week_even_when_it_is_too_short_for_them():
    days = (date(2026, 10, 12), date(2026, 10, 13)), (date(2026, 10, 15), date(2026, 10, 16))
    away = tuple(Absence(engineer_id="E1", first=a, last=b) for a, b in days)
    names = {"S03", "S04", "S05", "S06"}
    rows = tuple(AgreedVisit(subject=name, date=date(2026, 10, 14)) for name in sorted(names))
    sites = quarter(10, date(2026, 8, 5), on_site_min=180)
    outlook = outlook_of(make_book(sites=sites, agreed=rows, absences=away))
    there = {item.site_id for item in outlook.visits if item.week == date(2026, 10, 12)}
    assert there == names


def test_a_welcome_visit_is_near_what_the_month_is_driven_to():
    towns = [
        tuple(replace(s, id=f"{n}{s.id}", lat=s.lat + n) for s in quarter(9, date(2026, 8, 5)))
        for n in range(4)
    ]
    outlook = outlook_of(make_book(sites=sum(towns, ())))
    driven_to = {item.site_id[0] for item in outlook.visits if item.required}
    welcome = {item.site_id[0] for item in outlook.visits if item.duty is Duty.WELCOME}
    later = {item.site_id[0] for item in outlook.visits if item.duty is Duty.LATER}
    assert welcome <= driven_to
    assert later - driven_to
