"""The graph folder: versions of the graph, and a pointer to the one in use.

``<root>/versions/<number>/`` contains a version (``store/``, ``index.json``, …), ``<root>/current`` the number of
the one in use. A build writes a new version and then replaces the pointer in one step, so a build that fails leaves the
old graph unchanged. Each version has a mark of the build that created it; a folder without a mark is never removed.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from queries.errors import StoreError
from queries.store.current_version import current_of, default_place, oxigraph_folder, read_regular, version_of
from queries.store.integrity import RECORD, write_record

MARK = ".drugkg-version"
"""File that a build puts into a version before anything else; its text differs from build to build."""

_UNFINISHED = ".unfinished"
_FULL = tuple(map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)))
"""How the system and the engine say that there is no more room; the engine's errors have no number."""
_LEFT_BEHIND = ("LOCK", "LOG")
"""Files of an Oxigraph folder that belong to the process that had it open."""

_OURS = ("versions", "current", "current.new", "build.lock", "build.pid", "cache")

if TYPE_CHECKING:
    from filelock import BaseFileLock
    from pyoxigraph import Store

_ENDING_TRIES, _ENDING_SECONDS = 200, 0.05
"""How often, and after how many seconds, a build asks for the lock of one that was killed and is being ended."""


def default_root() -> Path:
    """Return the graph folder in the user data directory.

    :returns: the folder; it need not exist
    """
    return Path(default_place())


class GraphFolder:
    """A graph folder and its versions.

    :param root: the folder; it need not exist before the first build
    """

    def __init__(self, root: str | os.PathLike[str] | None = None) -> None:
        self.root = Path(root) if root is not None else default_root()
        self.versions = self.root / "versions"
        self.pointer = self.root / "current"
        self._lock: BaseFileLock | None = None
        self._made: list[Path] = []

    def current(self) -> Path | None:
        """Return the version in use.

        :returns: its folder, or ``None`` before the first build
        :raises StoreError: if the pointer refers to a version that does not exist
        """
        version = current_of(str(self.root))
        return None if version is None else Path(version)

    def foreign(self) -> str | None:
        """Look for something in the folder that shows that it is not for graphs.

        What an earlier build left, finished or not, is not foreign.

        :returns: its name, or ``None`` if a graph may be built in the folder
        """
        if self.pointer.is_symlink() or (self.pointer.exists() and not self.pointer.is_file()):
            return self.pointer.name
        if not self.root.is_dir():
            return None
        if self.pointer.is_file():
            ours = self._is_number(_text(self.pointer)) or (self.versions.is_dir() and bool(self._marked()))
            return None if ours else self.pointer.name
        names = sorted(path.name for path in self.root.iterdir())
        return next((name for name in names if name not in _OURS and not name.startswith(".")), None)

    @contextmanager
    def build(self) -> Iterator[Path]:
        """Provide the folder of a new version; publish it at the end, or remove it if an error occurs.

        :yields: the empty folder
        :raises StoreError: if another build is running in this folder, or the folder cannot be written
        """
        version = self.new_version()
        try:
            yield version
            self.publish(version)
        except BaseException as error:
            if self.current() != version:  # which an interruption may find published
                self.abandon(version)
            for reason in _FULL if isinstance(error, OSError) else ():
                if reason in str(error):
                    raise self._unwritable(reason) from error
            raise

    def _unwritable(self, reason: str | None) -> StoreError:
        """Return the error for a folder in which nothing can be written."""
        free = "free some space, or " if reason in _FULL else ""
        return StoreError(f"cannot write in {self.root}: {reason}: {free}name another folder with --store")

    def new_version(self) -> Path:
        """Create the empty folder of a new version after locking out other builds.

        :returns: the folder
        :raises StoreError: if another build is running in this folder, or the folder cannot be written
        """
        foreign = self.foreign() if self.root.exists() else None
        if foreign:
            raise StoreError(f"{self.root} holds {foreign}, so it is not a graph folder: name a new one by --store")
        self._made = [folder for folder in (self.versions, self.root) if not folder.exists()]
        try:
            self.versions.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            self._remove_unfinished()
            version = self.versions / f"{max(self._numbers(), default=0) + 1:06d}"
            version.mkdir()
            (version / MARK).write_text(os.urandom(16).hex(), encoding="ascii")
            (version / _UNFINISHED).touch()
        except OSError as error:
            self._give_lock_back()
            raise self._unwritable(error.strerror) from error
        return version

    def publish(self, version: Path) -> None:
        """Make a version the one in use, in one step, and let other builds in.

        :param version: what :meth:`new_version` returned
        """
        if not (version / RECORD).is_file():
            write_record(version)
        (version / _UNFINISHED).unlink(missing_ok=True)
        aside = self.root / "current.new"
        aside.unlink(missing_ok=True)  # whatever it is, nothing is written through it
        with aside.open("x", encoding="utf-8") as file:
            file.write(version.name + "\n")
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.pointer)
        self._give_lock_back()

    def abandon(self, version: Path) -> None:
        """Delete an abandoned version and release the build lock.

        :param version: what :meth:`new_version` returned
        """
        try:
            _remove(version)
            self._remove_made()
        finally:
            self._give_lock_back()

    def prune(self, keep: int = 2) -> list[Path]:
        """Remove old versions and those that a broken build left behind; never the one in use or one being built.

        :param keep: how many finished versions stay, the one in use among them; a reader may still be in the last
        :returns: the folders removed
        """
        current = self.current()
        if current is None and not self.versions.is_dir():
            return []
        holds_lock = self._lock is not None
        try:
            if not holds_lock:
                self._take_lock()
        except StoreError:
            building = True
        else:
            building = holds_lock
        folders = self._marked()
        finished = [path for path in folders if not (path / _UNFINISHED).exists() and path != current]
        stay = set(finished[-(keep - 1) :] if keep > 1 else [])
        if current:
            stay.add(current)
        if building:
            stay.update(path for path in folders if (path / _UNFINISHED).exists())
        gone = [path for path in folders if path not in stay]
        for path in gone:
            _remove(path)
        if not holds_lock:
            self._give_lock_back()
        return gone

    def _numbers(self) -> list[int]:
        """Return the numbers of all versions, and of folders that are called like one."""
        return [int(path.name) for path in self.versions.iterdir() if self._is_number(path.name)]

    def _marked(self) -> list[Path]:
        """Return the versions that a build made, oldest first; a copy under another name is its owner's."""
        folders = (path for path in self.versions.iterdir() if self._is_number(path.name) and not path.is_symlink())
        return sorted(path for path in folders if (path / MARK).is_file())

    @staticmethod
    def _is_number(name: str) -> bool:
        """Return whether a version can have this name."""
        return name.isascii() and name.isdigit() and len(name) < 20

    def _remove_made(self) -> None:
        """Remove the folders that the first build made, if it came to nothing and they are empty."""
        if self._made and not any(self.versions.iterdir()):
            for name in ("build.lock", "build.pid"):
                with suppress(OSError):  # an open file cannot be removed everywhere
                    (self.root / name).unlink(missing_ok=True)
            for folder in self._made:
                with suppress(OSError):
                    folder.rmdir()

    def _remove_unfinished(self) -> None:
        """Remove what killed builds left; called by the one build that has the lock."""
        for path in self._marked():
            if (path / _UNFINISHED).exists():
                _remove(path)

    def _take_lock(self) -> None:
        """Lock out other builds; the system frees the lock when this process ends, however it ends."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 only builds need it

        from queries.store.guarding import is_ending  # noqa: PLC0415 as above

        if self._lock is not None:
            raise StoreError(f"a build is already at work in {self.root}: publish or abandon it first")
        lock = FileLock(self.root / "build.lock", timeout=0, thread_local=False)
        holder = self.root / "build.pid"  # a file of its own: elsewhere than on Unix a locked file cannot be read
        for _ in range(_ENDING_TRIES):
            with suppress(Timeout):
                lock.acquire()
                break
            if not is_ending(_text(holder)):
                break
            time.sleep(_ENDING_SECONDS)
        if not lock.is_locked:
            raise StoreError(
                f"another build (process {_text(holder) or 'unknown'}) is at work in {self.root}: wait or stop it"
            )
        self._lock = lock
        holder.unlink(missing_ok=True)  # as for the pointer
        with holder.open("x", encoding="utf-8") as file:
            file.write(str(os.getpid()))

    def _give_lock_back(self) -> None:
        """Let other builds in."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _text(path: Path) -> str:
    """Return the text of a file, or the empty string if there is none."""
    try:
        return read_regular(str(path)).decode("utf-8", "replace").strip()
    except OSError:
        return ""


