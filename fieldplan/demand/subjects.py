"""Which visit a promise is about: the manager may name a visit, a site, a project or a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from re import fullmatch

from fieldplan.domain import AgreedVisit, Book, Emergency, Project, Stage, VisitKind

NEAR_IDS = 3
STAGE_KINDS = (
    VisitKind.AUDIT,
    VisitKind.INSTALLATION,
    VisitKind.COMMISSIONING,
    VisitKind.TRAINING,
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a promise is about: ``id`` is a site, a project or an emergency, by ``kind``."""

    kind: VisitKind
    id: str


class Directory:
    """The ids of a book as a manager may write them (case and outer spaces do not count)."""

    def __init__(self, book: Book) -> None:
        self._sites = {_plain(site.id): site.id for site in book.sites}
        self._projects = {_plain(project.id): project for project in book.projects}
        self._emergencies = {_plain(item.id): item for item in book.emergencies}

    def resolve(self, row: AgreedVisit) -> Subject | None:
        """Return the subject of a row, or None if nothing has that id."""
        name = _plain(row.subject)
        return (
            self._emergency(name, row.kind)
            or self._project(name, row.kind)
            or self._maintenance(name, row.kind)
        )

    def near(self, subject: str) -> list[str]:
        """Return the ids that look most like ``subject``."""
        known = {**self._sites}
        known |= {key: project.id for key, project in self._projects.items()}
        known |= {key: item.id for key, item in self._emergencies.items()}
        return [known[key] for key in get_close_matches(_plain(subject), known, NEAR_IDS, 0.5)]

    def _emergency(self, name: str, kind: VisitKind | None) -> Subject | None:
        if name in self._emergencies:
            return Subject(kind=VisitKind.EMERGENCY, id=self._emergencies[name].id)
        if kind is VisitKind.EMERGENCY and name in self._sites:
            at_site = _open_emergencies(self._emergencies.values(), self._sites[name])
            if len(at_site) == 1:
                return Subject(kind=VisitKind.EMERGENCY, id=at_site[0].id)
        return None

    def _project(self, name: str, kind: VisitKind | None) -> Subject | None:
        project = self._projects.get(name)
        if project is None and kind in STAGE_KINDS and name in self._sites:
            at_site = [p for p in self._projects.values() if p.site_id == self._sites[name]]
            project = at_site[0] if len(at_site) == 1 else None
        if project is not None:
            stage = _stage(project, kind)
            return Subject(kind=stage.kind, id=project.id) if stage else None
        # A visit id: project, stage and, when it takes several days, the day's number.
        match = fullmatch(r"(.+)-([a-z]+)(?:-1)?", name)
        if match and match[1] in self._projects and match[2] in set(STAGE_KINDS):
            project = self._projects[match[1]]
            stage = _stage(project, VisitKind(match[2]))
            return Subject(kind=stage.kind, id=project.id) if stage else None
        return None

    def _maintenance(self, name: str, kind: VisitKind | None) -> Subject | None:
        if kind not in (None, VisitKind.MAINTENANCE, VisitKind.OTHER):
            return None
        if name in self._sites:
            return Subject(kind=kind or VisitKind.MAINTENANCE, id=self._sites[name])
        match = fullmatch(r"(.+)-(to|other)-\d{4}", name)
        if match and match[1] in self._sites:
            named = VisitKind.OTHER if match[2] == "other" else VisitKind.MAINTENANCE
            return Subject(kind=named, id=self._sites[match[1]])
        return None


def _plain(name: str) -> str:
    return name.strip().casefold()


def _open_emergencies(emergencies: Iterable[Emergency], site_id: str) -> list[Emergency]:
    return [
        item
        for item in emergencies
        if item.site_id == site_id and item.done_on is None and not item.cancelled
    ]


def _stage(project: Project, kind: VisitKind | None) -> Stage | None:
    """Return the named stage, or the next open one if no kind is named."""
    for stage in project.stages:
        if stage.kind is kind or (kind is None and stage.done_on is None):
            return stage
    return None
