"""export.arxiv.org as it answers since spring 2026: Atom, in its own order, ten entries unless told otherwise."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from world.exchange import Ask, Reply, as_text
from world.facts import Shelf, full_name, number_of, words

if TYPE_CHECKING:
    from world.facts import Work

HOST = "export.arxiv.org"
_NUMBER = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?")
_TERM = re.compile(r'(ti|au|all|id|abs|cat):(?:"([^"]*)"|([^\s()]+))')
_MOST = 2000
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom"\
 xmlns="http://www.w3.org/2005/Atom">
  <id>{id}</id>
  <title>{title}</title>
  <updated>2026-11-23T00:00:00Z</updated>
  <opensearch:itemsPerPage>{most}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}</feed>
"""


def answer(ask: Ask, shelf: Shelf) -> Reply:
    """The feed that a query gives."""
    if ask.path != "/api/query":
        return as_text("Not found", 404)
    query = parameters(ask)
    try:
        start, most = int(query.get("start", "0")), int(query.get("max_results", "10"))
    except ValueError:
        return _error("max_results must be an integer")
    if start < 0 or not 0 <= most <= _MOST:
        return _error("max_results must be non-negative and at most 2000")
    asked = numbers(ask)
    for number in asked:
        if not _NUMBER.fullmatch(number):
            return _error(f"incorrect id format for {number}")
    found = _by_number(asked, shelf) if asked else _by_search(query.get("search_query", ""), shelf)
    shown = found[start : start + most]
    title = f"search_query={query.get('search_query', '')}&id_list={','.join(asked)}&start={start}&max_results={most}"
    entries = "".join(_entry(work, version, shelf) for work, version in ask.arrange(shown))
    feed = _FEED.format(id=f"https://arxiv.org/api/{number_of(title):x}", title=escape(f"arXiv Query: {title}"),
                        most=most, total=len(found), start=start, entries=entries)  # fmt: skip
    return _atom(feed, 200)


def parameters(ask: Ask) -> dict[str, str]:
    """Of the address or of a form."""
    return {**ask.query, **dict(parse_qsl(ask.body.decode(errors="replace")))}


def numbers(ask: Ask) -> list[str]:
    """The numbers a request asks for."""
    return [number.strip() for number in parameters(ask).get("id_list", "").split(",") if number.strip()]


def size(ask: Ask) -> int:
    """How many things are asked for at once."""
    return len(numbers(ask)) or 1


def _by_number(asked: list[str], shelf: Shelf) -> list[tuple[Work, int]]:
    """Those that exist, in no order that means anything."""
    found = []
    for number in asked:
        bare, _, version = number.partition("v")
        if (work := shelf.by_arxiv.get(bare)) and int(version or 1) <= versions(work):
            found.append((work, int(version or versions(work))))
    return sorted(found, key=lambda pair: number_of(pair[0].record.arxiv))


def _by_search(text: str, shelf: Shelf) -> list[tuple[Work, int]]:
    terms = [(field, words(phrase or word)) for field, phrase, word in _TERM.findall(text)]
    found = [work for work in shelf.by_arxiv.values() if terms and all(_holds(work, *term) for term in terms)]
    return [(work, versions(work)) for work in sorted(found, key=lambda work: number_of(work.record.arxiv))]


def _holds(work: Work, field: str, phrase: tuple[str, ...]) -> bool:
    title, names = work.record.title, " ".join(full_name(person) for person in work.record.authors)
    held = words({"ti": title, "au": names}.get(field, f"{title} {names}"))
    return any(held[place : place + len(phrase)] == phrase for place in range(len(held)))


def versions(work: Work) -> int:
    """How many versions a preprint has."""
    return 1 + number_of(work.record.arxiv) % 3


def submitted(work: Work) -> str:
    """When its first version came: the number tells year and month."""
    number = work.record.arxiv
    return f"20{number[:2]}-{number[2:4]}-{1 + number_of(number) % 28:02d}T17:59:59Z"


def _entry(work: Work, version: int, shelf: Shelf) -> str:
    record = work.as_said_by("arxiv")
    number = f"{record.arxiv}v{version}"
    published = submitted(work)
    updated = published if version == 1 else f"{int(published[:4]) + 1}{published[4:]}"
    title = escape(record.title)
    broken = "\n  ".join(textwrap.wrap(title, 60)) if number_of(number) % 2 else title
    authors = "".join(
        f"    <author>\n      <name>{escape(full_name(person))}</name>\n    </author>\n" for person in record.authors
    )
    category = record.primary_class or "cs.LG"
    return f"""  <entry>
    <id>http://arxiv.org/abs/{number}</id>
    <title>{broken}</title>
    <updated>{updated}</updated>
    <link href="https://arxiv.org/abs/{number}" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{number}" rel="related" type="application/pdf" title="pdf"/>
    <summary>We write of {title}.
  This summary has lines that break.</summary>
    <category term="{category}" scheme="http://arxiv.org/schemas/atom"/>
    <category term="stat.ML" scheme="http://arxiv.org/schemas/atom"/>
    <published>{published}</published>
    <arxiv:primary_category term="{category}"/>
{_what_authors_said(work, shelf)}{authors}  </entry>
"""


def _what_authors_said(work: Work, shelf: Shelf) -> str:
    """Where it appeared, as authors type it; most of them do not."""
    published = [other.record for other in shelf.papers[work.paper] if not other.is_preprint]
    if not published or number_of(work.record.arxiv) % 3:
        return ""
    doi = f"    <arxiv:doi>{escape(published[0].doi)}</arxiv:doi>\n" if published[0].doi else ""
    place = f"{published[0].venue} ({published[0].year}) {published[0].pages}".strip()
    return (
        f"    <arxiv:comment>Accepted to {escape(published[0].venue)}</arxiv:comment>\n"
        + doi
        + (f"    <arxiv:journal_ref>{escape(place)}</arxiv:journal_ref>\n")
    )


def _error(what: str) -> Reply:
    entry = f"""  <entry>
    <id>https://arxiv.org/api/errors#{escape(what.replace(" ", "_"))}</id>
    <title>Error</title>
    <updated>2026-11-23T00:00:00Z</updated>
    <link href="https://arxiv.org/api/errors#{escape(what.replace(" ", "_"))}" rel="alternate" type="text/html"/>
    <summary>{escape(what)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
"""
    title = "arXiv Search Results"
    feed = _FEED.format(id="https://arxiv.org/", title=title, most=1, total=1, start=0, entries=entry)
    return _atom(feed, 400)


def _atom(feed: str, status: int) -> Reply:
    return Reply(status, feed.encode(), "application/atom+xml; charset=utf-8")
