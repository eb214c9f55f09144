"""Rows of Projects, Emergencies, Agreed and History into records."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast

from fieldplan.domain import (
    AgreedVisit,
    Emergency,
    HistoryVisit,
    Project,
    PromiseStatus,
    Site,
    Stage,
    VisitKind,
)
from fieldplan.spelling import plain
from fieldplan.workbook.cell_dates import has_time
from fieldplan.workbook.cell_hours import PROMISE_MIN
from fieldplan.workbook.links import Ids, resolve
from fieldplan.workbook.record_people import read_access, read_skills, settle_place
from fieldplan.workbook.row import Row
from fieldplan.workbook.schema import ALWAYS_STAGES, STAGE_KINDS

_OWN_PLACE = ("client", "address", "lat", "lon", "coords")


@dataclass(kw_only=True)
class Known:
    """Ids of every sheet, and the sites that rows of projects and emergencies imply."""

    engineers: Ids = field(default_factory=lambda: Ids(people=True))
    sites: Ids = field(default_factory=Ids)
    projects: Ids = field(default_factory=Ids)
    emergencies: Ids = field(default_factory=Ids)
    addresses: dict[tuple[str, str], str] = field(default_factory=dict)
    implied: list[Site] = field(default_factory=list)


def read_project(row: Row, identity: str, known: Known) -> Project | None:
    """Return the project of a row with its stages, or None when it has no place."""
    site_id = _site_of(row, identity, known)
    same = row.get("same_engineer")
    project = Project(
        id=identity,
        site_id=site_id or "",
        stages=tuple(stage for kind in STAGE_KINDS if (stage := _stage(row, kind)) is not None),
        start_not_before=cast("date | None", row.get("start_not_before")),
        due=cast("date | None", row.get("due")),
        equipment_lead_days=cast("int | None", row.get("equipment_lead_days")),
        equipment_expected=cast("date | None", row.get("equipment_expected")),
        equipment_arrived=cast("date | None", row.get("equipment_arrived")),
        same_engineer=same is not False,
        engineer_id=resolve(row, "engineer", known.engineers, code="unknown_engineer"),
        note=row.text("note"),
        source=row.source,
    )
    if not project.stages and not row.failed:
        row.error("project_without_stages", "id")
    return project if site_id is not None else None


def read_emergency(row: Row, identity: str, known: Known) -> Emergency | None:
    """Return the call-out of a row, or None when its place or date is not understood."""
    site_id = _site_of(row, identity, known)
    reported = cast("datetime | None", row.get("reported"))
    state = row.get("state")
    done_on = cast("date | None", row.get("done_on"))
    response = cast("int | None", row.get("response_days"))
    work = cast("int | None", row.get("work_min"))
    skills = read_skills(row, "skills")
    description = row.text("description")
    if site_id is None or reported is None:
        return None
    if done_on is not None and done_on < reported.date():
        row.error("done_before_reported", "done_on")
    if state == "done" and done_on is None and "done_on" not in row.failed:
        row.notice("done_without_date", "state")
        done_on = reported.date()
    if state in {"open", "cancelled"} and done_on is not None:
        row.error("done_but_not_done", "state")
    return Emergency(
        id=identity,
        site_id=site_id,
        reported=reported,
        response_days=response,
        work_min=work,
        skills=skills,
        description=description,
        done_on=done_on,
        cancelled=state == "cancelled",
        source=row.source,
    )


def read_agreed(row: Row, known: Known) -> AgreedVisit | None:
    """Return the promise of a row, or None when it is not understood."""
    subject = _subject(row, known)
    day = cast("date | None", row.get("date"))
    window = cast("tuple[int, int] | None", row.get("window"))
    if not row.given("window") and day is not None and has_time(row.raw("date")):
        window = _window_of_date(row)
    engineer_id = resolve(row, "engineer", known.engineers, code="unknown_engineer")
    kind = row.get("kind")
    status = row.get("status")
    if row.failed or subject is None or day is None:
        return None
    if kind is None and subject in known.projects.rows and subject not in known.sites.rows:
        row.error("stage_needed", "kind")
        return None
    return AgreedVisit(
        subject=subject,
        date=day,
        kind=None if kind is None else VisitKind(str(kind)),
        window=window,
        engineer_id=engineer_id,
        status=PromiseStatus(str(status or PromiseStatus.AGREED)),
        source=row.source,
    )


def read_history(row: Row, known: Known) -> HistoryVisit | None:
    """Return the visit of a row; visits at sites no longer known are left out with a notice."""
    day, kind = row.get("date"), row.get("kind")
    written = row.get("site")
    work = cast("int | None", row.get("work_min"))
    drive = cast("int | None", row.get("drive_min"))
    engineer = row.text("engineer")
    if day is None or kind is None or not isinstance(written, str):
        return None
    site_id = known.sites.find(written)
    if site_id is None:
        close = known.sites.close(written)
        row.warning(
            "unknown_site_history_close" if close else "unknown_site_history", "site", close=close
        )
        return None
    if site_id != written:
        row.notice("understood_id", "site", understood=site_id)
    return HistoryVisit(
        date=cast("date", day),
        site_id=site_id,
        kind=VisitKind(str(kind)),
        engineer_id=(known.engineers.find(engineer) or engineer) if engineer else None,
        work_min=work,
        drive_min=drive,
        source=row.source,
    )


def _stage(row: Row, kind: VisitKind) -> Stage | None:
    work_key, done_key, date_key, time_key, skills_key = (
        f"{kind}_{part}" for part in ("work", "done", "date", "time", "skills")
    )
    work = cast("tuple[int, int | None] | None", row.get(work_key))
    done_on = cast("date | None", row.get(done_key))
    agreed_on = cast("date | None", row.get(date_key))
    window = cast("tuple[int, int] | None", row.get(time_key))
    skills = read_skills(row, skills_key)
    others = [key for key in (done_key, date_key, time_key, skills_key) if row.given(key)]
    if row.given(work_key) and work is None and work_key not in row.failed:
        if others:
            row.error("stage_removed_but_filled", others[0])
        return None
    if kind not in ALWAYS_STAGES and not others and not row.given(work_key):
        return None
    if agreed_on is not None and not row.given(time_key) and has_time(row.raw(date_key)):
        window = _window_of_date(row, date_key)
    if row.given(time_key) and not row.given(date_key):
        row.error("time_without_date", time_key)
    days, minutes = work or (1, None)
    return Stage(
        kind=kind,
        work_min=minutes,
        days=days,
        done_on=done_on,
        agreed_on=agreed_on,
        agreed_window=window if agreed_on is not None else None,
        skills=skills,
    )


def _window_of_date(row: Row, key: str = "date") -> tuple[int, int] | None:
    """Return the window of a date cell that also names a time."""
    moment = row.moment(key)
    if moment is None:
        return None
    start = moment.hour * 60 + moment.minute
    window = (start, min(start + PROMISE_MIN, 1440))
    row.notice("time_in_date_cell", key)
    return window


def _site_of(row: Row, identity: str, known: Known) -> str | None:
    """Return the site that a project or call-out is at, implied when it gives its own place."""
    own = [key for key in _OWN_PLACE if row.given(key)]
    if row.given("site"):
        site_id = resolve(row, "site", known.sites, code="unknown_site")
        if site_id is not None and own:
            row.notice("own_place_ignored", own[0])
        return site_id
    address = (plain(row.text("client")), plain(row.text("address")))
    if all(address) and address in known.addresses:
        found = known.addresses[address]
        row.notice("understood_site", "address", understood=found)
        return found
    lat, lon = settle_place(
        row,
        "address",
        identity=identity,
        missing="missing_coordinates" if own else "without_place",
        missing_key="lat" if own else "site",
    )
    if lat is None:
        return None
    if identity in known.sites.rows:
        row.error("id_of_a_site", "id", other_row=known.sites.rows[identity])
        # promises with this id are about the site
        known.projects.rows.pop(identity, None)
        known.emergencies.rows.pop(identity, None)
        return None
    if any(site.id == identity for site in known.implied):
        row.error("id_of_another", "id")
        return None
    known.implied.append(
        Site(
            id=identity,
            client=row.text("client"),
            address=row.text("address"),
            lat=lat,
            lon=lon,
            access=read_access(row),
            maintenance_every_months=0,
            contact=row.text("contact"),
            phone=row.text("phone"),
            implied=True,
            source=row.source,
        )
    )
    return identity


def _subject(row: Row, known: Known) -> str | None:
    """Return what a promise is about: a known id, or a visit's id that begins with one."""
    written = row.get("subject")
    if not isinstance(written, str):
        return None
    groups = (known.sites, known.projects, known.emergencies)
    holders = sum(written in ids.rows for ids in groups)
    if holders > 1 and not row.given("kind"):
        row.error("ambiguous_subject", "kind")
        row.failed.add("kind")
    if holders:
        return written
    # S-001-TO-2612: every beginning that ends before a hyphen may be an id
    parts = written.split("-")
    for size in range(len(parts) - 1, 0, -1):
        start = "-".join(parts[:size])
        if any(start in ids.rows for ids in groups):
            return written
    found = {identity for ids in groups if (identity := ids.find(written)) is not None}
    if len(found) == 1:
        understood = found.pop()
        row.notice("understood_id", "subject", understood=understood)
        return understood
    close = ", ".join(filter(None, (ids.close(written) for ids in groups)))
    row.error("unknown_subject_close" if close else "unknown_subject", "subject", close=close)
    row.failed.add("subject")
    return None
