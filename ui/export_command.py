"""Write the claims or the whole graph to a file or to stdout. The words of the documents are in no export.

Examples:
  drugkg export claims -o claims.jsonl
  drugkg export trig -o drugkg.trig
"""

from __future__ import annotations

import argparse
import sys

from queries.exports import EXPORTS, export
from ui.options import add_limits, add_output, add_store, opened, output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg export``."""
    kinds = "; ".join(f"{kind}: {what}" for kind, what in EXPORTS.items())
    parser.add_argument("kind", choices=EXPORTS, metavar="KIND", help=kinds)
    add_output(parser)
    add_limits(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Write the export and tell on stderr how much it is."""
    store = opened(options)
    with output(options.output) as out:
        count = export(store, options.kind, out)
    if options.output != "-":
        what = "claims" if options.kind == "claims" else "statements"
        print(f"wrote {count} {what} to {options.output}", file=sys.stderr)
    return 0
