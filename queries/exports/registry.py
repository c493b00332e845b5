"""Registry of export formats. Quoted source text is never exported."""

from __future__ import annotations

import importlib
import tempfile
from pathlib import Path
from typing import IO, Any, NamedTuple

from ontology.errors import UserError
from queries.claims.records import claim_records
from queries.store.interface import Store

__all__ = ["COUNTED", "EXPORTS", "FOLDERS", "claim_records", "export", "export_folder"]


class _Export(NamedTuple):
    """A format: its description, the function that writes it, what that function counts, and the files of a folder."""

    what: str
    writer: str
    counted: str = "statements"
    files: tuple[str, ...] = ()


_EDGES = "edges (a claim on a text or a quantity has none)"

_KINDS: dict[str, _Export] = {
    "claims": _Export("claim records, one JSON object per line", "claims.records.write_claims", "claims"),
    "claims-csv": _Export("claim records as CSV, one row each", "exports.claims_csv.write_csv", "claims"),
    "ttl": _Export("Turtle; named graphs are merged into one", "exports.rdf.write_turtle"),
    "trig": _Export("TriG, with the named graphs", "exports.rdf.write_trig"),
    "nq": _Export("N-Quads in canonical order, with the named graphs", "exports.rdf.write_nquads"),
    "rdfxml": _Export("RDF/XML; named graphs are merged into one", "exports.rdf.write_rdfxml"),
    "jsonld": _Export("JSON-LD with a context, with the named graphs", "exports.jsonld.write_jsonld"),
    "nanopub": _Export("nanopublications in TriG, one per claim", "exports.nanopub.write_nanopubs", "nanopublications"),
    "kgx-tsv": _Export(
        "KGX for the Biolink Model: a folder of tables", "exports.kgx.write_tsv", _EDGES, ("nodes.tsv", "edges.tsv")
    ),
    "kgx-jsonl": _Export(
        "KGX for the Biolink Model: a folder of JSON Lines",
        "exports.kgx.write_jsonl", _EDGES, ("nodes.jsonl", "edges.jsonl"),
    ),
    "graphml": _Export("GraphML: entities, and propositions between them", "exports.network.write_graphml", "edges"),
    "cytoscape": _Export("the same network as Cytoscape JSON (.cyjs)", "exports.network.write_cytoscape", "edges"),
    "sssom": _Export("links to other ontologies as SSSOM", "exports.sssom.write_sssom", "mappings"),
}  # fmt: skip

EXPORTS: dict[str, str] = {kind: export.what for kind, export in _KINDS.items()}
"""What can be exported, and what it is."""

COUNTED: dict[str, str] = {kind: export.counted for kind, export in _KINDS.items()}
"""What the number that an export returns counts."""

FOLDERS: dict[str, tuple[str, ...]] = {kind: export.files for kind, export in _KINDS.items() if export.files}
"""The exports that are a folder, and the files in it."""


def export(store: Store, kind: str, out: IO[str], *, created: str | None = None) -> int:
    """Write the graph, or its claims, to a text file.

    :param store: the store to read
    :param kind: a key of :data:`EXPORTS` that is not in :data:`FOLDERS`
    :param out: where to write
    :param created: creation time to record in each nanopublication, such as ``2026-11-30T12:00:00Z``; none by default
    :returns: how many were written of what :data:`COUNTED` names
    :raises UserError: if there is no such export, if it is several files, or if it records no creation time
    """
    if kind in FOLDERS:
        raise UserError(f"{kind} is several files, {' and '.join(FOLDERS[kind])}: name a folder for them with -o")
    if created is None:
        return int(_writer(kind)(store, out))
    if kind != "nanopub":
        raise UserError(f"an export of {kind} records no creation time: leave out --created, or export nanopub")
    return int(_writer(kind)(store, out, created=created))


def export_folder(store: Store, kind: str, folder: Path) -> int:
    """Write an export of several files; the folder is created or changed as a whole, and only if all went well.

    :param store: the store to read
    :param kind: a key of :data:`FOLDERS`
    :param folder: a new folder, or one with an earlier export of this kind and nothing else in it
    :returns: how many were written of what :data:`COUNTED` names
    :raises UserError: if the folder cannot be written or holds something else
    """
    folder = folder.expanduser().resolve()
    files = FOLDERS[kind]
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file, and {kind} is a folder with {' and '.join(files)}: name another path")
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
            count = int(_writer(kind)(store, aside))
            if new:
                aside.rename(folder)
            else:
                _replace(folder, aside, Path(place), files)
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
    module, _, function = _KINDS[kind].writer.rpartition(".")
    return getattr(importlib.import_module(f"queries.{module}"), function)
