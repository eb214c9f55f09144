"""An explanation in words, and as a document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.cli.offer_text import offer_document, offers_table
from fieldplan.messages import text
from fieldplan.report.reasons import reason_sentence
from fieldplan.report.view import ReportView
from fieldplan.units import window_text

if TYPE_CHECKING:
    from fieldplan.domain import DayNote, Explanation, Place, PlanRecord, Reason


def print_explanation(session: Session, record: PlanRecord, found: Explanation) -> None:
    """Print where the visit is, why, what else is possible, and the days one by one."""
    lang, view = session.lang, ReportView(record)
    visit = view.visits[found.visit_id]

    def tell(key: str, **values: object) -> None:
        session.out.print(text(f"explain.{key}", lang, **values), soft_wrap=True)

    told = {
        "visit": safe(visit.id),
        "client": safe(view.place(visit).client),
        "kind": view.kind(visit.kind),
        "minutes": visit.duration_min,
    }
    if found.place is None:
        tell("left_out", **told)
    else:
        tell("planned", **told, place=_place(found.place, view))
    if contract := view.contract_reason(visit.id):
        tell("contract", why=contract)
    for reason in found.reasons:
        tell("why", why=_sentence(reason, view, lang))
    _print_offers(session, record, found)
    if found.place is None:
        tell("changes" if found.alternatives else "no_changes")
        for number, item in enumerate(found.alternatives, 1):
            what = text("explain.and", lang).join(_sentence(r, view, lang) for r in item.obstacles)
            place = "; ".join(_place(place, view) for place in item.places)
            tell("change", number=number, place=place, what=what)
    tell("days_title")
    for note in found.days:
        tell("day", day=view.day(note.date), what=_day(note, view, lang))


def document(found: Explanation, record: PlanRecord, lang: str) -> dict[str, object]:
    """Return the explanation for programs; the keys are the same in every language."""
    view = ReportView(record)

    def reason_document(reason: Reason) -> dict[str, object]:
        params = {
            name: value if isinstance(value, int | float | str) else str(value)
            for name, value in reason.params.items()
        }
        return {"code": reason.code, "params": params, "text": _sentence(reason, view, lang)}

    return {
        "format": "fieldplan-explanation/1",
        "exit_code": 0,
        "visit": found.visit_id,
        "place": _place_document(found.place) if found.place else None,
        "contract": view.contract_reason(found.visit_id) or None,
        "reasons": [reason_document(reason) for reason in found.reasons],
        "offers": [offer_document(offer, record) for offer in found.offers],
        "alternatives": [
            {
                "places": [_place_document(place) for place in item.places],
                "obstacles": [reason_document(reason) for reason in item.obstacles],
            }
            for item in found.alternatives
        ],
        "days": [
            {
                "date": note.date.isoformat(),
                "missing_min": note.missing_min,
                "reasons": [reason_document(reason) for reason in note.reasons],
            }
            for note in found.days
        ],
    }


def _print_offers(session: Session, record: PlanRecord, found: Explanation) -> None:
    if not found.offers:
        if found.place is not None:
            session.out.print(text("explain.no_offers", session.lang), soft_wrap=True)
        return
    bumps = any(offer.displaced for offer in found.offers)
    key = "offers_now" if found.place is None else "offers"
    session.out.print(text(f"explain.{'offers_bump' if bumps else key}", session.lang))
    session.out.print(offers_table(found.offers, record, session.lang))


def _day(note: DayNote, view: ReportView, lang: str) -> str:
    parts = [_sentence(reason, view, lang) for reason in note.reasons]
    if note.missing_min:
        parts.insert(0, text("explain.day_missing", lang, minutes=note.missing_min))
    return text("explain.and", lang).join(parts) or text("explain.day_fits", lang)


def _sentence(reason: Reason, view: ReportView, lang: str) -> str:
    """Return a reason with engineers by name."""
    params = dict(reason.params)
    for key in ("engineer", "fixed", "other"):
        if isinstance(params.get(key), str):
            ids = str(params[key]).split(", ")
            params[key] = ", ".join(view.names.get(name, name) for name in ids)
    return safe(reason_sentence(replace(reason, params=params), lang))


def _place(place: Place, view: ReportView) -> str:
    name = safe(view.names[place.engineer_id])
    return f"{view.day(place.date)}, {window_text(place.start_min, place.end_min)}, {name}"


def _place_document(place: Place) -> dict[str, object]:
    return {
        "date": place.date.isoformat(),
        "engineer": place.engineer_id,
        "start": place.start_min,
        "end": place.end_min,
    }
