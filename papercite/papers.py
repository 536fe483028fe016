"""Papers for programs: what `import papercite` gives to those who write Python. The command line does the same.

    >>> import papercite
    >>> papers = papercite.load()  # or papercite.load("papers.md")
    >>> len(papers), papers.lists[0].endswith("neural-network-compression.md")
    (59, True)
    >>> print(papers.select(topic="binary").export("csv", columns="key,year")[:38])
    key,year
    courbariaux2016binarized,2016

Nothing here prints, asks a source or writes a file. What a person should know of the lists stands in `Papers.notes`;
what is wrong is raised as one of `papercite.errors`.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, overload

from papercite import library
from papercite.errors import UnknownKey
from papercite.formats import rendered
from papercite.library import Library
from papercite.select import query_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from papercite.record import Entry, Paper
    from papercite.select import Texts, Years

    Path = str | os.PathLike[str]


def load(lists: Path | Iterable[Path] | None = None) -> Papers:
    """Papers of a list or of several, in list order, with what their locks know.

    lists    a path or several; None means those of papercite.toml (or [tool.papercite] in pyproject.toml) in this
             folder or above it, else the list that ships with papercite
    returns  no papers where `lists` is empty
    errors   ListError, LockError, ConfigError; UsageError if two papers of different lists have one key

    >>> load()
    <Papers: 59 of neural-network-compression.md>
    """
    several = [lists] if isinstance(lists, str | os.PathLike) else lists or ()
    paths = [os.fspath(path) for path in several]
    if lists is not None and not paths:
        return Papers()
    held = library.load(paths)
    return Papers(held.papers, held)


def read(text: str, name: str = "papers.md") -> list[Entry]:
    """Entries of a list that is at hand as text, in the order of its lines; nothing is known of them but the list.

    name    the ending tells the form: .md, .txt, .csv, .tsv, .org, .rst
    errors  ListError if the text cannot be read in that form

    >>> entry, = read("- Trained Ternary Quantization, ICLR 2017, [[paper]](https://arxiv.org/abs/1612.01064)")
    >>> entry.title, entry.venue, entry.year, entry.links[0].url
    ('Trained Ternary Quantization', 'ICLR', 2017, 'https://arxiv.org/abs/1612.01064')
    """
    from papercite import lists

    return lists.read(text, name)


class Papers:
    """Papers in an order: what `load` gives, and each selection from it. Never changed; a selection is a new one.

    lists    paths of the lists
    notes    sentences for a person: entries that wait for a refresh, a list that was not UTF-8
    topics   topic -> number of papers that have it, in the order in which they come up
    prefer   the version that is printed: "published", "preprint" or "listed"

    They can be counted, walked through and sliced as a tuple can, and looked up by citation key as a dictionary can:
    `papers["rastegari2016xnor"]`, `"rastegari2016xnor" in papers`. Papers chosen in a way of your own:
    `Papers(paper for paper in papers if ...)`.
    """

    __slots__ = ("_by_key", "_library", "_papers", "prefer")
    _by_key: dict[str, Paper]  # made when a key is first looked up
    _library: Library
    _papers: tuple[Paper, ...]

    def __init__(self, papers: Iterable[Paper] = (), held: Library | None = None, prefer: str = "published") -> None:
        """Papers, the library that they are of, and which version of them is meant."""
        self._papers = tuple(papers)
        self._library = held or (papers._library if isinstance(papers, Papers) else Library(self._papers, ()))
        self.prefer = prefer

    @property
    def lists(self) -> tuple[str, ...]:
        """Paths of the lists."""
        return self._library.lists

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the lists."""
        return self._library.notes

    @property
    def topics(self) -> dict[str, int]:
        """Number of papers by topic."""
        return library.count_topics(self._papers)

    def select(
        self, *, topic: Texts = (), not_topic: Texts = (), year: Years = (), venue: Texts = (), has: Texts = (),
        status: Texts = (), match: Texts = (), key: Texts = (), all_kinds: bool = False, sort: str = "list",
        limit: int | None = None, prefer: str | None = None,
    ) -> Papers:  # fmt: skip
        """Papers that fit; options of different kinds must all hold. Each is a text or several.

        topic      any of these; "a+b" is both
        not_topic  none of these
        year       any of these: 2018, "2016-2019", "2018-", "-2016"
        venue      any of these, in any spelling: "NIPS" is NeurIPS
        has        all of these: arxiv, code, doi, pages, project
        status     any of these: resolved, review, unresolved, not-asked
        match      all of these words, in title, nickname or authors
        key        any of these citation keys
        all_kinds  entries that are probably no papers, too
        sort       list (as they are), year, venue, title, key
        limit      the first so many
        prefer     which version years and venues are of, and which is printed; None: as before
        returns    no papers where none fits
        errors     UsageError for a topic, venue, key, year, status, ... that does not exist; it names near ones

        >>> [paper.key for paper in load().select(topic=["binary", "ternary"], year=2017, sort="key")]
        ['guo2017network', 'lin2017accurate', 'tang2017train', 'zhu2017trained']
        """
        prefer = prefer or self.prefer
        query = query_of(
            topic=topic, not_topic=not_topic, year=year, venue=venue, has=has, status=status, match=match, key=key,
            all_kinds=all_kinds, sort=sort, limit=limit, prefer=prefer,
        )  # fmt: skip
        return Papers(library.chosen(self._library, query, self._papers), self._library, prefer)

    def export(self, format: str = "bibtex", *, prefer: str | None = None, **options: Any) -> str:  # noqa: A002  # as --format
        """The papers as text, in a format of `papercite export`, with its options under the names of `render`.

        options  columns="key,title" (or names in a sequence), group_by="venue", to_ascii=True ...
        errors   UsageError for a format, or an option of it, that does not exist

        >>> print(load().select(key="zhu2017trained").export("markdown", columns=["title", "year"]), end="")
        | Title | Year |
        | --- | ---: |
        | [Trained Ternary Quantization](<https://openreview.net/forum?id=S1_pAu9xl>) | 2017 |
        """
        return rendered(self._papers, format, prefer=prefer or self.prefer, **options)

    def to_bibtex(self, *, prefer: str | None = None, **options: Any) -> str:
        """The papers as a .bib file; options and errors are those of `export`.

        >>> load().select(key="zhu2017trained").to_bibtex().splitlines()[0]
        '@inproceedings{zhu2017trained,'
        """
        return self.export("bibtex", prefer=prefer, **options)

    @overload
    def __getitem__(self, place: int | str) -> Paper: ...

    @overload
    def __getitem__(self, place: slice) -> Papers: ...

    def __getitem__(self, place: int | str | slice) -> Paper | Papers:
        """A paper by its place or its citation key (in any case); papers by a slice.

        errors  IndexError; UnknownKey, which is a KeyError and a UsageError

        >>> load()["zhu2017trained"].record.venue
        'ICLR'
        """
        if isinstance(place, slice):
            return Papers(self._papers[place], self._library, self.prefer)
        if isinstance(place, int):
            return self._papers[place]
        found = self._with_key(place)
        if found is None:
            from papercite.suggest import did_you_mean

            near = did_you_mean(place, [paper.key for paper in self._papers])
            raise UnknownKey(f"there is no key {place!r}{near}")
        return found

    def _with_key(self, key: str) -> Paper | None:
        if not hasattr(self, "_by_key"):
            self._by_key = {paper.key.lower(): paper for paper in reversed(self._papers)}
        return self._by_key.get(key.lower())

    def __contains__(self, one: object) -> bool:
        return self._with_key(one) is not None if isinstance(one, str) else one in self._papers

    def __iter__(self) -> Iterator[Paper]:
        return iter(self._papers)

    def __len__(self) -> int:
        return len(self._papers)

    def __reversed__(self) -> Iterator[Paper]:
        return iter(self._papers[::-1])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Papers) and self._papers == other._papers

    def __hash__(self) -> int:
        return hash(tuple(paper.key for paper in self._papers))

    def __repr__(self) -> str:
        names = ", ".join(os.path.basename(path) for path in self.lists)
        return f"<Papers: {len(self):,}{' of ' * bool(names)}{names}>"
