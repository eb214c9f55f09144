"""Findings about real roads: the server, its programs, its data, and the sites off them."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

ESTIMATE_RU = "Можно продолжить и без дорог: --travel estimate."
ESTIMATE_EN = "The way on without roads: --travel estimate."

put(
    TEXTS,
    "roads_bad_url",
    "«{url}» — не адрес сервера дорог; ожидается, например, http://127.0.0.1:5000.",
    f"исправьте настройку osrm_url или параметр --osrm-url. {ESTIMATE_RU}",
    "'{url}' is not the address of a road server; such as http://127.0.0.1:5000 is expected.",
    f"mend the setting osrm_url or the option --osrm-url. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_refused",
    "Сервер дорог {url} не отвечает ({detail}); ожидается работающий osrm-routed.",
    f"запустите сервер или проверьте адрес (osrm_url, --osrm-url). {ESTIMATE_RU}",
    "The road server {url} does not answer ({detail}); a running osrm-routed is expected.",
    f"start the server or check the address (osrm_url, --osrm-url). {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_slow",
    "Сервер дорог {url} не ответил за {seconds} с; ожидается ответ на один запрос за это время.",
    f"повторите (полученное не пропало) или увеличьте настройку osrm_timeout_s. {ESTIMATE_RU}",
    "The road server {url} did not answer within {seconds} s; each request is expected to take "
    "less.",
    f"try again (what came is kept) or raise the setting osrm_timeout_s. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_http",
    "Сервер дорог {url} ответил ошибкой {status}; ожидается ответ OSRM.",
    "посмотрите журнал сервера; проверьте, что по этому адресу отвечает osrm-routed. "
    + ESTIMATE_RU,
    "The road server {url} answered with error {status}; an answer of OSRM is expected.",
    f"look into the server's log; check that osrm-routed is at that address. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_garbled",
    "Ответ сервера дорог {url} обрывается или не читается; ожидается JSON.",
    "повторите; если не поможет, проверьте, что по этому адресу отвечает osrm-routed. "
    + ESTIMATE_RU,
    "The answer of the road server {url} breaks off or cannot be read; JSON is expected.",
    f"try again; if that does not help, check that osrm-routed is at that address. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_wrong_size",
    "Сервер дорог {url} ответил не на то, о чём спрашивали; ожидается таблица OSRM нужного "
    "размера.",
    f"проверьте, что по этому адресу отвечает osrm-routed версии 5.22 или новее. {ESTIMATE_RU}",
    "The road server {url} did not answer what was asked; a table of OSRM of the right size is "
    "expected.",
    f"check that osrm-routed 5.22 or newer is at that address. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_declined",
    "Сервер дорог {url} отказал: {said}; ожидается таблица поездок.",
    "если таблица для него велика, запустите osrm-routed с --max-table-size 100 или больше. "
    + ESTIMATE_RU,
    "The road server {url} declined: {said}; a table of drives is expected.",
    "if the table is too big for it, start osrm-routed with --max-table-size 100 or more. "
    + ESTIMATE_EN,
)
put(
    TEXTS,
    "roads_changing",
    "Данные на сервере дорог {url} меняются во время запроса; ожидаются одни и те же.",
    f"дождитесь конца обновления и повторите. {ESTIMATE_RU}",
    "The data of the road server {url} changes while it is asked; it is expected to stay.",
    f"wait for the end of its update and try again. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_far_site",
    "Объект (база) {site}: до ближайшей дороги в данных {metres} м; ожидается не больше {limit} м.",
    "проверьте координаты; если они верны, подготовьте карту, которая покрывает это место, или "
    f"увеличьте настройку osrm_snap_max_m. {ESTIMATE_RU}",
    "Site (base) {site}: the nearest road of the data is {metres} m away; at most {limit} m are "
    "expected.",
    "check the coordinates; if they are right, prepare an extract that covers the place, or "
    f"raise the setting osrm_snap_max_m. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_unreachable",
    "Объект (база) {site}: по дорогам нет проезда сюда от мест: {to_count}, отсюда к местам: "
    "{from_count} (например, {others}); ожидается проезд между всеми местами. Такие поездки не "
    "планируются.",
    f"проверьте координаты (не остров ли, не закрытая ли территория). {ESTIMATE_RU}",
    "Site (base) {site}: there is no way by road to it from {to_count} places and from it to "
    "{from_count} (such as {others}); ways between all places are expected. Such drives are not "
    "planned.",
    f"check the coordinates (an island, a closed area?). {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_not_prepared",
    "Дороги ещё не подготовлены; ожидается адрес сервера или подготовленная карта.",
    "выполните fieldplan roads prepare КАРТА.osm.pbf или укажите --osrm-url. " + ESTIMATE_RU,
    "No roads are prepared yet; a server's address or a prepared extract is expected.",
    f"run fieldplan roads prepare EXTRACT.osm.pbf or give --osrm-url. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_no_programs",
    "Не найдены программы OSRM (osrm-extract, osrm-partition, osrm-customize, osrm-routed и "
    "car.lua); ожидаются в пакете osrm-bindings или в папке FIELDPLAN_OSRM.",
    "выполните fieldplan roads install; если для вашей системы пакета нет, установите OSRM и "
    f"укажите его папку в переменной FIELDPLAN_OSRM. {ESTIMATE_RU}",
    "The OSRM programs were not found (osrm-extract, osrm-partition, osrm-customize, "
    "osrm-routed and car.lua); the package osrm-bindings or the folder FIELDPLAN_OSRM is "
    "expected to hold them.",
    "run fieldplan roads install; if there is no package for your system, install OSRM and name "
    f"its folder in the variable FIELDPLAN_OSRM. {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_program_failed",
    "Программа {program} завершилась с ошибкой: {detail}; ожидается нормальное завершение.",
    "проверьте место на диске, память и файл карты (скачайте его заново). " + ESTIMATE_RU,
    "The program {program} failed: {detail}; it is expected to end well.",
    f"check disk space, memory and the extract (download it anew). {ESTIMATE_EN}",
)
put(
    TEXTS,
    "roads_no_extract",
    "Файл карты не читается: {detail}; ожидается файл .osm.pbf.",
    "проверьте имя файла.",
    "The extract cannot be read: {detail}; an .osm.pbf file is expected.",
    "check the name of the file.",
)
put(
    TEXTS,
    "roads_not_extract",
    "«{file}» — не карта OpenStreetMap; ожидается файл .osm.pbf.",
    "скачайте карту региона в формате PBF заново.",
    "'{file}' is no OpenStreetMap extract; an .osm.pbf file is expected.",
    "download the extract of your region in PBF format anew.",
)
put(
    TEXTS,
    "calibrate_no_drives",
    "На листе истории мало поездок с минутами в пути: {count}; ожидается не меньше {least}.",
    "впишите на лист истории, сколько минут занимала дорога до объекта.",
    "The history has too few drives with minutes: {count}; at least {least} are expected.",
    "write on the sheet of history how many minutes the drive to the site took.",
)
