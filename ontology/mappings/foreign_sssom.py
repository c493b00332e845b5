"""Mapping sets that others published: any valid SSSOM, as a table or as JSON, with metadata inside or next to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from ontology.files import check_yaml, parse_json, read_bytes, read_text, unpack, why_unreadable
from ontology.mappings.prefixes import prefix_converter
from ontology.mappings.sssom import Mapping, MappingError, MappingSet
from ontology.mappings.sssom_library import sssom_library

if TYPE_CHECKING:
    from curies import Converter

_ADVICE = {
    ".ttl": "RDF", ".owl": "RDF", ".rdf": "RDF", ".xml": "RDF", ".xlsx": "a spreadsheet", ".csv": "CSV",
}  # fmt: skip
_NEXT_TO_IT = (".yml", ".yaml", ".sssom.yml", ".sssom.yaml", ".meta.yml", ".meta.yaml")

_ENDS = ("subject", "object")
_LITERAL, _LITERAL_ID = "rdfs literal", "sssom:literal"
_ESSENTIAL = ("subject_id", "predicate_id", "object_id", "mapping_justification", "predicate_modifier")
_ERRORS = (ValueError, KeyError, TypeError, LookupError)


class RowProblem(NamedTuple):
    """A row that is not a mapping in SSSOM.

    :param place: file and line, or file and number of the mapping
    :param message: what is wrong
    """

    place: str
    message: str

    def __str__(self) -> str:
        """Return the problem in a form that editors recognise.

        :returns: one line
        """
        return f"{self.place}: invalid: {self.message}"


def read_foreign(path: Path, metadata: Path | None = None) -> tuple[MappingSet, list[RowProblem]]:
    """Read a mapping set.

    :param path: an SSSOM table (``.tsv``) or SSSOM in JSON (``.json``), each also compressed (``.gz``)
    :param metadata: YAML with the metadata of a table that has no head; by default a file of the same name that ends
        with ``.yml`` or ``.yaml``
    :returns: the valid rows, and what is wrong with the others
    :raises MappingError: if the file as a whole cannot be read
    """
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    suffix = inner.suffix.lower()
    if suffix in _ADVICE:
        raise MappingError(f"{path}: {_ADVICE[suffix]} is not read here: give the SSSOM table (.tsv) or SSSOM in JSON")
    try:
        text = (read_text(path) if inner == path else _unpacked(path)).removeprefix("\ufeff")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {why_unreadable(error)}") from error
    if suffix == ".json":
        return _read_json(path, text)
    return _read_table(path, text, metadata or _beside(inner))


def _unpacked(path: Path) -> str:
    """Return the text of a compressed file, with line ends as Python has them."""
    return "\n".join(unpack(read_bytes(path)).decode("utf-8").splitlines())


def _beside(path: Path) -> Path | None:
    """Return the file of metadata next to a table, if there is one."""
    stem = path.name.removesuffix(path.suffix).removesuffix(".sssom")
    return next((file for ending in _NEXT_TO_IT if (file := path.with_name(stem + ending)).is_file()), None)


def _read_table(path: Path, text: str, metadata: Path | None) -> tuple[MappingSet, list[RowProblem]]:
    """Read a table row by row."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    about = _yaml(f"{path.name}:1", "\n".join(line[1:] for line in head))
    if metadata is not None:
        about = _metadata_file(metadata) | about
    table = lines[len(head) :]
    columns = [name.strip().strip('"') for name in table[0].split("\t")] if table else []
    if "predicate_id" not in columns or not all(_has_end(columns, end) for end in _ENDS):
        raise MappingError(
            f"{path.name}:{len(head) + 1}: not a table in SSSOM: it needs the columns subject_id, predicate_id and "
            "object_id, separated by tabs"
        )
    rows = (
        (f"{path.name}:{len(head) + number}", dict(zip(columns, map(_cell, line.split("\t")), strict=False)))
        for number, line in enumerate(table[1:], start=2)
        if line.strip()
    )
    return _mappings(rows, about)


def _has_end(names: Collection[str], end: str) -> bool:
    """Return whether there is what identifies an end of a mapping; a text that is mapped itself has only a label."""
    return f"{end}_id" in names or {f"{end}_label", f"{end}_type"} <= set(names)


def _cell(text: str) -> str:
    """Return the text of a cell; some programs put quotation marks around one."""
    return text[1:-1].replace('""', '"') if len(text) > 1 and text[0] == text[-1] == '"' else text


