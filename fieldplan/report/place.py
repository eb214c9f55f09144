"""A place as reports show it: where, what, whom to ask for, what is noted."""

from __future__ import annotations

from dataclasses import dataclass

from fieldplan.domain import Location, Site
from fieldplan.report.safe_text import clean_text


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a visit is and whom to ask for; texts are cleaned of control characters.

    Attributes
    ----------
    note : str
        The project's note or the call-out's description, then the site's note.
    site_kind : str
        What the site is, such as a shop.
    """

    site_id: str
    client: str
    address: str
    lat: float | None
    lon: float | None
    contact: str = ""
    phone: str = ""
    note: str = ""
    site_kind: str = ""

    @property
    def about(self) -> str:
        """What the site is and what is noted, one a line."""
        return "\n".join(filter(None, (self.site_kind, self.note)))


def site_place(site: Site, point: Location) -> Place:
    """Return the place of a site; ``point`` is where the plan has it if the site does not say."""
    return Place(
        site_id=site.id,
        client=clean_text(site.client or site.id),
        address=clean_text(site.address),
        lat=site.lat if site.lat is not None else point.lat,
        lon=site.lon if site.lon is not None else point.lon,
        contact=clean_text(site.contact),
        phone=clean_text(site.phone),
        note=clean_text(site.note),
        site_kind=clean_text(site.kind),
    )
