"""The whole graph made at once, without parts, cache or processes: what a build is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version

from pyoxigraph import Quad

from ingest.assembly import Inputs, base_quads, inferred_quads, input_paths, shape_problems
from ingest.graphs.catalogue import catalogue_quads
from ingest.graphs.counts import counts_of
from ingest.graphs.disagreements import disagreement_quads
from ingest.graphs.mappings import mapping_quads
from ingest.graphs.metadata import input_files, metadata_quads
from ingest.graphs.quotes import quote_quads
from ingest.graphs.writer import graph
from ingest.problems import InvalidInputError
from ontology.mappings.sssom import load_mapping_set
from ontology.vocabulary import ontology_triples
from queries.saved_queries.model import SavedQuery


def assemble(inputs: Inputs, queries: Iterable[SavedQuery] = ()) -> list[Quad]:
    """Return the quads of all named graphs, after the checks that a build makes."""
    quads = base_quads(inputs)
    quads += inferred_quads(quads, ontology_triples())
    _, problems = shape_problems(quads, inputs)
    if problems:
        raise InvalidInputError(problems)
    quads += disagreement_quads(inputs.sources, inputs.entities, inputs.labels)
    entities = (quad for quad in quads if quad.graph_name == graph("entities"))
    quads += mapping_quads(inputs.mappings or load_mapping_set(), entities) + catalogue_quads(queries)
    documents = [item.source for item in inputs.sources]
    quads += metadata_quads(counts_of(quads), input_files(input_paths(inputs)), version("drugkg"), documents)
    return quads + quote_quads(inputs.sources, inputs.texts)
