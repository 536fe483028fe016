"""Pages of proceedings: small pages in the dress of each site, with oddities that real ones have; and the real ones."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.identify import address, identifier_of_url
from papercite.providers.markup import bibtex_in, text_of
from papercite.providers.pages import PAGES, ask, parse, takes
from papercite.providers.provider import Answer
from papercite.record import Identifier, Person, Record
from providers.samples import samples_of
from providers.told import as_told, expected_of

if TYPE_CHECKING:
    from pathlib import Path

CVF = "openaccess.thecvf.com/content_nowhere_2020/html/Nobody_Nothing_NOWHERE_2020_paper.html"
PMLR = "proceedings.mlr.press/v999/nobody20a.html"
ADA, JAN = Person("Nobody", "Ada"), Person("Modaal", "Jan", "van")
DEEP = f"@misc{{a, title = {{{'{' * 8000}Nothing at All{'}' * 8000}}}}}"
INVERTED = (("citation_author", "Nobody, Ada"), ("citation_author", "van Modaal, Jan"))
SPOKEN = (("citation_author", "Ada Nobody"), ("citation_author", "Jan van Modaal"))


def page(*tags: tuple[str, str], body: str = "<p>We write of nothing.</p>", title: str = "Nothing at All") -> str:
    metas = "\n".join(f'<meta name="{name}" content="{escape(value)}">' for name, value in tags)
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="citation_title" content="{escape(title)}">\n'
        f"{metas}</head><body>{body}</body></html>"
    )


def answered(text: str, status: int = 200) -> Answer:
    return Answer("https://example.org/", status, text.encode(), {}, "2026-11-23T10:00:00Z")


def record_of(text: str, where: str = CVF) -> Record:
    asked = Identifier("url", where)
    (record,) = parse(answered(text), [asked])[asked]
    return record


# ---- asking


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("http://openaccess.thecvf.com/content_cvpr_2018/papers/A_B_CVPR_2018_paper.pdf",
         "https://openaccess.thecvf.com/content_cvpr_2018/html/A_B_CVPR_2018_paper.html"),
        ("http://proceedings.mlr.press/v97/tan19a/tan19a.pdf", "https://proceedings.mlr.press/v97/tan19a.html"),
        ("https://www.usenix.org/conference/osdi20/presentation/zhu",
         "https://www.usenix.org/conference/osdi20/presentation/zhu"),
        ("https://www.aclweb.org/anthology/P17-2044.pdf", "https://aclanthology.org/P17-2044/"),
        ("https://aclanthology.org/2021.naacl-main.208", "https://aclanthology.org/2021.naacl-main.208/"),
    ],
)  # fmt: skip
def test_an_address_is_asked_for_its_page(url: str, page: str) -> None:
    identifier = identifier_of_url(url)
    assert identifier is not None
    assert takes(identifier)
    request = ask([identifier])
    assert (request.url, request.query, request.accept) == (page, (), "text/html")
    assert request.url.split("/")[2] in PAGES.hosts


@pytest.mark.parametrize("where", ["example.org/paper.pdf", "usenix.org/system/files/sec22-nobody.pdf", "medium.com/x"])
def test_other_addresses_are_not_asked(where: str) -> None:
    assert not takes(Identifier("url", where))


def test_pages_are_asked_slowly() -> None:
    assert (PAGES.pace_s, PAGES.concurrency, PAGES.is_markup, PAGES.routes[0].batch) == (2.0, 1, True, 1)


# ---- sites

RECORD = Record(
    source="pages",
    id=CVF,
    type="paper-conference",
    title="Nothing at All",
    authors=(ADA, JAN),
    venue="Conference on Nothing",
    container_title="Conference on Nothing",
    pages="11-20",
    year=2020,
    url=f"https://{CVF}",
    retrieved="2026-11-23",
)
FACTS = (
    ("citation_conference_title", "Conference on Nothing"), ("citation_publication_date", "2020"),
    ("citation_firstpage", "11"), ("citation_lastpage", "20"),
)  # fmt: skip
BIBTEX = """@InProceedings{Nobody_2020_NOWHERE,
author = {Nobody, Ada and van Modaal, Jan},
title = {Nothing at All},
booktitle = {Proceedings of the Conference on Nothing},
series = {Nothing's Series}, publisher = {Nobody's Press},
month = {June}, volume = {7},
year = {2020}, pages = {11--20}
}"""


@pytest.mark.parametrize("names", [INVERTED, SPOKEN])
def test_tags_make_a_record(names: tuple[tuple[str, str], ...]) -> None:
    assert record_of(page(*names, *FACTS)) == RECORD


def test_bibtex_adds_only_what_tags_lack() -> None:
    """CVF's stands in a box with <br>, or with line ends."""
    boxes = (f'<div class="bibref">{BIBTEX.replace(chr(10), "<br>" + chr(10))}</div>',
             f'<div class="bibref pre-white-space">{BIBTEX}</div>')  # fmt: skip
    for box in boxes:
        record = record_of(page(*INVERTED, *FACTS, body=f"<h1>Nothing</h1>[bibtex]{box}"))
        assert record == RECORD._replace(
            series="Nothing's Series", publisher="Nobody's Press", month=6, volume="7",
        )  # fmt: skip


