"""The table of hosts: what each shape of address names, and that nothing else is taken for it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercite.hosts import HOSTS
from papercite.identify import SCHEMES, address, canonical, identifier_of_url, identifiers_of_record, identify
from papercite.record import Entry, Identifier, Link, Record

if TYPE_CHECKING:
    from pathlib import Path

CVF17 = "url:openaccess.thecvf.com/content_cvpr_2017/html/Cai_Deep_Learning_With_CVPR_2017_paper.html"
CVF21 = "url:openaccess.thecvf.com/content/CVPR2021/html/Bhat_Deep_Burst_Super-Resolution_CVPR_2021_paper.html"
CVF_WORKSHOP = "url:openaccess.thecvf.com/content/CVPR2022W/NTIRE/html/Wyatt_AnoDDPM_CVPRW_2022_paper.html"
CVF15 = "url:openaccess.thecvf.com/content_cvpr_2015/html/Wang_Sketch-Based_3D_Shape_2015_CVPR_paper.html"
HASH = "b1a59b315fc9a3002ce38bbe070ec3f5"
NIPS17 = f"url:proceedings.neurips.cc/paper/2017/hash/{HASH}-Abstract.html"
NIPS22 = f"url:proceedings.neurips.cc/paper_files/paper/2022/hash/{HASH}-Abstract-Conference.html"
NIPS_OLD = "url:papers.nips.cc/paper/6638-towards-accurate-binary-convolutional-neural-network"
MLSYS = f"url:proceedings.mlsys.org/paper_files/paper/2023/hash/{HASH}-Abstract-mlsys2023.html"
AAAI17 = "url:aaai.org/ocs/index.php/AAAI/AAAI17/paper/view/14619"
AAAI20 = "url:ojs.aaai.org/index.php/AAAI/article/view/6035"
S2 = "2f3efe44083af91cef562c1a3451eee2f8601d22"

# One name a group, then every address that stands for it.
ADDRESSES = {
    "arxiv:1602.02830": """
        https://arxiv.org/abs/1602.02830
        http://arxiv.org/abs/1602.02830v3
        https://arxiv.org/abs/1602.02830.pdf
        https://arxiv.org/pdf/1602.02830v1.pdf
        https://arxiv.org/pdf/1602.02830).
        https://arxiv.org/html/1602.02830v2/
        https://arxiv.org/format/1602.02830
        https://arxiv.org/ftp/arxiv/papers/1602/1602.02830.pdf
        https://browse.arxiv.org/pdf/1602.02830.pdf
        http://xxx.lanl.gov/abs/1602.02830
        https://128.84.21.199/pdf/1602.02830.pdf
        https://www.alphaxiv.org/abs/1602.02830
        https://ar5iv.labs.arxiv.org/html/1602.02830
        https://ar5iv.org/abs/1602.02830
        https://www.arxiv-vanity.com/papers/1602.02830/
        https://huggingface.co/papers/1602.02830
        https://scirate.com/arxiv/1602.02830
        https://papers.cool/arxiv/1602.02830
        https://www.semanticscholar.org/arxiv/1602.02830
        https://api.semanticscholar.org/arXiv:1602.02830
        https://api.semanticscholar.org/graph/v1/paper/ARXIV:1602.02830?fields=title
        https://ui.adsabs.harvard.edu/abs/arXiv:1602.02830/abstract
        https://ui.adsabs.harvard.edu/abs/2016arXiv160202830C/abstract
        https://doi.org/10.48550/arXiv.1602.02830
        https://doi.org/10.48550%2FarXiv.1602.02830
        https://web.archive.org/web/20160210/http://arxiv.org/abs/1602.02830
        arXiv:1602.02830v2
    """,
    "arxiv:hep-th/9901001": """
        https://arxiv.org/abs/hep-th/9901001
        https://arxiv.org/pdf/hep-th/9901001v3.pdf
        https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf
        https://www.alphaxiv.org/abs/hep-th/9901001
        https://doi.org/10.48550/arXiv.hep-th/9901001
        hep-th/9901001
    """,
    "arxiv:1406.2661": "https://ui.adsabs.harvard.edu/abs/2014arXiv1406.2661G",
    "doi:10.1007/978-3-319-46493-0_32": r"""
        https://doi.org/10.1007/978-3-319-46493-0_32
        http://dx.doi.org/10.1007%2F978-3-319-46493-0_32
        https://www.doi.org/10.1007/978-3-319-46493-0_32.
        doi:10.1007/978-3-319-46493-0_32)
        10.1007/978-3-319-46493-0\_32
        https://link.springer.com/chapter/10.1007/978-3-319-46493-0_32
        https://link.springer.com/chapter/10.1007%2F978-3-319-46493-0_32#citeas
        https://link.springer.com/content/pdf/10.1007/978-3-319-46493-0_32.pdf
        https://link.springer.com/content/pdf/10.1007%2F978-3-319-46493-0_32.pdf
        https://link.springer.com/10.1007/978-3-319-46493-0_32
    """,
    "doi:10.1007/s11263-015-0816-y": """
        https://link.springer.com/article/10.1007/s11263-015-0816-y?utm_source=x
        https://link.springer.com/article/10.1007/s11263-015-0816-y/fulltext.html
        https://link.springer.com/article/10.1007/s11263-015-0816-y/figures/3
    """,
    "doi:10.1007/978-3-319-46493-0": "https://link.springer.com/book/10.1007/978-3-319-46493-0",
    "doi:10.1186/s12859-017-1000-1": "https://bmcbioinformatics.biomedcentral.com/articles/10.1186/s12859-017-1000-1",
    "doi:10.1145/2939672.2939785": """
        https://dl.acm.org/doi/10.1145/2939672.2939785
        https://dl.acm.org/doi/abs/10.1145/2939672.2939785?download=true
        https://dl.acm.org/doi/pdf/10.1145/2939672.2939785
        https://dl.acm.org/doi/fullHtml/10.1145/2939672.2939785
        https://dl.acm.org/citation.cfm?doid=2939672.2939785
        http://dl.acm.org/citation.cfm?doid=10.1145/2939672.2939785
        http://dl.acm.org/citation.cfm?id=2939672.2939785&coll=DL
        http://portal.acm.org/citation.cfm?id=2939672.2939785
        http://doi.acm.org/10.1145/2939672.2939785
    """,
    "url:dl.acm.org/citation.cfm?id=3240355": """
        https://dl.acm.org/citation.cfm?id=3240355
        http://portal.acm.org/citation.cfm?dl=ACM&id=3240355&coll=DL
        https://dl.acm.org/ft_gateway.cfm?id=3240355&type=pdf
    """,
    "url:dl.acm.org/doi/10.5555/3586589.3586709": """
        https://dl.acm.org/doi/10.5555/3586589.3586709
        https://dl.acm.org/doi/abs/10.5555/3586589.3586709
    """,
    "doi:10.1038/s41586-021-03819-2": """
        https://www.nature.com/articles/s41586-021-03819-2
        https://www.nature.com/articles/s41586-021-03819-2.pdf
        https://www.nature.com/articles/s41586-021-03819-2?utm_source=twitter
        https://www.nature.com/articles/s41586-021-03819-2/figures/1
    """,
    "doi:10.1038/nature14539": """
        https://www.nature.com/articles/nature14539
        https://www.nature.com/articles/nature14539.epdf?author_access_token=abc
        http://www.nature.com/nature/journal/v521/n7553/full/nature14539.html
        http://www.nature.com/nature/journal/v521/n7553/pdf/nature14539.pdf
    """,
    "doi:10.1038/323533a0": "http://www.nature.com/nature/journal/v323/n6088/abs/323533a0.html",
    "doi:10.1057/s41599-019-0279-9": "https://www.nature.com/articles/s41599-019-0279-9",
    "doi:10.1002/rob.21918": """
        https://onlinelibrary.wiley.com/doi/abs/10.1002/rob.21918
        https://onlinelibrary.wiley.com/doi/10.1002/rob.21918/full
        https://onlinelibrary.wiley.com/doi/pdfdirect/10.1002/rob.21918
    """,
    "doi:10.1126/science.aag2612": """
        https://www.science.org/doi/10.1126/science.aag2612
        http://science.sciencemag.org/content/early/2017/10/26/science.aag2612.full
    """,
    "doi:10.1126/sciadv.1602614": "http://advances.sciencemag.org/content/3/5/e1602614.full",
    "doi:10.1073/pnas.1804597116": """
        https://www.pnas.org/doi/full/10.1073/pnas.1804597116
        https://www.pnas.org/content/pnas/early/2019/02/14/1804597116.full.pdf
    """,
    "doi:10.1177/0278364917710318": "https://journals.sagepub.com/doi/10.1177/0278364917710318",
    "doi:10.1080/01621459.2017.1319839": "https://www.tandfonline.com/doi/pdf/10.1080/01621459.2017.1319839",
    "doi:10.1021/acs.jcim.9b00410": "https://pubs.acs.org/doi/abs/10.1021/acs.jcim.9b00410",
    "doi:10.1103/physrevd.107.112008": """
        https://journals.aps.org/prd/abstract/10.1103/PhysRevD.107.112008
        https://journals.aps.org/prd/pdf/10.1103/PhysRevD.107.112008
        https://link.aps.org/doi/10.1103/PhysRevD.107.112008
    """,
    "doi:10.1088/1742-6596/1678/1/012109": """
        https://iopscience.iop.org/article/10.1088/1742-6596/1678/1/012109/pdf
        https://iopscience.iop.org/article/10.1088/1742-6596/1678/1/012109/meta
    """,
    "doi:10.1093/bioinformatics/btz682": """
        https://academic.oup.com/bioinformatics/article/doi/10.1093/bioinformatics/btz682/5565116
        https://academic.oup.com/bioinformatics/advance-article-abstract/doi/10.1093/bioinformatics/btz682/5565116
    """,
    "url:academic.oup.com/bioinformatics/article/35/2/309/5050020": """
        https://academic.oup.com/bioinformatics/article/35/2/309/5050020
    """,
    "doi:10.1162/tacl_a_00300": """
        https://direct.mit.edu/tacl/article/doi/10.1162/tacl_a_00300/43539/SpanBERT
        https://www.mitpressjournals.org/doi/full/10.1162/tacl_a_00300
    """,
    "doi:10.1101/2023.04.30.538439": """
        https://www.biorxiv.org/content/10.1101/2023.04.30.538439v1
        https://www.biorxiv.org/content/10.1101/2023.04.30.538439v2.full.pdf+html
        https://www.biorxiv.org/content/10.1101/2023.04.30.538439.abstract
    """,
    "doi:10.1101/097170": """
        https://www.biorxiv.org/content/early/2017/07/25/097170
        https://www.biorxiv.org/content/biorxiv/early/2017/07/25/097170.full.pdf
    """,
    "doi:10.1371/journal.pone.0230706": """
        https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0230706
        https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0230706&type=printable
        http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0230706
    """,
    "doi:10.3389/fnins.2020.00001": """
        https://www.frontiersin.org/articles/10.3389/fnins.2020.00001/full
        https://www.frontiersin.org/journals/neuroscience/articles/10.3389/fnins.2020.00001/full
        https://www.frontiersin.org/article/10.3389/fnins.2020.00001
    """,
    "doi:10.7554/elife.21492": """
        https://elifesciences.org/articles/21492
        https://elifesciences.org/articles/21492v2
    """,
    "doi:10.7717/peerj.4375": "https://peerj.com/articles/4375/",
    "doi:10.7717/peerj-cs.103": "https://peerj.com/articles/cs-103.pdf",
    "doi:10.1155/2020/7698916": """
        https://www.hindawi.com/journals/mpe/2020/7698916/
        https://downloads.hindawi.com/journals/mpe/2020/7698916.pdf
    """,
    "doi:10.5281/zenodo.5146681": """
        https://zenodo.org/record/5146681#.YTYyFogzYuU
        https://zenodo.org/records/5146681/files/paper.pdf
        https://zenodo.org/doi/10.5281/zenodo.5146681
    """,
    "doi:10.2139/ssrn.4945566": """
        https://papers.ssrn.com/sol3/papers.cfm?abstract_id=4945566
        https://ssrn.com/abstract=4945566
    """,
    "doi:10.4230/lipics.itcs.2020.1": "https://drops.dagstuhl.de/entities/document/10.4230/LIPIcs.ITCS.2020.1",
    "doi:10.1109/cvpr.2016.90": "http://doi.ieeecomputersociety.org/10.1109/CVPR.2016.90",
    "doi:10.1137/18m1188446": """
        https://epubs.siam.org/doi/abs/10.1137/18M1188446
        https://api.semanticscholar.org/graph/v1/paper/DOI:10.1137/18M1188446
    """,
    f"url:datasets-benchmarks-proceedings.neurips.cc/paper/2021/hash/{HASH}-Abstract-round1.html": f"""
        https://datasets-benchmarks-proceedings.neurips.cc/paper_files/paper/2021/file/{HASH}-Paper-round1.pdf
    """,
    "openreview:S1_pAu9xl": """
        https://openreview.net/forum?id=S1_pAu9xl
        https://openreview.net/forum?id=S1_pAu9xl&noteId=S1_pAu9xl
        https://openreview.net/pdf?id=S1_pAu9xl
        https://openreview.net/attachment?id=S1_pAu9xl&name=supplementary_material
        https://openreview.net/forum?noteId=S1_pAu9xl
        https://openreview.net/revisions?id=S1_pAu9xl
    """,
    "acl:P18-1001": """
        https://aclanthology.org/P18-1001/
        https://aclanthology.org/P18-1001v2.pdf
        https://aclanthology.org/P18-1001.bib
        https://www.aclweb.org/anthology/P18-1001.pdf
        http://aclweb.org/anthology/P/P18/P18-1001.pdf
        https://www.aclweb.org/anthology/papers/P/P18/P18-1001/
        https://aclanthology.info/papers/P18-1001/p18-1001
        http://aclanthology.coli.uni-saarland.de/papers/P18-1001/p18-1001
        https://api.semanticscholar.org/graph/v1/paper/ACL:P18-1001
    """,
    "acl:2021.naacl-main.208": """
        https://aclanthology.org/2021.naacl-main.208
        https://aclanthology.org/2021.naacl-main.208.pdf
        https://www.aclweb.org/anthology/2021.naacl-main.208/
    """,
    "dblp:conf/cvpr/CaiHSV17": """
        https://dblp.org/rec/conf/cvpr/CaiHSV17
        https://dblp.org/rec/conf/cvpr/CaiHSV17.html?view=bibtex
        https://dblp.org/rec/bib/0/conf/cvpr/CaiHSV17
        https://dblp.uni-trier.de/rec/html/conf/cvpr/CaiHSV17
        https://dblp.dagstuhl.de/rec/xml/conf/cvpr/CaiHSV17.xml
    """,
    f"s2:{S2}": f"""
        https://www.semanticscholar.org/paper/WebGPT%3A-Browser-assisted-question-answering/{S2}
        https://www.semanticscholar.org/paper/{S2}
        https://www.semanticscholar.org/reader/{S2}
        https://pdfs.semanticscholar.org/{S2[:4]}/{S2[4:]}.pdf
        https://api.semanticscholar.org/graph/v1/paper/{S2}?fields=title
        https://www.connectedpapers.com/main/{S2}/WebGPT/graph
    """,
    "s2:CorpusId:13756489": "https://api.semanticscholar.org/CorpusID:13756489",
    "pmid:26017442": """
        https://pubmed.ncbi.nlm.nih.gov/26017442/
        https://www.ncbi.nlm.nih.gov/pubmed/26017442
        https://europepmc.org/article/MED/26017442
    """,
    "pmcid:PMC5391725": """
        https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5391725/
        https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5391725/pdf/ocw112.pdf
        https://pmc.ncbi.nlm.nih.gov/articles/PMC5391725/
        https://europepmc.org/articles/PMC5391725
    """,
    "hal:hal-01054552": """
        https://hal.archives-ouvertes.fr/hal-01054552/document
        https://hal.science/hal-01054552v2
        https://inria.hal.science/hal-01054552/file/paper.pdf
    """,
    CVF17: """
        http://openaccess.thecvf.com/content_cvpr_2017/html/Cai_Deep_Learning_With_CVPR_2017_paper.html
        https://openaccess.thecvf.com/content_cvpr_2017/papers/Cai_Deep_Learning_With_CVPR_2017_paper.pdf
    """,
    CVF21: """
        https://openaccess.thecvf.com/content/CVPR2021/html/Bhat_Deep_Burst_Super-Resolution_CVPR_2021_paper.html
        https://openaccess.thecvf.com/content/CVPR2021/papers/Bhat_Deep_Burst_Super-Resolution_CVPR_2021_paper.pdf
    """,
    CVF_WORKSHOP: """
        https://openaccess.thecvf.com/content/CVPR2022W/NTIRE/papers/Wyatt_AnoDDPM_CVPRW_2022_paper.pdf
    """,
    CVF15: """
        http://www.cv-foundation.org/openaccess/content_cvpr_2015/papers/Wang_Sketch-Based_3D_Shape_2015_CVPR_paper.pdf
        https://openaccess.thecvf.com/content_cvpr_2015/html/Wang_Sketch-Based_3D_Shape_2015_CVPR_paper.html
    """,
    "url:ecva.net/papers/eccv_2020/papers_ECCV/papers/123690460.pdf": """
        https://www.ecva.net/papers/eccv_2020/papers_ECCV/papers/123690460.pdf
    """,
    NIPS17: f"""
        https://papers.nips.cc/paper/2017/hash/{HASH}-Abstract.html
        https://papers.nips.cc/paper_files/paper/2017/file/{HASH}-Paper.pdf
        https://papers.neurips.cc/paper/2017/file/{HASH}-Supplemental.zip
        https://proceedings.neurips.cc//paper/2017/file/{HASH}-Metadata.json
        https://proceedings.neurips.cc/paper_files/paper/2017/hash/{HASH}-Abstract.html
    """,
    NIPS22: f"""
        https://proceedings.neurips.cc/paper_files/paper/2022/file/{HASH}-Paper-Conference.pdf
        https://papers.nips.cc/paper_files/paper/2022/hash/{HASH}-Abstract-Conference.html
        https://proceedings.neurips.cc/paper/2022/hash/{HASH}-Abstract-Conference.html
    """,
    NIPS_OLD: """
        http://papers.nips.cc/paper/6638-towards-accurate-binary-convolutional-neural-network
        https://papers.nips.cc/paper/6638-towards-accurate-binary-convolutional-neural-network.pdf
        https://papers.neurips.cc/paper/6638-towards-accurate-binary-convolutional-neural-network.pdf
    """,
    MLSYS: f"""
        https://proceedings.mlsys.org/paper_files/paper/2023/hash/{HASH}-Abstract-mlsys2023.html
        https://proceedings.mlsys.org/paper_files/paper/2023/file/{HASH}-Paper-mlsys2023.pdf
    """,
    "url:proceedings.mlr.press/v97/tan19a.html": """
        http://proceedings.mlr.press/v97/tan19a.html
        http://proceedings.mlr.press/v97/tan19a/tan19a.pdf
        http://proceedings.mlr.press/v97/tan19a/tan19a-supp.pdf
        https://raw.githubusercontent.com/mlresearch/v97/main/assets/tan19a/tan19a.pdf
    """,
    "url:proceedings.mlr.press/v37/schulman15.html": """
        http://proceedings.mlr.press/v37/schulman15.pdf
        http://www.jmlr.org/proceedings/papers/v37/schulman15.pdf
    """,
    "url:jmlr.org/papers/v15/srivastava14a.html": """
        http://jmlr.org/papers/v15/srivastava14a.html
        http://jmlr.org/papers/volume15/srivastava14a/srivastava14a.pdf
        https://jmlr.csail.mit.edu/papers/v15/srivastava14a.html
    """,
    AAAI17: """
        http://aaai.org/ocs/index.php/AAAI/AAAI17/paper/view/14619
        https://www.aaai.org/ocs/index.php/AAAI/AAAI17/paper/viewPaper/14619
        https://www.aaai.org/ocs/index.php/AAAI/AAAI17/paper/viewFile/14619/13870
        https://aaai.org/ocs/index.php/AAAI/AAAI17/paper/download/14619/13870
    """,
    AAAI20: """
        https://ojs.aaai.org/index.php/AAAI/article/view/6035
        https://ojs.aaai.org//index.php/AAAI/article/view/6035/5891
        https://aaai.org/ojs/index.php/AAAI/article/view/6035
        https://ojs.aaai.org/index.php/AAAI/article/download/6035/5891
    """,
    "url:jair.org/index.php/jair/article/view/11222": """
        https://www.jair.org/index.php/jair/article/view/11222
        https://jair.org/index.php/jair/article/download/11222/26431
    """,
    "url:ijcai.org/proceedings/2019/308": """
        https://www.ijcai.org/proceedings/2019/308
        https://www.ijcai.org/proceedings/2019/0308.pdf
        https://www.ijcai.org/Proceedings/2019/0308.pdf
    """,
    "url:ijcai.org/Abstract/16/021": """
        https://www.ijcai.org/Proceedings/16/Papers/021.pdf
        https://www.ijcai.org/Abstract/16/021
    """,
    "url:isca-speech.org/archive/Interspeech_2017/abstracts/1343.html": """
        https://www.isca-speech.org/archive/Interspeech_2017/pdfs/1343.PDF
        https://www.isca-speech.org/archive/Interspeech_2017/abstracts/1343.html
    """,
    "url:isca-archive.org/interspeech_2020/gulati20_interspeech.html": """
        https://www.isca-archive.org/interspeech_2020/gulati20_interspeech.pdf
        https://www.isca-speech.org/archive/interspeech_2020/gulati20_interspeech.html
        https://www.isca-speech.org/archive/pdfs/interspeech_2020/gulati20_interspeech.pdf
    """,
    "url:ieeexplore.ieee.org/document/8461456": """
        https://ieeexplore.ieee.org/document/8461456
        https://ieeexplore.ieee.org/abstract/document/8461456/
        https://ieeexplore.ieee.org/document/8461456/authors#authors
        https://ieeexplore.ieee.org/stamp/stamp.jsp?tp=&arnumber=8461456
        http://ieeexplore.ieee.org/xpls/abs_all.jsp?arnumber=08461456
        https://ieeexplore.ieee.org/iel7/8450881/8461260/08461456.pdf
    """,
    "url:sciencedirect.com/science/article/pii/S0893608019304290": """
        https://www.sciencedirect.com/science/article/pii/S0893608019304290
        https://www.sciencedirect.com/science/article/abs/pii/S0893608019304290?via%3Dihub
        https://linkinghub.elsevier.com/retrieve/pii/S0893608019304290
    """,
    "url:mdpi.com/2079-9292/11/6/945": """
        https://www.mdpi.com/2079-9292/11/6/945
        https://www.mdpi.com/2079-9292/11/6/945/htm
        https://www.mdpi.com/2079-9292/11/6/945/pdf?version=1
    """,
    "url:eprint.iacr.org/2017/715": "https://eprint.iacr.org/2017/715.pdf",
    "url:roboticsproceedings.org/rss15/p01.html": "http://www.roboticsproceedings.org/rss15/p01.pdf",
    "url:usenix.org/conference/osdi23/presentation/lai": "https://www.usenix.org/conference/osdi23/presentation/lai",
    "url:example.org/paper.pdf?id=7": """
        http://www.example.org/paper.pdf?id=7&utm_source=list&utm_medium=web#page=3
        https://EXAMPLE.org:443/paper.pdf?utm_source=list&id=7
        https://web.archive.org/web/2019id_/http://example.org/paper.pdf?id=7
    """,
}
ROWS = [(url.strip(), name) for name, urls in ADDRESSES.items() for url in urls.strip().splitlines()]

# Near misses: nothing but the address itself.
NO_NAMES = """
    https://arxiv.org/list/cs.CV/recent
    https://arxiv.org/a/song_h_1
    https://arxiv.org/abs/1602.0283
    https://arxiv.org/abs/1613.02830
    https://arxiv.org.example.com/abs/1602.02830
    https://huggingface.co/papers
    https://huggingface.co/datasets/lmms-lab/MME
    https://openreview.net/group?id=ICLR.cc/2024/Conference
    https://openreview.net/profile?id=~Song_Han5
    https://openreview.net/pdf/8b1dcd4b1e4b2a3c.pdf
    https://openreview.net/forum?id=
    https://aclanthology.org/volumes/2023.conll-babylm/
    https://aclanthology.org/venues/acl/
    https://aclanthology.org/P18-1/
    https://dblp.org/pid/h/GeoffreyEHinton.html
    https://dblp.org/db/conf/cvpr/index.html
    https://www.nature.com/articles/tp201291
    https://www.nature.com/subjects/machine-learning
    https://dl.acm.org/doi/proceedings/10.1145/2939672
    https://delivery.acm.org/10.1145/2350000/2347755/p78-domingos.pdf
    https://link.springer.com/journal/11263
    https://ieeexplore.ieee.org/xpl/conhome/8450881/proceeding
    https://www.semanticscholar.org/author/G.-Hinton/1695689
    https://pubmed.ncbi.nlm.nih.gov/?term=hinton
    https://hal.inria.fr/hal-00695903v2/file/02_WomanToAll.jpg
    https://papers.nips.cc/book/advances-in-neural-information-processing-systems-25-2012
    http://proceedings.mlr.press/v97/
    https://doi.org/about
    https://github.com/allenai/XNOR-Net
    https://www.biorxiv.org/about-biorxiv
    https://zenodo.org/communities/mlsys
