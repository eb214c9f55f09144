"""Welcome visits: what the month may make before its week, and what that is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldplan.demand.contract import DAYS_PER_MONTH
from fieldplan.demand.outlook_candidates import Item, minute_cost_of
from fieldplan.demand.outlook_places import Place, visit_drive_min
from fieldplan.demand.scope import Scope
from fieldplan.domain import Basis, Duty, OutlookWeek

SAVED_PCT = 50
BAND_PCT = 5
"""Points of its available time by which welcome visits may take a month over the even share."""
Placed = tuple[Item, OutlookWeek | None]


def welcome_worths(
    scope: Scope,
    placed: Sequence[Placed],
    duties: Sequence[Duty],
    weeks: Sequence[OutlookWeek],
    places: Mapping[str, Place],
) -> dict[int, int]:
    """Return the worth in kopecks of the visits that are welcome in the month, by number.

    They are those worth most for their minutes, up to the month's even share of the maintenance
    and a little more: a month that takes all that saves a drive leaves the next ones empty, and
    the wave comes back with the contracts' period.
    """
    required = [x for (x, _), duty in zip(placed, duties, strict=True) if duty.required]
    month = [week for week in weeks if week.first <= scope.horizon.last]
    price_now = max((week.hour_cost for week in month), default=0)
    driven_to = _driven_to(scope, required, places)
    worths = {
        number: worth
        for number, ((x, slot), duty) in enumerate(zip(placed, duties, strict=True))
        if duty is Duty.WELCOME and slot is not None and places[x.item.site.id].group in driven_to
        if (worth := _worth(scope, x, slot.hour_cost - price_now, places[x.item.site.id])) > 0
    }
    room = _share_min(month, weeks) - sum(x.work_min for x in required)
    found = {}
    for number in sorted(worths, key=lambda n: (-worths[n] / max(1, placed[n][0].work_min), n)):
        if placed[number][0].work_min <= room:
            room -= placed[number][0].work_min
            found[number] = worths[number]
    return found


def _share_min(month: Sequence[OutlookWeek], weeks: Sequence[OutlookWeek]) -> int:
    """Minutes of the month's even share of what is planned in all weeks, and the band."""
    available = sum(week.available_min for week in month)
    whole = sum(week.available_min for week in weeks)
    planned = sum(week.planned_min for week in weeks)
    return available * planned // max(1, whole) + available * BAND_PCT // 100


def _driven_to(scope: Scope, required: Sequence[Item], places: Mapping[str, Place]) -> set[int]:
    """Groups to which the month drives in any case: required visits, projects, emergencies."""
    sites = {x.item.site.id for x in required}
    sites |= {
        project.site_id
        for project in scope.book.projects
        if any(stage.done_on is None for stage in project.stages)
    }
    sites |= {
        call.site_id
        for call in scope.book.emergencies
        if call.done_on is None and not call.cancelled
    }
    return {places[name].group for name in sites if name in places}


def _worth(scope: Scope, x: Item, dearer_hour_cost: int, place: Place) -> int:
    """Kopecks gained when the visit is made this month instead of in its week, which is so much
    dearer an hour.

    Part of its share of a later drive (its neighbours will be driven to in any case), and the
    difference between the prices of the weeks' crowding; less what an early visit costs on the
    interval basis. The drive it takes this month is the plan's own cost.
    """
    drive_min = visit_drive_min(scope, x.item.site, place)
    share = drive_min / max(1, place.round_trip_min)
    worth = round(place.trip_cost * min(1.0, share) * SAVED_PCT / 100)
    worth += x.work_min * dearer_hour_cost // 60
    if x.item.site.basis is Basis.INTERVAL and x.item.visit.target is not None:
        early = max(0, (x.item.visit.target - scope.horizon.last).days)
        period = x.item.site.maintenance_every_months * DAYS_PER_MONTH
        worth -= early * x.work_min * minute_cost_of(scope) // period
    return max(0, worth)
