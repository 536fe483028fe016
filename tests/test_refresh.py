"""Looking papers up in records on this machine: what becomes of an entry, and what stays as it was."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from conftest import DATA, SHIPPED

from papercite.config import Config
from papercite.index import index
from papercite.lists import read
from papercite.lock import load
from papercite.names import person_of
from papercite.providers.local import parse
from papercite.record import Entry, Link, Paper, Record
from papercite.refresh import Asked, Report, Vanished, refresh

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

FACTS = DATA / "facts.jsonl"
SHIPPED_LOCK = DATA / "neural-network-compression.lock"
LONG = (
    "Binarized Neural Networks: Training Deep Neural Networks with Weights and Activations Constrained to +1 or -1"
)  # fmt: skip


def _record(source: str, title: str, author: str = "", venue: str = "", year: int = 2018, **fields: Any) -> Record:
    kind = "article" if venue == "arXiv" else "paper-conference"
    authors = (person_of(author),) if author else ()
    return Record(source, f"{source}-id", kind, title, authors, venue=venue, year=year, **fields)


def _refreshed(text: str, records: Sequence[Record] = (), held: Sequence[Paper] = ()) -> Report:
    return refresh(read(text, "papers.md"), held, index(records), Config())


def _one(text: str, records: Sequence[Record] = (), held: Sequence[Paper] = ()) -> Paper:
    (paper,) = _refreshed(text, records, held).papers
    return paper


# ---- the shipped list


def test_the_shipped_lock_is_made_of_the_shipped_list_and_facts(papercite: Run, tmp_path: Path) -> None:
    shutil.copy(SHIPPED, tmp_path)
    ran = papercite("refresh", "--offline", "--from", FACTS, SHIPPED.name)
    made = (tmp_path / SHIPPED_LOCK.name).read_bytes()
    assert (ran.returncode, ran.stdout, made) == (0, "", SHIPPED_LOCK.read_bytes())


def test_a_second_refresh_of_the_shipped_list_changes_nothing() -> None:
    held = load(str(SHIPPED_LOCK))
    assert held
    known = index(parse(FACTS.read_text(encoding="utf-8"), "facts.jsonl"))
    report = refresh(read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name), held.papers, known, Config())
    assert (report.papers, report.new, tuple(report.changed), report.gone) == (held.papers, (), (), ())


def test_keys_never_move_even_if_every_record_changes() -> None:
    held = load(str(SHIPPED_LOCK))
    assert held
    others = [
        record._replace(authors=(person_of("Someone Else"),), year=1999)
        for record in parse(FACTS.read_text(encoding="utf-8"), "facts.jsonl")
    ]
    report = refresh(read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name), held.papers, index(others), Config())
    assert [paper.key for paper in report.papers] == [paper.key for paper in held.papers]


# ---- what becomes of an entry

ENTRY = "- Alpha Beta Networks, CVPR 2018, [[paper]](https://arxiv.org/abs/1801.00001)\n"
PUBLISHED = _record("dblp", "Alpha Beta Networks", "Song Han", "CVPR", pages="1-9", doi="10.1109/x")
PREPRINT = _record("arxiv", "Alpha Beta networks", "S. Han", "arXiv", 2017, arxiv="1801.00001")


def test_a_paper_that_is_found_is_resolved() -> None:
    paper = _one(ENTRY, [PUBLISHED, PREPRINT])
    assert paper.record
    assert paper.preprint
    assert (paper.key, paper.status, paper.reason, paper.record.doi, paper.preprint.arxiv, paper.note) == (
        "han2018alpha", "resolved", "arxiv:1801.00001 and title", "10.1109/x", "1801.00001", "",
    )  # fmt: skip


def test_nothing_is_known_of_a_paper_that_no_source_has() -> None:
    assert _one(ENTRY, [_record("dblp", "Gamma Delta Pruning")]) == Paper(
        "anon2018alpha", read(ENTRY, "papers.md")[0], "not-asked", "no source that was asked has it", provisional=True
    )


def test_an_identifier_with_another_title_is_for_review() -> None:
    other = _record("arxiv", "Wholly Another Title", "Kaiming He", "arXiv", arxiv="1801.00001")
    paper = _one(ENTRY, [other])
    assert (paper.status, paper.reason, paper.record, paper.candidates) == (
        "review",
        "arxiv:1801.00001 is of 'Wholly Another Title', the list says 'Alpha Beta Networks'",
        None,
        (other,),
    )


def test_a_title_alone_is_for_review() -> None:
    other = _record("dblp", "Alpha Beta Networks", "Song Han", "ICML", 2020)
    paper = _one(ENTRY, [other])
    assert (paper.status, paper.record, paper.candidates) == ("review", None, (other,))


def test_the_nips_paper_is_not_the_preprint_of_the_longer_title() -> None:
    by = "Matthieu Courbariaux"
    nips = _record("dblp", "Binarized Neural Networks", by, "NIPS", 2016)
    preprint = _record("arxiv", LONG, by, "arXiv", 2016, arxiv="1602.02830")
    text = (
        f"- Binarized Neural Networks, NIPS 2016\n- {LONG}, arXiv 2016, [[paper]](https://arxiv.org/abs/1602.02830)\n"
    )
    found = [paper.record.title if paper.record else "" for paper in _refreshed(text, [nips, preprint]).papers]
    assert found == ["Binarized Neural Networks", LONG]


def test_a_published_version_of_a_listed_preprint_is_noted() -> None:
    paper = _one(ENTRY.replace("CVPR 2018", "arXiv 2018"), [PUBLISHED, PREPRINT])
    assert paper.note == "published in CVPR 2018, the list says arXiv 2018"


def test_a_person_who_names_the_identifier_is_believed() -> None:
    text = "- Learned Step Quantization, ICLR 2020 <!-- papercite: openreview=rkgO66VKDS -->\n"
    lsq = _record("dblp", "Learned Step Size Quantization", "Steven Esser", "ICLR", 2020, openreview="rkgO66VKDS")
    paper = _one(text, [lsq])
    assert (paper.status, paper.note) == (
        "resolved", "its title is 'Learned Step Size Quantization', the list says 'Learned Step Quantization'",
    )  # fmt: skip


UNTITLED = Entry(1, "", links=(Link("1801.00001", "https://arxiv.org/abs/1801.00001", "paper"),))


def test_an_identifier_alone_is_resolved_and_leads_to_the_published_version() -> None:
    (paper,) = refresh([UNTITLED], [], index([PREPRINT, PUBLISHED._replace(arxiv="1801.00001")]), Config()).papers
    shown = [version and version.venue for version in (paper.record, paper.preprint)]
    assert (paper.key, paper.status, paper.note, shown) == ("han2018alpha", "resolved", "", ["CVPR", "arXiv"])


def test_an_identifier_alone_keeps_its_paper_when_a_title_is_put_beside_it() -> None:
    held = refresh([UNTITLED], [], index([PREPRINT]), Config()).papers
    titled = UNTITLED._replace(title="Alpha Beta Networks")
    assert [paper.key for paper in refresh([titled], held, index([]), Config()).papers] == ["han2017alpha"]


def test_another_identifier_in_its_place_is_another_paper() -> None:
    held = refresh([UNTITLED], [], index([PREPRINT]), Config()).papers
    other = UNTITLED._replace(links=(Link("x", "https://arxiv.org/abs/1801.00002", "paper"),))
    report = refresh([other], held, index([]), Config())
    assert (report.gone, [paper.status for paper in report.papers]) == (("han2017alpha",), ["not-asked"])


def test_a_conference_paper_and_an_article_of_the_same_title_are_told_apart_by_the_list() -> None:
    article = _record("crossref", "Alpha Beta Networks", "Song Han", "TPAMI", 2020)._replace(type="article-journal")
    text = "- Alpha Beta Networks, CVPR 2018\n- Alpha Beta Networks, TPAMI 2020\n"
    papers = _refreshed(text, [PUBLISHED, article]).papers
    assert [(paper.key, paper.record.venue if paper.record else "") for paper in papers] == [
        ("han2018alpha", "CVPR"), ("han2020alpha", "TPAMI"),
    ]  # fmt: skip


# ---- a second refresh


def test_a_resolved_paper_never_gets_worse() -> None:
    before = _one(ENTRY, [PUBLISHED, PREPRINT])
    for records in ([], [PREPRINT], [PUBLISHED._replace(pages="", doi="")], [_record("x", "Alpha Beta Nets")]):
        after = _one(ENTRY, records, [before])
        assert (after.key, after.status, after.record) == (before.key, before.status, before.record)
        assert after.preprint
        assert after.preprint.arxiv == "1801.00001"


def test_candidates_for_review_are_not_forgotten() -> None:
    other = _record("arxiv", "Wholly Another Title", "Kaiming He", "arXiv", arxiv="1801.00001")
    before = _one(ENTRY, [other])
    assert _one(ENTRY, [], [before]) == before


def test_a_person_who_names_another_paper_is_believed_at_the_next_refresh() -> None:
    wrong = _record("dblp", "Alpha Beta Networks", "Kaiming He", "CVPR", 2018)
    plain = "- Alpha Beta Networks, CVPR 2018\n"
    before = _one(plain, [wrong, PREPRINT])
    assert before.record
    assert before.record.authors == wrong.authors
    after = _one(plain.replace("\n", " <!-- papercite: arxiv=1801.00001 -->\n"), [wrong, PREPRINT], [before])
    assert after.record
    assert after.record.authors == PREPRINT.authors


def test_a_paper_gets_its_key_when_it_is_looked_up() -> None:
    before = _one(ENTRY)
    after = _one(ENTRY, [PUBLISHED, PREPRINT], [before])
    assert (before.key, before.status, after.key) == ("anon2018alpha", "not-asked", "han2018alpha")


def test_a_paper_that_was_looked_up_keeps_its_key() -> None:
    before = _one(ENTRY)._replace(status="unresolved", provisional=False)
    after = _one(ENTRY, [PUBLISHED, PREPRINT], [before])
    assert (before.key, after.key, after.status) == ("anon2018alpha", "anon2018alpha", "resolved")


def test_a_report_says_what_is_new_changed_and_gone() -> None:
    before = _refreshed(ENTRY + "- Gamma Delta Pruning, ICML 2018\n")
    after = _refreshed("- Epsilon Search, ICLR 2020\n" + ENTRY, [PUBLISHED, PREPRINT], before.papers)
    assert (after.new, tuple(after.changed), after.gone) == (
        ("anon2020epsilon",),
        ("han2018alpha",),
        ("anon2018gamma",),
    )


OTHER = "- Alpha Gamma Search, ICML 2018, [[paper]](https://arxiv.org/abs/1802.00002)\n"
KNOWN = (PUBLISHED, PREPRINT, _record("dblp", "Alpha Gamma Search", "Yang Han", "ICML", arxiv="1802.00002"))


def _keys_after(*texts: str) -> list[str]:
    """Keys at the end, after one refresh of each of these lists."""
    papers: tuple[Paper, ...] = ()
    for text in texts:
        papers = _refreshed(text, KNOWN, papers).papers
    return [paper.key for paper in papers]


def test_a_new_paper_does_not_get_the_key_of_one_that_goes() -> None:
    assert (_keys_after(OTHER), _keys_after(ENTRY, OTHER)) == (["han2018alpha"], ["han2018alphaa"])


def test_a_paper_that_comes_back_is_looked_up_again_and_has_its_old_key() -> None:
    """The lock holds what is in the list, nothing else; who takes a commit back takes its lock back, too."""
    assert _keys_after(ENTRY + OTHER, ENTRY, ENTRY + OTHER) == ["han2018alpha", "han2018alphaa"]


def test_a_key_that_another_paper_got_meanwhile_is_not_taken_away_from_it() -> None:
    assert _keys_after(ENTRY, "", OTHER, ENTRY + OTHER) == ["han2018alphaa", "han2018alpha"]


def test_the_entry_is_kept_word_for_word() -> None:
    text = "# Robots\n\n- **[AB]** Alpha Beta  Networks, CVPR 2018 <!-- papercite: key=mine topic=x -->\n"
    paper = _one(text, [PUBLISHED])
    assert (paper.key, paper.entry, list(paper.topics)) == (
        "mine",
        Entry(
            3,
            "Alpha Beta Networks",
            "AB",
            (),
            "CVPR",
            2018,
            ("Robots",),
            (),
            "paper",
            (("key", "mine"), ("topic", "x")),
        ),
        ["robots", "x"],
    )


# ---- files


def _write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def _lock(folder: Path) -> dict[str, Any]:
    lock: dict[str, Any] = json.loads((folder / "papers.lock").read_text(encoding="utf-8"))
    return lock


BIB = """\
@inproceedings{han18,
  author    = {Han, Song and {\\'E}lie Cartan},
  title     = {Alpha {Beta} Networks},
  booktitle = {2018 IEEE Conference on Computer Vision and Pattern Recognition, CVPR 2018},
  year      = {2018},
  pages     = {1--9},
}
"""


def test_a_bib_file_is_a_source(papercite: Run, tmp_path: Path) -> None:
    _write(tmp_path, "mine.bib", BIB)
    _write(tmp_path, "papers.md", "- Alpha Beta Networks, CVPR 2018\n")
    ran = papercite("refresh", "--offline", "--from", "mine.bib", "papers.md")
    (paper,) = _lock(tmp_path)["papers"]
    assert (ran.returncode, paper["key"], paper["record"]) == (
        0,
        "han2018alpha",
        {
            "type": "paper-conference",
            "title": "Alpha Beta Networks",
            "authors": [{"family": "Han", "given": "Song"}, {"family": "Cartan", "given": "Élie"}],
            "venue": "CVPR",
            "container_title": "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition",
            "pages": "1-9",
            "year": 2018,
        },
    )


@pytest.mark.parametrize(
    "text",
    [
        "- Alpha Beta Networks, CVPR 2018, [ ](https://arxiv.org/abs/1801.00001)\n",  # a link without words
        "- Alpha Beta Networks, CVPR 2018, [[]](https://arxiv.org/abs/1801.00001) [[code]](https://github.com/a/b)\n",
        '- Alpha Beta Networks, CVPR 2018 <!-- papercite: key="" -->\n',
        "- Alpha Beta Networks, CVPR 2018 <!-- papercite: year=soon -->\n",
        "- Alpha Beta Networks, CVPR 2018 <!-- papercite: month=May doi= -->\n",
    ],
)
def test_a_lock_that_was_written_can_be_read(text: str, papercite: Run, tmp_path: Path) -> None:
    _write(tmp_path, "papers.md", text)
    _write(tmp_path, "mine.bib", BIB)
    papercite("refresh", "--offline", "--from", "mine.bib", "papers.md")
    if (tmp_path / "papers.lock").exists():  # else the list was refused
        assert load(str(tmp_path / "papers.lock"))


@pytest.mark.parametrize("key", ["a}b", "a,b", "ключ", "-a"])
def test_a_key_that_bibtex_cannot_read_is_not_taken(key: str, papercite: Run, tmp_path: Path) -> None:
    _write(tmp_path, "papers.md", f"- Alpha Beta Networks, CVPR 2018 <!-- papercite: key={key} -->\n")
    ran = papercite("export", "papers.md")
    assert f"{{{key}," not in ran.stdout


def test_keys_stay_unique_whatever_people_choose(papercite: Run, tmp_path: Path) -> None:
    tag = "<!-- papercite: key={} -->\n"
    text = f"- Alpha Networks, CVPR 2018 {tag.format('same')}- Gamma Pruning, ICML 2018 {tag.format('Same')}"
    _write(tmp_path, "papers.md", text)
    ran = papercite("export", "papers.md")
    keys = [line.lower() for line in ran.stdout.splitlines() if line.startswith("@")]
    assert ran.returncode == 2 or len(set(keys)) == len(keys) == 2


def test_what_a_source_no_longer_holds_is_kept_and_reported() -> None:
    before = _refreshed(ENTRY, [PUBLISHED, PREPRINT]).papers
    asked = Asked(sources=("arxiv", PUBLISHED.source))
    after = refresh(read(ENTRY, "papers.md"), before, index([PREPRINT]), Config(), asked=asked)
    assert [(paper.record, paper.status) for paper in after.papers] == [(before[0].record, "resolved")]
    assert after.vanished == (Vanished(before[0].key, PUBLISHED.source, PUBLISHED.id),)
