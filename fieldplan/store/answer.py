"""The answer of the exchange format: a plan as other programs read it."""

from __future__ import annotations

from fieldplan.domain import (
    CostLine,
    DeskBlock,
    DeskKind,
    Plan,
    Problem,
    Reason,
    Route,
    Stop,
    TierResult,
    Unassigned,
)
from fieldplan.store import codec
from fieldplan.store.node import MOST_MIN, Node

FAMILY, VERSION = "fieldplan-plan", 1
_MOST = 10**18

Json = dict[str, object]


def to_answer(problem: Problem, plan: Plan) -> Json:
    """Return the plan as an answer of the exchange format.

    Parameters
    ----------
    problem : Problem
        The problem that the plan answers; its tiers name the members of ``objective``.
    plan : Plan

    Returns
    -------
    dict
        JSON values only; the same plan always gives the same members in the same order.
    """
    engineer_order = {engineer.id: i for i, engineer in enumerate(problem.engineers)}
    last = len(engineer_order)
    routes = sorted(
        plan.routes, key=lambda r: (r.date, engineer_order.get(r.engineer_id, last), r.engineer_id)
    )
    return {
        "format": f"{FAMILY}/{VERSION}",
        "routes": [write_route(route) for route in routes],
        "unassigned": [_unassigned(item) for item in plan.unassigned],
        **_desk(problem, plan),
        "objective": {tier.tier: tier.value for tier in plan.tiers},
        "bound": {tier.tier: tier.bound for tier in plan.tiers},
        "optimal": {tier.tier: tier.optimal for tier in plan.tiers},
        "cost_lines": [
            {"rule": line.rule, "tier": line.tier, "amount": line.amount}
            for line in plan.cost_lines
        ],
        "seed": plan.seed,
        "iterations": plan.iterations,
        "seconds": plan.seconds,
        "stopped_by": plan.stopped_by,
    }


def read_answer(node: Node) -> Plan:
    """Read the plan of an answer; what is wrong is noted in the node.

    Only ``routes`` and ``unassigned`` are required: other programs need not know the rest.
    """
    routes, left_out = node.required("routes"), node.required("unassigned")
    lines = node.optional("cost_lines")
    desk, overflow = node.optional("desk"), node.optional("desk_overflow_min")
    seconds, stopped = node.optional("seconds"), node.optional("stopped_by")
    return Plan(
        routes=tuple(read_route(item) for item in objects(routes)),
        unassigned=tuple(_read_unassigned(item) for item in objects(left_out)),
        tiers=_read_tiers(node),
        cost_lines=tuple(_read_line(item) for item in objects(lines)),
        desk=tuple(_read_block(item) for item in objects(desk)),
        desk_overflow_min=_whole(overflow, 0),
        seed=_whole(node.optional("seed"), -_MOST, _MOST),
        iterations=_whole(node.optional("iterations"), 0, _MOST),
        seconds=(seconds.number() or 0.0) if seconds else 0.0,
        stopped_by=(stopped.text() or "") if stopped else "",
    )


def write_route(route: Route) -> Json:
    """Return a route as an answer has it."""
    return {
        "engineer": route.engineer_id,
        "date": route.date.isoformat(),
        "leave": route.leave_min,
        "back": route.back_min,
        "lunch": route.lunch_min,
        "overtime_min": route.overtime_min,
        "drive_min": route.drive_min,
        "distance_m": route.distance_m,
        "stops": [
            {
                "visit": stop.visit_id,
                "arrive": stop.arrive_min,
                "start": stop.start_min,
                "end": stop.end_min,
                "depart": stop.depart_min,
            }
            for stop in route.stops
        ],
    }


def _desk(problem: Problem, plan: Plan) -> Json:
    """Desk work; left out where the problem has none."""
    if problem.desk is None and not plan.desk:
        return {}
    return {
        "desk": [
            {
                "engineer": block.engineer_id,
                "date": block.date.isoformat(),
                "start": block.start_min,
                "end": block.end_min,
                "kind": block.kind.value,
                "visit": block.visit_id or None,
            }
            for block in plan.desk
        ],
        "desk_overflow_min": plan.desk_overflow_min,
    }


