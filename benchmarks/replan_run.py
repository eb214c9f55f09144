"""One call-out of ``python -m benchmarks.replan``: the command run as a user runs it, and judged.

What is past is compared by code of its own here, stop by stop; the checker's ``frozen_past`` is
the second opinion.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.runs import ROOT, Result
from fieldplan.api.checks import check_plan
from fieldplan.api.replan import EmergencyCall, Mode, replan
from fieldplan.checker import check
from fieldplan.cost import keeps_promise
from fieldplan.domain import PlanRecord, Promise, PromiseStatus, Route, Stop, Tier
from fieldplan.messages import text
from fieldplan.report.changes import plan_changes
from fieldplan.resolve.windows import promised_window
from fieldplan.rules import TIER_EMERGENCY_LATE
from fieldplan.settings import make_settings
from fieldplan.solver import StopRule, solve
from fieldplan.store import read_plan, write_plan

PROMISED_DAYS = 5
MOVES = ("day", "engineer", "window")
PLANNED = (0, 5)
"""Exit codes of a command that wrote a plan."""


@dataclass(frozen=True, kw_only=True)
class CallOut:
    """An emergency at a random moment."""

    number: int
    now: datetime
    site_id: str
    response_days: int

    @property
    def words(self) -> tuple[str, ...]:
        """Options of ``fieldplan replan``."""
        moment = f"{self.now:%Y-%m-%d %H:%M}"
        return ("--now", moment, "--emergency", self.site_id, "--days", str(self.response_days))


@dataclass(frozen=True, kw_only=True)
class Said:
    """A line of the command's output.

    Attributes
    ----------
    seconds : float
        Since the start of the command.
    cpu_s : float or None
        Processor time that the command had used by then; None where that cannot be known.
    """

    line: str
    seconds: float
    cpu_s: float | None


def draw(record: PlanRecord, number: int, seed: int) -> CallOut:
    """Return the call-out with a number."""
    rng = random.Random(seed * 1000 + number)
    days = sorted({route.date for route in record.plan.routes})
    day = rng.choice(days[1:-2])
    now = datetime.combine(day, datetime.min.time()) + timedelta(minutes=rng.randrange(545, 1020))
    site = rng.choice([site for site in record.sites if site.active])
    return CallOut(number=number, now=now, site_id=site.id, response_days=rng.choice((1, 2)))


def command(*words: object) -> None:
    """Run ``fieldplan`` to its end; raises RuntimeError if no plan was written."""
    done = subprocess.run(
        [sys.executable, "-m", "fieldplan", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in PLANNED:
        raise RuntimeError(done.stderr)


def replan_once(
    record: PlanRecord, call: CallOut, place: Path, seconds: float, seed: int
) -> Result:
    """Answer a call-out by the command and return what its row of the table needs."""
    lived = promised(record, call.now)
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    said, ended = _replan(lived, call, place, ("--time-limit", f"{seconds:g}", "--seed", str(seed)))
    made = place / "outputs" / record.month / "rev-02"
    new, report = read_plan(made / "plan.json"), check_plan(made).report
    first, final, improved = _heads(said)
    return _figures(lived, new) | {
        "number": call.number + 1,
        "now": f"{call.now:%Y-%m-%d %H:%M}",
        "site": call.site_id,
        "days": call.response_days,
        "open_visits": len(new.problem.visits) - len(_past_visits(new)),
        "violations": [v.rule for v in report.violations],
        "past_changed": past_changed(record, new, call.now),
        "improved": improved,
        "seconds_first": round(first.seconds, 2),
        "cpu_first": first.cpu_s,
        "seconds_final": round(final.seconds, 1),
        "seconds_written": round(ended, 1),
        "load": load,
        "tiers": {t.tier: [t.value, t.bound, t.optimal] for t in new.plan.tiers},
    }


def seconds_cold(record: PlanRecord, call: CallOut, place: Path) -> Result:
    """Return the seconds of the first answer where nothing has been compiled yet."""
    lived = promised(record, call.now)
    empty = {"NUMBA_CACHE_DIR": str(place / "compiled")}
    said, ended = _replan(lived, call, place, ("--iterations", "1"), empty)
    first, _, _ = _heads(said)
    return {
        "seconds_first": round(first.seconds, 1),
        "cpu_first": first.cpu_s,
        "seconds_written": round(ended, 1),
    }


def fresh_plan(record: PlanRecord, call: CallOut, seconds: float, seed: int) -> Result:
    """Plan the rest of the month without the plan before and return what would change."""
    lived = promised(record, call.now)
    emergency = EmergencyCall(site_id=call.site_id, response_days=call.response_days)
    first = replan(lived, now=call.now, emergencies=(emergency,), mode=Mode.FREE)
    found = solve(first.final.record.problem, StopRule(time_limit_s=seconds), seed=seed)
    made = replace(first.final.record, plan=found.plan)
    report = check(made.problem, made.plan)
    return _figures(lived, made) | {"violations": [v.rule for v in report.violations]}


def promised(record: PlanRecord, now: datetime) -> PlanRecord:
    """Return the record where the clients of the next days know their day and window."""
    settings = make_settings(record.settings)
    days = [day for day in record.problem.days if day >= now.date()][:PROMISED_DAYS]
    shifts = {engineer.id: engineer.shifts for engineer in record.problem.engineers}
    told = {}
    for route in record.plan.routes:
        for stop in route.stops if route.date in days else ():
            shift = shifts[route.engineer_id][route.date]
            start, end = promised_window(stop.start_min, shift, settings)
            told[stop.visit_id] = Promise(
                date=route.date, start_min=start, end_min=end, status=PromiseStatus.AGREED
            )
    visits = tuple(replace(v, promise=v.promise or told.get(v.id)) for v in record.problem.visits)
    return replace(record, problem=replace(record.problem, visits=visits))


def past_changed(old: PlanRecord, new: PlanRecord, now: datetime) -> list[str]:
    """Return the visits begun, or driven to, before ``now`` that are not exactly where they were.

    Departures are not compared: after the stop under way another drive may begin.
    """
    minute = now.hour * 60 + now.minute
    placed = {
        (stop.visit_id, route.engineer_id, route.date): stop
        for route in new.plan.routes
        for stop in route.stops
    }
    found = []
    for route in old.plan.routes:
        leaves = [route.leave_min, *(stop.depart_min for stop in route.stops)]
        for stop, left in zip(route.stops, leaves, strict=False):
            if route.date > now.date() or (route.date == now.date() and left >= minute):
                continue
            same = placed.get((stop.visit_id, route.engineer_id, route.date))
            if same is None or replace(same, depart_min=stop.depart_min) != stop:
                found.append(stop.visit_id)
    return found


def _replan(
    lived: PlanRecord,
    call: CallOut,
    place: Path,
    options: Sequence[str],
    environment: Mapping[str, str] | None = None,
) -> tuple[list[Said], float]:
    """Run the command on the plan; return its lines and its seconds in all."""
    month = place / "outputs" / lived.month
    write_plan(month / "rev-01", lived)
    words = ("replan", str(month), *call.words, *options, "--lang", "en")
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "fieldplan", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    said = []
    assert process.stdout is not None
    for line in process.stdout:
        at = time.monotonic() - began
        said.append(Said(line=line.strip(), seconds=at, cpu_s=_cpu_s(process.pid)))
    code = process.wait()
    if code not in PLANNED:
        raise RuntimeError("\n".join(item.line for item in said))
    return said, time.monotonic() - began


def _cpu_s(pid: int) -> float | None:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return round((int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), 2)


def _heads(said: Sequence[Said]) -> tuple[Said, Said, bool]:
    """The lines with which the first and the final answer are there, and whether they differ."""
    figures = [n for n, item in enumerate(said) if item.line.startswith(_start("drive_added"))]
    final = next(n for n, item in enumerate(said) if item.line.startswith(_start("final")))
    improved = figures[-1] > final
    return said[figures[0]], said[figures[-1] if improved else final], improved


def _start(key: str) -> str:
    """What a line of the command begins with."""
    names = ("seconds", "drive", "overtime")
    return text(f"resolve.{key}", "en", **dict.fromkeys(names, "\0")).partition("\0")[0]


def _figures(old: PlanRecord, new: PlanRecord) -> Result:
    """What a new plan means for people, counted from the two plans."""
    changes = plan_changes(old, new)
    tiers = {tier.tier: tier for tier in new.plan.tiers}
    visits = {visit.id: visit for visit in old.problem.visits}
    was, now = _places(old), _places(new)
    required = [name for name in was if visits[name].tier is not Tier.WELCOME]
    kept = [
        name for name in was if visits[name].promise and keeps_promise(visits[name], *was[name])
    ]
    broken = [n for n in kept if n not in now or not keeps_promise(visits[n], *now[n])]
    (added,) = (visit.id for visit in new.problem.visits if visit.id not in visits)
    return {
        "attended": added in now,
        "late": tiers[TIER_EMERGENCY_LATE].value,
        "calls": sum(change.call for change in changes),
        "moves": sum(change.kind in MOVES for change in changes),
        "lost": [name for name in required if name not in now],
        "promises": len(kept),
        "promises_moved": broken,
        "weight_before": sum(visits[name].weight for name in required),
        "weight_kept": sum(visits[name].weight for name in required if name in now),
        "drive_min": _drive(new) - _drive(old),
    }


def _places(record: PlanRecord) -> dict[str, tuple[Route, int]]:
    return {s.visit_id: (route, s.start_min) for route in record.plan.routes for s in route.stops}


def _past_visits(record: PlanRecord) -> list[Stop]:
    past = record.problem.past
    return [stop for route in past.routes for stop in route.stops] if past else []


def _drive(record: PlanRecord) -> int:
    return sum(route.drive_min for route in record.plan.routes)
