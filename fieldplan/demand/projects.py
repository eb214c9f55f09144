"""Projects: chains of stages in order, of which this month gets those that can start."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from fieldplan.demand.horizon import windows_on
from fieldplan.demand.promises import Promises, Told, with_promise
from fieldplan.demand.scope import Scope, make_visit
from fieldplan.demand.stages import (
    EQUIPMENT,
    PREDECESSOR,
    PROMISED,
    Before,
    Bound,
    blocking,
    earliest_start,
    lag_days,
    start_bounds,
)
from fieldplan.demand.subjects import Subject
from fieldplan.domain import After, Postponed, Project, Reason, Site, Stage, Visit, VisitKind
from fieldplan.units import day_text


@dataclass(kw_only=True)
class ProjectDemand:
    """What the projects ask of the month; grows project by project."""

    visits: list[Visit] = field(default_factory=list)
    postponed: list[Postponed] = field(default_factory=list)
    consecutive: list[tuple[str, ...]] = field(default_factory=list)
    same_engineer: list[tuple[str, ...]] = field(default_factory=list)


def project_demand(scope: Scope, promises: Promises) -> ProjectDemand:
    """Return the visits of all open stages that can start in the horizon, and the others."""
    demand = ProjectDemand()
    for project in scope.book.projects:
        site = scope.sites.get(project.site_id)
        if site is not None:
            _add_project(scope, project, site, promises, demand)
    return demand


def stage_ids(project: Project, stage: Stage) -> tuple[str, ...]:
    """Return the visit ids of what is left of a stage, one a day."""
    name = f"{project.id}-{stage.kind.value}"
    if stage.days <= 1:
        return (name,)
    return tuple(f"{name}-{number}" for number in range(stage.begun_days + 1, stage.days + 1))


def _add_project(
    scope: Scope, project: Project, site: Site, promises: Promises, demand: ProjectDemand
) -> None:
    before: Before | None = None
    waiting: Reason | None = None
    together: list[str] = []
    for stage in project.stages:
        if stage.done_on:
            before, waiting = Before(kind=stage.kind, done_on=stage.done_on), None
            continue
        told = promises.get(Subject(kind=stage.kind, id=project.id))
        bounds = start_bounds(scope, project, stage, before)
        start = None
        if waiting is None:
            waiting, start = _when(scope, site, stage, told, bounds)
        if waiting is not None or start is None:
            _check_promise(scope, project, stage, told, bounds[0])
            demand.postponed += [
                Postponed(
                    visit_id=name,
                    site_id=site.id,
                    kind=stage.kind.value,
                    reasons=(waiting,) if waiting else (),
                )
                for name in stage_ids(project, stage)
            ]
            waiting = Reason(code=PREDECESSOR, params={"visit": stage_ids(project, stage)[0]})
            continue
        _check_promise(scope, project, stage, told, bounds[0])
        visits = _stage_visits(scope, project, site, stage, before=before, told=told)
        demand.visits += visits
        names = tuple(visit.id for visit in visits)
        if len(names) > 1:
            demand.consecutive.append(names)
        if stage.kind in (VisitKind.INSTALLATION, VisitKind.COMMISSIONING):
            together += names
        before = Before(
            kind=stage.kind,
            visit_id=names[-1],
            earliest=_over(scope, stage, max(start, told.date) if told else start),
        )
    if project.same_engineer and len(together) > 1:
        demand.same_engineer.append(tuple(together))


def _when(
    scope: Scope, site: Site, stage: Stage, told: Told | None, bounds: tuple[Bound, ...]
) -> tuple[Reason | None, date | None]:
    """Return why the stage is not for this horizon, or the day on which it can start."""
    horizon = scope.horizon
    if told and told.date > horizon.end:
        return Reason(code=PROMISED, params={"date": told.date}), None
    if told and told.date >= bounds[0][0]:
        return None, told.date
    days = horizon.days if told else horizon.month_days
    start = earliest_start(scope, site, stage, bounds, days)
    if start is None:
        day, code = blocking(scope, site, bounds)
        return Reason(code=code, params={"date": day}), None
    return None, start


def _check_promise(
    scope: Scope, project: Project, stage: Stage, told: Told | None, bound: Bound
) -> None:
    """Find a promise that lies before the stage can start.

    Late equipment is nobody's contradiction but a call to make; a wrong order is a mistake in
    the workbook.
    """
    if told is None or told.date >= bound[0]:
        return
    if told.date < scope.horizon.now.date():
        return  # Said of the visit itself: the promise is in the past.
    equipment = bound[1] == EQUIPMENT
    scope.find(
        "demand_promise_before_equipment" if equipment else "demand_promise_order",
        "warning" if equipment else "contradiction",
        told.source,
        day_text(told.date, scope.book.lang),
        visit=stage_ids(project, stage)[0],
        date=bound[0],
    )


def _over(scope: Scope, stage: Stage, start: date) -> date:
    """Return the last day of a stage that starts on ``start`` at best."""
    days = [day for day in scope.horizon.days if day >= start]
    if len(days) >= stage.days_left:
        return days[stage.days_left - 1]
    return start + timedelta(days=stage.days_left - 1)


def _stage_visits(
    scope: Scope,
    project: Project,
    site: Site,
    stage: Stage,
    *,
    before: Before | None,
    told: Told | None,
) -> list[Visit]:
    """Return the visits of a stage, one a day; the promise is that of the first day."""
    fixed = replace(before, earliest=None) if before else None
    not_before = start_bounds(scope, project, stage, fixed)[0][0]
    visits: list[Visit] = []
    for name in stage_ids(project, stage):
        visit = make_visit(
            scope,
            site,
            stage.kind,
            name,
            work_min=stage.work_min,
            skills=stage.skills,
            due=project.due,
            not_before=not_before,
            source=project.source,
            note=project.note,
        )
        visit = replace(
            visit,
            project_id=project.id,
            preferred_engineer=project.engineer_id or visit.preferred_engineer,
        )
        if not visits and before and before.visit_id:
            lag = lag_days(project, stage, before, scope)
            after = After(visit_id=before.visit_id, min_days=1, min_calendar_days=lag)
            visit = replace(visit, after=(after,))
        if project.same_engineer and stage.kind is VisitKind.COMMISSIONING:
            visit = _by_the_installer(scope, project, visit)
        if told:
            visit = with_promise(scope, visit, told) if not visits else _also_later(scope, visit)
        visits.append(visit)
    return visits


def _also_later(scope: Scope, visit: Visit) -> Visit:
    """Let the further days of a promised stage follow it beyond the month's end."""
    days = scope.horizon.days
    return replace(visit, windows=windows_on(scope.sites[visit.site_id], days))


def _by_the_installer(scope: Scope, project: Project, visit: Visit) -> Visit:
    """Bind the commissioning to who made the installation, if the history knows."""
    if not any(s.kind is VisitKind.INSTALLATION and s.done_on for s in project.stages):
        return visit
    active = {engineer.id for engineer in scope.book.engineers if engineer.active}
    done = [
        item
        for item in scope.book.history
        if item.site_id == project.site_id
        and item.kind is VisitKind.INSTALLATION
        and item.engineer_id in active
    ]
    if not done:
        return visit
    installer = max(done, key=lambda item: item.date).engineer_id
    return replace(visit, engineers=frozenset({str(installer)}))
