"""Texts of geocoding: the review sheet, options and progress."""

TEXTS: dict[str, tuple[str, str]] = {
    # the review sheet
    "review_intro": (
        "Координаты, найденные по адресам. Откройте карту и сверьте отмеченные строки. Если точка "
        "верна, скопируйте её в ячейку широты своей книги (обе координаты можно в одну ячейку); "
        "если нет — уточните адрес или впишите верную точку. Пока координаты не вписаны, "
        "предупреждение остаётся. Данные карты OpenStreetMap: © участники OpenStreetMap (ODbL).",
        "Coordinates found by address. Open the map and look at the marked rows. If the point is "
        "right, copy it into the latitude cell of your workbook (both coordinates may stand in "
        "one cell); if not, complete the address or write the right point. The warning stays "
        "until coordinates are written. OpenStreetMap's data: © OpenStreetMap contributors (ODbL).",
    ),
    "review_verdict": ("Что сделать", "What to do"),
    "review_sheet": ("Лист", "Sheet"),
    "review_cell": ("Ячейка", "Cell"),
    "review_name": ("Клиент", "Client"),
    "review_address": ("Адрес в книге", "Address in the workbook"),
    "review_place": ("Координаты", "Coordinates"),
    "review_map": ("Карта", "Map"),
    "review_label": ("Что найдено", "What was found"),
    "review_source": ("Источник", "Source"),
    "review_open": ("открыть", "open"),
    "verdict_exact": (
        "Найден дом: проверять не обязательно",
        "The house was found: no need to look",
    ),
    "verdict_street": (
        "Найдена только улица: уточните точку",
        "Only the street was found: make the point precise",
    ),
    "verdict_locality": (
        "Найден только населённый пункт: впишите точку",
        "Only the town was found: write the point",
    ),
    "verdict_far": (
        "Далеко от остальных объектов: проверьте, то ли это место",
        "Far from the other sites: check whether this is the place",
    ),
    "verdict_several": (
        "Таких адресов несколько: выберите нужный",
        "Several places have this address: choose one",
    ),
    "verdict_moved": (
        "Адрес изменился, а координаты прежние: проверьте точку",
        "The address changed, the coordinates did not: check the point",
    ),
    "source_nominatim": ("OpenStreetMap", "OpenStreetMap"),
    "source_yandex": ("Яндекс", "Yandex"),
    # command line
    "opt_geocode": (
        "Найти координаты для строк без них: спросить этот сервис в интернете (по одному адресу "
        "в секунду; отправляются только адреса). Без этого параметра сеть не используется, но "
        "найденное раньше подставляется. Для yandex нужен ключ в переменной FIELDPLAN_YANDEX_KEY.",
        "Find coordinates for rows without them: ask this service on the internet (one address a "
        "second; only addresses are sent). Without this option the network is not used, but what "
        "was found earlier is filled in. yandex needs a key in the variable FIELDPLAN_YANDEX_KEY.",
    ),
    "opt_geocoder_url": (
        "Другой адрес сервиса, например своего Nominatim.",
        "Another address of the service, such as a Nominatim of your own.",
    ),
    "opt_user_agent": (
        "Как представиться сервису: ваше приложение и почта (правила Nominatim этого требуют). "
        "Можно задать в переменной FIELDPLAN_USER_AGENT.",
        "How to introduce yourself to the service: your application and e-mail (Nominatim's terms "
        "ask for it). May stand in the variable FIELDPLAN_USER_AGENT.",
    ),
    "opt_confirm_places": (
        "Считать адреса и координаты в книге верными: больше не предупреждать, что адрес "
        "изменился, а координаты прежние.",
        "Take the workbook's addresses and coordinates for right: no longer warn that an address "
        "changed while its coordinates did not.",
    ),
    "bad_url": (
        "«{value}» — не адрес сервиса; нужен адрес вида https://сервер.",
        '"{value}" is not the address of a service; give one like https://server.',
    ),
    "no_user_agent": (
        "Nominatim требует представиться. Добавьте, например: --user-agent "
        '"visit-planning (you@example.com)" или задайте переменную FIELDPLAN_USER_AGENT.',
        'Nominatim wants to know who asks. Add, for example, --user-agent "visit-planning '
        '(you@example.com)" or set the variable FIELDPLAN_USER_AGENT.',
    ),
    "bad_user_agent": (
        "Имя для сервиса (--user-agent) должно быть непустой строкой латинских букв, цифр и "
        'знаков, например "visit-planning (you@example.com)".',
        "The name for the service (--user-agent) must be a line of Latin letters, digits and "
        'signs, such as "visit-planning (you@example.com)".',
    ),
    "no_key": (
        "Для Яндекса нужен ключ. Получите его в кабинете разработчика Яндекса и задайте в "
        "переменной окружения FIELDPLAN_YANDEX_KEY (в командной строке ключ не указывают).",
        "Yandex needs a key. Get one in Yandex's developer console and set it in the environment "
        "variable FIELDPLAN_YANDEX_KEY (a key never stands on the command line).",
    ),
    "without_service": (
        "Параметр {name} нужен только вместе с --geocode.",
        "The option {name} goes only with --geocode.",
    ),
    "asking": (
        "Ищу координаты ({service}): не чаще одного адреса в секунду. Ctrl-C прервёт поиск; уже "
        "найденное сохраняется.",
        "Looking up coordinates ({service}), at most one address a second. Ctrl-C interrupts; "
        "what was found is kept.",
    ),
    "asked": ("  адресов спрошено: {count}", "  addresses asked for: {count}"),
    "cache_unusable": (
        "Файл с найденными координатами {path} не читается или не записывается ({detail}): адреса "
        "из него не подставлены, новые не сохранены. Переименуйте его или задайте другую папку в "
        "переменной FIELDPLAN_DATA.",
        "The file of coordinates found, {path}, cannot be read or written ({detail}): no address "
        "was filled in from it and none was kept. Rename it or set another folder in the variable "
        "FIELDPLAN_DATA.",
    ),
    "review_written": (
        "Найденные координаты — на листе «Проверить координаты» копии.",
        "The coordinates found are on the copy's sheet Check coordinates.",
    ),
}
