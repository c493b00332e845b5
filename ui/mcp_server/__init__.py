"""Tools for clients with a language model, served over the Model Context Protocol (MCP).

:mod:`arguments` declares what each tool takes, :mod:`tools` answers, :mod:`catalogue` describes the tools to clients,
:mod:`paging` keeps answers short, and :mod:`server` speaks the protocol through the official SDK (extra ``mcp``).
"""
