"""No module needs, on the way of its imports, itself: nothing goes round in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "fieldplan"


def modules() -> dict[str, Path]:
    """Every module of the package and its file; a package's name stands for its ``__init__``."""
    found = {}
    for path in ROOT.rglob("*.py"):
        parts = ("fieldplan", *path.relative_to(ROOT).with_suffix("").parts)
        found[".".join(part for part in parts if part != "__init__")] = path
    return found


def at_import(tree: ast.Module) -> Iterator[ast.Import | ast.ImportFrom]:
    """The imports that are executed when the module is: not in functions, not for types only."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        for node in ast.iter_child_nodes(waiting.pop()):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node
            elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
                waiting.extend(node.orelse)
            elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                waiting.append(node)


def needed(source: str, known: set[str]) -> set[str]:
    names = set()
    for node in at_import(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif node.module and not node.level:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                names.add(whole if whole in known else node.module)
    return names & known


def test_no_import_goes_round_in_a_circle() -> None:
    files = modules()
    assert {"fieldplan", "fieldplan.domain", "fieldplan.solver.solve"} <= files.keys()
    graph = {name: needed(path.read_text("utf-8"), set(files)) for name, path in files.items()}
    assert sum(map(len, graph.values())) > 1000
    TopologicalSorter(graph).prepare()


def test_a_circle_would_be_found() -> None:
    known = {"fieldplan.a", "fieldplan.b"}
    circle = {
        "fieldplan.a": needed("from fieldplan import b", known),
        "fieldplan.b": needed("import fieldplan.a", known),
    }
    with pytest.raises(CycleError):
        TopologicalSorter(circle).prepare()
    lazy = "def f():\n    import fieldplan.a\nif TYPE_CHECKING:\n    import fieldplan.a\n"
    assert needed(lazy, known) == set()
