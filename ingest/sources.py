"""The documents that claims come from: their metadata, reference lists and claim files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, overload
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from ingest.claims import ClaimRecord, LeanModel
from ingest.problems import InvalidInputError, Problem
from ontology.files import check_yaml, parse_json, read_bytes, why_unreadable
from ontology.kept import Kept
from ontology.validation_errors import invalid_fields

SOURCES_FOLDER = Path(__file__).parent / "sources"


def _date(text: str) -> str:
    """A date may be known to the year or the month only."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text, re.ASCII):
        raise ValueError("not a date: write 2024-09-17, 2024-09 or 2024")
    try:
        first = date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise ValueError("there is no such date") from None
    if first > date.today():
        raise ValueError("this date is in the future")
    return text


def _address(text: str) -> str:
    """An address is shown as a link, so it must be one that a browser may follow."""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or not text.isprintable() or set(text) & set(' <>"{}|\\^`'):
        raise ValueError("not an http(s) address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("an address must not hold a user or a password")
    return text


_RESOLVER = re.compile(r"^(https?://[^/]+/(pubmed/)?|doi:|pmid:)\s*", re.IGNORECASE)


def without_resolver(text: str) -> str:
    """Return a DOI or PubMed number without the address of a resolver.

    :param text: an identifier, as a reference list prints it
    :returns: the identifier alone

    >>> without_resolver("https://doi.org/10.1000/ABC"), without_resolver("PMID: 123")
    ('10.1000/ABC', '123')
    """
    return _RESOLVER.sub("", text.strip()).rstrip("/")


class Reference(LeanModel):
    """A work that a document lists, marks or names; only what the document itself prints is filled in."""

    model_config = ConfigDict(coerce_numbers_to_str=True)

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    number: str | None = None
    status: Literal["listed", "unlisted", "named"]
    complete: bool
    label: str
    citation: str | None = None
    authors: str | None = None
    title: str | None = None
    venue: str | None = None
    year: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = Field(default=None, pattern=r"^10\.[0-9.]+/[^\s<>]+$")
    pmid: str | None = Field(default=None, pattern=r"^[0-9]+$")
    s2cid: str | None = Field(default=None, pattern=r"^[0-9]+$")
    note: str | None = None

    @field_validator("doi", "pmid", mode="before")
    @classmethod
    def _without_resolver(cls, value: object) -> object:
        """Return an identifier without the address or the word before it."""
        return without_resolver(value) if isinstance(value, str) else value


class Source(BaseModel):
    """A document: what it is, and the checksum that its anchors rest on.

    ``length`` counts Unicode code points, as the offsets of anchors do; ``sha256`` is of the file's bytes.
    ``short_title`` names the document where there is little room. ``licence`` says under which terms it is published.
    ``examples`` are CURIEs of entities with which a reader new to the graph can start.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    file: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    length: int = Field(gt=0)
    title: str
    short_title: str | None = Field(default=None, min_length=1, max_length=40)
    title_note: str | None = None
    kind: str
    authors: str | None = None
    publisher: str | None = None
    date: Annotated[str, AfterValidator(_date)] | None = None
    address: Annotated[str, AfterValidator(_address)] | None = None
    licence: str | None = None
    note: str | None = None
    examples: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True)
class PlacedClaim:
    """A claim record with its file and line, for messages.

    :param record: the claim
    :param file: path of the claim file, as shown to the user
    :param line: 1-based line
    """

    record: ClaimRecord
    file: str
    line: int

    def problem(self, message: str) -> Problem:
        """Make a problem that names this claim, its file and line.

        :param message: what is wrong
        :returns: the problem
        """
        return Problem(self.file, self.line, f"{self.record.id}: {message}")


@dataclass(frozen=True)
class SourceFolder:
    """A source with its claims, as read from its folder.

    :param source: the document's metadata
    :param claims: its claims, in the order of the file
    :param folder: where both were read
    :param metadata_file: path of ``source.yaml``, as shown to the user
    :param files: the bytes of ``source.yaml`` and ``claims.jsonl``, as they were read
    """

    source: Source
    claims: Sequence[PlacedClaim]
    folder: Path
    metadata_file: str
    files: tuple[bytes, bytes] = field(default=(b"", b""), repr=False)

    @cached_property
    def checksums(self) -> tuple[str, str]:
        """The SHA-256 of ``source.yaml`` and ``claims.jsonl``.

        :returns: two checksums
        """
        metadata, claims = (hashlib.sha256(data).hexdigest() for data in self.files)
        return metadata, claims


class _UnreadClaims(Sequence[PlacedClaim]):
    """The claims of a file that was read and found valid before: they are read again when one is asked for.

    :param number: how many there are
    :param read: reads them
    """

    def __init__(self, number: int, read: Callable[[], tuple[PlacedClaim, ...]]) -> None:
        self._number = number
        self._read = read

    def __len__(self) -> int:
        return self._number

    @overload
    def __getitem__(self, place: int) -> PlacedClaim: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[PlacedClaim, ...]: ...
    def __getitem__(self, place: int | slice) -> PlacedClaim | tuple[PlacedClaim, ...]:
        return self._claims[place]

    def __iter__(self) -> Iterator[PlacedClaim]:
        return iter(self._claims)

    @cached_property
    def _claims(self) -> tuple[PlacedClaim, ...]:
        return self._read()


def read_sources(folder: Path = SOURCES_FOLDER, kept: Kept | None = None) -> tuple[SourceFolder, ...]:
    """Read every source folder.

    :param folder: the folder that holds one folder per source, each with ``source.yaml`` and ``claims.jsonl``
    :param kept: keeps what is known of files that were read before, which are not parsed again
    :returns: the sources, in the order of their files' names
    :raises InvalidInputError: if a file is missing or malformed; every problem names its file and line
    """
    problems: list[Problem] = []
    found = []
    for path in sorted(path for path in folder.glob("*/") if not path.name.startswith((".", "__"))):
        item = _read_folder(path, _shown(path, folder), problems, kept)
        if item is not None:
            found.append(item)
    if not found and not problems:
        problems.append(
            Problem(str(folder), 0, "no source here; a source is a folder with source.yaml and claims.jsonl")
        )
    if problems:
        raise InvalidInputError(problems)
    return tuple(sorted(found, key=lambda item: item.source.file))


def parse_source(metadata: bytes, claims: bytes, folder: Path, shown: str) -> SourceFolder:
    """Return a source from the bytes of its two files.

    :param metadata: of ``source.yaml``
    :param claims: of ``claims.jsonl``
    :param folder: where they were read
    :param shown: the folder as the user knows it, for messages
    :returns: the source
    :raises InvalidInputError: if a file is malformed; every problem names its file and line
    """
    problems: list[Problem] = []
    source = _parse_metadata(metadata, f"{shown}/source.yaml", problems)
    found = _parse_claims(claims, f"{shown}/claims.jsonl", problems)
    if problems or source is None:
        raise InvalidInputError(problems)
    return SourceFolder(source, found, folder, f"{shown}/source.yaml", (metadata, claims))


def _read_folder(folder: Path, shown: str, problems: list[Problem], kept: Kept | None) -> SourceFolder | None:
    """Return a source; ``None`` if it cannot be read, with its problems added to the list."""
    metadata = _read(folder / "source.yaml", f"{shown}/source.yaml", problems)
    lines = _read(folder / "claims.jsonl", f"{shown}/claims.jsonl", problems)
    key = ""
    if kept is not None and metadata is not None and lines is not None:
        key = hashlib.sha256(hashlib.sha256(metadata).digest() + hashlib.sha256(lines).digest()).hexdigest()
        if (data := kept.get("read", key)) is not None:
            return _as_before(data, folder, shown, (metadata, lines))
    found: list[Problem] = []
    source = None if metadata is None else _parse_metadata(metadata, f"{shown}/source.yaml", found)
    claims = () if lines is None else _parse_claims(lines, f"{shown}/claims.jsonl", found)
    problems += found
    if source is None or metadata is None or lines is None:
        return None
    if kept is not None and not found:
        kept.put("read", key, b"%d\n%s" % (len(claims), source.model_dump_json(exclude_defaults=True).encode()))
    return SourceFolder(source, claims, folder, f"{shown}/source.yaml", (metadata, lines))


def _as_before(data: bytes, folder: Path, shown: str, files: tuple[bytes, bytes]) -> SourceFolder:
    """Return a source that was read before, from what was kept of it; its claims are read when they are asked for."""
    number, _, about = data.partition(b"\n")
    claims = _UnreadClaims(int(number), lambda: _parse_claims(files[1], f"{shown}/claims.jsonl", []))
    return SourceFolder(Source.model_validate_json(about), claims, folder, f"{shown}/source.yaml", files)


def _read(path: Path, shown: str, problems: list[Problem]) -> bytes | None:
    try:
        return read_bytes(path)
    except FileNotFoundError:
        missing = "is missing: a source is a folder with source.yaml and claims.jsonl"
        problems.append(Problem(shown, 0, missing))
        return None
    except OSError as error:
        problems.append(Problem(shown, 0, f"cannot be read: {why_unreadable(error)}"))
        return None


def _text(data: bytes) -> str:
    """Return text with line ends as Python has them."""
    return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def _parse_claims(data: bytes, shown: str, problems: list[Problem]) -> tuple[PlacedClaim, ...]:
    try:
        text = _text(data)
    except UnicodeDecodeError as error:
        problems.append(Problem(shown, 0, f"cannot be read: {why_unreadable(error)}"))
        return ()
    if not text.strip():
        problems.append(Problem(shown, 0, "holds no claim: write one JSON object per line, or remove the folder"))
    claims = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            claims.append(PlacedClaim(ClaimRecord.model_validate(parse_json(line)), shown, number))
        except json.JSONDecodeError as error:
            problems.append(Problem(shown, number, f"not JSON: {error.msg} at column {error.colno}"))
        except ValidationError as error:
            problems += [Problem(shown, number, field.message) for field in invalid_fields(error)]
    return tuple(claims)


def _parse_metadata(data: bytes, shown: str, problems: list[Problem]) -> Source | None:
    try:
        text = _text(data)
        check_yaml(text)
        about: Any = yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - a safe loader
        return Source.model_validate(about)
    except UnicodeDecodeError as error:
        problems.append(Problem(shown, 0, f"cannot be read: {why_unreadable(error)}"))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(Problem(shown, mark.line + 1 if mark else 0, f"not YAML: {getattr(error, 'problem', error)}"))
    except ValidationError as error:
        problems += [Problem(shown, _line_of(text, field.path), field.message) for field in invalid_fields(error)]
    return None


def _line_of(text: str, path: tuple[str | int, ...]) -> int:
    """Return the line of a field in a YAML text, counted from 1; 0 where there is no such field."""
    node: Any = yaml.compose(text, Loader=_PlainLoader)
    line = 0
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            found = (node.value[part], node.value[part])
        else:
            found = None
        if found is None:
            break
        first, node = found
        line = first.start_mark.line + 1
    return line


class _PlainLoader(yaml.CSafeLoader):
    """YAML in which a date stays the text that was written."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else str(path)
