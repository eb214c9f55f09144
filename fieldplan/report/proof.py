"""What is proven of a plan, in words: never more than its bounds say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldplan.domain import TierResult
from fieldplan.messages import text
from fieldplan.rules import TIER_SERVICE

Tiers = Sequence[TierResult]


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Whether something is proven, the word for it, and what exactly."""

    proven: bool
    word: str
    note: str

    def __str__(self) -> str:
        return f"{self.word}, {self.note}"


def service_proof(tiers: Tiers, lang: str) -> Proof:
    """Return whether emergencies, promises and required visits could be served better."""
    names = [tier.tier for tier in tiers]
    if TIER_SERVICE not in names:
        return _found("unknown", lang)
    place = names.index(TIER_SERVICE)
    service = tiers[place]
    # These tiers count and weigh: none can be below nothing at all.
    if all(tier.optimal or tier.value == 0 for tier in tiers[: place + 1]):
        return _proven("service", lang)
    if service.bound is None:
        return _found("unknown", lang)
    # At its bound, it is a tier above that is open.
    key = "service" if service.value > service.bound else "above"
    return _found(key, lang, value=service.value, bound=service.bound)


def last_proof(tiers: Tiers, lang: str) -> Proof:
    """Return how far the last tier (money, else driving) may be from the best."""
    if tiers and tiers[-1].optimal:
        return _proven("last", lang)
    # That money cannot be below nothing is no bound worth telling.
    if not tiers or not tiers[-1].bound:
        return _found("unknown", lang)
    return _found("gap", lang, gap=gap_pct(tiers[-1], lang))


def proof_line(tiers: Tiers, lang: str) -> str:
    """Return both in one line."""
    service, last = service_proof(tiers, lang), last_proof(tiers, lang)
    return text("report.proof_line", lang, service=service, last=last)


def gap_pct(tier: TierResult, lang: str) -> str:
    """Return the gap as a share of the value, rounded up to a tenth of a per cent."""
    gap = max(0, tier.value - (tier.bound or 0))
    tenths = -(-1000 * gap // tier.value) if tier.value > 0 else 0
    shown = f"{tenths // 10}.{tenths % 10}"
    return f"{shown.replace('.', ',') if lang == 'ru' else shown} %"


def _proven(key: str, lang: str) -> Proof:
    note = text(f"report.proven_{key}", lang)
    return Proof(proven=True, word=text("report.proven", lang), note=note)


def _found(key: str, lang: str, **values: object) -> Proof:
    note = text(f"report.found_{key}", lang, **values)
    return Proof(proven=False, word=text("report.found", lang), note=note)
