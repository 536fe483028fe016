"""Names of people in a piece of text, by their shape: "A. Karpathy, L. Fei-Fei and others" against a title."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from papercite.names import is_group

# How sure it is that a text is names: one name of capitalised words may as well be a title.
WEAK, STRONG = 1, 2


class People(NamedTuple):
    """Names as a list writes them."""

    names: tuple[str, ...]
    certainty: int


# Words that begin with a capital in titles and are no part of a name.
_TITLE_WORDS = frozenset("""a about abstract accelerating accurate across active adaptive advances adversarial agent
    agents ai algorithm algorithms alignment all an analysis and anomaly application applications applied approach
    approaches are art artificial as at attack attacks attention augmentation auto autoencoder autoencoders
    automatic autonomous based batch bayesian benchmark benchmarking better between beyond bidirectional big binary
    brain building by can causal challenge challenges clustering code coding collaborative commons communication
    comparison complex compression computational computer computing continual contrastive control convolution
    convolutional cross data dataset datasets deep defense denoising dense depth design detecting detection
    diffusion dimensional disentangled distillation distributed domain driven dual dynamic dynamics edge effective
    efficient embedding embeddings embodied encoder end energy enhanced ensemble environment error estimation
    evaluating evaluation evolution evolutionary exploring extraction face fast feature features federated few field
    fields filter fine flow for forecasting foundation framework from fully functional fusion game gaussian
    generating generation generative geometric global gradient graph graphs guide guided hardware hierarchical high
    human hybrid hyper identification image images imagenet imitation implicit improved improving in incremental
    inference inferring information intelligence interaction interactive internet into introduction inverse is it
    joint kernel knowledge language large latent layer learned learning lecture lightweight linear local
    localization long low machine manifold mapping matching matrix maximum measuring memory meta method methods
    metric mining mobile model modeling modelling models modular motion multi multimodal multiple natural network
    networks neural new noise non normalization notes novel object of on online open optical optimal optimization
    optimizing order overview parallel parsing part perception performance perspective physics planning point policy
    pose power practical pre predicting prediction principles privacy probabilistic problem problems processes
    processing program programming prompt pruning quality quantization quantum random ranking real reasoning
    recognition recommendation recommender reconstruction recurrent region regression regularization reinforcement
    report representation representations research residual resolution retrieval review revisiting robot robotic
    robotics robust safe sampling scalable scale scaling scene science search security segmentation selection self
    semantic semi sensing sentence sequence sequential series set shape shot similarity simple simulation single
    software solving source space sparse spatial speech state statistical stereo stochastic structure structured
    study style summarization super supervised support survey synthesis system systems task tasks technical
    technique techniques temporal tensor testing text the theory thesis through time to tool toolkit topic towards
    toward tracking training transfer transformer transformers translation tree tutorial understanding unified
    universal unsupervised using variational vector via video view vision visual wavelet weakly web what when why
    with without word world you your zero benchmarks paper papers code pytorch tensorflow official project website
    page blog book books course conference workshop journal proceedings transactions symposium oral spotlight poster
    abstract highlight keywords link links note notes summary google microsoft facebook openai deepmind university
    institute lab inc stanford mit berkeley nvidia intel ibm amazon apple baidu tencent alibaba huawei meta
    anthropic""".split())  # fmt: skip
_PARTICLES = frozenset(
    "van von der den de del della di da dos du la le ten ter bin ibn al el zu zur af av y e und i do das san st mc "
    "mac".split()
)
_ET_AL = re.compile(
    r"[,;]?\s*\(?\b(?:[ea][tl]\.?\s*al\b\.?|and\s+others|and\s+colleagues|u\.\s?a\.)\)?\s*[.,:]?\s*$"
    r"|\s*(?:等人?|他|외|…|\.\.\.)\s*$",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[;,、，；·|]\s*(?:(?:and|&|und|et)\s+)?|\s(?:and|&|und|et)\s|＆")
_AND = re.compile(r"\s+(?:and|&)\s+")
_INVERTED = re.compile(
    r"[A-ZÀ-Þ][^\W\d_]+(?:[ -][A-ZÀ-Þ][^\W\d_]+){0,2}, [A-ZÀ-Þ][^\W\d_.]*\.?(?:[ -][A-ZÀ-Þ][^\W\d_]*\.?){0,3}"
)
_MARKS = ' \t\n,;:|·–—-_*()[]"“”'
_LOWER_START = re.compile(
    r"by\b|(?:joint(?: work)? )?with\s|author|written|v[ao]n\s|de[nrls]?\s|d[aio]s?\s|al[- ]|el[- ]|ter?\s|le\s|la\s"
)
_BY_LETTERS = "aAbBjJwW作著저"
_ACRONYMS = re.compile(r"[A-Z]{2,}[a-z]")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:[-'.`´]+[^\W\d_]+)*")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\))")
_ODD = re.compile(r"[(\[（*†‡§¶∗⋆✉#^\d]")
_LETTER = re.compile(r"[^\W\d_]")
_FIRST = re.compile(r"[;,、，；·|:：(\[]|\s(?:and|&|und|et)\s|\.\s(?=[A-Z][a-z])")
_JOINS = re.compile(r"\s(?:and|&)\s|[;、]")
_INITIAL = re.compile(r"[A-ZÀ-Þ](?:\.-?[A-ZÀ-Þ]){0,3}\.?|[A-ZÀ-Þ]{1,2}\.?")
_ASIDE = re.compile(
    r"\s*[(\[（][^()\[\]（）]*[)\]）]|(?<=[a-zà-ÿ.])[*†‡§¶∗⋆✉#^\d]+(?=\s*(?:[,;]|$| and | & ))|[*†‡§¶∗⋆✉]"
    r"|\b(?:et\.? al)\b\.?"
)
_BY = re.compile(
    r"^(?:authors?|by|written by|作者|著者|저자)\s*[:：]?\s+|^(?:authors?|作者|著者|저자)\s*[:：]\s*", re.IGNORECASE
)
_LONE_AND_OTHERS = re.compile(r"\W*([A-Z][a-z]+),? et\.? al\.?")  # "Long et al.": a word of titles, too
_WITH = re.compile(r"(?:[Jj]oint(?: work)? )?with\s+(?=[A-Z])")
# "Jian Sun. Speed", "Accuracy. Kaiming He"; but "Luping Liu. Zhijie Lin" lacks a comma
_SENTENCE = re.compile(r"\s[^\W\d_]{3,}\.\s\S+$|^[^\W\d_]{5,}\.\s(?![A-Z]\.)")
_WORD_PAIR = re.compile(r"[^\s,;]+ (?:and|&) [^\s,;]+[,;]")  # "Speed and Accuracy, Kaiming He, Jian Sun"
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV PhD MD".split())
_CJK = re.compile(
    r"[\u3005\u4e00-\u9fff]{2,5}|[\uac00-\ud7a3]{2,4}"
    r"|(?=[\u4e00-\u9fff]*[\u3040-\u30ff])[\u30a0-\u30ff\u3040-\u309f\u4e00-\u9fff]{2,8}"
)


@lru_cache(16384)
def people_of(text: str) -> People | None:
    """The people that a piece of text names, None if it is something else.

    text    "Li Xu, Jimmy SJ. Ren and Jiaya Jia", "K. He et al.", "Petersen, Maya, and Joshua Schwab", "by A. Author"
    returns names in order, each word for word; a lone name that could be a title is `WEAK`
    """
    if len(text) > 3_000 or not begins_with_name(text):
        lone = _LONE_AND_OTHERS.fullmatch(text) if text[-3:].startswith(("al", " al")) else None
        return People((lone[1], "et al."), STRONG) if lone else None
    plain = _closed(_BY.sub("", text.lstrip(".").strip(_MARKS)))
    if by_semicolon := _by_semicolon(plain):
        return by_semicolon
    is_said = len(plain) < len(text.strip()) - 1 and bool(_BY.match(text.strip(_MARKS)))
    if with_others := _WITH.match(plain):
        return _in_full(people_of(plain[with_others.end() :]))
    others = _ET_AL.search(plain, max(0, len(plain) - 24)) if _may_end_in_others(plain[-24:].lower()) else None
    return _named_in(plain[: others.start()] if others else plain, is_cut=others is not None, is_said=is_said)


def _named_in(cut: str, *, is_cut: bool, is_said: bool) -> People | None:
    """The people that a text without "by" and "et al." names.

    is_cut   "et al." stood behind them
    is_said  the text said that they are authors
    """
    is_odd, has_and = _is_odd(cut), " and " in cut or " & " in cut
    if (is_odd and _YEAR.search(cut)) or (has_and and _WORD_PAIR.match(cut)):  # "CVPR 2016" is a place
        return None
    named = _ASIDE.sub("", cut) if is_odd else cut
    pieces = [piece for piece in [one.strip(" \t\n.{}\\") for one in _SEPARATOR.split(named)] if piece]
    if not pieces or (len(pieces) < _MANY and not _shape(pieces[0])):
        return None
    inverted = [one.strip(" .;") for one in _AND.split(cut)] if has_and else []
    if len(inverted) > 1 and all(_INVERTED.fullmatch(name) for name in inverted):  # as BibTeX writes them
        return People((*inverted, *(("et al.",) if is_cut else ())), STRONG)
    marks = [_shape(piece) for piece in pieces]
    if not _all_but_few(pieces, marks):
        return None
    full = marks.count("name")
    names = tuple(_named(pieces, marks, is_cut=is_cut))
    is_mixed = full > 0 and "word" in marks[1:] and marks[0] != "word"  # "Business Value, and Innovation"
    if is_cut or (is_said and not is_mixed):
        return People(names + (("et al.",) if is_cut else ()), STRONG)
    if marks.count("cjk") == len(marks):
        return People(names, STRONG if len(names) > 1 else WEAK) if len(names) > 1 or is_said else None
    if not full and not _is_inverted(marks):
        return People(names, WEAK) if _JOINS.search(cut) and set(marks) == {"word"} else None
    is_sure = len(names) > 1 and (not is_mixed or full > 3)
    return People(names, STRONG if is_sure or any(map(_has_initial, pieces)) else WEAK)


def _has_initial(name: str) -> bool:
    return any(_INITIAL.fullmatch(word) and word != "A" for word in name.split())


def _is_odd(text: str) -> bool:
    """The text holds more than names: a bracket, a mark, a digit, "et al"."""
    return bool(_ODD.search(text)) or "et al" in text


def _may_end_in_others(end: str) -> bool:
    """A quick look at the last letters, in lower case: `_ET_AL` may be among them."""
    return "al" in end or not end.isascii() or end[-1:] in ".:)," or "others" in end or "colleagues" in end


def _closed(text: str) -> str:
    """Text with the bracket round the last one's affiliation closed again."""
    if "(" not in text and "[" not in text:
        return text
    text += ")" * (text.count("(") > text.count(")"))
    return text + "]" * (text.count("[") > text.count("]"))


