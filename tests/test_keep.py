"""A refresh never makes a resolved paper worse, and tells field by field what it changed."""

from __future__ import annotations

from typing import Any

import pytest

from papercite.keep import Change, changes, kept
from papercite.merge import MERGED
from papercite.names import person_of
from papercite.record import NOT_ASKED, RESOLVED, REVIEW, UNRESOLVED, Entry, Paper, Record, Source

TITLE = "Alpha Beta Networks for Toys"
ENTRY = Entry(1, TITLE, venue="CVPR", year=2018)
HAN = (person_of("Song Han"),)
OLD, NEW = "2026-01-01", "2026-11-23"


def published(**fields: Any) -> Record:
    more = {"type": "paper-conference", "title": TITLE, "authors": HAN, "venue": "CVPR", "year": 2018, **fields}
    return Record(**more)


def preprint(**fields: Any) -> Record:
    more = {"type": "article", "title": TITLE, "authors": HAN, "venue": "arXiv", "year": 2017, "arxiv": "1801.00001"}
    return Record(**{**more, **fields})


def origin_of(record: Record, source: str, prefix: str = "", **others: str) -> dict[str, str]:
    """Where each field of a record comes from."""
    return {f"{prefix}{name}": others.get(name, source) for name in MERGED if getattr(record, name)}


def paper(record: Record | None, source: str, day: str = NEW, **fields: Any) -> Paper:
    """A resolved paper all of whose fields come from one source."""
    origin = origin_of(record, source) if record else {}
    more = {"origin": origin, "sources": (Source(source, f"{source}-id", day),), "reason": "title", **fields}
    return Paper("han2018alpha", ENTRY, status=RESOLVED if record else UNRESOLVED, record=record, **more)


def with_preprint(one: Paper, record: Record, source: str) -> Paper:
    origin = {**one.origin, **origin_of(record, source, "preprint.")}
    sources = tuple(sorted((*one.sources, Source(source, f"{source}-id", NEW))))
    return one._replace(preprint=record, origin=origin, sources=sources)


# ---- fields


def test_a_new_paper_is_taken_as_it_is() -> None:
    new = paper(published(), "dblp")
    assert kept(None, new) is new


def test_the_same_once_more_changes_nothing() -> None:
    old = with_preprint(paper(published(pages="1-9"), "crossref"), preprint(), "arxiv")
    assert kept(old, old) == old


def test_a_field_is_replaced_by_a_source_that_is_trusted_as_much() -> None:
    old, new = paper(published(pages="1-9"), "crossref", OLD), paper(published(pages="2-9"), "crossref")
    assert kept(old, new) == new


def test_a_field_is_replaced_by_a_source_that_is_trusted_more() -> None:
    old, new = paper(published(pages="1-9"), "openalex", OLD), paper(published(pages="2-9"), "crossref")
    assert kept(old, new) == new


def test_a_field_is_not_replaced_by_a_source_that_is_trusted_less() -> None:
    old = paper(published(pages="1-9", publisher="IEEE"), "crossref", OLD)
    new = paper(published(pages="1", volume="3"), "openalex")
    assert kept(old, new) == new._replace(
        record=published(pages="1-9", publisher="IEEE", volume="3"),
        origin={**old.origin, "volume": "openalex"},
        sources=(old.sources[0], new.sources[0]),
    )


def test_a_field_that_nobody_tells_any_more_stays_with_its_source() -> None:
    old, new = paper(published(pages="1-9"), "openalex", OLD), paper(published(), "crossref")
    assert kept(old, new) == new._replace(
        record=published(pages="1-9"),
        origin={**new.origin, "pages": "openalex"},
        sources=(new.sources[0], old.sources[0]),
    )


def test_the_sources_of_an_old_field_are_named_once() -> None:
    old, new = paper(published(pages="1-9"), "crossref", OLD), paper(published(), "crossref")
    assert kept(old, new).sources == new.sources


