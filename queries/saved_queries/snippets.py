"""The same answer elsewhere: a saved query or a SPARQL text as a command, as Python, and as a request by curl."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Literal
from urllib.parse import urlencode

RowsOf = Literal["", "claims", "things"]
"""What an answer has a row for: a claim, or a thing asked for; empty where a query leaves no choice."""

ENDPOINT = "http://127.0.0.1:7878"
"""Where ``drugkg serve`` listens unless told otherwise."""


def saved_snippets(name: str, values: Mapping[str, Sequence[str]], rows_of: RowsOf = "") -> dict[str, str]:
    """Return how to get the answer of a saved query elsewhere.

    :param name: name of the query
    :param values: parameter → values that differ from its default
    :param rows_of: what the answer has a row for, where it can be chosen; by curl it is a claim in any case
    :returns: name of a tool → the text to run

    >>> saved_snippets("targets", {"drug": ["drugkg:baclofen"]})["drugkg"]
    'drugkg query targets --param drug=drugkg:baclofen -f csv'
    """
    pairs = [(key, value) for key, some in values.items() for value in some]
    given = "".join(f" --param {shlex.quote(f'{key}={value}')}" for key, value in pairs)
    arguments = "".join(f", {key}={_literal(some)}" for key, some in values.items() if key.isidentifier())
    arguments += ", rolled_up=True" if rows_of == "things" else ""
    asked = f"?{urlencode(pairs)}" if pairs else ""
    return {
        "drugkg": f"drugkg query {name}{given}{' --claims' if rows_of == 'claims' else ''} -f csv",
        "Python": "from queries.runner import open_graph, run_saved\n\n"
        f"with open_graph() as graph:\n    rows = run_saved(graph, {name!r}{arguments}).to_pandas()",
        "curl": f"# with `drugkg serve` running{'; one row per claim' if rows_of == 'things' else ''}\n"
        f"curl -H 'Accept: text/csv' {shlex.quote(f'{ENDPOINT}/query/{name}{asked}')}",
    }


def text_snippets(sparql: str) -> dict[str, str]:
    """Return how to get the answer to a SPARQL text elsewhere.

    :param sparql: the text
    :returns: name of a tool → the text to run
    """
    return {
        "drugkg": f"drugkg sparql {shlex.quote(sparql)} -f csv",
        "Python": "from queries.runner import open_graph, run_text\n\n"
        f"with open_graph() as graph:\n    rows = run_text(graph, {sparql!r}).to_pandas()",
        "curl": "# with `drugkg serve` running\n"
        f"curl -H 'Accept: text/csv' {ENDPOINT}/sparql --data-urlencode {shlex.quote(f'query={sparql}')}",
    }


def _literal(values: Sequence[str]) -> str:
    return repr(values[0]) if len(values) == 1 else repr(list(values))