def _in_full(people: People | None) -> People | None:
    """People whose names are given in full, beyond doubt."""
    return People(people.names, STRONG) if people and all(" " in name for name in people.names) else None


def _by_semicolon(text: str) -> People | None:
    """ "Rastegari, Mohammad; Ordonez, Vicente": a semicolon parts people, a comma family and given name."""
    names = [name.strip() for name in text.split(";") if name.strip()] if ";" in text and "," in text else []
    if len(names) > 1 and all(_INVERTED.fullmatch(name) for name in names):
        return People(tuple(names), STRONG)
    return None


def begins_with_name(text: str) -> bool:
    """A quick look: the first piece of a text could be a name, or part of one."""
    start = 0
    if not text[:1].isalpha():
        first = _LETTER.search(text)
        if not first:
            return False
        start = first.start()
    if text[start].islower() and not _LOWER_START.match(text, start):
        return False
    cut = _FIRST.search(text, start, start + 80)
    piece = text[start : cut.start() if cut else start + 80].strip(" .")
    if _is_odd(piece):
        piece = _ASIDE.sub("", piece).strip(" .")
    if _shape(piece) or piece.endswith(("al", "others", "等", "等人")):
        return True
    return text[start] in _BY_LETTERS and bool(_BY.match(text, start) or _WITH.match(text, start))


