"""The JSON form of our values: the one that the lock, files of records and the output for scripts share.

Empty fields are left out unless they are asked for, unknown ones are passed over, a value of the wrong type is
a `FormError` that names the field. Reading and writing files is left to others.
"""

from __future__ import annotations

import json
from sys import intern
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from papercite.record import STATUSES, Entry, Link, Paper, Person, Record, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Read = Callable[[Any], Any]

Value = TypeVar("Value")


class FormError(ValueError):
    """A value that is not in our form: which field, what was expected."""


# ---- from JSON


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    raise FormError("a text was expected")


def _flag(value: Any) -> bool:
    if type(value) is bool:
        return value
    raise FormError("true or false was expected")


def _whole(value: Any) -> int | None:
    if value is None or type(value) is int:
        return value
    raise FormError("a whole number was expected")


def _or_none(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _mapping(value: Any) -> dict[str, Any]:
    if type(value) is dict:
        return value
    raise FormError("an object was expected")


def _labels(value: Any) -> dict[str, Any]:
    """An object whose names, and values that are texts, recur from paper to paper: each is kept once."""
    pairs = _mapping(value).items()
    return {intern(name): intern(held) if type(held) is str else held for name, held in pairs}


def _many(read: Read) -> Read:
    def read_many(value: Any) -> tuple[Any, ...]:
        if type(value) is not list:
            raise FormError("a list was expected")
        return tuple([read(element) for element in value])

    return read_many


def _build(make: Callable[..., Value], readers: Mapping[str, Read], raw: Any) -> Value:
    values = {}
    for name, value in _mapping(raw).items():
        read = readers.get(name)
        if read is _text and type(value) is str:  # most fields are texts: no call for them
            values[name] = value
        elif read is not None:
            try:
                values[name] = read(value)
            except FormError as error:
                raise FormError(f"{name}: {error}") from None
    try:
        return make(**values)
    except TypeError:
        raise FormError(f"{make.__name__.lower()} lacks a field that it must have") from None


_TEXTS = _many(_text)
_PERSON: dict[str, Read] = dict.fromkeys(("family", "given", "particle", "suffix", "literal"), _text)
_LINK: dict[str, Read] = dict.fromkeys(("label", "url", "kind"), _text)
_SOURCE: dict[str, Read] = {**dict.fromkeys(("name", "id", "retrieved"), _text), "via": _TEXTS}


def person_from_json(raw: Any) -> Person:
    """The person of a JSON object; `FormError` if it is none."""
    return _build(Person, _PERSON, raw)


def _tag(raw: Any) -> tuple[str, ...]:
    pair: tuple[str, ...] = _TEXTS(raw)
    if len(pair) == 2:
        return pair
    raise FormError("a pair of texts was expected")


def _link(raw: Any) -> Link:
    return _build(Link, _LINK, raw)


def _source(raw: Any) -> Source:
    return _build(Source, _SOURCE, raw)


_ENTRY: dict[str, Read] = {
    **dict.fromkeys(("title", "nickname", "venue", "kind"), _text),
    "line": _whole, "year": _whole, "authors": _TEXTS, "section": _TEXTS, "links": _many(_link), "tags": _many(_tag),
}  # fmt: skip
_RECORD: dict[str, Read] = {
    **dict.fromkeys(Record._fields, _text),
    "authors": _many(person_from_json), "year": _whole, "month": _whole, "via": _TEXTS, "links": _TEXTS,
}  # fmt: skip


def entry_from_json(raw: Any) -> Entry:
    """The entry of a JSON object; `FormError` if it is none."""
    return _build(Entry, _ENTRY, raw)


def record_from_json(raw: Any) -> Record:
    """The record of a JSON object; `FormError` if it is none."""
    return _build(Record, _RECORD, raw)


def _status(value: Any) -> str:
    if value in STATUSES:
        return _text(value)
    raise FormError(f"one of {', '.join(STATUSES)} was expected")


_PAPER: dict[str, Read] = {
    "key": _text, "provisional": _flag, "status": _status, "reason": _text, "note": _text, "entry": entry_from_json,
    "record": _or_none(record_from_json),
    "preprint": _or_none(record_from_json), "origin": _labels, "differs": _mapping, "sources": _many(_source),
    "unasked": _TEXTS, "candidates": _many(record_from_json), "topics": _labels,
}  # fmt: skip


def paper_from_json(raw: Any) -> Paper:
    """The paper of a JSON object, keys that we do not know in `extra`; `FormError` if it is none."""
    extra = {name: value for name, value in _mapping(raw).items() if name not in _PAPER}
    paper = _build(Paper, _PAPER, raw)
    return paper._replace(extra=extra) if extra else paper


def head_from_json(raw: Mapping[str, Any]) -> dict[str, str]:
    """Texts of a lock's head; `FormError` names one that is none."""
    for name, value in raw.items():
        if type(value) is not str:
            raise FormError(f"{name}: a text was expected")
    return dict(raw)


# ---- to JSON


def as_json(value: Any, *, whole: bool = False) -> Any:
    """A value of ours as JSON would hold it: objects, lists, texts, numbers.

    whole  objects have all their fields; else those that are empty are left out
    """
    if fields := getattr(value, "_fields", None):
        pairs = [(name, getattr(value, name)) for name in fields]
        kept = pairs if whole else [(name, held) for name, held in pairs if not _is_empty(held)]
        return {name: as_json(held, whole=whole) for name, held in kept}
    if isinstance(value, (tuple, list)):
        return [as_json(element, whole=whole) for element in value]
    if isinstance(value, (dict, MappingProxyType)):
        return {name: as_json(held, whole=whole) for name, held in value.items()}
    return value


def _is_empty(value: Any) -> bool:
    return value is False or value in (None, "", (), {})


def paper_as_json(paper: Paper, *, whole: bool = False) -> dict[str, Any]:
    """A paper as the lock holds it, keys that we do not know included; `whole`: with its empty fields too."""
    known: dict[str, Any] = as_json(paper, whole=whole)
    known.pop("extra", None)
    return {**known, **paper.extra}


# ---- JSON as text

_spelled = json.JSONEncoder(ensure_ascii=False).encode


def laid_out(value: Any, depth: int = 4) -> str:
    """JSON as text made for reading and for diffs, with a line end behind it.

    Every field of an object stands on a line of its own down to `depth`, deeper ones where an object is large, and so
    does every element of a list that holds more than texts and numbers.
    """
    return _text_of(value, 0, depth) + "\n"


def _text_of(value: Any, depth: int, deepest: int) -> str:
    within = "\n" + " " * (depth + 1)
    if isinstance(value, dict) and value and (depth < deepest or not _is_flat(value)):
        fields = [f"{within}{_spelled(name)}: {_text_of(held, depth + 1, deepest)}" for name, held in value.items()]
        return f"{{{','.join(fields)}{within[:-1]}}}"
    if isinstance(value, list) and any(isinstance(element, (dict, list)) for element in value):
        elements = [within + _text_of(element, depth + 1, deepest) for element in value]
        return f"[{','.join(elements)}{within[:-1]}]"
    return _spelled(value)


def _is_flat(value: Mapping[str, Any]) -> bool:
    return len(value) <= 5 and not any(isinstance(held, dict) for held in value.values())
