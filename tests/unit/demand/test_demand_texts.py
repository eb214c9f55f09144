import re
from pathlib import Path

import pytest

import fieldplan.demand
from fieldplan.messages import demand, reasons

SOURCE = "\n".join(
    path.read_text("utf-8") for path in sorted(Path(fieldplan.demand.__file__).parent.glob("*.py"))
)


def test_every_finding_has_a_text_and_every_text_is_used():
    assert set(re.findall(r'"(demand_[a-z_]+)"', SOURCE)) == set(demand.TEXTS)


def test_every_reason_of_demand_has_a_text():
    used = set(re.findall(r'"(next_month_[a-z]+)"', SOURCE))
    assert used == {
        key for key in reasons.TEXTS if key.startswith("next_month") and "detail" not in key
    }


@pytest.mark.parametrize("texts", [demand.TEXTS, reasons.TEXTS])
def test_both_languages_take_the_same_values(texts):
    for key, (ru, en) in texts.items():
        fields = [set(re.findall(r"{(\w+)", text)) for text in (ru, en)]
        assert fields[0] == fields[1], key
        assert re.search("[а-я]", ru), key
        assert not re.search("[а-я]", en), key


def test_findings_say_what_is_expected():
    for key, (ru, en) in demand.TEXTS.items():
        if key == "demand_promise_not_due":  # a notice
            continue
        assert re.search("[Нн]уж[ен]н?|Ожидается|должны", ru), key
        assert "Expected:" in en, key


def test_a_reason_shows_its_figures_when_it_has_them():
    assert "480" in reasons.reason_text("access_window", "ru", {"minutes_needed": 480})
    assert "{" not in reasons.reason_text("access_window", "ru", {})
    with pytest.raises(KeyError):
        reasons.reason_text("no_such_reason", "ru", {})
