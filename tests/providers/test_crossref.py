"""Crossref: what is asked, the shapes that publishers deposit, what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from papercite.errors import BadAnswer
from papercite.identify import canonical
from papercite.providers import local
from papercite.providers.clean import with_subtitle
from papercite.providers.crossref import (
    API,
    CROSSREF,
    FIELDS,
    ask_list,
    ask_title,
    ask_work,
    authors_of,
    container_and_series_of,
    is_listable,
    parse_list,
    parse_title,
    parse_work,
    title_of,
    type_of,
    year_and_month_of,
)
from papercite.providers.provider import Answer, Request
from papercite.record import Identifier, Person, Record

from .samples import samples_of, summaries

if TYPE_CHECKING:
    from pathlib import Path

URL = f"{API}?filter=doi:10.1000/a"


def doi(text: str) -> Identifier:
    return Identifier("doi", text)


def title(text: str) -> Identifier:
    return Identifier("title", text)


def answer(body: Any, status: int = 200) -> Answer:
    return Answer(URL, status, json.dumps(body).encode(), fetched_at="2026-11-23T10:00:00Z")


def one(work: Any) -> Answer:
    return answer({"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": work})


def many(*works: Any, kind: str = "work-list") -> Answer:
    message = {"total-results": len(works), "items": list(works), "items-per-page": 20, "facets": {}}
    return answer({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message})


def date(*parts: int | None) -> dict[str, Any]:
    return {"date-parts": [list(parts)]}


PAPER = {
    "DOI": "10.1109/cvpr.2017.1",
    "type": "proceedings-article",
    "title": ["Nets"],
    "subtitle": ["A Study"],
    "author": [
        {"given": "Ann", "family": "Lee", "sequence": "first", "affiliation": []},
        {"given": "Aaron", "family": "van den Oord", "sequence": "additional", "suffix": "Jr."},
    ],
    "container-title": ["2017 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"],
    "event": {"name": "CVPR", "start": date(2017, 7, 21), "end": date(2017, 7, 26)},
    "published-print": date(2017, 7),
    "issued": date(2017, 7),
    "page": "5406–5414",
    "publisher": "IEEE",
}


# ---- asking


def test_many_dois_are_one_request_for_the_fields_that_are_read() -> None:
    query = (("filter", "doi:10.1000/a,doi:10.1000/b_(1)"), ("rows", "2"), ("select", FIELDS))
    assert ask_list([doi("10.1000/a"), doi("10.1000/b_(1)")]) == Request(API, query)


@pytest.mark.parametrize(
    ("value", "listable"),
    [
        ("10.1109/cvpr52688.2022.00805", True),
        ("10.1007/978-3-642-33191-6_49", True),
        ("10.1016/s0005-1098(00)00106-0", True),
        ("10.36505/exling-2022/13/0038", True),
        ("10.1001/jama.251.19.2504,2509", False),
        ("10.1002/(sici)1099-0771(199806)11:2<107::aid-bdm292>3.0.co;2-y", False),
        ("10.1000/a b", False),
        ("10.1000/größe", False),
        ("10.1000/a&b", False),
    ],
)
def test_a_doi_that_would_break_the_filter_is_asked_for_alone(value: str, listable: bool) -> None:
    taken = [route.takes(doi(value)) for route in CROSSREF.routes if route.takes]
    assert (is_listable(doi(value)), taken) == (listable, [listable, not listable])


def test_a_single_doi_is_quoted_whole() -> None:
    assert ask_work([doi("10.1002/x<1::y,#/")]) == Request(f"{API}/10.1002%2Fx%3C1%3A%3Ay%2C%23%2F")


def test_a_title_is_searched_for_as_it_is() -> None:
    query = (("query.bibliographic", "XNOR-Net: A & B"), ("rows", "5"), ("select", FIELDS))
    assert ask_title([title("XNOR-Net: A & B")]) == Request(API, query)


def test_the_row_says_what_crossref_wants() -> None:
    assert (CROSSREF.hosts, CROSSREF.pace_s, CROSSREF.concurrency) == (("api.crossref.org",), 0.34, 3)
    assert [(route.schemes, route.batch) for route in CROSSREF.routes] == [
        (("doi",), 40),
        (("doi",), 1),
        (("title",), 1),
    ]
    assert CROSSREF.mailto_parameter == "mailto"


# ---- whole answers

RECORD = Record(
    source="crossref",
    id="10.1109/cvpr.2017.1",
    type="paper-conference",
    title="Nets: A Study",
    authors=(Person("Lee", "Ann"), Person("Oord", "Aaron", "van den", "Jr.")),
    venue="2017 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
    container_title="2017 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
    pages="5406-5414",
    year=2017,
    month=7,
    publisher="IEEE",
    doi="10.1109/cvpr.2017.1",
    retrieved="2026-11-23",
)


def test_a_work_becomes_a_record_alone_and_in_a_list() -> None:
    asked = [doi("10.1109/cvpr.2017.1")]
    expected = {asked[0]: (RECORD,)}
    assert (parse_work(one(PAPER), asked), parse_list(many(PAPER), asked)) == (expected, expected)


def test_dois_are_compared_without_case_and_the_missing_one_is_absent() -> None:
    found = parse_list(many({**PAPER, "DOI": "10.1000/B"}, PAPER), [doi("10.1000/a"), doi("10.1000/b")])
    assert [(name, records[0].doi) for name, records in found.items()] == [(doi("10.1000/b"), "10.1000/B")]


def test_a_doi_with_angle_brackets_is_no_markup() -> None:
    old = "10.1002/(sici)1:2<a::aid-b>3.0.co;2-y"
    assert list(parse_work(one({**PAPER, "DOI": old}), [doi(old)])) == [doi(old)]


def test_a_search_gives_all_hits_in_their_order_and_none_is_absent() -> None:
    hits = parse_title(many({**PAPER, "DOI": "10.1000/b"}, PAPER), [title("nets")])
    assert [record.doi for record in hits[title("nets")]] == ["10.1000/b", "10.1109/cvpr.2017.1"]
    assert parse_title(many(), [title("nets")]) == {}


def test_not_found_is_a_line_of_text() -> None:
    assert parse_work(Answer(URL, 404, b"Resource not found."), [doi("10.1000/a")]) == {}


def test_a_work_without_any_title_is_absent() -> None:
    assert parse_work(one({**PAPER, "title": [], "subtitle": []}), [doi("10.1109/cvpr.2017.1")]) == {}


def test_a_correction_stays_a_correction() -> None:
    (hits,) = parse_title(many({**PAPER, "title": ["Correction to: Nets"], "subtitle": []}), [title("nets")]).values()
    assert hits[0].title == "Correction to: Nets"


WHOLE = one(PAPER).body


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Resource not found.",
        b"<html><body>429 Too Many Requests</body></html>",
        WHOLE[: len(WHOLE) // 2],
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b"null",
        b"[]",
        json.dumps([PAPER]).encode(),
        json.dumps({"message": PAPER}).encode(),
        one([PAPER]).body,
        one({**PAPER, "DOI": None}).body,
        many(PAPER, None).body,
        many({"title": ["No DOI"]}).body,
        many(kind="work").body,
        answer({"status": "failed", "message-type": "validation-failure", "message": [{"type": "x"}]}).body,
        answer({"status": "error", "message-type": "exception", "message": {"name": "x"}}).body,
    ],
    ids=range(17),
)
def test_what_is_no_work_is_refused_with_its_bytes(body: bytes) -> None:
    for parse, asked in ((parse_list, doi("10.1000/a")), (parse_work, doi("10.1000/a")), (parse_title, title("nets"))):
        with pytest.raises(BadAnswer) as caught:
            parse(Answer(URL, 200, body), [asked])
        assert (caught.value.provider, caught.value.url, caught.value.body) == ("crossref", URL, body)


@pytest.mark.parametrize("odd", [None, True, 0, "", "x", [], [None], [[]], [{}], {}, {"date-parts": None}], ids=repr)
@pytest.mark.parametrize("name", sorted(PAPER.keys() - {"DOI", "title"}))
def test_a_field_of_any_shape_costs_that_field_at_most(name: str, odd: Any) -> None:
    (records,) = parse_list(many({**PAPER, name: odd}), [doi("10.1109/cvpr.2017.1")]).values()
    assert records[0].title.startswith("Nets")


def test_a_404_that_does_not_come_from_a_single_work_is_refused() -> None:
    with pytest.raises(BadAnswer):
        parse_work(Answer(URL, 404, b"\n<!DOCTYPE html><title>Not Found</title>"), [doi("10.1000/a")])
    with pytest.raises(BadAnswer):
        parse_list(Answer(URL, 404, b"Resource not found."), [doi("10.1000/a")])


# ---- a work's parts


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        ({}, ""),
        ({"title": None}, ""),
        ({"title": "Not a list"}, ""),
        ({"title": [""], "original-title": ["原題"]}, "原題"),
        ({"title": [], "original-title": []}, ""),
        ({"title": ["0"]}, "0"),
        ({"title": ["Deutscher Titel", "English title"], "subtitle": ["Unter", "Sub"]}, "Deutscher Titel: Unter"),
        ({"title": ["Deep\n   <i>Q</i>-learning &amp; H<sub>2</sub>O"]}, "Deep Q-learning & H2O"),
        ({"title": ["The δ&amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C Decline"]}, "The δ13C Decline"),
        (
            {"title": ["at<mml:math><mml:mi>N</mml:mi><mml:mo>=</mml:mo><mml:mn>8</mml:mn></mml:math>spins"]},
            "at N=8 spins",
        ),
        ({"title": ["Filters"], "subtitle": [""]}, "Filters"),
    ],
)
def test_the_title_of_a_work(work: dict[str, Any], expected: str) -> None:
    assert title_of(work) == expected


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Filters", "Overcoming the Trade-Off", "Filters: Overcoming the Trade-Off"),
        ("Filters:", "Overcoming", "Filters: Overcoming"),
        ("Filters: Overcoming the Trade-Off", "Overcoming the trade-off", "Filters: Overcoming the Trade-Off"),
        ("Evidence of Abortus in Punjab - A Study", "Evidence of abortus", "Evidence of Abortus in Punjab - A Study"),
        ("The Martian", "Art", "The Martian: Art"),
        ("Is it so?", "A Survey", "Is it so? A Survey"),
        ("Filters", "", "Filters"),
        ("", "Overcoming", "Overcoming"),
        ("", "", ""),
    ],
)
def test_a_subtitle_is_joined_once(title: str, subtitle: str, whole: str) -> None:
    assert with_subtitle(title, subtitle) == whole


@pytest.mark.parametrize(
    ("author", "person"),
    [
        ({"given": "Ann", "family": "Lee"}, Person("Lee", "Ann")),
        ({"given": "Ann Mary", "family": "García López"}, Person("García López", "Ann Mary")),
        ({"given": "Emile", "family": "van Lieshout"}, Person("Lieshout", "Emile", "van")),
        ({"given": "Sammy", "family": "Davis", "suffix": "Jr."}, Person("Davis", "Sammy", "", "Jr.")),
        ({"given": "Sammy", "family": "Davis, Jr."}, Person("Davis", "Sammy", "", "Jr.")),
        ({"family": "Ehtisham-ul-Haq"}, Person("Ehtisham-ul-Haq")),
        ({"given": "Plato", "family": ""}, Person("Plato")),
        ({"given": None, "family": "Plato"}, Person("Plato")),
        ({"name": "GTEx Consortium"}, Person(literal="GTEx Consortium")),
        ({"name": "DeepMind"}, Person(literal="DeepMind")),
        ({"family": "The Qwen Team"}, Person(literal="The Qwen Team")),
        ({"given": "Jos&eacute;", "family": "O&apos;Neill"}, Person("O'Neill", "José")),
        ({"given": "JOHN", "family": "SMITH"}, Person("Smith", "JOHN")),
        ({"given": "P.", "family": "O’NEILL-MÜLLER"}, Person("O’Neill-Müller", "P.")),
        ({"given": "W.", "family": "LIU"}, Person("LIU", "W.")),
        ({"given": "A.", "family": "McDONALD"}, Person("McDONALD", "A.")),
        ({"given": "明", "family": "山田太郎"}, Person("山田太郎", "明")),
    ],
)
def test_an_author_of_any_form(author: dict[str, Any], person: Person) -> None:
    assert authors_of({"author": [author]}) == (person,)


@pytest.mark.parametrize("authors", [None, [], "Ann Lee", [None, "Ann Lee", {}, {"affiliation": [{"name": "MIT"}]}]])
def test_no_author_is_no_author(authors: Any) -> None:
    assert authors_of({"author": authors}) == ()


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        ({"type": "journal-article"}, "article-journal"),
        ({"type": "proceedings-article"}, "paper-conference"),
        ({"type": "posted-content", "subtype": "preprint"}, "article"),
        ({"type": "book-chapter", "container-title": ["Shoulder Stiffness"]}, "chapter"),
        ({"type": "book-chapter", "container-title": ["Vision"], "event": {"name": "ECCV"}}, "paper-conference"),
        (
            {"type": "book-chapter", "container-title": ["Lecture Notes in Computer Science", "ECCV"]},
            "paper-conference",
        ),
        (
            {"type": "book-chapter", "container-title": ["ECCV", "Lecture Notes in Computer Science"]},
            "paper-conference",
        ),
        ({"type": "book-chapter", "container-title": ["Lecture Notes in Mathematics", "Curves"]}, "chapter"),
        ({"type": "monograph"}, "book"),
        ({"type": "proceedings"}, "book"),
        ({"type": "dissertation"}, "thesis"),
        ({"type": "report"}, "report"),
        ({"type": "component"}, "document"),
        ({"type": "a-type-of-next-year"}, "document"),
        ({"type": None}, ""),
        ({}, ""),
    ],
)
def test_types_are_those_of_csl(work: dict[str, Any], kind: str) -> None:
    assert type_of(work) == kind


LNCS, ECCV = "Lecture Notes in Computer Science", "Computer Vision – ECCV 2016"


@pytest.mark.parametrize(
    ("kind", "titles", "expected"),
    [
        ("book-chapter", [LNCS, ECCV], (ECCV, LNCS)),
        ("book-chapter", [ECCV, LNCS], (ECCV, LNCS)),
        ("book-chapter", [LNCS], (LNCS, "")),
        ("proceedings-article", ["Research Series", "Proceedings of X"], ("Proceedings of X", "Research Series")),
        ("journal-article", ["Journal of A &amp; B", "J. A B"], ("Journal of A & B", "")),
        ("journal-article", ["Nature", "Nature"], ("Nature", "")),
        ("posted-content", [], ("", "")),
        ("posted-content", None, ("", "")),
    ],
)
def test_a_volume_is_told_from_its_series(kind: str, titles: Any, expected: tuple[str, str]) -> None:
    assert container_and_series_of({"type": kind, "container-title": titles}) == expected


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (
            {"published-print": date(2018, 3), "published-online": date(2017, 12, 1), "issued": date(2017, 12, 1)},
            (2018, 3),
        ),
        ({"published-online": date(2018, 1, 2), "event": {"start": date(2017, 7, 21)}}, (2017, 7)),
        ({"published-online": date(2018, 1, 2), "event": {"name": "CVPR"}}, (2018, 1)),
        ({"published-online": date(2018, 1, 2), "event": "CVPR"}, (2018, 1)),
        ({"issued": date(2007)}, (2007, None)),
        ({"issued": date(2007, 13)}, (2007, None)),
        ({"issued": date(2007, None)}, (2007, None)),
        ({"issued": date(None)}, (None, None)),
        ({"issued": date(20177)}, (None, None)),
        ({"issued": {"date-parts": []}}, (None, None)),
        ({"issued": {"date-parts": [[]]}}, (None, None)),
        ({"issued": {"date-parts": [["2007"]]}}, (None, None)),
        ({"published-print": date(None), "issued": date(2007)}, (2007, None)),
        ({"issued": None}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_the_year_is_that_of_print_then_of_the_conference(work: Any, expected: tuple[int | None, int | None]) -> None:
    assert year_and_month_of(work, is_conference=True) == expected


def test_an_article_of_a_journal_has_no_conference() -> None:
    work = {"published-online": date(2018, 1, 2), "event": {"start": date(2017, 7, 21)}}
    assert year_and_month_of(work, is_conference=False) == (2018, 1)


@pytest.mark.parametrize(
    ("more", "pages"),
    [
        ({"page": "525-542"}, "525-542"),
        ({"page": "525 – 542"}, "525-542"),
        ({"page": "60-60"}, "60"),
        ({"page": "e1395120"}, "e1395120"),
        ({"page": "S3-S9, S14"}, "S3-S9, S14"),
        ({"page": "7", "article-number": "AID1555"}, "7"),
        ({"page": None, "article-number": "e01735-25"}, "e01735-25"),
        ({"page": None}, ""),
    ],
)
def test_pages_are_a_range_or_the_number_of_the_article(more: dict[str, Any], pages: str) -> None:
    (records,) = parse_work(one({**PAPER, **more}), [doi("10.1109/cvpr.2017.1")]).values()
    assert records[0].pages == pages


# ---- real answers: how many records, and what the first of them are

REFUSED: tuple[int, list[str]] = (-1, [])
EXPECTED: dict[str, tuple[int, list[str]]] = {
    "items_select_cvpr_10.1109.json": REFUSED,
    "work_404_arxiv_doi.txt": (0, []),
    "work_author_consortium_name_10.1038_ng.3834.json": (
        1,
        ["10.1038/ng.3834 | 2017 | Chiang, GTEx Consortium and 12 more | The impact of st… gene expression"],
    ),
    "work_author_empty_given_10.1111_j.1865-1682.2010.01171.x.json": (
        1,
        [
            "10.1111/j.1865-1682.2010.01171.x | 2010 | Abubakar, Javed Arshed and 3 more | Serological Evid…-Sectional Study"  # noqa: E501
        ],
    ),
    "work_chapter_springer_10.1007_978-3-662-46370-3_13.json": (
        1,
        ["10.1007/978-3-662-46370-3_13 | 2015 | Diercks, Ludvigsen | Clinical Symptom…cal Examinations"],
    ),
    "work_chapter_springer_lncs_10.1007_978-3-642-33191-6_49.json": (
        1,
        ["10.1007/978-3-642-33191-6_49 | 2012 | Chen, Panin and 1 more | Human Body Orien…tiview Scenarios"],
    ),
    "work_invalid_date_10.1055_s-0039-1690894.json": (
        1,
        ["10.1055/s-0039-1690894 | 2020 | Cheung, Ma and 2 more | Silver-Catalyzed…rboxylate Esters"],
    ),
    "work_journal_ml_10.1038_s42256-024-00832-8.json": (
        1,
        ["10.1038/s42256-024-00832-8 | 2024 | M. Bran, Cox and 4 more | Augmenting large… chemistry tools"],
    ),
    "work_multiple_titles_10.1007_s00120-007-1345-2.json": (
        1,
        ["10.1007/s00120-007-1345-2 | 2007 | Lehsnau | Penisverletzung …bstverstümmelung"],
    ),
    "work_no_author_null_issued_component.json": (0, []),
    "work_original_title_non_latin_10.7600_jspfsm.56.60.json": (
        1,
        ["10.7600/jspfsm.56.60 | 2007 |  | 自律神経・循環器応答"],
    ),
    "work_preprint_biorxiv_10.1101_2024.04.01.587366.json": (
        1,
        ["10.1101/2024.04.01.587366 | 2024 | Herger, Kajba and 4 more | High-throughput …ed prime editing"],
    ),
    "work_proceedings_acm_10.1145_3448016.3452841.json": (
        1,
        ["10.1145/3448016.3452841 | 2021 | Pandey, Conway and 4 more | Vector Quotient …in Filter Design"],
    ),
    "work_proceedings_ieee_10.1109_iccv.2007.4408927.json": (
        1,
        ["10.1109/iccv.2007.4408927 | 2007 | Sinop, Grady | A Seeded Image S… A New Algorithm"],
    ),
    "work_title_double_escaped_10.5194_cp-2020-95.json": (
        1,
        ["10.5194/cp-2020-95 | 2020 | Shao, Stott and 4 more | The Atmospheric …obal Upper Ocean"],
    ),
    "work_title_markup_10.1098_rspb.2017.0132.json": (
        1,
        ["10.1098/rspb.2017.0132 | 2017 | Dougherty, Lieshout and 4 more | Sexual conflict …ruchus maculatus"],
    ),
    "works_error_400_validation.json": REFUSED,
    "works_error_500_stacktrace.json": REFUSED,
    "works_filter_doi_batch_trimmed.json": (
        2,
        [
            "10.1101/2020.09.09.20191205 | 2020 | Wheatley, Juno and 2 more | Evolution of immunity to SARS-CoV-2",
            "10.1128/mbio.01735-25 | 2025 | Song, Mehl and 2 more | ACE-2-like enzym…h immunoglobulin",
        ],
    ),
    "works_filter_list_20.json": (
        20,
        [
            "10.3969/j.issn.1004-4132.2010.01.020 | 2010 | Bai, Wang and 1 more | Image retrieval …c directionality",
            "10.3969/j.issn.1004-4132.2011.02.019 | 2011 | Xu, Zhang and 1 more | Robust dissipati…tic jump systems",
            "10.5555/alias | 2014 | p | alias",
            "10.5555/test_09232011_a | 2011 | patel | Test article 0923",
            "10.5555/cs167art2 | 1995 | Bowman | My article is here",
        ],
    ),
    "works_list_with_mathml_title.json": (
        5,
        [
            "10.1080/19345747.2020.1823538 | 2021 | Sales, Pane | Student Log-Data…ausal Case Study",
            "10.1063/1.4752395 | 2012 | Zhou, Trassin and 9 more | Directed assembl…iFeO3 thin films",
            "10.1145/2649387.2649416 | 2014 | Gallagher, Goldberg | Large highly con…raction networks",
            "10.1103/physrevc.91.057301 | 2015 | Hartley, Riley and 24 more | Persistence of c…88 nucleus Tb153",
            "10.1111/1365-2435.12231 | 2014 | Monclús, Holst and 2 more | Long-term effect…roparous mammals",
        ],
    ),
    "works_query_title_empty.json": (0, []),
    "works_query_title_with_select.json": (
        1,
        ["10.1038/s42256-024-00832-8 | None | M. Bran, Cox and 4 more | Augmenting large… chemistry tools"],
    ),
    "works_query_title_wrong_hit_attention.json": (
        1,
        ["10.18653/v1/n18-2074 | 2018 | Shaw, Uszkoreit and 1 more | Self-Attention w… Representations"],
    ),
    "works_sample_5_mixed_types.json": (
        5,
        [
            "10.1080/19420889.2017.1395120 | 2018 | Medina, Richly | The dire side of… from C. elegans",
            "10.1016/0091-3057(84)90081-9 | 1984 |  | Trichloroethylen…ioid involvement",
            "10.1037/emo0001311.supp | 2024 |  | Supplemental Mat…in Everyday Life",
            "10.1109/icc.2012.6364122 | 2012 | Smith, Lochin and 2 more | Memory and compl…t communications",
            "10.2991/icismme-15.2015.92 | 2015 | Zhang, Du and 5 more | The Element Dist…lity Disturbance",
        ],
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_real_answer_is_read_or_refused(name: str, shared: Path) -> None:
    sample, path, query = samples_of(shared / "samples", "crossref")[name]
    if EXPECTED[name] == REFUSED:
        with pytest.raises(BadAnswer) as caught:
            parse_title(sample, [title("any")])
        assert caught.value.body == sample.body
        return
    asked = [known for text in _dois_in(path, query) if (known := canonical("doi", text))]
    if asked:
        found = (parse_list if query.get("filter") else parse_work)(sample, asked)
    else:
        found = parse_title(sample, [title("any")])
    records = [record for records in found.values() for record in records]
    count, first = EXPECTED[name]
    assert (len(records), summaries(records)[: len(first)]) == (count, first)


def _dois_in(path: str, query: dict[str, str]) -> list[str]:
    if path.startswith("/works/"):
        return [path.removeprefix("/works/")]
    return [part.removeprefix("doi:") for part in query.get("filter", "").split(",") if part.startswith("doi:")]


def test_hits_that_a_client_kept_without_their_envelope_are_read_within_one(shared: Path) -> None:
    sample = samples_of(shared / "samples", "crossref")["items_select_cvpr_10.1109.json"]
    (hits,) = parse_title(many(*json.loads(sample.answer.body)), [title("any")]).values()
    assert summaries(hits)[3:4] == [
        "10.1109/cvpr52688.2022.00805 | None | Yang, Markovic and 3 more | Audio-Visual Spe… by Re-Synthesis"
    ]


DETAILS = {  # type, volume or journal, series, volume, number, pages, month
    "work_chapter_springer_lncs_10.1007_978-3-642-33191-6_49.json": (
        "paper-conference", "Advances in Visual Computing", "Lecture Notes in Computer Science", "", "", "499-508", None
    ),
    "work_chapter_springer_10.1007_978-3-662-46370-3_13.json": (
        "chapter", "Shoulder Stiffness", "", "", "", "155-158", None
    ),
    "work_journal_ml_10.1038_s42256-024-00832-8.json": (
        "article-journal", "Nature Machine Intelligence", "", "6", "5", "525-535", 5
    ),
    "work_proceedings_ieee_10.1109_iccv.2007.4408927.json": (
        "paper-conference", "2007 IEEE 11th International Conference on Computer Vision", "", "", "", "1-8", None
    ),
    "work_title_double_escaped_10.5194_cp-2020-95.json": ("article", "", "", "", "", "", 7),
}  # fmt: skip


@pytest.mark.parametrize("name", DETAILS)
def test_where_a_real_work_stands(name: str, shared: Path) -> None:
    (hits,) = parse_title(samples_of(shared / "samples", "crossref")[name].answer, [title("any")]).values()
    work = hits[0]
    place = (work.type, work.container_title, work.series, work.volume, work.number, work.pages, work.month)
    assert place == DETAILS[name]


# what doi.org and the transform route send is not asked for; their BibTeX is read as a file of a person's would be
BIBTEX = {
    "cn_bibtex_10.1007_BF01700692.bib": ["10.1007/bf01700692 | 1931 | Gödel | Über formal unen"],
    "cn_bibtex_10.1007_s00422-012-0514-6.bib": ["10.1007/s00422-012-0514-6 | 2012 | Loeb | Optimal isn't good enough"],
    "cn_bibtex_10.1086_307221.bib": ["10.1086/307221 | 1999 | Perlmutter, Aldering and 31 more | Measurements of"],
    "cn_bibtex_10.1186_s12984-017-0305-3.bib": ["10.1186/s12984-017-0305-3 | 2017 | Valero-Cuevas, Santello | On"],
    "cn_bibtex_after_redirect.bib": ["10.1126/science.169.3946.635 | 1970 | Frank | The Structure of"],
    "transform_bibtex_10.1038_s42256-024-00832-8.bib": [
        "10.1038/s42256-024-00832-8 | 2024 | M. Bran, Cox and 4 more | Augmenting large"
    ],
    "transform_bibtex_chapter_no_author.bib": [],  # it has no title either
}
PAGES = {
    "cn_302_from_doi_org.html", "cn_400_malformed_doi.html", "cn_404_unknown_doi.html", "ra_10.1109.json",
    "cn_bibtex_10.1103_INVALIDDOI.89.084044_404.html", "cn_bibtex_999999_404.html", "ra_10.48550.json",
}  # fmt: skip
ABSENT = {"transform_bibtex_404.txt"}


@pytest.mark.parametrize("name", BIBTEX)
def test_bibtex_of_crossref_is_read_by_the_local_source(name: str, shared: Path) -> None:
    text = samples_of(shared / "samples", "doi_org")[name].answer.body.decode()
    read = summaries(local.parse(text, name))
    assert [line[: len(start)] for line, start in zip(read, BIBTEX[name], strict=True)] == BIBTEX[name]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_of_doi_org_is_refused_whatever_its_status(name: str, shared: Path) -> None:
    sample = samples_of(shared / "samples", "doi_org")[name]
    with pytest.raises(BadAnswer):
        parse_work(sample.answer, [doi("10.1000/a")])


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_the_transform_route_says_absent_as_the_other_does(name: str, shared: Path) -> None:
    assert parse_work(samples_of(shared / "samples", "doi_org")[name].answer, [doi("10.1000/a")]) == {}


def test_every_real_answer_is_looked_at(shared: Path) -> None:
    assert set(EXPECTED) == set(samples_of(shared / "samples", "crossref"))
    assert {*BIBTEX, *PAGES, *ABSENT} == set(samples_of(shared / "samples", "doi_org"))
