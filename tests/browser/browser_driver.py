"""A Chromium without network, driven by selenium."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@contextmanager
def offline_chromium(width: int = 1400, height: int = 850) -> Iterator[webdriver.Chrome]:
    """A headless browser for which no host exists; skips the test where there is no Chromium."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    driver = shutil.which("chromedriver")
    if browser is None or driver is None:
        pytest.skip("no Chromium with its chromedriver on this machine")
    options = Options()
    options.binary_location = browser
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        f"--window-size={width},{height}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=Service(executable_path=driver))
    try:
        yield chrome
    finally:
        chrome.quit()


def open_page(chrome: webdriver.Chrome, path: Path, address: str = "") -> None:
    """Open a file afresh, with what stands after the # in its address."""
    chrome.get("about:blank")
    chrome.get(path.as_uri() + address)


def console_errors(chrome: webdriver.Chrome) -> list[str]:
    """Messages of the console that are warnings or worse, since the last call."""
    return [
        entry["message"]
        for entry in chrome.get_log("browser")
        if entry["level"] in ("WARNING", "SEVERE")
    ]


def requested_urls(chrome: webdriver.Chrome) -> list[str]:
    """Addresses that pages asked for since the last call, data: addresses left out."""
    urls = []
    for entry in chrome.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if not url.startswith(("data:", "about:")):
                urls.append(url)
    return urls
