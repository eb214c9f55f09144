"""Addresses as text: the same address written differently, and how to ask for it."""

from __future__ import annotations

import re
import unicodedata

from fieldplan.spelling import INVISIBLE

MAX_QUERY = 300

_POSTCODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
_COUNTRY = re.compile(r"\b(?:российская федерация|россия|рф|russian federation|russia)\b")
_BLOCK = re.compile(r"(?<=\d)\s*,?\s*(?:корпус|корп\.?|к\.?)\s*(?=\d)")
_BUILDING = re.compile(r"(?<=\d)\s*,?\s*(?:строение|стр\.?|с\.?)\s*(?=\d)")
_HOUSE = re.compile(r"\b(?:дом|д|house)\b\.?\s*(?:№\s*)?(?=\d)")
_TOWN = re.compile(r"\b(?:город|г)\b\.?\s*(?=[^\W\d])")
_ADMINISTRATIVE = re.compile(
    r"\bвнутригородск\w+ территори\w+\s*(?:муниципальн\w+ (?:округ|образование))?([^,]*)"
)
_WORD = re.compile(r"[\w/-]+")
_WORDS = {
    "ул": "улица",
    "пр-т": "проспект",
    "пр-кт": "проспект",
    "просп": "проспект",
    "пер": "переулок",
    "ш": "шоссе",
    "наб": "набережная",
    "б-р": "бульвар",
    "бул": "бульвар",
    "бульв": "бульвар",
    "пл": "площадь",
    "пр-д": "проезд",
    "обл": "область",
    "р-н": "район",
    "мкр": "микрорайон",
    "мкрн": "микрорайон",
    "пос": "поселок",
    "дер": "деревня",
}


def address_key(address: str) -> str:
    """Return a form that is equal for two spellings of one address.

    Letter case, punctuation, abbreviations, the postcode and the country do not count; towns,
    districts, house, block and building do.
    """
    text = _BLOCK.sub(" корпус ", _tidy(address))
    text = _BUILDING.sub(" строение ", text)
    text = _TOWN.sub(" ", _HOUSE.sub(" ", text))
    words = (word.strip("-/") for word in _WORD.findall(text))
    return " ".join(_WORDS.get(word, word) for word in words if word)


def query_forms(address: str) -> tuple[str, ...]:
    """Return what to ask a service for: the address as written, then as maps write it.

    Maps number a block of a house ``7 к2`` and know no ``внутригородская территория``; the
    later forms are only asked for when the earlier ones find nothing.
    """
    written = " ".join(INVISIBLE.sub("", address).split())[:MAX_QUERY]
    forms = [written]
    for district in (r"\1", ""):
        text = _ADMINISTRATIVE.sub(district, _tidy(address))
        text = _BUILDING.sub(" с", _BLOCK.sub(" к", text))
        text = _TOWN.sub("", _HOUSE.sub("", text))
        pieces = (_expanded(piece) for piece in text.split(","))
        form = ", ".join(piece for piece in pieces if piece)[:MAX_QUERY]
        if form and form not in (written.casefold(), forms[-1]):
            forms.append(form)
    return tuple(forms)


def _tidy(address: str) -> str:
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", address)).casefold()
    text = _COUNTRY.sub(" ", text.replace("ё", "е").replace(";", ","))
    return _POSTCODE.sub(" ", text)


def _expanded(piece: str) -> str:
    words = (word.strip(".") for word in piece.split())
    return " ".join(_WORDS.get(word, word) for word in words if word)
