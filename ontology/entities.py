"""The entities of the graph, read from the YAML files of ``entities/``, each with its file and line."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from ontology.errors import UserError
from ontology.files import check_yaml, read_text, why_unreadable
from ontology.kept import Kept
from ontology.validation_errors import invalid_fields

ENTITIES_FOLDER = Path(__file__).parent / "entities"
EVIDENCE_TYPES_FILE = Path(__file__).parent / "evidence_types.tsv"

RELATIONS = (
    "kindOf",
    "partOf",
    "occursIn",
    "involves",
    "activityOf",
    "subunitOf",
    "forCondition",
    "oppositeOf",
    "byRoute",
)
"""Relations between entities that the YAML files may state; each is a property of the ontology."""

HIERARCHIES = ("kindOf", "partOf", "subunitOf")
"""Relations that must not lead back to where they began."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class EntityError(UserError, ValueError):
    """The entity files are not valid. The message has one line per problem, each with file and line."""


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("must not be empty")
    return text


_Text = Annotated[str, AfterValidator(_not_blank)]
_Texts = tuple[_Text, ...]


class _Body(BaseModel):
    """What a file states of one entity; :class:`Entity` explains the fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=to_camel)

    label: _Text
    class_name: _Text = Field(alias="class")
    definition: _Text
    synonyms: _Texts = ()
    kind_of: _Texts = ()
    part_of: _Texts = ()
    occurs_in: _Texts = ()
    involves: _Texts = ()
    activity_of: _Texts = ()
    subunit_of: _Texts = ()
    for_condition: _Texts = ()
    opposite_of: _Texts = ()
    by_route: _Texts = ()


@dataclass(frozen=True)
class Entity:
    """One node of the graph: a drug, a receptor, a finding, a population, …

    :param slug: the local part of its CURIE ``drugkg:<slug>``
    :param label: its preferred name
    :param class_name: the local name of its class in the ontology
    :param definition: one sentence that says what it is
    :param synonyms: further names
    :param relations: relation name to the slugs of its targets
    :param place: folder, file and line, for messages
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
    """A term of another vocabulary that says what kind of evidence or study supports a sentence.

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


def load_entities(folder: Path = ENTITIES_FOLDER, *more: Path, kept: Kept | None = None) -> dict[str, Entity]:
    """Read every entity file of a folder, or of several as one set.

    :param folder: the folder of the ``*.yaml`` files
    :param more: further folders, whose entities may lead to those of the first
    :param kept: keeps what was read from files, which are not parsed again
    :returns: slug to entity, in the order of the slugs
    :raises EntityError: if a file is not valid, two entities share a slug or a name, or a relation leads nowhere
    """
    entities: dict[str, Entity] = {}
    problems: list[str] = []
    for path in (path for place in (folder, *more) for path in sorted(place.glob("*.yaml"))):
        try:
            read, found = _read_again(path, read_text(path), kept)
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{path.parent.name}/{path.name}: cannot be read: {why_unreadable(error)}")
            continue
        problems += found
        for slug, place, entity in read:
            if slug in entities:
                problems.append(f"{place}: {slug} is already defined in {entities[slug].place}")
            if entity is not None:
                entities[slug] = entity
    problems += _dangling(entities) + _circles(entities) + _shared_names(entities)
    if problems:
        raise EntityError("\n".join(problems))
    return dict(sorted(entities.items()))


_Read = tuple[str, str, Entity | None]
"""Slug, place, and the entity if its entry is valid."""


def _read_again(path: Path, text: str, kept: Kept | None) -> tuple[Iterable[_Read], Sequence[str]]:
    """Return the entries of a file and its problems; what was kept of a valid file is not parsed again."""
    if kept is None:
        return _read_entities(path, text)
    key = f"{path.parent.name}/{path.name}\n{text}"
    data = kept.get("entities", key)
    if data is not None:
        again = []
        for slug, label, kind, definition, synonyms, relations, place in json.loads(data):
            targets = {name: tuple(slugs) for name, slugs in relations.items()}
            again.append((slug, place, Entity(slug, label, kind, definition, tuple(synonyms), targets, place)))
        return again, ()
    read, problems = _read_entities(path, text)
    if not problems:
        fields = [list(vars(entity).values()) for _, _, entity in read if entity is not None]
        kept.put("entities", key, json.dumps(fields, ensure_ascii=False).encode())
    return read, problems


@lru_cache(maxsize=64)
def _read_entities(path: Path, text: str) -> tuple[tuple[_Read, ...], tuple[str, ...]]:
    """Return the entries of a file and its problems; a file that is read again unchanged is not parsed again."""
    problems: list[str] = []
    read = []
    loader = yaml.CSafeLoader("")
    for key, value in _entries(path, text, problems):
        slug, place = str(key.value), f"{path.parent.name}/{path.name}:{key.start_mark.line + 1}"
        read.append((slug, place, _read_entry(slug, loader, value, place, problems)))
    return tuple(read), tuple(problems)


def _entries(path: Path, text: str, problems: list[str]) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return slug and body of each entry of a file as nodes; duplicate slugs are kept, unlike with a plain load."""
    try:
        check_yaml(text)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problems.append(f"{path.parent.name}/{path.name}{line}: not YAML: {getattr(error, 'problem', None) or error}")
        return []
    if node is None:
        return []
    if not isinstance(node, yaml.MappingNode):
        problems.append(f"{path.parent.name}/{path.name}:1: expected a mapping from slug to entity")
        return []
    entries: list[tuple[yaml.Node, yaml.Node]] = node.value
    return entries


