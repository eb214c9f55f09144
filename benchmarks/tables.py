"""``benchmarks/RESULTS.md`` from saved results: every figure in it was measured by a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import log
from statistics import mean

from benchmarks.notes import HEAD, MONTH_NOTES, SIZE_NOTES, SOLOMON_NOTES
from benchmarks.runs import Result
from benchmarks.solomon import LEAST_DISTANCE, TENTHS

NAMES = {
    "fieldplan": "fieldplan",
    "ortools": "OR-Tools routing",
    "pyvrp": "PyVRP",
    "vroom": "VROOM",
}
SERVICE, LAST = "unserved_weight", "drive_min"
NEAR = 1.02
"""Within 2 % of the final plan."""


def results_page(results: Sequence[Result], machine: str) -> str:
    """Return the page; parts without results are left out."""
    good = [result for result in results if "error" not in result]
    parts = [HEAD, "", machine, _versions(good), ""]
    months = [r for r in results if r["run"]["part"] == "month"]
    if months:
        parts += ["## Months against other solvers", "", *months_table(months), "", MONTH_NOTES, ""]
    sizes = [r for r in good if r["run"]["part"] == "size"]
    if sizes:
        parts += ["## Cost by size", "", *size_table(sizes), ""]
    parts += [compile_line(r) + "\n" for r in good if r["run"]["part"] == "compile"]
    if sizes:
        parts += [SIZE_NOTES, ""]
    solomon = [r for r in good if r["run"]["part"] == "solomon"]
    if solomon:
        parts += ["## Solomon's instances", "", *solomon_table(solomon), "", SOLOMON_NOTES, ""]
    return "\n".join(parts)


def months_table(results: Iterable[Result]) -> list[str]:
    """One row a shape, time limit and solver: means over the seeds, then each seed."""
    groups: dict[tuple[str, float, str], list[Result]] = {}
    for result in results:
        run = result["run"]
        groups.setdefault((run["case"], run["seconds"], run["solver"]), []).append(result)
    rows = [
        "| shape | s | solver | late | unserved weight | drive, min | weight, bound "
        "| drive over bound | each seed: weight / drive | took, s | peak MB | faults |",
        "|---|---:|---|---:|---:|---:|---|---|---|---:|---:|---|",
    ]
    for (case, seconds, solver), group in groups.items():
        failed = [result for result in group if "error" in result]
        good = sorted(
            (result for result in group if "error" not in result),
            key=lambda result: result["run"]["seed"],
        )
        cells = [case, f"{seconds:g}", NAMES[solver]]
        if good:
            scores = [result["score"] for result in good]
            cells += [
                _figure(mean(s["late"] for s in scores)),
                _figure(mean(s["weight"] for s in scores)),
                _figure(mean(s["drive"] for s in scores)),
                _gaps(good, SERVICE, _weight_gap),
                _gaps(good, LAST, _share_gap),
                ", ".join(f"{s['weight']} / {s['drive']}" for s in scores),
                f"{max(result['wall_s'] for result in good):.0f}",
                _figure(max(result["peak_mb"] or 0 for result in good)),
                _faults(good),
            ]
        else:
            cells += ["—"] * 9
        if failed:
            cells[-1] = f"{len(failed)} runs failed: {failed[0]['error'][:80]}".replace("|", "/")
        rows.append(f"| {' | '.join(cells)} |")
    return rows


def size_table(results: Iterable[Result]) -> list[str]:
    """Seconds and memory by visits, and the exponent of their growth."""
    rows = sorted(results, key=lambda result: result["score"]["visits"])
    table = [
        "| visits | limit, s | first plan, s | within 2 % of the final, s "
        "| root bound, s | peak MB | unserved weight | drive, min | drive over bound |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    measured: dict[str, list[tuple[float, float]]] = {}
    for result in rows:
        visits = result["score"]["visits"]
        figures = {
            "first plan": _first_plan(result),
            "within 2 %": near_final(result),
            "root bound": root_bound_s(result),
            "memory": result["peak_mb"],
        }
        for name, value in figures.items():
            if value:
                measured.setdefault(name, []).append((visits, value))
        cells = [f"{visits}", f"{result['run']['seconds']:g}"]
        cells += [_seconds(figures[n]) for n in ("first plan", "within 2 %", "root bound")]
        cells += [_figure(result["peak_mb"] or 0)]
        cells += [f"{result['score']['weight']}", f"{result['score']['drive']}"]
        cells += [_gaps([result], LAST, _share_gap)]
        table.append(f"| {' | '.join(cells)} |")
    grown = [
        f"{name} visits^{growth(points):.1f}"
        for name, points in measured.items()
        if len(points) >= 3
    ]
    if grown:
        table += ["", f"Growth (least squares on the logarithms): {', '.join(grown)}."]
    return table


def growth(points: Sequence[tuple[float, float]]) -> float:
    """Return the exponent b of the least-squares fit value = a * size ** b."""
    xs, ys = [log(size) for size, _ in points], [log(value) for _, value in points]
    middle_x, middle_y = mean(xs), mean(ys)
    top = sum((x - middle_x) * (y - middle_y) for x, y in zip(xs, ys, strict=True))
    return top / sum((x - middle_x) ** 2 for x in xs)


def near_final(result: Result) -> float | None:
    """Seconds to the first plan within 2 %: emergencies as in the final plan, unserved weight
    at most 2 % above it, and, where no weight is above it, drive at most 2 % above it."""
    *above, service, drive = [tier["value"] for tier in result["tiers"]]
    for event in result["events"]:
        values = [tier[0] for tier in event["tiers"]]
        if values[: len(above)] != above or values[-2] > service * NEAR:
            continue
        if values[-2] > service or values[-1] <= drive * NEAR:
            return float(event["at"])
    return None


def compile_line(result: Result) -> str:
    """What compiling costs: the same tiny solve with an empty and with a filled cache."""
    cold = result["cold"]
    return (
        f"Compiling: the first solve on a machine takes {cold['wall_s'] - result['wall_s']:.0f} s "
        f"longer than the next ({cold['cpu_s'] - result['cpu_s']:.0f} s of processor time; the "
        f"code is kept), and its process holds "
        f"{_figure(cold['peak_mb'])} MB at most; the next holds {_figure(result['peak_mb'])} MB "
        "(a tiny month)."
    )


def solomon_table(results: Iterable[Result]) -> list[str]:
    """One row an instance and solver against the published least distance."""
    table = [
        "| instance | s | solver | distance | published least | above it | proven bound "
        "| unserved |",
        "|---|---:|---|---:|---:|---:|---:|---:|",
    ]
    for result in sorted(results, key=lambda r: (r["run"]["case"], r["run"]["solver"])):
        run, found = result["run"], result["score"]
        distance, least = found["drive"] / TENTHS, LEAST_DISTANCE[run["case"]]
        bound = _tier(result, LAST).get("bound")
        cells = [
            run["case"],
            f"{run['seconds']:g}",
            NAMES[run["solver"]],
            f"{distance:.1f}",
            f"{least:.1f}",
            f"{100 * (distance / least - 1):+.2f} %",
            "—" if bound is None else f"{bound / TENTHS:.1f}",
            f"{found['visits'] - found['served']}",
        ]
        table.append(f"| {' | '.join(cells)} |")
    return table


def _versions(results: Sequence[Result]) -> str:
    known = {NAMES[r["run"]["solver"]]: r["version"] for r in results}
    days = sorted({r["when"] for r in results})
    loads = [r["load"] for r in results if r.get("load") is not None]
    busy = f"; load of the machine before a run: {max(loads):.1f} at most" if loads else ""
    when = f"; runs of {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") if days else ""
    names = ", ".join(f"{name} {v}" for name, v in sorted(known.items()))
    return f"Versions: {names}{when}{busy}."


def _tier(result: Result, name: str) -> Result:
    found: list[Result] = [tier for tier in result.get("tiers", ()) if tier["tier"] == name]
    return found[0] if found else {}


def _gaps(results: Sequence[Result], name: str, say: Callable[[Result], str]) -> str:
    """The tier's gap in every seed; the same word is said once."""
    tiers = [_tier(result, name) for result in results]
    if not any(tiers):
        return "—"
    said = [say(tier) for tier in tiers]
    return said[0] if len(set(said)) == 1 else ", ".join(said)


