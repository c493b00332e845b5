"""Propositions between two nodes with all claims on them, as the exports for network tools and for KGX draw them.

An edge of a picture says only what its label, its line and its end say. So the label has the claims' own phrases, and
an edge that no claim affirms is not drawn like one that a claim affirms.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ontology.evidence import Evidence, count_evidence
from ontology.modalities import HEDGED, MODALITIES, OPEN, SAID
from ontology.modality_words import SHORT_WORDS
from ontology.namespaces import compact, sparql_prologue
from queries.claims.model import Claim
from queries.claims.reader import Attribute, read_claims
from queries.store.interface import Store, texts

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "prov")

_SIGNS = "SELECT DISTINCT ?predicate ?sign WHERE { GRAPH graph:ontology { ?predicate dkgo:sign ?sign } }"
_FACTS = "SELECT DISTINCT ?proposition WHERE { GRAPH graph:facts { ?axiom prov:wasDerivedFrom ?proposition } }"
_CONFLICTS = """
SELECT DISTINCT ?proposition WHERE {
  GRAPH graph:disagreements { ?conflict a dkgo:Conflict ; dkgo:disagreeingProposition ?proposition }
}
"""

MOST_PHRASES = 2
"""Different phrases that a label has in full; of more, it counts the claims by how they say it."""

_ATTRIBUTES: tuple[Attribute, ...] = (
    "family", "subject", "predicate", "object", "proposition", "polarity", "modality", "status", "review", "phrase",
    "reading", "works",
)  # fmt: skip


@dataclass(frozen=True)
class Proposition:
    """A proposition between two nodes, and the claims on it.

    :param claims: the claims, at least one, in the order of their documents
    :param sign: +1, -1 or 0 of its predicate; ``None`` if the predicate has none
    :param fact: whether a fact follows from one of the claims
    :param conflict: whether a conflict between claims involves it
    """

    claims: tuple[Claim, ...]
    sign: int | None = None
    fact: bool = False
    conflict: bool = False

    @property
    def id(self) -> str:
        """Its CURIE."""
        return self.claims[0].proposition_id

    @property
    def counted(self) -> tuple[Claim, ...]:
        """The claims that nobody rejected; all claims if all are rejected."""
        return tuple(claim for claim in self.claims if claim.review_code != "rejected") or self.claims

    @property
    def affirmed(self) -> tuple[Claim, ...]:
        """The claims that affirm it."""
        return tuple(claim for claim in self.claims if claim.polarity == "affirmed")

    @property
    def denied(self) -> tuple[Claim, ...]:
        """The claims that deny it."""
        return tuple(claim for claim in self.claims if claim.polarity == "denied")

    @property
    def evidence(self) -> Evidence:
        """How many documents and how many independent lines of evidence there are."""
        return count_evidence((claim.source, claim.works) for claim in self.claims)

    @property
    def standing(self) -> str:
        """What the claims say of it in one word; see :func:`standing`."""
        return standing(self.counted)

    @property
    def shown_sign(self) -> int | None:
        """The sign, if a claim affirms an effect, be it with reserve; an edge of any other kind has none."""
        return self.sign if any(_affirms(claim) for claim in self.counted) else None

    @property
    def phrases(self) -> tuple[str, ...]:
        """The different phrases of the claims."""
        return tuple(dict.fromkeys(_phrase(claim) for claim in self.claims))

    @property
    def label(self) -> str:
        """The phrases of the claims without the subject; of many, the predicate and how often it is said in what way.

        Polarity, modality and status are in it either way.
        """
        if len(self.phrases) <= MOST_PHRASES:
            return " / ".join(self.phrases)
        ways = Counter(_way(claim) for claim in self.claims)
        return f"{self.claims[0].predicate} [{', '.join(f'{way} ×{n}' for way, n in ways.most_common())}]"

    @property
    def modalities(self) -> dict[str, int]:
        """Modality → number of claims, the strongest first."""
        tally = Counter(claim.modality for claim in self.claims)
        return {modality: tally[modality] for modality in MODALITIES if tally[modality]}

    @property
    def statuses(self) -> tuple[str, ...]:
        """The different regulatory statuses that the claims give, as labels."""
        return tuple(sorted({claim.status for claim in self.claims if claim.status}))


def standing(claims: Iterable[Claim]) -> str:
    """Return what claims on one proposition say of it in one word.

    :param claims: the claims
    :returns: ``disputed`` if some affirm and some deny it, ``denied`` if all deny it; else ``rejected`` if a reviewer
        rejected all, ``affirmed`` if one asserts it and is reviewed, ``hedged`` if one affirms it with reserve or is
        not yet reviewed, ``advised`` or ``not recommended`` for advice and aims, ``open`` if the documents say that
        it is not known
    """
    given = list(claims)
    said = {claim.polarity for claim in given}
    if "denied" in said:
        return "disputed" if "affirmed" in said else "denied"
    if all(claim.review_code == "rejected" for claim in given):
        return "rejected"
    firm = [claim for claim in given if _affirms(claim)]
    if any(claim.modality == "asserted" and claim.review_code != "proposed" for claim in firm):
        return "affirmed"
    if firm:
        return "hedged"
    advice = {claim.status_code for claim in given if claim.modality not in OPEN}
    return {frozenset(): "open", frozenset({"notRecommended"}): "not recommended"}.get(frozenset(advice), "advised")


def _affirms(claim: Claim) -> bool:
    """Return whether a claim affirms what its proposition says, be it with reserve."""
    return (
        claim.polarity == "affirmed"
        and claim.modality in SAID
        and claim.status_code != "notRecommended"
        and claim.review_code != "rejected"
    )


def _phrase(claim: Claim) -> str:
    """Return the phrase of a claim; a graph without phrases has its proposition, and in what way it is said."""
    way = _way(claim)
    return claim.phrase or (claim.proposition if way == "affirmed" else f"{way}: {claim.proposition}")


def _way(claim: Claim) -> str:
    """Return in what way a claim says it: polarity, modality, status, reading and review, as far as they limit it."""
    words = ["denied"] if claim.polarity == "denied" else []
    words.append(claim.status or SHORT_WORDS.get(_modality(claim), "") or ("affirmed" if not words else ""))
    if claim.status and claim.modality in (*HEDGED, *OPEN):
        words.append(SHORT_WORDS[_modality(claim)])
    words.append("" if claim.reading in ("", "stated") else claim.reading)
    words.append(claim.review_code if claim.review_code in ("proposed", "rejected") else "")
    return " ".join(filter(None, words))


def _modality(claim: Claim) -> Any:
    return claim.modality


def read_propositions(store: Store, claims: Iterable[Claim] | None = None) -> list[Proposition]:
    """Read the propositions between two nodes.

    :param store: the store to read
    :param claims: the claims, if they are at hand with at least the attributes that are needed here
    :returns: the propositions, by CURIE
    """
    signs = {compact(row["predicate"]): row["sign"] for row in texts(store.select(_PROLOGUE + _SIGNS, row_limit=0))}
    facts, conflicts = (
        {compact(row["proposition"]) for row in texts(store.select(_PROLOGUE + query, row_limit=0))}
        for query in (_FACTS, _CONFLICTS)
    )
    said = grouped(read_claims(store, only=_ATTRIBUTES) if claims is None else claims)
    return [
        Proposition(found, _sign(signs, found[0].predicate_id), name in facts, name in conflicts)
        for name, found in sorted(said.items())
    ]


def grouped(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Return the claims on each proposition between two nodes.

    :param claims: claims of any kind; those on a text or a quantity are left out
    :returns: CURIE of a proposition → the claims on it
    """
    found: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.object_id:
            found[claim.proposition_id].append(claim)
    return {name: tuple(said) for name, said in found.items()}


def _sign(signs: Mapping[str, str], predicate: str) -> int | None:
    sign = signs.get(predicate, "")
    return int(sign) if re.fullmatch(r"[+-]?\d", sign) else None
