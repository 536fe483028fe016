"""The played world keeps to what it plays: works, doors, limits, faults, and shapes that the real services have."""

from __future__ import annotations

import json
import ssl
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from world import openalex, semanticscholar
from world.facts import INVENTED_DOI, WORKS
from world.faults import FAULTS, Faults
from world.server import World

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytest_plugins = ["world.fixtures"]

ARXIV = "export.arxiv.org/api/query"
CROSSREF = "api.crossref.org/works"
DBLP = "sparql.dblp.org/sparql"
TOKEN = {"Authorization": "Bearer x"}
S2 = {"x-api-key": semanticscholar.KEY}
BATCH, MATCH = (f"api.semanticscholar.org/graph/v1/paper/{route}" for route in ("batch", "search/match"))
FIELDS = "title,externalIds,authors,year,journal,venue,publicationTypes,publicationDate,url,citationCount"
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # made once: reading the authorities takes longer than a request


def get(world: World, address: str, headers: Mapping[str, str] | None = None, **query: str | int) -> httpx.Response:
    """Ask the world."""
    with httpx.Client(trust_env=False, verify=NO_TLS, timeout=10) as client:
        return client.get(f"{world.url}/{address}", params=query or None, headers=headers)


def entries(feed: httpx.Response) -> list[str]:
    """The ids of a feed's entries."""
    atom = "{http://www.w3.org/2005/Atom}"
    return [str(entry.findtext(f"{atom}id")) for entry in ET.fromstring(feed.content).iter(f"{atom}entry")]  # noqa: S314


# ---- works


def test_every_paper_of_the_list_is_held_and_has_look_alikes() -> None:
    facts = {work.paper for work in WORKS if not work.invented}
    look_alikes = Counter(work.invented for work in WORKS if work.invented)
    assert len(facts) == 59
    assert look_alikes.total() == 118
    assert len(look_alikes) == 7


def test_no_look_alike_has_a_name_of_a_real_work() -> None:
    names = Counter(name for work in WORKS for name in (work.record.dblp, work.record.doi.lower(), work.record.arxiv)
                    if name)  # fmt: skip
    assert [name for name, times in names.items() if times > 1] == []
    assert all(work.record.doi.startswith(INVENTED_DOI) or work.is_preprint for work in WORKS if work.invented)


# ---- services


def test_arxiv_knows_its_own_ways(world: World) -> None:
    numbers = [work.record.arxiv for work in WORKS if work.is_preprint]
    many = ",".join(numbers[:12])
    assert len(entries(get(world, ARXIV, id_list=many))) == 10  # unless told otherwise
    found = entries(get(world, ARXIV, id_list=f"{many},2404.99999", max_results=13))
    assert sorted(name.split("/")[-1].split("v")[0] for name in found) == sorted(numbers[:12])
    assert [name.split("/")[-1].split("v")[0] for name in found] != numbers[:12]
    spoilt = get(world, ARXIV, id_list=f"{many},0112019")
    assert (spoilt.status_code, entries(spoilt)) == (
        400, ["https://arxiv.org/api/errors#incorrect_id_format_for_0112019"],
    )  # fmt: skip
    assert len(entries(get(world, ARXIV, search_query='ti:"ternary weight networks"'))) == 1


def test_crossref_refuses_what_it_does_not_know(world: World) -> None:
    assert get(world, f"{CROSSREF}/10.1/x").text == "Resource not found."
    assert get(world, f"{CROSSREF}/10.1109/CVPR.2017.574").json()["message"]["DOI"] == "10.1109/cvpr.2017.574"
    for query in ("select=DOI,language", "rows=1001", "filter=dois:10.1/x", "per_page=5"):
        assert get(world, f"{CROSSREF}?{query}").status_code == 400
    assert get(world, f"{CROSSREF}/10.1109/CVPR.2017.574", select="DOI").status_code == 400
    found = get(world, f"{CROSSREF}?query.bibliographic=Trained+Ternary+Quantization+Zhu+2017")
    assert found.json()["message"]["items"][0]["DOI"].startswith(INVENTED_DOI)  # Crossref holds no ICLR papers
    assert found.headers["x-api-pool"] == "public-array"


