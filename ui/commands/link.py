"""Load external ontologies and check mappings against them.

Examples:
  drugkg link load hp.obo.gz
  drugkg link load uberon.owl --name anatomy
  drugkg link list
  drugkg link unload anatomy
  drugkg link check hp.obo.gz

Formats: OBO (.obo), OBO Graph JSON (.json), OWL and SKOS in RDF/XML (.owl, .rdf, .xml), Turtle (.ttl) and N-Triples
(.nt), OWL in functional syntax (.ofn), OWL/XML (.owx) and Manchester syntax (.omn); also with .gz, or alone in a .zip.
A loaded ontology is kept when the graph is rebuilt. Saved queries such as adverse-effects-under use its hierarchy.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import UserError
from ui.commands.options import add_limits, add_store, opened, store_folder
from ui.commands.output import REPORT, add_answer_output, add_output, print_answer, write_report

if TYPE_CHECKING:
    from ontology.external.terms import ExternalOntology
    from ontology.mappings.release_check import Finding

USAGE = "drugkg link ACTION [options]"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the actions of ``drugkg link`` and their options.

    :param parser: parser of the command
    """
    actions = parser.add_subparsers(title="actions", dest="action", required=True, metavar="ACTION", prog="drugkg link")
    load = actions.add_parser("load", help="load an ontology from a file", usage="drugkg link load FILE [options]")
    load.add_argument("file", type=Path, metavar="FILE", help="file of the ontology")
    load.add_argument(
        "--name", metavar="NAME", help="name of the graph (default: by the IRI of the ontology, such as hp)"
    )
    load.add_argument("--replace", action="store_true", help="replace the loaded ontology of that name")
    add_store(load, "graph directory")
    shown = actions.add_parser("list", help="list the loaded ontologies", usage="drugkg link list [options]")
    add_answer_output(shown, triples=False)
    add_limits(shown, rows=False)
    add_store(shown)
    unload = actions.add_parser(
        "unload", help="remove a loaded ontology from the graph", usage="drugkg link unload NAME [options]"
    )
    unload.add_argument("name", metavar="NAME", help="its name, as `drugkg link list` prints it")
    add_store(unload, "graph directory")
    check = actions.add_parser(
        "check", help="check the mappings to an ontology", usage="drugkg link check FILE [options]",
        epilog="The exit code is 1 if a mapping is wrong.",
    )  # fmt: skip
    check.add_argument("file", type=Path, metavar="FILE", help="file of the ontology")
    check.add_argument(
        "--mappings",
        type=Path,
        metavar="FILE",
        help="SSSOM table or SSSOM in JSON to check (default: the mappings of drugkg)",
    )
    check.add_argument(
        "--metadata", type=Path, metavar="FILE",
        help="YAML with the metadata of the table (default: its own head, or a file of the same name with .yml)",
    )  # fmt: skip
    add_output(check, REPORT, default="text")


def run(options: argparse.Namespace) -> int:
    """Run the chosen action.

    :param options: what the user gave
    :returns: exit code
    """
    return {"load": _load, "list": _list, "unload": _unload, "check": _check}[options.action](options)


def _load(options: argparse.Namespace) -> int:
    from ingest.external_ontologies import load  # noqa: PLC0415 - slow, and wanted only now

    root = store_folder(options.store)
    start = time.perf_counter()
    ontology = _read(options.file)
    _report(f"read {ontology.term_count} terms of {ontology.file} ({time.perf_counter() - start:.1f} s)")
    name = load(root, ontology, options.name, replace=options.replace)
    print(f"loaded {_title(ontology)} as {name} into {root} ({time.perf_counter() - start:.1f} s)")
    return 0


def _list(options: argparse.Namespace) -> int:
    from queries.loaded_ontologies import loaded  # noqa: PLC0415 - the store starts first

    answer = loaded(opened(options))
    print_answer(answer, options)
    if not answer.rows:
        _report("no external ontology is loaded; load one with `drugkg link load FILE`")
    return 0


def _unload(options: argparse.Namespace) -> int:
    from ingest.external_ontologies import unload  # noqa: PLC0415 - slow, and wanted only now

    root = store_folder(options.store)
    unload(root, options.name)
    print(f"unloaded {options.name} from {root}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from ontology.mappings.foreign_sssom import RowProblem, read_foreign  # noqa: PLC0415
    from ontology.mappings.release_check import KINDS, check_pointers, pointers_into  # noqa: PLC0415 - wanted only now
    from ontology.mappings.sssom import MAPPINGS_FILE, load_mapping_set  # noqa: PLC0415

    place = options.mappings or MAPPINGS_FILE
    invalid: list[RowProblem] = []
    if options.mappings:
        mappings, invalid = read_foreign(place, options.metadata)
    else:
        mappings = load_mapping_set(place)
    ontology = _read(options.file)
    pointers = pointers_into(ontology, mappings)
    if not pointers and not invalid:
        raise UserError(f"{place} has no mapping to a term in {ontology.namespace}: there is nothing to check")
    findings = check_pointers(ontology, pointers)
    records = [_record(finding) for finding in findings]
    records += [{"kind": "invalid", "place": row.place, "message": row.message} for row in invalid]
    found = [finding.kind for finding in findings]
    counts = ", ".join(f"{found.count(kind)} {kind}" for kind in KINDS)
    summary = f"checked {len(pointers)} identifiers in mappings against {_title(ontology)}: {counts}"
    if found.count("missing") > len(pointers) / 2:
        summary += "; most are missing: check with the whole release if this file is a part of it"
    if invalid:
        summary += f"; {len(invalid)} rows of {place.name} have a mistake, {len(mappings.mappings)} could be checked"
    write_report(
        options, data=records, rows=lambda: records, lines=lambda: [*map(str, invalid), *map(str, findings), summary]
    )
    return 1 if findings or invalid else 0


def _read(file: Path) -> ExternalOntology:
    from ontology.external.apart import read_apart  # noqa: PLC0415 - wanted only now

    return read_apart(file)


def _title(ontology: ExternalOntology) -> str:
    version = f" {ontology.version}" if ontology.version else ""
    return f"{ontology.file}{version} ({ontology.term_count} terms)"


def _record(finding: Finding) -> dict[str, object]:
    pointer = finding.pointer
    return {
        "kind": finding.kind,
        "place": pointer.mapping.place,
        "subject_id": pointer.mapping.subject_id,
        "predicate_id": pointer.mapping.predicate_id,
        "object_id": pointer.mapping.object_id,
        "identifier": pointer.curie,
        "label_in_mapping": pointer.label,
        "label": finding.label,
        "replaced_by": list(finding.replaced_by),
        "message": finding.message,
    }


def _report(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
