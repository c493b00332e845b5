"""Write the claims or the whole graph to a file, a folder or stdout. The words of the documents are in no export.

Examples:
  drugkg export claims -o claims.jsonl
  drugkg export trig -o drugkg.trig
  drugkg export kgx-tsv -o drugkg-kgx
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from queries.exports.registry import COUNTED, EXPORTS, FOLDERS, export, export_folder
from ui.commands.options import add_limits, add_store, opened, output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg export``."""
    width = max(map(len, EXPORTS))
    parser.epilog = "kinds:\n" + "\n".join(f"  {kind:<{width}}  {what}" for kind, what in EXPORTS.items())
    parser.add_argument("kind", choices=EXPORTS, metavar="KIND", help="what to write; see below")
    parser.add_argument(
        "-o", "--output", default="-", metavar="PLACE",
        help=f"write to this file, or into this folder for {' and '.join(FOLDERS)}; - for stdout (default)",
    )  # fmt: skip
    parser.add_argument(
        "--created", metavar="TIME",
        help="the time that nanopublications bear, such as 2026-11-30T12:00:00Z (default: none)",
    )  # fmt: skip
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the export and tell on stderr how much it is."""
    store = opened(options)
    if options.kind in FOLDERS and options.output != "-" and options.created is None:
        count = export_folder(store, options.kind, Path(options.output))
    else:
        with output(options.output) as out:
            count = export(store, options.kind, out, created=options.created)
    if options.output != "-":
        print(f"wrote {count} {COUNTED[options.kind]} to {options.output}", file=sys.stderr)
    return 0
