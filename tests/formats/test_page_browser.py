"""The page in a real browser: search, filters, address, BibTeX to copy and to take home, narrow, dark, without script.

One Chromium for all of it, in each process of the tests. Whatever goes wrong on a page, an error of its script or
something that its policy forbids, fails the test that it happens in.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import SHIPPED, missing
from synthetic import papers as many_papers

from formats.browser import Browser, chromium
from formats.hard_papers import hard_papers
from papercite.config import Config
from papercite.formats import bibtex
from papercite.formats.columns import COLUMNS
from papercite.formats.page import render
from papercite.library import load
from papercite.record import Entry, Link, Paper, Person, Record
from papercite.text import tidy
from papercite.versions import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAPERS = load([str(SHIPPED)], Config()).papers
AXE = os.environ.get("PAPERCITE_AXE", "")  # path of axe.min.js, of the npm package axe-core
WATCH = """
window.trouble = [];
addEventListener("error", (event) => trouble.push(event.message));
addEventListener("unhandledrejection", (event) => trouble.push(String(event.reason)));
document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  trouble.push(`${violatedDirective} ${blockedURI}`));
"""
SEEN = """
const [parts, name] = [[...document.querySelectorAll(arguments[0])], arguments[1]];
return parts.filter((part) => part.offsetParent).map((part) => part[name]);
"""
EVIL = (
    "</script></style></pre><script>trouble.push('run')</script><img src=x onerror=\"trouble.push('run')\">\u2028&lt;"
)


PAGES: dict[str, Callable[[], str]] = {
    "shipped": lambda: render(PAPERS, title="Neural-network compression"),
    "grouped": lambda: render(PAPERS, group_by="section", columns=("title", "pages", "venue", "year")),
    "few": lambda: render(PAPERS[:8]),
    "hard": lambda: render(hard_papers(300), title="Hard"),
    "many": lambda: render(many_papers(5000), title="Many"),
    "evil": lambda: render(_evil(), columns=tuple(COLUMNS), group_by="section", title=EVIL),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the pages are that are looked at."""
    return tmp_path_factory.mktemp("pages")


def _evil() -> list[Paper]:
    record = Record(
        type="book", title=EVIL, authors=(Person(EVIL),), venue=EVIL, container_title=EVIL, pages=EVIL, doi=EVIL,
        arxiv=EVIL, url=f"https://a.org/{EVIL}", publisher=EVIL, year=2016,
    )  # fmt: skip
    links = (Link(EVIL, f"https://b.org/{EVIL}", EVIL), Link("x", "javascript:trouble.push('run')", "code"))
    entry = Entry(1, EVIL, EVIL, section=(EVIL,), links=links)
    long = Record(title="W" * 300, venue="V" * 90, year=2017, authors=(Person("A" * 200),), doi="10.1/" + "d" * 200)
    return [
        Paper(EVIL, entry, "review", record=record, topics={EVIL: ""}),
        Paper("long", Entry(2, "x", "N" * 90), record=long, topics={"t" * 120: ""}),
    ]


@pytest.fixture(scope="module")
def one_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(tmp_path_factory.mktemp("chromium")) as browser:
        browser.chrome("Page.enable")
        browser.chrome("Page.addScriptToEvaluateOnNewDocument", source=WATCH)
        yield browser


