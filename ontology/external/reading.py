"""External ontologies: reading a file in any of four formats into one small neutral form.

A file may be OBO, OWL as RDF/XML, Turtle, or OBO Graph JSON, plain or gzipped. Only what queries
and link checks use is kept of each term. An identifier is always the complete IRI; the OBO Foundry's rule makes one of
``HP:0001250``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from ontology.errors import MissingExtraError
from ontology.external.terms import ExternalOntology, ExternalOntologyError, Term
from ontology.files import ONTOLOGY_SIZE, read_bytes, unpack

_GZIP_MAGIC = b"\x1f\x8b"


def read_ontology(path: Path) -> ExternalOntology:
    """Read an ontology from a file.

    :param path: the file; its name decides the format: ``.obo``, ``.owl``, ``.rdf`` or ``.xml``, ``.ttl``, ``.json``,
        each with or without ``.gz``
    :returns: its version and terms
    :raises ExternalOntologyError: if it is missing, in another format or damaged, or if it has no terms
    """
    parse = _parser(path)
    try:
        packed = read_bytes(path, ONTOLOGY_SIZE)
    except OSError as error:
        raise ExternalOntologyError(f"cannot read {path}: {error.strerror}") from error
    try:
        data = unpack(packed) if packed.startswith(_GZIP_MAGIC) else packed
    except OSError as error:
        raise ExternalOntologyError(f"cannot read {path}: it {error.strerror}") from error
    try:
        version, terms = parse(data)
    except ExternalOntologyError as error:
        raise ExternalOntologyError(f"{path}{error}") from error
    if not any(term.label for term in terms):
        raise ExternalOntologyError(
            f"{path} contains no terms with labels; check that its format matches its file name"
        )
    return ExternalOntology(path.name, hashlib.sha256(packed).hexdigest(), version, terms)


Parser = Callable[[bytes], tuple[str, tuple[Term, ...]]]
"""Gives version and terms; an error's message begins with ``:<line>: `` or ``: ``, to follow the file's name."""


def _parser(path: Path) -> Parser:
    """Return the parser for a file; only that one is imported."""
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if suffix == ".obo":
        try:
            from ontology.external.obo import parse_obo  # noqa: PLC0415
        except ModuleNotFoundError as error:
            wanted = MissingExtraError("an OBO file", "link")
            raise ExternalOntologyError(f"cannot read {path}: {wanted}, or take the OWL file") from error
        return parse_obo
    if suffix == ".json":
        from ontology.external.obograph import parse_obo_graph  # noqa: PLC0415

        return parse_obo_graph
    from ontology.external import rdf as external_rdf  # noqa: PLC0415

    if suffix == ".ttl":
        return external_rdf.parse_turtle
    if suffix in (".owl", ".rdf", ".xml"):
        return external_rdf.parse_rdf_xml
    raise ExternalOntologyError(
        f"cannot read {path}: the format is not recognised from the file name; supported: .obo, .owl, .rdf, .xml, "
        ".ttl, .json, each also with .gz"
    )