@pytest.mark.parametrize("by", ["list", "config: the publisher has it wrong"])
def test_what_a_person_fixed_is_not_replaced(by: str) -> None:
    old = paper(published(pages="1-9"), "crossref", origin=origin_of(published(pages="1"), "crossref", pages=by))
    after = kept(old, paper(published(pages="2-9"), "crossref"))
    assert after.record
    assert (after.record.pages, after.origin["pages"]) == ("1-9", by)


@pytest.mark.parametrize("by", ["list", "config: the publisher has it wrong"])
def test_what_a_person_fixes_replaces_any_source(by: str) -> None:
    new = paper(published(pages="1-9"), "crossref", origin=origin_of(published(pages="1"), "crossref", pages=by))
    assert kept(paper(published(pages="2-9"), "crossref", OLD), new) == new


def test_the_table_of_venues_may_change_a_name() -> None:
    fields = {"container_title": "Proceedings of the Conference"}
    old = paper(published(container_title="Proc. Conf."), "crossref", OLD)
    new = paper(published(**fields), "openalex", origin=origin_of(published(**fields), "openalex",
                                                                  container_title="venues"))  # fmt: skip
    after = kept(old, new)
    assert after.record
    assert (after.record.container_title, after.origin["container_title"]) == (fields["container_title"], "venues")


# ---- versions


def test_a_preprint_does_not_replace_the_published_version() -> None:
    old = paper(published(pages="1-9"), "crossref", OLD, note="published in CVPR 2018, the list says arXiv 2017")
    new = paper(preprint(), "arxiv", note="published in arXiv 2017, the list says CVPR 2018")
    assert kept(old, new) == new._replace(
        record=old.record, preprint=preprint(), note=old.note,
        origin={**old.origin, **origin_of(preprint(), "arxiv", "preprint.")}, sources=(*new.sources, *old.sources),
    )  # fmt: skip


def test_nor_does_a_preprint_replace_a_better_one_meanwhile() -> None:
    better = preprint(primary_class="cs.CV")
    old = with_preprint(paper(published(), "crossref", OLD), better, "arxiv")
    after = kept(old, paper(preprint(title=TITLE.upper(), year=2018), "openalex"))
    assert (after.record, after.preprint, after.origin) == (old.record, better, old.origin)


def test_a_preprint_that_is_published_is_not_dropped() -> None:
    old, new = paper(preprint(), "arxiv", OLD), paper(published(), "dblp")
    assert kept(old, new) == new._replace(
        preprint=preprint(),
        origin={**new.origin, **origin_of(preprint(), "arxiv", "preprint.")},
        sources=(*old.sources, *new.sources),
    )


def test_a_preprint_that_no_source_holds_any_more_stays() -> None:
    old = with_preprint(paper(published(), "dblp", OLD), preprint(), "arxiv")
    after = kept(old, paper(published(), "dblp"))
    assert (after.preprint, after.origin, [source.name for source in after.sources]) == (
        preprint(), old.origin, ["arxiv", "dblp"],
    )  # fmt: skip


def test_fields_of_another_preprint_are_not_mixed() -> None:
    old = with_preprint(paper(published(), "dblp"), preprint(primary_class="cs.CV"), "arxiv")
    other = preprint(arxiv="1801.00009")
    assert kept(old, with_preprint(paper(published(), "dblp"), other, "arxiv")).preprint == other


@pytest.mark.parametrize(
    "other", [{"venue": "TPAMI", "year": 2020}, {"venue": "CVPR", "year": 2019}, {"doi": "10.1109/y"}]
)
def test_fields_of_another_published_version_are_not_mixed(other: dict[str, Any]) -> None:
    old = paper(published(pages="1-9", doi="10.1109/x"), "crossref", OLD)
    new = paper(published(**{"doi": "" if "venue" in other else "10.1109/y", **other}), "crossref")
    assert kept(old, new).record == new.record


@pytest.mark.parametrize("less", [{"venue": ""}, {"year": None}, {"venue": "", "year": None}])
def test_a_version_of_which_less_is_known_is_the_same(less: dict[str, Any]) -> None:
    old = paper(published(pages="1-9"), "crossref", OLD)
    assert kept(old, paper(published(**less), "openalex")).record == old.record


