"""What one line of a list says: its runs and links -> title, nickname, people, place, links. No line knows another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from papercite.lists.citation import AUTHORS_FIRST, Cited, citation
from papercite.lists.dressed import PLAIN, QUOTE, before_title, is_name, title_in, until_note
from papercite.lists.ends import bare_title, without_number
from papercite.lists.labels import is_file, kind_of_label, kind_of_url
from papercite.lists.peel import merged
from papercite.lists.people import begins_with_name, people_of
from papercite.lists.place import NOWHERE, SHAPED, Place, place_of
from papercite.lists.rest import NOTHING, Rest, rest_of
from papercite.lists.runs import BOLD, ITALIC, LINKED, Flow, Run
from papercite.record import Link
from papercite.text import fold, has_words, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence


class Line(NamedTuple):
    """What a line says of a paper; empty where it says nothing."""

    title: str = ""
    dress: str = ""  # of dressed.DRESSES: "link", "quote", "bold" or "plain"
    nickname: str = ""
    people: tuple[str, ...] = ()
    place: Place = NOWHERE
    links: tuple[Link, ...] = ()
    note: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    order: str = ""  # how its citation is built
    anchors: int = 0
    key: str = ""  # "authors", "place", "note", "title": a line that begins with such a word
    is_unsure: bool = False  # how lists of this style are built decides
    is_prose: bool = False  # the link stands in a sentence
    is_numbered: bool = False
    words: int = 0  # of the whole text, links apart

    @property
    def has_paper(self) -> bool:
        """A link leads to a paper."""
        for link in self.links:  # noqa: SIM110  # asked most often of all: any() takes three times as long
            if link.kind == "paper":
                return True
        return False


# Words that say at the start of a line what it holds.
_KEYS = {
    "title": "title paper-title article-title 标题 题目 论文标题 论文题目 タイトル 제목",
    "authors": "author authors by 作者 著者 저자 researcher researchers",
    "place": """venue conference journal publisher published publication year date publish proceedings in conf 会议 期刊
        出处 时间 日期 发表 年份 刊物 학회 会議 source""",
    "note": """abstract summary tldr tl;dr highlight highlights keyword keywords tag tags note notes comment comments
        description contribution contributions motivation idea method methods result results takeaway takeaways dataset
        task tasks topic topics institution institutions institute affiliation affiliations institutes citation
        citations problem domain metric metrics category overview about why problem 摘要 关键词 简介 备注 单位 机构 笔记
        概要 要約 초록 요약 解读 贡献 motivation model models insight insights remark remarks details type intro
        introduction""",
}  # fmt: skip
_ROLE_OF_KEY = {fold(word): role for role, words in _KEYS.items() for word in words.split()}
_KEY = re.compile(r"^(?:[^\w\s]|\s|_|:[a-z_]+:)*([^\s:：,.][^:：,.]{0,24}?)[*_\s]*[:：][*_]*\s*")
_NUMBERED = re.compile(r"^\s*\**[\[(]?\d{1,4}[\])]")
_BRACKETED = re.compile(r"^\s*\[([^\[\]]{1,40})\]\s*(?=\S)")
_NAMED_TWICE = re.compile(
    r"^([^\s:：]{2,30})\s?[:：] (\1\s?[:：] .+)$", re.IGNORECASE
)  # "BERT: BERT: Pre-training of ..."
_PROSE = 400  # letters


def line_of(flow: Flow, usual: str = "", *, is_title: bool = False) -> Line:
    """What a flow says.

    usual     how most entries of the list are built (citation.AUTHORS_FIRST, ...), where it is known
    is_title  it stands where titles stand, in a column headed so: people in it need to be beyond doubt
    """
    words = 0
    for run in flow.runs:
        words += len(run.text.split())
    keyed = _keyed(flow)
    if keyed:
        return keyed._replace(words=words)
    is_numbered = bool(flow.runs and _NUMBERED.match(flow.runs[0].text))
    said = Line(links=flow.links, tags=flow.tags, anchors=flow.anchors, words=words, is_numbered=is_numbered)
    for place, run in enumerate(flow.runs):
        if said.title:
            said = _with_rest(said, run)
        else:
            said = _with(said, run, flow.runs[place + 1 :], usual, is_title=is_title)
    return said


def _keyed(flow: Flow) -> Line | None:
    """A line that begins with a word that says what it holds: "Authors: ..."."""
    first = flow.runs[0].text if flow.runs else ""
    found = _KEY.match(first) if ":" in first or "：" in first else None
    role = _ROLE_OF_KEY.get(fold(found[1])) if found else None
    if not found or not role:
        return None
    value = tidy(first[found.end() :])
    kind = kind_of_label(found[1]) if role == "note" else ""
    links = tuple(
        link._replace(kind=kind) if kind and (kind != "paper" or link.kind == "unknown") else link
        for link in all_links(flow)
    )
    rest = Line(key=role, links=links, tags=flow.tags, note=value)
    if role == "title":
        return _keyed_title(rest, flow)
    if role == "authors":
        people = people_of(value)
        return rest._replace(people=people.names if people else (value,) if value else ())
    place = place_of(value)
    if role == "place":
        return rest._replace(place=place or Place())
    is_place = place and place.venue and place.year and place.certainty >= SHAPED  # "intro: CVPR 2017"
    return rest._replace(place=place) if place and is_place else rest


def _keyed_title(rest: Line, flow: Flow) -> Line:
    """ "Title: ...", with or without a link."""
    value = rest.note or (tidy(flow.runs[1].text) if len(flow.runs) > 1 else "")
    url = next((mark.url for mark in flow.runs[0].marks if mark.url), "")
    said = citation(value, is_dressed=True)
    links = (*rest.links, *([Link(value, url, kind_of_url(url) or "unknown")] if url else ()))
    line = rest._replace(title=bare_title(said.title), dress=QUOTE, place=said.place, links=links, note="")
    for run in flow.runs[1:]:  # "Authors: ..." in a line below
        more = _keyed(Flow((run,)))
        if more and more.key != "title":
            line = line._replace(people=line.people or more.people, place=line.place.with_more(more.place))
    return line


def all_links(flow: Flow) -> tuple[Link, ...]:
    """The links of a flow, those that carry other words than a label last."""
    marked = [(run.text[mark.start : mark.end], mark.url) for run in flow.runs for mark in run.marks if mark.url]
    links = [Link(tidy(text), url, kind_of_url(url) or "other") for text, url in marked if url.startswith("http")]
    return (*flow.links, *links)


# ---- the run with the title


def _with(said: Line, run: Run, more: Sequence[Run], usual: str, *, is_title: bool) -> Line:
    """`said` with what the run says, which may be the title."""
    found = title_in(run)
    if found is None:
        return _with_plain(said, run, more, usual, is_title=is_title)
    inner = citation(found.title, usual, is_dressed=True)
    if not inner.title:
        return _merge_rest(said, Rest(inner.people, inner.place))._replace(links=_linked(said, run))
    before, behind = before_title(found.before, inner.title), rest_of(found.behind)
    people = inner.people or before.people or behind.people or said.people
    named = Place(found.venue, None, SHAPED) if found.venue else NOWHERE
    places = (behind.place, inner.place, before.place, said.place, named)
    nickname = found.nickname or inner.before or (before.note if not before.people else "") or said.nickname
    return said._replace(
        title=bare_title(inner.title), dress=found.dress, nickname=tidy(nickname), people=people,
        place=merged([one for one in places if one is not NOWHERE]),
        links=_linked(said, run, found.url),
        note=behind.note, order=inner.order, is_unsure=inner.is_unsure, is_prose=found.is_prose,
    )  # fmt: skip


def _linked(said: Line, run: Run, of_title: str = "") -> tuple[Link, ...]:
    """The links of a line, the one that carries the title first, other linked words last."""
    if not any(mark.url for mark in run.marks):
        return said.links
    links = list(said.links)
    for mark in run.marks:
        label = tidy(run.text[mark.start : mark.end])
        if mark.url.startswith(("http://", "https://")):
            link = Link(label, mark.url, kind_of_url(mark.url) or "unknown")
            if mark.url == of_title:
                links.insert(0, link)
            else:
                links.append(link if link.kind != "unknown" else link._replace(kind="other"))
        elif mark.url == of_title and is_file(mark.url):  # a file beside the list
            links.insert(0, Link(label, mark.url, "paper"))
    return tuple(dict.fromkeys(links))


# ---- plain text


def _with_plain(said: Line, run: Run, more: Sequence[Run], usual: str, *, is_title: bool = False) -> Line:
    """`said` with a run that no dress marks: a citation, or what stands in front of one."""
    text = until_note(run.text)
    if len(text) > _PROSE and not said.links and not run.marks and not begins_with_name(text):
        return said._replace(note=text)
    if named := _name_and_people(said, run):
        return named
    cited = _with_italics(run, usual) or citation(text, usual, is_dressed=is_title)
    links = _linked(said, run)
    if not cited.title:
        return _merge_rest(said, Rest(cited.people, cited.place))._replace(links=links)
    place = merged([cited.place, said.place])
    title = bare_title(cited.title)
    if not has_words(title) or (kind_of_label(title) and not (" " in title and cited.place.venue)):
        return said._replace(links=links, place=place)
    nickname, inner = _nickname_and_citation(run, text, cited, usual)
    if inner is not cited:
        cited, title, place = inner, bare_title(inner.title), merged([inner.place, said.place])
    if twice := _NAMED_TWICE.match(title):
        nickname, title = nickname or twice[1], twice[2]
    if not cited.people and not cited.is_quoted and len(title.split()) <= 4 and _is_titled_later(more):
        return said._replace(nickname=title, place=place, links=links)
    return said._replace(
        title=title, dress=QUOTE if cited.is_quoted else PLAIN,
        nickname=nickname or tidy(cited.before) or said.nickname,
        people=cited.people or said.people, place=place, links=links, order=cited.order,
        is_unsure=cited.is_unsure, note=cited.note,
    )  # fmt: skip


def _name_and_people(said: Line, run: Run) -> Line | None:
    """ "**CREST:** A. Author, B. Author", with the title in the next line."""
    bold = next((mark for mark in run.marks if mark.dress == BOLD), None)
    if not bold or bold.start or not run.text[: bold.end].rstrip().endswith((":", "：")):
        return None
    people = people_of(run.text[bold.end :])
    name = run.text[: bold.end].strip(" :：")
    return said._replace(nickname=tidy(name) if has_words(name) else "", people=people.names) if people else None


def _nickname_and_citation(run: Run, text: str, cited: Cited, usual: str) -> tuple[str, Cited]:
    """A name in brackets in front of a citation, and the citation without it."""
    named = _BRACKETED.match(without_number(text))
    if not named or cited.is_quoted or place_of(named[1]) or any(mark.dress == BOLD for mark in run.marks):
        return "", cited
    inner = citation(text[text.find("]") + 1 :], usual)
    name = bare_title(named[1])
    return (name if is_name(name) else "", inner) if inner.title else ("", cited)


def _with_italics(run: Run, usual: str) -> Cited | None:
    """A citation with one part in italics: behind people the title if a venue follows, else the venue."""
    italic = [mark for mark in run.marks if mark.dress == ITALIC]
    if len(italic) != 1 or not has_words(run.text[: italic[0].start]):
        return None
    start, end = italic[0].start, italic[0].end
    front, slanted, back = run.text[:start], run.text[start:end], run.text[end:]
    cited = citation(front, usual)
    people = people_of(front)
    if people and (not cited.title or cited.title.rstrip(" .,") == front.strip(" .,")):
        behind = rest_of(back)
        is_title = len(slanted.split()) > 2 or not (place_of(slanted) or slanted.lower().startswith("et "))
        if behind.place.venue and is_title:
            return Cited(slanted, people.names, behind.place, AUTHORS_FIRST)
        place = place_of(slanted + back)
        return Cited("", people.names, place) if place else None
    behind = rest_of(slanted + back) if cited.title else Rest()
    if not behind.place.venue and not behind.people:
        return None
    return cited._replace(people=cited.people or behind.people, place=merged([behind.place, cited.place]))


def _is_titled_later(more: Sequence[Run]) -> bool:
    """A later run of the same line holds a linked title of several words."""
    linked = (run.text[mark.start : mark.end] for run in more for mark in run.marks if mark.dress == LINKED)
    return any(len(text.split()) > 3 for text in linked)


# ---- the other runs


def _with_rest(said: Line, run: Run) -> Line:
    """`said` with a run behind its title: people, place, or a note."""
    rest = rest_of(run.text)
    links = _linked(said, run)
    if not rest.people and not rest.place.venue and any(mark.dress == ITALIC for mark in run.marks):
        people = people_of(run.text)
        rest = rest._replace(people=people.names if people else ())
    merged_line = _merge_rest(said, rest)
    return merged_line if links == said.links else merged_line._replace(links=links)


def _merge_rest(said: Line, rest: Rest) -> Line:
    if rest is NOTHING:
        return said
    place, more = said.place, rest.place
    if more.venue and (not place.venue or more.is_surer_than(place)):
        place = Place(more.venue, more.year or place.year, more.certainty)
    elif more.year and not place.year:
        place = place._replace(year=more.year)
    people, note = said.people or rest.people, said.note or rest.note
    if place is said.place and people is said.people and note is said.note:
        return said
    return said._replace(people=people, place=place, note=note)
