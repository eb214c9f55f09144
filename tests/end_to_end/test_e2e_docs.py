"""What README and docs tell people to type is typed: page by page, in order, in a fresh folder.

Only this is changed: searches end after a few steps instead of a minute, services on the internet
have a stand-in on loopback, and the manager's own work (filling in the workbook that ``init``
made) is done by the test.
"""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click
import pytest
from support.doc_commands import PAGES, ROOT, code_blocks, command_lines
from support.exchange_problems import month_problem
from support.geocoder_server import running
from support.month_book import small_book, write_book
from support.road_server import road_server

from fieldplan.api import check_plan
from fieldplan.cli import app, ask
from fieldplan.domain import Book, HistoryVisit, VisitKind

NOT_HERE = {
    "roads install": "fetches programs from a package index: .ci/run does it",
    "roads prepare EXTRACT.osm.pbf": "needs those programs: test_e2e_osrm.py runs it",
    "roads prepare КАРТА.osm.pbf": "the same",
}
"""And PowerShell's lines, which are the README's first lines in another shell's spelling."""

GENERATED = ("docs/cli.md", "docs/cli.ru.md")
CHOICES = ("csv|ics|bitrix24",)
PLACES = {"PLAN": "outputs", "WORKBOOK": "my-team.xlsx"}
"""What the planner has in these places."""
SAID_IN_WORDS = {"offer": "--take 2", "--emergency": "--from {} --option 2"}
"""Pages say "then the same with": the command is typed again with this, and with the revision
that it was typed for."""
STEPS = ("--iterations", "5", "--seed", "1")
PLANNED = {"plan", "replan", "ask", "offer", "solve"}
ANSWERS = {"ask emergency": "\nS-014\n1\n"}
"""Which of two months: the likeliest; where; and which of the sites found."""
NOW = datetime(2026, 12, 10, 9, 0)
SHIFT = 4
"""The small book's sites are S01 …; the pages speak of S-012 and S-014."""
ADDRESS = "Москва, Молдавская улица, 10"


def runnable(page: str) -> list[str]:
    """A page's command lines; a command's bare name that needs more is only a mention."""
    found = []
    for line in command_lines(page, powershell=False):
        words = line.split()
        if "…" in words or (len(words) == 1 and _needs_more(words[0])):
            continue
        choice = next((choice for choice in CHOICES if choice in line), "")
        found += [line.replace(choice, part) for part in choice.split("|")]
    return found


def _needs_more(name: str) -> bool:
    command = app.build("en").commands.get(name)
    return command is not None and (
        isinstance(command, click.Group) or any(param.required for param in command.params)
    )


RUN_PAGES = [
    page
    for page in PAGES
    if page.startswith(("README", "docs/")) and page not in GENERATED and runnable(page)
]


def test_nothing_is_left_out_unseen() -> None:
    lines = [line for page in RUN_PAGES for line in runnable(page)]
    assert len(lines) > 75
    assert set(NOT_HERE) <= set(lines)
    typed = {line.split()[0] for line in lines if line not in NOT_HERE}
    assert typed >= set(app.build("en").commands) - {"roads"}


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the month is planned, for pages that begin in its middle."""
    folder = tmp_path_factory.mktemp("planned")
    fill_in(folder / "my-team.xlsx")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert app.run(["plan", "my-team.xlsx", "--month", "2026-12", *STEPS]) in (0, 5)
    return folder


@pytest.mark.parametrize("page", RUN_PAGES)
def test_every_command_of_a_page(
    page: str, planned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = runnable(page)
    if not any(line.startswith("init") for line in lines):
        shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
        fill_in(tmp_path / "моя-книга.xlsx")
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT / "inputs", checkout / "inputs")
    problem = month_problem(visits=6, days=8, engineers=1, chains=1, seed=1)
    (tmp_path / "PROBLEM.json").write_text(json.dumps(problem), encoding="utf-8")
    prepare(monkeypatch, tmp_path, "ru" if page.endswith(".ru.md") else "en")
    with running() as geocoder, road_server() as roads:
        for line in lines:
            if line in NOT_HERE:
                continue
            # The first try is in the checkout; the month's work is in a folder of one's own.
            monkeypatch.chdir(checkout if "inputs/" in line else tmp_path)
            for words in spoken(line):
                code = app.run([*shortened(words), *stand_ins(words, geocoder.url, roads.url)])
                allowed = (0, 5) if words[0] in PLANNED else (0,)
                assert code in allowed, (page, " ".join(words))
            if line.startswith("init"):
                fill_in(tmp_path / shlex.split(line)[1])
    for plan in sorted(tmp_path.glob("**/outputs/*/rev-*")):
        assert check_plan(plan).report.ok, plan


def prepare(patch: pytest.MonkeyPatch, folder: Path, lang: str) -> None:
    """On a day of the month, with data and language of one's own."""
    for name in ("NO_PROXY", "no_proxy"):
        patch.setenv(name, "127.0.0.1")
    patch.setenv("FIELDPLAN_DATA", str(folder / "data"))
    patch.setenv("FIELDPLAN_LANG", lang)
    patch.setattr(click, "launch", lambda path: Path(path).stat() and 0)
    patch.setattr(ask, "datetime", type("Then", (datetime,), {"now": lambda *_: NOW}))
    real = app.run
    patch.setattr(app, "run", lambda words: real(shortened(words)))


