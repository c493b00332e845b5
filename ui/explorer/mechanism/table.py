"""The routes as a table: a heading for each route, a row for each of its steps; steps of no route come last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.mechanism.text import path_headline, step_row
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
"""Key of a row of :func:`queries.mechanism.text.step_row` → its column."""


def show_routes(paths: Sequence[Mapping[str, Any]], further: Iterable[Mapping[str, Any]] = ()) -> None:
    """Draw routes and single steps as a table.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :param further: records of :func:`queries.mechanism.records.step_record` of steps that belong to no route
    """
    groups = [
        (f"route {number}", f"{number}. {path_headline(path)}", [step_row(step) for step in path["steps"]])
        for number, path in enumerate(paths, start=1)
    ]
    single = [step_row(step) for step in further]
    if single:
        groups.append(("steps", "Steps around a node" if groups else "", single))
    columns = [name for name in _COLUMNS if any(step[name] for _, _, steps in groups for step in steps)]
    rows = []
    for name, title, steps in groups:
        rows += [Row(name, group=title)] if title else []
        rows += [
            Row(f"{name}.{at}", tuple(_field(column, step) for column in columns))
            for at, step in enumerate(steps, start=1)
        ]
    heads = [_COLUMNS[name] for name in columns]
    show_table(heads, rows, key="routes", label="The routes, a row for each step" if paths else "The steps shown")


def _field(name: str, step: Mapping[str, str]) -> Field:
    text = step[name]
    alone = name in ("claims", "against") and text and " " not in text
    return Field(text, href=address("evidence", claim=text) if alone else "")
