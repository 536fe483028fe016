"""What a refresh did, for people (lines, Markdown) and programs (JSON)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from papercite.codec import as_json
from papercite.formats.markdown import escaped
from papercite.library import count
from papercite.lock import write_whole
from papercite.names import full_name
from papercite.record import NOT_ASKED, REVIEW, STATUSES, UNRESOLVED, Person, count_statuses
from papercite.text import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from papercite.keep import Change
    from papercite.record import Paper
    from papercite.refresh import Report
    from papercite.session import Outcome

_MOST = 30  # changes that are shown line by line
_MOST_OPEN = 10  # papers to look at


def lines_of(path: str, report: Report, outcome: Outcome) -> Iterator[str]:
    """Lines for standard error: what changed, what needs a person, what could not be asked."""
    yield f"{path}: {count(len(report.papers), 'paper')}: {_counts(report.papers) or 'none'}"
    for what, keys in (("new", report.new), ("changed", report.changed), ("no longer in the list", report.gone)):
        if keys:
            yield f"  {count(len(keys), 'paper')} {what}: {_some(keys)}"
    found = {change.key for change in report.changes if change.field == "status"}  # all fields of these are new
    told = [change for change in report.changes if change.field == "status" or change.key not in found]
    for change in told[:_MOST]:
        yield f"    {_sentence(change)}"
    if len(told) > _MOST:
        yield f"    and {len(told) - _MOST} more changes (--report FILE holds all)"
    for key, source, name in report.vanished:
        yield f"    {key}: {source} no longer has {name or 'it'}; what it said is kept"
    look = list(attention(path, sorted(report.papers, key=lambda paper: STATUSES.index(paper.status))))
    yield from look[:_MOST_OPEN]
    if len(look) > _MOST_OPEN:
        yield f"  and {len(look) - _MOST_OPEN} more (papercite review --list; --report FILE holds all)"
    yield from (f"could not ask {trouble}" for trouble in troubles_of(outcome))
    if outcome.sent:
        kept = outcome.counts.kept + outcome.counts.confirmed + outcome.counts.old
        by_host = ", ".join(f"{host} {number:,}" for host, number in sorted(outcome.sent.items()))
        yield f"{count(sum(outcome.sent.values()), 'request')} sent ({by_host}), {count(kept, 'answer')} at hand"


def attention(path: str, papers: Sequence[Paper]) -> Iterator[str]:
    """A line for each paper that a person has to look at."""
    for paper in papers:
        if paper.status in (REVIEW, UNRESOLVED, NOT_ASKED):
            yield f"{path}:{paper.entry.line}: {paper.status}: {paper.reason} ({paper.key})"


def troubles_of(outcome: Outcome) -> list[str]:
    """Why sources could not be asked, each reason once."""
    return list(dict.fromkeys(why for whys in outcome.gathered.troubles.values() for why in whys))


def _counts(papers: Sequence[Paper]) -> str:
    return ", ".join(f"{number:,} {status}" for status, number in count_statuses(papers).items())


def _some(keys: Sequence[str]) -> str:
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")


def _sentence(change: Change) -> str:
    by = f" [{change.source}]" if change.source else ""
    return f"{change.key}: {change.field}: {_spelled(change.old)} -> {_spelled(change.new)}{by}"


def _spelled(value: Any) -> str:
    if isinstance(value, tuple):
        value = ", ".join(full_name(one) if isinstance(one, Person) else str(one) for one in value)
    return tidy(str(value)) if value not in (None, "") else "nothing"


def write_report(path: str, lists: Sequence[tuple[str, Report, Outcome]]) -> None:
    """Write what happened: Markdown for a name that ends in .md, else JSON."""
    write_whole(_as_markdown(lists) if path.lower().endswith(".md") else _as_json(lists), path)


def _as_json(lists: Sequence[tuple[str, Report, Outcome]]) -> str:
    return (
        json.dumps(
            [
                {
                    "list": path,
                    "counts": count_statuses(report.papers),
                    "new": report.new,
                    "gone": report.gone,
                    "changes": [
                        {**change._asdict(), "old": as_json(change.old), "new": as_json(change.new)}
                        for change in report.changes
                    ],
                    "attention": [
                        {"key": paper.key, "line": paper.entry.line, "status": paper.status, "reason": paper.reason}
                        for paper in report.papers
                        if paper.status in (REVIEW, UNRESOLVED, NOT_ASKED)
                    ],
                    "vanished": [one._asdict() for one in report.vanished],
                    "troubles": troubles_of(outcome),
                    "requests": dict(sorted(outcome.sent.items())),
                }
                for path, report, outcome in lists
            ],
            ensure_ascii=False,
            indent=1,
        )
        + "\n"
    )


def _as_markdown(lists: Sequence[tuple[str, Report, Outcome]]) -> str:
    parts = []
    for path, report, outcome in lists:
        parts.append(f"# {path}\n\n{count(len(report.papers), 'paper')}: {_counts(report.papers) or 'none'}\n")
        if report.new:
            parts.append("## New\n\n" + "".join(f"- `{key}`\n" for key in report.new))
        if report.changes:
            rows = "".join(
                f"| `{c.key}` | {c.field} | {_cell(c.old)} | {_cell(c.new)} | {_cell(c.source)} |\n"
                for c in report.changes
            )
            parts.append("## Changed\n\n| key | field | old | new | source |\n|---|---|---|---|---|\n" + rows)
        if report.gone:
            parts.append("## No longer in the list\n\n" + "".join(f"- `{key}`\n" for key in report.gone))
        if report.vanished:
            rows = "".join(f"- `{key}`: {_cell(source)} {_cell(name)}\n" for key, source, name in report.vanished)
            parts.append("## No longer held by a source (what it said is kept)\n\n" + rows)
        if look := list(attention(path, report.papers)):
            parts.append("## To look at\n\n" + "".join(f"- {_cell(line)}\n" for line in look))
        if troubles := troubles_of(outcome):
            parts.append("## Could not be asked\n\n" + "".join(f"- {_cell(trouble)}\n" for trouble in troubles))
    return "\n".join(parts)


def _cell(value: Any) -> str:
    return escaped(_spelled(value))
