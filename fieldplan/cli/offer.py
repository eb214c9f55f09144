"""``fieldplan offer``: days and times for one visit while the client is on the line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fieldplan.cli.console import Session, print_json
from fieldplan.cli.options import common_options, now_option, travel_choice, travel_options
from fieldplan.messages import text

if TYPE_CHECKING:
    from fieldplan.domain import PlanRecord
    from fieldplan.resolve.offers import OfferList
    from fieldplan.travel import TravelChoice

KINDS = ("maintenance", "audit", "installation", "commissioning", "training", "other")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options of the command."""

    visit: str | None
    site: str | None
    kind: str
    minutes: int | None
    skills: tuple[str, ...]
    now: datetime | None
    count: int
    bump: bool
    take: int | None
    out: Path | None


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    def told(key: str) -> str:
        return text(f"offers.{key}", help_lang)

    @click.command("offer", help=told("help"))
    @click.argument("plan", type=click.Path(path_type=Path))
    @click.option("--visit", metavar="VISIT_ID", help=told("opt_visit"))
    @click.option("--site", metavar="SITE_ID", help=told("opt_site"))
    @click.option("--kind", type=click.Choice(KINDS), help=told("opt_kind"))
    @click.option("--minutes", type=click.IntRange(1, 1440), help=told("opt_minutes"))
    @click.option("--skill", multiple=True, help=told("opt_skill"))
    @now_option(help_lang, help_key="offers.opt_now")
    @click.option(
        "--count", type=click.IntRange(1, 30), default=6, show_default=True, help=told("opt_count")
    )
    @click.option("--bump", is_flag=True, help=told("opt_bump"))
    @click.option("--take", type=click.IntRange(1), metavar="N", help=told("opt_take"))
    @click.option("--out", type=click.Path(path_type=Path), help=text("cli.opt_out", help_lang))
    @travel_options(help_lang)
    @common_options(help_lang)
    @click.pass_obj
    def offer(
        session: Session,
        plan: Path,
        visit: str | None,
        site: str | None,
        kind: str | None,
        minutes: int | None,
        skill: tuple[str, ...],
        now: datetime | None,
        count: int,
        bump: bool,
        take: int | None,
        out: Path | None,
        travel: str | None,
        osrm_url: str,
        lang: str | None,
        as_json: bool,
        debug: bool,
    ) -> int:
        session.choose(lang=lang, as_json=as_json, debug=debug)
        if (visit is None) == (site is None):
            raise click.UsageError(text("offers.one_of", session.lang))
        given = {"--kind": kind, "--minutes": minutes, "--skill": skill}
        for name, value in given.items():
            if site is None and value:
                raise click.UsageError(text("offers.only_site", session.lang, name=name))
        asked = Asked(
            visit=visit,
            site=site,
            kind=kind or "other",
            minutes=minutes,
            skills=skill,
            now=now,
            count=count,
            bump=bump,
            take=take,
            out=out,
        )
        return run(session, plan, asked, travel_choice(travel, osrm_url))

    return offer


def run(session: Session, plan: Path, asked: Asked, travel: TravelChoice) -> int:
    """Find the offers and tell them, or take one."""
    from fieldplan.api.files import ensure_writable, outputs_of
    from fieldplan.api.offers import take
    from fieldplan.api.replan import open_record
    from fieldplan.cli.offer_text import document, print_offers, print_taken

    file, record = open_record(plan)
    session.adopt(record.lang)
    found = _found(record, asked, travel)
    if asked.take is None:
        if session.as_json:
            print_json(document(found, session.lang))
        print_offers(session, record, found, bumped=asked.bump)
        return 0
    target = asked.out or outputs_of(file)
    ensure_writable(target)
    made = take(found, asked.take, target, lang=session.option_lang, travel=travel)
    if session.as_json:
        taken = {"taken": asked.take, "revision": made.record.revision, "folder": str(made.folder)}
        print_json({**document(found, session.lang), **taken})
    print_taken(session, found, asked.take, made)
    return 0


def _found(record: PlanRecord, asked: Asked, travel: TravelChoice) -> OfferList:
    from fieldplan.api.offers import offer, offer_at_site
    from fieldplan.domain import VisitKind

    if asked.visit is not None:
        return offer(
            record,
            asked.visit,
            now=asked.now,
            bump=asked.bump,
            most=asked.count,
            travel=travel,
        )
    return offer_at_site(
        record,
        asked.site or "",
        kind=VisitKind(asked.kind),
        work_min=asked.minutes,
        skills=frozenset(skill.casefold() for skill in asked.skills),
        now=asked.now,
        bump=asked.bump,
        most=asked.count,
        travel=travel,
    )
