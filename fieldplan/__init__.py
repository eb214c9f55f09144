"""Plan a field-service month: routes, calendar, map and an honest verdict.

The functions of ``fieldplan.api`` can be imported from here.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fieldplan.api import (
        assess_capacity,
        check_plan,
        init,
        make_map,
        month_load,
        plan_month,
        prepare_month,
        quarter_outlook,
        read_workbook,
        solve_exchange,
        stop_rule,
        write_outputs,
    )

__version__ = "0.1.0"

__all__ = [
    "__version__",
    "assess_capacity",
    "check_plan",
    "init",
    "make_map",
    "month_load",
    "plan_month",
    "prepare_month",
    "quarter_outlook",
    "read_workbook",
    "solve_exchange",
    "stop_rule",
    "write_outputs",
]


def __getattr__(name: str) -> object:
    """Import the function asked for; importing ``fieldplan`` itself stays cheap."""
    if name in __all__:
        return getattr(import_module("fieldplan.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
