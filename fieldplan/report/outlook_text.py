"""Why a maintenance visit stands where it does, in words."""

from __future__ import annotations

from datetime import date

from fieldplan.domain import Outlook, OutlookVisit
from fieldplan.messages import text
from fieldplan.units import day_text, month_bounds, month_name


def visit_reason(item: OutlookVisit, lang: str) -> str:
    """Return the visit's duty, due date, window, basis and week as a sentence."""
    week = day_text(item.week, lang) if item.week else text("outlook.no_week", lang)
    return text(
        "outlook.why",
        lang,
        duty=duty_text(item, lang).capitalize(),
        months=item.every_months,
        basis=text(f"outlook.basis_{item.basis.value}", lang),
        last=_day(item.last_visit, lang),
        due=day_text(item.due, lang),
        opens=day_text(item.opens, lang),
        latest=day_text(item.latest, lang),
        week=week,
    )


def duty_text(item: OutlookVisit, lang: str) -> str:
    """Return what the visit is to the month."""
    return text(f"outlook.duty_{item.duty.value}", lang)


def verdict_text(outlook: Outlook, lang: str) -> str:
    """Return whether the team keeps the year's windows, and if not, when they begin to fail.

    With what the shifts do not hold: windows may be kept only by overtime at the desk.
    """
    debt = outlook.months[-1].debt if outlook.months else 0
    if not outlook.failure and not debt:
        told = [text("outlook.enough", lang)]
    else:
        first = outlook.failure or next(m.month for m in outlook.months if m.debt)
        told = [
            text(
                "outlook.failure",
                lang,
                month=month_name(month_bounds(first)[0], lang),
                overdue=outlook.overdue,
                missed=outlook.missed,
                debt=debt,
            )
        ]
        needed, made = round(outlook.needed_min / 60), round(outlook.made_min / 60)
        if needed > made:
            told.append(text("outlook.shortage", lang, needed=needed, made=made))
    return " ".join([*told, *_overload(outlook, lang)])


def _overload(outlook: Outlook, lang: str) -> list[str]:
    """Return what is to be said of months that are loaded beyond their working time."""
    shares = [
        (load_share(m.planned_min, m.reserved_min, m.available_min) or 0.0, m.month)
        for m in outlook.months
    ]
    over = [item for item in shares if item[0] > 1]
    if not over:
        return []
    share, month = max(over, key=lambda item: item[0])
    return [
        text(
            "outlook.overload",
            lang,
            count=len(over),
            months=len(shares),
            month=month_name(month_bounds(month)[0], lang),
            pct=round(100 * share),
        )
    ]


def proof_text(outlook: Outlook, lang: str) -> str:
    """Return the cost of the choice of weeks and what is proven of it."""
    gap = f"{outlook.gap_pct:.1f}"
    return text(
        "outlook.proof",
        lang,
        value=outlook.value,
        bound=outlook.bound,
        gap=gap.replace(".", ",") if lang == "ru" else gap,
    )


def load_share(planned_min: int, reserved_min: int, available_min: int) -> float | None:
    """Return all work as a share of the working time; None without working time."""
    return (planned_min + reserved_min) / available_min if available_min else None


def _day(day: date | None, lang: str) -> str:
    return day_text(day, lang) if day else text("outlook.none", lang)
