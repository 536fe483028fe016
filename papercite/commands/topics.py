"""List the topics as a tree, with the number of papers of each: those with a rule, then plain headings and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite.library import count_topics, load
from papercite.streams import emit, say
from papercite.topics import rules_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Mapping

    from papercite.topics import Topic

USAGE = "papercite topics [LIST ...] [--all]"
EXAMPLE = "papercite topics --all"


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("lists", nargs="*", metavar="LIST", help="lists to read (default: those of the settings)")
    parser.add_argument("--all", action="store_true", help="topics that no paper has, too")


def run(arguments: Namespace) -> int:
    """Print the tree; returns the exit status."""
    library = load(arguments.lists)
    counts = count_topics(library.papers)
    rules = rules_of(library.config)
    topics = {name: topic for name, topic in rules.topics.items() if arguments.all or counts.get(name)}
    by_rule = list(_tree(topics))
    plain = [(0, name, "") for name in counts if name not in topics]
    space = max((2 * depth + len(name) for depth, name, _ in by_rule + plain), default=0)
    lines = [
        f"{'  ' * depth + name:<{space}}  {counts.get(name, 0):>4}  {description}".rstrip()
        for depth, name, description in by_rule + plain
    ]
    emit("".join(f"{line}\n" for line in lines))
    for note in library.notes:
        say(note)
    return int(not library.papers)


def _tree(topics: Mapping[str, Topic], parent: str = "", depth: int = 0) -> Iterator[tuple[int, str, str]]:
    """Depth, name and description, children below their parent; a topic of two parents stands under both."""
    for topic in topics.values():
        parents = [name for name in topic.parents if name in topics]
        if (parent in parents or (not parents and not parent)) and depth < 9:
            yield depth, topic.name, topic.description
            yield from _tree(topics, topic.name, depth + 1)
