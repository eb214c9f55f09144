"""Questions on the terminal: each is asked again until its answer can be used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from fieldplan.cli.console import Session, safe
from fieldplan.cli.options import MAX_YEAR, MIN_YEAR, NOW_FORMATS
from fieldplan.cli.replan_news import DAY_FORMATS
from fieldplan.messages import text
from fieldplan.spelling import id_twin
from fieldplan.units import day_text, month_name, read_month

if TYPE_CHECKING:
    from fieldplan.domain import Engineer, Site

T = TypeVar("T")

MOST_SHOWN = 15


def say(session: Session, key: str, **values: object) -> None:
    """Print a text of ``ask``; values are made safe to print."""
    shown = {name: safe(value) for name, value in values.items()}
    session.err.print(text(f"ask.{key}", session.lang, **shown))


def line(session: Session, key: str, default: str = "") -> str:
    """Ask for a line; an empty answer is ``default``.

    Raises
    ------
    click.Abort
        At the end of the input, or on Ctrl-C.
    """
    asked = text(f"ask.{key}", session.lang)
    answer: str = click.prompt(
        asked,
        default=default,
        show_default=bool(default),
        prompt_suffix=" " if asked.endswith(".") else ": ",
        err=True,
    )
    return answer.strip()


def choice(session: Session, key: str, names: Sequence[str], default: int = 1) -> int:
    """Let one of the names be chosen by its number; return its position."""
    for number, name in enumerate(names, start=1):
        session.err.print(f"  {number}. {safe(name)}")
    while True:
        position = _number(line(session, key, str(default)), 1, len(names))
        if position is not None:
            return position - 1
        say(session, "bad_number", least=1, most=len(names))


def number(session: Session, key: str, least: int, most: int) -> int | None:
    """Ask for a whole number; an empty answer is None."""
    while True:
        answer = line(session, key)
        if not answer:
            return None
        value = _number(answer, least, most)
        if value is not None:
            return value
        say(session, "bad_number", least=least, most=most)


def month(session: Session, today: date) -> str:
    """Ask for a month to plan; the next one is proposed. Returns ``YYYY-MM``."""
    following = (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    while True:
        answer = line(session, "which_month", month_name(following, session.lang))
        found = read_month(answer, today)
        if found is not None and MIN_YEAR <= int(found[:4]) <= MAX_YEAR:
            return found
        say(session, "bad_month")


def moment(session: Session, now: datetime) -> str:
    """Ask what time it is; the computer's is proposed. Returns what ``--now`` takes."""
    while True:
        answer = line(session, "which_moment", f"{day_text(now.date(), session.lang)} {now:%H:%M}")
        today = _parsed(answer, ("%H:%M", "%H.%M"))
        found = _parsed(answer, NOW_FORMATS)
        if today is not None:
            found = datetime.combine(now.date(), today.time())
        if found is not None:
            return f"{found:%Y-%m-%d %H:%M}"
        say(session, "bad_moment")


def day(session: Session, key: str, default: date) -> date:
    """Ask for a day."""
    while True:
        found = _parsed(line(session, key, day_text(default, session.lang)), DAY_FORMATS)
        if found is not None:
            return found.date()
        say(session, "bad_day")


def site(session: Session, sites: Sequence[Site]) -> Site:
    """Ask for a site by a part of its name, address or id."""
    while True:
        wanted = id_twin(line(session, "which_site"))
        found = [item for item in sites if wanted and wanted in id_twin(_site_words(item))]
        exact = [item for item in sites if id_twin(item.id) == wanted]
        found = exact or found
        if not found:
            say(session, "no_site")
        elif len(found) > MOST_SHOWN:
            say(session, "many_sites", count=len(found))
        else:
            chosen = _one_of(session, found)
            if chosen is not None:
                return chosen


def _one_of(session: Session, sites: Sequence[Site]) -> Site | None:
    """The site chosen by its number, or None to search again; asked even for a single one."""
    for position, item in enumerate(sites, start=1):
        session.err.print(f"  {position}. {safe(_site_words(item))}")
    while True:
        position_chosen = _number(line(session, "which_of_these", "1"), 0, len(sites))
        if position_chosen is not None:
            return sites[position_chosen - 1] if position_chosen else None
        say(session, "bad_number", least=0, most=len(sites))


def absent(session: Session, engineers: Sequence[Engineer], today: date) -> list[str]:
    """Ask who will be away; return the option for ``replan``, or nothing."""
    for position, engineer in enumerate(engineers, start=1):
        session.err.print(f"  {position}. {safe(engineer.name)} ({safe(engineer.id)})")
    chosen = number(session, "who_absent", 1, len(engineers)) if engineers else None
    if chosen is None:
        return []
    first = day(session, "absent_first", today)
    last = day(session, "absent_last", first)
    return ["--absent", engineers[chosen - 1].id, f"{first}..{max(first, last)}"]


def _site_words(item: Site) -> str:
    return ", ".join(filter(None, (item.id, item.client, item.address)))


def _number(answer: str, least: int, most: int) -> int | None:
    if not (answer.isascii() and answer.isdigit()) or not least <= int(answer) <= most:
        return None
    return int(answer)


def _parsed(answer: str, formats: Sequence[str]) -> datetime | None:
    for form in formats:
        try:
            return datetime.strptime(answer, form)
        except ValueError:
            continue
    return None
