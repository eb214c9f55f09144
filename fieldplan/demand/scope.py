"""What every kind of demand needs: the book, the horizon, the places and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from fieldplan.demand.horizon import Horizon, windows_on
from fieldplan.demand.subjects import Subject
from fieldplan.domain import (
    Book,
    Location,
    Site,
    SourceRow,
    Tier,
    UndoneVisit,
    Visit,
    VisitKind,
)
from fieldplan.errors import Finding
from fieldplan.settings import Settings
from fieldplan.units import day_text
from fieldplan.workdays import add_working_days


class Places:
    """The locations of the problem, one for each distinct pair of coordinates."""

    def __init__(self) -> None:
        self._index: dict[tuple[float, float], int] = {}
        self._locations: list[Location] = []

    def index(self, *, lat: float, lon: float, name: str) -> int:
        """Return the number of the place, noting it when it is new."""
        key = (round(lat, 6), round(lon, 6))
        if key not in self._index:
            self._index[key] = len(self._locations)
            self._locations.append(Location(name=name, lat=lat, lon=lon))
        return self._index[key]

    @property
    def locations(self) -> tuple[Location, ...]:
        """All places, by number."""
        return tuple(self._locations)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """The circumstances of one month's demand; ``findings`` grows while it is built.

    ``owed`` has the visits to sites that a closed month left undone.
    """

    book: Book
    settings: Settings
    horizon: Horizon
    places: Places
    findings: list[Finding] = field(default_factory=list)
    sites: Mapping[str, Site] = field(default_factory=dict)
    owed: Mapping[Subject, UndoneVisit] = field(default_factory=dict)

    def find(
        self, code: str, severity: str, source: SourceRow | None, value: str = "", **params: object
    ) -> None:
        """Note a finding about a row of the workbook; dates are written in its language."""
        shown = {name: self.shown(value) for name, value in params.items()}
        self.findings.append(
            Finding(
                code=code,
                severity=severity,
                sheet=source.sheet if source else "",
                cell=f"A{source.row}" if source else "",
                value=value,
                params=shown,
            )
        )

    def shown(self, value: object) -> object:
        """Return a value as the book's language writes it."""
        return day_text(value, self.book.lang) if isinstance(value, date) else value


def origin(source: SourceRow | None) -> str:
    """Return ``Sheet!row``, or nothing for what has no row."""
    return f"{source.sheet}!{source.row}" if source else ""


def weight(scope: Scope, kind: VisitKind, due: date | None) -> int:
    """Return the weight of a visit: that of its kind and more for the days it is overdue.

    Days that have begun to make one more count in full: what is overdue by a day goes before
    what is due today.
    """
    settings = scope.settings
    base = settings.by_kind("weight", kind.value)
    if due is None:
        return base
    overdue_days = max(0, (scope.horizon.start - due).days)
    extra = -(-overdue_days // max(1, settings.overdue_days_per_weight))
    return base + min(settings.overdue_weight_max, extra)


def make_visit(
    scope: Scope,
    site: Site,
    kind: VisitKind,
    visit_id: str,
    *,
    work_min: int | None = None,
    skills: frozenset[str] = frozenset(),
    due: date | None = None,
    not_before: date | None = None,
    source: SourceRow | None = None,
    note: str = "",
) -> Visit:
    """Return a required visit to a site with what all kinds have in common."""
    settings, horizon = scope.settings, scope.horizon
    days = horizon.days if kind is VisitKind.EMERGENCY else horizon.month_days
    return Visit(
        id=visit_id,
        location=scope.places.index(lat=site.lat or 0.0, lon=site.lon or 0.0, name=site.id),
        duration_min=settings.by_kind("min", kind.value) if work_min is None else work_min,
        weight=weight(scope, kind, due),
        windows=windows_on(site, days),
        kind=kind.value,
        tier=Tier.EMERGENCY if kind is VisitKind.EMERGENCY else Tier.REQUIRED,
        skills=frozenset(skill.casefold() for skill in site.skills | skills),
        not_before=not_before if not_before and not_before > horizon.start else None,
        notice_until=None if kind is VisitKind.EMERGENCY else notice_until(scope, site),
        engineers=(
            frozenset({site.engineer_id}) if site.engineer_id and site.engineer_fixed else None
        ),
        preferred_engineer=site.engineer_id,
        prep_min=settings.by_kind("prep_min", kind.value),
        doc_min=settings.by_kind("doc_min", kind.value),
        site_id=site.id,
        due=due,
        origin=origin(source),
        note=note,
    )


def notice_until(scope: Scope, site: Site) -> date | None:
    """Return the earliest day that leaves the client his notice, if that binds."""
    if site.notice_days <= 0:
        return None
    earliest = add_working_days(scope.horizon.now.date(), site.notice_days, scope.settings)
    return earliest if earliest > scope.horizon.start else None
