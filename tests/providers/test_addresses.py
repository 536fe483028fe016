"""Addresses of proceedings: the page that each form means, and the other spellings of it."""

from __future__ import annotations

import pytest

from papercite.identify import identifier_of_url
from papercite.providers.addresses import HOSTS, page_of, spellings

HASH = "006f52e9102a8d3be2fe5614f42ba989"
PAGES = {
    "http://openaccess.thecvf.com/content_cvpr_2018/papers/Wu_Shift_A_Zero_CVPR_2018_paper.pdf":
        "openaccess.thecvf.com/content_cvpr_2018/html/Wu_Shift_A_Zero_CVPR_2018_paper.html",
    "https://openaccess.thecvf.com/content/CVPR2021W/ECV/papers/A_B_CVPRW_2021_paper.pdf":
        "openaccess.thecvf.com/content/CVPR2021W/ECV/html/A_B_CVPRW_2021_paper.html",
    "http://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/Long_Fully_2015_CVPR_paper.pdf":
        "openaccess.thecvf.com/content_cvpr_2015/html/Long_Fully_2015_CVPR_paper.html",
    f"https://papers.nips.cc/paper/2020/file/{HASH}-Paper.pdf":
        f"proceedings.neurips.cc/paper/2020/hash/{HASH}-Abstract.html",
    f"https://proceedings.neurips.cc/paper_files/paper/2023/file/{HASH}-Paper-Conference.pdf":
        f"proceedings.neurips.cc/paper_files/paper/2023/hash/{HASH}-Abstract-Conference.html",
    f"https://proceedings.mlsys.org/paper_files/paper/2023/hash/{HASH}-Abstract-mlsys2023.html":
        f"proceedings.mlsys.org/paper_files/paper/2023/hash/{HASH}-Abstract-mlsys2023.html",
    f"https://proceedings.iclr.cc/paper_files/paper/2024/file/{HASH}-Paper-Conference.pdf":
        f"proceedings.iclr.cc/paper_files/paper/2024/hash/{HASH}-Abstract-Conference.html",
    "http://papers.nips.cc/paper/8668-learner-aware-teaching.pdf": "papers.nips.cc/paper/8668-learner-aware-teaching",
    "http://proceedings.mlr.press/v97/tan19a/tan19a.pdf": "proceedings.mlr.press/v97/tan19a.html",
    "http://www.jmlr.org/proceedings/papers/v37/chung15.pdf": "proceedings.mlr.press/v37/chung15.html",
    "http://jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf": "jmlr.org/papers/v15/srivastava14a.html",
    "https://www.ijcai.org/proceedings/2018/0512.pdf": "www.ijcai.org/proceedings/2018/512",
    "https://www.usenix.org/conference/osdi20/presentation/zhu-kan":
        "www.usenix.org/conference/osdi20/presentation/zhu-kan",
    "https://ojs.aaai.org/index.php/AAAI/article/download/6035/5891": "ojs.aaai.org/index.php/AAAI/article/view/6035",
    "https://www.aaai.org/ocs/index.php/AAAI/AAAI17/paper/viewPaper/14619":
        "www.aaai.org/ocs/index.php/AAAI/AAAI17/paper/view/14619",
    "https://www.ecva.net/papers/eccv_2018/papers_ECCV/papers/Ada_Nobody_Nothing_ECCV_2018_paper.pdf":
        "openaccess.thecvf.com/content_ECCV_2018/html/Ada_Nobody_Nothing_ECCV_2018_paper.html",
    "https://www.ecva.net/papers/eccv_2024/papers_ECCV/papers/04195.pdf":
        "www.ecva.net/papers/eccv_2024/papers_ECCV/html/4195_ECCV_2024_paper.php",
}  # fmt: skip


@pytest.mark.parametrize("url", PAGES)
def test_an_address_means_a_page(url: str) -> None:
    identifier = identifier_of_url(url)
    assert identifier is not None
    page = page_of(identifier.value)
    assert page is not None
    assert page.address == PAGES[url]
    assert page_of(page.address) == page
    assert page.address.partition("/")[0] in HOSTS


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/paper.pdf",
        "openaccess.thecvf.com/CVPR2018?day=all",
        "www.ecva.net/papers/eccv_2022/papers_ECCV/papers/136710416.pdf",
        "usenix.org/system/files/sec22-nobody.pdf",
        "proceedings.mlr.press/v97/",
        "ijcai.org/proceedings/2016/512",
        "papers.nips.cc/book/advances-in-neural-information-processing-systems-25-2012",
        "ieeexplore.ieee.org/document/4409120",
        f"openaccess.thecvf.com.example.org/content/html/{HASH}.html",
    ],
)
def test_an_address_that_no_rule_surely_ties_to_a_page_means_none(address: str) -> None:
    assert page_of(address) is None


def test_ijcai_gives_its_papers_dois() -> None:
    page = page_of("ijcai.org/proceedings/2018/512")
    assert page is not None
    assert (page.doi, page.venue) == ("10.24963/ijcai.2018/512", "IJCAI")


def test_spellings_are_with_and_without_s_and_www() -> None:
    assert spellings("usenix.org/conference/osdi20/presentation/zhu") == [
        "https://usenix.org/conference/osdi20/presentation/zhu",
        "http://usenix.org/conference/osdi20/presentation/zhu",
        "https://www.usenix.org/conference/osdi20/presentation/zhu",
        "http://www.usenix.org/conference/osdi20/presentation/zhu",
    ]


def test_a_site_that_is_known_to_have_no_www_is_not_asked_for_with_it() -> None:
    assert spellings("proceedings.mlr.press/v97/tan19a.html") == [
        "https://proceedings.mlr.press/v97/tan19a.html",
        "http://proceedings.mlr.press/v97/tan19a.html",
    ]


def test_an_unknown_site_may_end_its_addresses_with_a_slash() -> None:
    assert "https://www.ndss-symposium.org/ndss-paper/x/" in spellings("ndss-symposium.org/ndss-paper/x")
    assert not any(url.endswith("/") for url in spellings("example.org/paper.pdf"))


def test_neurips_moved() -> None:
    found = spellings(f"proceedings.neurips.cc/paper_files/paper/2022/hash/{HASH}-Abstract-Conference.html")
    assert f"http://papers.nips.cc/paper_files/paper/2022/hash/{HASH}-Abstract-Conference.html" in found
    assert f"https://proceedings.neurips.cc/paper/2022/hash/{HASH}-Abstract-Conference.html" in found
    assert len(found) == len(set(found))
