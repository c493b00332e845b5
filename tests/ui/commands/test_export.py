"""``drugkg export`` as a user types it: files, folders, mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ontology.errors import UserError
from queries.exports import kgx as export_kgx
from queries.exports.registry import EXPORTS, FOLDERS, export_folder
from queries.store.opening import open_store
from ui.command_line import main


def export(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    """Return exit code, stdout and stderr of an export."""
    status = main(["export", *map(str, words)])
    return status, *capsys.readouterr()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_help_names_every_export(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    lines = capsys.readouterr().out.splitlines()
    for kind, what in EXPORTS.items():
        assert [line for line in lines if line.split() == [kind, *what.split()]]


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_is_made_and_made_again(
    capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "out"
    for _ in range(2):
        status, out, error = export(capsys, kind, "-o", place, "--store", graph_folder)
        assert (status, out) == (0, "")
        assert error.startswith("wrote ")
        assert error.endswith(f" edges (a claim on a text or a quantity has none) to {place}\n")
        assert names(place) == sorted([*FOLDERS[kind], "context.jsonld"])
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_is_filled(capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path) -> None:
    assert export(capsys, "kgx-tsv", "-o", tmp_path, "--store", graph_folder)[0] == 0
    assert names(tmp_path) == ["context.jsonld", "edges.tsv", "nodes.tsv"]


def test_mistakes_are_told_in_one_line(capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "thesis.txt").write_text("years of work", encoding="utf-8")
    file.write_text("before", encoding="utf-8")
    for words, message in (
        (["kgx-tsv"], "kgx-tsv is several files, nodes.tsv and edges.tsv: name a folder for them with -o"),
        (["kgx-tsv", "-o", "-"], "name a folder"),
        (["kgx-tsv", "-o", full], f"{full} holds thesis.txt, which is not part of kgx-tsv: name a new folder"),
        (["kgx-jsonl", "-o", file], f"{file} is a file, and kgx-jsonl is a folder with nodes.jsonl and edges.jsonl"),
        (["kgx-tsv", "-o", tmp_path / "no" / "such"], f"{tmp_path / 'no'} is not a directory"),
        (["ttl", "-o", full], f"cannot write {full}"),
        (["ttl", "--created", "2026-11-30T12:00:00Z"], "an export of ttl records no creation time"),
        (["nanopub", "--created", "today", "-o", file], "'today' is no time with a time zone"),
    ):
        status, out, error = export(capsys, *words, "--store", graph_folder)
        assert (status, out, error.count("\n")) == (2, "", 1)
        assert message in error
    assert names(tmp_path) == ["file", "full"]
    assert names(full) == ["thesis.txt"]
    assert file.read_text(encoding="utf-8") == "before"


def test_what_existed_before_a_failed_export_exists_after_it(
    graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "out"
    place.mkdir()
    (place / "nodes.tsv").write_text("before", encoding="utf-8")

    def failing(store: Any, folder: Path) -> int:
        (folder / "nodes.tsv").write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(export_kgx, "write_tsv", failing)
    store = open_store(str(graph_folder))
    for folder in (place, tmp_path / "new"):
        with pytest.raises(UserError, match=r"cannot write .*: No space left on device"):
            export_folder(store, "kgx-tsv", folder)
    store.close()
    assert names(tmp_path) == ["out"]
    assert names(place) == ["nodes.tsv"]
    assert (place / "nodes.tsv").read_text(encoding="utf-8") == "before"


def test_old_files_come_back_when_a_new_one_cannot_be_put_in_place(
    graph_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in FOLDERS["kgx-tsv"]:
        (tmp_path / name).write_text("before", encoding="utf-8")

    def incomplete(store: Any, folder: Path) -> int:
        (folder / "nodes.tsv").write_text("new", encoding="utf-8")
        return 0

    monkeypatch.setattr(export_kgx, "write_tsv", incomplete)
    store = open_store(str(graph_folder))
    with pytest.raises(UserError, match="cannot write"):
        export_folder(store, "kgx-tsv", tmp_path)
    store.close()
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == dict.fromkeys(
        FOLDERS["kgx-tsv"], "before"
    )


@pytest.mark.parametrize("kind", ["claims", "kgx-jsonl"])
def test_an_export_that_takes_too_long_is_named_as_such_and_writes_nothing(
    capsys: pytest.CaptureFixture[str], graph_folder: Path, tmp_path: Path, kind: str
) -> None:
    place = tmp_path / "out"
    status, _, said = export(capsys, kind, "-o", place, "--timeout", "0.001", "--store", graph_folder)
    assert status == 2
    assert "time limit" in said
    assert "None" not in said
    assert names(tmp_path) == []
