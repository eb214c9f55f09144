"""An annealing of its own: its plan of the moment, the best it has met, its random numbers."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from fieldplan.solver.arrays import Ints
from fieldplan.solver.improve import run
from fieldplan.solver.native import ref
from fieldplan.solver.problem import Compiled
from fieldplan.solver.state import Scratch, State, assign_state, copy_state, new_scratch, new_state

CHUNK, TIMED_CHUNK = 100, 400
"""Iterations of one call into compiled code; more where chains wait for each other after each."""


@dataclass(frozen=True, kw_only=True)
class Lap:
    """An annealing from ``start``, of at least so many iterations and such a part of the time.

    Laps end in plans that share few routes, from which better ones can be chosen than a single
    longer annealing finds. ``hot`` and ``cold`` are in units of the search's cost; routes met are
    kept from ``keeps_from``, a part of the lap, on.
    """

    start: State
    hot: float
    cold: float
    iterations: int
    least_part: float
    keeps_from: float


class Chain:
    """Plans of one annealing; chains side by side share nothing that changes.

    Parameters
    ----------
    relief : ndarray of int, shape (V,)
        What leaving a visit out is cheaper by in this chain: zeros are the true prices.
    """

    def __init__(self, compiled: Compiled, seed: int, relief: Ints) -> None:
        arrays = compiled.arrays._replace(unserved_scalar=compiled.arrays.unserved_scalar - relief)
        self.relief, self.native = relief, ref(arrays)
        self.scratch = new_scratch(compiled, seed)
        self.best: State = new_state(compiled)
        self._now, self._trial = copy_state(self.best), copy_state(self.best)
        self._lap: Lap | None = None
        self._lap_began, self._lap_done = 0.0, 0

    @property
    def value(self) -> int:
        """True scalar cost of the best plan met since ``start_from``."""
        return int(self.best.total[0]) + self._relieved(self.best)

    def start_from(self, state: State) -> None:
        """Go on from a plan, whatever came before."""
        assign_state(ref(self.best), ref(state))
        self.best.total[0] -= self._relieved(state)
        assign_state(ref(self._now), ref(self.best))

    def hand_over(self, state: State) -> None:
        """Write the best plan to ``state``."""
        assign_state(ref(state), ref(self.best))
        state.total[0] = self.value

    def run(self, iterations: int, temperature: float) -> int:
        """Ruin and recreate at one temperature; returns the iterations done, fewer when the
        scratch has no more room for routes met."""
        return int(
            run(
                self.native, ref(self._now), ref(self.best), ref(self._trial),
                ref(self.scratch), iterations, temperature, temperature,
            )
        )  # fmt: skip

    def step(self, lap: Lap, iterations: int, part: float) -> int:
        """Go on with a lap, or begin the next.

        Parameters
        ----------
        part : float
            How much of the laps' time is over. The last lap, too, is cold at its end.

        Returns
        -------
        int
            Iterations done.
        """
        took = part - self._lap_began
        progress = min(self._lap_done / lap.iterations, took / lap.least_part)
        if self._lap is not lap or (progress >= 1.0 and 1.0 - part >= took / 2):
            self._lap, self._lap_began, self._lap_done = lap, part, 0
            self.start_from(lap.start)
            took, progress = 0.0, 0.0
        progress = min(1.0, max(progress, took / max(1e-9, 1.0 - self._lap_began)))
        keep = progress >= lap.keeps_from
        done = self._at(progress, lap.hot, lap.cold, iterations, keep=keep)
        self._lap_done += done
        return done

    def _at(self, progress: float, hot: float, cold: float, iterations: int, *, keep: bool) -> int:
        """Run at a point of an annealing; ``keep`` the routes met or forget them."""
        met = int(self.scratch.pool_size[0])
        done = self.run(iterations, hot * (cold / hot) ** progress)
        if not keep:
            self.scratch.pool_size[0] = met
        return done

    def cool_down(
        self,
        seconds: float,
        lap: Lap,
        *,
        stop: Callable[[], bool],
        drain: Callable[[Scratch], None],
    ) -> int:
        """Anneal from the lap's hot to its cold in so many seconds, then on, until ``stop``.

        ``drain`` empties the scratch of the routes met. Returns the iterations done.
        """
        began, done = time.monotonic(), 0
        while not stop():
            if self.is_half_full:
                drain(self.scratch)
            share = min(1.0, (time.monotonic() - began) / max(1e-9, seconds))
            keep = share >= lap.keeps_from
            done += self._at(share, lap.hot, lap.cold, CHUNK, keep=keep)
        return done

    @property
    def is_half_full(self) -> bool:
        """Whether the routes met fill half of their room: a call more may find none.

        A run ends where a plan of all slots would no longer fit.
        """
        room = len(self.scratch.pool_slot) - len(self.best.length)
        return bool(self.scratch.pool_size[0] > room // 2)

    def _relieved(self, state: State) -> int:
        return int(self.relief[state.slot < 0].sum())
