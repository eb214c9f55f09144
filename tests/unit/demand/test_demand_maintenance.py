from datetime import date, datetime

import pytest
from support.books import DAY, demand_of, make_book, make_site

from fieldplan.demand.contract import add_months, contract_period
from fieldplan.domain import Basis, Duty, HistoryVisit, Project, Stage, VisitKind


def ids(book, month="2026-12", **options):
    """Visits that the month must make by contract, whatever its share of the others is."""
    demand = demand_of(book, month, **options)
    free = {v.visit_id for v in demand.outlook.visits if v.duty in (Duty.SHARE, Duty.WELCOME)}
    return [visit.id for visit in demand.problem.visits if visit.id not in free]


def site_with(**changes):
    return make_book(sites=(make_site(**changes),))


@pytest.mark.parametrize(
    ("months", "last", "month", "expected"),
    [
        # the period after that of the last visit ends in the month
        (3, "2026-08-20", "2026-12", ["S1-TO-2612"]),
        (3, "2026-08-20", "2026-11", []),
        (3, "2026-08-20", "2026-10", []),
        # already done in this quarter
        (3, "2026-10-05", "2026-12", []),
        # done on the last day of a quarter: due in the next one
        (3, "2026-03-31", "2026-06", ["S1-TO-2606"]),
        (3, "2026-04-01", "2026-06", []),
        # overdue since the end of the missed period: in any month
        (3, "2026-05-10", "2026-10", ["S1-TO-2609"]),
        (3, "2025-02-10", "2026-10", ["S1-TO-2506"]),
        (6, "2026-06-30", "2026-12", ["S1-TO-2612"]),
        (6, "2026-07-01", "2026-12", []),
        (12, "2025-01-10", "2026-12", ["S1-TO-2612"]),
        (12, "2026-01-10", "2026-12", []),
        (1, "2026-11-03", "2026-12", ["S1-TO-2612"]),
        (2, "2026-10-03", "2026-12", ["S1-TO-2612"]),
        (2, "2026-11-03", "2026-12", []),
        (0, "2020-01-01", "2026-12", []),
    ],
)
def test_calendar_basis(months, last, month, expected):
    book = site_with(maintenance_every_months=months, last_maintenance=date.fromisoformat(last))
    assert ids(book, month) == expected


@pytest.mark.parametrize(
    ("last", "month", "expected"),
    [
        # due 10 December, window closes on the 25th
        ("2026-09-10", "2026-12", ["S1-TO-2612"]),
        # due 20 December, window closes in January
        ("2026-09-20", "2026-12", []),
        ("2026-09-20", "2027-01", ["S1-TO-2612"]),
        ("2026-01-20", "2026-12", ["S1-TO-2604"]),
        ("2026-12-01", "2026-12", []),
    ],
)
def test_interval_basis(last, month, expected):
    book = site_with(basis=Basis.INTERVAL, last_maintenance=date.fromisoformat(last))
    assert ids(book, month) == expected


def test_interval_due_date_window_and_target():
    book = site_with(basis=Basis.INTERVAL, last_maintenance=date(2026, 9, 13))
    (visit,) = demand_of(book, maintenance_early_days=5).problem.visits
    assert (visit.due, visit.not_before) == (date(2026, 12, 13), date(2026, 12, 8))
    assert visit.target == date(2026, 12, 13)


def test_half_a_period_lies_between_calendar_visits():
    book = site_with(maintenance_every_months=1, last_maintenance=date(2026, 11, 27))
    (visit,) = demand_of(book).problem.visits
    assert visit.not_before == date(2026, 12, 12)
    demand = demand_of(book, maintenance_min_gap_pct=200)
    assert demand.problem.visits == ()
    assert [item.reasons[0].code for item in demand.postponed] == ["next_month_gap"]


def test_target_keeps_the_distance_to_the_last_visit():
    def target(last):
        (visit,) = demand_of(site_with(last_maintenance=last)).problem.visits
        return visit.target

    assert target(date(2026, 9, 15)) == date(2026, 12, 15)
    assert target(date(2026, 8, 15)) == date(2026, 12, 1)
    assert target(date(2026, 9, 30)) == date(2026, 12, 30)


def test_history_counts_as_the_last_maintenance():
    book = make_book(
        sites=(make_site(), make_site("S2")),
        history=(
            HistoryVisit(date=date(2026, 10, 2), site_id="S1", kind=VisitKind.MAINTENANCE),
            HistoryVisit(date=date(2026, 5, 2), site_id="S1", kind=VisitKind.MAINTENANCE),
            HistoryVisit(date=date(2026, 10, 2), site_id="S2", kind=VisitKind.EMERGENCY),
        ),
    )
    assert ids(book) == ["S2-TO-2612"]


