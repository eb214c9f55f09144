"""Desk work in the reports: figures by hand, and every place where it is shown."""

from __future__ import annotations

from dataclasses import replace

from support.hostile import HOSTILE
from support.sample_record import DAYS, sample_record

from fieldplan.cost import overtime_cost
from fieldplan.desk import lay_desk
from fieldplan.domain import DeskRules, PlanRecord, Prices
from fieldplan.report.calendar_xlsx.book import make_book
from fieldplan.report.engineer_page import engineer_page
from fieldplan.report.events import make_events
from fieldplan.report.load import engineer_loads
from fieldplan.report.map_html.data import map_data
from fieldplan.report.view import ReportView
from fieldplan.settings import Settings

PRICES = Prices(km_cost=1500, drive_hour_cost=60000, overtime_hour_cost=60000, examples=False)


def with_desk(consult_week_min: int = 200, rename: str | None = None) -> PlanRecord:
    record = sample_record(engineers=1, rename=rename)
    problem = replace(
        record.problem, desk=DeskRules(consult_week_min=consult_week_min), prices=PRICES
    )
    plan = lay_desk(problem, record.plan.routes).on(record.plan)
    return replace(record, problem=problem, plan=plan)


def test_hours_of_desk_work_by_hand() -> None:
    record = with_desk()
    (load,) = engineer_loads(record)
    kinds = {visit.id: visit.kind for visit in record.problem.visits}
    placed = [(s.visit_id, r.date) for r in record.plan.routes for s in r.stops]
    # Prepared already: the first two days but for emergencies.
    prepared = [v for v, day in placed if day > DAYS[1] or kinds[v] == "emergency"]
    assert load.prep_min == 15 * len(prepared)
    assert load.doc_min + load.desk_carried_min == 20 * len(placed)
    # 1-4, then three weeks of five days, then 28-31 December without the 31st.
    assert load.consultation_min == 200 * len(DAYS) // 5
    assert load.desk_min == sum(block.minutes for block in record.plan.desk)
    assert load.desk_overflow_min == record.plan.desk_overflow_min


def test_the_excess_is_priced_day_by_day_on_top_of_the_roads_overtime() -> None:
    record = with_desk(consult_week_min=2000)
    # Some of the days have overtime on the road already.
    late = tuple(replace(route, overtime_min=30) for route in record.plan.routes)
    record = replace(record, plan=replace(record.plan, routes=late))
    (load,) = engineer_loads(record)
    driven = {route.date: route.overtime_min for route in record.plan.routes}
    extra = dict.fromkeys(DAYS, 0)
    for block in record.plan.desk:
        inside = max(0, min(block.end_min, 1080) - max(block.start_min, 540))
        extra[block.date] += block.minutes - inside
    assert load.desk_overflow_min == sum(extra.values()) > 0
    assert load.desk_overflow_cost == sum(
        overtime_cost(PRICES, driven.get(day, 0) + minutes)
        - overtime_cost(PRICES, driven.get(day, 0))
        for day, minutes in extra.items()
    )
    assert load.desk_overflow_cost >= 60000 * 150 * load.desk_overflow_min // 6000 - len(DAYS)


def test_a_week_counts_its_own_blocks() -> None:
    record = with_desk()
    week = DAYS[:4]
    (load,) = engineer_loads(record, week)
    assert load.desk_min == sum(b.minutes for b in record.plan.desk if b.date in week)


def test_the_calendar_has_a_sheet_of_blocks_and_the_month_their_hours() -> None:
    record = with_desk()
    book = make_book(record)
    sheet = book["Камеральная"]
    minutes = [sheet.cell(row, 6).value for row in range(5, sheet.max_row + 1)]
    assert minutes == [block.minutes for block in record.plan.desk]
    month = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert sum("кам. " in value for value in month) == len({b.date for b in record.plan.desk})
    figures = {row[0].value: row[1].value for row in book["Загрузка"].iter_rows(max_col=2)}
    (load,) = engineer_loads(record)
    assert figures["Камеральная работа сверх смены, ч"] == load.desk_overflow_min / 60
    assert "Камеральная" not in make_book(sample_record()).sheetnames


def test_example_prices_show_no_roubles() -> None:
    record = with_desk()
    label = "  её цена по ставкам переработки, ₽"
    shown = [cell.value for cell in make_book(record)["Загрузка"]["A"]]
    assert label in shown
    problem = replace(record.problem, prices=replace(PRICES, examples=True))
    hidden = make_book(replace(record, problem=problem))["Загрузка"]["A"]
    assert label not in [cell.value for cell in hidden]


def test_stretches_are_events_of_their_own_unless_switched_off() -> None:
    record = with_desk()
    visits = make_events(sample_record(engineers=1), {}, contacts=False)
    events = make_events(record, {}, contacts=False)
    desk = [event for event in events if not event.visit_id]
    assert len(events) == len(visits) + len(desk)
    assert sum((e.end - e.start).total_seconds() for e in desk) == 60 * sum(
        block.minutes for block in record.plan.desk
    )
    assert len({event.uid for event in events}) == len(events)
    again = make_events(record, {e.uid: e for e in events}, contacts=False)
    assert {event.change for event in again} == {"same"}
    off = replace(record, settings={**record.settings, "desk_events": False})
    assert len(make_events(off, {}, contacts=False)) == len(visits)


def test_map_and_page_tell_every_block() -> None:
    record = with_desk()
    data = map_data(record, contacts=False, settings=Settings())
    assert sum(len(day) for day in data["desk"]["E1"].values()) == len(record.plan.desk)
    view = ReportView(record)
    page = engineer_page(view, record.problem.engineers[0])
    assert page.count("консультации") == sum(b.kind == "consult" for b in record.plan.desk)


def test_hostile_names_stay_text() -> None:
    for name in HOSTILE:
        record = with_desk(rename=name)
        view = ReportView(record)
        page = engineer_page(view, record.problem.engineers[0])
        assert "<script" not in page.lower()
        make_book(record)
        make_events(record, {}, contacts=True)
