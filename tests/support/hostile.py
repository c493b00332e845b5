"""A graph whose labels, statements and quotes try to be more than text."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pyoxigraph

from ontology.namespaces import expand, sparql_prologue
from queries.claims.table import FILE_NAME as CLAIMS
from queries.index.name_table import FILE_NAME as NAMES
from queries.mechanism.network_rows import FILE_NAME as NETWORK
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
    _change_files(version)
    write_record(version)  # a graph that is not as its record says is refused
    return copy


def _change_files(version: Path) -> None:
    """Change the files next to the store in the same way, as pages read claims and effects from them."""
    label = f"anxiety {TAG}"
    with closing(sqlite3.connect(version / CLAIMS)) as claims, claims:
        for number, text in claims.execute("SELECT number, row FROM claim").fetchall():
            row = json.loads(text)
            if row["id"] == CLAIM:
                row["statement"] = f"{TAG} {LINK}"
            row |= {role: label for role in ("subject", "object") if row[f"{role}_id"] == ANXIETY}
            for place in row["places"]:
                place["quote"] = place["quote"] and f"{TAG} {LINK}"
            claims.execute("UPDATE claim SET row = ? WHERE number = ?", (json.dumps(row), number))
    with closing(sqlite3.connect(version / NETWORK)) as network, network:
        network.execute("UPDATE node SET label = ? WHERE iri = ?", (label, expand(ANXIETY)))
    with closing(sqlite3.connect(version / NAMES)) as names, names:
        assert names.execute("UPDATE thing SET label = ? WHERE curie = ?", (label, ANXIETY)).rowcount == 1
