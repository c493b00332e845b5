"""Which documents link the steps of a route, and do not only make each of them somewhere.

**One passage.** Two claims of a document are made in one passage when they are in the same section and their places
overlap, or at most :data:`PASSAGE` characters are between them: about the length of the next sentence.

**Linked steps.** A document links two consecutive steps when it makes a claim on each of them in one passage. A claim
that sums up the steps before, from an earlier node of the route to where the next step begins, counts for each of the
steps that it spans: by it the document refers back to them. The same is true of a claim that is said under a condition
which names the start of the route: it refers back to the first step from that start. Steps that follow from the
ontology need no link.

**Another drug.** What is said in a passage about one drug is not joined to a route from another: that baclofen eases
anxiety by a receptor does not make every agonist at it a remedy. Nor is it evidence for a step that documents state for
the drug of the route, or for no drug in particular. A passage is about the drugs of the claims in it whose
subject is a substance or an exposure, and of their conditions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from queries.mechanism.claims import MechanismClaim
from queries.mechanism.effects import Edge, Mechanisms

PASSAGE = 150
"""Characters that may be between two claims of one passage."""


def same_passage(one: MechanismClaim, other: MechanismClaim) -> bool:
    """Return whether a document makes two claims in one passage.

    :param one: a claim
    :param other: another claim
    :returns: true if both are of one document, and near each other in a section
    """
    return one.source == other.source and any(
        here.section == there.section and max(here.start, there.start) - min(here.end, there.end) <= PASSAGE
        for here in one.places
        for there in other.places
    )


def stating(edges: Iterable[Edge]) -> frozenset[str]:
    """Return the documents that state each step of a chain, linked or not.

    :param edges: the steps
    :returns: IRIs of documents
    """
    stated = [{claim.source for claim in edge.claims} for edge in edges if edge.claims]
    return frozenset(set.intersection(*stated)) if stated else frozenset()


def linking(mechanisms: Mechanisms, edges: Sequence[Edge]) -> frozenset[str]:
    """Return the documents that state each step of a chain and link each with the next.

    :param mechanisms: the claims
    :param edges: the steps, in order
    :returns: IRIs of documents
    """
    documents = stating(edges)
    evidenced = [at for at, edge in enumerate(edges) if edge.claims]
    if len(evidenced) < 2:
        return documents
    spans = _spans(mechanisms, edges)
    return frozenset(
        document
        for document in documents
        if all(_linked(mechanisms, edges, spans, document, ends) for ends in pairwise(evidenced))
    )


def _linked(
    mechanisms: Mechanisms,
    edges: Sequence[Edge],
    spans: Mapping[int, Sequence[tuple[int, MechanismClaim]]],
    document: str,
    ends: tuple[int, int],
) -> bool:
    """Return whether a document links a step with the next one that is not definitional."""
    first, second = ends
    onward = [claim for claim in edges[second].claims if claim.source == document]
    before = [claim for claim in edges[first].claims if claim.source == document]
    # What sums up the steps must span the first, and end where the second begins or at a definitional step before it.
    for end in range(first + 1, second + 1):
        before += [claim for begin, claim in spans.get(end, ()) if begin <= first and claim.source == document]
    start = edges[0].subject
    if first == 0 and any(_names(mechanisms, claim, start) for claim in onward):
        return True
    return any(same_passage(one, two) for one in before for two in onward)


def _names(mechanisms: Mechanisms, claim: MechanismClaim, start: str) -> bool:
    """Return whether a claim is said under a condition that names the start of a route."""
    return any(start in ({condition} | mechanisms.agents.get(condition, frozenset())) for condition in claim.conditions)


def _spans(mechanisms: Mechanisms, edges: Sequence[Edge]) -> dict[int, list[tuple[int, MechanismClaim]]]:
    """Return the claims that sum up several steps: by the step after the last, with the number of the first."""
    found: dict[int, list[tuple[int, MechanismClaim]]] = defaultdict(list)
    nodes = [edges[0].subject, *(edge.object for edge in edges)]
    for begin in range(len(edges) - 1):
        sign: int | None = edges[begin].sign
        for end in range(begin + 2, len(edges) + 1):
            step = edges[end - 1].sign
            sign = None if sign is None or step is None else sign * step
            for claim in mechanisms.between.get((nodes[begin], nodes[end]), ()):
                if claim.affirms and (sign is None or claim.sign in (sign, None)):
                    found[end].append((begin, claim))
    return found


def own_drugs(mechanisms: Mechanisms, start: str) -> frozenset[str]:
    """Return the drugs that routes from a start are about.

    :param mechanisms: what the nodes involve
    :param start: IRI of the start
    :returns: the start and the drugs that it involves; nothing where it is no drug, exposure or procedure
    """
    return frozenset({start}) | _involved(mechanisms, start) if start in mechanisms.agents else frozenset()


def other_drugs(edge: Edge, own: Collection[str]) -> frozenset[str]:
    """Return the drugs other than some of which alone a step is said.

    :param edge: the step
    :param own: IRIs of drugs; none if the step may be said of any drug
    :returns: IRIs of drugs; empty when the step is said of no drug in particular or of one of these as well
    """
    drugs = [claim.drugs for claim in edge.claims]
    return frozenset() if any(is_said_of(found, own) for found in drugs) else frozenset().union(*drugs)


def of_own_drugs(mechanisms: Mechanisms, start: str) -> Mechanisms:
    """Return what is known to routes from a start.

    Where something is said of two nodes for the drugs of the start, or for no drug in particular, what passages on
    other drugs say of the same two nodes is left out.

    :param mechanisms: the claims
    :param start: IRI of the start
    :returns: the same, perhaps without some claims
    """
    own = own_drugs(mechanisms, start)
    pairs = {(claim.subject, claim.object) for claim in mechanisms.claims if is_said_of(claim.drugs, own)}
    kept = tuple(
        claim
        for claim in mechanisms.claims
        if is_said_of(claim.drugs, own) or (claim.subject, claim.object) not in pairs
    )
    return mechanisms if len(kept) == len(mechanisms.claims) else replace(mechanisms, claims=kept)


def is_said_of(drugs: frozenset[str], own: Collection[str]) -> bool:
    """Return whether a passage can be about some drugs.

    :param drugs: the drugs that it is about; none if it is about no drug in particular
    :param own: the drugs; none for any
    :returns: true unless it is about other drugs alone
    """
    return not own or not drugs or not drugs.isdisjoint(own)


def with_drugs_of_passages(claims: Sequence[MechanismClaim], nodes: Mechanisms) -> tuple[MechanismClaim, ...]:
    """Return claims with the drugs that their passages are about.

    :param claims: all claims of some documents
    :param nodes: what the nodes in them involve
    :returns: the claims, with :attr:`queries.mechanism.claims.MechanismClaim.drugs`
    """
    passages: dict[tuple[str, str], list[tuple[int, int, set[str]]]] = defaultdict(list)
    for claim in claims:
        named = {node for node in (claim.subject, *claim.conditions) if node in nodes.agents}
        for place in claim.places:
            passages[claim.source, place.section].append((place.start, place.end, named))
    found = []
    for claim in claims:
        near = {node for node in (claim.subject, *claim.conditions) if node in nodes.agents}
        for place in claim.places:
            last, first = place.end + PASSAGE, place.start - PASSAGE
            for start, end, named in passages[claim.source, place.section]:
                if start <= last and end >= first:  # as in same_passage(), for all pairs of claims
                    near |= named
        found.append(replace(claim, drugs=frozenset().union(*(_involved(nodes, node) for node in near))))
    return tuple(found)


def _involved(mechanisms: Mechanisms, agent: str) -> frozenset[str]:
    """Return the drugs of a substance or an exposure: what it involves, also where it is a cessation; else itself."""
    found = frozenset(mechanisms.around.get(agent, ()))
    return found or mechanisms.agents[agent]
