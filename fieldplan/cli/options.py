"""Arguments and options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from fieldplan.messages import LANGUAGES, text

if TYPE_CHECKING:
    from fieldplan.travel import TravelChoice

F = TypeVar("F", bound=Callable[..., Any])
MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
NOW_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d", "%d.%m.%Y %H:%M", "%d.%m.%Y")
TRAVEL: tuple[Literal["estimate"], Literal["osrm"]] = ("estimate", "osrm")
MIN_YEAR, MAX_YEAR = 2015, 2100


def month_option(help_lang: str, *, help_key: str, required: bool = False) -> Callable[[F], F]:
    """Return a decorator that adds ``--month``."""

    def read(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        month = value.strip()
        if not MONTH.fullmatch(month) or not MIN_YEAR <= int(month[:4]) <= MAX_YEAR:
            raise click.BadParameter(text("cli.bad_month", help_lang, value=month))
        return month

    return click.option(
        "--month",
        callback=read,
        metavar="YYYY-MM",
        required=required,
        help=text(f"cli.{help_key}", help_lang),
    )


def now_option(help_lang: str, *, help_key: str = "cli.opt_now") -> Callable[[F], F]:
    """Return a decorator that adds ``--now``: a date, with or without a time."""

    def read(_ctx: click.Context, _param: click.Parameter, value: str | None) -> datetime | None:
        if value is None:
            return None
        for form in NOW_FORMATS:
            try:
                return datetime.strptime(value.strip(), form)
            except ValueError:
                continue
        raise click.BadParameter(text("cli.bad_now", help_lang, value=value))

    return click.option(
        "--now",
        callback=read,
        metavar="DATE [TIME]",
        help=text(help_key, help_lang),
    )


def common_options(help_lang: str, *, as_json: bool = True) -> Callable[[F], F]:
    """Return a decorator that adds ``--lang``, ``--json`` and ``--debug``."""

    def add(function: F) -> F:
        option = click.option(
            "--lang", type=click.Choice(LANGUAGES), help=text("cli.opt_lang", help_lang)
        )
        function = option(function)
        if as_json:
            function = click.option(
                "--json", "as_json", is_flag=True, help=text("cli.opt_json", help_lang)
            )(function)
        return click.option("--debug", is_flag=True, help=text("cli.opt_debug", help_lang))(
            function
        )

    return add


def travel_options(help_lang: str) -> Callable[[F], F]:
    """Return a decorator that adds ``--travel`` and ``--osrm-url``."""

    def add(function: F) -> F:
        function = click.option(
            "--osrm-url", default="", metavar="URL", help=text("cli.opt_osrm_url", help_lang)
        )(function)
        return click.option(
            "--travel", type=click.Choice(TRAVEL), help=text("cli.opt_travel", help_lang)
        )(function)

    return add


def travel_choice(travel: str | None, osrm_url: str) -> TravelChoice:
    """Return what the options of ``travel_options`` say."""
    from fieldplan.travel import TravelChoice

    provider = next((name for name in TRAVEL if name == travel), None)
    return TravelChoice(provider=provider, osrm_url=osrm_url)


def search_options(help_lang: str) -> Callable[[F], F]:
    """Return a decorator that adds the options which say when the search stops."""

    def add(function: F) -> F:
        for option in (
            click.option(
                "--seed", default=0, show_default=True, help=text("cli.opt_seed", help_lang)
            ),
            click.option(
                "--gap",
                type=click.FloatRange(min=0),
                metavar="%",
                help=text("cli.opt_gap", help_lang),
            ),
            click.option(
                "--iterations",
                type=click.IntRange(min=1),
                help=text("cli.opt_iterations", help_lang),
            ),
            click.option(
                "--time-limit",
                "time_limit_s",
                type=click.FloatRange(min=0, min_open=True),
                metavar="S",
                help=text("cli.opt_time_limit", help_lang),
            ),
        ):
            function = option(function)
        return function

    return add
