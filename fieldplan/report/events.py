"""Visits as calendar events that keep their identity from revision to revision.

The state of the events is written beside them; the next revision reads it, raises the sequence
of an event only when what is shown of it has changed, and cancels what went away.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from fieldplan.domain import DeskBlock, PlanRecord, Route, Stop
from fieldplan.errors import Finding, InputError
from fieldplan.messages import text
from fieldplan.report.safe_text import one_line
from fieldplan.report.view import ReportView
from fieldplan.units import clock
from fieldplan.whole_files import write_text

log = logging.getLogger(__name__)

STATE_FILE = "events.json"
STATE_FORMAT = "fieldplan-events/1"


@dataclass(frozen=True, kw_only=True)
class Event:
    """A visit in a calendar, or a stretch of desk work (``visit_id`` is then empty).

    Attributes
    ----------
    start, end : datetime
        Moscow time, without a zone.
    stamp : datetime
        *Now* of the revision in which the event last changed.
    change : str
        Against the previous revision: ``new``, ``changed``, ``same`` or ``cancelled``
        (cancelled in this revision; one cancelled before is ``same``).
    former_engineers : tuple of str
        Engineers in whose calendars the event has been and is no more.
    """

    uid: str
    visit_id: str
    engineer_id: str
    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    lat: float | None
    lon: float | None
    stamp: datetime
    sequence: int = 0
    cancelled: bool = False
    change: str = "new"
    former_engineers: tuple[str, ...] = ()


def make_events(
    record: PlanRecord, previous: Mapping[str, Event], *, contacts: bool
) -> tuple[Event, ...]:
    """Return the events of the plan and the cancelled ones, by time and uid."""
    view = ReportView(record)
    events = {}
    for visit_id, (route, stop) in view.served.items():
        event = _event(view, visit_id, route, stop, contacts=contacts)
        events[event.uid] = _against(event, previous.get(event.uid))
    for event in desk_events(view):
        events[event.uid] = _against(event, previous.get(event.uid))
    for uid, old in previous.items():
        if uid not in events:
            events[uid] = _cancelled(old, record.now)
    return tuple(sorted(events.values(), key=lambda event: (event.start, event.uid)))


def read_state(folder: Path | None) -> dict[str, Event]:
    """Return the events that a folder of an earlier revision holds; none without a folder.

    Raises
    ------
    InputError
        If the state is there but cannot be read.
    """
    if folder is None or not (folder / STATE_FILE).is_file():
        return {}
    try:
        state = json.loads((folder / STATE_FILE).read_text(encoding="utf-8"))
        if state["format"] != STATE_FORMAT:
            raise ValueError(state["format"])
        return {item["uid"]: _from_json(item) for item in state["events"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError([Finding(code="report.bad_events", value=STATE_FILE)]) from error


def latest_state(folders: Iterable[Path]) -> Path | None:
    """Return the first of ``folders`` whose state can be read; None if there is none.

    A damaged one is passed over with a warning: a new plan is worth more than its sequences.
    """
    for folder in folders:
        try:
            if read_state(folder):
                return folder
        except InputError:
            log.warning("%s cannot be read: an earlier one is used", folder / STATE_FILE)
    return None


def write_state(folder: Path, events: tuple[Event, ...]) -> Path:
    """Write the state for the next revision."""
    path = folder / STATE_FILE
    items = [_to_json(event) for event in events]
    state = {"format": STATE_FORMAT, "events": items}
    write_text(path, json.dumps(state, ensure_ascii=True, indent=1, sort_keys=True) + "\n")
    return path


def moment(day: date, minutes: int) -> datetime:
    """Return the moment of minutes from midnight; past 1440 it is the next day."""
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


def _event(view: ReportView, visit_id: str, route: Route, stop: Stop, *, contacts: bool) -> Event:
    visit = view.visits[visit_id]
    place = view.place(visit)
    name = view.names[route.engineer_id]
    lines = [
        text("papers.event_visit", view.lang, visit=one_line(visit_id)),
        text("papers.event_engineer", view.lang, name=one_line(name)),
    ]
    windows = view.windows(visit, route.date)
    if windows:
        lines.append(text("papers.event_access", view.lang, windows=windows))
    if view.promise(visit):
        lines.append(view.promise(visit))
    if contacts and (place.contact or place.phone):
        contact = one_line(f"{place.contact} {place.phone}")
        lines.append(text("papers.event_contact", view.lang, contact=contact))
    if place.about:
        lines.append(text("papers.event_note", view.lang, note=place.about))
    key = f"{view.record.month}|{visit_id}".encode("utf-8", "backslashreplace")
    return Event(
        uid=hashlib.sha256(key).hexdigest()[:32] + "@fieldplan",
        visit_id=visit_id,
        engineer_id=route.engineer_id,
        start=moment(route.date, stop.start_min),
        end=moment(route.date, stop.end_min),
        summary=text(
            "papers.event_summary",
            view.lang,
            kind=view.kind(visit.kind),
            client=one_line(place.client),
        ),
        location=one_line(place.address),
        description="\n".join(lines),
        lat=place.lat,
        lon=place.lon,
        stamp=view.record.now,
    )


def desk_events(view: ReportView) -> Iterator[Event]:
    """Desk work in one event for every stretch without a pause; none if the setting says so."""
    if not view.settings.desk_events:
        return
    for (engineer_id, day), blocks in view.desk.items():
        stretches: list[list[DeskBlock]] = []
        for block in blocks:
            if stretches and stretches[-1][-1].end_min == block.start_min:
                stretches[-1].append(block)
            else:
                stretches.append([block])
        for number, stretch in enumerate(stretches):
            lines = [
                f"{clock_of(block.start_min)}–{clock_of(block.end_min)} {view.desk_line(block)}"
                for block in stretch
            ]
            key = f"{view.record.month}|desk|{engineer_id}|{day.isoformat()}|{number}"
            yield Event(
                uid=hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:32]
                + "@fieldplan",
                visit_id="",
                engineer_id=engineer_id,
                start=moment(day, stretch[0].start_min),
                end=moment(day, stretch[-1].end_min),
                summary=text("papers.desk_event", view.lang),
                location="",
                description="\n".join(lines),
                lat=None,
                lon=None,
                stamp=view.record.now,
            )


def clock_of(minutes: int) -> str:
    """Return a time of day; a block before midnight of the day before is written as such."""
    return clock(minutes % 1440)


def _against(event: Event, old: Event | None) -> Event:
    """The event with the sequence that follows from its former self."""
    if old is None:
        return event
    former = set(old.former_engineers)
    if old.engineer_id != event.engineer_id:
        former.add(old.engineer_id)
    event = replace(
        event, former_engineers=tuple(sorted(former - {event.engineer_id})), sequence=old.sequence
    )
    if _shown(event) == _shown(old) and not old.cancelled:
        return replace(event, stamp=old.stamp, change="same")
    return replace(event, sequence=old.sequence + 1, change="changed")


def _cancelled(old: Event, now: datetime) -> Event:
    if old.cancelled:
        return replace(old, change="same")
    return replace(old, cancelled=True, sequence=old.sequence + 1, stamp=now, change="cancelled")


def _shown(event: Event) -> tuple[object, ...]:
    """What a person sees of the event: its fingerprint."""
    return (
        event.engineer_id,
        event.start,
        event.end,
        event.summary,
        event.location,
        event.description,
    )


def _to_json(event: Event) -> dict[str, object]:
    item = asdict(event)
    item.pop("change")
    for key in ("start", "end", "stamp"):
        item[key] = item[key].isoformat()
    return item


def _from_json(item: dict[str, object]) -> Event:
    values: dict[str, object] = dict(item)
    for key in ("start", "end", "stamp"):
        values[key] = datetime.fromisoformat(str(values[key]))
    values["former_engineers"] = tuple(values.get("former_engineers", ()))  # type: ignore[arg-type]
    return Event(**values)  # type: ignore[arg-type]
