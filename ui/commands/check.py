"""Check the ontology, the claims, the shapes, the saved queries and the anchors; nothing is written.

Each check says what it looked at and how much of it. With the original documents every anchor is verified, and the
passages that no claim covers are listed with --uncovered.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import UserError
from ui.commands.options import add_originals, originals_folder

if TYPE_CHECKING:
    from ingest.checks.outcome import Check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg check``."""
    add_originals(parser)
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder of source folders, instead of drugkg's own")
    parser.add_argument("--with", dest="extra", type=Path, metavar="FILE",
                        help="an RDF file to be checked as if its statements stood in the ontology")  # fmt: skip
    parser.add_argument("--vocabularies", type=Path, metavar="DIR",
                        help="folder of label tables against which every mapping is verified")  # fmt: skip
    parser.add_argument("--uncovered", action="store_true", help="list the passages that no claim covers")
    parser.add_argument("-f", "--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(options: argparse.Namespace) -> int:
    """Run all checks and print one line each, problems below; 1 if any failed."""
    from ingest.checks.run import run_checks  # noqa: PLC0415 - slow, and wanted only now
    from ingest.sources import SOURCES_FOLDER  # noqa: PLC0415

    if options.vocabularies is not None and not options.vocabularies.is_dir():
        raise UserError(f"{options.vocabularies} is no folder: name the folder of the label tables by --vocabularies")
    checks: list[Check] = []
    for check in run_checks(
        originals=originals_folder(options.originals),
        sources=options.sources or SOURCES_FOLDER,
        extra=options.extra,
        vocabularies=options.vocabularies,
    ):
        checks.append(check)
        if options.format == "text":
            _print(check, uncovered=options.uncovered)
    if options.format == "json":
        import json  # noqa: PLC0415

        rows = [
            {"name": c.name, "checked": c.checked, "passed": c.passed, "problems": c.problems, "notes": c.notes}
            for c in checks
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    return 0 if all(check.passed for check in checks) else 1


def _print(check: Check, *, uncovered: bool) -> None:
    mark = "-   " if check.not_run else "ok  " if check.passed else "FAIL"
    print(f"{mark} {check.name}: {check.checked}", flush=True)
    for problem in check.problems:
        print(f"     {problem}")
    if check.name == "uncovered passages" and not uncovered and check.notes:
        print(f"     {len(check.notes)} passages are covered by no claim; --uncovered lists them")
        return
    for note in check.notes:
        print(f"     {note}")
