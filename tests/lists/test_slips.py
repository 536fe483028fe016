"""Broken link syntax: what is one, how it is mended, and what is none."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.slips import SHAPES, applied, mended, slips

A, B = "https://arxiv.org/abs/1603.05279", "https://github.com/allenai/XNOR-Net"

MENDED = {
    f"[[pdf]] ({A})": f"[[pdf]]({A})",
    f"[Paper]  ({A}), [[code]] ({B})": f"[Paper]({A}), [[code]]({B})",
    f"[pdf](({A}))": f"[pdf]({A})",
    f"[pdf](({A}), ICLR": f"[pdf]({A}), ICLR",
    f"see (XNOR-Net)[{A}]": f"see [XNOR-Net]({A})",
    f"[pdf]{{{A}}}": f"[pdf]({A})",
    f"[pdf][{A}]": f"[pdf]({A})",
    f"[论文]（{A}）": f"[论文]({A})",
    f"[[pdf]]({A}）": f"[[pdf]]({A})",
    f"［论文］({A})": f"[论文]({A})",
    f"【论文】（{A}），【代码】({B})": f"[论文]({A})，[代码]({B})",
    f"[pdf]([{A}]({A}))": f"[pdf]({A})",
    f"[LLM]([{B}) - a tool": f"[LLM]({B}) - a tool",
    f"[[{A})] [[code]({B})]": f"[<{A}>] [[code]({B})]",
    f"[[Paper({A})]": f"[[Paper]({A})]",
    f"[Paper({A})]": f"[Paper]({A})",
    f"[Paper({A}), ICLR": f"[Paper]({A}), ICLR",
    f"[[paper]({A}], [[code]]({B})": f"[[paper]({A})], [[code]]({B})",
    f"[[paper]({A}])": f"[[paper]({A})]",
    f"[paper]({A}] and more": f"[paper]({A}) and more",
    f"[paper]({A}])": f"[paper]({A})",
    "[pdf](http://a.org/My Paper.pdf)": "[pdf](http://a.org/My%20Paper.pdf)",
    f"[[code(Pytorch)]({B}\n- next": f"[[code(Pytorch)]({B})\n- next",
    f"[pdf]({A}, [code]({B})": f"[pdf]({A}), [code]({B})",
    f"[pdf]({A} [code]({B})": f"[pdf]({A}) [code]({B})",
    f"| [pdf]({A} | 2016 |": f"| [pdf]({A}) | 2016 |",
    f"[pdf]({A}<br>": f"[pdf]({A})<br>",
    "[wiki](https://en.wikipedia.org/wiki/A_(b)": "[wiki](https://en.wikipedia.org/wiki/A_(b))",
    f"<{A}, 2016": f"<{A}>, 2016",
    f"[Code]{B}": f"[Code]({B})",
    f"[[Code]]{B}, 2016": f"[[Code]]({B}), 2016",
    "[pdf](http//arxiv.org/abs/1603.05279)": "[pdf](http://arxiv.org/abs/1603.05279)",
    "[pdf](https:/arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](https;//arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](https:arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](https:\\\\arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](https:///arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](hhttps://arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](ttps://arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[pdf](htp://arxiv.org/abs/1603.05279)": "[pdf](http://arxiv.org/abs/1603.05279)",
    f"[pdf](http://{A})": f"[pdf]({A})",
    f"[pdf](https:{A})": f"[pdf]({A})",
    f"[pdf](https{A})": f"[pdf]({A})",
    "[pdf](www.a.org/b.pdf)": "[pdf](https://www.a.org/b.pdf)",
    "[pdf](arxiv.org/abs/1603.05279)": f"[pdf]({A})",
    "[home](billf.mit.edu)": "[home](https://billf.mit.edu)",
    f"[pdf]({A}{A})": f"[pdf]({A})",
}


@pytest.mark.parametrize("text", MENDED)
def test_what_can_be_mended_is(text: str) -> None:
    assert mended(text) == MENDED[text]


@pytest.mark.parametrize("line", MENDED)
def test_it_is_mended_in_a_list_as_well(line: str) -> None:
    text = "# Papers\r\n\r\n- **[A]** One, {0}\r\n- Two\r\n"
    assert mended(text.format(line)) == text.format(MENDED[line])


ONLY_TOLD = {
    "[Coming soon]()": "the link has no address",
    "[[paper]]( )": "the link has no address",
    f"[]({A})": "the link has no text",
    f"- XNOR-Net: Classification]({A})": "the bracket before the text of the link is missing",
    "[RWKV](https://huggingface.co/RWKV)minicpm-2b-65d48)": "the link goes on behind its end",
    "[share](http://a.org/?s=Deep Learning Resources)": "there is a space in the address",
    "[pdf](https://arxiv.org/pdf/ 1603.05279.pdf)": "there is a space in the address",
    "[arXiv](Escaping from Saddle Points)": "there is text where the address belongs",
    "[One Great Title](One Great Title)": "there is text where the address belongs",
    "[wiki](https://a.org/wiki_(a_(b) [x": "the link is not closed",
    f"(see [Code]{B})": "the parenthesis before the address is missing",
}


@pytest.mark.parametrize("text", ONLY_TOLD)
def test_what_cannot_be_mended_is_told(text: str) -> None:
    assert [(slip.what, slip.mend) for slip in slips(text)] == [(ONLY_TOLD[text], "")]


FINE = [
    f"[[paper]]({A}), [[code](<{B}>)]", f'[pdf]({A} "XNOR-Net (ECCV)")', f"[pdf]({A} 'a \"b\"')", f"[pdf]( {A} )",
    f"[pdf]({A}\n)", f"[pdf]({A}\n'title')", "[wiki](https://en.wikipedia.org/wiki/A_(b)_(c(d)))", "[a][b] [c] [a][]",
    f"[a]: {A}", f"[a]:{A}", f"[^1] ({A})", f"- [ ] ({A})", f"- [x] ({A})", f"[1] ({A})", "[1] (2017) and [2] (2018)",
    f"`[pdf] ({A})`", f"```\n[pdf] ({A})\n```", f"~~~ text\n[pdf]({A}\n~~~~", f"- a\n  ```sh\n  [pdf]({A}\n  ```",
    f"<!-- [pdf]({A} -->", f'<a href="{A}" title="[pdf] ({A})">', f"![]({A})", f"[![]({A})]({B})", "![a](b c.png)",
    "f[x](y) + g[i]()", "[a](b) (c)[d] [e] (f)", f"\\[pdf\\] ({A})", f"[\\[pdf\\]]({A})", f"([pdf]({A})).",
    f"[pdf]({A}): text", f"[pdf]({A})/[code]({B})", f"[pdf]({A})and more", f"[pdf] {A}", f"[pdf]: {A}", f"({A})",
    "(https://a.org/?u=https://b.org) http://web.archive.org/web/2016/http://b.org",
    "[a](https://b.org/?u=http://c.org)", f"<{A}>", f"【[论文]({A})】",
    f"（{A}）", "[a](./papers/b.pdf) [c](d.md#e) [f](#g) [h](mailto:i@j.org)", "[a](notes.org)",
    f"| [pdf]({A}) | [code]({B}) |", "[pdf](https://a.org/?x[]=1)", "ssh://a.org http: https, ftp://a.org",
    f"[GAN]: [a]\n[pdf] ({A})\n\n[pdf]: {B}", f"[a [b]]({A})", "[CVPR](oral)", "[a](https://b.org/c\\(d)",
]  # fmt: skip


@pytest.mark.parametrize("text", FINE)
def test_what_is_fine_is_no_slip(text: str) -> None:
    assert slips(text) == []


def test_a_slip_says_where_it_is() -> None:
    text = f"# A\n\n- One [[pdf]] ({A}) x\n"
    assert [tuple(slip) for slip in slips(text)] == [
        (12, 21 + len(A), 3, SHAPES[0].what, f"[pdf]] ({A})", f"[pdf]]({A})")
    ]


def test_lines_are_counted_whatever_ends_them() -> None:
    assert [slip.line for slip in slips("a\r\nb\rc\n[d]()\n\n[e]()")] == [4, 6]


PIECES = [
    "[", "]", "(", ")", "<", ">", "{", "}", "（", "）", "［", "］", "【", "】", " ", "\n", "\r\n", "`", "```\n", "!",
    "\\", "|", ".", ",", "- ", "http://", "https://", "https:/", "hhttp://", "http://a.org/b", A, B, "a", "paper",
    "code(Pytorch)", "www.", ".pdf", "<!--", "-->", "<br>", "1", "[x]", "[a]: ", "](", "[[", "]]", "]((", "\x00",
    "_(b)", '"', "'",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_mending_twice_changes_nothing(text: str) -> None:
    assert mended(mended(text)) == mended(text)


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_the_quick_look_overlooks_nothing(text: str) -> None:
    assert mended(text) == applied(text, slips(text))


@given(TEXTS)
@settings(max_examples=500, deadline=None)
def test_a_mend_changes_only_the_slip(text: str) -> None:
    found = slips(text)
    ends = [0, *(place for slip in found for place in (slip.start, slip.end)), len(text)]
    assert ends == sorted(ends)
    assert [text[slip.start : slip.end] for slip in found] == [slip.found for slip in found]
    assert text.count("\n") == mended(text).count("\n")


HOSTILE = [
    "[", "](", "(http", "](http://", "[a](http://x", "](http://a ", "[a] (", "<!--", "``a`", "<a", "<https://x ",
    "](((((a", "[x](http://a[", "t", "p://", "http://http://", "](a 'b", "［a", "(a)[http://b", "a.", "```\n",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """A thousandth of a second a kilobyte, many times what it takes; a quadratic search would take minutes."""
    text = piece * (100_000 // len(piece))
    begin = time.perf_counter()
    mended(text)
    assert time.perf_counter() - begin < 3
