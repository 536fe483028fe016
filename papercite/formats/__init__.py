"""Outputs: papers -> text, one file each. A format is imported when it is asked for.

A format is a function `render(papers, *, prefer, ...) -> str`. The further options that it takes stand in its row
of the table below; how each is written on the command line stands in commands/output.py.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from papercite.versions import PREFER

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from papercite.record import Paper


class Format(NamedTuple):
    """One row of the table of formats."""

    module: str  # has `render`
    about: str
    options: tuple[str, ...] = ()  # names of the arguments of `render` that people may set


# Options of every table; the columns themselves stand in columns.py.
GROUPS = ("topic", "year", "venue", "section")
DEFAULT_COLUMNS = ("key", "title", "venue", "year", "code")
PAGE_COLUMNS = ("title", "authors", "venue", "year", "topics")
TABLE = ("columns", "group_by")
# Options of every dialect of BibTeX.
BIB = ("fields", "drop", "abbrev_venues", "max_authors", "url_if_doi", "crossref_proceedings", "strings")

# Styles of formatted references that ship, in data/styles; people may name a file of their own.
STYLES = ("apa", "ieee", "acm", "chicago", "nature")
DEFAULT_STYLE = "apa"

FORMATS = {
    "bibtex": Format("papercite.formats.bibtex", "BibTeX, for classic styles and modern ones", ("to_ascii", *BIB)),
    "biblatex": Format("papercite.formats.biblatex", "BibTeX for biblatex and biber", BIB),
    "csv": Format("papercite.formats.csv", "comma-separated values, safe in spreadsheets", TABLE),
    "csl-json": Format("papercite.formats.csl_json", "CSL-JSON, for Zotero, pandoc and their like"),
    "html": Format("papercite.formats.page", "a page of the web: search, filters, charts, BibTeX", (*TABLE, "title")),
    "html-refs": Format("papercite.formats.html_refs", "formatted references in HTML", ("style",)),
    "json": Format("papercite.formats.json", "all that is known of each paper, for scripts"),
    "jsonl": Format("papercite.formats.jsonl", "the same, a paper a line"),
    "latex": Format(
        "papercite.formats.latextable", "a LaTeX table with the rules of booktabs", (*TABLE, "long", "cite")
    ),
    "markdown": Format("papercite.formats.markdown", "a Markdown table, or a list", (*TABLE, "layout", "with_bibtex")),
    "markdown-refs": Format("papercite.formats.markdown_refs", "formatted references in Markdown", ("style",)),
    "ris": Format("papercite.formats.ris", "RIS, for EndNote, Zotero and their like"),
    "text": Format("papercite.formats.text", "formatted references in plain text", ("style",)),
    "tsv": Format("papercite.formats.tsv", "tab-separated values, safe in spreadsheets", TABLE),
}


def rendered(papers: Sequence[Paper], name: str, *, prefer: str = "published", **options: Any) -> str:
    """The papers in the format of this name, with arguments for its `render`.

    options  where `render` takes several names, one text with commas will do: columns="key,title"
    errors  UsageError for a format, an option of it or a value that does not exist
    """
    _check("format", name, FORMATS)
    _check("version", prefer, PREFER)
    row = FORMATS[name]
    for option in options:
        _check(f"option of the format {name}", option, row.options)
    render = import_module(row.module).render
    defaults = render.__kwdefaults__
    for option, value in options.items():
        if isinstance(defaults[option], tuple) and isinstance(value, str):
            options[option] = tuple(name.strip() for name in value.split(","))
    if "columns" in options:
        from papercite.formats.columns import columns_of

        options["columns"] = columns_of(options["columns"])
    if options.get("group_by"):
        _check("group", options["group_by"], GROUPS)
    text: str = render(papers, prefer=prefer, **options)
    return text


def _check(what: str, word: object, known: Collection[str]) -> None:
    if word not in known:
        from papercite.suggest import check_choice

        check_choice(what, word, known)
