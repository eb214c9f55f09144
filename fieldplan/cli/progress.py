"""How a search goes on, while it goes on."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session
from fieldplan.cli.figures import tier_text

if TYPE_CHECKING:
    from rich.status import Status

    from fieldplan.domain import TierResult
    from fieldplan.solver import Progress

QUIET_S = 5.0
"""Where the output is no terminal, a line is written at most this often."""


class Display:
    """Shows a search on standard error: one living line on a terminal, else a line at times.

    Use as a context manager and pass ``update`` to the search.
    """

    def __init__(self, session: Session, *, time_limit_s: float | None) -> None:
        self.session = session
        self.time_limit_s = time_limit_s
        self.console = session.err
        self.status: Status | None = None
        self.said_at = float("-inf")

    def __enter__(self) -> Display:
        if self.console.is_terminal:
            self.status = self.console.status(self.session.text("searching"))
            self.status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is not None:
            self.status.stop()

    def update(self, progress: Progress) -> bool:
        """Show what the search knows; never asks it to stop."""
        line = self.line(progress)
        if self.status is not None:
            self.status.update(line)
        elif time.monotonic() - self.said_at >= QUIET_S:
            self.said_at = time.monotonic()
            self.console.print(line)
        return False

    def line(self, progress: Progress) -> str:
        """Return the state of the search in one line."""
        session = self.session
        limit = f"/{self.time_limit_s:.0f}" if self.time_limit_s is not None else ""
        parts = [
            session.text("progress_time", elapsed=f"{progress.elapsed_s:.0f}{limit}"),
            session.text("progress_visits", served=progress.served, total=progress.total),
        ]
        parts += [tier_text(session, tier) for tier in _telling(progress.tiers)]
        return " · ".join(parts)


def _telling(tiers: tuple[TierResult, ...]) -> list[TierResult]:
    """The tiers worth a place on the line: those that are not closed at zero, and the last."""
    return [tier for tier in tiers[:-1] if tier.value] + list(tiers[-1:])
