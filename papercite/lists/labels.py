"""Words that label a link or head a column, and hosts that say what a link is. Data, with the little that reads it."""

from __future__ import annotations

import re
from functools import lru_cache

from papercite.identify import address, names_a_work
from papercite.text import fold

# ---- labels of links

LABELS = {
    "paper": """paper papers pdf pdfs arxiv abs abstract doi openreview preprint link html url publication
        proceedings article ps ps.gz eprint biorxiv medrxiv ssrn manuscript fulltext acm ieee springer acl hal iacr
        cvf pmlr semantic scholar report 论文 論文 论文链接 论文地址 论文原文 论文下载 原文 文章 链接 论文pdf 논문 링크
        リンク 論文リンク 論文pdf ペーパー 원문 원본 原論文 arxiv链接 下载""",
    "code": """code codes github gitlab implementation implementations repo repository official unofficial pytorch
        tensorflow torch tf keras caffe caffe2 jax matlab python theano chainer mxnet paddle paddlepaddle lua julia
        java scala rust cpp reference reimplementation software sourcecode gist bitbucket repos 代码 代碼 源码
        代码链接 代码地址 代码实现 源代码 开源代码 开源地址 官方代码 코드 コード 実装 구현""",
    "project": """project page website webpage homepage web site demo demos app playground 项目 主页
        项目主页 项目地址 项目页面 项目链接 官网 主页链接 프로젝트 홈페이지 데모 プロジェクト プロジェクトページ
        ホームページ デモ 演示""",
    "data": """data dataset datasets benchmark corpus database 数据 数据集 数据集链接 데이터 데이터셋 データ
        データセット""",
    "video": """video videos youtube talk talks presentation lecture recording bilibili 视频 演讲 영상 동영상 動画
        ビデオ""",
    "slides": "slides slide ppt pptx keynote poster posters deck 幻灯片 课件 슬라이드 スライド 海报",
    "other": """source blog blogpost post bibtex bib cite citation citations supp supplementary supplement
        supplemental appendix model models weights checkpoint checkpoints notes note notebook tweet twitter thread
        review summary reviews huggingface hugging face colab reddit zhihu medium news announcement discussion
        comments explanation tutorial documentation docs wiki reading stars space spaces leaderboard 解读
        论文解读 中文解读 解读链接 笔记 博客 知乎 解析 讲解 中文 介绍 评论 블로그 리뷰 요약 解説 ブログ まとめ 解読
        公众号 翻译 报道""",
}  # fmt: skip
KIND_OF_LABEL = {fold(word): kind for kind, words in LABELS.items() for word in words.split()}
# Pictures that stand for a label.
SIGNS = {
    "paper": "📄 📃 📑 📜 📝 📰 📖 📕 📗 📘 📙 📚 🔗 :page_facing_up: :page_with_curl: :scroll: :memo: :book: :link:",
    "code": "💻 🖥 👨‍💻 👩‍💻 🧑‍💻 ⌨ 🐙 🐱 🔨 🛠 🔧 ⚙ :computer: :octocat: :keyboard: :hammer: :wrench: :gear:",
    "project": "🌐 🌍 🌎 🌏 🏠 🏡 🎮 :globe_with_meridians: :earth_americas: :house:",
    "data": "📊 🗃 🗄 💾 💿 💽 🗂 📁 📂 📦 :bar_chart: :floppy_disk: :package: :file_folder:",
    "video": "🎥 📹 📺 🎬 ▶ 📽 🎞 🎦 :movie_camera: :video_camera: :tv: :clapper: :arrow_forward:",
    "other": "🤗 🐦 ✍ :hugs: :bird:",
}
_KIND_OF_SIGN = {sign: kind for kind, signs in SIGNS.items() for sign in signs.split()}
# Words that may stand beside a label's own, and say nothing.
_BESIDE = frozenset("""the a an and or of for our my its this original full extended final version official
    unofficial here new old short long camera ready open access draft link links url from in on with by
    mirror v1 v2 v3 part author authors authors' 3rd third party alternative re public pre print main
    conference journal arxiv archive dl digital download downloadable library file free view online download read
    click original test training inference""".split())  # fmt: skip
_LONGEST = 60  # letters of a label
_ASIDE = re.compile(r"[(（\[].*")
_NUMBERED = re.compile(r"(?<=[a-z])-?\d$")
_JOINED = re.compile(r"[&,/+|]|\band\b", re.IGNORECASE)


