"""``fieldplan calibrate``: what own drives say of the planned ones."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options, travel_options
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.travel.calibrate import Calibration, DriveError


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("calibrate", help=text("cli.help_calibrate", help_lang))
    @click.argument("workbook", type=click.Path(path_type=Path))
    @travel_options(help_lang)
    @common_options(help_lang)
    @click.pass_obj
    def calibrate(
        session: Session,
        workbook: Path,
        travel: str | None,
        osrm_url: str,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        return run(session, workbook, travel=travel, osrm_url=osrm_url)

    return calibrate


def run(session: Session, workbook: Path, *, travel: str | None, osrm_url: str) -> int:
    """Fit, and say what to write into the workbook."""
    from fieldplan import api
    from fieldplan.cli.options import travel_choice
    from fieldplan.settings import make_settings

    read = api.read_workbook(workbook)
    session.adopt(read.lang)
    fitted = api.calibrate(read, travel_choice(travel, osrm_url))
    book = read.book
    assert book is not None  # else InputError was raised
    changes = _changes(fitted, make_settings(dict(book.settings)).drive_factor_pct)
    if session.as_json:
        print_json(_document(fitted, changes))
    _table(session, fitted)
    session.say("calibrate_drives", count=len(fitted.drives), skipped=fitted.skipped)
    for key, value in changes.items():
        session.say("calibrate_setting", setting=key, value=value)
    if not changes:
        session.say("calibrate_nothing")
    return 0


def _changes(fitted: Calibration, factor_pct: int) -> dict[str, str]:
    changes = {}
    if fitted.factor_pct != factor_pct:
        changes["drive_factor_pct"] = str(fitted.factor_pct)
    if fitted.weekday_pct is not None:
        changes["traffic_weekday_pct"] = ", ".join(map(str, fitted.weekday_pct))
    return changes


def _table(session: Session, fitted: Calibration) -> None:
    from rich.table import Table

    table = Table()
    for key in ("column_when", "column_bias", "column_mean", "column_p90"):
        table.add_column(session.text(key), justify="left" if key == "column_when" else "right")
    for key, error in (("calibrate_before", fitted.before), ("calibrate_after", fitted.after)):
        table.add_row(session.text(key), *(_figure(session, value) for value in _figures(error)))
    session.out.print(table)


def _figures(error: DriveError) -> tuple[float, float, float]:
    return error.bias, error.mean, error.p90


def _figure(session: Session, minutes: float) -> str:
    shown = f"{minutes:.1f}"
    return shown.replace(".", ",") if session.lang == "ru" else shown


def _document(fitted: Calibration, changes: dict[str, str]) -> dict[str, object]:
    return {
        "format": "fieldplan-calibration/1",
        "exit_code": 0,
        "drives": len(fitted.drives),
        "skipped": fitted.skipped,
        "before": asdict(fitted.before),
        "after": asdict(fitted.after),
        "settings": changes,
    }
