"""What the addresses of the web say, as a table: which host, which path, which identifier.

Data, no decisions: identify.py reads the table. Where several addresses are one paper (abstract, PDF, old
site), rows of the scheme "url" give the one address that a person can open.
"""

from __future__ import annotations

from typing import NamedTuple


class Host(NamedTuple):
    """One shape of address."""

    hosts: str  # names, also of the domains above; "" for any host
    path: str  # pattern of the whole path, without regard to case; of path and query where it holds "?"
    scheme: str
    value: str = "{0}"  # made of the pattern's groups and of {host}


_CVF = "openaccess.thecvf.com/{0}/html/{1}.html"
_DBLP = r"/rec/(?:(?:html|bibtex\d?|bib\d?|xml|ris|rdf)/)?(?:\d/)?(.+?)(?:\.(?:html|bib|xml|ris|rdf|nt|ttl))?"
_HASH = r"/+paper(?:_files)?(?:/paper)?/({year})/(?:hash|file)/([\da-f]{{32}})-[a-z]+((?:-\w+)*)\.\w+"
_NEURIPS = "papers.nips.cc papers.neurips.cc proceedings.neurips.cc"
_NUMBER_AT_IEEE = "ieeexplore.ieee.org/document/{0}"
_PMLR = "proceedings.mlr.press/{0}/{1}.html"
_PUBMED = "ncbi.nlm.nih.gov"
_S2_API = r"(?:/graph)?(?:/v1/paper)?/"
_VIEWS = r"(?:abs|abstract|book|epdf|epub|figure|full|fullHtml|full-xml|pdf|pdfdirect|pdfplus|reader|references)"
_END = r"(?:\.html?|\.e?pdf|/.*)?"

