"""Links and text to identifiers: every spelling that lists and publishers use."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from papercite.identify import (
    SCHEMES,
    address,
    arxiv_number,
    canonical,
    doi,
    identifier_of_url,
    identifiers_of_record,
    identify,
    pinned,
)
from papercite.record import Entry, Identifier, Link, Record

ANY = settings(max_examples=400, derandomize=True, deadline=None)


@pytest.mark.parametrize(
    "url",
    [
        "https://arxiv.org/abs/1602.02830",
        "http://arxiv.org/abs/1602.02830v3",
        "HTTPS://ARXIV.ORG/abs/1602.02830",
        "https://arxiv.org:443/abs/1602.02830",
        " https://arxiv.org/abs/1602.02830/ ",
        "https://arxiv.org/abs/1602.02830?context=cs",
        "https://arxiv.org/abs/1602.02830v2#comments",
        "https://arxiv.org/abs/arXiv:1602.02830",
        "https://www.arxiv.org/pdf/1602.02830",
        "https://arxiv.org/pdf/1602.02830.pdf",
        "https://arxiv.org/pdf/1602.02830v2.pdf",
        "https://arxiv.org/html/1602.02830v1#S3",
        "https://arxiv.org/format/1602.02830",
        "https://export.arxiv.org/abs/1602.02830",
        "https://cn.arxiv.org/pdf/1602.02830",
        "https://ar5iv.org/html/1602.02830",
        "https://ar5iv.org/abs/1602.02830",
        "https://ar5iv.labs.arxiv.org/html/1602.02830",
        "https://www.alphaxiv.org/abs/1602.02830v1",
        "https://www.alphaxiv.org/overview/1602.02830",
        "https://huggingface.co/papers/1602.02830",
        "https://doi.org/10.48550/arXiv.1602.02830",
        "https://dx.doi.org/10.48550/ARXIV.1602.02830v1",
        "arXiv:1602.02830v2",
        "arXiv: 1602.02830",
        "1602.02830",
        "doi:10.48550/arXiv.1602.02830",
    ],
)
def test_an_address_of_arxiv_names_the_number(url: str) -> None:
    assert identifier_of_url(url) == Identifier("arxiv", "1602.02830")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0704.0001", "0704.0001"),
        ("1412.6980v9", "1412.6980"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("hep-th/9901001v2", "hep-th/9901001"),
        ("HEP-TH/9901001", "hep-th/9901001"),
        ("math.GT/0309136", "math/0309136"),
        ("cs.CL/0112017v1.pdf", "cs/0112017"),
        ("arXiv:quant-ph/0301001", "quant-ph/0301001"),
        ("1613.02830", ""),  # no month 13
        ("1600.02830", ""),
        ("160202830", ""),
        ("1602.028301", ""),
        ("2018.12", ""),
        ("cs.CV/recent", ""),
        ("", ""),
    ],
)
def test_an_arxiv_number_has_no_version(text: str, number: str) -> None:
    assert arxiv_number(text) == number


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("http://dx.doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("https://www.doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("doi:10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("DOI: 10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("https://doi.org/10.1007%2F978-3-319-46493-0_32", "10.1007/978-3-319-46493-0_32"),
        ("https://doi.org/10.1038/nature14539).", "10.1038/nature14539"),
        (
            "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
            "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o",
        ),
        ("https://link.springer.com/chapter/10.1007/978-3-319-46493-0_32", "10.1007/978-3-319-46493-0_32"),
        ("https://link.springer.com/chapter/10.1007%2F978-3-319-46493-0_32", "10.1007/978-3-319-46493-0_32"),
        ("https://link.springer.com/content/pdf/10.1007/978-3-319-46493-0_32.pdf", "10.1007/978-3-319-46493-0_32"),
        ("https://link.springer.com/article/10.1007/s11263-015-0816-y", "10.1007/s11263-015-0816-y"),
        ("https://link.springer.com/article/10.1007/s11263-015-0816-y/fulltext.html", "10.1007/s11263-015-0816-y"),
        ("https://link.springer.com/book/10.1007/978-3-319-46493-0", "10.1007/978-3-319-46493-0"),
        ("https://dl.acm.org/doi/10.1145/3065386", "10.1145/3065386"),
        ("https://dl.acm.org/doi/abs/10.1145/3065386", "10.1145/3065386"),
        ("https://dl.acm.org/doi/pdf/10.1145/3065386", "10.1145/3065386"),
        ("https://dl.acm.org/doi/fullHtml/10.1145/3065386", "10.1145/3065386"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/rob.21918", "10.1002/rob.21918"),
        ("https://journals.sagepub.com/doi/full/10.1177/0278364917710318", "10.1177/0278364917710318"),
        ("https://www.tandfonline.com/doi/abs/10.1080/01621459.2017.1285773", "10.1080/01621459.2017.1285773"),
        ("https://www.science.org/doi/10.1126/science.1127647", "10.1126/science.1127647"),
        ("https://www.pnas.org/doi/full/10.1073/pnas.1611835114", "10.1073/pnas.1611835114"),
        ("https://pubs.acs.org/doi/10.1021/acs.jcim.8b00706", "10.1021/acs.jcim.8b00706"),
        ("https://journals.aps.org/prl/abstract/10.1103/PhysRevLett.120.1", "10.1103/physrevlett.120.1"),
        ("https://iopscience.iop.org/article/10.1088/1742-6596/1085/4/042044/pdf", "10.1088/1742-6596/1085/4/042044"),
        ("https://iopscience.iop.org/article/10.1088/1742-6596/1085/4/042044", "10.1088/1742-6596/1085/4/042044"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v2.full.pdf", "10.1101/2020.01.01.123456"),
        ("https://www.biorxiv.org/content/10.1101/676825v1.abstract", "10.1101/676825"),
        ("https://www.medrxiv.org/content/10.1101/2020.01.01.123456v1", "10.1101/2020.01.01.123456"),
    ],
)
def test_an_address_of_a_publisher_names_the_doi(url: str, value: str) -> None:
    assert identifier_of_url(url) == Identifier("doi", value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("https://doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),  # as many .bib files have it
        ("http://dx.doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("doi.org/10.1109/CVPR.2017.574", "10.1109/cvpr.2017.574"),
        ("10.1016/0004-3702(94)90105-8", "10.1016/0004-3702(94)90105-8"),
        ("10.1000/a).", "10.1000/a"),
        ("10.1000/", ""),
        ("10.1000/)", ""),
        ("10.1000/.", ""),
        ("10.12/x", ""),
        ("10.1000/two words", ""),
        ("11.1000/x", ""),
        ("", ""),
    ],
)
def test_a_doi_has_one_spelling(text: str, value: str) -> None:
    assert doi(text) == value


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://openreview.net/forum?id=S1_pAu9xl", "openreview:S1_pAu9xl"),
        ("https://openreview.net/forum?id=S1_pAu9xl&noteId=other0", "openreview:S1_pAu9xl"),
        ("https://openreview.net/forum?noteId=S1_pAu9xl", "openreview:S1_pAu9xl"),
        ("https://openreview.net/pdf?id=rkgO66VKDS", "openreview:rkgO66VKDS"),
        ("http://www.openreview.net/references/pdf?id=rkgO66VKDS", "openreview:rkgO66VKDS"),
        ("https://openreview.net/attachment?id=rkgO66VKDS&name=pdf", "openreview:rkgO66VKDS"),
        ("https://openreview.net/forum?id=", "url:openreview.net/forum?id="),
        ("https://openreview.net/group?id=ICLR.cc/2020", "url:openreview.net/group?id=ICLR.cc/2020"),
        ("https://openreview.net/profile?id=~Song_Han5", "url:openreview.net/profile?id=~Song_Han5"),
        ("https://aclanthology.org/P17-1001", "acl:P17-1001"),
        ("https://aclanthology.org/P17-1001.pdf", "acl:P17-1001"),
        ("https://aclanthology.org/P17-1001.bib", "acl:P17-1001"),
        ("https://www.aclanthology.org/2020.acl-main.1/", "acl:2020.acl-main.1"),
        ("https://aclanthology.org/2023.findings-emnlp.1013.pdf", "acl:2023.findings-emnlp.1013"),
        ("https://www.aclweb.org/anthology/D14-1179", "acl:D14-1179"),
        ("https://www.aclweb.org/anthology/2020.acl-main.1.pdf", "acl:2020.acl-main.1"),
        ("https://aclweb.org/anthology/papers/P/P17/P17-1001/", "acl:P17-1001"),
        ("http://www.aclweb.org/anthology/P/P17/P17-1001.pdf", "acl:P17-1001"),
        ("https://aclanthology.org/events/acl-2020/", "url:aclanthology.org/events/acl-2020"),
        ("https://dblp.org/rec/conf/cvpr/CaiHSV17", "dblp:conf/cvpr/CaiHSV17"),
        ("https://dblp.org/rec/conf/cvpr/CaiHSV17.html?view=bibtex", "dblp:conf/cvpr/CaiHSV17"),
        ("https://dblp.org/rec/bibtex/conf/cvpr/CaiHSV17", "dblp:conf/cvpr/CaiHSV17"),
        ("https://dblp.uni-trier.de/rec/html/journals/corr/abs-1711-11294", "dblp:journals/corr/abs-1711-11294"),
        ("https://dblp.org/db/conf/cvpr/index.html", "url:dblp.org/db/conf/cvpr/index.html"),
        ("https://arxiv.org/list/cs.CV/recent", "url:arxiv.org/list/cs.CV/recent"),
        ("https://huggingface.co/bert-base", "url:huggingface.co/bert-base"),
        ("https://arxiv.org.evil.example/abs/1602.02830", "url:arxiv.org.evil.example/abs/1602.02830"),
        ("https://notarxiv.org/abs/1602.02830", "url:notarxiv.org/abs/1602.02830"),
        ("https://www.Example.org/a%20b/?q=1#part", "url:example.org/a b?q=1"),
    ],
)
def test_an_address_names_what_its_host_says(url: str, identifier: str) -> None:
    assert str(identifier_of_url(url)) == identifier


@pytest.mark.parametrize(
    "text", ["", "paper", "#anchor", "mailto:a@b.org", "ftp://x.org/a", "http://[", "javascript:x"]
)
def test_what_is_no_address_names_nothing(text: str) -> None:
    assert identifier_of_url(text) is None


@pytest.mark.parametrize(
    ("url", "compared"),
    [
        ("http://www.example.org/a/", "example.org/a"),
        ("https://EXAMPLE.org/a#b", "example.org/a"),
        ("https://example.org/a?b=c", "example.org/a?b=c"),
        ("https://example.org", "example.org"),
        ("https:///a", ""),
        ("example.org/a", ""),
        ("http://[", ""),
    ],
)
def test_an_address_is_compared_without_what_does_not_matter(url: str, compared: str) -> None:
    assert address(url) == compared


# ---- properties

NEARLY = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"(?:doi:|https://doi\.org/)?10\.\d{4,5}/[A-Za-z0-9().,;:'\"%/_<>-]{1,12}", fullmatch=True),
    st.from_regex(r"(?:arXiv:)?\d{4}\.\d{4,5}(?:v\d)?(?:\.pdf)?", fullmatch=True),
    st.from_regex(r"[a-zA-Z-]{2,8}(?:\.[A-Z]{2})?/\d{7}(?:v\d)?", fullmatch=True),
    st.from_regex(r"10\.48550/ar[xX]iv\.\d{4}\.\d{5}", fullmatch=True),
    st.from_regex(r"(?:P17-1001|2020\.[a-z0-9_]{2,5}-[a-z]{2,5}\.\d{1,3}|conf/[a-z-]{2,5}/\w{3,8})", fullmatch=True),
)


@ANY
@given(st.sampled_from([scheme for scheme in SCHEMES if scheme != "url"]), NEARLY)
@example("doi", "10.1000/a:)")
@example("doi", "10.1000/)")
@example("doi", "10.1000/a%2541")
def test_canonical_spelling_is_canonical(scheme: str, text: str) -> None:
    once = canonical(scheme, text)
    assert once is None or canonical(once.scheme, once.value) == once


@ANY
@given(st.from_regex(r"https?://(?:www\.)?[a-z]{1,5}\.org(?:/[a-z]{1,4}){0,3}/?(?:\?[a-z]=[0-9])?", fullmatch=True))
def test_an_address_in_its_canonical_spelling_stays_as_it_is(url: str) -> None:
    once = canonical("url", url)
    assert once is not None
    assert canonical("url", once.value) == once


@ANY
@given(st.sampled_from((*SCHEMES, "isbn")), NEARLY)
def test_garbage_names_nothing_and_raises_nothing(scheme: str, text: str) -> None:
    for value in (text, f"https://{text}", f"https://arxiv.org/abs/{text}", f"https://openreview.net/forum?id={text}"):
        assert isinstance(canonical(scheme, value), Identifier | None)
        assert isinstance(identifier_of_url(value), Identifier | None)


# ---- entries and records


def _entry(*urls: str, venue: str = "", kind: str = "paper", **tags: str) -> Entry:
    links = tuple(Link(kind, url, kind) for url in urls)
    return Entry(1, "A Title", venue=venue, links=links, tags=tuple(tags.items()))


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (_entry(), []),
        (_entry("https://arxiv.org/abs/1602.02830"), ["arxiv:1602.02830"]),
        (_entry("https://arxiv.org/abs/1602.02830", kind="code"), []),  # code is not the paper
        (
            _entry("https://x.org/p", "https://doi.org/10.1109/X", "https://arxiv.org/abs/1602.02830"),
            ["arxiv:1602.02830", "doi:10.1109/x", "url:x.org/p"],  # the most telling first
        ),
        (_entry("https://arxiv.org/abs/1602.02830", "https://arxiv.org/pdf/1602.02830v2"), ["arxiv:1602.02830"]),
        (_entry(venue="arXiv preprint arXiv:1602.02830"), ["arxiv:1602.02830"]),
        (_entry(venue="arXiv:math.GT/0309136"), ["arxiv:math/0309136"]),
        (_entry("https://arxiv.org/abs/1602.02830", arxiv="1603.05279"), ["arxiv:1603.05279"]),  # people overrule
        (
            _entry("https://arxiv.org/abs/1602.02830", doi="10.1109/X", topic="binary"),
            ["doi:10.1109/x", "arxiv:1602.02830"],
        ),
        (_entry("https://doi.org/10.1109/Y", doi="10.48550/arXiv.1602.02830"), ["arxiv:1602.02830", "doi:10.1109/y"]),
        (_entry(doi="nonsense"), []),
    ],
)
def test_an_entry_names_its_paper(entry: Entry, names: list[str]) -> None:
    assert [str(identifier) for identifier in identify(entry)] == names


def test_only_a_tag_is_pinned() -> None:
    entry = _entry("https://doi.org/10.1109/X", openreview="rkgO66VKDS", key="foo")
    assert pinned(entry) == (Identifier("openreview", "rkgO66VKDS"),)


def test_a_record_can_be_asked_for_under_each_of_its_names() -> None:
    record = Record(
        title="T", arxiv="1602.02830", doi="10.1109/X", url="http://www.x.org/p/", dblp="conf/a/B1", openreview="bad id"
    )
    names = {"arxiv:1602.02830", "doi:10.1109/x", "dblp:conf/a/B1", "url:x.org/p"}
    assert {str(identifier) for identifier in identifiers_of_record(record)} == names
