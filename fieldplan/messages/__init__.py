"""Texts in Russian and English, side by side, so that neither can be missing.

Each module of this package has ``TEXTS: dict[str, tuple[str, str]]``, key to (Russian,
English); the key seen from outside is ``<module>.<key>``. Texts are ``str.format`` templates;
values are never templates.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

LANGUAGES = ("ru", "en")


@cache
def _module_texts(area: str) -> dict[str, tuple[str, str]]:
    module = import_module(f"{__name__}.{area}")
    texts: dict[str, tuple[str, str]] = module.TEXTS
    return texts


def text(key: str, lang: str, **values: object) -> str:
    """Return the text of ``key`` (``area.name``) in ``lang`` with ``values`` filled in.

    Raises
    ------
    KeyError
        If there is no such text or a value is missing.
    """
    area, _, name = key.partition(".")
    template = _module_texts(area)[name][LANGUAGES.index(lang)]
    return template.format(**values) if values else template


def has_text(key: str) -> bool:
    """Whether there is a text for ``key``."""
    area, _, name = key.partition(".")
    return area in areas() and name in _module_texts(area)


@cache
def areas() -> tuple[str, ...]:
    """Names of the modules of texts."""
    return tuple(sorted(info.name for info in iter_modules(__path__)))
