"""Random call-outs on a planned month: what each answer costs, what is proven, how long it took.

Usage: ``python benchmarks/replan.py outputs --count 20 --seconds 60 --out replan.jsonl``

Every run starts from the same plan at a random minute of a random working day. As in a month
that is lived with, the clients of the next five working days have been promised their day and
window. Besides the answer, the rest of the month is planned afresh (mode ``free``) for the same
time: how many visits would move, and how many clients would have to be phoned, without the tiers
of the re-solve. The table is printed from the file, to which every run is added as it ends.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fieldplan.api.replan import EmergencyCall, Mode, NewPlan, open_record, replan
from fieldplan.api.search import stop_rule
from fieldplan.domain import Plan, PlanRecord, Promise, PromiseStatus
from fieldplan.report.changes import plan_changes
from fieldplan.resolve.windows import promised_window
from fieldplan.settings import make_settings

PROMISED_DAYS = 5
MOVES = ("day", "engineer", "window")


def main() -> None:
    """Run what is missing in the file and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plan", type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=Path("replan.jsonl"))
    options = parser.parse_args()
    _, record = open_record(options.plan)
    done = _read(options.out)
    for number in range(len(done), options.count):
        row = _run(record, number, options.seconds, options.seed)
        with options.out.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
        done.append(row)
    _print(done)


def _read(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _run(record: PlanRecord, number: int, seconds: float, seed: int) -> dict[str, Any]:
    rng = random.Random(seed * 1000 + number)
    days = sorted({route.date for route in record.plan.routes})
    day = rng.choice(days[1:-2])
    now = datetime.combine(day, datetime.min.time()) + timedelta(minutes=rng.randrange(545, 1020))
    site = rng.choice([site for site in record.sites if site.active])
    lived = _promised(record, now)
    call = EmergencyCall(site_id=site.id, response_days=rng.choice((1, 2)))
    stop = stop_rule(time_limit_s=seconds)
    began = time.monotonic()
    made = replan(lived, now=now, emergencies=(call,), stop=stop, seed=seed)
    took = time.monotonic() - began
    fresh = replan(lived, now=now, emergencies=(call,), stop=stop, seed=seed, mode=Mode.FREE)
    (name,) = made.final.whole.new
    row = {
        "number": number + 1,
        "now": f"{now:%Y-%m-%d %H:%M}",
        "site": site.id,
        "days": call.response_days,
        "left_to_plan": _left(made.final),
        "first": _figures(lived, made.first, name),
        "final": _figures(lived, made.final, name),
        "fresh": _figures(lived, fresh.final, name),
        "seconds_first": round(made.first.seconds, 2),
        "seconds_final": round(took, 1),
    }
    return row


def _promised(record: PlanRecord, now: datetime) -> PlanRecord:
    """The clients of the next days know their day and window."""
    settings = make_settings(record.settings)
    days = [day for day in record.problem.days if day >= now.date()][:PROMISED_DAYS]
    shifts = {engineer.id: engineer.shifts for engineer in record.problem.engineers}
    told = {}
    for route in record.plan.routes:
        for stop in route.stops:
            if route.date in days:
                shift = shifts[route.engineer_id][route.date]
                start, end = promised_window(stop.start_min, shift, settings)
                told[stop.visit_id] = Promise(
                    date=route.date, start_min=start, end_min=end, status=PromiseStatus.AGREED
                )
    visits = tuple(replace(v, promise=v.promise or told.get(v.id)) for v in record.problem.visits)
    return replace(record, problem=replace(record.problem, visits=visits))


def _left(answer: NewPlan) -> int:
    return len(answer.whole.problem.visits) - len(answer.whole.frozen.visits)


def _figures(old: PlanRecord, answer: NewPlan, name: str) -> dict[str, Any]:
    plan, changes = answer.record.plan, plan_changes(old, answer.record)
    tiers = {tier.tier: tier for tier in plan.tiers}
    served = {s.visit_id for route in plan.routes for s in route.stops}
    return {
        "attended": name in served,
        "late": tiers["emergencies_late"].value,
        "calls": sum(change.call for change in changes),
        "moves": sum(change.kind in MOVES for change in changes),
        "lost": sum(change.kind == "dropped" for change in changes),
        "unserved_weight": tiers["unserved_weight"].value,
        "drive_min": _drive(plan) - _drive(old.plan),
        "tiers": {tier.tier: [tier.value, tier.bound, tier.optimal] for tier in plan.tiers},
    }


def _drive(plan: Plan) -> int:
    return sum(route.drive_min for route in plan.routes)


def _print(rows: list[dict[str, Any]]) -> None:
    print(
        "| # | moment | left | late | calls | moves | lost | drive | first s | final s | first: "
        "late/calls/moves | fresh: calls/moves/drive |"
    )
    print("|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|---|---|")
    for row in rows:
        final, first, fresh = row["final"], row["first"], row["fresh"]
        print(
            f"| {row['number']} | {row['now']} | {row['left_to_plan']} | {final['late']} "
            f"| {_proof(final, 'calls')} | {_proof(final, 'moves')} | {final['lost']} "
            f"| {final['drive_min']:+d} | {row['seconds_first']} | {row['seconds_final']} "
            f"| {first['late']}/{first['calls']}/{first['moves']} "
            f"| {fresh['calls']}/{fresh['moves']}/{fresh['drive_min']:+d} |"
        )
    for key in ("seconds_first", "seconds_final"):
        values = sorted(row[key] for row in rows)
        print(f"{key}: median {statistics.median(values)}, most {values[-1]}")
    for part in ("final", "fresh"):
        calls = sum(row[part]["calls"] for row in rows)
        moves = sum(row[part]["moves"] for row in rows)
        lost = sum(row[part]["lost"] for row in rows)
        print(f"{part}: {calls} calls, {moves} moves, {lost} lost in {len(rows)} call-outs")
    for name in ("calls", "moves"):
        proven = sum(row["final"]["tiers"][name][2] for row in rows)
        print(f"proven minimum of {name}: {proven} of {len(rows)}")


def _proof(figures: dict[str, Any], name: str) -> str:
    value, bound, optimal = figures["tiers"][name]
    if optimal:
        return f"{value} proven"
    return f"{value} (≥ {bound or 0})"


if __name__ == "__main__":
    main()
