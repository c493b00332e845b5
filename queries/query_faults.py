"""Why a query found nothing: an unknown term, a value that nothing has, GRAPH in the wrong place, a missing ontology.

Only if none of these holds may a page say that nothing in the graph fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from ontology.errors import UserError
from ontology.namespaces import BASE, PREFIXES, compact
from ontology.vocabulary import load_vocabulary
from queries.answers.completeness import says_nothing
from queries.index.name_index import Index
from queries.index.unknown_terms import language_fault, text_faults, unknown_terms
from queries.loaded_ontologies import loaded
from queries.sparql.prefixes import with_prefixes
from queries.sparql.tokenizer import Token, declared_prefixes, few_tokens
from queries.store.interface import Store

FITS = "Nothing in the graph fits. Silence of the documents is not denial."
_SECONDS = 5
_FEW, _MANY = 6, 200
_NEEDS_ONTOLOGY = "external ontology"


class Fault(NamedTuple):
    """What makes a query find nothing.

    :param message: what is the matter
    :param remedy: what to do about it
    """

    message: str
    remedy: str


def faults(store: Store, index: Index, query: str, description: str = "") -> list[Fault]:
    """Return why a query found nothing, as far as its text tells.

    :param store: the store that was asked
    :param index: the index of its graph
    :param query: the SPARQL text that found nothing
    :param description: what the saved query says of itself, if it is one
    :returns: the reasons; none if the query is sound and nothing in the graph fits, or if it is too long to be read
    """
    found = few_tokens(query)
    if found is None:
        return []
    reasons = [*_unknown_terms(index, found), *_missing_ontology(store, found, description)]
    reasons += _missing_words(store, found)
    if line := language_fault(query):
        reasons.append(Fault("This query asks for a language.", f"{line[0].upper()}{line[1:]}."))
    reasons += [Fault("This query looks for an address as a text.", f"{line}.") for line in text_faults(query)]
    if not reasons and not description:  # a saved query is written on purpose for values that a graph may lack
        reasons = [Fault(f"{line}.", "") for line in unknown_terms(store, index, query)] or _unused_values(store, found)
    return reasons or _misplaced_graph(store, query, found)


def why_nothing(store: Store, index: Index, query: str) -> list[str]:
    """Return why a query of the user's own found nothing, in lines for people and programs.

    :param store: the store that was asked
    :param index: the index of its graph
    :param query: the SPARQL text that found nothing
    :returns: the lines; none if the query is sound and nothing in the graph fits, or if it is too long to be read
    """
    if few_tokens(query) is None:
        return []
    lines = [line for line in (language_fault(query), *text_faults(query)) if line]
    lines += unknown_terms(store, index, query)
    return lines or [f"{fault.message} {fault.remedy}" for fault in faults(store, index, query)]


def needs_ontology(description: str) -> bool:
    """Return whether a saved query says that it needs an external ontology.

    :param description: its description
    :returns: true if it finds little without one
    """
    return _NEEDS_ONTOLOGY in description


def _unknown_terms(index: Index, found: Sequence[Token]) -> list[Fault]:
    """Return a reason for each term in our namespaces that neither ontology nor graph has."""
    prefixes = PREFIXES | {name: iri for name, (iri, _) in declared_prefixes(list(found)).items()}
    known = load_vocabulary().names
    reasons = []
    for iri in dict.fromkeys(_iris(found, prefixes)):
        curie = compact(iri)
        prefix, _, local = curie.partition(":")
        if prefix == "dkgo" and local and local not in known:
            near = [f"dkgo:{name}" for name in get_close_matches(local, known, 2)]
            reasons.append(_unknown(curie, "class or property of the ontology", near))
        elif prefix == "drugkg" and local and index.label(iri) is None:
            names = [name.removeprefix("drugkg:") for name in index.names.with_prefix("drugkg")]
            near = [f"drugkg:{name}" for name in get_close_matches(local, names, 2)]
            reasons.append(_unknown(curie, "entity of this graph", near))
    return reasons


def _unknown(curie: str, what: str, near: Sequence[str]) -> Fault:
    remedy = f"Did you mean {' or '.join(near)}?" if near else "Search for its name to find the identifier."
    return Fault(f"{curie} is not a {what}." if what[0] != "e" else f"{curie} is not an {what}.", remedy)


def _iris(found: Iterable[Token], prefixes: dict[str, str]) -> Iterable[str]:
    declaring = False
    for token in found:
        if token.is_word("PREFIX", "BASE"):
            declaring = True
        elif token.kind == "iri":
            if not declaring:
                yield token.text[1:-1]
            declaring = False
        elif token.kind == "name" and not declaring:
            prefix, _, local = token.text.partition(":")
            if prefix in prefixes:
                yield prefixes[prefix] + local


def _unused_values(store: Store, found: Sequence[Token]) -> list[Fault]:
    """Return a reason for each value that the text gives for a property of ours and that nothing has."""
    declared = PREFIXES | {name: iri for name, (iri, _) in declared_prefixes(list(found)).items()}
    reasons = {}
    for at, token in enumerate(found[:-1]):
        value = found[at + 1]
        if not _is_ours(token, declared) or not (value.kind == "string" or _is_ours(value, declared)):
            continue
        tagged = value.kind == "string" and at + 2 < len(found) and found[at + 2].text[:1] in ("@", "^")
        if tagged or (token.text, value.text) in reasons:
            continue
        used = _values_of(store, token.text, value.text)
        if used:
            near = get_close_matches(value.text.strip("\"'"), used, 2, 0.5) or used[:_FEW]
            remedy = f"Did you mean {' or '.join(near)}?" if len(near) < len(used) else f"It has: {', '.join(near)}."
            reasons[token.text, value.text] = Fault(f"Nothing in the graph has {value.text} as {token.text}.", remedy)
    return list(reasons.values())


def _is_ours(token: Token, declared: Mapping[str, str]) -> bool:
    """Return whether a token is a name of a property, or of a value, of the ontology."""
    prefix = token.text.partition(":")[0]
    return token.kind == "name" and declared.get(prefix) == PREFIXES["dkgo"] and token.text[-1] != ":"


def _values_of(store: Store, predicate: str, value: str) -> list[str]:
    """Return some values that a property has; nothing if it has the value asked for, or none at all."""
    pattern = f"GRAPH ?g {{ ?s {predicate} %s }}"
    if _finds(store, f"SELECT ?s WHERE {{ {pattern % value} }}"):
        return []
    query = f"SELECT DISTINCT ?o WHERE {{ {pattern % '?o'} }} ORDER BY ?o"
    try:
        rows = store.select(with_prefixes(query), timeout=_SECONDS, row_limit=_MANY, union=False).rows
    except UserError:
        return []
    return [f'"{o["value"]}"' if o["type"] == "literal" else compact(o["value"]) for o in (row["o"] for row in rows)]


def _missing_words(store: Store, found: Iterable[Token]) -> list[Fault]:
    if not any(token.text in ("graph:quotes", f"<{BASE}graph/quotes>") for token in found):
        return []
    if _finds(store, f"SELECT ?s WHERE {{ GRAPH <{BASE}graph/quotes> {{ ?s ?p ?o }} }}"):
        return []
    return [
        Fault(
            "This query reads words of the documents, and this graph was built without them.",
            "Build it with the originals: drugkg build --originals DIR",
        )
    ]


def _missing_ontology(store: Store, found: Iterable[Token], description: str) -> list[Fault]:
    asks = any(token.text.startswith((f"<{BASE}graph/external/", "graph:external")) for token in found)
    if not (asks or needs_ontology(description)) or loaded(store).rows:
        return []
    return [
        Fault(
            "This query uses an external ontology, and none is loaded.",
            "Load one, such as UBERON, MONDO or GO: drugkg link load FILE.obo",
        )
    ]


def _misplaced_graph(store: Store, query: str, found: Sequence[Token]) -> list[Fault]:
    """Return a reason if the query finds something without GRAPH, or with it."""
    graphs = [at for at, token in enumerate(found) if token.is_word("GRAPH")]
    if any(token.is_word("SERVICE") for token in found):
        return []
    if any(token.is_word("FROM") for token in found):
        return _misplaced_from(store, query, found)
    if graphs and _finds(store, _without_graph(query, found, graphs)):
        return [
            Fault(
                "Within one GRAPH block, all patterns must be in the same graph; here they are in several.",
                "Give each graph its own GRAPH block, or leave GRAPH out: without it, this query finds something.",
            )
        ]
    if not graphs and _finds(store, _within_graph(query, found)):
        return [
            Fault(
                "What this query looks for is in a graph that is read only when it is named.",
                "Put the patterns in GRAPH ?g { … }: with it, this query finds something.",
            )
        ]
    return []


def _misplaced_from(store: Store, query: str, found: Sequence[Token]) -> list[Fault]:
    """Return a reason if the query finds something without FROM."""
    text = query
    for at, token in reversed(list(enumerate(found))):
        if token.is_word("FROM"):
            last = found[at + 2] if found[at + 1].is_word("NAMED") else found[at + 1]
            text = text[: token.start] + text[last.start + len(last.text) :]
    if not _finds(store, text):
        return []
    return [
        Fault(
            "The graphs that FROM names do not hold what this query looks for.",
            "Name further graphs, or leave FROM out: without it, this query finds something.",
        )
    ]


def _without_graph(query: str, found: Sequence[Token], graphs: Iterable[int]) -> str:
    """Return a query with each GRAPH and its name cut out."""
    text = query
    for at in reversed(list(graphs)):
        if at + 2 < len(found):
            text = text[: found[at].start] + text[found[at + 2].start :]
    return text


def _within_graph(query: str, found: Sequence[Token]) -> str:
    """Return a query whose whole pattern is in one GRAPH block."""
    opening = next((token.start for token in found if token.text == "{"), None)
    closing = next((token.start for token in reversed(found) if token.text == "}"), None)
    if opening is None or closing is None or closing < opening:
        return ""
    inner = query[opening + 1 : closing]
    return f"{query[: opening + 1]} GRAPH ?drugkg_graph {{ {inner} }} {query[closing:]}"


def _finds(store: Store, query: str) -> bool:
    if not query:
        return False
    try:
        return not says_nothing(store.select(with_prefixes(query), timeout=_SECONDS, row_limit=1))
    except UserError:
        return False
