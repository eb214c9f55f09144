"""Titles of sections, units and sources of the Settings sheet."""

TEXTS: dict[str, tuple[str, str]] = {
    "work": ("Работа на объекте", "Work on site"),
    "desk": ("Камеральная работа", "Desk work"),
    "day": ("Рабочий день", "Working day"),
    "traffic": ("Пробки", "Traffic"),
    "travel": ("Дороги", "Roads"),
    "demand": ("Сроки", "Due dates"),
    "weights": ("Веса визитов", "Weights of visits"),
    "norm": ("Норма", "Norm"),
    "capacity": ("Нагрузка и вывод", "Load and verdict"),
    "money": ("Деньги", "Money"),
    "map": ("Карта", "Map"),
    "unit_min": ("мин", "min"),
    "unit_HH:MM": ("ЧЧ:ММ", "HH:MM"),
    "unit_RUB": ("₽", "RUB"),
    "unit_d": ("дн.", "d"),
    "unit_s": ("с", "s"),
    "unit_m": ("м", "m"),
    "unit_km": ("км", "km"),
    "unit_%": ("%", "%"),
    "unit_48 x %": ("48 чисел, %", "48 x %"),
    "unit_date, date": ("дата, дата", "date, date"),
    "unit_URL": ("URL", "URL"),
    "source_staffing": (
        "кадровый документ v3.1, январь 2026",
        "staffing document v3.1, January 2026",
    ),
    "source_company": ("практика компании; уточните", "company practice; adjust"),
    "source_example": ("пример, замените", "example price, replace"),
    "source_labour": ("Трудовой кодекс РФ", "Labour Code of the Russian Federation"),
    "source_labour_99": (
        "Трудовой кодекс РФ, ст. 99: 120 ч в год",
        "Labour Code of the Russian Federation, art. 99: 120 h a year",
    ),
    "source_labour_95": (
        "Трудовой кодекс РФ, ст. 95",
        "Labour Code of the Russian Federation, art. 95",
    ),
    "source_labour_108": (
        "Трудовой кодекс РФ, ст. 108",
        "Labour Code of the Russian Federation, art. 108",
    ),
    "source_traffic": (
        "два пика, мягче TomTom Traffic Index 2020 для Москвы; уточните по своим поездкам",
        "two peaks, milder than TomTom Traffic Index 2020 for Moscow; calibrate on own drives",
    ),
}
