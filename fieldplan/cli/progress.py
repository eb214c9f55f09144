"""How a search goes on, while it goes on."""

from __future__ import annotations

import time
from types import TracebackType
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session
from fieldplan.cli.figures import tier_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.live import Live

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
        self.live: Live | None = None
        self.latest: Progress | None = None
        self.seen_at = float("-inf")

    def __enter__(self) -> Display:
        if self.console.is_terminal:
            from rich.live import Live

            self.live = Live(
                console=self.console,
                get_renderable=self.render,
                refresh_per_second=4,
                transient=True,
            )
            self.live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.live is not None:
            self.live.stop()

    def update(self, progress: Progress) -> bool:
        """Show what the search knows; never asks it to stop."""
        quiet = time.monotonic() - self.seen_at < QUIET_S
        self.latest = progress
        if self.live is not None:
            self.seen_at = time.monotonic()
        elif not quiet:
            self.seen_at = time.monotonic()
            self.console.print(self.line(progress, progress.elapsed_s))
        return False

    def render(self) -> RenderableType:
        """Return the living line; its clock goes on between the words of the search."""
        from rich.text import Text

        if self.latest is None:
            return Text(self.session.text("searching"))
        since = time.monotonic() - self.seen_at
        return Text(self.line(self.latest, self.latest.elapsed_s + since))

    def line(self, progress: Progress, elapsed_s: float) -> str:
        """Return the state of the search in one line."""
        session = self.session
        limit = f"/{self.time_limit_s:.0f}" if self.time_limit_s is not None else ""
        parts = [
            session.text("progress_time", elapsed=f"{elapsed_s:.0f}{limit}"),
            session.text("progress_visits", served=progress.served, total=progress.total),
        ]
        parts += [tier_text(session, tier) for tier in _telling(progress.tiers)]
        return " · ".join(parts)


def _telling(tiers: tuple[TierResult, ...]) -> list[TierResult]:
    """The tiers worth a place on the line: those that are not closed at zero, and the last."""
    return [tier for tier in tiers[:-1] if tier.value] + list(tiers[-1:])
