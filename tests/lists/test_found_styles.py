"""Ways to write a list that were found in lists of others and read wrong at first."""

from __future__ import annotations

import pytest

from lists.test_markdown import SPARSE, C, P, code, entry, paper, read
from papercite.lists.fields import inherited
from papercite.lists.kinds import _names_no_papers

LEE_AND_CHEN = ("Ann Lee", "Bo Chen")


def test_a_title_in_bold_goes_on_behind_a_line_end() -> None:
    text = f"- [2018/01] **Sparse Towers for\nCheap Vision.** *Ann Lee et al. arXiv.* [[pdf]]({P})"
    (found,) = read(text)
    assert (found.title, found.year, found.venue) == (SPARSE, 2018, "arXiv")


@pytest.mark.parametrize("dress", ["**", "_", ""])
def test_a_venue_in_back_ticks_stands_apart_from_a_title_in_any_dress(dress: str) -> None:
    ticks = "```" if dress else "`"
    title = f"[{SPARSE}]({P})" if not dress else f"{dress}{SPARSE}{dress}"
    (found,) = read(f"- {title} {ticks}ACL 2022 Findings{ticks}\n[[pdf]]({P})\n")
    assert (found.title, found.venue, found.year) == (SPARSE, "ACL Findings", 2022)


@pytest.mark.parametrize(
    ("before", "venue", "year"),
    [
        ("(2016 ACL; what towers are for)", "ACL", 2016),
        ("(2017, NLP Ethics workshop; ethical issues with *shared tasks*)", "NLP Ethics workshop", 2017),
        ("(2020 Front. Cell Dev. Biol.)", "Front. Cell Dev. Biol", 2020),
    ],
)
def test_brackets_in_front_of_a_title_hold_its_place_and_more(before: str, venue: str, year: int) -> None:
    (found,) = read(f"1. {before} **{SPARSE}.** *Ann Lee, Bo Chen.* [[pdf]]({P})")
    assert (found.title, found.venue, found.year, found.authors) == (SPARSE, venue, year, LEE_AND_CHEN)


def test_one_of_the_authors_may_be_in_bold() -> None:
    cited = f"Cy Diaz, **Ann Lee**, Bo Chen, *International Conference on Towers 2019*. [[Link]]({P})\n\n"
    found = read("".join(f"## {SPARSE}, Part {number}\n{cited}" for number in ("I", "II", "III")))
    assert [one.title for one in found] == [f"{SPARSE}, Part {number}" for number in ("I", "II", "III")]
    assert {one.authors for one in found} == {("Cy Diaz", "Ann Lee", "Bo Chen")}
    assert {one.year for one in found} == {2019}


def test_co_authors_stand_behind_with() -> None:
    (found,) = read(f"- **{SPARSE}** [[pdf]]({P})  \n(with Ann Lee and Bo Chen)  \nJournal of Towers 7(2), 2019\n")
    assert (found.title, found.authors, found.year) == (SPARSE, LEE_AND_CHEN, 2019)
    (found,) = read(f"- **{SPARSE}** [[pdf]]({P}) (with PyTorch)\n")
    assert not found.authors


def test_commas_in_a_title_of_a_column_of_titles_part_no_people() -> None:
    title = f"{SPARSE}: City, Social Media, and Economic System"
    (found,) = read(f"| Title | Year | Link |\n|-|-|-|\n| {title} | 2019 | [link]({P}) |\n")
    assert (found.title, found.authors) == (title, ())


def test_a_title_alone_among_papers_is_one() -> None:
    others = "".join(
        f"- [Tall Towers for Thin Vision {number}](https://arxiv.org/abs/2001.0000{number})\n" for number in range(6)
    )
    assert [one.title for one in read(f"{others}- {SPARSE}\n")][-1:] == [SPARSE]
    assert all(one.kind != "paper" for one in read(f"- {SPARSE}\n- [Tower tool]({C})\n- [Tower shop](https://a.org)\n"))


def test_a_row_alone_among_papers_is_one() -> None:
    rows = "".join(
        f"| Tall Towers for Thin Vision {number} | [pdf](https://arxiv.org/abs/2001.0000{number}) |\n"
        for number in range(5)
    )
    found = read(f"| **Title** | **Paper** |\n|-|-|\n{rows}| {SPARSE} | :heavy_minus_sign: |\n")
    assert (found[-1].title, found[-1].kind) == (SPARSE, "paper")


