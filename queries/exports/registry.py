"""Registry of export formats. Quoted source text is never exported."""

from __future__ import annotations

import importlib
import io
import tempfile
from pathlib import Path
from typing import IO, Any, NamedTuple

from ontology.errors import UserError
from ontology.files import user_path
from queries.claims.records import claim_records
from queries.store.interface import Store

__all__ = [
    "COUNTED",
    "EXPORTS",
    "FOLDERS",
    "OPTIONS",
    "WORKBOOKS",
    "check_limit",
    "claim_records",
    "export",
    "export_folder",
    "export_workbook",
]


class _Export(NamedTuple):
    """A kind of export.

    :param what: its description
    :param writer: the function that writes it
    :param counted: what that function counts
    :param files: the files of a folder, if it is one
    :param aside: a further file of that folder, which describes the others
    :param options: the options that the function takes
    :param workbook: the function that writes it as an Excel workbook, if it is a table
    """

    what: str
    writer: str
    counted: str = "statements"
    files: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    workbook: str = ""


_EDGES = "edges (a claim on a text or a quantity has none)"
_CLAIMS_WORKBOOK = "exports.claims_csv.write_claims_workbook"
_RDF = ("with_inferred",)
_ASIDE = ("context.jsonld",)

_KINDS: dict[str, _Export] = {
    "claims": _Export(
        "claim records, one JSON object per line", "claims.records.write_claims", "claims", workbook=_CLAIMS_WORKBOOK
    ),
    "claims-csv": _Export(
        "claim records as CSV, one row each", "exports.claims_csv.write_csv", "claims", options=("bom",),
        workbook=_CLAIMS_WORKBOOK,
    ),
    "owl": _Export(
        "OWL in RDF/XML for Protégé: ontology, entities and facts, without imports", "exports.owl.write_owl"
    ),
    "ttl": _Export("Turtle; named graphs are merged into one", "exports.rdf.write_turtle", options=_RDF),
    "trig": _Export("TriG, with the named graphs", "exports.rdf.write_trig", options=("flat", *_RDF)),
    "nq": _Export("N-Quads in canonical order, with the named graphs", "exports.rdf.write_nquads"),
    "rdfxml": _Export("RDF/XML; named graphs are merged into one", "exports.rdf.write_rdfxml", options=_RDF),
    "jsonld": _Export(
        "JSON-LD with a context, with the named graphs", "exports.jsonld.write_jsonld", options=("flat", *_RDF)
    ),
    "nanopub": _Export(
        "nanopublications in TriG, one per claim", "exports.nanopub.write_nanopubs", "nanopublications",
        options=("created", "sign", "signer"),
    ),
    "kgx-tsv": _Export(
        "KGX for the Biolink Model: a folder of tables", "exports.kgx.write_tsv",
        _EDGES, ("nodes.tsv", "edges.tsv"), _ASIDE, ("per_claim",)
    ),
    "kgx-jsonl": _Export(
        "KGX for the Biolink Model: a folder of JSON Lines", "exports.kgx.write_jsonl",
        _EDGES, ("nodes.jsonl", "edges.jsonl"), _ASIDE, ("per_claim",)
    ),
    "graphml": _Export("GraphML: entities, and propositions between them", "exports.network.write_graphml", "edges"),
    "cytoscape": _Export("the same network as Cytoscape JSON (.cyjs)", "exports.network.write_cytoscape", "edges"),
    "sssom": _Export(
        "links to other ontologies as SSSOM", "exports.sssom.write_sssom", "mappings",
        workbook="exports.sssom.write_sssom_workbook",
    ),
}  # fmt: skip

EXPORTS: dict[str, str] = {kind: export.what for kind, export in _KINDS.items()}
"""What can be exported, and what it is."""

COUNTED: dict[str, str] = {kind: export.counted for kind, export in _KINDS.items()}
"""What the number that an export returns counts."""

WORKBOOKS: frozenset[str] = frozenset(kind for kind, export in _KINDS.items() if export.workbook)
"""The exports that can be written as an Excel workbook."""

OPTIONS: dict[str, tuple[str, ...]] = {kind: export.options for kind, export in _KINDS.items() if export.options}
"""The exports that take options, and their names as :func:`export` takes them."""

FOLDERS: dict[str, tuple[str, ...]] = {kind: export.files for kind, export in _KINDS.items() if export.files}
"""The exports that are a folder, and the files in it."""


def export(store: Store, kind: str, out: IO[str], *, limit: int = 0, **options: Any) -> int:
    """Write the graph, or its claims, to a file.

    :param store: the store to read
    :param kind: a key of :data:`EXPORTS` that is not in :data:`FOLDERS`
    :param out: where to write
    :param limit: the most of what :data:`COUNTED` names that may be written; 0 for no limit
    :param options: options of this kind, as :data:`OPTIONS` names them
    :returns: how many were written of what :data:`COUNTED` names
    :raises UserError: if there is no such export, if it is several files, if it does not take one of the options, or
        if there is more than the limit allows; then nothing is written
    """
    if kind in FOLDERS:
        raise UserError(f"{kind} is several files, {' and '.join(FOLDERS[kind])}: name a folder for them with -o")
    write = _writer(kind)
    given = _checked(kind, options)
    if not limit:
        return int(write(store, out, **given))
    held = io.StringIO()
    count = int(write(store, held, **given))
    check_limit(kind, count, limit)
    out.write(held.getvalue())
    return count


