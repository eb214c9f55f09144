"""What the README tells people to type exists."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from fieldplan.cli.app import build

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.ru.md")


def commands(name: str) -> list[list[str]]:
    """Words of every ``fieldplan …`` in a code span or a code block."""
    text = (ROOT / name).read_text(encoding="utf-8")
    spans = re.findall(r"`([^`\n]+)`", text)
    blocks = [
        line for block in re.findall(r"```\w+\n(.*?)```", text, re.S) for line in block.split("\n")
    ]
    found = []
    for piece in (*spans, *blocks):
        for part in re.split(r"&&|;", piece):
            match = re.match(r"\s*(?:\.venv[/\\](?:bin|Scripts)[/\\])?fieldplan +(.+)", part)
            if match:
                found.append(match[1].split())
    return found


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_exists(name: str) -> None:
    program = build("en")
    told = commands(name)
    assert len(told) >= 6
    for command, *words in told:
        assert command in program.commands, command
        known = {
            option
            for parameter in program.commands[command].params
            if isinstance(parameter, click.Option)
            for option in parameter.opts
        }
        assert {word for word in words if word.startswith("--")} <= known, command


@pytest.mark.parametrize("name", (*READMES, "CONTRIBUTING.md"))
def test_every_file_named_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    inputs = [path.replace("\\", "/") for path in re.findall(r"inputs[/\\][\w.-]+\.xlsx", text)]
    assert [path for path in (*links, *inputs) if not (ROOT / path).exists()] == []


def test_every_command_of_the_program_is_told() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in build("en").commands if f"fieldplan {name}" not in text] == []
