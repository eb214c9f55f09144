"""Every view can be pictured in both languages; ``PICTURES=folder`` keeps them to be looked at."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import pytest
from browser_driver import console_errors
from map_pictures import take_pictures
from selenium import webdriver
from support.sample_record import sample_record
from support.sample_revision import sample_revision

from fieldplan.report import write_map
from fieldplan.settings import Settings

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_views_are_pictured(chrome: webdriver.Chrome, tmp_path: Path, lang: str) -> None:
    record = sample_record(lang=lang)
    map_file = tmp_path / "map.html"
    write_map(map_file, sample_revision(record), settings=Settings(), previous=record)
    folder = Path(os.environ.get("PICTURES") or tmp_path) / lang
    pictures = take_pictures(chrome, map_file, folder, day="2026-12-08", engineer="E1")
    assert console_errors(chrome) == []
    for name, path in pictures.items():
        content = path.read_bytes()
        assert len(content) > 20_000, name
        if path.suffix == ".png":
            width, _ = struct.unpack(">II", content[16:24])
            # A page wider than its window would be pictured wider, or cut.
            assert width == (780 if name == "map-phone" else 1280), name
