"""Narrows an answer with many columns for a terminal: a value that all rows share is printed once, above the table."""

from __future__ import annotations

from queries.display_text import clean, show
from queries.store.interface import Solutions, Term

LONG_COLUMNS = ("statement", "cites")
"""Columns of whole sentences and lists, which only the other formats show."""

PARTS_OF_VALUE = ("minimum", "maximum", "unit")
"""Columns for programs; ``value`` holds the same as text."""


def readable(answer: Solutions) -> tuple[Solutions, list[str]]:
    """Return the answer without the columns that a table can omit, and lines that say what is missing.

    It omits identifiers of what another column names (``effect_id`` next to ``effect``), sources that are part of the
    identifiers of the claims, and whole sentences. A column with one value in all rows becomes a line.

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
    if "source" in answer.variables and _claims_name_source(answer):
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


def _claims_name_source(answer: Solutions) -> bool:
    """Return whether the identifier of every claim begins with that of its source."""
    return "claim" in answer.variables and all(
        "claim" in row
        and "source" in row
        and show(row["claim"]).removeprefix("claim:").startswith(show(row["source"]).removeprefix("source:"))
        for row in answer.rows
    )


def _without_repeats(row: dict[str, Term]) -> dict[str, Term]:
    """Return a row whose qualifiers omit what has its own column, such as ``frequency: common``."""
    if "qualifiers" not in row:
        return row
    said = tuple(f"{name}: {show(term)}" for name, term in row.items())
    parts = [part for part in str(row["qualifiers"]["value"]).split("; ") if not part.endswith(said)]
    return row | {"qualifiers": {"type": "literal", "value": "; ".join(parts)}}
