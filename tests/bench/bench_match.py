"""What a look at 100,000 titles costs: proposing the near ones, and judging every one."""

from __future__ import annotations

from difflib import SequenceMatcher

from measure import Figure, forget, main, side_by_side
from synthetic import title

from papercite.titles import propose, title_agreement, title_key

NUMBER = 100_000
SAMPLE = 2_000  # difflib is too slow for all
PROMISE = 10.0
PROMISE_OF_DIFFLIB = 0.25
SOUGHT = "Binarized Convolutions and Efficient Transformers for Image Clasification"


def measure(quick: bool) -> list[Figure]:
    """Times for all titles; difflib's is worked out from a sample."""
    titles = [f"{title(number)} {number % 97}" for number in range(NUMBER)]
    forget()
    keys = [title_key(one) for one in titles]
    propose(SOUGHT, keys[:10])  # loads rapidfuzz
    rounds = 3 if quick else 9
    looked, proposed = side_by_side(
        lambda: [key for key in keys if SOUGHT in key], lambda: propose(SOUGHT, keys), rounds=rounds
    )
    judged, compared = side_by_side(
        lambda: [title_agreement(SOUGHT, one) for one in titles],
        lambda: [SequenceMatcher(None, SOUGHT, one, autojunk=False).ratio() for one in titles[:SAMPLE]],
        rounds=1 if quick else 3,
    )
    alone = compared * NUMBER / SAMPLE
    return [
        Figure(f"{NUMBER:,} titles searched for a text", 1000 * looked, "ms"),
        Figure("papercite.titles.propose", 1000 * proposed, "ms"),
        Figure("ratio", proposed / looked, "x", PROMISE),
        Figure(f"difflib alone, {NUMBER:,} titles", 1000 * alone, "ms"),
        Figure("papercite.titles.title_agreement, folding included", 1000 * judged, "ms"),
        Figure("ratio", judged / alone, "x", PROMISE_OF_DIFFLIB),
    ]


if __name__ == "__main__":
    main(__doc__, measure)