@lru_cache(8192)
def kind_of_label(label: str) -> str:
    """What a label says of its link, "" if it is no label: "code(Torch-7)" -> "code", "PDF" -> "paper"."""
    if len(label) > _LONGEST:
        return ""
    plain = _ASIDE.sub("", label.strip("[]()（）【】 ")) or label
    folded = fold(plain)
    words = folded.split()
    if not words or ":" in label:
        sign = _KIND_OF_SIGN.get(label.replace("\ufe0f", "").strip("[]()（）【】 "), "")
        if sign or not words:
            return sign
    if len(words) > 5:
        return ""
    if whole := KIND_OF_LABEL.get(folded):
        return whole
    words = [_NUMBERED.sub("", word) for word in words]
    kinds = [KIND_OF_LABEL.get(word, "") for word in words]
    if not all(
        kind or word in _BESIDE or word.isdigit() or len(word) == 1 for kind, word in zip(kinds, words, strict=True)
    ):
        return ""
    found = [kind for kind in kinds if kind]
    if found[0:1] == ["other"] and words[0] == "source":  # "source code"
        found = found[1:] or found
    if len(found) > 1 and words[-1] in _PAPERS and "other" not in found and not _JOINED.search(plain):  # "code paper"
        return "paper"
    strong = [kind for kind in found if kind != "paper"]  # "paper & code"
    return (strong or found or [""])[0]


_PAPERS = frozenset(("paper", "pdf", "论文"))

# ---- heads of columns

ROLES = {
    "title": """title paper papers publication article articles name-of-paper 论文 标题 题目 论文标题 论文题目 文章
        論文 タイトル 제목 논문 work works reference references""",
    "nickname": """name nickname model method methods abbreviation abbr alias acronym algorithm approach network
        system keywords keyword 名称 模型 方法 简称 缩写 算法 手法 モデル 모델 이름 method/model""",
    "venue": """venue venues conference journal where published publisher source conf 会议 期刊 出处 来源 刊物
        会议/期刊 学会 会議 학회 학술지 pub""",
    "year": "year date time when released published-on month publication-date 年份 时间 日期 年 発表 연도 날짜 발표",
    "authors": "author authors by researchers writers people 作者 著者 저자",
    "code": "code codes github implementation repo repository 代码 源码 コード 코드 pytorch tensorflow open-source",
    "links": "link links url urls pdf arxiv 链接 リンク 링크 resources paper-link",
    "project": "project page website demo homepage web site 项目 主页",
    "aside": """note notes comment comments description summary abstract tldr tl;dr institute institutes institution
        institutions affiliation affiliations organization organisation company team tags tag category type topic
        task tasks dataset datasets data stars star citations license modality modalities highlight highlights
        keywords-and-tags size params no number index id 备注 单位 机构 说明 描述 标签 类别 序号 简介 비고 備考
        video slides problem targeting training""",
}  # fmt: skip
_ROLE_OF_WORD = {fold(word).replace(" ", "-"): role for role, words in ROLES.items() for word in words.split()}


@lru_cache(1024)
def role_of_head(head: str) -> str:
    """What the column under a head holds: title, nickname, venue, year, authors, code, links, project, aside or ""."""
    words = fold(head).split()
    whole = _ROLE_OF_WORD.get("-".join(words), "")
    return whole or next((_ROLE_OF_WORD[word] for word in words if word in _ROLE_OF_WORD), "")


# ---- hosts

CODE_HOSTS = frozenset("""github.com gitlab.com bitbucket.org anonymous.4open.science gitee.com codeocean.com
    sourceforge.net code.google.com gist.github.com""".split())  # fmt: skip
VIDEO_HOSTS = frozenset("youtube.com youtu.be vimeo.com bilibili.com videolectures.net slideslive.com".split())
PAPER_HOSTS = frozenset("""openaccess.thecvf.com cv-foundation.org papers.nips.cc proceedings.neurips.cc
    papers.neurips.cc proceedings.mlr.press aaai.org ieeexplore.ieee.org openreview.net aclanthology.org aclweb.org
    ijcai.org ecva.net jmlr.org sysml.cc mlsys.org usenix.org dl.acm.org sciencedirect.com nature.com springer.com
    semanticscholar.org isca-speech.org isca-archive.org bmva.org roboticsproceedings.org computer.org
    citeseerx.ist.psu.edu researchgate.net tandfonline.com wiley.com sagepub.com academic.oup.com cell.com
    science.org sciencemag.org pnas.org mdpi.com frontiersin.org hindawi.com biorxiv.org medrxiv.org ssrn.com
    eprint.iacr.org ndss-symposium.org vldb.org ceur-ws.org dblp.org hal.science archives-ouvertes.fr
    ncbi.nlm.nih.gov papers.ssrn.com academia.edu journals.aps.org iopscience.iop.org spiedigitallibrary.org
    worldscientific.com emerald.com jstor.org projecteuclid.org siam.org degruyter.com plos.org elifesciences.org
    royalsocietypublishing.org cambridge.org lrec-conf.org researchr.org ismir.net dafx.de kdd.org
    cidrdb.org nber.org""".split())  # fmt: skip