def export_workbook(store: Store, kind: str, out: IO[bytes], *, limit: int = 0, **options: Any) -> int:
    """Write an export that is a table as an Excel workbook.

    :param store: the store to read
    :param kind: a key of :data:`EXPORTS` that is in :data:`WORKBOOKS`
    :param out: where to write
    :param limit: the most of what :data:`COUNTED` names that may be written; 0 for no limit
    :param options: options of the export; a workbook takes none
    :returns: how many were written of what :data:`COUNTED` names
    :raises UserError: if this export is no table, if options are given, or if there is more than the limit allows
    """
    if kind not in WORKBOOKS:
        raise UserError(f"an export of {kind} is not a table: choose {' or '.join(sorted(WORKBOOKS))} for a workbook")
    for name in (name for name, value in options.items() if value not in (None, False)):
        raise UserError(f"a workbook takes no --{name.replace('_', '-')}: leave it out")
    held = io.BytesIO()
    count = int(_function(_KINDS[kind].workbook)(store, held))
    check_limit(kind, count, limit)
    out.write(held.getvalue())
    return count


def check_limit(kind: str, count: int, limit: int) -> None:
    """Check that an export is within a limit: an export is whole or it is not written.

    :param kind: a key of :data:`EXPORTS`
    :param count: how many there are of what :data:`COUNTED` names
    :param limit: how many there may be; 0 for no limit
    :raises UserError: if there are more
    """
    if limit and count > limit:
        counted = COUNTED[kind].partition(" (")[0]
        raise UserError(
            f"nothing was written: the export has {count:,} {counted}, and the limit is {limit:,}:"
            " raise it with --limit, or set 0 for no limit"
        )


_NOT_TAKEN = {"created": "records no creation time", "sign": "cannot be signed", "signer": "cannot be signed"}


def _checked(kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that are set, if this kind of export takes them."""
    given = {name: value for name, value in options.items() if value not in (None, False)}
    for name in given:
        if name not in OPTIONS.get(kind, ()):
            takes = [other for other, names in OPTIONS.items() if name in names]
            flag = name.replace("_", "-")
            refused = _NOT_TAKEN.get(name, f"takes no --{flag}")
            raise UserError(f"an export of {kind} {refused}: leave out --{flag}, or export {' or '.join(takes)}")
    return given


def export_folder(store: Store, kind: str, folder: Path, *, limit: int = 0, **options: Any) -> int:
    """Write an export of several files; the folder is created or changed as a whole, and only if all went well.

    :param store: the store to read
    :param kind: a key of :data:`FOLDERS`
    :param folder: a new folder, or one with an earlier export of this kind and nothing else in it
    :param limit: the most of what :data:`COUNTED` names that may be written; 0 for no limit
    :param options: options of this kind, as :data:`OPTIONS` names them
    :returns: how many were written of what :data:`COUNTED` names
    :raises UserError: if the folder cannot be written or holds something else, if the export does not take one of the
        options, or if there is more than the limit allows
    """
    folder = user_path(folder).resolve()
    files = (*FOLDERS[kind], *_KINDS[kind].aside)
    given = _checked(kind, options)
    if folder.exists() and not folder.is_dir():
        raise UserError(
            f"{folder} is a file, and {kind} is a folder with {' and '.join(FOLDERS[kind])}: name another path"
        )
    others = sorted({path.name for path in folder.iterdir()} - set(files)) if folder.exists() else []
    if others:
        raise UserError(f"{folder} holds {others[0]}, which is not part of {kind}: name a new folder")
    if not folder.parent.is_dir():
        raise UserError(f"cannot write {folder}: {folder.parent} is not a directory")
    new = not folder.exists()
    try:
        with tempfile.TemporaryDirectory(prefix=".drugkg-", dir=folder.parent if new else folder) as place:
            aside = Path(place) / folder.name
            aside.mkdir()
            count = int(_writer(kind)(store, aside, **given))
            check_limit(kind, count, limit)
            if new:
                aside.rename(folder)
            else:
                _replace(folder, aside, Path(place), files)
    except UserError:  # a time limit is an OSError too, and says itself what it is
        raise
    except OSError as error:
        raise UserError(f"cannot write {folder}: {error.strerror}") from error
    return count


def _replace(folder: Path, new: Path, old: Path, files: tuple[str, ...]) -> None:
    """Put new files in the place of old ones: all of them, or none."""
    kept = [name for name in files if (folder / name).exists()]
    try:
        for name in kept:
            (folder / name).rename(old / name)
        for name in files:
            (new / name).rename(folder / name)
    except OSError:
        for name in kept:
            if (old / name).exists():
                (old / name).replace(folder / name)
        raise


def _writer(kind: str) -> Any:
    """Return the function that writes an export; its module is imported only now."""
    if kind not in _KINDS:
        raise UserError(f"no export {kind!r}; there are: {', '.join(EXPORTS)}")
    return _function(_KINDS[kind].writer)


def _function(name: str) -> Any:
    module, _, function = name.rpartition(".")
    return getattr(importlib.import_module(f"queries.{module}"), function)
