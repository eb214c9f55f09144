"""What a column and a sheet of the workbook are."""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldplan.messages import text
from fieldplan.workbook.cells import Kind


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    key : str
        Name inside the program.
    text : str
        Key of the header in ``messages.workbook`` (``<text>_help`` is the help).
    required : bool
        The header must be there, and a row that says anything must fill the cell.
    aliases : tuple of str
        Further accepted headers.
    choices : str
        Name of the list in ``CHOICES`` for ``Kind.CHOICE``.
    refers : str
        Key of the sheet whose ids the cell names.
    low, high : int
        Range of a whole number (kopecks and minutes for money and hours).
    in_template : bool
        Whether the template has it; other columns are only understood.
    """

    key: str
    text: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: str = ""
    refers: str = ""
    low: int = 0
    high: int = 1_000_000
    width: int = 14
    in_template: bool = True

    def header(self, lang: str) -> str:
        """Return the header as the template writes it."""
        return text(f"workbook.{self.text}", lang)

    def help(self, lang: str) -> str:
        """Return what to fill in."""
        return text(f"workbook.{self.text}_help", lang)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: ``required`` sheets must be in every workbook."""

    key: str
    columns: tuple[Column, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()
    by_key: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def title(self, lang: str) -> str:
        """Return the sheet's name."""
        return text(f"workbook.sheet_{self.key}", lang)

    def help(self, lang: str) -> str:
        """Return what the sheet is for."""
        return text(f"workbook.sheet_{self.key}_help", lang)

    def template_columns(self) -> tuple[Column, ...]:
        """Return the columns that the template has."""
        return tuple(column for column in self.columns if column.in_template)
