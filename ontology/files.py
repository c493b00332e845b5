"""Reads files that others wrote, within limits: regular files only, of a size, and not nested without end."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ontology.errors import UserError
from ontology.file_sizes import FILE_SIZE, LONGEST_TEXT, MIB, ONTOLOGY_SIZE

if TYPE_CHECKING:
    import yaml

PACKED_RATIO = 200
"""How many times its packed size an ontology may have; those in use have 10 to 40 times."""

NESTING = 100
"""Levels that YAML or XML may be nested."""

_MOST_TRIPLE_TERMS = 1000
_MOST_ATTRIBUTES = 5000
_PIECE = 4 * MIB
_NOT_IN_YAML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def user_path(place: str | os.PathLike[str]) -> Path:
    """Return a path that a user gave, with ``~`` and ``~name`` replaced.

    :param place: the path
    :returns: the path
    :raises UserError: if there is no such user
    """
    try:
        return Path(place).expanduser()
    except RuntimeError as error:
        raise UserError(f"{place}: there is no such user; write the path without ~") from error


def cache_folder() -> Path:
    """Return the folder of what can be made anew.

    :returns: ``DRUGKG_CACHE`` where it is set, else the user's own cache folder
    """
    place = os.environ.get("DRUGKG_CACHE", "").strip()
    if place:
        return Path(place).expanduser()
    import platformdirs  # noqa: PLC0415 - few commands cache anything

    return Path(platformdirs.user_cache_dir("drugkg", appauthor=False))


def read_bytes(path: Path, most: int = FILE_SIZE) -> bytes:
    """Return the content of a regular file; a device or a pipe may never end.

    :param path: the file
    :param most: bytes that it may have
    :returns: the bytes
    :raises OSError: if it cannot be read, is not a regular file, or is larger
    """
    with open(path, "rb", buffering=0, opener=_opener) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "is not a regular file")
        data = bytearray()
        while piece := file.read(_PIECE):
            data += piece
            if len(data) > most:
                raise OSError(errno.EFBIG, f"is larger than the limit of {most // MIB:,} MiB")
    return bytes(data)


def read_text(path: Path, most: int = FILE_SIZE) -> str:
    """Return the text of a regular file, with line ends as Python has them.

    :param path: the file
    :param most: bytes that it may have
    :returns: the text
    :raises OSError: if it cannot be read, is not a regular file, or is larger
    :raises UnicodeDecodeError: if it is not UTF-8
    """
    return read_bytes(path, most).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Return in a few words why a file cannot be read.

    :param error: what was raised
    :returns: the words

    >>> why_unreadable(OSError(2, "No such file or directory"))
    'No such file or directory'
    """
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 text: byte {error.start} cannot be decoded"
    return error.strerror or str(error)


def unpack(packed: bytes) -> bytes:
    """Return the content of a gzip file, unless it grows without measure.

    :param packed: the file's bytes
    :returns: the bytes
    :raises OSError: if there is more than the limits allow, or it is not a whole gzip file

    >>> import gzip
    >>> unpack(gzip.compress(b"abc"))
    b'abc'
    """
    most = min(ONTOLOGY_SIZE, max(FILE_SIZE, PACKED_RATIO * len(packed)))
    data = bytearray()
    left = packed
    while left.lstrip(b"\0"):  # a file may have several members, and padding at its end
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        try:
            data += member.decompress(left, most - len(data) + 1)
        except zlib.error as error:
            raise OSError(errno.EINVAL, f"is not a complete gzip file ({error})") from error
        if len(data) > most:
            raise OSError(errno.EFBIG, f"is larger than the limit of {most // MIB:,} MiB when unpacked")
        if not member.eof:
            raise OSError(errno.EINVAL, "is not a complete gzip file (it breaks off)")
        left = member.unused_data
    return bytes(data)


def parse_json(text: str | bytes) -> Any:
    """Return the value of a JSON text.

    :param text: the text
    :returns: the value
    :raises JSONDecodeError: if it is not JSON, nested without end, or an object has a key twice

    >>> parse_json("[" * 100_000)
    Traceback (most recent call last):
    json.decoder.JSONDecodeError: nested too deeply: line 1 column 1 (char 0)
    """
    try:
        return json.loads(text, object_pairs_hook=_with_unique_keys)
    except RecursionError:
        raise json.JSONDecodeError("nested too deeply", "", 0) from None
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # a key given twice, or a number with thousands of digits
        raise json.JSONDecodeError(str(error).partition(";")[0], "", 0) from None


def control_character(text: str) -> str:
    r"""Return the first control character of a text that is neither a tab nor a line end.

    Such characters can command a terminal, and RDF formats cannot hold all of them.

    :param text: the text
    :returns: the character as its code point, such as ``U+001B``; empty if there is none

    >>> control_character("a\tb\n"), control_character("a\x1b[2J")
    ('', 'U+001B')
    """
    if text.isprintable():
        return ""
    found = _CONTROL.search(text)
    return f"U+{ord(found.group()):04X}" if found else ""


def unfit_text(text: str) -> str:
    r"""Return why a text cannot be a value in the graph.

    :param text: the text
    :returns: the reason; empty if there is none

    >>> unfit_text("a\tb"), unfit_text("a\x1b[2J"), unfit_text("a" * 200_000)[:40]
    ('', 'the control character U+001B is not allowed', 'a text of 200,000 characters is longer t')
    """
    if found := control_character(text):
        return f"the control character {found} is not allowed"
    return too_long(text)


def too_long(text: str) -> str:
    """Return that a text is longer than the limit.

    :param text: the text
    :returns: the reason; empty if it is not
    """
    if len(text) <= LONGEST_TEXT:
        return ""
    return f"a text of {len(text):,} characters is longer than the limit of {LONGEST_TEXT:,}: shorten it"


