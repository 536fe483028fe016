"""Why an entry was read as it was: which lines were taken together, and what told each field. For people."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.block import HEADING, ITEM, ROW
from papercite.lists.dressed import DRESSES
from papercite.lists.fields import drafts, entries, entry_of, inherited
from papercite.lists.labels import kind_of_label, kind_of_url, role_of_head
from papercite.lists.outline import plain_text
from papercite.lists.place import KNOWN, NAMED, SHAPED, YEAR_ONLY
from papercite.text import fold, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.lists.block import Block
    from papercite.lists.fields import Draft
    from papercite.lists.units import Unit
    from papercite.record import Entry, Link

_HEADS = {HEADING: "a heading", ITEM: "an item", ROW: "a row of a table"}
_CERTAINTIES = {
    KNOWN: "a venue that papercite knows", SHAPED: "it has the look of a venue", NAMED: "a name beside a year",
    YEAR_ONLY: "a date",
}  # fmt: skip


class Reason(NamedTuple):
    """One field of an entry with what told it."""

    field: str
    value: str
    why: str


class Explanation(NamedTuple):
    """One entry, or what could have been one, with reasons."""

    first: int  # line where it starts
    last: int
    kind: str  # "paper", "other", or "" if it is no entry
    why: str
    parts: tuple[tuple[int, str], ...]  # line, and what stands there
    reasons: tuple[Reason, ...] = ()


def explained(blocks: Sequence[Block], line: int, *, are_papers: bool = False) -> Explanation | None:
    """The entry that a line is part of, with reasons; None if the line is part of nothing that could be one."""
    held = [draft for draft in drafts(blocks, are_papers=are_papers) if _first(draft) <= line <= _last(draft)]
    if not held:
        return _heading(blocks, line, are_papers=are_papers)
    draft = min(held, key=lambda one: _last(one) - _first(one))
    reasons = tuple(_reasons(draft, entry_of(draft))) if draft.kind.kind else ()
    return Explanation(_first(draft), _last(draft), draft.kind.kind, draft.kind.why, tuple(_parts(draft)), reasons)


def _heading(blocks: Sequence[Block], line: int, *, are_papers: bool) -> Explanation | None:
    """The heading in a line, and what it says for the entries below it."""
    head = next((block for block in blocks if block.kind == HEADING and block.line <= line <= block.last), None)
    if head is None:
        return None
    section = (*head.section, plain_text(head.spans))
    place = inherited(section[-1:])
    below = sum(
        one.section[: len(section)] == section and one.line > head.line
        for one in entries(blocks, are_papers=are_papers)
    )
    number = f"{below:,} {'entry' if below == 1 else 'entries'}"
    said = [Reason("section", " > ".join(section), f"of {number} below it")]
    said += [Reason("venue", place.venue, "for those below it that name none")] * bool(place.venue)
    said += [Reason("year", str(place.year), "for those below it that name none")] * bool(place.year)
    parts = ((head.line, "a heading"),)
    return Explanation(head.line, head.last, "", "it is a heading", parts, tuple(said) if section[-1] else ())


def _first(draft: Draft) -> int:
    return min(unit.number for unit in (draft.group.head, *draft.group.details))


def _last(draft: Draft) -> int:
    return max(unit.last for unit in (draft.group.head, *draft.group.details))


def _parts(draft: Draft) -> Iterator[tuple[int, str]]:
    head = draft.group.head
    yield head.number, f"{_HEADS.get(head.block.kind, 'a paragraph')} that begins the entry"
    for unit in draft.group.details:
        yield unit.number, f"a detail of it: {_says(unit)}"


def _says(unit: Unit) -> str:
    line = unit.line
    said = [
        "a title" * bool(line.title), "authors" * bool(line.people), "a venue" * bool(line.place.venue),
        "a year" * bool(line.place.year), "links" * bool(line.links), "a papercite comment" * bool(line.tags),
    ]  # fmt: skip
    return ", ".join(filter(None, said)) or "words"


def _reasons(draft: Draft, entry: Entry) -> Iterator[Reason]:
    line = draft.line
    if entry.title:
        yield Reason("title", entry.title, _column(draft, "title") or DRESSES[line.dress])
    if entry.nickname:
        yield Reason("nickname", entry.nickname, _column(draft, "nickname") or "it stands apart before the title")
    if entry.authors:
        yield Reason("authors", "; ".join(entry.authors), f"they have the shape of names{_where(draft, 'people')}")
    if entry.venue:
        yield Reason("venue", entry.venue, _why_place(draft, "venue"))
    if entry.year:
        yield Reason("year", str(entry.year), _why_place(draft, "year"))
    for link in entry.links:
        yield Reason(link.kind, link.url, _why_link(link, entry))
    if entry.section:
        yield Reason("section", " > ".join(entry.section), "the headings above")


def _why_place(draft: Draft, field: str) -> str:
    value = getattr(entry_of(draft), field)
    if getattr(draft.line.place, field) != value:
        above = inherited(draft.group.head.block.section)
        return "a heading above says it" if getattr(above, field) == value else "an item above says it"
    if column := _column(draft, field):
        return column
    certainty = _CERTAINTIES[draft.line.place.certainty] if field == "venue" else "a year that is no part of a number"
    return f"{certainty}{_where(draft, 'place')}"


def _where(draft: Draft, field: str) -> str:
    """Where a detail says it, "" if the head does."""
    value = getattr(draft.line, field)
    if getattr(draft.group.head.line, field) == value:
        return ""
    unit = next((unit for unit in draft.group.details if getattr(unit.line, field) == value), None)
    return f", in line {unit.number}" if unit else ""


def _column(draft: Draft, role: str) -> str:
    heads = [cell.head for cell in draft.group.head.cells if role_of_head(cell.head) == role]
    return f'the column is headed "{tidy(heads[0])}"' if heads else ""


def _why_link(link: Link, entry: Entry) -> str:
    if fold(link.label) == fold(entry.title) and entry.title:
        return "it carries the title" if link.kind == "paper" else "of its host"
    if link.label and link.label != link.url and kind_of_label(link.label) == link.kind:
        return f'its label is "{tidy(link.label)}"'
    return "of its host" if kind_of_url(link.url) == link.kind else f'by what stands there: "{tidy(link.label)}"'
