"""Where roads, road programs and the cache are kept between runs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "FIELDPLAN_DATA"
"""Environment variable that names another folder; the places found by address go there, too."""


def home_folder() -> Path:
    """Return the folder of what fieldplan keeps for itself; it need not exist yet."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "fieldplan"


def roads_folder() -> Path:
    """Return the folder of prepared road data."""
    return home_folder() / "roads"


def programs_folder() -> Path:
    """Return the folder into which ``fieldplan roads install`` puts the OSRM programs."""
    return home_folder() / "osrm"
