"""OR-Tools' routing library: one clock for the whole month, guided local search.

Expressed: windows of every day (holes cut from the time of start), skills, visits a route, order
of stages with lags (on the clock), lateness of emergencies. That a stage needs the one before to
be made at all is put into the prices only: as a constraint it stops the search from starting.
Not expressed: lunch (see ``lunch_clock``; its breaks cost it most of its speed), departure on the
quarter hour, traffic.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from itertools import pairwise

from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from benchmarks.orders import Orders, as_orders, can_serve, open_days
from benchmarks.peers.chains import worth_with_followers
from benchmarks.peers.lunch_clock import shift_span, squeezed
from benchmarks.peers.territories import by_territory
from fieldplan.domain import Problem, ProblemEngineer, Visit

VERSION = version("ortools")
SEEDED = False
"""The search has no seed: the same month gives the same plan, within the clock's jitter."""
PRIZE = 600
LEFT_OUT_URGENT, LATE_MINUTE = 10_000_000, 100
FAR = 1_000_000
MOST_VISITS = 600
"""Larger months are cut into territories: 1,320 vehicles are too many for a first solution."""


def solve(problem: Problem, seconds: float, seed: int) -> Orders:
    """Return the orders that the routing library finds in so many seconds."""
    return by_territory(_solve, MOST_VISITS)(problem, seconds, seed)


def _solve(problem: Problem, seconds: float, _seed: int) -> Orders:
    month = _Month(problem)
    parameters = pywrapcp.DefaultRoutingSearchParameters()
    parameters.first_solution_strategy = (
        routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    )
    parameters.local_search_metaheuristic = (
        routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    )
    parameters.time_limit.FromMilliseconds(int(seconds * 1000))
    answer = month.routing.SolveWithParameters(parameters)
    return month.orders(answer) if answer else {}


class _Month:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.slots = [
            (e, day) for day in problem.days for e in problem.engineers if day in e.shifts
        ]
        self.bases = sorted({place for e, _ in self.slots for place in (e.start, e.end)})
        self.worth = worth_with_followers(problem)
        self.visits = [v for v in problem.visits if open_days(problem, v)]
        self.places = [*self.bases, *(v.location for v in self.visits)]
        starts = [self.bases.index(e.start) for e, _ in self.slots]
        ends = [self.bases.index(e.end) for e, _ in self.slots]
        self.manager = pywrapcp.RoutingIndexManager(len(self.places), len(self.slots), starts, ends)
        self.routing = pywrapcp.RoutingModel(self.manager)
        self._costs()
        self._clock()
        self._counts()
        for n, visit in enumerate(self.visits):
            self._visit(self.manager.NodeToIndex(len(self.bases) + n), visit)
        self._order()

    def orders(self, answer: pywrapcp.Assignment) -> Orders:
        """Return the routes of an answer."""
        found = []
        for vehicle, (engineer, day) in enumerate(self.slots):
            index = answer.Value(self.routing.NextVar(self.routing.Start(vehicle)))
            names = []
            while not self.routing.IsEnd(index):
                node = self.manager.IndexToNode(index)
                names.append(self.visits[node - len(self.bases)].id)
                index = answer.Value(self.routing.NextVar(index))
            found.append((engineer.id, day, tuple(names)))
        return as_orders(found)

    def _offset(self, day: date) -> int:
        return (day - self.problem.days[0]).days * 1440

    def _costs(self) -> None:
        drive = [
            [int(t) if t >= 0 else FAR for t in self.problem.travel.minutes[here, self.places]]
            for here in self.places
        ]
        cost = self.routing.RegisterTransitMatrix(drive)
        self.routing.SetArcCostEvaluatorOfAllVehicles(cost)
        bases, overhead = len(self.bases), self.problem.stop_overhead_min
        work = [0] * bases + [visit.duration_min for visit in self.visits]
        for here, row in enumerate(drive):
            for there, minutes in enumerate(row):
                stop = there >= bases and (here < bases or self.places[here] != self.places[there])
                row[there] = minutes + work[here] + (overhead if stop else 0)
        self.clock_matrix = self.routing.RegisterTransitMatrix(drive)

    def _clock(self) -> None:
        latest = self._offset(self.problem.days[-1]) + 1440 * 2
        self.routing.AddDimension(self.clock_matrix, latest, latest, False, "clock")
        self.clock = self.routing.GetDimensionOrDie("clock")
        for vehicle, (engineer, day) in enumerate(self.slots):
            start, end = self._shift(engineer, day)
            for index in (self.routing.Start(vehicle), self.routing.End(vehicle)):
                self.clock.CumulVar(index).SetRange(start, end)

    def _shift(self, engineer: ProblemEngineer, day: date) -> tuple[int, int]:
        start, end = shift_span(self.problem, engineer, day)
        return self._offset(day) + start, self._offset(day) + end

    def _counts(self) -> None:
        one = self.routing.RegisterUnaryTransitVector(
            [0] * len(self.bases) + [1] * len(self.visits)
        )
        most = [e.max_visits or len(self.visits) for e, _ in self.slots]
        self.routing.AddDimensionWithVehicleCapacity(one, 0, most, True, "count")

    def _visit(self, index: int, visit: Visit) -> None:
        days = open_days(self.problem, visit)
        spans = []
        for day in days:
            offset = self._offset(day)
            for window in sorted(visit.windows[day]):
                opening, closing = (squeezed(self.problem, minute) for minute in window)
                if opening + visit.duration_min <= closing:
                    spans.append((offset + opening, offset + closing - visit.duration_min))
        if spans:
            start = self.clock.CumulVar(index)
            start.SetRange(spans[0][0], spans[-1][1])
            for (_, before), (after, _) in pairwise(spans):
                if before + 1 <= after - 1:
                    start.RemoveInterval(before + 1, after - 1)
        able = {e.id for e in self.problem.engineers if can_serve(self.problem, e.id, visit)}
        vehicles = [
            n for n, (e, day) in enumerate(self.slots) if spans and e.id in able and day in days
        ]
        self.routing.VehicleVar(index).SetValues([-1, *vehicles])
        penalty = PRIZE * self.worth[visit.id]
        if visit.deadline is not None:
            penalty += LEFT_OUT_URGENT
            end = self._offset(visit.deadline) + 1440
            self.clock.SetCumulVarSoftUpperBound(index, end, LATE_MINUTE)
        self.routing.AddDisjunction([index], penalty)

    def _order(self) -> None:
        """A stage follows by its lag: days are far enough apart for the clock to tell them."""
        at = {visit.id: len(self.bases) + n for n, visit in enumerate(self.visits)}
        spread = max((e.shifts[day][1] - e.shifts[day][0] for e, day in self.slots), default=0)
        for visit in self.visits:
            index = self.manager.NodeToIndex(at[visit.id])
            for after in visit.after:
                if after.visit_id not in at:
                    self.routing.VehicleVar(index).SetValues([-1])
                    continue
                lag = max(after.min_calendar_days, after.min_days) * 1440 - spread
                self.clock.AddNodePrecedence(at[after.visit_id], at[visit.id], lag)
