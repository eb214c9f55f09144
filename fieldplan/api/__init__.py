"""One function per job; what the command line calls and what programs import.

The modules import what they need at once, this package only on demand, so that a program that
reads a workbook does not wait for the solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldplan.api.capacity import Assessed, assess_capacity, write_assessed
    from fieldplan.api.checks import Checked, check_plan
    from fieldplan.api.closing import MonthEnd, close
    from fieldplan.api.exchange import Solved, solve_exchange, write_answer
    from fieldplan.api.explanations import explain
    from fieldplan.api.exports import Exported, export_plan
    from fieldplan.api.history import RevisionEntry, plan_history
    from fieldplan.api.months import Month, month_findings, prepare_month
    from fieldplan.api.offers import OfferList, offer, offer_at_site, take
    from fieldplan.api.outlook import quarter_outlook
    from fieldplan.api.outputs import MadeMap, Outputs, make_map, month_load, write_outputs
    from fieldplan.api.places import known_places
    from fieldplan.api.plans import plan_month
    from fieldplan.api.previous import previous_month
    from fieldplan.api.replan import EmergencyCall, Replanned, open_record, replan
    from fieldplan.api.search import required_left, stop_rule
    from fieldplan.api.travel import (
        PlanStreets,
        TravelChoice,
        calibrate,
        install_roads,
        plan_streets,
        prepare_roads,
    )
    from fieldplan.api.workbooks import init, mark_workbook, read_workbook

__all__ = [
    "Assessed",
    "Checked",
    "EmergencyCall",
    "Exported",
    "MadeMap",
    "Month",
    "MonthEnd",
    "OfferList",
    "Outputs",
    "PlanStreets",
    "Replanned",
    "RevisionEntry",
    "Solved",
    "TravelChoice",
    "assess_capacity",
    "calibrate",
    "check_plan",
    "close",
    "explain",
    "export_plan",
    "init",
    "install_roads",
    "known_places",
    "make_map",
    "mark_workbook",
    "month_findings",
    "month_load",
    "offer",
    "offer_at_site",
    "open_record",
    "plan_history",
    "plan_month",
    "plan_streets",
    "prepare_month",
    "prepare_roads",
    "previous_month",
    "quarter_outlook",
    "read_workbook",
    "replan",
    "required_left",
    "solve_exchange",
    "stop_rule",
    "take",
    "write_answer",
    "write_assessed",
    "write_outputs",
]

_HOMES = {
    "capacity": ("Assessed", "assess_capacity", "write_assessed"),
    "checks": ("Checked", "check_plan"),
    "closing": ("MonthEnd", "close"),
    "exchange": ("Solved", "solve_exchange", "write_answer"),
    "explanations": ("explain",),
    "exports": ("Exported", "export_plan"),
    "history": ("RevisionEntry", "plan_history"),
    "months": ("Month", "month_findings", "prepare_month"),
    "offers": ("OfferList", "offer", "offer_at_site", "take"),
    "outlook": ("quarter_outlook",),
    "outputs": ("MadeMap", "Outputs", "make_map", "month_load", "write_outputs"),
    "places": ("known_places",),
    "plans": ("plan_month",),
    "previous": ("previous_month",),
    "replan": ("EmergencyCall", "Replanned", "open_record", "replan"),
    "search": ("required_left", "stop_rule"),
    "travel": (
        "PlanStreets",
        "TravelChoice",
        "calibrate",
        "install_roads",
        "plan_streets",
        "prepare_roads",
    ),
    "workbooks": ("init", "mark_workbook", "read_workbook"),
}


def __getattr__(name: str) -> object:
    """Import the module in which the name is defined."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
