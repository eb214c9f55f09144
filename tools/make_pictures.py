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

README_PICTURES = ("map-day", "map-month", "map-phone")


def calendar_page(calendar: Path, picture: Path) -> None:
    """Save the calendar's first page as a picture."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("no LibreOffice or pdftoppm: the calendar is not pictured")
        return
    with tempfile.TemporaryDirectory() as temporary:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "pdf", "--outdir", temporary, calendar],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        pdf = Path(temporary) / calendar.with_suffix(".pdf").name
        stem = str(picture.with_suffix(""))
        subprocess.run(["pdftoppm", "-r", "110", "-singlefile", "-png", pdf, stem], check=True)
    print(picture)


def main() -> None:
    """Make the pictures of one revision."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("revision", type=Path, help="folder with plan.json, map.html, calendar")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--day")
    parser.add_argument("--engineer")
    chosen = parser.parse_args()
    page = (chosen.revision / "map.html").read_text(encoding="utf-8")
    block = page.split('<script type="application/json" id="plan">', 1)[1].split("</script>", 1)[0]
    route = json.loads(block)["routes"][0]
    with offline_chromium() as chrome, tempfile.TemporaryDirectory() as temporary:
        pictures = take_pictures(
            chrome,
            (chosen.revision / "map.html").resolve(),
            Path(temporary),
            day=chosen.day or route["day"],
            engineer=chosen.engineer or route["engineer"],
        )
        chosen.folder.mkdir(parents=True, exist_ok=True)
        for name in README_PICTURES:
            print(shutil.copy(pictures[name], chosen.folder))
    calendar_page(chosen.revision / "calendar.xlsx", chosen.folder / "calendar-month.png")


if __name__ == "__main__":
    main()
