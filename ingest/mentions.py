"""What the claims of a graph speak of, counted, to choose the defaults of its saved queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from ingest.assembly import Inputs
from ontology.entities import Entity
from ontology.vocabulary import Vocabulary
from queries.saved_queries.fitting import Mentions


def mentions_of(inputs: Inputs) -> Mentions:
    """Return how many claims speak of each entity and document.

    :param inputs: what the graph is built from
    :returns: the counts, with the relations, classes and labels of the entities
    """
    claims: Counter[str] = Counter()
    subjects: dict[str, str] = {}
    drugs = _drugs_behind(inputs.entities, inputs.vocabulary)
    classes = {entity.curie: entity.class_name for entity in inputs.entities.values()}
    classes |= {f"source:{item.source.slug}": "Document" for item in inputs.sources}
    for item in inputs.sources:
        digest = inputs.digests.of(item)
        claims.update({name: number for name, number in digest.mentions.items() if name in classes})
        about: Counter[str] = Counter()
        for subject, number in digest.subjects.items():
            about.update(dict.fromkeys(drugs.get(subject, ()), number))
        if about:
            subjects[f"source:{item.source.slug}"] = min(about, key=lambda drug: (-about[drug], drug))
    related = {
        entity.curie: [f"drugkg:{slug}" for slugs in entity.relations.values() for slug in slugs]
        for entity in inputs.entities.values()
    }
    superclasses = {name: inputs.vocabulary.ancestors(name) for name in inputs.vocabulary.classes}
    return Mentions(claims, related, classes, superclasses, inputs.labels, subjects)


def _drugs_behind(entities: Mapping[str, Entity], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """Return the drugs that a claim on an entity is about: the entity itself, or those that it involves."""
    drugs = {slug for slug, entity in entities.items() if vocabulary.is_a(entity.class_name, "Drug")}
    found: dict[str, tuple[str, ...]] = {}
    for slug, entity in entities.items():
        named = (slug,) if slug in drugs else entity.relations.get("involves", ())
        if of_those := tuple(f"drugkg:{name}" for name in named if name in drugs):
            found[entity.curie] = of_those
    return found
