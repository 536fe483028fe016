"""Answers that are no answers: challenges, login pages, pages where data was due; and what only looks like them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from papercite.walls import wall_of

if TYPE_CHECKING:
    from pathlib import Path

CHALLENGE = "a challenge page: it does not answer programs now"
LOGIN, PAGE, NOTHING = "a login page", "a web page where data was due", ""
HTML, JSON, ATOM, TEXT = "text/html; charset=utf-8", "application/json", "application/atom+xml", "text/plain"
A_PAGE = b"<!DOCTYPE html><html><head><title>A page</title></head><body>Words.</body></html>"
A_FORM = b"<html><body><form><input name=user><input name=pw type=password></form></body></html>"
OF_A_PAPER = b'<html><head><meta name="citation_title" content="A title"></head><body>%s</body></html>'
ANUBIS = (
    b"<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title>"
    b'<link rel="stylesheet" href="/.within.website/x/xess/xess.css"></head><body></body></html>'
)
OPENREVIEW = b'{"name":"ChallengeRequiredError","message":"Challenge verification required","status":403}'


@pytest.mark.parametrize(
    ("status", "content_type", "body", "is_markup", "wall"),
    [
        # challenges, whatever was asked for and with whatever status they come
        (200, HTML, ANUBIS, False, CHALLENGE),
        (200, HTML, ANUBIS, True, CHALLENGE),
        (500, HTML, ANUBIS, False, CHALLENGE),
        (401, HTML, ANUBIS, False, CHALLENGE),
        (404, HTML, ANUBIS, False, CHALLENGE),  # it does not say that the work is not held
        (200, JSON, ANUBIS, False, CHALLENGE),
        (200, HTML, "<html><title>Making sure you’re not a bot!</title></html>".encode(), True, CHALLENGE),
        (403, HTML, b"<html><head><title>Just a moment...</title></head></html>", True, CHALLENGE),
        (503, HTML, b'<html><script>window._cf_chl_opt={cvId:"3"}</script></html>', True, CHALLENGE),
        (200, HTML, b'<html><div class="g-recaptcha" data-sitekey="x"></div></html>', True, CHALLENGE),
        (200, HTML, b"<html>Enable JavaScript and cookies to continue</html>", False, CHALLENGE),
        (200, HTML, b"<html>Please verify you are a human</html>", False, CHALLENGE),
        (403, JSON, OPENREVIEW, False, CHALLENGE),
        # a page of a paper may load a script of that kind too
        (200, HTML, OF_A_PAPER % b'<script src="/cdn-cgi/challenge-platform/x.js"></script>', True, NOTHING),
        # login pages
        (200, HTML, A_FORM, True, LOGIN),
        (200, HTML, A_FORM, False, LOGIN),
        (200, HTML, b"<html><input value='' type='password'></html>", True, LOGIN),
        (200, "application/xhtml+xml", A_FORM, True, LOGIN),
        (404, HTML, A_FORM, True, NOTHING),
        # pages where data was due
        (200, HTML, A_PAGE, False, PAGE),
        (200, JSON, A_PAGE, False, PAGE),
        (200, ATOM, A_PAGE, False, PAGE),
        (200, "", A_PAGE, False, PAGE),
        (200, HTML, b'{"it says": "text/html"}', False, PAGE),
        (200, TEXT, b"\n \n<!-- a note\n of two lines --> <!-- and one --><HTML><body>", False, PAGE),
        (200, JSON, b"<body>half a page", False, PAGE),
        # no walls: a page that was asked for, data, a page that says no
        (200, HTML, A_PAGE, True, NOTHING),
        (404, HTML, A_PAGE, False, NOTHING),
        (429, HTML, A_PAGE, False, NOTHING),  # its status says more
        (500, HTML, A_PAGE, False, NOTHING),
        (404, TEXT, b"Resource not found.", False, NOTHING),
        (429, TEXT, b"Rate exceeded.", False, NOTHING),
        (200, JSON, b'{"status": "ok"}', False, NOTHING),
        (200, JSON, b'{"title": "<html> in a title"}', False, NOTHING),
        (200, ATOM, b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'></feed>", False, NOTHING),
        (200, JSON, b"<headline>not HTML</headline>", False, NOTHING),
        (200, JSON, b"", False, NOTHING),
        (200, HTML, b"", True, NOTHING),
        (304, HTML, b"", True, NOTHING),
        (304, HTML, b"", False, NOTHING),
        (200, "application/pdf", b"%PDF-1.5 \xff\xfe", True, NOTHING),
    ],
)
def test_what_stands_in_the_way(status: int, content_type: str, body: bytes, is_markup: bool, wall: str) -> None:
    assert wall_of(status, content_type, body, is_markup) == wall


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        (JSON, b'{"title": "Breaking g-recaptcha and h-captcha with Deep Learning"}'),
        (JSON, b'{"abstract": "Sites ask users to verify you are human before they answer."}'),
        (JSON, b'{"title": "Just a Moment... On Waiting"}'),
        (ATOM, b"<?xml version='1.0'?><feed><entry><title>Just a moment...</title></entry></feed>"),
        (ATOM, b"<?xml version='1.0'?><feed><entry><summary>We study /.within.website/</summary></entry></feed>"),
        (JSON, b'{"title": "ChallengeRequired: A Benchmark"}'),
    ],
)
def test_a_paper_about_walls_is_no_wall(content_type: str, body: bytes) -> None:
    """Data is data: what a title or an abstract says does not make it a page."""
    assert wall_of(200, content_type, body, is_markup=False) == NOTHING


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + A_PAGE,  # a byte order mark
        b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\n<html></html>',
    ],
)
def test_a_page_is_a_page_whatever_it_begins_with(body: bytes) -> None:
    assert wall_of(200, JSON, body, is_markup=False) == PAGE


@pytest.mark.parametrize(
    "body",
    [
        b"<!---->" * 25 + b"x",  # each comment more doubled the time
        b"<!-- " * 4000,
        b"<input " * 2800,
        b" " * 20_000,
        b"making sure you" * 1300,
        b"<" * 20_000,
    ],
)
@pytest.mark.parametrize("content_type", [HTML, JSON])
def test_no_answer_takes_long_to_look_at(content_type: str, body: bytes) -> None:
    begun = time.process_time()  # not the time that other programs take
    wall_of(200, content_type, body, is_markup=True)
    wall_of(200, content_type, body, is_markup=False)
    assert time.process_time() - begun < 1.0


# ---- real answers


@pytest.mark.parametrize(
    ("name", "status", "content_type", "is_markup", "wall"),
    [
        ("pages/anubis_challenge_unsplash_401.html", 401, HTML, False, CHALLENGE),
        ("pages/anubis_challenge_unsplash_401.html", 200, HTML, True, CHALLENGE),
        ("crossref/work_404_arxiv_doi.txt", 404, TEXT, False, NOTHING),
        ("openalex/work_404.html", 404, HTML, False, NOTHING),
        ("openalex/work_404.html", 200, HTML, False, PAGE),
        ("arxiv/new_backend_id_malformed_abc_400.xml", 400, ATOM, False, NOTHING),
        ("arxiv/new_backend_search_testing_100.xml", 200, ATOM, False, NOTHING),
        ("crossref/works_error_500_stacktrace.json", 500, JSON, False, NOTHING),
        ("datacite/doi_404.json", 404, JSON, False, NOTHING),
        ("dblp/sparql_deep_residual.json", 200, "application/sparql-results+json", False, NOTHING),
        ("openreview/api2_notes_search.json", 200, JSON, False, NOTHING),
        ("semanticscholar/error_429_too_many_requests.json", 429, JSON, False, NOTHING),
    ],
)
def test_real_answers(shared: Path, name: str, status: int, content_type: str, is_markup: bool, wall: str) -> None:
    assert wall_of(status, content_type, (shared / "samples" / name).read_bytes(), is_markup) == wall


def test_no_real_page_of_a_paper_is_a_wall(shared: Path) -> None:
    """But for the pages of IEEE Xplore, which hold no citation tags and a form to sign in: nobody asks them."""
    walls = {}
    for path in sorted((shared / "samples" / "pages").glob("*.html")):
        if "anubis" not in path.name and "ieeexplore" not in path.name:
            walls[path.name] = wall_of(200, HTML, path.read_bytes(), is_markup=True)
    assert len(walls) > 15
    assert {name: wall for name, wall in walls.items() if wall} == {}


def test_no_real_data_is_a_wall(shared: Path) -> None:
    for path in sorted((shared / "samples").rglob("*.json")):
        assert wall_of(200, JSON, path.read_bytes(), is_markup=False) == NOTHING, path
