"""Dates in a piece of text, and the years that they say."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.lists.dates import DATE, full_year, year_of


def _dates(text: str) -> list[tuple[str, int]]:
    return [(found[0].strip(), year_of(found)) for found in DATE.finditer(text)]


DATES = {
    "2016": [("2016", 2016)],
    "(2016)": [("2016", 2016)],
    "CVPR2016": [("2016", 2016)],
    "1950 1949 2049 2050": [("1950", 1950), ("2049", 2049)],
    "2016a, 2016b": [("2016a", 2016), ("2016b", 2016)],  # as citations tell them apart
    "2016, 2017": [("2016", 2016), ("2017", 2017)],
    # two digits
    "NIPS'16": [("'16", 2016)],
    "NIPS ’98": [("’98", 1998)],
    "NIPS `05": [("`05", 2005)],
    "NIPS ' 05": [("' 05", 2005)],
    # year and month
    "2023.10": [("2023.10", 2023)],
    "2023-10": [("2023-10", 2023)],
    "2023/1": [("2023/1", 2023)],
    "1.2016": [("1.2016", 2016)],
    "10/2023": [("10/2023", 2023)],
    "03.2021": [("03.2021", 2021)],
    "2025-10-17": [("2025-10-17", 2025)],
    "2025/1/7": [("2025/1/7", 2025)],
    "2025 - 10 - 17": [("2025 - 10 - 17", 2025)],
    "20181012": [("20181012", 2018)],
    # months by name
    "May 2024": [("May 2024", 2024)],
    "may, 2024": [("may, 2024", 2024)],
    "Sept. 2015": [("Sept. 2015", 2015)],
    "12 May 2019": [("12 May 2019", 2019)],
    "1st June 2019": [("1st June 2019", 2019)],
    "June 16-20, 2019": [("June 16-20, 2019", 2019)],
    "December 3rd, 2018": [("December 3rd, 2018", 2018)],
    "Summer 2018": [("Summer 2018", 2018)],
    # other scripts
    "2021年3月": [("2021年3月", 2021)],
    "2021 年 3 月 5 日": [("2021 年 3 月 5 日", 2021)],
    "2021年": [("2021年", 2021)],
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_says_its_year(text: str) -> None:
    assert _dates(text) == DATES[text]


@pytest.mark.parametrize(
    "text",
    [
        "", "May", "12345", "20170", "20181332", "1.58", "'1", "'123", "1949", "2050", "99",
        "2105.04518", "2012.12877", "2001.00001", "arXiv:1912.05372", "arXiv:2010.11929v2",  # numbers of arXiv
        "0.2016", "13.2016", "12016",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert _dates(text) == []


@pytest.mark.parametrize(
    ("text", "year"), [("16", 2016), ("00", 2000), ("50", 2050), ("51", 1951), ("98", 1998), ("2016", 2016)]
)
def test_a_year_of_two_digits_is_one_of_four(text: str, year: int) -> None:
    assert full_year(text) == year


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet="0129 .-/'’年月MayOct,()", max_size=30) | st.text(max_size=30))
def test_every_date_of_any_text_has_a_year(text: str) -> None:
    assert [year for _, year in _dates(text) if not 1950 < year + 1 < 2052] == []


HOSTILE = [
    "(", "A. ", "a, ", "and ", "'16 ", "'", "2016", "2016 ", "2016.", "2016-", "1st ", "1 ", "May ", "May 1-",
    "May 1st, ", "2016年", "2016 - 1 - ", "1/",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    begin = time.perf_counter()
    list(DATE.finditer(text))
    assert time.perf_counter() - begin < 1
