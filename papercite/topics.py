"""Topics of papers: from headings, from rules, from people; each with its reason.

Rules are data: data/topics.toml, then the [[topic]] tables of the config (a topic of the
same name replaces the shipped one). A paper of a topic has the topic's parents too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.errors import ConfigError
from papercite.resources import data_file
from papercite.text import slug, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from papercite.config import Config
    from papercite.record import Entry


LONGEST = 1_000  # characters of a title that are looked at: longer ones are none, or meant to keep us busy


class Topic(NamedTuple):
    """One topic and its rule; the patterns are searched without regard to case."""

    name: str
    description: str = ""
    parents: tuple[str, ...] = ()
    match: tuple[re.Pattern[str], ...] = ()  # in nickname and title
    section: tuple[re.Pattern[str], ...] = ()  # in each heading
    unless: tuple[re.Pattern[str], ...] = ()  # in nickname and title: `match` does not count


class Rules(NamedTuple):
    """All topics by name, and the headings that are no topics."""

    topics: Mapping[str, Topic]
    ignored: frozenset[str]


@cache
def _shipped() -> dict[str, Any]:
    import tomllib

    with open(data_file("topics.toml"), "rb") as file:
        return tomllib.load(file)


def rules_of(config: Config) -> Rules:
    """The rules in force; `ConfigError` names a topic whose pattern or parent is wrong."""
    shipped = _shipped()
    rows = {row["name"]: row for row in (*shipped["topic"], *config.topics)}
    topics = {name: _topic(row, config) for name, row in rows.items()}
    for topic in topics.values():
        for parent in topic.parents:
            if parent not in topics:
                raise ConfigError(f"{config.path}: topic {topic.name} has the parent {parent}, which is no topic")
    return Rules(topics, frozenset(shipped["headings"]["ignore"]))


def _topic(row: Mapping[str, Any], config: Config) -> Topic:
    patterns = {}
    for name in ("match", "section", "unless"):
        try:
            patterns[name] = tuple(re.compile(pattern, re.IGNORECASE) for pattern in row.get(name, ()))
        except (re.error, TypeError) as error:
            raise ConfigError(f"{config.path}: topic {row['name']}: {name} is no pattern ({error})") from None
    return Topic(row["name"], row.get("description", ""), tuple(row.get("parents", ())), **patterns)


def topics_of(entry: Entry, titles: Iterable[str], rules: Rules, shared: int = 0) -> dict[str, str]:
    """Topics of one paper, each with its reason in words.

    titles  those of the entry and of its records
    shared  number of outer headings that stand above every entry of the list: these tell nothing apart
    returns {"quantization": 'heading "Quantization"', "binary": 'rule: "Binarized" in the title'}; headings
            first, then rules in their order, then people; taken away by a person: absent
    """
    found: dict[str, str] = {}
    for heading in entry.section[shared:]:
        name = slug(heading)
        if name and name not in rules.ignored and not name.replace("-", "").isdigit():
            found.setdefault(name, f'heading "{heading}"')
    texts = dict.fromkeys(filter(None, (entry.nickname, entry.title, *titles)))
    for topic in rules.topics.values():
        if topic.name not in found and (reason := _reason(topic, entry, texts)):
            found[topic.name] = reason
    by_hand = [name.strip() for tag, value in entry.tags if tag == "topic" for name in value.split(",") if name.strip()]
    found.update({name: "tag by a person" for name in by_hand if not name.startswith("-")})
    _add_parents(found, rules)
    taken_away = {name[1:] for name in by_hand if name.startswith("-")}
    return {name: reason for name, reason in found.items() if name not in taken_away}


def _reason(topic: Topic, entry: Entry, texts: Iterable[str]) -> str:
    for heading in entry.section:
        if _found(topic.section, heading) is not None:
            return f'rule: heading "{heading}"'
    if any(_found(topic.unless, text) is not None for text in texts):
        return ""
    for text in texts:
        if (hit := _found(topic.match, text)) is not None:
            where = "nickname" if text == entry.nickname else "title"
            return f'rule: "{tidy(hit)}" in the {where}' if hit.strip() else f"rule: words of the {where}"
    return ""


def _found(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    """The words that the first fitting pattern found in `text`, None if none fits."""
    return next((hit[0] for pattern in patterns if (hit := pattern.search(text, 0, LONGEST))), None)


def _add_parents(found: dict[str, str], rules: Rules) -> None:
    waiting = list(found)
    for name in waiting:
        for parent in rules.topics[name].parents if name in rules.topics else ():
            if parent not in found:
                found[parent] = f"parent of {name}"
                waiting.append(parent)


def shared_headings(sections: Sequence[tuple[str, ...]]) -> int:
    """Number of outer headings that all entries of a list have in common, if the list has other headings below."""
    if len(set(sections)) < 2:
        return 0
    depth = 0
    while all(len(section) > depth for section in sections) and len({section[depth] for section in sections}) == 1:
        depth += 1
    return depth