class Page:
    """One page of the folder in the browser."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser, self._folder = browser, folder

    def open(self, name: str = "shipped", address: str = "") -> None:
        path = self._folder / f"{name}.html"
        if not path.exists():
            path.write_text(PAGES[name](), encoding="utf-8")
        self.browser.open(path.as_uri() + address)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.browser.run(script, *arguments)

    def text(self, selector: str) -> Any:
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def keys(self) -> Any:
        """Keys of the papers that are seen, in their order, to the end of the page."""
        self.run("dispatchEvent(new Event('beforeprint'))")
        return [name.removeprefix("ref-") for name in self.run(SEEN, "tr[id]", "id")]

    def wait(self, pause_ms: int = 80) -> None:
        """Let the page do what it has put off: its own timer is set after those of the page."""
        self.run("return new Promise((done) => setTimeout(() => requestAnimationFrame(done), arguments[0]))", pause_ms)

    def address(self) -> str:
        """What stands behind "#", when it is up to date."""
        self.wait()
        return str(self.run("return location.hash.slice(1)"))

    def back(self) -> None:
        self.browser.back()
        self.wait()

    def search(self, words: str) -> None:
        self.run("const q = document.querySelector('[name=q]'); q.value = ''; q.focus()")
        self.browser.type(words)
        self.run("document.querySelector('[name=q]').dispatchEvent(new Event('input', {bubbles: true}))")

    def tick(self, name: str, value: str) -> None:
        self.run("document.querySelector(`[name=${arguments[0]}][value='${arguments[1]}']`).click()", name, value)


@pytest.fixture
def page(one_browser: Browser, folder: Path) -> Iterator[Page]:
    """The browser at its usual size; nothing may have gone wrong on the last page that it showed."""
    one_browser.resize(1280)
    one_browser.prefer("light")
    page = Page(one_browser, folder)
    yield page
    assert page.run("return window.trouble") == []
    one_browser.run("localStorage.clear()")


def listed(**wanted: Any) -> list[str]:
    """Keys of the shipped papers with all of this."""
    tests: dict[str, Callable[[Paper, Any], bool]] = {
        "topic": lambda paper, value: value in paper.topics,
        "year": lambda paper, value: shown(paper).year in value,
        "venue": lambda paper, value: shown(paper).venue == value,
        "code": lambda paper, value: any(link.kind == "code" for link in paper.entry.links) == value,
    }
    return [paper.key for paper in PAPERS if all(tests[name](paper, value) for name, value in wanted.items())]


# ---- search and filters


def test_filters_combine_and_live_in_the_address(page: Page) -> None:
    page.open()
    assert page.text("#count") == "59 papers"
    page.tick("topic", "binary")
    assert (page.keys(), page.address()) == (listed(topic="binary"), "topic=binary")
    page.tick("year", "2018")
    assert (page.keys(), page.address()) == (listed(topic="binary", year=(2018,)), "topic=binary&year=2018")
    page.tick("year", "2019")
    wanted = listed(topic="binary", year=(2018, 2019))
    assert (page.keys(), page.address()) == (wanted, "topic=binary&year=2019&year=2018")
    assert page.text("#count") == f"{len(wanted)} of 59 papers"
    page.tick("has", "code")
    wanted = listed(topic="binary", year=(2018, 2019), code=True)
    assert page.keys() == wanted
    assert page.address() == "topic=binary&year=2019&year=2018&has=code"
    page.back()
    assert page.keys() == listed(topic="binary", year=(2018, 2019))
    page.back()
    page.back()
    assert page.keys() == listed(topic="binary")
    page.open(address="#topic=binary&venue=CVPR&sort=newest&nothing=1&topic=unknown")
    found = page.keys()
    assert sorted(found) == sorted(listed(topic="binary", venue="CVPR"))
    years = {paper.key: shown(paper).year or 0 for paper in PAPERS}
    assert [years[key] for key in found] == sorted((years[key] for key in found), reverse=True)


def test_numbers_of_filters_say_what_ticking_them_would_leave(page: Page) -> None:
    page.open(address="#topic=binary&year=2019")

    def number(name: str, value: str) -> int:
        box = f"[name={name}][value='{value}']"
        return int(
            page.run("return document.querySelector(arguments[0]).parentElement.querySelector('b').textContent", box)
        )

    assert number("topic", "binary") == len(listed(topic="binary", year=(2019,)))
    assert number("topic", "quantization") == len(listed(topic="quantization", year=(2019,)))
    assert number("year", "2018") == len(listed(topic="binary", year=(2018,)))
    assert number("has", "code") == len(listed(topic="binary", year=(2019,), code=True))
    page.tick("topic", "quantization")
    assert len(page.keys()) == len(listed(topic="quantization", year=(2019,)))
    page.run("document.querySelector('[name=every]').click()")
    assert page.keys() == listed(topic="binary", year=(2019,))


FOUND = {
    "RASTEGARI xnor": "rastegari2016xnor",
    "xnor-net ordóñez": "rastegari2016xnor",
    "rastegari2016": "rastegari2016xnor",
    "iclr ternary": "zhu2017trained",
    "HWGQ": "cai2017deep",
    "2023": "li2023ternary",
}


def test_words_are_found_in_any_order_and_spelling(page: Page) -> None:
    page.open()
    for words, key in FOUND.items():
        page.search(words)
        assert (words, page.keys()) == (words, [key])


def test_letters_are_compared_as_papercite_compares_them(page: Page, folder: Path) -> None:
    title = "Straße Ægir œuvre Øre Ðórr Þing Łódź Đặng ħ ı ŋ ŧ ĸ ſ ə ƒ ɓ ɗ ƙ ơư Ångström ℓ₁ ﬁne"
    papers = [
        Paper("k", Entry(1, "x"), record=Record(title=title)),
        Paper("z", Entry(1, "x"), record=Record(title="Z")),
    ]
    (folder / "letters.html").write_text(render(papers), encoding="utf-8")
    page.open("letters")
    page.search("strasse aegir oeuvre ore dorr thing lodz dang h i n t k s e f b d k ou angstrom l1 fine")
    assert page.keys() == ["k"]


def test_what_is_typed_is_one_step_back(page: Page) -> None:
    page.open(address="#topic=binary")
    page.browser.type("/", "cvpr")
    assert page.text("#active") == "“cvpr”binaryClear all"
    page.wait(450)
    assert page.address() == "q=cvpr&topic=binary"
    page.back()
    assert page.keys() == listed(topic="binary")


def test_nothing_found_says_so_and_offers_a_way_out(page: Page) -> None:
    page.open(address="#q=zzz&topic=binary")
    assert page.keys() == []
    assert page.run("return document.querySelector('#none').offsetParent !== null")
    assert page.run("return document.querySelector('#save').disabled")
    page.browser.click("#none button")
    assert len(page.keys()) == 59
    assert page.address() == ""
    assert page.run("return document.activeElement.name") == "q"


def test_filters_in_force_can_be_taken_away_one_by_one(page: Page) -> None:
    page.open(address="#topic=binary&venue=CVPR&q=net")
    assert page.text("#active") == "“net”binaryCVPRClear all"
    page.browser.click("#active button[aria-label='Remove the filter Topic: binary']")
    assert page.address() == "q=net&venue=CVPR"
    assert page.run("return document.activeElement.textContent") == "CVPR"
    page.browser.click("#active .clear")
    assert (len(page.keys()), page.address()) == (59, "")


def test_the_address_of_a_paper_leads_to_it(page: Page) -> None:
    page.open(address=f"#ref-{PAPERS[50].key}")
    assert len(page.keys()) == 59
    assert 0 <= page.run("return document.querySelector('tr:target').getBoundingClientRect().top") < 900


ORDERS = {"newest": "year", "oldest": "year", "venue": "venue"}


@pytest.mark.parametrize("order", ORDERS)
def test_papers_are_sorted_under_their_headings(page: Page, order: str) -> None:
    page.open("grouped", f"#sort={order}")
    by_section: dict[tuple[str, ...], list[str]] = {}
    for paper in PAPERS:
        by_section.setdefault(paper.entry.section, []).append(paper.key)
    found = page.keys()
    values = dict(zip(found, page.run(SEEN, f"tr[id] .{ORDERS[order]}", "textContent"), strict=True))
    for keys in by_section.values():
        here, found = found[: len(keys)], found[len(keys) :]
        assert sorted(here) == sorted(keys)
        told = [values[key] for key in here]
        assert told == sorted(told, key=str.casefold, reverse=order == "newest")
    page.tick("topic", "efficient-model")
    assert page.run(SEEN, ".group", "innerText") == ["Paper List / Efficient Model"]


# ---- charts


def test_bars_of_charts_filter_by_pointer_and_by_keyboard(page: Page) -> None:
    page.open()
    page.browser.click("svg[data-facet=year] g[data-name='2018']")
    assert (page.keys(), page.address()) == (listed(year=(2018,)), "year=2018")
    page.run("document.querySelector(\"svg[data-facet=venue] g[data-name='CVPR']\").focus()")
    page.browser.type("Enter")
    assert page.keys() == listed(year=(2018,), venue="CVPR")
    page.browser.type("Space")
    assert page.keys() == listed(year=(2018,))
    page.browser.click("#overview ul button")
    assert page.keys() == listed(year=(2018,), topic="quantization")
    count = len(listed(year=(2019,), topic="quantization"))
    label = "return document.querySelector(\"svg g[data-name='2019']\").getAttribute('aria-label')"
    assert page.run(label) == f"2019 {count} of 18 papers"
    heights = """return [...document.querySelectorAll("svg g[data-name='2018'] [data-band]")]
        .reduce((sum, part) => sum + Number(part.getAttribute('height')), 0)
        / Number(document.querySelector('svg').dataset.unit)"""
    assert page.run(heights) == pytest.approx(len(listed(year=(2018,), topic="quantization")), abs=0.01)


# ---- BibTeX


def pasted(page: Page) -> str:
    """What was copied."""
    page.browser.chrome("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    return str(page.run("return navigator.clipboard.readText()"))


def of(keys: list[str]) -> str:
    return bibtex.render([paper for paper in PAPERS if paper.key in keys])


def test_bibtex_is_copied_of_one_of_what_is_shown_and_of_what_is_ticked(page: Page) -> None:
    page.open(address="#topic=ternary")
    page.browser.click("#ref-li2023ternary td > button")
    assert pasted(page) == of(["li2023ternary"])
    assert page.text("#said") == "Copied BibTeX of li2023ternary"
    page.browser.click("#copy")
    assert pasted(page) == of(["li2023ternary", "zhu2017trained"])
    page.browser.click("#ref-zhu2017trained input")
    page.tick("topic", "ternary")
    page.browser.click("#ref-courbariaux2016binarized input")
    assert page.text("#copy") == "Copy BibTeX (2 ticked)"
    assert page.text("#count") == "59 papers, 2 ticked"
    page.browser.click("#copy")
    assert pasted(page) == of(["zhu2017trained", "courbariaux2016binarized"])
    page.browser.click("#untick")
    assert page.text("#count") == "59 papers"
    page.run("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.browser.click("#ref-rastegari2016xnor td > button")  # where a page may not use the clipboard: the old way
    page.run("delete navigator.clipboard")
    assert pasted(page) == of(["rastegari2016xnor"])


def test_the_file_that_is_taken_home_is_what_export_prints(page: Page) -> None:
    page.open(address="#topic=binary")
    page.browser.click("#save")
    path = page.browser.downloads / "references.bib"
    end = time.monotonic() + 10
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.05)
    assert path.read_text(encoding="utf-8") == of(listed(topic="binary"))


# ---- as a reader sees it


def test_hard_papers_are_read_back(page: Page) -> None:
    papers = hard_papers(300)
    page.open("hard")
    script = """return [...document.querySelectorAll('tr[id]')].map(row => [row.id.slice(4),
        (row.querySelector('.title a') || row.querySelector('.title')).lastChild?.textContent || '',
        row.querySelector('.authors').textContent, row.querySelector('.year').textContent,
        row.querySelector('pre').textContent])"""
    read = page.run(script)
    assert [row[0] for row in read] == [paper.key for paper in papers]
    for paper, (_, title, authors, year, entry) in zip(papers, read, strict=True):
        record = shown(paper)
        cells = [COLUMNS[name].cell(paper, record).text for name in ("title", "authors", "year")]
        assert [title.strip(), authors, year] == [*map(tidy, cells)]
        assert entry == bibtex.render([paper])


def test_foreign_text_is_text_and_no_script_of_it_runs(page: Page) -> None:
    page.open("evil")
    text = tidy(EVIL)
    assert page.text("h1") == text
    assert page.text("td.title a") == text
    assert page.text("td.key") == text
    assert page.run("return document.querySelectorAll('img, iframe, main script').length") == 0
    links = page.run("return [...document.querySelectorAll('td a:not(.key)')].map(a => [a.protocol, a.rel])")
    assert {tuple(link) for link in links} == {("https:", "noopener noreferrer")}
    page.run("document.querySelector('#copy').click(); document.querySelector('[name=topic]').click()")
    assert page.text("#active button") == text


def test_a_script_that_is_not_ours_does_not_run(page: Page) -> None:
    page.open()
    page.run(
        "const s = document.createElement('script'); s.textContent = 'trouble.push(1)'; document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'http://127.0.0.1:9/x.png'; document.body.append(i)"
    )
    page.wait()
    found = page.run("return window.trouble.splice(0)")
    assert [line.partition(" ")[0] for line in found] == ["script-src-elem", "img-src"]


@pytest.mark.parametrize("name", ["shipped", "evil", "grouped"])
def test_nothing_is_wider_than_the_screen(page: Page, name: str) -> None:
    page.open(name)
    for width in (1280, 700, 390, 360):
        page.browser.resize(width)
        page.run("for (const part of document.querySelectorAll('details')) part.open = part.offsetParent !== null")
        assert page.run("return document.documentElement.scrollWidth") <= width


def test_without_script_it_is_a_table(page: Page) -> None:
    page.browser.chrome("Emulation.setScriptExecutionDisabled", value=True)
    try:
        page.open()
        assert len(page.keys()) == 59
        assert page.run(SEEN, "form, #now, #theme, .tick", "outerHTML") == []
        assert page.text("th") == "Title"
        page.browser.click("#ref-courbariaux2016binarized summary")
        assert page.run("return document.querySelector('pre').offsetHeight") > 100
    finally:
        page.browser.chrome("Emulation.setScriptExecutionDisabled", value=False)
        page.open("few")


def test_light_and_dark_follow_the_system_until_somebody_chooses(page: Page) -> None:
    def shade() -> int:
        return int(page.run("return Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"))

    page.open()
    assert shade() > 200
    page.browser.prefer("dark")
    page.wait()
    assert (shade() < 60, page.text("#theme")) == (True, "Light")
    page.browser.click("#theme")
    assert (shade() > 200, page.text("#theme")) == (True, "Dark")
    page.open()
    assert shade() > 200


def test_it_is_worked_by_keyboard(page: Page) -> None:
    page.open()
    page.browser.type("Tab")
    assert page.run("return document.activeElement.className") == "skip"
    page.browser.type("Enter")
    assert page.run("return [document.activeElement.id, location.hash]") == ["papers", ""]
    page.browser.type("Tab", "Space")
    assert page.text("#count") == "59 papers, 1 ticked"
    page.browser.type("/", "xnor")
    assert page.keys()[:1] == ["rastegari2016xnor"]
    assert page.text("output[form=filters]").startswith(f"{len(page.keys())} of 59")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(page: Page, scheme: str, width: int) -> None:
    if not AXE:
        missing("PAPERCITE_AXE does not name axe.min.js (npm install axe-core)")
    page.browser.prefer(scheme)
    page.browser.resize(width)
    page.open("few", "#topic=binary&year=2017&year=2016")
    page.run("for (const part of document.querySelectorAll('details')) part.open = true")
    page.browser.click("td > button")
    page.run(Path(AXE).read_text(encoding="utf-8"))
    told = page.run("return axe.run()")
    assert [(one["impact"], one["id"], one["nodes"][0]["html"]) for one in told["violations"]] == []
    assert len(told["passes"]) > 20


# ---- long lists

FILTER = """
const q = document.querySelector("[name=q]");
const seen = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const times = [];
for (const words of ["n", "ne", "net", "net q", "zzz", "", "2019", ""]) {
  await seen();
  const start = performance.now();
  q.value = words;
  q.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight; // laid out
  times.push(performance.now() - start);
}
return times;
"""


def test_five_thousand_papers_stay_fluid(page: Page, folder: Path) -> None:
    page.browser.resize(360)
    page.open("many", f"#ref-{many_papers(1500)[-1].key}")
    ready = page.run("return performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert page.text("#count") == "5,000 papers"
    assert 0 <= page.run("return document.querySelector('tr:target').getBoundingClientRect().top") < 900
    assert page.run("return document.documentElement.scrollWidth") <= 360
    page.browser.resize(1280)
    times = page.run(FILTER)
    size = (folder / "many.html").stat().st_size
    usual = sorted(times)[len(times) // 2]
    print(f"\n5,000 papers: {size / 1e6:.1f} MB, ready in {ready:.0f} ms, a filter {usual:.0f} to {max(times):.0f} ms")
    assert usual < 400
    page.wait(300)
    few = len(page.run(SEEN, "tr[id]", "id"))
    page.run("document.querySelector('#rest').scrollIntoView()")
    page.wait(300)
    assert 20 < few < len(page.run(SEEN, "tr[id]", "id")) < 500
    page.run("document.querySelector('[name=year]').click()")
    assert 0 <= page.run("return document.querySelector('#now').getBoundingClientRect().top") < 200
