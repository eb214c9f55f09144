"""Native charts of the verdict: load by week and the forecast, each against what there is."""

from __future__ import annotations

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series
from openpyxl.worksheet.worksheet import Worksheet

from fieldplan.messages import text

WIDTH_CM, HEIGHT_CM = 30, 9
LOAD_COLOURS = ("0072B2", "56B4E9", "B8C4D0", "E69F00", "F0C75E", "CC79A7")
FORECAST_COLOURS = ("0072B2", "D55E00")
LINE_COLOUR, LINE_ABOVE_COLOUR = "1A1A1A", "8A8A8A"
GAP_WIDTH = 60
EMU_PER_POINT = 12_700


def load_chart(sheet: Worksheet, head: int, last: int, lang: str) -> BarChart:
    """Return stacked hours of every engineer's week (columns B to G) and a line at what exists."""
    return _stacked(sheet, head, last, lang, bars=(2, 7), colours=LOAD_COLOURS, lines=(8,))


def forecast_chart(sheet: Worksheet, head: int, last: int, lang: str) -> BarChart:
    """Return each month's own and carried work (C, D) against shifts and overtime (E, F)."""
    return _stacked(sheet, head, last, lang, bars=(3, 4), colours=FORECAST_COLOURS, lines=(5, 6))


def _stacked(
    sheet: Worksheet,
    head: int,
    last: int,
    lang: str,
    *,
    bars: tuple[int, int],
    colours: tuple[str, ...],
    lines: tuple[int, ...],
) -> BarChart:
    names = Reference(sheet, min_col=1, min_row=head + 1, max_row=last)
    chart = BarChart()
    chart.grouping, chart.overlap, chart.gapWidth = "stacked", 100, GAP_WIDTH
    chart.width = WIDTH_CM
    chart.height = HEIGHT_CM
    data = Reference(sheet, min_col=bars[0], max_col=bars[1], min_row=head, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(names)
    for series, colour in zip(chart.series, colours, strict=True):
        series.graphicalProperties.solidFill = colour
    line = LineChart()
    for column, colour in zip(lines, (LINE_COLOUR, LINE_ABOVE_COLOUR), strict=False):
        data = Reference(sheet, min_col=column, min_row=head, max_row=last)
        line.add_data(data, titles_from_data=True)
        _draw(line.series[-1], colour)
    chart += line
    chart.y_axis.title = text("capacity.axis_hours", lang)
    # Without this, Excel of some versions hides the axes that openpyxl writes.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend.position = "b"
    return chart


def _draw(series: Series, colour: str) -> None:
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = 2 * EMU_PER_POINT
    series.smooth = False
    series.marker = Marker(symbol="none")
