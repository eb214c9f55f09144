"""The one table of sheets and columns: template, reader and documentation are made from it.

The texts that people see (headers, help, labels of choices) are in
``fieldplan.messages.workbook`` under ``workbook.<text>`` and ``workbook.<text>_help``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from fieldplan.domain import Basis, PromiseStatus, VisitKind
from fieldplan.messages import LANGUAGES, text
from fieldplan.workbook.cell_text import lookalike
from fieldplan.workbook.cells import Kind

STAGE_KINDS = (
    VisitKind.AUDIT,
    VisitKind.INSTALLATION,
    VisitKind.COMMISSIONING,
    VisitKind.TRAINING,
)
ALWAYS_STAGES = STAGE_KINDS[:3]
"""Stages that a project has even when their cells are empty."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of a sheet.

    Attributes
    ----------
    key : str
        Name inside the program.
    text : str
        Key of the header in ``messages.workbook`` (``<text>_help`` is the help).
    required : bool
        The header must be there, and a row that says anything must fill the cell.
    aliases : tuple of str
        Further accepted headers.
    choices : str
        Name of the list in ``CHOICES`` for ``Kind.CHOICE``.
    refers : str
        Key of the sheet whose ids the cell names.
    low, high : int
        Range of a whole number (kopecks and minutes for money and hours).
    in_template : bool
        Whether the template has it; other columns are only understood.
    """

    key: str
    text: str
    kind: Kind
    required: bool = False
    aliases: tuple[str, ...] = ()
    choices: str = ""
    refers: str = ""
    low: int = 0
    high: int = 1_000_000
    width: int = 14
    in_template: bool = True

    def header(self, lang: str) -> str:
        """Return the header as the template writes it."""
        return text(f"workbook.{self.text}", lang)

    def help(self, lang: str) -> str:
        """Return what to fill in."""
        return text(f"workbook.{self.text}_help", lang)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: ``required`` sheets must be in every workbook."""

    key: str
    columns: tuple[Column, ...]
    required: bool = False
    aliases: tuple[str, ...] = ()
    by_key: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def title(self, lang: str) -> str:
        """Return the sheet's name."""
        return text(f"workbook.sheet_{self.key}", lang)

    def help(self, lang: str) -> str:
        """Return what the sheet is for."""
        return text(f"workbook.sheet_{self.key}_help", lang)

    def template_columns(self) -> tuple[Column, ...]:
        """Return the columns that the template has."""
        return tuple(column for column in self.columns if column.in_template)


def _place(*, coords: bool = True) -> tuple[Column, ...]:
    columns = (
        Column(
            key="lat",
            text="lat",
            kind=Kind.LAT,
            aliases=("lat", "ш", "широта объекта", "latitude (n)"),
            width=11,
        ),
        Column(
            key="lon",
            text="lon",
            kind=Kind.LON,
            aliases=("lon", "lng", "long", "д", "долгота объекта"),
            width=11,
        ),
    )
    if not coords:
        return columns
    both = Column(
        key="coords",
        text="coords",
        kind=Kind.COORDS,
        aliases=("coords", "lat lon", "gps", "широта долгота", "координаты объекта"),
        in_template=False,
    )
    return (*columns, both)


def _own_place() -> tuple[Column, ...]:
    """Columns by which a project or a call-out gives a place that is not among the sites."""
    return (
        Column(key="client", text="own_client", kind=Kind.TEXT, aliases=("заказчик",), width=24),
        Column(
            key="address", text="own_address", kind=Kind.TEXT, aliases=("адрес объекта",), width=30
        ),
        *_place(),
        Column(key="access", text="access", kind=Kind.ACCESS, aliases=_ACCESS, width=20),
        Column(key="contact", text="contact", kind=Kind.TEXT, aliases=_CONTACT, width=20),
        Column(key="phone", text="phone", kind=Kind.PHONE, aliases=_PHONE, width=20),
    )


