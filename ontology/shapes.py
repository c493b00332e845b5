"""Checks claims, propositions, entities and sources against the shapes in ``shapes.ttl``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Quad, RdfFormat, Triple, parse, serialize

from ontology.namespaces import PREFIXES, compact

if TYPE_CHECKING:
    import rdflib
    import shacl
    from rdflib.term import Node

SHAPES_FILE = Path(__file__).with_name("shapes.ttl")
SH = PREFIXES["sh"]


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule that is broken: where, on which path, why, and by which value; IRIs are shortened to CURIEs."""

    node: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        """Return the violation as a message.

        :returns: one line
        """
        where = f"{self.node} {self.path}".rstrip()
        return f"{where}: {self.message}" + (f" (found {self.value})" if self.value else "")


def validate(data: str | bytes | Iterable[Triple | Quad]) -> list[Violation]:
    """Check data against the shapes.

    The whole description of a node must be in the data: its class, and the anchors and quantities it points at.

    :param data: N-Triples as text or bytes, or triples of pyoxigraph
    :returns: what is wrong, sorted; empty if nothing is
    :raises SyntaxError: if the N-Triples cannot be read
    """
    report = _shapes().validate_text(_ntriples(data), format="ntriples")
    if report.conforms and not len(report):
        return []
    import rdflib  # noqa: PLC0415

    return sorted(_violations(rdflib.Graph().parse(data=report.serialize("ntriples"), format="nt")))


def validate_by_pyshacl(data: str | bytes | Iterable[Triple | Quad]) -> list[Violation]:
    """Check data against the shapes by pySHACL, the reference that :func:`validate` is compared with.

    It takes about a hundred times as long.

    :param data: as for :func:`validate`
    :returns: what is wrong, sorted; empty if nothing is
    :raises SyntaxError: if the N-Triples cannot be read
    """
    from pyshacl import validate as run  # noqa: PLC0415

    from ontology.rdflib_terms import to_rdflib  # noqa: PLC0415

    _, report, _ = run(
        to_rdflib(parse(_ntriples(data), format=RdfFormat.N_TRIPLES)),
        shacl_graph=to_rdflib(parse(path=SHAPES_FILE, format=RdfFormat.TURTLE)),
        inference="none",
        do_owl_imports=False,
        meta_shacl=False,
        inplace=True,
    )
    return sorted(_violations(report))


def _ntriples(data: str | bytes | Iterable[Triple | Quad]) -> str:
    """Return data as N-Triples."""
    if isinstance(data, bytes):
        return data.decode("utf-8")
    if isinstance(data, str):
        return data
    triples = (item.triple if isinstance(item, Quad) else item for item in data)
    return (serialize(triples, format=RdfFormat.N_TRIPLES) or b"").decode("utf-8")


@lru_cache(maxsize=1)
def _shapes() -> shacl.Shapes:
    import shacl  # noqa: PLC0415 - only builds and checks validate

    return shacl.Shapes.from_turtle(SHAPES_FILE.read_text(encoding="utf-8"))


def _violations(report: rdflib.Graph) -> set[Violation]:
    import rdflib  # noqa: PLC0415

    sh = rdflib.Namespace(SH)

    def one(result: Node, name: str) -> Node | None:
        return report.value(result, sh[name], any=True)

    return {
        Violation(
            node=_shown(one(result, "focusNode")),
            path=_path(report, one(result, "resultPath")),
            message=_shown(one(result, "resultMessage")),
            value=_shown(one(result, "value")),
        )
        for result in report.subjects(rdflib.RDF.type, sh.ValidationResult)
    }


def _path(report: rdflib.Graph, path: Node | None) -> str:
    """Return a property path as in SPARQL; the shapes use single properties and sequences only."""
    import rdflib  # noqa: PLC0415

    if isinstance(path, rdflib.BNode):
        return "/".join(_shown(step) for step in report.items(path))
    return _shown(path)


def _shown(term: Node | None) -> str:
    return "" if term is None else compact(str(term))
