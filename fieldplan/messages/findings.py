"""What is wrong in a workbook: what is expected, and what to do.

Every text has two parts: the fact with what is expected, then the remedy after
«Что сделать:» / "What to do:".
"""

from fieldplan.messages.demand import TEXTS as DEMAND_TEXTS

TEXTS: dict[str, tuple[str, str]] = dict(DEMAND_TEXTS)


def _put(code: str, ru: str, todo_ru: str, en: str, todo_en: str) -> None:
    TEXTS[code] = (f"{ru} Что сделать: {todo_ru}", f"{en} What to do: {todo_en}")


# the file
_put(
    "no_such_file",
    "Такого файла нет; нужна рабочая книга .xlsx.",
    "проверьте имя и папку; новую книгу создаёт команда fieldplan init.",
    "There is no such file; a workbook (.xlsx) is needed.",
    "check the name and the folder; fieldplan init makes a new workbook.",
)
_put(
    "not_a_file",
    "Это папка, а нужен файл рабочей книги .xlsx.",
    "укажите файл внутри папки.",
    "This is a folder; a workbook file (.xlsx) is needed.",
    "name the file inside the folder.",
)
_put(
    "unreadable_file",
    "Файл не удаётся прочитать; нужен доступ на чтение.",
    "закройте файл в Excel, проверьте права или скопируйте его в другую папку.",
    "The file cannot be read; read access is needed.",
    "close it in Excel, check the permissions or copy it to another folder.",
)
_put(
    "empty_file",
    "Файл пуст (0 байт); нужна рабочая книга .xlsx.",
    "возьмите исходный файл ещё раз: возможно, он скачан не полностью.",
    "The file is empty (0 bytes); a workbook (.xlsx) is needed.",
    "take the original again: perhaps it was not downloaded completely.",
)
_put(
    "file_too_large",
    "Файл слишком велик; нужна книга не больше {high} МБ.",
    "удалите картинки и лишние листы и сохраните книгу заново.",
    "The file is too large; at most {high} MB are expected.",
    "remove pictures and sheets that are not needed and save the workbook again.",
)
_put(
    "old_xls_file",
    "Это книга старого формата .xls; нужен формат .xlsx.",
    "откройте её в Excel, выберите «Сохранить как» и тип «Книга Excel (*.xlsx)».",
    "This is a workbook in the old .xls format; .xlsx is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
_put(
    "encrypted_file",
    "Книга защищена паролем; нужна книга без пароля на открытие.",
    "откройте её в Excel, снимите пароль (Файл — Сведения — Защита книги) и сохраните.",
    "The workbook is protected by a password; one that opens without it is needed.",
    "open it in Excel, remove the password (File, Info, Protect Workbook) and save.",
)
_put(
    "markup_file",
    "Это текст HTML или XML с расширением книги (так выгружают некоторые программы); "
    "нужна настоящая книга .xlsx.",
    "откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)».",
    "This is HTML or XML text named like a workbook (some programs export so); a real .xlsx "
    "workbook is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
_put(
    "not_a_workbook",
    "Это не рабочая книга Excel; нужен файл .xlsx.",
    "проверьте, тот ли это файл; новую книгу создаёт команда fieldplan init.",
    "This is not an Excel workbook; an .xlsx file is needed.",
    "check that it is the right file; fieldplan init makes a new workbook.",
)
_put(
    "open_document_file",
    "Это таблица OpenDocument (.ods); нужен формат .xlsx.",
    "в LibreOffice выберите «Сохранить как» и тип «Excel 2007-365 (.xlsx)».",
    "This is an OpenDocument spreadsheet (.ods); .xlsx is needed.",
    "in LibreOffice choose 'Save as' and the type 'Excel 2007-365 (.xlsx)'.",
)
_put(
    "binary_workbook_file",
    "Это двоичная книга .xlsb; нужен формат .xlsx.",
    "откройте её в Excel и сохраните как «Книга Excel (*.xlsx)».",
    "This is a binary workbook (.xlsb); .xlsx is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
_put(
    "damaged_file",
    "Файл повреждён или обрезан; нужна целая книга .xlsx.",
    "откройте её в Excel (он предложит восстановить), сохраните заново или возьмите копию.",
    "The file is damaged or cut short; a whole .xlsx workbook is needed.",
    "open it in Excel (which offers a repair) and save it again, or take a copy.",
)
_put(
    "suspicious_archive",
    "Файл устроен не так, как книги Excel; открывать его небезопасно, нужна обычная книга .xlsx.",
    "узнайте, откуда файл; откройте его в Excel и сохраните заново.",
    "The file is not built as Excel builds workbooks and is unsafe to open; a plain .xlsx is "
    "expected.",
    "find out where the file comes from; open it in Excel and save it again.",
)
_put(
    "zip_bomb",
    "После распаковки файл занимает больше {high} МБ; у обычной книги так не бывает, открывать "
    "её небезопасно.",
    "удалите лишние листы, картинки и оформление пустых строк и сохраните заново.",
    "Unpacked, a part of the file takes more than {high} MB; a workbook does not, and it is "
    "unsafe to open.",
    "remove needless sheets, pictures and formats of blank rows and save again.",
)
_put(
    "entity_bomb",
    "В файле есть объявление DTD ({part}); в книгах Excel его не бывает, открывать её небезопасно.",
    "узнайте, откуда файл; откройте его в Excel и сохраните заново.",
    "The file contains a document type declaration ({part}); Excel workbooks have none, and it "
    "is unsafe to open.",
    "find out where the file comes from; open it in Excel and save it again.",
)
_put(
    "too_many_cells",
    "В книге слишком много ячеек; ожидается не больше {high}, считая пустые с оформлением.",
    "удалите пустые строки и столбцы за таблицей (Ctrl+End покажет, где она кончается) и "
    "сохраните.",
    "The workbook has too many cells; at most {high} are expected, blank styled ones included.",
    "delete the blank rows and columns beyond the table (Ctrl+End shows its end) and save.",
)
_put(
    "ranges_too_large",
    "Объединённые ячейки или ссылки занимают огромную область ({part}); ожидаются обычные строки.",
    "снимите объединение ячеек и лишние гиперссылки и сохраните.",
    "Merged cells or hyperlinks span a huge area ({part}); plain rows are expected.",
    "unmerge the cells, remove needless hyperlinks and save.",
)
# sheets and headers
_put(
    "missing_sheet",
    "Нет листа «{wanted}»; он обязателен.",
    "добавьте лист или возьмите книгу, которую создаёт fieldplan init.",
    "There is no sheet '{wanted}'; it is required.",
    "add the sheet, or start from the workbook that fieldplan init makes.",
)
_put(
    "sheet_twice",
    "Этот лист и лист «{other}» — одно и то же по названию; ожидается один.",
    "удалите или переименуйте лишний лист.",
    "This sheet and sheet '{other}' mean the same by their names; one is expected.",
    "delete or rename the one that is not needed.",
)
_put(
    "sheet_renamed",
    "Лист узнан по заголовкам как «{wanted}», хотя назван иначе.",
    "ничего, если верно; иначе переименуйте лист.",
    "By its headers this sheet was understood as '{wanted}', though its name differs.",
    "nothing if that is right; otherwise rename the sheet.",
)
_put(
    "extra_sheet",
    "Лист «{column}» программе не знаком и не читается.",
    "ничего, если он ваш собственный; иначе назовите его, как в справке книги.",
    "Sheet '{column}' is not known and is not read.",
    "nothing if it is your own; otherwise name it as the workbook's help says.",
)
_put(
    "hidden_sheet",
    "Лист скрыт, но прочитан.",
    "ничего, если так задумано; иначе удалите его.",
    "The sheet is hidden, but was read.",
    "nothing if that is meant; otherwise delete it.",
)
_put(
    "hidden_rows",
    "Строки скрыты или отфильтрованы, но прочитаны; их {rows}.",
    "ничего, если так задумано; иначе удалите их или поставьте «Активен» — нет.",
    "Rows are hidden or filtered out, but were read; there are {rows}.",
    "nothing if that is meant; otherwise delete them or set Active to no.",
)
_put(
    "missing_header",
    "Не найдена строка заголовков; ожидаются столбцы: {wanted}.",
    "впишите заголовки в первую строку, как в книге от fieldplan init.",
    "No header row was found; expected columns: {wanted}.",
    "write the headers in the first row, as in the workbook that fieldplan init makes.",
)
_put(
    "missing_column",
    "Нет столбца «{column}»; он обязателен.",
    "добавьте столбец с таким заголовком.",
    "There is no column '{column}'; it is required.",
    "add a column with this header.",
)
_put(
    "unknown_column",
    "Столбец «{column}» программе не знаком и не читается.",
    "ничего, если он ваш собственный; иначе дайте ему заголовок из справки книги.",
    "Column '{column}' is not known and is not read.",
    "nothing if it is your own; otherwise give it a header from the workbook's help.",
)
_put(
    "unknown_column_close",
    "Столбец «{column}» программе не знаком и не читается; похоже на «{close}».",
    "если это он, исправьте заголовок.",
    "Column '{column}' is not known and is not read; it resembles '{close}'.",
    "if that is meant, correct the header.",
)
_put(
    "duplicate_header",
    "Этот столбец уже есть в ячейке {other}; каждый столбец ожидается один раз.",
    "удалите или переименуйте лишний.",
    "This column already stands in {other}; each column is expected once.",
    "delete or rename the one that is not needed.",
)
_put(
    "empty_sheet",
    "На листе нет ни одной строки под заголовками; нужна хотя бы одна.",
    "заполните лист; пример показывает fieldplan init --example.",
    "The sheet has no row under its headers; at least one is needed.",
    "fill in the sheet; fieldplan init --example shows how.",
)
_put(
    "nothing_active",
    "Все строки листа отмечены как неактивные; нужна хотя бы одна активная.",
    "поставьте «да» в столбце «Активен».",
    "All rows of the sheet are marked as not active; at least one must be.",
    "set Active to yes.",
)
_put(
    "merged_cells",
    "Ячейки {area} объединены; ожидается, что каждое значение стоит в своей ячейке.",
    "снимите объединение и впишите значение в каждую ячейку.",
    "Cells {area} are merged; each value is expected in a cell of its own.",
    "unmerge them and write the value into each cell.",
)
_put(
    "merged_filled",
    "Ячейки {area} объединены; значение понято как общее для всех этих строк.",
    "ничего, если верно; иначе снимите объединение.",
    "Cells {area} are merged; the value was understood as that of all these rows.",
    "nothing if that is right; otherwise unmerge them.",
)
_put(
    "more_of_the_same",
    "Таких замечаний на листе ещё {count}; показаны первые.",
    "исправьте показанные и проверьте книгу снова.",
    "The sheet has {count} more findings of this kind; the first ones are shown.",
    "correct those that are shown and check the workbook again.",
)
# any cell
_put(
    "missing_value",
    "«{column}»: ячейка пуста, а значение обязательно.",
    "заполните ячейку или удалите строку целиком.",
    "{column}: the cell is empty, but a value is required.",
    "fill in the cell or delete the whole row.",
)
_put(
    "formula_without_value",
    "«{column}»: в ячейке формула без вычисленного значения; нужно значение.",
    "откройте книгу в Excel, дождитесь пересчёта и сохраните; или впишите значение.",
    "{column}: the cell holds a formula without a calculated value; a value is needed.",
    "open the workbook in Excel, let it calculate and save; or write the value.",
)
_put(
    "error_cell",
    "«{column}»: в ячейке ошибка Excel; нужно значение.",
    "исправьте формулу или впишите значение.",
    "{column}: the cell holds an Excel error; a value is needed.",
    "correct the formula or write the value.",
)
_put(
    "bad_date",
    "«{column}»: не похоже на дату; нужна дата, например 15.12.2026.",
    "впишите день, месяц и год.",
    "{column}: not a date; a date such as 2026-12-15 is needed.",
    "write year, month and day.",
)
_put(
    "no_such_day",
    "«{column}»: такого дня в календаре нет; нужна дата, например 15.12.2026.",
    "проверьте день и месяц.",
    "{column}: there is no such day in the calendar; a date such as 2026-12-15 is needed.",
    "check the day and the month.",
)
_put(
    "date_out_of_range",
    "«{column}»: дата вне разумных пределов; ожидается год с {first} по {last}.",
    "проверьте год.",
    "{column}: the date is out of range; a year from {first} to {last} is expected.",
    "check the year.",
)
_put(
    "ambiguous_date",
    "«{column}»: неясно, где день, а где месяц; нужна дата вида 2026-12-15.",
    "впишите дату как год-месяц-день.",
    "{column}: day and month cannot be told apart; a date such as 2026-12-15 is needed.",
    "write the date as year-month-day.",
)
_put(
    "hours_in_date",
    "«{column}»: здесь время, а нужна дата, например 15.12.2026.",
    "впишите дату; время ставится в соседний столбец.",
    "{column}: this is a time; a date such as 2026-12-15 is needed.",
    "write the date; the time has a column of its own.",
)
_put(
    "serial_date",
    "«{column}»: число понято как дата {understood}.",
    "ничего, если верно; иначе впишите дату. Всего таких ячеек: {count}.",
    "{column}: the number was understood as the date {understood}.",
    "nothing if that is right; otherwise write the date. Cells like this: {count}.",
)
_put(
    "bad_clock",
    "«{column}»: не похоже на время; нужно время, например 09:00.",
    "впишите часы и минуты через двоеточие.",
    "{column}: not a time of day; one such as 09:00 is needed.",
    "write hours and minutes with a colon.",
)
_put(
    "bad_hours",
    "«{column}»: часы не поняты; ожидается 9-18, «9:00-13:00, 14-18» или «пн-чт 9-17, пт 9-15».",
    "запишите часы так же; других слов в ячейке быть не должно.",
    "{column}: the hours were not understood; expected 9-18, '9:00-13:00, 14-18' or "
    "'Mon-Thu 9-17, Fri 9-15'.",
    "write the hours like this, without other words.",
)
_put(
    "hours_end_before_start",
    "«{column}»: конец не позже начала; ожидается, например, 9-18.",
    "исправьте часы; ночной интервал разделите на два: 22-24 и 0-6.",
    "{column}: the end is not after the start; expected is e.g. 9-18.",
    "correct the hours; split a night interval in two: 22-24 and 0-6.",
)
_put(
    "date_in_hours",
    "«{column}»: Excel превратил часы в дату; ожидается, например, 9-18.",
    "задайте ячейке формат «Текстовый» и впишите часы заново: 09:00-18:00.",
    "{column}: Excel has turned the hours into a date; expected is e.g. 9-18.",
    "format the cell as Text and write the hours again: 09:00-18:00.",
)
_put(
    "bad_days",
    "«{column}»: дни недели не поняты; ожидается «пн-пт» или «вт, чт».",
    "впишите дни недели через дефис или запятую.",
    "{column}: the weekdays were not understood; expected 'Mon-Fri' or 'Tue, Thu'.",
    "write weekdays with a hyphen or commas.",
)
_put(
    "date_in_days",
    "«{column}»: Excel превратил дни недели в дату; ожидается «пн-пт».",
    "задайте ячейке формат «Текстовый» и впишите дни заново: пн-пт.",
    "{column}: Excel has turned the weekdays into a date; expected 'Mon-Fri'.",
    "format the cell as Text and write the days again: Mon-Fri.",
)
_put(
    "bad_window",
    "«{column}»: время визита не понято; ожидается 10:00, 10-12 или «утро».",
    "впишите начало или начало и конец; пустая ячейка — весь день.",
    "{column}: the time of the visit was not understood; expected 10:00, 10-12 or 'morning'.",
    "write the start, or start and end; an empty cell is the whole day.",
)
_put(
    "shift_two_windows",
    "«{column}»: в один день два промежутка; смена ожидается одним, обед вычитается сам.",
    "запишите смену целиком: 9-18.",
    "{column}: two intervals on one day; a shift is one, lunch is taken off by itself.",
    "write the whole shift: 9-18.",
)
_put(
    "bad_duration",
    "«{column}»: длительность не понята; ожидаются минуты (90), «1,5 ч» или 1:30.",
    "впишите целое число минут.",
    "{column}: the duration was not understood; expected minutes (90), '1.5 h' or 1:30.",
    "write a whole number of minutes.",
)
_put(
    "duration_out_of_range",
    "«{column}»: ожидается от {low} до {high} минут.",
    "проверьте, минуты ли это: часы пишите как «2 ч», дни — как «2 дня».",
    "{column}: from {low} to {high} minutes are expected.",
    "check that these are minutes; write hours as '2 h' and days as '2 days'.",
)
_put(
    "date_in_duration",
    "«{column}»: здесь дата, а нужна длительность в минутах, например 90.",
    "задайте ячейке числовой формат и впишите минуты.",
    "{column}: this is a date; a duration in minutes, such as 90, is needed.",
    "format the cell as a number and write the minutes.",
)
_put(
    "days_out_of_range",
    "«{column}»: ожидается от {low} до {high} рабочих дней.",
    "проверьте число дней; более долгий этап разделите на два проекта.",
    "{column}: from {low} to {high} working days are expected.",
    "check the number of days; split a longer stage into two projects.",
)
_put(
    "not_a_number",
    "«{column}»: не похоже на число; нужно число, например 60.",
    "впишите число без лишних слов.",
    "{column}: not a number; a number such as 60 is needed.",
    "write the number without other words.",
)
_put(
    "ambiguous_number",
    "«{column}»: неясно, тысячи это или дробь; ожидается, например, 1500 или 1,5.",
    "впишите число без разделителя тысяч.",
    "{column}: thousands or a fraction? Expected is e.g. 1500 or 1.5.",
    "write the number without a thousands separator.",
)
_put(
    "not_whole",
    "«{column}»: нужно целое число.",
    "впишите число без дробной части.",
    "{column}: a whole number is needed.",
    "write the number without a fraction.",
)
_put(
    "number_out_of_range",
    "«{column}»: число вне пределов; ожидается от {low} до {high}.",
    "проверьте число и единицу измерения.",
    "{column}: the number is out of range; expected from {low} to {high}.",
    "check the number and its unit.",
)
_put(
    "money_out_of_range",
    "«{column}»: сумма вне пределов; ожидается от {low} до {high} рублей.",
    "проверьте сумму: она в рублях и не меньше нуля.",
    "{column}: the amount is out of range; expected from {low} to {high} roubles.",
    "check the amount: it is in roubles and not below zero.",
)
_put(
    "hours_out_of_range",
    "«{column}»: ожидается от {low} до {high} часов.",
    "проверьте, что здесь часы в месяц.",
    "{column}: from {low} to {high} hours are expected.",
    "check that these are hours a month.",
)
_put(
    "date_in_number",
    "«{column}»: Excel превратил число в дату; нужно число, например 60.",
    "задайте ячейке числовой формат и впишите число заново.",
    "{column}: Excel has turned the number into a date; a number such as 60 is needed.",
    "format the cell as a number and write it again.",
)
_put(
    "bad_bool",
    "«{column}»: ожидается «да» или «нет».",
    "выберите значение из списка.",
    "{column}: 'yes' or 'no' is expected.",
    "choose a value from the list.",
)
_put(
    "bad_choice",
    "«{column}»: такого значения нет; ожидается одно из: {choices}.",
    "выберите значение из списка.",
    "{column}: there is no such value; expected one of: {choices}.",
    "choose a value from the list.",
)
_put(
    "bad_skills",
    "«{column}»: ожидаются названия навыков через запятую.",
    "впишите навыки словами, как на листе инженеров.",
    "{column}: names of skills separated by commas are expected.",
    "write the skills as words, as on the sheet of engineers.",
)
_put(
    "bad_phone",
    "«{column}»: не похоже на телефон; ожидается, например, +7 495 000-00-00.",
    "впишите номер текстом или очистите ячейку.",
    "{column}: not a phone number; expected is e.g. +7 495 000-00-00.",
    "write the number as text or clear the cell.",
)
_put(
    "bad_id",
    "«{column}»: ожидается код из букв и цифр, например С-001.",
    "впишите код.",
    "{column}: an id of letters and digits is expected, such as S-001.",
    "write the id.",
)
_put(
    "id_too_long",
    "«{column}»: код слишком длинный; ожидается не больше {high} знаков.",
    "сократите код; название пишите в соседнем столбце.",
    "{column}: the id is too long; at most {high} characters are expected.",
    "shorten the id; the name has a column of its own.",
)
_put(
    "date_in_id",
    "«{column}»: Excel превратил код в дату; ожидается код, например 1-05.",
    "задайте столбцу формат «Текстовый» и впишите код заново.",
    "{column}: Excel has turned the id into a date; an id such as 1-05 is expected.",
    "format the column as Text and write the id again.",
)
# coordinates
_put(
    "bad_coordinate",
    "«{column}»: координата не понята; ожидаются градусы, например 55,7558.",
    "скопируйте координаты с карты; можно обе в одну ячейку: 55.7558, 37.6173.",
    "{column}: the coordinate was not understood; degrees such as 55.7558 are expected.",
    "copy the coordinates from a map; both may stand in one cell: 55.7558, 37.6173.",
)
_put(
    "bad_coordinates",
    "«{column}»: ожидаются две координаты: 55.7558, 37.6173.",
    "скопируйте обе координаты с карты.",
    "{column}: two coordinates are expected: 55.7558, 37.6173.",
    "copy both coordinates from a map.",
)
_put(
    "coordinate_out_of_range",
    "«{column}»: таких градусов не бывает; ожидается от -{limit} до {limit}.",
    "проверьте, не потерялась ли запятая: 55,7558, а не 557558.",
    "{column}: there are no such degrees; expected from -{limit} to {limit}.",
    "check whether the decimal point was lost: 55.7558, not 557558.",
)
_put(
    "date_in_coordinate",
    "«{column}»: Excel превратил координату в дату; ожидаются градусы, например 55,7558.",
    "задайте ячейке числовой формат и впишите координату заново.",
    "{column}: Excel has turned the coordinate into a date; degrees such as 55.7558 are expected.",
    "format the cell as a number and write the coordinate again.",
)
_put(
    "half_of_coordinates",
    "«{column}»: пусто, хотя вторая координата есть; нужны обе.",
    "впишите недостающую координату.",
    "{column}: empty, though the other coordinate is there; both are needed.",
    "fill in the missing coordinate.",
)
_put(
    "coordinates_disagree",
    "«{column}»: в ячейке обе координаты, а в соседней — другая; ожидается одно место.",
    "оставьте по одной координате в ячейке.",
    "{column}: the cell holds both coordinates, and its neighbour a different one.",
    "leave one coordinate in each cell; one place is expected.",
)
_put(
    "coordinates_in_one_cell",
    "«{column}»: обе координаты в одной ячейке, понято как {lat}, {lon}.",
    "ничего, если верно. Всего таких ячеек: {count}.",
    "{column}: both coordinates in one cell, understood as {lat}, {lon}.",
    "nothing if that is right. Cells like this: {count}.",
)
_put(
    "missing_coordinates",
    "Строка {row}, «{name}»: нет координат; нужны широта и долгота.",
    "впишите широту и долготу (скопируйте с карты: 55.7558, 37.6173).",
    "Row {row}, '{name}': no coordinates; latitude and longitude are needed.",
    "fill in latitude and longitude (copy them from a map: 55.7558, 37.6173).",
)
_put(
    "engineer_without_base",
    "Строка {row}, «{name}»: не задана база; нужны её широта и долгота.",
    "впишите координаты места, откуда инженер выезжает и куда возвращается.",
    "Row {row}, '{name}': no base; its latitude and longitude are needed.",
    "fill in the coordinates of the place where the engineer starts and ends the day.",
)
_put(
    "without_place",
    "Строка {row}, «{name}»: не указано место; ожидается код объекта или адрес с координатами.",
    "впишите код с листа объектов или клиента, адрес, широту и долготу.",
    "Row {row}, '{name}': no place; a site's id or an address with coordinates is expected.",
    "write an id from the sheet of sites, or client, address, latitude and longitude.",
)
_put(
    "coordinates_swapped",
    "Широта и долгота, похоже, переставлены: точка далеко, а наоборот — рядом с остальными; "
    "ожидается {lat}, {lon}.",
    "поставьте широту {lat} и долготу {lon}.",
    "Latitude and longitude seem to be swapped: the point is far away, the other way round it "
    "is near the others; expected {lat}, {lon}.",
    "set the latitude to {lat} and the longitude to {lon}.",
)
_put(
    "too_far",
    "Точка в {km} км от ближайшей базы; ожидается не дальше {limit} км.",
    "проверьте координаты; если место и правда далеко, увеличьте предел на листе настроек.",
    "The point is {km} km from the nearest base; at most {limit} km are expected.",
    "check the coordinates; if the place is that far, raise the limit on the settings sheet.",
)
_put(
    "rough_coordinates",
    "Координаты указаны грубо, до десятых градуса (ошибка до 10 км); ожидается 4 знака.",
    "скопируйте точные координаты с карты.",
    "The coordinates are rough, to a tenth of a degree (off by up to 10 km); 4 decimals are "
    "expected.",
    "copy precise coordinates from a map.",
)
_put(
    "one_point_two_addresses",
    "Координаты те же, что у объекта {other} («{address}»), а адреса разные; ожидаются свои "
    "координаты у каждого адреса.",
    "проверьте координаты обоих объектов.",
    "The coordinates are those of site {other} ('{address}'), but the addresses differ; each "
    "address is expected to have its own.",
    "check the coordinates of both sites.",
)
# ids and references
_put(
    "duplicate_id",
    "«{column}»: такой код уже есть в строке {other_row} ({other}); коды не должны повторяться.",
    "дайте строке другой код или удалите её.",
    "{column}: this id already stands in row {other_row} ({other}); ids must not repeat.",
    "give the row another id or delete it.",
)
_put(
    "id_of_a_site",
    "«{column}»: такой код уже у объекта в строке {other_row}; у места без объекта код свой.",
    "дайте строке другой код или укажите код объекта в столбце объекта.",
    "{column}: this is the id of the site in row {other_row}; a place of its own needs its own.",
    "give the row another id, or write the site's id in the column for it.",
)
_put(
    "id_of_another",
    "«{column}»: такой код уже у проекта или заявки на другом листе; коды не должны повторяться.",
    "дайте строке другой код.",
    "{column}: a project or emergency on another sheet has this id; ids must not repeat.",
    "give the row another id.",
)
_put(
    "understood_id",
    "«{column}»: понято как {understood} (отличаются похожие буквы, нули или регистр).",
    "ничего, если верно. Всего таких ячеек: {count}.",
    "{column}: understood as {understood} (similar letters, zeros or case differ).",
    "nothing if that is right. Cells like this: {count}.",
)
_put(
    "understood_site",
    "«{column}»: по клиенту и адресу понято, что это объект {understood}.",
    "ничего, если верно; иначе укажите код объекта.",
    "{column}: by client and address this was understood as site {understood}.",
    "nothing if that is right; otherwise write the site's id.",
)
for _sheet, _ru, _en in (
    ("site", "объекта с таким кодом нет; ожидается код с листа объектов", "site"),
    ("engineer", "инженера с таким кодом нет; ожидается код с листа инженеров", "engineer"),
):
    _put(
        f"unknown_{_sheet}",
        f"«{{column}}»: {_ru}.",
        "исправьте код или добавьте строку на тот лист.",
        f"{{column}}: there is no such {_en}; an id from the sheet of {_en}s is expected.",
        "correct the id or add a row to that sheet.",
    )
    _put(
        f"unknown_{_sheet}_close",
        f"«{{column}}»: {_ru}. Похожие: {{close}}.",
        "исправьте код или добавьте строку на тот лист.",
        f"{{column}}: there is no such {_en}; an id from the sheet of {_en}s is expected. "
        "Similar: {close}.",
        "correct the id or add a row to that sheet.",
    )
_put(
    "unknown_site_history",
    "«{column}»: такого объекта нет на листе объектов; строка истории не учтена.",
    "ничего, если объект закрыт; иначе исправьте код.",
    "{column}: there is no such site on the sheet of sites; the row of history is left out.",
    "nothing if the site is closed; otherwise correct the id.",
)
_put(
    "unknown_site_history_close",
    "«{column}»: такого объекта нет на листе объектов; строка истории не учтена. Похожие: {close}.",
    "ничего, если объект закрыт; иначе исправьте код.",
    "{column}: there is no such site on the sheet of sites; the row of history is left out. "
    "Similar: {close}.",
    "nothing if the site is closed; otherwise correct the id.",
)
_put(
    "unknown_subject",
    "«{column}»: нет такого объекта, проекта, заявки или визита; ожидается их код.",
    "исправьте код или удалите строку.",
    "{column}: there is no such site, project, emergency or visit; its id is expected.",
    "correct the id or delete the row.",
)
_put(
    "unknown_subject_close",
    "«{column}»: нет такого объекта, проекта, заявки или визита; ожидается их код. "
    "Похожие: {close}.",
    "исправьте код или удалите строку.",
    "{column}: there is no such site, project, emergency or visit; its id is expected. "
    "Similar: {close}.",
    "correct the id or delete the row.",
)
_put(
    "ambiguous_subject",
    "«{column}»: этот код есть и у объекта, и у проекта или заявки; ожидается вид визита.",
    "заполните вид визита или дайте им разные коды.",
    "{column}: this id belongs to a site and to a project or emergency; the kind is expected.",
    "fill in the kind of visit, or give them different ids.",
)
_put(
    "stage_needed",
    "«{column}»: пусто, а для проекта нужен этап: аудит, монтаж, ПНР или обучение.",
    "выберите этап, о котором договорились.",
    "{column}: empty; for a project the stage is needed: audit, installation, commissioning or "
    "training.",
    "choose the stage that was agreed.",
)
_put(
    "own_place_ignored",
    "«{column}»: указан код объекта, поэтому свой адрес строки не используется.",
    "ничего, если верно; иначе очистите код объекта.",
    "{column}: a site's id is given, so the row's own place is not used.",
    "nothing if that is right; otherwise clear the site's id.",
)
# meaning of a row
_put(
    "access_never",
    "«{column}»: ни в один день доступа нет; ожидается хотя бы один.",
    "исправьте часы или дни доступа; если не ездить вовсе, поставьте «Активен» — нет.",
    "{column}: there is no access on any day; at least one is expected.",
    "correct the access hours or days; if nobody is to go at all, set Active to no.",
)
_put(
    "access_day_without_hours",
    "«{column}»: назван день, на который нет часов доступа; он считается закрытым.",
    "добавьте часы на этот день или уберите его.",
    "{column}: a day without access hours is named; it counts as closed.",
    "add hours for the day or remove it.",
)
_put(
    "fixed_without_engineer",
    "«{column}»: закрепление указано, а инженер — нет; ожидается код инженера.",
    "впишите инженера или выберите «желательно».",
    "{column}: the binding is fixed, but no engineer is named; an engineer's id is expected.",
    "write the engineer or choose 'preferred'.",
)
_put(
    "contractor_without_price",
    "«{name}»: подрядчик без цены, его работа считается бесплатной; ожидается цена часа, визита "
    "или дня.",
    "впишите цену из договора.",
    "'{name}': a contractor without a price counts as free of charge; a price per hour, visit or "
    "day is expected.",
    "write the price of the contract.",
)
_put(
    "absence_ends_before_start",
    "«{column}»: последний день раньше первого; ожидается не раньше.",
    "исправьте даты.",
    "{column}: the last day is before the first; expected is the same day or later.",
    "correct the dates.",
)
_put(
    "absence_very_long",
    "«{column}»: отсутствие на {days} дней; обычно ожидается меньше года.",
    "проверьте год.",
    "{column}: an absence of {days} days; less than a year is usually expected.",
    "check the year.",
)
_put(
    "project_without_stages",
    "«{column}»: у проекта не осталось ни одного этапа; нужен хотя бы один.",
    "впишите работу хотя бы одного этапа или удалите строку.",
    "{column}: the project has no stage left; at least one is needed.",
    "fill in the work of at least one stage or delete the row.",
)
_put(
    "stage_removed_but_filled",
    "«{column}»: этап убран («нет» в работе), но эта ячейка заполнена; ожидается пустая.",
    "очистите ячейку или впишите работу этапа.",
    "{column}: the stage is removed ('none' as its work), but this cell is filled in.",
    "clear the cell or fill in the work; an empty cell is expected.",
)
_put(
    "time_without_date",
    "«{column}»: время согласовано, а дата — нет; нужны оба.",
    "впишите согласованную дату или очистите время.",
    "{column}: a time is agreed, but no date; both are needed.",
    "write the agreed date or clear the time.",
)
_put(
    "time_in_date_cell",
    "«{column}»: время взято из ячейки с датой, окно — два часа.",
    "ничего, если верно; иначе впишите время в свой столбец. Всего таких ячеек: {count}.",
    "{column}: the time was taken from the date's cell, with a window of two hours.",
    "nothing if that is right; otherwise use the column for the time. Cells like this: {count}.",
)
_put(
    "done_before_reported",
    "«{column}»: заявка выполнена раньше, чем поступила; ожидается не раньше.",
    "проверьте обе даты.",
    "{column}: done before it was reported; expected is the same day or later.",
    "check both dates.",
)
_put(
    "done_without_date",
    "«{column}»: заявка выполнена, а дата не указана; принят день, когда она поступила.",
    "впишите дату выполнения. Всего таких ячеек: {count}.",
    "{column}: done, but no date is given; the day of the report is taken.",
    "write the date on which it was done. Cells like this: {count}.",
)
_put(
    "done_but_not_done",
    "«{column}»: есть дата выполнения, а состояние другое; ожидается «выполнена».",
    "исправьте состояние или очистите дату выполнения.",
    "{column}: there is a date on which it was done, but the state differs; 'done' is expected.",
    "correct the state or clear the date.",
)
# settings
_put(
    "unknown_setting",
    "Такой настройки нет; строка не учтена, ожидается строка из исходного листа.",
    "восстановите название и ключ или удалите строку.",
    "There is no such setting; the row is left out, one of the original sheet is expected.",
    "restore the name and the key or delete the row.",
)
_put(
    "unknown_setting_close",
    "Такой настройки нет; строка не учтена. Ожидалось, возможно, «{close}».",
    "исправьте название или удалите строку.",
    "There is no such setting; the row is left out. Perhaps '{close}' was expected.",
    "correct the name or delete the row.",
)
_put(
    "setting_twice",
    "Эта настройка уже есть в строке {other_row}; каждая ожидается один раз.",
    "удалите лишнюю строку.",
    "This setting already stands in row {other_row}; each is expected once.",
    "delete the row that is not needed.",
)
_put(
    "settings_out_of_order",
    "«{high}» меньше, чем «{low}»; ожидается больше.",
    "исправьте одно из двух значений.",
    "'{high}' is below '{low}'; it is expected to be above.",
    "correct one of the two values.",
)
_put(
    "bad_percents",
    "«{column}»: ожидается {count} целых чисел от 5 до 300 через запятую, по одному на полчаса.",
    "исправьте список или очистите ячейку (тогда берётся значение по умолчанию).",
    "{column}: {count} whole numbers from 5 to 300 separated by commas are expected, one for each "
    "half-hour.",
    "correct the list or clear the cell (which means the default).",
)
# contradictions
_put(
    "promise_on_absence",
    "Клиенту обещан этот день, но {name} отсутствует с {first} по {last}; ожидается день, когда "
    "он на работе.",
    "договоритесь о другом дне, назначьте другого инженера или исправьте отсутствие.",
    "This day was promised, but {name} is absent from {first} to {last}; a day at work is "
    "expected.",
    "agree on another day, appoint another engineer or correct the absence.",
)
_put(
    "promise_when_all_absent",
    "Клиенту обещан этот день, но в этот день отсутствуют все инженеры ({name} — с {first} по "
    "{last}); ожидается день, когда кто-то на работе.",
    "договоритесь о другом дне или исправьте отсутствия.",
    "This day was promised, but all engineers are absent ({name} from {first} to {last}); a day "
    "with somebody at work is expected.",
    "agree on another day or correct the absences.",
)
_put(
    "promise_on_closed_day",
    "Клиенту обещан этот день, но объект {site} в этот день недели закрыт; ожидается день доступа.",
    "договоритесь о другом дне или исправьте часы и дни доступа объекта.",
    "This day was promised, but site {site} is closed on that weekday; a day with access is "
    "expected.",
    "agree on another day, or correct the site's access hours and days.",
)
_put(
    "promise_outside_access",
    "Обещанное время вне часов доступа объекта {site} ({access}); ожидается время внутри них.",
    "договоритесь о другом времени или исправьте часы доступа.",
    "The promised time is outside the access hours of site {site} ({access}); a time within them "
    "is expected.",
    "agree on another time or correct the access hours.",
)
_put(
    "promises_out_of_order",
    "«{after}» согласован не позже, чем «{before}»; ожидается день после него.",
    "договоритесь о другом дне для одного из этапов.",
    "'{after}' is agreed for a day not after '{before}'; a later day is expected.",
    "agree on another day for one of the stages.",
)
_put(
    "due_before_start",
    "Срок сдачи раньше, чем разрешено начать; ожидается позже.",
    "исправьте одну из двух дат.",
    "The project is due before it may start; a later date is expected.",
    "correct one of the two dates.",
)
_put(
    "stage_done_too_early",
    "«{after}» выполнен, а «{before}» перед ним — нет; ожидается, что этапы идут по порядку.",
    "впишите дату предыдущего этапа или «нет», если его не было.",
    "'{after}' is done, but '{before}' before it is not; stages are expected in order.",
    "write the date of the earlier stage, or 'none' if there was none.",
)
_put(
    "stages_out_of_order",
    "«{after}» выполнен раньше, чем «{before}»; ожидается наоборот.",
    "проверьте обе даты.",
    "'{after}' was done before '{before}'; the reverse is expected.",
    "check both dates.",
)
_put(
    "equipment_after_promise",
    "Монтаж обещан раньше, чем придёт оборудование ({arrival}); ожидается не раньше.",
    "позвоните клиенту и договоритесь о другом дне или уточните поставку.",
    "The installation is promised before the equipment comes ({arrival}); expected is not before.",
    "phone the client and agree on another day, or check the delivery.",
)
_put(
    "fixed_engineer_contractor",
    "За объектом закреплён подрядчик {name}; ожидается штатный инженер.",
    "если это верно, ничего; иначе выберите другого или «желательно».",
    "The site's fixed engineer is a contractor, {name}; an engineer on staff is expected.",
    "nothing if that is meant; otherwise choose another one or 'preferred'.",
)
_put(
    "fixed_engineer_inactive",
    "За объектом закреплён {name}, но он неактивен: визит никто не сделает; ожидается активный "
    "инженер.",
    "назначьте другого или выберите «желательно».",
    "The site's fixed engineer {name} is not active: nobody can make the visit; an active one is "
    "expected.",
    "appoint another one or choose 'preferred'.",
)
_put(
    "fixed_engineer_lacks_skill",
    "За объектом закреплён {name}, но у него нет навыка: {skills}; ожидается, что он есть.",
    "добавьте навык инженеру, уберите его у объекта или назначьте другого.",
    "The site's fixed engineer {name} lacks a skill: {skills}; it is expected.",
    "add the skill to the engineer, remove it from the site or appoint another one.",
)
_put(
    "skill_nobody_has",
    "Такого навыка нет ни у одного активного инженера; ожидается навык с листа инженеров.",
    "исправьте название или добавьте навык инженеру.",
    "No active engineer has this skill; one from the sheet of engineers is expected.",
    "correct the name or add the skill to an engineer.",
)
_put(
    "skill_nobody_has_close",
    "Такого навыка нет ни у одного активного инженера; возможно, ожидалось «{close}».",
    "исправьте название или добавьте навык инженеру.",
    "No active engineer has this skill; perhaps '{close}' was expected.",
    "correct the name or add the skill to an engineer.",
)
_put(
    "skills_nobody_has_together",
    "Ни у одного активного инженера нет всех этих навыков сразу; визит ожидает одного человека.",
    "добавьте навыки одному из инженеров или сократите список.",
    "No active engineer has all these skills together; a visit expects one person.",
    "add the skills to one engineer or shorten the list.",
)
_put(
    "inactive_site_used",
    "Объект {site} отмечен как неактивный, работа на нём не планируется; ожидается активный.",
    "поставьте объекту «Активен» — да или закройте эту строку.",
    "Site {site} is marked as not active, so its work is not planned; an active one is expected.",
    "set the site to active or close this row.",
)
