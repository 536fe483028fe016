"""Show what is read from a list, and write settings for it: papercite.toml beside the list.

Nothing is looked up. Settings that are there already stay as they are.
"""

from __future__ import annotations

import json
import os
import shlex
from typing import TYPE_CHECKING

from papercite.cli import COMMANDS
from papercite.config import find_config
from papercite.errors import ListError, OutputError, UsageError
from papercite.firstlook import first_look
from papercite.library import count, notes_on_tags, read_entries, read_list
from papercite.lists import FORMS
from papercite.lock import write_whole
from papercite.record import name_of
from papercite.streams import emit, say
from papercite.text import tidy

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from papercite.firstlook import FirstLook
    from papercite.record import Entry

USAGE = "papercite init [LIST] [--dry-run]"
EXAMPLE = "papercite init papers.md --dry-run"

SETTINGS_FILE = "papercite.toml"
# A setting that is only offered has a "#" right before it, what explains it a "#" and a space.
SETTINGS = """\
# Settings of papercite. To put one in force, take away the "#" before it, and before the line in brackets above it.

# The papers that commands are about, if no list is named. Relative to this file; more than one is fine.
lists = [{name}]

# Told to the services that are asked, so that they can reach you. PAPERCITE_MAILTO does the same.
#mailto = "you@example.org"

# A topic of your own, beside those of the headings. One with the name of a shipped topic replaces it: papercite topics
#[[topic]]
#name = "my-topic"
#description = "What it is about."
#parents = []                             # topics that it is a kind of
#match = ['\\bspiking\\b', '\\bSNNs?\\b']     # regular expressions in nickname and title, case ignored
#section = ['spiking']                    # in headings
#unless = ['spiking of prices']           # takes back what match gave

# A correction, where the list is wrong or is not yours to change. `papercite show` prints the reason.
#[[correct]]
#entry = {entry}
#reason = "the list misspells the title"
#title = {entry}

# Sources that are not asked: papercite sources
#[sources]
#off = ["semanticscholar"]
"""
_ELSEWHERE = frozenset(
    "authors changelog changes code_of_conduct contributing contributors governance history install license news "
    "security todo".split()
)  # files in which bullets are something else
_WIDEST = 100  # letters of a line that is shown
_SHOWN = 3  # entries of each kind of doubt
_LINKS = 4  # links of the entry that is shown
# What to do next: command, what comes behind it, what it is good for.
NEXT = (
    ("check", "", "what is wrong with the list, by line"),
    ("parse", " {name}", "what was read, entry by entry"),
    ("refresh", " --plan", "what looking the papers up would ask of whom"),
    ("refresh", "", "look them up"),
    ("export", " > refs.bib", "print them as BibTeX"),
)


