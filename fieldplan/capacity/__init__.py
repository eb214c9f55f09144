"""Capacity: load, what cannot be done, what it would take, and the verdict."""

from fieldplan.capacity.assemble import Findings, capacity_report
from fieldplan.capacity.emergency_rate import EmergencyRate, emergency_rate

__all__ = ["EmergencyRate", "Findings", "capacity_report", "emergency_rate"]
