"""Where proceedings keep the pages of papers, and the other addresses under which these pages are known.

An address is one as `identify.canonical` settles it: no scheme, no "www."; of the addresses of one paper
(PDF, old site, mirror) it is that of the page. Here stands what that page is asked for.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from papercite.identify import canonical


class Site(NamedTuple):
    """Pages of one form. The other fields may hold groups of `path`: "\\1"."""

    host: str
    path: str  # pattern of the whole path
    page: str = ""  # address to ask, where it is not host and path
    doi: str = ""  # that the site gives each of its papers
    venue: str = ""  # where its pages do not name it


_HASH = r"/paper(?:_files/paper)?/\d{4}/hash/[\da-f]{32}-Abstract[\w-]*\.html"
_ONE_SOFTWARE = ("proceedings.neurips.cc", "papers.nips.cc", "papers.neurips.cc", "proceedings.mlsys.org",
                 "proceedings.iclr.cc", "datasets-benchmarks-proceedings.neurips.cc")  # fmt: skip
SITES = (
    *(Site(host, _HASH) for host in _ONE_SOFTWARE),
    Site("papers.nips.cc", r"/paper/(?:\d+|by-source)-.+"),
    Site("openaccess.thecvf.com", r"/content.+/html/.+\.html"),
    Site("proceedings.mlr.press", r"/[rv]\d+/[\w-]+\.html"),
    Site("jmlr.org", r"/papers/v\d+/[\w-]+\.html"),
    Site("aclanthology.org", r"/(\w\d\d-\d{4}|\d{4}\.[\w-]+\.\d+)", r"aclanthology.org/\1/"),
    Site("ijcai.org", r"/proceedings/(201[7-9]|20[2-9]\d)/(\d+)", r"www.ijcai.org/proceedings/\1/\2",
         doi=r"10.24963/ijcai.\1/\2", venue="IJCAI"),
    Site("usenix.org", r"/(conference/[\w-]+/(?:technical-sessions/)?presentation/[\w-]+)", r"www.usenix.org/\1"),
    Site("ojs.aaai.org", r"/index\.php/[\w-]+/article/view/\d+"),
    Site("aaai.org", r"/(ocs/index\.php/.+/paper/view/\d+)", r"www.aaai.org/\1"),
    Site("ecva.net", r"/(papers/eccv_\d{4}/papers_ECCV/html/[\w.-]+\.php)", r"www.ecva.net/\1"),
    Site("ecva.net", r"/papers/eccv_(2018)/papers_ECCV/papers/(\w*\D_ECCV_\1_paper)\.pdf",
         r"openaccess.thecvf.com/content_ECCV_\1/html/\2.html"),
    Site("ecva.net", r"/papers/eccv_(2024)/papers_ECCV/papers/0*(\d+)\.pdf",
         r"www.ecva.net/papers/eccv_\1/papers_ECCV/html/\2_ECCV_\1_paper.php"),
)  # fmt: skip
_PATTERNS = {site: re.compile(site.path) for site in SITES}
_ASKED = {name for site in SITES for name in (site.host, (site.page or site.host).partition("/")[0])}
HOSTS = tuple(
    sorted(_ASKED | {f"www.{name}" for name in _ASKED if name.count(".") == 1})
)  # they redirect to each other


class Page(NamedTuple):
    """The page of a paper."""

    address: str  # without scheme
    doi: str = ""
    venue: str = ""


def page_of(address: str) -> Page | None:
    """The page that an address means, None if it is none of a site that we know.

    address "openaccess.thecvf.com/content_cvpr_2018/papers/Wu_Shift_A_Zero_CVPR_2018_paper.pdf"
    returns the address "openaccess.thecvf.com/content_cvpr_2018/html/Wu_Shift_A_Zero_CVPR_2018_paper.html"
    """
    settled = canonical("url", address)
    host, slash, path = (settled.value if settled else address).partition("/")
    for site in SITES:
        if site.host == host and (found := _PATTERNS[site].fullmatch(slash + path)):
            return Page(found.expand(site.page) or host + slash + path, found.expand(site.doi), site.venue)
    return None


# ---- other addresses of the same

_FILE = re.compile(r"[?.][^/]*$")


def spellings(address: str) -> list[str]:
    """Web addresses, each once, under which an index may know what stands at `address`.

    address "ijcai.org/proceedings/2018/512"
    returns its own and those it had before; https and http; with and without "www.", unless the site is known to do
            without; of a site that is not known also with a slash at the end
    """
    page = page_of(address)
    others = _moved(page.address) if page else [] if _FILE.search(address) else [f"{address}/"]
    bare = dict.fromkeys(one.removeprefix("www.") for one in (address, *others))
    return [
        f"{scheme}://{prefix}{one}"
        for one in bare
        for prefix in (("",) if page and one.partition("/")[0].count(".") > 1 else ("", "www."))
        for scheme in ("https", "http")
    ]


def _moved(page: str) -> list[str]:
    """The page, and where it is or was besides: folders and hosts change over the years."""
    folder, is_hash, rest = page.partition("/hash/")
    host, year = folder.partition("/")[0], folder[-4:]
    if not is_hash or host not in _ONE_SOFTWARE:
        return [page, page.replace("/paper/view/", "/paper/viewPaper/")]
    hosts = ("proceedings.neurips.cc", "papers.nips.cc") if host in _ONE_SOFTWARE[:3] else (host,)
    return [f"{one}/{way}/{year}/hash/{rest}" for one in hosts for way in ("paper", "paper_files/paper")]
