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
        ("HTTP://PURL.OBOLIBRARY.ORG/OBO/CHEBI_2972", "CHEBI:2972"),
        ("//purl.obolibrary.org/obo/CHEBI_2972", "CHEBI:2972"), ("purl.obolibrary.org/obo/CHEBI_2972/", "CHEBI:2972"),
        ("http://purl.org/obo/owl/CHEBI#CHEBI_2972", "CHEBI:2972"),
        ("www.drugbank.ca/drugs/DB00181", "DRUGBANK:DB00181"),
        ("https://drugbank.com/drugs/db00181?lang=en#uses", "DRUGBANK:DB00181"),
        ("https://bioregistry.io/registry/chebi:2972", "CHEBI:2972"), ("https://n2t.net/chebi:2972", "CHEBI:2972"),
        ("https://w3id.org/biolink/vocab/CHEBI:2972", "CHEBI:2972"), ("https://www.ebi.ac.uk/chebi/2972", "CHEBI:2972"),
        ("https://www.ebi.ac.uk/chebi/searchId.do?chebiId=CHEBI%3A2972", "CHEBI:2972"),
        ("https://www.ebi.ac.uk/ols4/ontologies/chebi/classes/http%253A%252F%252Fpurl.obolibrary.org%252Fobo%252FCHEBI_2972",
         "CHEBI:2972"),
        ("https://www.ebi.ac.uk/ols/ontologies/hp/terms?iri=http%3A%2F%2Fpurl.obolibrary.org%2Fobo%2FHP_0001250",
         "HP:0001250"),
        ("https://bioportal.bioontology.org/ontologies/CHEBI?p=classes&conceptid=http://purl.obolibrary.org/obo/CHEBI_2972",
         "CHEBI:2972"),
        ("http://purl.bioontology.org/ontology/CHEBI/CHEBI:2972", "CHEBI:2972"),
        ("https://pubchem.ncbi.nlm.nih.gov/compound/CID2284", "PUBCHEM.COMPOUND:2284"),
        ("https://pubchem.ncbi.nlm.nih.gov/rest/pug/compound/cid/2284/JSON", "PUBCHEM.COMPOUND:2284"),
        ("https://meshb-prev.nlm.nih.gov/record/ui?ui=D001418", "MESH:D001418"),
        ("https://id.nlm.nih.gov/mesh/D001418.html", "MESH:D001418"),
        ("rxnav.nlm.nih.gov/REST/rxcui/1292", "RXCUI:1292"),
        ("https://rxnav.nlm.nih.gov/REST/rxcui/1292/properties.json", "RXCUI:1292"),
        ("https://atcddd.fhi.no/atc_ddd_index/?code=M03BX01", "ATC:M03BX01"),
        ("http://rdf.ebi.ac.uk/resource/chembl/molecule/CHEMBL701", "CHEMBL.COMPOUND:CHEMBL701"),
        ("https://www.guidetopharmacology.org/GRAC/LigandDisplayForward?tab=summary&ligandId=1084", "GTOPDB:1084"),
        ("https://www.genome.jp/dbget-bin/www_bget?drug:D00241", "KEGG.DRUG:D00241"),
        ("https://meshb.nlm.nih.gov/#/record/ui?ui=D001418", "MESH:D001418"),
        ("urn:miriam:chebi:CHEBI%3A2972", "CHEBI:2972"), ("CHEBI%3A2972", "CHEBI:2972"), ("CHEBI: 2972", "CHEBI:2972"),
        ("RxCUI 1292", "RXCUI:1292"), ("PUBCHEM_CID:2284", "PUBCHEM.COMPOUND:2284"),
        ("InChIKey=KPYSYYIEGFHWSV-UHFFFAOYSA-N", "INCHIKEY:KPYSYYIEGFHWSV-UHFFFAOYSA-N"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", None), ("https://example.org/do/12", None),
        ("https://en.wikipedia.org/wiki/Baclofen", None), ("unii code", None), ("use in 12 people", None),
        ("CHEBI_2972", "CHEBI:2972"), ("obo:CHEBI_2972", "CHEBI:2972"), ("https://go.drugbank.com/drugs", None),
        ("CHEBI:two", None), ("DRUGBANK:181", None), ("unknown:1", None), ("baclofen", None), ("", None), (":", None),
        ("https://example.org/DB00181", None),
        ("PubChem CID 2284", "PUBCHEM.COMPOUND:2284"), ("CID2284", "PUBCHEM.COMPOUND:2284"),
        ("pubchem.cid:2284", "PUBCHEM.COMPOUND:2284"), ("KEGG_DRUG:D00241", "KEGG.DRUG:D00241"),
        ("CAS RN 1134-47-0", "CAS:1134-47-0"), ("casrn:1134-47-0", "CAS:1134-47-0"), ("ATCCode:m03bx01", "ATC:M03BX01"),
        ("chembl.compound:701", "CHEMBL.COMPOUND:CHEMBL701"), ("CHEBI:2972/", "CHEBI:2972"),
        ("'CHEBI:2972'", "CHEBI:2972"), ("“ChEBI:2972”", "CHEBI:2972"), ("HP0001250", "HP:0001250"),
        ("GABA1", None), ("5-HT2A", None), ("DB00181", None),
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
