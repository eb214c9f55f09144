"""Findings about coordinates."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "bad_coordinate",
    "«{column}»: координата не понята; ожидаются градусы, например 55,7558.",
    "скопируйте координаты с карты; можно обе в одну ячейку: 55.7558, 37.6173.",
    "{column}: the coordinate was not understood; degrees such as 55.7558 are expected.",
    "copy the coordinates from a map; both may stand in one cell: 55.7558, 37.6173.",
)
put(
    TEXTS,
    "bad_coordinates",
    "«{column}»: ожидаются две координаты: 55.7558, 37.6173.",
    "скопируйте обе координаты с карты.",
    "{column}: two coordinates are expected: 55.7558, 37.6173.",
    "copy both coordinates from a map.",
)
put(
    TEXTS,
    "coordinate_out_of_range",
    "«{column}»: таких градусов не бывает; ожидается от -{limit} до {limit}.",
    "проверьте, не потерялась ли запятая: 55,7558, а не 557558.",
    "{column}: there are no such degrees; expected from -{limit} to {limit}.",
    "check whether the decimal point was lost: 55.7558, not 557558.",
)
put(
    TEXTS,
    "date_in_coordinate",
    "«{column}»: Excel превратил координату в дату; ожидаются градусы, например 55,7558.",
    "задайте ячейке числовой формат и впишите координату заново.",
    "{column}: Excel has turned the coordinate into a date; degrees such as 55.7558 are expected.",
    "format the cell as a number and write the coordinate again.",
)
put(
    TEXTS,
    "half_of_coordinates",
    "«{column}»: пусто, хотя вторая координата есть; нужны обе.",
    "впишите недостающую координату.",
    "{column}: empty, though the other coordinate is there; both are needed.",
    "fill in the missing coordinate.",
)
put(
    TEXTS,
    "coordinates_disagree",
    "«{column}»: в ячейке обе координаты, а в соседней — другая; ожидается одно место.",
    "оставьте по одной координате в ячейке.",
    "{column}: the cell holds both coordinates, and its neighbour a different one; one "
    "place is expected.",
    "leave one coordinate in each cell.",
)
put(
    TEXTS,
    "coordinates_in_one_cell",
    "«{column}»: обе координаты в одной ячейке, понято как {lat}, {lon}.",
    "ничего, если верно. Всего таких ячеек: {count}.",
    "{column}: both coordinates in one cell, understood as {lat}, {lon}.",
    "nothing if that is right. Cells like this: {count}.",
)
put(
    TEXTS,
    "missing_coordinates",
    "Строка {row}, «{name}»: нет координат; нужны широта и долгота.",
    "впишите широту и долготу (в Яндекс Картах: правый щелчок по дому, «Что здесь?», скопируйте "
    "55.7558, 37.6173 в ячейку широты) или найдите их по адресу: fieldplan check КНИГА.xlsx "
    "--geocode nominatim.",
    "Row {row}, '{name}': no coordinates; latitude and longitude are needed.",
    "fill in latitude and longitude (on a web map, a right click on the house shows them; copy "
    "55.7558, 37.6173 into the latitude cell), or look them up by address: fieldplan check "
    "WORKBOOK.xlsx --geocode nominatim.",
)
put(
    TEXTS,
    "engineer_without_base",
    "Строка {row}, «{name}»: не задана база; нужны её широта и долгота.",
    "впишите координаты места, откуда инженер выезжает и куда возвращается, или его адрес и "
    "добавьте параметр --geocode nominatim.",
    "Row {row}, '{name}': no base; its latitude and longitude are needed.",
    "fill in the coordinates of the place where the engineer starts and ends the day, or its "
    "address and add the option --geocode nominatim.",
)
put(
    TEXTS,
    "without_place",
    "Строка {row}, «{name}»: не указано место; ожидается код объекта или адрес с координатами.",
    "впишите код с листа объектов или клиента, адрес, широту и долготу.",
    "Row {row}, '{name}': no place; a site's id or an address with coordinates is expected.",
    "write an id from the sheet of sites, or client, address, latitude and longitude.",
)
put(
    TEXTS,
    "coordinates_swapped",
    "Широта и долгота, похоже, переставлены: точка далеко, а наоборот — рядом с остальными; "
    "ожидается {lat}, {lon}.",
    "поставьте широту {lat} и долготу {lon}.",
    "Latitude and longitude seem to be swapped: the point is far away, the other way round it "
    "is near the others; expected {lat}, {lon}.",
    "set the latitude to {lat} and the longitude to {lon}.",
)
put(
    TEXTS,
    "too_far",
    "Точка в {km} км от ближайшей базы; ожидается не дальше {limit} км.",
    "проверьте координаты; если место и правда далеко, увеличьте предел на листе настроек.",
    "The point is {km} km from the nearest base; at most {limit} km are expected.",
    "check the coordinates; if the place is that far, raise the limit on the settings sheet.",
)
put(
    TEXTS,
    "rough_coordinates",
    "Координаты указаны грубо, до десятых градуса (ошибка до 10 км); ожидается 4 знака.",
    "скопируйте точные координаты с карты.",
    "The coordinates are rough, to a tenth of a degree (off by up to 10 km); 4 decimals are "
    "expected.",
    "copy precise coordinates from a map.",
)
put(
    TEXTS,
    "one_point_two_addresses",
    "Координаты те же, что у объекта {other} («{address}»), а адреса разные; ожидаются свои "
    "координаты у каждого адреса.",
    "проверьте координаты обоих объектов.",
    "The coordinates are those of site {other} ('{address}'), but the addresses differ; each "
    "address is expected to have its own.",
    "check the coordinates of both sites.",
)
