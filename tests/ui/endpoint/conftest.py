"""Endpoints that run in this process, one for the graph of the five sources and one for a few statements of our own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from tests.support.endpoints import Client, running
from ui.endpoint.service import Settings

DATA = """
<http://data/1> { <http://data/1> a <http://x/One> . }
<http://data/2> { <http://data/2> a <http://x/Two> . }
<http://data/3> { <http://data/3> a <http://x/Three> ; <http://x/label> "drei"@de, "3" . }
"""


@pytest.fixture(scope="session")
def few_statements(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An Oxigraph folder with three graphs."""
    folder = tmp_path_factory.mktemp("few") / "store"
    store = pyoxigraph.Store(str(folder))
    store.load(DATA, format=pyoxigraph.RdfFormat.TRIG)
    store.flush()
    del store
    return folder


@pytest.fixture(scope="session")
def few(few_statements: Path) -> Iterator[Client]:
    """A client of an endpoint for these statements."""
    with running(Settings(str(few_statements), timeout=5, row_limit=1000, workers=2, queue=20)) as client:
        yield client


@pytest.fixture(scope="session")
def whole(graph_folder: Path) -> Iterator[Client]:
    """A client of an endpoint for the graph of the five sources."""
    with running(Settings(str(graph_folder), timeout=20, base_path="/kg")) as client:
        yield client
