"""Load and verdict: what is proven, what it would take, and what to do."""

TEXTS: dict[str, tuple[str, str]] = {
    "sheet": ("Нагрузка и вывод", "Load and verdict"),
    "title": ("Нагрузка и вывод: {month}", "Load and verdict: {month}"),
    "hint": (
        "Часы считаются целиком: дорога, работа на объектах, подготовка, документы, консультации "
        "и ожидаемые аварии.",
        "Hours are reckoned in full: driving, work on site, preparation, paperwork, consultations "
        "and the emergencies to be expected.",
    ),
    # Verdicts
    "kpi": ("вывод", "verdict"),
    "kpi_enough": ("хватает", "enough"),
    "kpi_tight": ("впритык", "tight"),
    "kpi_contractors": ("подрядчик", "contractors"),
    "kpi_second_engineer": ("ещё инженер", "one more engineer"),
    "kpi_hours": ("нужно {need} ч из {exist}", "{need} h needed, {exist} exist"),
    "verdict": ("Вывод: {verdict}", "Verdict: {verdict}"),
    "verdict_enough": ("команды хватает", "the team is enough"),
    "verdict_tight": ("команды хватает впритык", "the team is just enough"),
    "verdict_contractors": ("на этот месяц нужен подрядчик", "contractors for this month"),
    "verdict_second_engineer": ("нужен ещё один инженер", "one more engineer is needed"),
    "meaning_enough": (
        "Работа месяца помещается в рабочее время с запасом.",
        "The month's work goes into working time with room to spare.",
    ),
    "meaning_tight": (
        "Работа месяца помещается, но запаса почти нет.",
        "The month's work goes in, with hardly anything to spare.",
    ),
    "meaning_contractors": (
        "Это пик: в этом месяце работа не помещается, в следующие — помещается.",
        "It is a peak: the work of this month does not go in, that of the next months does.",
    ),
    "meaning_second_engineer": (
        "Перегрузка не разовая: она повторяется из месяца в месяц.",
        "The overload is no single peak: it comes back month after month.",
    ),
    # Evidence
    "evidence": ("Почему", "Why"),
    "evidence_hours": (
        "Нужно {need_min} ч: маршруты и камеральная работа {planned_min}, ожидаемые аварии "
        "{expected_min}, не вошедшие визиты {undone_min}. Есть {available_min} ч в смены и "
        "{overtime_min} ч допустимой переработки. Загрузка {load} %.",
        "{need_min} h are needed: routes and desk work {planned_min}, emergencies to be expected "
        "{expected_min}, visits left out {undone_min}. There are {available_min} h of shifts and "
        "{overtime_min} h of allowed overtime. Load {load} %.",
    ),
    "evidence_missing": (
        "Даже со всей допустимой переработкой не хватает {missing_min} ч.",
        "Even with all allowed overtime {missing_min} h are missing.",
    ),
    "evidence_undone_proven": (
        "Доказано: обязательных визитов останется не сделано не меньше {count}, как ни "
        "составляй маршруты.",
        "Proven: at least {count} required visits stay undone, however they are routed.",
    ),
    "evidence_undone_found": (
        "В найденном плане не сделано обязательных визитов: {count} (доказано: не меньше "
        "{proven}). Лучшего плана за отведённое время не нашлось.",
        "The plan found leaves out {count} required visits (proven: at least {proven}). No better "
        "plan was found within the time limit.",
    ),
    "evidence_ahead_fine": (
        "Прогноз на следующие {months} мес.: работа каждого месяца помещается.",
        "Forecast of the next {months} months: the work of each goes in.",
    ),
    "evidence_ahead_over": (
        "Прогноз: из следующих {months} мес. перегружены {over}, первый — {month}.",
        "Forecast: of the next {months} months {over} are overloaded, first {month}.",
    ),
    "evidence_failure": (
        "Сроки ТО начнут срываться: первый месяц — {month}; за год при нынешней команде будет "
        "сорвано сроков: {missed}.",
        "Maintenance windows will be missed, first in {month}; in a year at the present team: "
        "{missed}.",
    ),
    "evidence_debt": (
        "Просроченных ТО сейчас {overdue}, через год при нынешней команде — {last}.",
        "Overdue maintenance: {overdue} now, {last} in a year at the present team.",
    ),
    "evidence_sign_projects": (
        "Признак роста: проектов в месяце {figure} (порог {trigger}).",
        "Sign of growth: {figure} projects in the month (trigger {trigger}).",
    ),
    "evidence_sign_clients": (
        "Признак роста: объектов на ТО {figure} (порог {trigger}).",
        "Sign of growth: {figure} sites under contract (trigger {trigger}).",
    ),
    "evidence_sign_visits": (
        "Признак роста: визитов на инженера {figure} (порог {trigger}).",
        "Sign of growth: {figure} visits an engineer (trigger {trigger}).",
    ),
    # Remedies
    "remedies": ("Что делать", "What to do"),
    "remedy_mix_of_staff": (
        "Инженеров {engineers}: все обязательные визиты сделаны, часы помещаются, свободно "
        "{free_min} ч (проверено планом).",
        "Engineers: {engineers}. Every required visit is made, the hours go in, {free_min} h are "
        "left (verified by a plan).",
    ),
    "remedy_mix_with_contractors": (
        "Инженеров {engineers} и подрядчик на {days} дн. ({visits} визитов): все обязательные "
        "визиты сделаны, часы помещаются, свободно {free_min} ч (проверено планом).",
        "Engineers: {engineers}, and a contractor for {days} days ({visits} visits). Every "
        "required visit is made, the hours go in, {free_min} h are left (verified by a plan).",
    ),
    "remedy_cost": ("Стоимость месяца {cost} ₽.", "The month costs {cost} RUB."),
    "remedy_no_mix": (
        "Ни один из рассчитанных составов не выполняет всё: смотрите таблицу составов.",
        "None of the teams that were planned serves everything: see the table of teams.",
    ),
    "remedy_days_by_hours": (
        "По часам это примерно {days} дн. подрядчика в этом месяце. Точный состав подберёт "
        "команда fieldplan capacity.",
        "By hours that is about {days} contractor days this month. The command fieldplan capacity "
        "finds the exact team.",
    ),
    # Certificate
    "certificate": ("Что доказано", "What is proven"),
    "team": ("инженеров: {engineers}", "engineers: {engineers}"),
    "team_contractors": (
        "инженеров: {engineers}, подрядчиков: {contractors}",
        "engineers: {engineers}, contractors: {contractors}",
    ),
    "certificate_short": (
        "{team}: {first} – {last} нужно {need_min} ч, есть {exist_min} ч; не сделано останется не "
        "меньше {count} из {visits} визитов, как ни составляй маршруты.",
        "{team}: {need_min} h are needed {first} – {last}, {exist_min} h exist; at least {count} "
        "of {visits} visits stay undone, however they are routed.",
    ),
    "certificate_none": (
        "{team}: доказательств нехватки нет, обязательных визитов {required}.",
        "{team}: nothing is proven to stay undone, required visits {required}.",
    ),
    "certificate_proven": (
        "{team}: доказано, что не сделано останется визитов не меньше {count}, по весу — не "
        "меньше {weight}; найдено {found_count} и {found_weight}. Только по часам: {hours_count} "
        "и {hours_weight}.",
        "{team}: proven to stay undone are at least {count} visits, by weight at least {weight}; "
        "found {found_count} and {found_weight}. By hours alone: {hours_count} and "
        "{hours_weight}.",
    ),
    "certificate_none_found": (
        "{team}: доказательств нехватки нет; в найденном плане не сделано {found} из {required} "
        "обязательных визитов, лучшего за отведённое время не нашлось.",
        "{team}: nothing is proven to stay undone; the plan found leaves out {found} of {required} "
        "required visits, no better one was found within the time limit.",
    ),
    "certificate_all_served": (
        "{team}: все {required} обязательных визитов помещаются в маршруты (есть план).",
        "{team}: all {required} required visits go into routes (there is a plan).",
    ),
    "certificate_strict": (
        "С камеральной работой строго в смену",
        "With desk work strictly within shifts",
    ),
    "certificate_visits": ("Спорят за время: {visits}", "Competing for the time: {visits}"),
    "no_figure": ("—", "—"),
    # Load
    "load": ("Загрузка по неделям", "Load by week"),
    "col_week": ("Неделя с", "Week from"),
    "col_engineer": ("Инженер", "Engineer"),
    "col_visits": ("Сделано визитов", "Visits made"),
    "col_routes": ("Маршруты", "Routes"),
    "col_on_site": ("На объектах, ч", "On site, h"),
    "col_drive": ("За рулём, ч", "Driving, h"),
    "col_other": ("Прочее в пути, ч", "Other on the way, h"),
    "col_prep": ("Подготовка, ч", "Preparation, h"),
    "col_doc": ("Документы, ч", "Paperwork, h"),
    "col_consultation": ("Консультации, ч", "Consultations, h"),
    "col_overtime": ("Переработка, ч", "Overtime, h"),
    "col_available": ("Есть, ч", "Exist, h"),
    "col_free": ("Свободно, ч", "Free, h"),
    "col_load": ("Загрузка", "Load"),
    "axis_hours": ("часы", "hours"),
    # Forecast
    "forecast": ("Прогноз по месяцам", "Forecast by month"),
    "forecast_team": ("Прогноз по месяцам ({team})", "Forecast by month ({team})"),
    "col_month": ("Месяц", "Month"),
    "col_sites": ("Объектов", "Sites"),
    "col_due": ("Работа месяца, ч", "Work of the month, h"),
    "col_carried": ("Перешло из прошлых, ч", "Carried over, h"),
    "col_room": ("Помещается в смены, ч", "Room in shifts, h"),
    "col_with_overtime": ("С переработкой, ч", "With overtime, h"),
    "col_days": ("Дней подрядчика", "Contractor days"),
    "col_debt": ("Долг ТО на конец", "Overdue at its end"),
    "forecast_breaks": (
        "{team}: работа перестаёт помещаться — {month}.",
        "{team}: the work no longer goes in from {month} on.",
    ),
    "forecast_holds": (
        "{team}: работа помещается все {months} мес. прогноза.",
        "{team}: the work goes in for all {months} months of the forecast.",
    ),
    # Norm
    "norm": ("Норма и арифметика", "The norm and the arithmetic"),
    "norm_figures": (
        "На инженера {visits} визитов и {routes} маршрутов при норме {low}–{high}. «Выезд» в "
        "кадровом документе можно понять и так и так.",
        "{visits} visits and {routes} routes an engineer; the norm is {low}–{high}. The staffing "
        "document's “выезд” can be read either way.",
    ),
    "norm_due": (
        "Договоров ТО на {sites} объектов: это {due} визитов в месяц, а не {rule_low}–{rule_high}. "
        "Чтобы обойтись числом из документа, один маршрут должен обслуживать {per_low}–{per_high} "
        "объекта; в плане выходит {found}.",
        "{sites} sites under contract are {due} visits a month, not {rule_low}–{rule_high}. For "
        "the document's figure a route would have to serve {per_low}–{per_high} sites; in the plan "
        "it serves {found}.",
    ),
    "norm_fits": (
        "Визит занимает {road} мин на дорогу и объект и {desk} мин камеральной работы: в смены "
        "одного инженера помещается {fitting} визитов в месяц, а не {low}–{high}.",
        "A visit takes {road} min on the road and on site and {desk} min at the desk: one "
        "engineer's shifts hold {fitting} visits a month, not {low}–{high}.",
    ),
    "norm_fits_norm": (
        "Визит занимает {road} мин на дорогу и объект и {desk} мин камеральной работы: в смены "
        "одного инженера помещается {fitting} визитов в месяц (норма {low}–{high}).",
        "A visit takes {road} min on the road and on site and {desk} min at the desk: one "
        "engineer's shifts hold {fitting} visits a month (the norm is {low}–{high}).",
    ),
    "norm_bearable": (
        "При {visits} визитах на камеральную работу остаётся {minutes} мин на визит.",
        "At {visits} visits there are {minutes} min of desk work for each.",
    ),
    "norm_unbearable": (
        "При {visits} визитах времени не хватает и без камеральной работы: недостаёт {minutes} "
        "мин на визит.",
        "At {visits} visits there is not enough time even without desk work: {minutes} min a "
        "visit are missing.",
    ),
    # What-if
    "scenarios": ("Тот же месяц с другой командой", "The same month with another team"),
    "col_team": ("Состав", "Team"),
    "col_undone": ("Не сделано", "Undone"),
    "col_proven": ("Доказано, вес ≥", "Proven, weight ≥"),
    "col_contractor_days": ("Дней подрядчика", "Contractor days"),
    "col_contractor_visits": ("Его визитов", "Their visits"),
    "col_cost": ("Стоимость, ₽", "Cost, RUB"),
    "col_fits": ("Помещается", "Goes in"),
    "short_undone": ("Не сделано", "Undone"),
    "short_proven": ("Вес ≥", "Weight ≥"),
    "short_visits": ("Сделано", "Served"),
    "short_contractor_days": ("Дни подр.", "Hired days"),
    "short_contractor_visits": ("Его визиты", "Their visits"),
    "short_drive": ("За рулём", "Driving"),
    "short_overtime": ("Перераб.", "Overtime"),
    "short_free": ("Свободно", "Free"),
    "short_fits": ("Входит", "Goes in"),
    "short_cost": ("Цена, ₽", "Cost, RUB"),
    "short_due": ("Работа", "Work"),
    "short_carried": ("Перешло", "Carried"),
    "short_room": ("Место", "Room"),
    "short_load": ("Загрузка", "Load"),
    "short_days": ("Дни подр.", "Hired days"),
    "scenarios_note": (
        "Состав: свои инженеры + подрядчики. Визит считается сделанным, только если и его "
        "камеральная работа помещается в смены. Часы — своих инженеров.",
        "Team: own engineers + contractors. A visit counts as served only if its desk work goes "
        "into the shifts, too. Hours are those of the own engineers.",
    ),
    "yes": ("да", "yes"),
    "no": ("нет", "no"),
    "break_even": (
        "Если отдавать лишнее подрядчику, за {months} мес. это {days} дн.: {contract_cost} ₽ "
        "против {hire_cost} ₽ за ещё одного инженера; сравняются — {month}.",
        "Contracting the excess takes {days} days in {months} months: {contract_cost} RUB against "
        "{hire_cost} RUB for one more engineer; even in {month}.",
    ),
    "break_even_never": (
        "Если отдавать лишнее подрядчику, за {months} мес. это {days} дн.: {contract_cost} ₽ "
        "против {hire_cost} ₽ за ещё одного инженера; подрядчик дешевле весь срок.",
        "Contracting the excess takes {days} days in {months} months: {contract_cost} RUB against "
        "{hire_cost} RUB for one more engineer; contracting stays cheaper.",
    ),
    "break_even_days": (
        "Если отдавать лишнее подрядчику, за {months} мес. это {days} дн.",
        "Contracting the excess takes {days} days in {months} months.",
    ),
    "examples": (
        "Цены в настройках — пример, поэтому рубли здесь не показаны.",
        "Prices in the settings are examples, so no roubles are shown here.",
    ),
    # Readiness
    "readiness": ("Готовность к авариям", "Readiness for emergencies"),
    "readiness_shares": (
        "Аварий в месяц {rate} ({source}). Проиграно месяцев: {replays}. Вовремя: за 1 рабочий "
        "день {one} ± {one_half} %, за 2 дня {two} ± {two_half} % (цель {target} %).",
        "{rate} emergencies a month ({source}). Months replayed: {replays}. Attended within 1 "
        "working day {one} ± {one_half} %, within 2 days {two} ± {two_half} % (target "
        "{target} %).",
    ),
    "source_history": ("по истории", "from the history"),
    "source_setting": ("по настройке", "from the settings"),
    "readiness_rule": (
        "Правило: авария входит в свободное время дня вместе с дорогой, если из-за неё ни один "
        "визит не выходит за часы доступа и обещанное окно и нет переработки; камеральная работа "
        "уступает, другие визиты на другой день не переносятся.",
        "The rule: an emergency goes into a day's free time with its drive if no visit leaves its "
        "access hours or promised window and there is no overtime; desk work gives way, no other "
        "visit is moved to another day.",
    ),
    "readiness_met": ("Цель достигается без запаса.", "The target is met without a reserve."),
    "readiness_reserve": (
        "Запас {reserve} мин в день даёт {share} ± {half} % (проверено планом с этим запасом; не "
        "сделано визитов {undone}).",
        "A reserve of {reserve} min a day gives {share} ± {half} % (verified by a plan with it; "
        "{undone} visits undone).",
    ),
    "readiness_no_reserve": (
        "Запас до {reserve} мин в день цели не достигает.",
        "A reserve of up to {reserve} min a day does not reach the target.",
    ),
    "quick": (
        "Это быстрая оценка по плану. Составы команд, готовность к авариям и доказательства "
        "считает команда fieldplan capacity.",
        "This is the quick reckoning from the plan. Teams, readiness for emergencies and proofs "
        "are worked out by the command fieldplan capacity.",
    ),
    # Command line
    "help": (
        "Хватает ли команды: нагрузка, что доказано, составы с подрядчиком, прогноз и вывод.",
        "Is the team enough: load, what is proven, teams with contractors, forecast, verdict.",
    ),
    "opt_engineers": (
        "Сколько инженеров примерить, через запятую.",
        "Numbers of engineers to try, comma-separated.",
    ),
    "opt_contractor_days": (
        "Дней подрядчика, не больше (иначе — сколько нужно).",
        "Contractor days at most (otherwise as many as needed).",
    ),
    "opt_time_limit": ("Секунд на каждый план.", "Seconds for each plan."),
    "opt_months_ahead": ("На сколько месяцев прогноз.", "Months of the forecast."),
    "opt_replays": ("Сколько месяцев аварий проиграть.", "Months of emergencies to replay."),
    "opt_backend": (
        "Где считать составы: loky (эта машина), threading или dask.",
        "Where teams are planned: loky (this machine), threading or dask.",
    ),
    "bad_engineers": (
        "«{value}»: нужны числа через запятую, например 1,2,3",
        "“{value}”: numbers separated by commas are expected, such as 1,2,3",
    ),
    "planning_base": ("Планирую месяц с нынешней командой", "Planning the month at today's team"),
    "progress": ("Готово {done} из {total}: {what}", "{done} of {total} done: {what}"),
    "job_scenario": ("состав {team}", "team {team}"),
    "job_count": ("наименьшее число не сделанных, {team}", "least number undone, {team}"),
    "job_weight": ("наименьший вес не сделанных, {team}", "least weight undone, {team}"),
    "job_readiness": ("готовность к авариям", "readiness for emergencies"),
    "written": ("Записано: {path}", "Written: {path}"),
}
