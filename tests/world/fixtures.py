"""The played world as fixtures: `pytest_plugins = ["world.fixtures"]`."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from conftest import missing

from world.server import World

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def world() -> Iterator[World]:
    """All services, with nothing wrong; `world.faults[host] = Faults(...)` changes that."""
    if not find_spec("pyoxigraph"):
        missing("pyoxigraph is not installed (pip install pyoxigraph): it plays sparql.dblp.org")
    with World() as played:
        yield played
