"""Citation styles: those that ship are right by the schema of CSL, those of users are made ready or refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import citeproc
import pytest
from conftest import DATA
from lxml import etree

from papercite.errors import UsageError
from papercite.formats import STYLES
from papercite.formats.style import END_OF_LABEL, Style, read_style, style_named

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"{more}>'
NAMES = '<names variable="author">{name}</names>'
DOTS, DASHES = '<name initialize-with="."/>', '<name initialize-with="-"/>'


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Where a test puts its style."""
    return tmp_path / "my.csl"


def style(path: Path, layout: str = "", *, more: str = "", options: str = "", before: str = "") -> Style:
    path.write_text(
        f"{HEAD.format(more=more)}<info/>{before}<bibliography{options}><layout>{layout}</layout></bibliography></style>"
    )
    return read_style(str(path))


def layout_of(held: Style) -> str:
    text = etree.tostring(etree.fromstring(held.xml)[-1][-1]).decode()
    return re.sub(r' xmlns="[^"]*"', "", text).replace("&#983040;", END_OF_LABEL)


# ---- styles that ship


def test_every_style_ships() -> None:
    assert sorted(path.name for path in (DATA / "styles").iterdir()) == sorted(f"{name}.csl" for name in STYLES)


@pytest.mark.parametrize("name", STYLES)
def test_a_style_follows_the_schema(name: str) -> None:
    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    schema.validate(etree.parse(DATA / "styles" / f"{name}.csl"))
    assert [str(error) for error in schema.error_log] == []


@pytest.mark.parametrize(
    ("name", "titles", "initials", "alike"),
    [
        ("apa", {"sentence"}, ". ", (0, 0)),
        ("ieee", {"sentence"}, ". ", None),
        ("acm", set(), None, None),
        ("chicago", {"title"}, None, (0, 0)),
        ("nature", {"sentence"}, ". ", None),
    ],
)
def test_what_is_done_for_a_style(
    name: str, titles: set[str], initials: str | None, alike: tuple[int, int] | None
) -> None:
    held = read_style(name)
    assert (set(held.titles), held.initials, held.alike, held.puts_marks_inside) == (titles, initials, alike, True)


# ---- what people name


@pytest.mark.parametrize(("text", "name"), [("apa", "apa"), ("IEEE", "ieee")])
def test_a_style_goes_by_its_name(text: str, name: str) -> None:
    assert style_named(text) == name


def test_a_style_may_be_a_file(made: Path) -> None:
    made.touch()
    assert style_named(str(made)) == str(made)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("aap", "there is no style 'aap'; did you mean apa?\n  styles: apa, ieee, acm, chicago, nature, or a file.csl"),
        ("no.csl", "no.csl: there is no such file\n  styles: apa, ieee, acm, chicago, nature, or a file.csl"),
        ("", "there is no style ''\n  styles: apa, ieee, acm, chicago, nature, or a file.csl"),
    ],
)
def test_what_is_no_style_is_told(text: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        style_named(text)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", ": no style in CSL: "),
        ("<style>", ": no style in CSL: "),
        ("<style/>", ": no style in CSL\n  hint: there are some at https://www.zotero.org/styles"),
        (HEAD.format(more="") + "<info/></style>", ": this style says nothing about lists of references\n"),
        (
            HEAD.format(more="") + '<info><link rel="independent-parent" href="http://x.org/plos"/></info></style>',
            ": this style says nothing about lists of references; it only names another: http://x.org/plos\n",
        ),
    ],
)
def test_a_file_that_is_no_style_is_refused(made: Path, content: str, message: str) -> None:
    made.write_text(content)
    with pytest.raises(UsageError, match=re.escape(f"{made}{message}")):
        read_style(str(made))


