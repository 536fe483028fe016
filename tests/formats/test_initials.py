"""Given names as initials, and names in scripts that have none."""

from __future__ import annotations

import pytest

from papercite.formats.initials import as_written, shortened


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("Aaron", "A."),
        ("Jean-Pierre Ada", "J.-P. A."),
        ("J.-P.", "J.-P."),
        ("J.P.", "J. P."),
        ("A", "A."),
        ("María José", "M. J."),
        ("İpek", "İ."),
        ("E\u0301lan", "E\u0301."),
        ("Фёдор Михайлович", "Ф. М."),
        ("Jean de la", "J. de la"),
        ("أحمد", "أحمد"),
        ("अनिल", "अनिल"),
        ("😀 Ada", "😀 A."),
        ("D% $E#", "D. E."),
        ("=1+1", "=1+1"),
        ("-", "-"),
        ("", ""),
    ],
)
def test_initials(given: str, initials: str) -> None:
    assert shortened(given, ". ", "-") == initials


@pytest.mark.parametrize(
    ("mark", "hyphen", "initials"),
    [(". ", "-", "J.-P. A. de B."), (".", "-", "J.-P.A. de B."), ("", "-", "J-PA de B"), (". ", " ", "J. P. A. de B.")],
)
def test_styles_differ_in_what_stands_between(mark: str, hyphen: str, initials: str) -> None:
    assert shortened("Jean-Pierre A de Bo", mark, hyphen) == initials


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ({"family": "李", "given": "明"}, "李明"),
        ({"family": "김", "given": "정은"}, "김정은"),
        ({"family": "たなか", "given": "ゆき"}, "たなかゆき"),
        ({"family": "王小明"}, "王小明"),
        ({"family": "李", "given": "Ming"}, ""),
        ({"family": "Oord", "given": "Aaron"}, ""),
        ({"literal": "中国科学院"}, ""),
    ],
)
def test_names_in_east_asian_scripts_are_written_as_there(name: dict[str, str], written: str) -> None:
    assert as_written(name) == written
