"""Outputs: papers -> text, one file each. A format is imported when it is asked for."""

from __future__ import annotations

# name -> module, what it is
FORMATS = {
    "bibtex": ("papercite.formats.bibtex", "BibTeX, for classic styles and modern ones"),
    "csv": ("papercite.formats.csv", "comma-separated values, safe in spreadsheets"),
    "markdown": ("papercite.formats.markdown", "a Markdown table"),
}

# Options of every table; the columns themselves stand in columns.py.
GROUPS = ("topic", "year", "venue", "section")
DEFAULT_COLUMNS = ("key", "title", "venue", "year", "code")
