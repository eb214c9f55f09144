"""The quarter outlook: «График ТО», the load of weeks and months, why a visit is where it is."""

TEXTS: dict[str, tuple[str, str]] = {
    "sheet": ("График ТО", "Maintenance outlook"),
    "title": ("График ТО: {first} – {last}", "Maintenance outlook: {first} – {last}"),
    "hint": (
        "Неделя каждого визита ТО выбрана так, чтобы недели были загружены ровно, соседние "
        "объекты стояли вместе, а сроки договоров соблюдались.",
        "Each maintenance visit has a week so that weeks are evenly loaded, neighbours go "
        "together and contract windows are kept.",
    ),
    "proof": (
        "Точность: стоимость раскладки {value}, доказанный минимум {bound} (разрыв {gap} %).",
        "Proof: cost of the choice {value}, proven minimum {bound} (gap {gap} %).",
    ),
    "enough": (
        "При нынешней команде сроки ТО весь год можно соблюсти.",
        "At the present team every maintenance window of the year can be kept.",
    ),
    "failure": (
        "При нынешней команде сроки ТО начнут срываться: первый месяц — {month}. Просрочено "
        "уже сейчас: {overdue}; за год будет сорвано сроков: {missed}; на конец года "
        "просрочено: {debt}.",
        "At the present team maintenance windows will be missed, first in {month}. Overdue "
        "already: {overdue}; windows missed in the year: {missed}; overdue at its end: {debt}.",
    ),
    "shortage": (
        "Договоры требуют в среднем {needed} ч ТО в месяц, команда успевает {made} ч.",
        "The contracts ask for {needed} h of maintenance in a usual month, the team makes "
        "{made} h.",
    ),
    "overload": (
        "Рабочего времени не хватает: месяцев с загрузкой выше 100 % — {count} из {months}, "
        "больше всего {pct} % ({month}); что не помещается в смены, уйдёт в переработку.",
        "Working time is short: {count} of {months} months are loaded beyond 100 %, most of all "
        "{month} ({pct} %); what shifts do not hold is left to overtime.",
    ),
    "weeks": ("Загрузка по неделям", "Load by week"),
    "months": (
        "Год при нынешней команде, по месяцам",
        "The year at the present team, by month",
    ),
    "visits": ("Визиты ТО по неделям", "Maintenance visits by week"),
    "no_visits": ("Договоров ТО нет.", "There are no maintenance contracts."),
    "col_week": ("Неделя", "Week"),
    "col_month": ("Месяц", "Month"),
    "col_days": ("Рабочих дней", "Working days"),
    "col_available": ("Рабочее время, ч", "Working time, h"),
    "col_reserved": ("Занято прочим, ч", "Taken by other work, h"),
    "col_planned": ("ТО, ч", "Maintenance, h"),
    "col_visits": ("Визитов ТО", "Visits"),
    "col_load": ("Загрузка", "Load"),
    "col_debt": ("Просрочено на конец", "Overdue at its end"),
    "col_missed": ("Сорвано сроков с начала", "Windows missed so far"),
    "col_client": ("Клиент", "Client"),
    "col_address": ("Адрес", "Address"),
    "col_every": ("Раз в N мес.", "Every N months"),
    "col_last": ("Прошлое ТО", "Last visit"),
    "col_opens": ("Можно с", "From"),
    "col_due": ("Срок", "Due"),
    "col_latest": ("Не позже", "Latest"),
    "col_duty": ("В этом месяце", "This month"),
    "col_why": ("Почему", "Why"),
    "col_visit": ("Код визита", "Visit id"),
    "other_note": (
        "Занято прочим: проекты, консультации, аварии (открытые и ожидаемые) и 10 % на "
        "неизбежные пустоты. Сорванный срок — срок договора, к концу которого визита не было; "
        "поздний визит снимает просрочку, но сорванный срок остаётся сорванным.",
        "Other work: projects, consultations, emergencies (open and expected) and 10 % that no "
        "route fills. A missed window is one that ended without its visit; a late visit ends the "
        "delay, but the window stays missed.",
    ),
    "duty_overdue": ("обязательно: просрочено", "required: overdue"),
    "duty_window": ("обязательно: срок выходит", "required: window ends"),
    "duty_share": ("обязательно: доля месяца", "required: this month's share"),
    "duty_promised": ("обязательно: обещано", "required: promised"),
    "duty_welcome": ("можно, если по пути", "welcome if on the way"),
    "duty_later": ("позже", "later"),
    "basis_calendar": ("по календарным периодам", "by calendar period"),
    "basis_interval": ("по интервалу от прошлого ТО", "by interval from the last visit"),
    "why": (
        "{duty}. ТО раз в {months} мес. {basis}, прошлое {last}; срок {due}, можно с {opens} "
        "по {latest}; неделя {week}",
        "{duty}. Every {months} months {basis}, last {last}; due {due}, allowed {opens} to "
        "{latest}; week {week}",
    ),
    "late": ("в срок не поместился: визит позже срока", "no room in time: later than the window"),
    "none": ("нет", "none"),
    "no_week": ("не нашлось места", "no room found"),
    "help": (
        "Квартальный график ТО: в какой неделе какой визит, загрузка недель и год вперёд.",
        "The quarter outlook: the week of each maintenance visit, the load, the year ahead.",
    ),
    "opt_weeks": ("На сколько недель вперёд.", "How many weeks ahead."),
    "opt_month": ("Первый месяц графика.", "First month of the outlook."),
}
