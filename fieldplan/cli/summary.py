"""What a plan comes to, in one screen and as one document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.cli.figures import tier_text
from fieldplan.cli.load_table import load_document, load_table, loads_of, print_norm
from fieldplan.messages import has_text, text

if TYPE_CHECKING:
    from fieldplan.api import Outputs
    from fieldplan.domain import PlanRecord, Reason

SHOWN_UNASSIGNED = 20


def print_summary(session: Session, outputs: Outputs) -> None:
    """Print the month: work, what is left out and why, hours against the month, files."""
    record = outputs.record
    _print_head(session, record)
    session.out.print(_kinds_table(session, record))
    _print_left_out(session, record)
    session.out.print(load_table(session, record))
    print_norm(session, record)
    _print_verdict(session, outputs)
    _print_proof(session, record)
    session.say("written", folder=outputs.folder)
    for line in _listing(session, outputs):
        session.out.print(f"  {line}", soft_wrap=True)


def _listing(session: Session, outputs: Outputs) -> list[str]:
    """Return the files, a folder of many as one line."""
    many = Counter(path.parent for path in outputs.files if path.parent != outputs.folder)
    lines = [safe(path) for path in outputs.files if path.parent == outputs.folder]
    lines += [
        session.text("folder_of", folder=folder, count=count)
        for folder, count in sorted(many.items())
    ]
    return lines


def summary_document(session: Session, outputs: Outputs, exit_code: int) -> dict[str, object]:
    """Return the summary for programs; the keys are the same in every language."""
    from fieldplan.api import required_left
    from fieldplan.cli.findings import finding_document

    record = outputs.record
    plan = record.plan
    required = set(required_left(record.problem, plan))
    return {
        "format": "fieldplan-summary/1",
        "exit_code": exit_code,
        "month": record.month,
        "revision": record.revision,
        "folder": str(outputs.folder),
        "files": [str(path) for path in outputs.files],
        "working_days": [day.isoformat() for day in _month_days(record)],
        "visits": {
            kind: {"required": need, "served_required": done, "extra": extra}
            for kind, (need, done, extra) in _by_kind(record).items()
        },
        "unassigned": [
            {
                "visit": item.visit_id,
                "required": item.visit_id in required,
                "reasons": [
                    {
                        "code": reason.code,
                        "params": _plain(reason.params),
                        "text": reason_text(reason, record.lang),
                    }
                    for reason in item.reasons
                ],
            }
            for item in plan.unassigned
        ],
        "postponed": [item.visit_id for item in record.postponed],
        "objective": [
            {"tier": t.tier, "value": t.value, "bound": t.bound, "optimal": t.optimal}
            for t in plan.tiers
        ],
        "load": [load_document(load) for load in loads_of(record)],
        "verdict": outputs.capacity.judgement.verdict.value,
        "seconds": plan.seconds,
        "iterations": plan.iterations,
        "stopped_by": plan.stopped_by,
        "findings": [finding_document(finding, session.lang) for finding in record.findings],
    }


def reason_text(reason: Reason, lang: str) -> str:
    """Return a reason as a sentence that is safe to print."""
    from fieldplan.report.reasons import reason_sentence

    return safe(reason_sentence(reason, lang))


def _print_head(session: Session, record: PlanRecord) -> None:
    from fieldplan.units import month_name
    from fieldplan.workdays import is_shortened

    session.say(
        "summary_month",
        month=month_name(date.fromisoformat(f"{record.month}-01"), session.lang),
        revision=record.revision,
        days=len(_month_days(record)),
        shortened=sum(is_shortened(day) for day in _month_days(record)),
        engineers=sum(not e.contractor for e in record.problem.engineers),
        contractors=sum(e.contractor for e in record.problem.engineers),
    )


def _kinds_table(session: Session, record: PlanRecord) -> object:
    from rich.table import Table

    counts = _by_kind(record)
    columns = ["column_required", "column_served", "column_left"]
    if any(extra for *_, extra in counts.values()):
        columns.append("column_extra")
    table = Table()
    table.add_column(session.text("column_kind"))
    for name in columns:
        table.add_column(session.text(name), justify="right")

    def add(name: str, need: int, done: int, extra: int) -> None:
        figures = (need, done, need - done, extra)[: len(columns)]
        table.add_row(name, *map(str, figures))

    for kind, figures in counts.items():
        add(text(f"report.kind_{kind}", session.lang), *figures)
    table.add_section()
    add(session.text("total"), *(sum(row[i] for row in counts.values()) for i in range(3)))
    return table


def _print_left_out(session: Session, record: PlanRecord) -> None:
    from fieldplan.api import required_left

    required = set(required_left(record.problem, record.plan))
    left = [item for item in record.plan.unassigned if item.visit_id in required]
    if left:
        session.say("unassigned", count=len(left))
        clients = _clients(record)
        for item in left[:SHOWN_UNASSIGNED]:
            why = "; ".join(reason_text(reason, session.lang) for reason in item.reasons)
            client = clients.get(item.visit_id, "")
            session.out.print(
                session.text("unassigned_line", visit=item.visit_id, client=client, why=why)
            )
        if len(left) > SHOWN_UNASSIGNED:
            session.say("unassigned_more", count=len(left) - SHOWN_UNASSIGNED)
    else:
        session.say("all_served")
    if record.postponed:
        session.say("postponed", count=len(record.postponed))
    elsewhere = _serviced_later(record)
    if elsewhere:
        session.say("serviced_later", count=elsewhere)


def _serviced_later(record: PlanRecord) -> int:
    """Sites under maintenance that this month has no visit for, since another month has it."""
    here = {visit.site_id for visit in record.problem.visits}
    ahead = {visit.site_id for visit in record.outlook.visits} if record.outlook else set()
    return len(ahead - here)


def _print_verdict(session: Session, outputs: Outputs) -> None:
    from fieldplan.report import capacity_text as words
    from fieldplan.report.outlook_text import verdict_text

    out, lang = session.out, session.lang
    out.print(f"{words.headline(outputs.capacity, lang)}. {words.meaning(outputs.capacity, lang)}")
    for line in words.evidence_lines(outputs.capacity, lang)[:1]:
        out.print(f"  {line}")
    outlook = outputs.record.outlook
    if outlook is not None and outlook.failure:
        out.print(f"  {verdict_text(outlook, lang)}", soft_wrap=True)


def _print_proof(session: Session, record: PlanRecord) -> None:
    from fieldplan.report.proof import proof_line

    plan = record.plan
    told = [tier_text(session, tier) for tier in plan.tiers]
    session.say("objective", figures="; ".join(told))
    session.out.print(proof_line(plan.tiers, session.lang))
    if record.problem.prices is not None and record.problem.prices.examples:
        session.say("prices_are_examples")
    if has_text(f"cli.stopped_{plan.stopped_by}"):
        session.say(f"stopped_{plan.stopped_by}")


def _by_kind(record: PlanRecord) -> dict[str, tuple[int, int, int]]:
    """By kind: visits required, those of them served, and welcome visits served besides."""
    from fieldplan.domain import Tier, VisitKind

    served = {stop.visit_id for route in record.plan.routes for stop in route.stops}
    need: Counter[str] = Counter()
    done: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for visit in record.problem.visits:
        if visit.tier is Tier.WELCOME:
            extra[visit.kind] += visit.id in served
        else:
            need[visit.kind] += 1
            done[visit.kind] += visit.id in served
    return {
        kind.value: (need[kind], done[kind], extra[kind])
        for kind in VisitKind
        if need[kind] or extra[kind]
    }


def _month_days(record: PlanRecord) -> list[date]:
    return [day for day in record.problem.days if day.isoformat()[:7] == record.month]


def _clients(record: PlanRecord) -> dict[str, str]:
    clients = {site.id: site.client for site in record.sites}
    return {visit.id: clients.get(visit.site_id, "") for visit in record.problem.visits}


def _plain(params: Mapping[str, object]) -> dict[str, object]:
    """Values of a reason as JSON knows them."""
    return {
        name: value if isinstance(value, int | float | str) or value is None else str(value)
        for name, value in params.items()
    }
