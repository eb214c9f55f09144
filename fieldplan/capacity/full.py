"""The full reckoning: other teams, proofs, readiness, all side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fieldplan.capacity.assemble import Findings, certificate_head
from fieldplan.capacity.emergency_rate import EmergencyRate
from fieldplan.capacity.hours_bound import hours_bound
from fieldplan.capacity.planning import required_undone
from fieldplan.capacity.reserve import ReadinessLimits, readiness
from fieldplan.capacity.side_by_side import Job, Told, run_jobs
from fieldplan.capacity.solver_bound import SolverBound, solver_bound
from fieldplan.capacity.teams import Teams
from fieldplan.capacity.what_if import Team, run_scenario
from fieldplan.domain import Certificate, PlanRecord, Scenario
from fieldplan.solver import StopRule


@dataclass(frozen=True, kw_only=True)
class FullOptions:
    """What to try.

    Attributes
    ----------
    engineers : tuple of int
        Teams of staff to plan; all but the largest also with a contractor.
    contractor_limit : int or None
        Contractor days at most; None = as many as the plan wants.
    stop : StopRule
        Limit of every single plan.
    replays : int
        Months of emergencies.
    backend : str
        joblib's: ``"loky"``, ``"threading"`` or ``"dask"``; ``address`` of Dask's scheduler.
    """

    stop: StopRule
    engineers: tuple[int, ...] = (1, 2, 3)
    contractor_limit: int | None = None
    replays: int = 500
    seed: int = 0
    backend: str = "loky"
    address: str | None = None
    workers: int | None = None


def find_out(
    record: PlanRecord,
    teams: Teams,
    rate: EmergencyRate,
    options: FullOptions,
    told: Told | None = None,
) -> Findings:
    """Plan the month with other teams, prove what cannot be done, replay emergencies.

    Raises
    ------
    PlanInvalidError
        If the checker refuses a plan.
    """
    present = sum(not engineer.contractor for engineer in record.problem.engineers)
    tried = _teams(options)
    in_doubt = _teams_in_doubt(record, present, options)
    limits = ReadinessLimits(replays=options.replays, stop=options.stop, seed=options.seed)
    ready = {"record": record, "rate": rate, "limits": limits}
    jobs = [
        # First, because it may have to plan several times.
        Job(name="readiness", run=readiness, arguments=ready),
        *(_scenario_job(record, teams, team, options) for team in tried),
        *(
            _bound_job(teams, size, options, count=count)
            for size in in_doubt
            for count in (True, False)
        ),
    ]
    ready_at, *results = run_jobs(
        jobs,
        backend=options.backend,
        workers=options.workers,
        address=options.address,
        told=told,
    )
    scenarios = tuple(results[: len(tried)])
    bounds = results[len(tried) :]
    proven = {size: (bounds[2 * n], bounds[2 * n + 1]) for n, size in enumerate(in_doubt)}
    sizes = sorted({present, *options.engineers}, key=lambda size: (size != present, size))
    certificates: list[Certificate] = []
    for size in sizes:
        certificates += _certificates(record, teams, size, proven.get(size), scenarios)
    return Findings(certificates=tuple(certificates), scenarios=scenarios, readiness=ready_at)


def _teams(options: FullOptions) -> list[Team]:
    sizes = sorted(set(options.engineers))
    found = [Team(engineers=size) for size in sizes]
    if options.contractor_limit != 0:
        found += [
            Team(engineers=size, contractors=1, contractor_limit=options.contractor_limit)
            for size in sizes[: max(1, len(sizes) - 1)]
        ]
    return found


def _teams_in_doubt(record: PlanRecord, present: int, options: FullOptions) -> list[int]:
    """Teams for which it is not known that everything can be served: a plan that does would show.

    A larger team can do what a smaller one does.
    """
    hired = {e.id for e in record.problem.engineers if e.contractor}
    own = all(route.engineer_id not in hired for route in record.plan.routes)
    served = own and not required_undone(record.problem, record.plan)
    sizes = sorted({present, *options.engineers})
    return [size for size in sizes if not served or size < present]


def _scenario_job(record: PlanRecord, teams: Teams, team: Team, options: FullOptions) -> Job:
    name = f"team {team.engineers} {team.contractors}"
    arguments: dict[str, Any] = {
        "record": record, "teams": teams, "team": team, "stop": options.stop, "seed": options.seed,
    }  # fmt: skip
    return Job(name=name, run=run_scenario, arguments=arguments)


def _bound_job(teams: Teams, size: int, options: FullOptions, *, count: bool) -> Job:
    problem = teams.problem_of(size, strict_desk=False)
    arguments: dict[str, Any] = {
        "problem": problem, "stop": options.stop, "count": count, "seed": options.seed,
    }  # fmt: skip
    name = f"{'count' if count else 'weight'} {size} 0"
    return Job(name=name, run=solver_bound, arguments=arguments)


def _certificates(
    record: PlanRecord,
    teams: Teams,
    size: int,
    proven: tuple[SolverBound, SolverBound] | None,
    scenarios: Sequence[Scenario],
) -> list[Certificate]:
    """Return what is proven of a team with desk work beyond the shifts, and strictly in them."""
    free = teams.problem_of(size, strict_desk=False)
    hours = hours_bound(free)
    found = certificate_head(
        free,
        hours_count=hours.count,
        hours_weight=hours.weight,
        shortages=hours.by_count,
        found_count=0,
        found_weight=0,
    )
    if proven is not None:
        count, weight = proven
        found = replace(
            found,
            solver_count=count.bound,
            solver_weight=weight.bound,
            found_count=count.found,
            found_weight=weight.found,
        )
    strict = teams.problem_of(size)
    hours = hours_bound(strict)
    alone = next((s for s in scenarios if (s.engineers, s.contractors) == (size, 0)), None)
    within = certificate_head(
        strict,
        strict_desk=True,
        hours_count=hours.count,
        hours_weight=hours.weight,
        shortages=hours.by_count,
        found_count=alone.undone if alone else None,
        found_weight=alone.undone_weight if alone else None,
    )
    return [found, within]
