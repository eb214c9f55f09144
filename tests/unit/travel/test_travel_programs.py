"""The OSRM programs are found without importing anything, and their failures are told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from fieldplan.errors import InputError
from fieldplan.travel import programs
from fieldplan.travel.programs import NEEDED, find_programs, last_words, run
from fieldplan.travel.roads import current_roads, prepare_roads

SUFFIX = ".exe" if sys.platform == "win32" else ""


@pytest.fixture(autouse=True)
def nothing_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDPLAN_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("FIELDPLAN_OSRM", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(programs, "PACKAGE", "a-package-that-is-not-there")


def put_programs(folder: Path, *, lacking: str = "") -> None:
    for name in (*(f"{name}{SUFFIX}" for name in NEEDED), "car.lua"):
        if not name.startswith(lacking or "-"):
            path = folder / ("share/profiles" if name == "car.lua" else "bin") / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("")


def code_of(error: pytest.ExceptionInfo[InputError]) -> str:
    return error.value.findings[0].code


def test_nowhere() -> None:
    with pytest.raises(InputError) as raised:
        find_programs()
    assert code_of(raised) == "roads_no_programs"


@pytest.mark.parametrize("lacking", [*NEEDED, "car.lua"])
def test_all_of_them_or_none(tmp_path: Path, lacking: str) -> None:
    put_programs(tmp_path / "data" / "osrm", lacking=lacking)
    with pytest.raises(InputError):
        find_programs()


def test_in_own_folder_and_in_the_one_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, named = tmp_path / "data" / "osrm", tmp_path / "named"
    put_programs(own)
    assert find_programs().routed == own / "bin" / f"osrm-routed{SUFFIX}"
    put_programs(named)
    monkeypatch.setenv("FIELDPLAN_OSRM", str(named))
    assert find_programs().profile == named / "share/profiles/car.lua"


def test_in_an_installed_package_that_is_never_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site-packages"
    put_programs(site / "osrm")
    (site / "osrm" / "__init__.py").write_text("raise ImportError('needs a newer Python')")
    info = site / "osrm_bindings-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: osrm-bindings\nVersion: 1\n")
    files = [p.relative_to(site).as_posix() for p in (site / "osrm").rglob("*") if p.is_file()]
    (info / "RECORD").write_text("".join(f"{name},,\n" for name in files))
    monkeypatch.setattr(programs, "PACKAGE", "osrm-bindings")
    monkeypatch.syspath_prepend(str(site))
    assert find_programs().extract == site / "osrm" / "bin" / f"osrm-extract{SUFFIX}"
    assert "osrm" not in sys.modules


def test_a_program_that_fails_is_quoted() -> None:
    code = "print('reading'); print('[error] no nodes'); print('bye'); raise SystemExit(3)"
    with pytest.raises(InputError) as raised:
        run([sys.executable, "-c", code])
    assert code_of(raised) == "roads_program_failed"
    assert raised.value.findings[0].params["detail"] == "[error] no nodes"
    with pytest.raises(InputError) as missing:
        run([str(Path("no") / "such" / "program")])
    assert code_of(missing) == "roads_program_failed"
    assert last_words("", -9) == "code -9"


@pytest.mark.parametrize(
    ("content", "code"), [(None, "roads_no_extract"), (b"<osm/>", "roads_not_extract")]
)
def test_what_is_no_extract(tmp_path: Path, content: bytes | None, code: str) -> None:
    extract = tmp_path / "moscow.osm.pbf"
    if content is not None:
        extract.write_bytes(content)
    with pytest.raises(InputError) as raised:
        prepare_roads(extract)
    assert code_of(raised) == code
    assert not (tmp_path / "data").exists()


def test_nothing_prepared_or_prepared_data_gone(tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(InputError) as raised:
            current_roads()
        assert code_of(raised) == "roads_not_prepared"
        (tmp_path / "data" / "roads").mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / "roads" / "current").write_text("moscow-123")
