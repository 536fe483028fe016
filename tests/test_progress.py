"""Progress for those who watch, silence for a pipe, and a stop that lets the work end in order."""

from __future__ import annotations

import io
import os
import signal

import pytest

from papercite.progress import following, stop_signals


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def shown(stream: io.StringIO) -> str:
    with following(stream) as said:
        said("dblp", 40)
        said("arxiv", 3)
        said("dblp", 2)
    return stream.getvalue()


def test_a_pipe_gets_nothing() -> None:
    assert shown(io.StringIO()) == ""


def test_a_dumb_terminal_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert shown(Terminal()) == ""


def test_a_terminal_gets_a_line_for_each_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    text = shown(Terminal())
    assert [text.count(one) > 0 for one in ("dblp", "42 asked", "arxiv", "3 asked", "datacite")] == [True] * 4 + [False]


@pytest.mark.skipif(os.name == "nt", reason="no such signal there")
def test_to_be_stopped_is_to_be_interrupted_and_only_while_at_work() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt), stop_signals():
        os.kill(os.getpid(), signal.SIGTERM)
    assert signal.getsignal(signal.SIGTERM) is before
