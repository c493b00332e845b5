"""The statements of an export without the claims that a store leaves out, and without what hangs on them alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ontology.namespaces import PREFIXES, expand
from queries.claims.reviewed import REDUCED, left_out
from queries.store.interface import Store

_PROPOSITIONS, _DISAGREEMENTS = (PREFIXES["graph"] + name for name in ("propositions", "disagreements"))
_PROPOSITION, _TAKES_PART, _SIDE, _EXPLANATION = (
    expand(f"dkgo:{name}") for name in ("proposition", "disagreeingClaim", "side", "explanation")
)
_OF_ALL_CLAIMS = {expand(f"dkgo:{name}") for name in ("rangeRelation", "commonRange", "sharedStudy")}
_LEAST_SIDES = 2


def kept_quads(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the statements without those of claims that are left out of a store.

    Propositions that only such claims have are left out too, and disagreements with fewer than two sides without them.

    :param store: the store that they were read from
    :param quads: all statements of the wanted graphs
    :yields: the statements that are kept; the explanation of a disagreement that lost a claim says so
    """
    gone = left_out(store)
    if not gone:
        yield from quads
        return
    held = list(quads)
    unsaid = _unsaid(held, gone)
    lost, reduced = _disagreements(held, gone)
    for quad in held:
        subject, predicate, target = _iri(quad.subject), _iri(quad.predicate), _iri(quad.object)
        if _is_of(subject, gone) or (predicate == _TAKES_PART and _is_of(target, gone)):
            continue
        if subject in lost or target in lost or (subject in unsaid and _iri(quad.graph_name) == _PROPOSITIONS):
            continue
        if _iri(quad.graph_name) == _DISAGREEMENTS and target in unsaid:
            continue
        if subject in reduced and predicate in _OF_ALL_CLAIMS:
            continue
        if subject in reduced and predicate == _EXPLANATION:
            yield Quad(quad.subject, quad.predicate, Literal(REDUCED), quad.graph_name)
        else:
            yield quad


def _unsaid(quads: Iterable[Quad], gone: frozenset[str]) -> set[str]:
    """Return the propositions that only claims that are left out have."""
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for quad in quads:
        if _iri(quad.predicate) == _PROPOSITION:
            said[_is_of(_iri(quad.subject), gone)].add(_iri(quad.object))
    return said[True] - said[False]


def _disagreements(quads: Iterable[Quad], gone: frozenset[str]) -> tuple[set[str], set[str]]:
    """Return the disagreements and sides that are left out, and the disagreements that lose a claim."""
    sides: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if _iri(quad.predicate) == _SIDE:
            sides[_iri(quad.subject)].add(_iri(quad.object))
        elif _iri(quad.predicate) == _TAKES_PART:
            claims[_iri(quad.subject)].add(_iri(quad.object))
    lost: set[str] = set()
    reduced: set[str] = set()
    for disagreement, own in sides.items():
        empty = {side for side in own if all(_is_of(claim, gone) for claim in claims[side])}
        lost |= empty
        if len(own - empty) < _LEAST_SIDES:
            lost |= {disagreement, *own}
        elif any(_is_of(claim, gone) for side in own for claim in claims[side]):
            reduced.add(disagreement)
    return lost, reduced


def _iri(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def _is_of(iri: str, claims: frozenset[str]) -> bool:
    """Return whether an IRI is one of some claims, or a part of one."""
    return iri.startswith(PREFIXES["claim"]) and iri.removeprefix(PREFIXES["claim"]).partition("/")[0] in claims
