"""Demand: from the rows of the workbook to the visits of a month."""

from fieldplan.demand.build import build_demand

__all__ = ["build_demand"]
