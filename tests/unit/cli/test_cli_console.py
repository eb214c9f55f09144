"""Text on any console, and nothing of a client's that a terminal would obey."""

from __future__ import annotations

import io
import json
import sys

import pytest

from fieldplan.cli.console import ERRORS, Session, prepare_streams, print_json, safe
from fieldplan.messages import _module_texts, areas


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ООО «Вектор»", "ООО «Вектор»"),
        ("\x1b[31mred\x1b[0m", " [31mred [0m"),
        ("a\r\nb\tc", "a  b c"),
        ("\u202eevil", " evil"),
        ("\ud800", " "),
        ("[bold]not markup[/]", "[bold]not markup[/]"),
    ],
)
def test_safe(text: str, shown: str) -> None:
    assert safe(text) == shown


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("50–65 → «да»…", "cp866", '50-65 -> "да"...'),
        ("50–65 → «да»…", "cp1251", "50–65 -> «да»…"),
        ("цена 5 ₽", "cp866", "цена 5 RUB"),
        ("Ёлка", "ascii", "????"),
        ("日本", "cp1251", "??"),
    ],
)
def test_what_a_code_page_lacks_is_replaced(text: str, encoding: str, shown: str) -> None:
    prepare_streams()
    assert text.encode(encoding, ERRORS).decode(encoding) == shown


@pytest.mark.parametrize("encoding", ["cp866", "cp1251", "cp437", "ascii"])
def test_every_text_can_be_printed_anywhere(encoding: str) -> None:
    prepare_streams()
    for area in areas():
        for pair in _module_texts(area).values():
            for part in pair:
                part.encode(encoding, ERRORS)


def test_markup_in_a_value_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    session = Session(lang="en")
    session.say("file_exists", path="[red]{x}[/red] :smile:")
    assert "[red]{x}[/red] :smile:" in capsys.readouterr().out


def test_a_json_run_keeps_standard_output_for_the_document(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = Session(lang="en", as_json=True)
    session.say("plan_valid")
    print_json({"a": 1})
    shown = capsys.readouterr()
    assert json.loads(shown.out) == {"a": 1}
    assert "no rule is violated" in shown.err


def test_json_is_ascii_where_the_stream_is_not_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding, expected in (("cp1251", b"\\u0434"), ("utf-8", "д".encode())):
        raw = io.BytesIO()
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding=encoding))
        print_json({"word": "д"})
        sys.stdout.flush()
        assert expected in raw.getvalue()


def test_the_language_asked_for_wins_over_the_workbooks() -> None:
    session = Session(lang="en")
    session.adopt("ru")
    assert (session.lang, session.option_lang) == ("ru", None)
    session.choose(lang="en")
    session.adopt("ru")
    assert (session.lang, session.option_lang) == ("en", "en")
