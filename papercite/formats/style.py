"""Citation styles: files in the Citation Style Language, made ready for citeproc-py.

What citeproc-py does not do, or does wrong, is done here and in references.py instead. Each mend gives it a style, or
items, that mean the same to every processor, so that a citeproc-py that has learned it makes no difference:

- titles are set in the case that the style asks for before it sees them (cases.py), under names of their own;
- given names are shortened before it sees them: it ignores `initialize="false"` and stumbles over other scripts;
- the label of a numbered reference ends with a mark, so that it can be told from the rest;
- a label ("pp.") stands only where there is what it labels, and a block begins with a space.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.errors import UsageError
from papercite.formats import STYLES
from papercite.resources import data_file
from papercite.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where a title stands that a style wants in another case: variables for which styles have no use.
TITLES = {"sentence": "annote", "title": "keyword"}
END_OF_LABEL = "\U000f0000"
MISSING = "formatted references need citeproc-py\n  hint: pip install 'papercite[csl]'"
_CSL = "{http://purl.org/net/xbiblio/csl}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Style(NamedTuple):
    """A style that citeproc-py can work with, and what is done for it."""

    name: str
    xml: bytes
    has_order: bool  # of its own; else references stand as the papers do
    titles: frozenset[str]  # of TITLES: the cases that it wants
    initials: str | None  # what stands behind each initial: ". "; None: given names stand in full
    hyphen: str  # what joins the initials of J.-P.
    puts_marks_inside: bool  # full stops and commas stand inside quotation marks
    alike: tuple[int, int] | None  # papers get 2019a and 2019b if so many authors or more agree in the first so many


def style_named(text: str) -> str:
    """What people give as a style: a name, or a file that ends with .csl; `UsageError` names the near ones."""
    if text.lower() in STYLES:
        return text.lower()
    told = f"\n  styles: {', '.join(STYLES)}, or a file.csl"
    if not text.lower().endswith(".csl"):
        raise UsageError(f"there is no style {text!r}{did_you_mean(text, STYLES)}{told}")
    if not os.path.isfile(text):
        raise UsageError(f"{text}: there is no such file{told}")
    return text


def read_style(name: str) -> Style:
    """The style of a name in STYLES, or of a file; `UsageError` if it is none that references can be set in."""
    path = data_file(f"styles/{name}.csl") if name in STYLES else name
    root, as_bytes = _root(path)
    layout = root.find(f"{_CSL}bibliography/{_CSL}layout")
    if layout is None:
        parent = root.find(f"{_CSL}info/{_CSL}link[@rel='independent-parent']")
        more = f"; it only names another: {parent.get('href')}" if parent is not None else ""
        raise UsageError(f"{path}: this style says nothing about lists of references{more}\n  hint: take another file")
    has_order = root.find(f"{_CSL}bibliography/{_CSL}sort") is not None
    titles = frozenset(_rename_titles(root))
    initials, hyphen = _take_initials(root)
    _mark_label(layout)
    _tie_labels(root)
    _part_blocks(root)
    return Style(path, as_bytes(root), has_order, titles, initials, hyphen, _puts_marks_inside(root), _alike(root))


def _root(path: str) -> tuple[Any, Any]:
    """The <style> of a file, and what writes it again."""
    try:
        from lxml import etree
    except ImportError:
        raise UsageError(MISSING) from None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        with open(path, "rb") as file:
            root = etree.fromstring(file.read(), parser)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from None
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}: no style in CSL: {error.msg}") from None
    if root is None or root.tag != f"{_CSL}style":
        raise UsageError(f"{path}: no style in CSL\n  hint: there are some at https://www.zotero.org/styles")
    return root, etree.tostring


# ---- mends


def _rename_titles(root: Any) -> Iterator[str]:
    """Titles in sentence or headline case become variables of their own, which hold them in that case."""
    for element in root.iter(f"{_CSL}text"):
        if element.get("variable") == "title" and element.get("text-case") in TITLES:
            case = element.attrib.pop("text-case")
            element.set("variable", TITLES[case])
            yield case


def _mark_label(layout: Any) -> None:
    first = layout[0] if len(layout) else None
    if first is not None and first.get("variable") == "citation-number":
        first.set("suffix", first.get("suffix", "") + END_OF_LABEL)


def _tie_labels(root: Any) -> None:
    """A label goes with its variable: <choose><if variable="page"><label variable="page"/></if></choose>."""
    for label in list(root.iter(f"{_CSL}label")):
        if label.get("variable", "locator") != "locator":
            choose = label.makeelement(f"{_CSL}choose")
            condition = label.makeelement(f"{_CSL}if", variable=label.get("variable"))
            label.getparent().replace(label, choose)
            choose.append(condition)
            condition.append(label)


def _part_blocks(root: Any) -> None:
    for element in root.iter():
        if element.get("display"):
            element.set("prefix", " " + element.get("prefix", ""))


# ---- what is done for the style


def _take_initials(root: Any) -> tuple[str | None, str]:
    """How given names of authors are shortened in lists of references; the style itself does so no more.

    A style may do so differently here and there: what it does most often is what is done, and where a macro is named
    after authors, what is done there.
    """
    bibliography = root.find(f"{_CSL}bibliography")

    def way_of(name: Any) -> tuple[str | None, str]:
        def said(option: str) -> str | None:
            return next((one.get(option) for one in (name, bibliography, root) if one.get(option) is not None), None)

        mark = None if said("initialize") == "false" else said("initialize-with")
        return mark, " " if said("initialize-with-hyphen") == "false" else "-"

    parts = _parts(root)
    named = [part for part in parts if "author" in part.get("name", "")]
    found = [*_author_names(named)] or [*_author_names(parts)]
    ways = Counter(map(way_of, found)).most_common(1)
    for element in root.iter():
        element.attrib.pop("initialize-with", None)
    return ways[0][0] if ways else (None, "-")


def _author_names(parts: Iterable[Any]) -> Iterator[Any]:
    """What says how names look, for each <names> that shows authors in full: its <name>, or that of its parent."""
    for part in parts:
        for names in part.iter(f"{_CSL}names"):
            if "author" in names.get("variable", "").split():
                parent = names.getparent()
                places = [names, parent.getparent()] if parent.tag == f"{_CSL}substitute" else [names]
                name = next((one for place in places for one in place.iterchildren(f"{_CSL}name")), names)
                if name.get("form", "long") == "long":
                    yield name


def _parts(root: Any) -> list[Any]:
    """The layout of the list of references, and the macros that it is made of."""
    macros = {macro.get("name"): macro for macro in root.iter(f"{_CSL}macro")}
    parts = [root.find(f"{_CSL}bibliography/{_CSL}layout")]
    for part in parts:  # grows
        called = (macros.get(text.get("macro")) for text in part.iter(f"{_CSL}text"))
        parts += [macro for macro in dict.fromkeys(called) if macro is not None and macro not in parts]
    return parts


def _puts_marks_inside(root: Any) -> bool:
    """What the style says, else what is the custom of its language: that of the United States."""
    language = root.get("default-locale", "en-US")
    said = {
        locale.get(_LANGUAGE, ""): option.get("punctuation-in-quote")
        for locale in root.iter(f"{_CSL}locale")
        for option in locale.iter(f"{_CSL}style-options")
    }
    custom = "true" if language in ("en-US", "en") else "false"
    return next((said[name] for name in (language, language[:2], "") if said.get(name)), custom) == "true"


def _alike(root: Any) -> tuple[int, int] | None:
    """When two papers of a year are cited alike; None if the style does not tell them apart by letters."""
    citation = root.find(f"{_CSL}citation")
    if citation is None or citation.get("disambiguate-add-year-suffix") != "true":
        return None
    if citation.get("disambiguate-add-givenname") == "true" or citation.get("disambiguate-add-names") == "true":
        return 0, 0  # it tells them apart by names, as long as there is a difference
    least, first = (citation.get(name) or root.get(name) or "0" for name in ("et-al-min", "et-al-use-first"))
    return int(least), int(first)
