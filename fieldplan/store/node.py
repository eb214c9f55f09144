"""A JSON value with its path, so that every error in a document is told at once and in place.

Reading never stops at the first error: a value that cannot be understood leaves a finding and
comes back as None; the caller goes on and asks at the end whether there were findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fieldplan.errors import Finding, InputError

MOST_MIN = 1_000_000
"""Larger figures are mistakes; it also keeps sums of them far from 64 bits."""
_VALUE_CHARS = 60
_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Node:
    """A value of a JSON document.

    Attributes
    ----------
    path : str
        Such as ``$.visits[3].windows``.
    log : list of Finding
        Shared by all nodes of a document.
    source : str
        Name of the file, for the findings.
    """

    value: object
    path: str = "$"
    log: list[Finding] = field(default_factory=list)
    source: str = ""

    def bad(self, code: str, **params: object) -> None:
        """Note that this value is wrong."""
        shown = "" if self.value is None or isinstance(self.value, dict | list) else str(self.value)
        shown = shown.encode("utf-8", "replace").decode("utf-8")
        if len(shown) > _VALUE_CHARS:
            shown = shown[: _VALUE_CHARS - 1] + "…"
        self.log.append(
            Finding(
                code=f"store.{code}",
                sheet=self.source,
                cell=self.path,
                value=shown,
                params=params,
            )
        )

    def raise_findings(self) -> None:
        """Raise everything noted so far, if anything was.

        Raises
        ------
        InputError
        """
        if self.log:
            raise InputError(self.log)

    def optional(self, key: str) -> Node | None:
        """Return the member ``key``, or None if it is absent or null."""
        members = self.value if isinstance(self.value, dict) else {}
        value = members.get(key)
        return None if value is None else self._child(value, key)

    def required(self, key: str) -> Node | None:
        """Return the member ``key``; note it if it is absent or null."""
        found = self.optional(key)
        if found is None and isinstance(self.value, dict):
            self._child(None, key).bad("missing")
        return found

    def is_object(self) -> bool:
        """Whether the value is a JSON object; note it otherwise."""
        if not isinstance(self.value, dict):
            self.bad("expected_object")
            return False
        return True

    def members(self) -> Iterator[tuple[str, Node]]:
        """Yield key and value of a JSON object."""
        if self.is_object() and isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, self._child(value, key)

    def items(self) -> list[Node]:
        """Return the elements of a JSON list."""
        if not isinstance(self.value, list):
            self.bad("expected_list")
            return []
        return [
            Node(value=value, path=f"{self.path}[{i}]", log=self.log, source=self.source)
            for i, value in enumerate(self.value)
        ]

    def one_or_more(self) -> list[Node]:
        """Return the elements of a list, or the value itself where one may stand alone."""
        return self.items() if isinstance(self.value, list) else [self]

    def whole(self, low: int = 0, high: int = MOST_MIN) -> int | None:
        """Return a whole number from ``low`` to ``high`` (1.0 is one, true is not)."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.bad("expected_whole", low=low, high=high)
            return None
        return value

    def number(self) -> float | None:
        """Return a finite number."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            self.bad("expected_number")
            return None
        try:
            return float(self.value)
        except OverflowError:
            self.bad("expected_number")
            return None

    def flag(self) -> bool | None:
        """Return true or false."""
        if not isinstance(self.value, bool):
            self.bad("expected_flag")
            return None
        return self.value

    def text(self) -> str | None:
        """Return a text."""
        if not isinstance(self.value, str) or not _can_be_written(self.value):
            self.bad("expected_text")
            return None
        return self.value

    def name(self) -> str | None:
        """Return a text that is not empty (whole numbers are taken as their digits)."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return str(self.value)
        text = self.value if isinstance(self.value, str) else ""
        if not text.strip() or not _can_be_written(text):
            self.bad("expected_name")
            return None
        return text

    def day(self) -> date | None:
        """Return a date written YYYY-MM-DD."""
        if isinstance(self.value, str) and _ISO_DATE.match(self.value):
            try:
                return date.fromisoformat(self.value)
            except ValueError:
                pass
        self.bad("expected_date")
        return None

    def key_day(self, key: str) -> date | None:
        """Return the date that is this node's key in its object."""
        return Node(value=key, path=self.path, log=self.log, source=self.source).day()

    def one_of(self, choices: tuple[str, ...]) -> str | None:
        """Return one of the given words."""
        if not isinstance(self.value, str) or self.value not in choices:
            self.bad("expected_one_of", choices=", ".join(choices))
            return None
        return self.value

    def span(self) -> tuple[int, int] | None:
        """Return ``[start, end]`` in minutes from midnight, start before end."""
        ends = self.value if isinstance(self.value, list) else []
        numbers = [
            int(end)
            for end in ends
            if not isinstance(end, bool)
            and (isinstance(end, int) or (isinstance(end, float) and end.is_integer()))
        ]
        if len(ends) != 2 or len(numbers) != 2 or not 0 <= numbers[0] < numbers[1] <= MOST_MIN:
            self.bad("expected_span")
            return None
        return numbers[0], numbers[1]

    def _child(self, value: object, key: str) -> Node:
        suffix = f".{key}" if _PLAIN_KEY.match(key) else f"['{key}']"
        return Node(value=value, path=self.path + suffix, log=self.log, source=self.source)


def _can_be_written(text: str) -> bool:
    """Whether the text is Unicode: JSON can spell halves of characters (``"\\ud800"``)."""
    return not any("\ud800" <= char <= "\udfff" for char in text)
