"""Text on any console: never a ``UnicodeEncodeError``, never a client's control sequence."""

from __future__ import annotations

import codecs
import json
import os
import sys
import time
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TextIO

from fieldplan.messages import text

if TYPE_CHECKING:
    from rich.console import Console

ERRORS = "fieldplan_fallback"
PIPE_WIDTH = 120
_FALLBACKS = {
    "—": "-",
    "–": "-",
    "−": "-",
    "→": "->",
    "…": "...",
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "·": "|",
    "≥": ">=",
    "≤": "<=",
    "×": "x",
    "№": "N",
    "₽": "RUB",
    "\u00a0": " ",
    "\u202f": " ",
}


def _fallback(error: UnicodeError) -> tuple[str, int]:
    """Replace what an old code page lacks by ASCII; the code page itself is not known here."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_FALLBACKS.get(letter, "?") for letter in lacking), error.end


def prepare_streams() -> None:
    """Make the standard streams accept every text (cp866 and cp1251 consoles)."""
    codecs.register_error(ERRORS, _fallback)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=ERRORS)


def keep_stdout_clean() -> None:
    """Keep the standard output of a pipe or file to ourselves.

    Solvers in C write remarks of their own to descriptor 1, which would stand before a JSON
    document; those go to standard error.
    """
    try:
        if sys.stdout.fileno() != 1 or sys.stdout.isatty():
            return
        sys.stdout.flush()
        ours = os.dup(1)
        os.dup2(2, 1)
    except (OSError, ValueError, AttributeError):
        return  # not a stream of the system, or one that cannot be doubled: nothing to keep clean
    sys.stdout = os.fdopen(ours, "w", encoding=sys.stdout.encoding, errors=ERRORS)


def safe(value: object) -> str:
    """Return client text without controls, escape sequences and direction overrides."""
    return "".join(
        " " if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter
        for letter in str(value)
    )


def make_console(stream: TextIO) -> Console:
    """Return a console that prints text as it is: no markup, emoji or highlighting."""
    from rich.console import Console

    # A pipe has no width; 80 columns would break the tables of a log file.
    width = None if stream.isatty() else PIPE_WIDTH
    return Console(file=stream, markup=False, highlight=False, emoji=False, width=width)


@dataclass
class Session:
    """What one run of a command shares: language, streams and how much to say.

    ``lang`` starts as the help's language and becomes the workbook's once that is read,
    unless ``fixed_lang`` says that the user chose one.
    """

    lang: str
    fixed_lang: bool = False
    debug: bool = False
    as_json: bool = False
    began: float = field(default_factory=time.monotonic)

    def choose(self, *, lang: str | None, as_json: bool = False, debug: bool = False) -> None:
        """Take over the options that every command has."""
        if lang is not None:
            self.lang, self.fixed_lang = lang, True
        self.as_json = as_json
        self.debug = self.debug or debug

    def adopt(self, lang: str) -> None:
        """Speak the workbook's language unless the user chose another."""
        if not self.fixed_lang:
            self.lang = lang

    @property
    def option_lang(self) -> str | None:
        """The language that the user asked for, or None for the workbook's."""
        return self.lang if self.fixed_lang else None

    def text(self, key: str, **values: object) -> str:
        """Return a text of the command line; values are made safe to print."""
        shown = {
            name: value if isinstance(value, int | float) else safe(value)
            for name, value in values.items()
        }
        return text(f"cli.{key}", self.lang, **shown)

    @property
    def out(self) -> Console:
        """Console of the result; gives way to the document when ``--json`` is on."""
        return make_console(sys.stderr if self.as_json else sys.stdout)

    @property
    def err(self) -> Console:
        """Console of progress, warnings and errors."""
        return make_console(sys.stderr)

    def say(self, key: str, **values: object) -> None:
        """Print a text of the command line."""
        self.out.print(self.text(key, **values))

    def warn(self, key: str, **values: object) -> None:
        """Print a text of the command line on standard error."""
        self.err.print(self.text(key, **values))


def print_json(document: Mapping[str, Any]) -> None:
    """Write one JSON document to standard output, readable by any program."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    dumped = json.dumps(document, ensure_ascii=encoding != "utf8", indent=2)
    sys.stdout.write(dumped + "\n")
