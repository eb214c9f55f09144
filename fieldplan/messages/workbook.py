"""Names of sheets, headers, help and list labels of the workbook."""

TEXTS: dict[str, tuple[str, str]] = {
    # sheets
    "sheet_help": ("Справка", "Help"),
    "sheet_sites": ("Объекты", "Sites"),
    "sheet_sites_help": (
        "Места клиентов, куда ездят инженеры: адрес, часы доступа, договор на ТО",
        "Clients' places that engineers visit: address, access hours, maintenance contract",
    ),
    "sheet_projects": ("Проекты", "Projects"),
    "sheet_projects_help": (
        "По строке на проект: аудит, монтаж, ПНР, обучение и сроки оборудования",
        "A row a project: audit, installation, commissioning, training, equipment dates",
    ),
    "sheet_emergencies": ("Аварии", "Emergencies"),
    "sheet_emergencies_help": (
        "Аварийные заявки: объект, когда поступила, за сколько рабочих дней приехать",
        "Call-outs: site, when reported, within how many working days to attend",
    ),
    "sheet_engineers": ("Инженеры", "Engineers"),
    "sheet_engineers_help": (
        "Кто ездит: база, смена, навыки; подрядчики с их ценами",
        "Who travels: base, shift, skills; contractors with their prices",
    ),
    "sheet_absences": ("Отсутствия", "Absences"),
    "sheet_absences_help": (
        "Отпуска, учёба, больничные: целые дни с первого по последний",
        "Leave, training, illness: whole days from first to last",
    ),
    "sheet_agreed": ("Согласовано", "Agreed"),
    "sheet_agreed_help": (
        "Что уже сказано клиентам или согласовано с ними: день и время визита",
        "What clients were told or have agreed to: day and time of a visit",
    ),
    "sheet_history": ("История", "History"),
    "sheet_history_help": (
        "Выполненные визиты: отсюда берутся даты прошлых ТО и фактические длительности",
        "Visits made: gives the last maintenance dates and real durations",
    ),
    "sheet_settings": ("Настройки", "Settings"),
    "sheet_settings_help": (
        "Нормы, смена, пробки, веса и цены; у каждой строки указан источник",
        "Norms, shift, traffic, weights and prices, each with its source",
    ),
    "sheet_lists": ("Справочники", "Lists"),
    "sheet_lists_help": (
        "Значения выпадающих списков; менять не нужно",
        "Values of the drop-down lists; nothing to change here",
    ),
    "sheet_findings": ("Замечания", "Findings"),
    "sheet_review": ("Проверить координаты", "Check coordinates"),
    # the help sheet
    "help_title": ("Рабочая книга планировщика выездов", "Field-service planning workbook"),
    "help_intro": (
        "Заполните листы и запустите: fieldplan plan ФАЙЛ.xlsx --month ГГГГ-ММ",
        "Fill in the sheets and run: fieldplan plan FILE.xlsx --month YYYY-MM",
    ),
    "help_required": (
        "Столбцы со звёздочкой обязательны. Пояснение к столбцу — в примечании к заголовку "
        "и ниже на этом листе.",
        "Columns with an asterisk are required. Each header has a comment with its help; "
        "the same help is below.",
    ),
    "help_check": (
        "Проверить книгу, ничего не планируя: fieldplan check ФАЙЛ.xlsx. Ошибки будут "
        "показаны все сразу, с адресами ячеек.",
        "To check the workbook without planning: fieldplan check FILE.xlsx. All errors are "
        "shown at once, with their cells.",
    ),
    "help_sheet": ("Лист", "Sheet"),
    "help_column": ("Столбец", "Column"),
    "help_text": ("Что заполнять", "What to fill in"),
    "prompt_list": ("Выберите значение из списка.", "Choose a value from the list."),
    "prompt_date": ("Нужна дата, например 15.12.2026.", "A date is needed, such as 2026-12-15."),
    "prompt_whole": (
        "Нужно целое число от {low} до {high}.",
        "A whole number from {low} to {high} is needed.",
    ),
    "prompt_degrees": (
        "Нужны градусы десятичной дробью, например 55,7558.",
        "Decimal degrees are needed, such as 55.7558.",
    ),
    "prompt_unique": (
        "Такой код на листе уже есть; коды не повторяются.",
        "This id is already on the sheet; ids must not repeat.",
    ),
    "prompt_money": (
        "Нужна сумма в рублях, не меньше нуля.",
        "An amount in roubles is needed, not below zero.",
    ),
    # columns that several sheets share
    "lat": ("Широта", "Latitude"),
    "lat_help": (
        "Градусы, например 55,7558. Можно вставить сюда обе координаты сразу: 55.7558, 37.6173",
        "Degrees, such as 55.7558. Both coordinates may be pasted here: 55.7558, 37.6173",
    ),
    "lon": ("Долгота", "Longitude"),
    "lon_help": ("Градусы, например 37,6173", "Degrees, such as 37.6173"),
    "coords": ("Координаты", "Coordinates"),
    "coords_help": (
        "Широта и долгота в одной ячейке: 55.7558, 37.6173",
        "Latitude and longitude in one cell: 55.7558, 37.6173",
    ),
    "access": ("Часы доступа", "Access hours"),
    "access_help": (
        "Когда пускают работать: 9-18; 9:00-13:00, 14-18; пн-чт 9-17, пт 9-15. Пусто — в любое "
        "время смены инженера",
        "When work is allowed: 9-18; 9:00-13:00, 14-18; Mon-Thu 9-17, Fri 9-15. Empty: any time "
        "of the engineer's shift",
    ),
    "contact": ("Контактное лицо", "Contact"),
    "contact_help": ("Кому звонить", "Whom to phone"),
    "phone": ("Телефон", "Phone"),
    "phone_help": ("Например +7 495 000-00-00", "Such as +7 495 000-00-00"),
    "skills": ("Навыки", "Skills"),
    "skills_help": (
        "Что должен уметь инженер, через запятую; названия — как на листе «Инженеры»",
        "What the engineer must be able to do, separated by commas; named as on sheet Engineers",
    ),
    "note": ("Примечание", "Note"),
    "note_help": ("Любой текст: пропуск, въезд, этаж", "Any text: pass, entrance, floor"),
    "active": ("Активен", "Active"),
    "active_help": (
        "нет — строка хранится, но в план не попадает. Пусто — да",
        "no: the row is kept, but not planned. Empty: yes",
    ),
    "own_client": ("Клиент", "Client"),
    "own_client_help": (
        "Заполните, только если места нет на листе «Объекты»",
        "Fill in only when the place is not on sheet Sites",
    ),
    "own_address": ("Адрес", "Address"),
    "own_address_help": (
        "Адрес места, которого нет на листе «Объекты»; координаты — в следующих столбцах",
        "Address of a place that is not on sheet Sites; coordinates go to the next columns",
    ),
    # Sites
    "site_id": ("Код объекта", "Site ID"),
    "site_id_help": ("Любой код без повторов, например С-001", "Any unique code, such as S-001"),
    "client": ("Клиент", "Client"),
    "client_help": ("Название клиента, как в договоре", "The client's name, as in the contract"),
    "address": ("Адрес", "Address"),
    "address_help": ("Город, улица, дом", "Town, street, building"),
    "site_kind": ("Тип объекта", "Kind of site"),
    "site_kind_help": ("Например: магазин, склад, офис", "Such as shop, warehouse, office"),
    "maintenance_every": ("ТО каждые, мес.", "Maintenance every, months"),
    "maintenance_every_help": (
        "3 — раз в квартал, 6 — раз в полгода, 0 — без ТО. Пусто — 3",
        "3: quarterly, 6: half-yearly, 0: no maintenance. Empty: 3",
    ),
    "last_maintenance": ("Последнее ТО", "Last maintenance"),
    "last_maintenance_help": (
        "Дата последнего ТО; пусто, если ещё не было",
        "Date of the last maintenance; empty if there was none",
    ),
    "basis": ("Основание ТО", "Basis"),
    "basis_help": (
        "по периодам — один визит в каждом квартале (полугодии) договора; по интервалу — через "
        "N месяцев после прошлого. Пусто — по периодам",
        "calendar: one visit in each contract quarter (period); interval: N months after the "
        "last. Empty: calendar",
    ),
    "on_site_min": ("Минут на объекте", "Minutes on site"),
    "on_site_min_help": (
        "Сколько длится ТО. Пусто — как на листе «Настройки»",
        "How long maintenance takes. Empty: as on sheet Settings",
    ),
    "access_days": ("Дни доступа", "Access days"),
    "access_days_help": (
        "В какие дни пускают: пн-пт или вт, чт. Пусто — в любые (или как в часах доступа)",
        "Days on which work is allowed: Mon-Fri or Tue, Thu. Empty: any (or as in access hours)",
    ),
    "notice_days": ("Предупредить за, раб. дней", "Notice, working days"),
    "notice_days_help": (
        "За сколько рабочих дней надо договориться о визите. Пусто — 0",
        "How many working days ahead a visit must be arranged. Empty: 0",
    ),
    "site_engineer": ("Инженер", "Engineer"),
    "site_engineer_help": (
        "Код, фамилия или полное имя «своего» инженера с листа «Инженеры»",
        "ID, surname or full name of the site's own engineer from sheet Engineers",
    ),
    "engineer_fixed": ("Закрепление", "Binding"),
    "engineer_fixed_help": (
        "только он — никого другого не посылать; желательно — по возможности. Пусто — желательно",
        "fixed: nobody else may go; preferred: if possible. Empty: preferred",
    ),
    "response_days": ("Реакция на аварию, раб. дней", "Emergency response, working days"),
    "response_days_help": ("По договору: 1 или 2. Пусто — 2", "By contract: 1 or 2. Empty: 2"),
    # Projects
    "project_id": ("Код проекта", "Project ID"),
    "project_id_help": ("Любой код без повторов, например П-01", "Any unique code, such as P-01"),
    "project_site": ("Объект", "Site"),
    "project_site_help": (
        "Код с листа «Объекты»; если места там нет, заполните клиента, адрес и координаты",
        "ID from sheet Sites; if the place is not there, fill in client, address and coordinates",
    ),
    "start_not_before": ("Начать не раньше", "Start not before"),
    "start_not_before_help": (
        "Раньше этой даты работы не планируются",
        "No work is planned before this date",
    ),
    "due": ("Сдать до", "Due"),
    "due_help": ("Срок окончания проекта", "When the project must be finished"),
    "equipment_lead_days": ("Поставка, дней после аудита", "Lead time, days after audit"),
    "equipment_lead_days_help": (
        "Календарных дней от аудита до прихода оборудования. Пусто — как в настройках",
        "Calendar days from the audit to the equipment's arrival. Empty: as in the settings",
    ),
    "equipment_expected": ("Оборудование ожидается", "Equipment expected"),
    "equipment_expected_help": (
        "Обещанная дата поставки; важнее числа дней",
        "Promised delivery date; overrides the number of days",
    ),
    "equipment_arrived": ("Оборудование пришло", "Equipment arrived"),
    "equipment_arrived_help": (
        "Дата, когда оборудование пришло; важнее ожидаемой",
        "Date of arrival; overrides the expected date",
    ),
    "same_engineer": ("Один инженер", "Same engineer"),
    "same_engineer_help": (
        "да — монтаж и ПНР делает один человек. Пусто — да",
        "yes: one person does installation and commissioning. Empty: yes",
    ),
    "project_engineer": ("Инженер", "Engineer"),
    "project_engineer_help": (
        "Код или фамилия инженера с листа «Инженеры», если он назначен",
        "ID or surname of the engineer from sheet Engineers, if one is appointed",
    ),
    # Emergencies
    "emergency_id": ("Код заявки", "Emergency ID"),
    "emergency_id_help": ("Любой код без повторов, например А-15", "Any unique code, such as E-15"),
    "emergency_site": ("Объект", "Site"),
    "emergency_site_help": (
        "Код с листа «Объекты»; если места там нет, заполните клиента, адрес и координаты",
        "ID from sheet Sites; if the place is not there, fill in client, address and coordinates",
    ),
    "reported": ("Поступила", "Reported"),
    "reported_help": (
        "Дата и время заявки: 30.11.2026 14:20",
        "Date and time of the report: 2026-11-30 14:20",
    ),
    "emergency_response": ("Реакция, раб. дней", "Response, working days"),
    "emergency_response_help": (
        "Приехать не позже чем через столько рабочих дней. Пусто — как у объекта",
        "Attend within so many working days. Empty: as for the site",
    ),
    "work_min": ("Минут работы", "Minutes of work"),
    "work_min_help": (
        "Сколько займёт работа. Пусто — как на листе «Настройки»",
        "How long the work takes. Empty: as on sheet Settings",
    ),
    "description": ("Описание", "Description"),
    "description_help": ("Что случилось", "What happened"),
    "state": ("Состояние", "State"),
    "state_help": (
        "открыта, выполнена или отменена. Пусто — открыта",
        "open, done or cancelled. Empty: open",
    ),
    "done_on": ("Выполнена (дата)", "Done on"),
    "done_on_help": ("Когда заявка выполнена", "When it was attended"),
    # Engineers
    "engineer_id": ("Код инженера", "Engineer ID"),
    "engineer_id_help": ("Любой код без повторов, например И1", "Any unique code, such as E1"),
    "name": ("Имя", "Name"),
    "name_help": ("Фамилия и имя", "Full name"),
    "base_address": ("Адрес базы", "Base address"),
    "base_address_help": (
        "Откуда инженер выезжает и куда возвращается; координаты — в следующих столбцах",
        "Where the engineer starts from and returns to; coordinates go to the next columns",
    ),
    "shift": ("Смена", "Shift"),
    "shift_help": (
        "9-18 (с понедельника по пятницу) или по дням: пн-чт 9-18, пт 9-17. Пусто — как в "
        "настройках",
        "9-18 (Monday to Friday) or by day: Mon-Thu 9-18, Fri 9-17. Empty: as in the settings",
    ),
    "engineer_skills": ("Навыки", "Skills"),
    "engineer_skills_help": (
        "Что умеет, через запятую: монтаж, холод, КИП",
        "What the engineer can do, separated by commas: installation, cooling",
    ),
    "max_visits": ("Визитов в день", "Visits a day"),
    "max_visits_help": (
        "Не больше стольких визитов за один выезд. Пусто — как в настройках",
        "At most so many visits a route. Empty: as in the settings",
    ),
    "overtime_day_min": ("Переработка в день, мин", "Overtime a day, min"),
    "overtime_day_min_help": (
        "Не больше стольких минут в день; 0 — без переработки. Пусто — как в настройках",
        "At most so many minutes a day; 0: none. Empty: as in the settings",
    ),
    "contractor": ("Штат или подряд", "Staff or contractor"),
    "contractor_help": ("штат или подрядчик. Пусто — штат", "staff or contractor. Empty: staff"),
    "hour_cost": ("Цена часа, ₽", "Price per hour, RUB"),
    "hour_cost_help": ("Только для подрядчика, рублей", "Contractors only, roubles"),
    "visit_cost": ("Цена визита, ₽", "Price per visit, RUB"),
    "visit_cost_help": ("Только для подрядчика, рублей", "Contractors only, roubles"),
    "day_cost": ("Цена дня, ₽", "Price per day, RUB"),
    "day_cost_help": ("Только для подрядчика, рублей", "Contractors only, roubles"),
    "month_hours": ("Часов в месяц, не более", "Hours a month, at most"),
    "month_hours_help": (
        "Сколько часов в месяц человек может быть в разъездах. Пусто — без ограничения",
        "How many hours a month the person may be on routes. Empty: no limit",
    ),
    # Absences
    "absence_engineer": ("Инженер", "Engineer"),
    "absence_engineer_help": ("Код с листа «Инженеры»", "ID from sheet Engineers"),
    "first": ("Первый день", "First day"),
    "first_help": ("С какого дня отсутствует", "First day of the absence"),
    "last": ("Последний день", "Last day"),
    "last_help": (
        "По какой день включительно. Пусто — один день",
        "Last day, inclusive. Empty: one day",
    ),
    "reason": ("Причина", "Reason"),
    "reason_help": ("Отпуск, учёба, больничный", "Leave, training, illness"),
    # Agreed
    "subject": ("Визит, объект, проект или заявка", "Visit, site, project or emergency"),
    "subject_help": (
        "Код объекта (его ТО), проекта, аварийной заявки или визита из плана",
        "ID of a site (its maintenance), project, emergency or a visit of the plan",
    ),
    "agreed_kind": ("Вид визита", "Kind of visit"),
    "agreed_kind_help": (
        "Для проекта укажите этап: аудит, монтаж, ПНР или обучение",
        "For a project give the stage: audit, installation, commissioning or training",
    ),
    "agreed_date": ("Дата", "Date"),
    "agreed_date_help": ("Согласованный день", "The agreed day"),
    "agreed_window": ("Время", "Time"),
    "agreed_window_help": (
        "10:00 — приехать с 10 до 12; 10-12; утро. Пусто — весь день",
        "10:00: come between 10 and 12; 10-12; morning. Empty: the whole day",
    ),
    "agreed_engineer": ("Инженер", "Engineer"),
    "agreed_engineer_help": (
        "Если клиенту назвали, кто приедет",
        "If the client was told who comes",
    ),
    "agreed_status": ("Статус", "Status"),
    "agreed_status_help": (
        "сообщено — клиенту сказали; согласовано — он подтвердил. Пусто — согласовано",
        "told: the client was told; agreed: confirmed. Empty: agreed",
    ),
    # History
    "history_date": ("Дата", "Date"),
    "history_date_help": ("Когда выполнен визит", "When the visit was made"),
    "history_site": ("Объект", "Site"),
    "history_site_help": ("Код с листа «Объекты»", "ID from sheet Sites"),
    "history_kind": ("Вид визита", "Kind of visit"),
    "history_kind_help": (
        "ТО, аудит, монтаж, ПНР, обучение, авария, прочее",
        "maintenance, audit, installation, commissioning, training, emergency, other",
    ),
    "history_engineer": ("Инженер", "Engineer"),
    "history_engineer_help": ("Кто ездил", "Who went"),
    "history_work": ("Минут на объекте", "Minutes on site"),
    "history_work_help": ("Сколько заняла работа", "How long the work took"),
    "history_drive": ("Минут в дороге", "Minutes of driving"),
    "history_drive_help": ("Сколько занял путь до объекта", "How long the drive to the site took"),
    # Settings
    "setting_name": ("Настройка", "Setting"),
    "setting_name_help": ("Название настройки", "Name of the setting"),
    "setting_value": ("Значение", "Value"),
    "setting_value_help": (
        "Меняйте только этот столбец. Пусто — значение по умолчанию",
        "Change only this column. Empty: the default",
    ),
    "setting_unit": ("Единица", "Unit"),
    "setting_unit_help": ("В чём измеряется", "Unit of the value"),
    "setting_source": ("Источник", "Source"),
    "setting_source_help": ("Откуда взято значение по умолчанию", "Where the default comes from"),
    "setting_key": ("Ключ", "Key"),
    "setting_key_help": (
        "По нему программа узнаёт строку; не меняйте",
        "The program finds the row by it; do not change",
    ),
    # lists
    "list_basis": ("Основание ТО", "Basis"),
    "list_binding": ("Закрепление", "Binding"),
    "list_visit": ("Вид визита", "Kind of visit"),
    "list_state": ("Состояние заявки", "State of an emergency"),
    "list_employment": ("Штат или подряд", "Staff or contractor"),
    "list_promise": ("Статус обещания", "Status of a promise"),
    "list_yes_no": ("Да или нет", "Yes or no"),
    "basis_calendar": ("по периодам", "calendar"),
    "basis_interval": ("по интервалу", "interval"),
    "binding_preferred": ("желательно", "preferred"),
    "binding_fixed": ("только он", "fixed"),
    "visit_maintenance": ("ТО", "maintenance"),
    "visit_audit": ("аудит", "audit"),
    "visit_installation": ("монтаж", "installation"),
    "visit_commissioning": ("ПНР", "commissioning"),
    "visit_training": ("обучение", "training"),
    "visit_emergency": ("авария", "emergency"),
    "visit_other": ("прочее", "other"),
    "state_open": ("открыта", "open"),
    "state_done": ("выполнена", "done"),
    "state_cancelled": ("отменена", "cancelled"),
    "employment_staff": ("штат", "staff"),
    "employment_contractor": ("подрядчик", "contractor"),
    "promise_told": ("сообщено", "told"),
    "promise_agreed": ("согласовано", "agreed"),
    "yes_no_yes": ("да", "yes"),
    "yes_no_no": ("нет", "no"),
    # values written in words
    "no_stage": ("нет", "none"),
    "days_one": ("{days} день", "{days} day"),
    "days_few": ("{days} дня", "{days} days"),
    "days_many": ("{days} дней", "{days} days"),
    "days_of": ("{days} по {minutes} мин", "{days} of {minutes} min"),
    # marked copy
    "findings_severity": ("Важность", "Severity"),
    "findings_sheet": ("Лист", "Sheet"),
    "findings_cell": ("Ячейка", "Cell"),
    "findings_value": ("Значение", "Value"),
    "findings_text": ("Что ожидается и что сделать", "What is expected and what to do"),
    "findings_none": ("Замечаний нет", "Nothing was found"),
    "severity_error": ("ошибка", "error"),
    "severity_contradiction": ("противоречие", "contradiction"),
    "severity_warning": ("предупреждение", "warning"),
    "severity_notice": ("к сведению", "notice"),
}

