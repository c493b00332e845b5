"""What the index next to a store holds: the names and identifiers of the entities, and what screens want at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ingest.assembly import Inputs
from ingest.mentions import mentions_of
from ontology.entities import load_evidence_terms
from ontology.mappings.sssom import MappingSet, load_mapping_set
from ontology.mappings.synonyms import names_to_find_by
from ontology.namespaces import expand
from queries.index.name_index import Further, build_index
from queries.saved_queries.model import SavedQuery

NAMING_PREDICATES = frozenset({"dkgo:hasBrandName", "dkgo:hasSynonym"})
"""Predicates whose literal is a further name of their subject, by which a user may look it up."""


def index_data(inputs: Inputs, queries: Iterable[SavedQuery], mappings: MappingSet | None = None) -> dict[str, Any]:
    """Return the index of a graph as plain data.

    :param inputs: what the graph is built from
    :param queries: its saved queries
    :param mappings: the mappings; read from their file if left out
    :returns: what :func:`queries.index.name_index.build_index` returns
    """
    return build_index(_named(inputs), queries, _documents(inputs), _superclasses(inputs), _further(inputs, mappings))


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
        for claim in item.claims:
            record = claim.record
            if record.predicate_id in NAMING_PREDICATES and record.polarity == "affirmed" and record.literal:
                further.setdefault(record.subject_id, []).append(record.literal)
    return [(expand(curie), label, kind, (*names, *further.get(curie, ()))) for curie, label, kind, names in named]


def _further(inputs: Inputs, mapping_set: MappingSet | None) -> Further:
    """Return names and identifiers that other vocabularies have for the entities, and the numbers of their claims."""
    mappings = [row for row in (mapping_set or load_mapping_set()).mappings if row.found]
    return Further(
        synonyms=names_to_find_by(),
        matches=[(row.subject_id, row.predicate_id, row.object_id) for row in mappings],
        claims=mentions_of(inputs).claims,
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
