"""Doses as documents give them, by use and route: approved uses first, oral before other routes, phase by phase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.claims.model import Claim
from queries.comparison.uses import Use

DOSE_PREDICATES = ("dkgo:hasDose", "dkgo:hasStatedDose", "dkgo:hasDoseIncrement")
NO_ROUTE = "route not stated"
NO_USE = "use not stated"
_ROUTES = ("oral route", "intrathecal route")
_PHASES = ("test dose", "starting dose", "titration", "maintenance dose", "", "maximum dose")


@dataclass(frozen=True, slots=True)
class DoseGroup:
    """The doses for one use by one route.

    :param use: label of the condition; :data:`NO_USE` where the claims name none
    :param use_id: its CURIE
    :param standing: how documents say that the use stands, in words; empty where none says
    :param route: label of the route; :data:`NO_ROUTE` where the claims name none
    :param claims: by phase, then by document
    """

    use: str
    use_id: str
    standing: str
    route: str
    claims: tuple[Claim, ...]


def dose_groups(rows: Iterable[Claim], uses: Iterable[Use], exposures: Mapping[str, str]) -> list[DoseGroup]:
    """Return the doses among some claims, by use and route.

    :param rows: the claims
    :param uses: what :func:`queries.comparison.uses.uses` returned for the drug
    :param exposures: CURIE of an exposure → CURIE of the condition it is for
    :returns: the groups: uses that no document calls off label or under study first, then by number of documents
    """
    found: dict[tuple[str, str], list[Claim]] = {}
    for row in rows:
        if row.predicate_id in DOSE_PREDICATES and row.review_code != "rejected":
            use = exposures.get(row.subject_id) or row.object_id
            found.setdefault((use, row.route or NO_ROUTE), []).append(row)
    known = {use.condition_id: use for use in uses}
    labels = {row.object_id: row.object for claims in found.values() for row in claims}
    groups = []
    for (use_id, route), claims in found.items():
        use_of = known.get(use_id)
        rank = use_of.dose_rank if use_of else (True, (0, 0, 0, labels.get(use_id, "")))
        group = DoseGroup(
            (use_of.condition if use_of else "") or labels.get(use_id, "") or NO_USE,
            use_id,
            standing_words(use_of) if use_of else "",
            route,
            tuple(sorted(claims, key=_order)),
        )
        groups.append((rank, _place(route, _ROUTES), route, group))
    return [group for *_, group in sorted(groups, key=lambda item: item[:3])]


def standing_words(use: Use) -> str:
    """Return how documents say that a use stands, in a line.

    :param use: the use
    :returns: such as ``approved (France, 2014); off label (4 documents)``; empty where no document says
    """
    words = []
    for standing in use.standings:
        if standing.name == "used":
            count = len(standing.sources)
            words.append(f"named as a use by {count} document{'' if count == 1 else 's'}")
        else:
            where = ", ".join([*standing.places, *standing.years])
            if standing.name == "not recommended":
                where = ", ".join([*standing.limits, *standing.places])
            count = len(standing.sources)
            words.append(f"{standing.name} ({where or f'{count} document' + ('' if count == 1 else 's')})")
    return "; ".join(words)


def _order(row: Claim) -> tuple[int, float, str, str]:
    number = row.minimum if row.minimum is not None else row.maximum
    return _place(row.phase, _PHASES), float("inf") if number is None else number, row.source, row.id


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)
