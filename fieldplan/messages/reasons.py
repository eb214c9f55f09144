"""Why a visit is not in the plan: rules that left it out, and what belongs to a later month.

A reason's text takes no values; ``<code>_detail`` says the same with figures and is used when
the reason has all of them (``reason_text``).
"""

from __future__ import annotations

from collections.abc import Mapping

from fieldplan.messages import LANGUAGES

TEXTS: dict[str, tuple[str, str]] = {
    # Demand: next month, not unassigned.
    "next_month_start": (
        "По срокам проекта этап начинается позже этого месяца.",
        "By the project's dates the stage starts after this month.",
    ),
    "next_month_start_detail": (
        "По срокам проекта этап можно начать не раньше {date}: это уже следующий месяц.",
        "By the project's dates the stage can start on {date} at the earliest: next month.",
    ),
    "next_month_equipment": (
        "Оборудование придёт позже этого месяца.",
        "The equipment comes after this month.",
    ),
    "next_month_equipment_detail": (
        "Оборудование будет не раньше {date}: в этом месяце этап не успеть.",
        "The equipment is there on {date} at the earliest: too late for this month.",
    ),
    "next_month_order": (
        "Предыдущий этап закончится слишком поздно, чтобы начать этот в этом месяце.",
        "The stage before ends too late for this one to start this month.",
    ),
    "next_month_order_detail": (
        "После предыдущего этапа начать можно не раньше {date}: в этом месяце уже не успеть.",
        "After the stage before, it can start on {date} at the earliest: too late for this month.",
    ),
    "next_month_predecessor": (
        "Предыдущий этап проекта сам перенесён на следующий месяц.",
        "The stage before is itself left for next month.",
    ),
    "next_month_predecessor_detail": (
        "Предыдущий этап ({visit}) сам перенесён на следующий месяц.",
        "The stage before ({visit}) is itself left for next month.",
    ),
    "next_month_notice": (
        "Клиента нужно предупредить заранее, и в этом месяце времени уже не хватает.",
        "The client must have notice, and this month is too short for it.",
    ),
    "next_month_notice_detail": (
        "Клиента нужно предупредить заранее: приехать можно не раньше {date}.",
        "The client must have notice: the earliest possible day is {date}.",
    ),
    "next_month_promised": (
        "Визит обещан клиенту на более поздний месяц.",
        "The visit is promised to the client for a later month.",
    ),
    "next_month_promised_detail": (
        "Визит обещан клиенту на {date}, это после планируемого месяца.",
        "The visit is promised to the client for {date}, after the month being planned.",
    ),
    "next_month_gap": (
        "После прошлого ТО прошло слишком мало времени.",
        "Too little time has passed since the last maintenance.",
    ),
    "next_month_gap_detail": (
        "После прошлого ТО прошло слишком мало времени: следующее — не раньше {date}.",
        "Too little time has passed since the last maintenance: not before {date}.",
    ),
    # Rules, as the solver names them.
    "access_window": (
        "Работа не помещается в часы доступа на объект.",
        "The work does not fit the site's access hours.",
    ),
    "access_window_detail": (
        "Работе нужно {minutes_needed} мин подряд, а часы доступа, совпадающие со сменой, столько "
        "не дают. Попросите расширить доступ.",
        "The work needs {minutes_needed} min in a row, and the access hours within the shift do "
        "not have them. Ask for longer access.",
    ),
    "allowed_day": (
        "В оставшиеся дни месяца на объект не пускают. Попросите доступ в другой день.",
        "The site gives no access on the days left in the month. Ask for another day.",
    ),
    "not_before": (
        "Самый ранний разрешённый день позже дней, которые можно планировать.",
        "The earliest day allowed is later than the days that can be planned.",
    ),
    "not_before_detail": (
        "Визит возможен не раньше {date}, а в плане таких дней с доступом на объект нет.",
        "The visit is possible on {date} at the earliest, and the plan has no such day with access "
        "to the site.",
    ),
    "notice_days": (
        "Клиента не успеть предупредить за нужное число дней.",
        "There is no time left to give the client his notice.",
    ),
    "notice_days_detail": (
        "Клиента нужно предупредить заранее: раньше {date} приехать нельзя, а подходящих дней "
        "после этого нет. Попросите принять без предупреждения.",
        "The client must have notice: no visit before {date}, and no fitting day is left after it. "
        "Ask to be received without notice.",
    ),
    "shift_limit": (
        "Дорога и работа длиннее смены, даже с переработкой.",
        "The drives and the work are longer than a shift, overtime included.",
    ),
    "shift_limit_detail": (
        "Дорога туда и обратно, работа и обед занимают {minutes_needed} мин, а смена с "
        "переработкой — {minutes_available} мин. Разбейте работу на дни или увеличьте смену.",
        "The drives there and back, the work and lunch take {minutes_needed} min; a shift with "
        "overtime has {minutes_available} min. Split the work over days or lengthen the shift.",
    ),
    "emergency_reserve": (
        "Дорога и работа не помещаются в смену без запаса на аварии.",
        "The drives and the work do not fit into a shift less the reserve for emergencies.",
    ),
    "emergency_reserve_detail": (
        "Дорога туда и обратно, работа и обед занимают {minutes_needed} мин, а смена без запаса "
        "на аварии — {minutes_available} мин. Уменьшите запас или разбейте работу на дни.",
        "The drives there and back, the work and lunch take {minutes_needed} min; a shift less "
        "the reserve for emergencies has {minutes_available} min. Make the reserve smaller or "
        "split the work over days.",
    ),
    "desk_capacity": (
        "На сам визит время есть, а на подготовку и документы к нему рабочего времени не хватает.",
        "There is time for the visit, but not for its preparation and paperwork.",
    ),
    "desk_capacity_detail": (
        "На сам визит время есть, а на подготовку и документы не хватает рабочего времени: не "
        "меньше {minutes} мин, если другие визиты не переносить.",
        "There is time for the visit, but not for its preparation and paperwork: at least "
        "{minutes} min of working time are missing unless other visits move.",
    ),
    "overtime_month": (
        "Нужна переработка сверх месячного предела.",
        "It would take overtime beyond the monthly limit.",
    ),
    "engineer_hours": (
        "У инженера не осталось часов на этот месяц.",
        "The engineer has no hours left this month.",
    ),
    "lunch_break": (
        "В такой день не остаётся места для обеда.",
        "Such a day leaves no room for lunch.",
    ),
    "visits_per_route": (
        "В подходящие дни маршруты уже полны: предел визитов в день.",
        "On the fitting days the routes are full: limit of visits a day.",
    ),
    "skills": (
        "Ни у кого из инженеров нет нужных навыков.",
        "No engineer has the skills needed.",
    ),
    "skills_detail": (
        "Ни у кого из инженеров нет нужных навыков: {skills}. Обучите инженера или наймите "
        "подрядчика.",
        "No engineer has the skills needed: {skills}. Train an engineer or hire a contractor.",
    ),
    "fixed_engineer": (
        "Закреплённый инженер не может сделать этот визит.",
        "The fixed engineer cannot make this visit.",
    ),
    "fixed_engineer_detail": (
        "Визит закреплён за инженером {engineer}, а он его сделать не может. Снимите закрепление.",
        "The visit is fixed to engineer {engineer}, who cannot make it. Lift that condition.",
    ),
    "absence": (
        "В возможные дни никто из подходящих инженеров не работает.",
        "None of the fitting engineers works on the possible days.",
    ),
    "min_lag": (
        "После предыдущего этапа должно пройти время, и в этом месяце его не хватает.",
        "Time must pass after the stage before, and this month is too short for it.",
    ),
    "consecutive_days": (
        "Работа идёт несколько дней подряд одним инженером, и столько свободных дней подряд нет.",
        "The work takes several days in a row by one engineer, and there are not that many free.",
    ),
    "same_engineer": (
        "Монтаж и ПНР должен делать один инженер, а у него нет места.",
        "One engineer must do installation and commissioning, and he has no room.",
    ),
    "predecessor_unserved": (
        "Предыдущий этап проекта не попал в план.",
        "The stage before is not in the plan.",
    ),
    "predecessor_unserved_detail": (
        "Предыдущий этап ({visit}) не попал в план.",
        "The stage before ({visit}) is not in the plan.",
    ),
    "predecessor_impossible": (
        "Предыдущий этап проекта выполнить невозможно.",
        "The stage before cannot be done.",
    ),
    "predecessor_impossible_detail": (
        "Предыдущий этап ({visit}) выполнить невозможно; сначала устраните его причину.",
        "The stage before ({visit}) cannot be done; remove its obstacle first.",
    ),
    "unreachable": (
        "До объекта нет дороги от базы.",
        "There is no road from the base to the site.",
    ),
    "welcome_left": (
        "Желательный визит: в этом месяце он обходится дороже, чем помогает, срок у него позже.",
        "A welcome visit: this month it costs more than it helps, and it is due later.",
    ),
    "no_room": (
        "В подходящие дни нет свободного времени без переноса других визитов.",
        "The fitting days have no free time unless other visits move.",
    ),
    "no_room_detail": (
        "Подходящих дней в плане: {days}. Ни в один не помещаются {work_min} мин работы с дорогой "
        "без переноса других визитов.",
        "Fitting days in the plan: {days}. None has room for {work_min} min of work and the drive "
        "unless other visits move.",
    ),
}


def reason_text(code: str, lang: str, values: Mapping[str, object]) -> str:
    """Return a reason's sentence, with figures if ``values`` has all that it takes.

    Raises
    ------
    KeyError
        If there is no such reason.
    """
    column = LANGUAGES.index(lang)
    detail = TEXTS.get(f"{code}_detail")
    if detail:
        try:
            return detail[column].format(**values)
        except (KeyError, IndexError):
            pass
    return TEXTS[code][column]
