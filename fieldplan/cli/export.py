"""``fieldplan export``: a plan for other calendars and tables."""

from __future__ import annotations

from pathlib import Path

import click

from fieldplan.cli.console import Session, print_json, safe
from fieldplan.cli.options import common_options
from fieldplan.messages import text

FORMATS = ("csv", "bitrix24", "ics")


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("export", help=text("cli.help_export", help_lang))
    @click.argument("plan", type=click.Path(path_type=Path))
    @click.option(
        "--format",
        "form",
        type=click.Choice(FORMATS),
        required=True,
        help=text("cli.opt_format", help_lang),
    )
    @click.option(
        "--out", type=click.Path(path_type=Path), help=text("cli.opt_export_out", help_lang)
    )
    @click.option("--contacts", is_flag=True, help=text("cli.opt_export_contacts", help_lang))
    @common_options(help_lang)
    @click.pass_obj
    def export(
        session: Session,
        plan: Path,
        form: str,
        out: Path | None,
        contacts: bool,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, plan, form, out, contacts=contacts)

    return export


def run(session: Session, plan: Path, form: str, out: Path | None, *, contacts: bool) -> int:
    """Write the export and say where it is."""
    from fieldplan import api

    done = api.export_plan(plan, form, out, contacts=contacts, lang=session.option_lang)
    session.adopt(done.lang)
    if session.as_json:
        files = [str(path) for path in done.files]
        print_json({"format": "fieldplan-export/1", "exit_code": 0, "files": files})
    session.say("exported", count=len(done.files))
    for path in done.files:
        session.out.print(f"  {safe(path)}", soft_wrap=True)
    return 0
