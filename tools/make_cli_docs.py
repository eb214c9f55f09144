"""Write the reference of all commands into ``docs/`` from the commands themselves.

Run from the project's folder: ``python tools/make_cli_docs.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fieldplan.cli.app import build  # noqa: E402
from fieldplan.messages import LANGUAGES  # noqa: E402

NAMES = {"ru": "cli.ru.md", "en": "cli.md"}
WORDS = {
    "title": ("Команды", "Commands"),
    "made": (
        "Этот файл создан из самих команд: `python tools/make_cli_docs.py`. То же показывает "
        "`fieldplan КОМАНДА --help`.",
        "This file is made from the commands: `python tools/make_cli_docs.py`. "
        "`fieldplan COMMAND --help` shows the same.",
    ),
    "option": ("Параметр", "Option"),
    "meaning": ("Что значит", "Meaning"),
    "required": ("Обязателен.", "Required."),
    "repeat": ("Можно повторять.", "May be repeated."),
    "default": ("По умолчанию", "Default"),
}


def document(lang: str) -> str:
    """Return the whole reference in one language."""
    words = {key: pair[LANGUAGES.index(lang)] for key, pair in WORDS.items()}
    program = build(lang)
    lines = [f"# {words['title']}", "", words["made"], "", *_help(program)]
    for path, command in _commands(program, "fieldplan"):
        lines += [f"## {path}", "", f"`{path}{_arguments(command)}`", "", *_help(command)]
        lines += _options(command, words)
    return "\n".join(lines).rstrip() + "\n"


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def _arguments(command: click.Command) -> str:
    context = click.Context(command)
    words = [
        parameter.make_metavar(context)
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    ]
    return "".join(f" {word}" for word in words)


def _help(command: click.Command) -> list[str]:
    return [command.help or "", ""]


def _options(command: click.Command, words: dict[str, str]) -> list[str]:
    options = [item for item in command.params if isinstance(item, click.Option)]
    if not options:
        return []
    lines = [_row(words["option"], words["meaning"]), _row("---", "---")]
    context = click.Context(command)
    for option in options:
        metavar = "" if option.is_flag else f" {_metavar(option, context)}"
        notes = [option.help or ""]
        notes += [words["required"]] if option.required else []
        notes += [words["repeat"]] if option.multiple else []
        if option.show_default:
            notes.append(f"{words['default']}: `{option.default}`.")
        lines.append(_row(f"`{', '.join(option.opts)}{metavar}`", " ".join(notes)))
    return [*lines, ""]


def _metavar(option: click.Option, context: click.Context) -> str:
    """What stands for the value: ``N`` for a whole number instead of click's words."""
    if option.metavar is None and isinstance(option.type, click.types.IntParamType):
        return "N"
    return option.make_metavar(context)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write the reference in both languages."""
    for lang, name in NAMES.items():
        path = ROOT / "docs" / name
        path.write_text(document(lang), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
