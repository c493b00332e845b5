"""Writes files of a workspace: by one process at a time, and each whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from ontology.errors import UserError

_PATIENCE = 10.0
"""Seconds to wait until another process has written."""

_PART = ".part"


class WorkspaceError(UserError):
    """The workspace cannot be read or written. The message names the file."""


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Lock out other writers of a workspace; the system frees the lock however this process ends.

    :param folder: the workspace, which is made if it does not exist
    :yields: nothing
    :raises WorkspaceError: if it cannot be written, as on a full disk, or another process writes for long
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=_PATIENCE):
            yield
    except Timeout:
        raise WorkspaceError(f"{folder}: another process writes here: try again when it has ended") from None
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: cannot be written: {error.strerror}; what was there is unchanged: free some space, or check "
            "the permissions"
        ) from error


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    :param path: the file
    :param data: its content
    """
    write_files({path: data})


def write_files(contents: Mapping[Path, bytes]) -> None:
    """Write files so that each is there whole or not at all; none is replaced before all new ones are on the disk.

    :param contents: file to content, in the order in which they are put in place
    :raises BaseException: whatever went wrong, when no half file is left
    """
    parts = {path: path.with_name(f".{path.name}{_PART}") for path in contents}
    try:
        for path, data in contents.items():
            with parts[path].open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        for path, part in parts.items():
            part.replace(path)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        raise


def write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write a folder with its files: a new one appears as a whole, in one that is there the files are replaced.

    :param folder: the folder
    :param contents: name of a file to its content
    :raises BaseException: whatever went wrong, when no half folder is left
    """
    if folder.is_dir():
        write_files({folder / name: data for name, data in contents.items()})
        return
    part = folder.with_name(f".{folder.name}{_PART}")
    shutil.rmtree(part, ignore_errors=True)  # what a killed process left
    part.mkdir(parents=True)
    try:
        write_files({part / name: data for name, data in contents.items()})
        part.replace(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def append_line(path: Path, line: str) -> None:
    """Append a line to a file of lines; a line that could not be written whole is taken back.

    :param path: the file, which is made if it does not exist
    :param line: the line, without its end
    :raises BaseException: whatever went wrong, when the file is as it was
    """
    with path.open("ab", buffering=0) as file:
        before = file.tell()
        data = _end_of_last_line(path, before) + line.encode("utf-8", errors="replace") + b"\n"
        try:
            while data:
                data = data[file.write(data) :]
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                os.ftruncate(file.fileno(), before)
            raise


def clear_parts(folder: Path) -> None:
    """Remove what a killed process left half-written.

    :param folder: a folder of a workspace
    """
    for path in folder.glob(f".*{_PART}"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _end_of_last_line(path: Path, size: int) -> bytes:
    """Return the line end that a file lacks, as one that was edited by hand may."""
    if not size:
        return b""
    with path.open("rb") as file:
        file.seek(size - 1)
        return b"" if file.read(1) == b"\n" else b"\n"


@contextmanager
def taken_back_if_new(paths: Iterable[Path]) -> Iterator[None]:
    """Remove files and folders that were not there before if what writes them fails.

    :param paths: what is going to be written
    :yields: once, while it is written
    :raises BaseException: what the writing raised
    """
    new = [path for path in paths if not path.exists()]
    try:
        yield
    except BaseException:
        for path in new:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
        raise
