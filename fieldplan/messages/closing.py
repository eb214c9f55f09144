"""Texts of the month's end: closing a month, and taking it up in the next."""

TEXTS: dict[str, tuple[str, str]] = {
    "help": (
        "Закрыть месяц: что сделано, что нет, что обещано.\n\n"
        "PERIOD — месяц (2026-12) или папка месяца или редакции. Берётся calendar.xlsx последней "
        "редакции со статусами, которые вы проставили. Прошедший визит без отметки считается "
        "выполненным и попадает в список для проверки. Результат — папка closed: carry.json для "
        "«plan --previous» и closing.xlsx со строками для листа «История».",
        "Close a month: what was done, what was not, what is promised.\n\n"
        "PERIOD is a month (2026-12), or the folder of a month or a revision. The calendar.xlsx of "
        "the latest revision is read with the statuses that you set. A past visit without a "
        "status counts as done and is listed for you to look over. The result is the folder "
        "closed: carry.json for plan --previous, and closing.xlsx with rows for the History sheet.",
    ),
    "opt_out": (
        "Папка результатов, в которой лежит месяц.",
        "Folder of the results in which the month lies.",
    ),
    "opt_calendar": (
        "Календарь со статусами, если он сохранён в другом месте.",
        "The calendar with the statuses, if it was saved elsewhere.",
    ),
    "opt_now": (
        "День закрытия, если месяц ещё не кончился: визиты после него не считаются прошедшими "
        "(по умолчанию — последний день месяца).",
        "Day of the closing if the month is not over: visits after it are not past (default: the "
        "month's last day).",
    ),
    "opt_previous": (
        "Закрытый прошлый месяц: его папка (после команды close). Невыполненное вернётся в план, "
        "выполненное не повторится.",
        "The closed month before: its folder (after the command close). What was left undone "
        "comes back, what was done is not repeated.",
    ),
    # Findings
    "other_plan": (
        "Это календарь другой редакции, а закрывается {expected}. Перенесите статусы в календарь "
        "этой редакции.",
        "This calendar is of another plan; {expected} is being closed. Copy the statuses to that "
        "revision's calendar.",
    ),
    "unknown_visit": (
        "Такого визита в плане нет. Верните код визита из исходного календаря или удалите строку.",
        "The plan has no such visit. Restore the visit's id from the calendar as it was written, "
        "or delete the row.",
    ),
    "row_twice": (
        "Визит уже записан в строке {other}. Оставьте одну строку.",
        "The visit is in row {other} already. Keep one row.",
    ),
    "row_missing": (
        "Строки этого визита в календаре нет, и неизвестно, выполнен ли он. Верните строку; если "
        "визит отменён, поставьте статус «отменено».",
        "The calendar has no row of this visit, so nobody knows whether it was made. Restore the "
        "row; if the visit was cancelled, set the status “cancelled”.",
    ),
    "no_carry": (
        "Здесь нет закрытого месяца. Сначала закройте его: fieldplan close {value}",
        "There is no closed month here. Close it first: fieldplan close {value}",
    ),
    "carry_later": (
        "Закрыт месяц {value}, а планируется {month}: нужен месяц перед планируемым.",
        "The closed month is {value} and {month} is being planned: a month before it is needed.",
    ),
    "carry_gap": (
        "Взят закрытый месяц {value}; между ним и {month} есть незакрытые месяцы. Что сделано "
        "в них, план не знает.",
        "The closed month is {value}; there are months between it and {month} that are not "
        "closed. The plan does not know what was done in them.",
    ),
    # The terminal
    "closed": (
        "Месяц закрыт: {month}, редакция {revision}, по {day}.",
        "The month is closed: {month}, revision {revision}, until {day}.",
    ),
    "count_done": (
        "Выполнено визитов: {done}, из них без отметки: {assumed}.",
        "Visits made: {done}, of these without a status: {assumed}.",
    ),
    "count_undone": (
        "Не выполнено и переходит дальше: {count}.",
        "Not made and carried over: {count}.",
    ),
    "count_cancelled": (
        "Отменено: {count}. То, чего требует договор или проект, вернётся в следующий план.",
        "Cancelled: {count}. What a contract or a project asks for comes back in the next plan.",
    ),
    "count_promised": (
        "Обещания, которые остаются в силе: {count}.",
        "Promises that still stand: {count}.",
    ),
    "count_desk": (
        "Документы за последние дни, часов: {hours}.",
        "Paperwork of the last days, hours: {hours}.",
    ),
    "assumed_title": (
        "Без отметки — считаются выполненными. Если это не так, поставьте статус в календаре и "
        "закройте месяц снова:",
        "Without a status: counted as done. If that is wrong, set the status in the calendar and "
        "close the month again:",
    ),
    "undone_title": ("Не выполнено:", "Not made:"),
    "line": ("  {day} {visit} {client}", "  {day} {visit} {client}"),
    "line_undone": ("  {visit} {client}{due}", "  {visit} {client}{due}"),
    "due": (", срок {day}", ", due {day}"),
    "more": ("  … и ещё {count}: лист «{sheet}»", "  … and {count} more: sheet {sheet}"),
    "next": (
        "Дальше: вставьте строки листа «{history}» из closing.xlsx на лист «{history}» книги "
        "(по желанию: план учтёт их и без этого), затем\n"
        "  fieldplan plan КНИГА.xlsx --month {month} "
        '--previous "{folder}"',
        "Next: paste the rows of sheet {history} of closing.xlsx into sheet {history} of the "
        "workbook (if you like: the plan knows them anyway), then\n  fieldplan plan WORKBOOK.xlsx "
        '--month {month} --previous "{folder}"',
    ),
    # The workbook
    "sheet_undone": ("Не выполнено", "Not made"),
    "sheet_promised": ("Обещано", "Promised"),
    "sheet_desk": ("Документы", "Paperwork"),
    "sheet_assumed": ("Без отметки", "Without status"),
    "col_visit": ("Визит", "Visit"),
    "col_client": ("Клиент", "Client"),
    "col_kind": ("Вид", "Kind"),
    "col_due": ("Срок", "Due"),
    "col_project": ("Проект", "Project"),
    "col_date": ("Дата", "Date"),
    "col_engineer": ("Инженер", "Engineer"),
    "col_minutes": ("Минут", "Minutes"),
    "col_until": ("Написать до", "Write by"),
    "col_subject": ("Что обещано", "What is promised"),
    "col_window": ("Время", "Time"),
    "col_status": ("Статус", "Status"),
    "whole_day": ("весь день", "all day"),
}
