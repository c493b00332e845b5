"""Run a saved query and print its answer, or list the saved queries.

Examples:
  drugkg query --list
  drugkg query adverse-effects --param drug=baclofen
  drugkg query claims-of-source --param document=monograph -f csv -o monograph.csv

An entity is named by its label, a synonym, a brand name or a CURIE. A parameter given twice takes both values.
"""

from __future__ import annotations

import argparse

from ontology.errors import UserError
from queries.index.name_index import Index
from queries.index.opening import open_index
from ui.commands.options import add_limits, add_output, add_store, add_table, opened, output, print_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg query``."""
    parser.add_argument("name", nargs="?", help="name of the saved query")
    parser.add_argument("-l", "--list", action="store_true", help="list the saved queries")
    parser.add_argument("--describe", action="store_true", help="print what the query asks, its parameters and columns")
    parser.add_argument("--sparql", action="store_true", help="print the query with its parameters filled in, and stop")
    parser.add_argument(
        "-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="give a parameter a value"
    )
    parser.add_argument(
        "-f", "--format", default="table", metavar="FORMAT",
        help="table (default), csv, tsv, json or md; for triples turtle",
    )  # fmt: skip
    parser.add_argument("--federate", action="store_true", help="allow a query to call the other servers that it names")
    add_table(parser)
    add_output(parser)
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """List, describe, print or run a saved query."""
    if not options.name and not options.list:
        raise UserError("name a saved query; `drugkg query --list` lists them")
    index = open_index(options.store)
    with output(options.output) as out:
        if options.list:
            out.write(_listing(index))
            return 0
        if options.describe:
            out.write(_description(index, options.name))
            return 0
        from queries.runner import prepare, run_saved  # noqa: PLC0415 - the engine is not wanted above

        if options.sparql:
            out.write(prepare(index, options.name, options.param))
            return 0
        answer = run_saved(opened(options), index, options.name, options.param, federate=options.federate)
        print_answer(answer, options, out)
    return 0


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