def check_yaml(text: str) -> None:
    """Raise an error for YAML that a loader could not process, or of which it would silently lose something.

    That is: nested too deeply, aliases (which can multiply it), tags, control characters, a key given twice, and what
    looks like a number or a date but is none.

    :param text: the document
    :raises YAMLError: if it is so, or not YAML
    """
    import yaml  # noqa: PLC0415 slow to import

    if found := _NOT_IN_YAML.search(text):  # of which the parser would not tell the line
        mark = yaml.Mark("", found.start(), text.count("\n", 0, found.start()), 0, None, 0)
        problem = f"the character U+{ord(found.group()):04X} is not allowed: remove it"
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=mark)
    keys: list[set[str] | None] = []  # for each open mapping its keys so far; None for a list
    at_key: list[bool] = []
    for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, yaml.AliasEvent):
            _refuse(event, "an alias (*name) is not allowed here")
        if isinstance(event, yaml.CollectionEndEvent):
            keys.pop()
            at_key.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if getattr(event, "tag", None):
            _refuse(event, "a tag (!name) is not allowed here")
        is_key = bool(at_key) and at_key[-1]
        if at_key and keys[-1] is not None:
            at_key[-1] = not is_key
        if isinstance(event, yaml.ScalarEvent):
            _check_scalar(event)
            if is_key:
                _check_key(event, keys[-1])
        else:
            if is_key:
                _refuse(event, "a key must be a text")
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            keys.append(set() if is_mapping else None)
            at_key.append(is_mapping)
            if len(keys) > NESTING:
                _refuse(event, f"nested more than {NESTING} levels deep")


@cache
def _resolver() -> yaml.SafeLoader:
    """Return what says whether a value is a number, a date or a text; to make one per value would take long."""
    import yaml  # noqa: PLC0415 see check_yaml()

    return yaml.SafeLoader("")


def _check_key(event: yaml.ScalarEvent, keys: set[str] | None) -> None:
    """Raise an error for a key that its mapping has already."""
    if keys is None:
        return
    if event.value in keys:
        _refuse(event, f"the key {event.value!r} is given twice")
    keys.add(event.value)


def _check_scalar(event: yaml.ScalarEvent) -> None:
    """Raise an error for a value that cannot be read."""
    import yaml  # noqa: PLC0415 see check_yaml()

    if reason := unfit_text(event.value):
        _refuse(event, reason)
    if not event.implicit[0]:
        return
    tag = _resolver().resolve(yaml.ScalarNode, event.value, (True, False))  # type: ignore[no-untyped-call]
    if tag == "tag:yaml.org,2002:merge":
        _refuse(event, "a merge key (<<) is not allowed here")
    if tag == "tag:yaml.org,2002:str":
        return
    try:
        yaml.SafeLoader("").construct_object(yaml.ScalarNode(tag, event.value))
    except (ValueError, yaml.YAMLError):
        _refuse(event, f"{event.value[:40]!r} is neither a number nor a date: write it in quotes")


def check_xml(data: bytes) -> None:
    """Raise an error for XML that is nested too deeply, or whose entities or attributes take a parser too far.

    Entities that abbreviate namespaces are common in OWL, and harmless.

    :param data: the document
    :raises ValueError: if it is so, or not XML; the message may begin with the line, as ``:12: …``
    """
    from xml.parsers import expat  # noqa: PLC0415 only for ontologies in XML

    parser = expat.ParserCreate()
    level = 0

    def begin(_name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if len(attributes) > _MOST_ATTRIBUTES:  # each is compared with all others
            raise ValueError(f":{parser.CurrentLineNumber}: an element with more than {_MOST_ATTRIBUTES:,} attributes")
        if level > NESTING:
            raise ValueError(f":{parser.CurrentLineNumber}: nested more than {NESTING} levels deep")

    def end(_name: str) -> None:
        nonlocal level
        level -= 1

    def declare(name: str, is_parameter: int, value: str | None, *_: object) -> None:
        if value is None or is_parameter or len(value) > NESTING or "&" in value or "<" in value:
            line = parser.CurrentLineNumber
            raise ValueError(f":{line}: entity {name[:40]} is not a short text, and such entities are not read")

    parser.StartElementHandler, parser.EndElementHandler, parser.EntityDeclHandler = begin, end, declare
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(f":{error.lineno}: {expat.ErrorString(error.code)}") from error


def check_rdf(data: bytes, form: str) -> None:
    """Raise an error for an RDF document that would take a parser too far: deep levels, or entities that grow.

    :param data: the document
    :param form: its format, such as ``RDF/XML``, ``JSON-LD`` or ``Turtle``
    :raises ValueError: if it is so; the message may begin with the line, as ``:12: …``

    >>> check_rdf(b"<a:a> <a:b> " + 2000 * b"<<( <a:a> <a:b> ", "N-Triples")
    Traceback (most recent call last):
    ValueError: : more than 1,000 triple terms, which are not read
    """
    if form == "RDF/XML":
        check_xml(data)
    elif form == "JSON-LD":
        parse_json(data)  # whose parser takes no more levels than are safe
    elif data.count(b"<<") > _MOST_TRIPLE_TERMS:  # the parser calls itself for each level of them
        raise ValueError(f": more than {_MOST_TRIPLE_TERMS:,} triple terms, which are not read")


def _with_unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object of these pairs; JSON readers would keep the last of two values and drop the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the key {next(name for name in names if names.count(name) > 1)!r} is given twice")
    return found


def _refuse(event: yaml.Event, problem: str) -> NoReturn:
    import yaml  # noqa: PLC0415 see check_yaml()

    raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]


def _opener(name: str, flags: int) -> int:
    """Open a file without waiting for the other end of a pipe."""
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))
