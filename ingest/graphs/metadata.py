"""The graph ``metadata``: what the dataset is, how large each graph is, and from which inputs it was built."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad

from ingest.graphs.counts import Counts
from ingest.graphs.writer import GraphWriter, node
from ingest.sources import Source
from ontology.namespaces import BASE, PREFIXES, compact

CLAIMS_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
DATASET = NamedNode(BASE + "dataset")
RIGHTS = "The document is under the terms of its publisher; this dataset holds none of its sentences."
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


def metadata_quads(
    counts: Counts, inputs: Iterable[InputFile], version: str, sources: Iterable[Source] = ()
) -> list[Quad]:
    """Return the quads of the graph ``metadata``; no clock time is in it, so that builds can be repeated.

    :param counts: the numbers of all other quads of the dataset
    :param inputs: the files that were read
    :param version: of the program
    :param sources: the documents, for their licences and examples
    :returns: VoID for the dataset and its graphs, PROV for the build
    """
    writer = GraphWriter("metadata")
    writer.add(DATASET, "rdf:type", node("void:Dataset"))
    writer.add(DATASET, "dcterms:title", "drugkg")
    writer.add(DATASET, "dcterms:description", "What documents say about drugs, every claim traced to its words.")
    writer.add(DATASET, "dcterms:license", NamedNode(CLAIMS_LICENCE))
    writer.add(DATASET, "rdfs:comment", DISCLAIMER)
    writer.add(DATASET, "void:uriSpace", BASE)
    writer.add(DATASET, "void:triples", counts.graphs.total())
    for name, count in sorted(counts.graphs.items()):
        writer.add(DATASET, "void:subset", NamedNode(name))
        writer.add(NamedNode(name), "rdf:type", node("void:Dataset"))
        writer.add(NamedNode(name), "rdfs:label", name.removeprefix(PREFIXES["graph"]))
        writer.add(NamedNode(name), "void:triples", count)
    _write_partitions(writer, counts)
    _write_rights(writer, counts.graphs, {source.slug: source for source in sources})
    _write_build(writer, inputs, version)
    return writer.quads


def _write_partitions(writer: GraphWriter, counts: Counts) -> None:
    """Write how often each class and each property is used, the properties of OWL and the like among them."""
    for kind, count in sorted(counts.classes.items()):
        part = NamedNode(f"{BASE}dataset/class/{_key(kind)}")
        writer.add(DATASET, "void:classPartition", part)
        writer.add(part, "void:class", NamedNode(kind))
        writer.add(part, "void:entities", count)
    for used, count in sorted(counts.properties.items()):
        part = NamedNode(f"{BASE}dataset/property/{_key(used)}")
        writer.add(DATASET, "void:propertyPartition", part)
        writer.add(part, "void:property", NamedNode(used))
        writer.add(part, "void:triples", count)


def _key(iri: str) -> str:
    """Return a CURIE as the last part of an IRI, or a checksum of an IRI that has none."""
    short = compact(iri)
    return hashlib.sha256(iri.encode()).hexdigest()[:16] if "/" in short else short.replace(":", "-")


def _write_rights(writer: GraphWriter, graphs: Iterable[str], sources: Mapping[str, Source]) -> None:
    """Write licence, attribution and examples of each source's claims, and whose the document itself is."""
    start = PREFIXES["graph"] + "claims/"
    for name in sorted(graphs):
        if name.startswith(start):
            slug = name.removeprefix(start)
            source, about = node(f"source:{slug}"), sources.get(slug)
            for example in about.examples if about else ():
                writer.add(NamedNode(name), "void:exampleResource", node(example))
            writer.add(NamedNode(name), "dcterms:license", NamedNode(CLAIMS_LICENCE))
            writer.add(NamedNode(name), "dcterms:source", source)
            writer.add(NamedNode(name), "dcterms:creator", "drugkg developers")
            writer.add(source, "dcterms:rights", (about.licence if about else None) or RIGHTS)


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
