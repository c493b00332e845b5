"""The cache of a graph folder: what was made from an input, under a key made from everything that it depends on.

The program is part of every key: another version of it finds nothing.

An entry is a file: a line with the checksum of the rest, then the rest. What does not have its checksum is made anew.
Entries are written aside and renamed, so that no reader sees half of one. A build removes the entries that neither it
nor the build before it used, so the cache never holds more than two graphs. Builds in one graph folder lock each other
out, so none loses an entry to another. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

FOLDER = "cache"
"""Name of the cache in a graph folder."""

_USED = "used.txt"
_ENTRY = re.compile(r"(\.\d+-)?[a-z]+-[0-9a-f]{64}")
"""What entries are called, also those that a killed build did not finish; other files are not ours to remove."""

_PROJECT = Path(__file__).parent.parent.parent
_CODE = ("ontology", "ingest", "queries")
_KINDS = (".py", ".rq", ".toml", ".tsv", ".ttl")
_LIBRARIES = ("pydantic", "pyoxigraph", "reasonable", "shacl")


def key_of(*parts: str | bytes) -> str:
    """Return a key for contents: other contents, or the same split otherwise, get another key.

    :param parts: everything on which a result depends
    :returns: a checksum

    >>> key_of("ab", "c") == key_of("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


@cache
def program_key() -> str:
    """Return a key for the program: its code, ontology, shapes and queries, and the libraries that make statements.

    :returns: a checksum; it differs after every change of a file
    """
    files = sorted(path for room in _CODE for path in (_PROJECT / room).rglob("*") if path.suffix in _KINDS)
    contents = [part for path in files for part in (path.relative_to(_PROJECT).as_posix(), path.read_bytes())]
    return key_of(*(f"{name} {version(name)}" for name in _LIBRARIES), *contents)


class PartCache:
    """Keeps what was made from the inputs of a graph.

    :param folder: the folder of the cache; made when the first entry is written
    :param fresh: find nothing, so that everything is made anew
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        self._folder = folder
        self._fresh = fresh
        self._used: set[str] = set()
        self._held: list[tuple[str, str, bytes]] | None = None
        self.found = 0
        self.made = 0

    def hold(self) -> None:
        """Write nothing until :meth:`release`, so that a build of invalid input leaves nothing."""
        self._held = []

    def release(self) -> None:
        """Write what was held back."""
        held, self._held = self._held, None
        for name, key, data in held or ():
            self.put(name, key, data)

    def get(self, name: str, key: str) -> bytes | None:
        """Return what was made under a key.

        :param name: of what it is, such as ``claims``
        :param key: what :func:`key_of` returned
        :returns: the bytes that were put; ``None`` if there are none, or they are damaged
        """
        path = self._path(name, key)
        self._used.add(path.name)
        if self._fresh:
            return None
        try:
            checksum, _, data = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        if checksum != hashlib.sha256(data).hexdigest().encode():
            return None
        self.found += 1
        return data

    def has(self, name: str, key: str) -> bool:
        """Return whether there is something under a key, be it damaged.

        :param name: of what it is
        :param key: what :func:`key_of` returned
        :returns: true if there is
        """
        return not self._fresh and self._path(name, key).is_file()

    def keep(self, name: str, key: str) -> None:
        """Keep what is under a key for the builds to come.

        :param name: of what it is
        :param key: what :func:`key_of` returned
        """
        self._used.add(self._path(name, key).name)

    def put(self, name: str, key: str, data: bytes) -> None:
        """Keep what was made under a key; a full disk costs the entry, not the build.

        :param name: of what it is
        :param key: what :func:`key_of` returned
        :param data: what was made
        """
        if self._held is not None:
            self._held.append((name, key, data))
            return
        path = self._path(name, key)
        self._used.add(path.name)
        self.made += 1
        aside = path.with_name(f".{os.getpid()}-{path.name}")
        with suppress(OSError):
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                with aside.open("wb") as file:
                    file.write(hashlib.sha256(data).hexdigest().encode() + b"\n")
                    file.write(data)
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the entries that neither this build nor the one before it used."""
        with suppress(OSError):
            before = self._before()
            for path in self._folder.iterdir():
                if path.name not in self._used and path.name not in before and _ENTRY.fullmatch(path.name):
                    path.unlink(missing_ok=True)
            if self._folder.is_dir():
                (self._folder / _USED).write_text("\n".join(sorted(self._used)), encoding="utf-8")

    def _before(self) -> Iterable[str]:
        try:
            return frozenset((self._folder / _USED).read_text(encoding="utf-8").split("\n"))
        except OSError:
            return frozenset()

    def _path(self, name: str, key: str) -> Path:
        return self._folder / f"{name}-{key_of(program_key(), key)}"
