"""``plan.json``: a plan with its problem and circumstances, to be read back in full.

A superset of the exchange answer: the same members, and beside them the problem in the
exchange format and all that reports and later revisions need.
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from fieldplan.domain import (
    Absence,
    ClosedVisit,
    Engineer,
    Outlook,
    Plan,
    PlanRecord,
    Postponed,
    Problem,
    Reason,
    Site,
    Visit,
)
from fieldplan.errors import Finding, InputError
from fieldplan.store import codec
from fieldplan.store.answer import FAMILY, VERSION, read_answer, to_answer
from fieldplan.store.exchange_reader import parse_nested
from fieldplan.store.exchange_writer import write_exchange
from fieldplan.store.files import check_format, read_document, write_document
from fieldplan.store.node import Node

PLAN_NAME = "plan.json"
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z", re.ASCII)
_LANGUAGES = ("ru", "en")
_MOST_REVISIONS = 1_000_000

Json = dict[str, object]
T = TypeVar("T")


def write_plan(folder: Path, record: PlanRecord) -> Path:
    """Write ``plan.json`` into the folder, which is made if need be; return its path.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    path = folder / PLAN_NAME
    write_document(path, _document(record))
    return path


def read_plan(path: Path) -> PlanRecord:
    """Read a ``plan.json`` (see ``resolve_plan`` for a folder).

    Raises
    ------
    InputError
        If the file is missing, damaged, of another format or of a newer version.
    """
    node = read_document(path, FAMILY, VERSION)
    record = _record(node)
    node.raise_findings()
    if record is None:  # nothing is None without a finding; a promise kept for the types
        raise InputError([Finding(code="store.damaged", sheet=path.name, params={"why": ""})])
    return record


def _document(record: PlanRecord) -> Json:
    return {
        **to_answer(record.problem, record.plan),
        "month": record.month,
        "now": record.now.isoformat(),
        "lang": record.lang,
        "revision": record.revision,
        "parent": record.parent,
        "inputs": dict(sorted(record.inputs.items())),
        "settings": codec.encode_free(dict(record.settings)),
        "visits": _visits(record),
        "postponed": [codec.encode(item) for item in record.postponed],
        "findings": [codec.encode(item) for item in record.findings],
        "outlook": record.outlook and codec.encode(record.outlook),
        "sites": [codec.encode(site) for site in record.sites],
        "engineers": [codec.encode(engineer) for engineer in record.engineers],
        "absences": [codec.encode(absence) for absence in record.absences],
        "closed": [codec.encode(item) for item in record.closed],
        "events": [codec.encode(reason) for reason in record.events],
        "why": {visit_id: codec.encode(why) for visit_id, why in sorted(record.why.items())},
        "emergencies_day": record.emergencies_day,
        "problem": write_exchange(record.problem),
    }


def _visits(record: PlanRecord) -> list[Json]:
    """Every visit in words and where it stands, for other systems; not read back."""
    sites = {site.id: site for site in record.sites}
    placed = {stop.visit_id: (route, stop) for route in record.plan.routes for stop in route.stops}
    found = []
    for visit in record.problem.visits:
        route, stop = placed.get(visit.id, (None, None))
        found.append(
            {
                **_visit(visit, sites.get(visit.site_id)),
                "date": route.date.isoformat() if route else None,
                "engineer": route.engineer_id if route else None,
                "start": stop.start_min if stop else None,
                "end": stop.end_min if stop else None,
            }
        )
    return found


def _visit(visit: Visit, site: Site | None) -> Json:
    promise = visit.promise
    return {
        "id": visit.id,
        "site": visit.site_id,
        "project": visit.project_id,
        "client": site.client if site else "",
        "address": site.address if site else "",
        "kind": visit.kind,
        "tier": visit.tier.name.lower(),
        "due": visit.due.isoformat() if visit.due else None,
        "deadline": visit.deadline.isoformat() if visit.deadline else None,
        "agreed": promise
        and {
            "date": promise.date.isoformat(),
            "start": promise.start_min,
            "end": promise.end_min,
            "status": promise.status.value,
        },
        "origin": visit.origin,
        "note": visit.note,
    }


def _record(node: Node) -> PlanRecord | None:
    nested = node.optional("problem")
    if nested is None:
        node.bad("answer_only")
        return None
    check_format(nested, "fieldplan-problem", 1)
    problem: Problem | None = parse_nested(nested)
    plan: Plan = read_answer(node)
    month, now = node.required("month"), node.required("now")
    if month is not None and not (isinstance(month.value, str) and _MONTH.match(month.value)):
        month.bad("expected_month")
    lang, revision, parent = (node.optional(key) for key in ("lang", "revision", "parent"))
    moment = codec.decode_time(now) if now else None
    ahead = node.optional("outlook")
    outlook = codec.decode(Outlook, ahead) if ahead is not None else None
    sites = _all(Site, node.optional("sites"))
    postponed = _all(Postponed, node.optional("postponed"))
    findings = _all(Finding, node.optional("findings"))
    engineers = _all(Engineer, node.optional("engineers"))
    absences = _all(Absence, node.optional("absences"))
    closed = _all(ClosedVisit, node.optional("closed"))
    events = _all(Reason, node.optional("events"))
    named = node.optional("why")
    reasons = {key: codec.decode(Reason, item) for key, item in (named.members() if named else ())}
    why = {key: reason for key, reason in reasons.items() if reason is not None}
    rate = node.optional("emergencies_day")
    per_day = rate.number() if rate else None
    inputs = node.optional("inputs")
    checksums = {key: item.text() or "" for key, item in (inputs.members() if inputs else ())}
    settings = codec.decode_params(node.optional("settings"))
    word = lang.one_of(_LANGUAGES) if lang else None
    number = revision.whole(1, _MOST_REVISIONS) if revision else None
    made_from = parent.whole(1, _MOST_REVISIONS) if parent else None
    if problem is None or node.log or month is None:
        return None
    return PlanRecord(
        problem=problem,
        plan=plan,
        month=str(month.value),
        now=moment or datetime.min,
        lang=word or "ru",
        revision=number or 1,
        parent=made_from,
        sites=sites,
        postponed=postponed,
        findings=findings,
        settings=settings,
        inputs=checksums,
        outlook=outlook,
        engineers=engineers,
        absences=absences,
        closed=closed,
        events=events,
        why=why,
        emergencies_day=per_day,
    )


def _all(kind: type[T], node: Node | None) -> tuple[T, ...]:
    found = (codec.decode(kind, item) for item in (node.items() if node else []))
    return tuple(item for item in found if item is not None)
