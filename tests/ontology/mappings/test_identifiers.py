"""Identifiers of other vocabularies in the spellings that people use."""

from __future__ import annotations

import pytest

from ontology.mappings.identifiers import as_curie, load_spellings
from ontology.mappings.prefixes import external_iri, load_external_prefixes


@pytest.mark.parametrize(
    ("text", "curie"),
    [
        ("mesh:D001418", "MESH:D001418"), ("MSH:D001418", "MESH:D001418"),
        ("pubchem.compound:2284", "PUBCHEM.COMPOUND:2284"),
        ("CID:2284", "PUBCHEM.COMPOUND:2284"), ("uniprot:Q9UBS5", "UniProtKB:Q9UBS5"),
        ("hpo:0001250", "HP:0001250"),
        ("https://identifiers.org/mesh/D001418", "MESH:D001418"),
        ("HTTPS://www.drugbank.ca/drugs/DB00181/", "DRUGBANK:DB00181"),
        ("https://bioregistry.io/reference/drugbank:DB00181", "DRUGBANK:DB00181"),
        ("https://pubchem.ncbi.nlm.nih.gov/compound/2284", "PUBCHEM.COMPOUND:2284"),
        ("https://pubchem.ncbi.nlm.nih.gov/compound/2284#section=Names", "PUBCHEM.COMPOUND:2284"),
        ("http://rdf.ncbi.nlm.nih.gov/pubchem/compound/CID2284", "PUBCHEM.COMPOUND:2284"),
        ("https://www.ebi.ac.uk/chembl/compound_report_card/CHEMBL701/", "CHEMBL.COMPOUND:CHEMBL701"),
        ("https://www.ebi.ac.uk/chembl/target_report_card/CHEMBL2111463/", "CHEMBL.TARGET:CHEMBL2111463"),
        ("https://www.uniprot.org/uniprotkb/Q9UBS5/entry", "UniProtKB:Q9UBS5"),
        ("CHEBI_2972", "CHEBI:2972"), ("obo:CHEBI_2972", "CHEBI:2972"), ("https://go.drugbank.com/drugs", None),
        ("CHEBI:two", None), ("DRUGBANK:181", None), ("unknown:1", None), ("baclofen", None), ("", None), (":", None),
        ("https://example.org/DB00181", None),
    ],
)  # fmt: skip
def test_it_is_read(text: str, curie: str | None) -> None:
    assert as_curie(text) == curie


def test_every_prefix_is_read_in_every_case_and_from_its_own_address() -> None:
    examples = {
        "CHEBI": "2972",
        "DRUGBANK": "DB00181",
        "MESH": "D001418",
        "RXCUI": "1292",
        "HP": "0001250",
        "ATC": "M03BX01",
    }
    for prefix, local in examples.items():
        curie = f"{prefix}:{local}"
        assert as_curie(curie.lower()) == as_curie(curie.upper()) == as_curie(external_iri(curie)) == curie
    assert set(load_spellings().prefixes.values()) == set(load_external_prefixes())
    assert set(load_spellings().addresses.values()) <= set(load_external_prefixes())
