"""Twelve months planned one after another: the outlook against "do what is due".

``python -m benchmarks.year`` writes ``benchmarks/YEAR.md``. Each month is planned at its start
with what is known then; emergencies reported in the month are made by a plan of the same month
(both policies alike); what is done and what is not goes to the next month as a carry-over.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from benchmarks.year_world import World, make_world
from fieldplan.demand import build_demand
from fieldplan.demand.carry import carried_book
from fieldplan.demand.contract import add_months
from fieldplan.domain import (
    CarryOver,
    Demand,
    DoneVisit,
    Duty,
    HistoryVisit,
    Plan,
    Problem,
    Route,
    Stop,
    Tier,
    Unassigned,
    UndoneVisit,
    VisitKind,
)
from fieldplan.settings import Settings
from fieldplan.travel import estimate_matrix

MAINTENANCE = VisitKind.MAINTENANCE.value
Solve = Callable[[Problem], Plan]


@dataclass(frozen=True, kw_only=True)
class MonthResult:
    """One month of the simulation.

    Attributes
    ----------
    available_min, maintenance_min : int
        Shifts without lunch; maintenance on site, at the desk and its share of the drive.
    late, late_days : int
        Visits made after their windows, and by how many days together.
    debt : int
        Visits whose windows are over at the month's end and that are not made.
    forecast : str
        Month in which the outlook said that windows would be missed; empty = none.
    """

    month: str
    available_min: int
    maintenance_min: int
    drive_min: int
    visits: int
    late: int
    late_days: int
    debt: int
    left: int
    forecast: str

    @property
    def share_pct(self) -> float:
        """Maintenance as a percentage of the available time."""
        return 100 * self.maintenance_min / max(1, self.available_min)


def simulate(
    world: World, *, start: date, months: int, policy: str, solve: Solve
) -> list[MonthResult]:
    """Plan month after month; ``policy`` is ``"outlook"`` or ``"due"``."""
    settings = Settings()
    book = world.book
    carried: CarryOver | None = None
    results = []
    for number in range(months):
        first = add_months(start, number)
        month = f"{first:%Y-%m}"
        last = add_months(first, 1) - timedelta(days=1)
        known = [project for when, project in world.projects if when == number]
        calls = [c for c in world.emergencies if first <= c.reported.date() <= last]
        book = replace(
            book,
            projects=(*book.projects, *known),
            emergencies=(*book.emergencies, *calls),
        )
        demand = build_demand(
            book,
            month=month,
            now=datetime(first.year, first.month, 1),
            settings=settings,
            matrix_of=estimate_matrix,
            carried=carried,
        )
        problem = demand.problem
        if policy == "due":
            problem = _what_is_due(demand)
        plan = solve(problem)
        carried = close_month(problem, plan, month=month, closed=last)
        results.append(_result(demand, problem, plan, month=month, last=last))
        book = carried_book(book, carried)
        print(f"  {policy} {_line(results[-1])}", file=sys.stderr, flush=True)
    return results


def close_month(problem: Problem, plan: Plan, *, month: str, closed: date) -> CarryOver:
    """Return what a month whose plan was carried out hands over."""
    done = []
    visits = {visit.id: visit for visit in problem.visits}
    for route in plan.routes:
        for stop in route.stops:
            visit = visits[stop.visit_id]
            done.append(
                DoneVisit(
                    visit_id=visit.id,
                    site_id=visit.site_id,
                    kind=VisitKind(visit.kind),
                    date=route.date,
                    project_id=visit.project_id,
                    engineer_id=route.engineer_id,
                    work_min=visit.duration_min,
                )
            )
    undone = [visits[item.visit_id] for item in plan.unassigned]
    return CarryOver(
        month=month,
        closed=closed,
        done=tuple(done),
        undone=tuple(
            UndoneVisit(
                visit_id=visit.id,
                site_id=visit.site_id,
                kind=VisitKind(visit.kind),
                project_id=visit.project_id,
                due=visit.due,
            )
            for visit in undone
            if visit.tier is not Tier.WELCOME
        ),
        history=tuple(
            HistoryVisit(
                date=item.date,
                site_id=item.site_id,
                kind=item.kind,
                engineer_id=item.engineer_id,
                work_min=item.work_min,
            )
            for item in done
        ),
    )


def _what_is_due(demand: Demand) -> Problem:
    """The baseline's month: maintenance only when its window ends in the month or is over."""
    assert demand.outlook is not None
    free = {
        item.visit_id for item in demand.outlook.visits if item.duty in (Duty.SHARE, Duty.WELCOME)
    }
    visits = tuple(visit for visit in demand.problem.visits if visit.id not in free)
    return replace(demand.problem, visits=visits)


