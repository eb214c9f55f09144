"""Days that were told to clients, wherever in the workbook they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from fieldplan.domain import Book, Site, SourceRow


@dataclass(frozen=True, kw_only=True)
class Promised:
    """A day told to a client; the keys name the columns where day and window stand."""

    site: Site | None
    day: date
    window: tuple[int, int] | None
    engineer_id: str | None
    source: SourceRow | None
    day_key: str
    window_key: str


def promised_days(book: Book) -> Iterator[Promised]:
    """Yield the rows of Agreed, then the agreed dates of stages that are not done."""
    subjects = _Subjects(book)
    for agreed in book.agreed:
        site, engineer_id = subjects.find(agreed.subject)
        yield Promised(
            site=site,
            day=agreed.date,
            window=agreed.window,
            engineer_id=agreed.engineer_id or engineer_id,
            source=agreed.source,
            day_key="date",
            window_key="window",
        )
    for project in book.projects:
        for stage in project.stages:
            if stage.agreed_on is not None and stage.done_on is None:
                yield Promised(
                    site=subjects.sites.get(project.site_id),
                    day=stage.agreed_on,
                    window=stage.agreed_window,
                    engineer_id=project.engineer_id,
                    source=project.source,
                    day_key=f"{stage.kind}_date",
                    window_key=f"{stage.kind}_time",
                )


class _Subjects:
    """What a row of Agreed may speak of: a site, a project, a call-out, or a visit of one."""

    def __init__(self, book: Book) -> None:
        self.sites = {site.id: site for site in book.sites}
        self.projects = {project.id: project for project in book.projects}
        self.emergencies = {emergency.id: emergency for emergency in book.emergencies}

    def find(self, subject: str) -> tuple[Site | None, str | None]:
        """Return the site and the engineer who must come, as far as they are known."""
        for start in _beginnings(subject):
            if start in self.sites and not self.sites[start].implied:
                site = self.sites[start]
                return site, site.engineer_id if site.engineer_fixed else None
            if start in self.projects:
                project = self.projects[start]
                return self.sites.get(project.site_id), project.engineer_id
            if start in self.emergencies:
                return self.sites.get(self.emergencies[start].site_id), None
        return None, None


def _beginnings(subject: str) -> Iterator[str]:
    parts = subject.split("-")
    for size in range(len(parts), 0, -1):
        yield "-".join(parts[:size])
