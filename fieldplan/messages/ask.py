"""Texts of ``ask`` and of the launchers beside a new workbook: questions instead of options."""

TEXTS: dict[str, tuple[str, str]] = {
    "help": (
        "Спросить, что нужно, и сделать: для тех, кому вопросы удобнее параметров.\n\n"
        "JOB: plan — спланировать месяц, emergency — принять аварию, replan — пересчитать идущий "
        "месяц. Работает в текущей папке: там книга Excel и папка outputs. Это же запускают "
        "файлы, которые init кладёт рядом с книгой.",
        "Ask for what is needed, then do it: for those who like questions better than options.\n\n"
        "JOB: plan plans a month, emergency takes in a call-out, replan plans a running month "
        "anew. Works in the current folder, with its workbook and its folder outputs. The files "
        "that init puts beside a workbook run this.",
    ),
    "opt_no_open": (
        "Не открывать календарь и карту.",
        "Do not open the calendar and the map.",
    ),
    # The launchers
    "file_plan": ("Спланировать месяц", "Plan a month"),
    "file_emergency": ("Авария", "Emergency"),
    "file_replan": ("Пересчитать", "Plan anew"),
    "no_python": (
        "Программа fieldplan не найдена. Её Python был здесь:",
        "The program fieldplan was not found. Its Python was here:",
    ),
    "no_python_todo": (
        "Установите программу заново, удалите этот файл и повторите fieldplan init.",
        "Install the program again, delete this file and repeat fieldplan init.",
    ),
    "press_enter": ("Нажмите Enter, чтобы закрыть окно.", "Press Enter to close the window."),
    "made": (
        "Рядом лежат файлы, которые можно запускать двойным щелчком: {names}.",
        "Beside it are files that start with a double click: {names}.",
    ),
    # Questions
    "no_workbook": (
        "В папке {folder} нет книги Excel. Создайте её: fieldplan init",
        "There is no workbook in the folder {folder}. Make one: fieldplan init",
    ),
    "which_workbook": ("Какую книгу взять? Номер", "Which workbook? Number"),
    "which_month": ("Какой месяц спланировать", "Which month is to be planned"),
    "bad_month": (
        "Напишите месяц, например: декабрь 2026 или 12.2026.",
        "Write a month, such as December 2026 or 2026-12.",
    ),
    "with_previous": (
        "Учитываю закрытый месяц {month}.",
        "The closed month {month} is taken into account.",
    ),
    "no_plan": (
        "В папке {folder} ещё нет плана. Сначала спланируйте месяц.",
        "The folder {folder} has no plan yet. Plan a month first.",
    ),
    "which_plan": ("Какой месяц? Номер", "Which month? Number"),
    "which_site": (
        "Где авария? Клиент, адрес или код объекта",
        "Where is the emergency? Client, address or id of the site",
    ),
    "no_site": (
        "Такого объекта в плане нет. Напишите короче, например часть названия.",
        "The plan has no such site. Write less, such as part of the name.",
    ),
    "many_sites": (
        "Подходит объектов: {count}. Напишите подробнее.",
        "That fits {count} sites. Write more of it.",
    ),
    "which_of_these": (
        "Номер (0 — искать снова)",
        "Number (0 to search again)",
    ),
    "how_long": (
        "Сколько минут работы (Enter — как в настройках)",
        "How many minutes of work (Enter: as in the settings)",
    ),
    "how_soon": (
        "За сколько рабочих дней приехать (Enter — как у объекта)",
        "Within how many working days (Enter: as the site has it)",
    ),
    "bad_number": (
        "Напишите целое число от {least} до {most}.",
        "Write a whole number from {least} to {most}.",
    ),
    "which_moment": (
        "Сейчас (день и час; всё, что раньше, не изменится)",
        "Now (day and time; what is earlier will not change)",
    ),
    "bad_moment": (
        "Напишите, например, 09.12.2026 13:40 или, если это сегодня, 13:40.",
        "Write for example 2026-12-09 13:40, or 13:40 if it is today.",
    ),
    "who_absent": (
        "Кого не будет? Номер (Enter — все на месте)",
        "Who will be away? Number (Enter: nobody)",
    ),
    "absent_first": ("Первый день отсутствия", "First day away"),
    "absent_last": ("Последний день отсутствия", "Last day away"),
    "bad_day": ("Напишите день, например 10.12.2026.", "Write a day, as in 2026-12-10."),
    "other_way": (
        "Другой вариант из таблицы? Его номер (Enter — оставить этот)",
        "Another way from the table? Its number (Enter: keep this one)",
    ),
    "with_calendar": (
        "Беру отметки из календаря: {path}",
        "The marks of the calendar are taken: {path}",
    ),
    "save_calendar": (
        "Сохраните календарь в Excel, если в нём есть новые отметки или ответы, и нажмите Enter.",
        "Save the calendar in Excel if it has new marks or answers, and press Enter.",
    ),
}
