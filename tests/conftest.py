"""What all tests share: the original documents, the graph built once per run, real servers, and the markers."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from ingest.build import BuildReport, build
from ingest.sources import SourceFolder, read_sources
from queries.index.name_index import Index, read_index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder, version_folder
from tests.support.commands import run_command
from tests.support.larger_graph import build_larger_graph
from tests.support.other_graph import build_other_graph
from tests.support.real_ontologies import Released, released_ontologies
from tests.support.records import AGONIST, HALF_LIFE, claim, write_original, write_source
from tests.support.remembering import RememberingStore
from tests.support.servers import served
from tests.support.shared import made_once
from tests.support.shared_workers import SHELF, share_workers

PROJECT = Path(__file__).parent.parent
BESIDE = PROJECT.parent / "shared" / "seeds"
LABEL_TABLES = PROJECT.parent / "shared" / "vocab"


def originals_folder() -> Path | None:
    """Return the folder of the original documents, if there is one on this machine."""
    place = os.environ.get("DRUGKG_ORIGINALS")
    folder = Path(place) if place else BESIDE
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def originals() -> Path:
    """The original documents; without them the test is skipped, except in CI, where they must be there."""
    folder = originals_folder()
    if folder is None:
        message = f"the original documents were not found: neither DRUGKG_ORIGINALS nor {BESIDE} is a directory"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def vocabularies() -> Path:
    """The label tables of other vocabularies; without them the test is skipped, except in CI."""
    if not LABEL_TABLES.is_dir():
        message = f"the label tables were not found: {LABEL_TABLES} is not a directory"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return LABEL_TABLES


os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
"""Java is started for seconds only, which are spent before its better compiler and its parallel collector pay."""

TIME_FOR_TESTS = "120"
"""Seconds that a query of a test may take: a busy machine is slow. Tests of the limit itself set their own."""
os.environ["DRUGKG_TIMEOUT"] = TIME_FOR_TESTS  # also for graphs that are opened once for many tests


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRUGKG_STORE", raising=False)
    monkeypatch.delenv("DRUGKG_ORIGINALS", raising=False)
    monkeypatch.setenv("DRUGKG_TIMEOUT", TIME_FOR_TESTS)


@pytest.fixture(scope="session", autouse=True)
def _shared_workers() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        share_workers(patch)
        yield
        SHELF.clear()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The graph of the five sources, built once per run and only read; with originals where they are at hand."""

    def make(folder: Path) -> None:
        report = build(folder / "graph", originals=originals_folder())
        (folder / "report.pickle").write_bytes(pickle.dumps(report))

    folder = made_once(tmp_path_factory, "whole", make)
    report = pickle.loads((folder / "report.pickle").read_bytes())  # noqa: S301 - this run's own file
    assert isinstance(report, BuildReport)
    return report


@pytest.fixture(scope="session")
def printed_check(tmp_path_factory: pytest.TempPathFactory, originals: Path, vocabularies: Path) -> str:
    """What ``drugkg check`` prints of the packaged sources, with originals and label tables; it is run once.

    The environment names an endpoint that does not answer: the command needs none.
    """

    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DRUGKG_STORE", "http://127.0.0.1:9/sparql")
            done = run_command("check", "--originals", originals, "--vocabularies", vocabularies)
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / "check.txt").write_text(done.stdout, encoding="utf-8")

    return (made_once(tmp_path_factory, "printed-check", make) / "check.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def one_claim_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of one claim, built once per run; a test that changes it changes a copy."""
    return made_once(
        tmp_path_factory,
        "one-claim",
        lambda folder: build(folder / "graph", sources=write_source(folder, [claim()])),
    ) / "graph"  # fmt: skip


@pytest.fixture(scope="session")
def leaflet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph of three claims with the words of their document, built by the command."""

    def make(folder: Path) -> None:
        sources = write_source(folder, [claim(), HALF_LIFE, AGONIST])
        originals = write_original(folder / "originals")
        done = run_command(
            "build", "-q", "--store", folder / "graph", "--sources", sources, "--originals", originals
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    return made_once(tmp_path_factory, "leaflet", make) / "graph"


@pytest.fixture(scope="session")
def other_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of another drug, built without its original."""
    return made_once(tmp_path_factory, "other", build_other_graph) / "graph"


@pytest.fixture(scope="session")
def released_ontology() -> Released:
    """Reads a released ontology by its file name, once per worker."""
    return released_ontologies()


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Start a real SPARQL server for an Oxigraph folder, at most one per folder, and return its address."""
    addresses: dict[Path, str] = {}
    with ExitStack() as servers:

        def address_of(folder: Path) -> str:
            if folder not in addresses:
                addresses[folder] = servers.enter_context(served(folder))
            return addresses[folder]

        yield address_of


@pytest.fixture(scope="session")
def graph_folder(built: BuildReport) -> Path:
    """The folder of that graph."""
    return built.folder


@pytest.fixture(scope="session")
def larger_graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of three drugs, two of them made up."""
    return made_once(tmp_path_factory, "larger", build_larger_graph) / "graph"


@pytest.fixture(scope="session")
def store(graph_folder: Path) -> Iterator[EmbeddedStore]:
    """That graph, opened for reading."""
    with RememberingStore(store_folder(graph_folder), timeout=float(TIME_FOR_TESTS)) as opened:
        yield opened


@pytest.fixture(scope="session")
def index(graph_folder: Path) -> Index:
    """The index of that graph."""
    version = version_folder(graph_folder)
    assert version is not None
    return read_index(version / "index.json")


@pytest.fixture(scope="session")
def sources() -> tuple[SourceFolder, ...]:
    """The five sources as read from their folders."""
    return read_sources()


MARKED_BY = {
    "whole_graph": {"built"},
    "originals": {"originals", "vocabularies", "released_ontology"},
    "browser": {"browser"},
    "server": {"serve", "explorer", "few", "whole", "limited"},
    "slow": {"one_claim_graph", "leaflet", "other_graph", "released_ontology"},
}
"""The markers that a test gets from a fixture it uses, directly or through another."""

MARKED_IN = {"whole_graph": "tests/whole_graph/", "browser": "tests/browser/"}
"""The markers that all tests of a folder get."""


gc.disable()
"""What is imported and collected is no garbage; it is never looked at again (:func:`pytest_collection_finish`)."""


def pytest_collection_finish() -> None:
    """Collect garbage from now on, less often than a program of small memory does."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


LONG = frozenset({"slow", "server", "browser"})
"""The markers of tests that take long: their files come first, so that no process is left alone with one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test by what it needs, and put the browser's tests first, then the files with long tests."""
    long = set()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for marker, names in MARKED_BY.items():
            if fixtures & names or item.nodeid.startswith(MARKED_IN.get(marker, "/")):
                item.add_marker(marker)
        if any(mark.name in LONG for mark in item.iter_markers()):
            long.add(item.path)
    items.sort(key=lambda item: (not item.nodeid.startswith(BROWSER_TESTS), item.path not in long))


BROWSER_TESTS = "tests/browser/"


class OneFileOneProcess(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Gives each process one file after the other, whose tests share fixtures, and all tests of the browser to one.

    Several browsers at once would hinder each other on a machine of two cores.
    """

    def _split_scope(self, nodeid: str) -> str:
        return BROWSER_TESTS if nodeid.startswith(BROWSER_TESTS) else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> OneFileOneProcess:
    """Return what distributes the tests over the processes."""
    return OneFileOneProcess(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """Return the number of processes: one more than there are cores, since many tests wait for a server or browser."""
    return (os.cpu_count() or 1) + 1
