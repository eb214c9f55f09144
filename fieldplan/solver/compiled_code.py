"""Where numba keeps compiled code: one folder for each state of the solver's sources.

Numba looks a function up by its name and unpickles what it finds before it sees that the
source is another; after an update, a record type that has moved then ends in an AttributeError
instead of a new compilation.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from numba import config

HERE = Path(__file__).parent


def sources_key() -> str:
    """Return a key of the solver's sources as they stand on disk."""
    digest = sha256()
    for path in sorted(HERE.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def choose_folder() -> None:
    """Set numba's folder, unless the user set one; numba falls back where it cannot write."""
    if not os.environ.get("NUMBA_CACHE_DIR"):
        folder = HERE / "__pycache__" / f"native-{sources_key()}"
        config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]
