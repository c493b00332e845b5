"""The graph ``mappings``: what our entities are called in other vocabularies, each match with where it comes from.

The form is that of SSSOM in RDF: the match itself, and an ``owl:Axiom`` that repeats it and has the other slots.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from ingest.graphs.writer import GraphWriter, node
from ontology.mappings.prefixes import external_iri
from ontology.mappings.sssom import Mapping, MappingSet
from ontology.namespaces import BASE

_IN_METADATA = {
    "mapping_set_version": "owl:versionInfo",
    "mapping_set_title": "dcterms:title",
    "mapping_set_description": "dcterms:description",
}
_TEXTS = ("subject_label", "object_label", "object_source_version", "mapping_tool", "comment")


def mapping_quads(mapping_set: MappingSet, entities: Iterable[Quad] = ()) -> list[Quad]:
    """Return the quads of the graph ``mappings``.

    :param mapping_set: the mappings and what the head of their file says; see
        :func:`ontology.mappings.sssom.load_mapping_set`
    :param entities: the quads of the graph ``entities``: what they state is not stated again
    :returns: of each mapping the match, the label of the counterpart, and a node with the slots of SSSOM; of each
        entity without counterpart a text that says so; of the set its metadata and prefixes
    :raises ValueError: if an identifier is malformed
    """
    writer = GraphWriter("mappings")
    known = {quad.triple for quad in entities}
    _write_set(writer, mapping_set)
    for mapping in mapping_set.mappings:
        if mapping.found:
            _write_mapping(writer, mapping, mapping_set)
        else:
            writer.add(node(mapping.subject_id), "dkgo:noTermFound", mapping.comment)
    return [quad for quad in dict.fromkeys(writer.quads) if quad.triple not in known]


def _write_set(writer: GraphWriter, mapping_set: MappingSet) -> None:
    metadata = mapping_set.metadata
    subject = NamedNode(metadata["mapping_set_id"])
    writer.add(subject, "rdf:type", node("sssom:MappingSet"))
    writer.add(subject, "dcterms:license", NamedNode(metadata["license"]))
    for slot, predicate in _IN_METADATA.items():
        writer.add(subject, predicate, metadata.get(slot))
    for prefix, namespace in sorted(metadata["curie_map"].items()):
        declaration = NamedNode(f"{subject.value}/prefix/{prefix}")
        writer.add(subject, "sh:declare", declaration)
        writer.add(declaration, "sh:prefix", prefix)
        writer.add(declaration, "sh:namespace", Literal(namespace, datatype=node("xsd:anyURI")))


def _write_mapping(writer: GraphWriter, mapping: Mapping, mapping_set: MappingSet) -> None:
    subject, predicate = node(mapping.subject_id), mapping.predicate_id
    counterpart = NamedNode(external_iri(mapping.object_id))
    writer.add(subject, predicate, counterpart)
    writer.add(counterpart, "rdfs:label", mapping.object_label)
    writer.add(counterpart, "skos:notation", mapping.object_id)
    axiom = NamedNode(f"{BASE}mapping/{mapping.subject_id.removeprefix('drugkg:')}/{mapping.object_id}")
    writer.add(NamedNode(mapping_set.metadata["mapping_set_id"]), "sssom:mappings", axiom)
    writer.add(axiom, "rdf:type", node("owl:Axiom"))
    writer.add(axiom, "owl:annotatedSource", subject)
    writer.add(axiom, "owl:annotatedProperty", node(predicate))
    writer.add(axiom, "owl:annotatedTarget", counterpart)
    writer.add(axiom, "sssom:mapping_justification", node(mapping.mapping_justification))
    prefix, _, vocabulary = mapping.object_source.partition(":")
    writer.add(axiom, "sssom:object_source", NamedNode(mapping_set.metadata["curie_map"][prefix] + vocabulary))
    for slot in _TEXTS:
        writer.add(axiom, f"sssom:{slot}", getattr(mapping, slot) or None)
