"""External ontologies: reading a file in any of the field's formats into one small neutral form.

A file may be OBO, OBO Graph JSON, OWL or SKOS in RDF/XML, Turtle or N-Triples, or OWL in functional syntax, OWL/XML or
Manchester syntax; plain, gzipped, or alone in a zip archive. Only what queries and link checks use is kept of a term.
An identifier is always the complete IRI; the OBO Foundry's rule makes one of ``HP:0001250``.

Files of others are best read by :func:`ontology.external.apart.read_apart`, in a process of its own.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from ontology.errors import MissingExtraError
from ontology.external.terms import ExternalOntology, ExternalOntologyError, Parsed, Term
from ontology.file_sizes import FILE_SIZE, ONTOLOGY_SIZE
from ontology.files import PACKED_RATIO, read_bytes, too_long, unpack

Parser = Callable[[bytes], Parsed]
"""Gives version, terms and IRI; an error's message begins with ``:<line>: `` or ``: ``, to follow the file's name."""

_GZIP_MAGIC, _ZIP_MAGIC = b"\x1f\x8b", b"PK\x03\x04"
_ENDINGS = (".obo", ".owl", ".rdf", ".xml", ".ttl", ".nt", ".json", ".ofn", ".owx", ".omn", ".skos")
_SYNTAX_OF = {".ofn": "ofn", ".owx": "owx", ".omn": "omn"}
_ADVICE = {
    ".xlsx": "a spreadsheet holds no ontology: export it as Turtle or as OBO",
    ".csv": "a table holds no ontology: take the OWL, OBO or SKOS file of the release",
    ".tsv": "a table holds no ontology: take the OWL, OBO or SKOS file of the release",
    ".jsonld": "convert it to Turtle first, for instance with `robot convert` or rdflib",
    ".trig": "convert it to Turtle first: a dataset of several graphs holds no single ontology",
    ".nq": "convert it to Turtle first: a dataset of several graphs holds no single ontology",
    ".db": "take the OWL or OBO file of the release: SQLite files are not read",
    ".rrf": "take the OWL or OBO file of the release: UMLS tables are not read",
    ".tar": "unpack it, and give the file of the ontology",
    ".tgz": "unpack it, and give the file of the ontology",
    ".bz2": "unpack it, and give the file of the ontology",
    ".xz": "unpack it, and give the file of the ontology",
}


def read_ontology(path: Path) -> ExternalOntology:
    """Read an ontology from a file.

    :param path: the file; its name decides the format, with or without ``.gz``; where a name is used for several
        formats, such as ``.owl``, the beginning of the file decides
    :returns: its version, terms and IRI
    :raises ExternalOntologyError: if it is missing, in another format or damaged, or if it has no terms
    """
    suffix = _suffix(path.name)
    if suffix not in (*_ENDINGS, ".zip"):
        raise ExternalOntologyError(f"cannot read {path}: {_unknown(suffix)}")
    try:
        packed = read_bytes(path, ONTOLOGY_SIZE)
    except OSError as error:
        raise ExternalOntologyError(f"cannot read {path}: {error.strerror}") from error
    try:
        name, data = path.name, packed
        if packed.startswith(_ZIP_MAGIC) or suffix == ".zip":
            name, data = _unzip(packed)
        elif packed.startswith(_GZIP_MAGIC):
            data = unpack(packed)
    except OSError as error:
        raise ExternalOntologyError(f"cannot read {path}: it {error.strerror}") from error
    except ExternalOntologyError as error:
        raise ExternalOntologyError(f"{path}{error}") from error
    try:
        parsed = _parser(_suffix(name), data)(data)
    except MissingExtraError as error:
        raise ExternalOntologyError(f"cannot read {path}: {error}, or take the file as RDF/XML or Turtle") from error
    except ExternalOntologyError as error:
        raise ExternalOntologyError(f"{path}{error}") from error
    _check_lengths(path, parsed.terms)
    if not any(term.label for term in parsed.terms):
        raise ExternalOntologyError(f"{path} contains no terms with labels; {_why_none(data)}")
    return ExternalOntology(path.name, hashlib.sha256(packed).hexdigest(), *parsed)


def _check_lengths(path: Path, terms: Iterable[Term]) -> None:
    """Raise an error for a term with a text that no label or definition has."""
    for term in terms:
        for text in (term.id, term.label, term.definition, *(synonym.text for synonym in term.synonyms)):
            if reason := too_long(text):
                raise ExternalOntologyError(f"{path}: the term {term.id[:100]}: {reason}")


def _suffix(name: str) -> str:
    return Path(name.lower().removesuffix(".gz")).suffix


def _unknown(suffix: str) -> str:
    """Return why a file of this name is not read, and what to do."""
    return _ADVICE.get(suffix) or (
        f"the format is not recognised from the file name; supported: {', '.join(_ENDINGS)}, each also with .gz or in "
        "a .zip"
    )


def _unzip(packed: bytes) -> tuple[str, bytes]:
    """Return name and content of the only ontology in a zip archive.

    :raises OSError: if the archive is damaged, or its content larger than the limits
    :raises ExternalOntologyError: if there is none, or several
    """
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            fitting = [
                info for info in archive.infolist()
                if _suffix(info.filename) in _ENDINGS and not info.is_dir() and "__MACOSX" not in info.filename
            ]  # fmt: skip
            if len(fitting) != 1:
                found = ", ".join(info.filename[:60] for info in fitting[:5]) or "none"
                raise ExternalOntologyError(f": the archive must hold one ontology, and holds {found}: unpack it")
            most = min(ONTOLOGY_SIZE, max(FILE_SIZE, PACKED_RATIO * len(packed)))
            with archive.open(fitting[0]) as file:
                data = file.read(most + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        if isinstance(error, ExternalOntologyError):
            raise
        raise OSError(0, f"is not a complete zip archive ({error})") from error
    if len(data) > most:
        raise OSError(0, f"is larger than the limit of {most // 2**20:,} MiB when unpacked")
    name = fitting[0].filename
    return name, unpack(data) if data.startswith(_GZIP_MAGIC) else data


def _parser(suffix: str, data: bytes) -> Parser:
    """Return the parser for a document; only that one is imported."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    _refuse_other_files(start)
    if suffix == ".obo":
        try:
            from ontology.external.obo import parse_obo  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise MissingExtraError("an OBO file", "link") from error
        return parse_obo
    if suffix == ".json":
        from ontology.external.obograph import parse_obo_graph  # noqa: PLC0415

        return parse_obo_graph
    syntax = _SYNTAX_OF.get(suffix) or _owl_syntax(start)
    if syntax:
        try:
            from ontology.external.owl_syntaxes import NAMES, parse_owl  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise MissingExtraError("this syntax of OWL", "link") from error
        if syntax in NAMES:
            return partial(parse_owl, syntax=syntax)
    from ontology.external import rdf as external_rdf  # noqa: PLC0415

    if suffix == ".nt":
        return external_rdf.parse_ntriples
    if suffix == ".ttl" or not start.startswith(b"<") or re.match(rb"<[^\s<>?!]+>\s", start):
        return external_rdf.parse_turtle
    return external_rdf.parse_rdf_xml


