"""Names in a query that the graph does not know: why an answer may be empty although the query is valid."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.mappings.identifiers import as_curie
from ontology.mappings.prefixes import external_iri
from ontology.namespaces import BASE, PREFIXES, compact
from ontology.vocabulary import load_vocabulary
from queries.errors import StoreError, did_you_mean, near
from queries.index.name_index import Index
from queries.sparql.prefixes import namespace_of
from queries.sparql.terms import iri_terms
from queries.sparql.tokenizer import PROLOGUE, declared_prefixes, tokenize
from queries.store.interface import Store

_KNOWN = """
SELECT DISTINCT ?term WHERE {
  VALUES ?term { %s }
  FILTER(
    EXISTS { GRAPH ?a { ?term ?p1 ?o1 } } || EXISTS { GRAPH ?b { ?s2 ?p2 ?term } }
    || EXISTS { GRAPH ?c { ?s3 ?term ?o3 } } || EXISTS { GRAPH ?term { ?s4 ?p4 ?o4 } }
  )
}
"""
_CLOSENESS = 0.75


def unknown_terms(store: Store, index: Index, query: str) -> list[str]:
    """Return a line on each IRI or CURIE of a query that occurs nowhere in the graph, or only as a counterpart.

    :param store: the store that was asked
    :param index: its index, for names that are similar
    :param query: the user's text
    :returns: what is not there and what may be meant; empty if every name is known, or the store cannot say
    """
    terms = _terms(query)
    if not terms:
        return []
    try:
        rows = store.select(_KNOWN % iri_terms(terms), union=False).rows
    except (StoreError, ValueError):
        return []
    known = {str(row["term"]["value"]) for row in rows}
    lines = [_line(index, iri, written) for iri, written in terms.items() if iri not in known]
    return lines + [line for iri, written in terms.items() if iri in known and (line := _mapped(index, iri, written))]


def text_faults(query: str) -> list[str]:
    """Return a line on each address that a query writes as a text, which is never an entity.

    :param query: the user's text
    :returns: what to write in its place

    >>> text_faults('ASK { ?d a "https://w3id.org/drugkg/ontology/Drug" }')
    ['"https://w3id.org/drugkg/ontology/Drug" is a text: an address is written <https://w3id.org/drugkg/ontology/Drug>']
    """
    texts = [token.text for token in tokenize(query) if token.kind == "string"]
    addresses = [text for text in dict.fromkeys(texts) if text[1:].startswith(("http://", "https://"))]
    return [f"{text} is a text: an address is written <{text[1:-1]}>" for text in addresses]


def language_fault(query: str) -> str:
    """Return a line if a query asks for a language, which the labels of the graph do not have.

    :param query: the user's text
    :returns: what to write in its place; empty if the query asks for none

    >>> language_fault('SELECT ?x { ?x rdfs:label "baclofen"@en }')[:51]
    'the labels of the graph have no language tag: leave'
    >>> language_fault('SELECT ?x { ?x rdfs:label "baclofen" }')
    ''
    """
    asks = any(token.kind == "tag" or token.is_word("LANG", "LANGMATCHES") for token in tokenize(query))
    return "the labels of the graph have no language tag: leave out @en, LANG and LANGMATCHES" if asks else ""


def _terms(query: str) -> dict[str, str]:
    """Return the IRIs of a query, each with how it is written; namespaces of prefixes are not among them."""
    found = tokenize(query)
    declared = {prefix: iri for prefix, (iri, _) in declared_prefixes(found).items()}
    terms = {}
    for before, token in zip([None, *found], found, strict=False):
        if token.kind == "iri" and not (before and (before.is_word(*PROLOGUE) or before.text.endswith(":"))):
            terms[token.text[1:-1]] = token.text
        elif token.kind == "name" and not (before and before.is_word(*PROLOGUE)):
            prefix, _, local = token.text.partition(":")
            namespace = declared.get(prefix) or namespace_of(prefix)
            if namespace and local and prefix != "xsd":
                terms[namespace + local.replace("\\", "")] = token.text
    return {iri: written for iri, written in terms.items() if not iri.startswith(PREFIXES["xsd"])}


def _line(index: Index, iri: str, written: str) -> str:
    """Return the line on a name that is not in the graph."""
    return f"{written} does not occur in the graph{next(iter(_offers(index, iri)), '')}"


def _mapped(index: Index, iri: str, written: str) -> str:
    """Return the line on a term of another vocabulary to which an entity is mapped exactly; no claim names the term."""
    if iri.startswith(BASE) or as_curie(iri) is None:
        return ""
    try:
        entity = index.names.find(iri)
    except LookupError:
        return ""
    return "" if entity == iri else f"{written} is mapped to {compact(entity)}: claims name {compact(entity)}"


def _offers(index: Index, iri: str) -> Iterator[str]:
    """Yield what may be meant by an unknown name, as the ending of a line."""
    if "://" not in iri and namespace_of(iri.partition(":")[0]):
        yield f": it is a prefixed name, write {iri} without < and >"
        return
    prefix, _, local = compact(iri).partition(":")
    if prefix == "dkgo":
        vocabulary = load_vocabulary()
        terms = [name.removeprefix("dkgo:") for name in (*vocabulary.classes, *vocabulary.predicates)]
        yield did_you_mean([f"dkgo:{name}" for name in near(local, terms, cutoff=_CLOSENESS)])
        return
    other = None if iri.startswith(BASE) else as_curie(iri)
    if other and external_iri(other) != iri:
        yield f"; the graph writes it <{external_iri(other)}>"
    if other is None and prefix in PREFIXES and not iri.startswith(BASE):
        return  # a term of RDF or of a vocabulary for documents, to which nothing could be mapped
    try:
        yield f"; it is mapped to {compact(index.names.find(iri))}"
    except LookupError as error:
        yield "".join(str(error).partition("; ")[1:])
