"""What README and docs tell people to type and to open exists; the reference is current."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from support.doc_commands import PAGES, ROOT, command_lines, text_of

from fieldplan.cli.app import build

sys.path.insert(0, str(ROOT / "tools"))

import make_cli_docs

REFERENCES = {f"docs/{name}" for name in make_cli_docs.NAMES.values()}
LINK = re.compile(r"(?:\]\(|<img src=\")([^)\"#\s]+)(?:#([^)\"\s]+))?[)\"]")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def parse(words: list[str]) -> None:
    """Let click parse a command line without running it; a bare name need only exist."""
    command: click.Command = build("en")
    path = "fieldplan"
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        name, *words = words
        assert name in command.commands, f"{path} {name}"
        command, path = command.commands[name], f"{path} {name}"
    if words and words != ["--help"]:
        command.make_context(path, list(words))


def all_command_lines() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        if page not in REFERENCES:
            yield from ((page, line) for line in command_lines(page))


def test_commands_are_found() -> None:
    told = [line.split()[0] for _, line in all_command_lines()]
    assert len(told) > 60
    assert set(build("en").commands) <= set(told)


def test_the_readme_tells_of_every_command() -> None:
    told = {line.split()[0] for line in command_lines("README.md")}
    assert sorted(set(build("en").commands) - told) == []


@pytest.mark.parametrize(
    "wrong",
    ["plna book.xlsx", "plan book.xlsx", "plan book.xlsx --months 2026-12", "close 2026-12 more"],
)
def test_a_wrong_command_line_would_be_noticed(wrong: str) -> None:
    with pytest.raises((AssertionError, click.UsageError)):
        parse(wrong.split())


@pytest.mark.parametrize(("page", "line"), sorted(set(all_command_lines())))
def test_every_command_line_parses(page: str, line: str) -> None:
    first_choice = re.sub(r"(\w)(?:\|\w+)+", lambda match: match[0].split("|")[0], line)
    words = shlex.split(first_choice.replace("\\", "/"))
    assert words, page
    parse(["1" if word in ("N", "S") else word for word in words if word != "…"])


@pytest.mark.parametrize("page", PAGES)
def test_every_link_resolves(page: str) -> None:
    broken = []
    for target, anchor in LINK.findall(text_of(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path = (ROOT / page).parent / target
        if not path.exists() or (anchor and anchor not in anchors(path)):
            broken.append(f"{target}#{anchor}")
    assert broken == []


def anchors(path: Path) -> set[str]:
    """The anchors that a hosting site makes of a page's headings."""
    headings = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", item.lower()).replace(" ", "-") for item in headings}


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("README")])
def test_every_workbook_named_is_shipped(page: str) -> None:
    named = re.findall(r"inputs[/\\][\w.-]+\.xlsx", text_of(page))
    assert named
    assert [name for name in named if not (ROOT / name.replace("\\", "/")).exists()] == []


@pytest.mark.parametrize("lang", make_cli_docs.NAMES)
def test_the_reference_is_made_from_the_commands(lang: str) -> None:
    page = text_of(f"docs/{make_cli_docs.NAMES[lang]}")
    assert page == make_cli_docs.document(lang), "run tools/make_cli_docs.py"
    for name in build(lang).commands:
        assert f"\n## fieldplan {name}\n" in page
