"""Run a SPARQL query of your own. It can only read: updates and LOAD are refused.

Examples:
  drugkg sparql 'SELECT ?drug WHERE { GRAPH graph:entities { ?drug a dkgo:Drug } }'
  drugkg sparql --file question.rq -f csv
  cat question.rq | drugkg sparql -

Prefixes of drugkg that the query does not declare are filled in.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology.errors import UserError
from ui.commands.options import add_limits, add_output, add_store, add_table, opened, output, print_answer


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg sparql``."""
    parser.add_argument("query", nargs="?", help="the query; - reads it from stdin")
    parser.add_argument("--file", metavar="FILE", help="read the query from a file")
    parser.add_argument(
        "-f", "--format", default="table", metavar="FORMAT",
        help="table (default), csv, tsv, json or md; for triples turtle, ntriples, jsonld or rdfxml",
    )  # fmt: skip
    parser.add_argument(
        "--federate",
        action="store_true",
        help="allow SERVICE for the endpoints that are listed in queries/endpoints.toml and DRUGKG_ENDPOINTS",
    )
    add_table(parser)
    add_output(parser)
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Run the query and print its answer."""
    from queries.runner import run_text  # noqa: PLC0415 - the engine is imported with it
    from queries.sparql.prefixes import with_prefixes  # noqa: PLC0415
    from queries.store.interface import GRAPH_FORMATS  # noqa: PLC0415

    text = with_prefixes(_text(options))
    if options.federate:
        from queries.saved_queries.federation import answer_services, read_endpoints  # noqa: PLC0415

        text = answer_services(text, read_endpoints())
    store = opened(options)
    graph_format = options.format if options.format in GRAPH_FORMATS else "turtle"
    answer = run_text(store, text, format=graph_format)
    with output(options.output) as out:
        print_answer(answer, options, out)
    return 0


def _text(options: argparse.Namespace) -> str:
    if (options.query is None) == (options.file is None):
        raise UserError("give the query as an argument, by --file, or - to read it from stdin")
    if options.query == "-":
        return sys.stdin.read()
    if options.query is not None:
        return str(options.query)
    try:
        return Path(options.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{options.file}: cannot be read: {error}") from error
