"""The figures of an objective in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldplan.cli.console import Session
from fieldplan.rules import TIER_DRIVE, TIER_MONEY

if TYPE_CHECKING:
    from fieldplan.domain import TierResult


def tier_text(session: Session, tier: TierResult) -> str:
    """Return a tier's value, and what is proven of it: its bound and the gap."""
    told = session.text(f"tier_{tier.tier}", value=_value(session, tier.tier, tier.value))
    if tier.optimal:
        return session.text("tier_optimal", figure=told)
    measured = tier.tier in (TIER_MONEY, TIER_DRIVE)
    if tier.bound is None or (measured and not tier.bound):
        return told  # that it cannot be below nothing is no bound worth telling
    return session.text(
        "tier_bounded",
        figure=told,
        bound=_value(session, tier.tier, tier.bound),
        gap=gap_text(session, tier),
    )


def gap_text(session: Session, tier: TierResult) -> str:
    """Return how far a value is from its bound: a share of it, or a difference if small."""
    from fieldplan.report.proof import gap_pct

    if tier.tier in (TIER_MONEY, TIER_DRIVE) and tier.value:
        return gap_pct(tier, session.lang)
    return str(tier.value - (tier.bound or 0))


def roubles(kopecks: int) -> str:
    """Return whole roubles with thin groups of thousands."""
    return f"{round(kopecks / 100):,}".replace(",", "\u00a0")


def _value(session: Session, tier: str, value: int) -> str:
    from fieldplan.units import hours

    if tier == TIER_MONEY:
        return roubles(value)
    if tier == TIER_DRIVE:
        return hours(value, session.lang)
    return str(value)
