"""Narrows an answer with many columns for a terminal: a value that all rows share is printed once, above the table.

What reverses or limits a row (its phrase and answer, polarity, modality, status, reading, review, qualifiers) is never
left out: it is a column, or a line above the table where all rows share it.
"""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.display_text import clean, show
from queries.store.interface import Solutions, Term

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


LONG_COLUMNS = ("cites", "works")
"""Columns of lists, which only the other formats show."""

PARTS_OF_VALUE = ("minimum", "min_excluded", "maximum", "max_excluded", "unit")
"""Columns for programs; ``value`` holds the same as text."""

FIRST = ("statement", "source")
"""The columns that claim rows begin with."""


def claims_first(answer: Solutions) -> Solutions:
    """Return claim rows that begin with the sentence and its document; other rows stay as they are.

    :param answer: the rows
    :returns: the same rows with their columns in another order
    """
    if not {"claim", *FIRST} <= set(answer.variables):
        return answer
    names = [*FIRST, *(name for name in answer.variables if name not in FIRST)]
    return answer._replace(variables=names)


def readable(answer: Solutions) -> tuple[Solutions, list[str]]:
    """Return the answer without the columns that a table can omit, and lines that say what is missing.

    It omits identifiers of what another column names (``effect_id`` next to ``effect``), the parts of a value that is
    a column itself, and lists of works. A column with one value in all of several rows becomes a line.

    :param answer: the rows
    :returns: the narrower answer, and the lines to print above it
    """
    answer = _with_short_names(claims_first(answer))
    if not answer.rows:
        return answer, []
    left_out = [name for name in answer.variables if name in LONG_COLUMNS or _is_spare(name, answer.variables)]
    kept, notes, empty = [], [], []
    for name in answer.variables:
        if name in left_out:
            continue
        values = {show(row.get(name)) for row in answer.rows}
        if values == {""}:
            empty.append(name)
        elif len(values) > 1 or len(answer.rows) == 1:
            kept.append(name)
        else:
            notes.append(f"{name}: {clean(values.pop())} (in all rows)")
    if empty:
        notes.append(f"empty: {', '.join(empty)}")
    if left_out:
        notes.append(f"not shown: {', '.join(left_out)} (--full, or -f csv, json, tsv, md)")
    rows = [_without_repeats({name: row[name] for name in kept if name in row}) for row in answer.rows]
    return Solutions(kept, rows, answer.notice), notes


def with_labels(answer: Solutions, label: Callable[[str], str | None]) -> Solutions:
    """Return an answer in which entities have their labels, but for the columns that are there for identifiers.

    :param answer: the rows
    :param label: returns the label of an IRI, if it has one
    :returns: the same rows; the columns ``…_id`` and ``claim`` stay as they are
    """
    names = [name for name in answer.variables if not name.endswith("_id") and name not in ("claim", "source")]
    named = [name for name in names if any(_is_entity(row.get(name)) for row in answer.rows)]
    if not named:
        return answer
    rows = [
        row
        | {
            name: {"type": "literal", "value": found}
            for name in named
            if _is_entity(row.get(name)) and (found := label(row[name]["value"])) is not None
        }
        for row in answer.rows
    ]
    return answer._replace(rows=rows)


def _is_entity(term: Term | None) -> bool:
    return term is not None and term["type"] == "uri" and term["value"].startswith(PREFIXES["drugkg"])


def readable_roll_up(answer: Solutions, by: Sequence[str]) -> tuple[Solutions, list[str]]:
    """Return a roll-up without the identifiers next to their names; a name that all rows share becomes a line.

    No column of a document is ever left out.

    :param answer: the rows
    :param by: the columns that name the thing asked for
    :returns: the narrower answer, and the lines to print above it
    """
    kept, notes = [], []
    for name in answer.variables:
        values = {show(row.get(name)) for row in answer.rows}
        if _is_spare(name, answer.variables):
            continue
        if name in by and len(answer.rows) > 1 and len(values) == 1:
            notes += [f"{name}: {clean(value)} (in all rows)" for value in values if value]
        else:
            kept.append(name)
    return answer._replace(variables=kept), notes


def _is_spare(name: str, variables: list[str]) -> bool:
    """Return whether another column says the same for people."""
    is_identifier = name.endswith("_id") and name.removesuffix("_id") in variables
    return is_identifier or (name in PARTS_OF_VALUE and "value" in variables)


def _with_short_names(answer: Solutions) -> Solutions:
    """Return rows in which documents have their short names in place of identifiers."""
    if "source" not in answer.variables:
        return answer
    rows = [row | {"source": _short(row["source"])} if "source" in row else row for row in answer.rows]
    return answer._replace(rows=rows)


def _short(term: Term) -> Term:
    return {"type": "literal", "value": show(term).removeprefix("source:")}


def _without_repeats(row: dict[str, Term]) -> dict[str, Term]:
    """Return a row whose qualifiers omit what has its own column, such as ``frequency: common``."""
    if "qualifiers" not in row:
        return row
    said = tuple(f"{name}: {show(term)}" for name, term in row.items())
    parts = [part for part in str(row["qualifiers"]["value"]).split("; ") if not part.endswith(said)]
    return row | {"qualifiers": {"type": "literal", "value": "; ".join(parts)}}
