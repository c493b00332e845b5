"""Whether the terms that a graph uses are declared in the ontology; reasoners let an unknown term pass in silence."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Quad, Triple

from ontology.vocabulary import load_vocabulary, local_name


def undeclared(triples: Iterable[Triple | Quad]) -> list[str]:
    """Return the terms of our namespace that occur in triples and not in the ontology.

    :param triples: triples or quads; every position counts, so that a class, a predicate, the predicate that a claim
        is about, and a controlled value are all looked at
    :returns: local names, sorted, each once; a version number, as in the version IRI, is not a term

    >>> from pyoxigraph import NamedNode
    >>> drug = NamedNode("https://w3id.org/drugkg/entity/x")
    >>> undeclared([Triple(drug, NamedNode("https://w3id.org/drugkg/ontology/curse"), drug)])
    ['curse']
    """
    used = {local_name(term) for t in triples for term in (t.subject, t.predicate, t.object)}
    return sorted(name for name in used - load_vocabulary().names if name is not None and name[0].isalpha())