""".split()

GARBAGE = ["", " ", "http://", "https://", "http://[", "https://[::1", "http://a:b:c/", "http:///x",
           "//arxiv.org/abs/1602.02830", "ftp://arxiv.org/abs/1602.02830", "mailto:a@example.org", "#top",
           "javascript:alert(1)", "paper.pdf", "10.1/x", "http://localhost/paper.pdf", "https://x", "\x00", "https://\udcff.org",
           "http://a.b:99999/x"]  # fmt: skip


@pytest.mark.parametrize(("url", "name"), ROWS)
def test_an_address_names_the_paper(url: str, name: str) -> None:
    assert str(identifier_of_url(url)) == name


def test_there_are_enough_of_them_and_none_is_there_twice() -> None:
    assert len({url for url, _ in ROWS}) == len(ROWS) >= 120
    print(f"\n{len(ROWS)} addresses of {len(ADDRESSES)} papers; {len(HOSTS)} rows in the table")


@pytest.mark.parametrize("url", NO_NAMES)
def test_what_is_no_paper_is_its_own_address(url: str) -> None:
    assert identifier_of_url(url) == Identifier("url", address(url))


@pytest.mark.parametrize("text", GARBAGE)
def test_garbage_names_nothing(text: str) -> None:
    assert identifier_of_url(text) is None
    assert canonical("url", text) is None or canonical("url", text) == Identifier(
        "url", text
    )  # "paper.pdf" may be a host


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_a_shape(scheme: str) -> None:
    named = [Identifier(*name.split(":", 1)) for name in ADDRESSES if name.startswith(f"{scheme}:")]
    assert named
    assert [canonical(name.scheme, name.value) for name in named] == named
    assert canonical(scheme, "") is None


def test_every_row_of_the_table_is_met() -> None:
    """A row that no address above needs is a row that nobody checked."""
    from papercite.identify import _named

    met = {row for url, _ in ROWS for row, _ in _named(url)}
    assert [row for row in HOSTS if row not in met and row.hosts not in UNPROVEN] == []


UNPROVEN = {"pubs.aip.org", "pubs.rsc.org"}  # known from their manuals, met in no list yet


# ---- properties

PIECES = st.sampled_from(
    ["abs", "pdf", "doi", "10.1145", "1602.02830", "v97", "tan19a", "html", "papers", "content", "index.php", "article",
     "view", "123", "paper", "2017", "hash", f"{HASH}-Abstract.html", "x.pdf", "a b", "%2541", "é", "%C3%A9", "..", "",
     "http:", "a%3Fb", "a%23b", "100%", "%", "(x)", "x)", "\u00a0", "PMC12", "rec"]
)  # fmt: skip
NAMES_OF_HOSTS = sorted({host for row in HOSTS for host in row.hosts.split()})
HOST_NAMES = st.sampled_from([*NAMES_OF_HOSTS, "example.org", "www.www.org", "A.Org."])
QUERIES = st.sampled_from(
    ["", "?id=S1_pAu9xl", "?id=123", "?arnumber=0012", "?utm_source=x", "?a=b&utm_x=1", "?", "?a b ", "#x?y"]
)


@settings(max_examples=600, derandomize=True, deadline=None)
@given(HOST_NAMES, st.lists(PIECES, max_size=6), QUERIES)
def test_what_an_address_names_is_canonical(host: str, pieces: list[str], query: str) -> None:
    url = f"https://{host}/{'/'.join(pieces)}{query}"
    named = identifier_of_url(url)
    assert named is not None
    assert canonical(named.scheme, named.value) == named
    if named.scheme == "url":
        assert identifier_of_url(f"https://{named.value}") == named


@settings(max_examples=400, derandomize=True, deadline=None)
@given(st.sampled_from(ROWS), st.text(max_size=4), st.text(max_size=4))
def test_noise_round_an_address_does_no_harm(row: tuple[str, str], before: str, after: str) -> None:
    named = identifier_of_url(before + row[0] + after)
    assert named is None or canonical(named.scheme, named.value) == named


def test_real_lists_name_their_papers(shared: Path) -> None:
    """All links of real lists: no exception, one spelling; the shares are printed."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((shared / "lists").glob("*.md")))
    urls = re.findall(r"https?://[^\s)>\"<|\]]+", text)
    named = [identifier_of_url(url) for url in urls]
    found = [name for name in named if name]
    assert [name for name in found if canonical(name.scheme, name.value) != name] == []
    shares = Counter(name.scheme for name in found)
    print(
        f"\n{len(urls):,} links: "
        + ", ".join(f"{scheme} {n:,} ({n / len(urls):.1%})" for scheme, n in shares.most_common())
    )
    assert len(found) > 0.999 * len(urls)
    assert shares["url"] < 0.45 * len(urls)


