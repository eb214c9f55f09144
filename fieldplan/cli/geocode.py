"""Options of ``check`` and ``plan`` for rows without coordinates."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from fieldplan.cli.console import Session, safe
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.workbook import ReadResult

F = TypeVar("F", bound=Callable[..., Any])
SERVICES = ("nominatim", "yandex")
KEY_VARIABLE = "FIELDPLAN_YANDEX_KEY"
TELL_EVERY = 25


def geocode_options(help_lang: str) -> Callable[[F], F]:
    """Return a decorator that adds ``--geocode``, ``--geocoder-url`` and ``--user-agent``."""

    def read_url(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
        url = (value or "").strip()
        if url and not _is_address(url):
            raise click.BadParameter(text("geocode.bad_url", help_lang, value=url))
        return url

    def read_agent(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
        agent = (value or "").strip()
        # a header takes no other letters, and a line break would begin another header
        if value is not None and not (agent and agent.isascii() and agent.isprintable()):
            raise click.BadParameter(text("geocode.bad_user_agent", help_lang))
        return agent

    def add(function: F) -> F:
        for option in (
            click.option(
                "--user-agent",
                callback=read_agent,
                envvar="FIELDPLAN_USER_AGENT",
                help=text("geocode.opt_user_agent", help_lang),
            ),
            click.option(
                "--geocoder-url",
                callback=read_url,
                metavar="URL",
                help=text("geocode.opt_geocoder_url", help_lang),
            ),
            click.option(
                "--geocode",
                type=click.Choice(SERVICES),
                help=text("geocode.opt_geocode", help_lang),
            ),
        ):
            function = option(function)
        return function

    return add


def read_with_places(
    session: Session,
    path: Path,
    *,
    geocode: str | None,
    geocoder_url: str,
    user_agent: str,
    confirm: bool = False,
) -> ReadResult:
    """Read a workbook with the coordinates known or, if asked for, found by address.

    Raises
    ------
    click.UsageError
        If the service cannot be asked without a key or a name.
    """
    from fieldplan import api
    from fieldplan.travel.geocode_cache import default_path

    key = os.environ.get(KEY_VARIABLE, "").strip()
    if geocoder_url and not geocode:
        raise click.UsageError(text("geocode.without_service", session.lang, name="--geocoder-url"))
    if geocode == "yandex" and not key:
        raise click.UsageError(text("geocode.no_key", session.lang))
    if geocode == "nominatim" and not (user_agent or geocoder_url):
        raise click.UsageError(text("geocode.no_user_agent", session.lang))

    def tell(count: int) -> None:
        if count == 1:
            session.err.print(text("geocode.asking", session.lang, service=geocode))
        elif count % TELL_EVERY == 0:
            session.err.print(text("geocode.asked", session.lang, count=count))

    with api.known_places(
        geocode,
        user_agent=user_agent or "fieldplan",
        url=geocoder_url,
        key=key,
        confirm=confirm,
        on_ask=tell,
    ) as places:
        read = api.read_workbook(path, places=places)
    session.adopt(read.lang)
    if places.problem:
        words = {"path": safe(default_path()), "detail": safe(places.problem)}
        session.err.print(text("geocode.cache_unusable", session.lang, **words))
    return read


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
