"""Which sources may be asked, and what asking would send: the plan."""

from __future__ import annotations

import time
from argparse import Namespace
from typing import TYPE_CHECKING

import pytest

from papercite.cache import Cache
from papercite.config import Config, cache_folder
from papercite.errors import UsageError
from papercite.index import index
from papercite.net import Net
from papercite.providers import PROVIDERS
from papercite.providers.provider import Answer
from papercite.record import Entry, Identifier, Link, Record
from papercite.session import Need, Wishes, ask_sources, chosen_providers, plan, wishes_of

if TYPE_CHECKING:
    from collections.abc import Mapping

OPEN = ["arxiv", "crossref", "datacite", "dblp", "pages"]
KEYS = {provider.key_variable: "secret" for provider in PROVIDERS if provider.needs_key}
NOBODY: Mapping[str, str] = {}


# ---- who may be asked


@pytest.mark.parametrize(
    ("wishes", "off", "environment", "names"),
    [
        (Wishes(), (), NOBODY, OPEN),
        (Wishes(), (), KEYS, [provider.name for provider in PROVIDERS]),
        (Wishes(), (), dict.fromkeys(KEYS, ""), OPEN),
        (Wishes(), ("dblp", "pages"), NOBODY, ["arxiv", "crossref", "datacite"]),
        (Wishes(no_sources=("dblp", "openalex")), (), NOBODY, ["arxiv", "crossref", "datacite", "pages"]),
        (Wishes(sources=("dblp", "arxiv")), (), NOBODY, ["arxiv", "dblp"]),
        (Wishes(sources=("dblp",)), ("dblp", "arxiv"), NOBODY, ["dblp"]),
        (Wishes(sources=("dblp", "arxiv"), no_sources=("dblp",)), (), NOBODY, ["arxiv"]),
        (Wishes(sources=("openalex",)), (), {"PAPERCITE_OPENALEX_KEY": "secret"}, ["openalex"]),
        (Wishes(no_sources=tuple(OPEN)), (), NOBODY, []),
    ],
    ids=["open", "with keys", "empty keys", "off", "not", "only", "only, though off", "both", "only, with key", "none"],
)
def test_sources_that_may_be_asked(
    wishes: Wishes, off: tuple[str, ...], environment: Mapping[str, str], names: list[str]
) -> None:
    chosen = chosen_providers(wishes, Config(sources_off=off), environment)
    assert [provider.name for provider in chosen] == names


@pytest.mark.parametrize(
    ("wishes", "off"),
    [(Wishes(sources=("dbpl",)), ()), (Wishes(no_sources=("arxiv", "dbpl")), ()), (Wishes(), ("dbpl",))],
    ids=["only", "not", "off"],
)
def test_a_source_that_does_not_exist_is_refused(wishes: Wishes, off: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as raised:
        chosen_providers(wishes, Config(sources_off=off), NOBODY)
    assert str(raised.value) == "there is no source 'dbpl'; did you mean dblp?\n  hint: papercite sources"


@pytest.mark.parametrize(("name", "variable"), [(one.name, one.key_variable) for one in PROVIDERS if one.needs_key])
def test_a_source_that_is_wanted_and_lacks_its_key_is_refused(name: str, variable: str) -> None:
    with pytest.raises(UsageError) as raised:
        chosen_providers(Wishes(sources=(name,)), Config(), NOBODY)
    assert str(raised.value) == f"{name} needs a key\n  hint: set {variable}"


# ---- the plan

ARXIV = Identifier("arxiv", "1801.00001")
ENTRIES = [
    Entry(
        number,
        f"{word} Beta Networks for Toys",
        venue="arXiv",
        year=2018,
        links=(Link("paper", f"https://arxiv.org/abs/1801.0000{number}", "paper"),),
    )
    for number, word in enumerate(("Alpha", "Gamma", "Delta"), start=1)
]
FEW = Wishes(sources=("arxiv", "datacite"))


@pytest.fixture(autouse=True)
def _nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_net(*_: object) -> None:
        raise AssertionError("something would be sent")

    monkeypatch.setattr(Net, "__init__", no_net)


def planned(entries: list[Entry], wishes: Wishes = FEW, records: tuple[Record, ...] = ()) -> list[Need]:
    return plan(entries, index(records), Config(), wishes)


def test_of_nothing_nothing_is_planned() -> None:
    assert planned([]) == []


def test_a_plan_counts_what_would_be_sent_to_whom_at_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """One batch and three titles at arXiv, three numbers one by one at DataCite; even where the net is open."""
    monkeypatch.delenv("PAPERCITE_OFFLINE")
    assert planned(ENTRIES) == [
        Need("export.arxiv.org", 4, 9.0),
        Need("api.datacite.org", 3, 1.4),
    ]


def test_a_title_that_is_at_hand_is_not_searched_for_in_the_plan() -> None:
    found = Record("mine", "a", "article", ENTRIES[0].title, venue="arXiv", year=2018, arxiv=ARXIV.value)
    assert planned(ENTRIES[:1], Wishes(sources=("arxiv",)), (found,)) == [Need("export.arxiv.org", 1, 0.0)]


def test_an_answer_in_the_cache_is_not_planned() -> None:
    provider = next(one for one in PROVIDERS if one.name == "datacite")
    request = provider.routes[0].ask([ARXIV])
    assert [need.host for need in planned(ENTRIES[:1])] == ["export.arxiv.org", "api.datacite.org"]
    with Cache.open(cache_folder()) as cache:
        cache.put("datacite", request, Answer(request.url, 404, b'{"errors": []}'), at=time.time())
    assert [need.host for need in planned(ENTRIES[:1])] == ["export.arxiv.org"]


def test_a_plan_does_not_change_the_cache() -> None:
    planned(ENTRIES)
    with Cache.open(cache_folder()) as cache:
        assert cache.info() == []


# ---- offline


def test_offline_nothing_is_sent_and_nobody_is_to_blame() -> None:
    outcome = ask_sources(ENTRIES, index([]), Config(), Wishes(True, ("arxiv",)), lambda *_: None)
    assert (outcome.gathered.troubles, outcome.sent, outcome.sources, outcome.notes) == ({}, {}, ("arxiv",), ())


def test_the_environment_may_say_offline_too(monkeypatch: pytest.MonkeyPatch) -> None:
    options = Namespace(offline=False, source=[], no_source=["dblp"], max_requests=3)
    assert wishes_of(options) == Wishes(True, (), ("dblp",), 3)
    monkeypatch.delenv("PAPERCITE_OFFLINE")
    assert wishes_of(options) == Wishes(False, (), ("dblp",), 3)
