"""Texts of «Обзвон»: the sheet of visits to be promised, and what is wrong in its answers."""

TEXTS: dict[str, tuple[str, str]] = {
    "sheet": ("Обзвон", "Phone calls"),
    "title": ("Обзвон: {month}", "Phone calls: {month}"),
    "hint": (
        "Позвоните и выберите ответ из списка. «Другая дата» — впишите день и, если важно, время "
        "(14:00, 10-13, до обеда). Не дозвонились — оставьте пустым. Затем сохраните и запустите "
        "«Пересчитать» (или fieldplan replan с этим файлом).",
        "Phone and choose the answer from the list. For “another date” write the day and, if it "
        "matters, the time (14:00, 10-13, morning). Not reached: leave it empty. Then save, and "
        "start Plan anew (or fieldplan replan with this file).",
    ),
    "moves_note": (
        "* ради этого варианта другой визит, о котором клиенту ещё не сказали, сменит день.",
        "* for this option another visit, told to nobody yet, changes its day.",
    ),
    "empty": ("Звонить некому: всё согласовано.", "Nobody to phone: all is agreed."),
    "none": ("нет места", "no room"),
    "run": (
        "дни подряд: впишите другую дату, replan проверит",
        "days in a row: write another date, replan checks it",
    ),
    "reply_yes": ("да", "yes"),
    "reply_first": ("вариант 1", "option 1"),
    "reply_second": ("вариант 2", "option 2"),
    "reply_other": ("другая дата", "another date"),
    "reply_refused": ("отказ", "refused"),
    # Findings
    "bad_reply": (
        "Ответ не понят. Выберите из списка: {choices}.",
        "The answer is not understood. Choose from the list: {choices}.",
    ),
    "no_option": (
        "Этого варианта в строке нет. Выберите другой ответ или впишите дату.",
        "This row has no such option. Choose another answer or write a date.",
    ),
    "option_changed": (
        "День и время варианта не прочитаны. Верните текст ячейки или ответьте «другая дата».",
        "The option's day and time cannot be read. Restore the cell's text or answer “another "
        "date”.",
    ),
    "no_date": (
        "Ответ «другая дата», а дата не вписана. Впишите день, о котором договорились.",
        "The answer is “another date” and no date is written. Write the day you agreed on.",
    ),
    "date_without_reply": (
        "Дата вписана, а ответа нет. Выберите ответ «другая дата» или сотрите дату.",
        "A date is written without an answer. Choose “another date” or clear the date.",
    ),
    "bad_time": (
        "Время не понято. Напишите, например, 14:00, 10-13, «до обеда» или оставьте пустым.",
        "The time is not understood. Write 14:00, 10-13, “morning” or leave it empty.",
    ),
    "row_twice": (
        "Этот визит уже есть в строке {other}. Оставьте одну строку.",
        "This visit is in row {other} already. Keep one row.",
    ),
    "unknown_visit": (
        "Такого визита в плане нет. Верните код визита из исходного файла.",
        "The plan has no such visit. Restore the visit's id from the file as it was written.",
    ),
    "past_visit": (
        "Этот визит уже прошёл: ответ ничего не меняет. Сотрите его.",
        "This visit is over: the answer changes nothing. Clear it.",
    ),
    "past_date": (
        "{day} уже прошло. Впишите день позже {now}.",
        "{day} is past. Write a day after {now}.",
    ),
    "beyond": (
        "{day} — за пределами плана ({first}–{last}). Впишите день внутри него; визит на более "
        "поздний месяц запишите в книгу, на лист «Согласовано».",
        "{day} is beyond the plan ({first} to {last}). Write a day inside it; enter a visit of a "
        "later month into the workbook, sheet Agreed.",
    ),
    "day_off": ("{day} — нерабочий день. Впишите другой.", "{day} is a day off. Write another."),
    "nobody": (
        "{day} никто из инженеров, которым можно поручить этот визит, не работает. Впишите "
        "другой день.",
        "On {day} none of the engineers who may make this visit works. Write another day.",
    ),
    "no_access": (
        "{day} с {start} до {end} на объект не пускают (или работа не успевает закончиться). "
        "Доступ в этот день: {access}. Договоритесь о другом времени.",
        "On {day} from {start} to {end} the site gives no access (or the work would not end in "
        "time). Access on the day: {access}. Agree on another time.",
    ),
    "too_early": (
        "{day} слишком рано: визит возможен не раньше {first} (срок этапа, оборудование или "
        "предыдущий этап).",
        "{day} is too early: the visit is possible on {first} at the earliest (stage, equipment "
        "or the stage before).",
    ),
    "not_kept": (
        "{day} {start}–{end}: в плане для этого визита места не нашлось. Договоритесь о другом "
        "времени.",
        "{day} {start}–{end}: the plan has no room for this visit then. Agree on another time.",
    ),
}
