"""The label of any term of the graph, from what is loaded already."""

from __future__ import annotations

from functools import cache

from ontology.namespaces import PREFIXES, compact
from ontology.vocabulary import load_vocabulary
from ui.explorer.frame.session import LoadedGraph


def term_label(graph: LoadedGraph, iri: str) -> str:
    """Return the label of an entity, document, claim, proposition or term of the vocabulary.

    :param graph: the graph
    :param iri: a complete IRI
    :returns: the label, or the CURIE if there is none
    """
    label = graph.index.label(iri)
    if label is not None:
        return label
    curie = compact(iri)
    prefix, _, local = curie.partition(":")
    if prefix == "dkgo":
        return _vocabulary_labels().get(local, local)
    if prefix == "prop":
        return graph.proposition(curie) or curie
    return local if iri.startswith(PREFIXES["claim"]) else curie


@cache
def _vocabulary_labels() -> dict[str, str]:
    """Return the labels of all terms of the vocabulary by their local names."""
    vocabulary = load_vocabulary()
    values = [value for scheme in vocabulary.schemes.values() for value in scheme.values()]
    labels = {value.name: value.label for value in values}
    labels |= {key.name: key.label for key in vocabulary.qualifiers.values()}
    for terms in (vocabulary.relations, vocabulary.predicates, vocabulary.classes):
        labels |= {name: term.label for name, term in terms.items()}
    return labels
