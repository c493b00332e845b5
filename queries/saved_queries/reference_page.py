"""The page of saved queries; ``make docs`` writes it and a test keeps it current."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from queries.saved_queries.model import Parameter, SavedQuery
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog

PAGE = Path(__file__).parents[2] / "docs" / "queries.md"


def queries_page() -> str:
    """Return the page that lists every saved query with its question, parameters, columns and an example.

    :returns: Markdown
    """
    catalog = read_catalog(CATALOG_FOLDER)
    lines = [
        "# Saved queries",
        "",
        "Made from `queries/catalog/*.rq` by `make docs`. Each file is plain SPARQL 1.1 that runs anywhere as it is;",
        "`drugkg query NAME` fills in its parameters. They are in the graph `catalogue` too, as `sh:SPARQLExecutable`.",
        "",
        "| query | answers |",
        "| --- | --- |",
        *(f"| [{query.name}](#{query.name}) | {query.summary} |" for query in catalog.values()),
    ]
    for query in catalog.values():
        lines += _section(query)
    return "\n".join(lines) + "\n"


def _section(query: SavedQuery) -> list[str]:
    lines = ["", f"## {query.name}", "", f"{query.summary}.", ""]
    if query.description:
        lines += [query.description, ""]
    lines += ["```sh", _example(query), "```", ""]
    if query.parameters:
        lines += ["| parameter | type | default | meaning |", "| --- | --- | --- | --- |"]
        lines += [_parameter_row(parameter) for parameter in query.parameters]
        lines.append("")
    if query.rows:
        cells = "one column per document" if query.cells == "answers" else "the number of claims of each document"
        lines += [f"One row per {_joined(query.rows)}, {cells}; `--claims` gives the claims.", ""]
    lines += ["| column | content |", "| --- | --- |"]
    lines += [f"| `{name}` | {_cell(text)} |" for name, text in query.columns.items()]
    if query.tags:
        lines += ["", f"Tags: {', '.join(query.tags)}."]
    return lines


def _example(query: SavedQuery) -> str:
    words = [f"--param {p.name}={_word(p.default[0])}" for p in query.parameters if p.default]
    federate = ["--federate"] if query.endpoints else []
    return " ".join(["drugkg query", query.name, *words, *federate])


def _word(value: str) -> str:
    return f"'{value}'" if " " in value else value


def _parameter_row(parameter: Parameter) -> str:
    kind = f"{parameter.type} ({parameter.entity_class})" if parameter.entity_class else parameter.type
    default = ", ".join(f"`{value}`" for value in parameter.default) or "any"
    choices = f"; one of {', '.join(parameter.choices)}" if parameter.choices else ""
    return f"| `{parameter.name}` | {kind} | {default} | {_cell(parameter.description)}{choices} |"


def _joined(names: Sequence[str]) -> str:
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} and {last}" if first else last


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main() -> None:
    """Write the page into ``docs/``."""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(queries_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
