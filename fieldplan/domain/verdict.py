"""Load and verdict of a month: what is proven, what it would take, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldplan.domain.forecast import (
    BreakEven,
    DebtLedger,
    Forecast,
    MonthHours,
)
from fieldplan.domain.plan import Reason
from fieldplan.domain.readiness import Readiness


class Verdict(StrEnum):
    """What the company should do; the value is the key of its text."""

    ENOUGH = "enough"
    TIGHT = "tight"
    CONTRACTORS = "contractors"
    SECOND_ENGINEER = "second_engineer"


@dataclass(frozen=True, kw_only=True)
class Shortage:
    """Days whose work does not go into the time that there is.

    Attributes
    ----------
    first, last : date
        The days; each of ``visits`` may be made on these only.
    need_min : int
        Least minutes of all these visits: work, overhead per stop and the least possible
        share of the drive (and desk work, where that is a hard rule).
    exist_min : int
        Minutes of the engineers' shifts less lunch, with all overtime that is allowed.
    count, weight : int
        Proven least number, and apart from it least weight, of these visits that stay undone.
    visits : tuple of str
        The visits that compete for the time.
    """

    first: date
    last: date
    need_min: int
    exist_min: int
    count: int
    weight: int
    visits: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A proven lower bound on the required work that a team leaves undone.

    Attributes
    ----------
    engineers, contractors : int
        People of the team.
    strict_desk : bool
        Whether desk work was reckoned as taking shift time.
    required : int
        Required visits of the month.
    hours_count, hours_weight : int
        Proven by hours alone.
    solver_count, solver_weight : int or None
        Proven by the solver; None when it was not asked or has proven nothing.
    found_count, found_weight : int or None
        Undone in the best plans found (of least count, of least weight); None without one.
    shortages : tuple of Shortage
        Where the hours are missing, in order of days.
    """

    engineers: int
    contractors: int = 0
    strict_desk: bool = False
    required: int = 0
    hours_count: int = 0
    hours_weight: int = 0
    solver_count: int | None = None
    solver_weight: int | None = None
    found_count: int | None = None
    found_weight: int | None = None
    shortages: tuple[Shortage, ...] = ()

    @property
    def count(self) -> int:
        """Proven least number of required visits undone."""
        return max(self.hours_count, self.solver_count or 0)

    @property
    def weight(self) -> int:
        """Proven least weight of required visits undone."""
        return max(self.hours_weight, self.solver_weight or 0)


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """The same month with another team, planned and checked.

    Attributes
    ----------
    engineers, contractors : int
        Staff, and contractors at the same time.
    contractor_limit : int or None
        Days that contractors may be called; None = as many as the plan wants.
    contractor_days, contractor_visits : int
        Days and visits that the plan gives them.
    served, undone : int
        Required visits.
    undone_weight : int
        Weight of the undone.
    proven_weight : int or None
        Proven least weight undone with this team.
    planned_min, available_min, overtime_min : int
        Of the staff: routes, desk work and handing over; shifts; overtime of the routes.
    drive_min, distance_m : int
        Of everybody.
    cost : int
        Kopecks of the month: salaries, kilometres, drive time, overtime, contractors' fees.
    fits : bool
        Every required visit is made, and the staff's hours suffice with allowed overtime.
    """

    engineers: int
    contractors: int = 0
    contractor_limit: int | None = None
    contractor_days: int = 0
    contractor_visits: int = 0
    served: int = 0
    undone: int = 0
    undone_weight: int = 0
    proven_weight: int | None = None
    planned_min: int = 0
    available_min: int = 0
    overtime_min: int = 0
    drive_min: int = 0
    distance_m: int = 0
    cost: int = 0
    seconds: float = 0.0
    fits: bool = False

    @property
    def free_min(self) -> int:
        """Minutes of the staff's shifts that are left; negative = missing."""
        return self.available_min - self.planned_min


@dataclass(frozen=True, kw_only=True)
class NormAudit:
    """The norm of visits an engineer against the arithmetic of the workbook.

    Attributes
    ----------
    low, high : int
        The norm.
    visits, routes : int
        A staff engineer's, on average, in the plan, in tenths (``653`` = 65.3).
    sites : int
        Sites with a maintenance contract.
    due_visits : float
        Maintenance visits a month that the contracts ask for.
    rule_low, rule_high : float
        What the company's rule of thumb says for so many sites.
    sites_per_route_low, sites_per_route_high : float
        Sites a route that the rule of thumb implies.
    found_per_route : float
        Stops a route of the plan.
    road_min : int
        Minutes a visit on the road and on site, on average; ``desk_min`` those at the desk.
    bearable_min : tuple of (visits, minutes)
        Desk minutes a visit that an engineer could bear at so many visits; may be negative.
    fitting_visits : float
        Visits a month whose hours, with their desk work, go into one engineer's shifts.
    """

    low: int
    high: int
    visits: int
    routes: int
    sites: int
    due_visits: float
    rule_low: float
    rule_high: float
    sites_per_route_low: float
    sites_per_route_high: float
    found_per_route: float
    road_min: int
    desk_min: int
    bearable_min: tuple[tuple[int, int], ...]
    fitting_visits: float


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The verdict with its evidence and its remedies, cheapest first."""

    verdict: Verdict
    evidence: tuple[Reason, ...] = ()
    remedies: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CapacityReport:
    """Everything that is said of a month's capacity.

    Attributes
    ----------
    full : bool
        False = reckoned from the plan alone, without planning anything else.
    engineers, contractors : int
        The team of the plan.
    show_money : bool
        False while prices are examples: then no roubles are shown.
    """

    month: str
    full: bool
    engineers: int
    contractors: int
    judgement: Judgement
    hours: MonthHours
    debt: DebtLedger
    norm: NormAudit
    certificates: tuple[Certificate, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    readiness: Readiness | None = None
    break_even: BreakEven | None = None
    show_money: bool = False
