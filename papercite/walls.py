"""Walls: answers that are no answers. A challenge, a login page, HTML where data was due."""

from __future__ import annotations

import re

_CHALLENGE = re.compile(
    rb"/\.within\.website/|making sure you.{1,6}re not a bot|just a moment\.\.\.|cf-challenge|cf_chl_|"
    rb"challenge-platform|g-recaptcha|h-captcha|enable javascript and cookies to continue|"
    rb"verify (?:that )?you are (?:a )?human|ChallengeRequired",
    re.IGNORECASE,
)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOGIN = re.compile(rb"<input[^>]+type=[\"']?password", re.IGNORECASE)
_HEAD = 20_000  # bytes in which a wall shows itself


def wall_of(status: int, content_type: str, body: bytes, is_markup: bool) -> str:
    """What stands between us and the answer, in words; "" if nothing does.

    status        a 404 may be a page: it still says that the service does not hold it
    content_type  of the answer
    is_markup     a page is what was asked for
    source        providers.md of the design: Anubis before DBLP, OpenReview's ChallengeRequiredError
    """
    head = body[:_HEAD]
    is_page = "html" in content_type.lower() or bool(_PAGE.match(head))
    # a page of a paper may load such a script too, and a record may be of a paper about such pages
    if (is_page or status >= 400) and _CHALLENGE.search(head) and b"citation_title" not in head:
        return "a challenge page: it does not answer programs now"
    if is_page and status in (200, 203) and _LOGIN.search(head):
        return "a login page"
    if is_page and not is_markup and status == 200:
        return "a web page where data was due"
    return ""
