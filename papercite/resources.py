"""Where papercite's own data files are: inside an installed package, beside it in a checkout."""

from __future__ import annotations

import os

from papercite.errors import PaperciteError

# Texts, not Path: the main job runs through here, and pathlib is a tenth of its start.
_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PLACES = (os.path.join(_PACKAGE, "data"), os.path.join(os.path.dirname(_PACKAGE), "data"))


def data_file(name: str) -> str:
    """Path of the data file `name`; `PaperciteError` if the installation is broken."""
    for place in _PLACES:
        path = os.path.join(place, name)
        if os.path.isfile(path):
            return path
    raise PaperciteError(f"{name}: this file of papercite is missing\n  hint: install papercite again")
