"""BibTeX as text: whole entries, kinds of works, names, versions."""

from __future__ import annotations

import re
from typing import Any

import pytest

from papercite.formats.bibtex import render
from papercite.record import Entry, Link, Paper, Person, Record

XNOR = Record(
    type="paper-conference",
    title="XNOR-Net: ImageNet Classification Using Binary CNNs",
    authors=(Person("Rastegari", "Mohammad"), Person("Jégou", "Hervé"), Person("Oord", "Aaron", "van den")),
    venue="ECCV",
    container_title="Proceedings of the European Conference on Computer Vision",
    series="Lecture Notes in Computer Science",
    volume="9908",
    number="2",
    pages="525-542",
    year=2016,
    month=10,
    publisher="Springer & Sons",
    doi="10.1007/978-3-319-46493-0_32",
    url="https://example.org/not-shown-beside-a-doi",
)
PREPRINT = Record(
    type="article", title="XNOR-Net: Early Days", authors=(Person("Rastegari", "Mohammad"),), venue="arXiv",
    container_title="arXiv", year=2015, arxiv="1603.05279", primary_class="cs.CV",
)  # fmt: skip


def paper(record: Record | None = None, *, entry: Entry | None = None, **fields: Any) -> Paper:
    return Paper("a1", entry or Entry(1, "as listed"), record=record, **fields)


def fields_of(bibtex: str) -> dict[str, str]:
    return dict(re.findall(r"^  (\w+) *= \{?(.*?)\}?,?$", bibtex, re.MULTILINE))


def authors_of(*people: Person) -> str:
    return fields_of(render([paper(Record(authors=people))])).get("author", "")


def test_a_conference_paper_with_everything() -> None:
    whole = paper(XNOR, preprint=PREPRINT, topics={"quantization": "heading", "binary": "rule"})
    expected = """\
@inproceedings{a1,
  author        = {Rastegari, Mohammad and Jégou, Hervé and van den Oord, Aaron},
  title         = {{XNOR-Net}: {ImageNet} Classification Using Binary {CNN}s},
  booktitle     = {Proceedings of the European Conference on Computer Vision},
  series        = {Lecture Notes in Computer Science},
  volume        = {9908},
  number        = {2},
  pages         = {525--542},
  year          = {2016},
  month         = oct,
  publisher     = {Springer \\& Sons},
  doi           = {10.1007/978-3-319-46493-0_32},
  eprint        = {1603.05279},
  archiveprefix = {arXiv},
  primaryclass  = {cs.CV},
  keywords      = {quantization, binary}
}
"""
    assert render([whole]) == expected


def test_a_preprint_shows_its_number_to_styles_that_know_no_eprint() -> None:
    expected = """\
@article{a1,
  author        = {Rastegari, Mohammad},
  title         = {{XNOR-Net}: Early Days},
  journal       = {arXiv preprint arXiv:1603.05279},
  year          = {2015},
  url           = {https://arxiv.org/abs/1603.05279},
  eprint        = {1603.05279},
  archiveprefix = {arXiv},
  primaryclass  = {cs.CV}
}
"""
    assert render([paper(PREPRINT)]) == expected


def test_ascii_writes_accents_as_commands_and_leaves_addresses_alone() -> None:
    record = Record(title="Æther – 3×3", authors=(Person("Jégou", "Hervé"),), publisher="Łódź", url="https://x.org/é_%")
    expected = """\
@misc{a1,
  author        = {J{\\'e}gou, Herv{\\'e}},
  title         = {{\\AE}ther -- 3{$\\times$}3},
  publisher     = {{\\L}{\\'o}d{\\'z}},
  url           = {https://x.org/é_%}
}
"""
    assert render([paper(record)], to_ascii=True) == expected


def test_no_papers_are_no_text() -> None:
    assert render([]) == ""


def test_papers_stand_in_the_order_given_with_a_blank_line_between() -> None:
    papers = [Paper(key, Entry(1, "x"), record=Record(year=2000)) for key in ("b", "a")]
    assert render(papers) == "@misc{b,\n  year          = {2000}\n}\n\n@misc{a,\n  year          = {2000}\n}\n"


