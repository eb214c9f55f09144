"""Calendars for phones: one file for all, one an engineer, and one of the changes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneStandard
from icalendar import Event as IcsEvent

from fieldplan.domain import PlanRecord
from fieldplan.messages import text
from fieldplan.report.events import Event, make_events, read_state, write_state
from fieldplan.report.safe_text import file_stem, one_line
from fieldplan.report.view import ReportView
from fieldplan.units import month_bounds, month_name
from fieldplan.whole_files import write_whole

ZONE = "Europe/Moscow"


def write_ics(
    folder: Path, record: PlanRecord, *, previous: Path | None = None, contacts: bool = False
) -> tuple[Path, ...]:
    """Write the calendars and the state of their events.

    Parameters
    ----------
    folder : Path
        Where ``all.ics``, ``changes.ics``, a file an engineer and ``events.json`` go.
    previous : Path or None
        The same folder of the previous revision.
    contacts : bool
        Put contacts and phones into the descriptions.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    InputError
        If the previous state cannot be read.
    OutputError
        If a file cannot be written.
    """
    view = ReportView(record)
    events = make_events(record, read_state(previous), contacts=contacts)
    month = month_name(month_bounds(record.month)[0], view.lang)
    files = {
        "all": (text("papers.calendar_all", view.lang, month=month), list(events)),
        "changes": (
            text("papers.calendar_changes", view.lang, month=month),
            [event for event in events if event.change != "same"],
        ),
    }
    for number, engineer in enumerate(record.problem.engineers, 1):
        name = one_line(view.name(engineer))
        stem = f"{number:02d}_{file_stem(name, 'engineer')}"
        title = text("papers.calendar_name", view.lang, name=name)
        files[stem] = (title, list(_of_engineer(events, engineer.id)))
    written = []
    for stem, (title, chosen) in files.items():
        path = folder / f"{stem}.ics"
        _write(path, calendar_bytes(title, chosen))
        written.append(path)
    return (*written, write_state(folder, events))


def calendar_bytes(title: str, events: Iterable[Event]) -> bytes:
    """Return an iCalendar file (RFC 5545) of the events."""
    calendar = Calendar()
    calendar.add("prodid", "-//fieldplan//fieldplan//RU")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_moscow())
    for event in events:
        calendar.add_component(_component(event))
    content: bytes = calendar.to_ical()
    return content


def _of_engineer(events: Iterable[Event], engineer_id: str) -> Iterable[Event]:
    """The engineer's events; those that went to a colleague are cancelled for him."""
    for event in events:
        if event.engineer_id == engineer_id:
            yield event
        elif engineer_id in event.former_engineers:
            yield replace(event, cancelled=True)


def _component(event: Event) -> IcsEvent:
    zone = ZoneInfo(ZONE)
    component = IcsEvent()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.stamp.replace(tzinfo=zone).astimezone(UTC))
    component.add("dtstart", event.start.replace(tzinfo=zone))
    component.add("dtend", event.end.replace(tzinfo=zone))
    component.add("summary", event.summary)
    component.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    component.add("description", event.description)
    if event.location:
        component.add("location", event.location)
    if event.lat is not None and event.lon is not None:
        component.add("geo", (event.lat, event.lon))
    return component


def _moscow() -> Timezone:
    """Moscow has had one offset, +03:00, since 26 October 2014."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(2014, 10, 26, 2, 0))
    standard.add("tzoffsetfrom", timedelta(hours=4))
    standard.add("tzoffsetto", timedelta(hours=3))
    standard.add("tzname", "MSK")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def _write(path: Path, content: bytes) -> None:
    def write(target: Path) -> None:
        target.write_bytes(content)

    write_whole(path, write)
