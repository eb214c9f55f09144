"""Write the example workbooks into ``inputs/`` and the package, the same every time.

Run from the project's folder: ``python tools/make_examples.py``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from example_books import emergencies_december, example_217, example_400  # noqa: E402

from fieldplan.domain import Book  # noqa: E402
from fieldplan.workbook import write_template  # noqa: E402

EXAMPLES: dict[str, tuple[Callable[[str], Book], str]] = {
    "example-217.xlsx": (example_217, "ru"),
    "example-400.xlsx": (example_400, "ru"),
    "example-217-en.xlsx": (example_217, "en"),
    "emergencies-december.xlsx": (emergencies_december, "ru"),
}
FOLDERS = (ROOT / "inputs", ROOT / "fieldplan" / "data")


def write_example(name: str, path: Path) -> None:
    """Write one example workbook."""
    make, lang = EXAMPLES[name]
    write_template(path, lang, make(lang))


def main() -> None:
    """Write all examples to all folders."""
    with tempfile.TemporaryDirectory() as folder:
        for name in EXAMPLES:
            path = Path(folder) / name
            write_example(name, path)
            for target in FOLDERS:
                target.mkdir(exist_ok=True)
                shutil.copyfile(path, target / name)
            print(f"{name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
