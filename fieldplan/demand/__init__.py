"""Demand: from the rows of the workbook to the visits of a month."""

from fieldplan.demand.build import build_demand
from fieldplan.demand.outlook import WEEKS

__all__ = ["WEEKS", "build_demand"]
