"""Tools for clients with a language model, served over the Model Context Protocol (MCP).

:mod:`arguments` declares what each tool takes, :mod:`tools` answers, :mod:`catalogue` describes the tools to clients,
:mod:`paging` keeps answers short, and :mod:`server` speaks the protocol through the official SDK (extra ``mcp``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.mcp_server.server import run_http, run_stdio

__all__ = ["run_http", "run_stdio"]

__getattr__ = lazy_exports(
    __name__,
    {
        "server": ["run_http", "run_stdio"],
    },
)
