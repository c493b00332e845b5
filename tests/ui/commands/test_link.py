"""``drugkg link`` as a user runs it."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from queries.store.graph_versions import store_folder
from ui.command_line import main

TOY = Path(__file__).parents[2] / "ontology" / "data" / "toy.obo"
COLUMNS = (
    *("subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification"),
    *("object_source", "object_source_version", "mapping_tool", "comment"),
)
HEAD = """#mapping_set_id: "https://example.org/m"
#mapping_set_version: "1"
#license: "https://example.org/l"
#curie_map:
#  TOY: "http://purl.obolibrary.org/obo/TOY_"
"""

Answer = tuple[int, str, str]


@pytest.fixture
def root(one_claim_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A graph of one claim, where the commands look for it."""
    shutil.copytree(one_claim_graph, tmp_path / "graph")
    monkeypatch.setenv("DRUGKG_STORE", str(tmp_path / "graph"))
    return tmp_path / "graph"


@pytest.fixture
def link(capsys: pytest.CaptureFixture[str]) -> Link:
    return Link(capsys)


class Link:
    """Runs the command and returns exit code and what it printed."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Answer:
        status = main(["link", *map(str, words)])
        printed = self._capsys.readouterr()
        return status, printed.out, printed.err

    def complaint(self, *words: object) -> str:
        """Return the one line of a user's mistake."""
        status, out, err = self(*words)
        lines = [line for line in err.splitlines() if not line.startswith("read ")]
        assert (status, out, len(lines)) == (2, "", 1)
        return lines[0]


def write_mappings(folder: Path, *rows: tuple[str, str]) -> Path:
    """Write a set of mappings to terms and their labels."""
    table = ["\t".join(COLUMNS)]
    how = ("semapv:ManualMappingCuration", "TOY:source", "version", "tool", "comment")
    table += ["\t".join(("drugkg:a", "a", "skos:exactMatch", term, label, *how)) for term, label in rows]
    path = folder / "mappings.sssom.tsv"
    path.write_text(HEAD + "\n".join(table) + "\n", encoding="utf-8")
    return path


def test_load_list_and_unload(root: Path, link: Link) -> None:
    status, out, err = link("load", TOY)
    assert status == 0
    assert out.startswith(f"loaded toy.obo 2026-01-01 (11 terms) as toy into {root} (")
    assert err.startswith("read 11 terms of toy.obo (")
    status, out, err = link("list")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["name", "version", "terms", "file", "sha256"]
    assert out.splitlines()[2].split()[:4] == ["toy", "2026-01-01", "11", "toy.obo"]
    rows = json.loads(link("list", "-f", "json")[1])["results"]["bindings"]
    assert [row["name"]["value"] for row in rows] == ["toy"]
    assert link("unload", "toy") == (0, f"unloaded toy from {root}\n", "")
    status, out, err = link("list", "-f", "csv")
    assert (status, out) == (0, "name,version,terms,file,sha256\r\n")
    assert err == "no external ontology is loaded; load one with `drugkg link load FILE`\n"


