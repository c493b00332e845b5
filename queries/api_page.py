"""The page of the functions that scripts and notebooks call; ``make docs`` writes it and a test keeps it current."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from queries import runner
from queries.answers.frames import Records, Rows
from queries.comparison.side_by_side import compare

PAGE = Path(__file__).parents[1] / "docs" / "api.md"

_FUNCTIONS = (
    runner.open_graph,
    runner.run_saved,
    runner.run_text,
    runner.find_paths,
    runner.claims,
    runner.disagreements,
    compare,
)
_FRAMES = ((Rows, "Rows"), (Records, "Records"))
_FIELD = re.compile(r":(param|returns|raises) ?([\w.]*):\s*")
_ROLE = re.compile(r":\w+:`~?([^`]+)`")


def api_page() -> str:
    """Return the page, made from the signatures and the docstrings.

    :returns: Markdown
    """
    module = inspect.cleandoc(runner.__doc__ or "")
    text, _, example = module.partition("\nExample::\n")
    lines = ["# Python functions", "", "Made from the docstrings of `queries.runner` by `make docs`.", "", _plain(text)]
    lines += ["", "```python", inspect.cleandoc(example), "```"]
    for function in _FUNCTIONS:
        lines += ["", f"## {function.__name__}", "", *_described(function, f"{function.__name__}")]
    lines += ["", "## Data frames", "", _plain(inspect.getdoc(Rows) or "")]
    lines += ["", _plain(inspect.getdoc(Records) or "")]
    for kind, name in _FRAMES:
        for method in (kind.to_pandas, kind.to_polars):
            lines += ["", f"### {name}.{method.__name__}", "", *_described(method, f"{name}.{method.__name__}")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _described(function: Callable[..., Any], name: str) -> list[str]:
    """Return signature, text and fields of a function."""
    text, fields = _parts(inspect.getdoc(function) or "")
    lines = ["```python", f"{name}{_signature(function)}", "```", "", _plain(text)]
    parameters = [(key, what) for kind, key, what in fields if kind == "param"]
    if parameters:
        lines += ["", "| parameter | meaning |", "| --- | --- |"]
        lines += [f"| `{key}` | {_cell(what)} |" for key, what in parameters]
    lines += [f"\nReturns {_plain(what)}." for kind, _, what in fields if kind == "returns"]
    raised = [f"- `{key}` {_plain(what)}" for kind, key, what in fields if kind == "raises"]
    return [*lines, "", "Raises", "", *raised] if raised else lines


def _parts(docstring: str) -> tuple[str, list[tuple[str, str, str]]]:
    """Return the text of a docstring and its fields: kind, name and meaning."""
    pieces = _FIELD.split(docstring)
    fields = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return pieces[0], [(kind, name, what) for kind, name, what in fields]


def _signature(function: Callable[..., Any]) -> str:
    parameters = list(inspect.signature(function).parameters.values())
    kept = [
        parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters if parameter.name != "self"
    ]
    return str(inspect.Signature(kept))


def _plain(text: str) -> str:
    return _ROLE.sub(r"`\1`", " ".join(text.split())).replace("``", "`")


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|")


def main() -> None:
    """Write the page into ``docs/``."""
    PAGE.write_text(api_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