def _result(demand: Demand, problem: Problem, plan: Plan, *, month: str, last: date) -> MonthResult:
    assert demand.outlook is not None
    ahead = {item.visit_id: item for item in demand.outlook.visits}
    visits = {visit.id: visit for visit in problem.visits}
    maintenance = drive = count = late = late_days = 0
    made = set()
    for route in plan.routes:
        mine = [stop for stop in route.stops if visits[stop.visit_id].kind == MAINTENANCE]
        share = route.drive_min * len(mine) // max(1, len(route.stops))
        drive += share
        maintenance += share
        for stop in mine:
            visit = visits[stop.visit_id]
            made.add(visit.id)
            count += 1
            maintenance += visit.duration_min + visit.prep_min + visit.doc_min
            item = ahead.get(visit.id)
            if item and route.date > item.latest:
                late += 1
                late_days += (route.date - item.latest).days
    debt = sum(item.latest <= last and item.visit_id not in made for item in demand.outlook.visits)
    available = sum(end - start - 60 for e in problem.engineers for start, end in e.shifts.values())
    left = sum(visits[item.visit_id].tier is not Tier.WELCOME for item in plan.unassigned)
    return MonthResult(
        month=month,
        available_min=available,
        maintenance_min=maintenance,
        drive_min=drive,
        visits=count,
        late=late,
        late_days=late_days,
        debt=debt,
        left=left,
        forecast=demand.outlook.failure,
    )


def by_solver(iterations: int) -> Solve:
    """Return a planner that uses the product's own search, shortened."""
    from fieldplan.solver import StopRule, solve  # noqa: PLC0415

    return lambda problem: solve(problem, StopRule(iterations=iterations), seed=0).plan


def by_reckoning(problem: Problem) -> Plan:
    """Fill the days by weight and neighbourhood: no search, for tests of the policies.

    Drives are there and back for the first visit of a day and from the last one for others.
    """
    minutes = problem.travel.minutes
    days = [(e, day) for day in problem.days for e in problem.engineers if day in e.shifts]
    room = {(e.id, day): e.shifts[day][1] - e.shifts[day][0] - 60 for e, day in days}
    stops: dict[tuple[str, date], list[str]] = {}
    at: dict[tuple[str, date], int] = {}
    drives: dict[tuple[str, date], int] = {}
    served: dict[str, date] = {}
    left = []
    depth: dict[str, int] = {}
    for visit in problem.visits:  # predecessors stand before their successors
        depth[visit.id] = 1 + max((depth.get(a.visit_id, 0) for a in visit.after), default=0)
    order = sorted(
        problem.visits,
        key=lambda v: (v.tier, v.kind == MAINTENANCE, depth[v.id], -v.weight, v.due or date.max),
    )
    for visit in (v for v in order if v.tier is not Tier.WELCOME):
        best: tuple[int, date, str] | None = None
        for engineer, day in days:
            key = (engineer.id, day)
            if day not in visit.windows or (visit.not_before and day < visit.not_before):
                continue
            if any(
                a.visit_id not in served
                or (day - served[a.visit_id]).days < max(1, a.min_calendar_days)
                for a in visit.after
            ):
                continue
            base, here = engineer.start, visit.location
            drive = int(
                minutes[at[key], here] + minutes[here, base] - minutes[at[key], base]
                if key in at
                else minutes[base, here] + minutes[here, base]
            )
            if drive + visit.duration_min + problem.stop_overhead_min <= room[key]:
                best = min(best, (drive, day, engineer.id)) if best else (drive, day, engineer.id)
        if best is None:
            left.append(visit.id)
            continue
        drive, day, name = best
        key = (name, day)
        room[key] -= drive + visit.duration_min + problem.stop_overhead_min
        stops.setdefault(key, []).append(visit.id)
        at[key] = visit.location
        drives[key] = drives.get(key, 0) + drive
        served[visit.id] = day
    routes = tuple(
        Route(
            engineer_id=name,
            date=day,
            leave_min=540,
            back_min=1080,
            drive_min=drives[name, day],
            stops=tuple(
                Stop(visit_id=v, arrive_min=0, start_min=0, end_min=0, depart_min=0) for v in ids
            ),
        )
        for (name, day), ids in sorted(stops.items(), key=lambda item: (item[0][1], item[0][0]))
    )
    return Plan(routes=routes, unassigned=tuple(Unassigned(visit_id=v, reasons=()) for v in left))


