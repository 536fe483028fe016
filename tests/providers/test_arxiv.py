"""arXiv: what is asked, how the feed is read, what is refused; that the package's private parser is its public one."""

from __future__ import annotations

import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from papercite.errors import BadAnswer
from papercite.identify import canonical
from papercite.providers import arxiv as provider
from papercite.providers.arxiv import ARXIV, ask_numbers, ask_title, has_words, parse_numbers, parse_title
from papercite.providers.provider import Answer, Request
from papercite.record import Identifier, Person, Record

from .samples import samples_of, summaries

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

URL = "https://export.arxiv.org/api/query?id_list=1"


def number(text: str) -> Identifier:
    return Identifier("arxiv", text)


def title(text: str) -> Identifier:
    return Identifier("title", text)


def entry(number: str, title: str = "A Paper", authors: tuple[str, ...] = ("Ann Lee",), more: str = "") -> str:
    people = "".join(f"<author><name>{name}</name></author>" for name in authors)
    return (
        f"<entry><id>http://arxiv.org/abs/{number}</id><title>{title}</title><updated>2020-05-06T07:08:09Z</updated>"
        f'<link href="https://arxiv.org/pdf/{number}" title="pdf"/><summary>Words.</summary><category term="cs.CV"/>'
        f'<published>2016-01-31T23:59:59Z</published><arxiv:primary_category term="cs.LG"/>{people}{more}</entry>'
    )


def feed(*entries: str, total: int | None = None) -> Answer:
    body = (
        "<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns:opensearch=\"http://a9.com/-/spec/opensearch/1.1/\" "
        'xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">'
        f"<opensearch:totalResults>{len(entries) if total is None else total}</opensearch:totalResults>"
        f"{''.join(entries)}</feed>"
    )
    return Answer(URL, 200, body.encode(), fetched_at="2026-11-23T10:00:00Z")


# ---- asking


def test_numbers_are_asked_for_together_and_counted() -> None:
    query = (("id_list", "1602.02830,hep-th/9901001"), ("max_results", "2"))
    expected = Request("https://export.arxiv.org/api/query", query, accept="application/atom+xml")
    assert ask_numbers([number("1602.02830"), number("hep-th/9901001")]) == expected


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Deep Residual Learning", "deep residual learning"),
        ('"Why Should I Trust You?": Explaining (NOT) Anything', "why should i trust you explaining not anything"),
        ("XNOR-Net: ImageNet\nClassification", "xnor net imagenet classification"),
        ("Don't Decay the Learning Rate", "don't decay the learning rate"),
        ("Déjà vu: 深度学习", "déjà vu 深度学习"),
        ('ti:a AND au:b" OR all:c', "ti a and au b or all c"),
    ],
)
def test_a_title_is_asked_for_as_a_phrase_that_cannot_be_a_query(text: str, phrase: str) -> None:
    query = (("search_query", f'ti:"{phrase}"'), ("max_results", "5"))
    assert ask_title([title(text)]) == Request(provider.API, query, accept="application/atom+xml")


def test_a_title_without_a_word_is_not_asked_for() -> None:
    assert [has_words(title(text)) for text in ("0", "?!", "零", "")] == [True, False, True, False]


def test_the_row_says_what_arxiv_wants() -> None:
    numbers, titles = ARXIV.routes
    assert (ARXIV.hosts, ARXIV.pace_s, ARXIV.concurrency) == (("export.arxiv.org",), 3.0, 1)
    assert (numbers.schemes, numbers.batch, numbers.split_on) == (("arxiv",), 100, (400,))
    assert (titles.schemes, titles.batch, titles.takes) == (("title",), 1, has_words)


def test_the_arxiv_package_is_loaded_only_when_a_feed_is_read() -> None:
    code = "import sys, papercite.providers.arxiv; print({'arxiv', 'requests', 'lxml'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"


# ---- reading


