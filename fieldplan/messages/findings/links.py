"""Findings about ids and the rows that name them."""

from fieldplan.messages.findings.two_parts import put

TEXTS: dict[str, tuple[str, str]] = {}

put(
    TEXTS,
    "duplicate_id",
    "«{column}»: такой код уже есть в строке {other_row} ({other}); коды не должны повторяться.",
    "дайте строке другой код или удалите её.",
    "{column}: this id already stands in row {other_row} ({other}); ids must not repeat.",
    "give the row another id or delete it.",
)
put(
    TEXTS,
    "id_of_a_site",
    "«{column}»: такой код уже у объекта в строке {other_row}; у места без объекта код свой.",
    "дайте строке другой код или укажите код объекта в столбце объекта.",
    "{column}: this is the id of the site in row {other_row}; a place of its own needs its own.",
    "give the row another id, or write the site's id in the column for it.",
)
put(
    TEXTS,
    "id_of_another",
    "«{column}»: такой код уже у проекта или заявки на другом листе; коды не должны повторяться.",
    "дайте строке другой код.",
    "{column}: a project or emergency on another sheet has this id; ids must not repeat.",
    "give the row another id.",
)
put(
    TEXTS,
    "understood_id",
    "«{column}»: понято как {understood} (отличаются похожие буквы, нули или регистр).",
    "ничего, если верно. Всего таких ячеек: {count}.",
    "{column}: understood as {understood} (similar letters, zeros or case differ).",
    "nothing if that is right. Cells like this: {count}.",
)
put(
    TEXTS,
    "understood_site",
    "«{column}»: по клиенту и адресу понято, что это объект {understood}.",
    "ничего, если верно; иначе укажите код объекта.",
    "{column}: by client and address this was understood as site {understood}.",
    "nothing if that is right; otherwise write the site's id.",
)
for _sheet, _ru, _en in (
    ("site", "объекта с таким кодом нет; ожидается код с листа объектов", "site"),
    ("engineer", "инженера с таким кодом нет; ожидается код с листа инженеров", "engineer"),
):
    put(
        TEXTS,
        f"unknown_{_sheet}",
        f"«{{column}}»: {_ru}.",
        "исправьте код или добавьте строку на тот лист.",
        f"{{column}}: there is no such {_en}; an id from the sheet of {_en}s is expected.",
        "correct the id or add a row to that sheet.",
    )
    put(
        TEXTS,
        f"unknown_{_sheet}_close",
        f"«{{column}}»: {_ru}. Похожие: {{close}}.",
        "исправьте код или добавьте строку на тот лист.",
        f"{{column}}: there is no such {_en}; an id from the sheet of {_en}s is expected. "
        "Similar: {close}.",
        "correct the id or add a row to that sheet.",
    )
put(
    TEXTS,
    "unknown_site_history",
    "«{column}»: такого объекта нет на листе объектов; строка истории не учтена.",
    "ничего, если объект закрыт; иначе исправьте код.",
    "{column}: there is no such site on the sheet of sites; the row of history is left out.",
    "nothing if the site is closed; otherwise correct the id.",
)
put(
    TEXTS,
    "unknown_site_history_close",
    "«{column}»: такого объекта нет на листе объектов; строка истории не учтена. Похожие: {close}.",
    "ничего, если объект закрыт; иначе исправьте код.",
    "{column}: there is no such site on the sheet of sites; the row of history is left out. "
    "Similar: {close}.",
    "nothing if the site is closed; otherwise correct the id.",
)
put(
    TEXTS,
    "unknown_subject",
    "«{column}»: нет такого объекта, проекта, заявки или визита; ожидается их код.",
    "исправьте код или удалите строку.",
    "{column}: there is no such site, project, emergency or visit; its id is expected.",
    "correct the id or delete the row.",
)
put(
    TEXTS,
    "unknown_subject_close",
    "«{column}»: нет такого объекта, проекта, заявки или визита; ожидается их код. "
    "Похожие: {close}.",
    "исправьте код или удалите строку.",
    "{column}: there is no such site, project, emergency or visit; its id is expected. "
    "Similar: {close}.",
    "correct the id or delete the row.",
)
put(
    TEXTS,
    "ambiguous_subject",
    "«{column}»: этот код есть и у объекта, и у проекта или заявки; ожидается вид визита.",
    "заполните вид визита или дайте им разные коды.",
    "{column}: this id belongs to a site and to a project or emergency; the kind is expected.",
    "fill in the kind of visit, or give them different ids.",
)
put(
    TEXTS,
    "stage_needed",
    "«{column}»: пусто, а для проекта нужен этап: аудит, монтаж, ПНР или обучение.",
    "выберите этап, о котором договорились.",
    "{column}: empty; for a project the stage is needed: audit, installation, commissioning or "
    "training.",
    "choose the stage that was agreed.",
)
put(
    TEXTS,
    "own_place_ignored",
    "«{column}»: указан код объекта, поэтому свой адрес строки не используется.",
    "ничего, если верно; иначе очистите код объекта.",
    "{column}: a site's id is given, so the row's own place is not used.",
    "nothing if that is right; otherwise clear the site's id.",
)
