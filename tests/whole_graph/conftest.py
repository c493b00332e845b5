"""What tests of the whole graph share: every export, made once per run, and the opened graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.exports.registry import EXPORTS
from queries.index.name_index import Index, read_index
from queries.runner import OpenGraph
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import version_folder
from tests.conftest import TIME_FOR_TESTS
from tests.support.exporting import exported
from tests.support.remembering import RememberingStore
from tests.support.shared import made_once


@pytest.fixture(scope="session")
def exports(store: EmbeddedStore, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """The count and the text of every export."""

    def make(folder: Path) -> None:
        made = {kind: exported(store, kind, folder) for kind in EXPORTS}
        (folder / "exports.json").write_text(json.dumps(made), encoding="utf-8")

    read = json.loads((made_once(tmp_path_factory, "exports", make) / "exports.json").read_text(encoding="utf-8"))
    return {kind: (count, text) for kind, (count, text) in read.items()}


@pytest.fixture(scope="session")
def texts(exports: dict[str, tuple[int, str]]) -> dict[str, str]:
    """The text of every export."""
    return {kind: text for kind, (_, text) in exports.items()}


@pytest.fixture(scope="session")
def small(store: EmbeddedStore, index: Index) -> OpenGraph:
    """The graph of the five documents, opened."""
    return OpenGraph.of(store, index)


@pytest.fixture(scope="session")
def large(larger_graph_folder: Path) -> Iterator[OpenGraph]:
    """The graph of three drugs, opened."""
    version = version_folder(larger_graph_folder)
    assert version is not None
    with RememberingStore(version / "store", timeout=float(TIME_FOR_TESTS)) as opened:
        yield OpenGraph.of(opened, read_index(version / "index.json"))
