"""``fieldplan ask``: questions instead of options, then the command, then its result opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import click

from fieldplan.cli import questions
from fieldplan.cli.console import Session
from fieldplan.cli.options import common_options
from fieldplan.messages import LANGUAGES, text

JOBS = ("plan", "emergency", "replan")
OUTPUTS = Path("outputs")
PLANNED = (0, 5)
"""Exit codes with which a new revision was written."""
INPUT_ERROR = 3


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What was answered, as a command.

    Attributes
    ----------
    month : str
        The month's folder of outputs.
    revision : int or None
        Of a call-out, the revision that it found: another way is planned from there.
    """

    month: str
    arguments: tuple[str, ...]
    revision: int | None = None


def make(help_lang: str) -> click.Command:
    """Return the command with its help in ``help_lang``."""

    @click.command("ask", help=text("ask.help", help_lang))
    @click.argument("job", type=click.Choice(JOBS))
    @click.option("--no-open", is_flag=True, help=text("ask.opt_no_open", help_lang))
    @common_options(help_lang, as_json=False)
    @click.pass_obj
    def ask(session: Session, job: str, no_open: bool, lang: str | None, debug: bool) -> int:
        session.choose(lang=lang, debug=debug)
        return run(session, job, show=not no_open)

    return ask


def run(session: Session, job: str, *, show: bool) -> int:
    """Ask, run the command, and open what it made."""
    from fieldplan.cli import app

    now = datetime.now().replace(second=0, microsecond=0)
    asked = {"plan": _plan, "emergency": _emergency, "replan": _replan}[job](session, now)
    if asked is None:
        return INPUT_ERROR
    language = ("--lang", session.lang) if session.fixed_lang else ()
    command = [*asked.arguments, *language]
    code = app.run(command)
    if code in PLANNED and asked.revision is not None:
        number = _other_way(session)
        if number is not None:
            code = app.run([*command, "--from", str(asked.revision), "--option", str(number)])
    if show and code in PLANNED:
        _open(OUTPUTS / asked.month)
    return code


def _other_way(session: Session) -> int | None:
    """Ask for another way to answer the call-out; the plan is written, so an end is no failure."""
    from fieldplan.cli.replan import WAYS

    try:
        return questions.number(session, "other_way", 1, WAYS)
    except click.Abort:
        return None


def _plan(session: Session, now: datetime) -> Answered | None:
    books = _workbooks(Path())
    if not books:
        questions.say(session, "no_workbook", folder=Path().absolute())
        return None
    names = [book.name for book in books]
    position = questions.choice(session, "which_workbook", names) if len(books) > 1 else 0
    month = questions.month(session, now.date())
    arguments = ["plan", names[position], "--month", month]
    closed = [name for name in _months("closed/carry.json") if name < month]
    if closed:
        questions.say(session, "with_previous", month=closed[-1])
        arguments += ["--previous", str(OUTPUTS / closed[-1] / "closed")]
    return Answered(month=month, arguments=tuple(arguments))


def _emergency(session: Session, now: datetime) -> Answered | None:
    from fieldplan.api.replan import open_record

    month = _running_month(session, now)
    if month is None:
        return None
    _, record = open_record(OUTPUTS / month)
    session.adopt(record.lang)
    site = questions.site(session, record.sites)
    arguments = ["replan", str(OUTPUTS / month), "--emergency", site.id]
    minutes = questions.number(session, "how_long", 1, 1440)
    days = questions.number(session, "how_soon", 1, 30)
    arguments += [] if minutes is None else ["--minutes", str(minutes)]
    arguments += [] if days is None else ["--days", str(days)]
    arguments += ["--now", questions.moment(session, now)]
    arguments += _calendar(session, month)
    return Answered(month=month, arguments=tuple(arguments), revision=record.revision)


def _replan(session: Session, now: datetime) -> Answered | None:
    from fieldplan.api.replan import open_record

    month = _running_month(session, now)
    if month is None:
        return None
    _, record = open_record(OUTPUTS / month)
    session.adopt(record.lang)
    questions.line(session, "save_calendar")
    arguments = ["replan", str(OUTPUTS / month)]
    arguments += questions.absent(session, record.engineers, now.date())
    arguments += ["--now", questions.moment(session, now)]
    arguments += _calendar(session, month)
    return Answered(month=month, arguments=tuple(arguments))


def _workbooks(folder: Path) -> list[Path]:
    """The workbooks of a folder: no files of Excel's own, no copies with errors marked."""
    from fieldplan.api.workbooks import MARKED_LABEL

    labels = tuple(f"-{MARKED_LABEL[lang]}" for lang in LANGUAGES)
    return sorted(
        path
        for path in folder.glob("*.xlsx")
        if not path.name.startswith(("~$", ".")) and not any(part in path.stem for part in labels)
    )


def _months(inside: str) -> list[str]:
    """The planned months that have this file (a pattern), the earliest first."""
    return sorted({path.relative_to(OUTPUTS).parts[0] for path in OUTPUTS.glob(f"*/{inside}")})


def _running_month(session: Session, now: datetime) -> str | None:
    """The month to be planned anew: today's if it is planned, and asked for among several."""
    months = _months("rev-*/plan.json")
    if not months:
        questions.say(session, "no_plan", folder=Path().absolute())
        return None
    today = f"{now:%Y-%m}"
    likely = months.index(today) + 1 if today in months else len(months)
    if len(months) == 1:
        return months[0]
    return months[questions.choice(session, "which_plan", months, likely)]


def _calendar(session: Session, month: str) -> list[str]:
    """The option that takes in the latest revision's calendar with the manager's marks."""
    from fieldplan.api.files import CALENDAR_NAME
    from fieldplan.store.revisions import latest_revision

    revision = latest_revision(OUTPUTS / month)
    if revision is None or not (revision / CALENDAR_NAME).is_file():
        return []
    questions.say(session, "with_calendar", path=revision / CALENDAR_NAME)
    return ["--calendar", str(revision / CALENDAR_NAME)]


def _open(month: Path) -> None:
    """Open the latest calendar and map with the programs that the user has for them."""
    from fieldplan.store.revisions import latest_revision

    revision = latest_revision(month)
    for name in ("calendar.xlsx", "map.html"):
        if revision is not None and (revision / name).is_file():
            # A machine without such a program is no failure: the paths were printed.
            click.launch(str((revision / name).absolute()))
