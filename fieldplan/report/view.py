"""A plan record as reports look at it: visits with their sites, routes by engineer and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from fieldplan.cost import after_window
from fieldplan.domain import (
    DeskBlock,
    Location,
    OutlookVisit,
    PlanRecord,
    Problem,
    ProblemEngineer,
    Reason,
    Route,
    Site,
    Stop,
    Tier,
    Unassigned,
    Visit,
    VisitState,
)
from fieldplan.messages import has_text, text
from fieldplan.report.outlook_text import visit_reason
from fieldplan.report.place import Place, site_place
from fieldplan.report.reasons import reason_sentence
from fieldplan.report.safe_text import clean_text
from fieldplan.settings import Settings, make_settings
from fieldplan.units import clock, day_name, day_text, window_text

KINDS = (
    "maintenance",
    "audit",
    "installation",
    "commissioning",
    "training",
    "emergency",
    "other",
)


@dataclass(frozen=True)
class ReportView:
    """Look-ups over one record; every report starts from it."""

    record: PlanRecord

    @property
    def lang(self) -> str:
        """Language of the report."""
        return self.record.lang

    @property
    def problem(self) -> Problem:
        """The problem of the record."""
        return self.record.problem

    @cached_property
    def settings(self) -> Settings:
        """Settings of the plan."""
        return make_settings(self.record.settings)

    @cached_property
    def visits(self) -> Mapping[str, Visit]:
        """Visits of the problem by id."""
        return {visit.id: visit for visit in self.problem.visits}

    @cached_property
    def _sites(self) -> Mapping[str, Site]:
        return {site.id: site for site in self.record.sites}

    @cached_property
    def _outlook(self) -> Mapping[str, OutlookVisit]:
        outlook = self.record.outlook
        return {item.visit_id: item for item in outlook.visits} if outlook else {}

    @cached_property
    def routes(self) -> Mapping[tuple[str, date], Route]:
        """Routes by engineer and date."""
        return {(route.engineer_id, route.date): route for route in self.record.plan.routes}

    @cached_property
    def served(self) -> Mapping[str, tuple[Route, Stop]]:
        """Route and stop of every planned visit."""
        return {
            stop.visit_id: (route, stop)
            for route in self.record.plan.routes
            for stop in route.stops
        }

    @cached_property
    def left_out(self) -> tuple[Unassigned, ...]:
        """Visits that the plan owes. A welcome visit may wait: its week stands in the outlook."""
        return tuple(
            item
            for item in self.record.plan.unassigned
            if self.visits[item.visit_id].tier is not Tier.WELCOME
        )

    @cached_property
    def desk(self) -> Mapping[tuple[str, date], tuple[DeskBlock, ...]]:
        """Desk work by engineer and date, in order of time."""
        found: dict[tuple[str, date], list[DeskBlock]] = {}
        for block in self.record.plan.desk:
            found.setdefault((block.engineer_id, block.date), []).append(block)
        return {
            key: tuple(sorted(blocks, key=lambda block: block.start_min))
            for key, blocks in found.items()
        }

    def desk_line(self, block: DeskBlock) -> str:
        """What is done in a block, and for whom: ``paperwork: client``."""
        name = text(f"report.desk_{block.kind.value}", self.lang)
        visit = self.visits.get(block.visit_id)
        if visit is not None:
            return f"{name}: {self.place(visit).client}"
        return f"{name}: {clean_text(block.visit_id)}" if block.visit_id else name

    @cached_property
    def days(self) -> tuple[date, ...]:
        """Working days of the month, and later days of the horizon that have a route."""
        routed = {route.date for route in self.record.plan.routes}
        return tuple(
            day
            for day in self.problem.days
            if day.isoformat()[:7] == self.record.month or day in routed
        )

    @cached_property
    def shown_days(self) -> tuple[date, ...]:
        """``days``, or the whole horizon when none of it lies in the month."""
        return self.days or self.problem.days

    @cached_property
    def revision(self) -> str:
        """Which plan this is: revision and the moment it was made for."""
        now = self.record.now
        return text(
            "report.revision",
            self.lang,
            revision=self.record.revision,
            now=f"{day_text(now.date(), self.lang)} {now:%H:%M}",
        )

    def place(self, visit: Visit) -> Place:
        """Return the place of a visit; without a site, what the travel matrix knows of it."""
        point = self._point(visit.location)
        site = self._sites.get(visit.site_id)
        if site is not None:
            place = site_place(site, point)
            said = dict.fromkeys(filter(None, (clean_text(visit.note), place.note)))
            return replace(place, note="\n".join(said))
        return Place(
            site_id=visit.site_id,
            client=clean_text(point.name or visit.site_id or visit.id),
            address="",
            lat=point.lat,
            lon=point.lon,
            note=clean_text(visit.note),
        )

    def site_place(self, site_id: str) -> Place:
        """Return the place of a site of the record, or a place that has only the id."""
        site = self._sites.get(site_id)
        if site is not None:
            return site_place(site, Location(name=site_id))
        return Place(site_id=site_id, client=clean_text(site_id), address="", lat=None, lon=None)

    def base(self, engineer: ProblemEngineer) -> Location:
        """Return where the engineer's routes start."""
        return self._point(engineer.start)

    def base_address(self, engineer_id: str) -> str:
        """Return the address of an engineer's base as the workbook has it, or an empty text."""
        return self._base_addresses.get(engineer_id, "")

    @cached_property
    def _base_addresses(self) -> Mapping[str, str]:
        return {e.id: clean_text(e.base_address) for e in self.record.engineers}

    def away(self, engineer_id: str, day: date) -> str:
        """Return why an engineer is absent on a day, or an empty text."""
        reasons = (
            clean_text(absence.reason)
            for absence in self.record.absences
            if absence.engineer_id == engineer_id and absence.first <= day <= absence.last
        )
        return "; ".join(dict.fromkeys(filter(None, reasons)))

    def name(self, engineer: ProblemEngineer) -> str:
        """Return the engineer's name, or the id when there is none."""
        return clean_text(engineer.name or engineer.id)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Engineers' names by id."""
        return {engineer.id: self.name(engineer) for engineer in self.problem.engineers}

    def kind(self, kind: str) -> str:
        """Return the name of a kind of visit."""
        key = f"report.kind_{kind}"
        return text(key, self.lang) if has_text(key) else clean_text(kind)

    def kind_short(self, kind: str) -> str:
        """Return the abbreviation of a kind of visit."""
        key = f"report.short_{kind}"
        return text(key, self.lang) if has_text(key) else clean_text(kind)[:3]

    def reasons(self, reasons: tuple[Reason, ...]) -> str:
        """Return the reasons as sentences, one a line."""
        return "\n".join(self.reason(reason) for reason in reasons)

    def reason(self, reason: Reason) -> str:
        """Return one reason as a sentence."""
        return reason_sentence(reason, self.lang)

    @cached_property
    def _done(self) -> frozenset[str]:
        closed = self.record.closed
        return frozenset(item.visit_id for item in closed if item.state is VisitState.DONE)

    def status(self, visit: Visit) -> str:
        """Return planned, told, agreed or done, as far as the plan knows."""
        if visit.id in self._done:
            return "done"
        return visit.promise.status.value if visit.promise else "planned"

    def windows(self, visit: Visit, day: date) -> str:
        """Return the access windows of the day, such as ``09:00-13:00, 14:00-18:00``."""
        return ", ".join(window_text(a, b) for a, b in visit.windows.get(day, ()))

    def promise(self, visit: Visit) -> str:
        """Return what was promised, or an empty text."""
        if visit.promise is None:
            return ""
        promise = visit.promise
        return text(
            f"report.promise_{promise.status.value}",
            self.lang,
            day=self.day(promise.date),
            start=clock(promise.start_min),
            end=clock(promise.end_min),
        )

    def contract_reason(self, visit_id: str) -> str:
        """Return due date, window, basis and week of a maintenance visit, or an empty text."""
        item = self._outlook.get(visit_id)
        return visit_reason(item, self.lang) if item else ""

    def why_planned(self, visit_id: str) -> str:
        """Return the contract's reason of a visit that is made, and whether it is late."""
        told = self.contract_reason(visit_id)
        late = told and after_window(self.visits[visit_id], self.served[visit_id][0].date)
        return f"{told}; {text('outlook.late', self.lang)}" if late else told

    def day(self, day: date) -> str:
        """Return the date with its weekday."""
        return f"{day_name(day, self.lang)} {day_text(day, self.lang)}"

    def placement(self, place: tuple[Route, Stop] | None) -> str:
        """Return day, time and engineer of a place in the plan; a dash for none."""
        if place is None:
            return "—"
        route, stop = place
        times = window_text(stop.start_min, stop.end_min)
        return f"{self.day(route.date)}, {times}, {self.names[route.engineer_id]}"

    def _point(self, index: int) -> Location:
        if 0 <= index < len(self.problem.locations):
            return self.problem.locations[index]
        return Location(name="")
