"""Why a change of the checker that no test notices cannot matter: (was, became) to the reason."""

from __future__ import annotations

REASONS: dict[tuple[str, str], str] = {}
