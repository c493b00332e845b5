"""Follow the mechanism from one node to another, step by step, with the claims behind each step.

Examples:
  drugkg path baclofen "alcohol craving"
  drugkg path baclofen spasticity --source monograph
  drugkg path baclofen relapse -f svg -o relapse.svg
  drugkg path "GABA-B receptor" anxiety -f json

A route is shown when one document states each of its steps; steps that only join several documents are asked for by
--joined. A claim that skips steps is shown with the route that spells them out, not as a route of its own. The kinds of
the end count as ends. No route is no error.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

from ontology.errors import MissingExtraError
from ontology.namespaces import compact
from queries.display_text import clean
from queries.index.opening import open_index
from ui.commands.options import add_output, add_store, opened, output

if TYPE_CHECKING:
    from queries.mechanism.effects import Mechanisms

FORMATS = ("text", "table", "json", "svg", "mermaid", "dot")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg path``."""
    parser.add_argument("start", help="label, synonym or CURIE of a drug, receptor, activity, exposure or finding")
    parser.add_argument("end", help="label, synonym or CURIE of an activity, finding or outcome; or any other node")
    parser.add_argument("-f", "--format", choices=FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("--max-steps", type=_steps, default=8, metavar="N", help="longest route (default: %(default)s)")
    parser.add_argument(
        "--source", action="append", default=[], metavar="DOCUMENT",
        help="let only claims of this document make a step; may be given several times",
    )  # fmt: skip
    parser.add_argument("--asserted-only", action="store_true", help="let only asserted claims make a step")
    parser.add_argument("--joined", action="store_true", help="show also routes that no single document states")
    parser.add_argument(
        "--any-people", action="store_true", help="join also steps that were said of different groups of people"
    )
    parser.add_argument("--proposed", action="store_true", help="use also claims that nobody has reviewed")
    parser.add_argument("--exact", action="store_true", help="end at the node itself and not at its kinds")
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Find the routes and print them."""
    from queries.mechanism.paths import PathOptions, paths_between, read_mechanisms  # noqa: PLC0415 - after the options are known

    names = open_index(options.store).names
    start, end = names.find(options.start), names.find(options.end)
    wanted = PathOptions(
        max_steps=options.max_steps,
        sources=frozenset(names.find(name, "Document") for name in options.source),
        asserted_only=options.asserted_only,
        proposed=options.proposed,
        joined=options.joined,
        any_people=options.any_people,
        exact=options.exact,
    )
    mechanisms = read_mechanisms(opened(options))
    found = paths_between(mechanisms, start, end, wanted)
    with output(options.output) as out:
        if options.format == "svg":
            out.write(_picture(mechanisms, found.paths, start, end))
        else:
            _write(found.paths, options.format, out)
        beside = out if options.format == "text" else sys.stderr
        for line in found.hints:
            print(clean(line), file=beside)
    return 0


def _picture(mechanisms: Mechanisms, paths: Sequence[dict[str, Any]], start: str, end: str) -> str:
    """Return the routes as an SVG picture; start and end alone when there is none."""
    try:
        from queries.drawing.svg import draw  # noqa: PLC0415 - only here
    except ModuleNotFoundError as error:
        raise MissingExtraError("a picture", "explorer") from error
    from queries.mechanism.picture import mechanism_elements  # noqa: PLC0415

    ends = () if paths else (compact(start), compact(end))
    return draw(mechanism_elements(mechanisms, paths, ends=ends)).svg + "\n"


def _write(paths: Sequence[dict[str, Any]], form: str, out: IO[str]) -> None:
    """Write the routes in a format of :data:`FORMATS`."""
    from queries.mechanism.text import path_lines, path_rows  # noqa: PLC0415 - after the search

    if form == "json":
        json.dump(paths, out, ensure_ascii=False, indent=2)
        out.write("\n")
    elif form == "table":
        from queries.answers.table import write_table  # noqa: PLC0415 - only here
        from queries.store.interface import Solutions  # noqa: PLC0415 - only here

        rows = path_rows(paths)
        cells = [{name: {"type": "literal", "value": text} for name, text in row.items()} for row in rows]
        if rows:
            write_table(Solutions(list(rows[0]), cells), out)
    elif form == "text":
        out.writelines(f"{clean(line)}\n" for line in path_lines(paths))
    else:
        from queries.mechanism.diagrams import dot, mermaid  # noqa: PLC0415 - only here

        out.write(mermaid(paths) if form == "mermaid" else dot(paths))


def _steps(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number
