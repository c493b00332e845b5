"""Accept, edit or reject the claims of your workspace.

Without an action, the claims that wait for a decision are listed, doubtful ones first. A decision names its reviewer;
an accepted claim can make a fact at the next build. Reading a document again keeps the decisions on it.

Examples:
  drugkg review
  drugkg review --family adverse_effect --polarity denied
  drugkg review --accept CLAIM CLAIM --reviewer "A. Reader"
  drugkg review --reject CLAIM --reason polarity --reviewer "A. Reader"
  drugkg review --edit CLAIM --set polarity=denied --reviewer "A. Reader"
"""

from __future__ import annotations

import argparse
import getpass
import json
from typing import TYPE_CHECKING, Any

from ontology.errors import UserError
from ui.commands.options import add_workspace, workspace_folder
from ui.commands.output import REPORT, add_output, write_report

if TYPE_CHECKING:
    from ingest.claims import ClaimRecord
    from ingest.review import Verdict
    from ingest.sources import PlacedClaim, SourceFolder
    from ingest.workspace import Workspace

USAGE = "drugkg review [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg review``.

    :param parser: parser of the command
    """
    group = parser.add_argument_group("decisions")
    group.add_argument("--accept", nargs="+", default=[], metavar="CLAIM", help="accept these claims")
    group.add_argument("--reject", nargs="+", default=[], metavar="CLAIM", help="reject these claims; needs --reason")
    group.add_argument("--edit", metavar="CLAIM", help="change a claim and accept it; needs --set")
    group.add_argument(
        "--set", action="append", default=[], metavar="FIELD=VALUE", help="new value of a field; may be repeated"
    )
    group.add_argument(
        "--reason",
        default="",
        metavar="REASON",
        help=(
            "entityBoundaries, grounding, noRelation, wrongRelation, polarity, negativeResult, hypothesis, "
            "conditions or other"
        ),
    )
    group.add_argument("--comment", default="", metavar="TEXT", help="further words on the decision")
    group.add_argument(
        "--reviewer", default="", metavar="NAME", help="who decides (default: the name of the user account)"
    )
    group = parser.add_argument_group("list")
    group.add_argument("--family", metavar="FAMILY", help="only claims of this topic")
    group.add_argument("--polarity", metavar="POLARITY", help="only affirmed or only denied claims")
    group.add_argument("--source", metavar="FILE", help="only claims of this document")
    group.add_argument("--all", action="store_true", help="include claims that have been decided on")
    add_workspace(parser.add_argument_group("workspace"))
    add_output(parser, REPORT, default="text")


def run(options: argparse.Namespace) -> int:
    """List the claims, or write down decisions.

    :param options: what the user gave
    :returns: exit code
    :raises UserError: if the workspace holds no document
    """
    from ingest.workspace import Workspace  # noqa: PLC0415 - slow, and wanted only now

    workspace = Workspace(workspace_folder(options.workspace))
    if not workspace.exists:
        raise UserError(f"{workspace.folder}: no documents here; add some with `drugkg ingest FILE --add`")
    if options.accept or options.reject or options.edit:
        return _decide(workspace, options)
    _list(workspace, options)
    return 0


def _list(workspace: Workspace, options: argparse.Namespace) -> None:
    found = []
    for item in workspace.sources():
        for claim in item.claims:
            record = claim.record
            if not options.all and record.review_status != "proposed":
                continue
            if (options.family or record.family) != record.family or (
                options.polarity or record.polarity
            ) != record.polarity:
                continue
            if (options.source or record.source) == record.source:
                found.append((item, record))
    found.sort(
        key=lambda pair: (
            pair[1].modality == "asserted" and pair[1].polarity == "affirmed",
            pair[1].source,
            pair[1].start,
        )
    )
    data = [_row(workspace, item, record) for item, record in found]
    write_report(options, data=data, rows=lambda: data, lines=lambda: _lines(data))


def _row(workspace: Workspace, item: SourceFolder, record: ClaimRecord) -> dict[str, Any]:
    text = workspace.documents_folder(item.source.slug) / "text.txt"
    words = ""
    if text.is_file():
        content = text.read_bytes().decode("utf-8")
        words = " ".join(content[max(0, record.start - 60) : record.end + 60].split())
    return {
        "claim": record.id,
        "statement": record.statement,
        "polarity": record.polarity,
        "modality": record.modality,
        "family": record.family,
        "status": record.review_status,
        "source": record.source,
        "section": record.section,
        "passage": words,
    }


def _lines(data: list[dict[str, Any]]) -> list[str]:
    lines = []
    for row in data:
        marks = "".join(
            f" [{row[key]}]"
            for key, usual in (("polarity", "affirmed"), ("modality", "asserted"), ("status", "proposed"))
            if row[key] != usual
        )
        lines += [
            f"{row['claim']}{marks}  {row['statement']}",
            f"    {row['source']}, {row['section'] or 'no heading'}: … {row['passage']} …",
        ]
    lines.append(f"{len(data)} claims")
    return lines


def _decide(workspace: Workspace, options: argparse.Namespace) -> int:
    from ingest.review import decision_on  # noqa: PLC0415

    reviewer = options.reviewer or _account()
    claims = {claim.record.id: (item, claim) for item in workspace.sources() for claim in item.claims}
    wanted: list[tuple[str, Verdict]] = [(name, "accepted") for name in options.accept] + [
        (name, "rejected") for name in options.reject
    ]
    wanted += [(options.edit, "edited")] if options.edit else []
    for name, _ in wanted:
        if name not in claims:
            raise UserError(f"the workspace has no claim {name!r}; `drugkg review` lists them")
    changes = _changes(options.set) if options.edit else {}
    decisions = []
    for name, verdict in wanted:
        item, claim = claims[name]
        decisions.append(
            decision_on(
                claim.record,
                item.source.sha256,
                verdict,
                reviewer,
                reason=options.reason if verdict == "rejected" else "",
                comment=options.comment,
                changes=changes if verdict == "edited" else None,
            )
        )
        _check_edit(workspace, item, claim, changes if verdict == "edited" else {})
    for decision in decisions:
        workspace.decide(decision)
    print(
        f"{len(decisions)} decisions by {reviewer} written to {workspace.decisions_file}; run `drugkg build` to "
        f"apply them to the graph"
    )
    return 0


def _check_edit(workspace: Workspace, item: SourceFolder, claim: PlacedClaim, changes: dict[str, Any]) -> None:
    """Refuse an edit with which the build would fail."""
    if not changes:
        return
    from dataclasses import replace  # noqa: PLC0415

    from ingest.review import applied, decision_on  # noqa: PLC0415
    from ingest.validation import Nodes, claim_problems  # noqa: PLC0415
    from ontology.vocabulary import load_vocabulary  # noqa: PLC0415

    decision = decision_on(claim.record, item.source.sha256, "edited", "check", changes=changes)
    (edited,) = applied([claim.record], [decision], item.source.sha256)
    nodes = Nodes.of(workspace.all_entities(), workspace.sources())
    problems = claim_problems(replace(claim, record=edited), item, nodes, load_vocabulary())
    if problems:
        raise UserError("\n".join(problem.message for problem in problems))


def _changes(pairs: list[str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for pair in pairs:
        key, separator, value = pair.partition("=")
        if not separator or not key:
            raise UserError(f"--set {pair!r}: write FIELD=VALUE")
        try:
            changes[key] = json.loads(value)
        except ValueError:
            changes[key] = value
    if not changes:
        raise UserError("--edit needs --set FIELD=VALUE")
    return changes


def _account() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UserError("name the reviewer with --reviewer") from error
