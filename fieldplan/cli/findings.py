"""Findings as a table for people and as documents for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.messages import has_text, text

if TYPE_CHECKING:
    from rich.console import Console

    from fieldplan.errors import Finding

SHOWN_VALUE = 60
ORDER = ("error", "contradiction", "warning", "notice")


def finding_text(finding: Finding, lang: str) -> str:
    """Return what is wrong, what is expected and what to do."""
    key = finding.code
    if not has_text(key):
        key = f"findings.{key}"
    params = {name: _shown(value) for name, value in finding.params.items()}
    params.setdefault("value", finding.value)
    params.setdefault("sheet", finding.sheet)
    params.setdefault("cell", finding.cell)
    return safe(text(key, lang, **params))


def finding_document(finding: Finding, lang: str) -> dict[str, object]:
    """Return a finding as part of a JSON document."""
    return {
        "severity": finding.severity,
        "code": finding.code,
        "sheet": finding.sheet,
        "cell": finding.cell,
        "value": finding.value,
        "text": finding_text(finding, lang),
    }


def print_findings(session: Session, findings: Sequence[Finding], console: Console) -> None:
    """Print the findings of each severity as one table, the worst first."""
    for severity in ORDER:
        chosen = [finding for finding in findings if finding.severity == severity]
        if chosen:
            console.print(session.text(f"findings_{severity}", count=len(chosen)))
            console.print(_table(session, chosen))


def _table(session: Session, findings: Sequence[Finding]) -> object:
    from rich.table import Table
    from rich.text import Text

    columns = {
        "sheet": (16, [safe(finding.sheet) for finding in findings]),
        "cell": (24, [safe(finding.cell) for finding in findings]),
        "value": (28, [_short(safe(finding.value)) for finding in findings]),
        "advice": (None, [finding_text(finding, session.lang) for finding in findings]),
    }
    # What was typed in a command has no sheet and no cell.
    shown = {name: column for name, column in columns.items() if any(column[1])}
    table = Table(show_lines=True)
    for name, (width, _) in shown.items():
        table.add_column(session.text(f"column_{name}"), overflow="fold", max_width=width)
    for texts in zip(*(texts for _, texts in shown.values()), strict=True):
        table.add_row(*(Text(value) for value in texts))
    return table


def _short(value: str) -> str:
    return value if len(value) <= SHOWN_VALUE else value[: SHOWN_VALUE - 1] + "…"


def _shown(value: object) -> object:
    return value if isinstance(value, int | float) else safe(value)