def test_the_same_doi_is_the_same_version_whatever_it_calls_the_venue() -> None:
    old = paper(published(pages="1-9", doi="10.1109/x"), "crossref", OLD)
    assert kept(old, paper(published(venue="Proc.", doi="10.1109/X"), "openalex")).record == old.record


# ---- the paper as a whole


@pytest.mark.parametrize("status", [UNRESOLVED, NOT_ASKED, REVIEW])
def test_a_resolved_paper_that_is_found_no_more_stays(status: str) -> None:
    old = paper(published(), "dblp", OLD, topics={"old": ""})
    entry = ENTRY._replace(line=7)
    new = Paper(
        old.key, entry, status=status, reason="not found", topics={"new": ""}, unasked=("arxiv",),
        candidates=(preprint(),),
    )  # fmt: skip
    assert kept(old, new) == old._replace(entry=entry, topics={"new": ""}, unasked=("arxiv",))


def test_what_a_person_has_to_look_at_is_not_forgotten_if_nobody_could_be_asked() -> None:
    old = Paper("x", ENTRY, status=REVIEW, reason="the title is another", candidates=(preprint(),))
    assert kept(old, Paper("x", ENTRY, status=NOT_ASKED, reason="could not ask dblp: HTTP 503")) == old


@pytest.mark.parametrize(("old", "new"), [(REVIEW, UNRESOLVED), (UNRESOLVED, REVIEW), (NOT_ASKED, UNRESOLVED)])
def test_what_is_open_is_as_it_was_found_last(old: str, new: str) -> None:
    after = Paper("x", ENTRY, status=new, reason="so it is")
    assert kept(Paper("x", ENTRY, status=old, reason="so it was", candidates=(preprint(),)), after) is after


def test_a_person_who_named_another_paper_since_wins() -> None:
    old = paper(published(doi="10.1109/x"), "dblp", OLD)
    new = Paper(old.key, ENTRY._replace(tags=(("doi", "10.1109/y"),)), status=UNRESOLVED, reason="not found by dblp")
    assert kept(old, new) is new


def test_a_person_who_named_the_paper_that_was_found_loses_nothing() -> None:
    old = with_preprint(paper(published(doi="10.1109/x"), "dblp", OLD), preprint(), "arxiv")
    entry = ENTRY._replace(tags=(("arxiv", "1801.00001"),))
    assert kept(old, Paper(old.key, entry, status=UNRESOLVED)) == old._replace(entry=entry)


# ---- what changed


def test_of_the_same_paper_nothing_is_told() -> None:
    one = with_preprint(paper(published(), "dblp"), preprint(), "arxiv")
    assert list(changes(one, one._replace(entry=ENTRY._replace(line=9), sources=()))) == []


def test_changes_are_told_field_by_field_with_who_says_so() -> None:
    old = with_preprint(paper(published(pages="1", volume="2"), "openalex"), preprint(), "arxiv")
    new = with_preprint(paper(published(pages="1-9"), "crossref"), preprint(year=2018), "datacite")
    assert list(changes(old, new)) == [
        Change(new.key, "volume", "2", "", ""),
        Change(new.key, "pages", "1", "1-9", "crossref"),
        Change(new.key, "preprint.year", 2017, 2018, "datacite"),
    ]


def test_a_paper_that_is_resolved_tells_why_and_all_its_fields() -> None:
    new = paper(published(), "dblp")
    assert list(changes(Paper(new.key, ENTRY, status=UNRESOLVED), new)) == [
        Change(new.key, "status", "unresolved", "resolved", "title"),
        Change(new.key, "type", None, "paper-conference", "dblp"),
        Change(new.key, "title", None, TITLE, "dblp"),
        Change(new.key, "authors", None, HAN, "dblp"),
        Change(new.key, "venue", None, "CVPR", "dblp"),
        Change(new.key, "year", None, 2018, "dblp"),
    ]
