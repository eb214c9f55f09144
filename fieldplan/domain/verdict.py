"""Load and verdict of a month: what is proven, what it would take, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldplan.domain.plan import Reason


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
class DebtMonth:
    """Overdue maintenance at the end of a month."""

    month: str
    debt: int


@dataclass(frozen=True, kw_only=True)
class DebtLedger:
    """Overdue maintenance: now, and at the end of each month at the present team."""

    overdue: int = 0
    months: tuple[DebtMonth, ...] = ()

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
class Share:
    """A share found by replays, with half the width of its 95 % confidence interval."""

    value: float
    half_width: float

    @property
    def low(self) -> float:
        """Lower end of the interval."""
        return max(0.0, self.value - self.half_width)

    @property
    def high(self) -> float:
        """Upper end of the interval."""
        return min(1.0, self.value + self.half_width)


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """How many of random emergencies the plan could attend in time.

    Attributes
    ----------
    month_rate : float
        Emergencies a month of 21 working days; ``from_history`` tells whether they were counted
        or set.
    replays, emergencies : int
        Months replayed and the emergencies in them.
    within_one, within_two : Share
        Attended within 1 and 2 working days.
    target_pct : int
        What is wanted within 2 working days.
    reserve_min : int or None
        Minutes a day kept free that reach the target, as a plan made with them showed; None =
        not looked for, or none found.
    with_reserve : Share or None
        Share within 2 working days in that plan.
    reserve_undone : int
        Required visits that the plan with the reserve leaves out.
    """

    month_rate: float
    from_history: bool
    replays: int
    emergencies: int
    within_one: Share
    within_two: Share
    target_pct: int
    reserve_min: int | None = None
    with_reserve: Share | None = None
    reserve_undone: int = 0


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