SCENARIOS = (
    ("A team that can carry it, from a standing start", 120, 1, False),
    ("A team that can carry it, from a bunched history", 120, 1, True),
    ("A team that cannot carry it", 260, 1, True),
)
POLICIES = ("outlook", "due")
TARGET = Path(__file__).with_name("YEAR.md")


def spread(results: Sequence[MonthResult], after: int = 3) -> float:
    """Largest distance of a month's share from the mean, in points, after the first quarter."""
    shares = [item.share_pct for item in results[after:]]
    mean = sum(shares) / len(shares)
    return max(abs(share - mean) for share in shares)


def _line(item: MonthResult) -> str:
    return (
        f"| {item.month} | {item.available_min // 60} | {item.maintenance_min // 60} "
        f"| {item.share_pct:.0f} % | {item.visits} "
        f"| {item.drive_min / max(1, item.visits):.0f} | {item.late} | {item.late_days} "
        f"| {item.debt} | {item.left} | {item.forecast or '-'} |"
    )


def _table(results: Sequence[MonthResult]) -> list[str]:
    head = (
        "| month | available, h | maintenance, h | share | visits | drive a visit, min "
        "| made late | days late | debt | left out | failure foretold |"
    )
    return [head, "|" + "---|" * 11, *map(_line, results)]


def _summary(name: str, by_policy: dict[str, list[MonthResult]]) -> list[str]:
    rows = [
        f"### {name}",
        "",
        "| policy | largest distance from the mean share, points | drive a visit, min "
        "| visits | made late | days late | debt at the end |",
        "|---|---|---|---|---|---|---|",
    ]
    for policy, results in by_policy.items():
        visits = sum(item.visits for item in results)
        rows.append(
            f"| {policy} | {spread(results):.1f} "
            f"| {sum(item.drive_min for item in results) / max(1, visits):.1f} | {visits} "
            f"| {sum(item.late for item in results)} "
            f"| {sum(item.late_days for item in results)} | {results[-1].debt} |"
        )
    return [*rows, ""]


def main() -> None:
    """Simulate every scenario under both policies and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--iterations", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reckoning", action="store_true", help="fill days without a search")
    parser.add_argument("--out", type=Path, default=TARGET)
    options = parser.parse_args()
    solve = by_reckoning if options.reckoning else by_solver(options.iterations)
    how = "a quick reckoning" if options.reckoning else f"{options.iterations} iterations"
    start = date(2026, 1, 1)
    begun = time.monotonic()
    summary: list[str] = []
    detail: list[str] = []
    for name, sites, engineers, history in SCENARIOS:
        print(name, file=sys.stderr)
        world = make_world(
            sites=sites, engineers=engineers, start=start, history=history, seed=options.seed
        )
        by_policy = {
            policy: simulate(world, start=start, months=12, policy=policy, solve=solve)
            for policy in POLICIES
        }
        title = f"{name} ({sites} sites, {engineers} engineer)"
        summary += _summary(title, by_policy)
        for policy, results in by_policy.items():
            detail += [f"#### {title}: {policy}", "", *_table(results), ""]
    text = [
        "# A simulated year",
        "",
        f"Made by `python -m benchmarks.year`; seed {options.seed}, each month planned with "
        f"{how}. *outlook*: the month's share by the quarter outlook; *due*: only what must be "
        "done by the month's end. The share is maintenance (on site, desk, drive) of the "
        "available hours; distances are counted after the first quarter. Debt: visits whose "
        "windows are over at the month's end. Left out: required visits of all kinds.",
        "",
        *summary,
        "## Month by month",
        "",
        *detail,
    ]
    options.out.write_text("\n".join(text), encoding="utf-8")
    print(f"{options.out} ({time.monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    main()
