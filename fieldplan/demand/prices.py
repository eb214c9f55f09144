"""Money, traffic and lunch of the problem, from the settings."""

from __future__ import annotations

from fieldplan.cost import rounded_share
from fieldplan.domain import LunchRule, Prices
from fieldplan.settings import Settings

SATURDAY = 5


def make_prices(settings: Settings) -> Prices:
    """Return the prices; an hour of overtime is priced from the engineer's monthly cost."""
    hour_cost = rounded_share(settings.engineer_month_cost * 60, max(1, settings.month_norm_min))
    return Prices(
        km_cost=settings.km_cost,
        drive_hour_cost=settings.drive_hour_cost,
        overtime_hour_cost=hour_cost,
        preferred_engineer_cost=settings.preferred_engineer_cost,
        spacing_day_cost=settings.spacing_day_cost,
        window_late_cost=settings.window_late_cost,
        level_hour_cost=settings.level_hour_cost,
        examples=settings.prices_are_examples,
    )


def make_lunch(settings: Settings) -> LunchRule | None:
    """Return the lunch rule, or None when lunch takes no time."""
    if settings.lunch_min <= 0:
        return None
    return LunchRule(
        minutes=settings.lunch_min,
        earliest_min=settings.lunch_earliest_clock,
        latest_min=settings.lunch_latest_clock,
        interrupt_over_min=settings.lunch_interrupts_over_min,
    )


def make_traffic(settings: Settings) -> dict[int, tuple[int, ...]]:
    """Return the speed profile of every weekday."""
    return {
        weekday: settings.traffic_weekday_pct
        if weekday < SATURDAY
        else settings.traffic_weekend_pct
        for weekday in range(7)
    }
