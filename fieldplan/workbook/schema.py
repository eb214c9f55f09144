"""The one table of sheets and columns: template, reader and documentation are made from it.

The texts that people see (headers, help) are in ``fieldplan.messages.workbook`` under
``workbook.<text>`` and ``workbook.<text>_help``. ``_col`` takes the key, the kind, the width
and further accepted headers, separated by semicolons.
"""

from __future__ import annotations

from typing import Any

from fieldplan.domain import VisitKind
from fieldplan.workbook.cells import Kind
from fieldplan.workbook.columns import Column, Sheet

STAGE_KINDS = (
    VisitKind.AUDIT,
    VisitKind.INSTALLATION,
    VisitKind.COMMISSIONING,
    VisitKind.TRAINING,
)
ALWAYS_STAGES = STAGE_KINDS[:3]
"""Stages that a project has even when their cells are empty."""

_ACCESS = "часы; часы работы; режим работы; время доступа; opening hours; hours; доступ"
_CONTACT = "контакт; фио контакта; ответственный; contact name; person"
_PHONE = "тел; тел.; номер телефона; phone number; tel; mobile"
_SKILLS = "навык; компетенции; требуемые навыки; skill; required skills"
_MINUTES = "мин; минут; длительность; duration; min; minutes"
_ENGINEER = "исполнитель; сотрудник; id инженера; engineer id; technician"
_SITE = "id объекта; код объекта; site id; object"
_ID = "id; код; №; номер; code; no; number"
_NOTE = "комментарий; примечания; комментарии; comment; notes; remarks"
_ACTIVE = "активный; активна; действует; enabled; is active"


def _col(
    key: str, kind: Kind, width: int = 13, aliases: str = "", *, text: str = "", **more: Any
) -> Column:
    names = tuple(name.strip() for name in aliases.split(";") if name.strip())
    return Column(key=key, text=text or key, kind=kind, width=width, aliases=names, **more)


def _id(text: str, aliases: str) -> Column:
    return _col("id", Kind.ID, 12, f"{_ID}; {aliases}", text=text, required=True)


def _engineer(text: str, **more: Any) -> Column:
    return _col("engineer", Kind.ID, 14, _ENGINEER, text=text, refers="engineers", **more)


def _site(text: str, **more: Any) -> Column:
    return _col("site", Kind.ID, 12, _SITE, text=text, refers="sites", **more)


_PLACE = (
    _col("lat", Kind.LAT, 11, "lat; ш; широта объекта"),
    _col("lon", Kind.LON, 11, "lon; lng; long; д; долгота объекта"),
    _col(
        "coords",
        Kind.COORDS,
        aliases="coords; lat lon; gps; широта долгота; координаты объекта",
        in_template=False,
    ),
)
_OWN_PLACE = (
    _col("client", Kind.TEXT, 24, "заказчик", text="own_client"),
    _col("address", Kind.TEXT, 30, "адрес объекта", text="own_address"),
    *_PLACE,
    _col("access", Kind.ACCESS, 20, _ACCESS),
    _col("contact", Kind.TEXT, 20, _CONTACT),
    _col("phone", Kind.PHONE, 20, _PHONE),
)
"""By these a project or a call-out gives a place that is not among the sites."""


def _stage(kind: VisitKind) -> tuple[Column, ...]:
    return (
        _col(f"{kind}_work", Kind.WORK, low=10),
        _col(f"{kind}_done", Kind.DATE),
        _col(f"{kind}_date", Kind.DATE, 15),
        _col(f"{kind}_time", Kind.WINDOW, 15),
        _col(f"{kind}_skills", Kind.SKILLS),
    )


