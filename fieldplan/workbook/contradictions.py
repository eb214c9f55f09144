"""What the sheets say against each other, as far as it does not depend on *now*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from itertools import pairwise

from fieldplan.domain import (
    Absence,
    Book,
    Emergency,
    Engineer,
    Project,
    Site,
    SourceRow,
)
from fieldplan.messages import text
from fieldplan.units import clock, day_text
from fieldplan.workbook.grid import Grid
from fieldplan.workbook.hours_text import windows_text
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.promised import Promised, promised_days
from fieldplan.workdays import access_on


def find_contradictions(book: Book, grid: Grid, log: FindingLog) -> None:
    """Add the contradictions and warnings of a book."""
    judge = _Judge(book, grid, log)
    judge.promises()
    judge.projects()
    judge.engineers_of_sites()
    judge.skills()
    judge.inactive()


class _Judge:
    def __init__(self, book: Book, grid: Grid, log: FindingLog) -> None:
        self.book = book
        self.grid = grid
        self.log = log
        self.sites = {site.id: site for site in book.sites}
        self.engineers = {engineer.id: engineer for engineer in book.engineers}
        self.absent: dict[str, list[Absence]] = {}
        for absence in book.absences:
            self.absent.setdefault(absence.engineer_id, []).append(absence)

    def promises(self) -> None:
        """Promises on a day when nobody may or can come."""
        for promised in promised_days(self.book):
            self._promise_on_absence(promised)
            self._promise_outside_access(promised)

    def projects(self) -> None:
        """Stages out of order, dates that exclude each other."""
        for project in self.book.projects:
            if project.due and project.start_not_before and project.due < project.start_not_before:
                self._add("contradiction", "due_before_start", project.source, "due", project.due)
            self._stage_order(project)
            self._equipment(project)

    def engineers_of_sites(self) -> None:
        """Fixed engineers who are contractors, no longer active, or lack the skill."""
        for site in self.book.sites:
            engineer = self.engineers.get(site.engineer_id or "")
            if engineer is None or not site.active or not site.engineer_fixed:
                continue
            if not engineer.active:
                self._about_engineer("fixed_engineer_inactive", site, engineer)
            elif engineer.contractor:
                self._about_engineer("fixed_engineer_contractor", site, engineer)
            missing = site.skills - engineer.skills
            if missing:
                self._about_engineer(
                    "fixed_engineer_lacks_skill", site, engineer, skills=", ".join(sorted(missing))
                )

    def skills(self) -> None:
        """Skills that nobody has, with the closest ones that somebody has."""
        sets = [engineer.skills for engineer in self.book.engineers if engineer.active]
        known = sorted(frozenset().union(*sets))
        for source, key, needed in self._needed_skills():
            unknown = sorted(needed - set(known))
            for skill in unknown:
                close = get_close_matches(skill[:80], known, n=1, cutoff=0.6)
                self._add(
                    "warning",
                    "skill_nobody_has_close" if close else "skill_nobody_has",
                    source,
                    key,
                    skill,
                    close=close[0] if close else "",
                )
            if needed and not unknown and not any(needed <= has for has in sets):
                self._add(
                    "warning", "skills_nobody_has_together", source, key, ", ".join(sorted(needed))
                )

    def inactive(self) -> None:
        """Work at sites that are marked as not active."""
        records: list[Project | Emergency] = [
            *(p for p in self.book.projects if any(s.done_on is None for s in p.stages)),
            *(e for e in self.book.emergencies if e.done_on is None and not e.cancelled),
        ]
        for record in records:
            site = self.sites.get(record.site_id)
            if site is not None and not site.active:
                self._add(
                    "warning", "inactive_site_used", record.source, "site", site.id, site=site.id
                )

    def _promise_on_absence(self, promised: Promised) -> None:
        staff = [e.id for e in self.book.engineers if e.active]
        people = [promised.engineer_id] if promised.engineer_id else staff
        away = [self._absence(person, promised.day) for person in people]
        if not people or not all(away):
            return
        absence = away[0]
        assert absence is not None
        name = self.engineers[people[0]].name or people[0]
        self._add(
            "contradiction",
            "promise_on_absence" if promised.engineer_id else "promise_when_all_absent",
            promised.source,
            promised.day_key,
            promised.day,
            name=name,
            first=day_text(absence.first, self.grid.lang),
            last=day_text(absence.last, self.grid.lang),
        )

    def _absence(self, engineer_id: str, day: date) -> Absence | None:
        for absence in self.absent.get(engineer_id, ()):
            if absence.first <= day <= absence.last:
                return absence
        return None

    def _promise_outside_access(self, promised: Promised) -> None:
        if promised.site is None:
            return
        windows = access_on(promised.site.access, promised.day)
        if not windows:
            self._add(
                "contradiction",
                "promise_on_closed_day",
                promised.source,
                promised.day_key,
                promised.day,
                site=promised.site.id,
            )
        elif promised.window is not None and not any(
            start < promised.window[1] and promised.window[0] < end for start, end in windows
        ):
            first, last = promised.window
            self._add(
                "contradiction",
                "promise_outside_access",
                promised.source,
                promised.window_key,
                f"{clock(first)}-{clock(last)}",
                site=promised.site.id,
                access=windows_text(windows),
            )

    def _stage_order(self, project: Project) -> None:
        lang = self.grid.lang
        for before, after in pairwise(project.stages):
            names = {
                "before": text(f"workbook.visit_{before.kind}", lang),
                "after": text(f"workbook.visit_{after.kind}", lang),
            }
            if after.done_on is not None:
                key = f"{after.kind}_done"
                if before.done_on is None:
                    self._add(
                        "warning",
                        "stage_done_too_early",
                        project.source,
                        key,
                        after.done_on,
                        **names,
                    )
                elif after.done_on < before.done_on:
                    self._add(
                        "warning",
                        "stages_out_of_order",
                        project.source,
                        key,
                        after.done_on,
                        **names,
                    )
                continue
            earlier = before.done_on or before.agreed_on
            if after.agreed_on is not None and earlier is not None and after.agreed_on <= earlier:
                self._add(
                    "contradiction",
                    "promises_out_of_order",
                    project.source,
                    f"{after.kind}_date",
                    after.agreed_on,
                    **names,
                )

    def _equipment(self, project: Project) -> None:
        arrival = project.equipment_arrived or project.equipment_expected
        for stage in project.stages:
            promised = stage.agreed_on if stage.kind == "installation" else None
            if arrival and promised and stage.done_on is None and promised < arrival:
                self._add(
                    "warning",
                    "equipment_after_promise",
                    project.source,
                    f"{stage.kind}_date",
                    promised,
                    arrival=day_text(arrival, self.grid.lang),
                )

    def _needed_skills(self) -> Iterator[tuple[SourceRow | None, str, frozenset[str]]]:
        for site in self.book.sites:
            if site.active:
                yield site.source, "skills", site.skills
        for emergency in self.book.emergencies:
            if emergency.done_on is None and not emergency.cancelled:
                yield emergency.source, "skills", emergency.skills
        for project in self.book.projects:
            for stage in project.stages:
                if stage.done_on is None:
                    yield project.source, f"{stage.kind}_skills", stage.skills

    def _about_engineer(self, code: str, site: Site, engineer: Engineer, **params: object) -> None:
        name = engineer.name or engineer.id
        self._add("warning", code, site.source, "engineer", engineer.id, name=name, **params)

    def _add(
        self,
        severity: str,
        code: str,
        source: SourceRow | None,
        key: str,
        value: object,
        **params: object,
    ) -> None:
        shown = day_text(value, self.grid.lang) if isinstance(value, date) else str(value)
        sheet = cell = ""
        if source is not None:
            sheet = source.sheet
            table = next(t for t in self.grid.tables.values() if t.title == sheet)
            cell = f"{table.columns.get(key, 'A')}{source.row}"
        self.log.add(severity, code, sheet=sheet, cell=cell, value=shown, params=params)
