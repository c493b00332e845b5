"""The tables of the lexicon, kept in the user's cache folder: made once, read again in a fraction of the time.

A file holds a line with the checksum of the rest, and the rest as rows. Its name comes from everything that the tables
depend on. What is missing, damaged, or cannot be written is made anew, and nothing is reported. Files are written aside
and renamed, so that programs that start at the same time do not see half of one. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import overload

from ingest.lexicon.entries import LISTS_FOLDER, TABLE_FILE, Entry
from ontology.files import cache_folder

KEPT = 4
"""How many files stay in the folder."""

_CODE = ("entries.py", "folding.py", "matching.py", "stored.py")

_TABLE, _ROW, _FIELD, _ONE = "\x1c", "\x1e", "\x1d", "\x1f"
"""Separators; no name holds a control character."""

Tables = tuple[Sequence[Entry], dict[str, int], dict[str, str], frozenset[str]]
"""Entries, folded name to the number of its entry, folded acronym to how it is written, and words of names."""


def key_of(entries: Iterable[Entry]) -> str:
    """Return the key of a lexicon: its entities, the lists, the packaged table and the program that reads them.

    :param entries: the entries of the entities
    :returns: a checksum
    """
    digest = hashlib.sha256()
    for entry in entries:
        digest.update(json.dumps([entry.category, entry.label, entry.id, entry.synonyms]).encode())
    here = Path(__file__).parent
    for path in (*sorted(LISTS_FOLDER.glob("*.yaml")), TABLE_FILE, *(here / name for name in _CODE)):
        data = path.read_bytes()
        digest.update(f"{path.name}:{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def stored_tables(key: str, make: Callable[[], Tables], folder: Path | None = None) -> Tables:
    """Return the tables under a key from the cache, or make and keep them.

    :param key: everything that they depend on
    :param make: makes them
    :param folder: the folder of the cache; that of the user when left out
    :returns: the tables
    """
    place = (cache_folder() if folder is None else folder) / f"lexicon-{key[:32]}.txt"
    found = _read(place)
    if found is None:
        found = make()
        with suppress(OSError, ValueError):
            _write(place, found)
    return found


def _read(place: Path) -> Tables | None:
    try:
        first, _, rest = place.read_bytes().partition(b"\n")
        if first.decode("ascii", errors="replace") != hashlib.sha256(rest).hexdigest():
            return None
        return _tables(rest.decode())
    except (OSError, ValueError):
        return None


def _text(tables: Tables) -> str:
    entries, names, acronyms, words = tables
    rows = (_FIELD.join([e.category, e.label, e.id, _ONE.join(e.synonyms), _ONE.join(e.xrefs)]) for e in entries)
    owners = map(str, names.values())
    return _TABLE.join(_ROW.join(part) for part in (names, owners, acronyms, acronyms.values(), sorted(words), rows))


def _tables(text: str) -> Tables:
    """Read what ``_text`` has made."""
    names, owners, acronyms, written, words, rows = (part.split(_ROW) if part else [] for part in text.split(_TABLE))
    return (
        _Entries(rows),
        dict(zip(names, map(int, owners), strict=True)),
        dict(zip(acronyms, written, strict=True)),
        frozenset(words),
    )


class _Entries(Sequence[Entry]):
    """Entries that are made when they are asked for: a document names few of them.

    :param rows: their fields
    """

    def __init__(self, rows: list[str]) -> None:
        self._rows = rows
        self._made: dict[int, Entry] = {}

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> list[Entry]: ...
    def __getitem__(self, place: int | slice) -> Entry | list[Entry]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if (entry := self._made.get(place)) is None:
            category, label, curie, synonyms, xrefs = self._rows[place].split(_FIELD)
            entry = self._made[place] = Entry(category, label, curie, _several(synonyms), _several(xrefs))
        return entry


def _several(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ONE)) if text else ()


def _write(place: Path, tables: Tables) -> None:
    text = _text(tables)
    again = _tables(text)
    if (list(again[0]), *again[1:]) != (list(tables[0]), *tables[1:]):
        raise ValueError("a name holds a separator")
    rest = text.encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=place.parent, prefix="lexicon-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        Path(aside).replace(place)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
    files = sorted(place.parent.glob("lexicon-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
