"""The engineers' loads: as a table, against the norm, and as documents for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe

if TYPE_CHECKING:
    from fieldplan.domain import PlanRecord
    from fieldplan.report.load import EngineerLoad


def load_table(session: Session, record: PlanRecord) -> object:
    """Engineers across and figures down: it fits a terminal of 80 columns."""
    from rich.table import Table
    from rich.text import Text

    from fieldplan.units import hours

    loads = loads_of(record)
    names = engineer_names(record)
    table = Table()
    table.add_column(session.text("column_engineer"))
    for load in loads:
        table.add_column(Text(names[load.engineer_id]), justify="right", overflow="fold")
    for name in ("visits", "routes"):
        row = (str(getattr(load, name)) for load in loads)
        table.add_row(session.text(f"column_{name}"), *row)
    table.add_row(session.text("column_km"), *(f"{load.distance_m / 1000:.0f}" for load in loads))
    for name in ("on_site", "drive", "desk", "desk_overflow", "overtime", "free"):
        row = (hours(getattr(load, f"{name}_min"), session.lang) for load in loads)
        table.add_row(session.text(f"column_{name}"), *row)
    return table


def print_norm(session: Session, record: PlanRecord) -> None:
    """Print each engineer's visits against the norm; contractors have none."""
    from fieldplan.settings import make_settings

    settings = make_settings(dict(record.settings))
    names = engineer_names(record)
    contractors = {e.id for e in record.problem.engineers if e.contractor}
    for load in loads_of(record):
        if load.engineer_id in contractors:
            continue
        verdict = "norm_within"
        if load.visits > settings.norm_high:
            verdict = "norm_above"
        elif load.visits < settings.norm_low:
            verdict = "norm_below"
        session.say(
            verdict,
            engineer=names[load.engineer_id],
            visits=load.visits,
            routes=load.routes,
            low=settings.norm_low,
            high=settings.norm_high,
        )


def loads_of(record: PlanRecord) -> tuple[EngineerLoad, ...]:
    """Return the month's load of every engineer."""
    from fieldplan import api

    return api.month_load(record)


def load_document(load: EngineerLoad) -> dict[str, object]:
    """Return a load as part of a JSON document."""
    return {
        "engineer": load.engineer_id,
        "visits": load.visits,
        "routes": load.routes,
        "on_site_min": load.on_site_min,
        "drive_min": load.drive_min,
        "distance_m": load.distance_m,
        "desk_min": load.desk_min,
        "desk_overflow_min": load.desk_overflow_min,
        "overtime_min": load.overtime_min,
        "available_min": load.available_min,
        "free_min": load.free_min,
    }


def engineer_names(record: PlanRecord) -> dict[str, str]:
    """Return the engineers' names by id, safe to print."""
    return {e.id: safe(e.name or e.id) for e in record.problem.engineers}
