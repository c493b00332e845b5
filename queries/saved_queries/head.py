"""The head of a saved query: ``#+`` lines with YAML, read with the line of every key."""

from __future__ import annotations

from typing import Any, NamedTuple

import yaml

from ontology.errors import UserError
from ontology.files import check_yaml

MARK = "#+"


class Entry(NamedTuple):
    """A value in the head and its line.

    :param value: a text, a list of entries, or a mapping from key to entry
    :param line: the line in the file, counted from 1
    """

    value: Any
    line: int


class HeadError(UserError, ValueError):
    """The head cannot be read.

    :param message: what is wrong
    :param line: where, counted from 1
    """

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def split_head(text: str) -> tuple[str, str]:
    """Separate the head of a saved query from its SPARQL.

    :param text: the whole file; the head is its first lines that begin with ``#+``
    :returns: the YAML of the head, and the rest of the text
    """
    lines = text.splitlines(keepends=True)
    count = next((at for at, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
    head = "".join(line.removeprefix(MARK).removeprefix(" ") for line in lines[:count])
    return head, "".join(lines[count:])


def read_head(head: str) -> dict[str, Entry]:
    """Read the keys of a head. Every scalar is a text, because YAML would change values such as ``no`` or ``1.10``.

    :param head: YAML, its first line being line 1 of the file
    :returns: key → value with its line
    :raises HeadError: if it is not a YAML mapping, or a key occurs twice
    """
    try:
        check_yaml(head)
        node = yaml.compose(head, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise HeadError(f"the head is not valid YAML: {error.problem}", line) from error
    except yaml.YAMLError as error:
        raise HeadError(f"the head is not valid YAML: {' '.join(str(error).split())}", 1) from error
    if not isinstance(node, yaml.MappingNode):
        raise HeadError("the head must consist of `key: value` lines", 1)
    entries: dict[str, Entry] = _entry(node).value
    return entries


def _entry(node: yaml.Node) -> Entry:
    """Return a YAML node as plain entries."""
    line = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return Entry([_entry(item) for item in node.value], line)
    if not isinstance(node, yaml.MappingNode):
        return Entry(node.value, line)
    found: dict[str, Entry] = {}
    for key, value in node.value:
        at = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise HeadError("a key must be a plain word", at)
        if key.value in found:
            raise HeadError(f"the key {key.value!r} appears twice", at)
        found[key.value] = Entry(_entry(value).value, at)
    return Entry(found, line)
