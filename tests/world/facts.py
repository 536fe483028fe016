"""The works that all services of the played world hold.

Facts come from data/facts.jsonl and from the links of the shipped list. Everything else in this
module is invented: each paper has two look-alikes, which exist nowhere, to be told apart from it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from conftest import DATA, SHIPPED

from papercite.codec import record_from_json
from papercite.record import Person, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

INVENTED_DOI = "10.5555/world."  # 10.5555 is the prefix for examples; no paper has it


class Work(NamedTuple):
    """One publication or preprint."""

    record: Record
    paper: int  # the preprint and the publication of one paper share it
    said: Mapping[str, Record]  # source -> what it says of the work, where facts.jsonl knows it
    addresses: tuple[str, ...] = ()  # web addresses of its pages
    invented: str = ""  # which look-alike it is; "" for a fact

    @property
    def is_preprint(self) -> bool:
        return self.record.type == "article"

    def as_said_by(self, *sources: str) -> Record:
        """What the first of the sources says that is known to say anything."""
        return next((self.said[source] for source in sources if source in self.said), self.record)


def squeezed(text: str) -> str:
    """Letters and digits in lower case: two titles that differ only in dress are equal."""
    return re.sub(r"[\W_]", "", text.lower())


def words(text: str) -> tuple[str, ...]:
    """The words of a text as searches compare them."""
    return tuple(re.findall(r"[^\W_]+", text.lower()))


def number_of(text: str) -> int:
    """A number that depends on the text only: what a service decides by itself must not change from run to run."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big")


def full_name(person: Person) -> str:
    """ "Nuno Vasconcelos"."""
    return person.literal or " ".join(filter(None, (person.given, person.particle, person.family, person.suffix)))


def reversed_name(person: Person) -> str:
    """ "Vasconcelos, Nuno"."""
    family = " ".join(filter(None, (person.particle, person.family)))
    return person.literal or ", ".join(filter(None, (family, person.suffix, person.given)))


# ---- facts


def _facts() -> list[Work]:
    """One work for all the rows of facts.jsonl that are about it."""
    text = (DATA / "facts.jsonl").read_text(encoding="utf-8")
    groups: dict[str, list[Record]] = defaultdict(list)
    for line in text.splitlines():
        record = record_from_json(json.loads(line))
        groups[f"arxiv:{record.arxiv}" if record.type == "article" else squeezed(record.title)].append(record)
    works: list[Work] = []
    papers: dict[str, int] = {}
    for rows in groups.values():
        paper = papers.setdefault(squeezed(rows[0].title), len(papers))
        said = {row.source: row for row in reversed(rows)}
        addresses = dict.fromkeys((*(row.url for row in rows if row.url), *_made_up_address(rows[0])))
        works.append(Work(_completed(rows[0]), paper, said, tuple(addresses)))
    return _with_links_of_the_list(works)


def _completed(record: Record) -> Record:
    """With a key as DBLP would make it, where facts.jsonl knows none: DBLP holds all of them."""
    return record._replace(dblp=record.dblp or dblp_key(record))


def _made_up_address(record: Record) -> Iterator[str]:
    """Where nobody wrote down the real one: proceedings.mlsys.org names papers by a hash."""
    if record.venue == "MLSys":
        name = f"{number_of(record.title):032x}"
        yield f"https://proceedings.mlsys.org/paper_files/paper/{record.year}/hash/{name}-Abstract.html"


def dblp_key(record: Record) -> str:
    """Key of the form that DBLP uses: "conf/eccv/RastegariORF16", "journals/corr/abs-1603-05279"."""
    if record.type == "article" and record.arxiv:
        return f"journals/corr/abs-{record.arxiv.replace('.', '-')}"
    letters = [_ascii(person.family) for person in record.authors]
    tail = letters[0] + "".join(name[:1] for name in letters[1:]) + f"{(record.year or 0) % 100:02d}"
    return f"{'conf' if record.type == 'paper-conference' else 'journals'}/{_ascii(record.venue).lower()}/{tail}"


def _ascii(text: str) -> str:
    return re.sub(r"[^A-Za-z]", "", unicodedata.normalize("NFKD", text))


_LINK = re.compile(r"\[\[paper\]?\]\((\S+?)\)")


def _with_links_of_the_list(works: list[Work]) -> list[Work]:
    links: dict[int, list[str]] = defaultdict(list)
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        if line.startswith("- ") and (link := _LINK.search(line)):
            links[_meant(works, link[1], squeezed(line))].append(link[1])
    return [
        work._replace(addresses=tuple(dict.fromkeys((*work.addresses, *links[place]))))
        for place, work in enumerate(works)
    ]


def _meant(works: list[Work], link: str, line: str) -> int:
    """The place of the work that a line of the list links to."""
    for place, work in enumerate(works):
        named = work.record.arxiv if work.is_preprint else work.record.openreview or work.record.doi
        if named and named.lower() in link.lower():
            return place
    titles = [(len(work.record.title), not work.is_preprint, -place) for place, work in enumerate(works)
              if squeezed(work.record.title) in line]  # fmt: skip
    return -max(titles)[2]


# ---- look-alikes: every work from here on is invented

_NOBODIES = tuple(
    Person(family=family, given=given)
    for given, family in (
        ("Ada", "Nobody"), ("Max", "Mustermann"), ("Erika", "Musterfrau"), ("Jan", "Modaal"), ("Jane", "Doe"),
        ("Juan", "Pérez"), ("Olá", "Ninguém"), ("San", "Zhang"), ("Si", "Li"), ("Wu", "Wang"), ("Average", "Joe"),
    )
)  # fmt: skip


