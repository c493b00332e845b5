"""A disk that is full: files cannot grow beyond a size, by a limit of the system that is in force for a while."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def small_disk(size: int) -> Iterator[None]:
    """Let no file of this process become larger than so many bytes; a write beyond them fails as on a full disk."""
    resource = pytest.importorskip("resource", reason="the system has no limits of this kind")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
