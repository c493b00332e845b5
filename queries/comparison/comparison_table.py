"""A comparison cut down to what a reader asks for, as records and as CSV."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from queries.comparison.side_by_side import Row, SideBySide
from queries.display_text import csv_text

Only = Literal["", "shared", "same", "different", "one"]

ONLY: dict[Only, str] = {
    "shared": "said of all",
    "same": "said of all alike",
    "different": "said of all, but not alike",
    "one": "not said of all",
}
"""Which rows of a comparison to keep → what they have in common."""


def narrowed(found: SideBySide, family: str = "", only: Only = "") -> SideBySide:
    """Return a comparison with only some of its rows.

    :param found: the comparison
    :param family: code of the only topic wanted
    :param only: key of :data:`ONLY`; empty for all rows
    :returns: the comparison with these rows, and with the numbers of the topic
    """
    rows = tuple(row for row in found.rows if _fits(row, only) and family in ("", row.family))
    axes = tuple(
        axis
        for axis in found.axes
        if not family or any(bar.claim.family == family for bars in axis.bars for bar in bars)
    )
    return replace(found, rows=rows, axes=axes)


def families_compared(found: SideBySide) -> dict[str, str]:
    """Return the topics of a comparison in its order.

    :param found: the comparison
    :returns: code → the topic in words
    """
    return {row.family: row.topic for row in found.rows}


def identified(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by an identifier that is made from what they say, so that it can be part of an address.

    :param rows: the rows of a whole comparison; of two with the same words, the second gets a number
    :returns: identifier → row
    """
    found: dict[str, Row] = {}
    often: Counter[str] = Counter()
    for row in rows:
        name = ".".join(filter(None, [row.family, row.through, row.matter]))
        often[name] += 1
        found[name if often[name] == 1 else f"{name} ({often[name]})"] = row
    return found


def comparison_records(found: SideBySide, rows: Iterable[Row]) -> Iterator[dict[str, object]]:
    """Yield one record per matter with a column for each drug or document.

    :param found: the comparison
    :param rows: those of its rows that are wanted
    :yields: topic, matter, kind of exposure, agreement, and the text of each cell
    """
    labels = _columns(found)
    for row in rows:
        about: dict[str, object] = {
            "topic": row.topic,
            "matter": row.matter,
            "through": row.through,
            "agreement": row.agreement,
        }
        yield about | {name: cell.text for name, cell in zip(labels, row.cells, strict=True)}


def comparison_csv(found: SideBySide) -> str:
    """Return a comparison as a CSV table that a spreadsheet program cannot take for formulas.

    :param found: the comparison
    :returns: the table with its header; a last column names the claims of each row
    """
    out = io.StringIO()
    heads = ["topic", "matter", "through", "agreement", *_columns(found), "claims"]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([csv_text(head) for head in heads])
    for row, record in zip(found.rows, comparison_records(found, found.rows), strict=True):
        claims = " ".join(claim.id for cell in row.cells for claim in cell.claims)
        writer.writerow([csv_text(str(value)) for value in (*record.values(), claims)])
    return out.getvalue()


def _fits(row: Row, only: Only) -> bool:
    return row.agreement != "one" if only == "shared" else only in ("", row.agreement)


def _columns(found: SideBySide) -> list[str]:
    """Return the labels of the columns; those that two columns share have the identifier added."""
    often = Counter(found.columns)
    return [f"{label} ({id_})" if often[label] > 1 else label
            for label, id_ in zip(found.columns, found.ids, strict=True)]  # fmt: skip
