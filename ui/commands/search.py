"""Search entities, claims and saved queries. A result contains all the words, in any order and case.
Claims with whole words come first, then those with beginnings and other parts of words.

If the words name an entity, claims that have to do with it in another way are listed too.

Examples:
  drugkg search renal dose
  drugkg search half-life -f csv -o found.csv
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from ontology.errors import UserError
from queries.claims.model import Claim
from queries.claims.search import SEARCHED, Found, quote_that_matched, search, search_table
from queries.claims.table import claims_of, open_claim_table
from queries.index.identifiers import is_identifier
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.store.interface import Store
from queries.store.limits import SEARCH_SHOWN
from ui.commands.options import add_limits, add_reviewed_only, add_store, opened
from ui.commands.output import REPORT, add_output, write_report

USAGE = "drugkg search WORD [WORD …] [options]"

_KINDS = {"entities": "entity", "claims": "claim", "connected": "connected claim", "queries": "query"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg search``.

    :param parser: parser of the command
    """
    parser.add_argument("words", nargs="+", metavar="WORD", help="word or part of a word")
    add_reviewed_only(parser)
    group = add_output(parser, REPORT, default="text")
    group.add_argument(
        "-a", "--all", action="store_true",
        help=f"print all results as text (default: {SEARCH_SHOWN.shown()}); the other formats always have all",
    )  # fmt: skip
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Search and print the results by kind.

    :param options: what the user gave
    :returns: exit code
    :raises UserError: if there is no word to look for, or only an identifier of which the graph knows nothing
    """
    words = " ".join(options.words)
    if not words.strip():
        raise UserError("give a word, or a part of one, to search for")
    index = open_index(options.store)
    store = opened(options)
    found = _found(index, store, words, options)
    if not found.entities and not found.total and is_identifier(words):
        index.names.find(words)  # says what is wrong with the identifier
    rows = _rows(found, words)
    write_report(
        options,
        data=rows,
        rows=lambda: [{"kind": _KINDS[kind], **row} for kind, found_rows in rows.items() for row in found_rows],
        lines=lambda: _lines(rows, {"claims": found.total}, options),
    )
    return 0


def _found(index: Index, store: Store, words: str, options: argparse.Namespace) -> Found:
    """Search the rows that the build wrote, or all claims of an endpoint; only as many as are printed."""
    table = open_claim_table(options.store)
    if table is None:
        return search(index, claims_of(store, only=SEARCHED), words, store)
    most = SEARCH_SHOWN.default if options.format == "text" and not options.all else 0
    return search_table(index, table, words, store, most)


def _rows(found: Found, words: str) -> dict[str, list[dict[str, Any]]]:
    """Return what was found as rows by kind; a claim that only its quote speaks for has the part that matched."""
    claims = []
    for claim in found.claims:
        quote = quote_that_matched(claim, words)
        claims.append(_row(claim) | ({"quote": f"“{quote}”"} if quote else {}))
    connected = [_row(claim) | {"connection": how} for how, claim in found.connected]
    return {"entities": found.entities, "claims": claims, "connected": connected, "queries": found.queries}


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "id": f"claim:{claim.id}",
        "source": f"source:{claim.source}",
        "sentence": claim.sentence,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "statement": claim.statement,
    }


def _lines(
    found: dict[str, list[dict[str, Any]]], totals: dict[str, int], options: argparse.Namespace
) -> Iterator[str]:
    """Yield the results as lines of text, only the first of each kind unless all are wanted."""
    if not any(found.values()):
        reviewed = " that a person has reviewed" if options.reviewed_only else ""
        yield f"nothing{reviewed} contains {' and '.join(map(repr, options.words))}"
    for kind, rows in found.items():
        shown = rows if options.all else rows[: SEARCH_SHOWN.default]
        total = totals.get(kind, len(rows))
        if rows:
            yield f"{kind} ({total})"
        for row in shown:
            yield "  " + _text(row)
        if total > len(shown):
            yield f"  … {total - len(shown)} more; --all prints them"


def _text(row: dict[str, Any]) -> str:
    """Return a result as one line; the sentence of a claim already says whether it is denied or in doubt."""
    if "claims" in row:
        row = row | {"claims": f"{row['claims']} claim{'' if row['claims'] == 1 else 's'}"}
    return "  ".join(str(value) for name, value in row.items() if name not in ("polarity", "modality"))
