"""Which document says what: a matrix of propositions and documents, with the disagreements that touch each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ontology.modalities import OPEN
from queries.claims.reader import Claim

SILENT = "–"
"""Shown where a document says nothing about a proposition, which is not a denial."""

BOTH = "± both"
"""Shown where one document both affirms and denies it, for example depending on dose or population."""

VOICES: Mapping[str, str] = {
    "✓ says": "stated without reserve, or recommended",
    "≈ hedges": "stated with reserve",
    "? leaves open": "the document says that it is not known, or that evidence is lacking",
    "✗ denies": "denied without reserve",
    "✗≈ denies, hedged": "denied with reserve",
    "✗ advises against": "the use is advised against",
}
"""What a claim says of its proposition → what that means."""

CONFLICT = "the sides contradict each other, or give different values for one thing"
"""What a conflict is, in words that are true of numbers too."""

DIFFERENCE = "of class, scope, date or strength"
"""What a difference is one of."""

_FOR, _AGAINST = ("✓ says", "≈ hedges"), ("✗ denies", "✗≈ denies, hedged", "✗ advises against")


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


def voice(row: Claim) -> str:
    """Return the position of a claim on its proposition.

    :param row: the claim
    :returns: a key of :data:`VOICES`
    """
    if row.modality in OPEN:
        return "? leaves open"
    if row.polarity == "denied":
        return "✗≈ denies, hedged" if row.uncertain else "✗ denies"
    if row.status == "not recommended":
        return "✗ advises against"
    return "≈ hedges" if row.uncertain else "✓ says"


def cell(rows: Sequence[Claim]) -> str:
    """Return the position of a document on a proposition, as a sign with a few words.

    :param rows: its claims on the proposition; empty if it has none
    :returns: the text of a cell
    """
    said = {voice(row) for row in rows}
    if not said:
        return SILENT
    if said.intersection(_FOR) and said.intersection(_AGAINST):
        return BOTH
    return "; ".join(name for name in VOICES if name in said)


def signs(rows: Sequence[Claim]) -> str:
    """Return the position of a document on a proposition as signs only, for narrow columns.

    :param rows: its claims on the proposition; empty if it has none
    :returns: the text of a cell
    """
    return "; ".join(part.partition(" ")[0] for part in cell(rows).split("; "))


def other_side(
    line: Line, disagreement: Mapping[str, Any], claims: Mapping[str, Claim]
) -> list[tuple[str, list[Claim]]]:
    """Return the sides of a disagreement that rest on other propositions than this one.

    :param line: the proposition
    :param disagreement: one that it takes part in
    :param claims: identifier → claim
    :returns: label and claims of each side that no claim of this proposition is on
    """
    own = {row.id for rows in line.claims.values() for row in rows}
    sides = [side for side in disagreement["sides"] if own.isdisjoint(side["claims"])]
    return [(side["label"], [claims[name] for name in side["claims"] if name in claims]) for side in sides]


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


def chosen_lines(lines: Iterable[Line], *, family: str = "", entity: str = "", documents: int = 1) -> list[Line]:
    """Filter lines; every condition that is given must be met.

    :param lines: the lines
    :param family: code of a topic
    :param entity: CURIE of the subject or object
    :param documents: minimum number of documents
    :returns: the remaining lines, in the same order
    """
    return [
        line
        for line in lines
        if len(line.claims) >= documents
        and (not family or family in line.families)
        and (not entity or entity in line.entities)
    ]


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
