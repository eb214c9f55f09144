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

    table = Table(show_lines=True)
    table.add_column(session.text("column_sheet"), overflow="fold", max_width=16)
    table.add_column(session.text("column_cell"), overflow="fold", max_width=24)
    table.add_column(session.text("column_value"), overflow="fold", max_width=28)
    table.add_column(session.text("column_advice"), overflow="fold")
    for finding in findings:
        value = safe(finding.value)
        if len(value) > SHOWN_VALUE:
            value = value[: SHOWN_VALUE - 1] + "…"
        table.add_row(
            Text(safe(finding.sheet)),
            Text(safe(finding.cell)),
            Text(value),
            Text(finding_text(finding, session.lang)),
        )
    return table


def _shown(value: object) -> object:
    return value if isinstance(value, int | float) else safe(value)