def test_a_style_reads_no_other_file(made: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret words")
    made.write_text(
        f'<!DOCTYPE style [<!ENTITY x SYSTEM "{secret.as_uri()}">]>{HEAD.format(more="")}<info/>'
        '<bibliography><layout><text value="a"/>&x;</layout></bibliography></style>'
    )
    assert b"secret words" not in read_style(str(made)).xml


# ---- mends


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ('<text variable="title" text-case="sentence"/>', '<text variable="annote"/>'),
        ('<text variable="title" text-case="title" quotes="true"/>', '<text variable="keyword" quotes="true"/>'),
        ('<text variable="title" text-case="uppercase"/>', '<text variable="title" text-case="uppercase"/>'),
        (
            '<text variable="container-title" text-case="title"/>',
            '<text variable="container-title" text-case="title"/>',
        ),
        (
            '<text variable="citation-number" suffix="."/>',
            f'<text variable="citation-number" suffix=".{END_OF_LABEL}"/>',
        ),
        ('<text variable="volume" display="block"/>', '<text variable="volume" display="block" prefix=" "/>'),
        (
            '<group><label variable="page"/><text variable="page"/></group>',
            '<group><choose><if variable="page"><label variable="page"/></if></choose><text variable="page"/></group>',
        ),
        ('<label variable="locator"/>', '<label variable="locator"/>'),
        ('<names variable="author"><label/></names>', '<names variable="author"><label/></names>'),
    ],
)
def test_a_part_is_mended(made: Path, written: str, mended: str) -> None:
    assert layout_of(style(made, written)) == f"<layout>{mended}</layout>"


@pytest.mark.parametrize(
    ("root", "options", "name", "initials"),
    [
        ("", "", "<name/>", None),
        ("", "", '<name initialize-with="."/>', "."),
        (' initialize-with=". "', "", "<name/>", ". "),
        (' initialize-with=". "', "", "", ". "),
        (' initialize-with=". "', ' initialize-with=""', "<name/>", ""),
        (' initialize-with=". "', "", '<name initialize="false"/>', None),
        (' initialize-with=". " initialize="false"', "", '<name initialize="true"/>', ". "),
        ("", "", '<name form="short" initialize-with="."/>', None),
    ],
)
def test_initials_are_those_of_the_nearest_option(
    made: Path, root: str, options: str, name: str, initials: str | None
) -> None:
    held = style(made, NAMES.format(name=name), more=root, options=options)
    assert held.initials == initials
    assert b"initialize-with=" not in held.xml


def test_initials_are_those_of_the_macro_for_authors_if_the_list_is_made_of_it(made: Path) -> None:
    macros = (
        f'<macro name="author">{NAMES.format(name="<name/>")}</macro>'
        f'<macro name="author-not-called">{NAMES.format(name=DASHES)}</macro>'
        f'<macro name="other">{2 * NAMES.format(name=DOTS)}</macro>'
    )
    assert style(made, '<text macro="other"/><text macro="author"/>', before=macros).initials is None
    assert style(made, '<text macro="other"/>', before=macros).initials == "."


def test_a_name_in_place_of_another_looks_like_it(made: Path) -> None:
    place = f'<names variable="composer">{DOTS}<substitute><names variable="author"/></substitute></names>'
    assert style(made, place).initials == "."


@pytest.mark.parametrize(
    ("more", "before", "inside"),
    [
        ("", "", True),
        (' default-locale="en-US"', "", True),
        (' default-locale="en-GB"', "", False),
        (' default-locale="de-DE"', "", False),
        ("", '<locale><style-options punctuation-in-quote="false"/></locale>', False),
        (
            ' default-locale="de-DE"',
            '<locale xml:lang="de"><style-options punctuation-in-quote="true"/></locale>',
            True,
        ),
    ],
)
def test_marks_stand_inside_quotation_marks_where_that_is_the_custom(
    made: Path, more: str, before: str, inside: bool
) -> None:
    assert style(made, more=more, before=before).puts_marks_inside is inside


@pytest.mark.parametrize(
    ("citation", "alike"),
    [
        ("<citation/>", None),
        ('<citation disambiguate-add-year-suffix="true"/>', (0, 0)),
        ('<citation et-al-min="3" et-al-use-first="1" disambiguate-add-year-suffix="true"/>', (3, 1)),
        ('<citation et-al-min="3" disambiguate-add-names="true" disambiguate-add-year-suffix="true"/>', (0, 0)),
    ],
)
def test_when_papers_are_cited_alike(made: Path, citation: str, alike: tuple[int, int] | None) -> None:
    assert style(made, before=citation).alike == alike
