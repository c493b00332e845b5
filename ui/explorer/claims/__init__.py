"""Claims on the page: card, filters, passage, citation and search results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.claims.card import show_claim
    from ui.explorer.claims.card_list import show_claim_list
    from ui.explorer.claims.filter import ClaimFilter, claims_csv
    from ui.explorer.claims.named import claim_named, show_claim_named

__all__ = ["ClaimFilter", "claim_named", "claims_csv", "show_claim", "show_claim_list", "show_claim_named"]

__getattr__ = lazy_exports(
    __name__,
    {
        "card": ["show_claim"],
        "card_list": ["show_claim_list"],
        "filter": ["ClaimFilter", "claims_csv"],
        "named": ["claim_named", "show_claim_named"],
    },
)
