"""An IRI is written as a CURIE by the longest namespace that fits."""

from __future__ import annotations

import pytest

from ontology.namespaces import PREFIXES, compact, expand


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_namespace_leads_there_and_back(prefix: str) -> None:
    assert compact(expand(f"{prefix}:a-1")) == f"{prefix}:a-1"
    assert expand(compact(PREFIXES[prefix] + "a/b#c_d")) == PREFIXES[prefix] + "a/b#c_d"


@pytest.mark.parametrize("iri", ["", "x", "/", "http://example.org/a#b", PREFIXES["drugkg"]])
def test_what_no_namespace_fits_stays_as_it_is(iri: str) -> None:
    assert compact(iri) == iri
