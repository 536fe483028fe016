"""Places at the ends of a text: "[CVPR'16] Title" and "Title, Journal of X, vol. 2, 2016" without them, and them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from papercite.lists.ends import EDGE, without_number, without_signs
from papercite.lists.people import STRONG, begins_with_name, people_of
from papercite.lists.place import KNOWN, NAMED, NOWHERE, SHAPED, YEAR_ONLY, Place, place_of
from papercite.venues import known_venue

if TYPE_CHECKING:
    from collections.abc import Sequence

_GROUP_AT_END = re.compile(r"\s*[(\[（【{]([^()\[\]（）【】{}]*)[)\]）】}]\s*[.,;:!*]*\s*$")
_CLOSING = (")", "]", "）", "】", "}")
_GROUP_AT_START = re.compile(r"^[\s*]*[(\[（【{]([^()\[\]（）【】{}]*)[)\]）】}][\s*]*[:,.]?\s*")
_CUT = re.compile(r"[,;，；、]\s*|(?<=[^\s.][^\s.])[.。?!]\s+|[。]|\s[-–—|/@]+\s|\t|\s{2,}|[|]")
_SIGN_OF_CUT = re.compile(r"[,;，；、.。?!|/@–—-]")
_WIDE_GAP = re.compile(r"\s\s|\t")
_ABBREVIATION = re.compile(  # a point behind it ends no sentence
    r"(?:\b(?:proc|trans|conf|int|intl|symp|rev|lett|adv|vs|st|dr|no|vol|pp|phys|nat|comput|appl|sci|eng|lang|syst|soc|"
    r"am|res|tech|dept|univ|mach|intell|neural|proceed|inf|math|mech|stat|chem|biol|med|econ|astron|astrophys|bull|ann|"
    r"arch|mater|mod|theor|exp|nucl|opt|org|clin|j)|\b[A-Z])$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\W|\b(?:oral|poster|spotlight|highlight|best|student|paper|award|new|code|codes|pdf|link|official|arxiv|updated|"
    r"accepted|to|appear|with|hot|recommended|recommend|must|read|survey|review|available|data|unofficial|pytorch|"
    r"tensorflow|keras|supplementary|and|coming|soon|preprint|submitted|slides|video|project|page|website)\b)*",
    re.IGNORECASE,
)
_VENUE_AND_YEAR = re.compile(r"\s[(\[]?([A-Z][A-Za-z&]{1,12})[\s'’-]*((?:19|20)?\d\d)[)\]]?$")
_YEAR_AND_VENUE = re.compile(r"^([A-Z][A-Za-z&]{1,12})[\s'’-]*((?:19|20)?\d\d)[\s:,–-]+(?=\S)")
_DATE_AT_START = re.compile(r"^((?:19|20)\d\d[-/.]\d\d?(?:[-/.]\d\d?)?)[\s:,–-]+(?=\S)")
_YEAR_AT_START = re.compile(r"^((?:19|20)\d\d)[.,:;)\]]+\s+(?=\S)")
_FIRST_CUT = re.compile(r"[,，:：;]\s|\s[-–—|]\s|[，：]")
_VOLUME_ONLY = re.compile(
    r"(?:\W|\d|\b(?:vol(?:ume)?|no|pp?|pages?|issue|number|art|article|id|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b|\be\d+)+",
    re.IGNORECASE,
)
_PAGES = re.compile(r"(?:pp?|pages?|vol(?:ume)?)\b[\s.]*\d[\d\s.,:–—-]*", re.IGNORECASE)
_TRANSACTIONS = re.compile(r"\b(?:Trans|Proc|J|Int|Acad|Natl|Rev|Lett|Commun|Ann|Adv|Mag)\. [A-Z]")
_TOWN = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}")
_DIGIT = re.compile(r"\d")
_LONGEST = 140  # letters from the last separator of a text to its end


def merged(places: Sequence[Place]) -> Place:
    """One place of several pieces: the surest venue, the year that stands with it or the first."""
    if len(places) < 2:
        return places[0] if places else NOWHERE
    named = [place for place in places if place.venue]
    best = max(named, key=lambda place: (place.certainty - place.is_preprint * 0.5, -len(place.venue)), default=None)
    year = (best.year if best else None) or next((place.year for place in places if place.year), None)
    return Place(best.venue if best else "", year, best.certainty if best else YEAR_ONLY)


def peeled(text: str, *, is_dressed: bool = False) -> tuple[str, list[Place]]:
    """Text without the places at both its ends, and these."""
    text, front = _front(without_signs(text), is_dressed)
    text, back = _back(text)
    return text.strip(EDGE), front + back


def _front(text: str, is_dressed: bool) -> tuple[str, list[Place]]:
    places: list[Place] = []
    text = without_number(text)
    while True:
        if (group := _GROUP_AT_START.match(text)) and (place := place_of(group[1])):
            end = group.end()
        elif dated := _DATE_AT_START.match(text):
            place, end = place_of(dated[1]), dated.end()
        else:
            place, end = _first_piece(text)
            if (dated := _YEAR_AT_START.match(text)) and places and not places[-1].year:  # "Science, 2016. Title"
                place, end = place_of(dated[1]), dated.end()
            elif not place and not is_dressed and (named := _YEAR_AND_VENUE.match(text)) and known_venue(named[1]):
                place, end = place_of(f"{named[1]} {named[2]}"), named.end()
        if not place or not text[end:].strip(EDGE + ".)]"):
            return text, places
        places.append(place)
        text = without_number(without_signs(text[end:].lstrip(EDGE + ".")))


def _first_piece(text: str) -> tuple[Place | None, int]:
    cut = _FIRST_CUT.search(text, 0, 160)
    if not cut or not cut.start():
        return None, 0
    place = place_of(text[: cut.start()])
    is_colon = cut[0].strip() in (":", "：")  # a name and a colon begin many titles
    is_sure = place and place.certainty >= SHAPED and (place.year or (place.certainty == KNOWN and not is_colon))
    is_year = place and not place.venue and not is_colon
    return (place, cut.end()) if is_sure or is_year else (None, 0)


def _back(text: str) -> tuple[str, list[Place]]:
    places: list[Place] = []
    while text:
        text = without_signs(text).rstrip(" \t\n,;:|·*_—–-")
        group = _GROUP_AT_END.search(text) if text.rstrip(".,;:!* \t\n")[-1:] in _CLOSING else None
        if group and group.start() > 0:
            place = place_of(group[1])
            is_tag = group[0].lstrip().startswith(("[", "【")) and len(group[1].split()) < 4
            if not place and _PAGES.fullmatch(group[1]):
                is_tag = True
            elif not place and (found := _people_and_place(group[1])):
                return f"{text[: group.start()]} ({found[0]})", [*found[1], *places]
            if not place and not is_tag and not _ASIDE.fullmatch(group[1]):
                break
            text = text[: group.start()]
            places[:0] = [place] if place else []
            continue
        cut, place = _last_piece(text)
        if cut < 0:
            break
        places[:0] = [place] if place else []
        text = text[:cut]
    return text, places


def _people_and_place(text: str) -> tuple[str, list[Place]] | None:
    """What stands in brackets behind a title, without its place: "K. He et al., CVPR 2016"."""
    if not begins_with_name(text):
        return None
    names, places = _back(text)
    people = people_of(names) if places else None
    return (names, places) if people and people.certainty == STRONG else None


def _last_cut(text: str) -> re.Match[str] | None:
    """The last separator of a text, sought from its end."""
    start = max(0, len(text) - _LONGEST)
    if _WIDE_GAP.search(text, start):
        cuts = list(_CUT.finditer(text, start))
        return cuts[-1] if cuts else None
    for sign in reversed(list(_SIGN_OF_CUT.finditer(text, start))):
        at = sign.start()
        set_off = _CUT.match(text, at - 1) if text[at - 1 : at].isspace() else None
        if cut := set_off or _CUT.match(text, at):
            return cut
    return None


def _abbreviated(body: str, last: int) -> tuple[int, Place] | None:
    """A venue of abbreviated words at the end of a text: "IEEE Trans. Pattern Anal. Mach. Intell."."""
    for cut in _CUT.finditer(body, max(0, len(body) - _LONGEST), last):
        place = place_of(body[cut.end() :]) if cut.start() else None
        if place and place.certainty == KNOWN:
            return cut.start(), place
    return None


def _with_location(body: str, last: int) -> tuple[int, Place] | None:
    """A conference and where it was held, at the end of a text: "ICCV 2017, Venice, Italy"."""
    cuts = list(_CUT.finditer(body, max(0, len(body) - _LONGEST), last))
    for cut in reversed(cuts[-5:]):
        place = place_of(body[cut.end() :])
        if place and place.venue and cut.start():
            return (cut.start(), place) if place.certainty == KNOWN and "," not in place.venue else None
    return None


def _last_piece(text: str) -> tuple[int, Place | None]:
    """Where the last piece of a text begins, if it is a place or the pages of one; -1 if not."""
    body = text.rstrip(". ")
    cut = _last_cut(body)
    if cut and _TRANSACTIONS.search(body, max(0, len(body) - _LONGEST)) and (found := _abbreviated(body, cut.start())):
        return found
    while cut and "." in cut[0] and _ABBREVIATION.search(body, max(0, cut.start() - 12), cut.start()):
        cut = _last_cut(body[: cut.start()])
    if cut:
        piece = body[cut.end() :]
        if not piece.strip(EDGE + ".()[]"):
            return cut.start(), None
        if _DIGIT.search(piece) and _VOLUME_ONLY.fullmatch(piece) and not place_of(piece):
            return (cut.start(), None) if cut.start() > 8 else (-1, None)
        place = place_of(piece)
        is_dash = cut[0].strip()[:1] in ("-", "–", "—", "/", "@")
        if place and (place.certainty != NAMED or not is_dash) and cut.start() > 0:
            return cut.start() + (cut[0][:1] in "?!"), place
        if "," in cut[0] and _TOWN.fullmatch(piece) and (found := _with_location(body, cut.start())):
            return found
    ends_in_number = body[-1:].isdigit() or body[-2:-1].isdigit()
    named = _VENUE_AND_YEAR.search(body, max(0, len(body) - 30)) if ends_in_number else None
    if named and named.start() > 8 and known_venue(named[1]):
        return named.start(), place_of(named[0])
    return -1, None
