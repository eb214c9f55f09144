"""Names of the rules, cost lines and tiers, and the sentence of each violation.

``<name>`` is the short name; ``<name>_violation`` takes ``subject`` and ``amount``;
``tier_<tier>`` is the name of a tier.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "known_ids": ("Знакомые обозначения", "Known ids"),
    "known_ids_violation": (
        "«{subject}» стоит в плане, но в задаче такого нет (упоминаний: {amount}).",
        "“{subject}” is in the plan but not in the problem (mentioned {amount} time(s)).",
    ),
    "timeline": ("Времена маршрута", "Times of the route"),
    "timeline_violation": (
        "{subject}: записанное время или итог маршрута не сходится с пересчётом на {amount}.",
        "{subject}: a recorded time or total of the route differs from the recount by {amount}.",
    ),
    "stored_totals": ("Итоги плана", "Totals of the plan"),
    "stored_totals_violation": (
        "Итог «{subject}» записан в плане неверно: расхождение с пересчётом {amount}.",
        "Total “{subject}” is recorded wrongly: it differs from the recount by {amount}.",
    ),
    "each_visit_once": ("Каждый визит один раз", "Each visit once"),
    "each_visit_once_violation": (
        "Визит {subject} должен стоять в плане ровно один раз: в маршруте или, с причиной, "
        "среди невыполненных; расхождение: {amount}.",
        "Visit {subject} must be in the plan exactly once, in a route or, with a reason, among "
        "those left out; it is off by {amount}.",
    ),
    "one_route_per_day": ("Один маршрут в день", "One route a day"),
    "one_route_per_day_violation": (
        "{subject}: у инженера больше одного маршрута в день (лишних: {amount}).",
        "{subject}: the engineer has more than one route that day ({amount} too many).",
    ),
    "access_window": ("Часы доступа", "Access hours"),
    "access_window_violation": (
        "Визит {subject} выходит за часы доступа на объект на {amount} мин.",
        "Visit {subject} is outside the site's access hours by {amount} min.",
    ),
    "allowed_day": ("Дни доступа", "Access days"),
    "allowed_day_violation": (
        "Визит {subject} стоит в день, когда доступа на объект нет (дней: {amount}).",
        "Visit {subject} is on a day without access to the site (days: {amount}).",
    ),
    "not_before": ("Не раньше даты", "Not before a date"),
    "not_before_violation": (
        "Визит {subject} стоит раньше допустимой даты на {amount} дн.",
        "Visit {subject} is {amount} day(s) before the earliest date allowed.",
    ),
    "notice_days": ("Предупреждение клиента", "Notice to the client"),
    "notice_days_violation": (
        "Визит {subject}: клиента не успеть предупредить, не хватает {amount} дн.",
        "Visit {subject}: the client would get {amount} day(s) too little notice.",
    ),
    "shift_limit": ("Границы смены", "Shift limit"),
    "shift_limit_violation": (
        "{subject}: маршрут выходит за смену и разрешённую переработку на {amount} мин.",
        "{subject}: the route exceeds the shift and the overtime allowed by {amount} min.",
    ),
    "overtime_month": ("Переработка за месяц", "Overtime a month"),
    "overtime_month_violation": (
        "Инженер {subject}: переработка за месяц больше разрешённой на {amount} мин.",
        "Engineer {subject}: overtime of the month exceeds the limit by {amount} min.",
    ),
    "engineer_hours": ("Часы инженера", "Engineer's hours"),
    "engineer_hours_violation": (
        "Инженер {subject}: маршруты занимают больше времени, чем у него есть, на {amount} мин.",
        "Engineer {subject}: the routes take {amount} min more than the hours available.",
    ),
    "lunch_break": ("Обед", "Lunch break"),
    "lunch_break_violation": (
        "{subject}: обеда нет или он стоит не там, где можно (на {amount} мин).",
        "{subject}: lunch is missing or stands where it may not, by {amount} min.",
    ),
    "visits_per_route": ("Визитов в маршруте", "Visits a route"),
    "visits_per_route_violation": (
        "{subject}: визитов в маршруте больше разрешённого на {amount}.",
        "{subject}: the route has {amount} visit(s) too many.",
    ),
    "skills": ("Навыки", "Skills"),
    "skills_violation": (
        "Визит {subject}: у инженера нет нужных навыков (не хватает: {amount}).",
        "Visit {subject}: the engineer lacks skills it needs ({amount} missing).",
    ),
    "fixed_engineer": ("Закреплённый инженер", "Fixed engineer"),
    "fixed_engineer_violation": (
        "Визит {subject} отдан не тому инженеру, который за ним закреплён (визитов: {amount}).",
        "Visit {subject} is given to an engineer other than the fixed one (visits: {amount}).",
    ),
    "absence": ("Отсутствие инженера", "Absence"),
    "absence_violation": (
        "{subject}: маршрут стоит в день отсутствия инженера (дней: {amount}).",
        "{subject}: the route is on a day of the engineer's absence (days: {amount}).",
    ),
    "min_lag": ("Порядок этапов", "Order of stages"),
    "min_lag_violation": (
        "Визит {subject} стоит слишком рано после предыдущего этапа или без него: "
        "не хватает {amount} дн.",
        "Visit {subject} comes too soon after the stage before it, or without it: "
        "{amount} day(s) short.",
    ),
    "consecutive_days": ("Дни подряд", "Consecutive days"),
    "consecutive_days_violation": (
        "Работа, начатая визитом {subject}, должна идти день за днём у одного инженера и "
        "целиком; нарушают это визитов: {amount}.",
        "The work that begins with visit {subject} must run day after day, with one engineer and "
        "in full; visits that break this: {amount}.",
    ),
    "same_engineer": ("Один инженер на всё", "Same engineer"),
    "same_engineer_violation": (
        "Связанные визиты (первый — {subject}) должен делать один инженер; "
        "у другого визитов: {amount}.",
        "Linked visits (the first is {subject}) must be made by one engineer; "
        "another makes {amount} of them.",
    ),
    "frozen_past": ("Прошлое не меняется", "The past stays"),
    "frozen_past_violation": (
        "{subject}: уже сделанное или начатое изменено, визитов: {amount}.",
        "{subject}: what is done or under way is changed; visits: {amount}.",
    ),
    "desk_capacity": ("Камеральная работа", "Desk work"),
    "desk_capacity_violation": (
        "Инженер {subject}: подготовка, документы и консультации не помещаются в рабочее время "
        "или стоят не там, где можно ({amount} мин).",
        "Engineer {subject}: preparation, paperwork and consultations do not fit into working "
        "time or stand where they may not ({amount} min).",
    ),
    "emergency_reserve": ("Запас на аварии", "Reserve for emergencies"),
    "emergency_reserve_violation": (
        "{subject}: маршрут занимает запас на аварии в конце смены ({amount} мин).",
        "{subject}: the route takes {amount} min of the reserve for emergencies at the end of "
        "the shift.",
    ),
    "emergency_deadline": ("Срок аварии", "Emergency deadline"),
    "emergency_deadline_violation": (
        "Авария {subject}: выезд позже срока на {amount} дн. или не вошла в план.",
        "Emergency {subject}: attended {amount} day(s) after its deadline, or left out.",
    ),
    "promise_kept": ("Обещание клиенту", "Promise to the client"),
    "promise_kept_violation": (
        "Визит {subject}: обещанные клиенту день и время не соблюдены, отклонение {amount} мин.",
        "Visit {subject}: the day and window promised to the client are missed by {amount} min.",
    ),
    "emergency_late": ("Аварий с опозданием", "Emergencies late"),
    "emergency_late_violation": (
        "Авария {subject} опаздывает (визитов: {amount}).",
        "Emergency {subject} is late (visits: {amount}).",
    ),
    "emergency_days_late": ("Дней опоздания по авариям", "Days late of emergencies"),
    "emergency_days_late_violation": (
        "Авария {subject}: опоздание {amount} дн.",
        "Emergency {subject}: {amount} day(s) late.",
    ),
    "promise_broken": ("Нарушенных обещаний", "Promises broken"),
    "promise_broken_violation": (
        "Визит {subject}: обещание нарушено (визитов: {amount}).",
        "Visit {subject}: a promise is broken (visits: {amount}).",
    ),
    "dropped": ("Выпали из прежнего плана, вес", "Dropped from the old plan, weight"),
    "dropped_violation": (
        "{subject}: визит выпал из прежнего плана, вес {amount}.",
        "{subject}: a visit of the old plan is dropped, weight {amount}.",
    ),
    "call": ("Звонков клиентам", "Calls to clients"),
    "call_violation": (
        "{subject}: клиенту нужно позвонить (звонков: {amount}).",
        "{subject}: the client must be phoned (calls: {amount}).",
    ),
    "move": ("Перенесённых визитов", "Visits moved"),
    "move_violation": (
        "{subject}: визит перенесён (переносов: {amount}).",
        "{subject}: the visit is moved (moves: {amount}).",
    ),
    "unserved": ("Невыполненные визиты, вес", "Visits left out, weight"),
    "unserved_violation": (
        "Визит {subject} не вошёл в план (вес {amount}).",
        "Visit {subject} is left out (weight {amount}).",
    ),
    "overtime": ("Переработка", "Overtime"),
    "overtime_violation": (
        "{subject}: доплата за переработку, {amount} коп.",
        "{subject}: overtime pay of {amount} kopecks.",
    ),
    "contractor_fee": ("Оплата подрядчика", "Contractor's fee"),
    "contractor_fee_violation": (
        "{subject}: оплата подрядчика, {amount} коп.",
        "{subject}: contractor's fee of {amount} kopecks.",
    ),
    "drive_time": ("Время за рулём", "Drive time"),
    "drive_time_violation": (
        "{subject}: цена времени за рулём, {amount} коп.",
        "{subject}: price of the drive time, {amount} kopecks.",
    ),
    "distance": ("Километры", "Kilometres"),
    "distance_violation": (
        "{subject}: цена километров, {amount} коп.",
        "{subject}: price of the kilometres, {amount} kopecks.",
    ),
    "preferred_engineer": ("Не «свой» инженер", "Other than the preferred engineer"),
    "preferred_engineer_violation": (
        "Визит {subject} делает не «свой» инженер, {amount} коп.",
        "Visit {subject} is not made by the preferred engineer, {amount} kopecks.",
    ),
    "spacing": ("Отклонение от срока ТО", "Off the due date"),
    "spacing_violation": (
        "Визит {subject} отклоняется от срока, {amount} коп.",
        "Visit {subject} is off its due date, {amount} kopecks.",
    ),
    "window_late": ("ТО позже срока договора", "After the contract's window"),
    "window_late_violation": (
        "Визит {subject} позже срока договора, {amount} коп.",
        "Visit {subject} is after the contract's window, {amount} kopecks.",
    ),
    "level_days": ("Длинные дни", "Long days"),
    "level_days_violation": (
        "{subject}: слишком длинный день, {amount} коп.",
        "{subject}: too long a day, {amount} kopecks.",
    ),
    "welcome": ("Желательные визиты не сделаны", "Welcome visits not made"),
    "welcome_violation": (
        "{subject}: желательный визит не сделан, {amount} коп.",
        "{subject}: a welcome visit is not made, {amount} kopecks.",
    ),
    "drive_min": ("Минуты за рулём", "Drive minutes"),
    "drive_min_violation": (
        "{subject}: за рулём {amount} мин.",
        "{subject}: {amount} min at the wheel.",
    ),
    "tier_emergencies_late": ("Аварии с опозданием", "Emergencies late"),
    "tier_emergency_days_late": ("Дни опоздания по авариям", "Days late of emergencies"),
    "tier_promises_broken": ("Нарушенные обещания", "Promises broken"),
    "tier_dropped": ("Выпавшие визиты, вес", "Dropped visits, weight"),
    "tier_calls": ("Звонки клиентам", "Calls to clients"),
    "tier_moves": ("Переносы визитов", "Visits moved"),
    "tier_unserved_weight": (
        "Невыполненные обязательные визиты, вес",
        "Required visits left out, weight",
    ),
    "tier_money": ("Деньги", "Money"),
    "tier_drive_min": ("Минуты за рулём", "Drive minutes"),
}
