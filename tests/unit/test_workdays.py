import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldplan.settings import Settings
from fieldplan.workdays import add_working_days, is_shortened, is_working_day, working_days

FACTS = json.loads(
    (Path(__file__).parents[1] / "data" / "ru_workdays_2022_2027.json").read_text("utf-8")
)
DEFAULTS = Settings()


def year_days(year):
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", [int(year) for year in FACTS])
def test_every_day_of_the_year_is_as_decreed(year):
    facts = FACTS[str(year)]
    off, on = set(facts["days_off_weekdays"]), set(facts["working_weekends"])
    for day in year_days(year):
        text = day.isoformat()
        expected = (day.weekday() < 5 and text not in off) or text in on
        assert is_working_day(day, DEFAULTS) is expected, day
        assert is_shortened(day) is (text in facts["shortened"]), day


@pytest.mark.parametrize("year", [int(year) for year in FACTS])
def test_month_counts(year):
    days = working_days(date(year, 1, 1), date(year, 12, 31), DEFAULTS)
    by_month = [sum(day.month == month for day in days) for month in range(1, 13)]
    assert by_month == FACTS[str(year)]["by_month"]
    assert len(days) == FACTS[str(year)]["working_days"]


def test_2026_months_and_the_working_saturday():
    counts = [15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22]
    for month, count in enumerate(counts, 1):
        last = date(2026 + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        assert len(working_days(date(2026, month, 1), last, DEFAULTS)) == count
    assert is_working_day(date(2025, 11, 1), DEFAULTS)
    assert is_shortened(date(2025, 11, 1))
    assert not is_working_day(date(2025, 11, 3), DEFAULTS)


def test_the_days_bounds_are_inclusive():
    day = date(2026, 12, 1)
    assert working_days(day, day, DEFAULTS) == (day,)
    assert working_days(day, day - timedelta(days=1), DEFAULTS) == ()


def test_company_exceptions_come_first():
    saturday, monday = date(2026, 12, 5), date(2026, 12, 7)
    settings = Settings(extra_days_off=(monday,), extra_working_days=(saturday,))
    assert is_working_day(saturday, settings)
    assert not is_working_day(monday, settings)
    assert working_days(saturday, monday, settings) == (saturday,)
    both = Settings(extra_days_off=(monday,), extra_working_days=(monday,))
    assert not is_working_day(monday, both)


def test_add_working_days_skips_weekends_and_holidays():
    friday = date(2026, 11, 27)
    assert add_working_days(friday, 0, DEFAULTS) == friday
    assert add_working_days(friday, 1, DEFAULTS) == date(2026, 11, 30)
    assert add_working_days(friday, 2, DEFAULTS) == date(2026, 12, 1)
    assert add_working_days(date(2026, 12, 30), 1, DEFAULTS) == date(2027, 1, 11)


def test_shortened_days_of_later_years_follow_the_rule():
    assert is_shortened(date(2030, 3, 7))  # Thursday before 8 March
    assert not is_shortened(date(2030, 3, 6))
    assert not is_shortened(date(2031, 3, 8))
