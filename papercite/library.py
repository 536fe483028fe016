"""A list, its lock and its topics as papers: what every command that prints papers begins with.

An unchanged list is not read again: its papers come from the lock as they are. A changed
list is read and joined to the lock; what the lock does not know yet is given as the list says it.
"""

from __future__ import annotations

import os
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from papercite import lock as lockfile
from papercite.config import Config, data_folder, find_config
from papercite.errors import ListError, UsageError
from papercite.record import name_of
from papercite.resources import data_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from papercite.record import Entry, Paper
    from papercite.select import Query

SHIPPED_LIST = "neural-network-compression.md"


class Library(NamedTuple):
    """Papers of one or more lists, with what a user should be told about them."""

    papers: tuple[Paper, ...]
    lists: tuple[str, ...]  # paths
    notes: tuple[str, ...] = ()  # sentences for stderr
    config: Config = Config()
    missing: tuple[str, ...] = ()  # keys that a document cites and no paper has


def chosen_lists(named: Sequence[str], config: Config) -> tuple[str, ...]:
    """Paths of the lists that are meant: those named, else those of the config, else the shipped one."""
    return tuple(named) or config.lists or (data_file(SHIPPED_LIST),)


def load(named: Sequence[str] = (), config: Config | None = None) -> Library:
    """Papers of the lists named (or meant by the config), in list order.

    errors  ListError, LockError, ConfigError; UsageError if two papers of different lists have one key
    """
    config = find_config(os.curdir) if config is None else config
    paths = chosen_lists(named, config)
    papers: list[Paper] = []
    notes: list[str] = []
    for path in paths:
        found, note = _papers_of(path, config, {paper.key.lower() for paper in papers})
        papers += found
        notes += note
    is_one = len(paths) == 1 and len({paper.key.lower() for paper in papers}) == len(papers)
    once = tuple(papers) if is_one else _without_repeats(papers, len(paths) > 1)
    return Library(once, paths, tuple(notes), config=config)


def chosen(library: Library, query: Query, papers: Sequence[Paper] | None = None) -> list[Paper]:
    """Papers of the library (or of those among them that are given) that fit the query; errors as those of `select`."""
    from papercite.select import select

    papers = library.papers if papers is None else papers
    return select(papers, query, _known_topics(query, papers, library))


def _known_topics(query: Query, papers: Sequence[Paper], library: Library) -> Collection[str]:
    """Topics that exist though none of the papers has them; worked out only if such a one is asked for."""
    asked = {name for topic in (*query.topics, *query.not_topics) for name in topic.split("+")}
    if all(any(name in paper.topics for paper in papers) for name in asked):
        return ()
    from papercite.topics import rules_of

    return rules_of(library.config).topics.keys() | count_topics(library.papers).keys()


def count_topics(papers: Iterable[Paper]) -> dict[str, int]:
    """Topic -> number of papers that have it, in the order in which they come up."""
    counts: dict[str, int] = {}
    for paper in papers:
        for topic in paper.topics:
            counts[topic] = counts.get(topic, 0) + 1
    return counts


# ---- files


