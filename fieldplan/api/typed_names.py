"""What a person typed against the ids that a plan knows: case and twin letters do not matter."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from fieldplan.domain import Duty, PlanRecord
from fieldplan.errors import Finding, InputError
from fieldplan.spelling import id_twin
from fieldplan.units import day_text

NEAR = 3
_CUTOFF = 0.5


class Names:
    """Ids found again although they were typed in another case or alphabet."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._ids = {id_twin(name): name for name in ids}

    def find(self, typed: str) -> str | None:
        """Return the id that was meant, or None."""
        return self._ids.get(id_twin(typed))

    def unknown(self, code: str, typed: str, *, most: int | None = NEAR) -> Finding:
        """Return the finding that an id is unknown, with the nearest ones (None: with all)."""
        keys = list(self._ids)
        if most is not None:
            keys = get_close_matches(id_twin(typed), keys, most, _CUTOFF)
        near = ", ".join(self._ids[key] for key in keys) or "—"
        return Finding(code=code, value=typed, params={"near": near})


def known_visit(record: PlanRecord, typed: str) -> str:
    """Return the id of a visit as the plan writes it; a site's id will do if it has one visit.

    Raises
    ------
    InputError
        If it is none: with the nearest ids, or with what the site has instead.
    """
    names = Names(visit.id for visit in record.problem.visits)
    found = names.find(typed)
    if found is not None:
        return found
    site = Names(site.id for site in record.sites).find(typed)
    if site is None:
        raise InputError([names.unknown("offers.unknown_visit", typed)])
    visits = [visit.id for visit in record.problem.visits if visit.site_id == site]
    if len(visits) == 1:
        return visits[0]
    raise InputError([_several(typed, visits) if visits else _none(record, typed, site)])


def _several(typed: str, visits: list[str]) -> Finding:
    params = {"visits": ", ".join(visits)}
    return Finding(code="offers.several_visits", value=typed, params=params)


def _none(record: PlanRecord, typed: str, site: str) -> Finding:
    """The site has no visit this month; when the next maintenance is due, if it is known."""
    later = [
        visit
        for visit in (record.outlook.visits if record.outlook else ())
        if visit.site_id == site and visit.week is not None and visit.duty is Duty.LATER
    ]
    if not later or later[0].week is None:
        return Finding(code="offers.no_visit_here", value=typed)
    params = {"week": day_text(later[0].week, record.lang)}
    return Finding(code="offers.visit_later", value=typed, params=params)
