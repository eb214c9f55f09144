"""What the map's page shows, read from its elements."""

from __future__ import annotations

from typing import Any

from selenium import webdriver

SHOWN = """
const text = (root, what) => [...root.querySelectorAll(what)].map((node) => node.textContent);
return {
  visits: [...document.querySelectorAll(".stop-item")].map((node) => node.dataset.visit),
  numbers: text(document, ".stop .num"),
  times: text(document, ".stop time"),
  clients: text(document, ".stop .client"),
  pins: text(document, ".mark-stop .pin").flatMap((label) => label.split(", ")).sort(),
  pressed: [...document.querySelectorAll(".cell[aria-pressed=true]")].map(
    (node) => node.dataset.day + " " + node.dataset.engineer),
  address: location.hash,
};
"""
CHOOSE = """
const [day, engineer] = arguments;
[...document.querySelectorAll(".cell")].find(
  (node) => node.dataset.day === day && node.dataset.engineer === engineer).click();
"""


def shown(chrome: webdriver.Chrome) -> dict[str, Any]:
    result: dict[str, Any] = chrome.execute_script(SHOWN)
    return result
