"""What is wrong with a list, by line: papers that nothing names, papers twice, slips, and what its lock knows better.

Pure: text, entries and the papers of the lock come in, problems come out. A false alarm is worse than a miss.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.config import CORRECTABLE
from papercite.identify import identify
from papercite.lists.block import ROW
from papercite.lists.masked import headings, line_starts
from papercite.match import YES, is_preprint, title_agreement, title_key
from papercite.record import RESOLVED
from papercite.suggest import did_you_mean
from papercite.text import fold, is_usable_key, tidy
from papercite.titles import is_telling, lacks_subtitle
from papercite.venues import CONFERENCE, PREPRINT, find_venue, same_venue
from papercite.verdict import NO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from papercite.lists.fields import Draft
    from papercite.lists.masked import Heading
    from papercite.lists.slips import Slip
    from papercite.record import Entry, Identifier, Paper, Record

# code -> what it means, in the order of the help
CODES = {
    "no-identifier": "no link and no text of the entry names its paper",
    "same-paper-twice": "the paper stands in another line as well",
    "same-identifier": "papers of different titles have one identifier",
    "passed-over": "a link leads to a paper, and no entry was read there",
    "broken-link": "the syntax of a link is broken",
    "empty-section": "a heading with nothing below it, where those beside it have papers",
    "unknown-comment": "a papercite comment asks for what cannot be had",
    "published-since": "the list has the preprint, the lock the published version",
    "venue-at-odds": "list and lock name different venues",
    "year-at-odds": "list and lock name different years",
    "title-at-odds": "list and lock have different titles",
}
AT_ODDS = ("published-since", "venue-at-odds", "year-at-odds", "title-at-odds")  # needs a lock


class Problem(NamedTuple):
    """One thing that is wrong with a list."""

    line: int  # 1-based
    column: int  # 1-based, 0 if the line as a whole is meant
    code: str  # one of CODES
    message: str  # a sentence without its full stop
    hint: str = ""  # what to do


def problems_of_entries(entries: Sequence[Entry], held: Sequence[Paper | None]) -> list[Problem]:
    """Problems of the papers of a list, in the order of its lines.

    held    for each entry its paper in the lock, None where the lock has none
    """
    papers = [entry for entry in entries if entry.kind == "paper"]
    found = [*_unnamed(papers), *_twice(papers), *_wrong_comments(entries)]
    for entry, paper in zip(entries, held, strict=True):
        if entry.kind == "paper" and paper and paper.status == RESOLVED and paper.record:
            found += _at_odds(entry, paper, paper.record)
    return sorted(found)


def problems_of_drafts(drafts: Iterable[Draft]) -> list[Problem]:
    """Lines of a list that lead to a paper and were not read as an entry, in the order of the list."""
    found = []
    for draft in drafts:
        head = draft.group.head
        line = draft.line if head.block.kind == ROW else head.line
        if not draft.kind.kind and line.has_paper:
            label = next(link.label or link.url for link in line.links if link.kind == "paper")
            what = f'"{_short(label)}" leads to a paper, but no entry was read here: {draft.kind.why}'
            found.append(Problem(head.number, 0, "passed-over", what, f"see papercite parse --explain {head.number}"))
    return found


def problems_of_text(text: str, found: Sequence[Slip], entries: Iterable[Entry]) -> list[Problem]:
    """Problems of a Markdown text as such, in the order of its lines: broken links, empty sections.

    found   the slips of the text
    """
    starts = line_starts(text) if found else []
    broken = [
        Problem(slip.line, slip.start - starts[slip.line - 1] + 1, "broken-link", f"{slip.what}: {_short(slip.found)}",
                f"write {_short(slip.mend)}" if slip.mend else "")
        for slip in found
    ]  # fmt: skip
    return sorted([*broken, *_empty_sections(text, entries)])


def _short(text: str, most: int = 80) -> str:
    text = tidy(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


# ---- what the list alone shows


def _unnamed(entries: Iterable[Entry]) -> Iterator[Problem]:
    for entry in entries:
        if not identify(entry):
            yield Problem(entry.line, 0, "no-identifier", f'no link of "{_short(entry.title)}" names the paper',
                          "add a DOI or arXiv link")  # fmt: skip


def _twice(entries: Iterable[Entry]) -> Iterator[Problem]:
    """A paper that stood in an earlier line, and an identifier that was another paper's there."""
    by_title: dict[str, Entry] = {}
    by_name: dict[Identifier, Entry] = {}
    for entry in entries:
        names = [name for name in identify(entry) if name.scheme != "url"]
        known = next(((by_name[name], name) for name in names if name in by_name), None)
        namesake = by_title.get(title_key(entry.title))
        if namesake and (known or _are_one(namesake, entry)):
            yield _same_paper(entry, namesake, "under the same title")
        elif known and _nearly_same_title(entry, known[0]):
            yield _same_paper(entry, known[0], f"with {known[1]}")
        elif known:
            yield _same_identifier(entry, *known)
        by_title.setdefault(title_key(entry.title), entry)
        for name in names:
            by_name.setdefault(name, entry)


def _are_one(one: Entry, other: Entry) -> bool:
    """Entries of one title are of one paper: hardly another has the title, or they agree on when and where."""
    is_placed = same_venue(one.venue, other.venue) and one.year == other.year is not None
    return is_telling(one.title) or is_placed or bool(set(identify(one)) & set(identify(other)))


def _nearly_same_title(one: Entry, other: Entry) -> bool:
    return title_agreement(one.title, other.title) != NO or lacks_subtitle(one.title, other.title)


