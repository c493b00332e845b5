"""Finds the version of a graph that is in use. Builds write versions by :mod:`queries.store.graph_versions`."""

from __future__ import annotations

import errno
import os
import stat
import sys

from ontology.errors import UserError
from queries.errors import StoreError

BUILD_HINT = "run `drugkg build`"


def expanded(place: str) -> str:
    """Return a path that a user gave, with ``~`` and ``~name`` replaced.

    :param place: the path
    :returns: the path
    :raises UserError: if there is no such user
    """
    found = os.path.expanduser(place)
    if found.startswith("~"):
        raise UserError(f"{place}: there is no such user; write the path without ~")
    return found


def read_regular(path: str) -> bytes:
    """Return the content of a file of a graph folder; a pipe or a device in its place may never end.

    :param path: the file
    :returns: the bytes
    :raises OSError: if it cannot be read, or is not a regular file
    """
    with open(path, "rb", opener=_at_once) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "is not a regular file")
        return file.read()


def _at_once(path: str, flags: int) -> int:
    """Open a file without waiting for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def default_place() -> str:
    """Return the graph folder in the user data directory.

    On Linux this is what platformdirs would return, without the time for its import.

    :returns: the folder; it need not exist
    """
    if sys.platform == "linux":
        place = os.environ.get("XDG_DATA_HOME", "").strip()
        return os.path.join(expanded(place or "~/.local/share"), "drugkg", "graph")
    import platformdirs  # noqa: PLC0415 see above

    return os.path.join(platformdirs.user_data_dir("drugkg", appauthor=False), "graph")


def current_of(root: str) -> str | None:
    """Return the version in use of a graph folder.

    :param root: the graph folder
    :returns: the folder of the version, or ``None`` before the first build
    :raises StoreError: if the pointer refers to a version that does not exist
    """
    pointer = os.path.join(root, "current")
    try:
        number = read_regular(pointer).strip().decode("ascii", "replace")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"cannot read {pointer}: {error.strerror}: {BUILD_HINT}") from error
    version = os.path.join(root, "versions", number)
    if not (number.isascii() and number.isdigit() and len(number) < 20) or not os.path.isdir(version):
        raise StoreError(f"{pointer} names a version that is not there: {BUILD_HINT}")
    return version


def version_of(location: str) -> str | None:
    """Return the version that a location means: the one in use of a graph folder, or the location if it is a version.

    :param location: a folder
    :returns: the folder that contains ``store`` and ``index.json``; None when it is a bare Oxigraph folder
    :raises StoreError: if there is no graph at that location
    """
    folder = os.path.normpath(expanded(location))
    if "://" in location:
        raise StoreError(f"{location} is neither a directory nor an http(s) URL: set --store or DRUGKG_STORE")
    if os.path.isdir(os.path.join(folder, "versions")):
        current = current_of(folder)
        if current is None:
            raise StoreError(f"the graph at {folder} was never built to its end: {BUILD_HINT}")
        return current
    if os.path.isdir(os.path.join(folder, "store")):
        return folder
    if os.path.isfile(os.path.join(folder, "CURRENT")):
        return None
    raise StoreError(f"there is no graph at {folder}: {BUILD_HINT}, or name another location with --store")


def oxigraph_folder(location: str) -> str:
    """Return the Oxigraph folder of a location.

    :param location: a graph folder, a version of one, or an Oxigraph folder
    :returns: the folder that the engine opens
    :raises StoreError: if there is no graph at that location
    """
    version = version_of(location)
    return expanded(location) if version is None else os.path.join(version, "store")