@pytest.mark.parametrize("element", ["pre", "code"])
def test_bibtex_stands_in_other_elements_too(element: str) -> None:
    """Those of other forms, and of other papers, are passed over."""
    boxes = f"<pre>%0 Conference</pre><pre>{BIBTEX.replace('Nothing at All', 'Something')}</pre>"
    body = f"{boxes}<{element} class='citecode'>{escape(BIBTEX)}</{element}><pre>never closed"
    record = record_of(page(*INVERTED, ("citation_publication_date", "2020/07/01"), body=body), PMLR)
    assert record == RECORD._replace(
        id=PMLR, url=f"https://{PMLR}", venue="Proceedings of the Conference on Nothing", publisher="Nobody's Press",
        container_title="Proceedings of the Conference on Nothing", series="Nothing's Series", month=7, volume="7",
    )  # fmt: skip


def test_bibtex_knows_the_parts_of_a_spoken_name() -> None:
    bibtex = BIBTEX.replace("Nobody, Ada and van Modaal, Jan", "Le Nobody, Ada")
    names = ("citation_author", "Ada Le Nobody")
    assert record_of(page(names, *FACTS, body=f"<pre>{bibtex}</pre>")).authors == (Person("Le Nobody", "Ada"),)


@pytest.mark.parametrize(
    "bibtex", ["@inproceedings{x", "@misc{a, title = {Nothing at All}", "@x{,}", "@" + "{" * 30_000, DEEP]
)
def test_bibtex_that_cannot_be_read_says_nothing(bibtex: str) -> None:
    assert record_of(page(*INVERTED, *FACTS, body=f"<pre>{bibtex}</pre>")) == RECORD
    assert bibtex_in([bibtex]) == Record()


def test_institutions_and_addresses_of_people_are_not_read() -> None:
    between = [("citation_author_institution", "Nobody's Institute"), ("citation_author_email", "ada@nobody.example")]
    tags = (INVERTED[0], *between, INVERTED[1], *between)
    assert record_of(page(*tags, *FACTS)) == RECORD


def test_references_of_the_paper_are_not_its_own() -> None:
    reference = ("citation_reference", "citation_author=Max Mustermann; citation_doi=10.5555/other; citation_title=O")
    assert record_of(page(reference, *INVERTED, *FACTS)) == RECORD


def test_markup_in_names_and_titles_is_taken_off() -> None:
    """Some old pages of PMLR have escaped markup round accents."""
    text = page(
        ("citation_author", "N<span>ö</span>b&oacute;dy, Ada"), *FACTS, title="On <i>H</i><sub>2</sub>O &amp; More"
    )
    record = record_of(text)
    assert (record.authors, record.title) == ((Person("Nöbódy", "Ada"),), "On H2O & More")


@pytest.mark.parametrize(
    ("name", "date", "expected"),
    [
        ("citation_publication_date", "1988", (1988, None)),
        ("citation_publication_date", "2021/6", (2021, 6)),
        ("citation_publication_date", "2015/04/01", (2015, 4)),
        ("citation_publication_date", "2024-12-16", (2024, 12)),
        ("citation_date", "2019/01/28", (2019, 1)),
        ("citation_publication_date", "2020/13", (2020, None)),
        ("citation_publication_date", "soon", (None, None)),
        ("citation_publication_date", "20201", (2020, None)),
    ],
)
def test_dates(name: str, date: str, expected: tuple[int | None, int | None]) -> None:
    record = record_of(page(*INVERTED, (name, date), ("citation_online_date", "")))
    assert (record.year, record.month) == expected


def test_the_date_of_publication_is_believed_before_that_of_the_page() -> None:
    dates = (
        ("citation_online_date", "2023/01/01"),
        ("citation_date", "2021/02"),
        ("citation_publication_date", "2020"),
    )
    assert record_of(page(*INVERTED, *dates)).year == 2020


@pytest.mark.parametrize(
    ("url", "links"), [("https://example.org/x.pdf", ("https://example.org/x.pdf",)), ("x.pdf", ()), ("../x.pdf", ())]
)
def test_a_relative_address_of_a_pdf_is_ignored(url: str, links: tuple[str, ...]) -> None:
    assert record_of(page(*INVERTED, ("citation_pdf_url", url))).links == links


