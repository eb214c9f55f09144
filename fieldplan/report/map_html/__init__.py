"""The map: one self-contained HTML file that works offline."""

from fieldplan.report.map_html.page import write_map

__all__ = ["write_map"]
