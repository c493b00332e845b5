"""What all tests share: the original documents, and the graph built once from the real sources."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.build import BuildReport, build
from ingest.sources import SourceFolder, read_sources
from queries.index.name_index import Index, read_index
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder, version_folder

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
        message = f"the original documents are not at hand: neither DRUGKG_ORIGINALS nor {BESIDE}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder


@pytest.fixture(scope="session")
def vocabularies() -> Path:
    """The label tables of other vocabularies; without them the test is skipped, except in CI."""
    if not LABEL_TABLES.is_dir():
        message = f"the label tables are not at hand: {LABEL_TABLES} is no folder"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return LABEL_TABLES


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRUGKG_STORE", raising=False)
    monkeypatch.delenv("DRUGKG_ORIGINALS", raising=False)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """The graph of the five sources, built once; with originals where they are at hand."""
    return build(tmp_path_factory.mktemp("graph"), originals=originals_folder())


@pytest.fixture(scope="session")
def graph_folder(built: BuildReport) -> Path:
    """The folder of that graph."""
    return built.folder


@pytest.fixture(scope="session")
def store(graph_folder: Path) -> Iterator[EmbeddedStore]:
    """That graph, opened for reading."""
    with EmbeddedStore(store_folder(graph_folder)) as opened:
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
