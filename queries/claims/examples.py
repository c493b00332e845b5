"""Examples for a reader new to a graph: entities that its sources name, and those that most claims are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from ontology.namespaces import compact, sparql_prologue
from queries.claims.reader import Claim
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


def example_entities(
    rows: Iterable[Claim], examples: Sequence[str], class_of: Callable[[str], str], most: int = 6
) -> list[str]:
    """Return entities to start from: the examples of the sources, then the one of each class with most claims.

    :param rows: the claims to choose from
    :param examples: CURIEs that the sources name
    :param class_of: returns the class of an entity, and an empty text for a literal
    :param most: how many are wanted
    :returns: CURIEs
    """
    counts = Counter(name for row in rows for name in {row.subject_id, row.object_id} if class_of(name))
    found = [name for name in examples if counts[name]]
    seen = {class_of(name) for name in found}
    for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if class_of(name) not in seen:
            seen.add(class_of(name))
            found.append(name)
    return found[:most]