def test_a_heading_in_an_item_stands_above_the_items_in_it_and_no_others() -> None:
    text = f"## Towers\n- ### Sparse\n\t- #### Very\n\t\t- [{SPARSE}]({P})\n- [Tall Towers for Thin Vision]({P}1)\n"
    assert [one.section for one in read(text)] == [("Towers", "Sparse", "Very"), ("Towers",)]
    (alone,) = read(f"- ### [{SPARSE}]({P})\n  by Ann Lee and Bo Chen\n")
    assert (alone.title, alone.section) == (SPARSE, ())


def test_a_heading_behind_a_tag_is_a_heading() -> None:
    text = f"# Towers\n<br/>\n#### Old\n\n| Date | Paper |\n|-|-|\n| Dec 18 | [{SPARSE}]({P}) |\n"
    assert [one.section for one in read(text)] == [("Towers", "Old")]


def test_what_an_intro_says_of_venue_and_year_counts() -> None:
    (found,) = read(f"**{SPARSE}**\n\n- intro: CVPR 2017\n- paper: [{P}]({P})\n- github: [{C}]({C})\n")
    assert (found.title, found.venue, found.year) == (SPARSE, "CVPR", 2017)
    (found,) = read(f"**{SPARSE}**\n\n- intro: Tower Company\n- paper: [{P}]({P})\n")
    assert (found.venue, found.year) == ("", None)


def test_a_paragraph_with_a_title_in_bold_and_a_place_needs_no_link() -> None:
    (found,) = read(f"[**{SPARSE}**] [[Paper]]() *(ICML 2018)*\n")
    assert (found.title, found.venue, found.year) == (SPARSE, "ICML", 2018)


def test_a_web_page_in_a_column_of_code_is_no_code() -> None:
    rows = (
        f"| Title | Repo | Paper |\n|-|-|-|\n| {SPARSE} | [![WEB Page](b.svg)](https://a.org/towers) | [pdf]({P}) |\n"
    )
    (found,) = read(rows)
    assert [link.kind for link in found.links] == ["project", "paper"]


@pytest.mark.parametrize(
    ("heading", "names_none"),
    [
        ("Tools", True), ("Tools and Libraries", True), ("Datasets for Towers", True), ("Awesome Datasets:", True),
        ("Awards I: Service Robots", False), ("Video Generation", False), ("Dataset Distillation", False),
        ("Papers on Data Sets", True), ("📦 Projects", True), ("工具", True), ("Conference Papers", False),
    ],
)  # fmt: skip
def test_a_heading_is_for_others_if_its_last_word_names_them(heading: str, names_none: bool) -> None:
    assert _names_no_papers(heading) == names_none


@pytest.mark.parametrize(
    ("heading", "year"), [("Fall 2020", None), ("Winter Term 2021", None), ("2020", 2020), ("ICML 2020", 2020)]
)
def test_a_term_says_when_a_paper_was_read(heading: str, year: int | None) -> None:
    assert inherited((heading,)).year == year


def test_links_below_a_label_are_those_of_the_paragraph_above() -> None:
    text = f"[**{SPARSE}**] [[pdf]]({P}) *(ICML 2018)*\n\n:sparkle: **Code:**\n\n* [Torch-based]({C})\n\nMore words.\n"
    (found,) = read(text)
    assert [(link.label, link.kind) for link in found.links] == [("pdf", "paper"), ("Torch-based", "code")]


@pytest.mark.parametrize(
    ("label", "venue", "year"),
    [("arxiv, 14.12", "arxiv", 2014), ("arXiv 2016", "arXiv", 2016), ("ICML 2017", "ICML", 2017), ("arXiv", "", None)],
)
def test_a_label_may_say_venue_and_year(label: str, venue: str, year: int | None) -> None:
    (found,) = read(f"- {SPARSE} [[{label}]]({P})")
    assert (found.title, found.venue, found.year) == (SPARSE, venue, year)
    assert [link.kind for link in found.links] == ["paper"]


def test_a_word_that_begins_a_title_is_no_venue() -> None:
    (found,) = read(f"- (2020) **Fast, Sparse Towers for Vision.** *Ann Lee, Bo Chen.* [[pdf]]({P})")
    assert (found.title, found.venue) == ("Fast, Sparse Towers for Vision", "")


