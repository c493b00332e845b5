"""The check of what a curator overlooks easily; see :mod:`ingest.curation`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.checks.outcome import Check
from ingest.curation import Finding, duplicates, lines_around, lint_claim
from ingest.sources import SourceFolder

_WRONG = ("anchor", "duplicate")
"""Findings that are wrong in any case; the others are hints."""


def curation_check(sources: Sequence[SourceFolder], texts: Mapping[str, str]) -> Check:
    """Check all claims.

    :param sources: the documents with their claims
    :param texts: short name of a document → its text, where it is at hand; without it only duplicates are found
    :returns: anchors without words and duplicates as problems; lost negations, doubts and numbers as notes
    """
    problems: list[str] = []
    notes: list[str] = []
    looked_at = 0
    for item in sources:
        text = texts.get(item.source.slug)
        places = {claim.record.id: f"{claim.file}:{claim.line}" for claim in item.claims}
        found: list[Finding] = duplicates(claim.record for claim in item.claims)
        for claim in item.claims if text is not None else ():
            record = claim.record
            quotes = [(text or "")[place.start : place.end] for place in record.places]
            found += lint_claim(record, quotes, item.source.title, lines_around(text or "", record))
            looked_at += 1
        for finding in found:
            line = f"{places[finding.claim]}: {finding.claim}: {finding.message}"
            (problems if finding.lint in _WRONG else notes).append(line)
    total = sum(len(item.claims) for item in sources)
    checked = f"{total} claims, {looked_at} of them with their quotes"
    return Check("curation", checked, tuple(problems), tuple(notes))
