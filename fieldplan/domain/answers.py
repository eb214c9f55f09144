"""«Обзвон»: what is proposed to each client, and what he answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """A day and a window to propose to a client.

    ``moves`` counts visits not promised to anybody that would change their places for it.
    """

    date: date
    window: tuple[int, int]
    moves: int = 0


@dataclass(frozen=True, kw_only=True)
class PhoneCall:
    """A visit to be promised: the plan's own day, and alternatives that were verified."""

    visit_id: str
    proposed: Proposal
    alternatives: tuple[Proposal, ...] = ()


class Reply(StrEnum):
    """What the client said; the value ends the key of its text."""

    YES = "yes"
    FIRST = "first"
    SECOND = "second"
    OTHER = "other"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A client's answer, from a cell of the sheet.

    ``date`` and ``window`` are what he agreed to: the proposal that he took, or his own date;
    ``window`` None = some time of the day. None and None for a refusal.
    """

    visit_id: str
    reply: Reply
    date: date | None = None
    window: tuple[int, int] | None = None
    sheet: str = ""
    cell: str = ""
