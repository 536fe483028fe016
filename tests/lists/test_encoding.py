"""Lists that were not saved as UTF-8: what is read, what the user is told, what is no text."""

from __future__ import annotations

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papercite.errors import ListError
from papercite.lists.encoding import text_of
from papercite.lists.guess import likeliest

CHINESE = (
    "# 模型量化\n\n- 深度神经网络压缩与加速综述, 计算机研究与发展 2018, [论文](https://arxiv.org/abs/1602.02830)\n"
)
TAIWANESE = "# 模型壓縮\n\n- 二值神經網路之硬體實作, 國立清華大學 2019\n"
JAPANESE = "# モデル圧縮\n\n- 二値化ニューラルネットワークの学習, 情報処理学会 2018\n"
KOREAN = "# 모델 경량화\n\n- 이진 신경망의 학습, 한국정보과학회 2019\n"
FRENCH = "# Réseaux\n\n- L’apprentissage “profond” – Noël & Gribonval, ICML 2017\n"
POLISH = "# Sieci\n\n- Wałęsa, Łódź 2019\n"
RUSSIAN = "# Квантование нейронных сетей\n\n- Сжатие моделей (обзор), 2019\n"
BEFORE_UNICODE = [
    (CHINESE, "gb18030", "GB18030"),
    (CHINESE, "gb2312", "GB18030"),
    (TAIWANESE, "big5", "Big5"),
    (JAPANESE, "shift_jis", "Shift JIS"),
    (JAPANESE, "euc_jp", "EUC-JP"),
    (KOREAN, "euc_kr", "EUC-KR"),
    (FRENCH, "cp1252", "Windows-1252"),
    (POLISH, "cp1250", "Windows-1250"),
    (RUSSIAN, "cp1251", "Windows-1251"),
    ("- 论文, CVPR 2017\n", "gb18030", "GB18030"),
    ("- 論文, CVPR 2017\n", "big5", "Big5"),
    ("- 論文, CVPR 2017\n", "shift_jis", "Shift JIS"),
    ("- 논문, CVPR 2017\n", "euc_kr", "EUC-KR"),
    ("- A café, CVPR 2017\n", "latin-1", "Windows-1252"),
    ("- Müller, Gómez-Bombarelli\n", "latin-1", "Windows-1252"),
    ("- Søren Ærø, Straße\n", "latin-1", "Windows-1252"),
]
UNICODE = [
    ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
    ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
    ("utf-32-le", codecs.BOM_UTF32_LE, "UTF-32"),
    ("utf-32-be", codecs.BOM_UTF32_BE, "UTF-32"),
    ("utf-16-le", b"", "UTF-16"),
    ("utf-16-be", b"", "UTF-16"),
]


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("text", ["", "- A, CVPR 2017\r\n", CHINESE, KOREAN, FRENCH])
def test_utf_8_needs_no_words(text: str, mark: bytes) -> None:
    assert text_of(mark + text.encode(), "papers.md") == (text, [])


@pytest.mark.parametrize(("text", "codec", "name"), BEFORE_UNICODE)
def test_an_encoding_of_before_unicode_is_found_by_its_letters(text: str, codec: str, name: str) -> None:
    note = f"papers.md: read as {name}; save it as UTF-8 to be sure"
    assert text_of(text.encode(codec), "papers.md") == (text, [note])


@pytest.mark.parametrize("text", [CHINESE, JAPANESE, FRENCH])
@pytest.mark.parametrize(("codec", "mark", "name"), UNICODE)
def test_utf_16_is_known_by_its_mark_or_its_zeros(text: str, codec: str, mark: bytes, name: str) -> None:
    note = f"papers.md: read as {name}; save it as UTF-8 to be sure"
    assert text_of(mark + text.encode(codec), "papers.md") == (text, [note])


def test_a_broken_byte_in_utf_8_does_not_make_it_another_encoding() -> None:
    content = CHINESE.encode() + b"- Alpha\xe9, CVPR 2017\n"
    expected = CHINESE + "- Alpha\ufffd, CVPR 2017\n", ["papers.md:4: broken UTF-8, read as \ufffd"]
    assert text_of(content, "papers.md") == expected


def test_a_cut_off_file_in_utf_16_is_read_to_its_end() -> None:
    text, notes = text_of(codecs.BOM_UTF16_LE + "- A\n- B".encode("utf-16-le")[:-1], "papers.md")
    assert (text, notes[1:]) == ("- A\n- \ufffd", ["papers.md:2: broken UTF-16, read as \ufffd"])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0", "papers.md: this is no text\n  hint: a list is a text file, in UTF-8"),
        (b"PK\x03\x04\x14\0\x06\0x", "papers.md: this is no text\n  hint: a list is a text file, in UTF-8"),
        (b"one\n\x81\x8d\x8f\x01\xff\n", "papers.md:2: not UTF-8 (byte 0x81)\n  hint: save the list as UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(ListError) as caught:
        text_of(content, "papers.md")
    assert str(caught.value) == message


@given(st.binary())
def test_of_any_bytes_there_is_a_text_or_a_refusal(content: bytes) -> None:
    with suppress(ListError):
        assert isinstance(text_of(content, "papers.md")[0], str)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_utf_8_comes_through_unchanged(text: str) -> None:
    assert text_of(text.encode(), "papers.md") == (text, [])


def test_ascii_reads_well_nowhere_for_nothing_speaks_for_it() -> None:
    assert likeliest(b"- Alpha Networks") == ("", "")