def _read_json(path: Path, text: str) -> tuple[MappingSet, list[RowProblem]]:
    """Read a document in JSON."""
    try:
        document = parse_json(text)
    except json.JSONDecodeError as error:
        raise MappingError(f"{path.name}:{error.lineno}: not valid JSON: {error.msg}") from error
    mappings = document.get("mappings") if isinstance(document, dict) else None
    if not isinstance(mappings, list) or not all(isinstance(row, dict) for row in mappings):
        raise MappingError(f"{path.name}: not SSSOM in JSON: there is no list `mappings` of objects")
    about = {key: value for key, value in document.items() if key != "mappings"}
    context = about.get("@context")
    if "curie_map" not in about and isinstance(context, dict):
        about["curie_map"] = {key: value for key, value in context.items() if isinstance(value, str)}
    rows = (
        (f"{path.name}:mapping {number}", {key: _plain(value) for key, value in row.items()})
        for number, row in enumerate(mappings, start=1)
    )
    return _mappings(rows, about)


def _plain(value: Any) -> str | list[str]:
    """Return a value of JSON as a cell."""
    return [str(item) for item in value] if isinstance(value, list) else "" if value is None else str(value)


def _mappings(
    rows: Iterator[tuple[str, dict[str, Any]]], about: MappingOf[str, Any]
) -> tuple[MappingSet, list[RowProblem]]:
    """Return the rows as mappings, and those that are none."""
    library = sssom_library()
    given = about.get("curie_map")
    built_in = {"orcid": "https://orcid.org/", **library.io.BUILTIN_CONVERTER.bimap}
    converter = prefix_converter(built_in | (given if isinstance(given, dict) else {}))
    propagated = {key: _plain(value) for key, value in about.items() if key in library.io.PROPAGATABLE}
    found, problems = [], []
    for place, row in rows:
        ends = _with_literals(row)
        try:
            read = library.io.row_to_semantic_mapping(ends, converter, propagatable=propagated)
        except _ERRORS as error:
            reason = _reason(error, row)
            try:  # a mistake in what is said of a mapping does not hinder its check
                bare = {key: value for key, value in ends.items() if key in _ESSENTIAL}
                read = library.io.row_to_semantic_mapping(bare, converter)
            except _ERRORS:
                problems.append(RowProblem(place, reason))
                continue
            problems.append(RowProblem(place, f"{reason}; its terms are checked all the same"))
        found.append(_mapping(row, read, place))
    metadata = dict(about) | {"curie_map": _namespaces(converter)}
    return MappingSet(metadata, tuple(found)), problems


def _with_literals(row: MappingOf[str, Any]) -> dict[str, Any]:
    """Return a row with an identifier for each end that is a text, for the library wants one."""
    changed = dict(row)
    for end in _ENDS:
        if str(row.get(f"{end}_type") or "") == _LITERAL and not row.get(f"{end}_id"):
            changed[f"{end}_id"] = _LITERAL_ID
    return changed


def _mapping(row: MappingOf[str, Any], read: Any, place: str) -> Mapping:
    """Return a row as a mapping of ours."""
    texts = {key: str(row.get(key) or "") for key in ("object_source", "object_source_version", "mapping_tool")}
    return Mapping(
        subject_id=str(row.get("subject_label")) if read.subject.curie == _LITERAL_ID else read.subject.curie,
        subject_label=str(row.get("subject_label") or ""),
        predicate_id=read.predicate.curie,
        object_id=str(row.get("object_label")) if read.object.curie == _LITERAL_ID else read.object.curie,
        object_label=str(row.get("object_label") or ""),
        mapping_justification=read.justification.curie,
        comment=str(row.get("comment") or ""),
        place=place,
        **texts,
    )


def _namespaces(converter: Converter) -> dict[str, str]:
    return dict(converter.bimap)


def _reason(error: Exception, row: MappingOf[str, Any]) -> str:
    """Return what is wrong with a row, in one line."""
    from pydantic import ValidationError  # noqa: PLC0415 - imported with the library already

    if isinstance(error, ValidationError):
        return "; ".join(f"{'.'.join(map(str, item['loc']))}: {item['msg']}" for item in error.errors())
    told = " ".join(str(error).split()).strip("'")
    texts = [(column, value) for column, value in row.items() if isinstance(value, str)]
    for column, value in texts:
        if value == told:
            return f"{column}: {value!r} is neither an identifier nor an address"
    for column, value in texts:
        if value.startswith(f"{told}:"):
            return f"{column}: the prefix {told} of {value!r} is not declared in curie_map"
    return f"{told} ({type(error).__name__})"


def _metadata_file(path: Path) -> dict[str, Any]:
    """Return the metadata in a file."""
    try:
        return _yaml(path.name, read_text(path))
    except (OSError, UnicodeDecodeError) as error:
        raise MappingError(f"{path}: cannot be read: {why_unreadable(error)}") from error


def _yaml(place: str, text: str) -> dict[str, Any]:
    """Return the mapping in a YAML text; an empty one for no text."""
    try:
        check_yaml(text)
        found = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise MappingError(f"{place}: the metadata is not YAML: {' '.join(str(error).split())}") from error
    if found is not None and not isinstance(found, dict):
        raise MappingError(f"{place}: the metadata must be a mapping of names to values")
    return found or {}
