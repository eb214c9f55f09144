"""Frozen dataclasses to JSON and back, guided by their field types.

For records that the exchange format does not know (sites, findings, what is postponed): a new
field of theirs is kept without a change here.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from numbers import Integral, Real
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from fieldplan.store.node import Node

SOME_DAY = date(1970, 1, 1)
"""Stands for a date that could not be read; the finding that says so is never ignored."""
_DATE, _TIME, _SET, _MAP = "$date", "$time", "$set", "$map"
_MOST = 10**18

T = TypeVar("T")


def encode(value: object) -> object:
    """Return JSON values for a dataclass, or for a value of one of its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        hints = _hints(type(value))
        return {
            item.name: (
                encode_free(getattr(value, item.name))
                if _is_free(hints[item.name])
                else encode(getattr(value, item.name))
            )
            for item in fields(value)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(encode(item) for item in value)  # type: ignore[type-var]
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], node: Node) -> T | None:
    """Return a dataclass of the kind; None when something is wrong, which is noted."""
    before = len(node.log)
    value = _decode(kind, node)
    return value if len(node.log) == before else None


def encode_free(value: object) -> object:
    """Return JSON values for a value of no declared type; dates, sets and maps are marked."""
    if isinstance(value, Enum):
        return encode_free(value.value)
    if isinstance(value, datetime):
        return {_TIME: value.isoformat()}
    if isinstance(value, date):
        return {_DATE: value.isoformat()}
    if isinstance(value, frozenset | set):
        return {_SET: sorted((encode_free(item) for item in value), key=repr)}
    if isinstance(value, tuple | list):
        return [encode_free(item) for item in value]
    if isinstance(value, Mapping):
        members = {key: encode_free(item) for key, item in value.items()}
        if all(isinstance(key, str) and not key.startswith("$") for key in members):
            return members
        return {_MAP: [[encode_free(key), item] for key, item in members.items()]}
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, Integral):  # numpy's whole numbers
        return int(value)
    if isinstance(value, Real):
        return float(value)
    return str(value)


def decode_free(node: Node) -> Any:
    """Return what ``encode_free`` was given; lists come back as tuples."""
    value = node.value
    if isinstance(value, list):
        return tuple(decode_free(item) for item in node.items())
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((mark, inner),) = node.members()
        if mark == _DATE:
            return inner.day()
        if mark == _TIME:
            return decode_time(inner)
        if mark == _SET:
            return frozenset(_hashable(decode_free(item), item) for item in inner.items())
        if mark == _MAP:
            pairs = [item.items() for item in inner.items()]
            return {
                _hashable(decode_free(pair[0]), pair[0]): decode_free(pair[1])
                for pair in pairs
                if len(pair) == 2
            }
    return {key: decode_free(item) for key, item in node.members()}


def decode_params(node: Node | None) -> dict[str, object]:
    """Return a mapping of free values."""
    return {key: decode_free(item) for key, item in node.members()} if node else {}


def _hashable(value: Any, node: Node) -> Any:
    if isinstance(value, dict):
        node.bad("expected_text")
        return None
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _is_free(hint: Any) -> bool:
    """Whether a field holds a mapping of anything."""
    return get_origin(hint) in (Mapping, dict)


def _decode(kind: Any, node: Node) -> Any:
    origin, args = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if node.value is None else _decode(args[0], node)
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return tuple(_decode(args[0], item) for item in node.items())
        items = node.items()
        if len(items) != len(args):
            node.bad("expected_row", length=len(args))
            return None
        return tuple(_decode(arg, item) for arg, item in zip(args, items, strict=True))
    if origin is frozenset:
        return frozenset(_hashable(_decode(args[0], item), item) for item in node.items())
    if _is_free(kind):
        return decode_params(node)
    if is_dataclass(kind):
        return _decode_dataclass(kind, node)
    return _decode_plain(kind, node)


def _decode_dataclass(kind: Any, node: Node) -> Any:
    if not node.is_object():
        return None
    hints = _hints(kind)
    values = {}
    sound = True
    for item in fields(kind):
        if isinstance(node.value, dict) and item.name not in node.value:
            continue  # written before the field existed: its default stands
        member = node.optional(item.name)
        if member is not None:
            values[item.name] = _decode(hints[item.name], member)
        elif type(None) in get_args(hints[item.name]):
            values[item.name] = None
        else:
            node.required(item.name)
            sound = False
    try:
        return kind(**values) if sound else None
    except TypeError:
        node.bad("incomplete")
        return None


def _decode_plain(kind: Any, node: Node) -> Any:
    if kind is str:
        return node.text()
    if kind is bool:
        return node.flag()
    if kind is int:
        return node.whole(-_MOST, _MOST)
    if kind is float:
        return node.number()
    if kind is datetime:
        return decode_time(node)
    if kind is date:
        return node.day()
    if isinstance(kind, type) and issubclass(kind, Enum):
        word = node.one_of(tuple(str(item.value) for item in kind))
        return None if word is None else kind(word)
    raise TypeError(f"no JSON for {kind!r}")  # a defect of ours: a field of a new kind


def decode_time(node: Node) -> datetime | None:
    """Return a date with its time, written as ISO 8601."""
    try:
        return datetime.fromisoformat(node.value if isinstance(node.value, str) else "")
    except ValueError:
        node.bad("expected_time")
        return None