def test_a_preprint_becomes_a_record() -> None:
    more = "<arxiv:comment>ICLR 2017</arxiv:comment><arxiv:doi>10.1000/X</arxiv:doi>"
    answer = feed(entry("1601.00001v3", "Nets:\n  a   Study", ("Aaron van den Oord", "ATLAS Collaboration"), more))
    assert parse_numbers(answer, [number("1601.00001")]) == {
        number("1601.00001"): (
            Record(
                source="arxiv",
                id="1601.00001v3",
                type="article",
                title="Nets: a Study",
                authors=(Person("Oord", "Aaron", "van den"), Person(literal="ATLAS Collaboration")),
                venue="arXiv",
                container_title="arXiv",
                year=2016,
                month=1,
                arxiv="1601.00001",
                primary_class="cs.LG",
                url="https://arxiv.org/abs/1601.00001",
                retrieved="2026-11-23",
            ),
        )
    }


def test_numbers_are_found_by_name_in_any_order_and_the_missing_one_is_absent() -> None:
    answer = feed(entry("math.GT/0309136v2", "Old"), entry("1601.00002v1", "New"))
    asked = [number("1601.00002"), number("1601.00003"), number("math/0309136")]
    found = parse_numbers(answer, asked)
    assert {one.value: [record.title for record in records] for one, records in found.items()} == {
        "1601.00002": ["New"],
        "math/0309136": ["Old"],
    }


def test_no_entry_means_absent() -> None:
    assert parse_numbers(feed(), [number("0000.0000")]) == {}
    assert parse_title(feed(), [title("Nothing like it")]) == {}


def test_a_search_gives_all_hits_in_their_order() -> None:
    hits = parse_title(feed(entry("1601.00002v1", "B"), entry("1601.00001v1", "A"), total=214881), [title("b")])
    assert [record.title for record in hits[title("b")]] == ["B", "A"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("0", "0"),
        ("Bounds where $p&lt;q and r&gt;s$", "Bounds where $p<q and r>s$"),
        ("  Promises &amp; Perils ", "Promises & Perils"),
        ("Caf\u0065\u0301", "Café"),
    ],
)
def test_a_title_is_text_and_not_markup(written: str, read: str) -> None:
    (records,) = parse_numbers(feed(entry("1601.00001v1", written)), [number("1601.00001")]).values()
    assert records[0].title == read


def test_a_withdrawn_paper_is_a_record() -> None:
    more = "<arxiv:comment>This paper has been withdrawn by the author</arxiv:comment>"
    assert number("1601.00001") in parse_numbers(feed(entry("1601.00001v2", "Gone", more=more)), [number("1601.00001")])


def test_a_colon_between_names_is_nobody() -> None:
    (records,) = parse_numbers(
        feed(entry("1601.00001v1", "T", ("The X Collaboration", ":", "A. Bo"))), [number("1601.00001")]
    ).values()
    assert records[0].authors == (Person(literal="The X Collaboration"), Person("Bo", "A."))


