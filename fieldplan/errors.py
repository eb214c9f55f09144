"""Every error of fieldplan, each with the exit code that the command line returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong, doubtful or worth knowing in the user's input.

    Attributes
    ----------
    code : str
        Key of the text in ``fieldplan.messages`` (``findings.<code>``); the text says what is
        expected and what to do.
    severity : str
        ``"error"`` (nothing is planned), ``"contradiction"`` (nothing is planned, exit code 4),
        ``"warning"`` or ``"notice"``.
    sheet, cell : str
        Where: the sheet as the manager sees it and a cell such as ``"C7"``; empty if it
        concerns the file or the whole sheet.
    value : str
        The value as read, shortened; empty if there is none.
    params : mapping
        Further values for the text.
    """

    code: str
    severity: str = "error"
    sheet: str = ""
    cell: str = ""
    value: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


class FieldplanError(Exception):
    """Base of all errors that fieldplan raises on purpose."""

    exit_code = 1


class InputError(FieldplanError):
    """The input cannot be planned; carries every finding, not only the first."""

    exit_code = 3

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        if self.findings and all(f.severity != "error" for f in self.findings):
            self.exit_code = ContradictionError.exit_code
        super().__init__("; ".join(f"{f.sheet}!{f.cell} {f.code}" for f in self.findings))


class ContradictionError(FieldplanError):
    """Promises or fixed parts contradict one another."""

    exit_code = 4


class OutputError(FieldplanError):
    """A result cannot be written (folder read-only, disk full, ...)."""

    exit_code = 6


class OutputExistsError(OutputError):
    """The file exists already; what is the user's is never overwritten."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: exists")


class PlanInvalidError(FieldplanError):
    """The checker refused a plan of our own solver: a defect, never the user's fault."""

    exit_code = 1
