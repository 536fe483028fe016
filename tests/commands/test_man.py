"""papercite man: the manual page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from papercite import __version__

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_page_is_printed(papercite: Run) -> None:
    done = papercite("man")
    assert (done.returncode, done.stderr) == (0, "")
    assert f'"papercite {__version__}"' in done.stdout.splitlines()[0]
    assert ".SS papercite man\n" in done.stdout
