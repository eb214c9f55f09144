"""Output files appear whole or not at all."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from fieldplan.errors import OutputError


def write_whole(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then move it into place.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    # Not tempfile: its files are for their owner only, and these are to be passed around.
    temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(temporary)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, its line ends as they are, whole or not at all."""

    def write(target: Path) -> None:
        target.write_bytes(text.encode("utf-8"))

    write_whole(path, write)
