"""What one item of a list says: links by label and host, places by shape and table, tags of people."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.fields import LABELS, Place, Span, entry_of, kind_of_label, kind_of_url, place_of, tags_of
from papercite.record import Entry, Link


@pytest.mark.parametrize(
    ("text", "venue", "year"),
    [
        ("CVPR 2017", "CVPR", 2017),
        (" CVPR 2017.", "CVPR", 2017),
        ("(CVPR 2017)", "CVPR", 2017),
        ("*CVPR 2017*", "CVPR", 2017),
        ("CVPR2017", "CVPR", 2017),
        ("CVPR", "CVPR", None),
        ("(NIPS'16)", "NIPS", 2016),
        ("[ICML'17]", "ICML", 2017),
        ("ICML ’17", "ICML", 2017),
        ("NIPS workshop 2016", "NIPS workshop", 2016),
        ("arxiv 2019", "arxiv", 2019),
        ("NeurIPS, 2019", "NeurIPS", 2019),
        ("In CVPR 2017", "In CVPR", 2017),
        ("CVPR'18 oral", "CVPR oral", 2018),
        ("CVPR 2018 (Oral)", "CVPR (Oral)", 2018),
        ("Proceedings of the IEEE 2017", "Proceedings of the IEEE", 2017),
        ("2020", "", 2020),
        ("(2020)", "", 2020),
        ("'99", "", 1999),
        ("’05", "", 2005),
        ("1950", "", 1950),
        ("A Small Workshop 2018", "A Small Workshop", 2018),  # unknown, but it looks like a name and has a year
    ],
)
def test_a_place_is_a_venue_or_a_year_or_both(text: str, venue: str, year: int | None) -> None:
    assert place_of(text) == Place(venue, year)


@pytest.mark.parametrize(
    "text",
    [
        "", "()", "***", "oral", "TBD", "A Small Workshop", "small workshop 2018", "12345", "20170", "1949", "2050",
        "1.58-bit", "ICML 17", "one of the many things that happened in the year 2018",
        "The Nine Words of This Are Surely Too Many Words 2018", "Between 2017 and 2018",
    ],
)  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    assert place_of(text) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("paper", "paper"),
        ("PDF", "paper"),
        ("[paper]", "paper"),
        ("arXiv", "paper"),
        ("arXiv link", "paper"),
        ("论文", "paper"),
        ("code", "code"),
        ("code(Torch-7)", "code"),
        ("code(Pytorch", "code"),  # as malformed as the list has it
        ("Official Code", "code"),
        ("PyTorch", "code"),
        ("TensorFlow code", "code"),
        ("代码", "code"),
        ("Project Page", "project"),
        ("website", "project"),
        ("dataset", "data"),
        ("Video", "video"),
        ("slides", "slides"),
        ("blog", "other"),
        ("BibTeX", "other"),
        ("", ""),
        ("BNN", ""),
        ("ICLR", ""),
        ("Binary Neural Networks", ""),
        ("code of many more words here", ""),  # a title
    ],
)
def test_a_label_says_what_a_link_is(label: str, kind: str) -> None:
    assert kind_of_label(label) == kind


def test_every_word_is_a_label_of_one_kind() -> None:
    words = [word for words in LABELS.values() for word in words]
    assert len(words) == len(set(words))
    assert {word: kind_of_label(word.upper()) for word in words} == {w: kind for kind, ws in LABELS.items() for w in ws}


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("HTTPS://WWW.GITHUB.COM/a/b", "code"),
        ("https://gist.github.com/a", "code"),
        ("https://anonymous.4open.science/r/a", "code"),
        ("https://youtu.be/a", "video"),
        ("https://arxiv.org/abs/1602.02830", "paper"),
        ("https://doi.org/10.1109/x", "paper"),
        ("https://huggingface.co/papers/1602.02830", "paper"),
        ("https://openreview.net/forum?id=S1_pAu9xl", "paper"),
        ("http://openaccess.thecvf.com/content/x.html", "paper"),
        ("https://papers.nips.cc/paper/1", "paper"),
        ("http://proceedings.mlr.press/v80/x.html", "paper"),
        ("https://www.nature.com/articles/x", "paper"),
        ("https://arxiv.org/", ""),
        ("https://me.github.io/project", ""),
        ("https://notgithub.com/a", ""),
        ("https://github.com.evil.example/a", ""),
        ("https://example.org/a.pdf", ""),
        ("#anchor", ""),
        ("", ""),
    ],
)
def test_a_host_says_what_a_link_is(url: str, kind: str) -> None:
    assert kind_of_url(url) == kind


@pytest.mark.parametrize(
    ("html", "tags"),
    [
        ("<!-- papercite: doi=10.1/x key=foo topic=b -->", (("doi", "10.1/x"), ("key", "foo"), ("topic", "b"))),
        ("<!--papercite:KEY=Foo-->", (("key", "Foo"),)),
        ("<!-- papercite: title=\"A 'new' one\" venue='A Place' -->", (("title", "A 'new' one"), ("venue", "A Place"))),
        ("<!-- papercite:\n  key = foo\n  year=2018\n-->", (("key", "foo"), ("year", "2018"))),
        ("<!-- papercite: topic=a topic=-b -->", (("topic", "a"), ("topic", "-b"))),
        ("<!-- papercite: key=a --><!-- papercite: year=2018 -->", (("key", "a"), ("year", "2018"))),
        ("<!-- papercite: nothing here -->", ()),
        ("<!-- key=foo -->", ()),
        ("papercite: key=foo", ()),
        ("<b>", ()),
    ],
)  # fmt: skip
def test_a_comment_holds_tags(html: str, tags: tuple[tuple[str, str], ...]) -> None:
    assert tags_of(html) == tags


PAPER = "https://arxiv.org/abs/1602.02830"


@pytest.mark.parametrize(
    ("spans", "entry"),
    [
        (
            [Span("[AB]", True), Span(" Alpha Beta, CVPR 2017, "), Span("[paper]", url=PAPER)],
            Entry(7, "Alpha Beta", "AB", venue="CVPR", year=2017, links=(Link("paper", PAPER, "paper"),)),
        ),
        (
            [Span("Alpha Beta", url=PAPER), Span(" (CVPR 2017)")],
            Entry(7, "Alpha Beta", venue="CVPR", year=2017, links=(Link("Alpha Beta", PAPER, "paper"),)),
        ),
        (
            [Span("Alpha Beta, "), Span("CVPR 2017", url=PAPER)],
            Entry(7, "Alpha Beta", venue="CVPR", year=2017, links=(Link("CVPR 2017", PAPER, "paper"),)),
        ),
        (
            [Span("Alpha Beta, 2017 "), Span("<!-- papercite: key=k -->", is_html=True)],
            Entry(7, "Alpha Beta", year=2017, tags=(("key", "k"),)),
        ),
        ([Span("Alpha Beta, "), Span("code", url="https://github.com/a/b")], None),  # neither paper nor year
        ([Span("Just words")], None),
        ([Span("2017")], None),
        ([Span(" ")], None),
        ([], None),
    ],
)
def test_spans_make_an_entry_or_none(spans: list[Span], entry: Entry | None) -> None:
    assert entry_of(7, (), spans) == entry


SPANS = st.lists(
    st.builds(
        Span,
        st.text(max_size=20)
        | st.sampled_from(["[AB]", "CVPR 2017", ", ", " (NIPS'16)", "[", "](", "code", "paper", "2018"]),
        st.booleans(),
        st.sampled_from(["", "", PAPER, "https://github.com/a/b", "#a", "http://["]),
        st.just(False),
    ),
    max_size=6,
)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(SPANS)
def test_an_entry_has_a_title_and_clean_fields(spans: list[Span]) -> None:
    entry = entry_of(7, ("A",), spans)
    if entry:
        assert entry.title.strip() == entry.title != ""
        assert "\x00" not in "".join((entry.title, entry.nickname, entry.venue))
        assert {link.kind for link in entry.links} <= {*LABELS}
        assert all(link.url.startswith("http") for link in entry.links)
