"""Run your own SPARQL query. Queries are read-only: updates and LOAD are refused.

Examples:
  drugkg sparql 'SELECT ?drug WHERE { ?drug a dkgo:Drug }'
  drugkg sparql --file question.rq -f csv
  cat question.rq | drugkg sparql -

The prefixes of drugkg and of the vocabularies that it is mapped to are predefined, in any registered spelling.
Without FROM, a query is asked of the union of all graphs except quoted passages, the closure of class hierarchies and
external ontologies. GRAPH reaches every graph; FROM names the graphs to ask in place of the union.
"""

from __future__ import annotations

import os
import sys

from ontology.errors import UserError
from queries.errors import StoreError
from queries.store.limits import QUERY_SIZE
from ui.commands.options import add_limits, add_store
from ui.commands.output import add_answer_output, print_answer

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse

    from queries.runner import Answer, OpenGraph

_LONGEST_PATH = 4096  # characters
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

    given = _text(options)
    graph = OpenGraph(options.store, timeout=options.timeout, row_limit=options.limit, any_graph=True)
    _ = graph.store  # its worker opens the graph while the modules below are imported
    from queries.store.interface import GRAPH_FORMATS  # noqa: PLC0415

    graph_format = options.format if options.format in GRAPH_FORMATS else "turtle"
    text, notes = (given, []) if given.isascii() else _readable(given)
    for note in notes:
        print(f"drugkg: {note}", file=sys.stderr)
    answer = run_text(graph, text, format=graph_format, federate=options.federate)
    status = print_answer(answer, options)
    _print_unknown(graph, text, answer)
    return status


def _readable(given: str) -> tuple[str, list[str]]:
    from queries.sparql.advice import readable  # noqa: PLC0415 - plain text has no characters to replace

    return readable(given)


def _print_unknown(graph: OpenGraph, text: str, answer: Answer) -> None:
    """Print which names of a query without an answer do not occur in the graph."""
    from queries.answers.completeness import says_nothing  # noqa: PLC0415 - imported with the engine already

    if not says_nothing(answer):
        return
    from queries.query_faults import why_nothing  # noqa: PLC0415 - for empty answers only

    try:
        lines = why_nothing(graph.store, graph.index, text)
    except StoreError:  # an endpoint of others has no names of ours
        return
    for line in lines:
        print(f"drugkg: {line}", file=sys.stderr)


def _text(options: argparse.Namespace) -> str:
    """Return the text of the query that the options give."""
    if (options.query is None) == (options.file is None):
        raise UserError("give the query as an argument or with --file, or give - to read it from standard input")
    if options.query is not None and options.query != "-":
        query = str(options.query)
        if "{" not in query and len(query) < _LONGEST_PATH and os.path.isfile(query):
            raise UserError(f"{query} is a file: name it with --file to run the query in it")
        return query
    from pathlib import Path  # noqa: PLC0415 - only for a file

    from ontology.files import read_bytes  # noqa: PLC0415 - as above

    name = options.file or "standard input"
    try:
        data = read_bytes(Path(options.file)) if options.file else sys.stdin.buffer.read(QUERY_SIZE.default + 1)
        return data.decode("utf-8")
    except OSError as error:
        raise UserError(f"{name}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{name}: not UTF-8 text: byte {error.start} cannot be decoded") from error
