"""Options of .bib files as text; tests/formats/test_bib_dialects.py has them over a thousand papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from formats.test_bibtex import XNOR
from papercite.errors import UsageError
from papercite.formats import biblatex, bibtex
from papercite.formats.bibwishes import abbreviated
from papercite.record import Entry, Paper, Person, Record

if TYPE_CHECKING:
    from types import ModuleType

CVPR = Record(
    type="paper-conference", title="One", venue="CVPR", container_title="Proceedings of CVPR", year=2018, month=6,
    publisher="IEEE", pages="1-2",
)  # fmt: skip
JOURNAL = Record(type="article-journal", title="Third", venue="Œuvres", container_title="Annals of Œuvres", year=2018)
PREPRINT = Record(type="article", title="Fourth", venue="arXiv", container_title="arXiv", arxiv="1603.05279", year=2016)


def papers(*records: Record) -> list[Paper]:
    return [Paper(f"k{place}", Entry(1, "x"), record=record) for place, record in enumerate(records)]


# ---- fields


@pytest.mark.parametrize(
    ("module", "fields", "printed"),
    [
        (bibtex, ("date",), ["year", "month"]),
        (bibtex, ("journaltitle", "booktitle", "title"), ["title", "booktitle"]),
        (bibtex, ("pages", "title"), ["title", "pages"]),
        (biblatex, ("month",), ["date"]),
        (biblatex, ("journal", "title"), ["title"]),
        (biblatex, ("school", "publisher"), ["publisher"]),
    ],
)
def test_a_field_has_the_name_of_either_dialect_and_its_usual_place(
    module: ModuleType, fields: tuple[str, ...], printed: list[str]
) -> None:
    lines = module.render(papers(CVPR), fields=fields).splitlines()[1:-1]
    assert [line.split()[0] for line in lines] == printed


def test_what_is_dropped_is_dropped_though_it_was_asked_for() -> None:
    assert bibtex.render(papers(CVPR), fields=("title", "year"), drop=("title",)) == (
        "@inproceedings{k0,\n  year          = {2018}\n}\n"
    )


@pytest.mark.parametrize("option", ["fields", "drop"])
@pytest.mark.parametrize(
    ("module", "name", "message"),
    [
        (bibtex, "titel", "bibtex has no field 'titel'; did you mean title?"),
        (biblatex, "eprint-type", "biblatex has no field 'eprint-type'; did you mean eprinttype"),
        (biblatex, "isbn", "biblatex has no field 'isbn'"),
        (biblatex, "}", "biblatex has no field '}'\n  hint: there are author, title, type, "),
    ],
)
def test_a_field_that_there_is_not_is_told_with_near_ones(
    option: str, module: ModuleType, name: str, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        module.render(papers(CVPR), **{option: ("title", name)})
    assert str(caught.value).startswith(message)


# ---- venues in short


@pytest.mark.parametrize(
    ("venue", "title", "short"),
    [
        ("CVPR", "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition", "CVPR"),
        ("", "Proceedings of the 31st AAAI Conference on Artificial Intelligence", "AAAI"),
        ("TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence",
         "IEEE Trans. Pattern Anal. Mach. Intell."),
        ("TNNLS", "IEEE Transactions on Neural Networks", "IEEE Trans. Neural Networks"),
        ("Neurocomputing", "Neurocomputing", "Neurocomputing"),
        ("JMLR", "Journal of Machine Learning Research", "J. Mach. Learn. Res."),
        ("NeurIPS Workshop", "NeurIPS Workshop on Things", "NeurIPS Workshop"),
        ("JRD", "Journal of R&D, 50% off", "JRD"),
        ("", "Untitled Proceedings", "Untitled Proceedings"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_venue_in_short_is_a_name_that_the_table_or_the_record_has(venue: str, title: str, short: str) -> None:
    assert abbreviated(Record(venue=venue, container_title=title)) == short


def test_the_number_of_a_preprint_stays_where_venues_are_short() -> None:
    assert "journal       = {arXiv preprint arXiv:1603.05279}" in bibtex.render(papers(PREPRINT), abbrev_venues=True)


# ---- authors


@pytest.mark.parametrize(
    ("authors", "most", "printed"),
    [
        ("ABC", 3, "A and B and C"),
        ("ABC", 2, "A and B and others"),
        ("ABC", 1, "A and others"),
        ("AB+", 2, "A and B and others"),
        ("AB+", 3, "A and B and others"),
        ("AB+", 1, "A and others"),
        ("", 1, ""),
    ],
)
def test_behind_the_first_authors_stand_others_and_once(authors: str, most: int, printed: str) -> None:
    people = tuple(Person(literal="others") if name == "+" else Person(name) for name in authors)
    text = bibtex.render(papers(Record(title="T", authors=people)), max_authors=most)
    assert (f"  author        = {{{printed}}},\n" in text) == bool(printed)
    assert ("author" in text) == bool(printed)


# ---- proceedings


def test_proceedings_hold_what_their_papers_share_and_papers_what_is_their_own() -> None:
    one, two = CVPR, CVPR._replace(title="Two", pages="3-4", month=7)
    expected = """\
