"""The doses among some claims, in the order in which every page shows them."""

from __future__ import annotations

from collections.abc import Sequence

from queries.claims.model import Claim
from queries.comparison.doses import DoseGroup, dose_groups
from queries.comparison.drug_profile import claims_on
from queries.comparison.uses import uses
from ui.explorer.frame.session import LoadedGraph


def doses_among(graph: LoadedGraph, rows: Sequence[Claim]) -> list[DoseGroup]:
    """Return the doses among some claims on a drug by use and route, approved uses first.

    :param graph: the graph
    :param rows: the claims
    :returns: what :func:`queries.comparison.doses.dose_groups` returns
    """
    drug = next((row.subject_id for row in rows if row.subject_id in graph.exposures), "")
    exposures = graph.exposures.get(drug, {})
    known = uses(
        [
            row
            for row in claims_on(graph.part(drug).claims.values(), drug, exposures)
            if row.subject_id == drug or row.subject_id in exposures
        ],
        exposures,
    )
    return dose_groups(rows, known, exposures)
