"""The answers of «Обзвон» as they stand in the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook

from fieldplan.domain import Reply
from fieldplan.errors import Finding
from fieldplan.messages import LANGUAGES, text
from fieldplan.report.calendar_xlsx import phone_sheet
from fieldplan.report.calendar_xlsx.sheet_rows import SheetRow, sheet_rows

_OPTION_OF = {Reply.YES: "proposed", Reply.FIRST: "option_1", Reply.SECOND: "option_2"}
_PROPOSAL = re.compile(
    r"(?:(\d{2})\.(\d{2})\.(\d{4})|(\d{4})-(\d{2})-(\d{2}))\D+"
    r"(\d{1,2}):(\d{2})\s*[–—-]\s*(\d{1,2}):(\d{2})"
)


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """An answered row. ``day`` and ``window`` are those of the proposal taken.

    For another date, ``day`` is what the manager wrote and ``other_time`` the cell of the time
    as it is; ``time_cell`` is its address. ``cell`` is the address of the answer.
    """

    visit_id: str
    reply: Reply
    day: date | None
    window: tuple[int, int] | None
    other_time: object
    sheet: str
    cell: str
    day_cell: str
    time_cell: str


def answer_rows(book: Workbook, lang: str, findings: list[Finding]) -> Iterator[AnswerRow]:
    """Yield the rows with an answer; what is not understood is noted, every cell of it.

    A calendar without the sheet has no answers.
    """
    name = text("phone.sheet", lang)
    if name not in book.sheetnames:
        return
    replies = {
        text(f"phone.reply_{reply}", word).casefold(): reply
        for word in LANGUAGES
        for reply in Reply
    }
    seen: dict[str, int] = {}
    for row in sheet_rows(
        book,
        name,
        head_row=phone_sheet.HEAD_ROW,
        columns=phone_sheet.COLUMNS,
        lang=lang,
        findings=findings,
    ):
        if not row.has("answer"):
            if row.has("other_date"):
                row.wrong("other_date", "phone.date_without_reply")
            continue
        reply = replies.get(" ".join(row.text("answer").split()).casefold())
        if reply is None:
            choices = ", ".join(text(f"phone.reply_{reply}", lang) for reply in Reply)
            row.wrong("answer", "phone.bad_reply", choices=choices)
            continue
        visit_id = row.text("visit_id")
        if visit_id in seen:
            row.wrong("visit_id", "phone.row_twice", other=seen[visit_id])
            continue
        seen[visit_id] = row.number
        answer = _answer(row, visit_id, reply, lang)
        if answer is not None:
            yield answer


def _answer(row: SheetRow, visit_id: str, reply: Reply, lang: str) -> AnswerRow | None:
    day: date | None = None
    window: tuple[int, int] | None = None
    if reply in _OPTION_OF:
        key = _OPTION_OF[reply]
        shown = row.text(key)
        found = _proposal(shown)
        if found is None:
            none = {text(key, lang).casefold() for key in phone_sheet.NO_OPTION}
            missing = shown.casefold() in {"", *none}
            row.wrong(key, "phone.no_option" if missing else "phone.option_changed")
            return None
        day, window = found
    elif reply is Reply.OTHER:
        before = len(row.findings)
        day = row.date("other_date")
        if day is None:
            if len(row.findings) == before:
                row.wrong("other_date", "phone.no_date")
            return None
    return AnswerRow(
        visit_id=visit_id,
        reply=reply,
        day=day,
        window=window,
        other_time=row.value("other_time"),
        sheet=row.sheet.title,
        cell=row.cell("answer"),
        day_cell=row.cell("other_date"),
        time_cell=row.cell("other_time"),
    )


def _proposal(shown: str) -> tuple[date, tuple[int, int]] | None:
    """Return day and window of a proposal's text, None if they cannot be read."""
    match = _PROPOSAL.search(shown)
    if match is None:
        return None
    d, m, y, year, month, day, *times = match.groups()
    written = f"{year}-{month}-{day}" if year else f"{y}-{m}-{d}"
    start, end = (int(times[n]) * 60 + int(times[n + 1]) for n in (0, 2))
    try:
        return datetime.strptime(written, "%Y-%m-%d").date(), (start, end)
    except ValueError:
        return None
