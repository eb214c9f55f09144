"""Rows of Engineers, Absences and Sites into records."""

from __future__ import annotations

from datetime import date
from typing import cast

from fieldplan.domain import Absence, Basis, Engineer, Hours, Site
from fieldplan.settings import Settings
from fieldplan.workbook.cell_hours import ALWAYS, WORKDAYS
from fieldplan.workbook.geocoding import doubt_moved, locate
from fieldplan.workbook.links import Ids, resolve
from fieldplan.workbook.row import Row

MAX_ABSENCE_DAYS = 400


def read_engineer(row: Row, identity: str) -> Engineer:
    """Return the engineer of a row; one without a base is an error."""
    active = row.get("active") is not False
    lat, lon = settle_place(
        row,
        "base_address",
        identity=identity,
        missing="engineer_without_base" if active else None,
    )
    shift = row.get("shift")
    hour, visit, day = (
        cast("int | None", row.get(key)) or 0 for key in ("hour_cost", "visit_cost", "day_cost")
    )
    contractor = row.get("contractor") == "contractor"
    if active and contractor and not (hour or visit or day):
        row.warning("contractor_without_price", "hour_cost", name=row.text("name") or identity)
    return Engineer(
        id=identity,
        name=row.text("name"),
        lat=lat,
        lon=lon,
        shift=default_shift(row.reading.settings) if shift is None else cast("Hours", shift),
        base_address=row.text("base_address"),
        skills=read_skills(row, "skills"),
        max_visits=cast("int | None", row.get("max_visits")),
        overtime_day_min=cast("int | None", row.get("overtime_day_min")),
        contractor=contractor,
        hour_cost=hour,
        visit_cost=visit,
        day_cost=day,
        month_hours_min=cast("int | None", row.get("month_hours_min")),
        active=active,
        source=row.source,
    )


def read_absence(row: Row, engineers: Ids) -> Absence | None:
    """Return the absence of a row, or None when it is not understood."""
    engineer_id = resolve(row, "engineer", engineers, code="unknown_engineer")
    first = cast("date | None", row.get("first"))
    last = cast("date | None", row.get("last"))
    if engineer_id is None or first is None or row.failed:
        return None
    last = first if last is None else last
    if last < first:
        row.error("absence_ends_before_start", "last")
        return None
    if (last - first).days > MAX_ABSENCE_DAYS:
        row.warning("absence_very_long", "last", days=(last - first).days + 1)
    return Absence(
        engineer_id=engineer_id,
        first=first,
        last=last,
        reason=row.text("reason"),
        source=row.source,
    )


def read_site(row: Row, identity: str, engineers: Ids) -> Site:
    """Return the site of a row; an active one without coordinates is an error."""
    active = row.get("active") is not False
    lat, lon = settle_place(
        row, "address", identity=identity, missing="missing_coordinates" if active else None
    )
    months = cast("int | None", row.get("maintenance_every_months"))
    response = cast("int | None", row.get("response_days"))
    engineer_id = resolve(row, "engineer", engineers, code="unknown_engineer")
    fixed = row.get("engineer_fixed") == "fixed"
    if fixed and not row.given("engineer"):
        row.error("fixed_without_engineer", "engineer")
    return Site(
        id=identity,
        client=row.text("client"),
        address=row.text("address"),
        lat=lat,
        lon=lon,
        access=read_access(row),
        kind=row.text("kind"),
        maintenance_every_months=3 if months is None else months,
        last_maintenance=cast("date | None", row.get("last_maintenance")),
        basis=Basis(str(row.get("basis") or Basis.CALENDAR)),
        on_site_min=cast("int | None", row.get("on_site_min")),
        notice_days=cast("int | None", row.get("notice_days")) or 0,
        engineer_id=engineer_id,
        engineer_fixed=fixed and engineer_id is not None,
        skills=read_skills(row, "skills"),
        response_days=2 if response is None else response,
        contact=row.text("contact"),
        phone=row.text("phone"),
        note=row.text("note"),
        active=active,
        source=row.source,
    )


def settle_place(
    row: Row, address_key: str, *, identity: str, missing: str | None, missing_key: str = "lat"
) -> tuple[float | None, float | None]:
    """Return the coordinates of a row, looked up by its address if it has none.

    ``missing`` is the error in ``missing_key`` when there are none at all; None = none needed.
    """
    lat, lon = read_place(row)
    if lat is not None and lon is not None:
        doubt_moved(row, address_key, identity=identity, lat=lat, lon=lon)
    elif missing is not None and not row.failed & {"lat", "lon", "coords"}:
        name = row.shown_name(identity)
        return locate(row, address_key, missing=missing, missing_key=missing_key, name=name)
    return lat, lon


def read_place(row: Row) -> tuple[float | None, float | None]:
    """Return the coordinates of a row; both may stand in one cell."""
    lat, lon = row.get("lat"), row.get("lon")
    if lat is None and lon is None:
        both = row.get("coords")
        return cast("tuple[float, float]", both) if both is not None else (None, None)
    for key, value in (("lat", lat), ("lon", lon)):
        if isinstance(value, tuple):
            other = lon if key == "lat" else lat
            if other is not None and other != value and other != value[key == "lat"]:
                row.error("coordinates_disagree", key)
                row.failed.add(key)
                return None, None
            row.notice("coordinates_in_one_cell", key, lat=value[0], lon=value[1])
            return cast("tuple[float, float]", value)
    if lat is None or lon is None:
        missing = "lat" if lat is None else "lon"
        if missing not in row.failed:
            row.error("half_of_coordinates", missing)
            row.failed.add(missing)
        return None, None
    assert isinstance(lat, (int, float))
    assert isinstance(lon, (int, float))
    return float(lat), float(lon)


def read_access(row: Row) -> Hours:
    """Return access hours with the access days applied; empty cells leave the site open."""
    hours = cast("Hours | None", row.get("access"))
    days = None
    if "access_days" in row.table.sheet.by_key:
        days = cast("frozenset[int] | None", row.get("access_days"))
    access = ALWAYS if hours is None else hours
    if days is None:
        if not any(access):
            row.error("access_never", "access")
        return access
    both = tuple(windows if day in days else () for day, windows in enumerate(access))
    if not any(both):
        row.error("access_never", "access_days")
    elif hours is not None and any(not access[day] for day in days):
        row.warning("access_day_without_hours", "access_days")
    return both


def read_skills(row: Row, key: str) -> frozenset[str]:
    """Return the skills of a cell."""
    return cast("frozenset[str] | None", row.get(key)) or frozenset()


def default_shift(settings: Settings) -> Hours:
    """Return the shift of the settings, Monday to Friday."""
    window = ((settings.shift_start_clock, settings.shift_end_clock),)
    return tuple(window if day in WORKDAYS else () for day in range(7))
