"""What follows from the ontology, the entities and the facts by rule, and where they clash.

OWL 2 RL rules are run by ``reasonable``, which knows no property chains; those are read from the ontology and run as
SPARQL updates, in turn with it until nothing new follows. Claims are never reasoned over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, serialize

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.scratch import scratch_folder

OWL = PREFIXES["owl"]
RDF = PREFIXES["rdf"]
RDFS = PREFIXES["rdfs"]
TYPE = NamedNode(RDF + "type")
UNION = NamedNode(OWL + "unionOf")
SCOPES = (NamedNode(RDFS + "domain"), NamedNode(RDFS + "range"))
DATATYPE_PROPERTY = NamedNode(OWL + "DatatypeProperty")
NOISE = frozenset(OWL + name for name in ("Thing", "NamedIndividual")) | {RDFS + "Resource"}
BUILT_IN = (OWL, RDF, RDFS)

_CHAINS = """
SELECT ?property ?list WHERE { ?property owl:propertyChainAxiom ?list } ORDER BY STR(?property)
"""

_MEMBERS = """
INSERT { ?union <urn:drugkg:member> ?class } WHERE { ?union owl:unionOf/rdf:rest*/rdf:first ?class }
"""
"""Lets the queries below look a class up without a walk through a list for each node."""

# Kind of clash; query that binds ?a, ?b and, if there are any, ?p and ?c; the sentence that states the reason.
_CLASHES: tuple[tuple[str, str, str], ...] = (
    (
        "disjointClasses",
        """SELECT DISTINCT ?a ?b ?c WHERE {
            { SELECT ?b ?c WHERE {
                { ?all a owl:AllDisjointClasses ; owl:members ?list .
                  ?list rdf:rest*/rdf:first ?b . ?list rdf:rest*/rdf:first ?c }
                UNION { ?b owl:disjointWith ?c } UNION { ?c owl:disjointWith ?b }
                FILTER(STR(?b) < STR(?c)) } }
            ?a a ?b . ?a a ?c }""",
        "{a} is both a {b} and a {c}, which are disjoint classes",
    ),
    (
        "disjointProperties",
        """SELECT DISTINCT ?a ?b ?p ?c WHERE { ?p owl:propertyDisjointWith ?c . ?a ?p ?b . ?a ?c ?b }""",
        "{a} is related to {b} by {p} and by {c}, which are disjoint",
    ),
    (
        "domain",
        """SELECT DISTINCT ?a ?p ?b WHERE {
            { SELECT ?a ?p WHERE {
                { SELECT DISTINCT ?a ?p ?union WHERE { ?p rdfs:domain ?union . ?union owl:unionOf ?list . ?a ?p ?any } }
                FILTER NOT EXISTS { ?union <urn:drugkg:member> ?class . ?a a ?class } } }
            ?a a ?b .
            FILTER EXISTS { ?b a owl:Class FILTER(ISIRI(?b)) }
            FILTER NOT EXISTS { ?a a ?below . ?below rdfs:subClassOf+ ?b } }""",
        "{a} is a {b}, which {p} does not accept as subject",
    ),
    (
        "range",
        """SELECT DISTINCT ?a ?p ?b WHERE {
            { SELECT ?a ?p WHERE {
                { SELECT DISTINCT ?a ?p ?union WHERE { ?p rdfs:range ?union . ?union owl:unionOf ?list . ?any ?p ?a } }
                FILTER NOT EXISTS { ?union <urn:drugkg:member> ?class . ?a a ?class } } }
            ?a a ?b .
            FILTER EXISTS { ?b a owl:Class FILTER(ISIRI(?b)) }
            FILTER NOT EXISTS { ?a a ?below . ?below rdfs:subClassOf+ ?b } }""",
        "{a} is a {b}, which {p} does not accept as object",
    ),
    (
        "sameAndDifferent",
        """SELECT DISTINCT ?a ?b WHERE {
            ?a owl:sameAs ?b . { ?a owl:differentFrom ?b } UNION { ?b owl:differentFrom ?a } }""",
        "{a} and {b} are said to be the same and to be different",
    ),
    (
        "nothing",
        """SELECT DISTINCT ?a WHERE { ?a a owl:Nothing }""",
        "{a} belongs to the empty class",
    ),
)


@dataclass(frozen=True, slots=True, order=True)
class Clash:
    """A contradiction: its kind, the nodes and terms involved as CURIEs, and the reason in one sentence."""

    kind: str
    nodes: tuple[str, ...]
    reason: str


def closure(ontology: Iterable[Triple], data: Iterable[Triple]) -> list[Triple]:
    """Return what follows from the data by the ontology's rules and property chains.

    :param ontology: the triples of the ontology
    :param data: entities and facts; triples whose subject is a blank node (axiom annotations) are left out
    :returns: the new triples between named nodes, sorted; no triple of the input, no statement about terms of the
        ontology, and none that is true of everything
    """
    rules = _without_idle_unions([t for t in ontology if not isinstance(t.object, Literal)])
    literal_properties = {t.subject for t in rules if t.predicate == TYPE and t.object == DATATYPE_PROPERTY}
    given = {t for t in data if _matters(t, literal_properties)}
    terms = {t.subject.value for t in rules if isinstance(t.subject, NamedNode)}
    updates = [_chain_update(head, chain) for head, chain in _chains(rules)]
    known = set(given)
    while True:
        known |= {t for t in _rule_closure(rules, known, terms) if _is_news(t)}
        closed_by_rules = len(known)
        known |= _apply(updates, known)
        if len(known) == closed_by_rules:  # the chains added nothing from which the rules could conclude more
            return sorted((t for t in known - given if _is_news(t)), key=str)


def clashes(ontology: Iterable[Triple], data: Iterable[Triple], *, closed: bool = False) -> list[Clash]:
    """Return the contradictions that can be seen in the data and what follows from it.

    These are the kinds that name their nodes: a node in two disjoint classes, disjoint properties, a subject or object
    of a class that the predicate does not take, same and different at once, membership of the empty class. A full
    check is :func:`ontology.reasoning.consistency.check_consistency`.

    :param ontology: the triples of the ontology
    :param data: entities and facts
    :param closed: whether the data already hold all that follows from them
    :returns: the clashes, sorted; empty if none is seen
    """
    ontology, data = list(ontology), list(data)
    store = Store()
    new = [] if closed else closure(ontology, data)
    store.extend(Quad(*t) for t in (*ontology, *data, *new))
    prologue = sparql_prologue("owl", "rdf", "rdfs")
    store.update(prologue + _MEMBERS)
    found = set()
    for kind, query, reason in _CLASHES:
        solutions = cast("QuerySolutions", store.query(prologue + query))
        names = [variable.value for variable in solutions.variables]
        for row in solutions:
            named = {name: _name(row[name]) for name in names}
            found.add(Clash(kind, tuple(named.values()), reason.format(**named)))
    return sorted(found)


def _name(term: object) -> str:
    return compact(term.value) if isinstance(term, NamedNode) else str(term)


def _without_idle_unions(ontology: list[Triple]) -> list[Triple]:
    """Return the ontology without the unions that are only domains and ranges.

    That a node belongs to such a union leads to nothing else, and would be two thirds of all conclusions.
    """
    scopes = {t.object for t in ontology if t.predicate in SCOPES and isinstance(t.object, BlankNode)}
    idle = scopes - {t.object for t in ontology if t.predicate not in SCOPES}
    idle -= {t.subject for t in ontology if t.predicate not in (TYPE, UNION)}
    kept = [t for t in ontology if t.object not in idle and t.subject not in idle]
    lists = {t.object for t in ontology if t.subject in idle and isinstance(t.object, BlankNode)}
    while lists:  # each with its rest
        inside = [t for t in kept if t.subject in lists]
        kept = [t for t in kept if t.subject not in lists]
        lists = {t.object for t in inside if isinstance(t.object, BlankNode)}
    return kept


def _matters(triple: Triple, literal_properties: set[NamedNode | BlankNode | Triple]) -> bool:
    """Return whether a triple of the data can lead to another; annotations and their blank nodes cannot."""
    if isinstance(triple.subject, BlankNode):
        return False
    return isinstance(triple.object, NamedNode) or triple.predicate in literal_properties


def _is_news(triple: Triple) -> bool:
    if not isinstance(triple.subject, NamedNode) or not isinstance(triple.object, NamedNode):
        return False
    if triple.object.value in NOISE or triple.predicate.value.startswith(RDFS):
        return False
    if triple.subject.value.startswith(BUILT_IN):
        return False
    return triple.subject != triple.object or not triple.predicate.value.startswith(OWL)


def _chains(ontology: list[Triple]) -> Iterator[tuple[NamedNode, list[str]]]:
    """Yield every property chain of the ontology as its property and the SPARQL paths of its members."""
    store = Store()
    store.extend(Quad(*t) for t in ontology)
    for row in cast("QuerySolutions", store.query(sparql_prologue("owl", "rdf") + _CHAINS)):
        yield cast("NamedNode", row["property"]), list(_members(store, cast("BlankNode", row["list"])))


def _members(store: Store, head: NamedNode | BlankNode) -> Iterator[str]:
    while head != NamedNode(RDF + "nil"):
        member = _object(store, head, RDF + "first")
        yield str(member) if isinstance(member, NamedNode) else f"^{_object(store, member, OWL + 'inverseOf')}"
        head = _object(store, head, RDF + "rest")


def _object(store: Store, subject: NamedNode | BlankNode, predicate: str) -> NamedNode | BlankNode:
    quad = next(iter(store.quads_for_pattern(subject, NamedNode(predicate), None)))
    return cast("NamedNode | BlankNode", quad.object)


def _chain_update(head: NamedNode, chain: list[str]) -> str:
    """Return the update that adds what a chain implies.

    >>> _chain_update(NamedNode("http://e/in"), ["<http://e/in>", "<http://e/part>"])
    'INSERT { ?n0 <http://e/in> ?n2 } WHERE { ?n0 <http://e/in> ?n1 . ?n1 <http://e/part> ?n2 }'
    """
    steps = " . ".join(f"?n{i} {path} ?n{i + 1}" for i, path in enumerate(chain))
    return f"INSERT {{ ?n0 {head} ?n{len(chain)} }} WHERE {{ {steps} }}"


def _apply(updates: list[str], triples: set[Triple]) -> set[Triple]:
    """Run the chain updates until they add nothing, and return all triples."""
    store = Store()
    store.extend(Quad(*t) for t in triples)
    size = -1
    while size != len(store):
        size = len(store)
        for update in updates:
            store.update(update)
    return {quad.triple for quad in store}


def _rule_closure(ontology: Iterable[Triple], data: Iterable[Triple], terms: set[str]) -> Iterator[Triple]:
    """Yield input and conclusions of the OWL 2 RL rules that are not about the terms of the ontology.

    Both go in as one graph, so that no blank nodes are confused.
    """
    import rdflib  # noqa: PLC0415
    from reasonable import PyReasoner  # noqa: PLC0415

    reasoner = PyReasoner()
    with scratch_folder() as folder:
        path = folder / "all.ttl"  # N-Triples are Turtle, and by this name the reasoner takes them
        serialize((*ontology, *data), path, format=RdfFormat.N_TRIPLES)
        reasoner.load_file(str(path))
    for subject, predicate, object_ in reasoner.reason():
        if isinstance(subject, rdflib.URIRef) and isinstance(object_, rdflib.URIRef) and str(subject) not in terms:
            yield Triple(NamedNode(str(subject)), NamedNode(str(predicate)), NamedNode(str(object_)))
