"""The debt ledger: maintenance whose window is over, now and at the end of the months ahead."""

from __future__ import annotations

from fieldplan.domain import DebtLedger, DebtMonth, Outlook


def debt_ledger(outlook: Outlook | None) -> DebtLedger:
    """Return the ledger as the outlook has it for the present team."""
    if outlook is None:
        return DebtLedger()
    return DebtLedger(
        overdue=outlook.overdue,
        months=tuple(DebtMonth(month=m.month, debt=m.debt) for m in outlook.months),
        failure=outlook.failure,
        missed=outlook.missed,
    )
