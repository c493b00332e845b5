"""The quads of each named graph, one module per graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.graphs.catalogue import catalogue_quads
    from ingest.graphs.claims import claim_quads, proposition_quads
    from ingest.graphs.closure import write_closure
    from ingest.graphs.disagreements import disagreement_quads
    from ingest.graphs.entities import entity_quads
    from ingest.graphs.facts import fact_quads
    from ingest.graphs.mappings import mapping_quads
    from ingest.graphs.metadata import metadata_quads
    from ingest.graphs.quotes import quote_quads

__all__ = [
    "catalogue_quads",
    "claim_quads",
    "disagreement_quads",
    "entity_quads",
    "fact_quads",
    "mapping_quads",
    "metadata_quads",
    "proposition_quads",
    "quote_quads",
    "write_closure",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "catalogue": ["catalogue_quads"],
        "claims": ["claim_quads", "proposition_quads"],
        "closure": ["write_closure"],
        "disagreements": ["disagreement_quads"],
        "entities": ["entity_quads"],
        "facts": ["fact_quads"],
        "mappings": ["mapping_quads"],
        "metadata": ["metadata_quads"],
        "quotes": ["quote_quads"],
    },
)
