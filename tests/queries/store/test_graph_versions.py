"""The graph folder: versions, the pointer, the lock, and what a crash leaves."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from queries.errors import StoreError
from queries.store.graph_versions import MARK, GraphFolder, store_folder, version_folder, version_key
from queries.store.opening import open_store, where_is
from tests.support.small_disk import small_disk


@pytest.fixture
def folder(tmp_path: Path) -> GraphFolder:
    return GraphFolder(tmp_path / "graph")


def build(folder: GraphFolder, text: str = "x") -> Path:
    with folder.build() as version:
        (version / "index.json").write_text(text, encoding="utf-8")
    return version


def test_nothing_before_the_first_build(folder: GraphFolder) -> None:
    assert folder.current() is None
    assert folder.prune() == []


def test_a_build_becomes_the_current_version(folder: GraphFolder) -> None:
    first = build(folder)
    assert folder.current() == first
    second = build(folder)
    assert folder.current() == second
    assert first.is_dir()
    assert [first.name, second.name] == ["000001", "000002"]


def test_a_failed_build_leaves_the_old_graph(folder: GraphFolder) -> None:
    first = build(folder)
    with pytest.raises(KeyboardInterrupt), folder.build() as version:
        raise KeyboardInterrupt
    assert not version.exists()
    assert folder.current() == first
    assert folder.current() != build(folder)  # and the lock is free again


def test_a_killed_build_leaves_the_old_graph(folder: GraphFolder) -> None:
    first = build(folder)
    script = (
        "import os, signal, sys; from queries.store.graph_versions import GraphFolder\n"
        "version = GraphFolder(sys.argv[1]).new_version(); (version / 'half').touch()\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script, folder.root], check=False).returncode == -9
    assert folder.current() == first
    assert (folder.versions / "000002" / "half").exists()
    second = build(folder)
    assert second.name == "000002"
    assert not (second / "half").exists()
    assert folder.prune(keep=2) == []
    assert folder.current() == second
    assert first.is_dir()


def test_prune_keeps_the_newest_and_the_current(folder: GraphFolder) -> None:
    versions = [build(folder) for _ in range(4)]
    assert folder.prune(keep=2) == versions[:2]
    assert folder.prune(keep=1) == [versions[2]]
    assert folder.prune(keep=1) == []
    assert folder.current() == versions[3]


def test_prune_spares_a_build_at_work(folder: GraphFolder) -> None:
    old, current = build(folder), build(folder)
    builder = GraphFolder(folder.root)
    version = builder.new_version()
    assert folder.prune(keep=1) == [old]
    assert builder.prune(keep=1) == []
    assert version.is_dir()
    builder.publish(version)
    assert folder.prune(keep=1) == [current]
    assert folder.current() == version


def test_two_builds_at_once(folder: GraphFolder) -> None:
    script = (
        "import sys; from queries.store.graph_versions import GraphFolder\n"
        "folder = GraphFolder(sys.argv[1]); folder.new_version(); print('ready', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", script, folder.root], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "ready\n"
    with pytest.raises(StoreError, match=rf"another build \(process {other.pid}\) is at work in .*: wait or stop it"):
        folder.new_version()
    other.communicate()
    assert build(folder).name == "000001"


def test_one_object_builds_one_version_at_a_time(folder: GraphFolder) -> None:
    version = folder.new_version()
    with pytest.raises(StoreError, match="already at work"):
        folder.new_version()
    folder.abandon(version)
    assert not version.exists()


def test_broken_pointer(folder: GraphFolder) -> None:
    build(folder)
    for text in (b"000009", b"../../etc", b"", b"\xff\xfe", b"\0", "²".encode(), b"1" * 5000):
        folder.pointer.write_bytes(text)
        with pytest.raises(StoreError, match="names a version that is not there: run `drugkg build`"):
            folder.current()


def test_unwritable_place(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot write in"):
        GraphFolder(tmp_path / "file" / "graph").new_version()


def test_a_full_disk_ends_a_build_in_one_line_and_leaves_the_old_graph(folder: GraphFolder) -> None:
    first = build(folder)
    for text in ("IO error: No space left on device: While appending to file: a.sst", "File too large"):
        with (
            pytest.raises(StoreError, match=r"cannot write in .*/graph: .*: free some space, or name another folder"),
            folder.build(),
        ):
            raise OSError(text)
    with pytest.raises(StoreError, match="File too large: free some space"), ExitStack() as disk, folder.build():
        disk.enter_context(small_disk(3))  # too small for the pointer
    assert folder.current() == first
    assert [path.name for path in folder.versions.iterdir()] == [first.name]
    assert build(folder).name == "000002"


def test_a_version_that_is_published_is_not_removed_by_an_interruption(
    folder: GraphFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = GraphFolder.publish

    def interrupted(self: GraphFolder, version: Path) -> None:
        published(self, version)
        raise KeyboardInterrupt

    monkeypatch.setattr(GraphFolder, "publish", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build(folder)
    assert folder.current() == folder.versions / "000001"


def test_locations(folder: GraphFolder, oxigraph_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no graph at .*: run `drugkg build`"):
        version_folder(folder.root)
    version = folder.new_version()
    with pytest.raises(StoreError, match="never built to its end"):
        version_folder(folder.root)
    (version / "store").symlink_to(oxigraph_folder)
    folder.publish(version)
    assert store_folder(folder.root) == version / "store"
    assert store_folder(version) == version / "store"
    assert store_folder(oxigraph_folder) == oxigraph_folder
    assert version_folder(oxigraph_folder) is None
    store = open_store(str(folder.root))
    assert store.location == str(version / "store")
    assert store.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    store.close()


def test_default_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRUGKG_STORE", "http://example.org/sparql")
    assert where_is() == "http://example.org/sparql"
    assert where_is("here") == "here"
    monkeypatch.delenv("DRUGKG_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert where_is() == str(tmp_path / "drugkg" / "graph")
    assert GraphFolder().root == tmp_path / "drugkg" / "graph"


def test_only_folders_that_a_build_made_are_removed(folder: GraphFolder) -> None:
    """A user's own folders may be called like versions."""
    build(folder)
    for name in ("2022", "000000", "notes"):
        (folder.versions / name).mkdir()
        (folder.versions / name / "thesis.txt").write_text("mine", encoding="utf-8")
    (folder.versions / "2022" / ".unfinished").touch()
    outside = folder.root.parent / "outside"
    build(GraphFolder(outside))
    (folder.versions / "3000").symlink_to(outside / "versions" / "000001")
    shutil.copytree(folder.versions / "000001", folder.versions / "before the change")
    for _ in range(4):
        build(folder)
        folder.prune(keep=1)
    assert (folder.versions / "before the change" / "index.json").exists()
    for name in ("2022", "000000", "notes"):
        assert (folder.versions / name / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (outside / "versions" / "000001" / "index.json").exists()


@pytest.mark.parametrize("name", ["thesis.txt", "src"])
def test_a_folder_with_other_things_is_not_built_in(name: str, folder: GraphFolder) -> None:
    (folder.root / name).mkdir(parents=True)
    with pytest.raises(
        StoreError, match=rf"graph holds {name}, so it is not a graph folder: name a new one by --store"
    ):
        folder.new_version()
    assert [path.name for path in folder.root.iterdir()] == [name]


def test_a_pointer_of_something_else_is_left_alone(folder: GraphFolder) -> None:
    (folder.root / "versions" / "2022").mkdir(parents=True)
    folder.pointer.symlink_to(folder.root / "versions" / "2022")
    with pytest.raises(StoreError, match="is not a graph folder"):
        folder.new_version()
    assert folder.pointer.is_symlink()
    folder.pointer.unlink()
    folder.pointer.write_text("23 mA\n", encoding="utf-8")
    with pytest.raises(StoreError, match="holds current, so it is not a graph folder"):
        folder.new_version()
    assert folder.pointer.read_text(encoding="utf-8") == "23 mA\n"


@pytest.mark.parametrize("name", ["build.pid", "current.new"])
def test_nothing_is_written_through_a_link(name: str, folder: GraphFolder, tmp_path: Path) -> None:
    build(folder)
    other = tmp_path / "other"
    other.write_text("precious", encoding="utf-8")
    (folder.root / name).unlink(missing_ok=True)
    (folder.root / name).symlink_to(other)
    assert build(folder) == folder.current()
    assert other.read_text(encoding="utf-8") == "precious"
    assert not folder.pointer.is_symlink()


def test_a_graph_whose_pointer_is_damaged_can_be_built_anew(folder: GraphFolder) -> None:
    build(folder)
    folder.pointer.write_bytes(b"\xff\0")
    build(folder)
    assert folder.current() == folder.versions / "000002"


def test_killed_builds_do_not_pile_up(folder: GraphFolder) -> None:
    script = (
        "import os, signal, sys; from queries.store.graph_versions import GraphFolder\n"
        "GraphFolder(sys.argv[1]).new_version(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    for _ in range(3):
        subprocess.run([sys.executable, "-c", script, folder.root], check=False)
    assert folder.foreign() is None
    assert len(list(folder.versions.iterdir())) == 1


def test_a_removal_that_was_cut_short_is_taken_up(folder: GraphFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    old = build(folder)
    (old / "store").mkdir()
    build(folder)
    monkeypatch.setattr("shutil.rmtree", lambda *_, **__: None)
    folder.prune(keep=1)
    monkeypatch.undo()
    assert (old / MARK).exists()
    assert folder.prune(keep=1) == [old]
    assert not old.exists()


def test_a_graph_that_takes_the_place_of_a_deleted_one_has_another_key(folder: GraphFolder) -> None:
    first = build(folder)
    key = version_key(folder.root)
    assert key == version_key(folder.root)
    shutil.rmtree(folder.root)
    assert build(folder) == first
    assert version_key(folder.root) != key
