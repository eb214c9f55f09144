"""Coordinates for rows that have none, and doubts about rows that have them."""

from __future__ import annotations

from fieldplan.domain.places import PlaceAnswer, PlaceHit, PlaceStatus, Precision
from fieldplan.workbook.cell_text import shorten
from fieldplan.workbook.place_review import PlaceReview, Verdict, point_text
from fieldplan.workbook.row import Row

MAX_LABEL = 120


_OF_PRECISION = {
    Precision.HOUSE: Verdict.EXACT,
    Precision.STREET: Verdict.STREET,
    Precision.LOCALITY: Verdict.LOCALITY,
}
_FAILED = {
    PlaceStatus.NOTHING: "geocode_nothing",
    PlaceStatus.REFUSED: "geocode_refused",
    PlaceStatus.LIMITED: "geocode_limited",
    PlaceStatus.TIMEOUT: "geocode_timeout",
    PlaceStatus.UNREACHABLE: "geocode_unreachable",
    PlaceStatus.NONSENSE: "geocode_nonsense",
    PlaceStatus.SKIPPED: "geocode_skipped",
}


def locate(
    row: Row, address_key: str, *, missing: str, missing_key: str, name: str
) -> tuple[float | None, float | None]:
    """Return the coordinates of a row's address, or report why there are none.

    Parameters
    ----------
    address_key : str
        Column of the address.
    missing, missing_key : str
        Code and column of the error when the address is not known and nobody was to be asked.
    """
    address, places = row.text(address_key), row.reading.places
    if places is None or not address:
        row.error(missing, missing_key, name=name)
        return None, None
    answer = places.find(address)
    if answer.status is PlaceStatus.UNKNOWN:
        row.error(missing, missing_key, name=name)
        return None, None
    if answer.status is PlaceStatus.SEVERAL:
        _review(row, address_key, name, Verdict.SEVERAL, answer)
        row.error(
            "geocode_several",
            address_key,
            name=name,
            places=_choices(answer),
            count=len(answer.hits),
        )
        return None, None
    if answer.status is not PlaceStatus.FOUND:
        row.error(_FAILED[answer.status], address_key, name=name, service=answer.provider)
        return None, None
    hit = answer.hits[0]
    _review(row, address_key, name, _OF_PRECISION[hit.precision], answer)
    row.reading.located.add(row.source)
    if hit.precision is not Precision.HOUSE:
        code = "geocode_street" if hit.precision is Precision.STREET else "geocode_locality"
        row.warning(code, address_key, name=name, place=point_text(hit), label=_label(hit))
    return hit.lat, hit.lon


def doubt_moved(row: Row, address_key: str, *, identity: str, lat: float, lon: float) -> None:
    """Warn if a record's address changed while its coordinates did not."""
    address, places = row.text(address_key), row.reading.places
    if places is None or not address:
        return
    name = row.shown_name(identity)
    known_by = f"{row.table.sheet.key}|{identity}|{name}"
    moved = places.moved(known_by, address=address, lat=lat, lon=lon)
    if moved is None:
        return
    found = moved.answer.status is PlaceStatus.FOUND
    earlier = shorten(moved.address)
    if found:
        place = point_text(moved.answer.hits[0])
        row.warning("moved_place_found", address_key, name=name, earlier=earlier, place=place)
    else:
        row.warning("moved_place", address_key, name=name, earlier=earlier)
    _review(row, address_key, name, Verdict.MOVED, moved.answer)


def _review(row: Row, address_key: str, name: str, verdict: Verdict, answer: PlaceAnswer) -> None:
    for hit in answer.hits or (None,):
        row.reading.review.append(
            PlaceReview(
                sheet=row.table.title,
                cell=row.at(address_key),
                row=row.number,
                name=name,
                address=row.text(address_key),
                verdict=verdict,
                hit=hit,
                provider=answer.provider,
            )
        )


def _choices(answer: PlaceAnswer) -> str:
    return "; ".join(f"{_label(hit)} ({point_text(hit)})" for hit in answer.hits)


def _label(hit: PlaceHit) -> str:
    label = " ".join(hit.label.split())
    return label if len(label) <= MAX_LABEL else label[: MAX_LABEL - 1] + "…"
