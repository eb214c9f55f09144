"""Findings about the value of one cell."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "missing_value",
    "«{column}»: ячейка пуста, а значение обязательно.",
    "заполните ячейку или удалите строку целиком.",
    "{column}: the cell is empty, but a value is required.",
    "fill in the cell or delete the whole row.",
)
put(
    TEXTS,
    "formula_without_value",
    "«{column}»: в ячейке формула без вычисленного значения; нужно значение.",
    "откройте книгу в Excel, дождитесь пересчёта и сохраните; или впишите значение.",
    "{column}: the cell holds a formula without a calculated value; a value is needed.",
    "open the workbook in Excel, let it calculate and save; or write the value.",
)
put(
    TEXTS,
    "error_cell",
    "«{column}»: в ячейке ошибка Excel; нужно значение.",
    "исправьте формулу или впишите значение.",
    "{column}: the cell holds an Excel error; a value is needed.",
    "correct the formula or write the value.",
)
put(
    TEXTS,
    "bad_date",
    "«{column}»: не похоже на дату; нужна дата, например 15.12.2026.",
    "впишите день, месяц и год.",
    "{column}: not a date; a date such as 2026-12-15 is needed.",
    "write year, month and day.",
)
put(
    TEXTS,
    "no_such_day",
    "«{column}»: такого дня в календаре нет; нужна дата, например 15.12.2026.",
    "проверьте день и месяц.",
    "{column}: there is no such day in the calendar; a date such as 2026-12-15 is needed.",
    "check the day and the month.",
)
put(
    TEXTS,
    "date_out_of_range",
    "«{column}»: дата вне разумных пределов; ожидается год с {first} по {last}.",
    "проверьте год.",
    "{column}: the date is out of range; a year from {first} to {last} is expected.",
    "check the year.",
)
put(
    TEXTS,
    "ambiguous_date",
    "«{column}»: неясно, где день, а где месяц; нужна дата вида 2026-12-15.",
    "впишите дату как год-месяц-день.",
    "{column}: day and month cannot be told apart; a date such as 2026-12-15 is needed.",
    "write the date as year-month-day.",
)
put(
    TEXTS,
    "hours_in_date",
    "«{column}»: здесь время, а нужна дата, например 15.12.2026.",
    "впишите дату; время ставится в соседний столбец.",
    "{column}: this is a time; a date such as 2026-12-15 is needed.",
    "write the date; the time has a column of its own.",
)
put(
    TEXTS,
    "serial_date",
    "«{column}»: число понято как дата {understood}.",
    "ничего, если верно; иначе впишите дату. Всего таких ячеек: {count}.",
    "{column}: the number was understood as the date {understood}.",
    "nothing if that is right; otherwise write the date. Cells like this: {count}.",
)
put(
    TEXTS,
    "bad_clock",
    "«{column}»: не похоже на время; нужно время, например 09:00.",
    "впишите часы и минуты через двоеточие.",
    "{column}: not a time of day; one such as 09:00 is needed.",
    "write hours and minutes with a colon.",
)
put(
    TEXTS,
    "bad_hours",
    "«{column}»: часы не поняты; ожидается 9-18, «9:00-13:00, 14-18» или «пн-чт 9-17, пт 9-15».",
    "запишите часы так же; других слов в ячейке быть не должно.",
    "{column}: the hours were not understood; expected 9-18, '9:00-13:00, 14-18' or "
    "'Mon-Thu 9-17, Fri 9-15'.",
    "write the hours like this, without other words.",
)
put(
    TEXTS,
    "hours_end_before_start",
    "«{column}»: конец не позже начала; ожидается, например, 9-18.",
    "исправьте часы; ночной интервал разделите на два: 22-24 и 0-6.",
    "{column}: the end is not after the start; expected is e.g. 9-18.",
    "correct the hours; split a night interval in two: 22-24 and 0-6.",
)
put(
    TEXTS,
    "date_in_hours",
    "«{column}»: Excel превратил часы в дату; ожидается, например, 9-18.",
    "задайте ячейке формат «Текстовый» и впишите часы заново: 09:00-18:00.",
    "{column}: Excel has turned the hours into a date; expected is e.g. 9-18.",
    "format the cell as Text and write the hours again: 09:00-18:00.",
)
put(
    TEXTS,
    "bad_days",
    "«{column}»: дни недели не поняты; ожидается «пн-пт» или «вт, чт».",
    "впишите дни недели через дефис или запятую.",
    "{column}: the weekdays were not understood; expected 'Mon-Fri' or 'Tue, Thu'.",
    "write weekdays with a hyphen or commas.",
)
put(
    TEXTS,
    "date_in_days",
    "«{column}»: Excel превратил дни недели в дату; ожидается «пн-пт».",
    "задайте ячейке формат «Текстовый» и впишите дни заново: пн-пт.",
    "{column}: Excel has turned the weekdays into a date; expected 'Mon-Fri'.",
    "format the cell as Text and write the days again: Mon-Fri.",
)
put(
    TEXTS,
    "bad_window",
    "«{column}»: время визита не понято; ожидается 10:00, 10-12 или «утро».",
    "впишите начало или начало и конец; пустая ячейка — весь день.",
    "{column}: the time of the visit was not understood; expected 10:00, 10-12 or 'morning'.",
    "write the start, or start and end; an empty cell is the whole day.",
)
put(
    TEXTS,
    "shift_two_windows",
    "«{column}»: в один день два промежутка; смена ожидается одним, обед вычитается сам.",
    "запишите смену целиком: 9-18.",
    "{column}: two intervals on one day; a shift is one, lunch is taken off by itself.",
    "write the whole shift: 9-18.",
)
put(
    TEXTS,
    "bad_duration",
    "«{column}»: длительность не понята; ожидаются минуты (90), «1,5 ч» или 1:30.",
    "впишите целое число минут.",
    "{column}: the duration was not understood; expected minutes (90), '1.5 h' or 1:30.",
    "write a whole number of minutes.",
)
put(
    TEXTS,
    "duration_out_of_range",
    "«{column}»: ожидается от {low} до {high} минут.",
    "проверьте, минуты ли это: часы пишите как «2 ч», дни — как «2 дня».",
    "{column}: from {low} to {high} minutes are expected.",
    "check that these are minutes; write hours as '2 h' and days as '2 days'.",
)
put(
    TEXTS,
    "date_in_duration",
    "«{column}»: здесь дата, а нужна длительность в минутах, например 90.",
    "задайте ячейке числовой формат и впишите минуты.",
    "{column}: this is a date; a duration in minutes, such as 90, is needed.",
    "format the cell as a number and write the minutes.",
)
put(
    TEXTS,
    "days_out_of_range",
    "«{column}»: ожидается от {low} до {high} рабочих дней.",
    "проверьте число дней; более долгий этап разделите на два проекта.",
    "{column}: from {low} to {high} working days are expected.",
    "check the number of days; split a longer stage into two projects.",
)
put(
    TEXTS,
    "not_a_number",
    "«{column}»: не похоже на число; нужно число, например 60.",
    "впишите число без лишних слов.",
    "{column}: not a number; a number such as 60 is needed.",
    "write the number without other words.",
)
put(
    TEXTS,
    "ambiguous_number",
    "«{column}»: неясно, тысячи это или дробь; ожидается, например, 1500 или 1,5.",
    "впишите число без разделителя тысяч.",
    "{column}: thousands or a fraction? Expected is e.g. 1500 or 1.5.",
    "write the number without a thousands separator.",
)
put(
    TEXTS,
    "not_whole",
    "«{column}»: нужно целое число.",
    "впишите число без дробной части.",
    "{column}: a whole number is needed.",
    "write the number without a fraction.",
)
put(
    TEXTS,
    "number_out_of_range",
    "«{column}»: число вне пределов; ожидается от {low} до {high}.",
    "проверьте число и единицу измерения.",
    "{column}: the number is out of range; expected from {low} to {high}.",
    "check the number and its unit.",
)
put(
    TEXTS,
    "money_out_of_range",
    "«{column}»: сумма вне пределов; ожидается от {low} до {high} рублей.",
    "проверьте сумму: она в рублях и не меньше нуля.",
    "{column}: the amount is out of range; expected from {low} to {high} roubles.",
    "check the amount: it is in roubles and not below zero.",
)
put(
    TEXTS,
    "hours_out_of_range",
    "«{column}»: ожидается от {low} до {high} часов.",
    "проверьте, что здесь часы в месяц.",
    "{column}: from {low} to {high} hours are expected.",
    "check that these are hours a month.",
)
put(
    TEXTS,
    "date_in_number",
    "«{column}»: Excel превратил число в дату; нужно число, например 60.",
    "задайте ячейке числовой формат и впишите число заново.",
    "{column}: Excel has turned the number into a date; a number such as 60 is needed.",
    "format the cell as a number and write it again.",
)
put(
    TEXTS,
    "bad_bool",
    "«{column}»: ожидается «да» или «нет».",
    "выберите значение из списка.",
    "{column}: 'yes' or 'no' is expected.",
    "choose a value from the list.",
)
put(
    TEXTS,
    "bad_choice",
    "«{column}»: такого значения нет; ожидается одно из: {choices}.",
    "выберите значение из списка.",
    "{column}: there is no such value; expected one of: {choices}.",
    "choose a value from the list.",
)
put(
    TEXTS,
    "bad_skills",
    "«{column}»: ожидаются названия навыков через запятую.",
    "впишите навыки словами, как на листе инженеров.",
    "{column}: names of skills separated by commas are expected.",
    "write the skills as words, as on the sheet of engineers.",
)
put(
    TEXTS,
    "bad_phone",
    "«{column}»: не похоже на телефон; ожидается, например, +7 495 000-00-00.",
    "впишите номер текстом или очистите ячейку.",
    "{column}: not a phone number; expected is e.g. +7 495 000-00-00.",
    "write the number as text or clear the cell.",
)
put(
    TEXTS,
    "bad_id",
    "«{column}»: ожидается код из букв и цифр, например С-001.",
    "впишите код.",
    "{column}: an id of letters and digits is expected, such as S-001.",
    "write the id.",
)
put(
    TEXTS,
    "id_too_long",
    "«{column}»: код слишком длинный; ожидается не больше {high} знаков.",
    "сократите код; название пишите в соседнем столбце.",
    "{column}: the id is too long; at most {high} characters are expected.",
    "shorten the id; the name has a column of its own.",
)
put(
    TEXTS,
    "date_in_id",
    "«{column}»: Excel превратил код в дату; ожидается код, например 1-05.",
    "задайте столбцу формат «Текстовый» и впишите код заново.",
    "{column}: Excel has turned the id into a date; an id such as 1-05 is expected.",
    "format the column as Text and write the id again.",
)
