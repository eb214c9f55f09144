"""The tables of the simulated year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.year_run import MonthResult

QUARTER = 3


def spread(results: Sequence[MonthResult], after: int = QUARTER) -> float:
    """Largest distance of a month's share from the mean, in points, after the first quarter."""
    shares = [item.share_pct for item in results[after:]]
    mean = sum(shares) / len(shares)
    return max(abs(share - mean) for share in shares)


def most_visits(results: Sequence[MonthResult], after: int = QUARTER) -> str:
    """Fewest and most maintenance visits of a month after the first quarter."""
    counts = [item.visits for item in results[after:]]
    return f"{min(counts)}–{max(counts)}"


def summary(by_policy: Mapping[str, Sequence[MonthResult]]) -> list[str]:
    """Return a row a policy."""
    head = (
        "| policy | farthest from the mean share, points | maintenance visits a month "
        "| maintenance visits | visits a route | drive a visit, min | overtime, h "
        "| road and overtime a visit, ₽ "
        "| made late | days late | debt at the end |"
    )
    rows = [head, "|" + "---|" * 11]
    for policy, results in by_policy.items():
        stops = max(1, sum(item.stops for item in results))
        drive = sum(item.drive_min for item in results) / stops
        cost = sum(item.road_cost for item in results) / 100 / stops
        rows.append(
            f"| {policy} | {spread(results):.1f} | {most_visits(results)} "
            f"| {sum(item.visits for item in results)} "
            f"| {stops / max(1, sum(item.routes for item in results)):.2f} | {drive:.1f} "
            f"| {sum(item.overtime_min for item in results) / 60:.0f} | {cost:.0f} "
            f"| {sum(item.late for item in results)} "
            f"| {sum(item.late_days for item in results)} | {results[-1].debt} |"
        )
    return [*rows, ""]


def by_month(results: Sequence[MonthResult]) -> list[str]:
    """Return a row a month."""
    head = (
        "| month | available, h | maintenance, h | share | visits | visits a route "
        "| drive a visit, min | overtime, h | made late | days late | debt "
        "| overdue: made, left | left out | failure foretold |"
    )
    return [head, "|" + "---|" * 14, *map(_row, results), ""]


def _row(item: MonthResult) -> str:
    return (
        f"| {item.month} | {item.available_min // 60} | {item.maintenance_min // 60} "
        f"| {item.share_pct:.0f} % | {item.visits} | {item.stops / max(1, item.routes):.1f} "
        f"| {item.drive_min / max(1, item.stops):.0f} | {item.overtime_min / 60:.0f} "
        f"| {item.late} | {item.late_days} "
        f"| {item.debt} | {item.overdue_made}, {item.overdue_left} | {item.left} "
        f"| {item.forecast or '-'} |"
    )
