"""Files that appear whole or not at all, and failures to write in the words of the program."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from fieldplan.errors import OutputError


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn every failure to write to ``path`` into an ``OutputError``."""
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror or error}") from error


def write_whole(path: Path, write: Callable[[Path], object], *, make_folder: bool = True) -> None:
    """Let ``write`` fill a temporary file beside ``path``, then move it into place.

    A missing folder is made, unless ``make_folder`` is False: then it is a failure.

    Raises
    ------
    OutputError
        If the file cannot be written; an older file is then untouched.
    """
    # Not mkstemp: its files are for their owner only; the user's own habit (umask) is right.
    temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
    with writing(path):
        if make_folder:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            write(temporary)
            temporary.replace(path)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text, its line ends as they are, whole or not at all."""
    write_whole(path, lambda temporary: temporary.write_bytes(text.encode("utf-8")))
