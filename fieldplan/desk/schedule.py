"""Desk work laid around the routes, with the least possible excess.

One engineer's desk work is a single machine: jobs that may be split at any minute, each with
the half-days between which it may be done. Going through the free minutes in order and giving
each to the released job with the earliest due date (preemptive EDF) does everything in time
whenever that is possible, and otherwise misses as few minutes as possible: minutes and free
minutes form a convex bipartite graph, for which this greedy rule gives a maximum matching
(Horn 1974; Glover 1967). The minutes missed are the *overflow*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldplan.desk.jobs import Job, jobs_of
from fieldplan.desk.room import Room, Span, room_of
from fieldplan.domain import DeskBlock, DeskKind, Plan, Problem, ProblemEngineer, Route

LEADS = (3, 8, None)
"""Preparation begins so many days of the horizon ahead; earlier only if that saves overflow."""


@dataclass(frozen=True, kw_only=True)
class DeskLayout:
    """Blocks by date, engineer and start; ``overflow_min`` of them lie outside the shifts.

    ``carried`` is what is due after the horizon and found no time within it.
    """

    blocks: tuple[DeskBlock, ...] = ()
    overflow_min: int = 0
    carried: tuple[Job, ...] = ()

    def on(self, plan: Plan) -> Plan:
        """Return the plan with this desk work."""
        return replace(plan, desk=self.blocks, desk_overflow_min=self.overflow_min)


@dataclass(frozen=True)
class _Piece:
    job: Job
    day: date
    span: Span


@dataclass(frozen=True)
class _Pass:
    """One run through an engineer's half-days."""

    pieces: list[_Piece]
    missed: list[Job]
    carried: list[Job]

    @property
    def missed_min(self) -> int:
        return sum(job.minutes for job in self.missed)


def lay_desk(problem: Problem, routes: Sequence[Route]) -> DeskLayout:
    """Return the desk work of the routes' visits, of the backlog and of the consultations.

    Within the shifts the least possible excess is left; preparation is laid near its visit
    where that costs nothing. The excess lies after the shift on the least burdened of the days
    on which it may be done; that of an emergency's preparation lies before the shift.
    """
    if problem.desk is None:
        return DeskLayout()
    jobs = jobs_of(problem, routes)
    by_day = {(route.engineer_id, route.date): route for route in routes}
    blocks: list[DeskBlock] = []
    carried: list[Job] = []
    overflow = 0
    for engineer in problem.engineers:
        his = [job for job in jobs if job.engineer_id == engineer.id]
        rooms = {
            day: room_of(problem, engineer, day, by_day.get((engineer.id, day)))
            for day in problem.days
            if day in engineer.shifts or (engineer.id, day) in by_day
        }
        laid = _nearest(problem, his, rooms)
        blocks += _merged([_block(piece) for piece in laid.pieces])
        blocks += _beyond(problem, engineer, rooms, laid.missed)
        carried += laid.carried
        overflow += laid.missed_min
    blocks.sort(key=lambda block: (block.date, block.engineer_id, block.start_min))
    return DeskLayout(blocks=tuple(blocks), overflow_min=overflow, carried=tuple(carried))


def _nearest(problem: Problem, jobs: Sequence[Job], rooms: Mapping[date, Room]) -> _Pass:
    """The pass with the shortest lead of preparation that misses no more than need be."""
    passes = []
    for lead in LEADS:
        passes.append(_edf(problem, jobs, rooms, lead))
        if passes[-1].missed_min == 0:
            break
    return min(passes, key=lambda one: one.missed_min)


def _from(job: Job, lead: int | None) -> int:
    """First half-day in which the job is begun."""
    if lead is None or job.kind is not DeskKind.PREP or job.due is None:
        return job.release
    return max(job.release, (job.due // 2 - lead + 1) * 2)


def _edf(
    problem: Problem, jobs: Sequence[Job], rooms: Mapping[date, Room], lead: int | None
) -> _Pass:
    never = 2 * len(problem.days)
    waiting = sorted(jobs, key=lambda job: (never if job.due is None else job.due, job.release))
    left = [job.minutes for job in waiting]
    first = [_from(job, lead) for job in waiting]
    pieces = []
    for half in range(never):
        day = problem.days[half // 2]
        room = rooms.get(day)
        if room is None:
            continue
        for start, end in room.after if half % 2 else room.before:
            at = start
            for n, job in enumerate(waiting):
                open_now = first[n] <= half and (job.due is None or half <= job.due)
                take = min(left[n], end - at) if open_now else 0
                if take > 0:
                    pieces.append(_Piece(job, day, (at, at + take)))
                    left[n] -= take
                    at += take
    rest = [replace(job, minutes=min_left) for job, min_left in zip(waiting, left, strict=True)]
    rest = [job for job in rest if job.minutes]
    return _Pass(
        pieces=pieces,
        missed=[job for job in rest if job.due is not None],
        carried=[job for job in rest if job.due is None],
    )


def _beyond(
    problem: Problem, engineer: ProblemEngineer, rooms: Mapping[date, Room], missed: Sequence[Job]
) -> list[DeskBlock]:
    """Blocks outside the shifts for the minutes missed."""
    starts = {day: room.start_min for day, room in rooms.items()}
    ends = {day: room.end_min for day, room in rooms.items()}
    extra = dict.fromkeys(rooms, 0)
    blocks = []
    for job in missed:
        due = 2 * len(problem.days) - 1 if job.due is None else job.due
        days = [day for day in problem.days[job.release // 2 : due // 2 + 1] if day in rooms]
        # The last of the least burdened days.
        day = min(reversed(days), key=extra.__getitem__)
        extra[day] += job.minutes
        ahead = job.release == due and due % 2 == 0 and day not in engineer.resume
        if ahead:
            starts[day] -= job.minutes
            span = (starts[day], starts[day] + job.minutes)
        else:
            span = (ends[day], ends[day] + job.minutes)
            ends[day] += job.minutes
        blocks.append(_block(_Piece(job, day, span)))
    return blocks


def _block(piece: _Piece) -> DeskBlock:
    return DeskBlock(
        engineer_id=piece.job.engineer_id,
        date=piece.day,
        start_min=piece.span[0],
        end_min=piece.span[1],
        kind=piece.job.kind,
        visit_id=piece.job.visit_id,
    )


def _merged(blocks: list[DeskBlock]) -> list[DeskBlock]:
    """Sorted, with the parts of one job that follow each other joined."""
    found: list[DeskBlock] = []
    for block in sorted(blocks, key=lambda b: (b.date, b.engineer_id, b.start_min)):
        last = found[-1] if found else None
        if (
            last is not None
            and replace(last, end_min=block.end_min) == replace(block, start_min=last.start_min)
            and last.end_min == block.start_min
        ):
            found[-1] = replace(last, end_min=block.end_min)
        else:
            found.append(block)
    return found
