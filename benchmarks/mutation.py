"""``python -m benchmarks.mutation``: does a slip in the checker fail a test? ``docs/mutation.md``.

Every change of ``benchmarks/mutants.py`` is tried in a process of its own, forked from one that
has all but the checker loaded: the changed module is put in the place of the real one, the
files are never touched, and a change takes well under a second. A change that no test notices
is listed; one that cannot matter has its reason in ``benchmarks/mutation_reasons.py``. POSIX only.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path

import hypothesis  # noqa: F401  (loaded before the fork)
import numpy as np  # noqa: F401
import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import rules.instances  # noqa: E402, F401
from support.random_plans import planned, planned_with_desk  # noqa: E402

import fieldplan.travel.folders  # noqa: E402, F401
from benchmarks.mutants import Mutant, mutants_of  # noqa: E402
from benchmarks.mutation_page import listed, page, row_of  # noqa: E402
from fieldplan.whole_files import write_text  # noqa: E402

TARGET = ROOT / "docs" / "mutation.md"
CHECKER = ROOT / "fieldplan" / "checker"
TESTS = ("tests/unit/checker", "tests/rules/test_rules_binding.py")
WARMED_SEEDS = 100
CPU_LIMIT_S = 15
"""A change that makes a loop endless is noticed by this; the tests need about 3 s."""


class Changed(MetaPathFinder, InspectLoader):
    """Gives out one module in its changed form."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        """Answer for the one module."""
        if fullname != self.mutant.module:
            return None
        origin = ROOT / self.mutant.path
        places = [str(origin.parent)] if origin.name == "__init__.py" else None
        return importlib.util.spec_from_file_location(
            fullname, origin, loader=self, submodule_search_locations=places
        )

    def get_source(self, fullname: str) -> str:
        """Return the changed text."""
        return self.mutant.source


def survives(mutant: Mutant | None) -> bool:
    """Run the tests with a change (or none) in a process of its own; whether all pass."""
    pid = os.fork()
    if not pid:
        code = 99
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_LIMIT_S, CPU_LIMIT_S))
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
            if mutant is not None:
                sys.meta_path.insert(0, Changed(mutant))
            code = pytest.main(
                ["-x", "-q", "--tb=no", "--assert=plain", "-p", "no:cacheprovider", *TESTS]
            )
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


def commit() -> str:
    """Name the version that was judged."""
    words = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(words, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.strip() or "unknown"


def main(arguments: Sequence[str] | None = None) -> None:
    """Try every change and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--only", default="", help="regular expression of files, for a first look")
    parser.add_argument(
        "--again",
        action="store_true",
        help="try only what the page lists as not noticed (when only tests were added since)",
    )
    parser.add_argument("--page", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    os.chdir(ROOT)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for seed in range(WARMED_SEEDS):
        planned(seed)
        planned_with_desk(seed)
    gc.freeze()  # else every fork copies what the collector touches
    loaded = [name for name in sys.modules if name.startswith("fieldplan.checker")]
    if loaded:
        sys.exit(f"the checker is loaded before it is changed: {loaded}")
    if not survives(None):
        sys.exit("the tests fail without any change")
    known = listed(options.page.read_text(encoding="utf-8")) if options.again else None
    tried, left = [], []
    for path in sorted(CHECKER.rglob("*.py")):
        if not re.search(options.only, path.relative_to(CHECKER).as_posix()):
            continue
        for mutant in mutants_of(path, ROOT):
            tried.append(mutant)
            if (known is None or row_of(mutant) in known) and survives(mutant):
                left.append(mutant)
                print(f"{mutant.path}:{mutant.line} {mutant.was}  ->  {mutant.became}", flush=True)
        print(f"{len(tried) - len(left)} of {len(tried)} noticed, with {path.name}", flush=True)
    if options.only:
        print("only a part was tried: no page is written")
        return
    write_text(
        options.page, page(tried, left, commit(), datetime.now(UTC).date(), again=options.again)
    )


if __name__ == "__main__":
    main()
