"""The norm of visits and the company's rule of thumb against the arithmetic of the workbook."""

from __future__ import annotations

from collections.abc import Iterable

from fieldplan.domain import NormAudit, PlanRecord
from fieldplan.report.load import EngineerLoad, engineer_loads
from fieldplan.settings import make_settings

RULE_SITES = 400
RULE_VISITS = (40, 50)
"""Staffing document v3.1: "40-50 maintenance visits a month for 400 clients, once a quarter"."""


def norm_audit(record: PlanRecord, periods: Iterable[int]) -> NormAudit:
    """Return the audit of a planned month.

    Parameters
    ----------
    periods : iterable of int
        Months between maintenance visits, one for each site under contract.
    """
    settings = make_settings(record.settings)
    staff = [e for e in record.problem.engineers if not e.contractor]
    ids = {engineer.id for engineer in staff}
    everybody = engineer_loads(record)
    loads = [load for load in everybody if load.engineer_id in ids]
    every = [months for months in periods if months > 0]
    due = sum(1 / months for months in every)
    rule_low, rule_high = (figure * len(every) / RULE_SITES for figure in RULE_VISITS)
    visits, people = sum(load.visits for load in loads), max(1, len(staff))
    road = _per_visit(sum(load.route_min for load in loads), visits)
    desk = _per_visit(sum(load.prep_min + load.doc_min for load in loads), visits)
    room = sum(load.available_min - load.consultation_min for load in loads) / people
    norm = (settings.norm_low, settings.norm_high)
    return NormAudit(
        low=norm[0],
        high=norm[1],
        visits=round(10 * visits / people),
        routes=round(10 * sum(load.routes for load in loads) / people),
        sites=len(every),
        due_visits=due,
        rule_low=rule_low,
        rule_high=rule_high,
        sites_per_route_low=due / rule_high if rule_high else 0.0,
        sites_per_route_high=due / rule_low if rule_low else 0.0,
        found_per_route=_stops_a_route(everybody),
        road_min=round(road),
        desk_min=round(desk),
        bearable_min=tuple((n, round(room / n - road)) for n in norm if n) if visits else (),
        fitting_visits=room / (road + desk) if road + desk else 0.0,
    )


def _per_visit(minutes: int, visits: int) -> float:
    return minutes / visits if visits else 0.0


def _stops_a_route(loads: Iterable[EngineerLoad]) -> float:
    loads = tuple(loads)
    routes = sum(load.routes for load in loads)
    return sum(load.visits for load in loads) / routes if routes else 0.0
