"""An answer with many columns, made fit for a terminal: what is the same in every row is said once, above the table."""

from __future__ import annotations

from queries.display_text import clean, show
from queries.store.interface import Solutions, Term

LONG_COLUMNS = ("statement", "cites")
"""Columns of whole sentences and lists, which the other formats have room for."""

PARTS_OF_VALUE = ("minimum", "maximum", "unit")
"""Columns for programs, which ``value`` tells as people write it."""


def readable(answer: Solutions) -> tuple[Solutions, list[str]]:
    """Return the answer without columns that a reader of a table can do without, and lines that say what is missing.

    Identifiers of what is named beside them (``effect_id`` beside ``effect``), sources that stand in the claims'
    identifiers, and whole sentences are left out; a column with one value in all rows is told in a line instead.

    :param answer: the rows
    :returns: the narrower answer, and the lines to print above it
    """
    if len(answer.rows) < 2:
        return answer, []
    left_out = [
        name
        for name in answer.variables
        if name in LONG_COLUMNS
        or (name.endswith("_id") and name.removesuffix("_id") in answer.variables)
        or (name in PARTS_OF_VALUE and "value" in answer.variables)
    ]
    if "source" in answer.variables and _claims_tell_source(answer):
        left_out.append("source")
    kept, notes = [], []
    for name in answer.variables:
        if name in left_out:
            continue
        values = {show(row.get(name)) for row in answer.rows}
        if len(values) > 1:
            kept.append(name)
        elif values != {""}:
            notes.append(f"{name}: {clean(values.pop())} (in all rows)")
    if left_out:
        notes.append(f"not shown: {', '.join(left_out)} (--all-columns, or -f csv, json, tsv, md)")
    rows = [_without_repeats({name: row[name] for name in kept if name in row}) for row in answer.rows]
    return Solutions(kept, rows, answer.notice), notes


def _claims_tell_source(answer: Solutions) -> bool:
    """Return whether every claim's identifier begins with that of its source."""
    return "claim" in answer.variables and all(
        "claim" in row
        and "source" in row
        and show(row["claim"]).removeprefix("claim:").startswith(show(row["source"]).removeprefix("source:"))
        for row in answer.rows
    )


def _without_repeats(row: dict[str, Term]) -> dict[str, Term]:
    """Return a row whose qualifiers leave out what a column of its own says, such as ``frequency: common``."""
    if "qualifiers" not in row:
        return row
    said = tuple(f"{name}: {show(term)}" for name, term in row.items())
    parts = [part for part in str(row["qualifiers"]["value"]).split("; ") if not part.endswith(said)]
    return row | {"qualifiers": {"type": "literal", "value": "; ".join(parts)}}
