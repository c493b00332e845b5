"""A graph whose labels, statements and quotes try to be more than text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph

from ontology.namespaces import expand, sparql_prologue
from queries.store.graph_versions import version_folder
from queries.store.integrity import write_record

TAG = "<img src=x onerror=alert(1)>"
LINK = "[go](javascript:alert(2)) **bold** :red[x] $y$"
ANXIETY = "drugkg:anxiety"
CLAIM = "alcohol-use-disorder-140"

_CHANGES = (
    ("graph:entities", f"<{expand(ANXIETY)}> rdfs:label", f"anxiety {TAG}"),
    ("?g", f"<{expand('claim:' + CLAIM)}> dkgo:statement", f"{TAG} {LINK}"),
    ("graph:quotes", "?words oa:exact", f"{TAG} {LINK}"),
)
"""Graph, subject with predicate, and the text that replaces what is there."""


def make_hostile(graph: Path, copy: Path) -> Path:
    """Copy a graph folder, with a hostile label, statement and quotes in the copy, and return it.

    :param graph: the graph folder
    :param copy: where to put the copy
    """
    shutil.copytree(graph, copy)
    version = version_folder(copy)
    assert version is not None
    store = pyoxigraph.Store(str(version / "store"))
    for place, triple, text in _CHANGES:
        old, new = (f"{{ GRAPH {place} {{ {triple} {value} }} }}" for value in ("?old", pyoxigraph.Literal(text)))
        store.update(f"{sparql_prologue('dkgo', 'graph', 'rdfs', 'oa')} DELETE {old} INSERT {new} WHERE {old}")
    store.flush()
    del store
    index = version / "index.json"
    text = index.read_text(encoding="utf-8")
    changed = text.replace(f'"{ANXIETY}":["anxiety",', f'"{ANXIETY}":["anxiety {TAG}",')
    assert changed != text
    index.write_text(changed, encoding="utf-8")
    write_record(version)  # a graph that is not as its record says is refused
    return copy