def _nobodies(place: int) -> tuple[Person, ...]:
    return tuple(_NOBODIES[(place + step) % len(_NOBODIES)] for step in range(3))


def _same_title(record: Record, place: int) -> Record:
    return record._replace(authors=_nobodies(place), venue="INVENTED", openreview=f"Invented{place:04d}",
                           container_title="Proceedings of the Invented Conference", pages="1-8")  # fmt: skip


def _correction(record: Record, place: int) -> Record:  # noqa: ARG001  # all have one form
    return _in_journal(record, 1)._replace(title=f"Correction to: {record.title}", pages="99")


def _part_two(record: Record, place: int) -> Record:  # noqa: ARG001
    title = f"{record.title.rstrip('?.')}, Part II"
    return record._replace(title=title, year=_year(record, 1), pages="101-110")


def _version_two(record: Record, place: int) -> Record:
    year = _year(record, 1)
    return record._replace(
        type="article", title=f"{record.title} v2", authors=(*record.authors[:1], *_nobodies(place)), venue="arXiv",
        container_title="arXiv", arxiv=f"{year % 100:02d}11.99{place:03d}", primary_class="cs.XX", year=year, pages="",
    )  # fmt: skip


def _journal_version(record: Record, place: int) -> Record:  # noqa: ARG001
    return _in_journal(record, 2)._replace(pages="1201-1219")


def _poster(record: Record, place: int) -> Record:
    acl = f"{record.year}.world-posters.{place}"
    return record._replace(title=f"{record.title} (Poster)", venue="INVENTED Workshop", pages="7", acl=acl,
                           container_title="Posters of the Invented Workshop",
                           url=f"https://aclanthology.org/{acl}/")  # fmt: skip


def _another_year(record: Record, place: int) -> Record:  # noqa: ARG001
    return record._replace(year=_year(record, 3), pages="11-18")


def _in_journal(record: Record, later: int) -> Record:
    return record._replace(type="article-journal", venue="Invented Trans.", container_title="Invented Transactions",
                           volume="12", number="3", year=_year(record, later))  # fmt: skip


def _year(record: Record, later: int) -> int:
    return (record.year or 2000) + later


_TWISTS: dict[str, Callable[[Record, int], Record]] = {
    "same title, other authors": _same_title,
    "correction": _correction,
    "part two": _part_two,
    "version two": _version_two,
    "journal version": _journal_version,
    "poster": _poster,
    "another year": _another_year,
}


# of a paper that is known as a preprint only, these would look like its publication, and rightly be taken for it
_LIKE_A_PUBLICATION = ("journal version", "another year")


def _look_alikes(facts: Iterable[Work]) -> list[Work]:
    """Two for each paper."""
    chosen: dict[int, Record] = {}
    for work in facts:  # the publication, where there is one
        if work.paper not in chosen or not work.is_preprint:
            chosen[work.paper] = work.record
    works: list[Work] = []
    for paper, record in chosen.items():
        kinds = [kind for kind in _TWISTS if record.type != "article" or kind not in _LIKE_A_PUBLICATION]
        for step in (0, 3):
            works.append(_invented(kinds[(paper + step) % len(kinds)], record, len(works)))
    return works


def _invented(kind: str, record: Record, place: int) -> Work:
    bare = Record(source="invented", type="paper-conference", title=record.title, authors=record.authors,
                  venue=record.venue, container_title=record.container_title, year=record.year,
                  publisher="Invented Press")  # fmt: skip
    twisted = _TWISTS[kind](bare, place)
    where = "corr" if twisted.arxiv else "invented"
    twisted = twisted._replace(
        doi="" if twisted.arxiv else f"{INVENTED_DOI}{place}",
        dblp=f"{'conf' if twisted.type == 'paper-conference' else 'journals'}/{where}/Invented{place}",
    )
    return Work(twisted, 1000 + place, {}, (twisted.url,) if twisted.url else (), kind)


_FACTS = _facts()
WORKS: tuple[Work, ...] = (*_FACTS, *_look_alikes(_FACTS))


# ---- looking things up


class Shelf:
    """What a service looks works up in."""

    def __init__(self, works: Iterable[Work] = WORKS) -> None:
        """Sort the works by what they are asked for."""
        self.works = tuple(works)
        self.by_arxiv = {work.record.arxiv: work for work in self.works if work.is_preprint}
        self.by_doi = {work.record.doi.lower(): work for work in self.works if work.record.doi}
        self.by_openreview = {work.record.openreview: work for work in self.works if work.record.openreview}
        self.papers: dict[int, list[Work]] = defaultdict(list)
        for work in self.works:
            self.papers[work.paper].append(work)

    def ranked(self, text: str, works: Iterable[Work], *, only_titles: bool = False) -> list[tuple[float, Work]]:
        """Works that share words with a text, the likest first; a look-alike may well come first.

        returns  with a score of at most 100, for a work that has the same words and no others
        """
        asked = set(words(text))
        found = []
        for work in works:
            record = work.record
            rest = "" if only_titles else " ".join(person.family for person in record.authors)
            held = set(words(f"{record.title} {rest} {'' if only_titles else record.year}"))
            if common := len(asked & held):
                found.append((round(200 * common / (len(asked) + len(held)), 4), work))
        return sorted(found, key=lambda pair: (-pair[0], number_of(pair[1].record.dblp)))
