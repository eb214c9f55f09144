"""Texts of planning a running month anew: findings, reasons, the command and its menu."""

TEXTS: dict[str, tuple[str, str]] = {
    # The command line.
    "help": (
        "Пересчитать план идущего месяца: авария, болезнь, отметки в календаре. Прошлое не "
        "меняется, обещанное двигается последним; записывается новая редакция.",
        "Plan a running month anew: an emergency, an illness, marks in the calendar. The past "
        "stays, promises move last; a new revision is written.",
    ),
    "help_history": (
        "Показать редакции плана: когда, почему и из чего сделана каждая.",
        "Show the revisions of a plan: when, why and from what each was made.",
    ),
    "opt_now": (
        "Который сейчас час, например «2026-12-09 13:40»: всё, что раньше, уже не меняется. "
        "По умолчанию — время этого компьютера.",
        'What time it is, as in "2026-12-09 13:40": what lies before it stays. '
        "By default this computer's time.",
    ),
    "opt_emergency": (
        "Авария на объекте с этим id; можно указать несколько раз.",
        "An emergency at the site with this id; may be repeated.",
    ),
    "opt_minutes": (
        "Минут работы на аварии (по умолчанию из настроек).",
        "Minutes of work at the emergency (by default from the settings).",
    ),
    "opt_days": (
        "За сколько рабочих дней приехать на аварию (по умолчанию как у объекта).",
        "Working days within which to attend the emergency (by default the site's).",
    ),
    "opt_skill": (
        "Навык, без которого на аварию ехать незачем.",
        "A skill that the emergency needs.",
    ),
    "opt_absent": (
        "Инженер (id) и дни отсутствия: 2026-12-10..2026-12-12 или один день.",
        "An engineer (id) and the days of absence: 2026-12-10..2026-12-12, or one day.",
    ),
    "opt_calendar": (
        "Календарь calendar.xlsx с вашими отметками: статусы, переносы, согласованное время.",
        "The calendar.xlsx with your marks: statuses, moves, agreed times.",
    ),
    "opt_mode": (
        "Сколько менять: minimal — меньше всего звонков и переносов, keep-engineers — инженеры "
        "остаются за своими визитами, free — считать заново всё, что не прошло.",
        "How much to change: minimal: fewest calls and moves; keep-engineers: visits keep their "
        "engineers; free: plan all that is not past from scratch.",
    ),
    "opt_option": (
        "Взять вариант с этим номером из меню аварии.",
        "Take the way with this number from the emergency's menu.",
    ),
    "opt_from": (
        "Номер редакции, из которой исходить (по умолчанию последняя).",
        "The revision to start from (by default the latest).",
    ),
    "opt_workbook": (
        "Книга с новыми данными: аварии, проекты, объекты, сроки оборудования.",
        "The workbook with the news: emergencies, projects, sites, equipment dates.",
    ),
    "bad_days": (
        "не понимаю дни «{value}». Пример: 2026-12-10..2026-12-12.",
        'cannot read the days "{value}". Example: 2026-12-10..2026-12-12.',
    ),
    "bad_counts": (
        "укажите это один раз для всех аварий или по одному на каждую",
        "give it once for all emergencies, or once for each",
    ),
    "first": (
        "Первый ответ через {seconds} с:",
        "First answer after {seconds} s:",
    ),
    "improving": (
        "Проверяю, можно ли лучше (до {limit} с)…",
        "Looking for something better (up to {limit} s)…",
    ),
    "final": ("Окончательный ответ через {seconds} с:", "Final answer after {seconds} s:"),
    "same_answer": (
        "Окончательный ответ через {seconds} с: лучше первого не нашлось.",
        "Final answer after {seconds} s: nothing better than the first was found.",
    ),
    "calls_count": ("Обзвонить клиентов: {count}", "Clients to phone: {count}"),
    "moves_count": ("перенести визитов: {count}", "visits to move: {count}"),
    "proven_least": ("{what} (доказано: меньше нельзя)", "{what} (proven minimum)"),
    "found_least": (
        "{what} (найдено; точно не меньше {bound})",
        "{what} (found; at least {bound})",
    ),
    "found_only": ("{what} (найдено)", "{what} (found)"),
    "no_changes": (
        "Прежние визиты остаются на своих местах: звонить никому не нужно.",
        "The visits planned before keep their places: nobody needs a call.",
    ),
    "drive_added": (
        "За рулём {drive} мин, переработка {overtime} мин к прежнему плану.",
        "Driving {drive} min, overtime {overtime} min against the plan before.",
    ),
    "money_added": ("Затраты {money} ₽ к прежнему плану.", "Cost {money} RUB against before."),
    "attended": (
        "Авария {visit} ({client}): {when} — {deadline}.",
        "Emergency {visit} ({client}): {when}; {deadline}.",
    ),
    "in_time": ("в срок", "in time"),
    "too_late": ("позже срока ({deadline})", "after its deadline ({deadline})"),
    "not_attended": (
        "Авария {visit} ({client}) в план не вошла: {why}",
        "Emergency {visit} ({client}) is not in the plan: {why}",
    ),
    "lost": (
        "Выпало из плана визитов: {count}. Их клиентам и срокам нужно ваше решение:",
        "Visits lost from the plan: {count}. They need your decision:",
    ),
    "late": (
        "После своего срока визитов: {count} ({visits}). Раньше для них нет места.",
        "Visits after the end of their window: {count} ({visits}). There is no room sooner.",
    ),
    "assumed": (
        "Прошедшие визиты без отметки считаю сделанными: {count} ({visits}). Если какой-то не "
        "сделан, укажите в календаре, на какой день его перенести.",
        "Past visits without a mark count as made: {count} ({visits}). If one was not, give "
        "the day it moves to in the calendar.",
    ),
    "table_calls": ("Кому звонить", "Whom to phone"),
    "table_changes": ("Что меняется", "What changes"),
    "more": (
        "… и ещё {count}: все в календаре, лист «{sheet}».",
        '… and {count} more: all in the calendar, sheet "{sheet}".',
    ),
    "column_client": ("Клиент", "Client"),
    "column_contact": ("Кому, телефон", "Contact, phone"),
    "column_was": ("Было", "Was"),
    "column_now": ("Стало", "Now"),
    "column_why": ("Почему", "Why"),
    "column_change": ("Изменение", "Change"),
    "column_visit": ("Визит", "Visit"),
    "meanwhile": (
        "Внимание: пока считался этот план, кто-то записал редакцию {latest}. Ваш план сделан из "
        "редакции {parent} и тех изменений не знает; он записан отдельно, редакцией {revision}.",
        "Note: while this plan was made, somebody wrote revision {latest}. Yours was made from "
        "revision {parent} and does not know those changes; it is kept apart, as revision "
        "{revision}.",
    ),
    "calendar_newer": (
        "Календарь рядом с планом изменён после него. Чтобы учесть отметки, добавьте "
        '--calendar "{path}".',
        "The calendar beside the plan was changed after it. To take up its marks, add "
        '--calendar "{path}".',
    ),
    # The menu of a call-out.
    "menu_title": ("Варианты для аварии (быстрый расчёт)", "Ways to answer the call-out (quick)"),
    "menu_number": ("№", "No."),
    "menu_way": ("Вариант", "Way"),
    "menu_attended": ("Когда приедем", "Attended"),
    "menu_calls": ("Звонков", "Calls"),
    "menu_moves": ("Переносов", "Moves"),
    "menu_drive": ("За рулём, мин", "Driving, min"),
    "menu_overtime": ("Переработка, мин", "Overtime, min"),
    "menu_money": ("₽", "RUB"),
    "menu_hint": (
        "Взять другой вариант: повторите команду, добавив --from {revision} --option НОМЕР.",
        "To take another way, repeat the command and add --from {revision} --option NUMBER.",
    ),
    "way_move": ("лучший: меньше всего звонков и переносов", "best: fewest calls and moves"),
    "way_stay": ("никого не двигать, можно с переработкой", "move nobody, overtime allowed"),
    "way_contractor": ("отправить подрядчика", "send a contractor"),
    "way_next_day": ("не сегодня", "not today"),
    "way_in_time": ("{when} — в срок", "{when}: in time"),
    "way_late": ("{when} — ПОЗЖЕ СРОКА", "{when}: LATE"),
    "way_no_room": ("не получается: {why}", "not possible: {why}"),
    "way_no_contractor": (
        "не получается: у подрядчика нет времени или навыка",
        "not possible: the contractor has no time or lacks a skill",
    ),
    "way_drops": (
        "не получается: выпадет визитов: {count}",
        "not possible: visits lost: {count}",
    ),
    # A contractor in an absent engineer's place.
    "stand_in": (
        "Подрядчик вместо отсутствующего (визитов на эти дни: {planned}): выходов {days}, визитов "
        "{visits}, {money}. Тогда обзвонить {calls}, на другой день {moved}, выпадет {dropped}.",
        "A contractor in the absent engineer's place (visits of those days: {planned}): days "
        "{days}, visits {visits}, {money}. Then clients to phone {calls}, on another day {moved}, "
        "lost {dropped}.",
    ),
    "stand_in_from": (
        "Раньше {first} он не приедет: предупреждать надо за рабочих дней: {notice} (настройка "
        "«{setting}»).",
        "He cannot come before {first}: notice in working days: {notice} (setting “{setting}”).",
    ),
    "stand_in_nothing": (
        "Подрядчику на эти дни отдать нечего (визитов на эти дни: {planned}): он не успеет "
        "приехать, не хватает навыков, или работу должен закончить тот же инженер.",
        "Nothing to hand to a contractor on those days (visits: {planned}): he cannot come in "
        "time, lacks a skill, or the same engineer must finish the work.",
    ),
    "stand_in_money": ("{money} ₽", "{money} RUB"),
    "stand_in_examples": (
        "{money} ₽ по ценам-примерам (впишите свои на лист «Настройки»)",
        "{money} RUB at example prices (write yours on the sheet “Settings”)",
    ),
    "stand_in_no_price": (
        "цена не задана (впишите её на лист «Настройки», строка «{setting}» или «{other}»)",
        "no price is given (write it on the sheet “Settings”, row “{setting}” or “{other}”)",
    ),
    "workbook_news": (
        "Новости из книги: новых визитов {added}, изменено {changed}, больше не нужно {gone}.",
        "News of the workbook: {added} new visits, {changed} changed, {gone} no longer wanted.",
    ),
    "workbook_same": (
        "В книге для остатка месяца ничего нового.",
        "The workbook has nothing new for the rest of the month.",
    ),
    # History.
    "column_revision": ("Редакция", "Revision"),
    "column_moment": ("На момент", "As of"),
    "column_written": ("Записана", "Written"),
    "column_parent": ("Из редакции", "Made from"),
    "column_reason": ("Почему", "Why"),
    "column_visits": ("Визитов", "Visits"),
    "column_calls": ("Звонков", "Calls"),
    "column_moves": ("Переносов", "Moves"),
    "first_plan": ("первый план месяца", "the month's first plan"),
    "no_events": ("пересчёт без новостей", "planned anew without news"),
    "damaged_revision": ("файл повреждён", "the file is damaged"),
    # Why the month is planned anew.
    "event_emergency": ("авария: {client} ({visit})", "emergency: {client} ({visit})"),
    "event_absence": (
        "{engineer} отсутствует с {first} по {last}",
        "{engineer} is away from {first} to {last}",
    ),
    "event_calendar": ("отметки в календаре: {count}", "marks in the calendar: {count}"),
    "event_workbook": ("новые данные в книге: {count}", "news in the workbook: {count}"),
    # Why a visit is elsewhere.
    "why_new": ("новый визит", "a new visit"),
    "why_cancelled": ("визит отменён", "the visit is cancelled"),
    "why_gone": ("в книге этого визита больше нет", "the workbook no longer has this visit"),
    "why_asked": ("так договорились с клиентом", "as agreed with the client"),
    "why_absence": ("инженера {engineer} в этот день не будет", "{engineer} is away that day"),
    "why_not_made": ("визит не был сделан", "the visit was not made"),
    "why_stage": (
        "сдвинулся предыдущий этап ({visit})",
        "the stage before has moved ({visit})",
    ),
    "why_emergency": (
        "в это время едем на аварию: {client}",
        "an emergency takes this time: {client}",
    ),
    "why_chain": (
        "в этот день теперь едем к другому клиенту: {client}",
        "another client is visited that day now: {client}",
    ),
    "why_rearranged": (
        "освобождаем время под изменения",
        "to make room for the changes",
    ),
    # Findings.
    "unknown_site": (
        "Объекта «{value}» нет в плане. Похожие id: {near}.",
        'There is no site "{value}" in the plan. Ids like it: {near}.',
    ),
    "unknown_engineer": (
        "Инженера «{value}» нет в плане. Есть: {near}.",
        'There is no engineer "{value}" in the plan. There are: {near}.',
    ),
    "now_backwards": (
        "План уже пересчитан на {until}, а вы просите на {now}: прошлое не пересчитать. "
        "Возьмите более раннюю редакцию (--from) или более позднее время.",
        "The plan was already made anew as of {until}, and you ask for {now}: the past cannot "
        "be planned. Take an earlier revision (--from) or a later time.",
    ),
    "month_over": (
        "На {now} от месяца {month} и дней после него ничего не осталось. Закройте месяц "
        "(fieldplan close) и планируйте следующий.",
        "On {now} nothing is left of {month} and the days after it. Close the month "
        "(fieldplan close) and plan the next.",
    ),
    "no_revision": (
        "Редакции {value} нет. Есть: {near}.",
        "There is no revision {value}. There are: {near}.",
    ),
    "calendar_other": (
        "Этот календарь сделан из другой редакции, а план — {expected}. Его отметки ниже: внесите "
        "их в календарь последней редакции или укажите --from.",
        "This calendar was made of another revision; the plan is {expected}. Its marks are "
        "listed below: enter them into the calendar of the latest revision, or use --from.",
    ),
    "calendar_mark": (
        "Отметка, которая не внесена: {marks}.",
        "A mark that is not taken up: {marks}.",
    ),
    "row_missing": (
        "Строки этого визита в календаре нет: визит остаётся как был. Чтобы снять визит, "
        "поставьте ему статус «отменён».",
        "The calendar has no row of this visit: it stays as it was. To take a visit away, set "
        "its status to cancelled.",
    ),
    "date_edited": (
        "Изменён столбец «Дата»: сам по себе он ничего не меняет. Впишите новый день в столбец "
        "«Перенесён на».",
        "The column of the date was changed, which by itself does nothing. Write the new day "
        "into the column of the day to move to.",
    ),
    "two_answers": (
        "Для этого визита есть и ответ здесь, и перенос в списке визитов. Взят перенос из списка.",
        "This visit has an answer here and a move in the list of visits. The list's is taken.",
    ),
}
