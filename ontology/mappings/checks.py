"""Checks mappings: against themselves and our entities, and against the label tables of other vocabularies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path

from ontology.entities import Entity, EvidenceTerm, load_evidence_terms
from ontology.mappings.label_tables import LabelTables, TableRow, read_label_tables
from ontology.mappings.prefixes import curie_problem, load_external_prefixes
from ontology.mappings.sssom import EXACT, JUSTIFICATIONS, NO_TERM_FOUND, PREDICATES, Mapping


@dataclass(frozen=True)
class Verification:
    """What came of comparing mappings with label tables.

    :param total: how many identifiers had to be looked up, one per mapping and one per term of evidence
    :param verified: how many of them are in a table, in use and with the same label
    :param absent: how many entities said to be without counterpart really share their label with no term
    :param problems: each missing, obsolete, relabelled or malformed identifier, with file and line
    """

    total: int
    verified: int
    absent: int
    problems: tuple[str, ...]


def mapping_problems(
    mappings: Iterable[Mapping],
    entities: MappingOf[str, Entity],
    evidence_terms: MappingOf[str, EvidenceTerm] | None = None,
) -> list[str]:
    """Report what is wrong with mappings, as far as that is known without the other vocabularies.

    :param mappings: all rows
    :param entities: slug to entity
    :param evidence_terms: CURIE to term; drugkg's own when left out
    :returns: one line per problem, with file and line: unknown subjects and justifications, labels that are no longer
        ours, malformed identifiers, duplicates, contradictions, and entities of which nothing is said
    """
    rows = list(mappings)
    terms = load_evidence_terms() if evidence_terms is None else evidence_terms
    labels = {entity.curie: entity.label for entity in entities.values()}
    labels |= {curie: term.label for curie, term in terms.items()}
    problems = [f"{row.place}: {row.subject_id}: {text}" for row in rows for text in _problems_of(row, labels)]
    problems += _contradictions(rows)
    said = {row.subject_id for row in rows}
    problems += [
        f"{entity.place}: {entity.curie} has no mapping; where no term is found, a row with {NO_TERM_FOUND} says so"
        for entity in entities.values()
        if entity.curie not in said
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
            yield f"{row.place}: {row.subject_id}: {row.object_id} appears {what}; see {other.place}"
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
    :param vocabularies: folder of label tables; see :mod:`ontology.mappings.label_tables`
    :returns: how many are confirmed, and each one that is not
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
        return f"not checked: {curie}: no table contains identifiers of {prefix}"
    own, named = tables.rows.get(curie, []), tables.named.get(curie, [])
    if not own and not named:
        return f"missing: {curie} ({label}) is in no table"
    gone = [row for row in own if not row.in_use]
    if gone:
        return f"obsolete: {curie} ({label}): {gone[0].status} in {gone[0].table}"
    if label not in {row.label for row in own or named}:
        return f"relabelled: {curie}: the mapping has {label!r}, the tables have {_names(own or named)}"
    return None


def _counterpart(row: Mapping, tables: LabelTables) -> str | None:
    """Name the terms whose label is that of an entity recorded as having no counterpart."""
    same = [other.id for other in tables.labelled.get(row.subject_label.casefold(), []) if other.id != row.subject_id]
    return f"{row.subject_id} is said to have no counterpart; its label is that of {', '.join(same)}" if same else None


def _names(rows: Iterable[TableRow]) -> str:
    return ", ".join(repr(label) for label, _ in Counter(row.label for row in rows).most_common(3))
