"""Load external ontologies beside the claims, list and unload them, and check our mappings against a release.

Examples:
  drugkg link load hp.obo.gz
  drugkg link load uberon.owl --name anatomy
  drugkg link list
  drugkg link unload anatomy
  drugkg link check hp.obo.gz

A file is OBO (.obo), OWL as RDF/XML (.owl, .rdf, .xml), Turtle (.ttl) or OBO Graph JSON (.json), each also with .gz.
A loaded ontology stays through `drugkg build`; saved queries such as adverse-effects-under climb its hierarchy.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.errors import UserError
from ui.commands.options import add_output, add_store, add_table, opened, output, print_answer, store_folder

if TYPE_CHECKING:
    from ontology.external.terms import ExternalOntology
    from ontology.mappings.release_check import Finding


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the subcommands of ``drugkg link`` and their options."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    load = actions.add_parser("load", help="load an ontology from a file")
    load.add_argument("file", type=Path, metavar="FILE", help="the ontology")
    load.add_argument("--name", help="what to call it (default: the prefix of its terms, in small letters)")
    load.add_argument("--replace", action="store_true", help="take the place of a loaded ontology of that name")
    add_store(load, "graph folder")
    shown = actions.add_parser("list", help="list the loaded ontologies")
    shown.add_argument("-f", "--format", default="table", metavar="FORMAT", help="table (default), csv, tsv, json, md")
    add_table(shown)
    add_output(shown)
    add_store(shown)
    unload = actions.add_parser("unload", help="take a loaded ontology out of the graph")
    unload.add_argument("name", metavar="NAME", help="its name, as `drugkg link list` prints it")
    add_store(unload, "graph folder")
    check = actions.add_parser("check", help="check the mappings that point into an ontology; 1 if one does not hold")
    check.add_argument("file", type=Path, metavar="FILE", help="the ontology")
    check.add_argument("--mappings", type=Path, metavar="FILE", help="an SSSOM table, instead of drugkg's own")
    check.add_argument("-f", "--format", choices=("text", "json"), default="text", help="text (default) or json")
    add_output(check)


def run(options: argparse.Namespace) -> int:
    """Do what the subcommand says."""
    return {"load": _load, "list": _list, "unload": _unload, "check": _check}[options.action](options)


def _load(options: argparse.Namespace) -> int:
    from ingest.external_ontologies import load  # noqa: PLC0415 - slow, and wanted only now

    root = store_folder(options.store)
    start = time.perf_counter()
    ontology = _read(options.file)
    _tell(f"read {ontology.term_count} terms of {ontology.file} ({time.perf_counter() - start:.1f} s)")
    name = load(root, ontology, options.name, replace=options.replace)
    print(f"loaded {_title(ontology)} as {name} into {root} ({time.perf_counter() - start:.1f} s)")
    return 0


def _list(options: argparse.Namespace) -> int:
    from queries.loaded_ontologies import loaded  # noqa: PLC0415 - the store starts first

    answer = loaded(opened(options))
    with output(options.output) as out:
        print_answer(answer, options, out)
    if not answer.rows:
        _tell("no external ontology is loaded: `drugkg link load FILE`")
    return 0


def _unload(options: argparse.Namespace) -> int:
    from ingest.external_ontologies import unload  # noqa: PLC0415 - slow, and wanted only now

    root = store_folder(options.store)
    unload(root, options.name)
    print(f"unloaded {options.name} from {root}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from ontology.mappings.release_check import KINDS, check_pointers, pointers_into  # noqa: PLC0415 - wanted only now
    from ontology.mappings.sssom import MAPPINGS_FILE, load_mapping_set  # noqa: PLC0415

    ontology = _read(options.file)
    place = options.mappings or MAPPINGS_FILE
    pointers = pointers_into(ontology, load_mapping_set(place))
    if not pointers:
        raise UserError(f"no mapping of {place} points at terms of {ontology.namespace}: there is nothing to check")
    findings = check_pointers(ontology, pointers)
    with output(options.output) as out:
        if options.format == "json":
            import json  # noqa: PLC0415

            json.dump([_record(finding) for finding in findings], out, ensure_ascii=False, indent=2)
            out.write("\n")
        else:
            out.writelines(f"{finding}\n" for finding in findings)
            found = [finding.kind for finding in findings]
            counts = ", ".join(f"{found.count(kind)} {kind}" for kind in KINDS)
            out.write(f"{len(pointers)} identifiers of mappings checked against {_title(ontology)}: {counts}\n")
    return 1 if findings else 0


def _read(file: Path) -> ExternalOntology:
    from ontology.external.reading import read_ontology  # noqa: PLC0415 - wanted only now

    return read_ontology(file)


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


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
