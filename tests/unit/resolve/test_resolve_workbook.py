"""What a changed workbook says of a running month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cache

from support.month_book import small_book

from fieldplan.api import plan_month, prepare_month, stop_rule
from fieldplan.checker import check
from fieldplan.domain import Book, Emergency, PlanRecord
from fieldplan.resolve.edits import Edits
from fieldplan.resolve.replan import Request, replan
from fieldplan.resolve.workbook_news import WorkbookNews, book_with_past, workbook_news
from fieldplan.solver import StopRule
from fieldplan.travel.estimate import estimate_matrix

NOW = datetime(2026, 12, 3, 12)


@cache
def month() -> PlanRecord:
    return plan_month(small_book(), month="2026-12", stop=stop_rule(iterations=200))


def news(book: Book) -> WorkbookNews:
    record = month()
    ready = prepare_month(book_with_past(book, record, NOW), month="2026-12", now=NOW)
    return workbook_news(record, book, ready.demand, NOW)


def answered(found: WorkbookNews) -> PlanRecord:
    request = Request(
        edits=Edits(added=found.added, news=1),
        now=NOW,
        matrix_of=estimate_matrix,
        stop=StopRule(iterations=60),
    )
    record = replan(found.record, request).final.record
    assert check(record.problem, record.plan).violations == ()
    return record


def test_the_same_workbook_has_no_news() -> None:
    found = news(small_book())
    assert (found.added, found.changed, found.gone) == ((), (), ())
    before = {s.visit_id: r.date for r in month().plan.routes for s in r.stops}
    after = {s.visit_id: r.date for r in answered(found).plan.routes for s in r.stops}
    assert {name: after[name] for name in before} == before


def test_a_new_call_out_at_a_new_site_is_attended() -> None:
    book = small_book()
    site = replace(book.sites[0], id="S99", lat=55.77, lon=37.51, client="Новый")
    call = Emergency(id="A9", site_id="S99", reported=datetime(2026, 12, 3, 10))
    found = news(replace(book, sites=(*book.sites, site), emergencies=(*book.emergencies, call)))
    assert "A9" in found.added
    record = answered(found)
    assert "A9" in {s.visit_id for r in record.plan.routes for s in r.stops}
    assert record.why["A9"].code == "resolve.why_new"


def test_equipment_that_is_late_moves_what_waits_for_it() -> None:
    book = small_book()
    (project,) = book.projects
    found = news(replace(book, projects=(replace(project, equipment_expected=date(2026, 12, 22)),)))
    record = answered(found)
    days = {s.visit_id: r.date for r in record.plan.routes for s in r.stops}
    assert days.get("P1-installation", date(2026, 12, 31)) >= date(2026, 12, 22)


def test_a_site_that_has_left_needs_no_visit() -> None:
    book = small_book()
    days = {s.visit_id: r.date for r in month().plan.routes for s in r.stops}
    name = next(v for v, day in days.items() if "-TO-" in v and day > NOW.date())
    site_id = name.split("-")[0]
    sites = tuple(replace(s, active=s.id != site_id) for s in book.sites)
    found = news(replace(book, sites=sites))
    assert name in found.gone
    assert name not in {visit.id for visit in answered(found).problem.visits}