SITES = Sheet(
    key="sites",
    required=True,
    aliases=("объект", "список объектов", "site", "objects", "locations"),
    columns=(
        _id("site_id", _SITE),
        _col(
            "client",
            Kind.TEXT,
            28,
            "заказчик; контрагент; название; customer; name",
            required=True,
        ),
        _col("address", Kind.TEXT, 36, "адрес объекта"),
        *_PLACE,
        _col("kind", Kind.TEXT, 16, "тип; вид; type", text="site_kind"),
        _col(
            "maintenance_every_months",
            Kind.MONTHS,
            12,
            "то раз в месяцев; периодичность то; период то; периодичность",
            text="maintenance_every",
            high=60,
        ),
        _col("last_maintenance", Kind.DATE, 13, "дата последнего то; прошлое то; last visit"),
        _col("basis", Kind.CHOICE, 13, "основа; счет периодов", choices="basis"),
        _col("on_site_min", Kind.DURATION, 11, f"{_MINUTES}; мин на объекте", low=5),
        _col("access", Kind.ACCESS, 34, _ACCESS),
        _col("access_days", Kind.DAYS, 13, "дни; рабочие дни; days"),
        _col("notice_days", Kind.INT, 15, "предупредить за; предупредить за дней; notice", high=60),
        _engineer("site_engineer"),
        _col("engineer_fixed", Kind.CHOICE, 13, choices="binding"),
        _col("skills", Kind.SKILLS, 18, _SKILLS),
        _col("response_days", Kind.INT, 13, "реакция; срок реакции; sla; response", low=1, high=20),
        _col("contact", Kind.TEXT, 22, _CONTACT),
        _col("phone", Kind.PHONE, 20, _PHONE),
        _col("note", Kind.TEXT, 30, _NOTE),
        _col("active", Kind.BOOL, 10, _ACTIVE),
    ),
)

PROJECTS = Sheet(
    key="projects",
    aliases=("проект", "project"),
    columns=(
        _id("project_id", "id проекта; project"),
        _site("project_site"),
        *_OWN_PLACE,
        _col("start_not_before", Kind.DATE, 13, "начало; не раньше; start"),
        _col("due", Kind.DATE, 13, "срок сдачи; дедлайн; deadline; end"),
        _col("equipment_lead_days", Kind.INT, 12, "срок поставки; lead time", high=365),
        _col("equipment_expected", Kind.DATE, 15),
        _col("equipment_arrived", Kind.DATE, 15),
        _col("same_engineer", Kind.BOOL, 11),
        _engineer("project_engineer"),
        *(column for kind in STAGE_KINDS for column in _stage(kind)),
        _col("note", Kind.TEXT, 30, _NOTE),
    ),
)

EMERGENCIES = Sheet(
    key="emergencies",
    aliases=("авария", "заявки", "аварийные заявки", "emergency", "callouts", "call-outs"),
    columns=(
        _id("emergency_id", "id аварии; заявка; emergency"),
        _site("emergency_site"),
        *_OWN_PLACE,
        _col(
            "reported",
            Kind.DATETIME,
            17,
            "дата заявки; получена; сообщено; received",
            required=True,
        ),
        _col(
            "response_days",
            Kind.INT,
            12,
            "реакция; срок реакции; response",
            text="emergency_response",
            low=1,
            high=20,
        ),
        _col("work_min", Kind.DURATION, 11, f"{_MINUTES}; минут на объекте", low=5),
        _col("skills", Kind.SKILLS, 18, _SKILLS),
        _col("description", Kind.TEXT, 36, "проблема; неисправность; note; примечание"),
        _col("state", Kind.CHOICE, 13, "статус; status", choices="state"),
        _col("done_on", Kind.DATE, 13, "дата выполнения; выполнена; done"),
    ),
)

