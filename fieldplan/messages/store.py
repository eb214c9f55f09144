"""Texts of stored plans, the exchange format and revision folders."""

TEXTS: dict[str, tuple[str, str]] = {
    "busy": (
        "{folder}: другой запуск fieldplan сейчас пишет план этого месяца. "
        "Дождитесь его окончания и повторите.",
        "{folder}: another run of fieldplan is writing a plan of this month. "
        "Wait until it ends and try again.",
    ),
    "no_plan": (
        "План не найден. Укажите файл plan.json, папку версии (rev-01), папку месяца (2026-12) "
        "или папку с планами (outputs).",
        "No plan found. Give a plan.json, a revision's folder (rev-01), a month's folder "
        "(2026-12) or the folder of all plans (outputs).",
    ),
    "unreadable": (
        "Файл не удаётся прочитать ({why}). Проверьте путь и права доступа.",
        "The file cannot be read ({why}). Check the path and the permissions.",
    ),
    "damaged": (
        "Файл повреждён: это не целый документ JSON (место: {why}). "
        "Возьмите другую версию или создайте файл заново.",
        "The file is damaged: it is not a whole JSON document (at {why}). "
        "Take another revision or make the file anew.",
    ),
    "foreign": (
        'Это файл другого формата. Ожидается документ с полем "format": "{expected}".',
        'This is a file of another format. A document with "format": "{expected}" is expected.',
    ),
    "newer": (
        "Файл записан более новой версией fieldplan; эта версия понимает {expected}. "
        "Обновите программу.",
        "The file was written by a newer fieldplan; this one understands {expected}. "
        "Update the program.",
    ),
    "answer_only": (
        "В файле есть маршруты, но нет самой задачи. Укажите plan.json, "
        "который записала команда plan.",
        "The file has the routes but not the problem. Give a plan.json "
        "written by the command plan.",
    ),
    "incomplete": (
        "Запись неполная: не хватает обязательных полей. Возьмите другую версию плана.",
        "The record is incomplete: required fields are missing. Take another revision.",
    ),
    "missing": ("Обязательного поля нет. Добавьте его.", "A required member is missing. Add it."),
    "empty": (
        "Список пуст. Нужен хотя бы один элемент.",
        "The list is empty. At least one element is needed.",
    ),
    "expected_object": (
        "Ожидается объект JSON (в фигурных скобках). Исправьте значение.",
        "A JSON object (in braces) is expected. Correct the value.",
    ),
    "expected_list": (
        "Ожидается список JSON: [ … ]. Исправьте значение.",
        "A JSON list is expected: [ … ]. Correct the value.",
    ),
    "expected_whole": (
        "Ожидается целое число от {low} до {high}. Исправьте значение.",
        "A whole number from {low} to {high} is expected. Correct the value.",
    ),
    "expected_number": (
        "Ожидается число. Исправьте значение.",
        "A number is expected. Correct the value.",
    ),
    "expected_flag": (
        "Ожидается true или false. Исправьте значение.",
        "True or false is expected. Correct the value.",
    ),
    "expected_text": (
        "Ожидается текст в кавычках. Исправьте значение.",
        "A text in quotation marks is expected. Correct the value.",
    ),
    "expected_name": (
        "Ожидается непустое обозначение в кавычках. Исправьте значение.",
        "A name in quotation marks, not empty, is expected. Correct the value.",
    ),
    "expected_date": (
        "Ожидается дата вида 2026-12-31. Исправьте значение.",
        "A date such as 2026-12-31 is expected. Correct the value.",
    ),
    "expected_time": (
        "Ожидаются дата и время вида 2026-12-31T09:00:00. Исправьте значение.",
        "A date and time such as 2026-12-31T09:00:00 is expected. Correct the value.",
    ),
    "expected_month": (
        "Ожидается месяц вида 2026-12. Исправьте значение.",
        "A month such as 2026-12 is expected. Correct the value.",
    ),
    "expected_one_of": (
        "Ожидается одно из значений: {choices}. Исправьте значение.",
        "One of these is expected: {choices}. Correct the value.",
    ),
    "expected_span": (
        "Ожидается промежуток [начало, конец] в целых минутах от полуночи, начало раньше конца. "
        "Исправьте значение.",
        "A span [start, end] in whole minutes from midnight is expected, start before end. "
        "Correct the value.",
    ),
    "expected_weekday": (
        'Ожидается день недели от "0" (понедельник) до "6" (воскресенье). Исправьте поле.',
        'A weekday from "0" (Monday) to "6" (Sunday) is expected. Correct the member.',
    ),
    "expected_profile": (
        "Ожидается {length} процентов скорости, по одному на каждые полчаса. Дополните список.",
        "{length} speed percentages are expected, one for every half-hour. Complete the list.",
    ),
    "expected_row": (
        "Ожидается список из {length} элементов. Матрица должна быть квадратной.",
        "A list of {length} elements is expected. The matrix must be square.",
    ),
    "expected_places": (
        "Размер не сходится с матрицей travel_min: в ней мест {places}. Исправьте одно из двух.",
        "The size differs from the matrix travel_min, which has {places} places. "
        "Correct one of the two.",
    ),
    "outside_matrix": (
        "Такого места в матрице travel_min нет: в ней мест {places}, счёт с нуля. Исправьте номер.",
        "The matrix travel_min has no such place: it has {places}, counted from zero. "
        "Correct the index.",
    ),
    "horizon_order": (
        "Дни горизонта должны идти по возрастанию и не повторяться. Исправьте порядок.",
        "The days of the horizon must ascend without repeats. Correct their order.",
    ),
    "duplicate_id": (
        "Обозначение «{id}» уже занято. Дайте каждому своё.",
        "The id “{id}” is taken already. Give each its own.",
    ),
    "unknown_visit": (
        "Такого визита в списке visits нет. Исправьте обозначение или добавьте визит.",
        "There is no such visit in visits. Correct the id or add the visit.",
    ),
    "repeated_visit": (
        "Визит уже стоит в группе. Уберите повтор.",
        "The visit is in a group already. Remove the repeat.",
    ),
    "circle": (
        "Визиты ждут друг друга по кругу: {visits}. Уберите одно из условий after.",
        "Visits wait for one another in a circle: {visits}. Remove one of the conditions after.",
    ),
}
