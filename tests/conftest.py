"""Makes ``tests/`` importable, so that tests can say ``from support.sample_record import …``;
on the CI machine a test is a failure if it is skipped for lack of a browser or of the OSRM
programs."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

from fieldplan.travel.folders import programs_folder


@pytest.fixture(autouse=True, scope="session")
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """No test reads or writes what the user's own programs have learnt of addresses."""
    with pytest.MonkeyPatch.context() as patch:
        programs = programs_folder()
        if programs.is_dir() and not os.environ.get("FIELDPLAN_OSRM"):
            patch.setenv("FIELDPLAN_OSRM", str(programs))  # programs are no data
        patch.setenv("FIELDPLAN_DATA", str(tmp_path_factory.mktemp("data")))
        yield


STRICT = {"browser": "FIELDPLAN_CI", "roads": "FIELDPLAN_CI_ROADS"}
"""Marker to the environment variable under which its tests may not be skipped."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    for marker, variable in STRICT.items():
        strict = os.environ.get(variable) and item.get_closest_marker(marker)
        if strict and report.skipped:
            report.outcome = "failed"
            report.longrepr = (
                f"{item.nodeid}: a test marked {marker} may not be skipped here: {report.longrepr}"
            )
    return report
