"""One row of a sheet: its values understood, its findings written down where they belong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from fieldplan.domain import SourceRow
from fieldplan.domain.places import Places
from fieldplan.settings import Settings
from fieldplan.workbook.cell_dates import EPOCH_1900, date_words
from fieldplan.workbook.cell_text import CellError, Understood, is_blank, shorten
from fieldplan.workbook.cells import Context, Kind, parse
from fieldplan.workbook.choices import labels, spellings
from fieldplan.workbook.columns import Column
from fieldplan.workbook.grid import RawCell, Table
from fieldplan.workbook.log import FindingLog
from fieldplan.workbook.place_review import PlaceReview


@dataclass(kw_only=True)
class Reading:
    """What the readers of all sheets share.

    ``places`` finds coordinates for addresses; ``located`` are the rows that it was asked for,
    ``review`` the points that the manager may look at.
    """

    log: FindingLog
    lang: str = "ru"
    epoch: datetime = EPOCH_1900
    settings: Settings = field(default_factory=Settings)
    places: Places | None = None
    located: set[SourceRow] = field(default_factory=set)
    review: list[PlaceReview] = field(default_factory=list)


class Row:
    """A row under the header; every cell is parsed at most once."""

    def __init__(
        self, reading: Reading, table: Table, number: int, cells: dict[str, RawCell]
    ) -> None:
        self.reading = reading
        self.table = table
        self.number = number
        self._cells = cells
        self._parsed: dict[str, object] = {}
        self.failed: set[str] = set()
        for column in table.sheet.columns:
            missing = (
                column.required and table.sheet.key != "settings" and column.key in table.columns
            )
            if missing and not self.given(column.key):
                self.failed.add(column.key)
                self.error("missing_value", column.key)

    @property
    def source(self) -> SourceRow:
        """Where this row stands."""
        return SourceRow(sheet=self.table.title, row=self.number)

    def given(self, key: str) -> bool:
        """Whether the cell says anything, even if it is not understood."""
        cell = self._cells.get(key)
        return cell is not None and (bool(cell.problem) or not is_blank(cell.value))

    def raw(self, key: str) -> object:
        """Return the value as it stands in the file."""
        cell = self._cells.get(key)
        return None if cell is None else cell.value

    def problem(self, key: str) -> str:
        """Return the code of an error in the cell that was seen before parsing."""
        cell = self._cells.get(key)
        return "" if cell is None else cell.problem

    def moment(self, key: str) -> datetime | None:
        """Return the date and time that a date cell holds."""
        value = parse(
            Kind.DATETIME,
            self.raw(key),
            Context(lang=self.reading.lang, epoch=self.reading.epoch),
        )
        inner = value.value if isinstance(value, Understood) else value
        return inner if isinstance(inner, datetime) else None

    def at(self, key: str) -> str:
        """Return the address of the row's cell in a column, or of its first cell."""
        return f"{self.table.columns.get(key, 'A')}{self.number}"

    def get(self, key: str) -> object:
        """Return the value understood, or None when empty or wrong (then it is reported)."""
        if key not in self._parsed:
            self._parsed[key] = self._parse(self.table.sheet.by_key[key])
        return self._parsed[key]

    def text(self, key: str) -> str:
        """Return a text or an empty one."""
        value = self.get(key)
        return value if isinstance(value, str) else ""

    def shown_name(self, identity: str) -> str:
        """Return how people call the record of this row: its client or name, else its id."""
        names = [key for key in ("client", "name") if key in self.table.sheet.by_key]
        return next(filter(None, map(self.text, names)), identity)

    def error(self, code: str, key: str, **params: object) -> None:
        """Report an error in a cell of this row."""
        self._report("error", code, key, params)

    def warning(self, code: str, key: str, **params: object) -> None:
        """Report a warning in a cell of this row."""
        self._report("warning", code, key, params)

    def notice(self, code: str, key: str, **params: object) -> None:
        """Report how a cell of this row was understood."""
        named = self._named(key, params)
        self.reading.log.notice(
            code, sheet=self.table.title, cell=self.at(key), value=self.shown(key), params=named
        )

    def shown(self, key: str) -> str:
        """Return the raw value as findings show it."""
        value = self.raw(key)
        return "" if value is None else shorten(date_words(value))

    def _report(self, severity: str, code: str, key: str, params: dict[str, object]) -> None:
        place = self._place(key)
        self.reading.log.add(severity, code, **place, params=self._named(key, params))

    def _place(self, key: str) -> dict[str, str]:
        return {"sheet": self.table.title, "cell": self.at(key), "value": self.shown(key)}

    def _named(self, key: str, params: dict[str, object]) -> dict[str, object]:
        column = self.table.sheet.by_key[key].header(self.reading.lang)
        return {"column": column, "row": self.number, **params}

    def _parse(self, column: Column) -> object:
        key = column.key
        cell = self._cells.get(key)
        if cell is None or (is_blank(cell.value) and not cell.problem):
            return None
        if cell.problem:
            self.failed.add(key)
            self.error(cell.problem, key)
            return None
        context = Context(
            lang=self.reading.lang,
            epoch=self.reading.epoch,
            number_format=cell.number_format,
            choices=spellings(column.choices) if column.choices else None,
            low=column.low,
            high=column.high,
        )
        try:
            value = parse(column.kind, cell.value, context)
        except CellError as error:
            self.failed.add(key)
            self.error(error.code, key, **self._expected(column), **error.params)
            return None
        if isinstance(value, Understood):
            self.notice(value.code, key, **value.params)
            return value.value
        return value

    def _expected(self, column: Column) -> dict[str, object]:
        if column.kind is Kind.CHOICE:
            return {"choices": ", ".join(labels(column.choices, self.reading.lang))}
        return {}
