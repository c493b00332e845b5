"""Extract claims from documents: leaflets, monographs, articles, abstracts.

Reads text, Markdown, HTML and PDF. Each claim points to the words it comes from, and says whether the document affirms
or denies it. Claims are proposals: no reader has seen them. They make no facts until `drugkg review` accepts them.

With --add, documents, claims and new entities go into your workspace, which `drugkg build` adds to the graph. If
--drug is left out, the drug is guessed from the title and the text.

Examples:
  drugkg ingest leaflets/ --add
  drugkg ingest leaflet.pdf --drug sertraline -o claims.jsonl
  drugkg ingest article.html --show-structure
  drugkg ingest tests/extraction_documents/practice --evaluate gold.jsonl
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import UserError
from queries.display_text import counted
from ui.commands.options import add_workspace, workspace_folder
from ui.commands.output import STDOUT, add_output, output

if TYPE_CHECKING:
    from ingest.evaluation import Scores
    from ingest.ingestion import Ingested

USAGE = "drugkg ingest FILE|DIR... [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg ingest``.

    :param parser: parser of the command
    """
    parser.add_argument(
        "places", nargs="+", type=Path, metavar="FILE|DIR", help="documents, or directories of documents"
    )
    parser.add_argument(
        "--drug",
        action="append",
        default=[],
        metavar="NAME",
        help="the drug that the documents are about (default: guessed); may be repeated",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="print no progress")
    add_output(parser)
    group = parser.add_argument_group("workspace")
    group.add_argument("--add", action="store_true", help="add documents, claims and new entities to the workspace")
    add_workspace(group)
    group = parser.add_argument_group("checks")
    group.add_argument(
        "--show-structure", action="store_true", help="print sections, sentences and list items instead of claims"
    )
    group.add_argument(
        "--evaluate",
        action="append",
        type=Path,
        default=[],
        metavar="GOLD",
        help="compare the claims with gold (JSON Lines) and print the scores; may be repeated",
    )


def run(options: argparse.Namespace) -> int:
    """Extract the claims.

    :param options: what the user gave
    :returns: 0; 1 if a document could not be read
    :raises UserError: if the name of a drug is empty or far too long
    """
    from ingest.ingestion import documents_in  # noqa: PLC0415 - slow, and wanted only now

    for name in options.drug:
        if not name.strip() or len(name) > 200:
            raise UserError("--drug needs the name of a drug")
    paths = documents_in(options.places)
    if options.show_structure:
        return _show_structure(paths, options)
    results = _results(paths, options)
    bad = [result for result in results if result.problem]
    for result in bad:
        _say(result.problem)
    if options.evaluate:
        _print_scores(results, options)
    elif options.add:
        _add(results, options)
    if not options.evaluate and (not options.add or options.output != STDOUT):
        _write(results, options)
    return 1 if bad else 0


def _results(paths: list[Path], options: argparse.Namespace) -> list[Ingested]:
    from ingest.ingestion import ingest_files  # noqa: PLC0415

    entities = None
    if options.add:
        from ingest.workspace import Workspace  # noqa: PLC0415

        entities = Workspace(workspace_folder(options.workspace)).all_entities()
    total = len(paths)

    def report(number: int, result: Ingested) -> None:
        if options.quiet or result.problem:
            return
        guessed = " (guessed; name it with --drug)" if result.guessed else ""
        _say(f"{number}/{total} {result.path}: {counted(len(result.records), 'claim')} about {result.drug}{guessed}")

    return list(ingest_files(paths, options.drug, entities=entities, report=report))


def _say(message: str) -> None:
    from queries.display_text import clean  # noqa: PLC0415

    print(f"drugkg: {clean(message)}", file=sys.stderr, flush=True)


def _write(results: list[Ingested], options: argparse.Namespace) -> None:
    from ingest.ingestion import with_quotes  # noqa: PLC0415

    with output(options) as out:
        for result in results:
            out.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in with_quotes(result))


def _add(results: list[Ingested], options: argparse.Namespace) -> None:
    from ingest.workspace import Workspace  # noqa: PLC0415

    workspace = Workspace(workspace_folder(options.workspace))
    added = workspace.add([result for result in results if not result.problem])
    for name in added.replaced:
        _say(f"{name}: this text replaces the earlier one; decisions on the earlier one stay written down")
    print(
        f"added {counted(added.documents, 'document')}, {counted(added.claims, 'claim')} and "
        f"{added.entities} new {'entity' if added.entities == 1 else 'entities'} to "
        f"{workspace.folder}; "
        "run `drugkg build` to put them into the graph"
    )


def _show_structure(paths: list[Path], options: argparse.Namespace) -> int:
    from ingest.documents.reading import read_document  # noqa: PLC0415
    from ingest.documents.structure import view_of  # noqa: PLC0415
    from ingest.documents.text import DocumentError  # noqa: PLC0415
    from queries.display_text import clean  # noqa: PLC0415

    status = 0
    with output(options) as out:
        for path in paths:
            try:
                view = view_of(read_document(path), options.drug)
            except DocumentError as error:
                _say(str(error))
                status = 1
                continue
            out.write(f"{clean(str(path))}\n")
            out.writelines(f"{clean(line)}\n" for line in view.outline())
    return status


def _print_scores(results: list[Ingested], options: argparse.Namespace) -> None:
    from ingest.evaluation import evaluate, read_rows  # noqa: PLC0415

    gold = [row for path in options.evaluate for row in read_rows(path)]
    claims = [record for result in results for record in result.records]
    with output(options) as out:
        out.writelines(line + "\n" for line in score_lines(evaluate(claims, gold)))


def score_lines(scores: Scores) -> list[str]:
    """Return the scores as lines of text.

    :param scores: the result of a comparison
    :returns: a table of families, and a line of totals
    """
    lines = [
        f"{'family':20}{'gold':>6}{'found':>7}{'recall':>8}{'claims':>8}{'right':>7}{'repeated':>10}{'precision':>11}"
    ]
    for family, score in scores.families.items():
        recall = f"{score.found / score.gold:.2f}" if score.gold else "–"
        precision = f"{score.right / score.claims:.2f}" if score.claims else "–"
        lines.append(
            f"{family:20}{score.gold:>6}{score.found:>7}{recall:>8}{score.claims:>8}{score.right:>7}{score.repeated:>10}{precision:>11}"
        )
    lines += [
        f"forbidden, but asserted: {line.get('id')} {line['family']} {line['object']}" for line in scores.forbidden
    ]
    lines += [
        f"denied, but asserted: {line.get('id')} {line['family']} {line['object']}" for line in scores.denials_asserted
    ]
    lines.append(
        f"recall {scores.recall:.3f}, precision {scores.precision:.3f}, F1 {scores.f1:.3f}; mean F1 of documents "
        f"{scores.macro_f1:.3f}; "
        f"forbidden asserted {len(scores.forbidden)}; denials asserted {len(scores.denials_asserted)}; claims "
        f"{scores.claims}"
    )
    return lines