def spoken(line: str) -> Iterator[list[str]]:
    words = [PLACES.get(word, word) for word in shlex.split(line)]
    sys.stdin = io.StringIO(ANSWERS.get(line, "") + "\n" * 9)
    revision = len(list(Path("outputs/2026-12").glob("rev-*")))
    yield words
    for word, more in SAID_IN_WORDS.items():
        if word in words:
            yield [*words, *more.format(revision).split()]


def shortened(words: Sequence[str]) -> list[str]:
    """The same with a few steps in place of the time limit, where a search is made."""
    kept = list(words)
    if "--time-limit" in kept:
        at = kept.index("--time-limit")
        del kept[at : at + 2]
    command = app.build("en").commands.get(kept[0])
    searches = command and any("--iterations" in param.opts for param in command.params)
    return [*kept, *STEPS] if searches and "--iterations" not in kept else kept


def stand_ins(words: Sequence[str], geocoder_url: str, roads_url: str) -> tuple[str, ...]:
    if "--geocode" in words:
        return ("--geocoder-url", geocoder_url)
    return ("--osrm-url", roads_url) if "osrm" in words else ()


def fill_in(path: Path) -> None:
    """The manager's part: ten sites, one without coordinates, and drives of his own."""
    lang = "ru" if any("а" <= letter <= "я" for letter in path.name) else "en"
    write_book(path, own_book(lang))


def own_book(lang: str) -> Book:
    book = small_book(lang)
    names = {site.id: f"S-{number + SHIFT:03d}" for number, site in enumerate(book.sites, start=1)}
    history = tuple(
        HistoryVisit(
            date=date(2026, 9, number),
            site_id=names[f"S{number:02d}"],
            kind=VisitKind.MAINTENANCE,
            engineer_id="E1",
            drive_min=40,
        )
        for number in range(1, 7)
    )
    return replace(
        book,
        sites=tuple(replace(site, id=names[site.id]) for site in book.sites),
        projects=tuple(replace(item, site_id=names[item.site_id]) for item in book.projects),
        emergencies=tuple(replace(item, site_id=names[item.site_id]) for item in book.emergencies),
        # Whoever is on the line on the 9th has his visit still before him.
        agreed=tuple(
            replace(item, subject="S-012", date=date(2026, 12, 15)) for item in book.agreed
        ),
        history=history,
    )


@pytest.mark.parametrize("page", [page for page in PAGES if code_blocks(page, "python")])
def test_python_of_a_page_runs(
    page: str, planned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(planned, tmp_path, dirs_exist_ok=True)
    shutil.copytree(ROOT / "inputs", tmp_path / "inputs")
    prepare(monkeypatch, tmp_path, "en")
    monkeypatch.chdir(tmp_path)
    for block in code_blocks(page, "python"):
        exec(block.replace("time_limit_s=10", "iterations=5"), {})
