"""What is said to be proven follows from bounds, and from nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from support.sample_record import sample_record

from fieldplan.domain import Reason, TierResult
from fieldplan.report import write_calendar
from fieldplan.report.map_html.data import map_data
from fieldplan.report.proof import gap_pct, last_proof, proof_line, service_proof
from fieldplan.report.reasons import reason_sentence
from fieldplan.settings import Settings


def tier(name: str, value: int, bound: int | None = None, *, optimal: bool = False) -> TierResult:
    return TierResult(tier=name, value=value, bound=bound, optimal=optimal)


def tiers(service: TierResult, last: TierResult, *, above: bool = True) -> list[TierResult]:
    return [tier("promises_broken", 1, 1 if above else None, optimal=above), service, last]


CLOSED = tier("unserved_weight", 20, 20, optimal=True)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (
            tiers(CLOSED, tier("money", 1000, 1000, optimal=True)),
            "Service: proven, no more can be served. "
            "Cost at this service level: proven, cannot be better.",
        ),
        (
            tiers(CLOSED, tier("money", 1000, 968)),
            "Service: proven, no more can be served. "
            "Cost at this service level: found, gap up to 3.2 %.",
        ),
        (
            tiers(tier("unserved_weight", 20, 10), tier("money", 1000)),
            "Service: found, unserved weight 20, bound 10. "
            "Cost at this service level: found, no bound yet.",
        ),
        (
            # The service meets its bound, but a promise above might still be kept.
            tiers(tier("unserved_weight", 20, 20), tier("money", 1000, 1000), above=False),
            "Service: found, no bound yet on emergencies and promises. "
            "Cost at this service level: found, gap up to 0.0 %.",
        ),
        ([], "Service: found, no bound yet. Cost at this service level: found, no bound yet."),
    ],
)
def test_proof_line(given: list[TierResult], shown: str) -> None:
    assert proof_line(given, "en") == shown


def test_an_optimal_service_under_an_open_tier_is_not_proven() -> None:
    assert not service_proof(tiers(CLOSED, tier("money", 1), above=False), "ru").proven
    assert service_proof(tiers(CLOSED, tier("money", 1)), "ru").proven
    assert not last_proof(tiers(CLOSED, tier("money", 1, 1)), "ru").proven


def test_nothing_left_out_needs_no_bound() -> None:
    given = [tier("promises_broken", 0), tier("unserved_weight", 0), tier("money", 5)]
    assert service_proof(given, "en").proven
    assert not service_proof([tier("promises_broken", 1), *given[1:]], "en").proven
    assert last_proof(given, "en").note == "no bound yet"
    assert last_proof([*given[:2], tier("money", 5, 0)], "en").note == "no bound yet"


def test_gap_is_never_rounded_down() -> None:
    assert gap_pct(tier("money", 100_000, 99_999), "ru") == "0,1 %"
    assert gap_pct(tier("money", 0, 0), "en") == "0.0 %"


def test_map_and_calendar_tell_the_proof(tmp_path: Path) -> None:
    record = sample_record(lang="en")
    proven = replace(record.plan, tiers=tuple(tiers(CLOSED, tier("money", 1000, 968))))
    shown = replace(record, plan=proven)
    figures = map_data(shown, contacts=False, settings=Settings())["figures"]
    assert [(f["value"], f["note"], f["state"]) for f in figures[-2:]] == [
        ("proven", "no more can be served", "good"),
        ("found", "gap up to 3.2 %", ""),
    ]
    unknown = replace(record, plan=replace(record.plan, tiers=()))
    (*_, both) = map_data(unknown, contacts=False, settings=Settings())["figures"]
    assert (both["label"], both["value"]) == ("Service, cost", "found")
    write_calendar(tmp_path / "calendar.xlsx", shown)
    sheet = load_workbook(tmp_path / "calendar.xlsx")["Load"]
    assert sheet["A3"].value == proof_line(proven.tiers, "en")


def test_reasons_carry_their_figures() -> None:
    late = Reason(code="not_before", params={"date": date(2026, 12, 9)})
    assert "09.12.2026" in reason_sentence(late, "ru")
    assert "2026-12-09" in reason_sentence(late, "en")
    assert "400" in reason_sentence(
        Reason(code="access_window", params={"minutes_needed": 400}), "en"
    )
    plain = reason_sentence(Reason(code="access_window"), "en")
    assert plain.startswith("The work")
    assert "{" not in plain
    assert reason_sentence(Reason(code="reasons.no_room"), "en").startswith("The fitting days")
    room = Reason(code="no_room", params={"days": 7, "work_min": 90})
    assert "7. None has room for 90 min" in reason_sentence(room, "en")
    assert reason_sentence(Reason(code="no\x00such"), "en") == "nosuch"
