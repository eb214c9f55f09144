"""Walk one XML part of a workbook before openpyxl does; count what would cost memory."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_CELLS = 600_000
MAX_VALUES = 300_000
MAX_ROWS = 200_000
MAX_OTHERS = 400_000
"""Elements that are neither rows, cells nor their values."""
MAX_TEXT = 200_000
"""Characters in one cell; Excel itself stops at 32,767."""
MAX_SPAN = 200_000
"""Cells under merged ranges and hyperlinks, which openpyxl makes one by one."""
MAX_DEPTH = 100
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?")


@dataclass(kw_only=True)
class Scan:
    """What one XML part holds."""

    cells: int = 0
    values: int = 0
    rows: int = 0
    others: int = 0
    uncached: dict[str, str] = field(default_factory=dict)
    sheets: list[tuple[str, str]] = field(default_factory=list)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)


class ScanRefusedError(Exception):
    """Raised inside expat's handlers with the code of the finding."""


class Scanner:
    """Walk one XML part; count what costs memory, refuse what is dangerous."""

    def __init__(self) -> None:
        self.scan = Scan()
        self._depth = self._span = self._row = self._column = self._length = 0
        self._cell = ""
        self._cell_type = ""
        self._formula = self._in_formula = self._in_value = self._has_value = False
        self._formula_text = ""

    def doctype(self, *_: object) -> None:
        """Refuse any document type or entity."""
        raise ScanRefusedError("entity_bomb")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take an opening tag."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ScanRefusedError("suspicious_archive")
        tag = name.rpartition(":")[2]
        if tag == "c":
            self.scan.cells += 1
            self._length = 0
            self._begin_cell(attributes)
            self._limit(self.scan.cells, MAX_CELLS)
        elif tag == "row":
            self.scan.rows += 1
            self._limit(self.scan.rows, MAX_ROWS)
            number = attributes.get("r", "")
            self._row = int(number) if number.isdigit() and len(number) < 9 else self._row + 1
            self._column = 0
        elif tag == "f":
            self._formula = self._in_formula = True
        elif tag in {"v", "t"}:
            self._in_value = True
        elif tag != "is":
            self._other(tag, attributes)

    def _limit(self, count: int, high: int) -> None:
        if count > high:
            raise ScanRefusedError("too_many_cells")

    def _other(self, tag: str, attributes: dict[str, str]) -> None:
        self.scan.others += 1
        self._limit(self.scan.others, MAX_OTHERS)
        if tag == "si":
            self._length = 0
        elif tag in {"mergeCell", "hyperlink"}:
            self._span += _area(attributes.get("ref", ""))
            if self._span > MAX_SPAN:
                raise ScanRefusedError("ranges_too_large")
        elif tag == "sheet" and "name" in attributes:
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            self.scan.sheets.append((attributes["name"], relation))
        elif tag == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.scan.relations[attributes.get("Id", "")] = (kind, attributes.get("Target", ""))

    def end(self, name: str) -> None:
        """Take a closing tag."""
        self._depth -= 1
        tag = name.rpartition(":")[2]
        if tag in {"v", "t"}:
            self._in_value = False
        elif tag == "f":
            self._in_formula = False
        elif tag == "c":
            # an empty text (t="str") is a value: =IF(A1="";"";A1)
            if self._formula and not self._has_value and self._cell_type != "str":
                self.scan.uncached[self._cell] = f"={self._formula_text}"
            self._cell = ""

    def characters(self, text: str) -> None:
        """Take text."""
        if self._in_value and text:
            self.scan.values += not self._has_value
            self._has_value = True
            self._length += len(text)
            if self._length > MAX_TEXT:
                raise ScanRefusedError("suspicious_archive")
        elif self._in_formula and len(self._formula_text) < 100:
            self._formula_text += text

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        match = _RANGE.fullmatch(attributes.get("r", ""))
        if match:
            self._column = _column_number(match[1])
        letters = match[1].upper() if match else _column_letters(self._column)
        self._cell = f"{letters}{match[2] if match else max(1, self._row)}"
        self._cell_type = attributes.get("t", "")
        self._formula = self._has_value = False
        self._formula_text = ""


def _area(reference: str) -> int:
    match = _RANGE.fullmatch(reference)
    if match is None or match[3] is None:
        return 1
    columns = abs(_column_number(match[3]) - _column_number(match[1])) + 1
    return columns * (abs(int(match[4]) - int(match[2])) + 1)


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _column_letters(number: int) -> str:
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
