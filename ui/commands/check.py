"""Check the ontology, claims, shapes, saved queries and anchors. Nothing is changed.

Each check reports what it checked and how much. If the original documents are available, every anchor is verified;
--uncovered lists the passages that no claim covers. The exit code is 1 if a check failed.

Examples:
  drugkg check
  drugkg check --originals ../documents --uncovered
  drugkg check -f json
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import UserError
from ui.commands.options import add_originals, originals_folder
from ui.commands.output import REPORT, STDOUT, add_output, write_report

USAGE = "drugkg check [options]"

if TYPE_CHECKING:
    from ingest.checks.outcome import Check


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg check``.

    :param parser: parser of the command
    """
    parser.add_argument("--uncovered", action="store_true", help="list the passages that no claim covers")
    group = parser.add_argument_group("input")
    add_originals(group)
    group.add_argument(
        "--sources", type=Path, metavar="DIR", help="directory of source directories (default: the sources of drugkg)"
    )
    group.add_argument(
        "--with", dest="extra", type=Path, metavar="FILE", help="RDF file to check as if it were part of the ontology"
    )
    group.add_argument(
        "--vocabularies", type=Path, metavar="DIR", help="directory of label tables to verify every mapping against"
    )
    add_output(parser, REPORT, default="text")


def run(options: argparse.Namespace) -> int:
    """Run all checks and print one line for each, followed by its problems.

    :param options: what the user gave
    :returns: exit code: 1 if a check failed
    :raises UserError: if a directory does not exist
    """
    from ingest.checks.run import run_checks  # noqa: PLC0415 - slow, and wanted only now
    from ingest.sources import SOURCES_FOLDER  # noqa: PLC0415

    if options.vocabularies is not None and not options.vocabularies.is_dir():
        place = options.vocabularies
        raise UserError(f"{place} is not a directory: name the directory of the label tables with --vocabularies")
    at_once = options.format == "text" and options.output == STDOUT
    checks: list[Check] = []
    for check in run_checks(
        originals=originals_folder(options.originals),
        sources=options.sources or SOURCES_FOLDER,
        extra=options.extra,
        vocabularies=options.vocabularies,
    ):
        checks.append(check)
        if at_once:
            print("\n".join(_lines(check, uncovered=options.uncovered)), flush=True)
    if not at_once:
        write_report(
            options,
            data=[_record(check) for check in checks],
            rows=lambda: [row for check in checks for row in _rows(check)],
            lines=lambda: [line for check in checks for line in _lines(check, uncovered=options.uncovered)],
        )
    return 0 if all(check.passed for check in checks) else 1


def _record(check: Check) -> dict[str, Any]:
    return {
        "name": check.name,
        "checked": check.checked,
        "passed": check.passed,
        "problems": check.problems,
        "notes": check.notes,
    }


def _rows(check: Check) -> list[dict[str, str]]:
    """Return a row for the check and one for each of its problems and notes."""
    result = "not run" if check.not_run else "passed" if check.passed else "failed"
    rows = [{"check": check.name, "kind": result, "message": check.checked}]
    rows += [{"check": check.name, "kind": "problem", "message": problem} for problem in check.problems]
    return rows + [{"check": check.name, "kind": "note", "message": note} for note in check.notes]


def _lines(check: Check, *, uncovered: bool) -> list[str]:
    """Return the check as lines of text."""
    mark = "-   " if check.not_run else "ok  " if check.passed else "FAIL"
    lines = [f"{mark} {check.name}: {check.checked}"]
    lines += [f"     {problem}" for problem in check.problems]
    if check.name == "uncovered passages" and not uncovered and check.notes:
        return [*lines, f"     {len(check.notes)} passages are not covered by any claim; --uncovered lists them"]
    return lines + [f"     {note}" for note in check.notes]
