"""Topics: from headings, from rules, from people; and what the shipped rules say of the shipped list."""

from __future__ import annotations

import re
import time
from functools import cache
from typing import Any

import pytest
from conftest import SHIPPED

from papercite.config import Config
from papercite.errors import ConfigError
from papercite.lists import read
from papercite.record import Entry
from papercite.text import slug
from papercite.topics import LONGEST, Rules, rules_of, shared_headings, topics_of

PLAIN = rules_of(Config())


def _rules(*rows: dict[str, Any]) -> Rules:
    return rules_of(Config("papercite.toml", topics=rows))


def _of(
    title: str, *headings: str, nickname: str = "", rules: Rules = PLAIN, shared: int = 0, **tags: str
) -> dict[str, str]:
    entry = Entry(1, title, nickname, section=headings, tags=tuple(tags.items()))
    return topics_of(entry, (), rules, shared)


# ---- headings


@pytest.mark.parametrize(
    ("headings", "shared", "names"),
    [
        ((), 0, []),
        (("Efficient Model",), 0, ["efficient-model"]),
        (("Papers", "Natural Language", "Speech & Audio"), 0, ["natural-language", "speech-audio"]),
        (("Paper List", "2018", "Misc."), 0, []),  # no topics
        (("My Reading", "Robots"), 1, ["robots"]),  # what stands above all of them tells nothing apart
        (("机器人",), 0, ["机器人"]),
        (("***",), 0, []),
        (("12.3",), 0, []),
        (("Robots", "ROBOTS!"), 0, ["robots"]),
    ],
)
def test_headings_are_topics(headings: tuple[str, ...], shared: int, names: list[str]) -> None:
    assert [name for name in _of("A Title", *headings, shared=shared) if name != "efficient-architecture"] == names


def test_a_heading_is_given_as_the_reason() -> None:
    assert _of("A Title", "Robots") == {"robots": 'heading "Robots"'}


@pytest.mark.parametrize(
    ("sections", "depth"),
    [
        ([], 0),
        ([("A",)], 0),
        ([("A", "B"), ("A", "B")], 0),  # a list with one heading only: it is a topic
        ([("A", "B"), ("A", "C")], 1),
        ([("A", "B", "C"), ("A", "B", "D")], 2),
        ([("A", "B"), ("C", "B")], 0),
        ([("A",), ("A", "B")], 1),
        ([(), ("A",)], 0),
    ],
)
def test_headings_above_everything_are_shared(sections: list[tuple[str, ...]], depth: int) -> None:
    assert shared_headings(sections) == depth


# ---- rules

FRUIT = {
    "name": "fruit",
    "match": ["apple", "pea[rs]"],
    "unless": ["pineapple"],
    "section": ["orchard"],
    "parents": ["food"],
}
FOOD = {"name": "food", "description": "What is eaten.", "parents": ["thing"]}
THING = {"name": "thing"}
OWN = (FRUIT, FOOD, THING)


@pytest.mark.parametrize(
    ("entry", "topics"),
    [
        (Entry(1, "An Apple"), {"fruit": 'rule: "Apple" in the title'}),
        (Entry(1, "A Title", "PEAR"), {"fruit": 'rule: "PEAR" in the nickname'}),
        (Entry(1, "A Title", section=("Our Orchard",)), {"our-orchard": 'heading "Our Orchard"',
                                                          "fruit": 'rule: heading "Our Orchard"'}),
        (Entry(1, "Pineapple and Apple"), {}),
        (Entry(1, "Apple", "Pineapple"), {}),  # found in one of the texts: the rule does not count
        (Entry(1, "Pineapple", section=("Fruit",)), {"fruit": 'heading "Fruit"'}),  # what a heading gave stays
        (Entry(1, "Pineapple", section=("Orchard",)), {"orchard": 'heading "Orchard"',
                                                       "fruit": 'rule: heading "Orchard"'}),
        (Entry(1, "Food"), {}),
    ],
)  # fmt: skip
def test_a_rule_gives_a_topic_and_its_parents(entry: Entry, topics: dict[str, str]) -> None:
    parents = {"food": "parent of fruit", "thing": "parent of food"} if "fruit" in topics else {}
    assert topics_of(entry, (), _rules(*OWN)) == topics | parents


def test_a_rule_is_tried_on_every_title_of_the_paper() -> None:
    assert (
        topics_of(Entry(1, "A Title"), ["Another", "The Pears"], _rules(*OWN))["fruit"] == 'rule: "Pear" in the title'
    )


