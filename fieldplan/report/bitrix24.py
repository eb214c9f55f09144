"""Calls for the Bitrix24 calendar as JSON files; nothing is sent.

``add.json``, ``update.json`` and ``delete.json`` are lists of ``{"method", "uid", "engineer",
"params"}``. What only the portal knows is null: ``ownerId`` where no user was given for the
engineer, and ``id`` of an event that was added before (look it up by ``uid``, which stands in
the description's last line too).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fieldplan.domain import PlanRecord
from fieldplan.report.events import Event, make_events, read_state, write_state
from fieldplan.report.ics import ZONE
from fieldplan.whole_files import write_text

Call = dict[str, Any]


def write_bitrix24(
    folder: Path,
    record: PlanRecord,
    *,
    previous: Path | None = None,
    owners: Mapping[str, int] | None = None,
    contacts: bool = False,
) -> tuple[Path, ...]:
    """Write the calls that bring Bitrix24 from the previous revision to this one.

    Parameters
    ----------
    previous : Path or None
        The same folder of the previous revision; None: everything is added.
    owners : mapping of str to int, or None
        Bitrix24 user by engineer.

    Raises
    ------
    InputError
        If the previous state cannot be read.
    OutputError
        If a file cannot be written.
    """
    old = read_state(previous)
    events = make_events(record, old, contacts=contacts)
    users = owners or {}
    calls: dict[str, list[Call]] = {"add": [], "update": [], "delete": []}
    for event in events:
        before = old.get(event.uid)
        if event.change == "same":
            continue
        if event.change == "cancelled":
            calls["delete"].append(_delete(event, event.engineer_id, users))
        elif before is None or before.cancelled:
            calls["add"].append(_call("add", event, users))
        elif before.engineer_id != event.engineer_id:
            # An event cannot change its owner: it leaves one calendar and enters another.
            calls["delete"].append(_delete(event, before.engineer_id, users))
            calls["add"].append(_call("add", event, users))
        else:
            calls["update"].append(_call("update", event, users))
    written = []
    for name, items in calls.items():
        path = folder / f"{name}.json"
        # ASCII only: a client's text cannot break what reads the file.
        write_text(path, json.dumps(items, ensure_ascii=True, indent=1) + "\n")
        written.append(path)
    return (*written, write_state(folder, events))


def _call(action: str, event: Event, users: Mapping[str, int]) -> Call:
    params: Call = {
        "type": "user",
        "ownerId": users.get(event.engineer_id),
        "name": event.summary,
        "description": f"{event.description}\n{event.uid}",
        "from": event.start.isoformat(),
        "to": event.end.isoformat(),
        "timezone_from": ZONE,
        "timezone_to": ZONE,
        "skip_time": "N",
        "location": event.location,
        "accessibility": "busy",
        "importance": "normal",
        "is_meeting": "N",
    }
    if action == "update":
        params = {"id": None} | params
    else:
        params["auto_detect_section"] = "Y"
    return _wrapped(action, event, event.engineer_id, params)


def _delete(event: Event, engineer_id: str, users: Mapping[str, int]) -> Call:
    params = {"id": None, "type": "user", "ownerId": users.get(engineer_id)}
    return _wrapped("delete", event, engineer_id, params)


def _wrapped(action: str, event: Event, engineer_id: str, params: Call) -> Call:
    return {
        "method": f"calendar.event.{action}",
        "uid": event.uid,
        "visit": event.visit_id,
        "engineer": engineer_id,
        "params": params,
    }
