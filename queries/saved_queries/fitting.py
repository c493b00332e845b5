"""Saved queries fitted to a graph.

A default that the graph has no claims on gives way to one that it has claims on. Where documents are about several
drugs, a query that takes a drug asks about all of them by default.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.namespaces import PREFIXES, compact
from queries.saved_queries.binding import make_term
from queries.saved_queries.model import Parameter, SavedQuery

_OWN = ("drugkg", "source")
_DRUG = "Drug"

MOST_DRUGS = 25
"""A query asks about no more drugs than this unless the user names them."""


@dataclass(frozen=True)
class Mentions:
    """What the claims of a graph speak of.

    :param claims: CURIE of an entity or document → how many claims speak of it
    :param related: CURIE of an entity → the entities that it is related to, such as a use to its drug; a claim on the
        one is also a claim on the other
    :param classes: CURIE → local name of its class
    :param superclasses: local name of a class → those of the classes above it
    :param labels: CURIE → label
    :param subjects: CURIE of a document → the drug that most of its claims are about
    """

    claims: Mapping[str, int]
    related: Mapping[str, Iterable[str]] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    superclasses: Mapping[str, Iterable[str]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    subjects: Mapping[str, str] = field(default_factory=dict)

    def drugs(self) -> list[str]:
        """Return the drugs that documents are about.

        :returns: their CURIEs, those with most claims first
        """
        return sorted(set(self.subjects.values()), key=lambda name: (-self.claims.get(name, 0), name))

    def held(self) -> frozenset[str]:
        """Return all entities and documents that have claims, directly or through related ones.

        :returns: their CURIEs
        """
        found = {name for name, count in self.claims.items() if count}
        level = found
        while level:
            level = {other for name in level for other in self.related.get(name, ())} - found
            found |= level
        return frozenset(found)

    def best(self, entity_class: str, but: Iterable[str]) -> str:
        """Return the entity of a class with most claims.

        :param entity_class: local name of the class, including its subclasses; empty for any entity that is not a
            document
        :param but: CURIEs to leave out
        :returns: its CURIE, or an empty text
        """
        left_out = set(but)
        names = [name for name in self.claims if name not in left_out and self._is_a(name, entity_class)]
        return min(names, key=lambda name: (-self.claims[name], name), default="")

    def _is_a(self, name: str, entity_class: str) -> bool:
        kind = self.classes.get(name, "")
        if not entity_class:
            return bool(kind) and kind != "Document"
        return entity_class in (kind, *self.superclasses.get(kind, ()))


def fitted(queries: Iterable[SavedQuery], mentions: Mentions) -> list[SavedQuery]:
    """Return saved queries with defaults on which the graph has claims.

    :param queries: the queries of the catalogue
    :param mentions: what the claims of the graph speak of
    :returns: the queries; those whose defaults all have claims are unchanged, if documents are about one drug only
    """
    held, drugs = mentions.held(), mentions.drugs()
    return [_fitted(query, mentions, held, drugs) for query in queries]


def _fitted(query: SavedQuery, mentions: Mentions, held: frozenset[str], drugs: list[str]) -> SavedQuery:
    defaults: dict[str, tuple[str, ...]] = {}
    notices: list[tuple[str, str]] = []
    for parameter in query.parameters:
        names = [_curie(value) for value in parameter.default]
        if not _may_change(parameter):
            continue
        if len(drugs) > 1 and _is_the_drug(parameter, query):
            chosen, notice = _several_drugs(parameter, drugs, held, mentions.labels)
            defaults[parameter.name] = chosen
            notices.append((parameter.name, notice))
        elif not held.intersection(names):
            known = next((mentions.classes[name] for name in names if name in mentions.classes), "")
            kind = "Document" if parameter.type == "source" else parameter.entity_class or known
            taken = {name for other in query.parameters for name in map(_curie, other.default)}
            best = mentions.best(kind, taken.union(*defaults.values()))
            if best:
                defaults[parameter.name] = (best,)
                label = mentions.labels.get(best, best)
                text = f"{parameter.name} is {label} by default: the graph has no claims on the usual default"
                notices.append((parameter.name, text))
    return _with_defaults(query, defaults, tuple(notices)) if defaults else query


def _is_the_drug(parameter: Parameter, query: SavedQuery) -> bool:
    """Return whether a parameter is the one drug that a query is about."""
    drugs = [one for one in query.parameters if one.entity_class == _DRUG]
    return drugs == [parameter] and len(parameter.default) == 1


def _several_drugs(
    parameter: Parameter, drugs: list[str], held: frozenset[str], labels: Mapping[str, str]
) -> tuple[tuple[str, ...], str]:
    """Return the default where documents are about several drugs, and the line that says so."""
    number = f"{len(drugs):,} drugs that documents are about"
    if len(drugs) <= MOST_DRUGS:
        listed = ", ".join(labels.get(drug, drug) for drug in drugs)
        return tuple(drugs), f"no {parameter.name} is named: all {number} ({listed})"
    usual = _curie(parameter.default[0])
    chosen = usual if usual in held else drugs[0]
    return (chosen,), f"no {parameter.name} is named: {labels.get(chosen, chosen)}, one of {number}"


def _may_change(parameter: Parameter) -> bool:
    """Return whether a parameter's default is an entity or document of the graph."""
    own = all(_curie(value).partition(":")[0] in _OWN for value in parameter.default)
    return parameter.type in ("entity", "source") and bool(parameter.default) and not parameter.choices and own


def _curie(value: str) -> str:
    return compact(value) if "://" in value else value


def _with_defaults(
    query: SavedQuery, defaults: Mapping[str, tuple[str, ...]], notices: tuple[tuple[str, str], ...]
) -> SavedQuery:
    """Return a query with other defaults, in its parameters and in the blocks of its text."""
    parameters = tuple(
        one._replace(default=defaults[one.name]) if one.name in defaults else one for one in query.parameters
    )
    by_name = {one.name: one for one in parameters}
    parts: list[str] = []
    blocks: list[tuple[str, int, int]] = []
    at = length = 0
    for name, start, end in sorted(query.blocks, key=lambda block: block[1]):
        text = query.text[start:end]
        if name in defaults:
            text = f" {' '.join(make_term(by_name[name], value) for value in defaults[name])} "
        parts += [query.text[at:start], text]
        begin = length + start - at
        blocks.append((name, begin, begin + len(text)))
        length, at = begin + len(text), end
    parts.append(query.text[at:])
    return query._replace(parameters=parameters, text="".join(parts), blocks=tuple(blocks), notices=notices)


def is_own(iri: str) -> bool:
    """Return whether an IRI names an entity or a document of the graph.

    :param iri: a complete IRI
    :returns: true for IRIs below the base of entities or documents
    """
    return iri.startswith(tuple(PREFIXES[prefix] for prefix in _OWN))
