"""What the claims of a graph speak of, counted, to choose the defaults of its saved queries."""

from __future__ import annotations

from collections import Counter

from ingest.assembly import Inputs
from queries.saved_queries.fitting import Mentions


def mentions_of(inputs: Inputs) -> Mentions:
    """Return how many claims speak of each entity and document.

    :param inputs: what the graph is built from
    :returns: the counts, with the relations, classes and labels of the entities
    """
    claims: Counter[str] = Counter()
    classes = {entity.curie: entity.class_name for entity in inputs.entities.values()}
    for item in inputs.sources:
        document = f"source:{item.source.slug}"
        classes[document] = "Document"
        claims[document] = len(item.claims)
        for claim in item.claims:
            record = claim.record
            values = (record.subject_id, record.object_id, *record.qualifiers.values())
            claims.update({value for value in values if isinstance(value, str) and value in classes})
    related = {
        entity.curie: [f"drugkg:{slug}" for slugs in entity.relations.values() for slug in slugs]
        for entity in inputs.entities.values()
    }
    superclasses = {name: inputs.vocabulary.ancestors(name) for name in inputs.vocabulary.classes}
    return Mentions(claims, related, classes, superclasses, inputs.labels)
