"""Revision folders: ``outputs/2026-12/rev-01``, made whole or not at all, never overwritten.

A revision is written into a hidden folder beside its place and renamed when it is complete. A
lock of the operating system, which ends with its process, keeps two processes apart; what a
killed process left behind is cleared by the next.
"""

from __future__ import annotations

import errno
import logging
import re
import shutil
import sys
import time
from dataclasses import dataclass
from io import BufferedRandom
from pathlib import Path
from types import TracebackType

from fieldplan.errors import Finding, InputError, OutputError
from fieldplan.messages import text
from fieldplan.store.plan_json import PLAN_NAME

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

logger = logging.getLogger(__name__)

_REVISION = re.compile(r"rev-(\d{2,9})\Z", re.ASCII)
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z", re.ASCII)
_PARTIAL_SUFFIX = ".partial"
_LOCK_NAME = ".lock"
_RETRY_S = 0.05
_HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


@dataclass(frozen=True, kw_only=True)
class Revision:
    """A revision being written; a context manager that publishes it, or discards it on error.

    Attributes
    ----------
    number : int
        Number of this revision, from 1.
    parent : int or None
        Number of the latest revision before it.
    folder : Path
        Where to write its files; gone after the ``with`` block.
    final : Path
        Where they are after the ``with`` block.
    """

    number: int
    parent: int | None
    folder: Path
    final: Path
    lock: BufferedRandom

    def __enter__(self) -> Revision:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.publish()
        else:
            self.discard()

    def publish(self) -> Path:
        """Put the folder in its place and return it.

        Raises
        ------
        OutputError
            If that cannot be done; what was written is removed.
        """
        try:
            if self.final.exists():
                raise FileExistsError(f"{self.final}")
            self.folder.rename(self.final)
        except OSError as error:
            raise OutputError(f"{self.final}: {error.strerror or error}") from error
        finally:
            self.discard()
        return self.final

    def discard(self) -> None:
        """Remove what was written and let other processes go on."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.lock.close()  # closing releases the lock


def new_revision(out: Path, month: str, *, lang: str = "ru", wait_s: float = 30.0) -> Revision:
    """Begin the next revision of a month.

    Parameters
    ----------
    out : Path
        Folder of all outputs.
    month : str
        ``YYYY-MM``.
    lang : str
        Language of the error message.
    wait_s : float
        How long to wait for another process that writes a revision of the same month.

    Raises
    ------
    OutputError
        If the folder cannot be written, or another process keeps it.
    """
    folder = out / month
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = _acquire(folder / _LOCK_NAME, wait_s)
    except OSError as error:
        raise OutputError(f"{folder}: {error.strerror or error}") from error
    if lock is None:
        raise OutputError(text("store.busy", lang, folder=folder))
    try:
        parent = max((number for number, _ in _revisions(folder)), default=None)
        number = (parent or 0) + 1
        final = folder / f"rev-{number:02d}"
        partial = folder / f".{final.name}{_PARTIAL_SUFFIX}"
        shutil.rmtree(partial, ignore_errors=True)  # left by a process that was killed
        partial.mkdir()
    except OSError as error:
        lock.close()
        raise OutputError(f"{folder}: {error.strerror or error}") from error
    return Revision(number=number, parent=parent, folder=partial, final=final, lock=lock)


def latest_revision(folder: Path) -> Path | None:
    """Return the latest revision's folder of a month's folder, or None."""
    return max(_revisions(folder), default=(0, None))[1]


def earlier_revisions(folder: Path, before: int) -> tuple[Path, ...]:
    """Return a month's revisions with a number below ``before``, the latest first."""
    found = sorted(_revisions(folder), reverse=True)
    return tuple(path for number, path in found if number < before)


def resolve_plan(argument: Path) -> Path:
    """Return the ``plan.json`` that a user means by a file or a folder.

    Parameters
    ----------
    argument : Path
        A plan file, a revision's folder, a month's folder (its latest revision) or a folder of
        outputs (the latest month).

    Raises
    ------
    InputError
        If there is no plan.
    """
    if argument.is_file():
        return argument
    if (argument / PLAN_NAME).is_file():
        return argument / PLAN_NAME
    months = sorted(_folders(argument, _MONTH), reverse=True)
    for folder in (argument, *months):
        for _, revision in sorted(_revisions(folder), reverse=True):
            if (revision / PLAN_NAME).is_file():
                return revision / PLAN_NAME
    raise InputError([Finding(code="store.no_plan", value=str(argument))])


def revision_plan(plan: Path, number: int) -> Path:
    """Return the ``plan.json`` of another revision of the month of ``plan``.

    Raises
    ------
    InputError
        If the month has no such revision.
    """
    month = plan.absolute().parent.parent
    known = dict(_revisions(month))
    found = known.get(number)
    if found is None or not (found / PLAN_NAME).is_file():
        near = ", ".join(str(n) for n in sorted(known)) or "—"
        finding = Finding(code="resolve.no_revision", value=str(number), params={"near": near})
        raise InputError([finding])
    return found / PLAN_NAME


def month_revisions(plan: Path) -> tuple[tuple[int, Path], ...]:
    """Return number and folder of every revision of the month of ``plan``, in order."""
    return tuple(sorted(_revisions(plan.absolute().parent.parent)))


def _folders(folder: Path, pattern: re.Pattern[str]) -> list[Path]:
    try:
        return [item for item in folder.iterdir() if pattern.match(item.name) and item.is_dir()]
    except OSError:
        return []


def _revisions(folder: Path) -> list[tuple[int, Path]]:
    return [
        (int(found[1]), item)
        for item in _folders(folder, _REVISION)
        if (found := _REVISION.match(item.name))
    ]


def _acquire(path: Path, wait_s: float) -> BufferedRandom | None:
    """Return the locked file, or None if another process keeps it for too long."""
    deadline = time.monotonic() + wait_s
    handle = path.open("a+b")
    try:
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                handle.close()
                return None
            time.sleep(_RETRY_S)
    except BaseException:
        handle.close()
        raise
    return handle


def _try_lock(handle: BufferedRandom) -> bool:
    try:
        if sys.platform == "win32":
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD:
            return False
        # Some network disks know no locks; the rename still never overwrites a revision.
        logger.warning("no lock on %s: %s", handle.name, error)
    return True
