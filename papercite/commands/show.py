"""Show one paper: every field with its origin, what sources disagree on, why it has its topics."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from papercite.formats.columns import columns_of, rows
from papercite.library import load
from papercite.names import full_name
from papercite.record import Paper, Person, Record, name_of
from papercite.select import words_of
from papercite.streams import emit, say
from papercite.text import fold, tidy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator, Sequence

USAGE = "papercite show KEY|NICKNAME|WORDS ... [--list LIST]"
EXAMPLE = "papercite show XNOR-Net"
_WIDTH = 100
_HIDDEN = ("source", "id", "retrieved", "via")


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("words", nargs="+", metavar="KEY|NICKNAME|WORDS", help="key, nickname, or words of the title")
    parser.add_argument("--list", action="append", default=[], dest="lists", metavar="LIST", help="list to look in")


def run(arguments: Namespace) -> int:
    """Print the paper; returns the exit status: 1 if none or several are meant."""
    library = load(arguments.lists)
    text = " ".join(arguments.words)
    found = find(library.papers, text)
    for note in library.notes:
        say(note)
    if len(found) == 1:
        emit("".join(f"{line}\n" for line in describe(found[0])))
        return 0
    if found:
        say(f"{text!r} fits {len(found)} papers; the key tells which:")
        _say_choices(found)
        return 1
    from papercite.suggest import near

    names = {
        name: paper for paper in library.papers for name in (paper.entry.nickname, paper.entry.title, paper.key) if name
    }
    say(f"no paper has {text!r} as key, nickname or words of its title")
    if meant := near(text, names):
        say("  did you mean:")
        _say_choices(list(dict.fromkeys(names[name].key for name in meant)), library.papers)
    return 1


def _say_choices(found: Sequence[Any], papers: Sequence[Paper] = ()) -> None:
    chosen = found if not papers else [paper for key in found for paper in papers if paper.key == key]
    for key, title in rows(chosen, columns_of("key,title"), "published"):
        say(f"  {key.text}  {title.text}")


def find(papers: Sequence[Paper], text: str) -> list[Paper]:
    """Papers that `text` means: by key, else by nickname, else by whole title (to the letter first), else by words."""
    for spelled in (str.casefold, fold):
        for part_of in (_key, _nickname, _title):
            wanted = spelled(text)
            if exact := [paper for paper in papers if wanted.strip() and spelled(part_of(paper)) == wanted]:
                return exact
    words = fold(text).split()
    if not words:
        return []
    return [paper for paper in papers if all(word in words_of(paper) for word in words)]


def _key(paper: Paper) -> str:
    return paper.key


def _nickname(paper: Paper) -> str:
    return paper.entry.nickname


def _title(paper: Paper) -> str:
    return paper.entry.title


# ---- what is printed


def describe(paper: Paper) -> Iterator[str]:
    """Lines about a paper."""
    yield from _wrapped(f"{paper.key}: ", tidy(name_of(paper.entry)))
    yield from _row("status", f"{paper.status}: {paper.reason}" if paper.reason else paper.status)
    if paper.note:
        yield from _row("note", paper.note)
    if paper.record:
        yield from _record("what is printed", paper.record, paper, "")
    if paper.preprint:
        yield from _record("the preprint", paper.preprint, paper, "preprint.")
    yield from _disagreement(paper)
    yield from _listed(paper)
    if paper.topics:
        yield "topics"
        for name, why in paper.topics.items():
            yield from _row(name, why)
    if paper.sources:
        yield "sources"
        for source in paper.sources:
            yield from _row(source.name, f"{source.id}, read {source.retrieved}".strip(", ") + _via(source.via))
    for candidate in paper.candidates:
        yield from _record("candidate", candidate, paper, "?")


def _via(places: Sequence[str]) -> str:
    return f", via {'; '.join(places)}" if places else ""


def _record(heading: str, record: Record, paper: Paper, prefix: str) -> Iterator[str]:
    yield heading
    for name in Record._fields:
        value = getattr(record, name)
        if value and name not in _HIDDEN:
            origin = paper.origin.get(prefix + name, record.source)
            yield from _row(name, _spelled(value), origin)


def _disagreement(paper: Paper) -> Iterator[str]:
    if paper.differs:
        yield "said otherwise"
        for field, said in paper.differs.items():
            name = field.replace("preprint.", "preprint's ")
            for source, value in said.items():
                yield from _row(name, _spelled(value), source)


def _listed(paper: Paper) -> Iterator[str]:
    entry = paper.entry
    yield f"the list, line {entry.line}"
    for name in ("nickname", "title", "authors", "venue", "year"):
        if value := getattr(entry, name):
            yield from _row(name, _spelled(value))
    if entry.section:
        yield from _row("section", " / ".join(entry.section))
    for link in entry.links:
        yield from _row(link.kind, f"{link.label}: {link.url}")


def _spelled(value: Any) -> str:
    """A value in words; people by name."""
    if isinstance(value, Person):
        return full_name(value)
    if isinstance(value, dict):
        return full_name(Person(**value))
    return ", ".join(_spelled(one) for one in value) if isinstance(value, (list, tuple)) else str(value)


def _row(name: str, text: str, origin: str = "") -> Iterator[str]:
    return _wrapped(f"  {name.replace('_', ' '):<17} ", tidy(f"{text}  [{origin}]" if origin else text))


def _wrapped(head: str, text: str) -> Iterator[str]:
    indent = " " * 20
    yield from textwrap.wrap(
        head + text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
