"""Find entities, claims and saved queries that have all the words in them.

Example:
  drugkg search renal dose
"""

from __future__ import annotations

import argparse
import json

from queries.claims.search import search
from queries.display_text import clean
from queries.index.opening import open_index
from ui.commands.options import add_output, add_store, opened, output

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg search``."""
    parser.add_argument("words", nargs="+", help="words or parts of words")
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text", help="text (default) or json")
    parser.add_argument("-a", "--all", action="store_true", help=f"print all that is found, not only {SHOWN} of a kind")
    add_output(parser)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Search and print what is found, by kind."""
    index = open_index(options.store)
    found = search(opened(options), index, [part for word in options.words for part in word.split()])
    with output(options.output) as out:
        if options.format == "json":
            json.dump(found, out, ensure_ascii=False, indent=2)
            out.write("\n")
            return 0
        if not any(found.values()):
            out.write(f"nothing has {' and '.join(map(repr, options.words))} in it\n")
        for kind, rows in found.items():
            if not rows:
                continue
            out.write(f"{kind} ({len(rows)})\n")
            for row in rows if options.all else rows[:SHOWN]:
                out.write(clean("  " + "  ".join(str(value) for value in row.values())) + "\n")
            if len(rows) > SHOWN and not options.all:
                out.write(f"  … {len(rows) - SHOWN} more; --all prints them\n")
    return 0
