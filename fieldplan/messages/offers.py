"""Texts of ``offer``: days and times for one visit, what they cost and whom they disturb."""

TEXTS: dict[str, tuple[str, str]] = {
    "help": (
        "Подобрать день и время для визита, пока клиент на линии.\n\n"
        "PLAN — plan.json, папка редакции или месяца. Каждый вариант проверен: остальные визиты "
        "остаются на своих днях. --take N записывает вариант новой редакцией и больше ничего не "
        "меняет; визит становится согласованным.",
        "Find a day and time for a visit while the client is on the line.\n\n"
        "PLAN is a plan.json, a revision's or a month's folder. Every offer is checked: the other "
        "visits keep their days. --take N writes an offer as a new revision and changes nothing "
        "else; the visit is then agreed.",
    ),
    "opt_visit": ("Визит плана (код с листа «Визиты»).", "A visit of the plan (its id)."),
    "opt_site": (
        "Новый визит на этот объект (код с листа «Объекты»).",
        "A new visit to this site (its id).",
    ),
    "opt_kind": (
        "Вид нового визита (аварию добавляет команда replan).",
        "Kind of the new visit (an emergency is for the command replan).",
    ),
    "opt_minutes": (
        "Минут на объекте для нового визита (по умолчанию — из настроек).",
        "Minutes on site of the new visit (default: the setting's).",
    ),
    "opt_skill": ("Навык, нужный новому визиту.", "A skill that the new visit needs."),
    "opt_count": ("Сколько вариантов показать.", "How many offers to show."),
    "opt_bump": (
        "Показать и варианты, ради которых один визит, никому не обещанный, сменит день.",
        "Show also offers for which one visit, promised to nobody, changes its day.",
    ),
    "opt_take": ("Записать вариант с этим номером.", "Write the offer with this number."),
    "opt_now": (
        "Который сейчас час: прошедшее не меняется (по умолчанию — момент плана).",
        "What time it is: the past is not changed (default: the plan's moment).",
    ),
    "one_of": (
        "Укажите либо --visit, либо --site.",
        "Give either --visit or --site.",
    ),
    "only_site": (
        "{name} относится только к новому визиту (--site).",
        "{name} is for a new visit (--site) only.",
    ),
    # Findings
    "unknown_visit": (
        "Такого визита в плане нет. Похожие: {near}.",
        "The plan has no such visit. Similar ones: {near}.",
    ),
    "several_visits": (
        "У этого объекта в плане несколько визитов: {visits}. Укажите один из них.",
        "This site has several visits in the plan: {visits}. Give one of them.",
    ),
    "no_visit_here": (
        "У этого объекта в этом месяце нет визита. Добавить: fieldplan offer с параметром --site.",
        "This site has no visit this month. To add one: fieldplan offer with --site.",
    ),
    "visit_later": (
        "У этого объекта в этом месяце нет визита: следующее ТО по графику — на неделе с {week}. "
        "Добавить визит сейчас: fieldplan offer с параметром --site.",
        "This site has no visit this month: its next maintenance is due in the week of {week}. To "
        "add a visit now: fieldplan offer with --site.",
    ),
    "unknown_site": (
        "Такого объекта в плане нет. Похожие: {near}. Новый объект сначала впишите в книгу и "
        "составьте план заново.",
        "The plan has no such site. Similar ones: {near}. Enter a new site into the workbook and "
        "plan anew first.",
    ),
    "visit_over": (
        "Этот визит уже сделан или начат: предлагать нечего.",
        "This visit is made or under way: there is nothing to offer.",
    ),
    "no_offer": (
        "Варианта с таким номером нет: их {count}.",
        "There is no offer of that number: there are {count}.",
    ),
    # The terminal
    "title": (
        "{visit} {client} ({kind}, {minutes} мин на объекте). Сейчас: {place}.",
        "{visit} {client} ({kind}, {minutes} min on site). Now: {place}.",
    ),
    "left_out": ("нет в плане", "not in the plan"),
    "none": (
        "Ни одного варианта, при котором остальные визиты остаются на месте.",
        "No offer with which the other visits stay in their places.",
    ),
    "none_bump": (
        "Не нашлось и варианта с переносом одного визита. Для причины: fieldplan explain.",
        "Nor is there one that moves a single visit. For the reason: fieldplan explain.",
    ),
    "try_bump": (
        "Добавьте --bump: тогда один визит, никому не обещанный, может сменить день.",
        "Add --bump: then one visit, promised to nobody, may change its day.",
    ),
    "run_member": (
        "Визит — часть работы на несколько дней подряд; её дни переносит только replan.",
        "The visit is part of work on several days in a row; only replan moves its days.",
    ),
    "col_number": ("№", "No."),
    "col_day": ("День", "Day"),
    "col_window": ("Обещать", "Promise"),
    "col_start": ("По плану", "Planned"),
    "col_engineer": ("Инженер", "Engineer"),
    "col_drive": ("Дорога, мин", "Drive, min"),
    "col_overtime": ("Переработка, мин", "Overtime, min"),
    "col_money": ("Затраты, ₽", "Cost, RUB"),
    "col_disturbs": ("Кого затронет", "Disturbs"),
    "nobody": ("никого", "nobody"),
    "shifts": (
        "никого (в тот же день сдвинутся: {count})",
        "nobody (shifted the same day: {count})",
    ),
    "moves": (
        "{visit} {client}: {was} → {now}, не обещан",
        "{visit} {client}: {was} → {now}, not promised",
    ),
    "late": ("опоздание по аварии, дней: {days}", "days late for the emergency: {days}"),
    "money_hidden": (
        "Суммы в рублях не показаны: цены в настройках — пример.",
        "Sums are not shown: the prices in the settings are examples.",
    ),
    "how_to_take": (
        "Записать вариант: та же команда и --take НОМЕР.",
        "To write an offer: the same command with --take NUMBER.",
    ),
    "taken": (
        "Записан вариант {number}: {visit}, {day}, обещано {window}. Остальное не изменилось.",
        "Offer {number} is written: {visit}, {day}, promised {window}. Nothing else has changed.",
    ),
    "taken_moving": (
        "Записан вариант {number}: {visit}, {day}, обещано {window}. Место уступил один визит:",
        "Offer {number} is written: {visit}, {day}, promised {window}. One visit gave way:",
    ),
    "event": (
        "С клиентом согласован визит {visit} на {date}.",
        "Visit {visit} was agreed with the client for {date}.",
    ),
    "agreed": ("Согласован с клиентом на {date}.", "Agreed with the client for {date}."),
    "gave_way": (
        "Уступил место согласованному визиту {visit}.",
        "Gave way to the agreed visit {visit}.",
    ),
}