def add_arguments(parser: ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument("list", nargs="?", metavar="LIST", help="the list (default: the one in this folder)")
    parser.add_argument("--dry-run", action="store_true", help="print the settings, write nothing")


def run(arguments: Namespace) -> int:
    """Show and write; returns the exit status: 1 if there are no entries."""
    path = arguments.list or _only_list(os.curdir)
    if not path:
        say(
            "no file in this folder lists papers\n"
            "  hint: papercite init FILE names one; README.md of papercite, What a list looks like"
        )
        return 1
    entries, notes = read_entries(path, read_list(path))
    for note in (*notes, *notes_on_tags(path, entries)):
        say(note)
    if not entries:
        return 1
    look = first_look(entries)
    for line in _told(path, look):
        say(line)
    text = settings_of(os.path.basename(path), look.sample)
    if arguments.dry_run:
        emit(text)
    else:
        _write(text, os.path.dirname(path))
    for line in _next_steps(path):
        say(line)
    return 0


# ---- which list


_ENDINGS = {ending for form in FORMS for ending in form.endings}


def _only_list(folder: str) -> str:
    """The file of the folder that lists papers, "" if none does; `UsageError` if several do."""
    found = {name: number for name in sorted(os.listdir(folder)) if (number := _count(os.path.join(folder, name)))}
    if len(found) > 1:
        several = ", ".join(f"{name} ({count(number, 'paper')})" for name, number in found.items())
        most = max(found, key=lambda name: found[name])
        raise UsageError(f"several lists are here: {several}\n  hint: name the one you mean: papercite init {most}")
    return next(iter(found), "")


def _count(path: str) -> int:
    """How many papers a file lists: entries with an identifier, or with venue and year."""
    stem, ending = os.path.splitext(os.path.basename(path).lower())
    if ending not in _ENDINGS or stem in _ELSEWHERE or not os.path.isfile(path):
        return 0
    try:
        entries, _ = read_entries(path, read_list(path))
    except ListError:
        return 0
    papers = [entry for entry in entries if entry.kind == "paper"]
    return max(first_look(papers).named, sum(bool(entry.venue and entry.year) for entry in papers))


# ---- what was read


def _told(path: str, look: FirstLook) -> list[str]:
    """What was read, what to look at, and an entry as it was understood."""
    doubtful = sum(map(len, look.doubts.values()))
    under = f" under {count(look.headings, 'heading')}" if look.headings else ""
    read = f"{path}: {count(look.entries, 'entry', 'entries')}{under}, {look.named:,} with an identifier"
    lines = [f"{read}, {f'{doubtful:,}' if doubtful else 'nothing'} to look at"]
    for why, entries in look.doubts.items():
        lines.append(f"  {len(entries):,} {why}")
        lines += [f"    {path}:{entry.line}: {_short(name_of(entry)) or '(nothing)'}" for entry in entries[:_SHOWN]]
        lines += [f"    and {len(entries) - _SHOWN:,} more"] if len(entries) > _SHOWN else []
    if look.sample:
        lines += ["", f"line {look.sample.line} was understood as", *_understood(look.sample)]
    return lines


def _understood(entry: Entry) -> list[str]:
    """Fields of an entry, one a line; what the list does not say is left out."""
    fields = [
        ("title", entry.title),
        ("nickname", entry.nickname),
        ("authors", ", ".join(entry.authors)),
        ("venue", entry.venue),
        ("year", str(entry.year or "")),
        *((link.kind if link.kind != "other" else "link", link.url) for link in entry.links[:_LINKS]),
        ("headings", " > ".join(entry.section)),
    ]
    return [f"  {name}: {_short(value)}" for name, value in fields if value]


def _short(text: str) -> str:
    text = tidy(text)
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _next_steps(path: str) -> list[str]:
    """Commands that are of use now, each with what it is good for as a comment of the shell."""
    folder, name = os.path.split(path)
    steps = [
        f"  papercite {command}{rest.format(name=shlex.quote(name))} # {why}"
        for command, rest, why in NEXT
        if command in COMMANDS
    ]
    return ["", f"next, in {folder}" if folder else "next", *steps]


# ---- the settings


def settings_of(name: str, sample: Entry | None) -> str:
    """The text of papercite.toml for a list of this name; its example of a correction is about a real entry.

    errors  UsageError for a name that is not UTF-8
    """
    if any("\ud800" <= character <= "\udfff" for character in name):
        raise UsageError(f"{name}: the name of this file is not UTF-8\n  hint: give it another one")
    entry = sample.title if sample and sample.title else "Title, nickname or key"
    return SETTINGS.format(name=_quoted(name), entry=_quoted(tidy(entry)))


def _quoted(text: str) -> str:
    """Text as TOML has it: as JSON, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _write(text: str, folder: str) -> None:
    """Write the settings; `OutputError` if there are some for this folder."""
    target = os.path.join(folder, SETTINGS_FILE)
    is_there = os.path.lexists(target)
    held = target if is_there else find_config(folder or os.curdir).path
    if is_there or os.path.dirname(held) == os.path.abspath(folder):
        raise OutputError(
            f"{os.path.join(folder, os.path.basename(held))}: there are settings already; they stay as they are\n"
            "  hint: papercite init --dry-run prints what would be written"
        )
    write_whole(text, target)
    say(f"\nwrote {target}" + (f"; it is in force here, and {held} no longer is" if held else ""))
