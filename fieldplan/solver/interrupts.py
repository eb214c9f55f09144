"""Ctrl-C during a solve: noted, so that it never lands in the middle of compiled code."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def noted_interrupts(note: Callable[[], None]) -> Iterator[None]:
    """Call ``note`` at the first Ctrl-C inside; the second raises KeyboardInterrupt as ever.

    Does nothing outside of the main thread, or where the program has a handler of its own.
    """
    ours = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGINT) if ours else None
    if before is not signal.default_int_handler:
        yield
        return

    def first(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, before)
        note()

    signal.signal(signal.SIGINT, first)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
