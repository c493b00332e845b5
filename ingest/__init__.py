"""From documents to the graph: sources, claim records, their validation, and the build."""

# This package belongs to drugkg.

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from ingest.build import BuildReport
    from ingest.claims import ClaimRecord
    from ingest.evaluation import Scores, evaluate
    from ingest.external_ontologies import load, unload
    from ingest.ingestion import Ingested, ingest_files
    from ingest.sources import SourceFolder, read_sources
    from ingest.validation import claim_problems
    from ingest.workspace import Workspace

__all__ = [
    "BuildReport",
    "ClaimRecord",
    "Ingested",
    "Scores",
    "SourceFolder",
    "Workspace",
    "claim_problems",
    "evaluate",
    "ingest_files",
    "load",
    "read_sources",
    "unload",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "build": ["BuildReport"],
        "claims": ["ClaimRecord"],
        "evaluation": ["Scores", "evaluate"],
        "external_ontologies": ["load", "unload"],
        "ingestion": ["Ingested", "ingest_files"],
        "sources": ["SourceFolder", "read_sources"],
        "validation": ["claim_problems"],
        "workspace": ["Workspace"],
    },
)
