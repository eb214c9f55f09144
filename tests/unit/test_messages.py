"""Texts are complete in both languages, take the same values, and are there when asked for."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import fieldplan
from fieldplan import rules
from fieldplan.domain import VisitKind
from fieldplan.messages import LANGUAGES, _module_texts, areas, has_text, text

PACKAGE = Path(fieldplan.__file__).parent
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

ENTRIES = {f"{area}.{name}": pair for area in areas() for name, pair in _module_texts(area).items()}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_there_are_texts() -> None:
    assert {"cli", "report", "rules"} <= set(areas())
    assert len(ENTRIES) > 200


def test_every_text_is_in_both_languages() -> None:
    assert [key for key, pair in ENTRIES.items() if len(pair) != len(LANGUAGES)] == []
    assert [key for key, pair in ENTRIES.items() if not all(part.strip() for part in pair)] == []


def test_english_texts_are_english() -> None:
    """Cyrillic stands in an English text only as a quoted example of what to write."""
    assert [
        key
        for key, (_, english) in ENTRIES.items()
        if CYRILLIC.search(english) and not re.search("[\"'“]", english)
    ] == []


def test_both_languages_take_the_same_values() -> None:
    differing = [key for key, (ru, en) in ENTRIES.items() if fields(ru) != fields(en)]
    unnamed = [key for key, (ru, _) in ENTRIES.items() if "" in fields(ru)]
    assert (differing, unnamed) == ([], [])


def test_values_are_not_templates() -> None:
    shown = text("cli.file_exists", "en", path="{path.__class__}{{7*7}}")
    assert "{path.__class__}{{7*7}}" in shown


def test_every_kind_of_visit_has_a_name() -> None:
    assert all(has_text(f"report.kind_{kind}") for kind in VisitKind)


def test_every_rule_and_tier_has_its_texts() -> None:
    assert all(has_text(f"rules.{name}") for name in rules.BY_NAME)
    checked = (*rules.HARD, *rules.PROMISES, *rules.STRUCTURE)
    assert all(has_text(f"rules.{name}_violation") for name in checked)
    tiers = rules.ALL_TIERS
    assert all(has_text(f"cli.tier_{name}") for name in tiers)


def literal_keys() -> list[tuple[str, str]]:
    """Text keys that stand in the code as they are: first arguments of text() and has_text()."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            name = getattr(node.func, "id", None)
            first = node.args[0]
            if name in ("text", "has_text") and isinstance(first, ast.Constant):
                found.append((path.relative_to(PACKAGE).as_posix(), str(first.value)))
    return found


def test_every_text_asked_for_is_there() -> None:
    keys = literal_keys()
    assert len(keys) > 20
    assert [entry for entry in keys if not has_text(entry[1])] == []


def session_keys() -> set[str]:
    """Keys of the command line: first arguments of session.say(), warn() and text()."""
    found = set()
    for path in (PACKAGE / "cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                if owner in ("session", "self") and node.func.attr in ("say", "warn", "text"):
                    found |= {str(a.value) for a in node.args[:1] if isinstance(a, ast.Constant)}
    return found


def test_every_text_of_the_command_line_is_there() -> None:
    keys = session_keys()
    assert len(keys) > 20
    assert [key for key in sorted(keys) if not has_text(f"cli.{key}")] == []


def finding_codes() -> set[str]:
    """Full keys of findings that stand in the code as they are: Finding(code="area.name")."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                for word in node.keywords:
                    if word.arg == "code" and isinstance(word.value, ast.Constant):
                        found.add(str(word.value.value))
    return found


def test_every_finding_has_a_text() -> None:
    codes = finding_codes()
    keys = {code if "." in code else f"findings.{code}" for code in codes}
    assert [key for key in sorted(keys) if not has_text(key)] == []
