"""The commands of ``drugkg``."""

from __future__ import annotations

COMMANDS: dict[str, str] = {
    "build": "build the graph from the sources",
    "explore": "open the explorer in a web browser",
    "query": "run or list saved queries",
    "sparql": "run your own SPARQL query (read-only)",
    "path": "show the mechanism that leads from one entity to another",
    "compare": "compare drugs, or documents, side by side by topic",
    "show": "show an entity or a claim and everything stated about it",
    "disagreements": "list disagreements between documents, most important first",
    "search": "search entities, claims and saved queries",
    "info": "summarise the contents of the graph",
    "check": "check the ontology, claims, shapes, saved queries and anchors",
    "export": "export the claims or the whole graph",
    "serve": "serve the graph as a SPARQL endpoint",
    "link": "load external ontologies and check mappings against them",
    "mcp": "serve tools to a client with a language model (MCP)",
    "ingest": "extract claims from documents",
    "review": "accept, edit or reject extracted claims",
    "anchor": "convert draft claims with quotes into claim records",
}
"""Each command and what it does; the module is ``ui.commands.<command>``."""
