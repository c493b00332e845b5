"""The tables of the lexicon in the cache: read again, made anew where they are missing, damaged or outdated."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.lexicon.entries import Entry
from ingest.lexicon.matching import Lexicon
from ingest.lexicon.stored import KEPT, Tables, key_of, stored_tables
from ontology.files import cache_folder

ENTRIES = [
    Entry("finding", "hiccups", "", ("singultus", "häufiger Schluckauf")),
    Entry("drug_class", "MAO inhibitors", "x:1", ("MAOI",)),
]


def _fails() -> Tables:
    raise AssertionError("the tables were made anew")


def _tables() -> Tables:
    return Lexicon(ENTRIES).tables


def _same(one: Tables, other: Tables) -> bool:
    return (list(one[0]), *one[1:]) == (list(other[0]), *other[1:])


def test_a_lexicon_from_the_cache_finds_what_the_first_one_found(tmp_path: Path) -> None:
    stored_tables("k" * 64, _tables, tmp_path)
    again = Lexicon.from_tables(stored_tables("k" * 64, _fails, tmp_path))
    text = "Häufiger Schluckauf with MAOIs, not mao or Singultus."
    assert [(m.start, m.end, m.entry) for m in again.mentions(text)] == [
        (m.start, m.end, m.entry) for m in Lexicon(ENTRIES).mentions(text)
    ]
    assert len(again.mentions(text)) == 3


@pytest.mark.parametrize("damage", [b"", b"no checksum", b"0" * 64 + b"\n{}", "half"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: bytes | str) -> None:
    stored_tables("k" * 64, _tables, tmp_path)
    (file,) = tmp_path.glob("lexicon-*")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if isinstance(damage, str) else damage)
    assert _same(stored_tables("k" * 64, _tables, tmp_path), _tables())
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    assert _same(stored_tables("k" * 64, _tables, tmp_path / "file"), _tables())


def test_only_the_latest_files_are_kept_and_nothing_half_written_stays(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        stored_tables(f"{number}" * 64, _tables, tmp_path)
    assert len(list(tmp_path.iterdir())) == KEPT


def test_names_that_cannot_be_told_apart_in_a_file_are_not_kept(tmp_path: Path) -> None:
    lexicon = Lexicon([Entry("finding", "hiccups\x1esingultus")])
    assert _same(stored_tables("k" * 64, lambda: lexicon.tables, tmp_path), lexicon.tables)
    assert list(tmp_path.iterdir()) == []


def test_the_key_follows_the_entities() -> None:
    assert key_of(ENTRIES) == key_of(list(ENTRIES))
    assert key_of(ENTRIES) != key_of(ENTRIES[:1])


def test_the_folder_can_be_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