_ACCESS = (
    "часы",
    "часы работы",
    "режим работы",
    "время доступа",
    "opening hours",
    "hours",
    "доступ",
)
_CONTACT = ("контакт", "фио контакта", "ответственный", "contact name", "person")
_PHONE = ("тел", "тел.", "номер телефона", "phone number", "tel", "mobile")
_SKILLS = ("навык", "компетенции", "требуемые навыки", "skill", "required skills")
_MINUTES = ("мин", "длительность", "duration", "min")
_ENGINEER = ("исполнитель", "сотрудник", "id инженера", "engineer id", "technician")
_SITE = ("id объекта", "код объекта", "site id", "object")


def _note() -> Column:
    aliases = ("комментарий", "примечания", "комментарии", "comment", "notes", "remarks")
    return Column(key="note", text="note", kind=Kind.TEXT, aliases=aliases, width=30)


def _skills() -> Column:
    return Column(key="skills", text="skills", kind=Kind.SKILLS, aliases=_SKILLS, width=18)


def _active() -> Column:
    aliases = ("активный", "активна", "действует", "enabled", "is active")
    return Column(key="active", text="active", kind=Kind.BOOL, aliases=aliases, width=10)


def _engineer(name: str, *, required: bool = False) -> Column:
    return Column(
        key="engineer",
        text=name,
        kind=Kind.ID,
        required=required,
        aliases=_ENGINEER,
        refers="engineers",
        width=14,
    )


def _id(name: str, *aliases: str) -> Column:
    common = ("id", "код", "№", "номер", "code", "no", "number")
    return Column(
        key="id", text=name, kind=Kind.ID, required=True, aliases=(*common, *aliases), width=12
    )


def _stage(kind: VisitKind) -> tuple[Column, ...]:
    return (
        Column(key=f"{kind}_work", text=f"{kind}_work", kind=Kind.WORK, low=10, width=13),
        Column(key=f"{kind}_done", text=f"{kind}_done", kind=Kind.DATE, width=13),
        Column(key=f"{kind}_date", text=f"{kind}_date", kind=Kind.DATE, width=13),
        Column(key=f"{kind}_time", text=f"{kind}_time", kind=Kind.WINDOW, width=13),
        Column(key=f"{kind}_skills", text=f"{kind}_skills", kind=Kind.SKILLS, width=13),
    )


SITES = Sheet(
    key="sites",
    required=True,
    aliases=("объект", "список объектов", "site", "objects", "locations"),
    columns=(
        _id("site_id", *_SITE),
        Column(
            key="client",
            text="client",
            kind=Kind.TEXT,
            required=True,
            aliases=("заказчик", "контрагент", "название", "customer", "name"),
            width=28,
        ),
        Column(key="address", text="address", kind=Kind.TEXT, aliases=("адрес объекта",), width=36),
        *_place(),
        Column(
            key="kind", text="site_kind", kind=Kind.TEXT, aliases=("тип", "вид", "type"), width=16
        ),
        Column(
            key="maintenance_every_months",
            text="maintenance_every",
            kind=Kind.MONTHS,
            high=60,
            aliases=("то раз в месяцев", "периодичность то", "период то", "периодичность"),
            width=12,
        ),
        Column(
            key="last_maintenance",
            text="last_maintenance",
            kind=Kind.DATE,
            aliases=("дата последнего то", "последнее тo", "прошлое то", "last visit"),
            width=13,
        ),
        Column(
            key="basis",
            text="basis",
            kind=Kind.CHOICE,
            choices="basis",
            aliases=("основа", "счет периодов"),
            width=13,
        ),
        Column(
            key="on_site_min",
            text="on_site_min",
            kind=Kind.DURATION,
            low=5,
            aliases=(*_MINUTES, "мин на объекте", "минут", "minutes"),
            width=11,
        ),
        Column(key="access", text="access", kind=Kind.ACCESS, aliases=_ACCESS, width=24),
        Column(
            key="access_days",
            text="access_days",
            kind=Kind.DAYS,
            aliases=("дни", "рабочие дни", "days"),
            width=13,
        ),
        Column(
            key="notice_days",
            text="notice_days",
            kind=Kind.INT,
            high=60,
            aliases=("предупредить за", "предупредить за дней", "notice"),
            width=12,
        ),
        _engineer("site_engineer"),
        Column(
            key="engineer_fixed",
            text="engineer_fixed",
            kind=Kind.CHOICE,
            choices="binding",
            aliases=("закрепление",),
            width=13,
        ),
        _skills(),
        Column(
            key="response_days",
            text="response_days",
            kind=Kind.INT,
            low=1,
            high=20,
            aliases=("реакция", "срок реакции", "sla", "response"),
            width=11,
        ),
        Column(key="contact", text="contact", kind=Kind.TEXT, aliases=_CONTACT, width=22),
        Column(key="phone", text="phone", kind=Kind.PHONE, aliases=_PHONE, width=20),
        _note(),
        _active(),
    ),
)

