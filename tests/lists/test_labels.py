"""Labels of links, heads of columns, and hosts: what they say of a link."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.labels import (
    LABELS,
    ROLES,
    is_file,
    is_list,
    is_weak_label,
    kind_of_label,
    kind_of_url,
    role_of_head,
)
from papercite.text import fold

OF_LABELS = {
    "paper": "paper papers PDF [paper] (pdf) 【论文】 arXiv abs DOI html CVF OpenReview 论文 論文 论文链接 논문",
    "code": "code code(Torch-7) code(Pytorch PyTorch GitHub code2 Keras-2 代码 代码链接 源码 코드 実装 구현",
    "project": "website webpage demo homepage 项目主页 演示 홈페이지",
    "data": "dataset Data benchmark 数据集 데이터",
    "video": "Video YouTube talk 视频 영상 動画",
    "slides": "slides ppt Poster 幻灯片 海报 슬라이드",
    "other": "blog BibTeX Supp Colab weights notes 知乎 博客 解説 리뷰",
    "": "BNN ICLR here v1 1 oral Spotlight the a ... 2017 CVPR17 🔥 ⭐ :star: :fire:",
}
OF_ODD_LABELS = {  # words that `fold` changes, and pictures
    "paper": "ps.gz ペーパー 論文リンク 📄 📄️ [:scroll:]",
    "code": "コード 💻 👨‍💻 :computer: [:octocat:]",
    "project": "プロジェクトページ デモ 데모 프로젝트 🌐",
    "data": "データ データセット 📊",
    "video": "ビデオ video2 🎥 ▶️",
    "slides": "スライド",
    "other": "ブログ 🤗",
}
PHRASES = {
    "arXiv link": "paper",
    "the paper": "paper",
    "full paper": "paper",
    "Paper (arXiv)": "paper",
    "Official Code": "code",
    "official implementation": "code",
    "unofficial pytorch": "code",
    "TensorFlow code": "code",
    "Code (TF)": "code",
    "Github Repo": "code",
    "our code": "code",
    "paper & code": "code",  # what tells more than "paper"
    "pdf, code": "code",
    "code, paper": "code",
    "paper code": "code",
    "code paper": "paper",  # the last word of a compound is what it is
    "dataset paper": "paper",
    "source code": "code",
    "source": "other",
    "Project Page": "project",
    "video 1": "video",
    "slides (pdf)": "slides",
    "Hugging Face": "other",
    "🤗 model": "other",
    "": "",
    "Binary Neural Networks": "",
    "CVPR paper": "",
    "reading list": "",
    "code of many more words here": "",  # a title
    "code " * 20: "",
}


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *((one, kind) for kind, ones in (*OF_LABELS.items(), *OF_ODD_LABELS.items()) for one in ones.split()),
        *PHRASES.items(),
    ],
)
def test_a_label_says_what_a_link_is(label: str, kind: str) -> None:
    assert kind_of_label(label) == kind


def _plain(words: str) -> list[str]:
    """Words as `fold` leaves them, without a number."""
    return [word for word in words.split() if fold(word) == word and not word[-1].isdigit()]


def test_every_word_is_a_label_of_one_kind() -> None:
    words = [word for words in LABELS.values() for word in words.split()]
    assert len(words) == len(set(words))


def test_a_word_is_a_label_in_capitals_as_well() -> None:
    expected = {word: kind for kind, words in LABELS.items() for word in _plain(words)}
    assert {word: kind_of_label(word.upper()) for word in expected} == expected


def test_every_head_has_one_role() -> None:
    words = [word for words in ROLES.values() for word in words.split()]
    assert len(words) == len(set(words))


def test_a_word_is_a_head_in_capitals_as_well() -> None:
    expected = {word: role for role, words in ROLES.items() for word in _plain(words)}
    assert {word: role_of_head(word.upper()) for word in expected} == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        *((label, True) for label in ("link", "[link]", "Link", "here", "click here", "download", "source", "url",
                                      "this", "webpage", "链接", "リンク", "링크")),
        *((label, False) for label in ("paper", "code", "code link", "论文链接", "arXiv", "BNN", "this paper")),
    ],
)  # fmt: skip
def test_a_weak_label_says_only_that_there_is_a_link(label: str, expected: bool) -> None:
    assert is_weak_label(label) == expected


HEADS = {
    "title": ["Title", "Paper", "Paper Title", "Papers with Code", "论文", "标题", "题目", "论文标题", "論文",
              "タイトル", "제목", "题目 / Title"],
    "nickname": ["Name", "Model", "Method", "Short Name", "Method/Model", "模型", "方法", "手法", "이름"],
    "venue": ["Venue", "Conference", "Pub.", "Published", "Venue/Year", "Conference / Journal", "会议", "期刊",
              "会议/期刊", "학회"],
    "year": ["Year", "Date", "Publication Date", "Publish Date", "年份", "时间", "発表", "연도"],
    "authors": ["Authors", "Author(s)", "First Author", "作者", "著者", "저자"],
    "code": ["Code", "GitHub", "Code Link", "Official Code", "PyTorch", "代码", "코드"],
    "links": ["Link", "Links", "Paper Link", "PDF", "arXiv", "链接", "リンク", "링크"],
    "project": ["Project", "Project Page", "项目"],
    "aside": ["Notes", "TL;DR", "Dataset", "Institute", "Stars", "Task", "No.", "机构", "备注", "비고"],
    "": ["", "#", "Accuracy", "Framework", "Top-1", "2017"],
}  # fmt: skip


@pytest.mark.parametrize(("head", "role"), [(head, role) for role, heads in HEADS.items() for head in heads])
def test_a_head_says_what_its_column_holds(head: str, role: str) -> None:
    assert role_of_head(head) == role


HOSTS = {
    "code": """https://github.com/a/b HTTPS://WWW.GITHUB.COM/a/b https://gist.github.com/a https://gitlab.com/a/b
        https://bitbucket.org/a/b https://anonymous.4open.science/r/a""",
    "video": "https://youtu.be/a https://www.youtube.com/watch?v=a https://vimeo.com/1 https://www.bilibili.com/video/a",
    "data": """https://huggingface.co/datasets/a/b https://zenodo.org/record/1 https://doi.org/10.5281/zenodo.1
        https://figshare.com/a""",
    "paper": """https://arxiv.org/abs/1602.02830 https://doi.org/10.1109/x https://huggingface.co/papers/1602.02830
        https://openreview.net/forum?id=S1_pAu9xl http://openaccess.thecvf.com/content/x.html
        https://papers.nips.cc/paper/1 http://proceedings.mlr.press/v80/x.html https://www.nature.com/articles/x
        https://dl.acm.org/doi/10.1145/1 https://ieeexplore.ieee.org/document/1
        https://link.springer.com/chapter/10.1007/x https://www.sciencedirect.com/science/article/pii/S1
        https://www.semanticscholar.org/paper/a https://aclanthology.org/P19-1001/ https://hal.science/hal-1
        https://example.org/a.pdf https://example.org/a.PDF?x=1 https://www.cs.toronto.edu/~a/b.ps.gz ./a.pdf
        papers/a.pdf https://github.com/a/b/raw/master/c.pdf https://github.com/a/b/blob/master/c.pdf""",
    "other": """https://medium.com/@a/b https://a.medium.com/b https://a.org/blog/b https://blog.a.org/b https://x.com/a
        https://a.github.io/blog/2017 https://a.github.io/posts/b https://huggingface.co/a/b https://docs.a.org
        https://colab.research.google.com/drive/a https://en.wikipedia.org/wiki/A https://pypi.org/project/a
        https://scholar.google.com/citations?user=a https://paperswithcode.com/paper/a https://zhuanlan.zhihu.com/p/1
        https://example.org/slides/a.pdf https://example.org/lecture3.pdf""",
    "": """https://arxiv.org/ https://me.github.io/project https://notgithub.com/a https://github.com.evil.example/a
        https://box.com/a https://drive.google.com/file/d/a https://sites.google.com/view/a #anchor mailto:a@b.org
        http://[ https://example.org/pdfs""",
}


