"""Findings about the file as a whole, its sheets and headers."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "no_such_file",
    "Такого файла нет; нужна рабочая книга .xlsx.",
    "проверьте имя и папку; новую книгу создаёт команда fieldplan init.",
    "There is no such file; a workbook (.xlsx) is needed.",
    "check the name and the folder; fieldplan init makes a new workbook.",
)
put(
    TEXTS,
    "not_a_file",
    "Это папка, а нужен файл рабочей книги .xlsx.",
    "укажите файл внутри папки.",
    "This is a folder; a workbook file (.xlsx) is needed.",
    "name the file inside the folder.",
)
put(
    TEXTS,
    "unreadable_file",
    "Файл не удаётся прочитать; нужен доступ на чтение.",
    "закройте файл в Excel, проверьте права или скопируйте его в другую папку.",
    "The file cannot be read; read access is needed.",
    "close it in Excel, check the permissions or copy it to another folder.",
)
put(
    TEXTS,
    "empty_file",
    "Файл пуст (0 байт); нужна рабочая книга .xlsx.",
    "возьмите исходный файл ещё раз: возможно, он скачан не полностью.",
    "The file is empty (0 bytes); a workbook (.xlsx) is needed.",
    "take the original again: perhaps it was not downloaded completely.",
)
put(
    TEXTS,
    "file_too_large",
    "Файл слишком велик; нужна книга не больше {high} МБ.",
    "удалите картинки и лишние листы и сохраните книгу заново.",
    "The file is too large; at most {high} MB are expected.",
    "remove pictures and sheets that are not needed and save the workbook again.",
)
put(
    TEXTS,
    "old_xls_file",
    "Это книга старого формата .xls; нужен формат .xlsx.",
    "откройте её в Excel, выберите «Сохранить как» и тип «Книга Excel (*.xlsx)».",
    "This is a workbook in the old .xls format; .xlsx is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
put(
    TEXTS,
    "encrypted_file",
    "Книга защищена паролем; нужна книга без пароля на открытие.",
    "откройте её в Excel, снимите пароль (Файл — Сведения — Защита книги) и сохраните.",
    "The workbook is protected by a password; one that opens without it is needed.",
    "open it in Excel, remove the password (File, Info, Protect Workbook) and save.",
)
put(
    TEXTS,
    "markup_file",
    "Это текст HTML или XML с расширением книги (так выгружают некоторые программы); "
    "нужна настоящая книга .xlsx.",
    "откройте файл в Excel и сохраните как «Книга Excel (*.xlsx)».",
    "This is HTML or XML text named like a workbook (some programs export so); a real .xlsx "
    "workbook is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
put(
    TEXTS,
    "not_a_workbook",
    "Это не рабочая книга Excel; нужен файл .xlsx.",
    "проверьте, тот ли это файл; новую книгу создаёт команда fieldplan init.",
    "This is not an Excel workbook; an .xlsx file is needed.",
    "check that it is the right file; fieldplan init makes a new workbook.",
)
put(
    TEXTS,
    "open_document_file",
    "Это таблица OpenDocument (.ods); нужен формат .xlsx.",
    "в LibreOffice выберите «Сохранить как» и тип «Excel 2007-365 (.xlsx)».",
    "This is an OpenDocument spreadsheet (.ods); .xlsx is needed.",
    "in LibreOffice choose 'Save as' and the type 'Excel 2007-365 (.xlsx)'.",
)
put(
    TEXTS,
    "binary_workbook_file",
    "Это двоичная книга .xlsb; нужен формат .xlsx.",
    "откройте её в Excel и сохраните как «Книга Excel (*.xlsx)».",
    "This is a binary workbook (.xlsb); .xlsx is needed.",
    "open it in Excel and save it as 'Excel Workbook (*.xlsx)'.",
)
put(
    TEXTS,
    "damaged_file",
    "Файл повреждён или обрезан; нужна целая книга .xlsx.",
    "откройте её в Excel (он предложит восстановить), сохраните заново или возьмите копию.",
    "The file is damaged or cut short; a whole .xlsx workbook is needed.",
    "open it in Excel (which offers a repair) and save it again, or take a copy.",
)
put(
    TEXTS,
    "suspicious_archive",
    "Файл устроен не так, как книги Excel; открывать его небезопасно, нужна обычная книга .xlsx.",
    "узнайте, откуда файл; откройте его в Excel и сохраните заново.",
    "The file is not built as Excel builds workbooks and is unsafe to open; a plain .xlsx is "
    "expected.",
    "find out where the file comes from; open it in Excel and save it again.",
)
put(
    TEXTS,
    "zip_bomb",
    "После распаковки файл занимает больше {high} МБ; открывать его небезопасно, ожидается "
    "обычная книга.",
    "удалите лишние листы, картинки и оформление пустых строк и сохраните заново.",
    "Unpacked, a part of the file takes more than {high} MB; it is unsafe to open, a plain "
    "workbook is expected.",
    "remove needless sheets, pictures and formats of blank rows and save again.",
)
put(
    TEXTS,
    "entity_bomb",
    "В файле есть объявление DTD ({part}); открывать его небезопасно, "
    "ожидается обычная книга Excel.",
    "узнайте, откуда файл; откройте его в Excel и сохраните заново.",
    "The file contains a document type declaration ({part}); such a file is unsafe to "
    "open, a plain Excel workbook is expected.",
    "find out where the file comes from; open it in Excel and save it again.",
)
put(
    TEXTS,
    "too_many_cells",
    "В книге слишком много ячеек; ожидается не больше {high}, считая пустые с оформлением.",
    "удалите пустые строки и столбцы за таблицей (Ctrl+End покажет, где она кончается) и "
    "сохраните.",
    "The workbook has too many cells; at most {high} are expected, blank styled ones included.",
    "delete the blank rows and columns beyond the table (Ctrl+End shows its end) and save.",
)
put(
    TEXTS,
    "ranges_too_large",
    "Объединённые ячейки или ссылки занимают огромную область ({part}); ожидаются обычные строки.",
    "снимите объединение ячеек и лишние гиперссылки и сохраните.",
    "Merged cells or hyperlinks span a huge area ({part}); plain rows are expected.",
    "unmerge the cells, remove needless hyperlinks and save.",
)
put(
    TEXTS,
    "missing_sheet",
    "Нет листа «{wanted}»; он обязателен.",
    "добавьте лист или возьмите книгу, которую создаёт fieldplan init.",
    "There is no sheet '{wanted}'; it is required.",
    "add the sheet, or start from the workbook that fieldplan init makes.",
)
put(
    TEXTS,
    "sheet_twice",
    "Этот лист и лист «{other}» — одно и то же по названию; ожидается один.",
    "удалите или переименуйте лишний лист.",
    "This sheet and sheet '{other}' mean the same by their names; one is expected.",
    "delete or rename the one that is not needed.",
)
put(
    TEXTS,
    "sheet_renamed",
    "Лист узнан по заголовкам как «{wanted}», хотя назван иначе.",
    "ничего, если верно; иначе переименуйте лист.",
    "By its headers this sheet was understood as '{wanted}', though its name differs.",
    "nothing if that is right; otherwise rename the sheet.",
)
put(
    TEXTS,
    "extra_sheet",
    "Лист «{column}» программе не знаком и не читается.",
    "ничего, если он ваш собственный; иначе назовите его, как в справке книги.",
    "Sheet '{column}' is not known and is not read.",
    "nothing if it is your own; otherwise name it as the workbook's help says.",
)
put(
    TEXTS,
    "hidden_sheet",
    "Лист скрыт, но прочитан.",
    "ничего, если так задумано; иначе удалите его.",
    "The sheet is hidden, but was read.",
    "nothing if that is meant; otherwise delete it.",
)
put(
    TEXTS,
    "hidden_rows",
    "Строки скрыты или отфильтрованы, но прочитаны; их {rows}.",
    "ничего, если так задумано; иначе удалите их или поставьте «Активен» — нет.",
    "Rows are hidden or filtered out, but were read; there are {rows}.",
    "nothing if that is meant; otherwise delete them or set Active to no.",
)
put(
    TEXTS,
    "missing_header",
    "Не найдена строка заголовков; ожидаются столбцы: {wanted}.",
    "впишите заголовки в первую строку, как в книге от fieldplan init.",
    "No header row was found; expected columns: {wanted}.",
    "write the headers in the first row, as in the workbook that fieldplan init makes.",
)
put(
    TEXTS,
    "missing_column",
    "Нет столбца «{column}»; он обязателен.",
    "добавьте столбец с таким заголовком.",
    "There is no column '{column}'; it is required.",
    "add a column with this header.",
)
put(
    TEXTS,
    "unknown_column",
    "Столбец «{column}» программе не знаком и не читается.",
    "ничего, если он ваш собственный; иначе дайте ему заголовок из справки книги.",
    "Column '{column}' is not known and is not read.",
    "nothing if it is your own; otherwise give it a header from the workbook's help.",
)
put(
    TEXTS,
    "unknown_column_close",
    "Столбец «{column}» программе не знаком и не читается; похоже на «{close}».",
    "если это он, исправьте заголовок.",
    "Column '{column}' is not known and is not read; it resembles '{close}'.",
    "if that is meant, correct the header.",
)
put(
    TEXTS,
    "duplicate_header",
    "Этот столбец уже есть в ячейке {other}; каждый столбец ожидается один раз.",
    "удалите или переименуйте лишний.",
    "This column already stands in {other}; each column is expected once.",
    "delete or rename the one that is not needed.",
)
put(
    TEXTS,
    "empty_sheet",
    "На листе нет ни одной строки под заголовками; нужна хотя бы одна.",
    "заполните лист; пример показывает fieldplan init --example.",
    "The sheet has no row under its headers; at least one is needed.",
    "fill in the sheet; fieldplan init --example shows how.",
)
put(
    TEXTS,
    "nothing_active",
    "Все строки листа отмечены как неактивные; нужна хотя бы одна активная.",
    "поставьте «да» в столбце «Активен».",
    "All rows of the sheet are marked as not active; at least one must be.",
    "set Active to yes.",
)
put(
    TEXTS,
    "merged_cells",
    "Ячейки {area} объединены; ожидается, что каждое значение стоит в своей ячейке.",
    "снимите объединение и впишите значение в каждую ячейку.",
    "Cells {area} are merged; each value is expected in a cell of its own.",
    "unmerge them and write the value into each cell.",
)
put(
    TEXTS,
    "merged_filled",
    "Ячейки {area} объединены; значение понято как общее для всех этих строк.",
    "ничего, если верно; иначе снимите объединение.",
    "Cells {area} are merged; the value was understood as that of all these rows.",
    "nothing if that is right; otherwise unmerge them.",
)
put(
    TEXTS,
    "more_of_the_same",
    "Таких замечаний на листе ещё {count}; показаны первые.",
    "исправьте показанные и проверьте книгу снова.",
    "The sheet has {count} more findings of this kind; the first ones are shown.",
    "correct those that are shown and check the workbook again.",
)
