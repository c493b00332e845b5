"""Mechanism paths as plain data: what the command line prints, the explorer draws, and a script can read on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from ontology.namespaces import PREFIXES, compact
from queries.mechanism.effects import HAS_ACTIVITY, MODALITIES, Edge, MechanismClaim, Mechanisms
from queries.mechanism.routes import Path, Routes, sign_of

Record = dict[str, Any]

_ASSOCIATIONS = ("dkgo:correlatesPositivelyWith", "dkgo:correlatesNegativelyWith")


def path_records(mechanisms: Mechanisms, routes: Routes) -> list[Record]:
    """Return the routes as records.

    :param mechanisms: the claims and names
    :param routes: what :func:`queries.mechanism.routes.find_routes` found
    :returns: a record for each route, with these keys:

        ``start``, ``outcome`` (labels; CURIEs with ``_id``), ``steps``, ``net_sign`` (``None`` when a step has none),
        ``unsigned_steps``, ``definitional_steps``, ``kind`` (therapeutic, adverse or neither), ``documents`` (file
        names of those that state the whole route, with ``document_ids``), ``joined`` (none does), ``weakest_modality``
        and ``weakest_evidence`` (the fewest independent studies of a step), ``animal_only_steps``,
        ``association_steps`` (things go together, and no cause is stated), ``populations``,
        ``stated_outcome`` (claims that say the whole at once), ``said_at_once`` (claims that span several steps),
        ``opposed`` (another route found to this end has the opposite net sign) and ``disputed``.

        A step has ``subject``, ``predicate``, ``object``, ``sign``, ``state`` (the sign from the start to here),
        ``definitional``, ``modality`` (of the strongest claim), ``claims``, ``sources``, ``studies`` and ``evidence``
        (independent lines of it), ``unsigned_claims`` (that leave the direction open), ``denied_by``, ``opposed_by``
        (claims of the opposite sign), ``doubted_by``, ``animal_only`` and ``populations``.
    """
    signs: dict[str, set[int | None]] = {}
    for path in routes.paths:
        signs.setdefault(path.end, set()).add(path.net_sign)
    return [_path(mechanisms, routes, path, {1, -1} <= signs[path.end]) for path in routes.paths]


def lines_of_evidence(claims: Iterable[MechanismClaim]) -> list[str]:
    """Return the independent lines of evidence behind claims, as CURIEs.

    Two claims that cite one reference are one line. A claim that names a study takes the references next to it for that
    study's publications. Claims without a citation are one line for each document.

    :param claims: the claims behind a step
    :returns: CURIEs of references, studies and documents, one per line of evidence
    """
    claims = list(claims)
    published_as: dict[str, str] = {}
    for claim in claims:
        studies = sorted(cited for cited in claim.cited if not cited.startswith(PREFIXES["ref"]))
        if studies:
            published_as |= dict.fromkeys(claim.cited - set(studies), studies[0])
    lines = {published_as.get(cited, cited) for claim in claims for cited in claim.cited or {claim.source}}
    return sorted(map(compact, lines))


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
        "joined": path.joined,
        "weakest_modality": max((step["modality"] for step in evidenced), key=MODALITIES.index, default=None),
        "weakest_evidence": min((step["studies"] for step in evidenced), default=0),
        "animal_only_steps": sum(step["animal_only"] for step in steps),
        "association_steps": sum(step["predicate_id"] in _ASSOCIATIONS for step in steps),
        "populations": sorted({people for step in steps for people in step["populations"]}),
        "stated_outcome": whole,
        "said_at_once": inner,
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
    evidence = lines_of_evidence(edge.claims)
    return {
        **_triple(mechanisms, edge.subject, _predicate(edge), edge.object),
        "sign": edge.sign,
        "definitional": edge.definitional,
        "modality": _strongest(edge.claims),
        "claims": [claim.id for claim in edge.claims],
        "sources": _files(mechanisms, {claim.source for claim in edge.claims}),
        "studies": len(evidence),
        "evidence": evidence,
        "unsigned_claims": [claim.id for claim in said if claim.affirms and claim.sign is None is not edge.sign],
        "denied_by": _denials(said, edge.sign),
        "opposed_by": [claim.id for claim in said if claim.affirms and edge.sign and claim.sign == -edge.sign],
        "doubted_by": [claim.id for claim in said if claim.polarity == "affirmed" and not claim.affirms],
        "animal_only": bool(edge.claims) and all(claim.animal_only for claim in edge.claims),
        "populations": _people(mechanisms, edge.claims),
    }


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
                "modality": _strongest(found.claims),
                "claims": [claim.id for claim in found.claims],
                "sources": _files(mechanisms, {claim.source for claim in found.claims}),
                "studies": len(lines_of_evidence(found.claims)),
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
    strongest = _strongest(edge.claims)
    counts = Counter(claim.predicate for claim in edge.claims if claim.modality == strongest)
    return min(counts, key=lambda predicate: (-counts[predicate], predicate))


def _strongest(claims: Sequence[MechanismClaim]) -> str | None:
    return min((claim.modality for claim in claims), key=MODALITIES.index, default=None)


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
    return sorted(mechanisms.names.files.get(source, source) for source in sources)