def test_weight_grows_with_the_days_overdue_up_to_a_limit():
    def weight(last):
        (visit,) = demand_of(site_with(last_maintenance=last)).problem.visits
        return visit.weight

    assert weight(date(2026, 8, 1)) == 10
    assert weight(date(2026, 5, 1)) == 17  # due 30 September, 62 days
    assert weight(date(2024, 5, 1)) == 20


def grid(count, **changes):
    return [
        make_site(f"S{n:03d}", lat=55.4 + n // 10 * 0.05, lon=37.2 + n % 10 * 0.08, **changes)
        for n in range(count)
    ]


def test_sites_without_history_come_a_share_a_month_and_each_once():
    book = make_book(sites=tuple(grid(91, last_maintenance=None)))
    months = [{v.site_id for v in demand_of(book, m).problem.visits} for m in MONTHS]
    assert sorted(len(month) for month in months) == [30, 30, 31]
    assert len(set.union(*months)) == 91


MONTHS = ("2026-10", "2026-11", "2026-12")


def test_the_turn_of_a_site_does_not_change_as_others_are_served():
    sites = grid(90, last_maintenance=None)
    october = {
        v.site_id for v in demand_of(make_book(sites=tuple(sites)), "2026-10").problem.visits
    }
    served = make_book(
        sites=tuple(sites),
        history=tuple(
            HistoryVisit(date=date(2026, 10, 20), site_id=name, kind=VisitKind.MAINTENANCE)
            for name in sorted(october)
        ),
    )
    for month in MONTHS[1:]:
        expected = {
            v.site_id for v in demand_of(make_book(sites=tuple(sites)), month).problem.visits
        }
        assert {v.site_id for v in demand_of(served, month).problem.visits} == expected


def test_neighbours_without_history_share_a_month():
    sites = grid(90, last_maintenance=None)
    chosen = demand_of(make_book(sites=tuple(sites))).problem.visits
    by_id = {site.id: site for site in sites}
    lats = [by_id[v.site_id].lat for v in chosen]
    lons = [by_id[v.site_id].lon for v in chosen]
    spread = (max(lats) - min(lats)) * (max(lons) - min(lons))
    assert spread < 0.4 * 0.72 * 0.75


def test_the_order_of_the_rows_does_not_change_the_turns():
    sites = grid(30, last_maintenance=None)
    one = {v.id for v in demand_of(make_book(sites=tuple(sites))).problem.visits}
    other = {v.id for v in demand_of(make_book(sites=tuple(reversed(sites)))).problem.visits}
    assert one == other


def test_inactive_implied_and_unfinished_sites_have_no_maintenance():
    project = Project(id="P1", site_id="S3", stages=(Stage(kind=VisitKind.COMMISSIONING),))
    book = make_book(
        sites=(
            make_site(active=False),
            make_site("S2", implied=True),
            make_site("S3", last_maintenance=None, maintenance_every_months=1),
        ),
        projects=(project,),
    )
    assert ids(book) == ["P1-commissioning"]


def test_a_visit_takes_all_from_its_site():
    tuesday = ((), ((600, 720), (840, 960)), (), (), (), (), ())
    book = site_with(
        access=tuesday,
        on_site_min=45,
        skills=frozenset({"ЭБ-3"}),
        engineer_id="E1",
        engineer_fixed=True,
    )
    (visit,) = demand_of(book).problem.visits
    assert list(visit.windows) == [date(2026, 12, day) for day in (1, 8, 15, 22, 29)]
    assert visit.windows[date(2026, 12, 8)] == ((600, 720), (840, 960))
    assert visit.duration_min == 45
    assert visit.skills == {"эб-3"}
    assert visit.engineers == {"E1"}
    assert (visit.prep_min, visit.doc_min) == (15, 20)
    assert visit.origin == "Объекты!2"


def test_a_preferred_engineer_is_not_a_fixed_one():
    (visit,) = demand_of(site_with(engineer_id="E1")).problem.visits
    assert visit.engineers is None
    assert visit.preferred_engineer == "E1"


def test_maintenance_does_not_spill_into_the_days_beyond_the_month():
    (visit,) = demand_of(site_with(), extra_days=5).problem.visits
    assert max(visit.windows) == date(2026, 12, 30)


def test_nothing_is_planned_before_now():
    (visit,) = demand_of(site_with(), now=datetime(2026, 12, 9, 12, 0)).problem.visits
    assert min(visit.windows) == date(2026, 12, 9)


def test_add_months_and_periods():
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert contract_period(date(2026, 12, 31), 3) == (date(2026, 10, 1), date(2026, 12, 31))
    assert contract_period(date(2026, 12, 31), 6) == (date(2026, 7, 1), date(2026, 12, 31))
    assert contract_period(date(2026, 2, 28), 12) == (date(2026, 1, 1), date(2026, 12, 31))


def test_friday_hours_are_kept_apart():
    week = (DAY, DAY, DAY, DAY, ((540, 900),), (), ())
    (visit,) = demand_of(site_with(access=week)).problem.visits
    assert visit.windows[date(2026, 12, 4)] == ((540, 900),)
