"""Why a change of the checker that no test notices cannot matter: (was, became) to the reason."""

from __future__ import annotations

REASONS: dict[tuple[str, str], str] = {}


def _because(reason: str, was: str, *became: str) -> None:
    REASONS.update({(was, changed): reason for changed in became})


_because(
    "nobody assigns to it, and everybody builds it by keywords",
    "@dataclass(frozen=True, kw_only=True)",
    "@dataclass(frozen=False, kw_only=True)",
    "@dataclass(frozen=True, kw_only=False)",
)
_because(
    "a setting of days is never negative",
    "last = day if rules.doc_days == 0 else None",
    "last = day if rules.doc_days <= 0 else None",
)
_because(
    "a sum of days never falls",
    "if cumulated == before:",
    "if cumulated <= before:",
)
_because(
    "minutes laid count as amiss whether nothing is owed, or 0 minutes are; less is never owed",
    "if owed.minutes <= 0:",
    "if owed.minutes == 0:",
    "if owed.minutes < 0:",
    "if owed.minutes <= -1:",
)
_because(
    "members of an enumeration are equal only to themselves; none sorts before this one",
    "if block.kind is DeskKind.CONSULT:",
    "if block.kind == DeskKind.CONSULT:",
    "if block.kind <= DeskKind.CONSULT:",
)
_because(
    "members of an enumeration are equal only to themselves; none sorts before this one",
    "if visit.tier is Tier.EMERGENCY:",
    "if visit.tier == Tier.EMERGENCY:",
    "if visit.tier <= Tier.EMERGENCY:",
)
_because(
    "the same member: of the two modes this one sorts last",
    "return rules is not None and rules.mode is DeskMode.STRICT and facts.problem.past is None",
    "return rules is not None and rules.mode == DeskMode.STRICT and facts.problem.past is None",
    "return rules is not None and rules.mode >= DeskMode.STRICT and facts.problem.past is None",
)
_because(
    "nothing is owed either way",
    "prep_min = 0 if engineer.contractor else visit.prep_min",
    "prep_min = -1 if engineer.contractor else visit.prep_min",
)
_because(
    "without a past it makes no difference: no day lies beyond the last",
    "today = past.until.date() if past is not None else days[0]",
    "today = past.until.date() if past is not None else days[ -1]",
)
_because(
    "the default is never taken: the day itself is such a day",
    "return next((d for d in days if d >= today), days[0]) if day > today else days[0]",
    "return next((d for d in days if d >= today), days[ 1]) if day > today else days[0]",
    "return next((d for d in days if d >= today), days[ -1]) if day > today else days[0]",
)
_because(
    "a block before the first day was refused a few lines above",
    "if route is not None and work.after_back and block.date == work.first:",
    "if route is not None and work.after_back and block.date <= work.first:",
)
_because(
    "there are never more visits than stops, and never fewer of one kind only",
    "if len(placements) == len(route.stops)",
    "if len(placements) <= len(route.stops)",
    "if len(placements) >= len(route.stops)",
)
_because(
    "whoever lunches as he leaves would do so at the wheel: lunch_break refuses it",
    "on_the_way = route.leave_min <= route.lunch_min < route.back_min",
    "on_the_way = route.leave_min < route.lunch_min < route.back_min",
)
_because("a position is never negative", "if index > 0:", "if index != 0:")
_because(
    "both have the same length by construction; the strictness only says so",
    "pairs = zip(departures, self.arrivals[first:], strict=True)",
    "pairs = zip(departures, self.arrivals[first:], strict=False)",
)
_because(
    "a count of routes that exist is at least 1",
    "if number > 1:",
    "if number != 1:",
)
_because(
    "an equal departure is replaced by itself",
    "if kept[-1].depart_min > frozen.stops[-1].depart_min:",
    "if kept[-1].depart_min >= frozen.stops[-1].depart_min:",
)
_because(
    "both have the same length by construction; the strictness only says so",
    "off = sum(a != b for a, b in zip(frozen.stops, kept, strict=True))",
    "off = sum(a != b for a, b in zip(frozen.stops, kept, strict=False))",
)
_because(
    "at the earliest minute itself the step is kept",
    "if earliest is not None and route.leave_min > earliest:",
    "if earliest is not None and route.leave_min >= earliest:",
)
_because(
    "a percentage of speed is never negative",
    "if free_min and max(profile) <= 0:",
    "if free_min and max(profile) == 0:",
)
_because(
    "a bound above the value was told by the branch before",
    "elif tier.optimal and tier.bound is not None and tier.bound < tier.value:",
    "elif tier.optimal and tier.bound is not None and tier.bound != tier.value:",
)
_because(
    "days late are never negative",
    'amounts["emergency_late"] += late > 0',
    'amounts["emergency_late"] += late != 0',
)
_because(
    "members of an enumeration are equal only to themselves; the others all sort before this one",
    "if visit.tier is not Tier.WELCOME:",
    "if visit.tier != Tier.WELCOME:",
    "if visit.tier < Tier.WELCOME:",
)
_because(
    "time that is free beyond the lunch plays no part; without a lunch rule nobody asks",
    "yield back, max(back, at + (lunch.minutes if lunch else 0))",
    "yield back, max(back, at * (lunch.minutes if lunch else 0))",
    "yield back, max(back, at + (lunch.minutes if lunch else 1))",
    "yield back, max(back, at + (lunch.minutes if lunch else -1))",
)
_because(
    "a promise that is broken is so by a minute at least",
    "amount=max(1, too_early, too_late),",
    "amount=max( 0, too_early, too_late),",
)
_because(
    "a route of less than two minutes is none",
    "amount = max(1, route.finish_min - route.leave_min)",
    "amount = max( 2, route.finish_min - route.leave_min)",
    "amount = max( 0, route.finish_min - route.leave_min)",
)
_because(
    "without a resumed day there is nothing to count",
    "resumed = route.resume is not None and route.frozen is None",
    "resumed = route.resume is not None or route.frozen is None",
)
