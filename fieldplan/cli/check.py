"""``fieldplan check``: a workbook against what can be planned, a plan against the rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.geocode import geocode_options, read_with_places
from fieldplan.cli.options import common_options, month_option, now_option
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.checker import Violation
    from fieldplan.errors import Finding
    from fieldplan.workbook import ReadResult

INPUT_REFUSED = 3
CONTRADICTION = 4
PLAN_SUFFIXES = (".json",)


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("check", help=text("cli.help_check", help_lang))
    @click.argument("file", type=click.Path(path_type=Path))
    @month_option(help_lang, help_key="opt_check_month")
    @now_option(help_lang)
    @geocode_options(help_lang)
    @click.option(
        "--confirm-places", is_flag=True, help=text("geocode.opt_confirm_places", help_lang)
    )
    @common_options(help_lang)
    @click.pass_obj
    def check(
        session: Session,
        file: Path,
        month: str | None,
        now: datetime | None,
        geocode: str | None,
        geocoder_url: str,
        user_agent: str,
        confirm_places: bool,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        if file.is_dir() or file.suffix.casefold() in PLAN_SUFFIXES:
            return check_plan(session, file)
        read = read_with_places(
            session,
            file,
            geocode=geocode,
            geocoder_url=geocoder_url,
            user_agent=user_agent,
            confirm=confirm_places,
        )
        return check_workbook(session, file, read, month=month, now=now)

    return check


def check_workbook(
    session: Session, path: Path, read: ReadResult, *, month: str | None, now: datetime | None
) -> int:
    """List what is wrong in a workbook; beside it, write a copy with the places marked."""
    from fieldplan import api
    from fieldplan.cli.findings import finding_document, print_findings
    from fieldplan.errors import OutputError

    findings = api.month_findings(read, month=month, now=now) if month else read.findings
    code = exit_code(findings)
    marked: Path | None = None
    wrong = code == INPUT_REFUSED and any(finding.cell for finding in findings)
    if wrong or any(item.doubtful for item in read.review):
        try:
            marked = api.mark_workbook(path, findings, lang=session.lang, review=read.review)
        except OutputError as error:
            session.warn("marked_copy_failed", detail=error)
    if session.as_json:
        print_json(
            {
                "format": "fieldplan-check/1",
                "exit_code": code,
                "findings": [finding_document(finding, session.lang) for finding in findings],
                "marked_copy": str(marked) if marked else None,
            }
        )
    print_findings(session, findings, session.out)
    if marked:
        session.say("marked_copy", path=marked)
        if read.review:
            session.out.print(text("geocode.review_written", session.lang))
    if code:
        session.say("check_refused")
    else:
        session.say("check_passed", **book_counts(read.book))
    return code


def check_plan(session: Session, path: Path) -> int:
    """List the rules and promises that a plan breaks."""
    from fieldplan import api

    checked = api.check_plan(path)
    session.adopt(checked.record.lang)
    report = checked.report
    code = 0 if report.ok else INPUT_REFUSED
    if session.as_json:
        print_json(
            {
                "format": "fieldplan-check/1",
                "exit_code": code,
                "violations": [violation_document(item, session) for item in report.violations],
                "broken_promises": [
                    violation_document(item, session) for item in report.broken_promises
                ],
            }
        )
    _list(session, "violations", report.violations)
    _list(session, "broken_promises", report.broken_promises)
    session.say("plan_valid" if report.ok else "plan_invalid")
    return code


def exit_code(findings: Sequence[Finding]) -> int:
    """Return the exit code that findings lead to."""
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return INPUT_REFUSED
    return CONTRADICTION if "contradiction" in severities else 0


def book_counts(book: object) -> dict[str, int]:
    """Return how much of everything the workbook holds."""
    names = ("sites", "projects", "emergencies", "engineers")
    return {name: len(getattr(book, name, ())) for name in names}


def violation_document(item: Violation, session: Session) -> dict[str, object]:
    """Return a violation as part of a JSON document."""
    return {
        "rule": item.rule,
        "subject": item.subject,
        "amount": item.amount,
        "text": violation_text(item, session.lang),
    }


def violation_text(item: Violation, lang: str) -> str:
    """Return a violation as a sentence."""
    from fieldplan.cli.console import safe

    params = {name: safe(value) for name, value in item.params.items()}
    return text(
        f"rules.{item.rule}_violation",
        lang,
        **{**params, "subject": safe(item.subject), "amount": item.amount},
    )


def _list(session: Session, key: str, items: Sequence[Violation]) -> None:
    if items:
        session.say(key, count=len(items))
        for item in items:
            session.out.print(f"  {violation_text(item, session.lang)}")
