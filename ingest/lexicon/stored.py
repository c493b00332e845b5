"""The tables of the lexicon, kept in the user's cache folder: made once, read again in a fraction of the time.

A file holds a line with the checksum of the rest, and the rest as JSON. Its name comes from everything that the tables
depend on. What is missing, damaged, or cannot be written is made anew, and nothing is reported. Files are written aside
and renamed, so that programs that start at the same time do not see half of one. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from ingest.lexicon.entries import LISTS_FOLDER, TABLE_FILE, Entry
from ontology.files import cache_folder

KEPT = 4
"""How many files stay in the folder."""

_CODE = ("entries.py", "folding.py", "matching.py", "stored.py")

Tables = tuple[list[Entry], dict[str, int], dict[str, str]]
"""Entries, folded name to the number of its entry, and folded acronym to how it is written."""


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
    place = (cache_folder() if folder is None else folder) / f"lexicon-{key[:32]}.json"
    found = _read(place)
    if found is None:
        found = make()
        with suppress(OSError):
            _write(place, found)
    return found


def _read(place: Path) -> Tables | None:
    try:
        first, _, rest = place.read_bytes().partition(b"\n")
        if first.decode("ascii", errors="replace") != hashlib.sha256(rest).hexdigest():
            return None
        data: dict[str, Any] = json.loads(rest)
        entries = [Entry(a, b, c, tuple(d), tuple(e)) for a, b, c, d, e in data["entries"]]
        return entries, data["names"], data["acronyms"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(place: Path, tables: Tables) -> None:
    entries, names, acronyms = tables
    rows = [[e.category, e.label, e.id, e.synonyms, e.xrefs] for e in entries]
    rest = json.dumps({"entries": rows, "names": names, "acronyms": acronyms}, ensure_ascii=False).encode()
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=place.parent, prefix="lexicon-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest)
        Path(aside).replace(place)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
    files = sorted(place.parent.glob("lexicon-*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
