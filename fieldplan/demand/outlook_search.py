"""A good choice of weeks before any proof: one visit after another, then moves that pay."""

from __future__ import annotations

import random
from collections.abc import Sequence

from fieldplan.demand.outlook_choice import (
    Candidate,
    Crowd,
    Week,
    crowds,
    keeps_apart,
)
from fieldplan.demand.outlook_relax import relaxed_shares

PASSES = 30
REBUILDS = 400
RUINED = 6


def quick_choice(
    candidates: Sequence[Candidate], weeks: Sequence[Week], minute_cost: int
) -> list[int | None]:
    """Return a choice made by moves of visits and groups and by rebuilding parts of it.

    The same input gives the same choice. It starts from the relaxed shares.
    """
    search = _Search(candidates, weeks, minute_cost)
    shares = relaxed_shares(candidates, weeks, minute_cost)
    order = sorted(
        range(len(candidates)),
        key=lambda i: (
            -max(shares[i].values(), default=0.0),
            -candidates[i].leave_cost,
            candidates[i].group,
            i,
        ),
    )
    for i in order:
        for week, share in sorted(shares[i].items(), key=lambda item: (-item[1], item[0])):
            if share > 0 and search.fits(i, week):
                search.put(i, week)
                break
    order.sort(key=lambda i: (-candidates[i].leave_cost, candidates[i].group, i))
    for _ in range(PASSES):
        moved = [search.move_best(i) for i in order]
        moved += [search.move_group(group) for group in search.groups.values()]
        if not any(moved):
            break
    search.rebuild(random.Random(0))
    return search.chosen


def _costs(crowd: Crowd) -> list[int]:
    """Kopecks of each load from nothing to the most."""
    costs = [0]
    for width, price in crowd.steps:
        costs += [costs[-1] + price * n for n in range(1, width + 1)]
    return costs


class _Search:
    """A choice with its loads and trips, changed move by move."""

    def __init__(
        self, candidates: Sequence[Candidate], weeks: Sequence[Week], minute_cost: int
    ) -> None:
        self.candidates, self.weeks = candidates, weeks
        self.chosen: list[int | None] = [None] * len(candidates)
        self.loads = [0] * len(weeks)
        self.most = [week.most_min for week in weeks]
        priced = crowds(weeks, minute_cost)
        # The cost of every load there can be: the search asks for it a million times.
        self.costs = [_costs(crowd) for crowd in priced]
        self.sums = [0] * len(priced)
        self.crowds_of = [
            [number for number, crowd in enumerate(priced) if week in crowd.weeks]
            for week in range(len(weeks))
        ]
        self.trips: dict[tuple[int, int], list[int]] = {}
        self.after = {c.before: i for i, c in enumerate(candidates) if c.before is not None}
        self.groups: dict[int, list[int]] = {}
        for i, candidate in enumerate(candidates):
            self.groups.setdefault(candidate.group, []).append(i)

    def move_best(self, i: int) -> bool:
        """Put the candidate where it costs least; whether that is another week."""
        old = self.chosen[i]
        before = self.put(i, None)
        # Staying is preferred at equal cost, or the search would never end.
        if before + self.place(i) >= 0:
            self.put(i, None)
            self.put(i, old)
        return self.chosen[i] != old

    def move_group(self, group: list[int]) -> bool:
        """Put all of a group's visits of one week into another week, if that pays."""
        improved = False
        for week in sorted({w for i in group if (w := self.chosen[i]) is not None}):
            members = [i for i in group if self.chosen[i] == week]
            targets = set.intersection(*(set(self.candidates[i].options) for i in members))
            for target in sorted(targets - {week}):
                if len(members) > 1 and self.try_moves([(i, target) for i in members]):
                    improved = True
                    break
        return improved

    def rebuild(self, chance: random.Random) -> None:
        """Take out two groups and a few visits and put them back better, many times."""
        groups = sorted(self.groups)
        everyone = range(len(self.candidates))
        for _ in range(REBUILDS if len(self.candidates) > 1 else 0):
            taken = set(self.groups[chance.choice(groups)])
            taken |= set(self.groups[chance.choice(groups)])
            taken |= set(chance.sample(everyone, min(len(everyone), RUINED)))
            order = sorted(taken)
            chance.shuffle(order)
            old = [(i, self.chosen[i]) for i in order]
            change = sum(self.put(i, None) for i in order)
            for i in order:
                change += self.place(i)
            if change > 0:
                for i in order:
                    self.put(i, None)
                for i, week in old:
                    self.put(i, week)

    def place(self, i: int) -> int:
        """Put a candidate that is out where it costs least; return the change of cost."""
        best, best_cost = None, 0
        for week in self.candidates[i].options:
            if self.fits(i, week):
                cost = self.put(i, week)
                self.put(i, None)
                if cost < best_cost:
                    best, best_cost = week, cost
        return self.put(i, best)

    def try_moves(self, moves: Sequence[tuple[int, int | None]]) -> bool:
        """Make the moves if they are allowed and cheaper together; else leave all as it was."""
        old = [(i, self.chosen[i]) for i, _ in moves]
        cost = sum(self.put(i, None) for i, _ in moves)
        for i, week in moves:
            if week is not None and not self.fits(i, week):
                break
            cost += self.put(i, week)
        else:
            if cost < 0:
                return True
        for i, _ in moves:
            self.put(i, None)
        for i, week in old:
            self.put(i, week)
        return False

    def fits(self, i: int, week: int) -> bool:
        """Whether the week has room and the site's other visits are far enough."""
        candidate = self.candidates[i]
        if self.loads[week] + candidate.work_min > self.most[week]:
            return False
        if candidate.before is not None:
            before = self.chosen[candidate.before]
            if not keeps_apart(candidate, week, before, self.weeks):
                return False
        after = self.after.get(i)
        later = None if after is None else self.chosen[after]
        if after is None or later is None:
            return True
        return keeps_apart(self.candidates[after], later, week, self.weeks)

    def put(self, i: int, week: int | None) -> int:
        """Move the candidate and return by how much the cost changes."""
        candidate, old = self.candidates[i], self.chosen[i]
        if week == old:
            return 0
        change = 0
        if old is None:
            change -= candidate.leave_cost
        else:
            change += self._load(old, -candidate.work_min) - candidate.options[old]
            trip = self.trips[candidate.group, old]
            dearest = max(trip)
            trip.remove(candidate.trip_cost)
            change += max(trip, default=0) - dearest
        if week is None:
            change += candidate.leave_cost
        else:
            change += candidate.options[week] + self._load(week, candidate.work_min)
            trip = self.trips.setdefault((candidate.group, week), [])
            dearest = max(trip, default=0)
            trip.append(candidate.trip_cost)
            change += max(trip) - dearest
        self.chosen[i] = week
        return change

    def _load(self, week: int, minutes: int) -> int:
        """Change a week's load; return by how much its price and its month's change."""
        self.loads[week] += minutes
        change = 0
        for number in self.crowds_of[week]:
            was = self.sums[number]
            self.sums[number] = was + minutes
            change += self.costs[number][was + minutes] - self.costs[number][was]
        return change
