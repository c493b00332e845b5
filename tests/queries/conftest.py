"""The small dataset of these tests, as an Oxigraph folder and behind a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from queries.index.name_index import Index, build_index
from queries.saved_queries.reading import read_catalog
from queries.store import processes
from queries.store.embedded import EmbeddedStore
from queries.store.interface import Store
from queries.store.remote import RemoteStore
from tests.support.servers import served
from tests.support.shared_workers import SHELF

DATA = Path(__file__).parent / "data"
ENTITY = "https://w3id.org/drugkg/entity/"


@pytest.fixture(scope="session")
def oxigraph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graph") / "store"
    store = pyoxigraph.Store(str(folder))
    store.load(path=str(DATA / "dataset.trig"), format=pyoxigraph.RdfFormat.TRIG)
    store.flush()
    del store
    return folder


@pytest.fixture(scope="session")
def endpoint(oxigraph_folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(oxigraph_folder)


EVERY_STORE = ["forked", "spawned", "portable", pytest.param("remote", marks=pytest.mark.server)]


@pytest.fixture(params=EVERY_STORE)
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Every store there is, the embedded one with every way to start its workers: the contract tests run on each."""
    opened: Store
    if request.param == "remote":
        opened = RemoteStore(request.getfixturevalue("endpoint"))
    else:
        monkeypatch.setattr(processes, "START", request.param)
        monkeypatch.setattr(SHELF, "in_use", False)
        opened = EmbeddedStore(request.getfixturevalue("oxigraph_folder"))
    yield opened
    opened.close()


@pytest.fixture
def store_to_exhaust(store: Store, oxigraph_folder: Path) -> Iterator[Store]:
    """Every store there is, for an endless query: a server that goes on with it ends with the test."""
    if not isinstance(store, RemoteStore):
        yield store
        return
    with served(oxigraph_folder) as address:
        yield RemoteStore(address)


@pytest.fixture(scope="session")
def index() -> Index:
    entities = [
        (ENTITY + "baclofen", "baclofen", "Drug", ["Lioresal", "β-(4-chlorophenyl)-GABA"]),
        (ENTITY + "diazepam", "diazepam", "Drug", ["Valium"]),
        (ENTITY + "drowsiness", "drowsiness", "ClinicalFinding", ["sleepiness", "somnolence"]),
        (ENTITY + "nausea", "nausea", "ClinicalFinding", []),
        (ENTITY + "abrupt-cessation-of-baclofen", "abrupt cessation of baclofen", "Cessation", ["stopping"]),
        (ENTITY + "dose-reduction", "dose reduction", "DoseReduction", ["stopping"]),
        ("https://w3id.org/drugkg/source/first", "The first page", "Document", []),
        ("https://w3id.org/drugkg/source/second", "The second page", "Document", []),
    ]
    queries = read_catalog(DATA / "valid").values()
    above = {"Cessation": ["Exposure"], "DoseReduction": ["Exposure"]}
    return Index(build_index(entities, queries, superclasses=above))
