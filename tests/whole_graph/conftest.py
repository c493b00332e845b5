"""What tests of the whole graph share: every export, made once per run, and the opened graphs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.exports.registry import EXPORTS
from queries.runner import OpenGraph, open_graph
from queries.store.embedded import EmbeddedStore
from tests.support.exporting import exported
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


@pytest.fixture(scope="module")
def small(graph_folder: Path) -> Iterator[OpenGraph]:
    """The graph of the five documents, opened."""
    with open_graph(str(graph_folder)) as opened:
        yield opened


@pytest.fixture(scope="module")
def large(larger_graph_folder: Path) -> Iterator[OpenGraph]:
    """The graph of three drugs, opened."""
    with open_graph(str(larger_graph_folder)) as opened:
        yield opened
