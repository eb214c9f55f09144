"""Compiled code: where it is kept, and the other process that helps to make it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from numba import config

from fieldplan.solver import compiled_code
from fieldplan.solver.compiled_code import PricingCompiled, sources_key


@pytest.fixture
def cold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(PricingCompiled, "_begun", False)
    return tmp_path


def test_another_process_leaves_compiled_pricing(
    cold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    PricingCompiled.begin()
    PricingCompiled.wait()
    assert any(cold.rglob("pricing.price_slot-*.nbi"))
    assert any(cold.rglob("completion.completion_bounds-*.nbi"))
    monkeypatch.setattr(PricingCompiled, "_begun", False)
    PricingCompiled.begin()
    assert PricingCompiled._process is None, "the code is there"


def test_where_it_cannot_be_kept_it_is_tried_once(
    cold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **_: started.append(given))
    PricingCompiled.begin()
    PricingCompiled.begin()
    assert len(started) == 1


@pytest.mark.parametrize("python", ["", "/nowhere/python"])
def test_no_other_process_is_no_failure(
    cold: Path, monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "executable", python)
    PricingCompiled.begin()
    PricingCompiled.wait()
    assert PricingCompiled._process is None


def test_a_process_that_hangs_is_given_up(cold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_code, "PATIENCE_S", 0.01)
    PricingCompiled.begin()
    process = PricingCompiled._process
    assert process is not None
    PricingCompiled.wait()
    assert process.poll() not in (None, 0)


def test_the_key_is_that_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "one.py"
    source.write_text("x = 1\n")
    monkeypatch.setattr(compiled_code, "HERE", tmp_path)
    before = sources_key()
    source.write_text("x = 2\n")
    assert sources_key() != before