def test_dblp_executes_queries_and_only_those(world: World) -> None:
    prefix = "PREFIX dblp: <https://dblp.org/rdf/schema#>"
    query = f'{prefix} SELECT ?pub WHERE {{ ?pub dblp:title "Trained Ternary Quantization." . }} ORDER BY ?pub'
    rows = get(world, DBLP, query=query).json()["results"]["bindings"]
    assert [row["pub"]["value"] for row in rows] == [
        "https://dblp.org/rec/conf/iclr/ZhuHMD17", "https://dblp.org/rec/journals/corr/abs-1612-01064",
    ]  # fmt: skip
    by_year = f'{prefix} SELECT ?p WHERE {{ ?p dblp:yearOfPublication %s ; dblp:publishedIn "CVPR" }}'
    assert get(world, DBLP, query=by_year % 2017).json()["results"]["bindings"] == []  # a gYear is no number
    typed = '"2017"^^<http://www.w3.org/2001/XMLSchema#gYear>'
    assert len(get(world, DBLP, query=by_year % typed).json()["results"]["bindings"]) > 3
    for bad in ("SELECT * { SERVICE <https://x/> { ?a ?b ?c } }", "DELETE WHERE { ?a ?b ?c }", "SELECT ?a", ""):
        assert get(world, DBLP, query=bad).status_code == 400
    named = f'{prefix} SELECT ?p WHERE {{ ?p dblp:title "SERVICE." }} # SERVICE'
    assert get(world, DBLP, query=named).json()["results"]["bindings"] == []


@pytest.mark.parametrize(
    ("address", "headers", "status", "words"),
    [
        ("dblp.org/search/publ/api?q=x", {}, 200, "not a bot"),
        ("api2.openreview.net/notes?id=S1_pAu9xl", {}, 403, "ChallengeRequiredError"),
        ("api2.openreview.net/notes?id=S1_pAu9xl", TOKEN, 404, "NotFoundError"),
        ("api.openreview.net/notes?id=S1_pAu9xl", TOKEN, 200, "Trained Ternary Quantization"),
        ("api2.openreview.net/notes/search?term=Trained+Ternary+Quantization", TOKEN, 200, "dblp.org/journals/CORR"),
        ("api.openalex.org/works?search=x", {}, 429, "key"),
        ("api.openalex.org/works?search=x&api_key=wrong", {}, 401, "key"),
        (f"api.openalex.org/works?search=x&per_page=200&api_key={openalex.KEY}", {}, 400, "100"),
        (f"api.openalex.org/works?filter=title.search:a,b&api_key={openalex.KEY}", {}, 403, "comma"),
        ("api.openalex.org/works/doi:10.1/x", {}, 404, "<title>404"),
        ("api.semanticscholar.org/graph/v1/paper/ARXIV:1605.04711", {}, 429, "Too Many"),
        ("api.semanticscholar.org/graph/v1/paper/ARXIV:1605.04711", {"x-api-key": "wrong"}, 403, "Forbidden"),
        ("api.semanticscholar.org/graph/v1/paper/ARXIV:1605.04711?fields=x", S2, 400, "Unrecognized"),
        ("api.semanticscholar.org/graph/v1/paper/ARXIV:1605.04711v1", S2, 404, "not found"),
        ("api.datacite.org/dois/10.48550/arXiv.1605.04711", {}, 200, "Ternary Weight Networks"),
        ("api.datacite.org/dois/10.1109/CVPR.2017.574", {}, 404, "doesn't exist"),
        ("openaccess.thecvf.com/content_cvpr_2017/html/Nobody.html", {}, 404, "404"),
        ("nowhere.test/", {}, 502, "knows no"),
    ],
)
def test_doors_and_signs(world: World, address: str, headers: dict[str, str], status: int, words: str) -> None:
    response = get(world, address, headers)
    assert (response.status_code, words in response.text) == (status, True), response.text


def test_every_link_of_the_list_to_a_site_that_is_played_leads_to_a_page(world: World) -> None:
    addresses = [address.partition("//")[2] for work in WORKS for address in work.addresses if not work.is_preprint]
    pages = [address for address in addresses if "openreview" not in address and "sysml" not in address]
    statuses = {address: get(world, address).status_code for address in pages if "springer" not in address}
    assert [address for address, status in statuses.items() if status != 200] == [
        "ieeexplore.ieee.org/abstract/document/8461456/"
    ]
    assert len(statuses) > 40


# ---- faults


