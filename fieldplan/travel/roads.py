"""Road data for OSRM, made from an OpenStreetMap extract and kept between runs."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import secrets
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from fieldplan.errors import OutputError
from fieldplan.travel.folders import roads_folder
from fieldplan.travel.http import roads_error
from fieldplan.travel.programs import Programs, find_programs, run

log = logging.getLogger(__name__)

BASE_NAME = "roads"
NOTE_NAME = "fieldplan-roads.json"
CURRENT_NAME = "current"
FORMAT = "fieldplan-prepared/1"
SUFFIX = ".osm.pbf"
_PBF_TYPE = b"OSMHeader"


@dataclass(frozen=True, kw_only=True)
class PreparedRoads:
    """Prepared data: the base path for ``osrm-routed``, and what it was made of.

    ``version`` tells extract, profile and program apart; it is part of the cache's key.
    """

    folder: Path
    extract: str
    version: str

    @property
    def base(self) -> Path:
        """What ``osrm-routed`` is given."""
        return self.folder / BASE_NAME


def prepare_roads(
    extract: Path, *, progress: Callable[[str], object] | None = None
) -> PreparedRoads:
    """Prepare an extract for the MLD algorithm of OSRM and return where the data is.

    Already prepared data of the same extract, profile and programs is taken as it is. The
    folder appears whole or not at all.

    Parameters
    ----------
    progress : callable or None
        Called with the name of each program before it runs.

    Raises
    ------
    InputError
        If the file is no extract, the programs are missing, or one of them fails.
    OutputError
        If the data cannot be written.
    """
    checksum = _check_extract(extract)
    programs = find_programs()
    version = _version(programs, checksum)
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", extract.name.removesuffix(SUFFIX))[:40]
    target = roads_folder() / f"{stem}-{version}"
    ready = _read_note(target)
    if ready is None:
        try:
            _make(extract, target, programs, version, progress)
        except OSError as error:
            raise OutputError(f"{target}: {error.strerror or error}") from error
        ready = _read_note(target)
        assert ready is not None  # just written
    try:
        _point_to(target)
    except OSError as error:
        raise OutputError(f"{roads_folder()}: {error.strerror or error}") from error
    return ready


def current_roads() -> PreparedRoads:
    """Return the data that was prepared last.

    Raises
    ------
    InputError
        If none was.
    """
    try:
        name = (roads_folder() / CURRENT_NAME).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        name = ""
    found = _read_note(roads_folder() / name) if name else None
    if found is None:
        raise roads_error("roads_not_prepared")
    return found


def _make(
    extract: Path,
    target: Path,
    programs: Programs,
    version: str,
    progress: Callable[[str], object] | None,
) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".roads-", dir=target.parent) as name:
        fresh = Path(name) / "data"
        fresh.mkdir()
        base = str(fresh / BASE_NAME)
        source = str(extract.absolute())
        for program, rest in (
            (programs.extract, ["-p", str(programs.profile), "--output", base, source]),
            (programs.partition, [base]),
            (programs.customize, [base]),
        ):
            if progress:
                progress(program.stem)
            run([str(program), *rest])
        note = {"format": FORMAT, "extract": extract.name, "version": version}
        (fresh / NOTE_NAME).write_text(json.dumps(note, ensure_ascii=False), encoding="utf-8")
        if target.exists():
            target.replace(Path(name) / "old")
        fresh.replace(target)


def _point_to(target: Path) -> None:
    """Note which data is served from now on."""
    temporary = target.parent / f".{CURRENT_NAME}-{secrets.token_hex(4)}"
    try:
        temporary.write_text(target.name, encoding="utf-8")
        temporary.replace(target.parent / CURRENT_NAME)
    finally:
        temporary.unlink(missing_ok=True)


def _check_extract(extract: Path) -> str:
    """Return the checksum of an extract."""
    try:
        with extract.open("rb") as stream:
            start = stream.read(64)
            stream.seek(0)
            checksum = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        detail = error.strerror or str(error)
        raise roads_error("roads_no_extract", value=extract.name, detail=detail) from None
    if _PBF_TYPE not in start:
        raise roads_error("roads_not_extract", value=extract.name, file=extract.name)
    return checksum


def _version(programs: Programs, checksum: str) -> str:
    """Return a short name for extract, profile and program together."""
    printed = run([str(programs.routed), "--version"], timeout_s=60)
    mixed = hashlib.sha256()
    for part in (checksum.encode(), programs.profile.read_bytes(), printed.strip().encode()):
        mixed.update(hashlib.sha256(part).digest())
    return mixed.hexdigest()[:12]


def _read_note(folder: Path) -> PreparedRoads | None:
    try:
        note = json.loads((folder / NOTE_NAME).read_text(encoding="utf-8"))
        if note["format"] != FORMAT:
            return None
        return PreparedRoads(
            folder=folder, extract=str(note["extract"]), version=str(note["version"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
