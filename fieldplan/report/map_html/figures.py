"""The key figures at the head of the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fieldplan.cost import days_late, keeps_promise
from fieldplan.domain import Tier
from fieldplan.messages import text
from fieldplan.report.load import EngineerLoad
from fieldplan.report.proof import Proof, last_proof, service_proof
from fieldplan.report.view import ReportView
from fieldplan.settings import Settings
from fieldplan.units import hours

Figure = dict[str, Any]


def key_figures(
    view: ReportView, loads: Sequence[EngineerLoad], settings: Settings
) -> list[Figure]:
    """Return label, value, note and state (``good``, ``bad`` or plain) of every key figure."""
    visits = view.problem.visits
    late = {
        visit_id
        for visit_id, (route, stop) in view.served.items()
        if days_late(view.visits[visit_id], route, stop.start_min)
    }
    broken = {
        visit_id
        for visit_id, (route, stop) in view.served.items()
        if not keeps_promise(view.visits[visit_id], route, stop.start_min)
    }
    served = set(view.served)
    required = {visit.id for visit in visits if visit.tier is not Tier.WELCOME}
    urgent = {visit.id for visit in visits if visit.deadline is not None}
    promised = {visit.id for visit in visits if visit.promise is not None}
    norm = text("map.norm", view.lang, low=settings.norm_low, high=settings.norm_high)
    figures = [
        _share(view, "kpi_served", len(served), len(required | served), note=norm),
    ]
    if len(required) < len(visits):
        figures.append(_share(view, "kpi_required", len(required & served), len(required)))
    if urgent:
        figures.append(_share(view, "kpi_emergencies", len((urgent & served) - late), len(urgent)))
    if promised:
        figures.append(
            _share(view, "kpi_promises", len((promised & served) - broken), len(promised))
        )
    figures.append(_hours(view, "kpi_on_site", sum(load.on_site_min for load in loads)))
    km = round(sum(load.distance_m for load in loads) / 1000)
    figures.append(
        _hours(view, "kpi_drive", sum(load.drive_min for load in loads))
        | {"note": f"{km} {text('report.km', view.lang)}"}
    )
    figures.append(_hours(view, "kpi_overtime", sum(load.overtime_min for load in loads)))
    figures.append(_load(view, loads))
    figures += _proofs(view)
    return figures


def _figure(view: ReportView, key: str, value: str, **more: str) -> Figure:
    return {"label": text(f"map.{key}", view.lang), "value": value} | more


def _share(view: ReportView, key: str, part: int, whole: int, *, note: str = "") -> Figure:
    value = text("map.of", view.lang, part=part, whole=whole)
    return _figure(view, key, value, state="good" if part == whole else "bad", note=note)


def _hours(view: ReportView, key: str, minutes: int) -> Figure:
    return _figure(view, key, text("map.hours", view.lang, hours=hours(minutes, view.lang)))


def _load(view: ReportView, loads: Sequence[EngineerLoad]) -> Figure:
    shares = sorted({load.load_pct for load in loads})
    value = f"{shares[0]} %" if len(shares) == 1 else f"{shares[0]}–{shares[-1]} %"
    over = any(load.load_pct > 100 for load in loads)
    return _figure(view, "kpi_load", value, state="bad" if over else "")


def _proofs(view: ReportView) -> list[Figure]:
    """What is proven of service and cost; in one figure where the same is to be said."""
    tiers = view.record.plan.tiers
    service, cost = service_proof(tiers, view.lang), last_proof(tiers, view.lang)
    if service == cost:
        return [_proof(view, "kpi_both", service)]
    return [_proof(view, "kpi_service", service), _proof(view, "kpi_cost", cost)]


def _proof(view: ReportView, key: str, proof: Proof) -> Figure:
    state = "good" if proof.proven else ""
    return _figure(view, key, proof.word, note=proof.note, state=state)
