"""A workspace on a full disk, in a killed process, under two writers, and with hostile bytes in its decisions."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import workspace_files
from ingest.ingestion import Ingested, ingest_files
from ingest.review import ReviewError, decision_on, read_decisions
from ingest.workspace import Workspace
from ingest.workspace_files import WorkspaceError, clear_parts, write_folder
from ingest.workspace_parts import workspace_parts
from tests.support.generated import GENERATED
from tests.support.read_only import read_only
from tests.support.small_disk import small_disk

LEAFLET = "Sertraline tablets\n\nSertraline is used to treat depression.\n\nSide effects\n- nausea\n- an odd feeling\n"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Ingested]:
    """Read a text as the document sertraline.txt."""
    folder = tmp_path_factory.mktemp("documents")

    def ingested(text: str) -> Ingested:
        place = folder / str(len(list(folder.iterdir())))
        place.mkdir()
        (place / "sertraline.txt").write_text(text, encoding="utf-8")
        (found,) = ingest_files([place / "sertraline.txt"], ["sertraline"], workers=1)
        return found

    return ingested


@pytest.fixture(scope="module")
def leaflet(read: Callable[[str], Ingested]) -> Ingested:
    return read(LEAFLET)


@pytest.fixture(scope="module")
def changed(read: Callable[[str], Ingested]) -> Ingested:
    """The same document with another text."""
    return read(LEAFLET + "- dry mouth\n")


def content(folder: Path) -> dict[str, bytes]:
    """Return all files of a workspace but the lock."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: data for name, data in found.items() if name != ".lock"}


def accept_first(workspace: Workspace) -> None:
    (item,) = workspace.sources()
    workspace.decide(decision_on(item.claims[0].record, item.source.sha256, "accepted", "A. Reader"))


