"""papercite: a paper list in Markdown, turned into a verified bibliography."""

__version__ = "0.1.0"
