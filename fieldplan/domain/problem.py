"""The planning problem: what the solver solves and the checker checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum

from fieldplan.domain.book import PromiseStatus
from fieldplan.domain.desk_rules import DeskRules
from fieldplan.domain.plan import Route
from fieldplan.domain.travel import Location, TravelMatrix

HALF_HOURS = 48


class Tier(IntEnum):
    """What kind of promise a visit is to the company; lower values come first."""

    EMERGENCY = 1
    REQUIRED = 3
    WELCOME = 5


@dataclass(frozen=True, kw_only=True)
class LunchRule:
    """``lunch_break``: lunch starts between ``earliest_min`` and ``latest_min``.

    At base, at a site or while waiting, never while driving; it may interrupt work on site
    that lasts over ``interrupt_over_min`` minutes, extending its end. Due on shifts longer
    than 4 hours (Labour Code of the Russian Federation, art. 108) during which it can start
    and end.
    """

    minutes: int
    earliest_min: int = 720
    latest_min: int = 900
    interrupt_over_min: int = 240


@dataclass(frozen=True, kw_only=True)
class After:
    """``min_lag``: a visit's predecessor and the least distance in days between the two.

    The visit is served only if the predecessor is, at least ``min_days`` days of the horizon
    and at least ``min_calendar_days`` calendar days later.
    """

    visit_id: str
    min_days: int = 0
    min_calendar_days: int = 0


@dataclass(frozen=True, kw_only=True)
class Promise:
    """``promise_kept``: work starts on ``date`` within ``start_min`` … ``end_min`` (inclusive)."""

    date: date
    start_min: int
    end_min: int
    status: PromiseStatus = PromiseStatus.AGREED
    engineer_id: str | None = None


@dataclass(frozen=True, kw_only=True)
class Before:
    """Where the plan before a re-solve had the visit.

    ``call``: to move it to another day, or to drop it, means to phone the client although
    nothing was promised (inside the site's notice days).
    """

    date: date
    engineer_id: str
    call: bool = False


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Work at one site, on one day, by one engineer.

    Attributes
    ----------
    location : int
        Index into ``Problem.locations`` and the travel matrix.
    weight : int
        Loss of service when the visit is left out (objective tier 3).
    windows : mapping of date to tuple of (start_min, end_min)
        The visit starts and ends inside one of them (``access_window``); a date that is not
        a key is no ``allowed_day``.
    not_before : date or None
        ``not_before``: earliest date by contract, equipment or report.
    notice_until : date or None
        ``notice_days``: earliest date that leaves the client his notice; does not bind on
        the promised date.
    engineers : frozenset of str or None
        ``fixed_engineer``: only these may serve it.
    deadline : date or None
        ``emergency_deadline``: last date on which the visit is in time.
    deadline_min : int or None
        On the deadline's date, work must start by this minute.
    target : date or None
        Day from which the ``spacing`` cost counts, in days either way.
    latest : date or None
        Last day of the contract's window; a later day costs ``window_late``.
    prep_min, doc_min : int
        Desk work before and after.
    worth_cost : int
        Kopecks gained when a welcome visit is served; 0 for all others.
    note : str
        What its project's note or its call-out's description says; only shown.
    before : Before or None
        Set in a re-solve for what the old plan served: leaving it out, phoning its client and
        moving it then have tiers of their own.
    """

    id: str
    location: int
    duration_min: int
    weight: int
    windows: Mapping[date, tuple[tuple[int, int], ...]]
    kind: str = "other"
    tier: Tier = Tier.REQUIRED
    skills: frozenset[str] = frozenset()
    not_before: date | None = None
    notice_until: date | None = None
    after: tuple[After, ...] = ()
    engineers: frozenset[str] | None = None
    preferred_engineer: str | None = None
    deadline: date | None = None
    deadline_min: int | None = None
    promise: Promise | None = None
    target: date | None = None
    latest: date | None = None
    prep_min: int = 0
    doc_min: int = 0
    site_id: str = ""
    project_id: str = ""
    due: date | None = None
    origin: str = ""
    note: str = ""
    worth_cost: int = 0
    before: Before | None = None


@dataclass(frozen=True, kw_only=True)
class Resume:
    """Where an engineer stands when the rest of a day is planned anew."""

    minute: int
    location: int
    visits_done: int = 0
    lunch_taken: bool = False


@dataclass(frozen=True, kw_only=True)
class Past:
    """``frozen_past``: what is driven already, or under way, when the rest is planned anew.

    Attributes
    ----------
    until : datetime
        The moment at which the rest is planned; no other stop lies on an earlier day.
    routes : tuple of Route
        Whole routes of earlier days, and of the day of ``until`` the stops that are made, under
        way or driven to. Each is closed: it ends at base. A route that goes on from one keeps
        its stops; ``ProblemEngineer.resume`` says where and when it does, and ``depart_min`` of
        the last frozen stop is then when the rest begins.
    """

    until: datetime
    routes: tuple[Route, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ProblemEngineer:
    """An engineer as the solver sees him.

    ``shifts`` has a key for every date on which he works; ``absent`` names the dates of the
    horizon on which an absence took his shift away. ``hours_min`` limits the sum of route
    durations (leave to back, less lunch on the way) over the horizon. ``reserve_min``
    (``emergency_reserve``): a route ends at least so long before the shift does, so that the
    end of every day is free for an emergency; 0 = no reserve.
    """

    id: str
    start: int
    end: int
    shifts: Mapping[date, tuple[int, int]]
    name: str = ""
    skills: frozenset[str] = frozenset()
    max_visits: int | None = None
    overtime_day_min: int = 0
    overtime_month_min: int | None = None
    hours_min: int | None = None
    absent: frozenset[date] = frozenset()
    contractor: bool = False
    hour_cost: int = 0
    visit_cost: int = 0
    day_cost: int = 0
    reserve_min: int = 0
    resume: Mapping[date, Resume] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Prices:
    """Money in kopecks. ``examples``: the manager has not yet replaced the example prices."""

    km_cost: int = 0
    drive_hour_cost: int = 0
    overtime_hour_cost: int = 0
    overtime_first_pct: int = 150
    overtime_first_min: int = 120
    overtime_later_pct: int = 200
    preferred_engineer_cost: int = 0
    spacing_day_cost: int = 0
    window_late_cost: int = 0
    level_hour_cost: int = 0
    level_from_min: int = 420
    examples: bool = False


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Everything that a plan depends on.

    Attributes
    ----------
    days : tuple of date
        The horizon: working days in order. Nothing is planned on another date.
    same_engineer : tuple of tuple of str
        Groups of visits that one engineer serves (those of them that are served).
    consecutive : tuple of tuple of str
        ``consecutive_days``: groups served in this order on consecutive days of the horizon
        by one engineer, all or none.
    traffic : mapping of weekday (0 = Monday) to 48 percentages
        Speed by half-hour as a percentage of free flow; a missing weekday = 100.
    departure_step_min : int
        A route leaves at the shift's start plus a multiple of this.
    prices : Prices or None
        None: the last tier is drive minutes.
    desk : DeskRules or None
        None: desk work is not planned.
    past : Past or None
        ``frozen_past``: set when a month is planned anew while it runs.
    """

    days: tuple[date, ...]
    engineers: tuple[ProblemEngineer, ...]
    visits: tuple[Visit, ...]
    travel: TravelMatrix
    locations: tuple[Location, ...] = ()
    lunch: LunchRule | None = None
    stop_overhead_min: int = 0
    traffic: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    departure_step_min: int = 15
    same_engineer: tuple[tuple[str, ...], ...] = ()
    consecutive: tuple[tuple[str, ...], ...] = ()
    prices: Prices | None = None
    desk: DeskRules | None = None
    past: Past | None = None
