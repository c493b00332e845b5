"""The mappings of our entities to other vocabularies, read from ``mappings.sssom.tsv`` (SSSOM) and checked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import yaml

from ontology.entities import Entity, EvidenceTerm, load_evidence_terms
from ontology.external_prefixes import curie_problem, load_external_prefixes
from ontology.label_tables import LabelTables, TableRow, read_label_tables
from ontology.namespaces import PREFIXES
from ontology.vocabulary import load_vocabulary

MAPPINGS_FILE = Path(__file__).with_name("mappings.sssom.tsv")
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


class MappingError(ValueError):
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


@dataclass(frozen=True)
class Verification:
    """What came of comparing mappings with label tables.

    :param total: how many identifiers had to be looked up, one a mapping and one a term of evidence
    :param verified: how many of them stand in a table, in use and with the same label
    :param absent: how many entities said to be without counterpart really share their label with no term
    :param problems: each missing, obsolete, relabelled or malformed identifier, with file and line
    """

    total: int
    verified: int
    absent: int
    problems: tuple[str, ...]


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


def mapping_problems(
    mappings: Iterable[Mapping],
    entities: MappingOf[str, Entity],
    evidence_terms: MappingOf[str, EvidenceTerm] | None = None,
) -> list[str]:
    """Say what is wrong with mappings, as far as that can be told without the other vocabularies.

    :param mappings: all rows
    :param entities: slug to entity
    :param evidence_terms: CURIE to term; drugkg's own when left out
    :returns: one line a problem, with file and line: unknown subjects and justifications, labels that are no longer
        ours, malformed identifiers, duplicates, contradictions, and entities of which nothing is said
    """
    rows = list(mappings)
    terms = load_evidence_terms() if evidence_terms is None else evidence_terms
    labels = {entity.curie: entity.label for entity in entities.values()}
    labels |= {curie: term.label for curie, term in terms.items()}
    problems = [f"{row.place}: {row.subject_id}: {text}" for row in rows for text in _problems_of(row, labels)]
    problems += _contradictions(rows)
    said = {row.subject_id for row in rows}
    classes = load_vocabulary()
    problems += [
        f"{entity.place}: {entity.curie} has no mapping; where no term is found, a row with {NO_TERM_FOUND} says so"
        for entity in entities.values()
        if entity.curie not in said and any(classes.is_a(entity.class_name, name) for name in MAPPED_CLASSES)
    ]
    return problems + [f"evidence_types.tsv: {curie} has no mapping" for curie in terms if curie not in said]


def _problems_of(row: Mapping, labels: MappingOf[str, str]) -> Iterator[str]:
    """Say what is wrong with one row by itself."""
    if row.subject_id not in labels:
        yield "there is no such entity"
    elif row.subject_label != labels[row.subject_id]:
        yield f"its label is {labels[row.subject_id]!r}, the mapping has {row.subject_label!r}"
    if row.predicate_id not in PREDICATES:
        yield f"unknown predicate {row.predicate_id!r}; known: {', '.join(PREDICATES)}"
    if row.mapping_justification not in JUSTIFICATIONS:
        yield f"unknown justification {row.mapping_justification!r}; known: {', '.join(JUSTIFICATIONS)}"
    for name in ("object_source", "object_source_version", "mapping_tool"):
        if not getattr(row, name):
            yield f"{name} is missing"
    if not row.found:
        if row.predicate_id != EXACT or not row.comment:
            yield f"{NO_TERM_FOUND} goes with {EXACT} and a comment that names the tables searched"
        return
    problem = curie_problem(row.object_id)
    if problem is not None:
        yield problem
    elif row.object_source != f"bioregistry:{load_external_prefixes()[row.vocabulary].registry}":
        yield f"{row.object_id} does not come from {row.object_source}"
    if not row.object_label:
        yield "object_label is missing"


def _contradictions(rows: Iterable[Mapping]) -> Iterator[str]:
    """Say which rows are there twice or exclude each other."""
    first: dict[tuple[str, str], Mapping] = {}
    exact: dict[tuple[str, str], Mapping] = {}
    owner: dict[str, Mapping] = {}
    by_subject: dict[str, list[Mapping]] = defaultdict(list)
    for row in rows:
        by_subject[row.subject_id].append(row)
        other = first.setdefault((row.subject_id, row.object_id), row)
        if other is not row:
            what = "again" if other.predicate_id == row.predicate_id else f"as {row.predicate_id}"
            yield f"{row.place}: {row.subject_id}: {row.object_id} stands {what}; see {other.place}"
        elif row.found and row.predicate_id == EXACT:
            other = exact.setdefault((row.subject_id, row.vocabulary), row)
            if other is not row:
                yield f"{row.place}: {row.subject_id}: exact match of {row.object_id} and of {other.object_id}"
            other = owner.setdefault(row.object_id, row) if row.subject_id.startswith("drugkg:") else row
            if other is not row:
                yield f"{row.place}: {row.object_id}: exact match of {row.subject_id} and of {other.subject_id}"
    for found in by_subject.values():
        if len({row.found for row in found}) > 1:
            row = next(row for row in found if not row.found)
            yield f"{row.place}: {row.subject_id}: says that there is no term and has {len(found) - 1} mappings"


def verify(mappings: Iterable[Mapping], vocabularies: Path) -> Verification:
    """Compare mappings with label tables: is each identifier there, in use, and called the same?

    :param mappings: all rows
    :param vocabularies: folder of label tables; see :mod:`ontology.label_tables`
    :returns: how many hold, and each one that does not
    :raises LabelTableError: if there are no tables
    """
    rows = list(mappings)
    wanted = [(row.place, row.object_id, row.object_label) for row in rows if row.found]
    subjects = {row.subject_id: row for row in reversed(rows) if not row.subject_id.startswith("drugkg:")}
    wanted += [(row.place, row.subject_id, row.subject_label) for row in subjects.values()]
    none = [row for row in rows if not row.found]
    labels = {row.subject_label.casefold() for row in none}
    tables = read_label_tables(vocabularies, {curie for _, curie, _ in wanted}, labels)
    found = [f"{place}: {text}" for place, curie, label in wanted if (text := _disagreement(curie, label, tables))]
    stale = [f"{row.place}: found: {text}" for row in none if (text := _counterpart(row, tables))]
    return Verification(len(wanted), len(wanted) - len(found), len(none) - len(stale), (*found, *stale))


def _disagreement(curie: str, label: str, tables: LabelTables) -> str | None:
    """Say how the tables disagree with an identifier and its label."""
    problem = curie_problem(curie)
    if problem is not None:
        return f"malformed: {problem}"
    prefix = curie.partition(":")[0]
    if prefix not in tables.prefixes:
        return f"not checked: {curie}: no table holds identifiers of {prefix}"
    own, named = tables.rows.get(curie, []), tables.named.get(curie, [])
    if not own and not named:
        return f"missing: {curie} ({label}) stands in no table"
    gone = [row for row in own if not row.in_use]
    if gone:
        return f"obsolete: {curie} ({label}): {gone[0].status} in {gone[0].table}"
    if label not in {row.label for row in own or named}:
        return f"relabelled: {curie}: the mapping has {label!r}, the tables have {_names(own or named)}"
    return None


def _counterpart(row: Mapping, tables: LabelTables) -> str | None:
    """Name the terms that bear the label of an entity which is said to have no counterpart."""
    same = [other.id for other in tables.labelled.get(row.subject_label.casefold(), []) if other.id != row.subject_id]
    return f"{row.subject_id} is said to have no counterpart; its label is that of {', '.join(same)}" if same else None


def _names(rows: Iterable[TableRow]) -> str:
    return ", ".join(repr(label) for label, _ in Counter(row.label for row in rows).most_common(3))
