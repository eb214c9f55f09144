"""``fieldplan map``: the map of a plan, made anew."""

from __future__ import annotations

from pathlib import Path

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options
from fieldplan.messages import text


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("map", help=text("cli.help_map", help_lang))
    @click.argument("plan", type=click.Path(path_type=Path))
    @click.option("--out", type=click.Path(path_type=Path), help=text("cli.opt_map_out", help_lang))
    @click.option("--contacts", is_flag=True, help=text("cli.opt_contacts", help_lang))
    @common_options(help_lang)
    @click.pass_obj
    def map_(
        session: Session,
        plan: Path,
        out: Path | None,
        contacts: bool,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, plan, out, contacts=contacts)

    return map_


def run(session: Session, plan: Path, out: Path | None, *, contacts: bool) -> int:
    """Write the map and say where it is."""
    from fieldplan import api

    made = api.make_map(plan, out, contacts=contacts, lang=session.option_lang)
    session.adopt(made.lang)
    if session.as_json:
        print_json({"format": "fieldplan-map/1", "exit_code": 0, "file": str(made.path)})
    session.say("map_written", path=made.path)
    return 0
