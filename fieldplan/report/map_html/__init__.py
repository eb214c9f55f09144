"""The map: one self-contained HTML file that works offline."""

from fieldplan.report.map_html.page import write_map
from fieldplan.report.map_html.streets import RouteLines, read_streets, write_streets

__all__ = ["RouteLines", "read_streets", "write_map", "write_streets"]