PROJECTS = Sheet(
    key="projects",
    aliases=("проект", "project"),
    columns=(
        _id("project_id", "id проекта", "project"),
        Column(
            key="site", text="project_site", kind=Kind.ID, refers="sites", aliases=_SITE, width=12
        ),
        *_own_place(),
        Column(
            key="start_not_before",
            text="start_not_before",
            kind=Kind.DATE,
            aliases=("начало", "не раньше", "start"),
            width=13,
        ),
        Column(
            key="due",
            text="due",
            kind=Kind.DATE,
            aliases=("срок сдачи", "дедлайн", "deadline", "end"),
            width=13,
        ),
        Column(
            key="equipment_lead_days",
            text="equipment_lead_days",
            kind=Kind.INT,
            high=365,
            aliases=("срок поставки", "lead time"),
            width=12,
        ),
        Column(key="equipment_expected", text="equipment_expected", kind=Kind.DATE, width=13),
        Column(key="equipment_arrived", text="equipment_arrived", kind=Kind.DATE, width=13),
        Column(
            key="same_engineer",
            text="same_engineer",
            kind=Kind.BOOL,
            aliases=("один инженер",),
            width=11,
        ),
        _engineer("project_engineer"),
        *(column for kind in STAGE_KINDS for column in _stage(kind)),
        _note(),
    ),
)

EMERGENCIES = Sheet(
    key="emergencies",
    aliases=("авария", "заявки", "аварийные заявки", "emergency", "callouts", "call-outs"),
    columns=(
        _id("emergency_id", "id аварии", "заявка", "emergency"),
        Column(
            key="site", text="emergency_site", kind=Kind.ID, refers="sites", aliases=_SITE, width=12
        ),
        *_own_place(),
        Column(
            key="reported",
            text="reported",
            kind=Kind.DATETIME,
            required=True,
            aliases=("дата заявки", "поступила", "получена", "сообщено", "received"),
            width=17,
        ),
        Column(
            key="response_days",
            text="emergency_response",
            kind=Kind.INT,
            low=1,
            high=20,
            aliases=("реакция", "срок реакции", "response"),
            width=12,
        ),
        Column(
            key="work_min",
            text="work_min",
            kind=Kind.DURATION,
            low=5,
            aliases=(*_MINUTES, "минут", "минут на объекте", "minutes on site"),
            width=11,
        ),
        _skills(),
        Column(
            key="description",
            text="description",
            kind=Kind.TEXT,
            aliases=("проблема", "неисправность", "note", "примечание"),
            width=36,
        ),
        Column(
            key="state",
            text="state",
            kind=Kind.CHOICE,
            choices="state",
            aliases=("статус", "status"),
            width=13,
        ),
        Column(
            key="done_on",
            text="done_on",
            kind=Kind.DATE,
            aliases=("дата выполнения", "выполнена", "done"),
            width=13,
        ),
    ),
)

