"""The routes as a table: a heading for each route, a row for each of its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from queries.mechanism.text import path_headline, path_rows
from ui.explorer.frame.addresses import address
from ui.explorer.frame.table_view import Field, Head, Row, show_table

_COLUMNS = {
    "subject": Head("From", width=120),
    "predicate": Head("Effect", width=90),
    "object": Head("To", width=120),
    "modality": Head("Certainty"),
    "relation": Head("Relation", "Whether the step is an effect, an association or a definition"),
    "seen_in": Head("Seen in"),
    "study": Head("Study"),
    "limits": Head("Limits", width=130),
    "evidence": Head("Evidence", width=100),
    "claims": Head("Claims", width=110),
    "against": Head("Against", width=110),
}
"""Key of a row of :func:`queries.mechanism.text.path_rows` → its column."""


def show_routes(paths: Sequence[dict[str, Any]]) -> None:
    """Draw routes as a table.

    :param paths: records of :func:`queries.mechanism.records.path_records`, at least one
    """
    steps = path_rows(paths)
    columns = [name for name in _COLUMNS if any(step[name] for step in steps)]
    rows = []
    for step in steps:
        number = step["path"]
        if step["step"] == "1":
            rows.append(Row(f"route {number}", group=f"{number}. {path_headline(paths[int(number) - 1])}"))
        cells = (_field(name, step) for name in columns)
        rows.append(Row(f"{number}.{step['step']}", tuple(cells)))
    heads = [_COLUMNS[name] for name in columns]
    show_table(heads, rows, key="routes", label="The routes, a row for each step")


def _field(name: str, step: Mapping[str, str]) -> Field:
    text = step[name]
    alone = name in ("claims", "against") and text and " " not in text
    return Field(text, href=address("evidence", claim=text) if alone else "")