ERROR = (
    "<entry><id>https://arxiv.org/api/errors#incorrect_id_format_for_abc</id><title>Error</title>"
    "<updated>2026-04-12T22:59:06Z</updated><summary>incorrect id format for abc</summary></entry>"
)
WHOLE = feed(entry("1601.00001v1"), entry("1601.00002v1")).body
DOCTYPE = b'<!DOCTYPE feed [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "not XML"),
        (b"Rate exceeded.", "not XML"),
        (b'{"a": 1}', "not XML"),
        (b"<html><body><p>We will be back</p></body></html>", "not an Atom feed: html"),
        (b"<!doctype html><html></html>", "not XML"),
        (WHOLE[: len(WHOLE) // 2], "not XML"),
        (WHOLE.replace(b"<feed", DOCTYPE + b"<feed"), "a document type"),
        (WHOLE.decode().replace("'UTF-8'", "'UTF-16'").replace("<feed", DOCTYPE.decode() + "<feed").encode("utf-16"),
         "a document type"),
        (WHOLE.replace(b"'UTF-8'", b"'no-such'"), "not XML"),
        (WHOLE.replace(b"http://www.w3.org/2005/Atom", b"http://elsewhere.org/"), "not an Atom feed"),
        (feed(entry("1601.00001v1"), ERROR).body, "arXiv reports: incorrect id format for abc"),
        (WHOLE.replace(b"<published>2016-01-31T23:59:59Z</published>", b"", 1), "1 of 2 entries lack number or date"),
        (WHOLE.replace(b"2016-01-31T23:59:59Z", b"yesterday"), "a date that is none"),
        (feed(total=100).body, "an empty page of a list that is not empty"),
    ],
)  # fmt: skip
def test_what_is_no_whole_feed_is_refused_with_its_bytes(
    body: bytes, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(BadAnswer, match=why) as caught:
        parse_numbers(Answer(URL, 200, body), [number("1601.00001")])
    assert (caught.value.provider, caught.value.url, caught.value.body) == ("arxiv", URL, body)
    assert not caplog.records  # the package's own warnings would reach the terminal


def test_a_feed_that_is_cut_anywhere_is_refused() -> None:
    for length in range(len(WHOLE)):
        with pytest.raises(BadAnswer):
            parse_numbers(Answer(URL, 200, WHOLE[:length]), [number("1601.00001")])


@pytest.mark.parametrize(
    ("more", "doi"),
    [
        ("", None),
        ("<arxiv:doi>10.1109/ICSTW55395.2022.00035</arxiv:doi>", "10.1109/icstw55395.2022.00035"),
        ("<arxiv:doi> https://doi.org/10.1000/AB. </arxiv:doi>", "10.1000/ab"),
        ('<link title="doi" href="http://dx.doi.org/10.1000/AB"/>', "10.1000/ab"),
        ('<arxiv:doi>10.1000/ab</arxiv:doi><link title="doi" href="https://doi.org/10.1000/AB"/>', "10.1000/ab"),
        ("<arxiv:doi>10.1000/a 10.1000/b</arxiv:doi>", None),
        ("<arxiv:doi>10.1000/a;10.1000/b</arxiv:doi>", None),
        ('<arxiv:doi>10.1000/a</arxiv:doi><link title="doi" href="https://doi.org/10.1000/b"/>', None),
        ("<arxiv:doi>10.1000/(sici)1-2::aid&lt;3&gt;3.0.co;2-y</arxiv:doi>", "10.1000/(sici)1-2::aid<3>3.0.co;2-y"),
        ("<arxiv:doi>to appear</arxiv:doi>", None),
        ("<arxiv:doi>10.48550/arXiv.1601.00001</arxiv:doi>", None),  # that is the preprint itself
    ],
)
def test_the_published_doi_is_known_where_authors_gave_exactly_one(more: str, doi: str | None) -> None:
    answer = feed(entry("1601.00001v1", more=more), entry("1601.00002v1"))
    assert provider.published_doi_of(answer) == ({"1601.00001": doi} if doi else {})


# ---- the package's private parser and its public way


class _Atom(BaseHTTPRequestHandler):
    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 http.server calls it so
        """Say nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Address of a server on this machine that answers everything with `_Atom.body`."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with HTTPServer(("127.0.0.1", 0), _Atom) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_the_private_parser_and_the_public_client_give_the_same_results(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import arxiv  # type: ignore[import-untyped]  # it has no types

    answer = feed(
        entry("1601.00001v3", "Nets:\n  a   Study", ("Ann Lee", "Bo Li"), "<arxiv:doi>10.1000/a</arxiv:doi>"),
        entry("hep-th/9901001v1", more="<arxiv:comment>x</arxiv:comment><arxiv:journal_ref>y</arxiv:journal_ref>"),
        entry("2104.12255v1", "0", ()),
    )
    monkeypatch.setattr(_Atom, "body", answer.body)
    client = arxiv.Client(page_size=100, delay_seconds=0, num_retries=0)
    client.query_url_format = address + "/api/query?{}"
    search = arxiv.Search(id_list=["1601.00001", "hep-th/9901001", "2104.12255"], max_results=3)
    public = [_as_plain(result) for result in client.results(search)]
    client._session.close()
    assert [_as_plain(result) for result in provider._results(answer)] == public
    assert len(public) == 3


def _as_plain(result: Any) -> dict[str, Any]:
    """Every field of a Result: its own equality looks at the number only."""
    return {
        name: [vars(part) for part in value] if name in ("authors", "links") else value
        for name, value in vars(result).items()
    }


# ---- real answers: how many records, and what the first of them are

REFUSED: tuple[int, list[str]] = (-1, [])
EXPECTED: dict[str, tuple[int, list[str]]] = {
    "new_backend_id_batch_two_of_which_one_absent.xml": (
        1,
        ["1707.08567 | 2017 | Immink, Baggen and 32 more | Proceedings of W…d Communications"],
    ),
    "new_backend_id_malformed_abc_400.xml": REFUSED,
    "new_backend_id_nonexistent_0000.0000.xml": (0, []),
    "new_backend_id_nonexistent_0808.05394.xml": (0, []),
    "new_backend_id_old_style_astro-ph_0601001.xml": (
        1,
        ["astro-ph/0601001 | 2006 | Gould, Dorsher and 2 more | Frequency of Hot…Bulge and Carina"],
    ),
    "new_backend_id_old_style_versioned_hep-ex_0406020v1.xml": (
        1,
        ["hep-ex/0406020 | 2004 | Tricomi | Sparticle Reconstruction at LHC"],
    ),
    "new_backend_id_old_style_versioned_quant-ph_0201082v1.xml": (
        1,
        ["quant-ph/0201082 | 2002 | Blaha | Quantum Computer…antum C Language"],
    ),
    "new_backend_id_single_1605.08386.xml": (
        1,
        ["1605.08386 | 2016 | Stanley, Windisch | Heat-bath random…ith Markov bases"],
    ),
    "new_backend_id_versioned_2104.12255v1.xml": (1, ["2104.12255 | 2021 | Nguyen | 0"]),
    "new_backend_id_with_doi_journal_ref_1707.08567.xml": (
        1,
        ["1707.08567 | 2017 | Immink, Baggen and 32 more | Proceedings of W…d Communications"],
    ),
    "new_backend_search_all_or.xml": (
        3,
        [
            "2002.00741 | 2020 | Wu, Cai and 1 more | Déjà vu: A Conte…l Recommendation",
            "1102.2017 | 2011 | Penunuri, Peon-Escalante and 2 more | Synthesis of Mec…ential Evolution",
            "1112.2954 | 2011 | Penunuri, Peon-Escalante and 2 more | Synthesis of Sph…ential Evolution",
        ],
    ),
    "new_backend_search_testing_100.xml": (
        100,
        [
            "2202.12139 | 2022 | Ahuja, Gotlieb and 1 more | Testing Deep Lea…sting Techniques",
            "2405.13786 | 2024 | Ramírez, Berrios and 2 more | Towards Explaina…g-to-Rank Models",
            "2005.14124 | 2020 | Chen, Xuan and 3 more | Active Fuzzing f…Physical Systems",
            "2204.08348 | 2022 | Kim, Xin and 2 more | Automated Test G…Time to Rest Yet",
            "2302.03287 | 2023 | Jalil, Rafi and 3 more | ChatGPT and Soft…romises & Perils",
        ],
    ),
    "new_backend_search_testing_page_m10.xml": (
        10,
        [
            "2202.12139 | 2022 | Ahuja, Gotlieb and 1 more | Testing Deep Lea…sting Techniques",
            "2405.13786 | 2024 | Ramírez, Berrios and 2 more | Towards Explaina…g-to-Rank Models",
            "2005.14124 | 2020 | Chen, Xuan and 3 more | Active Fuzzing f…Physical Systems",
            "2204.08348 | 2022 | Kim, Xin and 2 more | Automated Test G…Time to Rest Yet",
            "2302.03287 | 2023 | Jalil, Rafi and 3 more | ChatGPT and Soft…romises & Perils",
        ],
    ),
    "new_backend_search_testing_page_s5_m15.xml": (
        15,
        [
            "1202.4527 | 2012 | Isabella, Retna | Study Paper on T…UI Based Testing",
            "2503.05378 | 2025 | Kertusha, Assress and 2 more | A Survey on Web …ions in Industry",
            "1205.1866 | 2012 | Singh, Singh | Microcontroller … Digital IP-Core",
            "2502.07719 | 2025 | Ali, Stocco and 2 more | OpenCat: Improvi…y of ADS Testing",
            "1812.11470 | 2018 | Arnatovich, Wang | A Systematic Lit…ile Applications",
        ],
    ),
    "old_backend_2016_id_versioned_1111.2011v2.xml": (
        1,
        ["1111.2011 | 2011 | Murray, Maestro and 1 more | Quantum Critical…nnectivity Limit"],
    ),
    "old_backend_2016_search_au_and_ti.xml": (
        1,
        ["cond-mat/0603029 | 2006 | Maestro, Rosenow and 1 more | From stripe to c…uenched disorder"],
    ),
    "old_backend_2016_search_au_and_title_phrase.xml": (
        2,
        [
            "1111.2011 | 2011 | Murray, Maestro and 1 more | Quantum Critical…nnectivity Limit",
            "cond-mat/0607501 | 2006 | Melko, Maestro and 1 more | A striped supers…iangular lattice",
        ],
    ),
    "old_backend_id_1710.08557.xml": (
        1,
        ["1710.08557 | 2017 | Valero-Cuevas, Santello | On Neuromechanic…and Manipulation"],
    ),
    "old_backend_id_INVALIDID.xml": REFUSED,
    "old_backend_id_astro-ph_9812133.xml": (
        1,
        ["astro-ph/9812133 | 1998 | Perlmutter, Aldering and 30 more | Measurements of …shift Supernovae"],
    ),
    "old_backend_id_math_0211159.xml": (1, ["math/0211159 | 2002 | Perelman | The entropy form…ric applications"]),
    "old_backend_id_math_9501234.xml": (1, ["math/9501234 | 1995 | Knuth | Aztec diamonds, …d spanning trees"]),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_answer_is_read_or_refused(name: str, shared: Path) -> None:
    answer, _, query = samples_of(shared / "samples", "arxiv")[name]
    asked = [one for text in query.get("id_list", "").split(",") if (one := canonical("arxiv", text))]
    searched = [title(query.get("search_query", ""))]
    if EXPECTED[name] == REFUSED:
        with pytest.raises(BadAnswer, match="incorrect id format"):
            parse_numbers(answer, asked)
        return
    count, first = EXPECTED[name]
    found = parse_numbers(answer, asked) if asked else parse_title(answer, searched)
    records = [record for records in found.values() for record in records]
    assert (len(records), summaries(records)[: len(first)]) == (count, first)
    assert [(record.id, record.title, len(record.authors)) for record in records] == _as_written(answer.body)


def _as_written(body: bytes) -> list[tuple[str, str, int]]:
    """Number, title and count of authors of each entry, read another way."""
    atom = "{http://www.w3.org/2005/Atom}"
    return [
        (
            entry.findtext(f"{atom}id", "").partition("/abs/")[2],
            " ".join(entry.findtext(f"{atom}title", "").split()),
            len(entry.findall(f"{atom}author")),
        )
        for entry in ElementTree.fromstring(body).iter(f"{atom}entry")  # noqa: S314 our own samples
    ]


def test_every_real_answer_is_looked_at(shared: Path) -> None:
    assert set(EXPECTED) == set(samples_of(shared / "samples", "arxiv"))
