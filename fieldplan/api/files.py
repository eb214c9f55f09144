"""Files that appear whole or not at all, and failures to write in the words of the program."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from fieldplan.errors import OutputError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn every failure to write to ``path`` into an ``OutputError``."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then move it into place.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not mkstemp: its files can be read by their owner only, and so would the result.
        temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
        try:
            write(temporary)
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)


def ensure_writable(folder: Path) -> None:
    """Find out before a long search whether its result can be written; leave no trace.

    Raises
    ------
    OutputError
        If nothing can be written to the folder (or, if it does not exist, to the nearest
        folder above it).
    """
    nearest = folder.absolute()
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    with writing(folder), tempfile.TemporaryFile(dir=nearest):
        pass


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it cannot be read, which its reader reports."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
