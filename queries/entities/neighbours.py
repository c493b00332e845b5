"""The entities next to an entity, as a graph to be drawn: relations by definition, and what claims state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ontology.modalities import OPEN
from ontology.namespaces import expand
from ontology.vocabulary import load_vocabulary
from queries.claims.model import Claim
from queries.claims.position import affirms_it, position
from queries.drawing.elements import GraphEdge, GraphElements, GraphNode
from queries.entities.profile import EntityProfile
from queries.mechanism.basis import is_association
from queries.mechanism.picture import kind_of_classes
from queries.store.limits import DRAWN_NEIGHBOURS

_NOTE = 34
_KINDS: Mapping[int | None, str] = {1: "+", -1: "-", None: "?", 0: "="}


class _Named(Protocol):
    def about(self, curie: str) -> tuple[str, str, int]:
        """Return what is known of a thing.

        :param curie: its CURIE
        :returns: its label, its class and the number of claims that speak of it
        """


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The picture of an entity with its neighbours.

    :param elements: what is drawn; at least the entity itself
    :param claims: identifier of an edge → the claims behind it; nothing for a relation that holds by definition
    :param left_out: neighbours that were too many
    """

    elements: GraphElements
    claims: dict[str, tuple[Claim, ...]]
    left_out: int


def neighbours(profile: EntityProfile, names: _Named, most: int = DRAWN_NEIGHBOURS.default) -> Neighbours:
    """Return an entity with what is next to it as a graph.

    :param profile: the entity
    :param names: gives the class of a thing, such as :attr:`queries.index.name_index.Index.names`
    :param most: greatest number of neighbours; those of which most documents speak come first
    :returns: the graph
    """
    edges: dict[str, GraphEdge] = {}
    weights: dict[str, set[str]] = {}
    labels = {profile.id: profile.label}
    for item in profile.relations:
        other = item.object_id if item.subject_id == profile.id else item.subject_id
        labels[other] = item.object if item.subject_id == profile.id else item.subject
        weights.setdefault(other, set())
        name = f"{item.subject_id} {item.name} {item.object_id}"
        edges[name] = GraphEdge(
            name, item.subject_id, item.object_id, label=item.label, definitional=True,
            title=f"{item.subject} {item.label} {item.object}, by definition",
        )  # fmt: skip
    grouped = _grouped(profile.claims)
    for name, claims in grouped.items():
        first = claims[0]
        other, label = (first.object_id, first.object) if first.subject_id == profile.id else (
            first.subject_id, first.subject)  # fmt: skip
        labels[other] = label
        weights.setdefault(other, set()).update(claim.source for claim in claims)
        edges[name] = _edge(name, claims)
    ranked = sorted(weights, key=lambda node: (-len(weights[node]), labels[node].casefold(), node))
    kept = {profile.id, *ranked[:most]}
    nodes = tuple(_node(node, labels[node], profile.id, names.about) for node in labels if node in kept)
    drawn = {name: edge for name, edge in edges.items() if edge.source in kept and edge.target in kept}
    claims_of = {name: tuple(grouped.get(name, ())) for name in drawn}
    return Neighbours(GraphElements(nodes, tuple(drawn.values())), claims_of, max(0, len(ranked) - most))


def _grouped(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return the claims that join two different entities, by the line that stands for them.

    One line stands for all that raises, lowers, changes or otherwise joins the same two; what no claim affirms, and
    what is only an association, has a line of its own.
    """
    affirmed = {claim.proposition_id for claim in claims if affirms_it(claim)}
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.subject_id and claim.object_id and claim.subject_id != claim.object_id:
            kind = _kind(claim) if claim.proposition_id in affirmed else "x"
            found.setdefault(f"{claim.subject_id} {kind} {claim.object_id}", []).append(claim)
    return found


def _kind(claim: Claim) -> str:
    if is_association(expand(claim.predicate_id)):
        return "~"
    predicate = load_vocabulary().predicates.get(claim.predicate_id.rpartition(":")[2])
    return _KINDS[predicate.sign] if predicate else _KINDS[0]


def _edge(name: str, claims: Sequence[Claim]) -> GraphEdge:
    """Return claims as a line with the words of the proposition that most documents speak of.

    If none is affirmed, the words say what documents do instead, such as deny it.
    """
    propositions: dict[str, list[Claim]] = {}
    for claim in claims:
        propositions.setdefault(claim.proposition_id, []).append(claim)
    strongest = max(propositions.values(), key=_documents)
    affirming = [claim for claim in strongest if affirms_it(claim)]
    first = (affirming or strongest)[0]
    kind = name.split(" ")[1]
    others = len(propositions) - 1
    review = "" if any(claim.review_code in ("", "reviewed") for claim in strongest) else first.review
    notes = [_limits(affirming or strongest), review, f"and {others} more" if others else ""]
    said = "; ".join(dict.fromkeys(claim.sentence for claim in claims))
    number = _documents(claims)
    label = first.predicate if affirming else f"{position(first)}: {first.predicate}"
    note = ", ".join(filter(None, notes))
    return GraphEdge(
        id=name,
        source=first.subject_id,
        target=first.object_id,
        label=label,
        sign=next((sign for sign, sign_kind in _KINDS.items() if sign_kind == kind), 0),
        association=kind == "~",
        hedged=all(claim.uncertain for claim in affirming),
        disputed=any(not affirms_it(claim) and claim.modality not in OPEN for claim in claims),
        note=note,
        title=f"{said} ({number} document{'' if number == 1 else 's'})",
    )


def _documents(claims: Iterable[Claim]) -> int:
    return len({claim.source for claim in claims})


def _limits(claims: Sequence[Claim]) -> str:
    """Return what limits all of the claims in a few words."""
    limits = {claim.qualifiers for claim in claims}
    if "" in limits:
        return ""
    only = next(iter(limits))
    return only if len(limits) == 1 and len(only) <= _NOTE else "with limits"


def _node(node: str, label: str, centre: str, about: Callable[[str], tuple[str, str, int]]) -> GraphNode:
    try:
        kind = about(node)[1]
    except KeyError:
        kind = ""
    known = load_vocabulary().classes.get(kind)
    title = f"{label} ({known.label})" if known else label
    return GraphNode(node, label, kind_of_classes([kind]), emphasis=node == centre, title=title)