def _weight_gap(tier: Result) -> str:
    if tier["optimal"]:
        return "proven"
    return "no bound yet" if tier["bound"] is None else f"≥ {tier['bound']}"


def _share_gap(tier: Result) -> str:
    if tier["optimal"]:
        return "proven"
    if tier["bound"] is None:
        return "no bound yet"
    return f"{100 * (tier['value'] - tier['bound']) / max(1, tier['bound']):.1f} %"


def _faults(results: Sequence[Result]) -> str:
    broken = [v for r in results for v in (*r["score"]["violations"], *r["checker"])]
    dropped = sum(result.get("dropped", 0) for result in results)
    said = [f"{len(broken)} rules broken: {broken[0]}"] if broken else []
    said += [f"{dropped} repaired"] if dropped else []
    return "; ".join(said).replace("|", "/") or "none"


def _first_plan(result: Result) -> float | None:
    return result["events"][0]["at"] if result["events"] else None


def root_bound_s(result: Result) -> float | None:
    """When drive had a bound at first: those of the tiers above come before any search."""
    return next((e["at"] for e in result["events"] if e["tiers"][-1][1] is not None), None)


def _seconds(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _figure(value: float) -> str:
    return f"{value:.0f}" if value == int(value) or value >= 100 else f"{value:.1f}"
