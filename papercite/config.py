"""Settings: papercite.toml (or [tool.papercite] in pyproject.toml), environment, folders of the user.

lists = ["papers.md"]               # relative to the file
mailto = "you@example.org"          # told to the services, for politeness
[[topic]]                           # own topics: the fields of data/topics.toml
[[correct]]                         # own corrections; the reason is printed by `papercite show`
entry = "Learned Step Quantization" # title, nickname or key
reason = "the list misspells it"
title = "Learned Step Size Quantization"
[sources]
off = ["dblp"]
"""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from papercite.errors import ConfigError
from papercite.text import is_usable_key

# What a correction, or a papercite comment in a list, may fix.
IDENTIFIERS = ("arxiv", "doi", "openreview", "acl", "dblp", "url")
FIELDS = ("type", "title", "venue", "container_title", "series", "volume", "number", "pages", "year", "month",
          "publisher", "primary_class")  # fmt: skip
CORRECTABLE = (*IDENTIFIERS, *FIELDS, "key", "topic")
_TOPIC_FIELDS = {"name": str, "description": str, "parents": list, "match": list, "section": list, "unless": list}


class Correction(NamedTuple):
    """A fix by hand for one entry."""

    entry: str  # title, nickname or key of the entry meant
    reason: str
    tags: tuple[tuple[str, str], ...]  # as those of a papercite comment


class Config(NamedTuple):
    """Settings in force; without a file, the defaults."""

    path: str = ""
    lists: tuple[str, ...] = ()  # paths
    mailto: str = ""
    topics: tuple[dict[str, Any], ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources_off: tuple[str, ...] = ()


def find_config(start: str) -> Config:
    """The configuration of folder `start`: its own file or the nearest one above; `ConfigError` if broken."""
    folder = os.path.abspath(start)
    while True:
        for name, table in (("papercite.toml", ()), ("pyproject.toml", ("tool", "papercite"))):
            path = f"{folder.rstrip(os.sep)}{os.sep}{name}"
            if os.path.isfile(path) and (found := _read(path, table)):
                return found
        above = os.path.dirname(folder)
        if above == folder:
            return Config()
        folder = above


def _read(path: str, table: tuple[str, ...]) -> Config | None:
    """The settings of one file, None where it is a pyproject.toml without ours."""
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8\n  hint: save the file as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    if table and ".".join(table) not in text:
        return None
    import tomllib  # 4 ms that a folder without settings does not pay

    try:
        settings = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}\n  hint: the file must be TOML, see README.md, Settings") from None
    for name in table:
        settings = settings.get(name, {})
        if not isinstance(settings, dict):
            return None
    return config_of(settings, path) if settings or not table else None


def config_of(settings: dict[str, Any], path: str) -> Config:
    """The configuration that a table of settings means; `ConfigError` names the setting that is wrong."""
    known = {"lists": list, "mailto": str, "topic": list, "correct": list, "sources": dict}
    _check(settings, known, path, "")
    _check(settings.get("sources", {}), {"off": list}, path, "sources.")
    folder = os.path.dirname(path)
    return Config(
        path,
        tuple(os.path.join(folder, name) for name in _texts(settings.get("lists", []), path, "lists")),
        settings.get("mailto", ""),
        tuple(_topic(topic, path) for topic in settings.get("topic", ())),
        tuple(_correction(correction, path) for correction in settings.get("correct", ())),
        tuple(_texts(settings.get("sources", {}).get("off", []), path, "sources.off")),
    )


def _topic(topic: Any, path: str) -> dict[str, Any]:
    _check(topic, _TOPIC_FIELDS, path, "[[topic]] ")
    if not topic.get("name"):
        raise ConfigError(f'{path}: a [[topic]] has no name\n  hint: add name = "..."')
    return dict(topic)


def _correction(correction: Any, path: str) -> Correction:
    fixes: dict[str, Any] = {**dict.fromkeys(CORRECTABLE, (str, int)), "year": int, "month": int, "topic": (str, list)}
    _check(correction, {"entry": str, "reason": str, **fixes}, path, "[[correct]] ")
    if not is_usable_key(correction.get("key", "k")):
        raise ConfigError(f"{path}: [[correct]] key {correction['key']!r} is not one that every BibTeX can read")
    if not correction.get("entry") or not correction.get("reason"):
        raise ConfigError(f"{path}: a [[correct]] needs both entry (title, nickname or key) and reason")
    tags = []
    for name in CORRECTABLE:
        value = correction.get(name, [])
        tags += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
    return Correction(correction["entry"], correction["reason"], tuple(tags))


def _check(table: Any, known: dict[str, Any], path: str, where: str) -> None:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: {where.strip() or 'the file'} must be a table")
    for name, value in table.items():
        if name not in known:
            from papercite.suggest import did_you_mean

            raise ConfigError(f"{path}: {where}{name} is no setting{did_you_mean(name, known)}")
        if not isinstance(value, known[name]) or isinstance(value, bool):
            expected = known[name] if isinstance(known[name], tuple) else (known[name],)
            words = " or ".join(
                {str: "a text", list: "a list", dict: "a table", int: "a number"}[one] for one in expected
            )
            raise ConfigError(f"{path}: {where}{name} must be {words}")


def _texts(values: list[Any], path: str, where: str) -> list[str]:
    if all(isinstance(value, str) for value in values):
        return values
    raise ConfigError(f"{path}: {where} must be a list of texts")


def data_folder() -> str:
    """Folder for what papercite keeps for the user: the lock of the shipped list, when refreshed."""
    if chosen := os.environ.get("PAPERCITE_DATA_DIR"):
        return chosen
    if os.name == "nt":
        above = os.environ.get("LOCALAPPDATA", "~")
    else:
        above = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return os.path.join(os.path.expanduser(above), "papercite")


def cache_folder() -> str:
    """Folder for what can be thrown away: the answers of the sources."""
    if chosen := os.environ.get("PAPERCITE_CACHE_DIR"):
        return chosen
    if os.name == "nt":
        return os.path.join(os.path.expanduser(os.environ.get("LOCALAPPDATA", "~")), "papercite", "cache")
    above = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return os.path.join(os.path.expanduser(above), "papercite")
