"""One browser and one map for all browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_driver import offline_chromium
from selenium import webdriver
from support.sample_record import sample_record
from support.sample_revision import sample_revision

from fieldplan.report import write_map
from fieldplan.settings import Settings


@pytest.fixture(scope="session")
def chrome() -> Iterator[webdriver.Chrome]:
    with offline_chromium() as driver:
        yield driver


@pytest.fixture(scope="session")
def map_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("map") / "map.html"
    write_map(path, sample_record(), settings=Settings())
    return path


@pytest.fixture(scope="session")
def revised_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of a second revision, which has changes."""
    path, record = tmp_path_factory.mktemp("map") / "map.html", sample_record()
    write_map(path, sample_revision(record), settings=Settings(), previous=record)
    return path
