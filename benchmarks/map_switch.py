"""How long the map takes to switch the day: target under 150 ms at the 95th percentile.

    python benchmarks/map_switch.py [MAP.html]

Without a file, a made-up month of 4 engineers is used. Needs Chromium and its chromedriver.
Every day of every engineer is opened once; a switch ends when the next frame is drawn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "browser")]

from browser_driver import offline_chromium, open_page  # noqa: E402
from support.sample_record import sample_record  # noqa: E402

from fieldplan.report import write_map  # noqa: E402
from fieldplan.settings import Settings  # noqa: E402

TARGET_MS = 150
MEASURE = """
const done = arguments[0];
const cells = [...document.querySelectorAll(".cell:not(.off)")];
const times = [];
function next() {
  const cell = cells.shift();
  if (!cell) { done(times); return; }
  const start = performance.now();
  cell.click();
  requestAnimationFrame(() => setTimeout(() => {
    times.push(performance.now() - start);
    next();
  }));
}
next();
"""


def main(path: Path) -> int:
    """Print the figures and return 1 when the target is missed."""
    with offline_chromium() as chrome:
        open_page(chrome, path)
        times = sorted(chrome.execute_async_script(MEASURE))
    worst = times[int(0.95 * len(times))]
    print(f"{path.name}: {len(times)} switches, {path.stat().st_size / 1000:.0f} kB")
    print(f"median {statistics.median(times):.0f} ms, 95 % {worst:.0f} ms, max {times[-1]:.0f} ms")
    print(f"target {TARGET_MS} ms: {'met' if worst < TARGET_MS else 'MISSED'}")
    return 0 if worst < TARGET_MS else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1]).resolve()))
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "map.html"
        write_map(page, sample_record(engineers=4), settings=Settings())
        sys.exit(main(page))