@inproceedings{k0,
  title         = {One},
  pages         = {1--2},
  month         = jun,
  crossref      = {proceedings-cvpr-2018}
}

@article{k1,
  title         = {Third},
  journal       = {Annals of Œuvres},
  year          = {2018}
}

@inproceedings{k2,
  title         = {Two},
  pages         = {3--4},
  month         = jul,
  crossref      = {proceedings-cvpr-2018}
}

@proceedings{proceedings-cvpr-2018,
  title         = {Proceedings of {CVPR}},
  booktitle     = {Proceedings of {CVPR}},
  year          = {2018},
  publisher     = {IEEE},
  key           = {CVPR 2018}
}
""".replace("{CVPR}", "CVPR")
    assert bibtex.render(papers(one, JOURNAL, two), crossref_proceedings=True) == expected


def test_proceedings_in_biblatex_have_a_year_where_their_papers_differ_in_the_month() -> None:
    one, two = CVPR, CVPR._replace(title="Two", pages="3-4", month=7)
    text = biblatex.render(papers(one, two), crossref_proceedings=True)
    assert text.endswith("""\
@proceedings{proceedings-cvpr-2018,
  title         = {Proceedings of CVPR},
  eventtitle    = {CVPR},
  date          = {2018},
  publisher     = {IEEE}
}
""")
    assert text.count("  date          = {2018-0") == 2


def test_keys_of_proceedings_are_no_papers_key_and_differ() -> None:
    taken = Paper("Proceedings-CVPR-2018", Entry(1, "x"), record=CVPR)
    other = Paper("a", Entry(1, "x"), record=CVPR._replace(container_title="Another Volume"))
    nameless = Paper("b", Entry(1, "x"), record=Record(type="paper-conference", container_title="计算机"))
    text = bibtex.render([taken, other, nameless], crossref_proceedings=True)
    keys = [line.partition("{")[2].strip(",") for line in text.splitlines() if line.startswith("@proceedings")]
    assert keys == ["proceedings-cvpr-2018-2", "proceedings-cvpr-2018-3", "proceedings"]


def test_without_a_title_of_proceedings_there_is_nothing_to_refer_to() -> None:
    assert "crossref" not in bibtex.render(papers(CVPR), crossref_proceedings=True, drop=("booktitle",))


# ---- macros


def test_macros_stand_first_and_are_used_wherever_a_venue_is_named() -> None:
    other = CVPR._replace(title="Two", container_title="Other Proceedings of CVPR")
    strange = Record(type="paper-conference", title="Fifth", container_title="计算机", publisher="CVPR")
    text = bibtex.render(
        papers(CVPR, JOURNAL, other, PREPRINT, strange, CVPR), strings=True, fields=("title", "booktitle", "journal")
    )
    assert (
        text
        == """\
@string{venue_cvpr = {Proceedings of CVPR}}
@string{venue_oeuvres = {Annals of Œuvres}}
@string{venue_cvpr2 = {Other Proceedings of CVPR}}
@string{venue = {计算机}}

@inproceedings{k0,
  title         = {One},
  booktitle     = venue_cvpr
}

@article{k1,
  title         = {Third},
  journal       = venue_oeuvres
}

@inproceedings{k2,
  title         = {Two},
  booktitle     = venue_cvpr2
}

@article{k3,
  title         = {Fourth},
  journal       = {arXiv preprint arXiv:1603.05279}
}

@inproceedings{k4,
  title         = {Fifth},
  booktitle     = venue
}

@inproceedings{k5,
  title         = {One},
  booktitle     = venue_cvpr
}
"""
    )


def test_macros_are_in_ascii_with_the_rest() -> None:
    text = bibtex.render(papers(JOURNAL), strings=True, to_ascii=True)
    assert text.startswith("@string{venue_oeuvres = {Annals of {\\OE}uvres}}\n")


def test_proceedings_name_their_venue_by_its_macro() -> None:
    text = bibtex.render(papers(XNOR), strings=True, crossref_proceedings=True)
    assert text.count("= venue_eccv,\n") == 2
    assert text.count("Proceedings of the European") == 1
