"""Lists of values: what the template offers and what the reader accepts besides."""

from __future__ import annotations

from functools import cache

from fieldplan.domain import Basis, PromiseStatus, VisitKind
from fieldplan.messages import LANGUAGES, text
from fieldplan.spelling import lookalike

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
