"""The same answer elsewhere: a saved query or a SPARQL text as a command, as Python, and as a request by curl."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

ENDPOINT = "http://127.0.0.1:7878"
"""Where ``drugkg serve`` listens unless told otherwise."""


def saved_snippets(name: str, values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return how to get the answer of a saved query elsewhere.

    :param name: name of the query
    :param values: parameter → values that differ from its default
    :returns: name of a tool → the text to run

    >>> saved_snippets("targets", {"drug": ["drugkg:baclofen"]})["drugkg"]
    'drugkg query targets --param drug=drugkg:baclofen -f csv'
    """
    pairs = [(key, value) for key, some in values.items() for value in some]
    given = "".join(f" --param {shlex.quote(f'{key}={value}')}" for key, value in pairs)
    arguments = "".join(f", {key}={_literal(some)}" for key, some in values.items() if key.isidentifier())
    asked = f"?{urlencode(pairs)}" if pairs else ""
    return {
        "drugkg": f"drugkg query {name}{given} -f csv",
        "Python": "from queries.runner import open_graph, run_saved\n\n"
        f"with open_graph() as graph:\n    rows = run_saved(graph, {name!r}{arguments}).to_pandas()",
        "curl": "# with `drugkg serve` running\n"
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
