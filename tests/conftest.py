"""Makes ``tests/`` importable, so that tests can say ``from support.sample_record import …``;
on the CI machine a browser test that is skipped is a failure."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_data_folder(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """No test reads or writes what the user's own programs have learnt of addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FIELDPLAN_DATA", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    is_browser = item.get_closest_marker("browser") is not None
    if os.environ.get("FIELDPLAN_CI") and is_browser and report.skipped:
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid}: a browser test may not be skipped here: {report.longrepr}"
        )
    return report
