"""Claims chosen by what a reader asks for, and what to loosen when nothing is left."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace

from ontology.namespaces import PREFIXES
from queries.claims.reader import Claim
from queries.claims.search import quote_of
from queries.display_text import csv_text

COLUMNS = (
    "claim", "document", "title", "topic", "statement", "polarity", "modality", "status", "proposition", "subject",
    "subject_id", "predicate", "object", "object_id", "value", "minimum", "maximum", "unit", "qualifiers", "cites",
    "section", "start", "end", "note", "address",
)  # fmt: skip
"""The columns of the CSV table of claims."""


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What is asked of claims; an empty field asks nothing.

    :param words: words that must all stand in the statement, quote, proposition, value, qualifiers or identifier
    :param family: code of a topic
    :param source: short name of a document
    :param polarity: ``affirmed`` or ``denied``
    :param modality: code of a modality
    :param entity: CURIE of the subject or object
    """

    words: str = ""
    family: str = ""
    source: str = ""
    polarity: str = ""
    modality: str = ""
    entity: str = ""

    def chosen(self, rows: Iterable[Claim], connected: Collection[str] = ()) -> list[Claim]:
        """Return the claims that meet every condition.

        :param rows: the claims
        :param connected: identifiers of claims that have to do with the entity in another way than as subject or object
        :returns: the remaining claims, in the same order
        """
        words = self.words.casefold().split()
        return [
            row
            for row in rows
            if all(getattr(row, name) == getattr(self, name) for name in _EXACT if getattr(self, name))
            and (not self.entity or row.involves(self.entity) or row.id in connected)
            and all(word in _text(row) for word in words)
        ]

    def loosened(self, rows: Iterable[Claim], connected: Collection[str] = ()) -> list[tuple[str, int]]:
        """Return the conditions whose removal would find claims.

        :param rows: the claims
        :param connected: as for :meth:`chosen`
        :returns: pairs of a field and the number of claims found without it; most claims first
        """
        rows = list(rows)
        asked = [field.name for field in fields(self) if getattr(self, field.name)]
        counts = [(name, len(replace(self, **{name: ""}).chosen(rows, connected))) for name in asked]
        return sorted(counts, key=lambda item: -item[1])


_EXACT = ("family", "source", "polarity", "modality")


def claims_csv(rows: Iterable[Claim]) -> str:
    """Return claims as a CSV table that a spreadsheet program cannot take for formulas.

    :param rows: the claims
    :returns: the table with its header
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([csv_text(v) if isinstance(v, str) else v for v in _csv_row(row)] for row in rows)
    return out.getvalue()


def _csv_row(row: Claim) -> tuple[object, ...]:
    place = row.places[0] if row.places else None
    return (
        row.id, row.source, row.title, row.family_label, row.statement, row.polarity, row.modality, row.status,
        row.proposition, row.subject, row.subject_id, row.predicate, row.object, row.object_id, row.value,
        row.minimum, row.maximum, row.unit, row.qualifiers, row.cites, place.section if place else "",
        place.start if place else None, place.end if place else None, row.note, PREFIXES["claim"] + row.id,
    )  # fmt: skip


def _text(row: Claim) -> str:
    return " ".join((row.id, row.statement, row.proposition, row.value, row.qualifiers, quote_of(row))).casefold()
