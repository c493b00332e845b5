"""Scratch folders are removed, at the latest by the next process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ontology.scratch import scratch_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRUGKG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "scratch"


def test_a_folder_is_there_for_the_work_only(place: Path) -> None:
    with scratch_folder() as folder:
        (folder / "file").touch()
        with scratch_folder() as other:
            assert (folder / "file").exists()
            assert other != folder
    assert list(place.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked")
def test_what_a_killed_process_leaves_is_removed_by_the_next(place: Path) -> None:
    process = os.fork()
    if process == 0:
        with scratch_folder() as folder:
            (folder / "file").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)
    assert len(list(place.glob("*/file"))) == 1
    with scratch_folder() as folder:
        assert sorted(path.name for path in place.iterdir()) == [folder.name, f"{folder.name}.lock"]


def test_where_the_cache_cannot_be_written_the_system_has_a_place(place: Path) -> None:
    place.parent.write_text("a file in the place of the folder", encoding="utf-8")
    with scratch_folder() as folder:
        assert folder.is_dir()
    assert not folder.exists()
