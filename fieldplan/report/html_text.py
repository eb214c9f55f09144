"""HTML that escapes by default: what is not ``Markup`` made here is text."""

from __future__ import annotations

import html
import re

from fieldplan.report.safe_text import clean_text

_VOID = {"meta", "br"}
_PHONE = re.compile(r"[^\d+]")


class Markup(str):
    """HTML made by ``tag``; only this goes into a page as it is."""

    __slots__ = ()


def tag(name: str, *children: str | None, **attributes: str | None) -> Markup:
    """Return an element; text children and attribute values are escaped.

    A trailing underscore of an attribute's name is dropped (``class_``), others become hyphens.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(clean_text(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _VOID:
        return Markup(f"<{name}{shown}>")
    inner = "".join(_child(child) for child in children if child)
    return Markup(f"<{name}{shown}>{inner}</{name}>")


def foreign(value: str, class_: str | None = None) -> Markup:
    """Return a client's text, kept apart from the direction of what stands around it."""
    return tag("bdi", value, class_=class_)


def page(title: str, lang: str, style: str, *body: str) -> str:
    """Return a whole page that may load nothing and run nothing."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content="default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ),
        tag("title", title),
        Markup(f"<style>{style}</style>"),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, tag('body', tag('main', *body)), lang=lang)}\n"


def phone_link(phone: str, label: str) -> Markup:
    """Return a link that dials, if the text is a phone number; else the text."""
    digits = _PHONE.sub("", phone)
    if 5 <= len(digits) <= 16:
        return tag("a", label, href=f"tel:{digits}")
    return foreign(phone)


def route_link(points: list[tuple[float, float]], label: str) -> Markup:
    """Return a link to Yandex Maps over the points; over one, from where the phone is."""
    way = "~".join(f"{lat:.6f},{lon:.6f}" for lat, lon in points)
    if len(points) == 1:
        way = f"~{way}"
    return tag("a", label, href=f"https://yandex.ru/maps/?rtext={way}&rtt=auto", rel="noreferrer")


def _child(child: str) -> str:
    return child if isinstance(child, Markup) else html.escape(clean_text(child), quote=False)
