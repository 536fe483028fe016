"""papercite: a paper list in Markdown, turned into a verified bibliography.

    >>> import papercite
    >>> papers = papercite.load()
    >>> papers.select(topic="binary", year="2016")
    <Papers: 2 of neural-network-compression.md>

For programs: `load` gives the papers of a list as `Papers`, which can be selected from and exported; `read` gives
the entries of a text. A name is imported when it is asked for, as every start of the command line runs through here.
"""

TYPE_CHECKING = False  # as in typing, whose import would be paid for by everybody
if TYPE_CHECKING:
    from papercite import errors
    from papercite.names import full_name
    from papercite.papers import Papers, load, read
    from papercite.record import Entry, Link, Paper, Person, Record
    from papercite.versions import shown

__version__ = "0.1.0"
__all__ = ["Entry", "Link", "Paper", "Papers", "Person", "Record", "errors", "full_name", "load", "read", "shown"]

_HOMES = {
    "papercite.names": ("full_name",),
    "papercite.papers": ("Papers", "load", "read"),
    "papercite.record": ("Entry", "Link", "Paper", "Person", "Record"),
    "papercite.versions": ("shown",),
}

if not TYPE_CHECKING:  # a type checker would take every name for one of ours

    def __getattr__(name):  # no type checker comes here
        """A public name, imported now."""
        from importlib import import_module

        if name == "errors":
            return import_module("papercite.errors")
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(home), name)
        raise AttributeError(f"module 'papercite' has no attribute {name!r}")

    def __dir__():
        """The public names."""
        return [*__all__, "__version__"]