def _owl_syntax(start: bytes) -> str:
    """Return the syntax of OWL by the beginning of a document; empty for RDF."""
    without_comments = re.sub(rb"^(?:\s*#[^\n]*\n)+", b"", start).lstrip()
    if re.match(rb"(Prefix|Ontology)\s*\(", without_comments):
        return "ofn"
    if re.match(rb"(Prefix|Ontology):\s", without_comments):
        return "omn"
    if re.search(rb"<(\w+:)?Ontology\s[^>]*xmlns(:\w+)?\s*=\s*[\"']http://www.w3.org/2002/07/owl#", start):
        return "" if b"<rdf:RDF" in start else "owx"
    return ""


def _refuse_other_files(start: bytes) -> None:
    """Raise an error for what is often saved in the place of an ontology."""
    if not start:
        raise ExternalOntologyError(": the file is empty: download it again")
    if re.match(rb"<!doctype html|<html", start, re.IGNORECASE):
        raise ExternalOntologyError(": this is a web page: download the file of the ontology itself")
    if start.startswith(b"version https://git-lfs"):
        raise ExternalOntologyError(": this is a pointer of Git LFS: download the file itself, or run `git lfs pull`")


def _why_none(data: bytes) -> str:
    """Return what may be the reason for a file without terms."""
    if re.search(rb"owl:imports|#imports|\bImport\(|^import:", data, re.MULTILINE):
        return "it imports other ontologies: load those, or merge them first, for instance with `robot merge`"
    if re.search(rb"^\[Typedef\]|owl:ObjectProperty|#ObjectProperty|ObjectProperty\(|\"PROPERTY\"", data, re.MULTILINE):
        return "it has relations, and only classes and concepts are loaded"
    if re.search(rb"owl:NamedIndividual|#NamedIndividual|\"INDIVIDUAL\"", data):
        return "it has individuals, and only classes and concepts are loaded"
    return "check that its format matches its file name"
