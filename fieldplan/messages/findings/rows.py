"""Findings about the meaning of a row."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "access_never",
    "«{column}»: ни в один день доступа нет; ожидается хотя бы один.",
    "исправьте часы или дни доступа; если не ездить вовсе, поставьте «Активен» — нет.",
    "{column}: there is no access on any day; at least one is expected.",
    "correct the access hours or days; if nobody is to go at all, set Active to no.",
)
put(
    TEXTS,
    "access_day_without_hours",
    "«{column}»: назван день, на который нет часов доступа; он считается закрытым.",
    "добавьте часы на этот день или уберите его.",
    "{column}: a day without access hours is named; it counts as closed.",
    "add hours for the day or remove it.",
)
put(
    TEXTS,
    "fixed_without_engineer",
    "«{column}»: закрепление указано, а инженер — нет; ожидается код инженера.",
    "впишите инженера или выберите «желательно».",
    "{column}: the binding is fixed, but no engineer is named; an engineer's id is expected.",
    "write the engineer or choose 'preferred'.",
)
put(
    TEXTS,
    "contractor_without_price",
    "«{name}»: подрядчик без цены, его работа считается бесплатной; ожидается цена часа, визита "
    "или дня.",
    "впишите цену из договора.",
    "'{name}': a contractor without a price counts as free of charge; a price per hour, visit or "
    "day is expected.",
    "write the price of the contract.",
)
put(
    TEXTS,
    "absence_ends_before_start",
    "«{column}»: последний день раньше первого; ожидается не раньше.",
    "исправьте даты.",
    "{column}: the last day is before the first; expected is the same day or later.",
    "correct the dates.",
)
put(
    TEXTS,
    "absence_very_long",
    "«{column}»: отсутствие на {days} дней; обычно ожидается меньше года.",
    "проверьте год.",
    "{column}: an absence of {days} days; less than a year is usually expected.",
    "check the year.",
)
put(
    TEXTS,
    "project_without_stages",
    "«{column}»: у проекта не осталось ни одного этапа; нужен хотя бы один.",
    "впишите работу хотя бы одного этапа или удалите строку.",
    "{column}: the project has no stage left; at least one is needed.",
    "fill in the work of at least one stage or delete the row.",
)
put(
    TEXTS,
    "stage_removed_but_filled",
    "«{column}»: этап убран («нет» в работе), но эта ячейка заполнена; ожидается пустая.",
    "очистите ячейку или впишите работу этапа.",
    "{column}: the stage is removed ('none' as its work), but this cell is filled in; an empty "
    "one is expected.",
    "clear the cell or fill in the work.",
)
put(
    TEXTS,
    "time_without_date",
    "«{column}»: время согласовано, а дата — нет; нужны оба.",
    "впишите согласованную дату или очистите время.",
    "{column}: a time is agreed, but no date; both are needed.",
    "write the agreed date or clear the time.",
)
put(
    TEXTS,
    "control_left_out",
    "«{column}»: в тексте были управляющие символы; прочитано без них.",
    "ничего, если смысл не изменился. Всего таких ячеек: {count}.",
    "{column}: the text held control characters; they were left out.",
    "nothing if the meaning is the same. Cells like this: {count}.",
)
put(
    TEXTS,
    "time_in_date_cell",
    "«{column}»: время взято из ячейки с датой, окно — два часа.",
    "ничего, если верно; иначе впишите время в свой столбец. Всего таких ячеек: {count}.",
    "{column}: the time was taken from the date's cell, with a window of two hours.",
    "nothing if that is right; otherwise use the column for the time. Cells like this: {count}.",
)
put(
    TEXTS,
    "done_before_reported",
    "«{column}»: заявка выполнена раньше, чем поступила; ожидается не раньше.",
    "проверьте обе даты.",
    "{column}: done before it was reported; expected is the same day or later.",
    "check both dates.",
)
put(
    TEXTS,
    "done_without_date",
    "«{column}»: заявка выполнена, а дата не указана; принят день, когда она поступила.",
    "впишите дату выполнения. Всего таких ячеек: {count}.",
    "{column}: done, but no date is given; the day of the report is taken.",
    "write the date on which it was done. Cells like this: {count}.",
)
put(
    TEXTS,
    "done_but_not_done",
    "«{column}»: есть дата выполнения, а состояние другое; ожидается «выполнена».",
    "исправьте состояние или очистите дату выполнения.",
    "{column}: there is a date on which it was done, but the state differs; 'done' is expected.",
    "correct the state or clear the date.",
)
put(
    TEXTS,
    "unknown_setting",
    "Такой настройки нет; строка не учтена, ожидается строка из исходного листа.",
    "восстановите название и ключ или удалите строку.",
    "There is no such setting; the row is left out, one of the original sheet is expected.",
    "restore the name and the key or delete the row.",
)
put(
    TEXTS,
    "unknown_setting_close",
    "Такой настройки нет; строка не учтена. Ожидалось, возможно, «{close}».",
    "исправьте название или удалите строку.",
    "There is no such setting; the row is left out. Perhaps '{close}' was expected.",
    "correct the name or delete the row.",
)
put(
    TEXTS,
    "setting_twice",
    "Эта настройка уже есть в строке {other_row}; каждая ожидается один раз.",
    "удалите лишнюю строку.",
    "This setting already stands in row {other_row}; each is expected once.",
    "delete the row that is not needed.",
)
put(
    TEXTS,
    "settings_out_of_order",
    "«{high}» меньше, чем «{low}»; ожидается больше.",
    "исправьте одно из двух значений.",
    "'{high}' is below '{low}'; it is expected to be above.",
    "correct one of the two values.",
)
put(
    TEXTS,
    "bad_percents",
    "«{column}»: ожидается {count} целых чисел от 5 до 300 через запятую, по одному на полчаса.",
    "исправьте список или очистите ячейку (тогда берётся значение по умолчанию).",
    "{column}: {count} whole numbers from 5 to 300 separated by commas are expected, one for each "
    "half-hour.",
    "correct the list or clear the cell (which means the default).",
)