ENGINEERS = Sheet(
    key="engineers",
    required=True,
    aliases=("инженер", "сотрудники", "исполнители", "engineer", "technicians", "staff"),
    columns=(
        _id("engineer_id", *_ENGINEER, "инженер", "engineer"),
        Column(
            key="name",
            text="name",
            kind=Kind.TEXT,
            required=True,
            aliases=("фио", "имя и фамилия", "full name"),
            width=24,
        ),
        Column(
            key="base_address",
            text="base_address",
            kind=Kind.TEXT,
            aliases=("база", "адрес", "base", "address", "домашний адрес", "home"),
            width=32,
        ),
        *_place(),
        Column(
            key="shift",
            text="shift",
            kind=Kind.SHIFT,
            aliases=("график", "рабочее время", "working hours", "hours"),
            width=22,
        ),
        Column(key="skills", text="engineer_skills", kind=Kind.SKILLS, aliases=_SKILLS, width=24),
        Column(
            key="max_visits",
            text="max_visits",
            kind=Kind.INT,
            low=1,
            high=50,
            aliases=("визитов в день не более", "visits a day"),
            width=12,
        ),
        Column(
            key="overtime_day_min",
            text="overtime_day_min",
            kind=Kind.DURATION,
            high=480,
            aliases=("переработка", "overtime"),
            width=13,
        ),
        Column(
            key="contractor",
            text="contractor",
            kind=Kind.CHOICE,
            choices="employment",
            aliases=("тип", "занятость", "подрядчик", "employment", "type"),
            width=13,
        ),
        Column(
            key="hour_cost",
            text="hour_cost",
            kind=Kind.MONEY,
            high=10**9,
            aliases=("за час", "per hour"),
            width=12,
        ),
        Column(
            key="visit_cost",
            text="visit_cost",
            kind=Kind.MONEY,
            high=10**9,
            aliases=("за визит", "per visit"),
            width=12,
        ),
        Column(
            key="day_cost",
            text="day_cost",
            kind=Kind.MONEY,
            high=10**9,
            aliases=("за день", "per day"),
            width=12,
        ),
        Column(
            key="month_hours_min",
            text="month_hours",
            kind=Kind.HOURS_TOTAL,
            high=744 * 60,
            aliases=("часов в месяц", "часы в месяц", "monthly hours"),
            width=12,
        ),
        _active(),
    ),
)

ABSENCES = Sheet(
    key="absences",
    aliases=("отсутствие", "отпуска", "absence", "vacations", "leave"),
    columns=(
        _engineer("absence_engineer", required=True),
        Column(
            key="first",
            text="first",
            kind=Kind.DATE,
            required=True,
            aliases=("с", "начало", "дата с", "from", "start"),
            width=13,
        ),
        Column(
            key="last",
            text="last",
            kind=Kind.DATE,
            aliases=("по", "конец", "дата по", "to", "until", "end"),
            width=13,
        ),
        Column(
            key="reason",
            text="reason",
            kind=Kind.TEXT,
            aliases=("причина отсутствия", "примечание", "note"),
            width=30,
        ),
    ),
)

AGREED = Sheet(
    key="agreed",
    aliases=("согласованные визиты", "обещания", "agreed visits", "promises"),
    columns=(
        Column(
            key="subject",
            text="subject",
            kind=Kind.ID,
            required=True,
            aliases=("визит", "объект", "что", "visit", "site", "проект", "project"),
            width=20,
        ),
        Column(
            key="kind",
            text="agreed_kind",
            kind=Kind.CHOICE,
            choices="visit",
            aliases=("вид", "этап", "вид работ", "stage", "type"),
            width=14,
        ),
        Column(
            key="date",
            text="agreed_date",
            kind=Kind.DATE,
            required=True,
            aliases=("день", "дата визита", "day"),
            width=13,
        ),
        Column(
            key="window",
            text="agreed_window",
            kind=Kind.WINDOW,
            aliases=("окно", "время визита", "window", "часы"),
            width=15,
        ),
        _engineer("agreed_engineer"),
        Column(
            key="status",
            text="agreed_status",
            kind=Kind.CHOICE,
            choices="promise",
            aliases=("состояние", "state"),
            width=15,
        ),
    ),
)

