"""A desk on which things go wrong: a workbook, a finished revision, processes that work on them."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

from support.month_book import small_book, write_book
from support.sample_record import sample_record

from benchmarks.fault_files import Fault, changed, damaged_revisions, snapshot
from fieldplan.api.outputs import write_outputs
from fieldplan.cli.app import run

SIGNALLED = -1


class Desk:
    """A folder with a workbook and one finished revision, and processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = folder.parent / f"{folder.name}.said"
        write_book(folder / "book.xlsx", small_book())
        self.outputs = folder / "outputs"
        write_outputs(sample_record(), self.outputs)
        self.before = snapshot(folder)

    def start(self, job: Callable[[], int]) -> int:
        """Run ``job`` in a process of its own inside the folder; return its number."""
        pid = os.fork()
        if pid:
            return pid
        try:
            handle = os.open(self.said, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            os.dup2(handle, 1)
            os.dup2(handle, 2)
            os.chdir(self.folder)
            code = job()
        except BaseException:  # the parent must never see the rest of this program run twice
            traceback.print_exc()
            code = 99
        os._exit(code)

    def command(self, *words: str) -> int:
        """Run a command to its end; return its exit code."""
        self.said.unlink(missing_ok=True)
        return finish(self.start(lambda: run(words)))

    def lost(self) -> str:
        """What of the files before is missing or changed; empty when nothing is."""
        return ", ".join(changed(self.before, snapshot(self.folder)))

    def fault(self, name: str, outcome: str, *, good: bool) -> Fault:
        """A row of the table."""
        lost = self.lost() or ", ".join(damaged_revisions(self.outputs))
        return Fault(name=name, outcome=outcome, lost=lost, good=good and not lost)

    def defect(self) -> bool:
        """Whether the last command showed a traceback or called itself a defect."""
        said = self.said.read_text(encoding="utf-8", errors="replace")
        return "Traceback" in said or "Сбой программы" in said or "A defect" in said


def finish(pid: int) -> int:
    """Wait for a process; its exit code, or ``SIGNALLED``."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else SIGNALLED
