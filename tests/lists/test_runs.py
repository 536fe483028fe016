"""Spans -> runs of text and links: what is a label and leaves the text, and what stays with its words."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.block import BREAK, CODE, COMMENT, IMAGE, Span
from papercite.lists.inline import SOFT
from papercite.lists.runs import BOLD, GAP, ITALIC, LINE, LINKED, MONO, Flow, Mark, Run, badge_text, flow_of, tags_of
from papercite.record import Link

PAPER, CODES = "https://arxiv.org/abs/1512.03385", "https://github.com/KaimingHe/deep-residual-networks"
NAME = "Deep Residual Learning"
TITLE = Run(NAME, (), LINE)
PDF, GITHUB = Span("pdf", url=PAPER), Span("code", url=CODES)
PDF_LINK, CODE_LINK = Link("pdf", PAPER, "paper"), Link("code", CODES, "code")

# ---- labels leave the text

LABELLED = [
    ((Span(f"{NAME}, "), PDF), Flow((TITLE,), (PDF_LINK,))),
    ((Span(f"{NAME} ["), PDF, Span("] ["), GITHUB, Span("]")), Flow((TITLE,), (PDF_LINK, CODE_LINK))),
    ((Span(f"{NAME} ("), PDF, Span(", "), GITHUB, Span(").")), Flow((TITLE, Run(".", (), GAP)), (PDF_LINK, CODE_LINK))),
    ((PDF, Span(f" {NAME}")), Flow((TITLE,), (PDF_LINK,))),
    ((Span(f"{NAME} "), PDF, Span(" CVPR 2016")), Flow((TITLE, Run("CVPR 2016", (), GAP)), (PDF_LINK,))),
    ((Span(NAME), Span(" "), Span("[Code (TF)]", url=CODES)), Flow((TITLE,), (Link("Code (TF)", CODES, "code"),))),
    ((Span(f"{NAME} "), Span("论文", url=PAPER)), Flow((TITLE,), (Link("论文", PAPER, "paper"),))),
    ((Span(f"{NAME} "), Span("代码", url=CODES)), Flow((TITLE,), (Link("代码", CODES, "code"),))),
    # what a weak label does not say, the host does
    ((Span(f"{NAME}, "), Span("link", url=CODES)), Flow((TITLE,), (Link("link", CODES, "code"),))),
    ((Span(f"{NAME}, "), Span("link", url=PAPER)), Flow((TITLE,), (Link("link", PAPER, "paper"),))),
    ((Span(f"{NAME}, "), Span("link", url="https://a.org")), Flow((TITLE,), (Link("link", "https://a.org", "paper"),))),
    # or the word before it
    ((Span("Code: "), Span("link", url="https://a.org")), Flow((), (Link("Code", "https://a.org", "code"),))),
    ((Span(f"{NAME}. Project page: ["), Span("link", url="https://a.org"), Span("]")),
     Flow((Run(f"{NAME}.", (), LINE),), (Link("Project page", "https://a.org", "project"),))),
    ((Span(f"{NAME} Datasets: "), Span("https://a.org", url="https://a.org")),
     Flow((Run(f"{NAME} Datasets", (), LINE),), (Link("https://a.org", "https://a.org", "unknown"),))),
    # a weak label is a label wherever it stands
    ((Span(f"{NAME}. "), Span("here", url=PAPER)), Flow((Run(f"{NAME}.", (), LINE),), (Link("here", PAPER, "paper"),))),
    ((Span(f"{NAME} "), Span("📄", url=PAPER), Span(" "), Span("💻", url="https://a.org")),
     Flow((TITLE,), (Link("📄", PAPER, "paper"), Link("💻", "https://a.org", "code")))),
    # in brackets any short word is a label
    ((Span(f"{NAME} ["), Span("Foo", url="https://a.org"), Span("]")),
     Flow((TITLE,), (Link("Foo", "https://a.org", "unknown"),))),
    # an address or an identifier stands for itself
    ((Span(f"{NAME} "), Span(PAPER, url=PAPER)), Flow((TITLE,), (Link(PAPER, PAPER, "paper"),))),
    ((Span(f"{NAME}: "), Span("arXiv:1512.03385", url=PAPER)),
     Flow((TITLE,), (Link("arXiv:1512.03385", PAPER, "paper"),))),
    ((Span("Code: "), Span(CODES, url=CODES)), Flow((), (Link("Code", CODES, "code"),))),
    # a file beside the list is kept, another local link is not
    ((Span(f"{NAME} "), Span("pdf", url="papers/a.pdf")), Flow((TITLE,), (Link("pdf", "papers/a.pdf", "paper"),))),
    ((Span(f"{NAME} "), Span("notes", url="notes.md")), Flow((TITLE,))),
    # a picture that links is a label
    ((Span(f"{NAME} "), Span("Star", url=CODES, kind=IMAGE)), Flow((TITLE,), (Link("Star", CODES, "code"),))),
]  # fmt: skip


@pytest.mark.parametrize(("spans", "flow"), LABELLED)
def test_labelled_links_leave_the_text(spans: tuple[Span, ...], flow: Flow) -> None:
    assert flow_of(spans) == flow


# ---- places


@pytest.mark.parametrize(
    ("spans", "flow"),
    [
        (
            (Span(f"{NAME}, "), Span("CVPR 2016", url=PAPER)),
            Flow((TITLE, Run("(CVPR 2016)", (), GAP)), (Link("CVPR 2016", PAPER, "paper"),)),
        ),
        (
            (Span("CVPR 2016", url=PAPER), Span(f" {NAME}")),
            Flow((Run("(CVPR 2016)", (), LINE), Run(NAME, (), GAP)), (Link("CVPR 2016", PAPER, "paper"),)),
        ),
        (
            (Span(f"{NAME} "), Span("2016", url="https://a.org")),
            Flow((TITLE, Run("(2016)", (), GAP)), (Link("2016", "https://a.org", "paper"),)),
        ),
        (
            (Span(f"{NAME} "), PDF, Span(" "), Span("CVPR 2016", kind=CODE)),
            Flow((TITLE, Run("(CVPR 2016)", (), GAP)), (PDF_LINK,)),
        ),
        (
            (Span(f"{NAME} "), Span("x", kind=IMAGE, image="https://img.shields.io/badge/CVPR-2016-blue")),
            Flow((TITLE, Run("(CVPR 2016)", (), GAP))),
        ),
        ((Span(f"{NAME} "), Span("a figure", kind=IMAGE)), Flow((Run(f"{NAME} ", (), LINE),))),
    ],
)
def test_a_link_or_a_badge_may_say_a_place(spans: tuple[Span, ...], flow: Flow) -> None:
    assert flow_of(spans) == flow


# ---- words keep their dress


@pytest.mark.parametrize(
    ("spans", "run"),
    [
        ((Span(NAME, url=PAPER), Span(" x")), Run(f"{NAME} x", (Mark(0, 22, LINKED, PAPER),), LINE)),
        ((Span("Deep ", url=PAPER), Span("Residual Learning", url=PAPER)),
         Run(NAME, (Mark(0, 22, LINKED, PAPER),), LINE)),
        ((Span("[A]", True), Span(" b")), Run("[A] b", (Mark(0, 3, BOLD),), LINE)),
        ((Span("a "), Span("b", False, True), Span(" c")), Run("a b c", (Mark(2, 3, ITALIC),), LINE)),
        ((Span("With "), Span("numpy", kind=CODE)), Run("With numpy", (Mark(5, 10, MONO),), LINE)),
        ((Span("a "), Span("b", True, True)), Run("a b", (Mark(2, 3, BOLD),), LINE)),
    ],
)  # fmt: skip
def test_words_keep_their_dress(spans: tuple[Span, ...], run: Run) -> None:
    assert flow_of(spans) == Flow((run,))


# ---- what parts runs


@pytest.mark.parametrize(
    ("spans", "runs"),
    [
        ((Span(f"{NAME} | K. He | CVPR 2016"),), (TITLE, Run("K. He", (), GAP), Run("CVPR 2016", (), GAP))),
        ((Span("P|Q"),), (Run("P|Q", (), LINE),)),
        ((Span("Deep"), Span(SOFT, kind=BREAK), Span("Learning")), (Run("Deep Learning", (), LINE),)),
        (
            (Span(NAME), Span(SOFT, kind=BREAK), Span("K. He, J. Sun"), Span(SOFT, kind=BREAK), Span("CVPR 2016")),
            (TITLE, Run("K. He, J. Sun", (), LINE), Run("CVPR 2016", (), LINE)),
        ),
        (
            (Span("K. He", False, True), Span(", J. Sun"), Span(SOFT, kind=BREAK), Span("Deep "), Span("Net", True)),
            (Run("K. He, J. Sun", (Mark(0, 5, ITALIC),), LINE), Run("Deep Net", (Mark(5, 8, BOLD),), LINE)),
        ),
        ((Span("K. He, J. Sun,"), Span(SOFT, kind=BREAK), Span("S. Han")), (Run("K. He, J. Sun, S. Han", (), LINE),)),
        ((Span("Deep Nets at"), Span(SOFT, kind=BREAK), Span("CVPR 2016")), (Run("Deep Nets at CVPR 2016", (), LINE),)),
        ((Span("Deep."), Span(SOFT, kind=BREAK), Span("K. He")), (Run("Deep.", (), LINE), Run("K. He", (), LINE))),
        ((Span("Deep"), Span("", kind=BREAK), Span("K. He")), (Run("Deep", (), LINE), Run("K. He", (), LINE))),
        (
            (Span("Deep", True), Span(SOFT, kind=BREAK), Span("K. He")),
            (Run("Deep", (Mark(0, 4, BOLD),), LINE), Run("K. He", (), LINE)),
        ),
        ((), ()),
        ((Span(" "),), ()),
    ],
)
def test_pipes_and_line_ends_part_runs(spans: tuple[Span, ...], runs: tuple[Run, ...]) -> None:
    assert flow_of(spans) == Flow(runs)


def test_a_link_to_a_place_in_the_list_is_an_anchor() -> None:
    assert flow_of([Span(NAME, url="#resnet")]) == Flow((Run(NAME, (Mark(0, 22, LINKED),), LINE),), anchors=1)


def test_a_label_that_leads_nowhere_goes() -> None:
    assert flow_of([Span(f"{NAME}, "), Span("code", url=" ")]) == Flow((TITLE,))


def test_links_of_a_column_are_what_its_head_says() -> None:
    assert flow_of([Span("url", url="https://a.org")], "code") == Flow((), (Link("url", "https://a.org", "code"),))


# ---- comments and badges


@pytest.mark.parametrize(
    ("comment", "tags"),
    [
        (" papercite: doi=10.1/x key=foo topic=b ", (("doi", "10.1/x"), ("key", "foo"), ("topic", "b"))),
        ("papercite:KEY=Foo", (("key", "Foo"),)),
        (" papercite: title=\"A 'new' one\" venue='A Place' ", (("title", "A 'new' one"), ("venue", "A Place"))),
        (" papercite:\n  key = foo\n  year=2018\n", (("key", "foo"), ("year", "2018"))),
        (" papercite: topic=a topic=-b ", (("topic", "a"), ("topic", "-b"))),
        (" papercite: nothing here ", ()),
        (" key=foo ", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_a_comment_holds_tags(comment: str, tags: tuple[tuple[str, str], ...]) -> None:
    assert tags_of(comment) == tags


def test_the_tags_of_all_comments_are_kept() -> None:
    spans = [Span(" papercite: key=a ", kind=COMMENT), Span(NAME), Span(" papercite: year=2016 ", kind=COMMENT)]
    assert flow_of(spans) == Flow((TITLE,), (), (("key", "a"), ("year", "2016")))


@pytest.mark.parametrize(
    ("image", "text"),
    [
        ("https://img.shields.io/badge/CVPR-2016-blue", "CVPR 2016"),
        ("https://img.shields.io/badge/CVPR'16-Oral-f00.svg?style=flat", "CVPR'16 Oral"),
        ("https://img.shields.io/badge/Best_Paper-ICCV--W_2019-red", "Best Paper ICCV-W 2019"),
        ("https://img.shields.io/badge/NeurIPS%202019-blue", "NeurIPS 2019"),
        ("https://img.shields.io/static/v1?label=CVPR&message=2016", "alternative"),
        ("https://img.shields.io/github/stars/a/b", "alternative"),
        ("figure.png", "alternative"),
    ],
)
def test_a_badge_says_its_text(image: str, text: str) -> None:
    assert badge_text(Span("alternative", kind=IMAGE, image=image)) == text


# ---- any spans

WORDS = st.sampled_from([NAME, "CVPR 2016", "pdf", "code", "[", "]", "(", ")", " | ", ", ", ": ", "Code: ", "link"])
SPANS = st.lists(
    st.builds(
        Span, WORDS | st.text(max_size=8), st.booleans(), st.booleans(),
        st.sampled_from(["", "", "", PAPER, CODES, "#a", " ", "http://[", "a.pdf", "notes.md"]),
        st.sampled_from(["text", "text", CODE, IMAGE, COMMENT, BREAK]), st.just(""),
    ),
    max_size=8,
)  # fmt: skip
ANY = settings(max_examples=400, derandomize=True, deadline=None)


@ANY
@given(SPANS)
def test_marks_lie_in_their_runs(spans: list[Span]) -> None:
    runs = flow_of(spans).runs
    assert [mark for run in runs for mark in run.marks if not 0 <= mark.start < mark.end <= len(run.text)] == []


@ANY
@given(SPANS)
def test_no_run_is_empty_and_every_link_has_a_kind(spans: list[Span]) -> None:
    flow = flow_of(spans)
    assert [*(run for run in flow.runs if not run.text.strip()), *(link for link in flow.links if not link.kind)] == []


HOSTILE = ["(", "[", "A. ", "a, ", "and ", "'16 ", "2016", "|", " | ", "  ", ": ", ":", "**", "_", "a: ", "CVPR 2016, "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    flow_of([Span(text), PDF, Span(text, True), Span(text, url=CODES), Span(text, kind=IMAGE), Span("here", url=CODES)])
    assert time.perf_counter() - begin < 1


def test_many_links_do_not_take_long() -> None:
    spans = [span for number in range(2_000) for span in (Span(f"{NAME} "), Span("pdf", url=f"https://a.org/{number}"))]
    begin = time.perf_counter()
    flow_of(spans)
    assert time.perf_counter() - begin < 1
