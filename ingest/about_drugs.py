"""Which drugs a claim is about: those that it names, and those that the uses, people and activities there involve."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ingest.claims import ClaimRecord
from ontology.entities import Entity
from ontology.vocabulary import Vocabulary

INVOLVING = ("Exposure", "Population", "BiologicalActivity", "Measurement")
"""Classes whose members are about the drugs that they involve, wherever a claim names them."""


class AboutDrugs:
    """Finds the drugs that claims are about.

    An entity of the classes :data:`INVOLVING` represents the drugs that it, or what it is a kind of, involves. Any
    other entity, such as a withdrawal syndrome, does so as the subject of a claim only: that a drug is used for alcohol
    use disorder is not said about ethanol.

    :param entities: slug to entity
    :param vocabulary: the ontology's classes
    """

    def __init__(self, entities: Mapping[str, Entity], vocabulary: Vocabulary) -> None:
        self._entities = entities
        self._vocabulary = vocabulary

    def drugs(self, record: ClaimRecord) -> list[str]:
        """Return the drugs that a claim is about.

        :param record: the claim
        :returns: their CURIEs, sorted
        """
        found = set(self._of(record.subject_id, subject=True))
        if record.object_id is not None:
            found.update(self._of(record.object_id, subject=False))
        return sorted(found)

    def _of(self, curie: str, *, subject: bool) -> Iterator[str]:
        entity = self._entity(curie)
        if entity is None:
            return
        if self._is(entity, "Drug"):
            yield entity.curie
        elif subject or any(self._is(entity, name) for name in INVOLVING):
            involved = (slug for kind in self._kinds(entity) for slug in kind.relations.get("involves", ()))
            yield from (f"drugkg:{slug}" for slug in involved if self._is(self._entities[slug], "Drug"))

    def _entity(self, curie: str) -> Entity | None:
        prefix, _, slug = curie.partition(":")
        return self._entities.get(slug) if prefix == "drugkg" else None

    def _is(self, entity: Entity, class_name: str) -> bool:
        return self._vocabulary.is_a(entity.class_name, class_name)

    def _kinds(self, entity: Entity) -> list[Entity]:
        """Return an entity and everything that it is a kind of."""
        found = {entity.slug: entity}
        for kind in (level := [entity]):
            above = [self._entities[slug] for slug in kind.relations.get("kindOf", ()) if slug not in found]
            found.update((one.slug, one) for one in above)
            level += above
        return list(found.values())
