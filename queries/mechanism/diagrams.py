"""Mechanism paths as pictures: Mermaid and Graphviz DOT, drawn from left to right.

An arrow raises, a bar (in Mermaid a cross) lowers, a circle leaves the direction open. Dashes mean that no claim
asserts the step. A step that is true by definition is thick in Mermaid and dotted in DOT. Red means that a claim denies
or contradicts the step. What limits a step is in brackets on it. A step that only joined routes use says "joined".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.display_text import clean
from queries.mechanism.support import basis_words, short_limits

Record = Mapping[str, Any]

RED = "#c62828"

_MERMAID_SPECIAL = str.maketrans({character: f"#{ord(character)};" for character in '#"<>&`|\\[]{}()'})
_MERMAID_ENDS: Mapping[int | None, str] = {1: ">", -1: "x", None: "o"}
_DOT_ENDS: Mapping[int | None, str] = {1: "normal", -1: "tee", None: "odot"}


def mermaid(paths: Sequence[Record]) -> str:
    """Return routes as one Mermaid flowchart.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: the text of the chart, which ends with a line break
    """
    lines = ["flowchart LR"]
    numbers, stated = _numbers(paths), _stated(paths)
    for identifier, label in _nodes(paths).items():
        lines.append(f'  {numbers[identifier]}["{mermaid_text(label)}"]')
    red = []
    for at, step in enumerate(_steps(paths)):
        body = "-.-" if _dashed(step) else "--"
        if step["definitional"]:
            body = "=="
        arrow = body + ("-" if step["association"] and not _dashed(step) else _end(step, _MERMAID_ENDS, ""))
        ends = numbers[step["subject_id"]], numbers[step["object_id"]]
        lines.append(
            f'  {ends[0]} {arrow}|"{mermaid_text(_caption(step, joined=_key(step) not in stated))}"| {ends[1]}'
        )
        if _disputed(step):
            red.append(at)
    if red:
        lines.append(f"  linkStyle {','.join(map(str, red))} stroke:{RED},color:{RED}")
    return "\n".join(lines) + "\n"


def dot(paths: Sequence[Record]) -> str:
    """Return routes as one Graphviz digraph.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: the text of the graph, which ends with a line break
    """
    lines = ["digraph paths {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
    numbers, stated = _numbers(paths), _stated(paths)
    for identifier, label in _nodes(paths).items():
        lines.append(f"  {numbers[identifier]} [label={dot_text(label)}];")
    for step in _steps(paths):
        style = "dotted" if step["definitional"] else "dashed" if _dashed(step) else "solid"
        colour = f', color="{RED}", fontcolor="{RED}"' if _disputed(step) else ""
        ends = numbers[step["subject_id"]], numbers[step["object_id"]]
        look = f"arrowhead={_end(step, _DOT_ENDS, 'none')}, style={style}{colour}"
        lines.append(
            f"  {ends[0]} -> {ends[1]} [label={dot_text(_caption(step, joined=_key(step) not in stated))}, {look}];"
        )
    return "\n".join([*lines, "}"]) + "\n"


def mermaid_text(text: str) -> str:
    """Escape a label for Mermaid.

    :param text: any text
    :returns: the label with every special character as an entity

    >>> mermaid_text('5-HT "1A" <b>')
    '5-HT #34;1A#34; #60;b#62;'
    """
    return clean(text).translate(_MERMAID_SPECIAL)


def dot_text(text: str) -> str:
    r"""Quote a label for DOT.

    :param text: any text
    :returns: a quoted string

    >>> dot_text('a "b" \\n')
    '"a \\"b\\" \\\\n"'
    """
    return '"' + clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _steps(paths: Iterable[Record]) -> list[Record]:
    """Return the steps of all routes, each once, in the order in which they first occur."""
    steps = {_key(step): step for path in paths for step in path["steps"]}
    return list(steps.values())


def _nodes(paths: Iterable[Record]) -> dict[str, str]:
    found: dict[str, str] = {}
    for step in _steps(paths):
        for role in ("subject", "object"):
            found.setdefault(step[f"{role}_id"], step[role])
    return found


def _numbers(paths: Iterable[Record]) -> dict[str, str]:
    return {identifier: f"n{at}" for at, identifier in enumerate(_nodes(paths), start=1)}


def _caption(step: Record, *, joined: bool) -> str:
    if step["definitional"]:
        return "by definition"
    basis = [*basis_words(step), *(["association"] if step["association"] else [])]
    limits = "; ".join(filter(None, [short_limits(step), *basis, "joined" if joined else ""]))
    return f"{step['predicate']} ({limits})" if limits else str(step["predicate"])


def _end(step: Record, ends: Mapping[int | None, str], plain: str) -> str:
    """Return the end of a line; an association has a plain one, since no cause is stated."""
    return plain if step["association"] else ends[step["sign"]]


def _stated(paths: Iterable[Record]) -> set[tuple[Any, ...]]:
    """Return the keys of the steps that are part of a route which a document states as a whole."""
    return {_key(step) for path in paths if not path["joined"] for step in path["steps"]}


def _key(step: Record) -> tuple[Any, ...]:
    return step["subject_id"], step["object_id"], step["sign"]


def _dashed(step: Record) -> bool:
    return not step["definitional"] and step["modality"] != "asserted"


def _disputed(step: Record) -> bool:
    return bool(step["denied_by"] or step["opposed_by"])
