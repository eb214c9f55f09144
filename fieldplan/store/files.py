"""JSON files: read with an answer to every kind of damage, written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from fieldplan.store.node import Node
from fieldplan.whole_files import write_whole

_BROKEN_OUT_LEVELS = 3


def read_document(path: Path, family: str, version: int) -> Node:
    """Read a JSON document of the format ``<family>/<version>``.

    Raises
    ------
    InputError
        If the file cannot be read, is damaged, of another format or of a newer version.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        return _refuse(Node(value=str(path), source=path.name), "unreadable", why=_why(error))
    try:
        value = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return _refuse(Node(value="", source=path.name), "damaged", why=_place(error))
    node = Node(value=value, source=path.name)
    check_format(node, family, version)
    return node


def check_format(node: Node, family: str, version: int) -> None:
    """Raise unless the document says that it is of the format.

    Raises
    ------
    InputError
    """
    if not isinstance(node.value, dict):
        _refuse(node, "foreign", expected=f"{family}/{version}")
        return
    stated = node.value.get("format")
    found = re.fullmatch(
        re.escape(family) + r"/(\d{1,6})", stated if isinstance(stated, str) else ""
    )
    at = Node(value=stated, path=f"{node.path}.format", log=node.log, source=node.source)
    if not found or int(found[1]) < 1:
        _refuse(at, "foreign", expected=f"{family}/{version}")
    elif int(found[1]) > version:
        _refuse(at, "newer", expected=f"{family}/{version}")


def write_document(path: Path, document: Mapping[str, object]) -> None:
    """Write a JSON document under a temporary name, then put it in place.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    content = (_lines(document, 0) + "\n").encode("utf-8")
    write_whole(path, lambda temporary: temporary.write_bytes(content))


def _lines(value: object, depth: int) -> str:
    """JSON with the outer levels one element a line: small enough, and it can be compared."""
    pad = " " * (depth + 1)
    if depth < _BROKEN_OUT_LEVELS and isinstance(value, Mapping) and value:
        rows = [f"{pad}{_compact(key)}: {_lines(item, depth + 1)}" for key, item in value.items()]
        return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
    if depth < _BROKEN_OUT_LEVELS and isinstance(value, list) and value:
        rows = [pad + _compact(item) for item in value]
        return "[\n" + ",\n".join(rows) + "\n" + " " * depth + "]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _refuse(node: Node, code: str, **params: object) -> Node:
    node.bad(code, **params)
    node.raise_findings()
    return node


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _place(error: Exception) -> str:
    """Where a document is damaged, as far as known."""
    if isinstance(error, json.JSONDecodeError):
        return f"{error.lineno}:{error.colno}"
    return type(error).__name__


def _why(error: OSError) -> str:
    return error.strerror or str(error)
