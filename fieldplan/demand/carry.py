"""What a closed month handed over, taken into the book of the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from fieldplan.demand.subjects import Directory, Subject
from fieldplan.domain import (
    AgreedVisit,
    Book,
    CarryOver,
    DoneVisit,
    Emergency,
    Project,
    Stage,
    UndoneVisit,
    VisitKind,
)


def carried_book(book: Book, carried: CarryOver) -> Book:
    """Return the book as it stands after the closed month.

    History rows that the manager has pasted already are not doubled; what was done is marked
    done; promises of days that are over are gone; those that still stand are added, unless the
    book has the same. A promise that differs from the book's is added too: which of them holds
    is for the manager to say, and the demand asks.
    """
    known = {(row.date, row.site_id, row.kind) for row in book.history}
    rows = tuple(row for row in carried.history if (row.date, row.site_id, row.kind) not in known)
    done = {item.visit_id: item for item in carried.done}
    known_calls = {item.id for item in book.emergencies}
    book = replace(
        book,
        history=(*book.history, *rows),
        projects=tuple(_project(project, carried) for project in book.projects),
        emergencies=(
            *(_emergency(item, done, carried.cancelled) for item in book.emergencies),
            *(_called(item) for item in carried.undone if _is_unknown_call(item, known_calls)),
        ),
        agreed=_open_promises(book.agreed, carried),
    )
    return replace(book, agreed=(*book.agreed, *_new_promises(book, carried)))


def owed_visits(carried: CarryOver | None) -> Mapping[Subject, UndoneVisit]:
    """Return the visits to sites that the closed month left undone."""
    if carried is None:
        return {}
    kinds = (VisitKind.MAINTENANCE, VisitKind.OTHER)
    return {
        Subject(kind=item.kind, id=item.site_id): item
        for item in carried.undone
        if item.kind in kinds
    }


def _project(project: Project, carried: CarryOver) -> Project:
    stages = tuple(_stage(project, stage, carried) for stage in project.stages)
    return replace(project, stages=stages)


def _stage(project: Project, stage: Stage, carried: CarryOver) -> Stage:
    """Mark a stage done; of one that was begun, leave the days that are left."""
    if stage.done_on is not None:
        return stage
    days = [
        item.date
        for item in carried.done
        if item.project_id == project.id and item.kind is stage.kind
    ]
    if days and len(days) >= stage.days:
        return replace(stage, done_on=max(days))
    if stage.agreed_on is not None and stage.agreed_on <= carried.closed:
        stage = replace(stage, agreed_on=None, agreed_window=None)
    return replace(stage, begun_days=len(days))


def _emergency(
    item: Emergency, done: Mapping[str, DoneVisit], cancelled: tuple[str, ...]
) -> Emergency:
    if item.done_on is None and item.id in done:
        return replace(item, done_on=done[item.id].date)
    return replace(item, cancelled=True) if item.id in cancelled else item


def _is_unknown_call(item: UndoneVisit, known: set[str]) -> bool:
    return (
        item.kind is VisitKind.EMERGENCY
        and item.deadline is not None
        and item.visit_id not in known
    )


def _called(item: UndoneVisit) -> Emergency:
    """An emergency that was called in by phone; its deadline is what it was."""
    assert item.deadline is not None
    return Emergency(
        id=item.visit_id,
        site_id=item.site_id,
        reported=datetime.combine(item.deadline - timedelta(days=1), time()),
        response_days=1,
        work_min=item.work_min,
        skills=item.skills,
    )


def _open_promises(agreed: tuple[AgreedVisit, ...], carried: CarryOver) -> tuple[AgreedVisit, ...]:
    """Leave out promises that are over: those of the closed month's days."""
    return tuple(row for row in agreed if row.date > carried.closed)


def _new_promises(book: Book, carried: CarryOver) -> tuple[AgreedVisit, ...]:
    directory = Directory(book)
    known = {(directory.resolve(row), row.date) for row in book.agreed}
    return tuple(row for row in carried.promised if (directory.resolve(row), row.date) not in known)
