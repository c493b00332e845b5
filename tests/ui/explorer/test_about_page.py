"""The About page: what the graph holds, a tour of it, and that it is no advice."""

from __future__ import annotations

from ingest.build import BuildReport
from ingest.sources import SourceFolder
from queries.comparison.agreement import RELATIONS
from tests.support.explorer_pages import open_page, words_of


def test_the_page_counts_the_claims_tours_the_drug_and_says_that_it_is_no_advice(
    built: BuildReport, sources: tuple[SourceFolder, ...]
) -> None:
    words = words_of(open_page("about", built.folder))
    assert "This is not medical advice." in words
    assert f"{built.claims} claims from {len(sources)} documents" in words
    assert "See what baclofen is, what it is used for, and what is disputed" in words
    for item in sources:
        assert item.source.title in words
    for relation in RELATIONS:
        assert f"**{relation}**" in words
