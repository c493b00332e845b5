"""The explorer while its graph is built anew, deleted, and built again."""

from __future__ import annotations

import shutil
from pathlib import Path

from queries.store.graph_versions import MARK, GraphFolder
from tests.support.explorer_pages import open_page, words_of


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
    assert ["there is no graph at" in error.value for error in page.error] == [True]
    publish(graph, version)
    page.run()
    assert (words_of(page), list(page.error)) == (whole, [])