def read_list(path: str) -> bytes:
    """Content of a list; `ListError` if it is no readable file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise ListError(f"{path}: no such file\n  hint: name a list, or set lists in papercite.toml") from None
    except IsADirectoryError:
        raise ListError(
            f"{path}: this is a folder\n  hint: name the list in it, for example {path}/README.md"
        ) from None
    except OSError as error:
        raise ListError(f"{path}: {error.strerror}") from None


def read_entries(path: str, content: bytes) -> tuple[list[Entry], list[str]]:
    """Entries of a list, and what the user should know: how it was read if not as UTF-8, that there are none.

    errors  ListError if the content is no text
    """
    from papercite import lists
    from papercite.lists.encoding import text_of

    text, notes = text_of(content, path)
    entries = lists.read(text, path)
    if not content.strip():
        notes.append(f"{path}: the list is empty")
    elif not entries:
        notes.append(f"{path}: no paper found\n  hint: see README.md, What a list looks like")
    return entries, notes


_HEAD = 8_000  # characters at the beginning of a list, in which its first heading is looked for


def title_of(paths: Iterable[str]) -> str:
    """What lists call themselves, with commas between: the first heading, if it tells; else the name of the file."""
    return ", ".join(map(_title, paths))


def _title(path: str) -> str:
    from papercite.lists import blocks
    from papercite.lists.block import HEADING
    from papercite.lists.encoding import text_of
    from papercite.lists.outline import plain_text
    from papercite.text import slug
    from papercite.topics import rules_of

    text, _ = text_of(read_list(path), path)
    heads = (plain_text(block.spans) for block in blocks(text[:_HEAD], path) if block.kind == HEADING)
    head = next(filter(None, heads), "")
    if head and slug(head) not in rules_of(Config()).ignored:  # "Contents"
        return head
    whole = os.path.splitext(os.path.abspath(path))[0]
    return os.path.basename(os.path.dirname(whole) if whole.lower().endswith("readme") else whole)


def lock_of(path: str, digest: str, config: Config) -> str:
    """Path of the lock to read for a list: beside it; for the shipped list the user's refreshed one, if it fits."""
    beside = lockfile.lock_path(path)
    if not is_shipped(path, config):
        return beside
    own = refreshed_lock()
    if os.path.isfile(own):
        refreshed = lockfile.load(own)
        if refreshed and refreshed.sha256 == digest:
            return own
    return beside


def is_shipped(path: str, config: Config) -> bool:
    """`path` is the list that came with papercite: nothing is written beside it unless settings name it as theirs."""
    return path == data_file(SHIPPED_LIST) and path not in config.lists


def refreshed_lock() -> str:
    """Where a refreshed lock of the shipped list goes."""
    return os.path.join(data_folder(), lockfile.lock_path(SHIPPED_LIST))


# ---- papers


def _papers_of(path: str, config: Config, taken: Collection[str]) -> tuple[Sequence[Paper], list[str]]:
    """Papers of one list, and notes; `taken` are keys of other lists, which new papers do not get."""
    content = read_list(path)
    digest = sha256(content).hexdigest()
    held = lockfile.load(lock_of(path, digest, config))
    if held and held.sha256 == digest:
        if held.topics == digest_of_rules(config):
            return held.papers, []
        papers: Sequence[Paper] = [corrected(paper, config) for paper in held.papers]
        return with_topics(papers, config), []
    entries, notes = read_entries(path, content)
    joined = papers_of_entries(entries, held.papers if held else (), config, taken)
    notes += notes_on_tags(path, entries)
    new = sum(old is None for _, old in joined)
    if new and held:
        notes.append(f"{path}: {count(new, 'entry', 'entries')} not in the lock yet: papercite refresh")
    return with_topics([corrected(paper, config) for paper, _ in joined], config), notes


