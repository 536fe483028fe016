"""Which source is asked for what, in which order: by identifier first, many at once; by title for what is left.

Rounds follow one another, because each finds identifiers for the next; the steps of one round
go on side by side. What a source could not tell is kept apart from what it does not hold.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from papercite.errors import ProviderError
from papercite.judge import judge
from papercite.record import Identifier

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from papercite.index import Index
    from papercite.judge import Judgement
    from papercite.providers.provider import Found, Provider, Route
    from papercite.record import Entry, Record

    Ask = Callable[[Provider, Route, Sequence[Identifier]], Awaitable[Found]]


def _always(_: Judgement) -> bool:
    return True


def _nothing_yet(judgement: Judgement) -> bool:
    return not judgement.accepted


def _unpublished(judgement: Judgement) -> bool:
    return not judgement.published


class Step(NamedTuple):
    """One source asked in one way, for the entries that need it."""

    source: str
    schemes: tuple[str, ...]
    when: Callable[[Judgement], bool] = _always
    spare_for: str = ""  # only what this other source did not hold or could not be asked for
    to_the_letter: bool = False  # the source knows a title in one spelling only: ask for all


_LINKS = ("dblp", "doi", "arxiv", "openreview", "acl", "url")
ROUNDS: tuple[tuple[Step, ...], ...] = (
    (Step("arxiv", ("arxiv",)), Step("crossref", ("doi",)), Step("dblp", _LINKS)),
    (
        Step("datacite", ("arxiv",), spare_for="arxiv"),
        Step("datacite", ("doi",), spare_for="crossref"),
        Step("dblp", ("title",), to_the_letter=True),
    ),
    (Step("arxiv", ("arxiv",)), Step("crossref", ("doi",))),
    (
        Step("openreview", ("openreview",), _unpublished),
        Step("pages", ("url", "acl"), _unpublished),
        Step("semanticscholar", ("arxiv", "doi", "acl"), _unpublished),
        Step("openalex", ("doi",), _nothing_yet),
    ),
    (
        Step("crossref", ("title",), _unpublished),
        Step("arxiv", ("title",), _nothing_yet),
        Step("openalex", ("title",), _nothing_yet),
        Step("semanticscholar", ("title",), _nothing_yet),
    ),
    (Step("arxiv", ("arxiv",)), Step("crossref", ("doi",)), Step("datacite", ("doi",), spare_for="crossref")),
)


class Gathered(NamedTuple):
    """What the sources gave."""

    records: Index
    troubles: Mapping[Identifier, tuple[str, ...]]  # identifier -> why a source could not be asked for it
    asked: Mapping[str, frozenset[Identifier]]  # source -> what it was asked for, with success or not


async def gather(
    entries: Sequence[Entry], index: Index, providers: Sequence[Provider], ask: Ask, said: Callable[[str, int], None]
) -> Gathered:
    """Records for the entries.

    index      records that are at hand before anybody is asked
    providers  sources that may be asked
    ask        sends, or takes from the cache (fetch.Fetcher.ask)
    said       told of each answer: source, number of identifiers it was about
    """
    state = Gathered(index, {}, {})
    by_name = {provider.name: provider for provider in providers}
    for steps in ROUNDS:
        judgements = [judge(entry, state.records) for entry in entries]
        tasks = [
            _Asking(by_name[step.source], ask, said).all(names)
            for step in steps
            if step.source in by_name and (names := wanted(step, judgements, state))
        ]
        for answered in await asyncio.gather(*tasks):
            state = _with_answers(state, answered)
    return state


def wanted(step: Step, judgements: Iterable[Judgement], state: Gathered) -> list[Identifier]:
    """Identifiers that a source is still to be asked for, each once, in the order of the list."""
    asked = state.asked.get(step.source, frozenset())
    named = dict.fromkeys(
        identifier
        for judgement in judgements
        if step.when(judgement)
        for identifier in (*judgement.identifiers, *_titles(step, judgement))
        if identifier.scheme in step.schemes and identifier not in asked
    )
    return [one for one in named if not step.spare_for or _is_missing(one, step.spare_for, state)]


def _titles(step: Step, judgement: Judgement) -> Iterable[Identifier]:
    titles = judgement.spellings if step.to_the_letter else judgement.titles
    return (Identifier("title", title) for title in titles)


def _is_missing(identifier: Identifier, source: str, state: Gathered) -> bool:
    """The source was asked and did not hold it, or could not be asked."""
    known = state.records.by_identifier.get(identifier, ())
    return identifier in state.asked.get(source, frozenset()) and not any(one.source == source for one in known)


def batches(route: Route, identifiers: Sequence[Identifier]) -> list[list[Identifier]]:
    """Identifiers in portions that one request takes."""
    return [list(identifiers[start : start + route.batch]) for start in range(0, len(identifiers), route.batch)]


def fitting(route: Route, identifiers: Iterable[Identifier]) -> list[Identifier]:
    """Identifiers that a route can be asked for."""
    return [one for one in identifiers if one.scheme in route.schemes and (route.takes is None or route.takes(one))]


class Answered(NamedTuple):
    """What one source said in one step."""

    source: str
    asked: frozenset[Identifier]
    found: Mapping[Identifier, Sequence[Record]]
    troubles: Mapping[Identifier, str]


class _Asking:
    """One source in one step: its routes are tried in their order for what is still absent."""

    def __init__(self, provider: Provider, ask: Ask, said: Callable[[str, int], None]) -> None:
        self._provider, self._ask, self._said = provider, ask, said
        self._found: dict[Identifier, Sequence[Record]] = {}
        self._troubles: dict[Identifier, str] = {}

    async def all(self, identifiers: Sequence[Identifier]) -> Answered:
        asked: set[Identifier] = set()
        for route in self._provider.routes:
            left = [one for one in identifiers if one not in self._found and one not in self._troubles]
            portions = batches(route, fitting(route, left))
            await asyncio.gather(*(self._one(route, portion) for portion in portions))
            asked.update(one for portion in portions for one in portion)
        return Answered(self._provider.name, frozenset(asked), self._found, self._troubles)

    async def _one(self, route: Route, identifiers: Sequence[Identifier]) -> None:
        try:
            found = await self._ask(self._provider, route, identifiers)
            self._found.update({one: records for one, records in found.items() if records})
        except ProviderError as error:
            self._troubles.update(dict.fromkeys(identifiers, f"{self._provider.name}: {error.why}"))
        self._said(self._provider.name, len(identifiers))


def _with_answers(state: Gathered, answered: Answered) -> Gathered:
    troubles = dict(state.troubles)
    for identifier, why in answered.troubles.items():
        troubles[identifier] = tuple(dict.fromkeys((*troubles.get(identifier, ()), why)))
    before = state.asked.get(answered.source, frozenset())
    asked = {**state.asked, answered.source: before | answered.asked}
    return Gathered(state.records.extended(answered.found), troubles, asked)
