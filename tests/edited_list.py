"""A list that people edit: five hundred entries with every kind of near-twin, and edits of which a careful person
knows what they mean. Same seed, same list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists import read
from papercite.names import person_of
from papercite.record import Paper, Record
from papercite.titles import title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from papercite.record import Entry

ADJECTIVES = ("Sparse Robust Learned Deep Bayesian Scalable Latent Causal Neural Convex Stochastic Hierarchical "
              "Temporal Spectral Recurrent Compact Dynamic Adaptive Federated Multimodal").split()  # fmt: skip
NOUNS = ("Pruning Transformers Kernels Embeddings Distillation Segmentation Retrieval Attention Gradients Policies "
         "Diffusion Hashing Tracking Parsing Translation Compression Calibration Rendering Planning "
         "Captioning").split()  # fmt: skip
ENDS = ("for Medical Images", "on Mobile Devices", "with Few Labels", "in the Wild", "without Retraining",
        "under Distribution Shift", "from Noisy Text", "via Message Passing", "for Autonomous Driving")  # fmt: skip
PLACES = ("CVPR", "ICML", "ICLR", "ECCV", "ACL", "AAAI")
SECTIONS = tuple(f"Topic {letter}" for letter in "ABCDEFGHIJ")
PEOPLE = ("Anna Smith", "Bo Chen", "Carla Rossi", "Dai Sato", "Eva Novak", "Femi Ade", "Gil Cohen", "Hana Kim",
          "Ivan Petrov", "Julia Weber", "Kofi Mensah", "Lena Berg")  # fmt: skip


class Item(NamedTuple):
    """One entry of the list as a careful person thinks of it."""

    key: str  # that of its paper; "" for a new one
    number: int  # of the work
    title: str
    venue: str
    year: int
    section: str
    links: tuple[tuple[str, str], ...] = ()  # label, address
    nickname: str = ""
    authors: tuple[str, ...] = ()
    style: int = 0
    is_doubtful: bool = False  # it may be taken for a new one, but never for another
    is_marred: bool = False  # there is a slip in its title


def arxiv(number: int) -> str:
    """Address of a preprint."""
    return f"https://arxiv.org/abs/{15 + number % 9}{1 + number % 12:02}.{10_000 + number}"


def link_of(number: int) -> tuple[tuple[str, str], ...]:
    """Links of a work; one in four has none."""
    paper = (
        (),
        (("paper", arxiv(number)),),
        (("paper", f"https://doi.org/10.1109/TEST.{number:05}"),),
        (("paper", f"https://openreview.net/forum?id=Forum{number:05}"),),
    )[number % 4]
    return (*paper, ("code", f"https://github.com/lab/code{number}")) if paper and number % 3 == 0 else paper


def work(number: int, random: Random) -> Item:
    """A work of its own."""
    words = [random.choice(ADJECTIVES), random.choice(NOUNS), "and", random.choice(ADJECTIVES), random.choice(NOUNS)]
    name = f"{random.choice('BDFGKLMNPRSTVZ')}{random.choice('aeiou')}{random.choice('lmnrst')}{number}Net"
    title = f"{name}: {' '.join(words)}" if number % 3 == 0 else f"{' '.join(words)} {random.choice(ENDS)}"
    authors = tuple(random.sample(PEOPLE, 3)) if number % 5 == 0 else ()
    year = 2015 + number % 9
    venue = "arXiv" if number % 4 == 1 and number % 2 else PLACES[number % len(PLACES)]
    nickname = name if number % 3 == 0 else ""
    return Item(
        f"k{number}", number, title, venue, year, random.choice(SECTIONS), link_of(number), nickname, authors,
        number % 3,
    )  # fmt: skip


def twin(of: Item, number: int, how: int) -> Item:
    """Another work that could be taken for this one."""
    links = link_of(number) if of.links else ()
    other = of._replace(key=f"k{number}", number=number, links=links, nickname="", authors=())
    if how == 0:
        return other._replace(title=f"{of.title}, Part II")
    if how == 1:
        return other._replace(title=f"{of.title} v2")
    if how == 2:  # the same title, years later in a journal
        return other._replace(venue="TPAMI", year=of.year + 4)
    if how == 3:
        return other._replace(title=" ".join(of.title.split()[:3]) + " Revisited by Means of Games")
    return other._replace(title=re.sub(r"\b(\w+) and\b", "Fuzzy and", of.title, count=1))


def new_list(random: Random, size: int = 500) -> list[Item]:
    """The list to begin with; titles that came out twice by chance are told apart."""
    items: list[Item] = []
    while len(items) < size:
        number = len(items)
        if number % 5 == 4:
            items.append(twin(items[-1], number, number // 5 % 5))
        elif number % 40 == 33:  # the same paper under another heading
            other = SECTIONS[SECTIONS.index(items[-1].section) - 1]
            items.append(items[-1]._replace(key=f"k{number}", section=other))
        elif number % 50 == 12:  # a link that was copied by mistake
            items.append(work(number, random)._replace(links=items[-1].links))
        else:
            items.append(work(number, random))
    return sorted(items, key=lambda item: item.section)


def markdown(items: Sequence[Item]) -> str:
    """The list, one line an entry."""
    lines = ["# Papers", ""]
    section = ""
    for item in items:
        if item.section != section:
            section = item.section
            lines += ["", f"## {section}", ""]
        lines.append(_line(item))
    return "\n".join(lines) + "\n"


def _line(item: Item) -> str:
    nickname = f"**[{item.nickname}]** " if item.nickname else ""
    links = ", ".join(f"[[{label}]]({url})" for label, url in item.links)
    place = f"{item.venue} {item.year}"
    if item.style == 1:
        return f"* {nickname}**{item.title}**, {place}. {links}".rstrip()
    return f"- {nickname}{item.title}, {place}{', ' if links else ''}{links}"


def entries(items: Sequence[Item]) -> list[Entry]:
    """What is read of the list; authors are as they would be read."""
    found = read(markdown(items), "papers.md")
    return [entry._replace(authors=item.authors) for entry, item in zip(found, items, strict=True)]


def looked_up(paper: Paper, item: Item) -> Paper:
    """The paper with a record, as a refresh would have found it; two in seven are not found."""
    if item.number % 7 < 2:
        return paper._replace(key=item.key, status="unresolved")
    people = item.authors or tuple(PEOPLE[(item.number + step) % len(PEOPLE)] for step in (0, 3, 7))
    address = next((url for label, url in item.links if label == "paper"), "")
    record = Record(
        type="article" if item.venue == "arXiv" else "paper-conference", title=item.title, url=address,
        authors=tuple(map(person_of, people)), venue=item.venue, year=item.year,
        arxiv=arxiv(item.number)[-10:] if item.number % 4 < 2 else "",
    )  # fmt: skip
    return paper._replace(key=item.key, status="resolved", record=record)


# ---- edits that leave a paper what it is

_TELLING = ("without", "under")  # where a letter makes all the difference, or another word


def _typo(item: Item, random: Random) -> Item:
    """A letter is lost, in one of the long words."""
    words = item.title.split()
    places = [
        place for place, word in enumerate(words) if len(word) > 4 and word.isalpha() and word.lower() not in _TELLING
    ]
    place = random.choice(places)
    cut = random.randrange(1, len(words[place]) - 1)
    words[place] = words[place][:cut] + words[place][cut + 1 :]
    return item._replace(title=" ".join(words), is_marred=True)


def _typo_and_link(item: Item, random: Random) -> Item:
    links = tuple((label, url) for label, url in item.links if label == "code")
    return _typo(item, random)._replace(links=links, is_doubtful=item.venue == "arXiv")


def _case(item: Item, random: Random) -> Item:
    change = random.choice((str.upper, str.lower, lambda title: title.replace(" and ", " & ")))
    return item._replace(title=change(item.title))


def _published(item: Item, _: Random) -> Item:
    return item._replace(venue="CVPR", year=item.year + 1) if item.venue == "arXiv" else item


def _link_form(item: Item, _: Random) -> Item:
    forms = (("/abs/", "/pdf/"), ("https:", "http:"), ("https:", "https:"), ("/forum?", "/pdf?"))
    links = item.links
    for before, after in forms:
        links = tuple((label, url.replace(before, after)) for label, url in links)
    return item._replace(links=links)


def _other_link(item: Item, _: Random) -> Item:
    """The preprint's link makes way for that of the published paper."""
    if item.number % 4 != 1:
        return item
    return item._replace(links=(("paper", f"https://doi.org/10.1145/other.{item.number}"),))


