"""Pictures of the map in its views, on screen, on a phone and on paper."""

from __future__ import annotations

import base64
from pathlib import Path

from browser_driver import open_page
from selenium import webdriver

PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
SCREEN = {"width": 1280, "height": 800, "deviceScaleFactor": 1, "mobile": False}


def take_pictures(
    chrome: webdriver.Chrome, map_file: Path, folder: Path, *, day: str, engineer: str
) -> dict[str, Path]:
    """Save a picture a view and the day as PDF; return them by name."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = f"#day={day}&engineer={engineer}"
    pictures = {}
    for name, address, size in (
        ("map-day", chosen, SCREEN),
        ("map-month", f"{chosen}&view=month", SCREEN),
        ("map-unassigned", f"{chosen}&view=unassigned", SCREEN),
        ("map-changes", f"{chosen}&view=changes", SCREEN),
        ("map-phone", chosen, PHONE),
    ):
        chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        open_page(chrome, map_file, address)
        chrome.execute_async_script("setTimeout(arguments[0], 300)")
        pictures[name] = folder / f"{name}.png"
        pictures[name].write_bytes(chrome.get_screenshot_as_png())
    chrome.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    open_page(chrome, map_file, chosen)
    printed = chrome.execute_cdp_cmd(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True}
    )
    pictures["map-print"] = folder / "map-print.pdf"
    pictures["map-print"].write_bytes(base64.b64decode(printed["data"]))
    return pictures
