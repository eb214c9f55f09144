from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from fieldplan.errors import InputError, OutputError
from fieldplan.store import PLAN_NAME, latest_revision, new_revision, resolve_plan

MONTH = "2026-12"


def publish(out: Path, content: str = "{}", month: str = MONTH) -> Path:
    with new_revision(out, month) as revision:
        (revision.folder / PLAN_NAME).write_text(content)
    return revision.final


def names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir() if item.name != ".lock")


def test_revisions_count_up_and_nothing_is_overwritten(tmp_path: Path) -> None:
    first, second = publish(tmp_path, "1"), publish(tmp_path, "2")
    assert (first.name, second.name) == ("rev-01", "rev-02")
    assert [(f / PLAN_NAME).read_text() for f in (first, second)] == ["1", "2"]
    assert names(tmp_path / MONTH) == ["rev-01", "rev-02"]
    with new_revision(tmp_path, MONTH) as third:
        assert (third.number, third.parent) == (3, 2)


def test_nothing_is_seen_before_it_is_whole(tmp_path: Path) -> None:
    with new_revision(tmp_path, MONTH) as revision:
        (revision.folder / PLAN_NAME).write_text("half")
        assert not revision.final.exists()
        assert latest_revision(tmp_path / MONTH) is None
        with pytest.raises(InputError):
            resolve_plan(tmp_path)
    assert revision.final.is_dir()
    assert not revision.folder.exists()


def test_a_failure_leaves_no_revision(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_revision(tmp_path, MONTH) as revision:
        (revision.folder / "calendar.xlsx").write_text("half")
        raise RuntimeError
    assert names(tmp_path / MONTH) == []
    assert publish(tmp_path).name == "rev-01"


def test_what_a_killed_process_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / MONTH / ".rev-01.partial"
    left.mkdir(parents=True)
    (left / "old.txt").write_text("old")
    assert [item.name for item in publish(tmp_path).iterdir()] == [PLAN_NAME]


def test_a_folder_that_appears_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(OutputError), new_revision(tmp_path, MONTH) as revision:
        revision.final.mkdir()
        (revision.final / "mine.txt").write_text("keep")
    assert (revision.final / "mine.txt").read_text() == "keep"
    assert names(tmp_path / MONTH) == ["rev-01"]


def test_gaps_and_other_folders_do_not_confuse_the_count(tmp_path: Path) -> None:
    for name in ("rev-01", "rev-09", "rev-120", "rev-x", "rev-7", "notes"):
        (tmp_path / MONTH / name).mkdir(parents=True)
    (tmp_path / MONTH / "rev-500").write_text("a file")
    assert publish(tmp_path).name == "rev-121"


def test_a_second_writer_waits_or_is_told(tmp_path: Path) -> None:
    with new_revision(tmp_path, MONTH):
        with pytest.raises(OutputError) as caught:
            new_revision(tmp_path, MONTH, lang="en", wait_s=0.1)
        assert "another run" in str(caught.value)
        assert "fieldplan" in str(caught.value)
    assert publish(tmp_path).name == "rev-02"


def test_threads_get_revisions_of_their_own(tmp_path: Path) -> None:
    made: list[Path] = []
    threads = [
        threading.Thread(target=lambda n=n: made.append(publish(tmp_path, str(n))))
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(path.name for path in made) == [f"rev-{n:02d}" for n in range(1, 7)]
    assert {(path / PLAN_NAME).read_text() for path in made} == set("012345")


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from fieldplan.store import new_revision;"
        f"new_revision(Path(sys.argv[1]), {MONTH!r}); os._exit(9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == 9
    assert names(tmp_path / MONTH) == [".rev-01.partial"]
    with new_revision(tmp_path, MONTH, wait_s=5) as revision:
        assert revision.number == 1


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    taken = tmp_path / "outputs"
    taken.write_text("a file")
    with pytest.raises(OutputError) as caught:
        new_revision(taken, MONTH)
    assert str(taken) in str(caught.value)
    assert caught.value.exit_code == 6


class TestResolving:
    def test_a_file_a_revision_a_month_and_all_outputs(self, tmp_path: Path) -> None:
        publish(tmp_path, month="2026-11")
        publish(tmp_path, month="2026-12")
        last = publish(tmp_path, month="2026-12")
        plan = last / PLAN_NAME
        for argument in (plan, last, tmp_path / "2026-12", tmp_path):
            assert resolve_plan(argument) == plan
        older = tmp_path / "2026-11"
        assert resolve_plan(older) == older / "rev-01" / PLAN_NAME
        assert latest_revision(tmp_path / "2026-12") == last

    def test_folders_without_a_plan_are_passed_over(self, tmp_path: Path) -> None:
        plan = publish(tmp_path, month="2026-11") / PLAN_NAME
        (tmp_path / "2026-12" / "rev-01").mkdir(parents=True)
        (tmp_path / "2026-99").mkdir()
        assert resolve_plan(tmp_path) == plan

    def test_no_plan(self, tmp_path: Path) -> None:
        for argument in (tmp_path, tmp_path / "none", tmp_path / "none.json"):
            with pytest.raises(InputError) as caught:
                resolve_plan(argument)
            (finding,) = caught.value.findings
            assert (finding.code, finding.value) == ("store.no_plan", str(argument))
