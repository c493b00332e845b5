"""Folders for files that are needed for one piece of work only."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from ontology.files import cache_folder


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield an empty folder in the user's cache, which is removed afterwards.

    A process that is killed removes nothing; the next one that asks for a folder removes what it left.

    :yields: the folder
    """
    from filelock import FileLock  # noqa: PLC0415 few commands need a folder

    place = cache_folder() / "scratch"
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_left(place)
        folder = place / uuid4().hex
        lock = FileLock(folder.with_suffix(".lock"))
        lock.acquire()
        folder.mkdir()
    except OSError:  # nothing can be written there
        with TemporaryDirectory(prefix="drugkg-") as other:
            yield Path(other)
        return
    try:
        yield folder
    finally:
        _remove(folder)
        lock.release()


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
