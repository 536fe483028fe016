"""Papers -> a list in Markdown: the list again, a bullet a paper, with what was found out about each.

It is read by people on a page, and by papercite: what the bullets say reads back as the same papers. A comment
that does not show keeps each citation key, and what people fixed in the list before.
"""

from __future__ import annotations

import re
from html import escape as html_escaped
from typing import TYPE_CHECKING

from papercite.formats.columns import groups
from papercite.formats.markdown import escaped
from papercite.identify import identifier_of_url
from papercite.lists.labels import kind_of_label, kind_of_url
from papercite.record import name_of
from papercite.text import is_usable_key, tidy, web_address
from papercite.versions import arxiv_address, arxiv_of, doi_address, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.record import Link, Paper, Record

_UNSAFE = re.compile(r"[<>\\]")  # in an address between < and >
_ODD = re.compile(r"[()\[\]\s*`|]")  # an address with one of these stands between < and >
_ENTITY = re.compile(r"&(?=#?\w+;)")
_DEEPEST = 6  # level of a heading


def render(papers: Sequence[Paper], *, group_by: str, bibtex: bool, prefer: str) -> str:
    """Bullets below the headings of the list, or below those of other groups; "" for no papers.

    bibtex   with the BibTeX of each paper, folded away below it
    """
    parts: list[str] = []
    above: tuple[str, ...] = ()
    for section, members in _sections(papers, group_by, prefer):
        kept = next((n for n, pair in enumerate(zip(above, section, strict=False)) if pair[0] != pair[1]), len(above))
        for depth, heading in list(enumerate(section, 2))[min(kept, len(section)) :]:
            parts.append(f"{'#' * min(depth, _DEEPEST)} {escaped(heading)}\n\n")
        parts += [_bullet(paper, bibtex=bibtex, prefer=prefer) for paper in members]
        parts.append("\n")
        above = section
    return "".join(parts).rstrip("\n") + "\n" if papers else ""


def _sections(papers: Sequence[Paper], by: str, prefer: str) -> list[tuple[tuple[str, ...], list[Paper]]]:
    """Papers under the headings above them, each heading once, in the order of the list; those in none come first."""
    if by not in ("", "section"):
        return [((heading,), members) for heading, members in groups(papers, by, prefer)]
    grouped: dict[tuple[str, ...], list[Paper]] = {}
    rank: dict[tuple[str, ...], int] = {}
    for paper in papers:
        section = tuple(filter(None, map(tidy, paper.entry.section)))
        grouped.setdefault(section, []).append(paper)
        for depth in range(len(section)):
            rank.setdefault(section[: depth + 1], len(rank))
    return sorted(grouped.items(), key=lambda pair: [rank[pair[0][: depth + 1]] for depth in range(len(pair[0]))])


# ---- one paper


def _bullet(paper: Paper, *, bibtex: bool, prefer: str) -> str:
    record = shown(paper, prefer)
    title = escaped(tidy(record.title or name_of(paper.entry)))
    main = _main_link(paper, record)
    name = tidy(paper.entry.nickname)
    place = tidy(f"{record.venue or record.container_title} {record.year or ''}")
    said = [
        f"[{title}]{_target(main)}" if main else f"**{title}**",
        escaped(tidy(", ".join(paper.entry.authors))),
        escaped(place),
        *(f"[[{escaped(label)}]]{_target(url)}" for label, url in _links(paper, record, main)),
    ]
    anchor = f'<a id="{html_escaped(paper.key)}"></a>' if is_usable_key(paper.key) else ""
    line = f"- {anchor}{f'**[{escaped(name)}]** ' * bool(name)}{', '.join(filter(None, said))}{_comment(paper)}\n"
    return line + (_folded_bibtex(paper, prefer) if bibtex else "")


def _main_link(paper: Paper, record: Record) -> str:
    """Where the title leads: where the list leads, which mostly can be read by everybody, else to what was found."""
    listed = [link.url for link in paper.entry.links if link.kind == "paper"]
    number = arxiv_of(paper)[0]
    found = [
        doi_address(record.doi),
        record.url,
        arxiv_address(number),
    ]
    return next((url for url in (*listed, *found) if web_address(url)), "")


def _links(paper: Paper, record: Record, main: str) -> Iterator[tuple[str, str]]:
    """Label and address of what stands behind the place: DOI and arXiv, then the other links of the list."""
    needs_label = main and kind_of_url(main) != "paper"
    listed = [link for link in paper.entry.links if web_address(link.url) and (link.url != main or needs_label)]
    there = {
        str(identifier_of_url(url))
        for url in (main, *(link.url for link in listed))
        if "doi.org/" in url or "arxiv" in url
    }
    if record.doi and f"doi:{record.doi.lower()}" not in {name.lower() for name in there}:
        yield "DOI", doi_address(record.doi)
    number = arxiv_of(paper)[0]
    if number and f"arxiv:{number}" not in there:
        yield "arXiv", arxiv_address(number)
    for link in listed:
        yield _label(link, record), link.url


def _label(link: Link, record: Record) -> str:
    """What the list calls a link, if that says what it is; else its kind, in a word that reads back as that."""
    label = tidy(link.label).strip("[] ")
    is_name = label and "://" not in label and label.casefold() != record.title.casefold() and len(label) <= 60
    if is_name and (link.kind == "other" or kind_of_label(label)):
        return label
    return "source" if link.kind == "other" else link.kind


def _target(url: str) -> str:
    """An address as the target of a link, whatever stands in it."""
    plain = _ENTITY.sub("&amp;", _UNSAFE.sub(lambda sign: f"%{ord(sign[0]):02X}", tidy(url)))
    return f"(<{plain}>)" if _ODD.search(plain) else f"({plain})"


# ---- what does not show


def _comment(paper: Paper) -> str:
    """The key, once the paper has been looked up, and what people fixed; nothing in it can end the comment."""
    settled = paper.record is not None and not paper.provisional and is_usable_key(paper.key)
    tags = [tag for tag in paper.entry.tags if tag[0] != "key"]
    tags += [("key", paper.key)] * settled
    said = [f"{name}={_quoted(value)}" for name, value in map(_tidied, tags) if _can_be_kept(name, value)]
    return f" <!-- papercite: {' '.join(said)} -->" if said else ""


def _tidied(tag: tuple[str, str]) -> tuple[str, str]:
    return tidy(tag[0]), tidy(tag[1])


def _can_be_kept(name: str, value: str) -> bool:
    is_safe = "--" not in value and not re.search(r"[<>]", value) and not {"'", '"'} <= set(value)
    return bool(re.fullmatch(r"[a-z_]+", name) and value and is_safe)


def _quoted(value: str) -> str:
    if re.fullmatch(r"[^\s\"'=]+", value):
        return value
    return f"'{value}'" if '"' in value else f'"{value}"'


def _folded_bibtex(paper: Paper, prefer: str) -> str:
    from papercite.formats.bibtex import render as bibtex

    text = bibtex([paper], prefer=prefer)
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    lines = [
        "<details><summary>BibTeX</summary>",
        "",
        f"{fence}bibtex",
        *text.splitlines(),
        fence,
        "",
        "</details>",
        "",
    ]
    return "".join(f"  {line}".rstrip() + "\n" for line in lines)
