"""Claims in the store: reading, searching, describing and exporting them as triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.claims.as_triples import claims_as_triples
    from queries.claims.description import describe_claim, describe_entity
    from queries.claims.model import Cited, Claim, Place, QualifierValue
    from queries.claims.reader import read_claims
    from queries.claims.records import claim_record, claim_records, write_claims
    from queries.claims.search import Found
    from queries.claims.summary import summarise

__all__ = [
    "Cited",
    "Claim",
    "Found",
    "Place",
    "QualifierValue",
    "claim_record",
    "claim_records",
    "claims_as_triples",
    "describe_claim",
    "describe_entity",
    "read_claims",
    "summarise",
    "write_claims",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "as_triples": ["claims_as_triples"],
        "description": ["describe_claim", "describe_entity"],
        "model": ["Cited", "Claim", "Place", "QualifierValue"],
        "reader": ["read_claims"],
        "records": ["claim_record", "claim_records", "write_claims"],
        "search": ["Found"],
        "summary": ["summarise"],
    },
)
