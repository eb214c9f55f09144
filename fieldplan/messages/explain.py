"""Texts of ``explain``: why a visit is there or left out, and what would have to change."""

TEXTS: dict[str, tuple[str, str]] = {
    "help": (
        "Объяснить место визита VISIT в плане PLAN: почему он там и где ещё мог бы быть, или "
        "почему он не вошёл и что изменить, чтобы вошёл. Каждый вариант проверен расчётом; "
        "остальные визиты остаются на своих местах.",
        "Explain the place of VISIT in PLAN: why it is there and where else it could be, or why "
        "it is left out and what to change so that it fits. Every alternative is verified; the "
        "other visits stay in their places.",
    ),
    "opt_count": ("Сколько вариантов показать.", "How many alternatives to show."),
    # The terminal
    "left_out": (
        "{visit} {client} ({kind}, {minutes} мин на объекте): не вошёл в план.",
        "{visit} {client} ({kind}, {minutes} min on site): not in the plan.",
    ),
    "planned": (
        "{visit} {client} ({kind}, {minutes} мин на объекте): {place}.",
        "{visit} {client} ({kind}, {minutes} min on site): {place}.",
    ),
    "why": ("Почему: {why}", "Why: {why}"),
    "contract": ("Договор ТО: {why}", "Maintenance contract: {why}"),
    "offers": ("Где ещё он мог бы быть:", "Where else it could be:"),
    "offers_bump": (
        "Без переноса других визитов места больше нет. С переносом одного, никому не обещанного:",
        "There is no other place unless a visit moves. With one moved that is promised to nobody:",
    ),
    "offers_now": (
        "Место есть уже сейчас, если записать его командой offer:",
        "There is room as things are; take it with the command offer:",
    ),
    "no_offers": (
        "Другого места нет, даже с переносом одного необещанного визита.",
        "There is no other place, not even if one visit moves that is promised to nobody.",
    ),
    "changes": (
        "Что изменить, чтобы визит вошёл (каждый вариант проверен, остальные визиты на месте):",
        "What to change so that it fits (each verified, the other visits in their places):",
    ),
    "no_changes": (
        "Ни одно из изменений, которые умеет проверить программа, визит в план не впускает.",
        "None of the changes that the program can verify lets the visit in.",
    ),
    "change": ("  {number}. {place}: {what}", "  {number}. {place}: {what}"),
    "days_title": ("По дням:", "Day by day:"),
    "day": ("  {day}: {what}", "  {day}: {what}"),
    "and": (" и ", " and "),
    # Days
    "day_fits": ("помещается", "fits"),
    "day_missing": ("не хватает {minutes} мин", "{minutes} min missing"),
    "day_closed": ("на объект не пускают", "the site gives no access"),
    "day_nobody": ("никто не работает", "nobody works"),
    "day_short": (
        "работе нужно {needed} мин, а доступ длится {access} мин",
        "the work needs {needed} min and access lasts {access} min",
    ),
    "day_taken": (
        "по времени помещается, но не в часы доступа (этого или соседних объектов)",
        "fits by time, but not into the access hours (of this site or its neighbours)",
    ),
    "day_hours_too": ("мешают часы доступа", "access hours are in the way"),
    "day_absence": ("{engineer}: отсутствует", "{engineer} is absent"),
    "day_skills": ("нет навыка: {skills}", "skill missing: {skills}"),
    "day_fixed_engineer": ("закреплён за другим: {fixed}", "fixed to another: {fixed}"),
    "day_not_before": ("можно не раньше {bound}", "possible on {bound} at the earliest"),
    "day_notice_days": (
        "клиента нужно предупредить: не раньше {bound}",
        "the client must have notice: not before {bound}",
    ),
    "day_min_lag": (
        "слишком рано после предыдущего этапа {visit} ({made})",
        "too soon after the stage before, {visit} ({made})",
    ),
    "day_predecessor_unserved": (
        "предыдущий этап {visit} не в плане",
        "the stage before, {visit}, is not in the plan",
    ),
    "day_same_engineer": (
        "остальное делает другой инженер: {other}",
        "the rest is made by another engineer: {other}",
    ),
    "day_overtime_month": (
        "переработки за месяц больше предела на {minutes} мин",
        "overtime of the month over its limit by {minutes} min",
    ),
    "day_engineer_hours": (
        "часов за месяц больше предела на {minutes} мин",
        "hours of the month over their limit by {minutes} min",
    ),
    "day_visits_per_route": (
        "предел визитов в день: {limit}",
        "limit of visits a day: {limit}",
    ),
    "day_emergency_reserve": ("занят запас на аварии", "the reserve for emergencies is used"),
    "day_access_longer": (
        "часов доступа не хватает на {minutes} мин",
        "access hours lack {minutes} min",
    ),
    "day_access_day": ("на объект не пускают", "the site gives no access"),
    # Why a planned visit is where it is
    "why_made": ("он уже сделан или начат.", "it is made or under way."),
    "why_promised": ("обещан клиенту на {date}.", "it is promised to the client for {date}."),
    "why_deadline": ("авария: успеть до {date}.", "an emergency: in time until {date}."),
    "why_run": (
        "работа идёт несколько дней подряд; её дни переносит только replan.",
        "the work takes several days in a row; only replan moves its days.",
    ),
    "why_cheapest": (
        "поиск выбрал это место вместе с остальными; ниже — другие места и их цена.",
        "the search chose this place together with the others; below are other places and what "
        "they cost.",
    ),
    "why_only": (
        "при таком порядке остальных визитов другого места нет.",
        "with the other visits as they are there is no other place.",
    ),
    # Obstacles
    "access_longer": (
        "если доступ {date} будет с {start} до {end}",
        "if access on {date} runs from {start} to {end}",
    ),
    "access_day": (
        "если пустят {date} с {start} до {end}",
        "if the site gives access on {date} from {start} to {end}",
    ),
    "overtime_day": (
        "если разрешить переработку {needed} мин: {engineer} (сейчас не более {limit})",
        "if {engineer} may work {needed} min overtime (the limit is {limit})",
    ),
    "overtime_month": (
        "если разрешить переработку за месяц {needed} мин: {engineer} (сейчас не более {limit})",
        "if {engineer} may work {needed} min overtime in the month (the limit is {limit})",
    ),
    "engineer_hours": (
        "если разрешить {needed} мин в маршрутах за месяц: {engineer} (сейчас не более {limit})",
        "if {engineer} may be on routes for {needed} min in the month (the limit is {limit})",
    ),
    "visits_per_route": (
        "если разрешить {needed} визитов в день: {engineer} (сейчас не более {limit})",
        "if {engineer} may make {needed} visits a day (the limit is {limit})",
    ),
    "emergency_reserve": (
        "если занять запас на аварии ({minutes} мин): {engineer}",
        "if {engineer}'s reserve for emergencies ({minutes} min) is used",
    ),
    "notice_days": (
        "если клиент примет раньше срока предупреждения ({bound})",
        "if the client waives his notice (until {bound})",
    ),
    "promise_kept": (
        "если клиент согласится перенести обещанное на {date}",
        "if the client agrees to another time, on {date}",
    ),
    "not_before": (
        "если начать можно будет {date}, а не {bound}",
        "if the start is possible on {date} instead of {bound}",
    ),
    "absence": ("если {engineer} выйдет на работу {date}", "if {engineer} works on {date}"),
    "fixed_engineer": (
        "если поедет {engineer}, а не только закреплённый ({fixed})",
        "if {engineer} goes and not only the fixed engineer ({fixed})",
    ),
    "same_engineer": (
        "если его сделает {engineer}, а не тот, кто делает остальное ({other})",
        "if {engineer} makes it and not who makes the rest ({other})",
    ),
    "min_lag": (
        "если не ждать положенного срока после {visit} ({made})",
        "if the time due after {visit} ({made}) is not waited for",
    ),
    "skills": (
        "если {engineer} получит навык: {skills}",
        "if {engineer} learns: {skills}",
    ),
    "predecessor_unserved": (
        "если предыдущий этап ({visit}) будет сделан до {date}",
        "if the stage before ({visit}) is done before {date}",
    ),
}
