"""The entities of the graph, read from the YAML files beside this module, each with the file and line it stands on."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import UserError

ENTITIES_FOLDER = Path(__file__).parent / "entities"
EVIDENCE_TYPES_FILE = Path(__file__).parent / "evidence_types.tsv"

RELATIONS = ("kindOf", "partOf", "occursIn", "involves", "activityOf", "subunitOf", "forCondition", "oppositeOf")
"""Relations between entities that the YAML files may state; each is a property of the ontology."""

_KEYS = {"label", "class", "synonyms", "definition", *RELATIONS}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class EntityError(UserError, ValueError):
    """The entity files are not valid. The message has one line per problem, each with file and line."""


@dataclass(frozen=True)
class Entity:
    """One node of the graph: a drug, a receptor, a finding, a population, …

    :param slug: the local part of its CURIE ``drugkg:<slug>``
    :param label: its preferred name
    :param class_name: the local name of its class in the ontology
    :param definition: one sentence that says what it is
    :param synonyms: further names
    :param relations: relation name to the slugs it points at
    :param place: file name and line, for messages
    """

    slug: str
    label: str
    class_name: str
    definition: str
    synonyms: tuple[str, ...] = ()
    relations: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: str = ""

    @property
    def curie(self) -> str:
        """The CURIE of the entity, such as ``drugkg:baclofen``."""
        return f"drugkg:{self.slug}"


@dataclass(frozen=True)
class EvidenceTerm:
    """A term of another vocabulary that says what kind of evidence or study stands behind a sentence.

    :param curie: its identifier in ECO or MeSH
    :param label: its official label there
    :param class_name: ``EvidenceType`` or ``StudyDesign``
    """

    curie: str
    label: str
    class_name: str


@cache
def load_evidence_terms(path: Path = EVIDENCE_TYPES_FILE) -> dict[str, EvidenceTerm]:
    """Read the table of evidence types and study designs.

    :param path: a tab-separated file with the columns id, label and class
    :returns: CURIE to term
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["id"]: EvidenceTerm(row["id"], row["label"], row["class"]) for row in rows}


def load_entities(folder: Path = ENTITIES_FOLDER) -> dict[str, Entity]:
    """Read every entity file of a folder.

    :param folder: where the ``*.yaml`` files lie
    :returns: slug to entity, in the order of the slugs
    :raises EntityError: if a file is not as it should be, two entities share a slug, or a relation leads nowhere
    """
    entities: dict[str, Entity] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for slug, line, body in _entries(path, problems):
            place = f"{path.name}:{line}"
            if slug in entities:
                problems.append(f"{place}: {slug} stands in {entities[slug].place} already")
            found = _problems_of(slug, body)
            problems += [f"{place}: {slug}: {problem}" for problem in found]
            if not found:
                entities[slug] = _entity(slug, body, place)
    problems += _dangling(entities) + _shared_names(entities)
    if problems:
        raise EntityError("\n".join(problems))
    return dict(sorted(entities.items()))


def _entries(path: Path, problems: list[str]) -> list[tuple[str, int, Any]]:
    """Return slug, line and body of each entry of a file; duplicate keys are kept, unlike with a plain load."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        problems.append(f"{path.name}: not YAML: {' '.join(str(error).split())}")
        return []
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        problems.append(f"{path.name}:1: expected a mapping from slug to entity")
        return []
    loader = yaml.CSafeLoader("")
    return [(str(key.value), key.start_mark.line + 1, loader.construct_document(value)) for key, value in node.value]


def _problems_of(slug: str, body: Any) -> list[str]:
    """Say what is wrong with the form of one entry."""
    if not isinstance(body, dict):
        return ["expected label, class and definition"]
    problems = [f"unknown key {key!r}; known: {', '.join(sorted(_KEYS))}" for key in body if key not in _KEYS]
    if not _SLUG.fullmatch(slug):
        problems.append("a slug is lower-case letters and digits joined by hyphens")
    problems += [
        f"{key} is missing"
        for key in ("label", "class", "definition")
        if not isinstance(body.get(key), str) or not body[key].strip()
    ]
    for key in ("synonyms", *RELATIONS):
        value = body.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            problems.append(f"{key} must be a list of texts")
    return problems


def _entity(slug: str, body: dict[str, Any], place: str) -> Entity:
    return Entity(
        slug=slug,
        label=body["label"],
        class_name=body["class"],
        definition=body["definition"],
        synonyms=tuple(body.get("synonyms", ())),
        relations={name: tuple(body[name]) for name in RELATIONS if body.get(name)},
        place=place,
    )


def _dangling(entities: dict[str, Entity]) -> list[str]:
    return [
        f"{entity.place}: {slug}: {relation} leads to {target!r}, which is no entity"
        for slug, entity in entities.items()
        for relation, targets in entity.relations.items()
        for target in targets
        if target not in entities
    ]


def _shared_names(entities: dict[str, Entity]) -> list[str]:
    """A name must lead to one entity of a class, or look-ups by name would be a guess."""
    owner: dict[tuple[str, str], str] = {}
    problems = []
    for slug, entity in entities.items():
        for name in (entity.label, *entity.synonyms):
            key = (name.casefold(), entity.class_name)
            if owner.setdefault(key, slug) != slug:
                problems.append(f"{entity.place}: {slug}: the name {name!r} belongs to {owner[key]} already")
    return problems
