"""Near misses: what a misspelt word probably was."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from papercite.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable


def near(word: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Known words that `word` may have meant, the nearest first; also those that begin with it."""
    by_case = {name.casefold(): name for name in known}
    folded = word.casefold()
    close = get_close_matches(folded, by_case, n=limit, cutoff=0.6)
    begin = [name for name in by_case if len(folded) > 1 and name.startswith(folded)]
    return [by_case[name] for name in dict.fromkeys([*close, *begin])][:limit]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message: "; did you mean binary?", or nothing."""
    found = near(word, known)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def check_choice(what: str, word: object, known: Iterable[str]) -> None:
    """Nothing for a word that is known; else `UsageError` that names the near ones, or all there are."""
    known = list(known)
    if word not in known:
        near = did_you_mean(str(word), known) or f"\n  hint: {', '.join(known) or 'there is none'}"
        raise UsageError(f"there is no {what} {word!r}{near}")