HISTORY = Sheet(
    key="history",
    aliases=("выполнено", "выполненные визиты", "done visits", "visits done"),
    columns=(
        Column(
            key="date",
            text="history_date",
            kind=Kind.DATE,
            required=True,
            aliases=("день", "дата визита", "day"),
            width=13,
        ),
        Column(
            key="site",
            text="history_site",
            kind=Kind.ID,
            required=True,
            refers="sites",
            aliases=_SITE,
            width=12,
        ),
        Column(
            key="kind",
            text="history_kind",
            kind=Kind.CHOICE,
            required=True,
            choices="visit",
            aliases=("вид", "вид работ", "type"),
            width=14,
        ),
        _engineer("history_engineer"),
        Column(
            key="work_min",
            text="history_work",
            kind=Kind.DURATION,
            low=1,
            aliases=(*_MINUTES, "минут", "minutes"),
            width=12,
        ),
        Column(
            key="drive_min",
            text="history_drive",
            kind=Kind.DURATION,
            aliases=("дорога", "drive"),
            width=12,
        ),
    ),
)

SETTINGS = Sheet(
    key="settings",
    aliases=("настройка", "параметры", "options", "parameters"),
    columns=(
        Column(key="name", text="setting_name", kind=Kind.TEXT, aliases=("параметр",), width=46),
        Column(key="value", text="setting_value", kind=Kind.TEXT, required=True, width=18),
        Column(key="unit", text="setting_unit", kind=Kind.TEXT, width=11),
        Column(key="source", text="setting_source", kind=Kind.TEXT, width=48),
        Column(key="key", text="setting_key", kind=Kind.TEXT, aliases=("key",), width=26),
    ),
)

SHEETS = (SITES, PROJECTS, EMERGENCIES, ENGINEERS, ABSENCES, AGREED, HISTORY, SETTINGS)
"""Every sheet that is read, in the workbook's order."""

OUR_OTHER_SHEETS = ("help", "lists", "findings")
"""Sheets that fieldplan writes and does not read; titles are ``workbook.sheet_<key>``."""

CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "basis": {
        Basis.CALENDAR: ("календарный период", "календарь", "calendar period", "период"),
        Basis.INTERVAL: ("от последнего", "интервал", "from last"),
    },
    "binding": {
        "preferred": ("желательный", "предпочтительно", "нет", "no", "prefer"),
        "fixed": ("закреплен", "жестко", "строго", "да", "yes", "only"),
    },
    "visit": {
        VisitKind.MAINTENANCE: ("техобслуживание", "техническое обслуживание", "to", "service"),
        VisitKind.AUDIT: ("обследование", "survey"),
        VisitKind.INSTALLATION: ("установка", "install"),
        VisitKind.COMMISSIONING: ("пусконаладка", "пуско-наладка", "пнр", "startup"),
        VisitKind.TRAINING: ("инструктаж",),
        VisitKind.EMERGENCY: ("аварийный", "аварийный выезд", "авар", "call-out", "callout"),
        VisitKind.OTHER: ("другое", "прочие"),
    },
    "state": {
        "open": ("новая", "в работе", "открыто", "new", "in progress"),
        "done": ("выполнено", "сделана", "закрыта", "закрыто", "closed", "готово"),
        "cancelled": ("отмена", "отменено", "снята", "canceled"),
    },
    "employment": {
        "staff": ("в штате", "штатный", "сотрудник", "employee", "нет", "no"),
        "contractor": ("подряд", "внешний", "external", "да", "yes"),
    },
    "promise": {
        PromiseStatus.TOLD: ("сказано", "назвали", "предложено", "informed"),
        PromiseStatus.AGREED: ("подтверждено", "согласован", "confirmed"),
    },
    "yes_no": {"yes": (), "no": ()},
}
"""Lists of values with further accepted spellings; labels are ``workbook.<list>_<value>``."""


def label(choices: str, value: str, lang: str) -> str:
    """Return the label of a value of a list."""
    return text(f"workbook.{choices}_{value}", lang)


def labels(choices: str, lang: str) -> list[str]:
    """Return the labels of a list in order."""
    return [label(choices, value, lang) for value in CHOICES[choices]]


@cache
def spellings(choices: str) -> dict[str, str]:
    """Return every accepted spelling of a list, in the form of ``lookalike``, to its value."""
    found: dict[str, str] = {}
    for value, aliases in CHOICES[choices].items():
        names = [*aliases, value, *(label(choices, value, lang) for lang in LANGUAGES)]
        found.update({lookalike(name): str(value) for name in names})
    return found
