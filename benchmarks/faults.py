"""``python -m benchmarks.faults``: what happens on a bad day; writes ``docs/faults.md``.

Each fault is provoked for real, in processes of their own (forked, so that a SIGKILL costs no
start of Python), and every file that was there before is compared with what is there after.
POSIX only. A full disk is a small tmpfs, which needs root; without it that row says so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.fault_clock import clock_jumps, clock_set, zones  # noqa: E402
from benchmarks.fault_desk import Desk, finish  # noqa: E402
from benchmarks.fault_files import (  # noqa: E402
    Fault,
    changed,
    hidden,
    page,
    revisions,
    snapshot,
)
from benchmarks.fault_kills import killed_replans, killed_writing  # noqa: E402
from fieldplan.cli.app import run  # noqa: E402
from fieldplan.messages import text  # noqa: E402
from fieldplan.solver.exact import Exact  # noqa: E402
from fieldplan.whole_files import write_text  # noqa: E402

TARGET = ROOT / "docs" / "faults.md"
MONTH = "2026-12"
PLAN = ("plan", "book.xlsx", "--month", MONTH, "--iterations", "3")


def refused(desk: Desk, name: str, code: int, expected: int) -> Fault:
    """A fault that must end with an exit code, a message, and nothing new."""
    new = len(revisions(desk.outputs)) - 1
    told = "told without a traceback" if not desk.defect() else "CALLED A DEFECT"
    good = code == expected and not desk.defect() and new == 0 and not hidden(desk.outputs)
    return desk.fault(name, f"exit code {code}, {told}, revisions added: {new}", good=good)


def disk_full(place: Path) -> Fault:
    """Not even the first file of a new revision fits, or only some of them."""
    name = "disk full (tmpfs of 3 MB, filled up to 0–400 KB)"
    mount = place / "small"
    mount.mkdir()
    if not _mount("-t", "tmpfs", "-o", "size=3m", "tmpfs", str(mount)):
        return Fault(name=name, outcome="not run: no right to mount a tmpfs", lost="", good=None)
    try:
        desk = Desk(_made(mount / "desk"))
        desk.said = place / "small.said"
        codes = []
        for free in (0, 20, 100, 200, 400):
            rest = shutil.disk_usage(mount).free
            (mount / "ballast").write_bytes(b"x" * max(rest - free * 1024, 0))
            codes.append(desk.command(*PLAN))
            if desk.defect():
                return refused(desk, name, codes[-1], 6)
            (mount / "ballast").unlink()
        row = refused(desk, name, max(codes), 6)
        good = row.good and set(codes) == {6}
        return Fault(name=name, outcome=f"{row.outcome} (5 times)", lost=row.lost, good=good)
    finally:
        subprocess.run(["umount", str(mount)], check=False)


def read_only(place: Path) -> Fault:
    """The folder of results may not be written."""
    desk = Desk(_made(place / "read only"))
    name, code = "folder of results read-only", 0
    if os.geteuid():
        for path in (*desk.outputs.rglob("*"), desk.outputs):
            path.chmod(0o555 if path.is_dir() else 0o444)
        code = desk.command(*PLAN)
    elif _mount("--bind", str(desk.outputs), str(desk.outputs)):
        # Permissions do not bind root; a mount that is read-only does.
        try:
            _mount("-o", "remount,ro,bind", str(desk.outputs))
            code = desk.command(*PLAN)
        finally:
            subprocess.run(["umount", str(desk.outputs)], check=False)
    else:
        return Fault(name=name, outcome="not run: no right to mount", lost="", good=None)
    return refused(desk, name, code, 6)


def killed(place: Path, kills: int) -> Fault:
    """A revision is written again and again."""
    return killed_writing(Desk(_made(place / "killed")), kills)


def killed_planning_anew(place: Path, kills: int) -> Fault:
    """A call-out is answered again and again."""
    desk = Desk(_made(place / "killed replans"))
    desk.command(*PLAN)
    return killed_replans(desk, kills)


def two_at_once(place: Path) -> Fault:
    """Two commands plan the same month at the same time."""
    desk = Desk(_made(place / "two"))
    pids = [desk.start(lambda: run(PLAN)) for _ in range(2)]
    codes = sorted(finish(pid) for pid in pids)
    names = ", ".join(path.name for path in revisions(desk.outputs))
    good = set(codes) <= {0, 5} and len(revisions(desk.outputs)) == 3
    return desk.fault("two commands at once", f"exit codes {codes}; {names}", good=good)


def interrupted(place: Path) -> Fault:
    """Ctrl-C during the search."""
    desk = Desk(_made(place / "interrupted"))
    pid = desk.start(lambda: run((*PLAN[:-2], "--time-limit", "60")))
    time.sleep(12)
    started = time.monotonic()
    os.kill(pid, signal.SIGINT)
    code = finish(pid)
    seconds = time.monotonic() - started
    outcome = f"exit code {code} {seconds:.0f} s later, the best plan so far is written"
    good = code in (0, 5) and len(revisions(desk.outputs)) == 2
    return desk.fault("Ctrl-C after 12 s of 60", outcome, good=good)


def crash(place: Path) -> Fault:
    """The exact part of the search runs out of memory."""
    desk = Desk(_made(place / "crash"))

    def fail(*_: object, **__: object) -> object:
        raise MemoryError("provoked")

    def plan() -> int:
        Exact.relax = fail  # type: ignore[method-assign, assignment]
        return run((*PLAN[:-2], "--time-limit", "10"))

    code = finish(desk.start(plan))
    said = " ".join(desk.said.read_text(encoding="utf-8").split())
    told = text("cli.stopped_failure", "ru")[:40] in said  # the workbook is Russian
    outcome = f"exit code {code}, the best plan so far is written and checked, the failure is told"
    good = code in (0, 5) and told and len(revisions(desk.outputs)) == 2
    return desk.fault("the solver runs out of memory (simulated)", outcome, good=good)


def damaged_plan(place: Path, name: str, spoil: Callable[[bytes], bytes]) -> Fault:
    """The latest plan.json is not what was written."""
    desk = Desk(_made(place / name))
    desk.command(*PLAN)
    whole, latest = desk.outputs / MONTH / "rev-02", desk.outputs / MONTH / "rev-03"
    shutil.copytree(whole, latest)
    stored = latest / "plan.json"
    stored.write_bytes(spoil(stored.read_bytes()))
    before = snapshot(desk.folder)
    codes = [desk.command(*words, "outputs") for words in (("check",), ("map", "--out", "m.html"))]
    defect = desk.defect()
    older = desk.command("check", f"outputs/{MONTH}/rev-02")
    history = desk.command("history", "outputs")
    lost = ", ".join(changed(before, snapshot(desk.folder)))
    outcome = (
        f"check, map: exit codes {codes}, told without a traceback; "
        f"history {history}, check of the revision before {older}"
    )
    good = set(codes) == {3} and not defect and (history, older) == (0, 0) and not lost
    return Fault(name=name, outcome=outcome, lost=lost, good=good)


def inputs_gone(place: Path) -> Fault:
    """The workbook's folder is not there."""
    desk = Desk(_made(place / "gone"))
    code = desk.command("plan", "share/book.xlsx", *PLAN[2:])
    return refused(desk, "input folder not there", code, 3)


