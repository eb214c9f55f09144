"""What to say to a client whose visit has moved, and why it has."""

from __future__ import annotations

from fieldplan.domain import Route, Stop, Visit
from fieldplan.messages import text
from fieldplan.report.changes import Change
from fieldplan.report.view import ReportView
from fieldplan.units import window_text

WINDOW_MIN = 120
"""Length of the window that is offered on the phone."""
_STEP_MIN = 30


def offered_window(start_min: int) -> tuple[int, int]:
    """Return the window to name for a planned start: two hours that begin on a half-hour."""
    first = start_min // _STEP_MIN * _STEP_MIN
    return first, first + WINDOW_MIN


def change_why(view: ReportView, change: Change) -> str:
    """Return why the visit changed, or an empty text."""
    why = view.record.why.get(change.visit_id)
    return view.reason(why) if why is not None else ""


def words_to_say(view: ReportView, old: ReportView, change: Change) -> str:
    """Return a sentence for the phone call, in the language of the plan."""
    source = view if change.visit_id in view.visits else old
    kind = view.kind(source.visits[change.visit_id].kind)
    was = _told(old, old.visits.get(change.visit_id), change.was)
    if change.now is None:
        return text("report.say_dropped", view.lang, kind=kind, was=was)
    now = _offer(view, change.now)
    if change.was is None:
        return text("report.say_new", view.lang, kind=kind, now=now)
    return text("report.say_moved", view.lang, kind=kind, was=was, now=now)


def _told(view: ReportView, visit: Visit | None, place: tuple[Route, Stop] | None) -> str:
    """The day and window that the client knows: those promised, else those planned."""
    if visit is not None and visit.promise is not None:
        promise = visit.promise
        return f"{view.day(promise.date)}, {window_text(promise.start_min, promise.end_min)}"
    return _offer(view, place) if place is not None else ""


def _offer(view: ReportView, place: tuple[Route, Stop]) -> str:
    route, stop = place
    start, end = offered_window(stop.start_min)
    return f"{view.day(route.date)}, {window_text(start, end)}"
