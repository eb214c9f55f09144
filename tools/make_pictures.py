"""Pictures for the README from a planned month.

    python tools/make_pictures.py outputs/2026-12/rev-01 docs/images --day 2026-12-08

Needs Chromium with its chromedriver; the calendar's pages also LibreOffice and pdftoppm.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "browser")]

from browser_driver import offline_chromium  # noqa: E402
from map_pictures import take_pictures  # noqa: E402


def calendar_pages(calendar: Path, folder: Path, pages: int) -> list[Path]:
    """Save the calendar's first pages as pictures."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("no LibreOffice or pdftoppm: the calendar is not pictured")
        return []
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", temporary, calendar],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        pdf = Path(temporary) / calendar.with_suffix(".pdf").name
        stem = folder / "calendar"
        subprocess.run(
            ["pdftoppm", "-r", "110", "-l", str(pages), "-png", str(pdf), str(stem)], check=True
        )
    return sorted(folder.glob("calendar-*.png"))


def main() -> None:
    """Make the pictures of one revision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", type=Path, help="folder with plan.json, map.html, calendar")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--day")
    parser.add_argument("--engineer")
    parser.add_argument("--pages", type=int, default=1)
    chosen = parser.parse_args()
    page = (chosen.revision / "map.html").read_text(encoding="utf-8")
    block = page.split('<script type="application/json" id="plan">', 1)[1].split("</script>", 1)[0]
    route = json.loads(block)["routes"][0]
    with offline_chromium() as chrome:
        pictures = take_pictures(
            chrome,
            (chosen.revision / "map.html").resolve(),
            chosen.folder,
            day=chosen.day or route["day"],
            engineer=chosen.engineer or route["engineer"],
        )
    pages = calendar_pages(chosen.revision / "calendar.xlsx", chosen.folder, chosen.pages)
    for path in (*pictures.values(), *pages):
        print(path)


if __name__ == "__main__":
    main()
