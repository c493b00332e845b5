"""Run or list saved queries.

Examples:
  drugkg query --list
  drugkg query adverse-effects --param drug=baclofen
  drugkg query adverse-effects --claims
  drugkg query claims-of-source --param document=monograph -f csv -o monograph.csv

The answer has one row per thing asked for and one column per document, where the query allows it; --claims gives the
claims behind it. An answer longer than the screen opens in the program that PAGER names (default: less).

An entity can be given as a label, synonym, brand name, identifier or address. Repeat a parameter to give it several
values; the value `all` stands for all drugs, or all documents. If no drug is named, the answer is about the drugs
that the documents are about; any other parameter that is left out has its default.
"""

from __future__ import annotations

import sys

from ontology.errors import UserError
from queries.answers.completeness import cut
from queries.answers.narrowing import claims_first, with_labels
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.saved_queries.model import SavedQuery
from queries.store.interface import GRAPH_FORMATS, Graph, Solutions
from queries.store.limits import ROW_LIMIT
from ui.commands.options import add_limits, add_reviewed_only, add_store, opened
from ui.commands.output import add_answer_output, output, print_answer
from ui.commands.pager import paged

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse

    from queries.runner import OpenGraph

USAGE = "drugkg query [NAME] [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg query``.

    :param parser: parser of the command
    """
    parser.add_argument("name", nargs="?", metavar="NAME", help="name of the saved query")
    parser.add_argument("-l", "--list", action="store_true", help="list the saved queries")
    parser.add_argument("--describe", action="store_true", help="print the description, parameters and columns")
    parser.add_argument("--sparql", action="store_true", help="print the SPARQL text with its parameters and stop")
    parser.add_argument(
        "-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="set a parameter; can be repeated"
    )
    parser.add_argument("--federate", action="store_true", help="allow the query to call the endpoints that it names")
    add_reviewed_only(parser)
    group = add_answer_output(parser)
    group.add_argument("--claims", action="store_true", help="one row per claim, in place of one per thing asked for")
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """List, describe, print or run a saved query.

    :param options: what the user gave
    :returns: exit code
    :raises UserError: if no query is named
    """
    if not options.name and not options.list:
        raise UserError("name a saved query; `drugkg query --list` lists them")
    index = open_index(options.store)
    if options.list or options.describe:
        return _print(_listing(index) if options.list else _description(index, options.name), options)
    from queries.runner import OpenGraph, prepare, roll_up_saved, run_saved  # noqa: PLC0415 - the engine is not wanted above

    _print_notices(index, options)
    if options.sparql:
        return _print(prepare(index, options.name, options.param), options)
    form = options.format if options.format in GRAPH_FORMATS else "turtle"
    query = index.query(options.name)
    rolls_up = bool(query.rows) and not options.claims and not options.full
    limit = 0 if rolls_up else options.limit  # the limit is on the rows that are printed, not on the claims behind them
    graph = OpenGraph.of(opened(options, row_limit=limit), index, row_limit=limit)
    answer: Solutions | Graph | bool = run_saved(
        graph, options.name, options.param, format=form, federate=options.federate
    )
    if caution := getattr(graph.store, "caution", ""):
        print(f"drugkg: {caution}", file=sys.stderr)
    if isinstance(answer, Solutions) and not answer.rows:
        _print_why(query, graph, options.param)
    by: tuple[str, ...] = ()
    note = ""
    if isinstance(answer, Solutions) and query.rows:
        if options.claims:
            answer = claims_first(answer)
        elif rolls_up:
            by, note = query.rows, _about_roll_up(query, answer, reviewed=" reviewed" if options.reviewed_only else "")
            shown = ROW_LIMIT.value() if options.limit is None else options.limit
            answer = cut(roll_up_saved(index, query, answer), shown)
    if isinstance(answer, Solutions) and options.format in (None, "table") and not options.full:
        answer = with_labels(answer, index.label)
    return print_answer(answer, options, by=by, note=note)


def _about_roll_up(query: SavedQuery, answer: Solutions, reviewed: str) -> str:
    """Return the line above a rolled-up table."""
    claims = len({row["claim"]["value"] for row in answer.rows if "claim" in row})
    if not claims:
        return f"nothing{reviewed} in the graph fits; silence of the documents is not denial"
    behind = "the claim" if claims == 1 else f"the {claims} claims"
    if query.cells == "count":
        return f"{_one_row_per(query)}; the cells count claims, and --claims prints {behind}"
    return f"{_one_row_per(query)}; an empty cell means that the document says nothing of it; --claims prints {behind}"


def _one_row_per(query: SavedQuery) -> str:
    *names, last = (name.replace("_", " ") for name in query.rows)
    thing = f"{', '.join(names)} and {last}" if names else last
    return f"one row per {thing}"


def _print(text: str, options: argparse.Namespace) -> int:
    with output(options) as out, paged(out) as shown:
        shown.write(text)
    return 0


def _print_notices(index: Index, options: argparse.Namespace) -> None:
    """Print which defaults were chosen to fit the graph, for parameters that have no value given."""
    given = {text.partition("=")[0].strip() for text in options.param}
    for name, notice in index.query(options.name).notices:
        if name not in given:
            print(f"drugkg: {notice}", file=sys.stderr)


def _print_why(query: SavedQuery, graph: OpenGraph, params: list[str]) -> None:
    """Print why there is no answer, where the silence of the documents is not the reason."""
    from queries.runner import explain_empty  # noqa: PLC0415 - for empty answers only

    for reason in explain_empty(graph, query, params):
        print(f"drugkg: {reason.text}", file=sys.stderr)


def _listing(index: Index) -> str:
    """Return the queries by their first topic."""
    queries = [index.query(name) for name in index.query_names]
    width = max((len(query.name) for query in queries), default=0)
    topics: dict[str, list[str]] = {}
    for query in queries:
        topic = query.tags[0] if query.tags else "other"
        topics.setdefault(topic, []).append(f"  {query.name:<{width}}  {query.summary}\n")
    return "\n".join(f"{topic}\n{''.join(topics[topic])}" for topic in sorted(topics))


def _description(index: Index, name: str) -> str:
    query = index.query(name)
    lines = [query.name, f"  {query.summary}", "", query.description, ""]
    if query.parameters:
        lines.append("Parameters:")
    for parameter in query.parameters:
        default = f" (default: {' '.join(parameter.default)})" if parameter.default else ""
        lines.append(f"  {parameter.name}  {parameter.description}{default}")
    if query.rows:
        lines.append(f"Rows: one per {' and '.join(query.rows)}; with --claims one per claim")
    lines.append("Columns:")
    lines += [f"  {column}  {text}" for column, text in query.columns.items()]
    return "\n".join(lines) + "\n"
