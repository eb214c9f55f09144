"""Which changes are made to the checker: cosmic-ray's operators, less what tells nothing.

Left out, so that the score is not raised by changes that anything notices, nor lowered by ones
that nothing can notice:

- arithmetic replaced by shifts, powers or bits, which is no slip that anybody makes;
- comparisons of values replaced by ``is``, whose answer depends on how Python keeps small numbers;
- annotations, which are never evaluated.
"""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

_CRUDE = re.compile(r"_(RShift|LShift|Pow|BitOr|BitAnd|BitXor|Mod|FloorDiv|Div)\Z")
_BY_IDENTITY = re.compile(r"Comparison\w*(?<!Is)(?<!IsNot)_Is(Not)?\Z")


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One change of one file; ``was`` and ``became`` are its lines, stripped."""

    path: str
    module: str
    operator: str
    line: int
    was: str
    became: str
    source: str


def mutants_of(path: Path, root: Path) -> Iterator[Mutant]:
    """Yield every change of a file that can make a difference, each only once."""
    source = path.read_text(encoding="utf-8")
    known = {_meaning(source)}
    tree = get_ast(source)
    parts = path.relative_to(root).with_suffix("").parts
    for name in operator_names():
        kind = get_operator(name)
        if kind.arguments() or _CRUDE.search(name) or _BY_IDENTITY.search(name):
            continue
        operator = kind()
        places = (place for node in ast_nodes(tree) for place in operator.mutation_positions(node))
        for number, ((line, _), _) in enumerate(places):
            changed = mutate_code(source, operator, number)
            meaning = _meaning(changed) if changed else ""
            if meaning in known or not changed:
                continue
            known.add(meaning)
            was, became = _changed_lines(source, changed)
            yield Mutant(
                path=path.relative_to(root).as_posix(),
                module=".".join(parts).removesuffix(".__init__"),
                operator=name.removeprefix("core/"),
                line=line,
                was=was,
                became=became,
                source=changed,
            )


def _meaning(source: str) -> str:
    """The program without its annotations and documentation; empty if it is none."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            for argument in (*node.args.args, *node.args.kwonlyargs):
                argument.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(value=None)
    return ast.dump(tree)


def _changed_lines(source: str, changed: str) -> tuple[str, str]:
    lines = list(difflib.ndiff(source.splitlines(), changed.splitlines()))
    was = [line[2:].strip() for line in lines if line.startswith("- ")]
    became = [line[2:].strip() for line in lines if line.startswith("+ ")]
    return " ".join(was), " ".join(became)
