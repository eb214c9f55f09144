"""The form of every finding: the fact with what is expected, then what to do."""

TODO = ("Что сделать:", "What to do:")


def put(
    texts: dict[str, tuple[str, str]],
    code: str,
    fact_ru: str,
    todo_ru: str,
    fact_en: str,
    todo_en: str,
) -> None:
    """Add a finding's text in both languages."""
    if code in texts:
        raise ValueError(f"{code} has two texts")
    texts[code] = (f"{fact_ru} {TODO[0]} {todo_ru}", f"{fact_en} {TODO[1]} {todo_en}")