def inputs_vanish(place: Path) -> Fault:
    """The workbook's folder disappears while the month is planned."""
    desk = Desk(_made(place / "vanishes"))
    share = _made(place / "share")
    shutil.copy(desk.folder / "book.xlsx", share)
    words = ("plan", str(share / "book.xlsx"), "--month", MONTH, "--time-limit", "15")
    pid = desk.start(lambda: run(words))
    time.sleep(10)
    shutil.rmtree(share)
    code = finish(pid)
    new = len(revisions(desk.outputs)) - 1
    outcome = f"exit code {code}, revisions added: {new}"
    good = code in (0, 5) and new == 1 and not desk.defect()
    return desk.fault("input folder disappears during the search", outcome, good=good)


def _mount(*words: str) -> bool:
    return not subprocess.run(["mount", *words], capture_output=True, check=False).returncode


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def main() -> None:
    """Provoke every fault and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=200, help="SIGKILLs (default 200)")
    parser.add_argument("--replan-kills", type=int, default=100, help="of replan (default 100)")
    parser.add_argument("--only-replan", action="store_true", help="nothing but these; no page")
    parser.add_argument("--page", type=Path, default=TARGET)
    options = parser.parse_args()
    os.environ["FIELDPLAN_LANG"] = "en"
    jobs: tuple[Callable[[Path], Fault], ...] = (
        disk_full,
        read_only,
        lambda place: killed(place, options.kills),
        lambda place: killed_planning_anew(place, options.replan_kills),
        two_at_once,
        interrupted,
        crash,
        lambda place: damaged_plan(place, "plan.json cut off", lambda data: data[: len(data) // 2]),
        lambda place: damaged_plan(place, "plan.json of zeros", lambda data: bytes(len(data))),
        lambda place: damaged_plan(
            place, "plan.json of a newer version", lambda data: data.replace(b"-plan/1", b"-plan/9")
        ),
        inputs_gone,
        inputs_vanish,
        lambda place: clock_set(Desk(_made(place / "clock set")), MONTH, PLAN),
        lambda place: clock_jumps(Desk(_made(place / "clock jumps")), PLAN[:-2], 8),
        lambda place: zones(Desk(_made(place / "zones")), MONTH, PLAN),
    )
    if options.only_replan:
        jobs = (lambda place: killed_planning_anew(place, options.replan_kills),)
    faults = []
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        os.environ["FIELDPLAN_DATA"] = str(_made(Path(place) / "data"))
        for job in jobs:
            fault = job(Path(place))
            print("ok " if fault.good else "BAD", fault.name, "-", fault.outcome, fault.lost)
            faults.append(fault)
    if not options.only_replan:
        write_text(options.page, page(faults))
    sys.exit(any(fault.good is False for fault in faults))


if __name__ == "__main__":
    main()
