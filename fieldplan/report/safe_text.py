"""Text from the workbook on its way out: hostile until proven otherwise.

Each output has its own escaping (Excel text cells, JSON in HTML, ICS, CSV); what all of them
share is here.
"""

from __future__ import annotations

import logging
import re

log = logging.getLogger(__name__)

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_FILE_NAME = re.compile(r"[^\w\-]+")


def clean_text(text: str) -> str:
    """Return the text without the characters that XML forbids, line breaks as ``\\n``.

    Nothing else is lost. A removal is logged as a warning.
    """
    kept, removed = _FORBIDDEN.subn("", text)
    if removed:
        log.warning("%d control character(s) left out of a text of the workbook", removed)
    return _LINE_BREAKS.sub("\n", kept)


def one_line(text: str) -> str:
    """Return the cleaned text with every run of white space as one space."""
    return " ".join(clean_text(text).split())


def file_stem(text: str, fallback: str) -> str:
    """Return a part of a file name that is legal everywhere: letters, digits, ``_`` and ``-``."""
    stem = _FILE_NAME.sub("_", one_line(text)).strip("_")[:40]
    return stem or fallback
