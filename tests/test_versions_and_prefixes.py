"""What several files repeat is the same in all of them: the version, and the namespace of every prefix."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from rdflib import Graph
from rdflib.namespace import OWL, SH

from ontology.mappings.prefixes import load_external_prefixes
from ontology.namespaces import PREFIXES
from queries.saved_queries.reading import CATALOG_FOLDER, query_files

PROJECT = Path(__file__).parent.parent
ONTOLOGY = PROJECT / "ontology" / "drugkg.ttl"
MAPPINGS = PROJECT / "ontology" / "mappings.sssom.tsv"
IN_ONE_FILE = {"shape": "https://w3id.org/drugkg/shape/", "bioregistry": "https://bioregistry.io/registry/"}
"""The nodes of shapes.ttl, and where the prefixes of the mappings were looked up."""
KNOWN = {prefix: entry.namespace for prefix, entry in load_external_prefixes().items()} | PREFIXES | IN_ONE_FILE
"""Our prefixes and those of other vocabularies."""


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def head_of_mappings() -> dict[str, object]:
    """Return the YAML head of the mapping file."""
    lines = [line[1:] for line in text(MAPPINGS).splitlines() if line.startswith("#")]
    head = yaml.safe_load("\n".join(lines))
    assert isinstance(head, dict)
    return head


def prefixes_of(path: Path) -> dict[str, str]:
    """Return the prefixes that a Turtle or SPARQL file declares at the start of a line."""
    found = re.findall(r"^@?prefix\s+([\w.-]*):\s*<([^>]*)>", text(path), re.MULTILINE | re.IGNORECASE)
    assert len(dict(found)) == len(found), f"{path.name} declares a prefix twice"
    return dict(found)


def test_the_version_is_the_same_in_every_file() -> None:
    version = tomllib.loads(text(PROJECT / "pyproject.toml"))["project"]["version"]
    newest = re.search(r"^## (\S+)", text(PROJECT / "CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    ontology = Graph().parse(ONTOLOGY)
    (iri,), (info,) = ontology.objects(None, OWL.versionIRI), ontology.objects(None, OWL.versionInfo)
    versions = {
        "CITATION.cff": str(yaml.safe_load(text(PROJECT / "CITATION.cff"))["version"]),
        "CHANGELOG.md": newest[1],
        "owl:versionInfo": str(info),
        "owl:versionIRI": str(iri).rpartition("/")[2],
        "mappings.sssom.tsv": head_of_mappings()["mapping_set_version"],
    }
    assert versions == dict.fromkeys(versions, version)


@pytest.mark.parametrize("path", [ONTOLOGY, ONTOLOGY.with_name("shapes.ttl")], ids=lambda path: path.name)
def test_a_turtle_file_declares_prefixes_as_the_tables_do(path: Path) -> None:
    declared = prefixes_of(path)
    assert len(declared) > 3
    assert declared == {prefix: KNOWN.get(prefix) for prefix in declared}


def test_the_ontology_declares_every_prefix_of_ours_for_queries() -> None:
    ontology = Graph().parse(ONTOLOGY)
    declared = {
        str(ontology.value(node, SH.prefix)): str(ontology.value(node, SH.namespace))
        for node in ontology.objects(None, SH.declare)
    }
    assert declared == PREFIXES


def test_the_mappings_expand_prefixes_as_the_tables_do() -> None:
    declared = head_of_mappings()["curie_map"]
    assert isinstance(declared, dict)
    assert len(declared) > 30
    assert declared == {prefix: KNOWN.get(prefix) for prefix in declared}


def test_the_tables_of_prefixes_agree_where_they_overlap() -> None:
    both = {prefix: entry.namespace for prefix, entry in load_external_prefixes().items() if prefix in PREFIXES}
    assert both == {prefix: PREFIXES[prefix] for prefix in both}


@pytest.mark.parametrize("path", query_files(CATALOG_FOLDER), ids=lambda path: path.stem)
def test_a_saved_query_declares_prefixes_as_the_table_does(path: Path) -> None:
    declared = prefixes_of(path)
    assert declared
    assert declared == {prefix: PREFIXES.get(prefix) for prefix in declared}
