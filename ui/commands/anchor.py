"""Turn draft claims with quotes into claim records with offsets and checksums.

A draft is a claim record that gives, in place of start, end and sha256, the exact words as `quote`, with `occurrence`
(1, 2, …) where they stand more than once in the document; the same in each of its `anchors`. The records are printed
without the words, ready for claims.jsonl.

Example:
  drugkg anchor drafts.jsonl --document ../documents/page.txt -o claims.jsonl
"""

from __future__ import annotations

import argparse
from pathlib import Path

from ontology.errors import UserError
from ui.commands.options import add_output, output


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg anchor``."""
    parser.add_argument("drafts", type=Path, help="draft claims, one JSON object a line")
    parser.add_argument("--document", type=Path, required=True, metavar="FILE", help="the document they quote")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Print the records; nothing is printed if any quote cannot be placed."""
    import json  # noqa: PLC0415 - after the options are known

    from ingest.anchor_creation import anchored  # noqa: PLC0415

    try:
        document = options.document.read_bytes().decode("utf-8")
        drafts = options.drafts.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot be read: {error}") from error
    records = anchored(drafts, document, str(options.drafts))
    with output(options.output) as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return 0