@pytest.mark.parametrize(
    ("type_", "head"),
    [
        ("paper-conference", "@inproceedings|booktitle|publisher"),
        ("article-journal", "@article|journal|publisher"),
        ("chapter", "@incollection|booktitle|publisher"),
        ("book", "@book||publisher"),
        ("thesis", "@phdthesis||school"),
        ("report", "@techreport||institution"),
        ("article", "@misc|howpublished|publisher"),
        ("dataset", "@misc|howpublished|publisher"),
        ("", "@misc|howpublished|publisher"),
        ("}evil", "@misc|howpublished|publisher"),
    ],
)
def test_every_kind_of_work_has_its_entry_type_and_fields(type_: str, head: str) -> None:
    text = render([paper(Record(type=type_, container_title="Somewhere", publisher="Someone"))])
    holders = {value: name for name, value in fields_of(text).items()}
    assert f"{text.partition('{')[0]}|{holders.get('Somewhere', '')}|{holders['Someone']}" == head


def test_the_short_name_of_a_venue_stands_in_for_a_missing_long_one() -> None:
    record = Record(type="paper-conference", venue="ECCV")
    assert fields_of(render([paper(record)])) == {"booktitle": "ECCV"}


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("525-542", "525--542"),
        ("525–542", "525--542"),
        ("525—542", "525--542"),
        ("525--542", "525--542"),
        ("525−542", "525--542"),
        ("525‐542", "525--542"),
        ("2144", "2144"),
        ("e104", "e104"),
        ("S3-S9, S14", "S3--S9, S14"),
        ("1_2%", r"1\_2\%"),
    ],
)
def test_ranges_of_pages_have_two_hyphens(pages: str, printed: str) -> None:
    assert fields_of(render([paper(Record(pages=pages))])) == {"pages": printed}


# ---- names


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person("Rastegari", "Mohammad"), "Rastegari, Mohammad"),
        (Person("Oord", "Aaron", "van den"), "van den Oord, Aaron"),
        (Person("Gogh", "Vincent", "Van"), "Van Gogh, Vincent"),
        (Person("Fernández-Marqués", "Javier"), "Fernández-Marqués, Javier"),
        (Person("García Márquez", "Gabriel"), "García Márquez, Gabriel"),
        (Person("Dally", "William J."), "Dally, William J."),
        (Person("Davis", "Sammy", "", "Jr."), "Davis, Jr., Sammy"),
        (Person("Daumé", "Hal", "", "III"), "Daumé, III, Hal"),
        (Person("Beethoven", "Ludwig", "van", "II"), "van Beethoven, II, Ludwig"),
        (Person("Davis", "", "", "Jr."), "{Davis Jr.}"),
        (Person("Madonna"), "Madonna"),
        (Person("García Márquez"), "{García Márquez}"),
        (Person("", "Aaron"), "Aaron"),
        (Person("李", "明"), "李, 明"),
        (Person("김정은"), "김정은"),
        (Person("O'Neil", "J.-P."), "O'Neil, J.-P."),
        (Person("A&B_", "C%"), r"A\&B\_, C\%"),
    ],
)
def test_a_name_is_in_the_form_that_bibtex_splits_right(person: Person, name: str) -> None:
    assert authors_of(person) == name


@pytest.mark.parametrize(
    ("person", "name"),
    [
        (Person(literal="ATLAS Collaboration"), "{ATLAS Collaboration}"),
        (Person(literal="Barnes and Noble, Inc."), "{Barnes and Noble, Inc.}"),
        (Person(literal="R&D {Team}"), r"{R\&D {\textbraceleft}Team{\textbraceright}}"),
        (Person("Foo, Bar", "Ada"), "{Foo, Bar}, Ada"),
        (Person("Foo and Bar", "Ada"), "{Foo and Bar}, Ada"),
        (Person("Foo", "Ada AND"), "Foo, {Ada AND}"),
        (Person("and", "and", "and", "and"), "{and and}, {and}, {and}"),
        (Person("Foo", "Ada", "", "Jr., Sr."), "Foo, {Jr., Sr.}, Ada"),
        (Person("Anderson", "Sandy"), "Anderson, Sandy"),
        (Person("Foo\nand\tBar", "Ada"), "{Foo and Bar}, Ada"),
    ],
)
def test_groups_and_names_with_commas_or_an_and_inside_are_one_name(person: Person, name: str) -> None:
    assert render([paper(Record(authors=(person,)))]) == f"@misc{{a1,\n  author        = {{{name}}}\n}}\n"


