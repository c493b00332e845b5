"""Examples for a reader new to a graph: entities that its sources name, and those that most claims are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ontology.namespaces import compact, sparql_prologue
from queries.claims.reader import Claim
from queries.index.name_index import Index
from queries.store.interface import Store

_EXAMPLES = (
    sparql_prologue("graph", "void")
    + """
SELECT DISTINCT ?example WHERE { GRAPH graph:metadata { ?dataset void:exampleResource ?example } }
"""
)


def read_examples(store: Store) -> list[str]:
    """Return the entities that the sources of a graph name as examples.

    :param store: the store to read
    :returns: their CURIEs, sorted; none where the sources name none
    """
    return sorted(compact(row["example"]["value"]) for row in store.select(_EXAMPLES, row_limit=0).rows)


def classes_of(index: Index) -> dict[str, str]:
    """Return the class of every entity of a graph.

    :param index: the index of the graph
    :returns: CURIE → local name of the class
    """
    return {compact(iri): kind for entries in index.names.names.values() for iri, _, kind in entries}


def example_entities(
    rows: Iterable[Claim], examples: Sequence[str], classes: Mapping[str, str], most: int = 6
) -> list[str]:
    """Return entities to start from: the examples of the sources, then the one of each class with most claims.

    :param rows: all claims
    :param examples: CURIEs that the sources name
    :param classes: what :func:`classes_of` returned
    :param most: how many are wanted
    :returns: CURIEs
    """
    counts = Counter(name for row in rows for name in {row.subject_id, row.object_id} if name in classes)
    found = [name for name in examples if counts[name]]
    seen = {classes[name] for name in found}
    for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if classes[name] not in seen:
            seen.add(classes[name])
            found.append(name)
    return found[:most]
