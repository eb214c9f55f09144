"""Texts of the command line about roads and driving times; they are part of ``messages.cli``."""

TEXTS: dict[str, tuple[str, str]] = {
    "opt_travel": (
        "Откуда время в пути: estimate — оценка по расстоянию, osrm — дороги (по умолчанию — "
        "оценка, а если в настройках есть адрес сервера, то дороги).",
        "Where driving times come from: estimate by distance, or osrm for roads (default: the "
        "estimate, or roads if the settings name a server).",
    ),
    "opt_osrm_url": (
        "Адрес работающего osrm-routed, например http://127.0.0.1:5000; без него служат дороги, "
        "подготовленные командой roads prepare.",
        "Address of a running osrm-routed, as in http://127.0.0.1:5000; without it, the roads "
        "made by roads prepare are served.",
    ),
    "help_roads": (
        "Настоящие дороги вместо оценки: программы OSRM и карта региона.",
        "Real roads instead of the estimate: the OSRM programs and a region's extract.",
    ),
    "help_roads_install": (
        "Скачать программы OSRM (через pip, около 20 МБ) в папку fieldplan.",
        "Fetch the OSRM programs (with pip, about 20 MB) into fieldplan's folder.",
    ),
    "help_roads_prepare": (
        "Подготовить карту EXTRACT.osm.pbf (OpenStreetMap) для --travel osrm.",
        "Prepare EXTRACT.osm.pbf (OpenStreetMap) for --travel osrm.",
    ),
    "help_calibrate": (
        "Сравнить время в пути из листа истории книги WORKBOOK с планируемым и предложить "
        "поправки для листа настроек.",
        "Compare the driving times on WORKBOOK's sheet of history with the planned ones, and "
        "suggest corrections for the sheet of settings.",
    ),
    "roads_installed": ("Программы OSRM: {folder}", "The OSRM programs: {folder}"),
    "roads_step": ("Работает {program}…", "Running {program}…"),
    "roads_prepared": (
        "Дороги готовы: {extract}, версия {version}. Дальше: fieldplan plan КНИГА --travel osrm",
        "The roads are ready: {extract}, version {version}. Next: fieldplan plan WORKBOOK "
        "--travel osrm",
    ),
    "column_when": ("Поправка", "Correction"),
    "column_bias": ("План − факт, мин", "Planned − driven, min"),
    "column_mean": ("Средняя ошибка, мин", "Mean error, min"),
    "column_p90": ("Ошибка в 90 % поездок до, мин", "Error of 90 % of drives up to, min"),
    "calibrate_before": ("сейчас", "now"),
    "calibrate_after": ("с поправкой", "corrected"),
    "calibrate_drives": (
        "Поездок: {count}, не использовано: {skipped}.",
        "Drives: {count}, not used: {skipped}.",
    ),
    "calibrate_setting": (
        "Впишите на лист настроек: {setting} = {value}",
        "Write on the sheet of settings: {setting} = {value}",
    ),
    "calibrate_nothing": (
        "Поправки не нужны.",
        "No correction is needed.",
    ),
}