def test_a_name_and_a_place_can_be_chosen(root: Path, link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DRUGKG_STORE")
    assert link("load", TOY, "--name", "mine", "--store", root)[0] == 0
    assert link("load", TOY, "--name", "mine", "--store", root, "--replace")[0] == 0
    assert link("list", "-f", "csv", "--store", root)[1].splitlines()[1].startswith("mine,2026-01-01,11,")
    assert link("unload", "mine", "--store", root)[0] == 0


def test_mistakes_are_one_line_and_lose_nothing(root: Path, tmp_path: Path, link: Link) -> None:
    link("load", TOY)
    version = store_folder(root)
    (tmp_path / "broken.ttl").write_text("<a", encoding="utf-8")
    (tmp_path / "cut.obo.gz").write_bytes(gzip.compress(TOY.read_bytes())[:50])
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    assert "is loaded already: give another --name" in link.complaint("load", TOY)
    assert "is not a valid ontology name" in link.complaint("load", TOY, "--name", "A B")
    assert "none.obo: No such file" in link.complaint("load", tmp_path / "none.obo")
    assert "broken.ttl:1: not valid Turtle" in link.complaint("load", tmp_path / "broken.ttl")
    assert "it is not a complete gzip file" in link.complaint("load", tmp_path / "cut.obo.gz")
    assert "the format is not recognised from the file name" in link.complaint("load", tmp_path / "notes.txt")
    assert "no ontology named 'tox' is loaded; did you mean: toy?" in link.complaint("unload", "tox")
    assert "there is no graph folder at" in link.complaint("load", TOY, "--store", tmp_path / "nowhere")
    assert "can be queried but not built into" in link.complaint("load", TOY, "--store", "http://127.0.0.1:9/query")
    assert store_folder(root) == version
    assert link("list", "-f", "csv")[1].count("\n") == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the following arguments are required: ACTION; see `drugkg link --help`"),
        (("load",), "the following arguments are required: FILE; see `drugkg link load --help`"),
        (("unload",), "the following arguments are required: NAME; see `drugkg link unload --help`"),
        (("check",), "the following arguments are required: FILE; see `drugkg link check --help`"),
        (("list", "-f", "xml"), "unknown format 'xml': choose one of table, csv, tsv, json, md, csv-excel, xlsx"),
        (
            ("check", "x.obo", "-f", "xml"),
            "unknown format 'xml': choose one of text, table, csv, tsv, json, md, csv-excel, xlsx",
        ),
        (("list", "--every"), "unknown argument: --every; see `drugkg link --help`"),
    ],
)
def test_wrong_arguments_get_one_line(words: tuple[str, ...], message: str, link: Link) -> None:
    assert link.complaint(*words) == f"drugkg: {message}"


def test_an_unknown_action_gets_one_line(link: Link) -> None:
    assert "'lode'" in link.complaint("lode", "x")


def test_check_names_each_kind_of_problem(tmp_path: Path, link: Link) -> None:
    mappings = write_mappings(
        tmp_path,
        ("TOY:0000001", "made-up finding"),
        ("TOY:0000077", "gone"),
        ("TOY:0000005", "finding of the soul"),
        ("TOY:0000004", "belly ache"),
        ("HP:0001250", "Seizure"),
    )
    assert link("check", TOY, "--mappings", mappings) == (
        1,
        "mappings.sssom.tsv:8: missing: drugkg:a skos:exactMatch TOY:0000077: TOY:0000077 is not in toy.obo\n"
        "mappings.sssom.tsv:9: obsolete: drugkg:a skos:exactMatch TOY:0000005: "
        "TOY:0000005 is replaced by TOY:0000003 (finding of the mind)\n"
        "mappings.sssom.tsv:10: relabelled: drugkg:a skos:exactMatch TOY:0000004: "
        "TOY:0000004 is named 'finding of the belly', the mapping has 'belly ache'\n"
        "checked 4 identifiers in mappings against toy.obo 2026-01-01 (11 terms): "
        "1 missing, 1 obsolete, 1 relabelled\n",
        "",
    )
    status, out, _ = link("check", TOY, "--mappings", mappings, "-f", "json")
    assert status == 1
    found = json.loads(out)
    assert [record["kind"] for record in found] == ["missing", "obsolete", "relabelled"]
    assert found[1]["replaced_by"] == ["TOY:0000003"]
    assert found[2]["place"] == "mappings.sssom.tsv:10"
    assert (found[2]["label"], found[2]["label_in_mapping"]) == ("finding of the belly", "belly ache")


def test_check_of_mappings_that_hold_is_fine(tmp_path: Path, link: Link) -> None:
    mappings = write_mappings(tmp_path, ("TOY:0000001", "made-up finding"))
    status, out, err = link("check", TOY, "--mappings", mappings)
    assert (status, err) == (0, "")
    assert out.endswith("checked 1 identifiers in mappings against toy.obo 2026-01-01 (11 terms): "
                        "0 missing, 0 obsolete, 0 relabelled\n")  # fmt: skip


def test_a_check_of_nothing_proves_nothing(tmp_path: Path, link: Link) -> None:
    mappings = write_mappings(tmp_path, ("HP:0001250", "Seizure"))
    assert "has no mapping to a term in http://purl.obolibrary.org/obo/TOY_" in link.complaint(
        "check", TOY, "--mappings", mappings
    )
    assert "none.tsv: cannot be read" in link.complaint("check", TOY, "--mappings", tmp_path / "none.tsv")
    assert "none.obo: No such file" in link.complaint("check", tmp_path / "none.obo")
    assert "has no mapping to a term in" in link.complaint("check", TOY)
