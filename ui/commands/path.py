"""Show the mechanism that leads from one entity to another, step by step, with the claims that support each step.

Examples:
  drugkg path baclofen "alcohol craving"
  drugkg path baclofen spasticity --source monograph
  drugkg path baclofen relapse -f svg -o relapse.svg
  drugkg path "GABA-B receptor" anxiety -f json

A route is a document's own when that document states each step and links it with the next, in one passage. Routes
joined from passages that their document does not link come last and are marked JOINED; --joined also combines
documents. Routes are counted with their documents and the works that these cite.
What limits a step (animals, dose, route, people, condition) is shown on it. A claim that skips steps is
shown with the route that spells them out, not as a separate route. Subclasses of END match too. Finding no route is
not an error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ontology.errors import MissingExtraError
from ontology.namespaces import compact
from queries.display_text import clean
from queries.index.opening import open_index
from queries.store.limits import PATH_STEPS, TIMEOUT
from queries.store.opening import where_is
from ui.commands.options import add_limits, add_reviewed_only, add_store, limit_help, limit_type, opened
from ui.commands.output import REPORT, add_output, output, write_report

if TYPE_CHECKING:
    from queries.mechanism.effects import Mechanisms

USAGE = "drugkg path START END [options]"
DRAWINGS = ("svg", "mermaid", "dot")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg path``.

    :param parser: parser of the command
    """
    parser.add_argument("start", metavar="START", help="drug, receptor, activity, exposure or finding: label or CURIE")
    parser.add_argument("end", metavar="END", help="activity, finding, outcome or any other entity: label or CURIE")
    parser.add_argument(
        "--source", action="append", default=[], metavar="DOCUMENT",
        help="use only the claims of this document; can be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--certainty", action="append", default=[], choices=["asserted", "hedged", "hypothesis", "recommendation"],
        help="use only claims of this certainty; can be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--asserted-only", action="append_const", const="asserted", dest="certainty",
        help="use only asserted claims: short for --certainty asserted",
    )  # fmt: skip
    parser.add_argument("--joined", action="store_true", help="also show routes that combine several documents")
    parser.add_argument(
        "--any-people", action="store_true", help="also combine steps that apply to different groups of people"
    )
    reviewed = parser.add_mutually_exclusive_group()
    reviewed.add_argument("--proposed", action="store_true", help="also use claims that have not been reviewed")
    add_reviewed_only(reviewed)
    parser.add_argument(
        "--without", action="append", default=[],
        choices=["animals", "people", "unspecified", "associations", "statements"],
        help="leave out steps seen only in animals, seen only in people, or seen in neither as far as the document "
        "says (unspecified); associations; or statements that name no kind of study; can be repeated",
    )  # fmt: skip
    parser.add_argument(
        "--via", action="append", default=[], metavar="NODE", help="only routes through this node; can be repeated"
    )
    parser.add_argument(
        "--avoid", action="append", default=[], metavar="NODE", help="no routes through this node; can be repeated"
    )
    parser.add_argument("--exact", action="store_true", help="match END itself, not its subclasses")
    add_output(parser, REPORT + DRAWINGS, default="text")
    add_limits(parser, rows=False)
    parser.add_argument(
        "--max-steps", type=limit_type(PATH_STEPS, least=1), default=PATH_STEPS.default, metavar="N",
        help=limit_help(PATH_STEPS),
    )  # fmt: skip
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Find the routes and print them.

    :param options: what the user gave
    :returns: exit code
    """
    from queries.mechanism.paths import PathOptions, TimeLimit, paths_between, read_between  # noqa: PLC0415 - after the options are known

    index = open_index(options.store)
    names = index.names
    start, end = names.find_entity(options.start), names.find_entity(options.end)
    wanted = PathOptions(
        max_steps=options.max_steps,
        sources=frozenset(map(index.document, options.source)),
        certainty=frozenset(options.certainty),
        proposed=options.proposed,
        joined=options.joined,
        any_people=options.any_people,
        exact=options.exact,
        without=frozenset(options.without),
        via=frozenset(map(names.find_entity, options.via)),
        avoid=frozenset(map(names.find_entity, options.avoid)),
    )
    limit = TimeLimit(TIMEOUT.value() if options.timeout is None else options.timeout)
    place = where_is(options.store)
    mechanisms = read_between(place, (start, end), wanted.named, store=lambda: opened(options), limit=limit)
    if options.reviewed_only:
        number, mechanisms = len(mechanisms.claims), mechanisms.of_reviewed()
        if number > len(mechanisms.claims):
            left_out = f"{number - len(mechanisms.claims):,} claims on effects that no person has reviewed are left out"
            print(f"drugkg: {left_out}", file=sys.stderr)
    found = paths_between(mechanisms, start, end, wanted)
    limit.check()
    if options.format in DRAWINGS:
        with output(options) as out:
            out.write(_drawing(options.format, mechanisms, found.paths, (start, end)))
    else:
        _report(options, found.paths, found.hints)
    if options.format != "text":
        for line in found.hints:
            print(clean(line), file=sys.stderr)
    return 0


def _report(options: argparse.Namespace, paths: Sequence[dict[str, Any]], hints: Sequence[str]) -> None:
    from queries.mechanism.text import path_lines, path_rows  # noqa: PLC0415 - after the search

    write_report(options, data=paths, rows=lambda: path_rows(paths), lines=lambda: [*path_lines(paths), *hints])


def _drawing(form: str, mechanisms: Mechanisms, paths: Sequence[dict[str, Any]], ends: tuple[str, str]) -> str:
    """Return the routes as a drawing in a format of :data:`DRAWINGS`."""
    if form == "svg":
        return _picture(mechanisms, paths, *ends)
    from queries.mechanism.diagrams import dot, mermaid  # noqa: PLC0415 - only here

    return mermaid(paths) if form == "mermaid" else dot(paths)


def _picture(mechanisms: Mechanisms, paths: Sequence[dict[str, Any]], start: str, end: str) -> str:
    """Return the routes as an SVG picture; start and end alone when there is none."""
    try:
        from queries.drawing.svg import draw  # noqa: PLC0415 - only here
    except ModuleNotFoundError as error:
        raise MissingExtraError("a picture", "explorer") from error
    from queries.mechanism.picture import mechanism_elements  # noqa: PLC0415

    ends = () if paths else (compact(start), compact(end))
    return draw(mechanism_elements(mechanisms, paths, ends=ends)).svg + "\n"
