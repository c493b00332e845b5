"""The entries of the lexicon, from the ontology, the own lists, and the packaged table, in this order of precedence."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ingest.lexicon.folding import fold
from ontology.entities import Entity

LISTS_FOLDER = Path(__file__).with_name("lists")
TABLE_FILE = Path(__file__).with_name("vocabulary.tsv.gz")

CATEGORY_OF_CLASS = {
    "ClinicalFinding": "finding",
    "Drug": "drug",
    "DrugClass": "drug_class",
    "Receptor": "target",
    "Enzyme": "enzyme",
    "Neurotransmitter": "transmitter",
    "BrainRegion": "region",
    "AnatomicalStructure": "organ",
    "ChemicalSubstance": "drug",
}
"""Which category the entities of a class belong to; other classes are not looked for in documents."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that documents name.

    :param category: finding, drug, drug_class, target, enzyme, transmitter, region or organ
    :param label: its usual name
    :param id: CURIE, of the ontology or of the vocabulary; empty if it is only in the own lists
    :param synonyms: further names
    :param xrefs: identifiers elsewhere
    """

    category: str
    label: str
    id: str = ""
    synonyms: tuple[str, ...] = ()
    xrefs: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the usual one first."""
        return (self.label, *self.synonyms)


@cache
def stop_words() -> frozenset[str]:
    """Return the names that are ordinary words.

    :returns: folded
    """
    return frozenset(fold(str(word)) for word in _yaml("stop.yaml"))


@cache
def list_entries() -> tuple[Entry, ...]:
    """Return the entries of the own lists.

    :returns: in the order of the files
    """
    found = [Entry("finding", name, "", tuple(map(str, other))) for name, other in _yaml("findings.yaml").items()]
    found += [
        Entry("drug_class", name, "", tuple(map(str, other))) for name, other in _yaml("drug_classes.yaml").items()
    ]
    for file in ("targets.yaml", "body.yaml"):
        for category, names in _yaml(file).items():
            found += [Entry(category, str(name), "", tuple(map(str, other))) for name, other in names.items()]
    return tuple(found)


@cache
def activity_words() -> tuple[str, ...]:
    """Return the nouns of what goes on in the body, such as *release*.

    :returns: in the order of the file
    """
    return tuple(_yaml("activities.yaml")["activity"])


def entity_entries(entities: dict[str, Entity]) -> Iterator[Entry]:
    """Yield the entries of the ontology's entities.

    :param entities: slug to entity
    :yields: an entry for each entity that documents name
    """
    for entity in entities.values():
        category = CATEGORY_OF_CLASS.get(entity.class_name)
        if category is not None:
            yield Entry(category, entity.label, entity.curie, entity.synonyms)


def table_entries() -> Iterator[Entry]:
    """Yield the entries of the packaged vocabulary table.

    :yields: SYMP, DOID, DrugBank vocabulary and MeSH entries
    """
    with gzip.open(TABLE_FILE) as file:
        text = file.read().decode("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Entry(
            row["category"],
            row["label"],
            row["id"],
            tuple(filter(None, row["synonyms"].split("|"))),
            tuple(filter(None, row["xrefs"].split("|"))),
        )


def _yaml(file: str):  # type: ignore[no-untyped-def]
    return yaml.load((LISTS_FOLDER / file).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
