"""The tile server of the settings: used only when its address is plainly one."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

from fieldplan.report.safe_text import one_line
from fieldplan.settings import Settings

log = logging.getLogger(__name__)
_HOST = re.compile(r"(\{s\}\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
_PLACEHOLDERS = ("{x}", "{y}", "{z}")


def tile_source(settings: Settings) -> dict[str, Any] | None:
    """Return url and attribution for the page, or None when tiles are off."""
    url = settings.map_tiles.strip()
    if not url:
        return None
    if tile_origin(url) is None or not all(part in url for part in _PLACEHOLDERS):
        log.warning("map_tiles is not a tile address such as https://host/{z}/{x}/{y}.png; off")
        return None
    return {"url": url, "attribution": one_line(settings.map_attribution)}


def tile_origin(url: str) -> str | None:
    """Return the origin for the page's content policy, or None if the address is unusable."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not _HOST.fullmatch(parts.netloc):
        return None
    return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"
