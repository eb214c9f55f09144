"""Findings about coordinates that were looked up by address."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "geocode_street",
    "Строка {row}, «{name}»: по адресу найдена только улица ({label}), взято {place}; ожидается "
    "точка дома.",
    "сверьте точку (fieldplan check сохраняет копию книги с листом «Проверить координаты») и "
    "впишите верные широту и долготу или уточните адрес.",
    "Row {row}, '{name}': only the street was found for the address ({label}), {place} was taken; "
    "a house is expected.",
    "look at the point (fieldplan check writes a copy of the workbook with a sheet 'Check "
    "coordinates') and write the right latitude and longitude, or complete the address.",
)
put(
    TEXTS,
    "geocode_locality",
    "Строка {row}, «{name}»: по адресу найден только населённый пункт ({label}), взято {place}; "
    "ожидается точка дома.",
    "впишите широту и долготу (скопируйте с карты) или дополните адрес улицей и домом.",
    "Row {row}, '{name}': only the town was found for the address ({label}), {place} was taken; a "
    "house is expected.",
    "write latitude and longitude (copy them from a map), or add street and house to the address.",
)
put(
    TEXTS,
    "geocode_far",
    "Найденная по адресу точка ({place}) в {km} км от ближайшей базы; ожидается не дальше "
    "{limit} км.",
    "проверьте, то ли это место; если да, впишите широту и долготу и увеличьте предел на листе "
    "настроек, если нет — дополните адрес городом и районом.",
    "The point found for the address ({place}) is {km} km from the nearest base; at most {limit} "
    "km are expected.",
    "check whether this is the place; if so, write latitude and longitude and raise the limit on "
    "the settings sheet, if not, add town and district to the address.",
)
put(
    TEXTS,
    "geocode_several",
    "Строка {row}, «{name}»: такой адрес есть в разных местах ({count}), а нужно одно: {places}.",
    "выберите место и впишите его широту и долготу или дополните адрес городом и районом.",
    "Row {row}, '{name}': there are {count} places with this address, and one is needed: {places}.",
    "choose the place and write its latitude and longitude, or add town and district to the "
    "address.",
)
put(
    TEXTS,
    "geocode_nothing",
    "Строка {row}, «{name}»: нет координат, и сервис {service} не знает такого адреса; ожидается "
    "адрес вида «Москва, улица Лесная, 5».",
    "проверьте адрес (город, улица, дом) или впишите широту и долготу с карты.",
    "Row {row}, '{name}': no coordinates, and {service} knows no such address; an address with "
    "town, street and house is expected.",
    "check the address, or write latitude and longitude from a map.",
)
_NONE_RU = "Строка {row}, «{name}»: нужны координаты, но "
_NONE_EN = "Row {row}, '{name}': coordinates are needed, but "
put(
    TEXTS,
    "geocode_refused",
    _NONE_RU + "сервис {service} отказал в доступе.",
    "для yandex проверьте ключ и дневной лимит, для nominatim — имя в --user-agent; затем "
    "повторите команду или впишите координаты сами.",
    _NONE_EN + "{service} refused access.",
    "with yandex check the key and its daily limit, with nominatim the name in --user-agent; then "
    "repeat the command, or write the coordinates yourself.",
)
put(
    TEXTS,
    "geocode_limited",
    _NONE_RU + "сервис {service} ответил, что запросов слишком много.",
    "повторите команду через час или завтра: найденное сохранено, спрошены будут только "
    "остальные адреса.",
    _NONE_EN + "{service} says that there were too many requests.",
    "repeat the command in an hour or tomorrow: what was found is kept, only the other addresses "
    "will be asked for.",
)
put(
    TEXTS,
    "geocode_timeout",
    _NONE_RU + "сервис {service} не ответил вовремя.",
    "проверьте подключение к интернету и повторите команду позже: найденное сохранено.",
    _NONE_EN + "{service} did not answer in time.",
    "check the internet connection and repeat the command later: what was found is kept.",
)
put(
    TEXTS,
    "geocode_unreachable",
    _NONE_RU + "связаться с сервисом {service} не удалось.",
    "проверьте подключение к интернету, прокси и --geocoder-url и повторите команду или впишите "
    "координаты сами.",
    _NONE_EN + "{service} could not be reached.",
    "check the internet connection, the proxy and --geocoder-url and repeat the command, or write "
    "the coordinates yourself.",
)
put(
    TEXTS,
    "geocode_nonsense",
    _NONE_RU + "ответ сервиса {service} не понят.",
    "проверьте --geocoder-url; если сервис верный, повторите команду позже или впишите "
    "координаты сами.",
    _NONE_EN + "the answer of {service} was not understood.",
    "check --geocoder-url; if it is the right service, repeat the command later, or write the "
    "coordinates yourself.",
)
put(
    TEXTS,
    "geocode_skipped",
    _NONE_RU + "сервис {service} перестал отвечать, и этот адрес не спрошен.",
    "устраните причину, названную для строк выше, и повторите команду: найденное сохранено.",
    _NONE_EN + "{service} had stopped answering, and this address was not asked for.",
    "remove the cause named for the earlier rows and repeat the command: what was found is kept.",
)
put(
    TEXTS,
    "moved_place",
    "Строка {row}, «{name}»: адрес изменился (был «{earlier}»), а координаты прежние; ожидаются "
    "координаты нового адреса.",
    "впишите новые координаты; если верны прежние, выполните fieldplan check с параметром "
    "--confirm-places.",
    "Row {row}, '{name}': the address changed (it was '{earlier}'), the coordinates did not; "
    "those of the new address are expected.",
    "write the new coordinates; if the old ones are right, run fieldplan check with the option "
    "--confirm-places.",
)
put(
    TEXTS,
    "moved_place_found",
    "Строка {row}, «{name}»: адрес изменился (был «{earlier}»), а координаты прежние; ожидаются "
    "координаты нового адреса, он найден здесь: {place}.",
    "впишите новые координаты; если верны прежние, выполните fieldplan check с параметром "
    "--confirm-places.",
    "Row {row}, '{name}': the address changed (it was '{earlier}'), the coordinates did not; "
    "those of the new address are expected, it was found here: {place}.",
    "write the new coordinates; if the old ones are right, run fieldplan check with the option "
    "--confirm-places.",
)