@pytest.mark.parametrize(
    ("name", "container", "expected"),
    [
        ("citation_conference_title", "Meeting of Nobodies", "paper-conference"),
        ("citation_inbook_title", "Some Volume", "paper-conference"),
        ("citation_journal_title", "Journal of Nothing", "article-journal"),
        ("citation_journal_title", "Advances in Neural Information Processing Systems", "paper-conference"),
        ("citation_journal_title", "Proceedings of the AAAI Conference on Artificial Intelligence", "paper-conference"),
        ("citation_journal_title", "Proceedings of Machine Learning and Systems", "paper-conference"),
        ("citation_journal_title", "Proceedings of a Conference on Nothing", "paper-conference"),
        ("citation_journal_title", "Proceedings of the IEEE", "article-journal"),
        ("citation_journal_title", "Journal of Machine Learning Research", "article-journal"),
    ],
)
def test_types(name: str, container: str, expected: str) -> None:
    record = record_of(page(*INVERTED, (name, container)))
    assert (record.type, record.container_title) == (expected, container)


def test_a_page_of_arxiv_is_of_a_preprint() -> None:
    record = record_of(page(*INVERTED, ("citation_date", "2020/01/01"), ("citation_arxiv_id", "2001.00001")))
    assert (record.type, record.venue, record.arxiv) == ("article", "arXiv", "2001.00001")


def test_the_authors_of_ijcai_stand_in_order_in_a_heading_only() -> None:
    heading = "<h1>Nothing</h1><h2> Jan van Modaal,\nAda Nobody </h2>"
    where = "ijcai.org/proceedings/2018/512"
    record = record_of(page(*SPOKEN, ("citation_publication_date", "2018"), body=heading), where)
    assert record.authors == (JAN, ADA)
    assert (record.type, record.venue, record.doi) == ("paper-conference", "IJCAI", "10.24963/ijcai.2018/512")
    assert record_of(page(*SPOKEN, body="<h2>Jan van Modaal, Somebody Else</h2>"), where).authors == (ADA, JAN)


def test_a_page_of_the_anthology_is_found_by_number() -> None:
    asked = Identifier("acl", "P17-2044")
    text = page(*SPOKEN, *FACTS, ("citation_doi", "10.18653/v1/P17-2044"))
    (record,) = parse(answered(text), [asked])[asked]
    assert (record.acl, record.doi, record.url) == (
        "P17-2044",
        "10.18653/v1/p17-2044",
        "https://aclanthology.org/P17-2044/",
    )


def test_tags_may_stand_without_quotes_and_end_tags() -> None:
    """As the Anthology's pages do."""
    head = '<!doctype html><html lang=en><head><meta charset=utf-8><meta content="Nothing at All" name=citation_title>'
    tags = '<meta content="Ada Nobody" name=citation_author><meta content=2020 name=citation_publication_date>'
    record = record_of(f"{head}{tags}<nav>Home<p>Text")
    assert (record.title, record.authors, record.year) == ("Nothing at All", (ADA,), 2020)


@pytest.mark.parametrize(
    ("declared", "headers", "charset"),
    [
        ("utf-8", {}, "utf-8"),
        ("iso-8859-1", {}, "latin-1"),
        ("utf-8", {"content-type": "text/html; charset=ISO-8859-1"}, "latin-1"),
        ("utf-8", {}, "cp1252"),  # it lies
        ("x-nobody-knows", {}, "utf-8"),
        ("idna", {}, "utf-8"),
        ("rot13", {}, "utf-8"),
    ],
)
def test_character_sets(declared: str, headers: dict[str, str], charset: str) -> None:
    text = page(("citation_author", "Nöbody, Ada"), *FACTS).replace('charset="utf-8"', f'charset="{declared}"')
    assert text_of(text.encode(charset), headers.get("content-type", "")) == text


# ---- IEEE Xplore


def xplore(data: str, before: str = "xplGlobal.") -> str:
    login = "<form><input type='password' name='p'></form>"
    script = f"<script>var a = 1;\n{before}document.metadata={data};\n</script>"
    return f"<html><head><title>X</title></head><body>{login}{script}</body></html>"


def test_xplore_holds_its_facts_in_a_script() -> None:
    data = (
        '{"userInfo": {"a": [1]}, "authors": [{"name": "Jan van Modaal", "firstName": "Jan", "lastName": "van Modaal"},'
        ' {"name": "Ada Nobody"}], "title": "Nothing &amp; <i>More</i>", "startPage": "1", "endPage": "8",'
        ' "publicationTitle": "2020 Conference on Nothing", "publicationYear": "2020", "isConference": true,'
        ' "doi": "10.5555/NOWHERE.1", "publisher": "IEEE"}'
    )
    for before in ("global.", "xplGlobal."):
        record = record_of(xplore(data, before), "ieeexplore.ieee.org/document/1")
        assert record == Record(
            source="pages", id="ieeexplore.ieee.org/document/1", type="paper-conference", title="Nothing & More",
            authors=(JAN, ADA), venue="2020 Conference on Nothing", container_title="2020 Conference on Nothing",
            pages="1-8", year=2020, publisher="IEEE", doi="10.5555/nowhere.1",
            url="https://ieeexplore.ieee.org/document/1", retrieved="2026-11-23",
        )  # fmt: skip


