"""Answers cut into pages: so many rows, and so many characters, with the place where the next page begins."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from queries.store.limits import TOOL_ANSWER_SIZE

NOT_DENIED = "Nothing in the graph fits. That documents say nothing is not a denial: report it as not stated."

_IN_TOOLS = {
    "try `drugkg search`": "try find_entity with fewer or other words",
    ", or raise the limit with --timeout": "",
    ": allow it with --federate": " by this server",
    ": only `drugkg build` writes the graph": ": this server only reads",
    ": drugkg link load FILE.obo": "; this server cannot",
    "raise --max-steps": "this tool takes no longer routes",
    "lower --max-steps for a complete answer": "name a nearer start or end",
    "--joined shows them": "joined=true shows them",
    "; --any-people shows them": "",
    "; --proposed uses such claims": "",
    "drugkg query --describe": "list_queries",
    "drugkg sparql": "run_sparql",
}
"""Advice for the command line → what a client of this server can do."""


_FEWER_ITEMS = (50, 20, 5)
_LONGEST_TEXT = 2000

_PATH = re.compile(r"drugkg path (\S+) (\S+)")


def page(rows: Sequence[dict[str, Any]], limit: int, offset: int, *, key: str = "rows") -> dict[str, Any]:
    """Return some of the rows of an answer, and how many there are.

    :param rows: all rows
    :param limit: most rows to return
    :param offset: rows to skip
    :param key: name of the list of rows
    :returns: the rows under ``key``, ``total``, ``next_offset`` (none after the last row) and, where rows are missing
        or none is there, a ``message``

    >>> page([{"a": 1}, {"a": 2}, {"a": 3}], 2, 0)
    {'rows': [{'a': 1}, {'a': 2}], 'total': 3, 'next_offset': 2, 'message': '1 of 3 rows is left: call with offset 2.'}
    >>> page([], 2, 0)["message"][:26]
    'Nothing in the graph fits.'
    """
    shown: list[dict[str, Any]] = []
    size = 0
    for row in (fitting(row, TOOL_ANSWER_SIZE.default // 2) for row in rows[offset : offset + limit]):
        size += len(json.dumps(row, ensure_ascii=False))
        if shown and size > TOOL_ANSWER_SIZE.default:
            break
        shown.append(row)
    after = offset + len(shown)
    left = max(0, len(rows) - after)
    answer: dict[str, Any] = {key: shown, "total": len(rows), "next_offset": after if left else None}
    if not rows:
        answer["message"] = NOT_DENIED
    elif not shown:
        answer["message"] = f"offset {offset} is after the last of {len(rows)} {key}."
    elif left:
        verb = "is" if left == 1 else "are"
        answer["message"] = f"{left} of {len(rows)} {key} {verb} left: call with offset {after}."
    return answer


def fitting(answer: dict[str, Any], most: int) -> dict[str, Any]:
    """Return an answer, or a row of one, with its lists and texts cut as far as it takes to fit.

    :param answer: the answer
    :param most: characters that it may have as JSON
    :returns: the answer; ``…_left_out`` next to a list says how many items it lacks

    >>> fitting({"claims": list(range(1000))}, 60)
    {'claims': [0, 1, 2, 3, 4], 'claims_left_out': 995}
    """
    found = answer
    for items in _FEWER_ITEMS:
        if len(json.dumps(found, ensure_ascii=False)) <= most:
            break
        found = _cut(answer, items)
    return found


def _cut(value: Any, items: int) -> Any:
    """Return a value with shorter lists and texts."""
    if isinstance(value, str):
        return shortened(value, _LONGEST_TEXT)
    if isinstance(value, list):
        return [_cut(item, items) for item in value[:items]]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for key, item in value.items():
        found[key] = _cut(item, items)
        if isinstance(item, list) and len(item) > items:
            found[f"{key}_left_out"] = len(item) - items
    return found


def shortened(text: str, most: int) -> str:
    """Return a text, cut where it is too long, with a mark that says so.

    :param text: the text
    :param most: most characters
    :returns: the text

    >>> shortened("a long text", 6)
    'a long … [5 of 11 characters are left out]'
    """
    return text if len(text) <= most else f"{text[:most]} … [{len(text) - most} of {len(text)} characters are left out]"


def for_tools(message: str) -> str:
    """Return a message with the tools of this server in place of commands and options that its clients do not have.

    :param message: the message of an error
    :returns: the message

    >>> for_tools("no entity has the name 'x': try `drugkg search`")
    "no entity has the name 'x': try find_entity with fewer or other words"
    """
    for command, words in _IN_TOOLS.items():
        message = message.replace(command, words)
    return _PATH.sub(r"explain_path from \1 to \2", message)
