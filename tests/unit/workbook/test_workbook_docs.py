"""The description of the workbook in ``docs/`` is that of the schema as it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

import make_workbook_docs  # noqa: E402


@pytest.mark.parametrize("lang", make_workbook_docs.NAMES)
def test_the_description_is_current(lang: str) -> None:
    path = ROOT / "docs" / make_workbook_docs.NAMES[lang]
    made = make_workbook_docs.document(lang)
    assert path.read_text(encoding="utf-8") == made, "run tools/make_workbook_docs.py"
