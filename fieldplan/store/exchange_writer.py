"""Writes a problem in the open exchange format; reading it back gives an equal problem."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from fieldplan.domain import After, Location, Prices, Problem, ProblemEngineer, Visit
from fieldplan.store.answer import write_route
from fieldplan.store.exchange_desk import write_desk
from fieldplan.store.exchange_reader import FAMILY, VERSION
from fieldplan.store.exchange_visits import TIER_NAMES
from fieldplan.store.matrix import matrix_rows

_TIER_WORDS = {tier: word for word, tier in TIER_NAMES.items()}
_ABSENT: tuple[object, ...] = (None, "", (), [], {}, False)

Json = dict[str, object]


def write_exchange(problem: Problem) -> Json:
    """Return the problem as a document of the exchange format.

    Optional parts that say nothing are left out; sets are sorted, so that equal problems make
    equal documents.
    """
    metres = problem.travel.metres
    lunch = problem.lunch
    required: Json = {
        "format": f"{FAMILY}/{VERSION}",
        "horizon": [_day(day) for day in problem.days],
        "engineers": [_engineer(engineer) for engineer in problem.engineers],
        "visits": [_visit(visit) for visit in problem.visits],
    }
    optional: Json = {
        "same_engineer": [list(group) for group in problem.same_engineer],
        "consecutive": [list(group) for group in problem.consecutive],
        "lunch": lunch
        and {
            "minutes": lunch.minutes,
            "earliest": lunch.earliest_min,
            "latest": lunch.latest_min,
            "interrupt_over_min": lunch.interrupt_over_min,
        },
        "stop_overhead_min": problem.stop_overhead_min or None,
        "departure_step_min": problem.departure_step_min,
        "traffic": {str(day): list(pct) for day, pct in sorted(problem.traffic.items())},
        "locations": [_location(location) for location in problem.locations],
        "travel_source": problem.travel.source,
        "travel_min": matrix_rows(problem.travel.minutes),
        "travel_m": None if metres is None else matrix_rows(metres),
    }
    document = {**required, **_said(optional)}
    if problem.prices is not None:
        document["prices"] = _prices(problem.prices)
    if problem.desk is not None:
        document["desk"] = write_desk(problem.desk)
    if problem.past is not None:
        document["past"] = {
            "until": problem.past.until.isoformat(),
            "routes": [write_route(route) for route in problem.past.routes],
        }
    return document


def _said(members: Json) -> Json:
    """Leave out what says nothing (0 is kept: it differs from absent where it stands)."""
    return {
        key: value
        for key, value in members.items()
        if not any(
            value is empty or (type(value) is type(empty) and value == empty) for empty in _ABSENT
        )
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _engineer(engineer: ProblemEngineer) -> Json:
    return {
        "id": engineer.id,
        "start": engineer.start,
        "end": engineer.end,
        "skills": sorted(engineer.skills),
        "shifts": {day.isoformat(): list(span) for day, span in sorted(engineer.shifts.items())},
        **_said(
            {
                "max_visits_per_route": engineer.max_visits,
                "name": engineer.name,
                "overtime": _said(
                    {
                        "day_min": engineer.overtime_day_min or None,
                        "month_min": engineer.overtime_month_min,
                    }
                ),
                "hours_min": engineer.hours_min,
                "absent": [day.isoformat() for day in sorted(engineer.absent)],
                "contractor": engineer.contractor,
                "hour_cost": engineer.hour_cost or None,
                "visit_cost": engineer.visit_cost or None,
                "day_cost": engineer.day_cost or None,
                "reserve_min": engineer.reserve_min or None,
                "from": [
                    {
                        "date": day.isoformat(),
                        "minute": resume.minute,
                        "location": resume.location,
                        "visits_done": resume.visits_done,
                        "lunch_taken": resume.lunch_taken,
                    }
                    for day, resume in sorted(engineer.resume.items())
                ],
            }
        ),
    }


def _visit(visit: Visit) -> Json:
    promise, deadline = visit.promise, visit.deadline
    document: Json = {
        "id": visit.id,
        "location": visit.location,
        "duration_min": visit.duration_min,
        "priority": visit.weight,
        "skills": sorted(visit.skills),
        "windows": {
            day.isoformat(): [list(span) for span in spans]
            for day, spans in sorted(visit.windows.items())
            if spans
        },
        **_said(
            {
                "kind": visit.kind,
                "tier": _TIER_WORDS[visit.tier],
                "not_before": _day(visit.not_before),
                "notice_until": _day(visit.notice_until),
                "after": [_after(after) for after in visit.after],
                "preferred_engineer": visit.preferred_engineer,
                "deadline": deadline
                and _said({"date": _day(deadline), "start_by": visit.deadline_min}),
                "promise": promise
                and _said(
                    {
                        "date": _day(promise.date),
                        "start": promise.start_min,
                        "end": promise.end_min,
                        "status": promise.status.value,
                        "engineer": promise.engineer_id,
                    }
                ),
                "target": _day(visit.target),
                "latest": _day(visit.latest),
                "prep_min": visit.prep_min or None,
                "doc_min": visit.doc_min or None,
                "site": visit.site_id,
                "project": visit.project_id,
                "due": _day(visit.due),
                "origin": visit.origin,
                "note": visit.note,
                "worth_cost": visit.worth_cost or None,
                "before": visit.before
                and _said(
                    {
                        "date": _day(visit.before.date),
                        "engineer": visit.before.engineer_id,
                        "call": visit.before.call or None,
                    }
                ),
            }
        ),
    }
    if visit.engineers is not None:
        document["engineers"] = sorted(visit.engineers)  # an empty list means: nobody
    return document


def _after(after: After) -> Json:
    return {
        "visit": after.visit_id,
        "min_days": after.min_days,
        "min_calendar_days": after.min_calendar_days,
    }


def _location(location: Location) -> Json:
    return {"name": location.name, **_said({"lat": location.lat, "lon": location.lon})}


def _prices(prices: Prices) -> Json:
    return {item.name: getattr(prices, item.name) for item in fields(prices)}