def _remove(folder: Path) -> None:
    """Remove a folder that a build marked, and all in it."""
    import shutil  # noqa: PLC0415 only builds remove folders

    if not (folder / MARK).is_file():
        return
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != MARK:  # which goes last, so that a removal that is cut short can be taken up
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def linked_store(current: Path, version: Path) -> Store:
    """Return a store that shares the data files of another, which are never written again once they are there.

    :param current: the version with the other store
    :param version: the version that gets the store
    :returns: the store, with the same statements
    """
    import shutil  # noqa: PLC0415 only builds make stores

    from pyoxigraph import Store  # noqa: PLC0415 as above

    target = version / "store"
    target.mkdir()
    for path in (current / "store").iterdir():
        if path.suffix == ".sst":
            try:
                os.link(path, target / path.name)
                continue
            except OSError:  # not every file system has links
                pass
        if not path.name.startswith(_LEFT_BEHIND):
            shutil.copy2(path, target / path.name)
    return Store(str(target))


def version_key(location: str | os.PathLike[str]) -> str:
    """Return a text that differs for every build, even for one that takes the place of a deleted graph.

    :param location: a folder
    :returns: the text
    :raises StoreError: if there is no graph at that place
    """
    version = version_folder(location)
    return f"{version or location} {_text(version / MARK) if version else ''}"


def version_folder(location: str | os.PathLike[str]) -> Path | None:
    """Return the version that a location means, as :func:`queries.store.current_version.version_of` does.

    :param location: a folder
    :returns: the folder that contains ``store`` and ``index.json``; None when it is a bare Oxigraph folder
    :raises StoreError: if there is no graph at that location
    """
    version = version_of(os.fspath(location))
    return None if version is None else Path(version)


def store_folder(location: str | os.PathLike[str]) -> Path:
    """Return the Oxigraph folder of a location.

    :param location: a graph folder, a version of one, or an Oxigraph folder
    :returns: the folder that the engine opens
    :raises StoreError: if there is no graph at that location
    """
    return Path(oxigraph_folder(os.fspath(location)))
