"""What a closed month handed over, taken into the book of the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from fieldplan.domain import (
    AgreedVisit,
    Book,
    CarryOver,
    DoneVisit,
    Emergency,
    Project,
    VisitKind,
)


def carried_book(book: Book, carried: CarryOver) -> Book:
    """Return the book as it stands after the closed month.

    History rows that the manager has pasted already are not doubled; what was done is marked
    done; promises that still stand are added unless the book has one for the same visit.
    """
    known = {(row.date, row.site_id, row.kind) for row in book.history}
    rows = tuple(row for row in carried.history if (row.date, row.site_id, row.kind) not in known)
    done = {item.visit_id: item for item in carried.done}
    return replace(
        book,
        history=(*book.history, *rows),
        projects=tuple(_project(project, carried.done) for project in book.projects),
        emergencies=tuple(_emergency(item, done) for item in book.emergencies),
        agreed=(*_open_promises(book.agreed, carried), *_new_promises(book, carried)),
    )


def undone_maintenance(carried: CarryOver | None) -> Mapping[str, date]:
    """Return the due dates of maintenance that the closed month left undone, by site."""
    if carried is None:
        return {}
    return {
        item.site_id: item.due
        for item in carried.undone
        if item.kind is VisitKind.MAINTENANCE and item.due is not None
    }


def _project(project: Project, done: tuple[DoneVisit, ...]) -> Project:
    stages = []
    for stage in project.stages:
        days = [
            item.date for item in done if item.project_id == project.id and item.kind is stage.kind
        ]
        over = stage.done_on is None and len(days) >= stage.days
        stages.append(replace(stage, done_on=max(days)) if over and days else stage)
    return replace(project, stages=tuple(stages))


def _emergency(item: Emergency, done: Mapping[str, DoneVisit]) -> Emergency:
    if item.done_on is None and item.id in done:
        return replace(item, done_on=done[item.id].date)
    return item


def _open_promises(agreed: tuple[AgreedVisit, ...], carried: CarryOver) -> tuple[AgreedVisit, ...]:
    """Leave out promises that are over: those of the closed month's days."""
    return tuple(row for row in agreed if row.date > carried.closed)


def _new_promises(book: Book, carried: CarryOver) -> tuple[AgreedVisit, ...]:
    known = {(row.subject, row.kind) for row in book.agreed if row.date > carried.closed}
    return tuple(row for row in carried.promised if (row.subject, row.kind) not in known)
