"""What the manager's workbook says, row by row, understood but not yet planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Hours = tuple[tuple[tuple[int, int], ...], ...]
"""Opening windows by weekday: 7 tuples (Monday first) of ``(start_min, end_min)``."""


class VisitKind(StrEnum):
    """Kind of a visit; the value is the key of its name in ``fieldplan.messages``."""

    MAINTENANCE = "maintenance"
    AUDIT = "audit"
    INSTALLATION = "installation"
    COMMISSIONING = "commissioning"
    TRAINING = "training"
    EMERGENCY = "emergency"
    OTHER = "other"


class Basis(StrEnum):
    """How a maintenance contract counts: by calendar period or from the last visit."""

    CALENDAR = "calendar"
    INTERVAL = "interval"


class PromiseStatus(StrEnum):
    """What the client knows of a visit's day and window."""

    TOLD = "told"
    AGREED = "agreed"


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """Where a record stands in the manager's workbook (row counts from 1)."""

    sheet: str
    row: int


@dataclass(frozen=True, kw_only=True)
class Site:
    """A place of a client.

    Attributes
    ----------
    maintenance_every_months : int
        0 = no maintenance contract.
    on_site_min : int or None
        Minutes of a maintenance visit; None = the setting of the kind.
    access : Hours
        Windows in which work may be done, by weekday; access days are already applied.
    notice_days : int
        Working days between *now* and the earliest day of a visit that is not yet promised.
    engineer_id : str or None
        Fixed (``engineer_fixed``) or preferred engineer.
    response_days : int
        Working days within which an emergency must be attended.
    implied : bool
        True when the site was made by the reader from a project or an emergency that gave
        an address of its own.
    """

    id: str
    client: str
    address: str
    lat: float | None
    lon: float | None
    access: Hours
    kind: str = ""
    maintenance_every_months: int = 3
    last_maintenance: date | None = None
    basis: Basis = Basis.CALENDAR
    on_site_min: int | None = None
    notice_days: int = 0
    engineer_id: str | None = None
    engineer_fixed: bool = False
    skills: frozenset[str] = frozenset()
    response_days: int = 2
    contact: str = ""
    phone: str = ""
    note: str = ""
    active: bool = True
    implied: bool = False
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One stage of a project.

    Attributes
    ----------
    work_min : int or None
        Minutes on site a day; None = the setting of the kind.
    days : int
        Consecutive working days that the stage takes (an installation may take several).
    agreed_on : date or None
        Day agreed with the client; ``agreed_window`` is its window or None for the whole day.
    begun_days : int
        Days of a stage of several that a closed month has made; the others are left.
    """

    kind: VisitKind
    work_min: int | None = None
    days: int = 1
    done_on: date | None = None
    agreed_on: date | None = None
    agreed_window: tuple[int, int] | None = None
    skills: frozenset[str] = frozenset()
    begun_days: int = 0

    @property
    def days_left(self) -> int:
        """Days that are still to be made."""
        return self.days - self.begun_days


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project: its stages in order (audit, installation, commissioning, training).

    A stage that the project does not have is not in ``stages``. ``equipment_lead_days`` are
    calendar days after the audit; ``equipment_expected`` and ``equipment_arrived`` override it.
    """

    id: str
    site_id: str
    stages: tuple[Stage, ...]
    start_not_before: date | None = None
    due: date | None = None
    equipment_lead_days: int | None = None
    equipment_expected: date | None = None
    equipment_arrived: date | None = None
    same_engineer: bool = True
    engineer_id: str | None = None
    note: str = ""
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """A call-out. ``response_days`` None = the site's."""

    id: str
    site_id: str
    reported: datetime
    response_days: int | None = None
    work_min: int | None = None
    skills: frozenset[str] = frozenset()
    description: str = ""
    done_on: date | None = None
    cancelled: bool = False
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class Engineer:
    """A person who makes visits: staff or contractor.

    Attributes
    ----------
    shift : Hours
        By weekday, no or one window; an empty tuple = a day off.
    skills : frozenset of str
        Names as written in the workbook, casefolded.
    max_visits : int or None
        Visits a route; None = the setting.
    overtime_day_min : int or None
        None = the setting.
    hour_cost, visit_cost, day_cost : int
        Contractor's prices in kopecks; 0 = not charged so.
    month_hours_min : int or None
        Minutes a month available for routes; None = not limited.
    """

    id: str
    name: str
    lat: float | None
    lon: float | None
    shift: Hours
    base_address: str = ""
    skills: frozenset[str] = frozenset()
    max_visits: int | None = None
    overtime_day_min: int | None = None
    contractor: bool = False
    hour_cost: int = 0
    visit_cost: int = 0
    day_cost: int = 0
    month_hours_min: int | None = None
    active: bool = True
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class Absence:
    """An engineer's absence, whole days from ``first`` to ``last`` inclusive."""

    engineer_id: str
    first: date
    last: date
    reason: str = ""
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class AgreedVisit:
    """A promise: a day and a window told to or agreed with the client.

    ``subject`` is a visit id, a site id (its maintenance), a project id (with ``kind``) or an
    emergency id, as the manager wrote it.
    """

    subject: str
    date: date
    kind: VisitKind | None = None
    window: tuple[int, int] | None = None
    engineer_id: str | None = None
    status: PromiseStatus = PromiseStatus.AGREED
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryVisit:
    """A visit that was made. ``drive_min`` is the measured drive to it, if known."""

    date: date
    site_id: str
    kind: VisitKind
    engineer_id: str | None = None
    work_min: int | None = None
    drive_min: int | None = None
    source: SourceRow | None = None


@dataclass(frozen=True, kw_only=True)
class Book:
    """The whole workbook. ``settings`` holds only the values that differ from the defaults."""

    sites: tuple[Site, ...] = ()
    projects: tuple[Project, ...] = ()
    emergencies: tuple[Emergency, ...] = ()
    engineers: tuple[Engineer, ...] = ()
    absences: tuple[Absence, ...] = ()
    agreed: tuple[AgreedVisit, ...] = ()
    history: tuple[HistoryVisit, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    lang: str = "ru"
