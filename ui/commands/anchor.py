"""Convert draft claims with quotes into claim records with offsets and checksums.

A draft is a claim record in which `quote` replaces `start`, `end` and `sha256`. The quote holds the exact words of the
document. If they occur more than once, `occurrence` (1, 2, …) selects one. Each of the claim's `anchors` is written in
the same way. The output does not contain the quotes and can be appended to claims.jsonl.

Example:
  drugkg anchor drafts.jsonl --document ../documents/page.txt -o claims.jsonl
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ontology.errors import UserError
from ontology.files import read_bytes
from ui.commands.output import add_output, output

USAGE = "drugkg anchor DRAFTS --document FILE [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg anchor``.

    :param parser: parser of the command
    """
    parser.add_argument("drafts", type=Path, metavar="DRAFTS", help="draft claims, one JSON object per line")
    parser.add_argument("--document", type=Path, required=True, metavar="FILE", help="document that they quote")
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Print the records. Nothing is printed if a quote is not found.

    :param options: what the user gave
    :returns: exit code
    """
    import json  # noqa: PLC0415 - after the options are known

    from ingest.anchor_creation import anchored, lints  # noqa: PLC0415

    document = _text(options.document)
    records = anchored(_text(options.drafts), document, str(options.drafts))
    for finding in lints(records, document):
        print(f"drugkg: look again at {finding.claim}: {finding.message}", file=sys.stderr)
    with output(options) as out:
        out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return 0


def _text(path: Path) -> str:
    """Return the text of a file; its line ends are kept because offsets count characters."""
    try:
        return read_bytes(path).decode("utf-8")
    except OSError as error:
        raise UserError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{path}: not UTF-8 text: byte {error.start} cannot be decoded") from error
