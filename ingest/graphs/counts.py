"""How many statements, members of classes and uses of properties some quads contain, so that they can be added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pyoxigraph import NamedNode, Quad

from ingest.graphs.writer import node


@dataclass
class Counts:
    """Numbers for the metadata of a dataset.

    :param graphs: IRI of a graph to its number of statements
    :param properties: IRI of a property to its number of statements
    :param classes: IRI of a class to its number of members; graphs that are added up must describe different nodes
    """

    graphs: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add the numbers of further quads, which describe other nodes.

        :param other: the numbers
        """
        self.graphs.update(other.graphs)
        self.properties.update(other.properties)
        self.classes.update(other.classes)

    def to_json(self) -> dict[str, dict[str, int]]:
        """Return the numbers as plain data.

        :returns: three tables, sorted
        """
        tables = {"graphs": self.graphs, "properties": self.properties, "classes": self.classes}
        return {name: dict(sorted(table.items())) for name, table in tables.items()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Counts:
        """Return the numbers that :meth:`to_json` wrote.

        :param data: three tables
        :returns: the numbers
        """
        return cls(Counter(data["graphs"]), Counter(data["properties"]), Counter(data["classes"]))


def counts_of(quads: Iterable[Quad]) -> Counts:
    """Count what some quads contain.

    :param quads: the quads, each once
    :returns: the numbers
    """
    counts = Counts()
    a = node("rdf:type")
    members: set[tuple[object, str]] = set()
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            counts.graphs[quad.graph_name.value] += 1
        counts.properties[quad.predicate.value] += 1
        if quad.predicate == a and isinstance(quad.object, NamedNode):
            members.add((quad.subject, quad.object.value))
    counts.classes.update(kind for _, kind in members)
    return counts
