"""What is kept on disk: ``plan.json``, the exchange format, revision folders."""

from fieldplan.store.answer import to_answer
from fieldplan.store.exchange_reader import parse_exchange, read_exchange
from fieldplan.store.exchange_writer import write_exchange
from fieldplan.store.plan_json import PLAN_NAME, read_plan, write_plan
from fieldplan.store.revisions import (
    Revision,
    earlier_revisions,
    latest_revision,
    month_revisions,
    new_revision,
    resolve_plan,
    revision_plan,
)

__all__ = [
    "PLAN_NAME",
    "Revision",
    "earlier_revisions",
    "latest_revision",
    "month_revisions",
    "new_revision",
    "parse_exchange",
    "read_exchange",
    "read_plan",
    "resolve_plan",
    "revision_plan",
    "to_answer",
    "write_exchange",
    "write_plan",
]
