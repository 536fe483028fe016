"""What can go wrong, by name. A message says where, what, and what to do next."""


class PaperciteError(Exception):
    """Base of every error a caller may want to catch; `exit_status` is what the command line ends with."""

    exit_status = 2


class UsageError(PaperciteError):
    """The request itself is wrong: an unknown topic, venue, key or command."""


class UnknownKey(UsageError, KeyError):
    """No paper has this citation key."""

    __str__ = Exception.__str__  # KeyError shows its argument as Python writes it


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


class ProviderError(PaperciteError):
    """A source could not tell us. Never the same as "it does not hold it"."""

    exit_status = 3

    def __init__(self, provider: str, url: str, why: str) -> None:
        """Keep the source, the address (without secrets) and the reason in words."""
        super().__init__(f"{provider}: {why} ({url})")
        self.provider, self.url, self.why = provider, url, why


class Unreachable(ProviderError):
    """No answer came: time-out, refused connection, no such host, too much to read, or we are offline."""


class Refused(ProviderError):
    """An answer that is no answer: 4xx but 404, 5xx, a challenge or login page."""

    def __init__(self, provider: str, url: str, why: str, status: int, retry_after_s: float | None = None) -> None:
        """Keep also the status, and how long the service asked us to stay away."""
        super().__init__(provider, url, why)
        self.status, self.retry_after_s = status, retry_after_s


class BadAnswer(ProviderError):
    """An answer that we cannot read: cut off, malformed, of another kind than was asked for."""

    def __init__(self, provider: str, url: str, why: str, body: bytes = b"") -> None:
        """Keep also the bytes, for a report."""
        super().__init__(provider, url, why)
        self.body = body
