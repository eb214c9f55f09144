"""Texts of the command line: help, progress, summaries, failures."""

from fieldplan.messages.travel import TEXTS as TRAVEL

TEXTS: dict[str, tuple[str, str]] = {
    # Help
    "help": (
        "Планирует месяц выездных работ: кто, куда и в какой день едет.\n\n"
        "Порядок работы: init — получить книгу Excel, заполнить её, check — проверить, "
        "plan — составить план.\n\n"
        "Коды завершения: 0 — готово; 2 — ошибка в команде; 3 — ошибки во входных данных; "
        "4 — обещания противоречат друг другу; 5 — план составлен, но вошли не все "
        "обязательные визиты; 6 — не удалось записать; 1 — сбой программы.",
        "Plans a month of field service: who goes where on which day.\n\n"
        "The way to work: init gives a workbook, fill it in, check looks it over, plan makes "
        "the plan.\n\n"
        "Exit codes: 0 done; 2 wrong command; 3 errors in the input; 4 promises contradict one "
        "another; 5 planned, with required visits left out; 6 cannot write; 1 a defect.",
    ),
    "help_init": (
        "Создать книгу Excel для заполнения.\n\n"
        "TARGET — файл .xlsx или папка (по умолчанию текущая). Существующий файл не "
        "перезаписывается.",
        "Make a workbook to fill in.\n\n"
        "TARGET is an .xlsx file or a folder (default: the current one). An existing file is "
        "never overwritten.",
    ),
    "help_check": (
        "Проверить книгу или готовый план.\n\n"
        "FILE — книга .xlsx: список всех ошибок сразу и копия книги с отмеченными ячейками. "
        "FILE — plan.json или папка редакции: соблюдены ли в плане все правила.",
        "Check a workbook or a plan.\n\n"
        "FILE is a workbook (.xlsx): all errors in one list, and a copy with the cells marked. "
        "FILE is a plan.json or a revision's folder: whether the plan keeps every rule.",
    ),
    "help_plan": (
        "Спланировать месяц по книге WORKBOOK.\n\n"
        "Результат — новая редакция в папке outputs/ГГГГ-ММ/: календарь Excel, карта, "
        "календари для телефонов, страницы инженеров, маршрутные листы и plan.json. Ctrl-C "
        "прекращает поиск и сохраняет лучший найденный план.",
        "Plan a month from WORKBOOK.\n\n"
        "The result is a new revision in outputs/YYYY-MM/: an Excel calendar, a map, calendars "
        "for phones, engineers' pages, route sheets and plan.json. Ctrl-C ends the search and "
        "keeps the best plan found.",
    ),
    "help_map": (
        "Заново построить карту готового плана PLAN (plan.json, папка редакции или месяца).",
        "Make the map of a stored PLAN anew (plan.json, a revision's or a month's folder).",
    ),
    "help_export": (
        "Выгрузить план PLAN (plan.json, папка редакции или месяца) для других программ.\n\n"
        "csv — таблица для Excel; ics — календари для телефонов и почты; bitrix24 — запросы к "
        "календарю Битрикс24 в файлах JSON (ничего никуда не отправляется). Если прошлая "
        "редакция уже выгружалась, в bitrix24 попадают только изменения.",
        "Export a stored PLAN (plan.json, a revision's or a month's folder) to other programs.\n\n"
        "csv is a table for Excel; ics are calendars for phones and mail; bitrix24 are calls of "
        "the Bitrix24 calendar as JSON files (nothing is sent). If an earlier revision was "
        "exported, bitrix24 holds only the changes.",
    ),
    "help_solve": (
        "Решить задачу в открытом формате обмена (docs/exchange.md).",
        "Solve a problem written in the open exchange format (docs/exchange.md).",
    ),
    "opt_lang": (
        "Язык сообщений и отчётов (по умолчанию — язык книги).",
        "Language of messages and reports (default: the workbook's).",
    ),
    "opt_json": (
        "Результат — один документ JSON в стандартном выводе; сообщения — в потоке ошибок.",
        "Give one JSON document on standard output; messages go to standard error.",
    ),
    "opt_debug": (
        "При сбое показать подробности для разработчика.",
        "Show the developer's details of a failure.",
    ),
    "opt_example": (
        "Заполненный пример: 217 объектов, декабрь 2026 года.",
        "A filled example: 217 sites, December 2026.",
    ),
    "opt_month": ("Какой месяц планировать, например 2026-12.", "Month to plan, as in 2026-12."),
    "opt_check_month": (
        "Проверить и то, что требуется для плана этого месяца, например 2026-12.",
        "Check as well what a plan of this month needs, as in 2026-12.",
    ),
    "opt_now": (
        "Текущий момент, например «2026-12-09 13:40» (по умолчанию — начало месяца): всё, что "
        "раньше, уже прошло.",
        'The present moment, as in "2026-12-09 13:40" (default: the start of the month); what '
        "is earlier is past.",
    ),
    "opt_out": ("Папка для результатов.", "Folder of the results."),
    "opt_seed": (
        "Начальное число случайного поиска.",
        "Seed of the random search.",
    ),
    "opt_gap": (
        "Закончить раньше, если доказано, что план хуже лучшего не более чем на столько процентов.",
        "Stop early once the plan is proven to be within so many per cent of the best.",
    ),
    "opt_iterations": (
        "Закончить после стольких шагов: одинаковый запуск даёт одинаковый план.",
        "Stop after so many steps: the same run gives the same plan.",
    ),
    "opt_time_limit": (
        "Искать не дольше стольких секунд (по умолчанию 60).",
        "Search for at most so many seconds (default 60).",
    ),
    "opt_solve_out": (
        "Файл ответа (по умолчанию — стандартный вывод).",
        "File of the answer (default: standard output).",
    ),
    "opt_map_out": (
        "Файл карты (по умолчанию map.html рядом с планом).",
        "File of the map (default: map.html beside the plan).",
    ),
    "opt_contacts": (
        "Показать на карте телефоны. Не отправляйте такую карту посторонним.",
        "Show phones on the map. Do not send such a map to outsiders.",
    ),
    "opt_format": ("Формат выгрузки.", "Format of the export."),
    "opt_export_out": (
        "Файл (csv) или папка (ics, bitrix24); по умолчанию — export рядом с планом.",
        "File (csv) or folder (ics, bitrix24); default: export beside the plan.",
    ),
    "opt_export_contacts": (
        "Добавить контакты и телефоны клиентов. Не отправляйте такой файл посторонним.",
        "Add the clients' contacts and phones. Do not send such a file to outsiders.",
    ),
    # Wrong commands
    "bad_month": (
        "«{value}» — не месяц; нужен год и месяц, например 2026-12.",
        '"{value}" is not a month; give year and month, as in 2026-12.',
    ),
    "bad_now": (
        "«{value}» — не дата; нужна дата и, если важно, время, например «2026-12-09 13:40».",
        '"{value}" is not a date; give a date and, if it matters, a time, as in '
        '"2026-12-09 13:40".',
    ),
    "usage_missing": (
        "В команде не хватает: {name}.",
        "The command lacks {name}.",
    ),
    "usage_no_option": (
        "У команды нет параметра {name}. Похожие: {near}.",
        "The command has no option {name}. Similar ones: {near}.",
    ),
    "usage_bad_value": (
        "Недопустимое значение {name}: {detail}",
        "Wrong value of {name}: {detail}",
    ),
    "usage_no_command": (
        "Нет такой команды ({detail}). Есть: {names}.",
        "No such command ({detail}). There are: {names}.",
    ),
    "usage_other": ("Команда непонятна: {detail}", "The command is not understood: {detail}"),
    "usage_help": ("Справка: {path} --help", "Help: {path} --help"),
    # Failures
    "interrupted": (
        "Прервано. План ещё не был составлен, ничего не записано.",
        "Interrupted before there was a plan; nothing was written.",
    ),
    "input_refused": (
        "Ничего не записано. Исправьте перечисленное и повторите команду.",
        "Nothing was written. Mend what is listed and try again.",
    ),
    "failed_1": (
        "Сбой программы: составленный план не прошёл проверку правил, поэтому он не записан "
        "и не показан. Сообщите разработчикам: {detail}",
        "A defect: the plan did not pass the check of the rules, so it was neither written nor "
        "shown. Please report: {detail}",
    ),
    "failed_4": (
        "Обещания противоречат друг другу: {detail}",
        "Promises contradict one another: {detail}",
    ),
    "failed_6": (
        "Не удалось записать: {detail}. Закройте файл, если он открыт, проверьте место на "
        "диске и права на папку или укажите другое место.",
        "Cannot write: {detail}. Close the file if it is open, look at the disk space and at "
        "the rights to the folder, or name another place.",
    ),
    "file_exists": (
        "Файл {path} уже есть, и он не перезаписан. Укажите другое имя или папку.",
        "{path} exists and was not overwritten. Give another name or folder.",
    ),
    "defect": (
        "Сбой программы: {detail}. Подробности — в файле {log}; приложите его к сообщению "
        "разработчикам.",
        "A defect of the program: {detail}. Particulars are in {log}; please report it with "
        "that file.",
    ),
    "defect_without_log": (
        "Сбой программы: {detail}. Файл с подробностями записать не удалось; повторите с "
        "--debug, чтобы увидеть их.",
        "A defect of the program: {detail}. The file with particulars could not be written; "
        "repeat with --debug to see them.",
    ),
    # init
    "init_template": (
        "Создана книга: {path}\n"
        "Заполните листы «Объекты» и «Инженеры» (остальные — по необходимости), затем:\n"
        '  fieldplan check "{path}"\n'
        '  fieldplan plan "{path}" --month 2026-12',
        "Made a workbook: {path}\n"
        "Fill in the sheets Sites and Engineers (the others as needed), then:\n"
        '  fieldplan check "{path}"\n'
        '  fieldplan plan "{path}" --month 2026-12',
    ),
    "init_example": (
        'Создан пример: {path}\nДальше:\n  fieldplan plan "{path}" --month 2026-12',
        'Made an example: {path}\nNext:\n  fieldplan plan "{path}" --month 2026-12',
    ),
    # check
    "findings_error": ("Ошибки: {count}", "Errors: {count}"),
    "findings_contradiction": ("Противоречия: {count}", "Contradictions: {count}"),
    "findings_warning": ("Предупреждения: {count}", "Warnings: {count}"),
    "findings_notice": ("К сведению: {count}", "Notices: {count}"),
    "column_sheet": ("Лист", "Sheet"),
    "column_cell": ("Ячейка", "Cell"),
    "column_value": ("Значение", "Value"),
    "column_advice": ("Что ожидается и что сделать", "What is expected and what to do"),
    "marked_copy": (
        "Копия с отмеченными ячейками: {path}",
        "A copy with the cells marked: {path}",
    ),
    "marked_copy_failed": (
        "Копию с отмеченными ячейками записать не удалось: {detail}",
        "The copy with the cells marked could not be written: {detail}",
    ),
    "check_passed": (
        "Ошибок нет. Объектов: {sites}, проектов: {projects}, аварий: {emergencies}, "
        "инженеров: {engineers}.",
        "No errors. Sites: {sites}, projects: {projects}, emergencies: {emergencies}, "
        "engineers: {engineers}.",
    ),
    "check_refused": (
        "По этой книге пока нельзя составить план. Исправьте перечисленное и повторите.",
        "This workbook cannot be planned yet. Mend what is listed and try again.",
    ),
    "violations": ("Нарушения правил: {count}", "Rules violated: {count}"),
    "broken_promises": (
        "Обещания, которые план не сдерживает: {count}",
        "Promises that the plan does not keep: {count}",
    ),
    "plan_valid": (
        "План проверен: нарушений правил нет.",
        "The plan was checked: no rule is violated.",
    ),
    "plan_invalid": (
        "План нарушает правила: пользоваться им нельзя. Составьте его заново.",
        "The plan violates rules and must not be used. Plan anew.",
    ),
    # plan
    "planning": (
        "Планирую {month}: визитов {visits}. Ctrl-C — закончить поиск и взять лучшее найденное.",
        "Planning {month}: {visits} visits. Ctrl-C ends the search with the best plan found.",
    ),
    "searching": (
        "Готовлюсь к поиску… (в первый раз на этом компьютере — до двух минут)",
        "Getting ready to search… (up to two minutes the first time on a computer)",
    ),
    "progress_time": ("{elapsed} с", "{elapsed} s"),
    "progress_visits": ("визитов в плане {served} из {total}", "{served} of {total} visits placed"),
    "tier_emergencies_late": ("аварий с опозданием {value}", "late emergencies {value}"),
    "tier_emergency_days_late": ("дней опоздания {value}", "days late {value}"),
    "tier_promises_broken": ("нарушенных обещаний {value}", "broken promises {value}"),
    "tier_dropped": ("вес выпавших визитов {value}", "dropped weight {value}"),
    "tier_calls": ("звонков {value}", "calls {value}"),
    "tier_moves": ("переносов {value}", "moves {value}"),
    "tier_unserved_weight": ("вес невыполненного {value}", "unserved weight {value}"),
    "tier_money": ("затраты {value} ₽", "cost {value} RUB"),
    "tier_drive_min": ("за рулём {value} ч", "driving {value} h"),
    "tier_optimal": ("{figure} (доказано: лучше нельзя)", "{figure} (proven optimal)"),
    "tier_bounded": (
        "{figure} (доказанная граница {bound}, разрыв {gap})",
        "{figure} (proven bound {bound}, gap {gap})",
    ),
    "summary_month": (
        "План: {month}, редакция {revision}. Рабочих дней {days} (сокращённых {shortened}), "
        "инженеров {engineers}, подрядчиков {contractors}.",
        "Plan: {month}, revision {revision}. {days} working days ({shortened} shortened), "
        "{engineers} engineer(s), {contractors} contractor(s).",
    ),
    "column_kind": ("Вид визита", "Kind of visit"),
    "column_required": ("Обязательных", "Required"),
    "column_served": ("В плане", "Planned"),
    "column_left": ("Не вошло", "Left out"),
    "column_extra": ("Сверх того", "Besides"),
    "total": ("Всего", "Total"),
    "all_served": ("В план вошли все визиты.", "Every visit is in the plan."),
    "unassigned": ("Не вошли в план: {count}", "Left out: {count}"),
    "unassigned_line": ("  {visit} {client}: {why}", "  {visit} {client}: {why}"),
    "unassigned_more": (
        "  … и ещё {count}; все они — в календаре, на листе «Не вошли».",
        "  … and {count} more; all are on the calendar's sheet Unassigned.",
    ),
    "postponed": (
        "Перенесено на следующий месяц (раньше начать нельзя): {count}",
        "Left for next month (cannot start earlier): {count}",
    ),
    "serviced_later": (
        "Объектов, чьё ТО – не в этом месяце: {count} (когда – на листе «График ТО»).",
        "Sites with their maintenance in another month: {count} (sheet Maintenance outlook).",
    ),
    "column_engineer": ("Инженер", "Engineer"),
    "column_visits": ("Визитов", "Visits"),
    "column_routes": ("Маршрутов", "Routes"),
    "column_on_site": ("На объектах, часов", "On site, hours"),
    "column_drive": ("За рулём, часов", "Driving, hours"),
    "column_km": ("Километров", "Kilometres"),
    "column_desk": ("Камеральная работа, часов", "Desk work, hours"),
    "column_desk_overflow": ("  из неё сверх смены, часов", "  of it beyond the shifts, hours"),
    "column_overtime": ("Переработка, часов", "Overtime, hours"),
    "column_free": ("Свободно в сменах, часов", "Free in shifts, hours"),
    "norm_within": (
        "{engineer}: визитов {visits} — в пределах нормы {low}–{high} (маршрутов {routes}).",
        "{engineer}: {visits} visits, within the norm of {low}–{high} ({routes} routes).",
    ),
    "norm_above": (
        "{engineer}: визитов {visits} — выше нормы {low}–{high} (маршрутов {routes}).",
        "{engineer}: {visits} visits, above the norm of {low}–{high} ({routes} routes).",
    ),
    "norm_below": (
        "{engineer}: визитов {visits} — ниже нормы {low}–{high} (маршрутов {routes}).",
        "{engineer}: {visits} visits, below the norm of {low}–{high} ({routes} routes).",
    ),
    "objective": ("Итог поиска: {figures}.", "Result of the search: {figures}."),
    "prices_are_examples": (
        "Цены в настройках — пример: суммы в рублях условны, пока вы их не замените.",
        "The prices in the settings are examples: the sums are notional until you replace them.",
    ),
    "stopped_limit": (
        "Поиск остановлен по заданному пределу.",
        "The search ended at its limit.",
    ),
    "stopped_gap": (
        "Поиск закончен: достигнута заданная точность.",
        "The search ended: the plan is within the gap asked for.",
    ),
    "stopped_optimal": (
        "Поиск закончен: доказано, что план лучше не сделать.",
        "The search ended: the plan is proven to be the best.",
    ),
    "stopped_interrupt": (
        "Поиск прерван (Ctrl-C): взят лучший найденный план.",
        "The search was interrupted (Ctrl-C): this is the best plan found.",
    ),
    "stopped_cancelled": (
        "Поиск отменён: взят лучший найденный план.",
        "The search was cancelled: this is the best plan found.",
    ),
    "stopped_failure": (
        "Поиск прервался из-за сбоя программы: взят лучший план, найденный до него. План проверен "
        "по всем правилам; повторите команду, если есть время.",
        "The search was cut short by a defect of the program: this is the best plan found before "
        "it. It has passed all rules; repeat the command if there is time.",
    ),
    "folder_of": ("{folder} (файлов: {count})", "{folder} (files: {count})"),
    "written": ("Результаты: {folder}", "Results: {folder}"),
    "map_written": ("Карта: {path}", "Map: {path}"),
    "exported": ("Выгружено файлов: {count}", "Files exported: {count}"),
    "solved": (
        "Визитов в плане: {served}, не вошло: {unassigned}. Ответ: {where}",
        "Visits placed: {served}, left out: {unassigned}. Answer: {where}",
    ),
}
TEXTS |= TRAVEL