ENGINEERS = Sheet(
    key="engineers",
    required=True,
    aliases=("инженер", "сотрудники", "исполнители", "engineer", "technicians", "staff"),
    columns=(
        _id("engineer_id", f"{_ENGINEER}; инженер; engineer"),
        _col("name", Kind.TEXT, 24, "фио; имя и фамилия; full name", required=True),
        _col("base_address", Kind.TEXT, 32, "база; адрес; base; address; домашний адрес; home"),
        *_PLACE,
        _col("shift", Kind.SHIFT, 22, "график; рабочее время; working hours; hours"),
        _col("skills", Kind.SKILLS, 24, _SKILLS, text="engineer_skills"),
        _col("max_visits", Kind.INT, 12, "визитов в день не более", low=1, high=50),
        _col("overtime_day_min", Kind.DURATION, 13, "переработка; overtime", high=480),
        _col(
            "contractor",
            Kind.CHOICE,
            13,
            "тип; занятость; подрядчик; employment; type",
            choices="employment",
        ),
        _col("hour_cost", Kind.MONEY, 12, "за час; цена часа; per hour", high=10**9),
        _col("visit_cost", Kind.MONEY, 12, "за визит; цена визита; per visit", high=10**9),
        _col("day_cost", Kind.MONEY, 12, "за день; цена дня; per day", high=10**9),
        _col(
            "month_hours_min",
            Kind.HOURS_TOTAL,
            12,
            "часов в месяц; часы в месяц; monthly hours",
            text="month_hours",
            high=744 * 60,
        ),
        _col("active", Kind.BOOL, 10, _ACTIVE),
    ),
)

ABSENCES = Sheet(
    key="absences",
    aliases=("отсутствие", "отпуска", "absence", "vacations", "leave"),
    columns=(
        _engineer("absence_engineer", required=True),
        _col("first", Kind.DATE, 13, "с; начало; дата с; from; start", required=True),
        _col("last", Kind.DATE, 13, "по; конец; дата по; to; until; end"),
        _col("reason", Kind.TEXT, 30, "причина отсутствия; примечание; note"),
    ),
)

AGREED = Sheet(
    key="agreed",
    aliases=("согласованные визиты", "обещания", "agreed visits", "promises"),
    columns=(
        _col(
            "subject",
            Kind.ID,
            20,
            "визит; объект; что; visit; site; проект; project",
            required=True,
        ),
        _col(
            "kind",
            Kind.CHOICE,
            14,
            "вид; этап; вид работ; stage; type",
            text="agreed_kind",
            choices="visit",
        ),
        _col("date", Kind.DATE, 13, "день; дата визита; day", text="agreed_date", required=True),
        _col("window", Kind.WINDOW, 15, "окно; время визита; window; часы", text="agreed_window"),
        _engineer("agreed_engineer"),
        _col(
            "status",
            Kind.CHOICE,
            15,
            "состояние; state",
            text="agreed_status",
            choices="promise",
        ),
    ),
)

HISTORY = Sheet(
    key="history",
    aliases=("выполнено", "выполненные визиты", "done visits", "visits done"),
    columns=(
        _col("date", Kind.DATE, 13, "день; дата визита; day", text="history_date", required=True),
        _site("history_site", required=True),
        _col(
            "kind",
            Kind.CHOICE,
            14,
            "вид; вид работ; type",
            text="history_kind",
            choices="visit",
            required=True,
        ),
        _engineer("history_engineer"),
        _col("work_min", Kind.DURATION, 12, _MINUTES, text="history_work", low=1),
        _col("drive_min", Kind.DURATION, 12, "дорога; drive", text="history_drive"),
    ),
)

SETTINGS = Sheet(
    key="settings",
    aliases=("настройка", "параметры", "options", "parameters"),
    columns=(
        _col("name", Kind.TEXT, 46, "параметр", text="setting_name"),
        _col("value", Kind.TEXT, 18, text="setting_value", required=True),
        _col("unit", Kind.TEXT, 11, text="setting_unit"),
        _col("source", Kind.TEXT, 48, text="setting_source"),
        _col("key", Kind.TEXT, 26, text="setting_key"),
    ),
)

SHEETS = (SITES, PROJECTS, EMERGENCIES, ENGINEERS, ABSENCES, AGREED, HISTORY, SETTINGS)
"""Every sheet that is read, in the workbook's order."""

OUR_OTHER_SHEETS = ("help", "lists", "findings", "review")
"""Sheets that fieldplan writes and does not read; titles are ``workbook.sheet_<key>``."""
