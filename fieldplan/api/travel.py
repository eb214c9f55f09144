"""Roads: preparing them, the streets of a plan, and what own drives say of the estimate."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from fieldplan.domain import Book, PlanRecord
from fieldplan.errors import Finding, InputError
from fieldplan.report import RouteLines
from fieldplan.settings import make_settings
from fieldplan.travel import TravelChoice, open_travel
from fieldplan.travel.calibrate import Calibration, calibrate_drives
from fieldplan.travel.programs import install_programs
from fieldplan.travel.roads import PreparedRoads
from fieldplan.travel.roads import prepare_roads as prepare
from fieldplan.workbook import ReadResult, read_workbook

__all__ = [
    "PlanStreets",
    "TravelChoice",
    "calibrate",
    "install_roads",
    "plan_streets",
    "prepare_roads",
]
log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class PlanStreets:
    """The streets of a plan's routes, and why they are missing if they are."""

    lines: RouteLines = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def plan_streets(record: PlanRecord, choice: TravelChoice | None = None) -> PlanStreets:
    """Return the streets of all routes; none when drives are estimated.

    A server that fails now costs the map its streets, never the plan: its finding is handed
    back as a warning.
    """
    try:
        with open_travel(choice, make_settings(dict(record.settings))) as travel:
            return PlanStreets(lines=travel.shapes(record.problem, record.plan))
    except InputError as error:
        log.warning("the map is drawn without streets: %s", error)
        return PlanStreets(
            findings=tuple(
                Finding(code=f.code, severity="warning", value=f.value, params=f.params)
                for f in error.findings
            )
        )


def prepare_roads(
    extract: Path, *, progress: Callable[[str], object] | None = None
) -> PreparedRoads:
    """Prepare an OpenStreetMap extract; it serves every later ``--travel osrm``.

    Raises
    ------
    InputError
        If the file is no extract, the OSRM programs are missing, or one of them fails.
    OutputError
        If the data cannot be written.
    """
    return prepare(Path(extract), progress=progress)


def install_roads() -> Path:
    """Fetch the OSRM programs with pip into fieldplan's own folder; return the folder.

    Raises
    ------
    InputError
        If that fails or there is no package for this system.
    """
    return install_programs().routed.parent


def calibrate(source: Book | ReadResult | Path, choice: TravelChoice | None = None) -> Calibration:
    """Compare the drives of the history with those that would be planned.

    Raises
    ------
    InputError
        If the workbook cannot be read, or its history has too few drives with minutes.
    """
    if isinstance(source, Path):
        source = read_workbook(source)
    if isinstance(source, ReadResult):
        if source.book is None:
            raise InputError(source.findings)
        source = source.book
    settings = make_settings(dict(source.settings))
    with open_travel(choice, settings) as travel:
        return calibrate_drives(source, settings, matrix_of=travel.matrix)
