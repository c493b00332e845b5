"""Counts evidence: documents, and the independent lines of evidence behind claims.

Two documents that cite one work are one line of evidence. Every command, page and export counts by this function.
"""

from __future__ import annotations

from ontology.light_types import NamedTuple

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


class Evidence(NamedTuple):
    """How much evidence there is behind some claims.

    :param documents: how many documents make them
    :param lines: how many independent lines of evidence there are; documents that share a work are one line
    :param shared: the works that more than one of the documents cites, sorted
    """

    documents: int
    lines: int
    shared: tuple[str, ...] = ()


def count_evidence(claims: Iterable[tuple[str, Collection[str]]]) -> Evidence:
    """Return how much evidence there is behind some claims.

    :param claims: the document of each claim, and the works that the claim cites, by one key per work
    :returns: documents and independent lines of evidence

    >>> count_evidence([("a", {"trial 1"}), ("b", {"trial 1", "trial 2"}), ("c", ())])
    Evidence(documents=3, lines=2, shared=('trial 1',))
    """
    works_of: dict[str, set[str]] = {}
    for document, works in claims:
        works_of.setdefault(document, set()).update(works)
    lines: list[set[str]] = []
    shared: set[str] = set()
    for _, works in sorted(works_of.items()):
        joined = [line for line in lines if line & works]
        shared.update(*(line & works for line in joined))
        lines = [line for line in lines if line not in joined]
        lines.append(works.union(*joined))
    return Evidence(len(works_of), len(lines), tuple(sorted(shared)))
