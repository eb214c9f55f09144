"""A book's records as rows of cell values: the inverse of the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldplan.domain import (
    Absence,
    AgreedVisit,
    Book,
    Emergency,
    Engineer,
    HistoryVisit,
    Hours,
    Project,
    Site,
    Stage,
)
from fieldplan.messages import text
from fieldplan.workbook.cell_hours import ALWAYS, WORKDAYS
from fieldplan.workbook.cells import Kind
from fieldplan.workbook.choices import label
from fieldplan.workbook.columns import Column, Sheet
from fieldplan.workbook.hours_text import hours_text, windows_text
from fieldplan.workbook.schema import ALWAYS_STAGES, STAGE_KINDS


def rows_of(book: Book, sheet: Sheet, lang: str) -> list[dict[str, object]]:
    """Return the rows of a sheet, each as cell values by column key."""
    implied = {site.id: site for site in book.sites if site.implied}
    makers: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "sites": lambda: [_site(site) for site in book.sites if not site.implied],
        "projects": lambda: [_project(project, implied) for project in book.projects],
        "emergencies": lambda: [_emergency(item, implied) for item in book.emergencies],
        "engineers": lambda: [_engineer(engineer) for engineer in book.engineers],
        "absences": lambda: [_absence(absence) for absence in book.absences],
        "agreed": lambda: [_agreed(agreed) for agreed in book.agreed],
        "history": lambda: [_history(visit) for visit in book.history],
    }
    return [
        {key: _shown(sheet.by_key[key], value, lang) for key, value in record.items()}
        for record in makers[sheet.key]()
    ]


def _site(site: Site) -> dict[str, Any]:
    binding = ("fixed" if site.engineer_fixed else "preferred") if site.engineer_id else None
    return {
        "id": site.id,
        **_place(site),
        "kind": site.kind,
        "maintenance_every_months": site.maintenance_every_months,
        "last_maintenance": site.last_maintenance,
        "basis": site.basis,
        "on_site_min": site.on_site_min,
        "notice_days": site.notice_days or None,
        "engineer": site.engineer_id,
        "engineer_fixed": binding,
        "skills": site.skills,
        "response_days": site.response_days,
        "note": site.note,
        "active": site.active,
    }


def _place(site: Site) -> dict[str, Any]:
    return {
        "client": site.client,
        "address": site.address,
        "lat": site.lat,
        "lon": site.lon,
        "access": site.access,
        "contact": site.contact,
        "phone": site.phone,
    }


def _where(site_id: str, implied: Mapping[str, Site]) -> dict[str, Any]:
    if site_id in implied:
        return _place(implied[site_id])
    return {"site": site_id}


def _project(project: Project, implied: Mapping[str, Site]) -> dict[str, Any]:
    stages = {stage.kind: stage for stage in project.stages}
    row = {
        "id": project.id,
        **_where(project.site_id, implied),
        "start_not_before": project.start_not_before,
        "due": project.due,
        "equipment_lead_days": project.equipment_lead_days,
        "equipment_expected": project.equipment_expected,
        "equipment_arrived": project.equipment_arrived,
        "same_engineer": project.same_engineer,
        "engineer": project.engineer_id,
        "note": project.note,
    }
    for kind in STAGE_KINDS:
        row[f"{kind}_work"] = stages.get(kind)
        if kind in stages:
            stage = stages[kind]
            row[f"{kind}_done"] = stage.done_on
            row[f"{kind}_date"] = stage.agreed_on
            row[f"{kind}_time"] = stage.agreed_window
            row[f"{kind}_skills"] = stage.skills
        elif kind in ALWAYS_STAGES:
            row[f"{kind}_work"] = "no_stage"
    return row


def _emergency(emergency: Emergency, implied: Mapping[str, Site]) -> dict[str, Any]:
    state = "done" if emergency.done_on else "cancelled" if emergency.cancelled else "open"
    return {
        "id": emergency.id,
        **_where(emergency.site_id, implied),
        "reported": emergency.reported,
        "response_days": emergency.response_days,
        "work_min": emergency.work_min,
        "skills": emergency.skills,
        "description": emergency.description,
        "state": state,
        "done_on": emergency.done_on,
    }


def _engineer(engineer: Engineer) -> dict[str, Any]:
    return {
        "id": engineer.id,
        "name": engineer.name,
        "base_address": engineer.base_address,
        "lat": engineer.lat,
        "lon": engineer.lon,
        "shift": engineer.shift,
        "skills": engineer.skills,
        "max_visits": engineer.max_visits,
        "overtime_day_min": engineer.overtime_day_min,
        "contractor": "contractor" if engineer.contractor else "staff",
        "hour_cost": engineer.hour_cost or None,
        "visit_cost": engineer.visit_cost or None,
        "day_cost": engineer.day_cost or None,
        "month_hours_min": engineer.month_hours_min,
        "active": engineer.active,
    }


def _absence(absence: Absence) -> dict[str, Any]:
    return {
        "engineer": absence.engineer_id,
        "first": absence.first,
        "last": absence.last,
        "reason": absence.reason,
    }


def _agreed(agreed: AgreedVisit) -> dict[str, Any]:
    return {
        "subject": agreed.subject,
        "kind": agreed.kind,
        "date": agreed.date,
        "window": agreed.window,
        "engineer": agreed.engineer_id,
        "status": agreed.status,
    }


def _history(visit: HistoryVisit) -> dict[str, Any]:
    return {
        "date": visit.date,
        "site": visit.site_id,
        "kind": visit.kind,
        "engineer": visit.engineer_id,
        "work_min": visit.work_min,
        "drive_min": visit.drive_min,
    }


def _shown(column: Column, value: Any, lang: str) -> object:
    """Return what the template writes into a cell."""
    if value is None or value in ("", frozenset()):
        return None
    match column.kind:
        case Kind.BOOL:
            return label("yes_no", "yes" if value else "no", lang)
        case Kind.CHOICE:
            return label(column.choices, str(value), lang)
        case Kind.SKILLS:
            return ", ".join(sorted(value))
        case Kind.MONEY:
            return value / 100 if value % 100 else value // 100
        case Kind.HOURS_TOTAL:
            return value / 60 if value % 60 else value // 60
        case Kind.ACCESS:
            return _access(value, lang)
        case Kind.SHIFT:
            return hours_text(value, lang, plain_days=WORKDAYS)
        case Kind.WINDOW:
            return windows_text((value,))
        case Kind.WORK:
            return text("workbook.no_stage", lang) if value == "no_stage" else _work(value, lang)
        case _:
            return value


def _access(hours: Hours, lang: str) -> str | None:
    return None if hours == ALWAYS else hours_text(hours, lang)


def _work(stage: Stage, lang: str) -> object:
    """Return the work of a stage: minutes, or "2 дня", or "2 дня по 300 мин"."""
    if stage.days == 1:
        if stage.work_min is None and stage.kind not in ALWAYS_STAGES and not _filled(stage):
            # training is in a project only if its cells say something
            return text("workbook.days_one", lang, days=1)
        return stage.work_min
    form = _plural(stage.days) if lang == "ru" else "many"
    days = text(f"workbook.days_{form}", lang, days=stage.days)
    if stage.work_min is None:
        return days
    return text("workbook.days_of", lang, days=days, minutes=stage.work_min)


def _filled(stage: Stage) -> bool:
    return bool(stage.done_on or stage.agreed_on or stage.skills)


def _plural(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}:
        return "few"
    return "many"
