"""External ontologies into the graph and out of it.

Each has the graph ``external/<name>``, with the same statements as an OWL release, narrowed to labels, synonyms,
definitions, is-a, part-of (as a plain ``BFO:0000050`` between classes), and what replaces an obsolete term. Its name,
version, file and checksum are properties of the graph's own IRI. The terms above those that our entities are mapped to
are determined anew with each change; see :mod:`ingest.graphs.closure`.

A load or unload writes a new version of the graph aside, as a build does, and a build keeps what is loaded.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

from ingest.graphs.closure import write_closure
from ontology.errors import UserError
from ontology.external.rdf import CONSIDER, DEFINITION, DEPRECATED, REPLACED_BY, SYNONYM_PREDICATES
from ontology.external.terms import PART_OF, ExternalOntology, Term
from ontology.namespaces import PREFIXES, expand
from queries.errors import StoreError, UnknownNameError, nearest
from queries.loaded_ontologies import EXTERNAL
from queries.store.current_version import BUILD_HINT
from queries.store.graph_versions import GraphFolder, linked_store
from queries.store.integrity import RECORD

if TYPE_CHECKING:
    from ingest.progress import Progress

_NAME = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


def load(root: Path, ontology: ExternalOntology, name: str | None = None, *, replace: bool = False) -> str:
    """Load an external ontology into a graph of its own.

    :param root: the graph folder
    :param ontology: what was read from a file
    :param name: what to call it; by its own prefix, such as ``hp``, when left out
    :param replace: take the place of an ontology of that name
    :returns: the name
    :raises UserError: if the name does not do, or is taken
    :raises StoreError: if there is no graph, or it cannot be written; the previous graph is unchanged
    """
    chosen = name or ontology.name
    if not _NAME.fullmatch(chosen):
        raise UserError(
            f"{chosen!r} is not a valid ontology name: use lower-case letters and digits, joined by - . or _"
        )
    quads = list(_quads(ontology, chosen))
    with _folder(root).build() as version:
        current = _current(root)
        names = loaded_names(current)
        if chosen in names and not replace:
            raise UserError(f"an ontology named {chosen} is loaded already: give another --name, or --replace it")
        store = _copied(current, version, without=chosen) if chosen in names else _linked(current, version)
        store.bulk_extend(quads)
        _finish(store)
        del store
    GraphFolder(root).prune()
    return chosen


def unload(root: Path, name: str) -> None:
    """Take an external ontology out of the graph.

    :param root: the graph folder
    :param name: what it is called there
    :raises UnknownNameError: if none of that name is loaded
    :raises StoreError: if there is no graph, or it cannot be written; the previous graph is unchanged
    """
    with _folder(root).build() as version:
        current = _current(root)
        names = loaded_names(current)
        if name not in names:
            hint = nearest(name, names) or (f"; loaded: {', '.join(names)}" if names else "; none is loaded")
            raise UnknownNameError(f"no ontology named {name!r} is loaded{hint}")
        _finish(_copied(current, version, without=name))
    GraphFolder(root).prune()


def keep_external(folder: GraphFolder, store: Store, progress: Progress) -> None:
    """Take the external ontologies of the version in use over into the one being built.

    :param folder: the graph folder
    :param store: the store of the version being built
    :param progress: receives what was kept, and what could not be
    """
    try:
        current = folder.current()
        if current is None:
            return
        names = loaded_names(current)
        old = _opened(current)
    except StoreError as error:
        progress.step(f"external ontologies, if any, are not kept, load them again: {error}")
        return
    for name in names:
        graph = NamedNode(EXTERNAL + name)
        statements = old.dump(format=RdfFormat.N_TRIPLES, from_graph=graph)
        store.bulk_load(input=statements, format=RdfFormat.N_TRIPLES, to_graph=graph)
    renew_closure(store, progress)


def renew_closure(store: Store, progress: Progress) -> None:
    """Determine anew what is above the mapped terms in the external ontologies that a store has, if it has any.

    :param store: the store
    :param progress: receives what was kept
    """
    names = _names_in(store)
    if names:
        write_closure(store)
        progress.step(f"kept the external ontologies {', '.join(names)}")


def loaded_names(version: Path) -> list[str]:
    """Return the names of the external ontologies that a version contains.

    :param version: its folder
    :returns: the names, sorted
    :raises StoreError: if it cannot be opened
    """
    return _names_in(_opened(version))


def _names_in(store: Store) -> list[str]:
    graphs = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode))
    return sorted(graph.removeprefix(EXTERNAL) for graph in graphs if graph.startswith(EXTERNAL))


def _folder(root: Path) -> GraphFolder:
    folder = GraphFolder(root)
    if not folder.pointer.is_file():
        raise StoreError(f"there is no graph folder at {root}: {BUILD_HINT}, or name another location with --store")
    return folder


def _current(root: Path) -> Path:
    current = GraphFolder(root).current()
    if current is None:
        raise StoreError(f"the graph at {root} is gone: {BUILD_HINT}")
    return current


def _opened(version: Path) -> Store:
    try:
        return Store.read_only(str(version / "store"))
    except (OSError, RuntimeError, ValueError) as error:
        raise StoreError(f"cannot read the graph at {version}: {BUILD_HINT}") from error


def _linked(current: Path, version: Path) -> Store:
    _copy_beside(current, version)
    return linked_store(current, version)


def _finish(store: Store) -> None:
    write_closure(store)
    store.flush()


def _copied(current: Path, version: Path, without: str) -> Store:
    """Return a store with all statements of another but those of one ontology: removing them one by one is slower."""
    _copy_beside(current, version)
    whole = _opened(current).dump(format=RdfFormat.N_QUADS) or b""
    left_out = f"<{EXTERNAL}{without}> .".encode()
    store = Store(str(version / "store"))
    kept = b"\n".join(line for line in whole.split(b"\n") if not line.endswith(left_out))
    store.bulk_load(input=kept, format=RdfFormat.N_QUADS)
    return store


def _copy_beside(current: Path, version: Path) -> None:
    """Copy what is next to the store, such as the index, but for the numbers of statements, which change."""
    for path in current.iterdir():
        if path.name not in ("store", RECORD):
            (shutil.copytree if path.is_dir() else shutil.copy2)(path, version / path.name)


def _quads(ontology: ExternalOntology, name: str) -> Iterator[Quad]:
    graph = NamedNode(EXTERNAL + name)
    about = {
        "rdfs:label": Literal(name),
        "dcterms:identifier": Literal(ontology.file),
        "dkgo:sha256": Literal(ontology.sha256),
        "void:entities": Literal(ontology.term_count),
    }
    if ontology.version:
        about["owl:versionInfo"] = Literal(ontology.version)
    yield Quad(graph, NamedNode(PREFIXES["rdf"] + "type"), NamedNode(PREFIXES["owl"] + "Ontology"), graph)
    for predicate, value in about.items():
        yield Quad(graph, NamedNode(expand(predicate)), value, graph)
    for term in ontology.terms:
        try:
            for relation, node in _statements(term):
                yield Quad(NamedNode(term.id), NamedNode(relation), node, graph)
        except ValueError as error:
            raise UserError(f"{ontology.file} has a term that cannot be an IRI: {term.id}: {error}") from error


def _statements(term: Term) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield PREFIXES["rdf"] + "type", NamedNode(PREFIXES["owl"] + "Class")
    if term.label:
        yield PREFIXES["rdfs"] + "label", Literal(term.label)
    for synonym in term.synonyms:
        yield SYNONYM_PREDICATES[synonym.scope], Literal(synonym.text)
    if term.definition:
        yield DEFINITION, Literal(term.definition)
    for parent in term.parents:
        yield PREFIXES["rdfs"] + "subClassOf", NamedNode(parent)
    for whole in term.part_of:
        yield PART_OF, NamedNode(whole)
    if term.obsolete:
        yield DEPRECATED, Literal(True)
    for successor in term.replaced_by:
        yield REPLACED_BY, NamedNode(successor)
    for candidate in term.consider:
        yield CONSIDER, NamedNode(candidate)