def could_be_name(piece: str) -> bool:
    """A piece between commas could be a name, or part of one."""
    plain = _ASIDE.sub("", piece) if _is_odd(piece) else piece
    return bool(_shape(plain.strip(" .").removeprefix("and ").removeprefix("& ")))


_MANY = 6  # names, among which one odd piece is no contradiction


def _all_but_few(pieces: list[str], marks: list[str]) -> bool:
    """Nothing contradicts, or one odd short piece among many names; what may be a name has company that is one."""
    odd = [piece for piece, mark in zip(pieces, marks, strict=True) if not mark]
    doubtful = marks.count("maybe")
    if doubtful and marks.count("name") + marks.count("initials") < doubtful:
        return False
    return not odd or (
        len(marks) >= _MANY
        and len(odd) * _MANY <= len(marks)
        and bool(marks[-1])
        and all(len(piece.split()) < 4 for piece in odd)
    )


def _is_inverted(marks: list[str]) -> bool:
    """ "Bengio, Y., Ducharme, R.": family names and given names or initials in turn."""
    return len(marks) > 1 and marks[0] == "word" and any(mark == "initials" for mark in marks)


def _named(pieces: list[str], marks: list[str], *, is_cut: bool = False) -> list[str]:
    """Names, with a given name or initials behind a comma put back to their family name."""
    if marks[0] in ("word", "name") and len(marks) > 1 and marks[1] in ("initials", "word") and "initials" in marks:
        names: list[str] = []
        for piece, mark in zip(pieces, marks, strict=True):
            if mark == "initials" and names and ", " not in names[-1]:
                names[-1] += f", {piece}"
            else:
                names.append(piece)
        return names
    is_initialled = len(marks) > 1 and marks[1] == "name" and bool(_INITIAL.fullmatch(pieces[1].split()[-1]))
    is_one_of_many = len(marks) > 2 or (is_cut and len(marks) == 2)  # "Srivastava, Nitish, et al."
    if is_one_of_many and marks[0] == "word" and (marks[1] == "word" or is_initialled):
        return [", ".join(pieces[:2]), *pieces[2:]]
    return pieces


