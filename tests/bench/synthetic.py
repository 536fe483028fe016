"""Papers and lists by the thousand, as varied as real ones, and the same in every run."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from papercite.record import Entry, Link, Paper, Person, Record
from papercite.venues import CONFERENCE, JOURNAL, venues

if TYPE_CHECKING:
    from collections.abc import Sequence

Thing = TypeVar("Thing")

_SYLLABLES = "ba chen da el fu gor han in jo kim lu ma no ot pe qi ra shi ta ul vi wang xu yo zhang".split()
_FOREIGN = (
    "Müller",
    "Łukaszewski",
    "Fernández-Marqués",
    "Ångström",
    "Dvořák",
    "O'Neill",
    "Şahin",
    "Nguyễn",
    "王",
    "김",
)
_PARTICLES = ("van den", "de", "von", "di", "ter")
_ADJECTIVES = (
    "Efficient Learned Binarized Low-Precision Accurate Scalable Robust Variational Hierarchical Structured Sparse "
    "Differentiable Hardware-Aware Bayesian Gaussian Unsupervised Multi-Scale"
).split()
_NOUNS = (
    "Networks Quantization Convolutions Representations Transformers CNNs Gradients Weights Activations Pruning "
    "Distillation Architectures Kernels Embeddings Search Inference Attention ImageNet LSTMs GPUs"
).split()
_ENDS = ("for Image Classification", "via Straight-Through Estimation", "with 1-bit Weights", "on Mobile Devices",
         "in the Wild", "under $\\ell_1$ Constraints", "at <0.5MB & 50% of the FLOPs", "without Retraining", "",
         "from Scratch?", "for Question-Answering", "via ADMM", "à la Française", "of Order $N$")  # fmt: skip


def pick(things: Sequence[Thing], *numbers: int) -> Thing:
    """One of the things: the same for the same numbers, and spread evenly over others."""
    mixed = 0x9E3779B97F4A7C15
    for number in numbers:
        mixed = (mixed ^ (number + 0x7F4A7C15)) * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
        mixed ^= mixed >> 31
    return things[mixed % len(things)]


def _syllables(*numbers: int) -> str:
    return "".join(pick(_SYLLABLES, place, *numbers) for place in range(2)).capitalize()


def person(number: int) -> Person:
    """One of some thousands of authors; one in twelve has a name that is not plain ASCII or not in two parts."""
    oddity = pick(range(36), number, 1)
    given = f"{_syllables(number, 2)} {pick('ABCDEFGHIJKLM', number)}." if number % 3 else _syllables(number, 2)
    if oddity == 0:
        return Person(pick(_FOREIGN, number), given)
    if oddity == 1:
        return Person(_syllables(number, 3), given, pick(_PARTICLES, number))
    if oddity == 2:
        return Person(literal=f"The {_syllables(number, 3)} Collaboration")
    return Person(_syllables(number, 3), given)


def title(number: int) -> str:
    """A title; two in three begin with a name that has capitals inside."""
    words = (pick(_ADJECTIVES, number, 5), pick(_NOUNS, number, 6), "and", pick(_ADJECTIVES, number, 7),
             pick(_NOUNS, number, 8), pick(_ENDS, number, 9))  # fmt: skip
    name = f"{_syllables(number, 4)}{pick(('Net', 'BERT', 'NAS', '-XL', 'Q', ''), number, 10)}: " if number % 3 else ""
    return (name + " ".join(words)).strip()


def paper(number: int) -> Paper:
    """A resolved paper, with a preprint if it is not the fourth."""
    venue = pick([venue for venue in venues() if venue.kind in (CONFERENCE, JOURNAL)], number, 11)
    year = 2008 + number % 18
    authors = tuple(person(pick(range(20_000), number, 12, place)) for place in range(1 + pick(range(7), number, 13)))
    arxiv = f"{year % 100:02}{1 + number % 12:02}.{number % 100_000:05}" if number % 4 else ""
    doi = f"10.1109/{venue.name.replace(' ', '')}.{year}.{number:05}" if number % 3 else ""
    url = f"https://proceedings.example.org/paper/{year}/{number}_{venue.name.replace(' ', '-')}.html"
    name = title(number)
    record = Record(
        type="paper-conference" if venue.kind == CONFERENCE else "article-journal", title=name, authors=authors,
        venue=venue.name, container_title=venue.title, volume=str(number % 90) if venue.kind == JOURNAL else "",
        pages=f"{number % 9000}-{number % 9000 + 8}", year=year, month=1 + number % 12, publisher="IEEE" if doi else "",
        doi=doi, url=url,
    )  # fmt: skip
    preprint = Record(
        type="article", title=name, authors=authors, venue="arXiv", container_title="arXiv", year=year, month=1,
        arxiv=arxiv, primary_class="cs.LG",
    )  # fmt: skip
    links = (Link("paper", url, "paper"), Link("code", f"https://github.com/example/{number}", "code"))
    entry = Entry(number + 10, name, name.partition(":")[0] if number % 3 else "", (), venue.name, year,
                  ("Papers", f"Part {number % 40}"), links)  # fmt: skip
    topics = {f"part-{number % 40}": f'heading "Part {number % 40}"', "quantization": 'rule: "Quant" in the title'}
    origin = {**dict.fromkeys(("type", "title", "authors", "venue", "pages", "year", "doi"), "dblp"), "url": "crossref"}
    return Paper(
        f"{authors[0].family.lower() or 'the'}{year}{number}".encode("ascii", "ignore").decode(), entry,
        status="resolved", reason="title and authors", record=record, preprint=preprint if arxiv else None,
        origin=origin, topics=topics,
    )  # fmt: skip


def papers(number: int) -> list[Paper]:
    """So many papers."""
    return [paper(one) for one in range(number)]


def markdown(number: int) -> str:
    """A list of so many entries in the ways that lists are written, with headings and some prose between."""
    lines = ["# A long list", "", "Papers about *everything*, see [the rules](#rules).", ""]
    for one in range(number):
        if one % 50 == 0:
            lines += [
                "",
                f"## Part {one // 50 % 40}",
                "",
                "Some words about this part, with `code` and **bold** ones.",
                "",
            ]
        lines.append(_item(paper(one), one))
    return "\n".join(lines) + "\n"


def _item(paper: Paper, number: int) -> str:
    entry, link, code = paper.entry, paper.entry.links[0].url, paper.entry.links[1].url
    nickname = f"**[{entry.nickname}]** " if entry.nickname else ""
    return (
        f"- {nickname}{entry.title}, {entry.venue} {entry.year}, [[paper]]({link}), [[code(Pytorch)]]({code})",
        f"- [{entry.title}]({link}) ({entry.venue} {entry.year}) [[code]]({code})",
        f"* {entry.title}. *{entry.venue}*, {entry.year}. [pdf]({link}) | [code]({code})",
        f"- **{entry.title}**, {entry.venue}'{(entry.year or 0) % 100:02}. [[PDF]]({link})",
    )[number % 4]
