"""A folder that this process may not write in, even where the tests run as the superuser."""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_VERSION = 0x20080522
_OVERRIDE = 0b110
"""The bits of CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, which let the superuser ignore permissions."""


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the permission to write from a folder and all in it, and give it back at the end."""
    if os.name != "posix":
        pytest.skip("permissions are those of Unix")
    places = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    before = {path: path.stat().st_mode for path in places}
    for path, mode in before.items():
        path.chmod(mode & 0o555)
    try:
        with _without_override():
            yield
    finally:
        for path, mode in before.items():
            path.chmod(mode)


@contextmanager
def _without_override() -> Iterator[None]:
    """Let permissions hold for this thread and its forked processes, also if it is the superuser's."""
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        pytest.skip("permissions do not hold for the superuser")
    libc = ctypes.CDLL(None, use_errno=True)
    head = struct.pack("Ii", _VERSION, 0)
    data = ctypes.create_string_buffer(24)
    assert libc.capget(head, data) == 0
    before = data.raw
    effective, *rest = struct.unpack("6I", before)
    assert libc.capset(head, struct.pack("6I", effective & ~_OVERRIDE, *rest)) == 0
    try:
        yield
    finally:
        assert libc.capset(head, before) == 0
