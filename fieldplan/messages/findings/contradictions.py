"""Findings about sheets that contradict one another."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "promise_on_absence",
    "Клиенту обещан этот день, но {name} отсутствует с {first} по {last}; ожидается день, когда "
    "он на работе.",
    "договоритесь о другом дне, назначьте другого инженера или исправьте отсутствие.",
    "This day was promised, but {name} is absent from {first} to {last}; a day at work is "
    "expected.",
    "agree on another day, appoint another engineer or correct the absence.",
)
put(
    TEXTS,
    "promise_when_all_absent",
    "Клиенту обещан этот день, но в этот день отсутствуют все инженеры ({name} — с {first} по "
    "{last}); ожидается день, когда кто-то на работе.",
    "договоритесь о другом дне или исправьте отсутствия.",
    "This day was promised, but all engineers are absent ({name} from {first} to {last}); a day "
    "with somebody at work is expected.",
    "agree on another day or correct the absences.",
)
put(
    TEXTS,
    "promise_on_closed_day",
    "Клиенту обещан этот день, но объект {site} в этот день недели закрыт; ожидается день доступа.",
    "договоритесь о другом дне или исправьте часы и дни доступа объекта.",
    "This day was promised, but site {site} is closed on that weekday; a day with access is "
    "expected.",
    "agree on another day, or correct the site's access hours and days.",
)
put(
    TEXTS,
    "promise_outside_access",
    "Обещанное время вне часов доступа объекта {site} ({access}); ожидается время внутри них.",
    "договоритесь о другом времени или исправьте часы доступа.",
    "The promised time is outside the access hours of site {site} ({access}); a time within them "
    "is expected.",
    "agree on another time or correct the access hours.",
)
put(
    TEXTS,
    "promises_out_of_order",
    "«{after}» согласован не позже, чем «{before}»; ожидается день после него.",
    "договоритесь о другом дне для одного из этапов.",
    "'{after}' is agreed for a day not after '{before}'; a later day is expected.",
    "agree on another day for one of the stages.",
)
put(
    TEXTS,
    "due_before_start",
    "Срок сдачи раньше, чем разрешено начать; ожидается позже.",
    "исправьте одну из двух дат.",
    "The project is due before it may start; a later date is expected.",
    "correct one of the two dates.",
)
put(
    TEXTS,
    "stage_done_too_early",
    "«{after}» выполнен, а «{before}» перед ним — нет; ожидается, что этапы идут по порядку.",
    "впишите дату предыдущего этапа или «нет», если его не было.",
    "'{after}' is done, but '{before}' before it is not; stages are expected in order.",
    "write the date of the earlier stage, or 'none' if there was none.",
)
put(
    TEXTS,
    "stages_out_of_order",
    "«{after}» выполнен раньше, чем «{before}»; ожидается наоборот.",
    "проверьте обе даты.",
    "'{after}' was done before '{before}'; the reverse is expected.",
    "check both dates.",
)
put(
    TEXTS,
    "equipment_after_promise",
    "Монтаж обещан раньше, чем придёт оборудование ({arrival}); ожидается не раньше.",
    "позвоните клиенту и договоритесь о другом дне или уточните поставку.",
    "The installation is promised before the equipment comes ({arrival}); expected is not before.",
    "phone the client and agree on another day, or check the delivery.",
)
put(
    TEXTS,
    "fixed_engineer_contractor",
    "За объектом закреплён подрядчик {name}; ожидается штатный инженер.",
    "если это верно, ничего; иначе выберите другого или «желательно».",
    "The site's fixed engineer is a contractor, {name}; an engineer on staff is expected.",
    "nothing if that is meant; otherwise choose another one or 'preferred'.",
)
put(
    TEXTS,
    "fixed_engineer_inactive",
    "За объектом закреплён {name}, но он неактивен: визит никто не сделает; ожидается активный "
    "инженер.",
    "назначьте другого или выберите «желательно».",
    "The site's fixed engineer {name} is not active: nobody can make the visit; an active one is "
    "expected.",
    "appoint another one or choose 'preferred'.",
)
put(
    TEXTS,
    "fixed_engineer_lacks_skill",
    "За объектом закреплён {name}, но у него нет навыка: {skills}; ожидается, что он есть.",
    "добавьте навык инженеру, уберите его у объекта или назначьте другого.",
    "The site's fixed engineer {name} lacks a skill: {skills}; it is expected.",
    "add the skill to the engineer, remove it from the site or appoint another one.",
)
put(
    TEXTS,
    "skill_nobody_has",
    "Такого навыка нет ни у одного активного инженера; ожидается навык с листа инженеров.",
    "исправьте название или добавьте навык инженеру.",
    "No active engineer has this skill; one from the sheet of engineers is expected.",
    "correct the name or add the skill to an engineer.",
)
put(
    TEXTS,
    "skill_nobody_has_close",
    "Такого навыка нет ни у одного активного инженера; возможно, ожидалось «{close}».",
    "исправьте название или добавьте навык инженеру.",
    "No active engineer has this skill; perhaps '{close}' was expected.",
    "correct the name or add the skill to an engineer.",
)
put(
    TEXTS,
    "skills_nobody_has_together",
    "Ни у одного активного инженера нет всех этих навыков сразу; визит ожидает одного человека.",
    "добавьте навыки одному из инженеров или сократите список.",
    "No active engineer has all these skills together; a visit expects one person.",
    "add the skills to one engineer or shorten the list.",
)
put(
    TEXTS,
    "inactive_site_used",
    "Объект {site} отмечен как неактивный, работа на нём не планируется; ожидается активный.",
    "поставьте объекту «Активен» — да или закройте эту строку.",
    "Site {site} is marked as not active, so its work is not planned; an active one is expected.",
    "set the site to active or close this row.",
)
