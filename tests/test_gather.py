"""Who is asked for what, in which order, and how often: toy sources that hold what a test gives them."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import chain, count
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from conftest import DATA, SHIPPED

from papercite.errors import Unreachable
from papercite.gather import ROUNDS, Gathered, batches, fitting, gather
from papercite.identify import identifiers_of_record, identify
from papercite.index import index
from papercite.lists import read
from papercite.match import title_key
from papercite.names import person_of
from papercite.providers import PROVIDERS, local
from papercite.providers.provider import Answer, Provider, Request, Route
from papercite.record import Entry, Identifier, Link, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from papercite.index import Index
    from papercite.providers.provider import Found

HELD = b""


# ---- the pieces


class Asked(NamedTuple):
    """One request that was sent."""

    source: str
    names: tuple[str, ...]
    begun: int
    ended: int


class World:
    """Toy sources: who holds which records, who is in trouble, and what they were asked for."""

    def __init__(self, held: Mapping[str, Sequence[Record]], troubles: Mapping[str, str] | None = None) -> None:
        """`held` and `troubles` are by source; a trouble may be that of one name: "arxiv arxiv:1801.00001"."""
        self.held, self.troubles, self.asked = held, troubles or {}, list[Asked]()
        self.said = Counter[str]()
        self._steps = count()

    async def ask(self, provider: Provider, route: Route, identifiers: Sequence[Identifier]) -> Found:
        """What a source holds of the identifiers."""
        begun = next(self._steps)
        await asyncio.sleep(0)
        self.asked.append(Asked(provider.name, tuple(map(str, identifiers)), begun, next(self._steps)))
        for name in (provider.name, *(f"{provider.name} {one}" for one in identifiers)):
            if why := self.troubles.get(name):
                raise Unreachable(provider.name, "https://toy.test/?key=secret", why)
        request = route.ask(identifiers)
        held = self.held.get(request.query[0][1], ())
        return {one: of_it for one in identifiers if (of_it := tuple(rec for rec in held if _is_named(rec, one)))}

    def tell(self, source: str, number: int) -> None:
        """Count what was told."""
        self.said[source] += number

    def sent(self, source: str = "") -> list[tuple[str, ...]]:
        """What a source was asked for, request by request; all of them have their names before it."""
        if source:
            return [one.names for one in self.asked if one.source == source]
        return [(one.source, *one.names) for one in self.asked]


def _is_named(record: Record, name: Identifier) -> bool:
    if name.scheme == "title":
        return title_key(name.value) == title_key(record.title)
    return name in identifiers_of_record(record)


def toy_route(shelf: str, schemes: str, batch: int = 10, takes: Callable[[Identifier], bool] | None = None) -> Route:
    """A route that gives the records of one shelf of the world."""

    def ask(_: Sequence[Identifier]) -> Request:
        return Request("https://toy.test", (("shelf", shelf),))

    def parse(_: Answer, __: Sequence[Identifier]) -> Found:
        raise AssertionError  # the world answers itself

    return Route(tuple(schemes.split()), batch, ask, parse, takes=takes)


def toy(name: str, schemes: str, batch: int = 10) -> Provider:
    """A source with one route for identifiers, and one for titles if it takes them."""
    named, titles = schemes.replace("title", ""), "title" in schemes
    routes = (toy_route(name, named, batch), *((toy_route(name, "title", 1),) if titles else ()))
    return Provider(name, ("toy.test",), routes, 0.0)


ARXIV, DBLP = toy("arxiv", "arxiv title"), toy("dblp", "doi arxiv openreview acl dblp url title")
CROSSREF, DATACITE = toy("crossref", "doi title"), toy("datacite", "doi arxiv", 1)
ALL = (ARXIV, CROSSREF, DATACITE, DBLP)


def entry(line: int, title: str, *links: str, venue: str = "CVPR") -> Entry:
    return Entry(line, title, venue=venue, year=2018, links=tuple(Link("paper", url, "paper") for url in links))


def record(source: str, title: str, **fields: Any) -> Record:
    more = {"type": "paper-conference", "authors": (person_of("Song Han"),), "venue": "CVPR", "year": 2018, **fields}
    return Record(source, f"{source}-id", title=title, **more)


def preprint(source: str, title: str, number: str, **fields: Any) -> Record:
    return record(source, title, type="article", venue="arXiv", arxiv=number, **fields)


def gathered(
    world: World, entries: Sequence[Entry], providers: Sequence[Provider] = ALL, at_hand: Index | None = None
) -> Gathered:
    return asyncio.run(gather(entries, at_hand or index([]), providers, world.ask, world.tell))


def sources_of(found: Gathered, scheme: str, value: str) -> list[str]:
    return [one.source for one in found.records.by_identifier.get(Identifier(scheme, value), ())]


ALPHA = "Alpha Beta Networks for Toys"
GAMMA = "Gamma Delta Pruning of Trees"
A, B = "1801.00001", "1801.00002"
FIRST = entry(1, ALPHA, f"https://arxiv.org/abs/{A}")
SECOND = entry(2, GAMMA, f"https://arxiv.org/abs/{B}")
FULL = {
    "arxiv": [preprint("arxiv", ALPHA, A), preprint("arxiv", GAMMA, B)],
    "dblp": [record("dblp", ALPHA, doi="10.1109/a", arxiv=A), record("dblp", GAMMA, doi="10.1109/b", arxiv=B)],
    "crossref": [record("crossref", ALPHA, doi="10.1109/a"), record("crossref", GAMMA, doi="10.1109/b")],
}


# ---- who is asked for what


def test_identifiers_come_first_many_at_once_and_titles_only_where_a_source_has_more_to_tell() -> None:
    world = World(FULL)
    gathered(world, [FIRST, SECOND])
    both = (f"arxiv:{A}", f"arxiv:{B}")
    assert world.sent() == [
        ("arxiv", *both),
        ("dblp", *both),
        ("dblp", f"title:{ALPHA}"),
        ("dblp", f"title:{GAMMA}"),
        ("crossref", "doi:10.1109/a", "doi:10.1109/b"),
    ]


def test_what_one_round_finds_is_asked_for_in_the_next() -> None:
    found = gathered(World(FULL), [FIRST])
    assert sources_of(found, "doi", "10.1109/a") == ["dblp", "crossref"]


def test_what_two_entries_name_is_asked_for_once() -> None:
    world = World(FULL)
    gathered(world, [FIRST, FIRST._replace(line=7), FIRST._replace(line=8, title=ALPHA.upper())])
    assert world.sent("arxiv") == [(f"arxiv:{A}",)]


def test_no_source_is_asked_twice_for_the_same() -> None:
    world = World({})
    gathered(world, [FIRST, SECOND, entry(3, "Epsilon Search in Space", "https://doi.org/10.1109/c")])
    names = Counter((one.source, name) for one in world.asked for name in one.names)
    assert set(names.values()) == {1}


def test_a_source_that_may_not_be_asked_is_not() -> None:
    world = World(FULL)
    found = gathered(world, [FIRST], [ARXIV])
    assert (world.sent(), set(found.asked)) == ([("arxiv", f"arxiv:{A}")], {"arxiv"})


def test_without_entries_or_sources_nothing_is_asked() -> None:
    world, nothing = World(FULL), Gathered(index([]), {}, {})
    assert (gathered(world, []), gathered(world, [FIRST], []), world.asked) == (nothing, nothing, [])


def test_records_at_hand_spare_the_search_by_title() -> None:
    world = World({})
    gathered(world, [entry(1, ALPHA)], [CROSSREF, ARXIV], index([record("mine", ALPHA)]))
    assert world.sent() == []


def test_a_title_is_searched_for_only_while_nothing_is_known() -> None:
    world = World({"dblp": [preprint("dblp", ALPHA, A)]})
    gathered(world, [entry(1, ALPHA)._replace(authors=("Song Han",))])
    title = f"title:{ALPHA}"  # Crossref may know a published version; arXiv cannot tell more than its number does
    assert world.sent() == [("dblp", title), ("arxiv", f"arxiv:{A}"), ("crossref", title)]


def test_a_title_that_one_source_does_not_know_is_searched_for_at_others() -> None:
    world = World({})
    gathered(world, [entry(1, ALPHA)])
    title = f"title:{ALPHA}"
    assert world.sent() == [("dblp", title), ("crossref", title), ("arxiv", title)]


# ---- spares


def test_a_spare_is_asked_for_what_the_first_source_does_not_hold() -> None:
    world = World({**FULL, "arxiv": [preprint("arxiv", ALPHA, A)], "datacite": [preprint("datacite", GAMMA, B)]})
    found = gathered(world, [FIRST, SECOND])
    assert (world.sent("datacite"), sources_of(found, "arxiv", B)) == ([(f"arxiv:{B}",)], ["dblp", "datacite"])


def test_a_spare_is_asked_for_what_the_first_source_could_not_be_asked_for() -> None:
    world = World({**FULL, "datacite": [preprint("datacite", ALPHA, A)]}, {"arxiv": "HTTP 503"})
    found = gathered(world, [FIRST, SECOND])
    assert world.sent("datacite") == [(f"arxiv:{A}",), (f"arxiv:{B}",)]
    assert found.troubles == dict.fromkeys(
        (Identifier("arxiv", A), Identifier("arxiv", B)), ("arxiv: HTTP 503",)
    )  # fmt: skip


def test_a_spare_is_not_asked_if_the_first_source_may_not_be() -> None:
    world = World(FULL)
    gathered(world, [FIRST], [DATACITE])
    assert world.sent() == []


# ---- routes of one source


def test_the_routes_of_a_source_are_tried_in_their_order_for_what_is_absent() -> None:
    routes = tuple(toy_route(shelf, "openreview", 2) for shelf in ("new", "old"))
    provider = Provider("openreview", ("toy.test",), routes, 0.0)
    entries = [
        entry(number, f"{word} Networks for Toys", f"https://openreview.net/forum?id=rrrrrr{number}")
        for number, word in enumerate(("Alpha", "Beta", "Gamma"))
    ]
    shelves = {
        "new": [record("openreview", "Alpha Networks for Toys", openreview="rrrrrr0")],
        "old": [record("openreview", "Beta Networks for Toys", openreview="rrrrrr1")],
    }
    world = World(shelves)
    found = gathered(world, entries, [provider])
    assert world.sent("openreview") == [
        ("openreview:rrrrrr0", "openreview:rrrrrr1"),
        ("openreview:rrrrrr2",),
        ("openreview:rrrrrr1", "openreview:rrrrrr2"),
    ]
    assert [sources_of(found, "openreview", f"rrrrrr{number}") for number in range(3)] == [
        ["openreview"], ["openreview"], [],
    ]  # fmt: skip


def test_a_route_in_trouble_is_not_followed_by_the_next() -> None:
    """What the first route could not be asked for may be there."""
    routes = tuple(toy_route(shelf, "arxiv") for shelf in ("new", "old"))
    world = World({}, {"arxiv": "HTTP 503"})
    found = gathered(world, [FIRST], [Provider("arxiv", ("toy.test",), routes, 0.0)])
    assert (world.sent(), found.troubles) == (
        [("arxiv", f"arxiv:{A}")], {Identifier("arxiv", A): ("arxiv: HTTP 503",)},
    )  # fmt: skip


def test_a_route_is_asked_only_for_what_it_takes() -> None:
    names = [Identifier("doi", "10.1/a"), Identifier("doi", "10.1/b,c"), Identifier("arxiv", A)]
    plain = toy_route("x", "doi", takes=lambda name: "," not in name.value)
    assert (fitting(plain, names), fitting(toy_route("x", "doi arxiv"), names)) == (names[:1], names)


@pytest.mark.parametrize(("number", "sizes"), [(0, []), (1, [1]), (3, [3]), (7, [3, 3, 1])])
def test_a_request_takes_no_more_than_a_batch(number: int, sizes: list[int]) -> None:
    names = [Identifier("doi", f"10.1/{place}") for place in range(number)]
    portions = batches(toy_route("x", "doi", 3), names)
    assert ([len(portion) for portion in portions], [*chain(*portions)]) == (sizes, names)


# ---- side by side, and in trouble


def test_the_sources_of_one_round_are_asked_side_by_side() -> None:
    world = World(FULL)
    gathered(world, [FIRST._replace(links=(*FIRST.links, Link("doi", "https://doi.org/10.1109/a", "paper")))])
    first = world.asked[:3]
    assert [one.source for one in first] == ["arxiv", "crossref", "dblp"]
    assert max(one.begun for one in first) < min(one.ended for one in first)


def test_trouble_of_one_source_hides_nothing_of_others() -> None:
    world = World(FULL, {"arxiv": "HTTP 503", "crossref": "no answer"})
    found = gathered(world, [FIRST])
    assert [one.source for one in found.records.find([Identifier("arxiv", A)], [])] == ["dblp"]
    assert found.troubles == {
        Identifier("arxiv", A): ("arxiv: HTTP 503",),
        Identifier("doi", "10.1109/a"): ("crossref: no answer",),
    }


def test_trouble_of_one_batch_is_that_of_its_identifiers_alone() -> None:
    world = World(FULL, {f"arxiv arxiv:{B}": "HTTP 500"})
    found = gathered(world, [FIRST, SECOND], [toy("arxiv", "arxiv", 1)])
    assert found.troubles == {Identifier("arxiv", B): ("arxiv: HTTP 500",)}
    assert [sources_of(found, "arxiv", number) for number in (A, B)] == [["arxiv"], []]


def test_troubles_of_several_sources_with_one_identifier_are_all_told_and_no_address() -> None:
    world = World({}, {"arxiv": "HTTP 503", "dblp": "no answer", "datacite": "a challenge page"})
    troubles = gathered(world, [FIRST]).troubles[Identifier("arxiv", A)]
    assert troubles == ("arxiv: HTTP 503", "dblp: no answer", "datacite: a challenge page")


def test_trouble_does_not_count_as_not_asked_yet() -> None:
    world = World({}, {"arxiv": "HTTP 503"})
    found = gathered(world, [FIRST])
    assert (found.asked["arxiv"], world.sent("arxiv")) == (
        frozenset({Identifier("arxiv", A), Identifier("title", ALPHA)}), [(f"arxiv:{A}",), (f"title:{ALPHA}",)],
    )  # fmt: skip


def test_each_answer_is_told_with_the_number_it_was_about() -> None:
    world = World(FULL, {"crossref": "HTTP 503"})
    gathered(world, [FIRST, SECOND])
    names = Counter[str]()
    for one in world.asked:
        names[one.source] += len(one.names)
    assert world.said == names


# ---- the whole list


def test_every_step_names_a_source_that_has_a_route_for_it() -> None:
    schemes = {one.name: {scheme for route in one.routes for scheme in route.schemes} for one in PROVIDERS}
    for step in (step for steps in ROUNDS for step in steps):
        assert set(step.schemes) <= schemes[step.source]
        assert not step.spare_for or step.spare_for in schemes


def test_the_shipped_list_needs_half_a_request_for_each_entry_at_most() -> None:
    """The open sources hold all that is known of it, each under its own name, in batches as the real ones take them."""
    entries = read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
    facts = local.parse((DATA / "facts.jsonl").read_text(encoding="utf-8"), "facts.jsonl")
    linked = [one for one in entries if identify(one)]
    everything = {provider.name: [one._replace(source=provider.name) for one in facts] for provider in PROVIDERS}
    providers = [
        provider._replace(routes=tuple(
            toy_route(provider.name, " ".join(route.schemes), route.batch, route.takes) for route in provider.routes
        ))
        for provider in PROVIDERS if not provider.needs_key
    ]  # fmt: skip
    world = World(everything)
    gathered(world, linked, providers)
    assert len(entries) == 59
    assert 0 < len(world.asked) <= 0.5 * len(linked), Counter(one.source for one in world.asked)
