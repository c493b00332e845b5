"""The graph ``metadata``: what the dataset is, how large each graph is, and from which inputs it was built."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from ingest.terms import GraphWriter, node
from ontology.namespaces import BASE, PREFIXES

CLAIMS_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DATASET = NamedNode(BASE + "dataset")
DISCLAIMER = "This dataset reports what documents state. It is not medical advice."


@dataclass(frozen=True)
class InputFile:
    """A file that the build read.

    :param name: its path inside the project, with slashes
    :param sha256: of its bytes
    """

    name: str
    sha256: str


def input_files(paths: dict[str, Path]) -> list[InputFile]:
    """Return name and checksum of files.

    :param paths: name to path
    :returns: one entry a file, sorted by name
    """
    return [InputFile(name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in sorted(paths.items())]


def metadata_quads(quads: Iterable[Quad], inputs: Iterable[InputFile], version: str) -> list[Quad]:
    """Return the quads of the graph ``metadata``; no clock time is in it, so that builds can be repeated.

    :param quads: all other quads of the dataset
    :param inputs: the files that were read
    :param version: of the program
    :returns: VoID for the dataset and its graphs, PROV for the build
    """
    writer = GraphWriter("metadata")
    writer.add(DATASET, "rdf:type", node("void:Dataset"))
    writer.add(DATASET, "dcterms:title", "drugkg")
    writer.add(DATASET, "dcterms:description", "What documents say about drugs, every claim traced to its words.")
    writer.add(DATASET, "dcterms:license", NamedNode(CLAIMS_LICENCE))
    writer.add(DATASET, "rdfs:comment", DISCLAIMER)
    writer.add(DATASET, "void:uriSpace", BASE)
    counts = Counter(quad.graph_name.value for quad in quads if isinstance(quad.graph_name, NamedNode))
    for name, count in sorted(counts.items()):
        writer.add(DATASET, "void:subset", NamedNode(name))
        writer.add(NamedNode(name), "rdf:type", node("void:Dataset"))
        writer.add(NamedNode(name), "rdfs:label", name.removeprefix(PREFIXES["graph"]))
        writer.add(NamedNode(name), "void:triples", count)
    _write_build(writer, inputs, version)
    return writer.quads


def _write_build(writer: GraphWriter, inputs: Iterable[InputFile], version: str) -> None:
    build, program = NamedNode(BASE + "build"), NamedNode(BASE + "program")
    writer.add(DATASET, "prov:wasGeneratedBy", build)
    writer.add(build, "rdf:type", node("prov:Activity"))
    writer.add(build, "prov:wasAssociatedWith", program)
    writer.add(program, "rdf:type", node("prov:SoftwareAgent"))
    writer.add(program, "rdfs:label", f"drugkg {version}")
    for item in inputs:
        used = NamedNode(f"{BASE}input/{item.name}")
        writer.add(build, "prov:used", used)
        writer.add(used, "rdf:type", node("prov:Entity"))
        writer.add(used, "rdfs:label", item.name)
        writer.add(used, "dkgo:sha256", item.sha256)
