from datetime import date, datetime

import pytest
from support.books import DAY, codes_of, demand_of, make_book, make_engineer, make_site

from fieldplan.domain import Emergency, Tier

FRIDAY_REPORT = datetime(2026, 11, 27, 16, 20)


def book_of(site=None, engineers=None, **changes):
    values = {"id": "A1", "site_id": "S1", "reported": FRIDAY_REPORT, **changes}
    return make_book(
        sites=(make_site(maintenance_every_months=0, **(site or {})),),
        engineers=engineers or (make_engineer(),),
        emergencies=(Emergency(**values),),
    )


def only_visit(book, **options):
    (visit,) = demand_of(book, **options).problem.visits
    return visit


@pytest.mark.parametrize(
    ("reported", "days", "deadline"),
    [
        (FRIDAY_REPORT, 1, date(2026, 11, 30)),
        (FRIDAY_REPORT, 2, date(2026, 12, 1)),
        (datetime(2026, 11, 28, 12, 0), 2, date(2026, 12, 1)),  # Saturday
        (datetime(2026, 11, 30, 9, 0), 2, date(2026, 12, 2)),
        (FRIDAY_REPORT, None, date(2026, 12, 1)),
        (FRIDAY_REPORT, 0, date(2026, 11, 30)),
    ],
)
def test_deadline_counts_working_days_after_the_report(reported, days, deadline):
    visit = only_visit(book_of(reported=reported, response_days=days))
    assert visit.deadline == deadline
    assert visit.deadline_min == 1080
    assert visit.tier is Tier.EMERGENCY


def test_the_sites_response_holds_when_the_call_has_none():
    visit = only_visit(book_of(site={"response_days": 1}, reported=datetime(2026, 11, 30, 9)))
    assert visit.deadline == date(2026, 12, 1)


def test_deadline_is_the_end_of_that_days_shift():
    reported = datetime(2026, 4, 29, 9, 0)
    visit = only_visit(book_of(reported=reported, response_days=1), month="2026-04")
    assert (visit.deadline, visit.deadline_min) == (date(2026, 4, 30), 1020)
    late = (make_engineer(), make_engineer("E2", shift=(((600, 1200),),) * 7))
    assert only_visit(book_of(engineers=late)).deadline_min == 1200


def test_may_start_on_the_day_of_the_report_but_not_before_it():
    now = datetime(2026, 12, 9, 13, 40)
    reported = datetime(2026, 12, 9, 13, 15)
    visit = only_visit(book_of(reported=reported), now=now)
    assert visit.windows[date(2026, 12, 9)] == ((795, 1080),)
    assert visit.windows[date(2026, 12, 10)] == DAY
    assert visit.not_before is None


def test_a_call_reported_after_now_is_planned_from_its_day_and_told():
    demand = demand_of(book_of(reported=datetime(2026, 12, 9, 19, 0)))
    assert [finding.code for finding in demand.findings] == ["demand_emergency_later"]
    assert demand.findings[0].params == {"reported": "09.12.2026", "now": "01.12.2026"}
    (visit,) = demand.problem.visits
    assert visit.not_before == date(2026, 12, 9)
    assert date(2026, 12, 9) not in visit.windows
    assert demand_of(book_of(reported=datetime(2027, 1, 12))).problem.visits == ()


def test_access_holds_and_notice_does_not():
    thursday = ((), (), (), DAY, (), (), ())
    visit = only_visit(book_of(site={"access": thursday, "notice_days": 5}))
    assert visit.notice_until is None
    assert all(day.weekday() == 3 for day in visit.windows)


def test_late_ones_weigh_more_and_keep_their_deadline():
    visit = only_visit(book_of(reported=datetime(2026, 11, 2)))
    assert visit.deadline == date(2026, 11, 5)
    assert visit.weight == 63


def test_extra_days_are_open_to_emergencies():
    visit = only_visit(book_of(), extra_days=3)
    assert max(visit.windows) == date(2027, 1, 13)


@pytest.mark.parametrize("change", [{"cancelled": True}, {"done_on": date(2026, 11, 30)}])
def test_done_and_cancelled_calls_are_dropped(change):
    assert demand_of(book_of(**change)).problem.visits == ()
    assert demand_of(book_of(site={"active": False})).problem.visits == ()


def test_skills_of_site_and_call_add_up():
    book = book_of(site={"skills": frozenset({"Высота"})}, skills=frozenset({"ЭБ-3"}), work_min=40)
    visit = only_visit(book)
    assert visit.skills == {"высота", "эб-3"}
    assert visit.duration_min == 40
    assert visit.prep_min == 30


def test_unknown_site_names_the_row():
    assert codes_of(book_of(site_id="S9")) == ["demand_unknown_site"]


def test_the_description_goes_with_the_visit():
    assert only_visit(book_of(description="касса не включается")).note == "касса не включается"
