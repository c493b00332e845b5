"""The uses of a drug: one row per condition, with every standing that documents give it, where, since when, by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from queries.claims.model import Claim
from queries.comparison.drug_profile import affirms

APPROVALS = ("dkgo:approvedBy", "dkgo:approvedIn", "dkgo:approvedAs")
STANDINGS = ("approved", "not approved", "off label", "investigational", "used", "not recommended")
"""How a use can stand; *used* is for uses without any status. Advice against it in some people does not come first."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One standing of a use.

    :param name: one of :data:`STANDINGS`
    :param places: countries and agencies that the claims name
    :param years: years that they name
    :param limits: conditions, populations and kinds of approval to which they limit it
    :param claims: the claims
    """

    name: str
    places: tuple[str, ...]
    years: tuple[str, ...]
    limits: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Short names of the documents that say it."""
        return tuple(dict.fromkeys(row.source for row in self.claims))

    @property
    def hedged(self) -> bool:
        """Whether it is stated with reserve only."""
        return all(row.uncertain for row in self.claims)


@dataclass(frozen=True, slots=True)
class Use:
    """What a drug is used for.

    :param condition: label of what it is used for; empty for the drug as such
    :param condition_id: its CURIE
    :param standings: in the order of :data:`STANDINGS`
    """

    condition: str
    condition_id: str
    standings: tuple[Standing, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims on the use."""
        return tuple(row for standing in self.standings for row in standing.claims)

    @property
    def documents(self) -> int:
        """How many documents speak of it."""
        return len({row.source for row in self.claims})

    def sources_of(self, *names: str) -> set[str]:
        """Return the documents that give some standings.

        :param names: of :data:`STANDINGS`
        :returns: their short names
        """
        return {source for standing in self.standings if standing.name in names for source in standing.sources}

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Its place among the uses: those that most documents state plainly come first."""
        plain, off = self.sources_of("approved", "used"), self.sources_of("off label", "investigational")
        return -len(plain), len(off), -self.documents, self.condition.casefold()

    @property
    def dose_rank(self) -> tuple[bool, tuple[int, int, int, str]]:
        """Its place among doses: uses that no document calls off label or under study come first."""
        return bool(self.sources_of("off label", "investigational", "not approved")), self.rank


def uses(rows: Iterable[Claim], exposures: Mapping[str, str]) -> list[Use]:
    """Return the uses of a drug, one for each condition, the main ones first.

    :param rows: the claims on the drug and its exposures
    :param exposures: CURIE of an exposure → CURIE of the condition it is for
    :returns: the uses; one without a condition is the drug as such
    """
    rows = list(rows)
    labels = {row.subject_id: row.subject for row in rows} | {row.object_id: row.object for row in rows}
    found: dict[str, dict[str, list[Claim]]] = {}
    for row in rows:
        name = _standing(row)
        if name:
            condition = exposures.get(row.subject_id, "") if row.predicate_id in APPROVALS else row.object_id
            found.setdefault(condition, {}).setdefault(name, []).append(row)
    labels[""] = ""
    made = [
        Use(
            labels.get(condition, condition),
            condition,
            tuple(_of(name, by_name[name]) for name in STANDINGS if name in by_name),
        )
        for condition, by_name in found.items()
    ]
    return sorted(made, key=lambda use: use.rank)


def _standing(row: Claim) -> str:
    if row.review_code == "rejected":
        return ""
    if row.predicate_id in APPROVALS:
        return "approved" if row.polarity == "affirmed" else "not approved"
    if row.predicate_id not in ("dkgo:usedFor", "dkgo:studiedFor"):
        return ""
    if row.status:
        return row.status
    if row.predicate_id == "dkgo:studiedFor":
        return ""
    return "used" if affirms(row) else ""


def _of(name: str, claims: Sequence[Claim]) -> Standing:
    places: dict[str, None] = {}
    years: dict[str, None] = {}
    limits: dict[str, None] = {}
    for row in claims:
        told = _told(row)
        for key in ("jurisdiction", "agency"):
            places[told.get(key, "")] = None
        if row.predicate_id in ("dkgo:approvedIn", "dkgo:approvedBy"):
            places[row.object] = None
        years[told.get("year", "")] = None
        for key in ("kind of approval", "condition", "population"):
            limits[told.get(key, "")] = None
        if row.predicate_id == "dkgo:approvedAs":
            limits[f"as {row.object}"] = None
    return Standing(name, _kept(places), _kept(years), _kept(limits), tuple(claims))


def _told(row: Claim) -> dict[str, str]:
    """Return the qualifiers of a claim in words: label → value."""
    return dict(part.partition(": ")[::2] for part in row.qualifiers.split("; ") if ": " in part)


def _kept(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(filter(None, words)))
