"""Offers in words: a table for the manager, a document for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.cli.figures import roubles
from fieldplan.messages import text
from fieldplan.report.view import ReportView
from fieldplan.units import clock, window_text

if TYPE_CHECKING:
    from rich.table import Table

    from fieldplan.api import Outputs
    from fieldplan.domain import Displaced, Offer, Place, PlanRecord
    from fieldplan.resolve.offers import OfferList


def print_offers(session: Session, old: PlanRecord, found: OfferList, *, bumped: bool) -> None:
    """Print where the visit is now, the offers, and what to do next."""
    lang, view = session.lang, ReportView(found.record)
    visit = view.visits[found.visit_id]
    place = ReportView(old).served.get(visit.id)

    def tell(key: str, **values: object) -> None:
        session.out.print(text(f"offers.{key}", lang, **values), soft_wrap=True)

    tell(
        "title",
        visit=safe(visit.id),
        client=safe(view.place(visit).client),
        kind=view.kind(visit.kind),
        minutes=visit.duration_min,
        place=safe(view.placement(place)) if place else text("offers.left_out", lang),
    )
    if not found.offers:
        if any(visit.id in group for group in found.record.problem.consecutive):
            tell("run_member")
            return
        tell("none")
        tell("none_bump" if bumped else "try_bump")
        return
    session.out.print(offers_table(found.offers, found.record, lang))
    if not money_shown(found.record) and found.record.problem.prices is not None:
        tell("money_hidden")
    tell("how_to_take")


def print_taken(session: Session, found: OfferList, number: int, made: Outputs) -> None:
    """Print what was written."""
    offer = found.offers[number - 1]
    view = ReportView(made.record)
    taken = text(
        "offers.taken_moving" if offer.displaced else "offers.taken",
        session.lang,
        number=number,
        visit=safe(found.visit_id),
        day=view.day(offer.place.date),
        window=span(offer.window),
    )
    session.out.print(taken, soft_wrap=True)
    for item in offer.displaced:
        session.out.print(f"  {_move(item, view, session.lang)}", soft_wrap=True)
    session.say("written", folder=made.folder)


def document(found: OfferList, lang: str) -> dict[str, object]:
    """Return the offers for programs; the keys are the same in every language."""
    return {
        "format": "fieldplan-offers/1",
        "exit_code": 0,
        "month": found.record.month,
        "revision": found.record.revision,
        "visit": found.visit_id,
        "now": found.now.isoformat(),
        "offers": [
            {"number": number, **offer_document(offer, found.record)}
            for number, offer in enumerate(found.offers, 1)
        ],
    }


def offer_document(offer: Offer, record: PlanRecord) -> dict[str, object]:
    """Return one offer; ``cost`` in kopecks, None while the prices are examples."""
    return {
        **_place(offer.place),
        "promise": list(offer.window),
        "drive_min": offer.drive_min,
        "distance_m": offer.distance_m,
        "overtime_min": offer.overtime_min,
        "cost": offer.cost if money_shown(record) else None,
        "days_late": offer.days_late,
        "displaced": [
            {
                "visit": item.visit_id,
                "was": _place(item.was),
                "now": _place(item.now) if item.now else None,
                "call": item.call,
            }
            for item in offer.displaced
        ],
        "shifted": [item.visit_id for item in offer.shifted],
    }


def money_shown(record: PlanRecord) -> bool:
    """Whether sums mean anything: the manager has replaced the example prices."""
    prices = record.problem.prices
    return prices is not None and not prices.examples


def span(window: tuple[int, int]) -> str:
    """Return a window as people read it."""
    return window_text(window[0], window[1])


def signed(value: int) -> str:
    """Return a difference with its sign."""
    return f"{value:+d}".replace("-", "−") if value else "0"


def offers_table(offers: Sequence[Offer], record: PlanRecord, lang: str) -> Table:
    """Return the offers as a table; sums only when the prices are not examples."""
    from rich.table import Table
    from rich.text import Text

    view, money = ReportView(record), money_shown(record)
    columns = ["number", "day", "window", "start", "engineer", "drive", "overtime"]
    columns += ["money"] if money else []
    table = Table()
    for key in (*columns, "disturbs"):
        numeric = key in ("number", "drive", "overtime", "money")
        table.add_column(
            text(f"offers.col_{key}", lang),
            justify="right" if numeric else "left",
            no_wrap=key in ("day", "window", "start"),
        )
    for number, offer in enumerate(offers, 1):
        cost = [_signed_money(offer.cost or 0)] if money else []
        table.add_row(
            str(number),
            view.day(offer.place.date),
            span(offer.window),
            clock(offer.place.start_min),
            Text(safe(view.names[offer.place.engineer_id])),
            signed(offer.drive_min),
            signed(offer.overtime_min),
            *cost,
            Text(_disturbs(offer, view, lang)),
        )
    return table


def _signed_money(kopecks: int) -> str:
    return f"{'−' if kopecks < 0 else '+'}{roubles(abs(kopecks))}"


def _disturbs(offer: Offer, view: ReportView, lang: str) -> str:
    lines = [_move(item, view, lang) for item in offer.displaced]
    if not lines:
        count = len(offer.shifted)
        lines = [text("offers.shifts" if count else "offers.nobody", lang, count=count)]
    if offer.days_late:
        lines.append(text("offers.late", lang, days=offer.days_late))
    return "\n".join(lines)


def _move(item: Displaced, view: ReportView, lang: str) -> str:
    return text(
        "offers.moves",
        lang,
        visit=safe(item.visit_id),
        client=safe(view.place(view.visits[item.visit_id]).client),
        was=view.day(item.was.date),
        now=view.day(item.now.date) if item.now else text("offers.left_out", lang),
    )


def _place(place: Place) -> dict[str, object]:
    return {
        "date": place.date.isoformat(),
        "engineer": place.engineer_id,
        "start": place.start_min,
        "end": place.end_min,
    }
