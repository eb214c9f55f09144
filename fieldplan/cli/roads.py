"""``fieldplan roads``: the programs and the data that real roads need."""

from __future__ import annotations

from pathlib import Path

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options
from fieldplan.messages import text


def make(help_lang: str) -> click.Group:
    """Return the commands with their help in ``help_lang``."""
    group = click.Group("roads", help=text("cli.help_roads", help_lang))

    @group.command("install", help=text("cli.help_roads_install", help_lang))
    @common_options(help_lang)
    @click.pass_obj
    def install(session: Session, lang: str | None, as_json: bool, debug: bool) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run_install(session)

    @group.command("prepare", help=text("cli.help_roads_prepare", help_lang))
    @click.argument("extract", type=click.Path(path_type=Path))
    @common_options(help_lang)
    @click.pass_obj
    def prepare(
        session: Session, extract: Path, lang: str | None, as_json: bool, debug: bool
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run_prepare(session, extract)

    return group


def run_install(session: Session) -> int:
    """Fetch the programs and say where they are."""
    from fieldplan import api

    folder = api.install_roads()
    if session.as_json:
        print_json({"format": "fieldplan-roads/1", "exit_code": 0, "folder": str(folder)})
    session.say("roads_installed", folder=folder)
    return 0


def run_prepare(session: Session, extract: Path) -> int:
    """Prepare the extract and say what is next."""
    from fieldplan import api

    made = api.prepare_roads(
        extract, progress=lambda program: session.warn("roads_step", program=program)
    )
    if session.as_json:
        print_json(
            {
                "format": "fieldplan-roads/1",
                "exit_code": 0,
                "extract": made.extract,
                "version": made.version,
                "folder": str(made.folder),
            }
        )
    session.say("roads_prepared", extract=made.extract, version=made.version)
    return 0