def test_a_full_disk_during_ingest_leaves_the_workspace(leaflet: Ingested, changed: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.add([leaflet])
    accept_first(workspace)
    before = content(tmp_path)
    with small_disk(50), pytest.raises(WorkspaceError, match="cannot be written: File too large; what was"):
        workspace.add([changed])
    assert content(tmp_path) == before
    assert workspace.add([changed]).replaced == ("sertraline.txt",)
    assert len(workspace.decisions()) == 1


def test_a_full_disk_during_a_first_ingest_leaves_no_source(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "new")
    with small_disk(600), pytest.raises(WorkspaceError, match="free some space"):
        workspace.add([leaflet])
    assert workspace.sources() == ()
    assert content(tmp_path / "new") == {}


def test_a_full_disk_during_review_takes_half_a_decision_back(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.add([leaflet])
    accept_first(workspace)
    before = content(tmp_path)
    with small_disk(len(before["decisions.jsonl"]) + 50), pytest.raises(WorkspaceError, match="cannot be written"):
        accept_first(workspace)
    assert content(tmp_path) == before
    accept_first(workspace)
    assert len(workspace.decisions()) == 2


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a process that is killed before it puts its n-th file in place; return whether it was."""
    pid = os.fork()
    if pid == 0:
        left = [step]
        replace = Path.replace

        def dying(path: Path, target: Path) -> Path:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return replace(path, target)

        try:
            Path.replace = dying  # type: ignore[assignment, method-assign]
            work()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == -signal.SIGKILL


@pytest.mark.parametrize("there", [True, False])
def test_a_full_disk_leaves_a_folder_as_it_was(there: bool, tmp_path: Path) -> None:
    if there:
        write_folder(tmp_path / "source", {"claims": b"1", "about": b"1"})
    before = content(tmp_path)
    with small_disk(20), pytest.raises(OSError, match="File too large"):
        write_folder(tmp_path / "source", {"claims": b"2", "about": b"2" * 100})
    assert content(tmp_path) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_folder_whose_writer_is_killed_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    old, new = {"a": b"1", "b": b"1"}, {"a": b"2", "b": b"2"}
    step = 0
    while killed_at(step, partial(write_folder, tmp_path / str(step), old)):
        assert not (tmp_path / str(step)).exists()
        write_folder(tmp_path / str(step), old)
        step += 1
    assert step == 3  # two files, and their folder
    write_folder(tmp_path / "whole", old)
    assert killed_at(0, lambda: write_folder(tmp_path / "whole", new))
    assert {path.name: path.read_bytes() for path in (tmp_path / "whole").iterdir() if path.name in old} == old
    clear_parts(tmp_path)
    clear_parts(tmp_path / "whole")
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_ingest_leaves_no_half_source_and_the_next_one_cleans_up(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    assert killed_at(6, lambda: workspace.add([leaflet]))  # the text is there, the source not yet
    assert list(workspace.sources_folder.glob(".*.part"))
    assert workspace.sources() == ()
    assert workspace_parts(tmp_path).sources == ()
    workspace.add([leaflet])
    assert len(workspace.sources()) == 1
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_killed_review_keeps_the_decision(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.add([leaflet])
    assert killed_at(0, lambda: accept_first(workspace))  # after the decision, before the claim has its status
    assert len(workspace.decisions()) == 1
    workspace.add([leaflet])  # reading again applies it
    assert workspace.sources()[0].claims[0].record.review_status == "reviewed"


def test_a_second_writer_waits_and_then_says_so(
    leaflet: Ingested, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_files, "_PATIENCE", 0.05)
    with FileLock(tmp_path / ".lock"), pytest.raises(WorkspaceError, match="another process writes here"):
        Workspace(tmp_path).add([leaflet])


def test_a_workspace_that_cannot_be_written_is_read_and_stays_as_it_is(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "mine")
    workspace.add([leaflet])
    before = content(tmp_path)
    with read_only(tmp_path):
        assert len(workspace.sources()[0].claims) == len(leaflet.records)
        for change in (lambda: accept_first(workspace), lambda: Workspace(tmp_path / "new").add([leaflet])):
            with pytest.raises(WorkspaceError, match="cannot be written: Permission denied"):
                change()
    assert content(tmp_path) == before


def test_two_documents_of_one_name_are_not_mixed_up(leaflet: Ingested, changed: Ingested, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="have the same file name: rename one of them"):
        Workspace(tmp_path).add([leaflet, changed])
    assert not Workspace(tmp_path).exists


def test_a_decision_after_one_without_a_line_end_begins_a_line(leaflet: Ingested, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    workspace.add([leaflet])
    accept_first(workspace)
    workspace.decisions_file.write_bytes(workspace.decisions_file.read_bytes().rstrip())  # as an editor leaves it
    accept_first(workspace)
    assert len(workspace.decisions()) == 2


LINE = {
    "claim": "a", "document": "0", "start": 0, "end": 1, "family": "adverse_effect", "object": "b",
    "verdict": "accepted", "reviewer": "R", "time": "2026-01-01T00:00:00+00:00",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"\xff", "is not UTF-8 text"),
        (b"[]", "not a decision"),
        (b'{"claim": "a"}', "missing"),
        (json.dumps(LINE | {"reviewer": 5}).encode(), "must be a text: reviewer"),
        (json.dumps(LINE | {"start": "0"}).encode(), "must be whole numbers"),
        (json.dumps(LINE | {"changes": []}).encode(), "must be whole numbers, and changes a mapping"),
        (json.dumps(LINE | {"other": 1}).encode(), "unexpected keyword argument 'other'"),
        (b'{"claim": "a", "claim": "b"}', "given twice"),
    ],
)
def test_what_is_not_a_decision_is_named_with_its_place(line: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(json.dumps(LINE).encode() + b"\n" + line)
    with pytest.raises(ReviewError, match=r"decisions.jsonl:.*" + message):
        read_decisions(path)


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=4,
)


@settings(GENERATED, max_examples=60)
@given(st.binary(max_size=40) | st.dictionaries(st.sampled_from([*LINE, "changes", "x"]), VALUES, max_size=3))
def test_no_file_of_decisions_is_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, data: bytes | dict[str, object]
) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.jsonl"
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(LINE | data).encode())
    with suppress(ReviewError):
        assert all(decision.reviewer.strip() for decision in read_decisions(path))