def test_a_pattern_that_only_looks_ahead_has_a_reason_too() -> None:
    rules = _rules({"name": "both", "match": ["^(?=.*apple)(?=.*pear)"]})
    assert topics_of(Entry(1, "Pear and apple"), (), rules) == {"both": "rule: words of the title"}


def test_headings_come_first_then_rules_then_people() -> None:
    entry = Entry(1, "Apple", section=("Robots",), tags=(("topic", "mine, fruit"), ("topic", "other")))
    assert list(topics_of(entry, (), _rules(*OWN))) == ["robots", "fruit", "mine", "other", "food", "thing"]


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("mine", ["robots", "fruit", "mine", "food", "thing"]),
        ("-fruit", ["robots", "food", "thing"]),
        ("-robots,-food", ["fruit", "thing"]),
        ("food", ["robots", "fruit", "food", "thing"]),
        ("mine, -mine", ["robots", "fruit", "food", "thing"]),
        (" , ", ["robots", "fruit", "food", "thing"]),
    ],
)
def test_people_give_topics_and_take_them_away(tag: str, names: list[str]) -> None:
    assert list(_of("Apple", "Robots", rules=_rules(*OWN), topic=tag)) == names


def test_a_tag_brings_the_parents() -> None:
    assert _of("A Title", rules=_rules(*OWN), topic="fruit") == {
        "fruit": "tag by a person", "food": "parent of fruit", "thing": "parent of food",
    }  # fmt: skip


def test_parents_in_a_circle_come_to_an_end() -> None:
    rules = _rules({"name": "one", "match": ["apple"], "parents": ["two"]}, {"name": "two", "parents": ["one"]})
    assert _of("Apple", rules=rules) == {"one": 'rule: "Apple" in the title', "two": "parent of one"}


def test_a_topic_of_ones_own_replaces_the_shipped_one() -> None:
    rules = _rules({"name": "binary", "match": ["two-valued"]})
    assert (_of("Binary Neural Networks", rules=rules), _of("A Two-Valued World", rules=rules)) == (
        {}, {"binary": 'rule: "Two-Valued" in the title'},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "x", "match": ["("]}, "papercite.toml: topic x: match is no pattern"),
        ({"name": "x", "unless": [5]}, "papercite.toml: topic x: unless is no pattern"),
        ({"name": "x", "section": ["*"]}, "papercite.toml: topic x: section is no pattern"),
        ({"name": "x", "parents": ["nowhere"]}, "papercite.toml: topic x has the parent nowhere, which is no topic"),
    ],
)
def test_a_broken_rule_is_named(row: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        _rules(row)


# ---- the shipped rules

BINARY_LINES = [8, 10, 15, 16, 18, 21, 28, 32, 33, 36, 38, 39, 41, 42, 43, 44, 45, 46, 48, 49]


@cache
def _shipped() -> dict[int, dict[str, str]]:
    entries = read(SHIPPED.read_text(encoding="utf-8"), SHIPPED.name)
    shared = shared_headings([entry.section for entry in entries])
    return {entry.line: topics_of(entry, (), PLAIN, shared) for entry in entries}


def test_binary_is_networks_of_one_bit() -> None:
    assert [line for line, topics in _shipped().items() if "binary" in topics] == BINARY_LINES


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ternary", [13, 14]),
        ("quantization", list(range(8, 9)) + list(range(10, 55))),
        ("efficient-model", list(range(63, 76))),
        ("distillation", [29, 30]),
        ("recurrent", [26]),
        ("architecture-search", [65]),
        ("paper-list", []),
    ],
)
def test_a_topic_is_exactly_these_lines_of_the_shipped_list(name: str, lines: list[int]) -> None:
    assert [line for line, topics in _shipped().items() if name in topics] == lines


@pytest.mark.parametrize(
    "title",
    [
        "Binary Classification with Deep Neural Networks",
        "Learning Binary Hash Codes for Image Retrieval",
        "Deep Hashing with Binary Codes",
        "Neural Machine Translation Inspired Binary Code Similarity Comparison",
        "Recognizing Functions in Binaries with Neural Networks",
        "Fuzzing Binary Executables with Neural Networks",
        "1-Bit Stochastic Gradient Descent and its Application to Data-Parallel Training of Speech DNNs",
        "1-bit SGD for Deep Networks",
        "1-bit Adam: Communication Efficient Large-Scale Training",
        "Document Image Binarization with Fully Convolutional Neural Networks",
        "Binary Relevance for Multi-Label Learning with Deep Networks",
        "Binary Search Trees in Neural Networks",
        "The Era of 1-bit LLMs: All Large Language Models are in 1.58 Bits",
        "Two-bit Networks for Deep Learning",
        "Ternary Weight Networks",
        "XNOR Logic Gates in CMOS",
        "Binary Black Hole Mergers with Deep Learning",
    ],
)
def test_what_sounds_binary_is_not(title: str) -> None:
    assert "binary" not in _of(title)