@pytest.mark.parametrize("kind", sorted(FAULTS))
def test_every_fault_can_be_seen(kind: str) -> None:
    asked = f"{CROSSREF}?filter=doi:10.1109/cvpr.2017.574,doi:10.1109/cvpr.2019.00448,doi:10.1109/cvpr.2018.00452"
    with World() as world:
        usual = get(world, asked)
        world.faults["api.crossref.org"] = Faults((kind,), drip_s=0.01, oversize=1 << 20)
        try:
            unusual = get(world, asked)
        except httpx.RemoteProtocolError:
            assert kind.startswith("hang up")
        else:
            same = (unusual.status_code, unusual.content, unusual.headers["content-type"]) == (
                usual.status_code, usual.content, usual.headers["content-type"],
            )  # fmt: skip
            assert same == (kind == "drip")
        assert [seen.fault for seen in world.seen] == ["", kind]


def test_faults_come_and_go_as_they_are_told() -> None:
    def seen(**told: Any) -> list[str]:
        with World((), faults={"*": Faults(("503",), **told)}) as world:
            for number in range(6):
                get(world, f"{CROSSREF}/10.1/{number % 3}")
            return [seen.fault for seen in world.seen]

    assert seen(most=2) == ["503"] * 2 + [""] * 4
    assert seen(skip=3, most=1) == ["", "", "", "503", "", ""]
    assert seen(path="/10.1/1") == ["", "503", ""] * 2
    assert seen(chance=0.0) == [""] * 6
    drawn = seen(chance=0.5, seed=3)
    assert drawn == seen(chance=0.5, seed=3)
    assert set(drawn) == {"", "503"}


# ---- the log


def test_the_log_tells() -> None:
    with World() as world:
        get(world, ARXIV, id_list="1605.04711,1612.01064")
        get(world, ARXIV, {"x": "secret"}, search_query='ti:"x"')
        get(world, CROSSREF, filter="doi:10.1/a,doi:10.1/b,doi:10.1/c", mailto="me@example.org")
        assert world.counts() == {"export.arxiv.org": 2, "api.crossref.org": 1}
        assert world.batch_sizes("export.arxiv.org") == [2, 1]
        assert world.batch_sizes("api.crossref.org") == [3]
        assert world.leaks({"secret": [], "me@example.org": ["api.crossref.org"]}) == ["export.arxiv.org: secret"]
        assert world.pace_kept("export.arxiv.org", 0.0)
        assert not world.pace_kept("export.arxiv.org", 60.0)
        assert world.most_at_once("export.arxiv.org") == 1
        assert len(world.nameless()) == 3
        assert world.strangers() == set()
        assert world.repeated() == []


# ---- shapes


def names_in(value: object) -> set[str]:
    """Names of all fields, at any depth."""
    if isinstance(value, dict):
        return {str(name) for name in value}.union(*(names_in(held) for held in value.values()))
    return set().union(*(names_in(held) for held in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize(
    ("service", "address", "headers"),
    [
        ("crossref", f"{CROSSREF}/10.1109/cvpr.2017.574", {}),
        ("crossref", f"{CROSSREF}?query.bibliographic=ternary+networks&rows=50", {}),
        ("datacite", "api.datacite.org/dois/10.48550/arxiv.1605.04711", {}),
        ("openalex", f"api.openalex.org/works?search=networks&per_page=50&api_key={openalex.KEY}", {}),
        ("openreview", "api2.openreview.net/notes/search?term=Slimmable+Neural+Networks", TOKEN),
        ("semanticscholar", f"{MATCH}?query=Slimmable+Neural+Networks&fields={FIELDS}", S2),
    ],
)  # fmt: skip
def test_no_field_that_the_real_service_was_not_seen_with(
    world: World, shared: Path, service: str, address: str, headers: dict[str, str]
) -> None:
    known: set[str] = set()
    for path in (shared / "samples" / service).glob("*.json"):
        known |= names_in(json.loads(path.read_text(encoding="utf-8")))
    assert names_in(get(world, address, headers).json()) <= known


def test_a_batch_of_semantic_scholar_keeps_places(world: World) -> None:
    with httpx.Client(trust_env=False, verify=NO_TLS, headers=S2) as client:
        ids = ["DOI:10.1/x", "ARXIV:1605.04711", "DOI:10.1109/cvpr.2017.574"]
        papers = client.post(f"{world.url}/{BATCH}?fields=title", json={"ids": ids}).json()
    assert [paper and paper["title"] for paper in papers] == [
        None, "Ternary Weight Networks", "Deep Learning with Low Precision by Half-Wave Gaussian Quantization",
    ]  # fmt: skip
    assert world.batch_sizes("api.semanticscholar.org") == [3]
