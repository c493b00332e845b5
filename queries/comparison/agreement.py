"""Which document says what: a matrix of propositions and documents, with the disagreements that touch each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.claims.model import Claim
from queries.claims.position import position

SILENT = "–"
"""Shown where a document says nothing about a proposition, which is not a denial."""

CONFLICT = "the sides contradict each other, or give different values for one thing"
"""What a conflict is, in words that are true of numbers too."""

DIFFERENCE = "of class, scope, date or strength"
"""What a difference is one of."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says of a matter.

    :param text: the value, the class or a few words; :data:`SILENT` where it says nothing
    :param side: number of its side, from 1, where the documents take sides; 0 where it says things of several sides,
        or where there are none
    :param claims: its claims
    :param parts: the sides that it takes, by number, with their words
    """

    text: str
    side: int
    claims: tuple[Claim, ...]
    parts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """A row of the matrix: something that documents speak of, with what each of them says.

    :param id: identifier of the disagreement, or CURIE of the proposition
    :param label: the matter in words
    :param relation: how the documents relate: ``conflict``, ``overlap``, ``difference``, or ``agreement``
    :param type: type of the disagreement; empty for an agreement
    :param families: its topics, as codes
    :param entities: CURIEs of what it is about
    :param cells: short name of a document → what it says; silent documents are left out
    :param rank: rank of the disagreement; 0 for an agreement
    """

    id: str
    label: str
    relation: str
    type: str
    families: frozenset[str]
    entities: frozenset[str]
    cells: Mapping[str, Cell]
    rank: int = 0


RELATIONS: Mapping[str, str] = {
    "conflict": "the sides cannot all hold as stated",
    "overlap": "the ranges that they give have a part in common",
    "difference": "they differ in class, scope, date or strength, and can all hold",
    "agreement": "no disagreement was found",
}
"""How documents relate on a matter → what that means."""


def matters(
    lines: Iterable[Line], disagreements: Iterable[Mapping[str, Any]], claims: Mapping[str, Claim]
) -> list[Matter]:
    """Return one row per matter: each disagreement once, then what documents agree on.

    :param lines: what :func:`agreement_lines` returned
    :param disagreements: what :func:`queries.comparison.disagreements.stored_disagreements` returned
    :param claims: identifier → claim
    :returns: the disagreements by rank, then the propositions that take part in none, those with most documents first
    """
    found = [_disputed(item, claims) for item in disagreements]
    for line in lines:
        if not line.disagreements:
            cells = {source: Cell(said(rows), 0, rows) for source, rows in line.claims.items()}
            found.append(Matter(line.id, line.label, "agreement", "", line.families, line.entities, cells))
    return [matter for matter in found if matter.cells]


def _disputed(item: Mapping[str, Any], claims: Mapping[str, Claim]) -> Matter:
    """Return a disagreement as a row: each document's cell has the words of the sides that it takes."""
    by_source: dict[str, dict[int, list[Claim]]] = {}
    for number, side in enumerate(item["sides"], start=1):
        for name in side["claims"]:
            if name in claims:
                by_source.setdefault(claims[name].source, {}).setdefault(number, []).append(claims[name])
    cells = {}
    for source, sides in by_source.items():
        parts = tuple((number, str(item["sides"][number - 1]["label"])) for number in sides)
        rows = tuple(row for found in sides.values() for row in found)
        words = "; ".join(label for _, label in parts)
        cells[source] = Cell(words, parts[0][0] if len(parts) == 1 else 0, rows, parts)
    families = frozenset(row.family for cell in cells.values() for row in cell.claims)
    return Matter(
        item["id"], item["matter"], relation_of(item), item["type"], families, frozenset(item["about"]), cells,
        item["rank"],
    )  # fmt: skip


def relation_of(item: Mapping[str, Any]) -> str:
    """Return how the sides of a disagreement relate.

    :param item: one of the disagreements
    :returns: a key of :data:`RELATIONS`; ranges with a part in common overlap
    """
    shared = item["common_range"] and item["range_relation"] in ("nested", "overlapping")
    return "overlap" if shared and item["kind"] != "conflict" else str(item["kind"])


def said(rows: Sequence[Claim]) -> str:
    """Return what a document says of a proposition: its values or classes, or its position where it gives none.

    :param rows: its claims on the proposition
    :returns: the text of a cell
    """
    answers: dict[str, list[Claim]] = {}
    for row in rows:
        answers.setdefault(row.answer or position(row), []).append(row)
    if len(answers) > 1:
        answers.pop("yes", None)
    return "; ".join(_with_review("says" if answer == "yes" else answer, given) for answer, given in answers.items())


def _with_review(words: str, rows: Sequence[Claim]) -> str:
    """Return words with the review status of the claims that say them, if no person has accepted any of these."""
    return words if any(row.review_code in ("", "reviewed") for row in rows) else f"{words}, {rows[0].review}"


def chosen_matters(
    rows: Iterable[Matter], *, family: str = "", entity: str = "", relation: str = "", documents: int = 1
) -> list[Matter]:
    """Filter rows of the matrix; every condition that is given must be met.

    :param rows: the rows
    :param family: code of a topic
    :param entity: CURIE of what it must be about
    :param relation: a key of :data:`RELATIONS`
    :param documents: minimum number of documents that speak
    :returns: the remaining rows, in the same order
    """
    return [
        row
        for row in rows
        if len(row.cells) >= documents
        and (not family or family in row.families)
        and (not entity or entity in row.entities)
        and (not relation or relation == row.relation)
    ]


@dataclass(frozen=True, slots=True)
class Line:
    """A proposition with what each document says of it.

    :param id: CURIE of the proposition
    :param label: the proposition in words
    :param families: its topics, as codes
    :param entities: CURIEs of subject and object
    :param claims: short name of a document → its claims
    :param disagreements: the disagreements that it takes part in, by rank
    """

    id: str
    label: str
    families: frozenset[str]
    entities: frozenset[str]
    claims: Mapping[str, tuple[Claim, ...]]
    disagreements: tuple[Mapping[str, Any], ...]


def agreement_lines(
    by_proposition: Mapping[str, Sequence[Claim]], disagreements: Iterable[Mapping[str, Any]]
) -> list[Line]:
    """Return one line per proposition: disagreements first by rank, then by number of documents.

    :param by_proposition: CURIE of a proposition → the claims on it
    :param disagreements: what :func:`queries.comparison.disagreements.stored_disagreements` returned
    :returns: the lines of the matrix
    """
    touched: dict[str, list[Mapping[str, Any]]] = {}
    for item in disagreements:
        for proposition in item["propositions"]:
            touched.setdefault(proposition, []).append(item)
    lines = [_line(name, rows, touched.get(name, [])) for name, rows in by_proposition.items()]
    return sorted(lines, key=_order)


def _line(name: str, rows: Sequence[Claim], disagreements: list[Mapping[str, Any]]) -> Line:
    claims: dict[str, list[Claim]] = {}
    for row in rows:
        claims.setdefault(row.source, []).append(row)
    return Line(
        id=name,
        label=rows[0].proposition,
        families=frozenset(row.family for row in rows),
        entities=frozenset({rows[0].subject_id, rows[0].object_id} - {""}),
        claims={source: tuple(found) for source, found in claims.items()},
        disagreements=tuple(sorted(disagreements, key=lambda item: item["rank"])),
    )


def _order(line: Line) -> tuple[bool, int, int, str]:
    rank = line.disagreements[0]["rank"] if line.disagreements else 0
    return not line.disagreements, rank, -len(line.claims), line.label.casefold()
