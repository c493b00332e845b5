"""Run your own SPARQL query. Queries are read-only: updates and LOAD are refused.

Examples:
  drugkg sparql 'SELECT ?drug WHERE { GRAPH graph:entities { ?drug a dkgo:Drug } }'
  drugkg sparql --file question.rq -f csv
  cat question.rq | drugkg sparql -

The prefixes of drugkg are predefined.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology.errors import UserError
from ontology.files import read_bytes
from queries.store.limits import QUERY_SIZE
from ui.commands.options import add_limits, add_store
from ui.commands.output import add_answer_output, print_answer

USAGE = "drugkg sparql [QUERY | -] [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg sparql``.

    :param parser: parser of the command
    """
    parser.add_argument("query", nargs="?", metavar="QUERY", help="text of the query; - reads it from standard input")
    parser.add_argument("--file", metavar="FILE", help="read the query from a file")
    parser.add_argument(
        "--federate", action="store_true",
        help="allow SERVICE for the endpoints listed in endpoints.toml and in DRUGKG_ENDPOINTS",
    )  # fmt: skip
    add_answer_output(parser)
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Run the query and print its answer.

    :param options: what the user gave
    :returns: exit code
    """
    from queries.runner import OpenGraph, run_text  # noqa: PLC0415 - the engine is imported with it
    from queries.store.interface import GRAPH_FORMATS  # noqa: PLC0415

    graph = OpenGraph(options.store, timeout=options.timeout, row_limit=options.limit, any_graph=True)
    graph_format = options.format if options.format in GRAPH_FORMATS else "turtle"
    answer = run_text(graph, _text(options), format=graph_format, federate=options.federate)
    print_answer(answer, options)
    return 0


def _text(options: argparse.Namespace) -> str:
    """Return the text of the query that the options give."""
    if (options.query is None) == (options.file is None):
        raise UserError("give the query as an argument or with --file, or give - to read it from standard input")
    if options.query is not None and options.query != "-":
        return str(options.query)
    name = options.file or "standard input"
    try:
        data = read_bytes(Path(options.file)) if options.file else sys.stdin.buffer.read(QUERY_SIZE.default + 1)
        return data.decode("utf-8")
    except OSError as error:
        raise UserError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: not UTF-8 text: byte {error.start} cannot be decoded") from error
