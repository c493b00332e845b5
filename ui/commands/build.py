"""Build the graph from the sources: claims, facts, reasoning, shapes, store.

The new graph takes the place of the old one only when it is whole. With the original documents every anchor is
verified and the quoted words are kept in the local store, so that passages can be shown.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ui.commands.options import add_originals, add_store, originals_folder, store_folder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg build``."""
    add_store(parser, "graph folder to build in")
    add_originals(parser)
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of source folders, instead of drugkg's own")
    parser.add_argument("-q", "--quiet", action="store_true", help="tell only the result")


def run(options: argparse.Namespace) -> int:
    """Build, telling each step on stderr and the result on stdout."""
    from ingest.build import build  # noqa: PLC0415 - slow, and wanted only now
    from ingest.sources import SOURCES_FOLDER  # noqa: PLC0415

    root = store_folder(options.store)
    report = build(
        root,
        originals=originals_folder(options.originals),
        sources=options.sources or SOURCES_FOLDER,
        tell=None if options.quiet else lambda line: print(line, file=sys.stderr, flush=True),
    )
    counts = f"{report.claims} claims, {report.facts} facts, {report.statements} statements"
    print(f"built {report.folder}: {counts}, {report.anchors_verified} of {report.anchors} anchors verified")
    return 0
