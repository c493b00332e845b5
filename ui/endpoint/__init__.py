"""The SPARQL endpoint: the graph over HTTP, read-only.

:mod:`service` keeps the graph open and follows new builds, :mod:`admission` bounds how many queries run and wait,
:mod:`sparql` speaks the SPARQL 1.1 Protocol, :mod:`saved` serves the saved queries, :mod:`resources` the entities and
claims, :mod:`descriptions` what machines read about the endpoint, and :mod:`app` puts them together (extra ``serve``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.endpoint.server import serve
    from ui.endpoint.service import Settings

__all__ = ["Settings", "serve"]

__getattr__ = lazy_exports(
    __name__,
    {
        "server": ["serve"],
        "service": ["Settings"],
    },
)
