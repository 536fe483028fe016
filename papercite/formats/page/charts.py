"""Charts of the page: papers by year, stacked by topic, and by venue, as SVG drawn by the numbers.

They are pictures with their numbers as text; the script makes buttons of their bars and redraws the numbers.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from papercite.formats.page.facets import Facet

MOST_BANDS = 7  # topics with a colour of their own
MOST_VENUES = 10
WIDTH = 360  # of a picture, in its own units; about the pixels of a phone
_TOP, _PLOT = 18, 128  # space for the number above a bar, height of the highest bar
_LINE = 21  # height of a line of the venues
_NAMES = 100  # width of their names
_LONGEST_NAME = 14  # letters of a venue's name that are shown
_LONGEST_AXIS = 40  # years: on a longer axis those without papers are left out
_LABEL = 30  # width of a year below its bar
_DIGIT = 7.5  # width of a digit of the number above it; numbers are left out where bars are closer


def overview(filters: dict[str, Facet]) -> str:
    """Both charts; "" if there is nothing to tell apart."""
    charts = [by_year(filters["year"], filters["topic"]), by_venue(filters["venue"])]
    if not any(charts):
        return ""
    inside = "\n".join(filter(None, charts))
    return f'<details id="overview" open>\n<summary>Overview</summary>\n<div>\n{inside}\n</div>\n</details>'


# ---- topics as bands


def bands(topics: Facet) -> tuple[list[int], list[int]]:
    """Topics that get a colour, and which of these each paper is drawn in.

    returns  places of the topics among the options, the most frequent first; for each paper a number of a band: that
             of its topics which fewest papers have, MOST_BANDS if it has none of them. Of topics that mean the very
             same papers the first one stands for all
    """
    members: dict[int, list[int]] = {}
    for paper, held in enumerate(topics.held):
        for topic in held:
            members.setdefault(topic, []).append(paper)
    distinct: dict[tuple[int, ...], int] = {}
    for topic in range(len(topics.options)):
        distinct.setdefault(tuple(members[topic]), topic)
    chosen = list(distinct.values())[:MOST_BANDS]
    rank = {topic: number for number, topic in enumerate(chosen)}  # the higher, the fewer papers
    return chosen, [max((rank[topic] for topic in held if topic in rank), default=MOST_BANDS) for held in topics.held]


# ---- by year


def by_year(years: Facet, topics: Facet) -> str:
    """A bar a year, its parts in the colours of topics, and what the colours mean."""
    if len(years.options) < 2:
        return ""
    chosen, band_of = bands(topics)
    parts = Counter((held[0], band) for held, band in zip(years.held, band_of, strict=True) if held)
    unit = _PLOT / max(years.counts)
    axis = _axis(years.options)
    step = WIDTH / len(axis)
    every = ceil(_LABEL / step)
    has_numbers = step >= _DIGIT * len(str(max(years.counts)))
    bars = []
    for slot, year in enumerate(axis):
        label = year if (len(axis) - 1 - slot) % every == 0 else ""
        middle = _number((slot + 0.5) * step)
        text = f'<text x="{middle}" y="{_TOP + _PLOT + 16}">{escape(label)}</text>' if label else ""
        if year not in years.options:
            bars.append(text)
            continue
        place = years.options.index(year)
        count = years.counts[place]
        stack = [(band, parts[place, band]) for band in range(MOST_BANDS + 1) if parts[place, band]]
        if has_numbers:
            text += f'<text class="n" x="{middle}" y="{_number(_TOP + _PLOT - count * unit - 5)}"> {count}</text>'
        bars.append(_column(place, year, count, stack, text, slot * step, step, unit))
    summary = _summary("Papers by year", zip(years.options[::-1], years.counts[::-1], strict=True))
    height = _TOP + _PLOT + 24
    picture = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{summary}" data-facet="year"'
        f' data-unit="{_number(unit)}" data-base="{_TOP + _PLOT}">\n' + "\n".join(filter(None, bars)) + "\n</svg>"
    )
    has_others = any(band == MOST_BANDS for _, band in parts)
    return f"<figure>\n<figcaption>By year</figcaption>\n{picture}\n{_legend(topics, chosen, has_others)}</figure>"


def _axis(years: Sequence[str]) -> list[str]:
    """Years from left to right; those between without papers too, if they are few."""
    first, last = int(min(years, key=int)), int(max(years, key=int))
    if last - first < _LONGEST_AXIS:
        return [str(year) for year in range(first, last + 1)]
    return sorted(years, key=int)


def _column(
    place: int,
    year: str,
    count: int,
    stack: Iterable[tuple[int, int]],
    label: str,
    left: float,
    step: float,
    unit: float,
) -> str:
    """The bar of one year."""
    base, gap = _TOP + _PLOT, min(step * 0.2, 8)
    high = base - count * unit
    x, width = f'x="{_number(left + gap / 2)}"', f'width="{_number(step - gap)}"'
    parts = [f'<rect class="all" {x} y="{_number(high)}" {width} height="{_number(count * unit)}"/>']
    below = 0
    for band, number in stack:
        below += number
        parts.append(
            f'<rect class="k{band}" data-band="{band}" {x} y="{_number(base - below * unit)}" {width}'
            f' height="{_number(number * unit)}"/>'
        )
    return f"{_bar(place, year, count, (left, 0, step, base + 24))}{''.join(parts)}{label}</g>"


def _bar(place: int, name: str, count: int, area: tuple[float, float, float, float]) -> str:
    """The beginning of a bar: which option of a filter it stands for, and the area in which it can be hit."""
    x, y, width, height = map(_number, area)
    return (
        f'<g data-option="{place}" data-name="{escape(name)}" data-all="{count}">'
        f'<rect class="hit" x="{x}" y="{y}" width="{width}" height="{height}"/>'
    )


def _legend(topics: Facet, chosen: Sequence[int], has_others: bool) -> str:
    if len(chosen) + has_others < 2:
        return ""
    items = [
        f'<li><button type="button" disabled data-option="{topic}"><i class="k{band}"></i>'
        f"{escape(topics.options[topic])}</button>"
        for band, topic in enumerate(chosen)
    ]
    others = [f'<li><span><i class="k{MOST_BANDS}"></i>other</span>'] if has_others else []
    note = "<p>A paper of several topics is drawn in the colour of the one that fewest papers have.</p>"
    return '<ul data-facet="topic">\n' + "\n".join([*items, *others]) + f"\n</ul>\n{note}\n"


# ---- by venue


def by_venue(venues: Facet) -> str:
    """A bar a venue, for those with most papers."""
    if len(venues.options) < 2:
        return ""
    most = list(zip(venues.options, venues.counts, strict=True))[:MOST_VENUES]
    unit = (WIDTH - _NAMES - 40) / most[0][1]
    lines = []
    for place, (venue, count) in enumerate(most):
        top, width = place * _LINE, _number(count * unit)
        name = venue if len(venue) <= _LONGEST_NAME else f"{venue[: _LONGEST_NAME - 1]}…"
        bar = f'x="{_NAMES}" y="{top + 3}" width="{width}" height="{_LINE - 6}"'
        lines.append(
            _bar(place, venue, count, (0, top, WIDTH, _LINE))
            + f'<text class="name" x="{_NAMES - 8}" y="{top + 15}">{escape(name)}</text>'
            f'<rect class="all" {bar}/><rect class="one" {bar}/>'
            f'<text class="n" x="{_number(_NAMES + count * unit + 6)}" y="{top + 15}"> {count}</text></g>'
        )
    rest = len(venues.options) - len(most)
    note = f"<p>And {rest:,} more venue{'s' * (rest != 1)}.</p>\n" if rest else ""
    picture = (
        f'<svg viewBox="0 0 {WIDTH} {len(most) * _LINE}" role="img" aria-label="{_summary("Papers by venue", most)}"'
        f' data-facet="venue" data-unit="{_number(unit)}">\n' + "\n".join(lines) + "\n</svg>"
    )
    return f"<figure>\n<figcaption>By venue</figcaption>\n{picture}\n{note}</figure>"


def _summary(what: str, counts: Iterable[tuple[str, int]]) -> str:
    return escape(f"{what}: {', '.join(f'{name} {count}' for name, count in counts)}")


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
