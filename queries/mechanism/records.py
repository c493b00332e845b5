"""Mechanism paths as plain data: what the command line prints, the explorer draws, and a script can read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ontology.evidence import count_evidence
from ontology.modalities import AIM, OPEN
from ontology.namespaces import compact
from queries.mechanism.basis import ANIMALS, is_association, species_of, studies_of
from queries.mechanism.claims import MODALITIES, MechanismClaim
from queries.mechanism.effects import HAS_ACTIVITY, Edge, Mechanisms
from queries.mechanism.routes import Path, Routes, sign_of
from queries.mechanism.support import limits, strongest, support, surroundings

Record = dict[str, Any]


def path_records(mechanisms: Mechanisms, routes: Routes) -> list[Record]:
    """Return the routes as records.

    :param mechanisms: the claims and names
    :param routes: what :func:`queries.mechanism.routes.find_routes` found
    :returns: a record for each route, with these keys:

        ``start``, ``outcome`` (labels; CURIEs with ``_id``), ``steps``, ``net_sign`` (``None`` when a step has none),
        ``unsigned_steps``, ``definitional_steps``, ``kind`` (therapeutic, adverse or neither), ``documents`` (file
        names of those that state the whole route and link its steps, with ``document_ids``), ``joined`` (``False``,
        ``"passages"`` or ``"documents"``), ``joined_from`` (the documents that state its steps and do not link them:
        ``document``, ``document_id``, ``sections``), ``weakest_modality`` and ``weakest_evidence`` (of the least
        certain step: its modality, and the independent lines of evidence for it with that modality),
        ``animal_only_steps``, ``association_steps`` (things go together, and no cause is stated), ``inferred_steps``,
        ``populations``, ``stated_outcome`` (claims that say the whole at once), ``said_at_once`` (claims that span
        several steps), ``aims`` (claims that the whole is meant to happen), ``opposed`` (another route found to this
        end has the opposite net sign) and ``disputed``.

        A step has ``subject``, ``predicate``, ``object``, ``sign``, ``state`` (the sign from the start to here),
        ``definitional``, ``modality`` (of the strongest claim), ``support`` (documents and independent lines by
        modality, see :func:`queries.mechanism.support.support`), ``claims``, ``phrases`` (claim → what it says, in
        words), ``limits`` (see :func:`queries.mechanism.support.limits`), ``places`` and ``transmitters`` (of its
        object), ``inferred`` (its reader inferred every claim), ``doubtful_layout`` (claims whose page layout is in
        doubt), ``sources``, ``studies`` (independent lines of evidence, whatever the modality), ``works`` (keys of
        those cited), ``unsigned_claims`` (that leave the direction open), ``denied_by``, ``opposed_by`` (claims of the
        opposite sign), ``doubted_by`` (that evidence is lacking), ``animal_only``, ``species`` (in whom
        it was seen, as far as every claim says so), ``evidence_types`` (the kinds of study, or *statement*),
        ``association`` (no cause is stated) and ``populations``. A stated outcome
        has the same of ``modality``, ``support``, ``claims``, ``phrases``, ``limits``, ``sources`` and ``studies``.
    """
    signs: dict[str, set[int | None]] = {}
    for path in routes.paths:
        signs.setdefault(path.end, set()).add(path.net_sign)
    return [_path(mechanisms, routes, path, {1, -1} <= signs[path.end]) for path in routes.paths]


def _path(mechanisms: Mechanisms, routes: Routes, path: Path, opposed: bool) -> Record:
    steps = [_step(mechanisms, path, at) for at in range(len(path.edges))]
    evidenced = [step for step in steps if not step["definitional"]]
    whole, inner = _spans(mechanisms, routes, path)
    disputed = opposed or any(step["denied_by"] or step["opposed_by"] for step in steps)
    disputed = disputed or any(span["agrees"] is False or span["denied_by"] for span in (*whole, *inner))
    return {
        **_node(mechanisms, "start", path.nodes[0]),
        **_node(mechanisms, "outcome", path.end),
        "steps": steps,
        "net_sign": path.net_sign,
        "unsigned_steps": sum(step["sign"] is None for step in steps),
        "definitional_steps": len(steps) - len(evidenced),
        "kind": _kind(mechanisms, path),
        "documents": _files(mechanisms, path.documents),
        "document_ids": sorted(map(compact, path.documents)),
        "joined": path.joined or False,
        "joined_from": _joined_from(mechanisms, path),
        **_weakest(path),
        "animal_only_steps": sum(step["animal_only"] for step in steps),
        "association_steps": sum(step["association"] for step in steps),
        "inferred_steps": sum(step["inferred"] for step in steps),
        "populations": sorted({people for step in steps for people in step["populations"]}),
        "stated_outcome": whole,
        "said_at_once": inner,
        "aims": _aims(mechanisms, path),
        "opposed": opposed,
        "disputed": disputed,
    }


def step_record(mechanisms: Mechanisms, edge: Edge) -> Record:
    """Return a step by itself as a record.

    :param mechanisms: the claims and names
    :param edge: the step
    :returns: the keys that :func:`path_records` gives for a step, except ``state``
    """
    said = mechanisms.between.get((edge.subject, edge.object), ())
    return {
        **_triple(mechanisms, edge.subject, _predicate(edge), edge.object),
        "sign": edge.sign,
        "definitional": edge.definitional,
        **_said_by(mechanisms, edge.claims),
        **surroundings(mechanisms, edge.object),
        "works": sorted({work for claim in edge.claims for work in claim.works}),
        "inferred": bool(edge.claims) and all(claim.inferred for claim in edge.claims),
        "doubtful_layout": [claim.id for claim in edge.claims if claim.reading == "doubtfulLayout"],
        "unsigned_claims": [claim.id for claim in said if claim.affirms and claim.sign is None is not edge.sign],
        "denied_by": _denials(said, edge.sign),
        "opposed_by": [claim.id for claim in said if claim.affirms and edge.sign and claim.sign == -edge.sign],
        "doubted_by": [claim.id for claim in said if claim.modality in OPEN],
        "animal_only": species_of(edge.claims) == ANIMALS,
        "species": species_of(edge.claims),
        "evidence_types": studies_of(edge.claims),
        "association": bool(edge.claims) and is_association(_predicate(edge)),
        "populations": _people(mechanisms, edge.claims),
    }


def _said_by(mechanisms: Mechanisms, claims: Sequence[MechanismClaim]) -> Record:
    """Return who makes claims, how surely, with what limits, and in what words."""
    return {
        "modality": strongest(claims),
        "support": support(claims),
        "claims": [claim.id for claim in claims],
        "phrases": {claim.id: claim.phrase for claim in claims},
        "limits": limits(claims),
        "sources": _files(mechanisms, {claim.source for claim in claims}),
        "studies": _lines(claims),
    }


def _lines(claims: Iterable[MechanismClaim]) -> int:
    return count_evidence((claim.source, claim.works) for claim in claims).lines


def _weakest(path: Path) -> Record:
    """Return how sure the least certain step of a route is, and how many lines of evidence say it so.

    Where documents state and link the whole, only their claims count; in a joined route all do.
    """
    steps = [
        [claim for claim in edge.claims if not path.documents or claim.source in path.documents]
        for edge in path.edges
        if edge.claims
    ]
    modality = max((strongest(claims) for claims in steps), key=MODALITIES.index, default=None)
    weakest = [[claim for claim in claims if claim.modality == modality] for claims in steps]
    lines = min((_lines(claims) for claims in weakest if claims), default=0)
    return {"weakest_modality": modality, "weakest_evidence": lines}


def _aims(mechanisms: Mechanisms, path: Path) -> list[Record]:
    said = mechanisms.between.get((path.nodes[0], path.end), ())
    return [{"claim": claim.id, "phrase": claim.phrase} for claim in said if claim.modality == AIM]


def _joined_from(mechanisms: Mechanisms, path: Path) -> list[Record]:
    """Return the documents whose statements are joined to a route, with the sections in which they are."""
    if not path.joined:
        return []
    sections: dict[str, set[str]] = {}
    for edge in path.edges:
        for claim in edge.claims:
            if claim.source in path.unlinked or not path.unlinked:
                sections.setdefault(claim.source, set()).update(place.section for place in claim.places)
    return [
        {"document": file, "document_id": compact(source), "sections": sorted(sections[source] - {""})}
        for source, file in sorted((source, _file(mechanisms, source)) for source in sections)
    ]


def _step(mechanisms: Mechanisms, path: Path, at: int) -> Record:
    return {**step_record(mechanisms, path.edges[at]), "state": sign_of(path.edges[: at + 1])}


def _people(mechanisms: Mechanisms, claims: Sequence[MechanismClaim]) -> list[str]:
    """Return the populations that a step is limited to; none if a claim on it has no such limit."""
    if not all(claim.populations for claim in claims):
        return []
    return sorted({mechanisms.names.label(group) for claim in claims for group in claim.populations})


def _spans(mechanisms: Mechanisms, routes: Routes, path: Path) -> tuple[list[Record], list[Record]]:
    """Return the claims that say a route at once, and those that span several of its steps."""
    whole: list[Record] = []
    inner: list[Record] = []
    last = len(path.edges)
    for first in range(last):
        for after in range(first + 2, last + 1):
            found = _said(mechanisms, routes, path, first, after)
            if (first, after) != (0, last):
                inner += found
            else:
                whole += [span for span in found if span["agrees"] is not False or not span["claims"]]
    return whole, inner


def _said(mechanisms: Mechanisms, routes: Routes, path: Path, first: int, after: int) -> list[Record]:
    """Return what is stated directly about two nodes that are several steps apart, one record per sign."""
    pair = path.nodes[first], path.nodes[after]
    sign = sign_of(path.edges[first:after])
    edges = {edge.sign: edge for edge in routes.edges.get(pair, ()) if edge.claims}
    said = mechanisms.between.get(pair, ())
    for claim in said:
        if claim.polarity == "denied" and (sign is None or claim.sign in (sign, None)):
            edges.setdefault(claim.sign, Edge(*pair, claim.sign))
    spans = []
    for found in edges.values():
        denials = _denials(said, found.sign)
        predicate = _predicate(found) if found.claims else next(c.predicate for c in said if c.id in denials)
        open_ended = sign is None or found.sign is None
        spans.append(
            {
                **_triple(mechanisms, pair[0], predicate, pair[1]),
                "sign": found.sign,
                "agrees": False if not found.claims else None if open_ended else found.sign == sign,
                **_said_by(mechanisms, found.claims),
                "denied_by": denials,
            }
        )
    return spans


def _denials(claims: Iterable[MechanismClaim], sign: int | None) -> list[str]:
    """Return the claims that deny an effect of this sign, or any effect."""
    return [claim.id for claim in claims if claim.polarity == "denied" and claim.sign in (sign, None)]


def _predicate(edge: Edge) -> str:
    """Return the predicate to show for a step: of the strongest claims the most frequent one."""
    if edge.definitional:
        return HAS_ACTIVITY
    surest = strongest(edge.claims)
    counts = Counter(claim.predicate for claim in edge.claims if claim.modality == surest)
    return min(counts, key=lambda predicate: (-counts[predicate], predicate))


def _kind(mechanisms: Mechanisms, path: Path) -> str:
    """Return whether a route does good or harm: by whether the change of its end is wanted."""
    wanted = mechanisms.wanted.get(path.end)
    if wanted is None or path.net_sign is None:
        return "neither"
    return "therapeutic" if path.net_sign == wanted else "adverse"


def _triple(mechanisms: Mechanisms, subject: str, predicate: str, object_: str) -> Record:
    return {
        **_node(mechanisms, "subject", subject),
        **_node(mechanisms, "predicate", predicate),
        **_node(mechanisms, "object", object_),
    }


def _node(mechanisms: Mechanisms, key: str, iri: str) -> Record:
    return {key: mechanisms.names.label(iri), f"{key}_id": compact(iri)}


def _files(mechanisms: Mechanisms, sources: Iterable[str]) -> list[str]:
    return sorted(_file(mechanisms, source) for source in sources)


def _file(mechanisms: Mechanisms, source: str) -> str:
    return mechanisms.names.files.get(source, source)
