"""Compiled code: where it is kept, and the other process that helps to make it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from numba import config

from fieldplan.solver import compiled_code
from fieldplan.solver.compiled_code import PricingCompiled, sources_key


def test_another_process_leaves_compiled_pricing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    PricingCompiled().wait()
    assert any(tmp_path.rglob("pricing.price_slot-*.nbi"))
    assert any(tmp_path.rglob("completion.completion_bounds-*.nbi"))
    started: list[object] = []
    monkeypatch.setattr(subprocess, "Popen", lambda *given, **_: started.append(given))
    PricingCompiled().wait()
    assert not started


def test_no_other_process_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    PricingCompiled().wait()
    monkeypatch.setattr(sys, "executable", "")
    PricingCompiled().wait()


def test_a_process_that_hangs_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(config, "CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(compiled_code, "PATIENCE_S", 0.01)
    given_up = PricingCompiled()
    process = given_up._process
    assert process is not None
    given_up.wait()
    assert process.wait(10) != 0


def test_the_key_is_that_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "one.py"
    source.write_text("x = 1\n")
    monkeypatch.setattr(compiled_code, "HERE", tmp_path)
    before = sources_key()
    source.write_text("x = 2\n")
    assert sources_key() != before
