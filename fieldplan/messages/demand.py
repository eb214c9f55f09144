"""What demand finds in the workbook: what is wrong, what is expected, what to do.

These are findings: ``fieldplan.messages.findings`` takes them in.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "demand_unknown_site": (
        "Объекта «{value}» нет на листе «Объекты». Нужен код одного из объектов этого листа "
        "(похожие: {near}). Что сделать: исправьте код или добавьте объект.",
        "There is no site “{value}” on the Sites sheet. Expected: an id from that sheet "
        "(similar: {near}). What to do: correct the id or add the site.",
    ),
    "demand_unknown_engineer": (
        "Инженера «{value}» нет на листе «Инженеры». Нужен код одного из инженеров этого листа "
        "(похожие: {near}). Что сделать: исправьте код или добавьте инженера.",
        "There is no engineer “{value}” on the Engineers sheet. Expected: an id from that sheet "
        "(similar: {near}). What to do: correct the id or add the engineer.",
    ),
    "demand_site_no_coordinates": (
        "У объекта «{value}» нет координат. Нужны широта и долгота. Что сделать: впишите их, "
        "например 55.7558 и 37.6173, или укажите адрес, который можно найти на карте.",
        "Site “{value}” has no coordinates. Expected: latitude and longitude. What to do: enter "
        "them, such as 55.7558 and 37.6173, or give an address that can be found on the map.",
    ),
    "demand_engineer_no_base": (
        "У инженера «{value}» нет базы. Нужно место, откуда он выезжает и куда возвращается. "
        "Что сделать: впишите координаты базы.",
        "Engineer “{value}” has no base. Expected: the place where his routes start and end. "
        "What to do: enter the coordinates of the base.",
    ),
    "demand_no_engineers": (
        "На листе «Инженеры» нет ни одного действующего инженера. Нужен хотя бы один. Что "
        "сделать: добавьте его или верните отметку «активен».",
        "There is no active engineer on the Engineers sheet. Expected: at least one. What to "
        "do: add one or mark one as active again.",
    ),
    "demand_desk_too_much": (
        "Инженеру «{value}» даже без выездов не хватает {minutes} мин смены на консультации и "
        "долги прошлого месяца, а камеральная работа разрешена только в смену. Нужно, чтобы она "
        "помещалась. Что сделать: поставьте «нет» в настройке «Камеральная работа только в "
        "смену» или передайте часть работы другому.",
        "Even without routes engineer “{value}” lacks {minutes} min of shift for consultations "
        "and what last month left owing, while desk work may lie within the shift only. "
        "Expected: that it fits. What to do: set “Desk work within the shift only” to no, or "
        "give part of the work to another engineer.",
    ),
    "demand_desk_backlog_engineer": (
        "За инженером «{value}» из закрытого месяца осталась камеральная работа по визиту "
        "{visit}, {minutes} мин, а среди действующих инженеров его нет. Нужен тот, кто её "
        "доделает. Что сделать: поручите эту работу другому; в план она не вошла.",
        "Engineer “{value}” of the closed month still owes {minutes} min of desk work for visit "
        "{visit}, but is no active engineer. Expected: someone to finish it. What to do: give "
        "the work to another engineer; it is not in the plan.",
    ),
    "demand_month_over": (
        "В месяце, который начинается {first}, на {now} рабочих дней уже не осталось. Нужен "
        "месяц, в котором есть что планировать. Что сделать: укажите другой месяц или другой "
        "момент «сейчас».",
        "The month that starts on {first} has no working days left as of {now}. Expected: a "
        "month with days to plan. What to do: give another month or another “now”.",
    ),
    "demand_emergency_later": (
        "Авария «{value}» поступила {reported}, а план строится на {now}. Ожидается момент "
        "«сейчас» не раньше заявки; визит поставлен не раньше её дня. Что сделать: проверьте дату "
        "заявки или укажите «сейчас» (--now).",
        "Emergency “{value}” was reported on {reported}, but the plan is made as of {now}. "
        "Expected: a “now” not before the report; the visit is planned from its day on. What to "
        "do: check that date or give “now” (--now).",
    ),
    "demand_promise_unknown": (
        "Непонятно, о чём договорённость: «{value}» — не визит, не объект, не проект и не "
        "авария этой книги. Нужен один из их кодов (похожие: {near}); для проекта укажите и "
        "этап. Что сделать: исправьте код.",
        "It is not clear what is promised: “{value}” is no visit, site, project or emergency of "
        "this workbook. Expected: one of their ids (similar: {near}); for a project give the "
        "stage too. What to do: correct the id.",
    ),
    "demand_promise_twice": (
        "О визите «{value}» две разные договорённости: {date} и {other_date}, а день или время "
        "должны быть одни. Что сделать: оставьте ту, что верна, вторую удалите.",
        "There are two different promises for “{value}”: {date} and {other_date}. Expected: one "
        "day and time. What to do: keep the right one and delete the other.",
    ),
    "demand_promise_past": (
        "Визит {visit} обещан на {value}, а это уже прошло (сейчас {now}), и он не отмечен "
        "выполненным. Ожидается будущая дата. Что сделать: если визит был, впишите дату его "
        "выполнения; если нет — новую договорённость.",
        "Visit {visit} is promised for {value}, which is past (now is {now}), and it is not "
        "marked as done. Expected: a date to come. What to do: if it was made, enter the date "
        "on which it was done; if not, a new promise.",
    ),
    "demand_promise_day_off": (
        "Визит {visit} обещан на {value}, а это нерабочий день. Ожидается рабочий день. Что "
        "сделать: договоритесь о другом дне или впишите эту дату в настройку «Дополнительные "
        "рабочие дни».",
        "Visit {visit} is promised for {value}, which is not a working day. Expected: a working "
        "day. What to do: agree on another day or add the date to the setting “Additional "
        "working days”.",
    ),
    "demand_promise_absent": (
        "Визит {visit} обещан на {value} с инженером {engineer}, но он в этот день не работает. "
        "Ожидается день, когда он на смене. Что сделать: смените день, инженера в "
        "договорённости или отсутствие.",
        "Visit {visit} is promised for {value} with engineer {engineer}, who does not work on "
        "that day. Expected: a day of his. What to do: change the day, the engineer of the "
        "promise or the absence.",
    ),
    "demand_promise_nobody": (
        "Визит {visit} обещан на {value}, но в этот день никто из инженеров не работает. "
        "Ожидается день, когда есть кому ехать. Что сделать: смените день или проверьте смены и "
        "отсутствия.",
        "Visit {visit} is promised for {value}, but no engineer works on that day. Expected: a "
        "day with somebody at work. What to do: change the day or check the shifts and "
        "absences.",
    ),
    "demand_promise_access": (
        "Визит {visit} обещан на {value}, но обещанное время не помещается в часы доступа на "
        "объект. Ожидается время, когда объект открыт и работу можно успеть. Что сделать: "
        "исправьте время договорённости или часы доступа.",
        "Visit {visit} is promised for {value}, but the promised time does not fit the site's "
        "access hours. Expected: a time when the site is open and the work can be finished. "
        "What to do: correct the promised time or the access hours.",
    ),
    "demand_promise_order": (
        "Визит {visit} обещан на {value}, а раньше {date} этот этап начать нельзя. Ожидается "
        "день после предыдущего этапа и не раньше начала проекта. Что сделать: исправьте даты "
        "этапов.",
        "Visit {visit} is promised for {value}, but that stage cannot start before {date}. "
        "Expected: a day after the stage before and not before the project's start. What to do: "
        "correct the dates of the stages.",
    ),
    "demand_promise_before_equipment": (
        "Визит {visit} обещан на {value}, а оборудование будет только {date}. Ожидается день не "
        "раньше поставки. Что сделать: позвоните клиенту и договоритесь о новом дне.",
        "Visit {visit} is promised for {value}, but the equipment comes only on {date}. "
        "Expected: a day not before its arrival. What to do: phone the client and agree on a "
        "new day.",
    ),
    "demand_promise_not_due": (
        "Визит {visit} обещан на {date}, хотя по договору ТО сейчас не нужно. Визит поставлен в "
        "план. Что сделать: если это ошибка, удалите договорённость.",
        "Visit {visit} is promised for {date} though the contract asks for no maintenance now. "
        "It is planned. What to do: if this is a mistake, delete the promise.",
    ),
}
