"""Exports the claims as a table: CSV, or an Excel workbook."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from typing import IO, Any

from queries.answers.workbook import Cell, write_workbook
from queries.answers.writers import BYTE_ORDER_MARK
from queries.claims.records import claim_records
from queries.display_text import csv_text
from queries.exports.nodes import qualifier_text
from queries.store.interface import Store

CLAIM_COLUMNS = (
    "id", "source", "family", "subject", "subject_id", "predicate", "predicate_id", "object", "object_id",
    "object_synonyms", "value_min", "value_max", "min_excluded", "max_excluded", "unit", "approximate", "polarity",
    "modality", "qualifiers", "regulatory_status", "quote_role", "evidence_type", "study_design", "statement", "note",
    "section", "start", "end", "sha256", "anchors", "cites", "agent", "review_status",
)  # fmt: skip
"""The columns of the claims: the fields of a claim record, but for the quote."""


def write_csv(store: Store, out: IO[str], *, bom: bool = False) -> int:
    """Write the claims as CSV, one row each.

    Qualifiers are ``key=value``, places ``start-end``, references ``[mark] reference``; where one cell holds several,
    they are separated by ``; ``, and a semicolon or a backslash of the text has a backslash before it.

    :param store: the store to read
    :param out: where to write
    :param bom: begin with a byte-order mark and let no cell begin like a formula, for spreadsheets
    :returns: the number of claims
    """
    writer = csv.writer(out, lineterminator="\n")
    out.write(BYTE_ORDER_MARK if bom else "")
    writer.writerow(CLAIM_COLUMNS)
    count = 0
    for count, row in enumerate(_rows(store), start=1):  # noqa: B007 - the last count is returned
        writer.writerow([csv_text(cell) if bom and isinstance(cell, str) else cell for cell in row])
    return count


def write_claims_workbook(store: Store, out: IO[bytes]) -> int:
    """Write the claims as an Excel workbook, one row each, with the cells of the CSV table.

    :param store: the store to read
    :param out: where to write
    :returns: the number of claims
    """
    return write_workbook(CLAIM_COLUMNS, _rows(store), out)


def _rows(store: Store) -> Iterator[list[Cell]]:
    for record in claim_records(store):
        row = record | _flat(record)
        yield [row.get(column, "") for column in CLAIM_COLUMNS]


def _flat(record: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of a record that are more than one value, each as one text."""
    cites = record.get("cites", [])
    return {
        **{name: "true" if record.get(name) else "" for name in ("min_excluded", "max_excluded", "approximate")},
        "object_synonyms": _joined(record.get("object_synonyms", [])),
        "qualifiers": _joined(f"{key}={qualifier_text(value)}" for key, value in record.get("qualifiers", {}).items()),
        "anchors": _joined(f"{place['start']}-{place['end']}" for place in record.get("anchors", [])),
        "cites": _joined(f"[{c['mark']}] {c['reference']}" if c["mark"] else c["reference"] for c in cites),
    }


def _joined(texts: Any) -> str:
    return "; ".join(text.replace("\\", "\\\\").replace(";", "\\;") for text in texts)