_STAGES = {
    "audit": ("Аудит", "Audit"),
    "installation": ("Монтаж", "Installation"),
    "commissioning": ("ПНР", "Commissioning"),
    "training": ("Обучение", "Training"),
}
_PARTS = {
    "work": ("{}: работа", "{}: work"),
    "work_help": (
        "Минут на объекте (360), «6 ч» или «2 дня»; нет — этапа в проекте нет. Пусто — как в "
        "настройках",
        "Minutes on site (360), '6 h' or '2 days'; none: the project has no such stage. Empty: "
        "as in the settings",
    ),
    "done": ("{}: выполнено", "{}: done on"),
    "done_help": ("Дата, когда этап закончен", "Date on which the stage was finished"),
    "date": ("{}: согласованная дата", "{}: agreed date"),
    "date_help": ("День, о котором договорились с клиентом", "Day agreed with the client"),
    "time": ("{}: согласованное время", "{}: agreed time"),
    "time_help": (
        "10:00 — приехать с 10 до 12; 10-12; утро. Пусто — весь день",
        "10:00: come between 10 and 12; 10-12; morning. Empty: the whole day",
    ),
    "skills": ("{}: навыки", "{}: skills"),
    "skills_help": (
        "Что должен уметь инженер на этом этапе, через запятую",
        "What the engineer must be able to do at this stage, separated by commas",
    ),
}
TEXTS.update(
    {
        f"{stage}_{part}": (texts[0].format(names[0]), texts[1].format(names[1]))
        for stage, names in _STAGES.items()
        for part, texts in _PARTS.items()
    }
)
TEXTS["training_work_help"] = (
    "Минут на объекте; обучение есть в проекте, только если что-то заполнено",
    "Minutes on site; a project has training only if something is filled in",
)
