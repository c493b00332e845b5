"""The mappings of our entities to other vocabularies, read from ``mappings.sssom.tsv`` (SSSOM) and checked."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from ontology.errors import UserError
from ontology.mappings.prefixes import load_external_prefixes
from ontology.namespaces import PREFIXES

MAPPINGS_FILE = Path(__file__).parent.parent / "mappings.sssom.tsv"
NO_TERM_FOUND = "sssom:NoTermFound"
"""Stands for the object in a row which says that an entity has no counterpart."""

EXACT = "skos:exactMatch"
PREDICATES = (EXACT, "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
JUSTIFICATIONS = ("semapv:ManualMappingCuration", "semapv:LexicalMatching", "semapv:MappingChaining")
"""Judged by a reader, same label and looked at, taken from a cross-reference of a mapped term."""

MAPPED_CLASSES = (
    "ChemicalSubstance", "DrugClass", "Receptor", "AnatomicalStructure", "BiologicalActivity", "ClinicalFinding",
    "Outcome", "Route", "Population", "Jurisdiction", "Agency",
)  # fmt: skip
"""Entities of these classes, and of those below them, have a mapping or say that there is none."""

_HEAD = ("mapping_set_id", "mapping_set_version", "license", "curie_map")


class MappingError(UserError, ValueError):
    """The file of mappings cannot be read; the message has one line a problem, each with file and line."""


@dataclass(frozen=True)
class Mapping:
    """One row: an entity of ours and its counterpart, by the names of SSSOM.

    :param subject_id: CURIE of our entity, or of a term of evidence
    :param subject_label: its label
    :param predicate_id: the kind of match, such as ``skos:exactMatch``; a broad match points at a broader term
    :param object_id: CURIE of the counterpart, or :data:`NO_TERM_FOUND`
    :param object_label: its official label; for a cross-reference the label of the row that gives it
    :param mapping_justification: one of :data:`JUSTIFICATIONS`
    :param object_source: the vocabulary as ``bioregistry:…``
    :param object_source_version: version of the table that it was looked up in
    :param mapping_tool: how it was looked up
    :param comment: why the match is not exact, or where nothing was found
    :param place: file name and line, for messages
    """

    subject_id: str
    subject_label: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    object_source: str
    object_source_version: str
    mapping_tool: str
    comment: str = ""
    place: str = ""

    @property
    def found(self) -> bool:
        """Whether there is a counterpart."""
        return self.object_id != NO_TERM_FOUND

    @property
    def vocabulary(self) -> str:
        """Prefix of the counterpart, such as ``CHEBI``."""
        return self.object_id.partition(":")[0]


@dataclass(frozen=True)
class MappingSet:
    """The file as a whole.

    :param metadata: what its head says, by the names of SSSOM
    :param mappings: its rows
    """

    metadata: MappingOf[str, Any]
    mappings: tuple[Mapping, ...]


_COLUMNS = tuple(item.name for item in fields(Mapping) if item.name != "place")


def load_mappings(path: Path = MAPPINGS_FILE) -> list[Mapping]:
    """Read the rows of a file of mappings.

    :param path: an SSSOM table with its head
    :returns: the rows in their order
    :raises MappingError: if the file is not as it should be
    """
    return list(load_mapping_set(path).mappings)


def load_mapping_set(path: Path = MAPPINGS_FILE) -> MappingSet:
    """Read a file of mappings with its head.

    :param path: an SSSOM table with its head
    :returns: head and rows
    :raises MappingError: if the file is not as it should be
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {error}") from error
    head = [line for line in lines if line.startswith("#")]
    metadata, problems = _read_head(path.name, "\n".join(line[1:] for line in head))
    body = enumerate(lines[len(head) :], start=len(head) + 1)
    _, header = next(body, (0, ""))
    if tuple(header.split("\t")) != _COLUMNS:
        problems.append(f"{path.name}:{len(head) + 1}: expected the columns {', '.join(_COLUMNS)}")
        raise MappingError("\n".join(problems))
    mappings = []
    for number, line in body:
        row, place = line.split("\t"), f"{path.name}:{number}"
        if len(row) != len(_COLUMNS):
            problems.append(f"{place}: {len(row)} cells, expected {len(_COLUMNS)}")
        elif not all(":" in row[at] for at in (0, 2, 3)):
            problems.append(f"{place}: subject_id, predicate_id and object_id must be CURIEs")
        else:
            mappings.append(Mapping(**dict(zip((*_COLUMNS, "place"), (*row, place), strict=True))))
    if problems:
        raise MappingError("\n".join(problems))
    return MappingSet(metadata, tuple(mappings))


def _read_head(name: str, text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the metadata of a set, and what is wrong with it: each prefix must stand for the same as everywhere."""
    try:
        metadata = yaml.safe_load(text)
    except yaml.YAMLError as error:
        return {}, [f"{name}:1: the head is not YAML: {' '.join(str(error).split())}"]
    if not isinstance(metadata, dict) or not isinstance(metadata.get("curie_map"), dict):
        return {}, [f"{name}:1: the head must be a mapping with a curie_map"]
    known = {prefix: entry.namespace for prefix, entry in load_external_prefixes().items()} | PREFIXES
    problems = [f"{name}:1: {key} is missing in the head" for key in _HEAD if not metadata.get(key)]
    problems += [
        f"{name}:1: the prefix {prefix} stands for {namespace}, elsewhere for {known[prefix]}"
        for prefix, namespace in metadata["curie_map"].items()
        if known.get(prefix, namespace) != namespace
    ]
    return metadata, problems
