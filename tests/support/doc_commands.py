"""The commands that README and docs tell people to type, in the order of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    str(path.relative_to(ROOT))
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("benchmarks/**/*.md"))
)
_CODE = re.compile(
    r"^```(?P<kind>\w*)\n(?P<block>.*?)^```|`(?P<span>[^`\n]+)`", re.DOTALL | re.MULTILINE
)
_PROGRAM = re.compile(r"\s*(?:\.venv[/\\](?:bin|Scripts)[/\\])?fieldplan +(.+)")
_SHELLS = ("", "sh", "powershell", "text")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def command_lines(page: str, *, powershell: bool = True) -> list[str]:
    """Every ``fieldplan …`` in a code span or a code block, without the program's name."""
    return list(_lines(text_of(page), powershell=powershell))


def code_blocks(page: str, kind: str) -> list[str]:
    """The blocks of a page that are marked as ``kind``."""
    return [found["block"] for found in _CODE.finditer(text_of(page)) if found["kind"] == kind]


def _lines(page: str, *, powershell: bool) -> Iterator[str]:
    for found in _CODE.finditer(page):
        if found["span"] is None and found["kind"] not in _SHELLS:
            continue
        if found["kind"] == "powershell" and not powershell:
            continue
        for line in (found["span"] or found["block"]).split("\n"):
            for part in re.split(r"&&|;", line):
                match = _PROGRAM.match(part.split(" #")[0])
                if match:
                    yield match[1].strip()
