"""What every parser of cells starts from: clean text, numbers and the two ways to answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from fieldplan.spelling import clean, plain

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ '\u2019]\d{3})+(?:[.,]\d+)?")
_MIXED = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:\.\d{3})+,\d+)")
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
_BLANKS = frozenset({"", "-", "--", "\u2014", "\u2013", "?", "n/a", "н/д", "б/н"})


class CellError(ValueError):
    """A value that cannot be understood; ``code`` is the name of a text of ``findings``."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = params
        super().__init__(code)


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A value whose meaning is certain, but not what was written; ``code`` says so."""

    value: object
    code: str
    params: dict[str, object] = field(default_factory=dict)


def is_blank(value: object) -> bool:
    """Whether a cell says nothing (empty, spaces or a dash)."""
    return value is None or (isinstance(value, str) and plain(value) in _BLANKS)


def decimal_of(text: str, *, thousands: bool = True) -> Decimal:
    """Return the number that ``text`` is, with a decimal comma or point.

    Raises
    ------
    CellError
        ``not_a_number``, or ``ambiguous_number`` for "1,500" when ``thousands`` are possible.
    """
    text = clean(text).replace("\u2212", "-")
    if thousands and _AMBIGUOUS.fullmatch(text) and not text.lstrip("+-").startswith("0"):
        raise CellError("ambiguous_number")
    if _GROUPED.fullmatch(text):
        text = re.sub("[ '\u2019]", "", text)
    elif _MIXED.fullmatch(text):
        last = max(text.rfind(","), text.rfind("."))
        text = re.sub("[.,]", "", text[:last]) + "." + text[last + 1 :]
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        raise CellError("not_a_number")
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise CellError("not_a_number") from error


def shorten(value: object, width: int = 60) -> str:
    """Return ``value`` on one line, cut to ``width`` characters."""
    text = clean(value)
    return text if len(text) <= width else text[: width - 1] + "\u2026"
