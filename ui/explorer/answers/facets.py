"""Facets of an answer: the values of columns with few of them, with counts, to narrow the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from ontology.namespaces import compact
from queries.display_text import show
from queries.store.interface import Solutions
from ui.explorer.answers.table import words
from ui.explorer.frame.filters import choose_several

_MOST = 12
"""Values that a facet may have."""

_FACETS = (
    "relation", "route", "phase", "polarity", "modality", "status", "reading", "family", "source", "kind", "class",
    "frequency", "severity", "property", "warning", "exposure", "net_sign",
)  # fmt: skip
"""Columns that are facets whenever they have few values; other short ones are, where a value comes several times."""


def faceted(answer: Solutions, by: Sequence[str]) -> tuple[Solutions, str]:
    """Draw the facets of an answer and return the rows that the reader keeps.

    :param answer: the rows
    :param by: the columns that name the thing, for a rolled-up answer
    :returns: the rows, and words on how many there were
    """
    names = facet_columns(answer, by)
    if not names or len(answer.rows) < 4:
        return answer, ""
    kept = answer.rows
    chosen = sum(bool(st.query_params.get_all(f"f.{name}")) for name in names)
    label = f"Filter ({chosen} on)" if chosen else "Filter"
    with st.popover(label, icon=":material/filter_alt:"):
        for name in names:
            counts = Counter(show(row.get(name)) for row in answer.rows)
            options = {value: f"{_label(answer, name, value)} ({count})" for value, count in counts.most_common()}
            wanted = choose_several(f"f.{name}", name.replace("_", " ").capitalize(), options, placeholder="all")
            kept = [row for row in kept if not wanted or show(row.get(name)) in wanted]
    words_of = f" of {len(answer.rows):,}" if len(kept) < len(answer.rows) else ""
    return answer._replace(rows=kept), words_of


def facet_columns(answer: Solutions, by: Sequence[str]) -> list[str]:
    """Return the columns that are worth a facet.

    :param answer: the rows
    :param by: the columns that name the thing; all others of a rolled-up answer are documents
    :returns: names of variables
    """
    found = []
    for name in by or answer.variables:
        values = {show(row.get(name)) for row in answer.rows}
        few = 1 < len(values) <= _MOST
        if few and (name in _FACETS or (by and len(values) * 2 <= len(answer.rows))):
            found.append(name)
    return found


def _label(answer: Solutions, name: str, value: str) -> str:
    if not value:
        return "not stated"
    term = next(row[name] for row in answer.rows if show(row.get(name)) == value)
    return compact(value).partition(":")[2] if term["type"] == "uri" else words(name, term)
