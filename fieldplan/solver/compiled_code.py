"""Where numba keeps compiled code: one folder for each state of the solver's sources.

Numba looks a function up by its name and unpickles what it finds before it sees that the
source is another; after an update, a record type that has moved then ends in an AttributeError
instead of a new compilation.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from numba import config

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
PATIENCE_S = 120


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


class PricingCompiled:
    """The pricing of routes, compiled by another process while this one compiles the search.

    Numba compiles one function at a time in a process. What the other process leaves in the
    folder is loaded when it is needed; should it fail, it is compiled then.
    """

    _process: ClassVar[subprocess.Popen[bytes] | None] = None
    _begun: ClassVar[bool] = False

    @classmethod
    def begin(cls) -> None:
        """Start the other process, once in this one's life, unless the code is there."""
        folder = Path(str(config.CACHE_DIR))  # type: ignore[attr-defined]
        if cls._begun or not sys.executable or any(folder.rglob("pricing.price_slot-*.nbi")):
            return
        cls._begun = True
        paths = [str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")]
        environment = dict(
            os.environ, NUMBA_CACHE_DIR=str(folder), PYTHONPATH=os.pathsep.join(filter(None, paths))
        )
        try:
            cls._process = subprocess.Popen(
                [sys.executable, "-m", "fieldplan.solver.compile_pricing"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            log.info("pricing is compiled later: %s", error)

    @classmethod
    def wait(cls) -> None:
        """Wait until the other process is done."""
        if cls._process is None:
            return
        try:
            cls._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            log.info("pricing was not compiled in time by the other process")
            cls._process.kill()
            cls._process.wait()
        cls._process = None
