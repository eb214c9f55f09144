"""What is wrong in a workbook: what is expected, and what to do.

Every text has two parts: the fact with what is expected, then the remedy after
«Что сделать:» / "What to do:".
"""

from fieldplan.messages.demand import TEXTS as DEMAND
from fieldplan.messages.findings.cells import TEXTS as CELLS
from fieldplan.messages.findings.contradictions import TEXTS as CONTRADICTIONS
from fieldplan.messages.findings.files import TEXTS as FILES
from fieldplan.messages.findings.geocode import TEXTS as GEOCODE
from fieldplan.messages.findings.links import TEXTS as LINKS
from fieldplan.messages.findings.places import TEXTS as PLACES
from fieldplan.messages.findings.roads import TEXTS as ROADS
from fieldplan.messages.findings.rows import TEXTS as ROWS

OF_WORKBOOK: dict[str, tuple[str, str]] = (
    FILES | CELLS | PLACES | GEOCODE | LINKS | ROWS | CONTRADICTIONS
)
TEXTS: dict[str, tuple[str, str]] = DEMAND | ROADS | OF_WORKBOOK
