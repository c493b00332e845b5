"""Export the claims or the whole graph. Quoted source text is never exported.

Examples:
  drugkg export claims -o claims.jsonl
  drugkg export trig -o drugkg.trig
  drugkg export kgx-tsv -o drugkg-kgx
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology.errors import UserError
from queries.errors import nearest
from queries.exports.registry import COUNTED, EXPORTS, FOLDERS, export, export_folder
from ui.commands.options import add_limits, add_store, opened
from ui.commands.output import STDOUT, output

USAGE = "drugkg export KIND [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg export``.

    :param parser: parser of the command
    """
    width = max(map(len, EXPORTS))
    parser.epilog = "kinds:\n" + "\n".join(f"  {kind:<{width}}  {what}" for kind, what in EXPORTS.items())
    parser.add_argument("kind", type=_kind, metavar="KIND", help="what to export; see below")
    group = parser.add_argument_group("output")
    group.add_argument(
        "-o", "--output", default=STDOUT, metavar="PLACE",
        help=f"write to this file, or to this directory for {' and '.join(FOLDERS)}; - means standard output (default)",
    )  # fmt: skip
    group.add_argument(
        "--created", metavar="TIME",
        help="creation time to record in each nanopublication, such as 2026-11-30T12:00:00Z (default: none)",
    )  # fmt: skip
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the export and report its size on stderr.

    :param options: what the user gave
    :returns: exit code
    """
    store = opened(options)
    if options.kind in FOLDERS and options.output not in ("", STDOUT) and options.created is None:
        count = export_folder(store, options.kind, Path(options.output))
    else:
        with output(options) as out:
            count = export(store, options.kind, out, created=options.created)
    if options.output != STDOUT:
        print(f"wrote {count} {COUNTED[options.kind]} to {options.output}", file=sys.stderr)
    return 0


def _kind(text: str) -> str:
    if text not in EXPORTS:
        hint = nearest(text, list(EXPORTS)) or f"; choose one of {', '.join(EXPORTS)}"
        raise UserError(f"there is no export {text!r}{hint}")
    return text
