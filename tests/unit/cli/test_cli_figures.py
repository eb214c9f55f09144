"""Figures of the objective in words, progress in a line."""

from __future__ import annotations

import pytest

from fieldplan.cli.app import help_language
from fieldplan.cli.console import Session
from fieldplan.cli.figures import roubles, tier_text
from fieldplan.cli.progress import Display
from fieldplan.domain import TierResult
from fieldplan.solver import Progress


@pytest.mark.parametrize(
    ("tier", "shown"),
    [
        (TierResult(tier="unserved_weight", value=30), "unserved weight 30"),
        (
            TierResult(tier="unserved_weight", value=0, bound=0, optimal=True),
            "unserved weight 0 (proven optimal)",
        ),
        (
            TierResult(tier="unserved_weight", value=30, bound=20),
            "unserved weight 30 (proven bound 20, gap 10)",
        ),
        (
            TierResult(tier="money", value=200_000, bound=190_000),
            "cost 2\u00a0000 RUB (proven bound 1\u00a0900, gap 5.0 %)",
        ),
        (  # as in the map and the workbook: never rounded down
            TierResult(tier="money", value=200_000, bound=189_999),
            "cost 2\u00a0000 RUB (proven bound 1\u00a0900, gap 5.1 %)",
        ),
        (TierResult(tier="drive_min", value=90), "driving 1.5 h"),
        (TierResult(tier="drive_min", value=90, bound=0), "driving 1.5 h"),
    ],
)
def test_tier_text(tier: TierResult, shown: str) -> None:
    assert tier_text(Session(lang="en"), tier) == shown


def test_roubles_are_grouped_and_rounded() -> None:
    assert roubles(123_456_750) == "1\u00a0234\u00a0568"


def test_progress_shows_what_is_open_and_the_last_tier(
    capsys: pytest.CaptureFixture[str],
) -> None:
    tiers = (
        TierResult(tier="emergencies_late", value=0),
        TierResult(tier="promises_broken", value=1),
        TierResult(tier="unserved_weight", value=0),
        TierResult(tier="money", value=50_000),
    )
    seen = Progress(elapsed_s=2.6, stage="improve", tiers=tiers, iterations=5, served=9, total=10)
    with Display(Session(lang="en"), time_limit_s=30) as display:
        assert display.update(seen) is False
        display.update(seen)
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["3/30 s · 9 of 10 visits placed · broken promises 1 · cost 500 RUB"]


@pytest.mark.parametrize(
    ("arguments", "environment", "lang"),
    [
        (["plan", "--lang", "ru"], "en", "ru"),
        (["plan", "--lang=en"], "ru", "en"),
        (["plan", "--lang"], "ru", "ru"),
        (["plan", "--lang", "de"], "en", "en"),
    ],
)
def test_help_language(
    arguments: list[str], environment: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDPLAN_LANG", environment)
    assert help_language(arguments) == lang


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ru_RU", "LANG": "C.UTF-8"}, "ru"),
    ],
)
def test_without_a_wish_the_help_speaks_the_systems_language(
    environment: dict[str, str], lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("FIELDPLAN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert help_language(["plan"]) == lang
