"""Ids of sites, engineers, projects and emergencies, and what a row that names one may mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from fieldplan.spelling import id_twin, lookalike
from fieldplan.workbook.row import Row

MAX_SUGGESTIONS = 60
"""Close names are looked for this often; a wholly wrong column needs no more."""


@dataclass(kw_only=True)
class Ids:
    """Known ids of one sheet, found again in spite of twins of letters and lost zeros.

    Attributes
    ----------
    people : bool
        Whether the names are people's: then a surname alone is enough, if one person bears it.
    names : dict of str to list of str
        Another name (a client, a person) to the ids that bear it.
    """

    people: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    _twins: dict[str, str] = field(default_factory=dict)
    _loose: dict[str, set[str]] = field(default_factory=dict)
    _asked: int = 0

    def add(self, row: Row, *, name: str = "") -> str | None:
        """Take up the id of a row; a duplicate is reported and not taken."""
        identity = row.get("id")
        if not isinstance(identity, str):
            return None
        known = self._twins.get(id_twin(identity))
        if known is not None:
            row.error("duplicate_id", "id", other=known, other_row=self.rows[known])
            return None
        self.put(identity, row.number)
        if name:
            words = name.split() if self.people else []
            for form in {id_twin(form) for form in (name, *words)}:
                self.names.setdefault(form, []).append(identity)
        return identity

    def put(self, identity: str, row_number: int) -> None:
        """Take up an id."""
        self.rows[identity] = row_number
        self._twins[id_twin(identity)] = identity
        for form in _loose_forms(identity):
            self._loose.setdefault(form, set()).add(identity)

    def find(self, written: str) -> str | None:
        """Return the one id that ``written`` can mean, or None."""
        if written in self.rows:
            return written
        twin = id_twin(written)
        if twin in self._twins:
            return self._twins[twin]
        named = self.names.get(twin, [])
        if len(named) == 1:
            return named[0]
        loose = set().union(*(self._loose.get(form, set()) for form in _loose_forms(written)))
        return loose.pop() if len(loose) == 1 and not named else None

    def close(self, written: str) -> str:
        """Return the closest known ids or names, for a suggestion; empty when none is close."""
        if self._asked >= MAX_SUGGESTIONS or len(written) > 60:
            return ""
        self._asked += 1
        forms = {id_twin(identity): identity for identity in self.rows}
        forms |= {name: ids[0] for name, ids in self.names.items() if len(ids) == 1}
        # one letter of a short id is half of it
        cutoff = 0.6 if len(written) > 3 else 0.5
        found = get_close_matches(id_twin(written), list(forms), n=3, cutoff=cutoff)
        return ", ".join(dict.fromkeys(forms[form] for form in found))


def resolve(row: Row, key: str, ids: Ids, *, code: str) -> str | None:
    """Return the id that a cell names; an unknown one is an error with suggestions."""
    written = row.get(key)
    if not isinstance(written, str):
        return None
    found = ids.find(written)
    if found is None:
        close = ids.close(written)
        row.error(f"{code}_close" if close else code, key, close=close)
        row.failed.add(key)
    elif found != written:
        row.notice("understood_id", key, understood=found)
    return found


def _loose_forms(identity: str) -> set[str]:
    """Forms of an id without separators and without leading zeros."""
    form = lookalike(identity)
    return {form, form.lstrip("0") or form}
