"""References with one identifier are one work, however the identifier is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ingest.sources import read_sources
from ingest.works import bare_identifier, merged_references, works_of_references
from tests.support.records import METADATA, claim, write_source


def works(folder: Path, *identifiers: dict[str, str]) -> list[str]:
    """Return the key of each of some references, in their order."""
    reference: dict[str, Any] = METADATA["references"][0]
    references = [reference | {"id": f"leaflet-{n}", "number": str(n)} | one for n, one in enumerate(identifiers, 1)]
    found = works_of_references(read_sources(write_source(folder, [claim()], references=references)))
    return [found[f"ref:leaflet-{n}"].removeprefix("ref:leaflet-") for n in range(1, len(identifiers) + 1)]


@pytest.mark.parametrize(
    "other", ["10.1000/x", "https://doi.org/10.1000/X", "http://dx.doi.org/10.1000/x", "doi:10.1000/x"]
)
def test_one_doi_is_one_work(tmp_path: Path, other: str) -> None:
    assert works(tmp_path, {"doi": "10.1000/X"}, {"doi": other}) == ["1", "1"]


@pytest.mark.parametrize("other", ["123", "https://pubmed.ncbi.nlm.nih.gov/123/", "PMID: 123"])
def test_one_pubmed_number_is_one_work(tmp_path: Path, other: str) -> None:
    assert works(tmp_path, {"pmid": "123"}, {"pmid": other}) == ["1", "1"]


def test_an_entry_with_both_identifiers_joins_entries_with_one_each(tmp_path: Path) -> None:
    assert works(tmp_path, {"doi": "10.1/x"}, {"pmid": "5"}, {"doi": "10.1/x", "pmid": "5"}) == ["1", "1", "1"]


def test_other_identifiers_and_none_are_other_works(tmp_path: Path) -> None:
    assert works(tmp_path, {"doi": "10.1/x"}, {"doi": "10.1/y"}, {}, {}, {"pmid": "101"}) == [
        "1",
        "2",
        "3",
        "4",
        "5",
    ]


def test_an_identifier_without_a_resolver_is_kept() -> None:
    assert bare_identifier(" 10.1016/S0140-6736(10)61 ") == "10.1016/s0140-6736(10)61"


TITLE = "Intrathecal baclofen in severe spasticity"


def test_one_title_and_year_is_one_work_unless_identifiers_differ(tmp_path: Path) -> None:
    first = {"title": TITLE, "year": "1984"}
    assert works(tmp_path, first, first | {"title": "Intrathecal Baclofen in severe spasticity."}) == ["1", "1"]
    assert works(tmp_path, first, first | {"year": "1985"}) == ["1", "2"]
    assert works(tmp_path, first | {"doi": "10.1/x"}, first) == ["1", "1"]
    assert works(tmp_path, first | {"doi": "10.1/x"}, first | {"doi": "10.1/y"}) == ["1", "2"]
    assert works(tmp_path, {"title": "Baclofen", "year": "1984"}, {"title": "Baclofen", "year": "1984"}) == ["1", "2"]


def test_a_merged_reference_says_by_what(tmp_path: Path) -> None:
    first = {"title": TITLE, "year": "1984", "doi": "10.1/x"}
    reference: dict[str, Any] = METADATA["references"][0]
    entries = [first, {"doi": "https://doi.org/10.1/X"}, {"title": TITLE, "year": "1984"}, {}]
    references = [reference | {"id": f"leaflet-{n}", "number": str(n)} | one for n, one in enumerate(entries, 1)]
    found = merged_references(read_sources(write_source(tmp_path, [claim()], references=references)))
    assert [found[f"ref:leaflet-{n}"].merged_by for n in range(1, 5)] == [
        "DOI, title and year",
        "DOI",
        "title and year",
        "",
    ]
