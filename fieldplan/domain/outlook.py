"""The quarter outlook: which week each maintenance visit belongs to, and the load of the weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from fieldplan.domain.book import Basis


class Duty(StrEnum):
    """What a maintenance visit is to the month; the value is the key of its text."""

    OVERDUE = "overdue"
    WINDOW = "window"
    SHARE = "share"
    PROMISED = "promised"
    WELCOME = "welcome"
    LATER = "later"

    @property
    def required(self) -> bool:
        """Whether the month must make the visit."""
        return self in (Duty.OVERDUE, Duty.WINDOW, Duty.SHARE, Duty.PROMISED)


@dataclass(frozen=True, kw_only=True)
class OutlookVisit:
    """A maintenance visit of the outlook, and why it stands where it does.

    Attributes
    ----------
    last_visit : date or None
        The visit before; None without history (the site's turn decides) and for the later
        visits of a site in the same outlook.
    opens, latest : date
        The window in which the contract wants the visit; ``due`` is its due date.
    week : date or None
        First day of the week it is planned for; None = no room in any week looked at.
    duty : Duty
        What it is to the month being planned.
    work_min : int
        Minutes reckoned for it: on site, desk work and its share of the drive.
    worth_cost : int
        Kopecks gained when a welcome visit is made this month already.
    """

    visit_id: str
    site_id: str
    every_months: int
    basis: Basis
    opens: date
    due: date
    latest: date
    duty: Duty
    week: date | None = None
    last_visit: date | None = None
    work_min: int = 0
    worth_cost: int = 0

    @property
    def required(self) -> bool:
        """Whether the month must make the visit."""
        return self.duty.required

    @property
    def late(self) -> bool:
        """Whether the week lies after the window, or there is none."""
        return self.week is None or self.week > self.latest


@dataclass(frozen=True, kw_only=True)
class OutlookWeek:
    """A week (or the part of one inside a month) and what is in it.

    Attributes
    ----------
    available_min : int
        Shifts of the staff less lunch and absences.
    reserved_min : int
        Taken by projects, consultations, emergencies (open and expected) and a share that no
        route fills to the minute.
    most_min : int
        Minutes of maintenance for which there is time on the road, if the desk work that the
        shifts do not hold is done in overtime.
    planned_min, visits : int
        Maintenance put into the week.
    hour_cost : int
        Kopecks that one more hour of work in the week costs: the price of its crowding.
    """

    first: date
    last: date
    working_days: int
    available_min: int
    reserved_min: int
    most_min: int = 0
    planned_min: int = 0
    visits: int = 0
    hour_cost: int = 0


@dataclass(frozen=True, kw_only=True)
class OutlookMonth:
    """A month of the year's view.

    Attributes
    ----------
    debt : int
        Visits whose window is over at its end: what is overdue on that day.
    missed : int
        Contract windows that have ended without their visit from the year's first day to its
        end. It never shrinks: a late visit ends the debt, but gives no missed window back.
    """

    month: str
    working_days: int
    available_min: int
    reserved_min: int
    planned_min: int
    visits: int
    debt: int
    missed: int = 0


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The weeks ahead at the present team, and the year in months.

    Attributes
    ----------
    visits : tuple of OutlookVisit
        In order of week, then site.
    value, bound : int
        Cost of the choice of weeks in roubles, and the proven lower bound of any choice.
    failure : str
        First month (``YYYY-MM``) in which a window would be missed at the present team;
        empty if none in the year.
    needed_min : int
        Minutes of maintenance that the contracts ask for in a month, evened out.
    """

    weeks: tuple[OutlookWeek, ...] = ()
    months: tuple[OutlookMonth, ...] = ()
    visits: tuple[OutlookVisit, ...] = ()
    value: int = 0
    bound: int = 0
    failure: str = ""
    needed_min: int = 0

    @property
    def made_min(self) -> int:
        """Minutes of maintenance that go into a month of the year, on average."""
        return sum(month.planned_min for month in self.months) // max(1, len(self.months))

    @property
    def missed(self) -> int:
        """Windows that end without their visit in the year."""
        return self.months[-1].missed if self.months else 0

    @property
    def gap_pct(self) -> float:
        """Distance between the value and its bound in per cent of the value."""
        return 100 * (self.value - self.bound) / self.value if self.value else 0.0

    @property
    def overdue(self) -> int:
        """Visits that are overdue already."""
        return sum(visit.duty is Duty.OVERDUE for visit in self.visits)
