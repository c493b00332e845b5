"""The mappings of our entities to other vocabularies, read from ``mappings.sssom.tsv`` (SSSOM) and checked."""

from __future__ import annotations

import csv
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import ValidationError

from ontology.errors import UserError
from ontology.files import check_yaml, read_text, why_unreadable
from ontology.mappings.prefixes import prefix_converter, prefix_map
from ontology.mappings.sssom_library import sssom_library

if TYPE_CHECKING:
    from curies import Converter

MAPPINGS_FILE = Path(__file__).parent.parent / "mappings.sssom.tsv"
NO_TERM_FOUND = "sssom:NoTermFound"
"""Stands for the object in a row which says that an entity has no counterpart."""

EXACT = "skos:exactMatch"
PREDICATES = (EXACT, "skos:closeMatch", "skos:broadMatch", "skos:narrowMatch", "skos:relatedMatch")
JUSTIFICATIONS = ("semapv:ManualMappingCuration", "semapv:LexicalMatching", "semapv:MappingChaining")
"""Judged by a reader, same label and looked at, taken from a cross-reference of a mapped term."""

_HEAD = ("mapping_set_id", "mapping_set_version", "license", "curie_map")


class MappingError(UserError, ValueError):
    """The file of mappings cannot be read; the message has one line per problem, each with file and line."""


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
        text = read_text(path)
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {why_unreadable(error)}") from error
    return _read_set(path, text)


@lru_cache(maxsize=4)
def _read_set(path: Path, text: str) -> MappingSet:
    """Read the text of a file; one that is read again unchanged is not checked again."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    metadata, problems = _read_head(path.name, "\n".join(line[1:] for line in head))
    table = csv.reader(lines[len(head) :], delimiter="\t")
    if tuple(next(table, ())) != _COLUMNS:
        problems.append(f"{path.name}:{len(head) + 1}: expected the columns {', '.join(_COLUMNS)}")
    if problems:
        raise MappingError("\n".join(problems))
    converter = prefix_converter(metadata["curie_map"])
    mappings = []
    try:
        for row in table:
            place = f"{path.name}:{len(head) + table.line_num}"
            mapping, problem = _read_row(row, place, converter)
            if mapping is None:
                problems.append(f"{place}: {problem}")
            else:
                mappings.append(mapping)
    except csv.Error as error:  # a cell without an end
        problems.append(f"{path.name}:{len(head) + table.line_num}: not a table: {error}")
    if problems:
        raise MappingError("\n".join(problems))
    return MappingSet(metadata, tuple(mappings))


def _read_row(row: list[str], place: str, converter: Converter) -> tuple[Mapping | None, str]:
    """Return a row as a mapping, or None and what the standard does not allow in it."""
    if len(row) != len(_COLUMNS):
        return None, f"{len(row)} cells, expected {len(_COLUMNS)}"
    named = dict(zip(_COLUMNS, row, strict=True))
    for column in ("subject_id", "predicate_id", "object_id"):
        if ":" not in named[column]:
            return None, f"{column} must be a CURIE, not {named[column]!r}"
    try:
        sssom_library().io.row_to_semantic_mapping(named, converter)
    except ValueError as error:
        return None, f"not a mapping in SSSOM: {' '.join(str(error).split())}"
    return Mapping(**named, place=place), ""


def _read_head(name: str, text: str) -> tuple[dict[str, Any], list[str]]:
    """Return the metadata of a set and its problems; each prefix must have the namespace that it has elsewhere."""
    try:
        check_yaml(text)
        metadata = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return {}, [f"{name}:1: the head is not YAML: {' '.join(str(error).split())}"]
    if not isinstance(metadata, dict) or not isinstance(metadata.get("curie_map"), dict):
        return {}, [f"{name}:1: the head must be a mapping with a curie_map"]
    problems = [f"{name}:1: {key} is missing in the head" for key in _HEAD if not metadata.get(key)]
    try:
        sssom_library().MappingSetRecord.model_validate(metadata)
    except ValidationError as error:
        for found in error.errors():
            key = ".".join(map(str, found["loc"]))
            if key not in _HEAD or metadata.get(key):
                problems.append(f"{name}:1: {key}: {found['msg']}")
        return metadata, problems
    known = prefix_map()
    problems += [
        f"{name}:1: the prefix {prefix} stands for {namespace}, elsewhere for {known[prefix]}"
        for prefix, namespace in metadata["curie_map"].items()
        if known.get(prefix, namespace) != namespace
    ]
    return metadata, problems
