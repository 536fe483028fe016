"""Titles in sentence case and in headline case."""

from __future__ import annotations

import pytest

from formats.facts import PAPERS
from papercite.formats.cases import headline_case, sentence_case
from papercite.text import fold
from papercite.versions import shown


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        (
            "XNOR-Net: ImageNet Classification Using Binary CNNs",
            "",
            "XNOR-Net: ImageNet classification using binary CNNs",
        ),
        ("Bi-Real Net: Enhancing the Performance", "Bi-Real net", "Bi-Real Net: Enhancing the performance"),
        ("Deep Learning by Half-Wave Gaussian Quantization", "", "Deep learning by half-wave Gaussian quantization"),
        ("Model compression via distillation and Bayes", "", "Model compression via distillation and Bayes"),
        ("Where Are They? In CNN-Based Models", "", "Where are they? In CNN-based models"),
        ("A Zero FLOP, A Method of Order I", "", "A zero FLOP, a method of order I"),
        ("On A/B Testing", "", "On A/B testing"),
        ("Don't Move: O'Reilly’s Guide", "", "Don't move: O'Reilly’s guide"),
        (r"An $\ell_1$ Norm of $N$-Bit Networks", "", r"An $\ell_1$ norm of $N$-bit networks"),
        ("İstanbul Und ŁÓDŹ", "", "İstanbul und ŁÓDŹ"),
        ("二值神经网络综述", "", "二值神经网络综述"),
        ("A", "", "A"),
        ("", "", ""),
    ],
)
def test_sentence_case(title: str, name: str, expected: str) -> None:
    assert sentence_case(title, name) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("model compression via distillation and quantization", "Model Compression via Distillation and Quantization"),
        ("Task Loss With Networks To Be In", "Task Loss with Networks to Be In"),
        ("training with real-to-binary in-place networks", "Training with Real-to-Binary In-Place Networks"),
        ("what it is: a survey of", "What It Is: A Survey Of"),
        ("k-means and the 1-bit mRNA of iPhones", "k-Means and the 1-Bit mRNA of iPhones"),
        ("don't move: O'Reilly’s guide", "Don't Move: O'Reilly’s Guide"),
        (r"norms in $O(n^2)$", r"Norms in $O(n^2)$"),
        ("IN AND OF", "IN AND OF"),
        ("", ""),
    ],
)
def test_headline_case(title: str, expected: str) -> None:
    assert headline_case(title) == expected


@pytest.mark.parametrize("papers", PAPERS)
def test_only_cases_change_and_only_once(papers: str) -> None:
    for paper in PAPERS[papers]:
        title = shown(paper).title
        for changed in (sentence_case(title, paper.entry.nickname), headline_case(title)):
            assert fold(changed) == fold(title)
        assert headline_case(headline_case(title)) == headline_case(title)
        once = sentence_case(title, paper.entry.nickname)
        assert sentence_case(once, paper.entry.nickname) == once
