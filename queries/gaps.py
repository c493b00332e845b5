"""What is not known or thinly supported: gaps that the sources name, single uncited sources, studies in common."""

from __future__ import annotations

from collections.abc import Iterable

from queries.disagreement_model import OPEN, Background, Record, grouped
from queries.disagreements import works_of


def unknown(records: Iterable[Record]) -> list[Record]:
    """Return the claims in which a source says that something is unknown or that the evidence does not suffice.

    :param records: the claims
    :returns: claims in the order of their identifiers
    """
    return sorted((r for r in records if r["modality"] in OPEN and _counts(r)), key=lambda r: str(r["id"]))


def uncited_single_source(records: Iterable[Record]) -> dict[str, list[Record]]:
    """Return the propositions that one document alone speaks of, and for which it cites nothing.

    :param records: the claims
    :returns: local part of the proposition's IRI to its claims, sorted; the saved query of this name asks the same
        of a store
    """
    return {
        slug: claims
        for slug, claims in sorted(grouped(record for record in records if _counts(record)).items())
        if len({record["source"] for record in claims}) == 1 and not any(record.get("cites") for record in claims)
    }


def shared_studies(records: Iterable[Record], background: Background) -> dict[str, dict[str, list[str]]]:
    """Return the works on which claims of several documents lean: these are one line of evidence, not several.

    :param records: the claims
    :param background: tells which references are one work
    :returns: work to file name to identifiers of the claims, all sorted
    """
    found: dict[str, dict[str, list[str]]] = {}
    for record in sorted(records, key=lambda r: str(r["id"])):
        for work in works_of(record, background) if _counts(record) else ():
            found.setdefault(work, {}).setdefault(record["source"], []).append(record["id"])
    return {work: dict(sorted(files.items())) for work, files in sorted(found.items()) if len(files) > 1}


def _counts(record: Record) -> bool:
    return bool(record["review_status"] != "rejected")