@pytest.mark.parametrize("nobody", [Person(), Person("\x1b"), Person(" ", "\u200b"), Person(literal="\x07")])
def test_a_name_that_holds_nothing_is_not_printed(nobody: Person) -> None:
    assert authors_of(Person("Foo", "Ada"), nobody, Person("Bar", "Bob")) == "Foo, Ada and Bar, Bob"


def test_a_paper_without_authors_has_no_author_field() -> None:
    assert fields_of(render([paper(Record(year=2000))])) == {"year": "2000"}


# ---- versions


@pytest.mark.parametrize(
    ("prefer", "venue", "year"),
    [
        ("published", "ECCV", "2016"),
        ("preprint", "ECCV", "2015"),
        ("listed", "ECCV", "2016"),
        ("listed", "arXiv 2016", "2015"),
        ("listed", "CoRR", "2015"),
        ("published", "arXiv", "2016"),
    ],
)
def test_the_version_that_is_preferred_is_printed(prefer: str, venue: str, year: str) -> None:
    both = paper(XNOR, preprint=PREPRINT, entry=Entry(1, "XNOR-Net", venue=venue))
    assert fields_of(render([both], prefer=prefer))["year"] == year


@pytest.mark.parametrize("prefer", ["published", "preprint", "listed"])
def test_the_arxiv_number_is_never_dropped(prefer: str) -> None:
    assert fields_of(render([paper(XNOR, preprint=PREPRINT)], prefer=prefer))["eprint"] == "1603.05279"


def test_a_published_version_prefers_its_own_address_to_that_of_the_preprint() -> None:
    record = XNOR._replace(doi="")
    assert fields_of(render([paper(record, preprint=PREPRINT)]))["url"] == "https://example.org/not-shown-beside-a-doi"


def test_a_published_version_without_an_address_borrows_none() -> None:
    assert "url" not in fields_of(render([paper(XNOR._replace(doi="", url=""), preprint=PREPRINT)]))


def test_a_paper_never_looked_up_is_printed_as_the_list_has_it() -> None:
    link = Link("paper", "https://arxiv.org/abs/1603.05279", "paper")
    people = ("Mohammad Rastegari", "The XNOR Team")
    entry = Entry(1, "XNOR-Net: ImageNet", "XNOR-NET", people, "NIPS", 2016, (), (link,))
    expected = """\
@inproceedings{a1,
  author        = {Rastegari, Mohammad and {The XNOR Team}},
  title         = {{XNOR-Net}: {ImageNet}},
  booktitle     = {Advances in Neural Information Processing Systems},
  year          = {2016},
  url           = {https://arxiv.org/abs/1603.05279},
  eprint        = {1603.05279},
  archiveprefix = {arXiv}
}
"""
    assert render([paper(entry=entry)]) == expected


# ---- hostile texts

EVIL = "}, \x1b[31m%\u202e\nnote = {$x\\"


def test_foreign_text_cannot_leave_its_field() -> None:
    record = Record(
        type="article-journal", title=EVIL, container_title=EVIL, publisher=EVIL, doi=EVIL, arxiv=EVIL,
        authors=(Person(EVIL, EVIL), Person(literal=EVIL)), volume=EVIL, primary_class=EVIL,
    )  # fmt: skip
    text = r"{\textbraceright}, [31m\% note = {\textbraceleft}\$x{\textbackslash}"
    number = "%7D,%20[31m%%20note%20=%20%7B$x%5C"
    assert fields_of(render([paper(record, topics={EVIL: ""})])) == {
        "author": f"{{{text}}}, {{{text}}} and {{{text}}}",
        "title": text,
        "journal": text,
        "volume": text,
        "publisher": text,
        "doi": number,
        "eprint": number,
        "archiveprefix": "arXiv",
        "primaryclass": number,
        "keywords": text,
    }


def test_an_arxiv_number_is_text_where_it_stands_in_text() -> None:
    record = Record(type="article", arxiv="12_34%5")
    assert fields_of(render([paper(record)])) == {
        "journal": r"arXiv preprint arXiv:12\_34\%5",
        "url": "https://arxiv.org/abs/12_34%5",
        "eprint": "12_34%5",
        "archiveprefix": "arXiv",
    }


def test_a_month_without_a_year_is_not_printed() -> None:
    assert "month" not in render([paper(Record(title="T", month=3))])


@pytest.mark.parametrize("month", [0, -1, 13, 99])
def test_a_month_that_does_not_exist_is_not_printed(month: int) -> None:
    assert fields_of(render([paper(Record(year=2000, month=month))])) == {"year": "2000"}