def test_a_venue_may_begin_with_small_letters() -> None:
    (found,) = read(f"- {SPARSE} (aiDM2020) [[pdf]]({P})")
    assert (found.title, found.venue, found.year) == (SPARSE, "aiDM", 2020)


@pytest.mark.parametrize("name", ["STower", "Lee et al", "Lee et al."])
def test_a_linked_name_stands_in_front_of_a_whole_citation(name: str) -> None:
    (found,) = read(f"- [{name}]({P}). {SPARSE}, Lee et al. ICML 2024.")
    assert (found.title, found.venue, found.year, found.authors) == (SPARSE, "ICML", 2024, ("Lee", "et al."))
    assert found.nickname == ("STower" if name == "STower" else "")
    assert [link.url for link in found.links if link.kind == "paper"] == [P]


def test_a_title_in_bold_is_more_than_a_label_that_nobody_knows() -> None:
    (found,) = read(f"1. **{SPARSE}** (2009) / [some text]({P})")
    assert (found.title, found.year) == (SPARSE, 2009)


def test_signs_in_front_of_a_title_in_bold_are_none_of_it() -> None:
    text = f":heavy_check_mark:**{SPARSE}**\n\n解读：[注意力](https://zhuanlan.zhihu.com/p/1)\n\n论文/paper：{P}\n\n代码/code：{C}\n"
    (found,) = read(f"## Towers\n\n{text}")
    assert found.title == SPARSE
    assert [link.kind for link in found.links] == ["other", "paper", "code"]


def test_a_name_said_twice_is_the_nickname() -> None:
    (found,) = read(f"- STower: STower: {SPARSE} [2021-EMNLP] [[pdf]]({P})")
    assert (found.nickname, found.title) == ("STower", f"STower: {SPARSE}")


def test_a_word_that_says_title_is_none_of_it() -> None:
    (found,) = read(f"- (2016) title: {SPARSE}\n    - {P}\n")
    assert (found.title, found.year) == (SPARSE, 2016)


def test_people_and_a_year_in_brackets_behind_a_title() -> None:
    (found,) = read(f"- [**{SPARSE}**]({P})(Long et al., 2018)")
    assert (found.authors, found.year, found.venue) == (("Long", "et al."), 2018, "")


def test_a_number_of_biorxiv_says_the_year() -> None:
    (found,) = read(
        f"- {SPARSE}\n  - [[bioRxiv 2024.03.25.585721](https://www.biorxiv.org/content/10.1101/2024.03.25.585721v1)]"
    )
    assert (found.title, found.venue, found.year) == (SPARSE, "bioRxiv", 2024)


def test_code_right_behind_another_link_is_no_title() -> None:
    (found,) = read(f"**{SPARSE}**\nAnn Lee, Bo Chen  \n[arxiv]({P}) • [github::towers]({C})")
    assert (found.title, found.authors) == (SPARSE, LEE_AND_CHEN)
    assert [link.kind for link in found.links] == ["paper", "code"]


def test_a_badge_says_its_message() -> None:
    badge = "[![Publish](https://img.shields.io/badge/Conference-ICML'24-blue)]()"
    (found,) = read(f"| Title | Links |\n|-|-|\n| {badge}<br>[{SPARSE}]({P}) <br> Ann Lee, Bo Chen | |\n")
    assert (found.title, found.nickname, found.venue, found.year) == (SPARSE, "", "ICML", 2024)


def test_pages_and_publisher_behind_a_venue_go() -> None:
    (found,) = read(f"1. Lee, A., & Chen, B. (1992). [{SPARSE}]({P}). _Journal of Towers_, _36_(5). (pp. 741-773).")
    assert (found.title, found.venue, found.year) == (SPARSE, "Journal of Towers", 1992)


def test_two_authors_make_a_paper_below_any_heading() -> None:
    (found,) = read(f"## Datasets\n\n**{SPARSE}**  \nAnn Lee, Bo Chen  \n[GitHub]({C})\n")
    assert (found.title, found.kind) == (SPARSE, "paper")


def test_the_plain_styles_are_still_what_they_were() -> None:
    assert read(f"- {SPARSE} [[pdf]]({P}) [[code]]({C})") == [entry(links=(paper(), code()))]