EDITS: tuple[Callable[[Item, Random], Item], ...] = (
    _typo,
    _typo_and_link,
    _case,
    _published,
    _link_form,
    _other_link,
    lambda item, random: item._replace(section=random.choice(SECTIONS)),
    lambda item, _: item._replace(nickname="" if item.nickname else "Nick"),
    lambda item, _: item._replace(links=item.links[:1]),
    lambda item, _: item._replace(links=(*item.links, ("project", f"https://lab.example.org/{item.number}"))),
    lambda item, _: item._replace(authors=item.authors or tuple(PEOPLE[(item.number + at) % 12] for at in (0, 3, 7))),
    lambda item, _: item._replace(style=1 - item.style % 2),
)


def edited(items: Sequence[Item], random: Random, first_number: int, amount: int) -> list[Item]:
    """The list after so many edits of single entries, removals, new entries, and in another order."""
    now = list(items)
    for place in random.sample(range(len(now)), amount):
        now[place] = random.choice(EDITS)(now[place], random)
    removed = set(random.sample(range(len(now)), amount // 4))
    gone = [items[place] for place in sorted(removed) if not items[place].is_marred]
    now = [item for place, item in enumerate(now) if place not in removed]
    seen = {(title_key(item.title), item.venue) for item in (*items, *now)}
    for step in range(amount // 2):
        other = random.choice([item for item in items if not item.is_marred])
        newcomer = _newcomer(other, gone, first_number + step, step, random)
        if (name := (title_key(newcomer.title), newcomer.venue)) not in seen:
            now.insert(random.randrange(len(now)), newcomer)
            seen.add(name)
    if random.random() < 0.5:
        random.shuffle(now)
    order = random.sample(SECTIONS, len(SECTIONS))
    return sorted(now, key=lambda item: order.index(item.section))


def _newcomer(other: Item, gone: Sequence[Item], number: int, step: int, random: Random) -> Item:
    if step % 4 == 0:
        return work(number, random)._replace(key="")
    if step % 4 == 1:
        return twin(other, number, step // 4 % 5)._replace(key="")
    heir = work(number, random)._replace(key="", section=gone[step % len(gone)].section)
    if step % 4 == 2:  # another paper with the link of one that was removed
        return heir._replace(links=gone[step % len(gone)].links)
    old = gone[step % len(gone)]  # another paper with its title
    return heir._replace(title=old.title, venue="JMLR", year=old.year + 5, links=link_of(number | 2), authors=())
