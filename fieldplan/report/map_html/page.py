"""The page: folium's shell, our own Leaflet, style and script, and the plan as data.

Folium and branca run the strings that they are given as Jinja templates, so nothing of the
workbook ever goes through them: folium renders an empty map, and the rest is put in place of
markers in the finished page, in one pass.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from importlib.resources import files
from pathlib import Path

from fieldplan.domain import CapacityReport, PlanRecord
from fieldplan.messages import text
from fieldplan.report.map_html.data import map_data, script_json
from fieldplan.report.map_html.streets import RouteLines
from fieldplan.report.map_html.tiles import tile_origin, tile_source
from fieldplan.settings import Settings
from fieldplan.whole_files import write_text

SCRIPTS = ("core", "strip", "day", "timeline", "map", "background", "lists", "capacity", "start")
"""Files of ``static/`` in the order in which they are joined into one script."""

_MOSCOW = (55.7522, 37.6156)
_FOLIUM_VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')
_FOLIUM_MAP = re.compile(r'<div class="folium-map" id="map_plan"\s*></div>')
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_STYLE_URL = re.compile(r"url\((?!#)[^)]*\)")
_MARKER = re.compile(r"<!--fieldplan:(\w+)-->")
_VIEWPORT = '<meta name="viewport" content="width=device-width, initial-scale=1">'


def write_map(
    path: Path,
    record: PlanRecord,
    *,
    contacts: bool = False,
    settings: Settings,
    previous: PlanRecord | None = None,
    lines: RouteLines | None = None,
    capacity: CapacityReport | None = None,
) -> None:
    """Write the map report in the language of the record.

    Parameters
    ----------
    contacts : bool
        Show contacts and phones; off by default, because the file is passed around.
    previous : PlanRecord or None
        The revision before, for the view of changes.
    lines : RouteLines or None
        The streets of routes; a route without them is drawn with straight lines, and the page
        says which.
    capacity : CapacityReport or None
        Load and verdict, for the head and a view of their own.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    page = map_page(
        record,
        contacts=contacts,
        settings=settings,
        previous=previous,
        lines=lines,
        capacity=capacity,
    )
    write_text(path, page)


def map_page(
    record: PlanRecord,
    *,
    contacts: bool,
    settings: Settings,
    previous: PlanRecord | None = None,
    lines: RouteLines | None = None,
    capacity: CapacityReport | None = None,
) -> str:
    """Return the page."""
    data = map_data(
        record,
        contacts=contacts,
        settings=settings,
        previous=previous,
        lines=lines,
        capacity=capacity,
    )
    parts = {
        "head": _head(data["title"]),
        "body": _static("body.html").replace("%NO_SCRIPT%", text("map.no_script", record.lang)),
        "app": f"<script>\n{_app_script()}</script>",
        "data": f'<script type="application/json" id="plan">{script_json(data)}</script>',
    }
    shell = _shell(record.lang)
    # The plan comes last and its text is never searched: no marker in it can be replaced.
    page = _MARKER.sub(lambda found: parts.get(found[1], found[0]), shell)
    page = page.replace("%MAP%", '<div class="folium-map" id="map_plan"></div>', 1)
    page = page.replace("<!--policy-->", _policy(page, settings), 1)
    return page.replace("<!--plan-->", parts["data"], 1)


def _shell(lang: str) -> str:
    """Folium's page around an empty map, without its links, with markers for our parts."""
    import folium  # noqa: PLC0415 - takes a while, and the calendar does not need it
    from branca.element import Element, Figure  # noqa: PLC0415

    shell = folium.Map(location=_MOSCOW, zoom_start=9, tiles=None)
    shell._id = "plan"  # instead of a random one: the same plan gives the same file
    shell.default_js = []
    shell.default_css = []
    figure = shell.get_root()
    assert isinstance(figure, Figure)  # the root of every folium map
    figure.header.add_child(Element("<!--fieldplan:head-->"), name="head")
    figure.html.add_child(Element("<!--fieldplan:app-->"), name="app")
    page = figure.render()
    page = _FOLIUM_VIEWPORT.sub(_VIEWPORT, page)
    page = page.replace("<html>", f'<html lang="{lang}">', 1)
    page = _FOLIUM_MAP.sub("<!--fieldplan:body-->", page)
    before, app, after = page.partition("<!--fieldplan:app-->")
    # Our script must come after folium's, which makes the map.
    return before + after.replace("</html>", f"<!--plan-->\n{app}\n</html>")


def _head(title: str) -> str:
    leaflet_css = _STYLE_URL.sub("none", _vendored("leaflet.css"))
    leaflet_js = _vendored("leaflet.js").partition("//# sourceMappingURL")[0]
    return "\n".join(
        (
            f"<title>{html.escape(title)}</title>",
            "<!--policy-->",
            '<link rel="icon" href="data:,">',
            f"<style>{leaflet_css}</style>",
            f"<style>{_static('app.css')}</style>",
            f"<!--\nLeaflet\n{_vendored('LICENSE.txt')}-->",
            f"<script>{leaflet_js}</script>",
        )
    )


def _policy(page: str, settings: Settings) -> str:
    """Content policy: our own scripts by their hash, nothing from outside but chosen tiles."""
    hashes = " ".join(
        "'sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() + "'"
        for code in _SCRIPT.findall(page)
    )
    images = "data:"
    if tile_source(settings):
        images += f" {tile_origin(settings.map_tiles.strip())}"
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src {images}; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _app_script() -> str:
    code = "\n".join(_static(f"{name}.js") for name in SCRIPTS)
    return f'(function () {{\n"use strict";\n{code}\n}})();\n'


def _static(name: str) -> str:
    return _read(f"static/{name}")


def _vendored(name: str) -> str:
    return _read(f"vendor/{name}")


def _read(name: str) -> str:
    source = files("fieldplan.report.map_html").joinpath(name).read_bytes().decode("utf-8")
    return source.replace("\r\n", "\n")
