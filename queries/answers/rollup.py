"""Rolls claim rows up: one row per thing asked for, with one column per document.

A saved query names in its head, under ``rows``, the columns that name the thing: the effect, the condition, the drug
that interacts. The cell of a document holds what its claims say in a word or two (``common``, ``denied``, ``may``); it
is empty where the document is silent. Denials, doubts and limits are part of the word, so no column needs to be hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ontology.evidence import count_evidence
from queries.store.interface import Solutions, Term

SOURCES = "independent_sources"
"""The column that counts independent sources: documents that cite the same work count once."""

NEEDED = ("source", "answer", "claim")
"""The columns that claim rows must have to be rolled up."""


def can_roll_up(answer: Solutions, by: Sequence[str]) -> bool:
    """Return whether an answer has the columns that a roll-up needs.

    :param answer: the claim rows
    :param by: the columns that name the thing
    :returns: whether :func:`roll_up` can be called
    """
    return bool(by) and {*by, *NEEDED} <= set(answer.variables)


def roll_up(answer: Solutions, by: Sequence[str], documents: Mapping[str, str]) -> Solutions:
    """Return one row per thing asked for, those with the most independent sources first.

    :param answer: claim rows with the columns :data:`NEEDED`, and ``works`` (keys of the cited works, separated by
        blanks) where the query has it
    :param by: the columns that name the thing
    :param documents: IRI of each document to the name of its column; only documents that say something get one
    :returns: the columns ``by``, one column per document, and :data:`SOURCES`
    """
    groups: dict[tuple[str, ...], list[dict[str, Term]]] = {}
    for row in answer.rows:
        key = tuple(str(row[name]["value"]) if name in row else "" for name in by)
        groups.setdefault(key, []).append(row)
    speaking = {str(row["source"]["value"]) for row in answer.rows if "source" in row}
    columns = {iri: name for iri, name in documents.items() if iri in speaking}
    columns |= {iri: iri.rsplit("/", 1)[-1] for iri in sorted(speaking - columns.keys())}
    rolled = [_row(rows, by, columns) for rows in groups.values()]
    rolled.sort(key=lambda row: -int(row[SOURCES]["value"]))
    return Solutions([*by, *columns.values(), SOURCES], rolled, answer.notice)


def _row(rows: Sequence[Mapping[str, Term]], by: Sequence[str], columns: Mapping[str, str]) -> dict[str, Term]:
    made = {name: rows[0][name] for name in by if name in rows[0]}
    for iri, name in columns.items():
        said = _distinct(row["answer"]["value"] for row in rows if row["source"]["value"] == iri and "answer" in row)
        if said:
            made[name] = {"type": "literal", "value": "; ".join(said)}
    claims = ((row["source"]["value"], str(row["works"]["value"]).split() if "works" in row else ()) for row in rows)
    count = count_evidence(claims).lines
    made[SOURCES] = {"type": "literal", "value": str(count), "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    return made


def _distinct(answers: Iterable[str]) -> list[str]:
    """Return the answers, each once; a plain *yes* is left out beside an answer that says more."""
    found = list(dict.fromkeys(answers))
    telling = [answer for answer in found if answer != "yes"]
    affirming = [answer for answer in telling if not answer.startswith(("denied", "not ", "insufficient", "unknown"))]
    return telling if affirming else found
