"""Progress of long work: bars on a terminal, nothing in a pipe; and being stopped in an orderly way."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from papercite.streams import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO


@contextmanager
def following(stream: TextIO) -> Iterator[Callable[[str, int], None]]:
    """A function that is told of each answer (source, number of papers), and shows it while people watch."""
    if not is_terminal(stream):
        yield lambda _source, _number: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description:<16}"),
        BarColumn(24),
        TextColumn("{task.completed:>5} asked"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        tasks: dict[str, Any] = {}

        def said(source: str, number: int) -> None:
            if source not in tasks:
                tasks[source] = progress.add_task(source, total=None)
            progress.advance(tasks[source], number)

        yield said


@contextmanager
def stop_signals() -> Iterator[None]:
    """SIGTERM ends the work as Ctrl-C does: what was answered is kept, the lock stays whole."""

    def stop(_signal: int, _frame: object) -> None:
        signal.raise_signal(signal.SIGINT)  # asyncio turns it into cancelling; an exception from here could get lost

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
