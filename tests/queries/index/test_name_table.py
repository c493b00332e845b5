"""Names are found by indexes of their table, so that a lookup costs the same however many names there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from queries.errors import StoreError, UnknownNameError
from queries.index.name_index import Further, Index, build_index, read_index, write_index
from queries.index.name_table import FILE_NAME
from queries.index.name_writer import in_memory

ENTITY = "https://w3id.org/drugkg/entity/"
ENTITIES = [
    (ENTITY + "baclofen", "baclofen", "Drug", ["Lioresal"]),
    (ENTITY + "oedema", "oedema", "ClinicalFinding", ["swelling"]),
    (ENTITY + "tapering-of-baclofen", "tapering of baclofen", "DoseReduction", []),
]
DATA = build_index(
    ENTITIES,
    superclasses={"DoseReduction": ["Exposure"]},
    further=Further(
        matches=[("drugkg:baclofen", "skos:exactMatch", name) for name in ("CHEBI:2972", "DRUGBANK:DB00181")],
        claims={"drugkg:oedema": 2},
    ),
)
LOOKUPS: dict[str, Callable[[Index], object]] = {
    "a label": lambda index: index.names.find("Baclofen"),
    "a synonym of a class": lambda index: index.names.find("Lioresal", "Drug"),
    "a variant": lambda index: index.names.find("edemas"),
    "a name that begins a label": lambda index: index.names.find("tapering", "Exposure"),
    "a CURIE": lambda index: index.names.find("drugkg:oedema"),
    "an identifier": lambda index: index.names.find("CHEBI:2972"),
    "the end of an identifier": lambda index: index.names.find("DB00181"),
    "a class": lambda index: index.names.of_class("Exposure"),
    "what an index knows": lambda index: index.names.about("drugkg:oedema"),
    "a word": lambda index: index.names.matching(["swell"]),
}


@pytest.mark.parametrize("lookup", LOOKUPS.values(), ids=LOOKUPS)
def test_a_lookup_reads_no_table_whole(lookup: Callable[[Index], object], tmp_path: Path) -> None:
    index = read_index(write_index(DATA, tmp_path))
    said: list[str] = []
    index.names.label("drugkg:none")  # opens the file
    connection = index.names._table._connection
    assert connection is not None
    connection.set_trace_callback(said.append)
    lookup(index)
    connection.set_trace_callback(None)
    assert said
    for text in (text for text in said if text.startswith("SELECT ") and "letters_" not in text):  # not the index's own
        steps = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {text}").fetchall()]
        assert not [step for step in steps if step.startswith("SCAN") and "VIRTUAL TABLE" not in step], (text, steps)


def test_names_in_memory_are_those_of_the_file(tmp_path: Path) -> None:
    write_index(DATA, tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as file, closing(in_memory(DATA)) as memory:
        for table in ("thing", "name", "identifier"):
            rows = file.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - names of ours
            assert rows == memory.execute(f"SELECT * FROM {table}").fetchall() != []  # noqa: S608 - as above


@pytest.mark.parametrize("damage", [lambda data: data[:5000], lambda _: b"", lambda _: b"not a database" * 400, None])
def test_a_damaged_or_missing_table_is_an_error_that_names_it(
    damage: Callable[[bytes], bytes] | None, tmp_path: Path
) -> None:
    index = read_index(write_index(DATA, tmp_path))
    file = tmp_path / FILE_NAME
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(StoreError, match=r"names\.sqlite\): run `drugkg build`"):
        index.names.find("baclofen")


def test_a_part_of_a_word_is_found_in_any_script_and_whatever_its_length() -> None:
    index = Index(build_index([*ENTITIES, (ENTITY + "x", "β-Straße “x”", "Drug", [])]))
    assert [*index.names.matching(["β"])] == [*index.names.matching(["strasse"])] == ["drugkg:x"]
    assert [*index.names.matching(['"'])] == [*index.names.matching(["\0ab"])] == []
    assert [*index.names.matching(["baclo", "of"])] == ["drugkg:baclofen", "drugkg:tapering-of-baclofen"]
    with pytest.raises(UnknownNameError):
        index.names.find("\0")