def count(number: int, one: str, many: str = "") -> str:
    """ "1 paper", "2 papers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def papers_of_entries(
    entries: Iterable[Entry], held: Sequence[Paper], config: Config, elsewhere: Collection[str] = ()
) -> list[tuple[Paper, Paper | None]]:
    """Each entry as a paper beside the paper of the lock that it was; new ones have a key and nothing else."""
    from papercite.citekey import key_of
    from papercite.identify import identify
    from papercite.join import join
    from papercite.merge import listed_record
    from papercite.record import Paper

    entries = list(entries)
    taken = {paper.key.lower() for paper in held} | {key.lower() for key in chosen_keys(entries, config)} | {*elsewhere}
    papers: list[tuple[Paper, Paper | None]] = []
    for entry, old in zip(entries, join(entries, held), strict=True):
        if old:
            paper = old._replace(entry=entry)
        else:
            paper = Paper(key_of(listed_record(entry, identify(entry)), entry, taken), entry)
            taken.add(paper.key.lower())
        papers.append((_tagged(paper), old))
    return papers


def chosen_keys(entries: Iterable[Entry], config: Config) -> list[str]:
    """Keys that people chose, in the list or in the config: nobody else gets them."""
    tags = [*(tag for entry in entries for tag in entry.tags), *(tag for one in config.corrections for tag in one.tags)]
    return [value for name, value in tags if name == "key"]


def _tagged(paper: Paper) -> Paper:
    if not paper.entry.tags:
        return paper
    from papercite.merge import with_tags

    return with_tags(paper, paper.entry.tags, "list")


def corrected(paper: Paper, config: Config) -> Paper:
    """The paper with the corrections of the config that mean it, marked with their reason."""
    for correction in config.corrections:
        meant = correction.entry.casefold()
        if meant in (name.casefold() for name in (paper.key, name_of(paper.entry), paper.entry.nickname)):
            from papercite.merge import with_tags

            entry = paper.entry._replace(tags=(*paper.entry.tags, *correction.tags))
            paper = with_tags(paper._replace(entry=entry), correction.tags, f"config: {correction.reason}")
    return paper


def with_topics(papers: Sequence[Paper], config: Config) -> tuple[Paper, ...]:
    """The papers with their topics worked out by the rules in force."""
    from papercite.topics import rules_of, shared_headings, topics_of

    rules = rules_of(config)
    shared = shared_headings([paper.entry.section for paper in papers])
    return tuple(paper._replace(topics=topics_of(paper.entry, _titles(paper), rules, shared)) for paper in papers)


def digest_of_rules(config: Config) -> str:
    """SHA-256 of rules and corrections in force, in hex: while it is the same, topics need not be worked out again."""
    with open(data_file("topics.toml"), "rb") as file:
        shipped = file.read()
    by_hand = (config.topics, config.corrections)
    return sha256(shipped + repr(by_hand).encode() * any(by_hand)).hexdigest()


def _titles(paper: Paper) -> list[str]:
    return [record.title for record in (paper.record, paper.preprint) if record]


def notes_on_tags(path: str, entries: Iterable[Entry]) -> list[str]:
    """What papercite comments in a list ask for and cannot get."""
    from papercite.check import wrong_tags

    return [f"{path}:{line}: {what}" for line, what in wrong_tags(entries)]


def _without_repeats(papers: Iterable[Paper], across: bool) -> tuple[Paper, ...]:
    """The papers, each key once; `across` several lists also each paper once, with the topics of all its lists.

    errors  UsageError if one key is of two papers
    """
    by_key: dict[str, Paper] = {}
    key_of_name: dict[object, str] = {}
    for paper in papers:
        key = paper.key.lower()
        known = next((key_of_name[name] for name in _names(paper) if name in key_of_name), key) if across else key
        first = by_key.setdefault(known, paper)
        if first is not paper:
            if not _is_same(first, paper):
                raise UsageError(
                    f"the key {paper.key} is of two papers: {name_of(first.entry)!r} and {name_of(paper.entry)!r}\n"
                    f"  hint: give one another key: <!-- papercite: key=... --> behind its entry"
                )
            by_key[known] = first._replace(topics={**first.topics, **paper.topics})
        key_of_name |= dict.fromkeys(_names(paper), known)
    return tuple(by_key.values())


def _is_same(one: Paper, other: Paper) -> bool:
    return not _names(one).isdisjoint(_names(other))


def _names(paper: Paper) -> set[object]:
    """What a paper is known by: title with venue and year, title with each identifier; a link alone may be wrong."""
    from papercite.identify import identify
    from papercite.match import title_key
    from papercite.venues import venue_name

    title = title_key(paper.entry.title)
    places = {(title, venue_name(paper.entry.venue), paper.entry.year)} if title else set()
    return {*places, *((title, identifier) for identifier in identify(paper.entry))}