HOSTS = (
    # ---- arXiv and who mirrors it
    Host(
        "arxiv.org alphaxiv.org ar5iv.org arxiv-vanity.com xxx.lanl.gov 128.84.21.199", r"/(?:[\w-]+/)?(.+?)", "arxiv",
    ),
    Host("arxiv.org", r"/ftp/arxiv/papers/\d+/(.+)", "arxiv"),
    Host("arxiv.org", r"/ftp/([a-z-]+)/papers/\d+/(.+)", "arxiv", "{0}/{1}"),
    Host("huggingface.co", r"/papers/(.+)", "arxiv"),
    Host("scirate.com papers.cool semanticscholar.org", r"/arxiv/(.+)", "arxiv"),
    Host("adsabs.harvard.edu", r"/abs/arxiv:(.+?)(?:/abstract)?", "arxiv"),
    Host("adsabs.harvard.edu", r"/abs/\d{4}arxiv(\d{4})\.?(\d{4,5})[a-z](?:/.*)?", "arxiv", "{0}.{1}"),
    # ---- publishers whose addresses carry the DOI
    Host("doi.org doi.acm.org doi.ieeecomputersociety.org", r"/(?:doi:)?(10\..+)", "doi"),
    Host("dl.acm.org", rf"/doi/(?:{_VIEWS}/)?(10\.5555/.+)", "url", "dl.acm.org/doi/{0}"),  # looks like a DOI, is none
    Host(
        "dl.acm.org portal.acm.org", r"/\w+\.cfm\?(?:.*&)?(?:doid=(?:10\.1145/)?|id=)(\d+\.\d+).*", "doi",
        "10.1145/{0}",
    ),
    Host("dl.acm.org portal.acm.org", r"/\w+\.cfm\?(?:.*&)?id=(\d+)(?:&.*)?", "url", "dl.acm.org/citation.cfm?id={0}"),
    Host(
        "link.springer.com springerlink.com",
        r"/(?:(?:article|book|chapter|content|content/pdf|epdf|protocol|referencework|referenceworkentry)/)?"
        r"(10\..+?)(?:\.pdf|\.epub|/(?:abstract|figures/\d+|fulltext|fulltext\.html|metrics|tables/\d+))?",
        "doi",
    ),
    Host("biomedcentral.com springeropen.com", rf"/(?:articles|track/pdf|counter/pdf)/(10\.\d+/[^/]+?){_END}", "doi"),
    Host("nature.com", rf"/articles/(s41599-\d{{3}}-\d{{4,5}}-\w){_END}", "doi", "10.1057/{0}"),
    Host(
        "nature.com",
        r"/articles/([ds]\d{5}-\d{3}-\d{4,5}-\w|nature\d{4,5}|ncomms\d{3,5}|srep\d{5}|n[a-z]+\.\d{2,4}|nr[a-z]+\d{4}"
        rf"|\d+[a-z]\d){_END}",
        "doi", "10.1038/{0}",
    ),
    Host(
        "nature.com", r"/\w+/journal/v\d+/n\w+/(?:abs|full|pdf)/(n[a-z]+\.?\d+|srep\d{5}|\d+[a-z]\d)(?:\.\w+)?", "doi",
        "10.1038/{0}",
    ),
    Host("aps.org", r"/(?:\w+/)?(?:abstract|accepted|pdf|supplemental)/(10\..+)", "doi"),
    Host("iopscience.iop.org", r"/article/(10\..+?)(?:/(?:ampdf|epub|meta|pdf))?", "doi"),
    Host("academic.oup.com", r"/.*/doi/(10\.1093/[^/]+/[^/]+)(?:/.*)?", "doi"),
    Host("direct.mit.edu", r"/.*/doi/(10\.1162/[^/]+)(?:/.*)?", "doi"),
    Host("pubs.aip.org", r"/.*/doi/(10\.1063/[^/]+)(?:/.*)?", "doi"),
    Host("pubs.rsc.org", r"/\w+/content/article(?:html|landing|pdf)/\d{4}/\w+/(\w+)(?:/.*)?", "doi", "10.1039/{0}"),
    Host(
        "biorxiv.org medrxiv.org",
        r"/(?:cgi/)?content/(?:short/)?(10\.\d{4,9}/[\d.]+?)(?:v\d+)?(?:\.(?:abstract|article|full|pdf|supp)[\w.+-]*|/.*)?",
        "doi",
    ),
    Host(
        "biorxiv.org medrxiv.org", r"/content/(?:\w+/)?early/\d+/\d+/\d+/([\d.]*\d)(?:\.[a-z][\w.+-]*)?", "doi",
        "10.1101/{0}",
    ),
    Host("plos.org", r"/.*\?(?:.*&)?id=(?:info:doi/)?(10\.1371/journal\.\w+\.\d+).*", "doi"),
    Host(
        "plosone.org ploscompbiol.org plosbiology.org", r"/article/(?:\w+/)?info:doi/(10\.1371/journal\.\w+\.\d+).*",
        "doi",
    ),
    Host(
        "frontiersin.org", r"/(?:journals/[\w-]+/)?articles?/(10\.3389/.+?)(?:/(?:abstract|epub|full|pdf|xml.*))?",
        "doi",
    ),
    Host("elifesciences.org", r"/articles?/(\d{5,6})(?:v\d+|\.pdf|/.*)?", "doi", "10.7554/elife.{0}"),
    Host("peerj.com", rf"/articles/(\d+){_END}", "doi", "10.7717/peerj.{0}"),
    Host("peerj.com", rf"/articles/([a-z]+)-(\d+){_END}", "doi", "10.7717/peerj-{0}.{1}"),
    Host("hindawi.com", rf"/journals/\w+/(\d{{4}}/\d{{6,}}){_END}", "doi", "10.1155/{0}"),
    Host(
        "sciencemag.org science.org",
        r"/content/(?:\w+/)?early/\d+/\d+/\d+/(sci\w+\.\w+)(?:\.(?:abstract|full)[\w.]*)?", "doi", "10.1126/{0}",
    ),
    Host("advances.sciencemag.org", r"/content/\d+/\d+/e([a-z]*\d+)(?:\.\w.*)?", "doi", "10.1126/sciadv.{0}"),
    Host("pnas.org", r"/content/(?:\w+/)?early/\d+/\d+/\d+/(\d+)(?:\.\w.*)?", "doi", "10.1073/pnas.{0}"),
    Host("zenodo.org", r"/(?:api/)?records?/(\d+)(?:/.*)?", "doi", "10.5281/zenodo.{0}"),
    Host("ssrn.com", r"/.*\?(?:.*&)?abstract_?id=(\d+).*", "doi", "10.2139/ssrn.{0}"),
    Host("ssrn.com", r"/abstract=(\d+)", "doi", "10.2139/ssrn.{0}"),
    Host("drops.dagstuhl.de", r"/entities/document/(10\.4230/.+)", "doi"),
    # ---- services with numbers of their own
    Host(
        "openreview.net", r"/(?:attachment|forum|notes|pdf|references/pdf|revisions)\?(?:.*&)?id=([\w-]+).*",
        "openreview",
    ),
    Host("openreview.net", r"/forum\?(?:.*&)?noteId=([\w-]+).*", "openreview"),
    Host("aclanthology.org", r"/(?:.*/)?([^/]+?)(?:\.(?:bib|endf|mods|pdf|xml))?", "acl"),
    Host(
        "aclweb.org aclanthology.info aclanthology.coli.uni-saarland.de",
        r"/(?:anthology|papers)/(?:.*/)?([^/]+?)(?:\.(?:bib|pdf|xml))?", "acl",
    ),
    Host("dblp.org dblp.uni-trier.de dblp2.uni-trier.de dblp.dagstuhl.de", _DBLP, "dblp"),
    Host(f"pubmed.{_PUBMED}", r"/(\d+)(?:/.*)?", "pmid"),
    Host(_PUBMED, r"/(?:m/)?pubmed/(\d+)(?:/.*)?", "pmid"),
    Host("europepmc.org", r"/(?:abstract|article)/med/(\d+)(?:/.*)?", "pmid"),
    Host(f"{_PUBMED} europepmc.org", r"(?:/pmc)?/articles?/(?:pmc/)?(pmc\d+)(?:/.*)?", "pmcid"),
    Host("semanticscholar.org", r"/(?:paper|reader)/(?:.*/)?([\da-f]{40})(?:/.*)?", "s2"),
    Host("pdfs.semanticscholar.org", r"/([\da-f]{4})/([\da-f]{36})\.pdf", "s2", "{0}{1}"),
    Host("connectedpapers.com", r"/main/([\da-f]{40})(?:/.*)?", "s2"),
    Host("api.semanticscholar.org", rf"{_S2_API}([\da-f]{{40}}|corpusid:\d+)(?:/.*)?", "s2"),
    Host("api.semanticscholar.org", rf"{_S2_API}arxiv:(.+)", "arxiv"),
    Host("api.semanticscholar.org", rf"{_S2_API}doi:(.+)", "doi"),
    Host("api.semanticscholar.org", rf"{_S2_API}(?:acl:)(.+)", "acl"),
    Host(
        "hal.science archives-ouvertes.fr hal.inria.fr",
        r"/([a-z_-]+-\d{8})(?:v\d+)?(?:/document|/(?:.*/)?[^/]+\.pdf)?", "hal",
    ),
    # ---- proceedings and journals that are known by their address
    Host("openaccess.thecvf.com", r"/(content.*?)/(?:html|papers|papers_backup)/(.+)\.(?:html|pdf)", "url", _CVF),
    Host("cv-foundation.org", r"/+openaccess/(content.*?)/(?:html|papers)/(.+)\.(?:html|pdf)", "url", _CVF),
    Host(
        _NEURIPS, _HASH.format(year=r"19\d\d|20[01]\d|202[01]"), "url",
        "proceedings.neurips.cc/paper/{0}/hash/{1}-Abstract{2}.html",
    ),
    Host(
        _NEURIPS, _HASH.format(year=r"20\d\d"), "url",
        "proceedings.neurips.cc/paper_files/paper/{0}/hash/{1}-Abstract{2}.html",
    ),
    Host(_NEURIPS, rf"/paper/(\d+-[^/]+?){_END}", "url", "papers.nips.cc/paper/{0}"),
    Host(
        "datasets-benchmarks-proceedings.neurips.cc", _HASH.format(year=r"20\d\d"), "url",
        "{host}/paper/{0}/hash/{1}-Abstract{2}.html",
    ),
    Host(
        "proceedings.mlsys.org proceedings.iclr.cc", _HASH.format(year=r"20\d\d"), "url",
        "{host}/paper_files/paper/{0}/hash/{1}-Abstract{2}.html",
    ),
    Host("proceedings.mlr.press", rf"/([rv]\d+)/([\w-]+?)(?:-supp\w*)?{_END}", "url", _PMLR),
    Host("jmlr.org", rf"/proceedings/papers/(v\d+)/([\w-]+?)(?:-supp\w*)?{_END}", "url", _PMLR),
    Host("raw.githubusercontent.com", r"/mlresearch/(v\d+)/[\w-]+/assets/([\w-]+)/.+", "url", _PMLR),
    Host(
        "jmlr.org jmlr.csail.mit.edu", rf"(?:/beta)?/papers/v(?:olume)?(\d+)/([\w-]+?){_END}", "url",
        "jmlr.org/papers/v{0}/{1}.html",
    ),
    Host("ieeexplore.ieee.org", r"/(?:\w+/)?document/0*(\d+)(?:/.*)?", "url", _NUMBER_AT_IEEE),
    Host("ieeexplore.ieee.org", r"/.*\?(?:.*&)?arnumber=0*(\d+).*", "url", _NUMBER_AT_IEEE),
    Host("ieeexplore.ieee.org", r"/ielx?\d*/.*/0*(\d+)\.pdf", "url", _NUMBER_AT_IEEE),
    Host(
        "sciencedirect.com linkinghub.elsevier.com", r"/.*pii/(s?[\dx]+).*", "url",
        "sciencedirect.com/science/article/pii/{0}",
    ),
    Host(
        "aaai.org", r"/ocs/index\.php/(\w+)/([\w-]+)/paper/\w+/(\d+)(?:/.*)?", "url",
        "aaai.org/ocs/index.php/{0}/{1}/paper/view/{2}",
    ),
    Host(
        "aaai.org", r"/+(?:ojs/+)?index\.php/([\w-]+)/article/\w+/(\d+)(?:/.*)?", "url",
        "ojs.aaai.org/index.php/{0}/article/view/{1}",
    ),
    Host("ijcai.org", r"/proceedings/(20\d\d)/0*(\d+)(?:\.pdf)?", "url", "ijcai.org/proceedings/{0}/{1}"),
    Host(
        "ijcai.org", r"/(?:proceedings|abstract)/(\d\d)/(?:papers/)?(\d+)(?:\.pdf)?", "url",
        "ijcai.org/Abstract/{0}/{1}",
    ),
    Host(
        "isca-speech.org", r"/archive/(\w+)/(?:abstracts|pdfs)/(\d+)\.(?:html|pdf)", "url",
        "isca-speech.org/archive/{0}/abstracts/{1}.html",
    ),
    Host(
        "isca-speech.org", r"/archive/(?:pdfs/)?(\w+_\d{4}\w*)/([\w-]+)\.(?:html|pdf)", "url",
        "isca-archive.org/{0}/{1}.html",
    ),
    Host("isca-archive.org", r"/(\w+_\d{4}\w*)/([\w-]+)\.(?:html|pdf)", "url", "isca-archive.org/{0}/{1}.html"),
    Host("roboticsproceedings.org", r"/(rss\d\d)/(p\d+)\.(?:html|pdf)", "url", "roboticsproceedings.org/{0}/{1}.html"),
    Host("eprint.iacr.org", rf"/(\d{{4}}/\d+){_END}", "url", "eprint.iacr.org/{0}"),
    Host("mdpi.com", r"/(\d{4}-\d{3}[\dx]/\d+/\d+/\d+)(?:/.*)?", "url", "mdpi.com/{0}"),
    # ---- software that many publishers use
    Host("", rf"/(?:[\w-]+/)?doi/(?:{_VIEWS}/)?(10\.\d{{4,9}}/.+?)(?:/(?:abstract|epdf|full|pdf|summary))?", "doi"),
    Host(
        "", r"(/.*index\.php/[\w-]+)/article/(?:download|view|viewFile)/(\d+)(?:/.*)?", "url",
        "{host}{0}/article/view/{1}",
    ),
)  # fmt: skip

# Names that stand for others, written with their scheme: "doi:10.18653/v1/p18-1001" is the Anthology's P18-1001.
SYNONYMS = (
    (r"doi:10\.(?:18653|3115)/v1/(.+)", "acl", "{0}"),
    (r"doi:10\.24963/ijcai\.(\d{4})/(\d+)", "url", "ijcai.org/proceedings/{0}/{1}"),
    (r"dblp:journals/corr/abs-(\d{4})-(\d{4,5})", "arxiv", "{0}.{1}"),
)

# Archives of arXiv that gave numbers until March 2007: "hep-th/9901001".
ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|"
    "funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|"
    "q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
