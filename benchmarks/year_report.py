"""The tables of the simulated year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from statistics import fmean

from benchmarks.year_run import MonthResult

QUARTER = 3
Year = Sequence[MonthResult]


def spread(results: Year, after: int = QUARTER) -> float:
    """Largest distance of a month's share from the mean, in points, after the first quarter."""
    shares = [item.share_pct for item in results[after:]]
    mean = sum(shares) / len(shares)
    return max(abs(share - mean) for share in shares)


def most_visits(years: Sequence[Year], after: int = QUARTER) -> str:
    """Fewest and most maintenance visits of a month after the first quarter."""
    counts = [item.visits for results in years for item in results[after:]]
    return f"{min(counts)}–{max(counts)}"


def drive_a_visit(results: Year) -> float:
    """Drive minutes of the year for each of its visits."""
    return sum(item.drive_min for item in results) / max(1, sum(item.stops for item in results))


def summary(by_policy: Mapping[str, Sequence[Year]]) -> list[str]:
    """Return a row a policy: means of its years, the worst of what must be kept."""
    head = (
        "| policy | farthest from the mean share, points | maintenance visits a month "
        "| maintenance visits | visits a route | drive a visit, min | overtime, h "
        "| road and overtime a visit, ₽ "
        "| made late | days late | windows missed | overdue at the end |"
    )
    rows = [head, "|" + "---|" * 12]
    for policy, years in by_policy.items():
        months = [item for results in years for item in results]
        stops = max(1, sum(item.stops for item in months))
        cost = sum(item.road_cost for item in months) / 100 / stops
        rows.append(
            f"| {policy} | {max(spread(results) for results in years):.1f} | {most_visits(years)} "
            f"| {_mean(years, 'visits'):.0f} "
            f"| {stops / max(1, sum(item.routes for item in months)):.2f} "
            f"| {_range([drive_a_visit(results) for results in years])} "
            f"| {_mean(years, 'overtime_min') / 60:.0f} | {cost:.0f} "
            f"| {_short(_mean(years, 'late'))} | {_short(_mean(years, 'late_days'))} "
            f"| {_short(_mean(years, 'missed'))} "
            f"| {_short(fmean(results[-1].debt for results in years))} |"
        )
    return [*rows, ""]


def overload(by_policy: Mapping[str, Year]) -> list[str]:
    """Return the debt month by month under each policy: behind, missed, overdue, passed over."""
    rows = [
        "| month | "
        + " | ".join(f"{p}: behind, missed, overdue" for p in by_policy)
        + " | "
        + " | ".join(f"{p}: left out, passed over" for p in by_policy)
        + " |",
        "|" + "---|" * (1 + 2 * len(by_policy)),
    ]
    debts = {policy: _debts(results) for policy, results in by_policy.items()}
    for number, item in enumerate(next(iter(by_policy.values()))):
        told = [debts[policy][number] for policy in by_policy]
        told += [
            f"{results[number].debt}, {results[number].passed_over}"
            for results in by_policy.values()
        ]
        rows.append(f"| {item.month} | " + " | ".join(told) + " |")
    return [*rows, ""]


def by_month(results: Year) -> list[str]:
    """Return a row a month."""
    head = (
        "| month | available, h | maintenance, h | share | visits | visits a route "
        "| drive a visit, min | overtime, h | made late | days late | behind, missed, overdue "
        "| overdue: made, left | left out | failure foretold |"
    )
    rows = [_row(item, debt) for item, debt in zip(results, _debts(results), strict=True)]
    return [head, "|" + "---|" * 14, *rows, ""]


def _debts(results: Year) -> list[str]:
    """Since the year began: visits behind what the contracts ask for, windows missed; overdue."""
    behind = accumulate(item.asked - item.visits for item in results)
    missed = accumulate(item.missed for item in results)
    return [
        f"{late:.0f}, {gone}, {item.debt}"
        for item, late, gone in zip(results, behind, missed, strict=True)
    ]


def _row(item: MonthResult, debt: str) -> str:
    return (
        f"| {item.month} | {item.available_min // 60} | {item.maintenance_min // 60} "
        f"| {item.share_pct:.0f} % | {item.visits} | {item.stops / max(1, item.routes):.1f} "
        f"| {item.drive_min / max(1, item.stops):.0f} | {item.overtime_min / 60:.0f} "
        f"| {item.late} | {item.late_days} "
        f"| {debt} | {item.overdue_made}, {item.overdue_left} | {item.left} "
        f"| {item.forecast or '-'} |"
    )


def _mean(years: Sequence[Year], name: str) -> float:
    """Mean over the years of a figure's sum."""
    return fmean(sum(getattr(item, name) for item in results) for results in years)


def _range(values: Sequence[float]) -> str:
    """A mean, with the least and the most when there are several."""
    mean = f"{fmean(values):.1f}"
    return mean if len(values) == 1 else f"{mean} ({min(values):.1f}–{max(values):.1f})"


def _short(value: float) -> str:
    """A mean of counts without decimals that say nothing."""
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}"