def _unassigned(item: Unassigned) -> Json:
    return {
        "visit": item.visit_id,
        "reason": item.reasons[0].code if item.reasons else None,
        "reasons": [
            {"code": reason.code, "params": codec.encode_free(dict(reason.params))}
            for reason in item.reasons
        ],
    }


def objects(node: Node | None) -> list[Node]:
    """Return the objects of a list, if there is one."""
    return [item for item in (node.items() if node else []) if item.is_object()]


def _whole(node: Node | None, low: int = -MOST_MIN, high: int = MOST_MIN) -> int:
    return (node.whole(low, high) or 0) if node else 0


def _name(node: Node | None) -> str:
    return (node.name() or "") if node else ""


def read_route(node: Node) -> Route:
    """Read a route of an answer; what is wrong is noted in the node."""
    day_node, lunch = node.required("date"), node.optional("lunch")
    day = day_node.day() if day_node else None
    return Route(
        engineer_id=_name(node.required("engineer")),
        date=day or codec.SOME_DAY,
        leave_min=_whole(node.required("leave")),
        back_min=_whole(node.required("back")),
        stops=tuple(_read_stop(item) for item in objects(node.required("stops"))),
        lunch_min=lunch.whole(-MOST_MIN) if lunch else None,
        overtime_min=_whole(node.optional("overtime_min")),
        drive_min=_whole(node.optional("drive_min")),
        distance_m=_whole(node.optional("distance_m"), 0, _MOST),
    )


def _read_stop(node: Node) -> Stop:
    end = _whole(node.required("end"))
    depart = node.optional("depart")
    return Stop(
        visit_id=_name(node.required("visit")),
        arrive_min=_whole(node.required("arrive")),
        start_min=_whole(node.required("start")),
        end_min=end,
        depart_min=_whole(depart) if depart else end,
    )


def _read_block(node: Node) -> DeskBlock:
    day_node, kind = node.required("date"), node.required("kind")
    day = day_node.day() if day_node else None
    word = kind.one_of(tuple(item.value for item in DeskKind)) if kind else None
    return DeskBlock(
        engineer_id=_name(node.required("engineer")),
        date=day or codec.SOME_DAY,
        start_min=_whole(node.required("start")),
        end_min=_whole(node.required("end")),
        kind=DeskKind(word) if word else DeskKind.DOC,
        visit_id=_name(node.optional("visit")),
    )


def _read_unassigned(node: Node) -> Unassigned:
    listed = node.optional("reasons")
    if listed is None:
        alone = node.optional("reason")
        reasons: tuple[Reason, ...] = (Reason(code=_name(alone)),) if alone else ()
    else:
        reasons = tuple(
            Reason(
                code=_name(item.required("code")),
                params=codec.decode_params(item.optional("params")),
            )
            for item in objects(listed)
        )
    return Unassigned(visit_id=_name(node.required("visit")), reasons=reasons)


def _read_tiers(node: Node) -> tuple[TierResult, ...]:
    values = node.optional("objective")
    bounds, optimal = node.optional("bound"), node.optional("optimal")
    found = []
    for name, value in values.members() if values else ():
        bound = bounds.optional(name) if bounds else None
        proven = optimal.optional(name) if optimal else None
        found.append(
            TierResult(
                tier=name,
                value=_whole(value, -_MOST, _MOST),
                bound=bound.whole(-_MOST, _MOST) if bound else None,
                optimal=bool(proven.flag()) if proven else False,
            )
        )
    return tuple(found)


def _read_line(node: Node) -> CostLine:
    return CostLine(
        rule=_name(node.required("rule")),
        tier=_name(node.required("tier")),
        amount=_whole(node.required("amount"), -_MOST, _MOST),
    )
