"""Find entities, claims and saved queries that have all the words in them.

Example:
  drugkg search renal dose
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from queries.claims.reader import read_claims
from queries.claims.search import SEARCHED, Found, quote_that_matched, search
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
    words = " ".join(options.words)
    claims = sorted(read_claims(opened(options), only=SEARCHED), key=lambda claim: (claim.source, claim.id))
    found = _rows(search(index, claims, words), words)
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


def _rows(found: Found, words: str) -> dict[str, list[dict[str, Any]]]:
    """Return what was found as rows by kind; a claim that only its quote speaks for has the part that matched."""
    claims = []
    for claim in found.claims:
        row = {
            "id": f"claim:{claim.id}",
            "source": f"source:{claim.source}",
            "polarity": claim.polarity,
            "modality": claim.modality,
            "statement": claim.statement,
        }
        quote = quote_that_matched(claim, words)
        claims.append(row | ({"quote": f"“{quote}”"} if quote else {}))
    return {"entities": found.entities, "claims": claims, "queries": found.queries}
