"""The shapes accept a whole claim, and each rule refuses what breaks it and says why."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import RdfFormat, serialize

from ontology.shapes import SHAPES_FILE, Violation, validate, validate_by_pyshacl
from ontology.vocabulary import load_vocabulary
from tests.ontology.examples import VALID, roles, triples

SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
DKGO = "https://w3id.org/drugkg/ontology/"

# name, text of the valid example, what replaces it, part of the message
BROKEN = [
    ("not a statement", "dkgo:Claim , rdf:Statement", "dkgo:Claim", "also an rdf:Statement"),
    ("no subject", "rdf:subject drugkg:demodrug ;\n    rdf:predicate", "rdf:predicate", "exactly one subject"),
    (
        "two subjects",
        "rdf:subject drugkg:demodrug ;\n    rdf",
        "rdf:subject drugkg:demodrug , drugkg:x ;\n rdf",
        "one subject",
    ),
    (
        "foreign subject",
        "rdf:subject drugkg:demodrug ;\n    rdf",
        "rdf:subject unit:MilliGM ;\n rdf",
        "an entity, a source",
    ),
    ("no predicate", "rdf:predicate dkgo:hasDose ;\n    rdf:object", "rdf:object", "exactly one predicate"),
    ("foreign predicate", "dkgo:hasDose ;\n    rdf:object", "rdfs:label ;\n rdf:object", "a term of the ontology"),
    (
        "two objects",
        "rdf:object drugkg:demo-spasm ;\n    dkgo",
        "rdf:object drugkg:x , drugkg:y ;\n dkgo",
        "at most one object",
    ),
    ("no proposition", "dkgo:proposition prop:p1 ;", "", "exactly one proposition"),
    ("no source", "dkgo:source source:demo ;", "", "exactly one document"),
    ("no family", "dkgo:family dkgo:dosing ;", "", "exactly one family"),
    ("unknown family", "dkgo:family dkgo:dosing", "dkgo:family dkgo:weather", "exactly one family"),
    ("no polarity", "dkgo:polarity dkgo:affirmed ;", "", "either affirms or denies"),
    ("both polarities", "dkgo:polarity dkgo:affirmed", "dkgo:polarity dkgo:affirmed , dkgo:denied", "either affirms"),
    ("unknown modality", "dkgo:modality dkgo:asserted", "dkgo:modality dkgo:shouted", "exactly one modality"),
    ("no modality", "dkgo:modality dkgo:asserted ;", "", "exactly one modality"),
    ("no reading", "dkgo:reading dkgo:doubtfulLayout ;", "", "exactly one reading"),
    ("unknown reading", "dkgo:reading dkgo:doubtfulLayout", "dkgo:reading dkgo:asserted", "exactly one reading"),
    ("no phrase", 'dkgo:phrase "is dosed at 5–10 mg for spasm" ;', "", "exactly one phrase"),
    ("no answer", 'dkgo:answer "5–10 mg" ;', "", "exactly one answer"),
    ("about a document", "dkgo:aboutDrug drugkg:demodrug", "dkgo:aboutDrug source:demo", "is about is a drug"),
    ("two texts of works", 'dkgo:works "ref:demo-1"', 'dkgo:works "ref:demo-1" , "ref:demo-2"', "one text at most"),
    ("unknown quote role", "dkgo:quoteRole dkgo:ownStatement", "dkgo:quoteRole dkgo:gossip", "exactly one quote role"),
    ("unknown review status", "dkgo:reviewStatus dkgo:reviewed", "dkgo:reviewStatus dkgo:lost", "exactly one review"),
    ("no agent", "dkgo:agent dkgo:curated ;", "", "curated or extracted"),
    ("two standings", "Status dkgo:approved", "Status dkgo:approved , dkgo:offLabel", "at most one regulatory status"),
    ("no evidence type", "dkgo:evidenceType ECO:0000303 ;", "", "exactly one type of evidence"),
    ("evidence not of ECO", "dkgo:evidenceType ECO:0000303", "dkgo:evidenceType MESH:D016430", "a class of ECO"),
    ("design not of MeSH", "dkgo:studyDesign MESH:D016430", "dkgo:studyDesign ECO:0000303", "a MeSH heading"),
    ("no statement", 'dkgo:statement "Demodrug is given at 5 to 10 mg for spasm." ;', "", "exactly one statement"),
    ("half a sentence", 'for spasm."', 'for spasm"', "ends with a full stop"),
    ("empty note", '"the heading may be lost"', '""', "one piece of text"),
    ("two summaries", '"route: oral"', '"route: oral" , "x"', "in one line at most"),
    (
        "value is no quantity",
        "dkgo:value <https://w3id.org/drugkg/claim/demo-001/value>",
        "dkgo:value drugkg:x",
        "one quantity",
    ),
    ("no anchor", "oa:hasTarget <https://w3id.org/drugkg/claim/demo-001/anchor/1> ;", "", "at least one place"),
    ("anchor elsewhere", "oa:hasSource source:demo", "oa:hasSource source:other", "are in the document"),
    (
        "citation not described",
        "dkgo:citation <https://w3id.org/drugkg/claim/demo-001/citation/1>",
        "dkgo:citation ref:demo-1",
        "by a citation",
    ),
    (
        "cites a claim",
        "cito:citesAsEvidence ref:demo-1",
        "cito:citesAsEvidence claim:demo-002",
        "references or studies",
    ),
    (
        "two routes",
        "drugkg:oral-route",
        "drugkg:oral-route , drugkg:x",
        "route has at most one value, and it is a term",
    ),
    (
        "route in words",
        "dkgo:routeQualifier drugkg:oral-route",
        'dkgo:routeQualifier "oral"',
        "route has at most one value",
    ),
    (
        "age is no quantity",
        "dkgo:ageQualifier <https://w3id.org/drugkg/claim/demo-001/value>",
        "dkgo:ageQualifier drugkg:x",
        "age has at most one",
    ),
    (
        "regimen as a term",
        "dkgo:regimenQualifier <https://w3id.org/drugkg/claim/demo-001/regimen>",
        "dkgo:regimenQualifier drugkg:x",
        "it is words",
    ),
    (
        "method is a quantity",
        "dkgo:methodQualifier <https://w3id.org/drugkg/claim/demo-001/regimen>",
        "dkgo:methodQualifier <https://w3id.org/drugkg/claim/demo-001/value>",
        "a term or words",
    ),
    ("words without a label", 'rdfs:label "three times daily"', 'skos:note "x"', "words has exactly one label"),
    ("minimum above maximum", "dkgo:minimum 5.0", "dkgo:minimum 15.0", "not above the upper end"),
    ("two maxima", "dkgo:maximum 10.0", "dkgo:maximum 10.0 , 11.0", "upper end of a quantity is one"),
    ("bounds not decimal", "dkgo:minimum 5.0", 'dkgo:minimum "five"', "one decimal"),
    ("no bound", "dkgo:minimum 5.0 ; dkgo:maximum 10.0 ;", "", "a lower or an upper end"),
    (
        "lower end excluded and not",
        "dkgo:maximum 10.0",
        "dkgo:maximum 10.0 ; dkgo:minExcluded true , false",
        "whether its lower end",
    ),
    (
        "upper end excluded by a number",
        "dkgo:maximum 10.0",
        "dkgo:maximum 10.0 ; dkgo:maxExcluded 1",
        "whether its upper end",
    ),
    ("approximate unsaid", "dkgo:approximate false ;", "", "says whether it is approximate"),
    ("unknown unit", 'dkgo:ucumCode "mg"', 'dkgo:ucumCode "stone"', "exactly one unit, of the list"),
    ("foreign unit", "qudt:hasUnit unit:MilliGM", "qudt:hasUnit drugkg:mg", "one unit of QUDT"),
    ("quantity without label", ' ; rdfs:label "5–10 mg"', "", "written out"),
    ("anchor without source", "oa:hasSource source:demo ;", "", "exactly one document"),
    ("anchor without section", 'dkgo:section "Dosage" ;', "", "names the heading"),
    ("anchor without position", "a oa:TextPositionSelector", "a oa:TextQuoteSelector", "exactly one position"),
    ("negative start", "oa:start 10", "oa:start -1", "zero or more"),
    ("start after end", "oa:start 10", "oa:start 30", "before its end"),
    ("no end", "oa:end 20 ;", "", "ends at one offset"),
    ("hash in capitals", 'oa:end 20 ; dkgo:sha256 "0123', 'oa:end 20 ; dkgo:sha256 "A123', "lower-case hexadecimal"),
    ("citation of nothing", "cito:hasCitedEntity ref:demo-1 ;", "", "exactly one reference or study"),
    ("citation without mark", 'dkgo:mark "1" ;', "", "has one mark"),
    ("unknown resolution", "dkgo:byNumber", "dkgo:byMagic", "how the work was found"),
    (
        "proposition without subject",
        "dkgo:Proposition ; rdf:subject drugkg:demodrug",
        "dkgo:Proposition",
        "one subject",
    ),
    (
        "proposition without predicate",
        "rdf:predicate dkgo:hasDose ; rdf:object",
        "rdf:object",
        "proposition has exactly one predicate",
    ),
    (
        "proposition with two objects",
        "drugkg:demo-spasm ;\n    rdfs",
        "drugkg:demo-spasm , drugkg:x ;\n rdfs",
        "proposition has at most one object",
    ),
    (
        "proposition without label",
        ' ;\n    rdfs:label "demodrug has dose spasm"',
        "",
        "proposition has exactly one label",
    ),
    (
        "proposition that no document speaks of",
        ' ;\n    rdfs:label "demodrug has dose spasm"',
        ' ;\n    dkgo:documentCount 0 ; rdfs:label "demodrug has dose spasm"',
        "at least one document makes a claim on a proposition",
    ),
    (
        "proposition without a claim",
        ' ;\n    rdfs:label "demodrug has dose spasm"',
        ' ;\n    dkgo:claimCount 0 ; rdfs:label "demodrug has dose spasm"',
        "there is at least one claim on a proposition",
    ),
    (
        "role typed by hand",
        "drugkg:demodrug a dkgo:Drug",
        "drugkg:demodrug a dkgo:Drug , dkgo:Indication",
        "never typed by hand",
    ),
    ("unreadable name", "drugkg:demodrug a", "drugkg:Demo_Drug a", "a readable name in lower case"),
    ("entity without label", 'rdfs:label "demodrug" ;', "", "entity has exactly one label"),
    (
        "entity with two labels",
        'rdfs:label "demodrug" ;',
        'rdfs:label "demodrug" , "d" ;',
        "entity has exactly one label",
    ),
    ("entity without definition", 'skos:definition "A drug of the tests." ;', "", "exactly one definition"),
    ("synonym as a node", 'skos:altLabel "DD"', "skos:altLabel drugkg:dd", "synonym is plain text"),
    ("kind of a text", "dkgo:kindOf drugkg:other-drug", 'dkgo:kindOf "drug"', "leads to an entity"),
    ("document without title", 'dcterms:title "Demo" ;', "", "exactly one title"),
    (
        "document with two short titles",
        'dcterms:title "Demo" ;',
        'dcterms:title "Demo" ; dcterms:alternative "D", "De" ;',
        "at most one short title",
    ),
    ("document without file", 'dcterms:identifier "demo.txt" ;', "", "exactly one file name"),
    ("document without kind", 'dkgo:documentKind "monograph" ;', "", "of what kind"),
    (
        "document with a short hash",
        'monograph" ; dkgo:sha256 "01',
        'monograph" ; dkgo:sha256 "',
        "SHA-256 of its bytes",
    ),
    (
        "two publishers",
        'dcterms:title "Demo"',
        'dcterms:publisher "a" , "b" ; dcterms:title "Demo"',
        "at most one publisher",
    ),
    ("two dates", 'dcterms:title "Demo"', 'dcterms:issued "2001" , "2002" ; dcterms:title "Demo"', "at most one date"),
    ("reference without label", 'rdfs:label "reference 1 of demo" ;', "", "reference has exactly one label"),
    ("reference cited twice", '"Someone, 2000"', '"Someone, 2000" , "x"', "in at most one way"),
    ("unknown reference status", '"listed"', '"guessed"', "listed, unlisted or named"),
    ("completeness unsaid", "dkgo:complete true ;", "", "whether it is complete"),
    ("reference of no document", " ; dkgo:referenceOf source:demo", "", "at least one document"),
]


def test_a_whole_claim_with_all_its_nodes_is_accepted() -> None:
    assert validate(triples(VALID)) == []


@pytest.mark.parametrize(("old", "new", "message"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_rule_is_reported_with_its_reason(old: str, new: str, message: str) -> None:
    assert old in VALID, "the example no longer has what this case changes"
    found = validate(triples(VALID.replace(old, new)))
    assert any(message in violation.message for violation in found), found


def test_every_rule_of_the_shapes_has_a_case() -> None:
    shapes = rdflib.Graph().parse(SHAPES_FILE)
    relations = {"partOf", "occursIn", "involves", "activityOf", "subunitOf", "forCondition", "oppositeOf"}
    qualifiers = {q.name for q in load_vocabulary().qualifiers.values()}
    tested = " | ".join(row[3] for row in BROKEN)
    for shape, message in shapes.subject_objects(SH.message):
        path = str(shapes.value(shape, SH.path) or "").rsplit("/", 1)[-1]
        if path not in relations | qualifiers:
            assert any(part in str(message) for part in tested.split(" | ")), message


def test_a_violation_names_node_path_and_value() -> None:
    data = triples(VALID.replace("dkgo:modality dkgo:asserted", "dkgo:modality dkgo:shouted"))
    assert validate(data) == [
        Violation(
            "claim:demo-001",
            "dkgo:modality",
            "a claim has exactly one modality of the list",
            "dkgo:shouted",
        )
    ]


def test_a_violation_on_a_sequence_of_properties_shows_the_whole_path() -> None:
    data = triples(VALID.replace("oa:hasSource source:demo", "oa:hasSource source:other"))
    assert {v.path for v in validate(data)} == {"oa:hasTarget/oa:hasSource"}


def test_a_violation_reads_as_one_line() -> None:
    assert str(Violation("claim:x", "dkgo:note", "too long", "abc")) == "claim:x dkgo:note: too long (found abc)"


def test_data_may_be_n_triples_as_text_or_bytes() -> None:
    data = triples(VALID.replace("dkgo:agent dkgo:curated ;", ""))
    text = serialize(data, format=RdfFormat.N_TRIPLES)
    assert text is not None
    expected = validate(data)
    assert len(expected) == 1
    assert validate(text) == validate(text.decode()) == expected


@pytest.mark.slow
def test_pyshacl_finds_the_same_in_every_broken_claim() -> None:
    """One run over all cases, each under a name of its own, as pySHACL takes long to start."""
    found, reference = [], []
    for _, old, new, _ in BROKEN:
        data = triples(VALID.replace(old, new))
        found.append(validate(data))
        reference.append(validate_by_pyshacl(data))
    assert found == reference


def test_lists_of_values_are_those_of_the_ontology() -> None:
    vocabulary = load_vocabulary()
    shapes = rdflib.Graph().parse(SHAPES_FILE)
    expected = {
        "family": "family",
        "polarity": "polarity",
        "modality": "modality",
        "quoteRole": "quote_role",
        "reviewStatus": "review_status",
        "agent": "agent",
        "regulatoryStatus": "regulatory_status",
        "resolution": "citation_resolution",
    }
    for path, scheme in expected.items():
        assert _listed(shapes, path) == {value.name for value in vocabulary.terms(scheme).values()}
    assert _listed(shapes, "ucumCode") == set(vocabulary.units)


def test_every_class_that_entities_may_have_is_checked() -> None:
    vocabulary = load_vocabulary()
    shapes = rdflib.Graph().parse(SHAPES_FILE)
    targets = {str(c).removeprefix(DKGO) for c in shapes.objects(None, SH.targetClass)}
    abstract = {"Entity", "EvidenceSource", "QualifierTerm"}
    wanted = {c.name for c in vocabulary.classes.values() if vocabulary.is_a(c.name, "Entity")} - roles()
    assert wanted - abstract <= targets


def test_every_qualifier_of_the_ontology_has_a_rule() -> None:
    shapes = rdflib.Graph().parse(SHAPES_FILE)
    paths = {str(path).removeprefix(DKGO) for path in shapes.objects(None, SH.path)}
    assert {qualifier.name for qualifier in load_vocabulary().qualifiers.values()} <= paths


def _listed(shapes: rdflib.Graph, path: str) -> set[str]:
    shape = next(shapes.subjects(SH.path, rdflib.URIRef(DKGO + path)))
    head = shapes.value(shape, SH["in"])
    assert head is not None
    return {str(item).removeprefix(DKGO) for item in shapes.items(head)}
