"""A reason with its figures, as a sentence to read."""

from __future__ import annotations

from datetime import date

from fieldplan.domain import Reason
from fieldplan.messages import has_text, text
from fieldplan.messages.reasons import reason_text
from fieldplan.report.safe_text import clean_text
from fieldplan.units import day_text

_AREA = "reasons."


def reason_sentence(reason: Reason, lang: str) -> str:
    """Return the reason with its figures; its bare code when there is no text for it.

    A code with a dot is the full key of another text; values are cleaned of controls.
    """
    values = {name: _readable(value, lang) for name, value in reason.params.items()}
    code = reason.code.removeprefix(_AREA)
    try:
        if has_text(_AREA + code):
            return clean_text(reason_text(code, lang, values))
        if "." in code and has_text(code):
            return clean_text(text(code, lang, **values))
    except (KeyError, IndexError):  # a text that takes values which the reason lacks
        pass
    return clean_text(reason.code)


def _readable(value: object, lang: str) -> object:
    if isinstance(value, date):
        return day_text(value, lang)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(str(_readable(item, lang)) for item in value)
    return value
