"""What is asked and what is answered: the two values that a played service works with."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar

Anything = TypeVar("Anything")
Arrange = Callable[[list[Any]], list[Any]]


def as_they_are(records: list[Anything]) -> list[Anything]:
    """The order and number of records that a service means to send."""
    return records


class Ask(NamedTuple):
    """One request as it came in."""

    host: str
    path: str  # decoded: "/works/10.1109/cvpr.2017.574"
    query: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case
    method: str = "GET"
    body: bytes = b""
    raw: str = ""  # path and query as they came
    arrange: Arrange = as_they_are  # a fault may shuffle, drop or double the records of the answer


class Reply(NamedTuple):
    """One answer. `way` says how it is sent if not in one piece: see faults.py."""

    status: int
    body: bytes
    content_type: str = "application/json"
    headers: Mapping[str, str] = {}
    way: str = ""


def as_json(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An answer in JSON."""
    return Reply(status, json.dumps(value, ensure_ascii=False).encode(), "application/json", headers or {})


def as_text(text: str, status: int, content_type: str = "text/plain") -> Reply:
    """An answer in words."""
    return Reply(status, text.encode(), content_type)
