"""``fieldplan init``: a workbook to fill in, or a filled example to try."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options
from fieldplan.messages import text


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("init", help=text("cli.help_init", help_lang))
    @click.argument("target", type=click.Path(path_type=Path), default=Path())
    @click.option("--example", is_flag=True, help=text("cli.opt_example", help_lang))
    @common_options(help_lang)
    @click.pass_obj
    def init(
        session: Session,
        target: Path,
        example: bool,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, target, example=example)

    return init


def run(session: Session, target: Path, *, example: bool) -> int:
    """Write the workbook and say what to do next."""
    from fieldplan import api
    from fieldplan.api.launchers import write_launchers

    path = api.init(target, lang=session.lang, example=example)
    launchers = write_launchers(path.parent, lang=session.lang, python=Path(sys.executable))
    if session.as_json:
        files = [str(launcher) for launcher in launchers]
        document = {"format": "fieldplan-init/1", "exit_code": 0, "file": str(path)}
        print_json({**document, "launchers": files})
    session.say("init_example" if example else "init_template", path=path)
    ending = ".cmd" if os.name == "nt" else ".sh"
    names = ", ".join(launcher.name for launcher in launchers if launcher.suffix == ending)
    if names:
        session.out.print(text("ask.made", session.lang, names=names))
    return 0
