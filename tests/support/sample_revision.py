"""The sample month after a re-solve: a promised visit moved, a route dropped, one later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from fieldplan.domain import PlanRecord, Reason, Route, Unassigned


def sample_revision(record: PlanRecord) -> PlanRecord:
    """Return revision 2 of ``sample_record()``.

    - the visit of the first route that was promised goes to the next route of its engineer;
    - the visits of the ninth route are dropped;
    - the last route is an hour later.
    """
    routes = list(record.plan.routes)
    promised = {visit.id for visit in record.problem.visits if visit.promise}
    source = next(
        n for n, route in enumerate(routes) if any(s.visit_id in promised for s in route.stops)
    )
    moved = next(stop for stop in routes[source].stops if stop.visit_id in promised)
    target = next(
        n
        for n in range(source + 1, len(routes))
        if routes[n].engineer_id == routes[source].engineer_id
    )
    routes[source] = replace(
        routes[source], stops=tuple(s for s in routes[source].stops if s is not moved)
    )
    after = routes[target].back_min
    late = replace(
        moved,
        arrive_min=after,
        start_min=after + 7,
        end_min=after + 67,
        depart_min=after + 67,
    )
    routes[target] = replace(
        routes[target], stops=(*routes[target].stops, late), back_min=after + 100
    )
    dropped = routes.pop(8)
    routes[-1] = _later(routes[-1], 60)
    left_out = tuple(
        Unassigned(visit_id=stop.visit_id, reasons=(Reason(code="absence"),))
        for stop in dropped.stops
    )
    plan = replace(
        record.plan,
        routes=tuple(route for route in routes if route.stops),
        unassigned=record.plan.unassigned + left_out,
    )
    return replace(record, plan=plan, revision=2, parent=1, now=datetime(2026, 12, 9, 13, 40))


def _later(route: Route, minutes: int) -> Route:
    return replace(
        route,
        back_min=route.back_min + minutes,
        stops=tuple(
            replace(
                stop,
                arrive_min=stop.arrive_min + minutes,
                start_min=stop.start_min + minutes,
                end_min=stop.end_min + minutes,
                depart_min=stop.depart_min + minutes,
            )
            for stop in route.stops
        ),
    )
