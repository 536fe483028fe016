"""Sources of records, one file each. The local one (local.py) reads files and is asked before all others."""

from __future__ import annotations

from papercite.providers.arxiv import ARXIV
from papercite.providers.crossref import CROSSREF
from papercite.providers.datacite import DATACITE
from papercite.providers.dblp import DBLP
from papercite.providers.openalex import OPENALEX
from papercite.providers.openreview import OPENREVIEW
from papercite.providers.pages import PAGES
from papercite.providers.semanticscholar import SEMANTIC_SCHOLAR

PROVIDERS = (ARXIV, CROSSREF, DATACITE, DBLP, OPENREVIEW, PAGES, OPENALEX, SEMANTIC_SCHOLAR)
