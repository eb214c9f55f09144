"""All settings with their defaults, units and sources; the Settings sheet is made from them.

One table, and therefore long.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

STAFFING = "staffing document v3.1, January 2026"
COMPANY = "company practice; adjust"
EXAMPLE = "example price, replace"
TRAFFIC = "two peaks, milder than TomTom Traffic Index 2020 for Moscow; calibrate on own drives"
LABOUR = "Labour Code of the Russian Federation"

MOSCOW_WEEKDAY_PCT = (
    *(100,) * 12,  # 00:00-06:00
    *(97, 92, 82, 74, 68, 66, 67, 70),  # 06:00-10:00, morning peak 08:00-09:30
    *(76, 80, 83, 85, 86, 86, 85, 84),  # 10:00-14:00
    *(83, 81, 78, 75, 71, 66, 61, 58),  # 14:00-18:00
    *(57, 59, 64, 71, 79, 86, 91, 94),  # 18:00-22:00, evening peak 17:30-19:00
    *(97, 98, 100, 100),  # 22:00-24:00
)
"""Speed by half-hour as a share of free flow: two peaks, our estimate until calibrated."""


def _setting(default: Any, *, ru: str, en: str, unit: str = "", source: str = COMPANY) -> Any:
    return field(default=default, metadata={"ru": ru, "en": en, "unit": unit, "source": source})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting; the field's name is the key of its row on the Settings sheet.

    Suffixes give the unit: ``_min`` minutes, ``_cost`` kopecks (roubles on the sheet),
    ``_pct`` per cent, ``_days`` days, ``_clock`` minutes from midnight (HH:MM on the sheet).
    """

    maintenance_min: int = _setting(
        60, unit="min", source=STAFFING, ru="ТО: минут на объекте", en="Maintenance: min on site"
    )
    audit_min: int = _setting(
        120, unit="min", source=STAFFING, ru="Аудит: минут на объекте", en="Audit: min on site"
    )
    installation_min: int = _setting(
        360,
        unit="min",
        source=STAFFING,
        ru="Монтаж: минут на объекте",
        en="Installation: min on site",
    )
    commissioning_min: int = _setting(
        180,
        unit="min",
        source=STAFFING,
        ru="ПНР: минут на объекте",
        en="Commissioning: min on site",
    )
    training_min: int = _setting(
        90, unit="min", source=STAFFING, ru="Обучение: минут", en="Training: min on site"
    )
    emergency_min: int = _setting(
        90, unit="min", source=STAFFING, ru="Авария: минут на объекте", en="Emergency: min on site"
    )
    other_min: int = _setting(60, unit="min", ru="Прочее: минут", en="Other: min on site")

    maintenance_prep_min: int = _setting(
        15, unit="min", ru="ТО: подготовка", en="Maintenance: preparation"
    )
    audit_prep_min: int = _setting(
        60, unit="min", source=STAFFING, ru="Аудит: подготовка", en="Audit: preparation"
    )
    installation_prep_min: int = _setting(
        120, unit="min", source=STAFFING, ru="Монтаж: подготовка", en="Installation: preparation"
    )
    commissioning_prep_min: int = _setting(
        120, unit="min", source=STAFFING, ru="ПНР: подготовка", en="Commissioning: preparation"
    )
    training_prep_min: int = _setting(
        30, unit="min", ru="Обучение: подготовка", en="Training: preparation"
    )
    emergency_prep_min: int = _setting(
        30, unit="min", ru="Авария: подготовка", en="Emergency: preparation"
    )
    other_prep_min: int = _setting(15, unit="min", ru="Прочее: подготовка", en="Other: preparation")
    maintenance_doc_min: int = _setting(
        20, unit="min", ru="ТО: документы", en="Maintenance: paperwork"
    )
    audit_doc_min: int = _setting(
        120, unit="min", source=STAFFING, ru="Аудит: документы", en="Audit: paperwork"
    )
    installation_doc_min: int = _setting(
        60, unit="min", source=STAFFING, ru="Монтаж: документы", en="Installation: paperwork"
    )
    commissioning_doc_min: int = _setting(
        60, unit="min", source=STAFFING, ru="ПНР: документы", en="Commissioning: paperwork"
    )
    training_doc_min: int = _setting(
        30, unit="min", ru="Обучение: документы", en="Training: paperwork"
    )
    emergency_doc_min: int = _setting(
        30, unit="min", ru="Авария: документы", en="Emergency: paperwork"
    )
    other_doc_min: int = _setting(20, unit="min", ru="Прочее: документы", en="Other: paperwork")
    consultations_week: int = _setting(
        7, source=STAFFING, ru="Консультаций в неделю", en="Consultations a week"
    )
    consultation_min: int = _setting(
        30, unit="min", source=STAFFING, ru="Длительность консультации", en="Consultation length"
    )
    desk_strict: bool = _setting(
        False,
        ru="Камеральная работа только в смену (иначе избыток показан)",
        en="Desk work within the shift only (else the excess is shown)",
    )
    doc_days: int = _setting(
        3,
        unit="d",
        ru="Документы: в день визита или не позже, раб. дней",
        en="Paperwork: on the visit's day or within, working days",
    )
    handover_min: int = _setting(
        15,
        unit="min",
        ru="Подрядчик: передача результата визита",
        en="Contractor: handing over a visit",
    )
    desk_events: bool = _setting(
        True, ru="Камеральная работа в календарях телефонов", en="Desk work in phone calendars"
    )

    shift_start_clock: int = _setting(540, unit="HH:MM", ru="Начало смены", en="Shift start")
    shift_end_clock: int = _setting(1080, unit="HH:MM", ru="Конец смены", en="Shift end")
    lunch_min: int = _setting(60, unit="min", source=LABOUR + ", art. 108", ru="Обед", en="Lunch")
    lunch_earliest_clock: int = _setting(
        720, unit="HH:MM", ru="Обед начинается не раньше", en="Lunch starts not before"
    )
    lunch_latest_clock: int = _setting(
        900, unit="HH:MM", ru="Обед начинается не позже", en="Lunch starts not after"
    )
    lunch_interrupts_over_min: int = _setting(
        240,
        unit="min",
        ru="Обед прерывает работу длиннее",
        en="Lunch may interrupt work longer than",
    )
    max_visits_per_route: int = _setting(
        8, ru="Визитов в одном маршруте, не более", en="Visits a route, at most"
    )
    overtime_day_min: int = _setting(
        60, unit="min", ru="Переработка в день, не более", en="Overtime a day, at most"
    )
    overtime_month_min: int = _setting(
        600,
        unit="min",
        source=LABOUR + ", art. 99: 120 h a year",
        ru="Переработка в месяц, не более",
        en="Overtime a month, at most",
    )
    emergency_reserve_min: int = _setting(
        0,
        unit="min",
        ru="Запас на аварии: вернуться до конца смены за",
        en="Reserve for emergencies: be back before the shift ends by",
    )
    promise_window_min: int = _setting(
        120,
        unit="min",
        ru="Окно, которое обещаем клиенту (240 — полдня, 0 — весь день)",
        en="Window promised to a client (240 = half a day, 0 = all day)",
    )
    stop_overhead_min: int = _setting(
        7, unit="min", ru="Парковка и проходная на остановку", en="Parking and gate per stop"
    )
    departure_step_min: int = _setting(15, unit="min", ru="Шаг времени выезда", en="Departure step")
    shortened_day_min: int = _setting(
        60,
        unit="min",
        source=LABOUR + ", art. 95",
        ru="Предпраздничный день короче на",
        en="Day before a holiday is shorter by",
    )
    extra_days_off: tuple[date, ...] = _setting(
        (), unit="date, date", ru="Дополнительные выходные", en="Additional days off"
    )
    extra_working_days: tuple[date, ...] = _setting(
        (), unit="date, date", ru="Дополнительные рабочие дни", en="Additional working days"
    )
    traffic_weekday_pct: tuple[int, ...] = _setting(
        MOSCOW_WEEKDAY_PCT,
        unit="48 x %",
        source=TRAFFIC,
        ru="Скорость по получасам, будни",
        en="Speed by half-hour, working days",
    )
    traffic_weekend_pct: tuple[int, ...] = _setting(
        (100,) * 48,
        unit="48 x %",
        ru="Скорость по получасам, сб и вс",
        en="Speed by half-hour, Saturday and Sunday",
    )
    drive_factor_pct: int = _setting(
        100,
        unit="%",
        ru="Поправка ко времени в пути (fieldplan calibrate)",
        en="Correction of driving times (fieldplan calibrate)",
    )
    osrm_url: str = _setting(
        "", unit="URL", ru="Адрес сервера дорог OSRM", en="Address of the OSRM road server"
    )
    osrm_timeout_s: int = _setting(
        30, unit="s", ru="Ждать ответа сервера дорог", en="Wait for the road server's answer"
    )
    osrm_snap_max_m: int = _setting(
        1000,
        unit="m",
        ru="До ближайшей дороги не больше",
        en="Nearest road is at most this far",
    )
    osrm_data_version: str = _setting(
        "",
        ru="Версия дорожных данных (измените, чтобы запросить заново)",
        en="Version of the road data (change it to ask anew)",
    )

    maintenance_min_gap_pct: int = _setting(
        50,
        unit="%",
        ru="ТО по периодам: не раньше доли периода после прошлого",
        en="Calendar basis: least share of a period between visits",
    )
    maintenance_early_days: int = _setting(
        30, unit="d", ru="ТО по интервалу: раньше срока до", en="Interval basis: early by up to"
    )
    maintenance_late_days: int = _setting(
        15, unit="d", ru="ТО по интервалу: позже срока до", en="Interval basis: late by up to"
    )
    equipment_lead_days: int = _setting(
        14,
        unit="d",
        source=STAFFING,
        ru="Срок поставки после аудита",
        en="Equipment lead time after audit",
    )
    region_max_km: int = _setting(
        200, unit="km", ru="Объект дальше от базы — ошибка", en="Site farther from base: error"
    )

    installation_weight: int = _setting(40, ru="Вес: монтаж", en="Weight: installation")
    commissioning_weight: int = _setting(40, ru="Вес: ПНР", en="Weight: commissioning")
    audit_weight: int = _setting(30, ru="Вес: аудит", en="Weight: audit")
    training_weight: int = _setting(20, ru="Вес: обучение", en="Weight: training")
    maintenance_weight: int = _setting(10, ru="Вес: ТО", en="Weight: maintenance")
    other_weight: int = _setting(10, ru="Вес: прочее", en="Weight: other")
    emergency_weight: int = _setting(60, ru="Вес: авария", en="Weight: emergency")
    overdue_days_per_weight: int = _setting(
        10, unit="d", ru="Дней просрочки на +1 веса", en="Days overdue for +1 weight"
    )
    overdue_weight_max: int = _setting(
        10, ru="Прибавка веса за просрочку, не более", en="Weight added for overdue, at most"
    )

    norm_low: int = _setting(50, source=STAFFING, ru="Норма визитов, от", en="Visit norm, from")
    norm_high: int = _setting(65, source=STAFFING, ru="Норма визитов, до", en="Visit norm, to")

    tight_pct: int = _setting(
        90, unit="%", ru="Вывод «впритык»: загрузка от", en="Verdict “tight”: load from"
    )
    hiring_months: int = _setting(
        2, ru="Месяцев на поиск инженера", en="Months it takes to hire an engineer"
    )
    trigger_projects: int = _setting(
        7,
        source=STAFFING,
        ru="Признак роста: проектов в месяц, от",
        en="Sign of growth: projects a month, from",
    )
    trigger_clients: int = _setting(
        400,
        source=STAFFING,
        ru="Признак роста: объектов на ТО, от",
        en="Sign of growth: sites under contract, from",
    )
    growth_sites_month: int = _setting(
        0, ru="Прогноз: новых объектов в месяц", en="Forecast: new sites a month"
    )
    growth_projects_month: int = _setting(
        0,
        ru="Прогноз: проектов в месяц сверх нынешних",
        en="Forecast: projects a month beyond today's",
    )
    emergencies_month: int = _setting(
        4,
        ru="Аварий в месяц, если их нет в истории",
        en="Emergencies a month, if the history has none",
    )
    readiness_target_pct: int = _setting(
        95,
        unit="%",
        ru="Аварии: доля вовремя, цель",
        en="Emergencies attended in time, target",
    )
    contractor_notice_days: int = _setting(
        3,
        unit="d",
        ru="Подрядчик: предупредить за рабочих дней",
        en="Contractor: notice, working days",
    )
    contractor_skills: str = _setting(
        "",
        ru="Подрядчик: навыки через запятую (пусто — как у инженера)",
        en="Contractor: skills, comma-separated (empty: as the engineer)",
    )
    contractor_day_cost: int = _setting(
        1500000, unit="RUB", source=EXAMPLE, ru="Подрядчик: цена дня", en="Contractor: a day"
    )
    contractor_hour_cost: int = _setting(
        0, unit="RUB", source=EXAMPLE, ru="Подрядчик: цена часа", en="Contractor: an hour"
    )
    contractor_visit_cost: int = _setting(
        0, unit="RUB", source=EXAMPLE, ru="Подрядчик: цена визита", en="Contractor: a visit"
    )
    contractor_least_cost: int = _setting(
        0,
        unit="RUB",
        source=EXAMPLE,
        ru="Подрядчик: наименьший заказ",
        en="Contractor: least order",
    )

    km_cost: int = _setting(
        1500, unit="RUB", source=EXAMPLE, ru="Цена километра", en="Price of a km"
    )
    drive_hour_cost: int = _setting(
        60000, unit="RUB", source=EXAMPLE, ru="Цена часа за рулём", en="Price of a drive hour"
    )
    engineer_month_cost: int = _setting(
        18000000,
        unit="RUB",
        source=EXAMPLE,
        ru="Инженер в месяц, полная стоимость",
        en="Engineer's monthly cost",
    )
    month_norm_min: int = _setting(
        9900, unit="min", ru="Рабочих минут в месяце (норма)", en="Working minutes a month (norm)"
    )
    preferred_engineer_cost: int = _setting(
        50000,
        unit="RUB",
        ru="Цена визита не к «своему» инженеру",
        en="Worth of the preferred engineer",
    )
    spacing_day_cost: int = _setting(
        1000,
        unit="RUB",
        ru="Цена дня отклонения от срока ТО",
        en="Worth of a day off the due date",
    )
    window_late_cost: int = _setting(
        500000,
        unit="RUB",
        ru="Цена ТО позже срока договора",
        en="Worth of maintenance inside its window",
    )
    level_hour_cost: int = _setting(
        5000,
        unit="RUB",
        ru="Цена часа маршрута сверх 7 часов",
        en="Worth of a route hour beyond 7 h",
    )
    prices_are_examples: bool = _setting(
        True, ru="Цены — пример (замените и поставьте «нет»)", en="Prices are examples (set to no)"
    )
    map_tiles: str = _setting("", unit="URL", ru="Адрес плиток карты", en="Map tile URL template")
    map_attribution: str = _setting("", ru="Подпись к плиткам", en="Attribution of the tiles")

    def by_kind(self, part: str, kind: str) -> int:
        """Figure of a visit kind: ``part`` is ``"min"``, ``"prep_min"``, ``"doc_min"`` or
        ``"weight"``."""
        return int(getattr(self, f"{kind}_{part}"))


SPECS = {f.name: f for f in fields(Settings)}
"""Field by key; ``field.metadata`` has ``ru``, ``en``, ``unit`` and ``source``."""

SECTION_STARTS = {
    "maintenance_min": "work",
    "maintenance_prep_min": "desk",
    "shift_start_clock": "day",
    "traffic_weekday_pct": "traffic",
    "drive_factor_pct": "travel",
    "maintenance_min_gap_pct": "demand",
    "installation_weight": "weights",
    "norm_low": "norm",
    "tight_pct": "capacity",
    "km_cost": "money",
    "map_tiles": "map",
}
"""First key of each section of the sheet; its title is ``settings.<section>``."""


def make_settings(changes: Mapping[str, object]) -> Settings:
    """Return the defaults with ``changes`` applied.

    Raises
    ------
    TypeError
        If a key is not a setting.
    """
    return replace(Settings(), **changes)  # type: ignore[arg-type]