DATA_HOSTS = tuple(
    "zenodo.org figshare.com huggingface.co/datasets dataverse.harvard.edu data.mendeley.com ieee-dataport.org".split()
)
# Where blogs, tools, courses and talks are: an entry that only links there is probably no paper.
OTHER_HOSTS = frozenset("""medium.com towardsdatascience.com substack.com wordpress.com blogspot.com tumblr.com
    dev.to hackernoon.com twitter.com x.com facebook.com linkedin.com reddit.com quora.com stackoverflow.com
    zhihu.com csdn.net jianshu.com weixin.qq.com wikipedia.org coursera.org udacity.com edx.org udemy.com kaggle.com
    huggingface.co amazon.com slideshare.net speakerdeck.com discord.gg slack.com meetup.com patreon.com
    nbviewer.jupyter.org colab.research.google.com docs.google.com pypi.org readthedocs.io npmjs.com docker.com
    news.ycombinator.com producthunt.com goodreads.com oreilly.com manning.com podcasts.apple.com spotify.com
    techcrunch.com wired.com nytimes.com shields.io paperswithcode.com connectedpapers.com scholar.google.com
    visitor-badge.glitch.me""".split())  # fmt: skip
_HOSTS = {"code": CODE_HOSTS, "video": VIDEO_HOSTS, "data": DATA_HOSTS, "paper": PAPER_HOSTS, "other": OTHER_HOSTS}
_KIND_OF_HOST = {host: kind for kind, hosts in _HOSTS.items() for host in hosts}
_BLOG = re.compile(
    r"^(?:[\w-]*blogs?|engineering|eng|news|tech|wiki|docs|courses?)\.|^[^/]*\.(?:blog|news)(?:/|$)"
    r"|/(?:blogs?|news|posts?|wiki|docs|courses?|tutorials?|slides|lectures?)(?:[/.?#-]|$)"
)
_FILE = re.compile(r"\.(?:pdf|ps|ps\.gz|djvu)(?:[?#]|$)|/pdf(?:/|$|\?)|[?&](?:type|format)=pdf", re.IGNORECASE)
_LIST = re.compile(r"awesome|paper-?list|papers-with|reading-list", re.IGNORECASE)


@lru_cache(16384)
def kind_of_url(url: str) -> str:
    """What an address says of what is there: "paper", "code", "video", "other" (a blog, a tool, a course) or ""."""
    plain = address(url).lower()
    host = plain.partition("/")[0]
    said = _kind_of_host(host)
    if said == "code":
        return "paper" if plain.endswith(".pdf") else "code"
    if said == "video":
        return "video"
    if said == "data" or plain.startswith(DATA_HOSTS) or "/zenodo." in plain:
        return "data"
    if host and (said == "paper" or names_a_work(url)):
        return "paper"
    is_talk = "slides" in plain or "lecture" in plain
    if is_file(url):
        return "other" if is_talk else "paper"
    return "other" if said == "other" or _BLOG.search(plain) else ""


def is_file(url: str) -> bool:
    """The address is one of a document to print: a PDF, PostScript."""
    return bool(_FILE.search(url))


def is_list(url: str) -> bool:
    """The address is one of another list."""
    return bool(_LIST.search(url))


@lru_cache(1024)
def _kind_of_host(host: str) -> str:
    """What a host, or else the domain that it is in, is for; "" if the tables have neither."""
    while host:
        if kind := _KIND_OF_HOST.get(host):
            return kind
        host = host.partition(".")[2]
    return ""


_WEAK = frozenset("source download link links url here html page click 链接 リンク 링크 this webpage web".split())


@lru_cache(4096)
def is_weak_label(label: str) -> bool:
    """The label says that there is a link, and not what it leads to."""
    return len(label) <= _LONGEST and all(word in _WEAK for word in fold(label).split())
