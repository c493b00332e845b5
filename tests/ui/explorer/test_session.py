"""The graph that all pages share: what it keeps of its answers, and how many."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.explorer.frame import session
from ui.explorer.frame.session import LoadedGraph


def test_the_last_used_answers_are_kept_and_others_are_read_again(
    graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_KEPT", 2)
    graph = LoadedGraph(str(graph_folder))
    first = graph.described("drugkg:drowsiness")
    assert graph.described("drugkg:drowsiness") is first
    for name in ("drugkg:phenibut", "drugkg:gaba-b-receptor"):
        assert graph.described(name)["id"] == name
    again = graph.described("drugkg:drowsiness")
    assert again is not first
    assert again == first
    graph.store.close()


def test_what_pages_read_has_no_time_limit(graph_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_TIMEOUT", "0.000001")
    graph = LoadedGraph(str(graph_folder))
    assert len(graph.store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?a ?b ?c } }").rows) == 1
    graph.store.close()
