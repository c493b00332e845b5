"""The everyday names and the identifiers of the graph's own entities, from label, synonym and mapped vocabularies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from queries.answers.frames import Rows
from queries.errors import UnknownNameError
from queries.index.name_index import Index
from queries.index.names import fold
from queries.index.opening import open_index
from queries.runner import open_graph, run_saved

ENTITY = "https://w3id.org/drugkg/entity/"


@pytest.fixture(scope="module")
def names(graph_folder: Path) -> Index:
    return open_index(str(graph_folder))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("cirrhosis", "people-with-liver-cirrhosis"),
        ("elderly", "older-people"),
        ("the elderly", "older-people"),
        ("children", "children-under-12"),
        ("kids", "children-under-12"),
        ("renal impairment", "people-with-renal-impairment"),
        ("opioids", "opioid"),
        ("MAO inhibitors", "mao-inhibitor"),
        ("CNS depressants", "cns-depressant"),
        ("MAOIs", "mao-inhibitor"),
        ("TCAs", "tricyclic-antidepressant"),
        ("CKD", "people-with-renal-impairment"),
        ("GABA(B) receptor", "gaba-b-receptor"),
        ("GABA_B receptors", "gaba-b-receptor"),
        ("pump", "implantable-pump"),
        ("pregnant women", "pregnant-people"),
        ("hiccoughs", "hiccups"),
        ("booze", "ethanol"),
        ("EtOH", "ethanol"),
        ("BZDs", "benzodiazepine"),
        ("blood pressure tablets", "antihypertensive"),
        ("Lyrica", "pregabalin"),
        ("Xyrem", "gamma-hydroxybutyric-acid"),
        ("Catapres", "clonidine"),
        ("headaches", "headache"),
        ("fits", "seizure"),
        ("acid reflux", "gastroesophageal-reflux-disease"),
        ("MS", "multiple-sclerosis"),
        ("Parkinson's", "parkinsons-disease"),
        ("oral", "oral-route"),
        ("intravenous", "intravenous-route"),
        ("intrathecal", "intrathecal-route"),
        ("GABA-B", "gaba-b-receptor"),
        ("antispasmodics", "antispasmodic"),
        ("alcohol withdrawal", "alcohol-withdrawal-syndrome"),
        ("tapering", "tapering-of-baclofen"),
        ("old people", "older-people"),
        ("alcoholics", "people-with-alcohol-use-disorder"),
        ("Gastro-oesophageal reflux disease", "gastroesophageal-reflux-disease"),
        ("CHEBI:2972", "baclofen"),
        ("DRUGBANK:DB00181", "baclofen"),
        ("RXCUI:1292", "baclofen"),
        ("chembl:CHEMBL701", "baclofen"),
        ("rxnorm:1292", "baclofen"),
        ("MESH:D001418", "baclofen"),
        ("http://id.nlm.nih.gov/mesh/D001418", "baclofen"),
        ("https://meshb.nlm.nih.gov/record/ui?ui=D001418", "baclofen"),
        ("HP:0001250", "seizure"),
        ("drugkg:Baclofen", "baclofen"),
        ("http://w3id.org/drugkg/entity/baclofen", "baclofen"),
        ("w3id.org/drugkg/entity/baclofen/", "baclofen"),
        ("https://identifiers.org/chebi/CHEBI:2972", "baclofen"),
        ("obo:CHEBI_2972", "baclofen"),
    ],
)
def test_it_is_known(names: Index, name: str, slug: str) -> None:
    assert names.names.find(name) == ENTITY + slug


@pytest.mark.parametrize(
    ("name", "term", "slug"),
    [
        ("GABBR1", "HGNC:4070", "gaba-b-receptor"),
        ("GABA-B1", "iuphar.receptor:240", "gaba-b-receptor"),
        ("gabra1", "HGNC:4075", "gaba-a-receptor"),
        ("CACNA2D1", "HGNC:1399", "alpha2delta-vgcc"),
        ("L-glutamic acid", "CHEBI:16015", "glutamate"),
        ("diazepam", "ATC:N05BA01", "benzodiazepine"),
        ("Valium", "ATC:N05BA01", "benzodiazepine"),
        ("amitriptyline", "ATC:N06AA09", "tricyclic-antidepressant"),
    ],
)
def test_a_name_of_a_related_term_is_not_taken_for_the_entity_but_leads_to_it(
    names: Index, name: str, term: str, slug: str
) -> None:
    with pytest.raises(UnknownNameError, match=rf"a name of {term}\b.*: drugkg:{slug} \(.*\) is .* (?:to|than) it"):
        names.names.find(name)
    assert f"drugkg:{slug}" in names.names.matching(name.casefold().split())


@pytest.mark.parametrize(
    ("name", "how", "slugs"),
    [
        ("SSRIs", "related to it", ["mao-inhibitor", "tricyclic-antidepressant"]),
        ("selective serotonin reuptake inhibitors", "related to it", ["mao-inhibitor", "tricyclic-antidepressant"]),
        ("diuretics", "related to it", ["antihypertensive"]),
        ("Adolescents", "related to it", ["children-under-12"]),
        ("teenager", "related to it", ["children-under-12"]),
        ("newborns", "related to it", ["breastfeeding-people", "children-under-12"]),
        ("methadone", "broader than it", ["opioid"]),
        ("Xanax", "broader than it", ["benzodiazepine"]),
        ("haemodialysis", "broader than it", ["people-with-renal-impairment"]),
        ("R-baclofen", "broader than it", ["baclofen"]),
        ("beta blockers", "related to it", ["antihypertensive"]),
    ],
)
def test_what_no_claim_speaks_of_leads_to_what_is_spoken_of_near_it(
    names: Index, name: str, how: str, slugs: list[str]
) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.names.find(name)
    told = str(caught.value)
    assert told.startswith(f"no entity has the name {name!r}; no claim speaks of it by that name; {how}: ")
    assert re.findall(r"drugkg:(\S+) \(", told) == slugs
    found = list(names.names.matching(fold(name).split()))
    assert found in ([f"drugkg:{slug}" for slug in slugs], ["ref:encyclopaedia-perry-1998"])  # a title has adolescents


@pytest.mark.parametrize("name", ["lithium", "beta agonists", "sexual function"])
def test_a_name_that_shares_only_a_lesser_word_is_not_offered(names: Index, name: str) -> None:
    with pytest.raises(UnknownNameError, match=r": try `drugkg search`$"):
        names.names.find(name)


def test_a_query_takes_any_identifier_and_refuses_what_is_of_another_class(graph_folder: Path) -> None:
    with open_graph(graph_folder) as graph:
        wanted = run_saved(graph, "combinations-to-avoid", drug="baclofen")
        assert isinstance(wanted, Rows)
        assert len(wanted.rows) > 0
        for name in ("CHEBI:2972", "drugbank:DB00181", "RXCUI:1292", "MeSH:D001418"):
            assert run_saved(graph, "combinations-to-avoid", drug=name) == wanted
        with pytest.raises(UnknownNameError, match="it names a thing of class ClinicalFinding"):
            run_saved(graph, "combinations-to-avoid", drug="HP:0001250")
        with pytest.raises(UnknownNameError, match="no entity is the same as CHEBI:99999"):
            run_saved(graph, "combinations-to-avoid", drug="CHEBI:99999")


def test_withdrawal_lists_what_it_may_be(names: Index) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.names.find("withdrawal")
    for name in ("baclofen-withdrawal-syndrome", "alcohol-withdrawal-syndrome", "opioid-withdrawal-syndrome"):
        assert f"drugkg:{name} (" in str(caught.value)


def test_the_message_on_an_unknown_document_lists_the_few_that_there_are(names: Index) -> None:
    with pytest.raises(UnknownNameError) as caught:
        names.document("leaflet")
    assert str(caught.value) == (
        "no Document has the name 'leaflet'; the documents are: addiction-clinic, alcohol-use-disorder, encyclopaedia, "
        "monograph, psychiatric-use"
    )
