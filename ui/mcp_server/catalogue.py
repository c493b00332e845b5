"""The tools by name, with what a client is told about each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from queries.runner import OpenGraph
from ui.mcp_server import arguments, tools
from ui.mcp_server.arguments import Arguments


class Tool(NamedTuple):
    """A tool.

    :param title: its name for people
    :param description: when to use it, and what its answer holds
    :param arguments: the model of its arguments
    :param run: answers a call
    """

    title: str
    description: str
    arguments: type[Arguments]
    run: Callable[[OpenGraph, Any], dict[str, Any]]


TOOLS: dict[str, Tool] = {
    "find_entity": Tool(
        "Find an entity",
        "Start here. Finds drugs, receptors, brain regions, findings, populations and documents by name, synonym, "
        "brand name or external identifier, and gives the identifier that the other tools take. No match means only "
        "that the graph does not know the name.",
        arguments.FindEntity,
        tools.find_entity,
    ),
    "describe_entity": Tool(
        "Describe an entity",
        "What an entity is, its counterparts in other vocabularies, and the claims of documents on it and on what is "
        "connected with it. For a question on one topic (adverse effects, doses, interactions), run_query is shorter.",
        arguments.DescribeEntity,
        tools.describe_one,
    ),
    "list_queries": Tool(
        "List saved queries",
        "The saved queries with the question that each answers, its topics and its typed parameters. Use it before "
        "run_query.",
        arguments.ListQueries,
        tools.list_queries,
    ),
    "run_query": Tool(
        "Run a saved query",
        "Answers a question by a saved query. Each row names the claims behind it with document, polarity and "
        "modality: keep them in what you report. 'denied' is not 'affirmed', 'hedged' is not 'asserted', and an empty "
        "cell or answer means that the documents say nothing.",
        arguments.RunQuery,
        tools.run_query,
    ),
    "explain_path": Tool(
        "Explain a mechanism path",
        "The chain of effects by which documents lead from one entity to another, with the claims behind each step. "
        "A route that is not stated by one document is an inference of this tool: say so.",
        arguments.ExplainPath,
        tools.explain_path,
    ),
    "compare": Tool(
        "Compare",
        "Drugs, or documents, side by side, matter by matter: what is said of each, by which claims. An empty list "
        "means that nothing is said of it, which is not a denial and not a difference.",
        arguments.Compare,
        tools.compare_things,
    ),
    "list_disagreements": Tool(
        "List disagreements",
        "Where documents disagree: each side with its claims and documents, and what may reconcile them. Use it before "
        "you report one value or one verdict as settled.",
        arguments.ListDisagreements,
        tools.list_disagreements,
    ),
    "open_claim": Tool(
        "Open a claim",
        "One claim with the exact words of its document, the section, all qualifiers and the works it cites. Use it to "
        "check a row before you rely on it, and to quote.",
        arguments.OpenClaim,
        tools.open_claim,
    ),
    "run_sparql": Tool(
        "Run SPARQL",
        "A SPARQL 1.1 query that only reads, for what no saved query answers. Claims: ?claim rdf:subject, "
        "rdf:predicate, rdf:object, dkgo:polarity, dkgo:modality, dkgo:phrase, dkgo:source; labels are rdfs:label. "
        "Always select the claim, its polarity and its modality.",
        arguments.RunSparql,
        tools.run_sparql,
    ),
}
"""The tools by name, in the order in which a client needs them."""