def _same_paper(entry: Entry, earlier: Entry, how: str) -> Problem:
    what = f'"{_short(entry.title)}" stands in line {earlier.line} as well, {how}'
    return Problem(entry.line, 0, "same-paper-twice", what, "keep one of them")


def _same_identifier(entry: Entry, earlier: Entry, name: Identifier) -> Problem:
    what = f'{name} of "{_short(entry.title)}" is that of "{_short(earlier.title)}" in line {earlier.line}'
    return Problem(entry.line, 0, "same-identifier", what, "mend the link that is wrong, or keep one of two titles")


def _wrong_comments(entries: Iterable[Entry]) -> Iterator[Problem]:
    for line, what in wrong_tags(entries):
        yield Problem(line, 0, "unknown-comment", what)


def wrong_tags(entries: Iterable[Entry]) -> Iterator[tuple[int, str]]:
    """What papercite comments ask for and cannot get, each with its line."""
    for entry in entries:
        for name, value in entry.tags:
            if name not in CORRECTABLE:
                yield entry.line, f"there is no {name} to fix{did_you_mean(name, CORRECTABLE)}"
            elif name == "key" and not is_usable_key(value):
                yield entry.line, f"not every BibTeX can read the key {value!r}; it is passed over"


# ---- sections

_TAGS_AND_RULES = re.compile(
    r"<!--(?:[^-<]|-(?!->)|<(?!!--))*+-->|</?(?:a|br|hr|p|div|details|sup|b)\b[^<>]*>|^[ ]{0,3}[-*_]{3,}\s*$|\s+",
    re.MULTILINE,
)


_NO_PAPERS = re.compile(r"contents|toc|licen[cs]e|contribut|acknowledge?ment|citation|cite|references?$|todo|related")


def _empty_sections(text: str, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Headings with nothing below them, if one beside them has a paper below it."""
    tree = headings(text)
    starts = line_starts(text) if tree else []
    lines = sorted(entry.line for entry in entries if entry.kind == "paper")
    filled: set[Heading | None] = set()  # those above headings that have papers below them
    empty: list[tuple[Heading, Heading | None]] = []
    above: list[Heading] = []
    place = 0
    for number, heading in enumerate(tree):
        above = [*(one for one in above if one.level < heading.level), heading]
        parent = above[-2] if len(above) > 1 else None
        following = tree[number + 1] if number + 1 < len(tree) else None
        while place < len(lines) and lines[place] < heading.line:
            place += 1
        if place < len(lines) and (following is None or lines[place] < following.line):
            filled |= {None, *above[:-1]}
        end = starts[following.line - 1] if following else len(text)
        is_leaf = following is None or following.level <= heading.level
        if is_leaf and not _TAGS_AND_RULES.sub("", text[heading.end : end]):
            empty.append((heading, parent))
    for heading, parent in empty:
        is_of_papers = heading is not tree[0] and not _NO_PAPERS.search(fold(heading.title))
        if parent in filled and heading.title and is_of_papers:
            yield Problem(heading.line, 0, "empty-section", f'nothing stands below "{_short(heading.title)}"')


# ---- what the lock knows better


def _at_odds(entry: Entry, paper: Paper, record: Record) -> Iterator[Problem]:
    """Where the list says otherwise than the record; what a person fixed in a comment is no longer at odds."""
    fixed, hint = {name for name, _ in paper.entry.tags}, f"papercite show {paper.key}"
    if "title" not in fixed and _has_other_title(entry, paper, record):
        yield Problem(entry.line, 0, "title-at-odds",
                      f'the list says "{_short(entry.title)}", the lock "{_short(record.title)}"', hint)  # fmt: skip
    code = "" if {"venue", "year"} & fixed else place_at_odds(entry, paper)
    if code == "published-since":
        yield Problem(entry.line, 0, code, f"published in {_place(record)}, the list says {_place(entry)}", hint)
    elif code:
        yield Problem(entry.line, 0, code, f"the list says {_place(entry)}, the lock {_place(record)}", hint)


def _has_other_title(entry: Entry, paper: Paper, record: Record) -> bool:
    listed = {entry.title, f"{entry.nickname}: {entry.title}" if entry.nickname else entry.title}
    known = {record.title, paper.preprint.title if paper.preprint else record.title}
    return not any(
        title_agreement(one, title) == YES or lacks_subtitle(one, title) for one in listed for title in known
    )


def place_at_odds(entry: Entry, paper: Paper) -> str:
    """The code of what is at odds between the place that the list names and that of the record, "" if nothing is.

    A venue that the table lacks is at odds with nothing; a preprint, a journal or a venue that is not
    known well may have another year by one.
    """
    record = paper.record
    if record is None or paper.status != RESOLVED:
        return ""
    listed, printed = find_venue(entry.venue), find_venue(record.venue or record.container_title)
    is_listed_preprint = bool(listed and listed.kind == PREPRINT)
    if is_listed_preprint != is_preprint(record):
        return "published-since" if is_listed_preprint and record.venue else ""
    if listed and printed and not same_venue(listed.name, printed.name):
        return "venue-at-odds"
    years_apart = abs(entry.year - record.year) if entry.year and record.year else 0
    is_exact = bool(listed and printed and printed.kind == CONFERENCE)
    may_be_of_preprint = not entry.venue and paper.preprint is not None and paper.preprint.year == entry.year
    return "year-at-odds" if years_apart > (0 if is_exact else 1) and not may_be_of_preprint else ""


def _place(work: Entry | Record) -> str:
    return tidy(f"{work.venue} {work.year or ''}")
