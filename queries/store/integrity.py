"""Compares what a graph holds with what its build wrote, so that a damaged or cut graph is never read as an empty one.

A build keeps the number of statements of each graph next to the store, with the sizes of the store's files. When the
sizes are as they were, so are the statements; else they are counted. A graph behind an endpoint states the numbers in
its own metadata.
"""

from __future__ import annotations

import os
from zlib import crc32

from ontology.namespaces import BASE, sparql_prologue
from ontology.quick_json import parse_quickly
from queries.errors import StoreError
from queries.store.current_version import read_regular

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from queries.store.interface import Solutions, Store

RECORD = "statements.json"
"""File next to the store that says what the build wrote."""

INDEX = "index.json"
"""File next to the store with names and saved queries; the record has its checksum."""

COUNTS = "SELECT ?graph (COUNT(*) AS ?held) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"

_STATED = (
    sparql_prologue("graph", "void")
    + f"""
SELECT ?graph ?stated WHERE {{
  GRAPH graph:metadata {{ <{BASE}dataset> void:subset ?graph . ?graph void:triples ?stated }}
}}
"""
)
_DATA = (".sst", ".log")
_REBUILD = "run `drugkg build`"


def write_record(version: Path, untouched: Mapping[str, int] | None = None) -> int:
    """Count the statements of a finished store and keep the numbers next to it.

    :param version: the folder that holds ``store``; without a store in it nothing is written
    :param untouched: the numbers of graphs that are as they were in the version of which this is a changed copy
    :returns: the number of all statements
    """
    import json  # noqa: PLC0415 only builds write records

    import pyoxigraph  # noqa: PLC0415 as above

    folder = version / "store"
    if not (folder / "CURRENT").is_file():
        return 0
    store = pyoxigraph.Store.read_only(str(folder))
    graphs = {}
    for graph in store.named_graphs():
        held = (untouched or {}).get(graph.value)
        if held is None:
            answer = store.query(f"SELECT (COUNT(*) AS ?held) {{ GRAPH {graph} {{ ?s ?p ?o }} }}")
            held = int(next(answer)["held"].value)  # type: ignore[arg-type]
        if held:
            graphs[graph.value] = held
    record: dict[str, Any] = {"graphs": dict(sorted(graphs.items())), "files": _sizes(str(folder))}
    if (version / INDEX).is_file():
        record["index"] = crc32((version / INDEX).read_bytes())
    (version / RECORD).write_text(json.dumps(record, indent=1), encoding="utf-8")
    return sum(graphs.values())


def recorded(version: Path) -> dict[str, int]:
    """Return the numbers of statements that the record of a version has.

    :param version: the folder of the version
    :returns: IRI of a graph → its number; none if there is no record
    """
    try:
        record = parse_quickly(read_regular(os.path.join(version, RECORD)).decode())
        return {str(graph): int(number) for graph, number in record["graphs"].items()}
    except (OSError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        return {}


def check_folder(folder: str, count: Callable[[], Solutions]) -> None:
    """Raise an error if a store holds less than its build wrote; one without a record is not checked.

    :param folder: the Oxigraph folder
    :param count: runs :data:`COUNTS`; called only when the files are not as the build left them
    :raises StoreError: if statements are missing, or the record cannot be read
    """
    path = os.path.join(os.path.dirname(folder), RECORD)
    try:
        text = read_regular(path)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"cannot read {path}: {_REBUILD}") from error
    try:
        record = parse_quickly(text.decode())
        graphs = {str(graph): int(number) for graph, number in record["graphs"].items()}
        if record["files"] == _sizes(folder):
            return
    except (OSError, ArithmeticError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise StoreError(f"cannot read {path}: {_REBUILD}") from error
    try:
        held = count()
    except StoreError as error:
        raise StoreError(f"the graph at {folder} is damaged: {_REBUILD}") from error
    _compare(graphs, _numbers(held, "held"), f"the graph at {folder} is damaged", _REBUILD)


def is_changed(index: str, data: bytes) -> bool:
    """Return whether an index is not as its build wrote it; one without a record is not checked.

    :param index: the file
    :param data: its content
    :returns: true if its checksum differs from the recorded one
    """
    try:
        record = parse_quickly(read_regular(os.path.join(os.path.dirname(index), RECORD)).decode())
        return "index" in record and record["index"] != crc32(data)
    except (OSError, ValueError, TypeError, RecursionError):
        return False  # a damaged record is reported when the store is opened


def stated_numbers(store: Store) -> dict[str, int]:
    """Return how many statements each graph of an endpoint has, as its own metadata state.

    :param store: the endpoint
    :returns: graph → number
    :raises StoreError: if it cannot be reached, or holds no metadata of drugkg
    """
    stated = _numbers(store.select(_STATED, row_limit=0), "stated")
    if not stated:
        raise StoreError(
            f"{store.location} holds no graph of drugkg: load one with `drugkg build --store`, or one that "
            "`drugkg export trig` wrote; `drugkg sparql` queries any endpoint"
        )
    return stated


def check_endpoint(store: Store, stated: Mapping[str, int]) -> None:
    """Raise an error if an endpoint does not hold a whole graph of drugkg.

    :param store: the endpoint
    :param stated: what :func:`stated_numbers` returned
    :raises StoreError: if it holds less than its metadata state
    """
    from queries.sparql.terms import iri_terms  # noqa: PLC0415 the engine is wanted here only

    inner = f"VALUES ?graph {{ {iri_terms(stated)} }} GRAPH ?graph {{ ?s ?p ?o }}"
    held = store.select(f"SELECT ?graph (COUNT(*) AS ?held) WHERE {{ {inner} }} GROUP BY ?graph", row_limit=0)
    check_numbers(store.location, stated, _numbers(held, "held"))


def check_numbers(location: str, stated: Mapping[str, int], held: Mapping[str, int]) -> None:
    """Raise an error if graphs at an endpoint hold less than its metadata state.

    :param location: the endpoint
    :param stated: graph → number of statements that it should have
    :param held: graph → number of statements that it has
    :raises StoreError: if one is smaller
    """
    _compare(stated, held, f"the graph at {location} is not whole", "load it again")


def _sizes(folder: str) -> dict[str, int]:
    """Return name and size of the files that hold the data of an Oxigraph folder, and a checksum of those on top."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(_DATA):
                found[entry.name] = entry.stat().st_size
            elif entry.name == "CURRENT" or entry.name.startswith("MANIFEST-"):
                found[entry.name] = crc32(read_regular(entry.path))
    return dict(sorted(found.items()))


def _numbers(answer: Solutions, column: str) -> dict[str, int]:
    rows: Sequence[Mapping[str, Any]] = answer.rows
    try:
        return {str(row["graph"]["value"]): int(row[column]["value"]) for row in rows}
    except (KeyError, ValueError) as error:
        raise StoreError("the numbers of statements cannot be read: is this a graph of drugkg?") from error


def _compare(wanted: Mapping[str, int], held: Mapping[str, int], complaint: str, remedy: str) -> None:
    for graph, number in wanted.items():
        if held.get(graph, 0) < number:
            short = graph.removeprefix(BASE + "graph/")
            raise StoreError(
                f"{complaint}: graph {short} holds {held.get(graph, 0):,} of {number:,} statements: {remedy}"
            )
