"""What the index next to a store holds: the names and identifiers of the entities, and what screens want at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ingest.assembly import Inputs
from ingest.mentions import mentions_of
from ontology.entities import load_evidence_terms
from ontology.mappings.sssom import MappingSet, load_mapping_set
from ontology.mappings.synonyms import names_to_find_by
from ontology.namespaces import expand
from queries.index.name_index import Further, build_index
from queries.saved_queries.model import SavedQuery


def index_data(
    inputs: Inputs,
    queries: Iterable[SavedQuery],
    mappings: MappingSet | None = None,
    claims: Mapping[str, int] | None = None,
) -> dict[str, Any]:
    """Return the index of a graph as plain data.

    :param inputs: what the graph is built from
    :param queries: its saved queries
    :param mappings: the mappings; read from their file if left out
    :param claims: CURIE to number of claims that speak of it; counted if left out
    :returns: what :func:`queries.index.name_index.build_index` returns
    """
    further = _further(mappings, mentions_of(inputs).claims if claims is None else claims)
    return build_index(_named(inputs), queries, _documents(inputs), _superclasses(inputs), further)


def index_without_names(inputs: Inputs, queries: Iterable[SavedQuery]) -> dict[str, Any]:
    """Return the index of a graph whose names are taken from an earlier version.

    :param inputs: what the graph is built from
    :param queries: its saved queries
    :returns: what :func:`queries.index.name_index.build_index` returns for no entities
    """
    return build_index((), queries, _documents(inputs), _superclasses(inputs))


def _named(inputs: Inputs) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """Return IRI, label, class and further names of everything that a user may name."""
    named = [(e.curie, e.label, e.class_name, e.synonyms) for e in inputs.entities.values()]
    named += [(term.curie, term.label, term.class_name, ()) for term in load_evidence_terms().values()]
    further: dict[str, list[str]] = {}
    for item in inputs.sources:
        source = item.source
        names = filter(None, (source.slug, source.file, source.short_title))
        named.append((f"source:{source.slug}", source.title, "Document", tuple(names)))
        for reference in source.references:
            titles = tuple(filter(None, (reference.title, reference.doi)))
            named.append((f"ref:{reference.id}", reference.label, "Reference", titles))
        for curie, name in inputs.digests.of(item).names:
            further.setdefault(curie, []).append(name)
    return [(expand(curie), label, kind, (*names, *further.get(curie, ()))) for curie, label, kind, names in named]


def _further(mapping_set: MappingSet | None, claims: Mapping[str, int]) -> Further:
    """Return names and identifiers that other vocabularies have for the entities, and the numbers of their claims."""
    mappings = [row for row in (mapping_set or load_mapping_set()).mappings if row.found]
    return Further(
        synonyms=names_to_find_by(),
        matches=[(row.subject_id, row.predicate_id, row.object_id) for row in mappings],
        claims=claims,
    )


def _documents(inputs: Inputs) -> dict[str, dict[str, str | None]]:
    """Return IRI of each document and what a screen wants to know of it at once."""
    return {
        expand(f"source:{item.source.slug}"): {
            "title": item.source.title,
            "short_title": item.source.short_title,
            "kind": item.source.kind,
            "date": item.source.date,
            "file": item.source.file,
        }
        for item in inputs.sources
    }


def _superclasses(inputs: Inputs) -> dict[str, tuple[str, ...]]:
    return {name: inputs.vocabulary.ancestors(name) for name in inputs.vocabulary.classes}
