"""One run of Markdown text: what is a link, a picture, a dress or a comment there, and what stays as it is written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lists.test_slips import MENDED
from lists.test_slips import A as ARXIV
from papercite.lists.block import BREAK, CODE, COMMENT, IMAGE, TEXT, Span
from papercite.lists.inline import HARD, NOWHERE, SHOWN, SOFT, address_at, attributes, spans_of

A = "http://a.org/b"
LABELS = {"a": "w", "r": "v"}
LINE = Span(SOFT, kind=BREAK)


def bold(text: str, url: str = "") -> Span:
    return Span(text, is_bold=True, url=url)


def italic(text: str) -> Span:
    return Span(text, is_italic=True)


def both(text: str) -> Span:
    return Span(text, is_bold=True, is_italic=True)


def link(text: str, url: str = "u") -> Span:
    return Span(text, url=url)


def bare(url: str = A) -> Span:
    return Span(url, url=url)


def image(text: str, address: str = "i.png", url: str = "") -> Span:
    return Span(text, url=url, kind=IMAGE, image=address)


def comment(text: str) -> Span:
    return Span(text, kind=COMMENT)


def code(text: str) -> Span:
    return Span(text, kind=CODE)


LINKS: dict[str, list[Span]] = {
    "[a](u)": [link("a")],
    "a [b](u) c": [Span("a "), link("b"), Span(" c")],
    "[a [b] c](u)": [link("a [b] c")],
    "[[paper]](u)": [link("[paper]")],
    "[[paper](u)]": [Span("["), link("paper"), Span("]")],
    "[[paper](u)][[code](v)]": [Span("["), link("paper"), Span("]["), link("code", "v"), Span("]")],
    "[[a](u) b](v)": [Span("["), link("a"), Span(" b](v)")],  # no link holds another
    '[a](u "title")': [link("a")],
    "[a](u 'title')": [link("a")],
    "[a]( u )": [link("a")],
    "[a](<u v>)": [link("a", "u v")],
    "[a](u_(v))": [link("a", "u_(v)")],
    "[a](u_\\(v)": [link("a", "u_(v")],
    "[a](u?b&amp;c)": [link("a", "u?b&c")],
    "[a]()": [link("a", NOWHERE)],
    "[](u)": [link("")],
    "[a\nb](u)": [link("a"), Span(SOFT, url="u", kind=BREAK), link("b")],
    "[`a`](u)": [Span("a", url="u", kind=CODE)],
    "**[a](u)**": [bold("a", "u")],
    "[a](u)b": [link("a"), Span("b")],
    "f[x](y) + g[i]": [Span("f"), link("x", "y"), Span(" + g[i]")],
}


@pytest.mark.parametrize("text", LINKS)
def test_a_link_is_its_text_with_an_address(text: str) -> None:
    assert spans_of(text) == tuple(LINKS[text])


PICTURES: dict[str, list[Span]] = {
    "![a](i.png)": [image("a")],
    "![](i.png)": [image("")],
    "![a [b] c](i.png)": [image("a [b] c")],
    "![*a* `b`](i.png)": [image("a b")],
    "[![a](i.png)](u)": [image("a", url="u")],
    "[![a](i.png) b](u)": [image("a", url="u"), link(" b")],
    "[![a](i.png)](u)[![b](j.png)](v)": [image("a", url="u"), image("b", "j.png", "v")],
    '<img src="i.png" alt="a">': [image("a")],
    "<img src=i.png>": [image("")],
    '<IMG alt="a &amp; b" SRC="i.png"/>': [image("a & b")],
    '<a href="u"><img src="i.png" alt="a"></a>': [image("a", url="u")],
    '[<img src="i.png" alt="a">](u)': [image("a", url="u")],
    "![a][r]": [image("a", "v")],
    "a! [b](u)": [Span("a! "), link("b")],
}


@pytest.mark.parametrize("text", PICTURES)
def test_a_picture_is_its_words_with_where_it_is_and_where_it_leads(text: str) -> None:
    assert spans_of(text, LABELS if "[r]" in text else {}) == tuple(PICTURES[text])


ADDRESSES: dict[str, list[Span]] = {
    f"see {A}.": [Span("see "), bare(), Span(".")],
    f"{A}, and": [bare(), Span(", and")],
    f"{A}?!": [bare(), Span("?!")],
    f"{A};:": [bare(), Span(";:")],
    f"({A})": [Span("("), bare(), Span(")")],
    f"({A}).": [Span("("), bare(), Span(").")],
    f"({A}_(c))": [Span("("), bare(f"{A}_(c)"), Span(")")],
    f"[{A}": [Span("["), bare()],
    f"[[{A}]]": [Span("[["), bare(), Span("]]")],
    f'"{A}"': [Span('"'), bare(), Span('"')],
    f"'{A}'": [Span("'"), bare(), Span("'")],
    f"{A}，论文": [bare(), Span("，论文")],
    f"（{A}）": [Span("（"), bare(), Span("）")],
    f"【{A}】": [Span("【"), bare(), Span("】")],
    f"{A}<br>c": [bare(), Span(SHOWN, kind=BREAK), Span("c")],
    f"{A}|c": [bare(), Span("|c")],
    f"**{A}**": [bold(A, A)],
    f"*{A}*": [Span(A, is_italic=True, url=A)],
    f"{A}_c_d": [bare(f"{A}_c_d")],
    f"{A}?c=1&d=2#e": [bare(f"{A}?c=1&d=2#e")],
    f"<{A}>": [bare()],
    f"<{A},c>": [bare(f"{A},c")],
    "HTTPS://A.org/B": [bare("HTTPS://A.org/B")],
    f"[{A}]({A})": [bare()],
    f"[c {A}](u)": [link(f"c {A}")],
    f"<a href='u'>{A}</a>": [link(A)],
    "http://": [Span("http://")],
    "https://a": [Span("https://a")],
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_every_address_is_a_link_without_what_a_sentence_adds(text: str) -> None:
    assert spans_of(text) == tuple(ADDRESSES[text])


@pytest.mark.parametrize(("start", "url"), [(0, ""), (1, A), (2, "")])
def test_an_address_begins_where_it_is_looked_for(start: int, url: str) -> None:
    assert address_at(f"({A}).", start) == url


REFERENCES: dict[str, list[Span]] = {
    "[b][r]": [link("b", "v")],
    "[a][]": [link("a", "w")],
    "[a]": [link("a", "w")],
    "[R]": [link("R", "v")],
    "[[b][r]]": [Span("["), link("b", "v"), Span("]")],
    "[a] [r]": [link("a", "w"), Span(" "), link("r", "v")],
    "[a](u)": [link("a")],
    "[b][x]": [Span("[b][x]")],
    "[b]": [Span("[b]")],
}


@pytest.mark.parametrize("text", REFERENCES)
def test_a_label_that_is_defined_is_a_link(text: str) -> None:
    assert spans_of(text, LABELS) == tuple(REFERENCES[text])


HTML: dict[str, list[Span]] = {
    "<a href='u'>b</a> c": [link("b"), Span(" c")],
    "<A HREF=u>b</A>": [link("b")],
    '<a href="u?x&amp;y" target=_blank><b>c</b></a>': [bold("c", "u?x&y")],
    "<a href='u'>[b](v)</a>": [link("b", "v")],
    "<a name='x'></a>b": [Span("b")],
    "<b>a</b> c": [bold("a"), Span(" c")],
    "<strong>a</strong><em>b</em><i>c</i><cite>d</cite>": [bold("a"), italic("bcd")],
    "<b><i>a</i></b>": [both("a")],
    "<b>a": [bold("a")],
    "a</b> c": [Span("a c")],
    "a<br>b<br/>c": [Span("a"), Span(SHOWN, kind=BREAK), Span("b"), Span(SHOWN, kind=BREAK), Span("c")],
    "<p>a</p>": [Span(SHOWN, kind=BREAK), Span("a"), Span(SHOWN, kind=BREAK)],
    "H<sub>2</sub>O <span class='x'>a</span>": [Span("H2O a")],
    "<b x='['>a</b>": [bold("a")],
    "a < b > c": [Span("a < b > c")],
    "p<0.05 and <3": [Span("p<0.05 and <3")],
}


@pytest.mark.parametrize("text", HTML)
def test_html_is_a_dress_like_any_other(text: str) -> None:
    assert spans_of(text) == tuple(HTML[text])


def test_attributes_are_read_whatever_quotes_them() -> None:
    assert attributes(" href=\"a&amp;b\" ALT='c' class=d hidden href=e") == {"href": "a&b", "alt": "c", "class": "d"}


KEPT_APART: dict[str, list[Span]] = {
    "a <!-- b --> c": [Span("a "), comment(" b "), Span(" c")],
    "<!-- papercite: doi=10.1/x -->": [comment(" papercite: doi=10.1/x ")],
    "<!-- [a](u) **b** -->": [comment(" [a](u) **b** ")],
    "<!-- a": [comment(" a")],
    "<!---->": [comment("")],
    "a <!--b\nc--> d": [Span("a "), comment("b\nc"), LINE, Span(" d")],
    "`a *b* [c](u)`": [code("a *b* [c](u)")],
    "``a ` b``": [code("a ` b")],
    "``` a ```": [code("a")],
    "`a\nb`": [code("a\nb"), LINE],
    "`a": [Span("`a")],
    "a``": [Span("a``")],
}


@pytest.mark.parametrize("text", KEPT_APART)
def test_nothing_is_read_in_comments_and_code(text: str) -> None:
    assert spans_of(text) == tuple(KEPT_APART[text])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\\*a\\*", "*a*"),
        ("\\[a\\](u)", "[a](u)"),
        ("\\`a`", "`a`"),
        ("\\<b>", "<b>"),
        ("\\\\", "\\"),
        ("\\a \\", "\\a \\"),
        ("&amp; &lt;b&gt; &alpha;", "& <b> α"),
        ("&#65;&#x42;", "AB"),
        ("AT&T &nosuch; &#;", "AT&T &nosuch; &#;"),
        ("~~a~~ ~b~", "a ~b~"),
        ("", ""),
        ("$T_{cc}^{+}$ and $b_1*c_2*d$", "$T_{cc}^{+}$ and $b_1*c_2*d$"),
        ("$$x_1$$ $[a](u)$", "$$x_1$$ $[a](u)$"),
        ("$5 and $6", "$5 and $6"),
        ("$ a $ \\$5", "$ a $ $5"),
    ],
)
def test_escapes_and_entities_are_undone_and_formulas_stay(text: str, shown: str) -> None:
    assert spans_of(text) == ((Span(shown),) if shown else ())


EMPHASIS: dict[str, list[Span]] = {
    "*a* _b_": [italic("a"), Span(" "), italic("b")],
    "**a** __b__": [bold("a"), Span(" "), bold("b")],
    "***a***": [both("a")],
    "_**a**_": [both("a")],
    "****a****": [bold("a")],
    "*a **b** c*": [italic("a "), both("b"), italic(" c")],
    "**a *b* c**": [bold("a "), both("b"), bold(" c")],
    "***a** b*": [both("a"), italic(" b")],
    "***a* b**": [both("a"), bold(" b")],
    "*a\nb*": [italic("a"), Span(SOFT, is_italic=True, kind=BREAK), italic("b")],
    "a*b*c": [Span("a"), italic("b"), Span("c")],
    "a**b**c": [Span("a"), bold("b"), Span("c")],
    "**Alpha:**beta": [bold("Alpha:"), Span("beta")],
    "**论文：**和": [bold("论文："), Span("和")],
    "**a**b**c**": [bold("a"), Span("b"), bold("c")],
    "**[a]** b": [bold("[a]"), Span(" b")],
    "a_b_c snake_case": [Span("a_b_c snake_case")],
}


@pytest.mark.parametrize("text", EMPHASIS)
def test_emphasis_may_touch_letters(text: str) -> None:
    assert spans_of(text) == tuple(EMPHASIS[text])


@pytest.mark.parametrize(
    "text", ["*a_", "**a", "a**", "* a *", "a * b", "*", "**", "****", "_", "_a_b", "[a", "a]", "[a] (b)", "![a", "<a"]
)
def test_a_mark_without_partner_is_text(text: str) -> None:
    assert spans_of(text) == (Span(text),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("**a*", [Span("*"), italic("a")]),
        ("*a**", [italic("a"), Span("*")]),
    ],
)
def test_of_marks_of_two_lengths_the_shorter_counts(text: str, spans: list[Span]) -> None:
    assert spans_of(text) == tuple(spans)


@pytest.mark.parametrize(
    "text",
    [f"[pdf] ({A})", f"[pdf](({A}))", f"[pdf]({A}", f"[pdf][{A}]", f"[pdf]（{A}）", f"【pdf】（{A}）", f"(pdf)[{A}]"],
)
def test_a_broken_link_is_mended_first(text: str) -> None:
    assert spans_of(text) == (link("pdf", A),)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("a\nb", [Span("a"), LINE, Span("b")]),
        ("a  \nb", [Span("a  "), Span(HARD, kind=BREAK), Span("b")]),
        ("a\\\nb", [Span("a"), Span(HARD, kind=BREAK), Span("b")]),
        ("a<br>\nb", [Span("a"), Span(SHOWN, kind=BREAK), LINE, Span("b")]),
        ("a\n", [Span("a"), LINE]),
    ],
)
def test_a_line_end_says_whether_the_page_shows_it(text: str, spans: list[Span]) -> None:
    assert spans_of(text) == tuple(spans)


# ---- anything

PIECES = st.sampled_from(
    ["[", "]", "(", ")", "](u)", "![", "[a][r]", "<", ">", "<b>", "</b>", "<a href='u'>", "</a>", "<br>", "<img src=i>",
     "<!--", "-->", "*", "**", "_", "`", "``", "~~", "\\", "$", "&amp;", "&", A, "http://", f"[pdf]({A})", "a", "b c",
     "论文", "（", "）", " ", "  ", "\n", "  \n", "\\\n", "1", ".", ",", "|", "'", '"', "\x00", "\u2028"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_any_text_is_read_and_neighbours_of_one_dress_are_one_span(text: str) -> None:
    spans = spans_of(text, LABELS)
    assert [pair for pair in pairwise(spans) if pair[0].kind == TEXT and pair[0][1:] == pair[1][1:]] == []


@given(st.lists(PIECES.filter(lambda piece: piece not in ("(", "![")), max_size=30).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_every_line_end_is_one_break(text: str) -> None:
    assert sum(span.text.count("\n") for span in spans_of(text) if span.kind == BREAK) == text.count("\n")


OVERLOOKED = {
    f"[[paper]({ARXIV}])]",
    f"[[paper]({ARXIV}])",
    f"[paper]({ARXIV}])",
    f"[pdf]({ARXIV.replace('//', '///')})",
}


@pytest.mark.parametrize("text", [text for text in MENDED if text not in OVERLOOKED])
def test_every_kind_of_broken_link_is_noticed(text: str) -> None:
    assert spans_of(text) == spans_of(MENDED[text])