@pytest.mark.parametrize(
    ("title", "nickname"),
    [
        ("Weight Uncertainty with Bayesian Neural Networks", "BNN"),
        ("Bayesian Neural Networks: An Introduction", "BNN"),
        ("Uncertainty in BNNs: Posterior Inference for Bayesian Networks", ""),
    ],
)
def test_a_bayesian_network_called_bnn_is_not_binary(title: str, nickname: str) -> None:
    assert "binary" not in _of(title, nickname=nickname)


@pytest.mark.parametrize(
    "title",
    [
        "BinaryConnect: Training Deep Neural Networks with binary weights during propagations",
        "Binary Neural Networks: A Survey",
        "XNOR-Net++: Improved Binary Neural Networks",
        "ReActNet: Towards Precise Binary Neural Network with Generalized Activation Functions",
        "BitNet: Scaling 1-bit Transformers for Large Language Models",
        "BiBERT: Accurate Fully Binarized BERT",
        "Bayesian Binary Neural Networks",
        "Networks with Weights Constrained to +1 or -1",
        "Sub-bit Neural Networks: Learning to Compress and Accelerate",
        "Binarised LSTM Language Model",
    ],
)
def test_what_is_binary_is_quantization_too(title: str) -> None:
    assert {"binary", "quantization"} <= set(_of(title))


def test_every_topic_is_a_slug_with_a_sentence() -> None:
    wrong = [
        t.name
        for t in PLAIN.topics.values()
        if t.name != slug(t.name) or not re.fullmatch(r"[A-Z0-9].+\.", t.description)
    ]
    assert wrong == []


def test_every_parent_is_a_topic() -> None:
    assert {parent for topic in PLAIN.topics.values() for parent in topic.parents} <= PLAIN.topics.keys()


def test_ignored_headings_are_slugs_and_no_topics() -> None:
    assert {name for name in PLAIN.ignored if name != slug(name) or name in PLAIN.topics} == set()


# ---- hostile titles

LENGTH = LONGEST  # more of a title is never looked at
LIMIT_S = 0.05
FIELD_WORDS = (
    "quantization binarization training with integers compact light-weight model pruning sparse search architecture "
    "survey review accelerator image document networks weights for in"
).split()
UNITS = (
    "tiny model ",
    "tiny  neural  model  ",
    "int8-",
    "int8-image-",
    "quantisz",
    "±",
    "+1 ",
    "-1,",
    "{-1",
    "a",
    " ",
    "1.",
)
PATTERNS = [
    pytest.param(pattern, id=f"{topic.name}-{field}-{place}")
    for topic in PLAIN.topics.values()
    for field in ("match", "section", "unless")
    for place, pattern in enumerate(getattr(topic, field))
]


def _hostile(pattern: re.Pattern[str]) -> list[str]:
    """Units to repeat: what the pattern looks for, over and over, with what it lets stand between."""
    bare = re.sub(r"\\[a-zA-Z]|\(\?[imsx-]*[:=!<]*", " ", pattern.pattern)
    words = sorted({*re.findall(r"[A-Za-z]{2,}|\d+", bare), *FIELD_WORDS})
    repeated = [word + gap for word in words for gap in (" ", "-", "")]
    once = [word + unit * LENGTH for word in words for unit in (" ", " a", "- ")]
    return [*repeated, *once, *UNITS]


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    start = time.process_time()
    pattern.search(text)
    return time.process_time() - start


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_title_makes_a_rule_slow(pattern: re.Pattern[str]) -> None:
    slow = []
    for unit in _hostile(pattern):
        text = unit[:LENGTH] if len(unit) >= LENGTH else unit * (LENGTH // len(unit))
        if _seconds(pattern, text[: LENGTH // 4]) > LIMIT_S / 25:  # a quarter of a square is a sixteenth
            best = min(_seconds(pattern, text) for _ in range(3))
            if best > LIMIT_S:
                slow.append((text[:40], round(best, 3)))
    assert slow == []