@pytest.mark.parametrize("data", ["{", '{"title": 1}', "{}", '{"title": "x'])
def test_xplore_without_facts_is_its_login_page(data: str) -> None:
    with pytest.raises(BadAnswer, match="login"):
        record_of(xplore(data))


# ---- absences and what cannot be read

ANUBIS = (
    "<!DOCTYPE html><html><head><title>Making sure you&#39;re not a bot!</title></head><body><p>…</p></body></html>"
)


@pytest.mark.parametrize(
    "text",
    [
        ANUBIS,
        '<html><head><link href="/.within.website/x/xess.css"></head><body></body></html>',
        "<html><head><title>Just a moment...</title></head><body></body></html>",
        '<html><head></head><body><div class="g-recaptcha"></div></body></html>',
        '<html><body><form><input name="p" type="password"></form></body></html>',
        "",
        "   ",
        "%PDF-1.5\n%\u00d0\u00d4",
        '{"error": "no page"}',
        page(*INVERTED, *FACTS)[:200],
        page(*INVERTED, *FACTS).partition("</head>")[0],
        page(*INVERTED, *FACTS, title="No\0thing"),
        "<html><body><![nonsense[",
    ],
)
def test_a_page_that_is_none_is_not_an_absence(text: str) -> None:
    with pytest.raises(BadAnswer, match="pages"):
        parse(answered(text), [Identifier("url", CVF)])


def test_a_paper_may_be_about_walls() -> None:
    record = record_of(
        page(*INVERTED, title="Just a Moment... A Study of CAPTCHAs", body='<div class="g-recaptcha"></div>')
    )
    assert record.title == "Just a Moment... A Study of CAPTCHAs"


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (404, "<html><head><title>404 Not Found</title></head></html>"),
        (200, "<html><head><title>A page of something else</title></head><body><p>Words</p></body></html>"),
        (200, '<html><head><meta name="citation_author" content="Nobody, Ada"></head><body></body></html>'),
        (200, f"<html><body><pre>{BIBTEX}</pre></body></html>"),
    ],
)
def test_a_page_without_a_title_in_its_tags_is_an_absence(status: int, text: str) -> None:
    assert parse(answered(text, status), [Identifier("url", CVF)]) == {}


# ---- real answers

EXPECTED = expected_of("pages")


@pytest.mark.parametrize("name", EXPECTED)
def test_real_answers_say_what_a_person_reads_in_them(shared: Path, name: str) -> None:
    answer = samples_of(shared / "samples", "pages")[name].answer
    asked = Identifier("url", address(answer.url))
    if EXPECTED[name].works == "BadAnswer":
        with pytest.raises(BadAnswer):
            parse(answer, [asked])
    else:
        assert as_told(parse(answer, [asked]).get(asked, ()), EXPECTED[name]) == EXPECTED[name]


FIRST: dict[str, dict[str, Any]] = {
    "acl_anthology_N04-1001.html": {"month": 5, "publisher": "Association for Computational Linguistics"},
    "acl_anthology_2021.naacl-main.208.html": {"pages": "2627-2636", "month": 6, "type": "paper-conference"},
    "aaai_ocs_workshop_10081.html": {"type": "paper-conference", "month": 4, "doi": ""},
    "neurips_new_1988_hash.html": {"type": "paper-conference", "volume": "1", "pages": ""},
    "nips_old_8668.html": {"type": "paper-conference", "pages": "4145-4155"},
    "pmlr_v37_scholkopf15.html": {"pages": "2218-2226", "links": ()},
    "springer_article_BF02727953.html": {"type": "article-journal", "volume": "37", "number": "1", "pages": "1-23"},
    "ieeexplore_6649456.html": {"type": "paper-conference", "pages": "1398-1402", "publisher": "IEEE"},
    "usenix_bulekov.html": {"venue": "31st USENIX Security Symposium (USENIX Security 22)", "pages": "1221-1238"},
}  # fmt: skip


@pytest.mark.parametrize("name", FIRST)
def test_real_pages_tell_more_than_that(shared: Path, name: str) -> None:
    answer = samples_of(shared / "samples", "pages")[name].answer
    ((record,),) = parse(answer, [Identifier("url", address(answer.url))]).values()
    assert {field: getattr(record, field) for field in FIRST[name]} == FIRST[name]


def test_every_real_answer_is_read(shared: Path) -> None:
    assert set(samples_of(shared / "samples", "pages")) == set(EXPECTED)
