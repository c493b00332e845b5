"""Small graphs that the tests of this room share."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import expand, sparql_prologue
from ontology.vocabulary import local_name, ontology_triples

TURTLE_PREFIXES = sparql_prologue()

VALID = """
claim:demo-001 a dkgo:Claim , rdf:Statement ;
    rdf:subject drugkg:demodrug ;
    rdf:predicate dkgo:hasDose ;
    rdf:object drugkg:demo-spasm ;
    dkgo:proposition prop:p1 ;
    dkgo:source source:demo ;
    dkgo:family dkgo:dosing ;
    dkgo:polarity dkgo:affirmed ;
    dkgo:modality dkgo:asserted ;
    dkgo:quoteRole dkgo:ownStatement ;
    dkgo:reviewStatus dkgo:reviewed ;
    dkgo:agent dkgo:curated ;
    dkgo:evidenceType ECO:0000303 ;
    dkgo:studyDesign MESH:D016430 ;
    dkgo:regulatoryStatus dkgo:approved ;
    dkgo:statement "Demodrug is given at 5 to 10 mg for spasm." ;
    dkgo:note "the heading may be lost" ;
    dkgo:reading dkgo:doubtfulLayout ;
    dkgo:phrase "is dosed at 5–10 mg for spasm" ;
    dkgo:answer "5–10 mg" ;
    dkgo:aboutDrug drugkg:demodrug ;
    dkgo:works "ref:demo-1" ;
    dkgo:value <https://w3id.org/drugkg/claim/demo-001/value> ;
    dkgo:regimenQualifier <https://w3id.org/drugkg/claim/demo-001/regimen> ;
    dkgo:routeQualifier drugkg:oral-route ;
    dkgo:methodQualifier <https://w3id.org/drugkg/claim/demo-001/regimen> ;
    dkgo:ageQualifier <https://w3id.org/drugkg/claim/demo-001/value> ;
    dkgo:qualifierSummary "route: oral" ;
    oa:hasTarget <https://w3id.org/drugkg/claim/demo-001/anchor/1> ;
    dkgo:citation <https://w3id.org/drugkg/claim/demo-001/citation/1> ;
    cito:citesAsEvidence ref:demo-1 .
<https://w3id.org/drugkg/claim/demo-001/value> a qudt:QuantityValue ;
    dkgo:minimum 5.0 ; dkgo:maximum 10.0 ; dkgo:approximate false ;
    qudt:hasUnit unit:MilliGM ; dkgo:ucumCode "mg" ; rdfs:label "5–10 mg" .
<https://w3id.org/drugkg/claim/demo-001/regimen> a dkgo:QualifierText ; rdfs:label "three times daily" .
<https://w3id.org/drugkg/claim/demo-001/anchor/1> a oa:SpecificResource ;
    oa:hasSource source:demo ; dkgo:section "Dosage" ;
    oa:hasSelector <https://w3id.org/drugkg/claim/demo-001/anchor/1/position> .
<https://w3id.org/drugkg/claim/demo-001/anchor/1/position> a oa:TextPositionSelector ;
    oa:start 10 ; oa:end 20 ; dkgo:sha256 "{hash}" .
<https://w3id.org/drugkg/claim/demo-001/citation/1> a cito:Citation ;
    cito:hasCitedEntity ref:demo-1 ; dkgo:mark "1" ; dkgo:resolution dkgo:byNumber .
prop:p1 a dkgo:Proposition ; rdf:subject drugkg:demodrug ; rdf:predicate dkgo:hasDose ; rdf:object drugkg:demo-spasm ;
    rdfs:label "demodrug has dose spasm" .
drugkg:demodrug a dkgo:Drug ; rdfs:label "demodrug" ; skos:altLabel "DD" ; skos:definition "A drug of the tests." ;
    dkgo:kindOf drugkg:other-drug .
source:demo a dkgo:Document ; dcterms:title "Demo" ; dcterms:identifier "demo.txt" ;
    dkgo:documentKind "monograph" ; dkgo:sha256 "{hash}" .
ref:demo-1 a dkgo:Reference ; rdfs:label "reference 1 of demo" ; dcterms:bibliographicCitation "Someone, 2000" ;
    dkgo:referenceStatus "listed" ; dkgo:complete true ; dkgo:referenceOf source:demo .
""".replace("{hash}", "0123456789abcdef" * 4)


def triples(turtle: str) -> list[Triple]:
    """Read Turtle in which our prefixes are known."""
    return [quad.triple for quad in parse(TURTLE_PREFIXES + turtle, format=RdfFormat.TURTLE)]


def triple(text: str) -> Triple:
    """Return a triple of three CURIEs, as in ``drugkg:x dkgo:causes drugkg:y``."""
    subject, predicate, object_ = (NamedNode(expand(curie)) for curie in text.split())
    return Triple(subject, predicate, object_)


def label(curie: str, text: str) -> Triple:
    """Return the triple that labels a node."""
    return Triple(NamedNode(expand(curie)), NamedNode(expand("rdfs:label")), Literal(text))


def roles() -> set[str]:
    """Return the classes that are defined by what follows for their members, so that nobody types them by hand."""
    defined = (t.subject for t in ontology_triples() if t.predicate == NamedNode(expand("owl:equivalentClass")))
    return {name for name in map(local_name, defined) if name}
