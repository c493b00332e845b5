"""The list of the parts that a version of the graph was made from, with the checksums of its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from ingest.graphs.counts import Counts
from ingest.parts.cache import program_key
from queries.claims.table import FILE_NAME as CLAIMS
from queries.index.name_table import FILE_NAME as NAMES
from queries.mechanism.network_rows import FILE_NAME as NETWORK

FILE_NAME = "parts.json"
"""File of a version that lists its parts."""

_DATA, _HEADS = (".sst", ".log"), ("CURRENT", "MANIFEST-")
"""What the data files of a store are called."""


class Entry(NamedTuple):
    """A part in the list of a version.

    :param key: of what it was made from, or of its statements
    :param counts: its numbers
    """

    key: str
    counts: Counts


def write_list(version: Path, parts: Mapping[str, Entry], earlier: Path | None = None) -> None:
    """Write what a version was made from, once its store is closed.

    :param version: its folder
    :param parts: name of each part to its entry
    :param earlier: the version of which it was made, which was read without finding damage
    """
    listed = {name: [entry.key, entry.counts.to_json()] for name, entry in parts.items()}
    data = {"program": program_key(), "files": _checksums(version, earlier), "parts": listed}
    (version / FILE_NAME).write_text(json.dumps(data), encoding="utf-8")


def read_list(version: Path) -> dict[str, Entry]:
    """Return what a version was made from.

    :param version: its folder
    :returns: name of each part to its entry; none if another program made it, or a file is missing or has changed
    """
    try:
        data = json.loads((version / FILE_NAME).read_bytes())
        if data["program"] != program_key() or data["files"] != _checksums(version):
            return {}
        return {name: Entry(str(key), Counts.from_json(counts)) for name, (key, counts) in data["parts"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _checksums(version: Path, earlier: Path | None = None) -> dict[str, int]:
    """Return the checksums of the files from which another version can be made, so that no damage is passed on.

    Data files that a version shares with an earlier one were read when that one was opened.
    """
    listed = {} if earlier is None else json.loads((earlier / FILE_NAME).read_bytes())["files"]
    store = [path for path in (version / "store").iterdir() if path.suffix in _DATA or path.name.startswith(_HEADS)]
    found = {}
    for path in sorted([*store, version / CLAIMS, version / NETWORK, version / NAMES]):
        shared = earlier / "store" / path.name if earlier is not None else path
        if path.name in listed and shared != path and shared.exists() and shared.samefile(path):
            found[path.name] = listed[path.name]
            continue
        checksum = 0
        with path.open("rb") as file:
            while block := file.read(1 << 22):
                checksum = crc32(block, checksum)
        found[path.name] = checksum
    return found