# ---- entries and records


def _entry(*urls: str, venue: str = "", title: str = "A Title") -> Entry:
    return Entry(1, title, venue=venue, links=tuple(Link("paper", url, "paper") for url in urls))


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        (_entry(venue="arXiv:1602.02830"), ["arxiv:1602.02830"]),
        (_entry(venue="arXiv 1602.02830v2 [cs.LG]"), ["arxiv:1602.02830"]),
        (_entry(venue="CoRR abs/1602.02830"), ["arxiv:1602.02830"]),
        (_entry(title="Deep Nets (arXiv:hep-th/9901001)"), ["arxiv:hep-th/9901001"]),
        (_entry(venue="arXiv 2016"), []),
        (_entry(title="Deep Nets, doi:10.1109/CVPR.2016.90."), ["doi:10.1109/cvpr.2016.90"]),
        (_entry(venue="J. Nets (DOI 10.1016/0004-3702(94)90105-8)"), ["doi:10.1016/0004-3702(94)90105-8"]),
        (_entry("https://doi.org/10.18653/v1/P18-1001"), ["doi:10.18653/v1/p18-1001", "acl:P18-1001"]),
        (
            _entry("https://dblp.org/rec/journals/corr/abs-1602-02830"),
            ["arxiv:1602.02830", "dblp:journals/corr/abs-1602-02830"],
        ),
        (
            _entry("https://x.org/p", "https://pubmed.ncbi.nlm.nih.gov/2601", "https://openreview.net/pdf?id=S1_pAu9xl"),
            ["openreview:S1_pAu9xl", "pmid:2601", "url:x.org/p"],
        ),
    ],
)  # fmt: skip
def test_an_entry_names_its_paper_in_words_too(entry: Entry, names: list[str]) -> None:
    assert [str(identifier) for identifier in identify(entry)] == names


def test_a_record_is_found_under_every_address_it_has() -> None:
    record = Record(
        title="T", doi="10.24963/ijcai.2019/308", url="https://papers.nips.cc/paper/1-t.pdf",
        links=("https://pubmed.ncbi.nlm.nih.gov/26017442/", "nonsense"),
    )  # fmt: skip
    assert [str(name) for name in identifiers_of_record(record)] == [
        "doi:10.24963/ijcai.2019/308",
        "url:papers.nips.cc/paper/1-t",
        "pmid:26017442",
        "url:ijcai.org/proceedings/2019/308",
    ]
