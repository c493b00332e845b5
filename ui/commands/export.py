"""Export the claims or the whole graph. Quoted source text is never exported.

Examples:
  drugkg export claims -o claims.jsonl
  drugkg export trig -o drugkg.trig
  drugkg export kgx-tsv -o drugkg-kgx
  drugkg export jsonld --flat -o drugkg.jsonld
  drugkg export claims -f xlsx -o claims.xlsx
  drugkg export nanopub --sign id_rsa -o signed.trig
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology.errors import UserError
from queries.errors import nearest
from queries.exports.registry import (
    COUNTED,
    EXPORTS,
    FOLDERS,
    OPTIONS,
    WORKBOOKS,
    export,
    export_folder,
    export_workbook,
)
from queries.store.limits import ROW_LIMIT, TIMEOUT
from ui.commands.options import add_reviewed_only, add_store, limit_help, limit_type, opened
from ui.commands.output import STDOUT, WORKBOOK, binary_output, output

USAGE = "drugkg export KIND [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg export``.

    :param parser: parser of the command
    """
    width = max(map(len, EXPORTS))
    parser.epilog = "kinds:\n" + "\n".join(f"  {kind:<{width}}  {what}" for kind, what in EXPORTS.items())
    parser.add_argument("kind", type=_kind, metavar="KIND", help="what to export; see below")
    add_reviewed_only(parser)
    group = parser.add_argument_group("output")
    group.add_argument(
        "-o", "--output", default=STDOUT, metavar="PLACE",
        help=f"write to this file, or to this directory for {' and '.join(FOLDERS)}; - means standard output (default)",
    )  # fmt: skip
    group.add_argument(
        "-f", "--format", choices=[WORKBOOK], metavar="FORMAT",
        help=f"{WORKBOOK} for an Excel workbook, in place of text: {', '.join(sorted(WORKBOOKS))}",
    )  # fmt: skip
    _add_options(parser.add_argument_group("options of some kinds"))
    limits = parser.add_argument_group("limits")
    limits.add_argument(
        "--timeout", type=limit_type(TIMEOUT), metavar="SECONDS", help=limit_help(TIMEOUT, "0 for no limit")
    )
    limits.add_argument(
        "--limit", type=limit_type(ROW_LIMIT), metavar="NUMBER", default=0,
        help="write nothing if there are more claims, statements or edges than this (default: no limit)",
    )  # fmt: skip
    add_store(parser)


def _add_options(group: argparse._ArgumentGroup) -> None:
    """Declare the options that only some kinds of export take."""
    group.add_argument(
        "--flat", action="store_true", help=f"write all statements into the default graph: {_for('flat')}"
    )
    group.add_argument(
        "--with-inferred", action="store_true",
        help=f"where named graphs are merged, keep the statements that were reasoned: {_for('with_inferred')}",
    )  # fmt: skip
    group.add_argument(
        "--per-claim", action="store_true", help=f"one edge per claim, not one per proposition: {_for('per_claim')}"
    )
    group.add_argument(
        "--bom", action="store_true",
        help=f"begin with a byte-order mark and guard against formulas, for spreadsheets: {_for('bom')}",
    )  # fmt: skip
    group.add_argument(
        "--created", metavar="TIME",
        help="creation time to record in each nanopublication, such as 2026-11-30T12:00:00Z (default: none, or the"
        " time of signing)",
    )  # fmt: skip
    group.add_argument("--sign", metavar="KEY", help="sign each nanopublication with the private RSA key in this file")
    group.add_argument("--signer", metavar="ORCID", help="record who signs")


def _for(option: str) -> str:
    """Return the kinds of export that take an option."""
    return ", ".join(kind for kind, names in OPTIONS.items() if option in names)


def run(options: argparse.Namespace) -> int:
    """Write the export and report its size on stderr.

    :param options: what the user gave
    :returns: exit code
    """
    given = {name: getattr(options, name) for names in OPTIONS.values() for name in names}
    store = opened(options)
    if options.format == WORKBOOK:
        with binary_output(options) as file:
            count = export_workbook(store, options.kind, file, limit=options.limit, **given)
    elif options.kind in FOLDERS and options.output not in ("", STDOUT):
        count = export_folder(store, options.kind, Path(options.output), limit=options.limit, **given)
    else:
        with output(options, data=True) as out:
            count = export(store, options.kind, out, limit=options.limit, **given)
    if options.output != STDOUT:
        print(f"wrote {count} {COUNTED[options.kind]} to {options.output}", file=sys.stderr)
    return 0


def _kind(text: str) -> str:
    if text not in EXPORTS:
        hint = nearest(text, list(EXPORTS)) or f"; choose one of {', '.join(EXPORTS)}"
        raise UserError(f"there is no export {text!r}{hint}")
    return text
