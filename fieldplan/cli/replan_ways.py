"""Ways that a re-solve offers besides its answer: the menu of a call-out, a contractor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.cli.figures import roubles
from fieldplan.messages import text
from fieldplan.report.reasons import reason_sentence
from fieldplan.report.view import ReportView
from fieldplan.units import day_text

if TYPE_CHECKING:
    from fieldplan.domain import PlanRecord
    from fieldplan.resolve.menu import Choice
    from fieldplan.resolve.stand_in import StandIn


def print_menu(session: Session, old: PlanRecord, choices: Sequence[Choice]) -> None:
    """Print the ways of answering a call-out; roubles only if they are real."""
    from rich.table import Table
    from rich.text import Text

    money = real_money(old)
    table = Table(title=_text(session, "menu_title"), title_justify="left")
    names = ["number", "way", "attended", "calls", "moves", "drive", "overtime"]
    for name in (*names, *(["money"] if money else [])):
        table.add_column(_text(session, f"menu_{name}"), overflow="fold")
    for choice in choices:
        cells = [str(choice.number), _text(session, f"way_{choice.way}")]
        cells.append(attended_text(session, choice))
        figures = [str(choice.calls), str(choice.moves)]
        figures += [signed(choice.drive_min), signed(choice.overtime_min)]
        if money:
            figures.append(signed_roubles(choice.money_cost or 0))
        cells += figures if choice.works else ["—"] * len(figures)
        table.add_row(*(Text(safe(cell)) for cell in cells))
    session.out.print(table)
    session.out.print(_text(session, "menu_hint", revision=old.revision))


def attended_text(session: Session, choice: Choice) -> str:
    """Return when a way attends the call-out, or why it does not work."""
    if choice.left and choice.way == "contractor":
        return _text(session, "way_no_contractor")
    if choice.left:
        why = reason_sentence(choice.left[0], session.lang)
        return _text(session, "way_no_room", why=why)
    if choice.dropped:
        return _text(session, "way_drops", count=choice.dropped)
    view = ReportView(choice.answer.record)
    when = "; ".join(view.placement((route, stop)) for _, route, stop in choice.places)
    return _text(session, "way_in_time" if choice.in_time else "way_late", when=when)


def choice_document(session: Session, old: PlanRecord, choice: Choice) -> dict[str, object]:
    """Return a way for programs."""
    return {
        "number": choice.number,
        "way": choice.way.value,
        "works": choice.works,
        "in_time": choice.in_time,
        "calls": choice.calls,
        "moves": choice.moves,
        "dropped": choice.dropped,
        "drive_min": choice.drive_min,
        "overtime_min": choice.overtime_min,
        "money_cost": choice.money_cost if real_money(old) else None,
        "attended": attended_text(session, choice),
    }


def print_stand_in(session: Session, old: PlanRecord, found: StandIn) -> None:
    """Print what a contractor in an absent engineer's place would do and cost."""
    from fieldplan.settings import SPECS, make_settings

    names = {key: SPECS[key].metadata[session.lang] for key in SPECS}
    if found.days <= 0:
        session.out.print(_text(session, "stand_in_nothing", planned=found.planned))
    else:
        key = "stand_in_money" if found.fee_cost else "stand_in_no_price"
        key = "stand_in_examples" if found.fee_cost and found.examples else key
        money = _text(
            session,
            key,
            money=roubles(found.fee_cost),
            setting=names["contractor_day_cost"],
            other=names["contractor_visit_cost"],
        )
        session.out.print(
            _text(
                session,
                "stand_in",
                planned=found.planned,
                days=found.days,
                visits=found.visits,
                money=money,
                calls=found.calls,
                moved=found.moved,
                dropped=found.dropped,
            )
        )
    if found.available_from is not None:
        notice = make_settings(dict(old.settings)).contractor_notice_days
        first = day_text(found.available_from, session.lang)
        name = names["contractor_notice_days"]
        session.out.print(_text(session, "stand_in_from", first=first, notice=notice, setting=name))


def stand_in_document(found: StandIn | None) -> dict[str, object] | None:
    """Return the contractor's part for programs; None where no absence takes a visit away."""
    if found is None:
        return None
    first = found.available_from
    return {
        "planned": found.planned,
        "available_from": first.isoformat() if first else None,
        "days": found.days,
        "visits": found.visits,
        "fee_cost": found.fee_cost,
        "example_prices": found.examples,
        "calls": found.calls,
        "moved": found.moved,
        "dropped": found.dropped,
    }


def real_money(record: PlanRecord) -> bool:
    """Whether roubles may be shown: the prices are not the examples of the settings."""
    prices = record.problem.prices
    return prices is not None and not prices.examples


def signed(amount: int) -> str:
    """Return a difference with its sign."""
    return f"+{amount}" if amount >= 0 else f"−{-amount}"


def signed_roubles(kopecks: int) -> str:
    """Return a difference of money in whole roubles with its sign."""
    return ("+" if kopecks >= 0 else "−") + roubles(abs(kopecks))


def _text(session: Session, key: str, **values: object) -> str:
    shown = {n: v if isinstance(v, int | float) else safe(v) for n, v in values.items()}
    return text(f"resolve.{key}", session.lang, **shown)
