"""Write the description of the workbook into ``docs/`` from its schema and its texts.

Run from the project's folder: ``python tools/make_workbook_docs.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fieldplan.messages import LANGUAGES, text  # noqa: E402
from fieldplan.messages.findings import OF_WORKBOOK  # noqa: E402
from fieldplan.messages.findings.two_parts import TODO  # noqa: E402
from fieldplan.settings import SECTION_STARTS, SPECS  # noqa: E402
from fieldplan.workbook.choices import labels  # noqa: E402
from fieldplan.workbook.schema import SETTINGS, SHEETS  # noqa: E402
from fieldplan.workbook.settings_sheet import (  # noqa: E402
    setting_cell,
    setting_source,
    setting_unit,
)

NAMES = {"ru": "workbook.ru.md", "en": "workbook.md"}
WORDS = {
    "title": ("Рабочая книга", "The workbook"),
    "made": (
        "Этот файл создан из схемы книги: `python tools/make_workbook_docs.py`.",
        "This file is made from the workbook's schema: `python tools/make_workbook_docs.py`.",
    ),
    "also": ("Понимается и как", "Also accepted"),
    "choices": ("Значения", "Values"),
    "default": ("По умолчанию", "Default"),
    "findings": ("Замечания", "Findings"),
    "code": ("Код", "Code"),
    "fact": ("Что не так и что ожидается", "What is wrong and what is expected"),
    "todo": ("Что сделать", "What to do"),
}
LONG = 60


def document(lang: str) -> str:
    """Return the whole description in one language."""
    index = LANGUAGES.index(lang)
    words = {key: pair[index] for key, pair in WORDS.items()}
    lines = [f"# {words['title']}", "", words["made"], ""]
    for sheet in SHEETS:
        lines += [f"## {sheet.title(lang)}", "", f"{sheet.help(lang)}.", ""]
        lines += _settings(lang, words) if sheet is SETTINGS else _columns(sheet.key, lang, words)
    lines += [f"## {words['findings']}", ""]
    lines += _table(words["code"], words["fact"], words["todo"])
    for code, pair in OF_WORKBOOK.items():
        fact, _, todo = pair[index].partition(TODO[index])
        lines.append(_row(f"`{code}`", fact.strip(), todo.strip()))
    return "\n".join(lines) + "\n"


def _columns(key: str, lang: str, words: dict[str, str]) -> list[str]:
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    column_word, text_word = text("workbook.help_column", lang), text("workbook.help_text", lang)
    lines = _table(column_word, text_word, words["also"])
    for column in sheet.columns:
        help_text = column.help(lang)
        if column.choices:
            help_text += f". {words['choices']}: {', '.join(labels(column.choices, lang))}"
        star = " *" if column.required else ""
        lines.append(_row(column.header(lang) + star, help_text, ", ".join(column.aliases)))
    return [*lines, ""]


def _settings(lang: str, words: dict[str, str]) -> list[str]:
    lines: list[str] = []
    heads = (
        text("workbook.setting_name", lang),
        words["default"],
        text("workbook.setting_unit", lang),
        text("workbook.setting_source", lang),
        text("workbook.setting_key", lang),
    )
    for key, spec in SPECS.items():
        if key in SECTION_STARTS:
            lines += ["", f"### {text(f'settings.{SECTION_STARTS[key]}', lang)}", ""]
            lines += _table(*heads)
        value = str(setting_cell(key, spec.default, lang))
        shown = value if len(value) <= LONG else value[:LONG] + "…"
        cells = (spec.metadata[lang], shown, setting_unit(spec, lang), setting_source(spec, lang))
        lines.append(_row(*cells, f"`{key}`"))
    return [*lines[1:], ""]


def _table(*heads: str) -> list[str]:
    return [_row(*heads), _row(*("---" for _ in heads))]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    """Write the description in both languages."""
    for lang, name in NAMES.items():
        path = ROOT / "docs" / name
        path.write_text(document(lang), encoding="utf-8", newline="\n")
        print(path.relative_to(ROOT))


if __name__ == "__main__":
    main()
