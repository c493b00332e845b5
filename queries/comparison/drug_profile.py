"""A drug at a glance: what most documents say of it, which gaps they name, and the status of its uses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ontology.modalities import OPEN
from ontology.namespaces import compact, sparql_prologue
from queries.claims.reader import Claim
from queries.store.interface import Store

_THIN = ("inconclusive", "limited", "mixed", "varying")
_LEAST_SHARE = 10

_EXPOSURES = (
    sparql_prologue("dkgo", "graph")
    + """
SELECT DISTINCT ?drug ?node ?condition WHERE {
  GRAPH graph:entities { ?node dkgo:involves ?drug . ?drug a dkgo:Drug }
  OPTIONAL { GRAPH graph:entities { ?node dkgo:forCondition ?condition } }
}
"""
)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A proposition that most documents affirm.

    :param proposition: in words
    :param claims: the claims that affirm it
    :param documents: how many documents they come from
    :param reserved: how many of these affirm it with reserve only
    :param contested: whether another claim denies it or leaves it open
    """

    proposition: str
    claims: tuple[Claim, ...]
    documents: int
    reserved: int
    contested: bool


def read_exposures(store: Store) -> dict[str, dict[str, str]]:
    """Return each drug's exposures: its uses, its cessation, its combinations.

    :param store: the store to read
    :returns: CURIE of a drug → CURIE of an exposure that involves it → CURIE of the condition it is for, or empty
    """
    found: dict[str, dict[str, str]] = {}
    for row in store.select(_EXPOSURES, row_limit=0).rows:
        condition = compact(row["condition"]["value"]) if "condition" in row else ""
        found.setdefault(compact(row["drug"]["value"]), {})[compact(row["node"]["value"])] = condition
    return found


def main_drugs(counts: Mapping[str, int]) -> list[str]:
    """Return the drugs that the documents are about; drugs that are only compared with are left out.

    :param counts: CURIE of a drug → number of claims that have it as their subject
    :returns: CURIEs, those with most claims first
    """
    most = max(counts.values(), default=0)
    ranked = sorted(counts, key=lambda drug: (-counts[drug], drug))
    return [drug for drug in ranked if counts[drug] * _LEAST_SHARE >= most]


def claims_on(rows: Iterable[Claim], drug: str, exposures: Collection[str]) -> list[Claim]:
    """Return the claims on a drug or one of its exposures.

    :param rows: all claims
    :param drug: CURIE of the drug
    :param exposures: CURIEs of what involves it
    :returns: the claims, in the same order
    """
    concerned = {drug, *exposures}
    return [row for row in rows if row.subject_id in concerned or row.object_id in concerned]


def affirms(row: Claim) -> bool:
    """Return whether a claim affirms its proposition, with or without hedging.

    :param row: the claim
    :returns: true unless it denies the proposition or calls it unknown
    """
    return (
        row.polarity == "affirmed"
        and row.modality not in OPEN
        and row.status != "not recommended"
        and row.review != "rejected"
    )


def agreed(rows: Iterable[Claim], documents: int) -> list[Agreed]:
    """Return the propositions that more than half of the documents affirm, most documents first.

    A dose or half-life is left out: that several documents give one does not mean that they give the same.

    :param rows: the claims
    :param documents: how many documents there are
    :returns: the propositions, those with most documents first
    """
    by_proposition: dict[str, list[Claim]] = {}
    for row in rows:
        by_proposition.setdefault(row.proposition_id, []).append(row)
    found = []
    for claims in by_proposition.values():
        affirming = tuple(row for row in claims if affirms(row))
        sources = {row.source for row in affirming}
        plain = {row.source for row in affirming if not row.uncertain}
        if 2 * len(sources) > documents and not all(row.value for row in affirming):
            contested = any(row.polarity == "denied" or row.modality in OPEN for row in claims)
            reserved = len(sources) - len(plain)
            found.append(Agreed(claims[0].proposition, affirming, len(sources), reserved, contested))
    return sorted(found, key=lambda item: (-item.documents, -len(item.claims), item.proposition))


def named_gaps(rows: Iterable[Claim]) -> list[tuple[Claim, ...]]:
    """Return the claims in which a document says that something is unknown or that evidence does not suffice.

    :param rows: the claims
    :returns: the claims of each proposition together, in the order of the claims
    """
    found: dict[str, list[Claim]] = {}
    for row in rows:
        if row.modality in OPEN and row.review != "rejected":
            found.setdefault(row.proposition_id, []).append(row)
    return [tuple(claims) for claims in found.values()]


def thin_evidence(rows: Iterable[Claim]) -> list[Claim]:
    """Return the claims that appraise evidence or dose as inconclusive, limited, mixed or varying.

    :param rows: the claims
    :returns: the claims, in the same order
    """
    return [row for row in rows if row.object_id.startswith("drugkg:appraisal-") and row.object in _THIN]


def one_uncited_document(rows: Iterable[Claim]) -> int:
    """Count the propositions that only one document states, without a citation.

    :param rows: the claims
    :returns: their number
    """
    sources: dict[str, set[str]] = {}
    cited = set()
    for row in rows:
        sources.setdefault(row.proposition_id, set()).add(row.source)
        if row.cited:
            cited.add(row.proposition_id)
    return sum(len(found) == 1 for proposition, found in sources.items() if proposition not in cited)
