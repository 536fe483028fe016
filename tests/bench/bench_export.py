"""What writing 10,000 papers costs: BibTeX and biblatex against bibtexparser, and the whole command with its memory.

bibtexparser gets the entries that papercite wrote, read and decoded beforehand, as texts: its time is
building its library of them and writing that with its fastest stack. papercite's time is all that it
takes from papers to text, with nothing remembered from an earlier run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import bibtexparser
from bibtexparser.middlewares.parsestack import default_unparse_stack
from bibtexparser.model import Entry, Field
from measure import ROOT, Figure, forget, main, side_by_side
from synthetic import papers

from papercite.config import Config
from papercite.formats import biblatex, bibtex
from papercite.library import digest_of_rules
from papercite.lock import Lock, dump

NUMBER = 10_000
PROMISE = 2.0
PROMISE_MB = 150.0

# A small process starts the command: what a process may use at most is counted from before its program began.
LAUNCHER = """
import resource, subprocess, sys, time
start = time.perf_counter()
with open(sys.argv[1], "wb") as out:
    subprocess.run(sys.argv[2:], stdout=out, stderr=subprocess.PIPE, check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measure(quick: bool) -> list[Figure]:
    """The command first, while little is in memory."""
    wall, memory = whole_command(1 if quick else 5)
    number, rounds = (NUMBER // 5, 3) if quick else (NUMBER, 7)
    theirs, *ours = writing(number, rounds)
    names = ("bibtex.render", "biblatex.render", "biblatex.render, all its options")
    return [
        Figure("bibtexparser, build and write", 1000 * theirs, "ms"),
        *(Figure(f"papercite.formats.{name}", 1000 * time, "ms") for name, time in zip(names, ours, strict=True)),
        Figure("ratio, bibtex", ours[0] / theirs, "x", PROMISE),
        Figure("ratio, biblatex", ours[1] / theirs, "x", PROMISE),
        Figure(f"papercite export, {NUMBER:,} papers", wall, "s"),
        Figure("its memory at most", memory, "MB", PROMISE_MB),
    ]


def writing(number: int, rounds: int) -> tuple[float, ...]:
    """Seconds for the same papers: bibtexparser, both dialects of papercite, and one with all its options."""
    ours = papers(number)
    library = bibtexparser.parse_string(bibtex.render(ours))
    if library.failed_blocks or len(library.entries) != number:
        raise SystemExit(f"bibtexparser read {len(library.entries)} of {number} entries")
    entries = [
        (entry.entry_type, entry.key, [(one.key, one.value) for one in entry.fields]) for entry in library.entries
    ]

    def theirs() -> str:
        built = bibtexparser.Library(
            [Entry(kind, key, [Field(name, value) for name, value in fields]) for kind, key, fields in entries]
        )
        return bibtexparser.write_string(built, unparse_stack=default_unparse_stack(allow_inplace_modification=True))

    def with_options() -> str:
        return biblatex.render(
            ours, drop=("keywords",), abbrev_venues=True, max_authors=3, url_if_doi=True, crossref_proceedings=True,
            strings=True,
        )  # fmt: skip

    jobs = (theirs, lambda: bibtex.render(ours), lambda: biblatex.render(ours), with_options)
    return side_by_side(*jobs, rounds=rounds, before=forget)


def whole_command(rounds: int) -> tuple[float, float]:
    """Median seconds and largest megabytes of `papercite export` with a list of so many papers and its lock."""
    with TemporaryDirectory() as folder:
        content = b"# A list that did not change\n"
        Path(folder, "papers.md").write_bytes(content)
        lock = Lock("papers.md", sha256(content).hexdigest(), digest_of_rules(Config()), tuple(papers(NUMBER)))
        Path(folder, "papers.lock").write_text(dump(lock), encoding="utf-8")
        written = Path(folder, "out.bib")
        command = [
            sys.executable,
            "-c",
            LAUNCHER,
            str(written),
            sys.executable,
            "-m",
            "papercite",
            "export",
            "papers.md",
        ]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        told = [
            subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True).stdout.split()
            for _ in range(rounds)
        ]
        if written.read_text(encoding="utf-8").count("\n@") != NUMBER - 1:
            raise SystemExit("not every paper was printed")
    unit = 2**20 if sys.platform == "darwin" else 2**10  # bytes there, kilobytes elsewhere
    return median(float(wall) for wall, _ in told), max(int(size) for _, size in told) / unit


if __name__ == "__main__":
    main(__doc__, measure)
