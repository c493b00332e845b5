"""Counts routes with what they rest on, and says what a mere number of routes would hide.

Several routes may be variants of one statement: they pass through one node, on the word of one document. Each number of
routes is therefore given with its documents and the works that they cite.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from queries.display_text import counted

Record = Mapping[str, Any]

NO_TITLES: Mapping[str, str] = MappingProxyType({})


def route_counts(paths: Sequence[Record]) -> str:
    """Return how many routes there are, of how many documents, and how many works these cite on them.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: such as ``5 routes (1 document, no work cited)``
    """
    documents = {name for path in paths for name in documents_of(path)}
    works = {work for path in paths for step in path["steps"] for work in step["works"]}
    cited = counted(len(works), "cited work") if works else "no work cited"
    rests = f"{counted(len(documents), 'document')}, {cited}" if documents else "true by definition"
    return f"{counted(len(paths), 'route')} ({rests})"


def documents_of(path: Record) -> list[str]:
    """Return the documents that state the steps of a route.

    :param path: a record of :func:`queries.mechanism.records.path_records`
    :returns: CURIEs: those that state it as a whole, else those from which it is joined
    """
    return list(path["document_ids"]) or [source["document_id"] for source in path["joined_from"]]


def banner(paths: Sequence[Record], titles: Mapping[str, str] = NO_TITLES) -> list[str]:
    """Return what a reader must know of routes before counting them, a sentence each.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :param titles: short name of a document → its short title; a document without one keeps its name
    :returns: the sentences; nothing where each route is a statement of its own, of causes, in people or unspecified
    """
    joined = sum(bool(path["joined"]) for path in paths)
    lines = []
    if joined:
        lines.append(
            f"{_of(joined, paths)} joined from separate passages or documents: no document states "
            f"{'it' if joined == 1 else 'them'} as a whole."
        )
    lines += [sentence for group in _groups(paths) for sentence in _variants(group, titles)]
    for key, words in (
        ("animal_only_steps", "a step seen in animals only"),
        ("association_steps", "an association, for which no cause is stated"),
    ):
        number = sum(bool(path[key]) for path in paths)
        if number:
            lines.append(f"{number} of {counted(len(paths), 'route')} {'has' if number == 1 else 'have'} {words}.")
    return lines


def _of(number: int, paths: Sequence[Record]) -> str:
    return f"{number} of {counted(len(paths), 'route')} {'is' if number == 1 else 'are'}"


def titled(document: str, titles: Mapping[str, str]) -> str:
    """Return what to call a document.

    :param document: its CURIE
    :param titles: short name of a document → its short title
    :returns: its short title, or its short name if it has none

    >>> titled("source:monograph", {})
    'monograph'
    """
    name = document.rpartition(":")[2]
    return titles.get(name, name)


def _groups(paths: Sequence[Record]) -> list[list[Record]]:
    """Return the routes that documents state, by end, net sign and documents."""
    groups: dict[tuple[object, ...], list[Record]] = {}
    for path in paths:
        if not path["joined"]:
            groups.setdefault((path["outcome_id"], path["net_sign"], *path["document_ids"]), []).append(path)
    return list(groups.values())


def _variants(paths: Sequence[Record], titles: Mapping[str, str]) -> list[str]:
    """Return a sentence on routes that pass through one node, where most routes of a group do."""
    through: Counter[tuple[str, str]] = Counter()
    for path in paths:
        through.update((step["object_id"], step["object"]) for step in path["steps"][:-1] if not step["definitional"])
    if not through:
        return []
    (node, label), number = max(through.items(), key=lambda item: (item[1], _hedges(paths, item[0][0]), item[0]))
    if number < 2 or 2 * number <= len(paths):
        return []
    by = ", ".join(titled(name, titles) for name in documents_of(paths[0]))
    hedges = _hedges(paths, node)
    words = f"; {by} states the step to it {' or '.join(sorted(hedges))}" if hedges else f", stated by {by}"
    every = "Both" if number == 2 else f"All {number}"
    of = every if number == len(paths) else f"{number} of the {len(paths)}"
    return [f"{of} routes to {paths[0]['outcome']} are variants of one another through “{label}”{words}."]


def _hedges(paths: Sequence[Record], node: str) -> set[str]:
    """Return how uncertain every step to a node is; nothing if one of them is asserted."""
    steps = [step for path in paths for step in path["steps"] if step["object_id"] == node]
    modalities = {str(step["modality"]) for step in steps}
    return set() if "asserted" in modalities else {_RESERVES.get(name, name) for name in modalities}


_RESERVES = {"hedged": "with reserve", "hypothesis": "as a hypothesis", "recommendation": "as a recommendation"}
