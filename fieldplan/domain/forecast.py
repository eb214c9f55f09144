"""The hours of a month and of the months ahead, the visits overdue, and when hiring pays."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DebtMonth:
    """Overdue maintenance at the end of a month."""

    month: str
    debt: int


@dataclass(frozen=True, kw_only=True)
class DebtLedger:
    """Overdue maintenance: now, and at the end of each month at the present team.

    Attributes
    ----------
    failure : str
        First month (``YYYY-MM``) in which a contract window is missed; empty if none in the year.
    missed : int
        Windows that end without their visit in the year.
    """

    overdue: int = 0
    months: tuple[DebtMonth, ...] = ()
    failure: str = ""
    missed: int = 0

    @property
    def growth(self) -> int:
        """How many more are overdue at the end than now; negative = the debt shrinks."""
        return self.months[-1].debt - self.overdue if self.months else 0


@dataclass(frozen=True, kw_only=True)
class MonthHours:
    """Hours of a planned month for the whole staff.

    Attributes
    ----------
    available_min : int
        Shifts less lunch.
    overtime_min : int
        Overtime that the rules allow besides.
    planned_min : int
        Routes and desk work of the plan.
    expected_min : int
        Emergencies that are not known yet, at the usual rate.
    undone_min : int
        Least minutes of the required visits that the plan leaves out, with their desk work.
    undone, proven_undone : int
        Required visits that the plan leaves out, and how many of them are proven to.
    visits, routes : int
        Of the staff.
    """

    available_min: int
    overtime_min: int = 0
    planned_min: int = 0
    expected_min: int = 0
    undone_min: int = 0
    undone: int = 0
    proven_undone: int = 0
    visits: int = 0
    routes: int = 0

    @property
    def need_min(self) -> int:
        """All hours that the month asks for."""
        return self.planned_min + self.expected_min + self.undone_min

    @property
    def missing_min(self) -> int:
        """What is missing even with all overtime; 0 when the hours suffice."""
        return max(0, self.need_min - self.available_min - self.overtime_min)

    @property
    def load_pct(self) -> int:
        """All hours as a percentage of the shifts, rounded."""
        return round(100 * self.need_min / self.available_min) if self.available_min else 0


@dataclass(frozen=True, kw_only=True)
class ForecastMonth:
    """A month ahead, in hours.

    Attributes
    ----------
    sites : int
        Sites with a maintenance contract.
    due_min : int
        Work that falls due in the month.
    carried_min : int
        Work that the months before left undone.
    room_min : int
        Shifts of the team less what no route fills.
    overtime_min : int
        Overtime that the rules allow besides.
    contractor_days : int
        Days of one contractor that would take what the month's own work exceeds.
    """

    month: str
    sites: int
    due_min: int
    room_min: int
    carried_min: int = 0
    overtime_min: int = 0
    contractor_days: int = 0

    @property
    def need_min(self) -> int:
        """All work of the month."""
        return self.due_min + self.carried_min

    @property
    def over(self) -> bool:
        """Whether the month's own work does not go into shifts and allowed overtime."""
        return self.due_min > self.room_min + self.overtime_min

    @property
    def backlog_min(self) -> int:
        """Work handed on to the next month."""
        return max(0, self.need_min - self.room_min - self.overtime_min)

    @property
    def load_pct(self) -> int:
        """The month's own work as a percentage of the room in the shifts, rounded."""
        return round(100 * self.due_min / self.room_min) if self.room_min else 0


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """The months ahead for a team, under the growth that the settings name."""

    engineers: int
    months: tuple[ForecastMonth, ...] = ()

    @property
    def breaks(self) -> str:
        """First month that leaves work undone; empty if there is none."""
        return next((month.month for month in self.months if month.backlog_min), "")


@dataclass(frozen=True, kw_only=True)
class BreakEven:
    """Hiring against contracting over the forecast, in kopecks.

    ``month`` is the first in which contracting has cost as much as hiring; empty = never in
    the months looked at.
    """

    hire_cost: int
    contract_cost: int
    contractor_days: int
    month: str = ""
