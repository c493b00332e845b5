"""Folders for files that are needed for one piece of work only."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder among the system's temporary files, which is removed afterwards.

    A process that is killed removes nothing; the next one that asks for a folder removes what it left.

    :yields: the folder
    """
    from filelock import FileLock  # noqa: PLC0415 few commands need a folder

    try:
        place = _place()
        _remove_left(place)
        folder = place / uuid4().hex
        lock = FileLock(folder.with_suffix(".lock"))
        lock.acquire()
        folder.mkdir()
    except OSError:  # another user's folder, or another process has just removed the empty one
        with tempfile.TemporaryDirectory(prefix="drugkg-") as other:
            yield Path(other)
        return
    try:
        yield folder
    finally:
        _remove(folder)
        lock.release()
        with suppress(OSError):  # others have folders there
            place.rmdir()


def _place() -> Path:
    """Return the folder of this user's folders, which nobody else can write.

    :raises OSError: if it cannot be made, or is not this user's
    """
    user = os.getuid() if hasattr(os, "getuid") else 0
    place = Path(tempfile.gettempdir()) / f"drugkg-{user}"
    place.mkdir(exist_ok=True, mode=0o700)
    if place.is_symlink() or (hasattr(os, "getuid") and place.stat().st_uid != user):
        raise PermissionError(f"{place} belongs to somebody else")
    return place


def _remove_left(place: Path) -> None:
    """Remove the folders whose process has ended: the system has freed their locks."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 see above

    for path in place.glob("*.lock"):
        with suppress(Timeout, OSError), FileLock(path, timeout=0):
            _remove(path.with_suffix(""))


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    with suppress(OSError):  # an open file cannot be removed everywhere
        folder.with_suffix(".lock").unlink()
