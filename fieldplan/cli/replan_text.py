"""The answers of a re-solve in words: what changes, whom to phone, what is proven."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldplan.cli.console import Session, safe
from fieldplan.cli.replan_document import replan_document
from fieldplan.cli.replan_ways import (
    choice_document,
    print_menu,
    print_stand_in,
    real_money,
    signed,
    signed_roubles,
    stand_in_document,
)
from fieldplan.messages import text
from fieldplan.report.calls import change_why
from fieldplan.report.changes import Change, plan_changes
from fieldplan.report.reasons import reason_sentence
from fieldplan.report.view import ReportView
from fieldplan.rules import TIER_CALLS, TIER_MONEY, TIER_MOVES

if TYPE_CHECKING:
    from fieldplan.api.outputs import Outputs
    from fieldplan.domain import Plan, PlanRecord, TierResult, Visit
    from fieldplan.resolve.menu import Choice
    from fieldplan.resolve.replan import NewPlan
    from fieldplan.resolve.stand_in import StandIn

SHOWN = 12
MOVES = ("day", "engineer", "window")


class Teller:
    """Tells the answers of one re-solve against the plan before.

    ``latest`` is the month's latest revision when the re-solve began.
    """

    def __init__(self, session: Session, old: PlanRecord, latest: int) -> None:
        self.session = session
        self.latest = latest
        self.old = old
        self.old_view = ReportView(old)
        self.places: dict[str, tuple[object, ...]] | None = None
        self.choices: tuple[Choice, ...] = ()
        self.hired: StandIn | None = None

    def first(self, answer: NewPlan, limit_s: float | None) -> None:
        """Print the first answer, and that the search goes on."""
        self._say("first", seconds=_seconds(answer, self.session.lang))
        self._body(answer)
        self.places = _places(answer.record.plan)
        if limit_s is not None:
            self._say("improving", limit=round(limit_s))

    def menu(self, choices: Sequence[Choice]) -> None:
        """Print the ways of answering the call-out, from which ``--option`` takes one."""
        self.choices = tuple(choices)
        print_menu(self.session, self.old, choices)

    def stand_in(self, found: StandIn) -> None:
        """Print what a contractor in the absent engineer's place would cost."""
        self.hired = found
        print_stand_in(self.session, self.old, found)

    def final(self, answer: NewPlan) -> None:
        """Print the final answer; only what is proven of it when the plan is the same."""
        seconds = _seconds(answer, self.session.lang)
        if _places(answer.record.plan) == self.places:
            self._say("same_answer", seconds=seconds)
            self._counts(answer.record, self._changes(answer.record))
        else:
            self._say("final", seconds=seconds)
            self._body(answer)
        if answer.assumed:
            self._say("assumed", count=len(answer.assumed), visits=_short(answer.assumed))

    def written(self, outputs: Outputs) -> None:
        """Print where the revision is, and whether somebody was quicker."""
        record = outputs.record
        latest = record.revision - 1
        if latest > self.latest:
            self.session.err.print(
                self._text(
                    "meanwhile", latest=latest, parent=record.parent, revision=record.revision
                )
            )
        self.session.say("written", folder=outputs.folder)

    def document(self, answer: NewPlan, outputs: Outputs, exit_code: int) -> dict[str, object]:
        """Return the answer for programs; the keys are the same in every language."""
        found = replan_document(self.old, answer, outputs, exit_code)
        found["options"] = [
            choice_document(self.session, self.old, choice) for choice in self.choices
        ]
        found["contractor"] = stand_in_document(self.hired)
        return found

    def _changes(self, record: PlanRecord) -> tuple[Change, ...]:
        return plan_changes(self.old, record)

    def _body(self, answer: NewPlan) -> None:
        record = answer.record
        changes = self._changes(record)
        view = ReportView(record)
        for name in answer.whole.new:
            self._emergency(view, view.visits[name])
        self._counts(record, changes)
        self._lost(view, changes)
        if answer.late:
            self._say("late", count=len(answer.late), visits=_short(answer.late))
        calls = [change for change in changes if change.call]
        if calls:
            self._table("table_calls", view, calls, phones=True)
        others = [c for c in changes if not c.call and c.kind in (*MOVES, "dropped")]
        if others:
            self._table("table_changes", view, others, phones=False)
        self._figures(record)

    def _emergency(self, view: ReportView, visit: Visit) -> None:
        client = view.place(visit).client
        place = view.served.get(visit.id)
        deadline = view.day(visit.deadline) if visit.deadline else ""
        if place is None:
            left = [u for u in view.record.plan.unassigned if u.visit_id == visit.id]
            why = "; ".join(reason_sentence(r, view.lang) for u in left for r in u.reasons)
            self._say("not_attended", visit=visit.id, client=client, why=why)
            return
        late = visit.deadline is not None and (
            place[0].date > visit.deadline
            or (
                place[0].date == visit.deadline
                and visit.deadline_min is not None
                and place[1].start_min > visit.deadline_min
            )
        )
        told = self._text("too_late" if late else "in_time", deadline=deadline)
        when = view.placement(place)
        self._say("attended", visit=visit.id, client=client, when=when, deadline=told)

    def _counts(self, record: PlanRecord, changes: Sequence[Change]) -> None:
        calls = sum(change.call for change in changes)
        moves = sum(c.kind in MOVES and not _is_asked(record, c) for c in changes)
        dropped = sum(change.kind == "dropped" for change in changes)
        if not calls and not moves and not dropped:
            self._say("no_changes")
            return
        told = [
            self._proven("calls_count", calls, _tier(record.plan, TIER_CALLS)),
            self._proven("moves_count", moves, _tier(record.plan, TIER_MOVES)),
        ]
        self.session.out.print("; ".join(told) + ".")

    def _proven(self, key: str, count: int, tier: TierResult | None) -> str:
        """A count with what is proven of it: only where the tier counts the same."""
        what = self._text(key, count=count)
        if tier is None or tier.value != count:
            return what
        if tier.optimal:
            return self._text("proven_least", what=what)
        if not tier.bound:  # that it cannot be below nothing is not worth telling
            return self._text("found_only", what=what)
        return self._text("found_least", what=what, bound=tier.bound)

    def _lost(self, view: ReportView, changes: Sequence[Change]) -> None:
        lost = [c for c in changes if c.kind == "dropped" and not _is_asked(view.record, c)]
        if not lost:
            return
        self._say("lost", count=len(lost))
        reasons = {item.visit_id: item.reasons for item in view.record.plan.unassigned}
        for change in lost[:SHOWN]:
            why = "; ".join(reason_sentence(r, view.lang) for r in reasons.get(change.visit_id, ()))
            source = view if change.visit_id in view.visits else self.old_view
            client = source.place(source.visits[change.visit_id]).client
            line = self.session.text(
                "unassigned_line", visit=change.visit_id, client=client, why=why
            )
            self.session.out.print(line)

    def _table(
        self, title: str, view: ReportView, changes: Sequence[Change], *, phones: bool
    ) -> None:
        from rich.table import Table
        from rich.text import Text

        table = Table(title=self._text(title), title_justify="left", show_lines=phones)
        names = ["client", "contact"] if phones else ["client", "change"]
        for name in (*names, "was", "now", "why"):
            table.add_column(self._text(f"column_{name}"), overflow="fold")
        for change in changes[:SHOWN]:
            source = view if change.visit_id in view.visits else self.old_view
            place = source.place(source.visits[change.visit_id])
            second = (
                " ".join(part for part in (place.contact, place.phone) if part)
                if phones
                else text(f"map.change_{change.kind}", view.lang)
            )
            cells = (
                place.client,
                second,
                self.old_view.placement(change.was),
                view.placement(change.now),
                change_why(view, change),
            )
            table.add_row(*(Text(safe(cell)) for cell in cells))
        self.session.out.print(table)
        if len(changes) > SHOWN:
            sheet = text("report.sheet_changes", view.lang)
            self._say("more", count=len(changes) - SHOWN, sheet=sheet)

    def _figures(self, record: PlanRecord) -> None:
        """What the change costs in driving, overtime and money; roubles only if they are real."""
        old, new = self.old.plan, record.plan
        drive, overtime = (
            signed(
                sum(getattr(r, name) for r in new.routes)
                - sum(getattr(r, name) for r in old.routes)
            )
            for name in ("drive_min", "overtime_min")
        )
        self._say("drive_added", drive=drive, overtime=overtime)
        before, after = _tier(old, TIER_MONEY), _tier(new, TIER_MONEY)
        if real_money(record) and before and after:
            self._say("money_added", money=signed_roubles(after.value - before.value))

    def _text(self, key: str, **values: object) -> str:
        shown = {n: v if isinstance(v, int | float) else safe(v) for n, v in values.items()}
        return text(f"resolve.{key}", self.session.lang, **shown)

    def _say(self, key: str, **values: object) -> None:
        self.session.out.print(self._text(key, **values))


def _is_asked(record: PlanRecord, change: Change) -> bool:
    """Whether the change is the manager's or the client's own wish."""
    why = record.why.get(change.visit_id)
    return why is not None and why.code in (
        "resolve.why_asked",
        "resolve.why_cancelled",
        "resolve.why_gone",
    )


def _tier(plan: Plan, name: str) -> TierResult | None:
    return next((tier for tier in plan.tiers if tier.tier == name), None)


def _places(plan: Plan) -> dict[str, tuple[object, ...]]:
    return {
        stop.visit_id: (route.date, route.engineer_id, stop.start_min)
        for route in plan.routes
        for stop in route.stops
    }


def _total(plan: Plan, name: str) -> int:
    return sum(int(getattr(route, name)) for route in plan.routes)


def _seconds(answer: NewPlan, lang: str) -> str:
    shown = f"{answer.seconds:.1f}"
    return shown.replace(".", ",") if lang == "ru" else shown


def _short(names: Sequence[str]) -> str:
    more = "…" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more
