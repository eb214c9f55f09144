"""Findings gathered while a workbook is read; notices of one kind are counted together."""

from __future__ import annotations

import re
from collections.abc import Mapping

from fieldplan.errors import Finding

MAX_EACH = 500
"""Findings kept of one code on one sheet; a broken column of 5,000 rows is one mistake."""
SEVERITIES = ("error", "contradiction", "warning", "notice")
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


class FindingLog:
    """Collects findings; every code is a name of a text of ``findings``."""

    def __init__(self) -> None:
        self._items: list[Finding] = []
        self._counts: dict[tuple[str, str], int] = {}
        self._notes: dict[tuple[str, str, object], int] = {}
        self._note_counts: list[int] = []

    def error(
        self, code: str, *, sheet: str = "", cell: str = "", value: str = "", **params: object
    ) -> None:
        """Add an error."""
        self.add("error", code, sheet=sheet, cell=cell, value=value, params=params)

    def warning(
        self, code: str, *, sheet: str = "", cell: str = "", value: str = "", **params: object
    ) -> None:
        """Add a warning."""
        self.add("warning", code, sheet=sheet, cell=cell, value=value, params=params)

    def notice(
        self,
        code: str,
        *,
        sheet: str = "",
        cell: str = "",
        value: str = "",
        params: Mapping[str, object],
    ) -> None:
        """Add a notice; further ones of the same column only raise the first one's count."""
        key = (code, sheet, params.get("column"))
        if key in self._notes:
            self._note_counts[self._notes[key]] += 1
            return
        self._notes[key] = len(self._note_counts)
        self._note_counts.append(1)
        params = {**params, "count": self._notes[key]}
        self.add("notice", code, sheet=sheet, cell=cell, value=value, params=params)

    def add(
        self,
        severity: str,
        code: str,
        *,
        sheet: str,
        cell: str,
        value: str,
        params: Mapping[str, object],
    ) -> None:
        """Add a finding of any severity."""
        count = self._counts.get((code, sheet), 0) + 1
        self._counts[code, sheet] = count
        if count <= MAX_EACH:
            self._items.append(
                Finding(
                    code=f"findings.{code}",
                    severity=severity,
                    sheet=sheet,
                    cell=cell,
                    value=value,
                    params=dict(params),
                )
            )

    def has_errors(self) -> bool:
        """Whether anything found so far stops the planning."""
        return any(item.severity == "error" for item in self._items)

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings by severity, then as one walks a workbook: sheet, row, column."""
        items = [self._counted(item) for item in self._items]
        for (code, sheet), count in self._counts.items():
            if count > MAX_EACH:
                items.append(
                    Finding(
                        code="findings.more_of_the_same",
                        severity="notice",
                        sheet=sheet,
                        value=str(count - MAX_EACH),
                        params={"count": count - MAX_EACH, "code": code},
                    )
                )
        sheets = list(dict.fromkeys(item.sheet for item in items))
        return tuple(
            sorted(
                items,
                key=lambda item: (
                    SEVERITIES.index(item.severity),
                    sheets.index(item.sheet),
                    _position(item.cell),
                ),
            )
        )

    def _counted(self, item: Finding) -> Finding:
        if item.severity != "notice":
            return item
        index = item.params["count"]
        assert isinstance(index, int)
        count = self._note_counts[index]
        return Finding(
            code=item.code,
            severity="notice",
            sheet=item.sheet,
            cell=item.cell,
            value=item.value,
            params={**item.params, "count": count},
        )


def _position(cell: str) -> tuple[int, int, str]:
    """Row and column of the first cell that is named, for sorting; (0, 0, "") without one."""
    found = _CELL.match(cell)
    return (int(found[2]), len(found[1]), found[1]) if found else (0, 0, "")
