"""One spelling for texts that a person would read as the same."""

from __future__ import annotations

import re

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\x0b\x0c ]+")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
_LOOKALIKES = str.maketrans("авекмнорстухё", "abekmhopctyxe")


def clean(value: object, *, keep_lines: bool = False, keep_invisible: bool = False) -> str:
    """Return ``value`` as text without control characters and superfluous spaces.

    Invisible characters (zero width, direction) go too, unless they belong to a person's text.
    """
    text = str(value).replace("_x000D_", "")
    if text.isprintable() and "  " not in text:
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text if keep_invisible else INVISIBLE.sub("", text))
    lines = [_SPACES.sub(" ", line).strip() for line in text.split("\n")]
    return ("\n" if keep_lines else " ").join(lines).strip()


def has_control(value: object) -> bool:
    """Whether ``clean`` leaves a control character out."""
    return _CONTROL.search(str(value)) is not None


def plain(value: object) -> str:
    """Return ``value`` cleaned for comparison: casefolded, ё as е, every dash a hyphen."""
    return _DASHES.sub("-", clean(value)).casefold().replace("ё", "е")


def lookalike(value: object) -> str:
    """Return a form that is equal for texts differing only in Cyrillic and Latin twins."""
    return re.sub(r"[\s_-]+", "", plain(value)).translate(_LOOKALIKES)


def id_twin(value: object) -> str:
    """Return a form that is equal for ids that a person would read as the same."""
    return plain(value).translate(_LOOKALIKES)
