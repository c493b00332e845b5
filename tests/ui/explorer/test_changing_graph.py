"""The explorer while its graph is built anew, deleted, and built again."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest
import streamlit as st

from queries.store.graph_versions import MARK, GraphFolder
from tests.support.endpoints import running
from tests.support.explorer_pages import open_page, words_of
from tests.support.other_graph import build_other_graph
from tests.support.shared import made_once
from ui.endpoint.service import Settings
from ui.explorer.frame.graph_version import graph_version


def publish(folder: Path, version: Path) -> None:
    """Publish a copy of a version, as a build does."""
    with GraphFolder(folder).build() as new:
        shutil.copytree(version, new, dirs_exist_ok=True, ignore=shutil.ignore_patterns(MARK))
    GraphFolder(folder).prune(1)


def test_pages_follow_the_graph_and_a_deleted_one_is_one_line(leaflet: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    version = GraphFolder(leaflet).current()
    assert version is not None
    publish(graph, version)
    page = open_page("overview", graph)
    whole = words_of(page)
    assert "baclofen" in whole
    publish(graph, version)  # the first is gone, the page that is open goes on
    page.run()
    assert (words_of(page), list(page.error)) == (whole, [])
    shutil.rmtree(graph)
    page.run()
    assert not page.exception
    assert ["There is no graph at" in error.value for error in page.error] == [True]
    publish(graph, version)
    page.run()
    assert (words_of(page), list(page.error)) == (whole, [])


def test_pages_follow_a_server_that_is_loaded_anew(
    other_graph: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    graph = tmp_path / "graph"
    publish(graph, version_of(other_graph))
    with running(Settings(str(graph), timeout=60, workers=1)) as client:
        address = f"{client.address}/sparql"
        before = graph_version(address)
        publish(graph, version_of(other_graph))
        st.cache_data.clear()
        assert graph_version(address) == before, "the same content"
        make = partial(build_other_graph, proposed=(2, 4))
        publish(graph, version_of(made_once(tmp_path_factory, "velorine-proposed", make) / "graph"))
        st.cache_data.clear()
        assert graph_version(address) != before


def version_of(graph: Path) -> Path:
    version = GraphFolder(graph).current()
    assert version is not None
    return version
