"""The nodes that claims name: those of the ontology where they fit, new ones where they do not."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from ingest.lexicon.folding import fold, folded_name
from ontology.entities import Entity
from ontology.vocabulary import Vocabulary

_DEFINITION = "{} that documents of the workspace name; no reader has described it yet."
_NOUNS = {
    "ClinicalFinding": "A finding",
    "Drug": "A drug",
    "ChemicalSubstance": "A substance",
    "DrugClass": "A group of drugs",
    "Receptor": "A molecular target",
    "Enzyme": "An enzyme",
    "BiologicalActivity": "An activity",
    "AnatomicalStructure": "A part of the body",
    "Neurotransmitter": "A transmitter",
    "Population": "A group of people",
    "Cessation": "The sudden end of a drug's use",
    "Overdose": "Taking too much of a drug",
    "Procedure": "A procedure",
    "Agency": "An agency",
    "Jurisdiction": "A country or region",
    "Outcome": "What a study measured",
    "Measurement": "What is measured",
    "DrugCombination": "The use of drugs together",
}


def slug_of(label: str) -> str:
    """Return the slug of a label; every label gives one.

    :param label: a label in any script
    :returns: lower-case letters and digits joined by hyphens

    >>> slug_of("α2δ subunit (N-type)"), slug_of("…")[:4]
    ('alpha2delta-subunit-n-type', 'term')
    """
    text = label.lower()
    for letter, name in zip("αβγδκμσµ", ("alpha", "beta", "gamma", "delta", "kappa", "mu", "sigma", "mu"), strict=True):
        text = text.replace(letter, name)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:70].strip("-")
    return slug or "term-" + hashlib.sha256(label.encode("utf-8", errors="replace")).hexdigest()[:8]


def _note(names: dict[str, list[str]], entity: Entity) -> None:
    for name in (entity.label, *entity.synonyms):
        slugs = names.setdefault(folded_name(name), [])
        if entity.slug not in slugs:
            slugs.append(entity.slug)


_indexed: list[tuple[dict[str, Entity], int, dict[str, list[str]]]] = []


def _index_of(entities: dict[str, Entity]) -> dict[str, list[str]]:
    """Return folded name to slugs; made once for the documents of a run, which share their entities."""
    if _indexed and _indexed[0][0] is entities and _indexed[0][1] == len(entities):
        return _indexed[0][2]
    names: dict[str, list[str]] = {}
    for entity in entities.values():
        _note(names, entity)
    _indexed[:] = [(entities, len(entities), names)]
    return names


class Nodes:
    """The entities that exist, and those that the claims of a document add.

    :param entities: slug to entity
    :param vocabulary: the classes
    """

    def __init__(self, entities: dict[str, Entity], vocabulary: Vocabulary) -> None:
        self._entities = dict(entities)
        self._vocabulary = vocabulary
        self._known = _index_of(entities)
        self._names: dict[str, list[str]] = {}
        self.new: dict[str, Entity] = {}

    def label(self, curie: str) -> str:
        """Return the label of an entity.

        :param curie: its CURIE
        :returns: its label
        """
        return self._entities[curie.removeprefix("drugkg:")].label

    def find(self, names: Iterable[str], classes: Iterable[str]) -> str | None:
        """Return the entity that has one of the names and fits one of the classes.

        :param names: labels and synonyms, the best one first
        :param classes: classes that fit; any if empty
        :returns: its CURIE, ``None`` if there is none
        """
        wanted = tuple(classes)
        for name in names:
            folded = folded_name(name)
            for form in (folded, folded.removesuffix("s"), f"{folded}s"):
                for slug in (*self._known.get(form, ()), *self._names.get(form, ())):
                    class_name = self._entities[slug].class_name
                    if not wanted or any(self._vocabulary.is_a(class_name, one) for one in wanted):
                        return f"drugkg:{slug}"
        return None

    def find_or_add(
        self,
        names: Iterable[str],
        class_name: str,
        fits: Iterable[str] = (),
        *,
        relations: dict[str, tuple[str, ...]] | None = None,
    ) -> str:
        """Return the entity with one of the names, and add it where there is none.

        :param names: label and synonyms, the label first
        :param class_name: class of a new entity
        :param fits: classes that an existing entity may have
        :param relations: relations of a new entity
        :returns: its CURIE
        """
        listed = [" ".join(name.split()) for name in names if name.strip()]
        found = self.find(listed, tuple(fits) or (class_name,))
        if found is not None:
            return found
        label = listed[0]
        slug = self._free_slug(label, class_name)
        taken = {fold(label)}
        synonyms = []
        for name in listed[1:]:
            if fold(name) not in taken and self.find([name], [class_name]) is None:
                taken.add(fold(name))
                synonyms.append(name)
        entity = Entity(
            slug,
            label,
            class_name,
            _DEFINITION.format(_NOUNS.get(class_name, "A thing")),
            tuple(synonyms),
            relations or {},
        )
        self._entities[slug] = self.new[slug] = entity
        _note(self._names, entity)
        return entity.curie

    def _free_slug(self, label: str, class_name: str) -> str:
        slug = slug_of(label)
        if slug not in self._entities:
            return slug
        kind = re.sub(r"(?<!^)([A-Z])", r"-\1", class_name).lower()
        other = f"{slug}-{kind}"
        return other if other not in self._entities else f"{other}-{hashlib.sha256(label.encode()).hexdigest()[:6]}"