@lru_cache(65536)
def _shape(piece: str) -> str:
    """What one piece between commas can be: a name, one word of one, initials, a name in Han or Hangul, or nothing."""
    if not piece.isascii() and _CJK.fullmatch(piece):
        return "cjk"
    words = piece.replace("’", "'").split()
    if len(words) > 5 or len(piece) > 45 or ("." in piece and _SENTENCE.search(piece)):
        return "name" if len(words) <= 6 and piece.lower().endswith(_GROUPS) and is_group(piece) else ""
    is_word = bool(words) and words[0][1:2].islower()
    if not is_word and all(map(_INITIAL.fullmatch, words)):
        return "initials"
    good = 0
    for word in words:
        bare = word.strip(".'-")
        if not bare or word.lower() in _PARTICLES or word in _SUFFIXES or (len(bare) == 1 and word[0].isupper()):
            continue
        if _is_title_word(bare) and 1 < len(words) < 4 and bare[0].isupper():
            return "maybe" if sum(map(_is_title_word, words)) < 2 and all(w[0].isupper() for w in words) else ""
        if not bare[0].isupper() or _is_title_word(bare) or not (bare.isalpha() or _NAME_WORD.fullmatch(bare)):
            return "name" if piece.lower().endswith(_GROUPS) and is_group(piece) else ""
        if (
            len(bare) > 3
            and bare.isupper()
            and not _INITIAL.fullmatch(word)  # "J.-B."
            and not any(other.isupper() and len(other) > 3 for other in words if other != word)
        ):
            return "" if len(words) < 2 or len(bare) > 9 or "-" in bare else "name"
        good += len(bare) > 1
    if not good and not _is_family_name(words):
        return ""
    return "name" if len(words) > 1 else "word"


def _is_family_name(words: list[str]) -> bool:
    """A particle that is the whole family name: "Le", "Q. V. Le"."""
    is_particle = words[-1].lower() in _PARTICLES and len(words[-1]) > 1 and words[-1][0].isupper()
    return is_particle and all(map(_INITIAL.fullmatch, words[:-1]))


def _is_title_word(word: str) -> bool:
    """A word of titles, or one in the plural, or one behind a hyphen: "Networks", "Multi-Scale"; "CNNs"."""
    plain = word.lower()
    if plain in _TITLE_WORDS or (plain[-1:] == "s" and plain[:-1] in _TITLE_WORDS):
        return True
    if word[1:].islower():  # as most names
        return False
    return plain.partition("-")[0] in _TITLE_WORDS or bool(_ACRONYMS.search(word))


_GROUPS = ("collaboration", "consortium", "team", "group", "authors")
