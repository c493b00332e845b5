"""Run or list saved queries.

Examples:
  drugkg query --list
  drugkg query adverse-effects --param drug=baclofen
  drugkg query claims-of-source --param document=monograph -f csv -o monograph.csv

An entity can be given as a label, synonym, brand name or CURIE. Repeat a parameter to give it several values.
"""

from __future__ import annotations

import argparse
import sys

from ontology.errors import UserError
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.store.interface import GRAPH_FORMATS
from ui.commands.options import add_limits, add_store, opened
from ui.commands.output import add_answer_output, output, print_answer

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
    add_answer_output(parser)
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
    from queries.runner import OpenGraph, prepare, run_saved  # noqa: PLC0415 - the engine is not wanted above

    _print_notices(index, options)
    if options.sparql:
        return _print(prepare(index, options.name, options.param), options)
    form = options.format if options.format in GRAPH_FORMATS else "turtle"
    graph = OpenGraph.of(opened(options), index)
    answer = run_saved(graph, options.name, options.param, format=form, federate=options.federate)
    print_answer(answer, options)
    return 0


def _print(text: str, options: argparse.Namespace) -> int:
    with output(options) as out:
        out.write(text)
    return 0


def _print_notices(index: Index, options: argparse.Namespace) -> None:
    """Print which defaults were chosen to fit the graph, for parameters that have no value given."""
    given = {text.partition("=")[0].strip() for text in options.param}
    for name, notice in index.query(options.name).notices:
        if name not in given:
            print(f"drugkg: {notice}", file=sys.stderr)


def _listing(index: Index) -> str:
    queries = [index.query(name) for name in index.query_names]
    width = max((len(query.name) for query in queries), default=0)
    return "".join(f"{query.name:<{width}}  {query.summary}\n" for query in queries)


def _description(index: Index, name: str) -> str:
    query = index.query(name)
    lines = [query.name, f"  {query.summary}", "", query.description, ""]
    if query.parameters:
        lines.append("Parameters:")
    for parameter in query.parameters:
        default = f" (default: {' '.join(parameter.default)})" if parameter.default else ""
        lines.append(f"  {parameter.name}  {parameter.description}{default}")
    lines.append("Columns:")
    lines += [f"  {column}  {text}" for column, text in query.columns.items()]
    return "\n".join(lines) + "\n"