def _read_entry(slug: str, loader: yaml.CSafeLoader, node: yaml.Node, place: str, problems: list[str]) -> Entity | None:
    """Return the entity of an entry; ``None`` if it is not valid, with its problems added to the list."""
    if not _SLUG.fullmatch(slug):
        problems.append(f"{place}: {slug}: a slug is lower-case letters and digits joined by hyphens")
        return None
    try:
        body = _Body.model_validate(loader.construct_document(node))
    except ValidationError as error:
        file, _, line = place.rpartition(":")
        for path, message in invalid_fields(error):
            problems.append(f"{file}:{_line_of(node, path) or line}: {slug}: {message}")
        return None
    stated = body.model_dump(by_alias=True)
    return Entity(
        slug=slug,
        label=body.label,
        class_name=body.class_name,
        definition=body.definition,
        synonyms=body.synonyms,
        relations={name: targets for name, targets in stated.items() if name in RELATIONS and targets},
        place=place,
    )


def _line_of(node: yaml.Node, path: Sequence[str | int]) -> int:
    """Return the line of a field in an entry, counted from 1; 0 where the entry has no such field."""
    line = 0
    for part in path:
        if isinstance(node, yaml.MappingNode):
            inside = {key.value: (key, value) for key, value in node.value}
        elif isinstance(node, yaml.SequenceNode):
            inside = {place: (item, item) for place, item in enumerate(node.value)}
        else:
            break
        if part not in inside:
            break
        first, node = inside[part]
        line = first.start_mark.line + 1
    return line


def _dangling(entities: dict[str, Entity]) -> list[str]:
    return [
        f"{entity.place}: {slug}: {relation} leads to {target!r}, which is not an entity"
        for slug, entity in entities.items()
        for relation, targets in entity.relations.items()
        for target in targets
        if target not in entities
    ]


def _circles(entities: dict[str, Entity]) -> list[str]:
    """Nothing is a kind or a part of itself, not even by way of others."""
    problems = []
    for relation in HIERARCHIES:
        done: set[str] = set()
        for slug in entities:
            circle = _circle_from(slug, relation, entities, done)
            if circle:
                way = " → ".join(circle)
                problems.append(f"{entities[circle[0]].place}: {circle[0]}: {relation} leads in a circle: {way}")
    return problems


def _circle_from(start: str, relation: str, entities: dict[str, Entity], done: set[str]) -> list[str]:
    """Return the first circle that is met from an entity on; ``done`` grows by what leads into none."""
    way: list[str] = []
    waiting: list[tuple[str, int]] = [(start, 0)]
    while waiting:
        slug, depth = waiting.pop()
        if slug in way[:depth]:
            return [*way[way.index(slug) : depth], slug]
        if slug in done or slug not in entities:
            continue
        done.add(slug)
        way[depth:] = [slug]
        waiting += [(target, depth + 1) for target in entities[slug].relations.get(relation, ())]
    return []


def _shared_names(entities: dict[str, Entity]) -> list[str]:
    """A name must lead to one entity of a class, or look-ups by name would be a guess."""
    owner: dict[tuple[str, str], str] = {}
    problems = []
    for slug, entity in entities.items():
        for name in (entity.label, *entity.synonyms):
            key = (name.casefold(), entity.class_name)
            if owner.setdefault(key, slug) != slug:
                problems.append(f"{entity.place}: {slug}: the name {name!r} already belongs to {owner[key]}")
    return problems