@pytest.mark.parametrize(
    ("url", "kind"), [("", ""), *((url, kind) for kind, urls in HOSTS.items() for url in urls.split())]
)
def test_a_host_says_what_a_link_is(url: str, kind: str) -> None:
    assert kind_of_url(url) == kind


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.org/b.pdf", (True, False)),
        ("https://a.org/b.pdf#page=3", (True, False)),
        ("https://a.org/b.ps.gz", (True, False)),
        ("https://arxiv.org/pdf/1602.02830", (True, False)),
        ("https://openreview.net/pdf?id=a", (True, False)),
        ("https://a.org/b?format=pdf", (True, False)),
        ("https://a.org/pdfs/b", (False, False)),
        ("https://a.org/b.pdf.html", (False, False)),
        ("https://github.com/a/awesome-papers", (False, True)),
        ("https://github.com/a/Paper-List", (False, True)),
        ("https://github.com/a/b", (False, False)),
    ],
)
def test_an_address_is_one_of_a_file_or_a_list(url: str, expected: tuple[bool, bool]) -> None:
    assert (is_file(url), is_list(url)) == expected


ANY = settings(max_examples=300, derandomize=True, deadline=None)
PIECES = st.sampled_from(["code", "paper", "the", "(", ")", "[", "1", "-", "论文"])


@ANY
@given(st.lists(PIECES | st.text(max_size=3), max_size=6).map(" ".join) | st.text(max_size=30))
def test_any_label_is_of_a_kind_and_any_head_has_a_role(text: str) -> None:
    assert (kind_of_label(text) in {"", *LABELS}, role_of_head(text) in {"", *ROLES}) == (True, True)


@ANY
@given(st.sampled_from(["", "http://", "https://", "https://github.com/", "//", "https://["]), st.text(max_size=30))
def test_any_address_is_of_a_kind(scheme: str, rest: str) -> None:
    assert kind_of_url(scheme + rest) in {"", *LABELS}


HOSTILE = [
    "(", "A. ", "a, ", "and ", "'16 ", "2016", "[",
    "code ", "code(", "/", ".", "a.", "http://", "blog/", "#", "%41",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    kind_of_label(text), role_of_head(text), is_weak_label(text), kind_of_url(text), kind_of_url(f"https://{text}")
    assert time.perf_counter() - begin < 1
