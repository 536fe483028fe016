"""The page as text: whole, the same every time, and nothing foreign in it but text. A browser reads it elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED

from formats.hard_papers import hard_papers
from papercite import __version__
from papercite.config import Config
from papercite.formats import GROUPS, bibtex
from papercite.formats.columns import COLUMNS
from papercite.formats.page import charts, facets, render
from papercite.library import load
from papercite.record import Entry, Link, Paper, Person, Record, Source
from papercite.versions import shown

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

PAPERS = load([str(SHIPPED)], Config()).papers
Tag = tuple[str, dict[str, str]]


def tags_of(page: str) -> list[Tag]:
    """Elements of a page and their attributes, in its order."""
    found: list[Tag] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    Reader().feed(page)
    return found


def bodies(page: str, tag: str) -> list[str]:
    """What stands in the elements of a kind that hold text only."""
    return [unescape(text) for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]


def paper(key: str = "a1", record: Record | None = None, **fields: Any) -> Paper:
    entry = Entry(1, "x")._replace(**{name: fields.pop(name) for name in [*fields] if name in Entry._fields})
    return Paper(key, entry, record=record or Record(title="T"), **fields)


def counts(papers: Sequence[Paper]) -> dict[str, dict[str, int]]:
    """What the filters offer, with its numbers."""
    found = facets.of(papers, [shown(one) for one in papers])
    return {name: dict(zip(facet.options, facet.counts, strict=True)) for name, facet in found.items()}


# ---- the whole of it


def test_the_command_writes_the_same_page_every_time(papercite: Run, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        done = papercite("export", "--format", "html", "-o", name)
        assert (done.returncode, done.stdout) == (0, "")
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "two.html").read_text(encoding="utf-8")
    assert page == render(PAPERS, title="Neural-network compression: a paper list")
    assert len(page.encode()) < 160_000


def test_it_needs_nothing_but_itself() -> None:
    tags = tags_of(render(PAPERS))
    assert {held["src"] for _, held in tags if "src" in held} == set()
    assert [held["href"].partition(",")[0] for tag, held in tags if tag == "link"] == ["data:image/svg+xml"]


def test_the_policy_allows_its_own_style_and_script_and_nothing_inline() -> None:
    page = render([paper(record=Record(title="</style></script><style>*{}</style>"))])
    tags = tags_of(page)
    (policy,) = [held["content"] for tag, held in tags if held.get("http-equiv") == "Content-Security-Policy"]
    own = [text for tag in ("script", "style") for text in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)]
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in own]
    assert policy == (
        f"default-src 'none'; script-src {hashes[0]} {hashes[1]}; style-src {hashes[2]}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    attributes = {name for _, held in tags for name in held}
    assert not {name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")}


def test_it_says_what_it_is() -> None:
    asked = Paper("b", Entry(2, "y"), "review", record=Record(title="U"), sources=(Source("arxiv", "1", "2026-11-23"),))
    page = render([paper(sources=(Source("dblp", "1", "2025-01-02T10:00:00Z"),)), asked], title="My\x1b list & more")
    assert "<title>My list &amp; more</title>" in page
    assert "<h1>My list &amp; more</h1>" in page
    assert '<p>2 papers · 1 not verified · looked up <time datetime="2026-11-23">2026-11-23</time></p>' in page
    assert f"Made with papercite {__version__}." in page
    assert page.count("<mark>review</mark>") == 1


@pytest.mark.parametrize("papers", [[], [paper()], [paper(record=Record())]])
def test_few_papers_are_a_page_too(papers: list[Paper]) -> None:
    page = render(papers)
    assert "<p>1 paper</p>" in page if papers else "<p>0 papers</p>" in page
    assert ("<table>" in page, "<svg " in page) == (bool(papers), False)


def test_the_heading_is_that_of_the_list(papercite: Run, tmp_path: Path) -> None:
    entry = "- A Paper About Things, CVPR 2016, [[pdf]](https://arxiv.org/abs/1601.00001)\n"
    (tmp_path / "papers.md").write_text(f"# Things & [more](https://a.org)\n{entry}", encoding="utf-8")
    (tmp_path / "bare.md").write_text(entry.replace("Things", "Others").replace("00001", "2"), encoding="utf-8")

    def heading(*arguments: str) -> list[str]:
        return bodies(papercite("export", "-f", "html", *arguments).stdout, "h1")

    assert heading("papers.md") == ["Things & more"]
    assert heading("bare.md") == ["bare"]
    assert heading("papers.md", "--title", "Mine") == ["Mine"]


# ---- papers


def test_every_paper_is_there_once_with_its_bibtex() -> None:
    papers = hard_papers(1000)
    page = render(papers)
    rows = [held["id"] for tag, held in tags_of(page) if tag == "tr" and "id" in held]
    assert rows == [f"ref-{one.key}" for one in papers]
    assert "\n".join(bodies(page, "pre")) == bibtex.render(papers)


def test_the_preferred_version_is_shown() -> None:
    both = paper(record=Record(title="Late", year=2017), preprint=Record(title="Early", year=2015))
    assert ">Early" in render([both], prefer="preprint")
    assert counts([both])["year"] == {"2017": 1}


@pytest.mark.parametrize("group_by", GROUPS)
def test_a_paper_stands_under_one_heading_only(group_by: str) -> None:
    tags = tags_of(render(PAPERS, group_by=group_by))
    rows = [held["id"] for tag, held in tags if tag == "tr" and "id" in held]
    assert sorted(rows) == sorted(f"ref-{one.key}" for one in PAPERS)
    assert len([tag for tag, _ in tags if tag == "tbody"]) == len(
        [1 for _, held in tags if held.get("class") == "group"]
    )


def test_columns_are_those_asked_for_and_what_is_not_shown_can_still_be_found() -> None:
    page = render(PAPERS[:1], columns=("key", "pages", "title"))
    assert re.findall(r'<th scope="col">([^<\n]*)', page) == ["Key", "Pages", "Title", "Links and BibTeX"]
    assert re.findall(r'<td class="(\w+)"', page) == ["key", "pages", "title"]
    (words,) = [held["data-words"] for _, held in tags_of(page) if "data-words" in held]
    assert words.startswith("BNN Matthieu Courbariaux, Itay Hubara")
    assert words.endswith(" arXiv 2016")
    assert 'data-words="BNN"' in render(PAPERS[:1])


def test_every_column_can_be_shown() -> None:
    tags = tags_of(render(PAPERS, columns=tuple(COLUMNS)))
    assert {held["class"] for tag, held in tags if tag == "td" and "class" in held} == set(COLUMNS)


@pytest.mark.parametrize(
    ("nickname", "title", "shown_name"),
    [
        ("HWGQ", "Half-Wave Quantization", "HWGQ"),
        ("XNOR-NET", "XNOR-Net: ImageNet Classification", ""),
        ("Bi", "Binary Networks", "Bi"),
        ("", "Binary Networks", ""),
    ],
)
def test_a_name_that_the_title_begins_with_is_not_said_twice(nickname: str, title: str, shown_name: str) -> None:
    page = render([paper(record=Record(title=title), nickname=nickname)])
    assert re.findall(r'<td class="title">(?:<b>(.*?)</b> )?', page) == [shown_name]


# ---- links


def test_links_lead_to_what_there_is_each_address_once() -> None:
    links = (
        Link("paper", "https://arxiv.org/abs/1603.05279", "paper"),
        Link("code(PyTorch)", "https://github.com/a/b", "code"),
        Link("", "https://a.org/project", "project"),
        Link("paper", "https://www.b.org/x.pdf", "paper"),
    )
    record = Record(title="T", doi="10.1/x", arxiv="1603.05279", url="https://a.org/paper")
    tags = tags_of(render([paper(record=record, links=links)]))
    found = [held for tag, held in tags if tag == "a" and held["href"].startswith("http")]
    addresses = ["https://doi.org/10.1/x", "https://arxiv.org/abs/1603.05279", "https://doi.org/10.1/x",
                 "https://a.org/paper", "https://github.com/a/b", "https://a.org/project",
                 "https://www.b.org/x.pdf"]  # fmt: skip
    assert [held["href"] for held in found] == addresses
    assert {held["rel"] for held in found} == {"noopener noreferrer"}
    labels = re.findall(r'noreferrer">(.*?)</a>', render([paper(record=record, links=links)]))
    assert labels == ["T", "arXiv", "DOI", "paper", "code (PyTorch)", "project", "paper (b.org)"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.org", "x", ""])
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    page = render([paper(record=Record(title="T", url=url), links=(Link("code", url, "code"),))])
    assert [held["href"] for tag, held in tags_of(page) if tag == "a"] == ["#papers", "#ref-a1"]


# ---- foreign text

EVIL = "</script></style></pre></title><script>x()</script><img src=x onerror=x()>\" ' on=1 <!-- & &lt; $title ${x}"


def test_foreign_text_stays_text() -> None:
    record = Record(
        type="book", title=EVIL, authors=(Person(EVIL),), venue=EVIL, container_title=EVIL, pages=EVIL, doi=EVIL,
        arxiv=EVIL, url=f"https://a.org/{EVIL}", publisher=EVIL, year=2016,
    )  # fmt: skip
    links = (Link(EVIL, f"https://b.org/{EVIL}", EVIL),)
    evil = [
        Paper(EVIL, Entry(1, EVIL, EVIL, section=(EVIL,), links=links), status=status, record=record, topics={EVIL: ""},
              sources=(Source(EVIL, EVIL, EVIL),))
        for status in ("review", EVIL)
    ] + [paper(record=Record(title="T", venue="CVPR", year=2017))]  # fmt: skip
    page = render(evil, columns=tuple(COLUMNS), group_by="section", title=EVIL)
    assert [tag for tag, _ in tags_of(page)].count("script") == 2
    assert "img" not in {tag for tag, _ in tags_of(page)}
    assert not {name for _, held in tags_of(page) for name in held if name.startswith("on")}
    assert bodies(page, "h1") == [EVIL]
    links_of_page = [held["href"] for tag, held in tags_of(page) if tag == "a" and not held["href"].startswith("#")]
    assert all(url.startswith("https://") for url in links_of_page)


def test_control_characters_are_left_out() -> None:
    evil = "a\x1b[31m\r\n\x07\u202e\u2028\ud800b"
    record = Record(title=evil, authors=(Person(evil),), venue=evil, doi=evil, url=f"https://a.org/{evil}")
    page = render(
        [Paper(evil, Entry(1, evil, evil, section=(evil,)), record=record, topics={evil: ""}), paper()],
        columns=tuple(COLUMNS), group_by="section", title=evil,
    )  # fmt: skip
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e\ud800]", page)


# ---- filters and charts


def test_filters_offer_what_the_papers_have() -> None:
    code = (Link("code", "https://github.com/a/b", "code"),)
    papers = [
        paper("a", Record(title="A", venue="NIPS", year=2016, doi="10.1/x"), topics={"z": "", "b": ""}, links=code),
        paper("b", Record(title="B", venue="NeurIPS", year=2018), topics={"b": ""}),
        paper("c", Record(title="C", venue="CVPR")),
    ]
    assert counts(papers) == {
        "topic": {"b": 2, "z": 1},
        "year": {"2018": 1, "2016": 1},
        "venue": {"NeurIPS": 2, "CVPR": 1},
        "has": {"code": 1, "DOI": 1},
    }
    assert list(counts(papers)["year"]) == ["2018", "2016"]


@pytest.mark.parametrize(
    ("topics", "chosen", "bands"),
    [
        ([], [], []),
        (["", ""], [], [charts.MOST_BANDS] * 2),
        (["q", "q b", "q b", "q t", ""], ["q", "b", "t"], [0, 1, 1, 2, charts.MOST_BANDS]),
        (["e m", "e m", "x"], ["e", "x"], [0, 0, 1]),  # e and m are the same papers
        ([*"abcdefghi"], list("abcdefg"), [*range(7), charts.MOST_BANDS, charts.MOST_BANDS]),
    ],
)
def test_a_paper_is_drawn_in_the_rarest_of_its_topics(topics: list[str], chosen: list[str], bands: list[int]) -> None:
    papers = [paper(str(place), topics=dict.fromkeys(names.split(), "")) for place, names in enumerate(topics)]
    facet = facets.of(papers, [shown(one) for one in papers])["topic"]
    places, found = charts.bands(facet)
    assert ([facet.options[place] for place in places], found) == (chosen, bands)


def test_charts_show_the_numbers_of_the_papers() -> None:
    page = render(PAPERS)
    labels = re.findall(r'<svg [^>]* aria-label="([^"]*)"', page)
    there = counts(PAPERS)
    years = ", ".join(f"{year} {count}" for year, count in sorted(there["year"].items()))
    venues = ", ".join(f"{venue} {count}" for venue, count in list(there["venue"].items())[: charts.MOST_VENUES])
    assert labels == [f"Papers by year: {years}", f"Papers by venue: {venues}"]
    (year_chart,) = re.findall(r'<svg [^>]*data-facet="year".*?</svg>', page, re.DOTALL)
    height = sum(float(part) for part in re.findall(r'class="k\d".*? height="([\d.]+)"', year_chart))
    unit = float(re.findall(r'data-unit="([\d.]+)"', year_chart)[0])
    assert height == pytest.approx(59 * unit, rel=0.001)


@pytest.mark.parametrize(
    ("years", "slots"),
    [((2016, 2018), 3), ((1943, 2016, 2024), 3), ((*range(1985, 2025),), 40), ((*range(1900, 2025),), 125)],
)
def test_years_without_papers_have_their_place_on_a_short_axis(years: tuple[int, ...], slots: int) -> None:
    page = render([paper(str(year), Record(title="T", year=year)) for year in years])
    (width,) = set(re.findall(r'class="hit"[^>]* width="([\d.]+)"', page))
    assert float(width) == pytest.approx(charts.WIDTH / slots, abs=0.01)
