"""Scratch folders are removed, at the latest by the next process."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from ontology.scratch import scratch_folder


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / f"drugkg-{os.getuid()}"


def test_a_folder_is_there_for_the_work_only(place: Path) -> None:
    with scratch_folder() as folder:
        (folder / "file").touch()
        with scratch_folder() as other:
            assert (folder / "file").exists()
            assert other != folder
    assert not place.exists()


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


def test_a_link_that_somebody_else_has_put_there_is_not_followed(place: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    place.symlink_to(tmp_path / "elsewhere")
    with scratch_folder() as folder:
        assert folder.parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == [place.name, "elsewhere"]
