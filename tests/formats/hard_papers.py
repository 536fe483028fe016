"""Papers as hard as any format will meet, by the thousand and the same in every run. They know nothing of formats.

Texts are as foreign as those of lists and services: what a format prints of one is to be compared with `tidy(text)`.
Every value of the tables below occurs among the first 1,000 papers, most of them many times and in many company.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from synthetic import person as plain_person
from synthetic import pick

from papercite.names import OTHERS
from papercite.record import (
    NOT_ASKED,
    NOTHING,
    RESOLVED,
    REVIEW,
    UNRESOLVED,
    Entry,
    Link,
    Paper,
    Person,
    Record,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Thing = TypeVar("Thing")

# CSL types: those that record.py names, none, and one that no format is made for.
TYPES = ("paper-conference", "article-journal", "article", "chapter", "book", "thesis", "report", "", "dataset")

PEOPLE = (
    # accents, from one stroke to letters that Unicode does not take apart
    Person("Jégou", "Hervé"),
    Person("Łukasiewicz", "Żaneta Ósk"),
    Person("Dvořák", "Å. Çağrı"),
    Person("Nguyễn", "Thị Ánh"),
    Person("Þórsson", "Æsa Ðalla"),
    Person("Strauß", "Jörg-Uwe"),
    Person("Yıldız", "İpek"),
    # scripts
    Person("Παπαδόπουλος", "Γιώργος"),
    Person("Иванов", "Фёдор Михайлович"),
    Person("李", "明"),
    Person("王小明"),
    Person("김", "정은"),
    Person("たなか", "ゆき"),
    Person("محمد", "أحمد"),
    Person("לוי", "שרה"),
    Person("शर्मा", "अनिल"),
    Person("ไทย", "สมชาย"),
    Person("Emoji", "😀 Ada"),
    # parts
    Person("Oord", "Aaron", "van den"),
    Person("Gogh", "Vincent", "Van"),
    Person("Cruz", "María José", "de la"),
    Person("Al-Khwarizmi", "Muhammad", "al"),
    Person("García Márquez", "Gabriel"),
    Person("O'Neill", "J.-P."),
    Person("d’Arc", "Jeanne"),
    Person("Davis", "Sammy", "", "Jr."),
    Person("Daumé", "Hal", "", "III"),
    Person("Beethoven", "Ludwig", "van", "II"),
    Person("Madonna"),
    Person("", "Aristotle"),
    Person("Suharto", "", "", "Sr."),
    Person("X", "Y"),
    Person("Lee", "A"),
    Person("Lee", "A."),
    # groups
    Person(literal="ATLAS Collaboration"),
    Person(literal="The Qwen Team"),
    Person(literal="Barnes and Noble, Inc."),
    Person(literal="R&D Group #1 {50%}"),
    Person(literal="中国科学院"),
    Person(literal="and"),
    # what could end a name, a field or a cell
    Person("Foo and Bar", "Ada"),
    Person("Smith, Jones", "Ben"),
    Person("And", "Andy"),
    Person("Anderson", "Sand"),
    Person("A&B_C", "D% $E#"),
    Person("Brace{", "}Brace"),
    Person("Back\\slash", "T~i^lde"),
    Person('Quo"te', "'Ada'"),
    Person("Semi;colon", "Pi|pe"),
    Person("<b>Bold</b>", "=1+1"),
    Person("\x1b[31mRed", "New\nLine"),
)

TITLES = (
    "Plain Words Only",
    "XNOR-Net: ImageNet Classification Using Binary CNNs",
    "A sentence-case title about Gaussian processes in the wild of Paris",
    "deep learning",
    "BERT",
    "A",
    "2001: A Space Odyssey",
    # scripts
    "Über naïve Ångström-Œuvres: Łódź, Dvořák & Yıldız",
    "Σημειώσεις για τα νευρωνικά δίκτυα",
    "Бинарные нейронные сети: обзор",
    "二值神经网络综述",
    "ニューラルネットワークの量子化",
    "신경망 양자화: 개요",
    "تكميم الشبكات العصبية",
    "רשתות נוירונים בינריות",
    "बाइनरी न्यूरल नेटवर्क",
    "โครงข่ายประสาทเทียม",
    "Emoji 😀 and 👨‍👩‍👧: A Study of 🤗 Models",
    "Mixed 中文 and English العربية in One Title",
    "Combining e\u0301 Marks and ﬁ Ligatures",
    # mathematics, and dollars that are none
    r"An $\ell_1$ Norm of $N$-Bit Networks in $O(n^2)$",
    r"$\alpha$-Divergence",
    r"Bounds of $\frac{a}{b}$ and $\mathcal{O}(\log n)$",
    "It Costs $5 or $6",
    "From $O(n$ to Nowhere",
    r"Not Mathematics: $\input{/etc/passwd}$",
    "x² + y² ≤ ∞ × π → α–β",
    # what TeX acts on
    "50% of R&D_costs are #1 ~ ^ more",
    r"\input{/etc/passwd} \write18{ls}",
    "{Braces} and {unbalanced } ones {",
    "} leaves the field, note = {evil",
    "Ends with a backslash\\",
    "^^5cinput and \\\\ and \\} and \\{",
    "@article{evil, title = {x}}",
    "@string @comment @preamble",
    "100% @ home",
    "A, B and C and others",
    # quotation marks, dashes, spaces
    "\"Double\" 'single' “curly” ‘too’ «guillemets» „low“",
    "It's the Authors' Own: O'Reilly’s",
    'An unfinished " quotation',
    "Hyphen-ated, en–dash, em—dash, minus −1, --two and ---three",
    "Spaces:\u00a0no-break,\u2009thin,   three, tab\tand\nnew line ",
    "What? Why! Who: How; (Where) [When] … Etc.",
    "Trailing dot.",
    # what a page, a table or a spreadsheet would act on
    "<script>alert(1)</script>",
    '<b>Bold</b> & "quoted" <img src=x onerror=alert(1)>',
    "&amp; &lt;already&gt; &#38; escaped &nbsp;",
    "<!-- comment --> ]]> <![CDATA[x]]>",
    "</style></script></table>",
    "{{template}} ${shell} `tick` $(command)",
    '=HYPERLINK("http://evil.example/","x")',
    "=1+1",
    "+1 Is Not a Formula",
    "-1 or +1: Binary Weights",
    "@SUM(A1:A9)",
    "*Stars* _underlines_ ~~strikes~~ # heading",
    "[link](javascript:alert(1)) ![img](x)",
    "| pipe | in | a | row |",
    "1. numbered - bullet > quote",
    "semi;colon,comma\ttab",
    "TY  - JOUR ER  -",
    "null",
    "NaN",
    "007",
    "1e5",
    "2016-01-01",
    "true",
    # what steers a terminal or makes text look like other text
    "\x1b[31mRed\x07 and\u202e hidden\u200b",
    "\ufeffMarked \ud800half\x00",
    # length
    "Long: " + " ".join(f"word{number}" for number in range(400)),
    "Unbroken" + "y" * 500,
)

PAGES = (
    "525-542", "525–542", "525—542", "525--542", "2144", "e104", "e1-e12", "S3-S9, S14", "i-xii", "123-30", "1:1-1:20",
    "12345+", "79-", "1, 3, 5-7", "A-12-A-15", "1_2%", "",
)  # fmt: skip
DOIS = (
    "10.1109/CVPR.2017.574", "10.1007/978-3-319-46493-0_32", "10.1145/3065386.3065387",
    "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2", "10.1000/456#789", "10.1000/a&b?c=d",
    "10.1000/100%25", "10.1000/ünï", "10.1000/[x]{y}", "10.1000/a~b^c\\d|e`f", "10.1000/\"q\"'s'", "",
)  # fmt: skip
ARXIV = (
    ("1603.05279", "cs.CV"), ("2401.00001", "cs.LG"), ("0704.0001", "hep-ph"), ("hep-th/9901001", ""),
    ("math.GT/0309136", "math.GT"), ("cs/0112017", "cs.CL"), ("", ""),
)  # fmt: skip
URLS = (
    "https://example.org/paper.html", "http://example.org/~ada/50%25/a_b?c=d&e=f#g", "https://例え.jp/論文",
    "https://example.org/{x}\\y z", "https://example.org/" + "long/" * 60, "javascript:alert(1)", "",
)  # fmt: skip
# Short name, title as printed, publisher: known ones, unknown ones, some with nothing.
PLACES = (
    ("CVPR", "Proceedings of the IEEE Conference on Computer Vision and Pattern Recognition", "IEEE"),
    ("NeurIPS", "Advances in Neural Information Processing Systems", ""),
    ("TPAMI", "IEEE Transactions on Pattern Analysis and Machine Intelligence", "IEEE"),
    ("ECCV", "Proceedings of the European Conference on Computer Vision", "Springer & Sons"),
    ("JRD", "Journal of R&D, 50% off", "A_B {Publishers}"),
    ("计算机学报", "计算机学报", "科学出版社"),
    ("Ann. Stat.", "Annals of Œuvres: Part #1 ($N$ > 2)", "Łódź University Press"),
    ("Workshop", "Workshop on <Hard> \"Things\" @ Home", "O'Reilly"),
    ("ICLR", "", "OpenReview.net"),
    ("", "Untitled Proceedings", ""),
    ("", "", ""),
)  # fmt: skip
SERIES = ("", "", "Lecture Notes in Computer Science", "LNCS & Friends #1")
VOLUMES = ("", "9908", "12", "abs/1603", "XIV", "7_8")
NUMBERS = ("", "2", "3-4", "Suppl. 1", "1 & 2")
YEARS = (2016, 1999, 2026, 1687, None)
MONTHS = (None, *range(1, 13))
LINKS = (
    Link("code", "https://github.com/example/code", "code"),
    Link("code(Pytorch)", "https://github.com/example/a_b%20c", "code"),
    Link("项目", "https://example.org/项目", "project"),
    Link("<b>video</b>", "https://video.example.org/?v=1&t=2", "video"),
    Link("evil", "javascript:alert(1)", "code"),
    Link('"slides"', "https://example.org/\"><script>alert(1)</script>", "slides"),
)  # fmt: skip
TOPICS = ("quantization", "binary", "efficient-model", "模型-量化", "r-d", "a" * 60)
NICKNAMES = ("", "", "XNOR-Net", "Bi-Real Net", "BERT", "R&D_Net {50%}", "网络", "=cmd|' /C calc'!A0", "<i>Net</i>")
STATUSES = (RESOLVED, RESOLVED, RESOLVED, RESOLVED, REVIEW)
MOST_AUTHORS = 100


def hard_papers(number: int = 1000) -> list[Paper]:
    """So many hard papers; their keys differ without regard to case."""
    return [hard_paper(one) for one in range(number)]


def hard_paper(number: int) -> Paper:
    """One hard paper: the same for the same number."""
    title, place = TITLES[number % len(TITLES)], _one(PLACES, number, "place")
    arxiv, primary_class = _one(ARXIV, number, "arxiv")
    if number % 23 == 22:
        return _listed(number, title, arxiv)
    kind = TYPES[number % len(TYPES)]
    authors = _authors(number)
    record = Record(
        type=kind, title=title, authors=authors, venue=place[0], container_title=place[1], publisher=place[2],
        series=_one(SERIES, number, "series"), volume=_one(VOLUMES, number, "volume"),
        number=_one(NUMBERS, number, "number"), pages=_one(PAGES, number, "pages"), year=_one(YEARS, number, "year"),
        month=_one(MONTHS, number, "month"), doi=_one(DOIS, number, "doi"), url=_one(URLS, number, "url"),
    )  # fmt: skip
    preprint = None
    if kind == "article":
        record = _preprint(record, arxiv, primary_class)
    elif arxiv:
        preprint = _preprint(record, arxiv, primary_class)._replace(title=f"{title} (early version)")
    if number % 29 == 28:
        record, preprint = _bare(record, number), None
    origin = {name: "crossref" for name in Record._fields if getattr(record, name)}
    return Paper(
        _key(number), _entry(number, title, place[0]), _one(STATUSES, number, "status"), "title and authors",
        "published since" if preprint else "", record, preprint, origin, _differs(number),
        (Source("crossref", record.doi, "2026-11-23"), Source("dblp", "conf/x/Y", "2026-11-24", ("mirror & co",))),
        topics=_topics(number),
    )  # fmt: skip


def _one(things: Sequence[Thing], number: int, what: str) -> Thing:
    """One of the things; which ones two fields of a paper get has nothing to do with each other."""
    return pick(things, number, *what.encode())


def _key(number: int) -> str:
    return pick(("hard{}", "a:b.c{}", "x_y-z/{}", "K+{}", "OORD{}"), number).format(number)


def _authors(number: int) -> tuple[Person, ...]:
    """None, one, some, or a hundred people, of whom the list may name the first ones only."""
    how_many = pick((0, 1, 1, 2, 2, 3, 4, 7, 12), number, 1) if number % 97 else MOST_AUTHORS
    first = number * 7  # so that everybody is met soon
    people = tuple(
        PEOPLE[(first + place) % len(PEOPLE)] if place < 20 else plain_person(first + place)
        for place in range(how_many)
    )
    return (*people, Person(literal=OTHERS)) if people and number % 11 == 0 else people


def _preprint(record: Record, arxiv: str, primary_class: str) -> Record:
    return record._replace(
        type="article", venue="arXiv", container_title="arXiv", series="", volume="", number="", pages="",
        publisher="", doi="", url="", arxiv=arxiv, primary_class=primary_class,
    )  # fmt: skip


def _bare(record: Record, number: int) -> Record:
    """A record that knows next to nothing: its type and one or two more fields, or nothing at all."""
    kept = pick(((), ("title",), ("authors",), ("title", "year"), ("authors", "year"), ("url",), ("doi",)), number, 3)
    return Record(**{name: getattr(record, name) for name in ("type", *kept)} if kept else {})


def _entry(number: int, title: str, venue: str) -> Entry:
    links = tuple(dict.fromkeys(pick(LINKS, number, place) for place in range(number % 4)))
    return Entry(
        number + 10, title, _one(NICKNAMES, number, "nickname"), (), venue, _one(YEARS, number, "listed"),
        ("Papers", pick(("Quantization", "模型 & 量化", "<Pruning> | #1"), number)), links,
    )  # fmt: skip


def _listed(number: int, title: str, arxiv: str) -> Paper:
    """A paper that was never found, or never looked up: there is only what the list says."""
    entry = _entry(number, title, pick(("NIPS", "CVPR'18 oral", "arXiv", "Journal of R&D", ""), number))
    link = Link("paper", f"https://arxiv.org/abs/{arxiv}" if arxiv else "https://example.org/p.pdf", "paper")
    names = pick(((), ("Aaron van den Oord", "李明"), ("The XNOR Team",)), number, 2)
    entry = entry._replace(links=(link, *entry.links), authors=names)
    return Paper(_key(number), entry, pick((UNRESOLVED, NOT_ASKED), number), "nobody knows it", topics=_topics(number))


def _topics(number: int) -> Mapping[str, str]:
    return {pick(TOPICS, number, place): 'heading "<Topic>"' for place in range(number % 4)}


def _differs(number: int) -> Mapping[str, Mapping[str, object]]:
    return NOTHING if number % 5 else {"year": {"dblp": 2015, "crossref": 2016}, "title": {"dblp": "<Other> {title}"}}
