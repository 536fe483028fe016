"""What can go wrong, by name. A message says where, what, and what to do next."""


class PaperciteError(Exception):
    """Base of every error a caller may want to catch; `exit_status` is what the command line ends with."""

    exit_status = 2


class UsageError(PaperciteError):
    """The request itself is wrong: an unknown topic, venue, key or command."""


class ListError(PaperciteError):
    """The list cannot be read: path, line, what was expected."""


class ConfigError(PaperciteError):
    """The configuration is broken: path, setting, what was expected."""


class LockError(PaperciteError):
    """The lock cannot be read or written, or was made by a newer papercite: path, what to do."""


class RecordsError(PaperciteError):
    """A file of records (JSON lines or BibTeX) cannot be read: path, line, what was expected."""


class OutputError(PaperciteError):
    """What was asked for cannot be written: path and the system's reason."""
