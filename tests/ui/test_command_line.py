"""The command line as a user types it: arguments, exact output, exit code."""
# ruff: noqa: E501

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.support.commands import Run, complaint, run_command
from tests.support.records import DOCUMENT, HALF_LIFE, anchor, claim, write_original, write_source
from ui.commands.registry import COMMANDS


def test_without_a_command_the_help_names_them_all(run: Run) -> None:
    result = run()
    assert result.returncode == 0
    for name in COMMANDS:
        assert f"  {name} " in result.stdout
    assert "not medical advice" in result.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(run: Run, name: str) -> None:
    result = run(name, "--help")
    assert result.returncode == 0
    assert result.stdout.startswith(f"usage: drugkg {name}")


def test_the_version_is_that_of_the_package(run: Run) -> None:
    assert run("--version").stdout == f"drugkg {version('drugkg')}\n"


def test_a_lack_of_memory_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ui.command_line._run", exhausted)
    assert complaint(run("check")) == (
        "drugkg: there is not enough memory: close other programs, or raise the limit of the system (ulimit -v)"
    )


def test_a_misspelt_command_gets_a_hint(run: Run) -> None:
    assert complaint(run("qurey")) == "drugkg: unknown command 'qurey'; did you mean query?"


def test_the_installed_program_answers_reads_complains_and_exits_as_the_command_does(leaflet: Path) -> None:
    """In a process of its own, where the other tests of this file call the command."""

    def installed(*words: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
        program = [str(Path(sys.executable).with_name("drugkg")), *map(str, words), "--store", str(leaflet)]
        return subprocess.run(program, capture_output=True, text=True, check=False, input=stdin)

    for words, stdin in (
        (("query", "adverse-effects"), ""),
        (("sparql", "-", "-f", "csv"), "SELECT ?c { GRAPH ?g { ?c a dkgo:Claim } } ORDER BY ?c"),
        (("show", "baclofan"), ""),
        (("search", "xyzzy"), ""),
    ):
        there, here = installed(*words, stdin=stdin), run_command(*words, "--store", leaflet, stdin=stdin)
        assert (there.returncode, there.stdout, there.stderr) == (here.returncode, here.stdout, here.stderr)
    assert installed("show", "baclofan").returncode == 2


@pytest.mark.slow
def test_build_prints_what_it_built_and_tells_its_steps_on_stderr(run: Run, tmp_path: Path) -> None:
    sources = write_source(tmp_path, [claim(), HALF_LIFE])
    result = run(
        "build", "--store", tmp_path / "g", "--sources", sources, "--originals", write_original(tmp_path / "o")
    )
    assert result.returncode == 0
    assert result.stdout.startswith(f"built {tmp_path / 'g'}: 2 claims, 1 facts, ")
    assert result.stdout.endswith(" statements, 2 of 2 anchors verified\n")
    assert "verified 2 anchors against the documents" in result.stderr


def test_build_of_a_wrong_claim_names_file_and_line_and_builds_nothing(run: Run, tmp_path: Path) -> None:
    sources = write_source(tmp_path, [claim(object_id="drugkg:drowsines")])
    line = complaint(run("build", "-q", "--store", tmp_path / "g", "--sources", sources))
    assert line.startswith("drugkg: sources/leaflet/claims.jsonl:1: leaflet-001: unknown object 'drugkg:drowsines'")
    assert not (tmp_path / "g").exists()


def test_build_into_a_server_that_is_away_or_unknown_is_refused_before_the_work(run: Run) -> None:
    assert "cannot reach http://127.0.0.1:9/query" in complaint(run("build", "--store", "http://127.0.0.1:9/query"))
    assert "name the address with --update" in complaint(run("build", "--store", "http://127.0.0.1:9/kg"))
    assert "neither a directory nor" in complaint(run("build", "--store", "ftp://example.org/graph"))
    assert "--store is empty: name a directory" in complaint(run("query", "targets", "--store", ""))


def test_originals_that_are_not_a_directory_are_refused(run: Run, tmp_path: Path) -> None:
    assert "nowhere is not a directory" in complaint(run("build", "--originals", "nowhere", "--store", tmp_path / "g"))


def test_query_answers_with_sources(run: Run, leaflet: Path) -> None:
    result = run("query", "adverse-effects", "--param", "drug=baclofen", "--claims", "-f", "json", "--store", leaflet)
    rows = json.loads(result.stdout)["results"]["bindings"]
    assert [(row["effect"]["value"], row["source"]["value"].rpartition("/")[2]) for row in rows] == [
        ("drowsiness", "leaflet")
    ]


def test_query_answers_with_a_row_per_thing_and_a_column_per_document(run: Run, leaflet: Path) -> None:
    result = run("query", "adverse-effects", "--store", leaflet)
    assert result.stdout == (
        "one row per drug and effect; an empty cell means that the document says nothing of it; "
        "--claims prints the claim\n"
        "\n"
        "drug      effect      A leaflet  independent_sources\n"
        "--------  ----------  ---------  -------------------\n"
        "baclofen  drowsiness  yes                          1\n"
    )


@pytest.mark.parametrize(
    ("format", "line"),
    [
        ("csv", "drug,drug_id,effect,effect_id,A leaflet,independent_sources"),
        ("tsv", "?drug\t?drug_id\t?effect\t?effect_id\t?A_leaflet\t?independent_sources"),
        (
            "md",
            "| drug | drug\\_id | effect | effect\\_id | A leaflet | independent\\_sources |",
        ),
    ],
)
def test_every_format_has_the_same_rows(run: Run, leaflet: Path, format: str, line: str) -> None:
    lines = run("query", "adverse-effects", "-f", format, "--store", leaflet).stdout.splitlines()
    assert lines[0] == line
    assert "drowsiness" in lines[-1]
    rows = json.loads(run("query", "adverse-effects", "-f", "json", "--store", leaflet).stdout)["results"]["bindings"]
    assert [(row["effect"]["value"], row["A_leaflet"]["value"]) for row in rows] == [("drowsiness", "yes")]


def test_query_claims_begin_with_the_sentence_and_the_document(run: Run, leaflet: Path) -> None:
    lines = run("query", "adverse-effects", "--claims", "--store", leaflet).stdout.splitlines()
    [head, _, row] = lines[-3:]
    assert head.split()[:2] == ["statement", "source"]
    assert row.startswith("Baclofen makes people sleepy.  leaflet  ")
    assert {"answer", "phrase", "polarity", "modality", "reading", "review", "claim"} <= set(head.split())
    assert any(line.startswith("not shown: drug_id, effect_id") for line in lines)
    csv = run("query", "adverse-effects", "--claims", "-f", "csv", "--store", leaflet).stdout
    assert csv.startswith("statement,source,drug,drug_id,effect,")


@pytest.mark.parametrize("option", ["--full", "--all-columns"])
def test_query_full_has_all_columns_in_the_order_of_the_query(run: Run, leaflet: Path, option: str) -> None:
    lines = run("query", "adverse-effects", option, "--store", leaflet).stdout.splitlines()
    assert lines[0].split()[:5] == ["drug", "drug_id", "effect", "effect_id", "exposure"]
    assert {"works", "cites", "statement", "source", "claim"} <= set(lines[0].split())
    assert len(lines) == 3


def test_a_query_that_no_document_answers_says_so(run: Run, leaflet: Path) -> None:
    lines = run("query", "adverse-effects", "-p", "drug=phenibut", "--store", leaflet).stdout.splitlines()
    assert lines[0] == "nothing in the graph fits; silence of the documents is not denial"


def test_query_as_csv_has_a_header_and_a_row(run: Run, leaflet: Path) -> None:
    lines = run("query", "pharmacokinetics", "--full", "-f", "csv", "--store", leaflet).stdout.split("\n")
    assert "property,object,value,minimum," in lines[0]
    assert ",2–4 h,2," in lines[1]


def test_query_table_tells_once_what_all_rows_share(run: Run, graph_folder: Path) -> None:
    lines = run("query", "contraindications", "--claims", "--store", graph_folder).stdout.splitlines()
    assert "drug: baclofen (in all rows)" in lines
    assert any(
        line.startswith("not shown: ") and "situation_id" in line and "cites, works (--full" in line for line in lines
    )
    head = next(line for line in lines if line.startswith("statement"))
    assert {"answer", "phrase", "status"} <= set(head.split())
    stroke = [line for line in lines if "advised against in people who have had a stroke" in line]
    assert stroke
    assert all("is not recommended for spasticity" in line and "notRecommended" in line for line in stroke)


def test_a_use_that_is_not_recommended_never_reads_as_a_use(run: Run, graph_folder: Path) -> None:
    rolled = run("query", "contraindications", "--store", graph_folder).stdout.splitlines()
    (row,) = [line for line in rolled if "spasticity in stroke" in line]
    assert "not recommended" in row


def test_a_use_that_is_advised_against_is_shown_as_such(run: Run, graph_folder: Path) -> None:
    lines = run("query", "indications", "--store", graph_folder).stdout.splitlines()
    [row] = [line for line in lines if line.split()[:3] == ["spasticity", "used", "for"]]
    assert "not recommended [stroke" in row


def test_query_list_names_every_saved_query(run: Run, leaflet: Path) -> None:
    lines = run("query", "--list", "--store", leaflet).stdout.splitlines()
    topics = [line for line in lines if line and not line.startswith(" ")]
    assert topics == sorted(topics)
    assert "safety" in topics
    names = [line.split()[0] for line in lines if line.startswith("  ")]
    assert len(names) == len(set(names))
    assert {"drug-overview", "adverse-effects", "uncited-single-source"} <= set(names)


def test_query_describe_prints_parameters_and_columns(run: Run, leaflet: Path) -> None:
    text = run("query", "targets", "--describe", "--store", leaflet).stdout
    assert "  drug  the drug (default: drugkg:baclofen)" in text
    assert "  target_id  its identifier" in text


def test_query_sparql_prints_the_text_with_its_parameters(run: Run, leaflet: Path) -> None:
    text = run("query", "targets", "--sparql", "-p", "drug=phenibut", "--store", leaflet).stdout
    assert "VALUES ?drug { <https://w3id.org/drugkg/entity/phenibut> }" in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["query", "adverse-effect"], "there is no saved query 'adverse-effect'; did you mean: adverse-effects"),
        (["query", "targets", "-p", "drug=baclofan"], "no Drug has the name 'baclofan'; did you mean: baclofen"),
        (["query", "targets", "-p", "drugs=baclofen"], "query targets has no parameter 'drugs'; did you mean: drug?"),
        (["query", "targets", "-p", "baclofen"], "cannot read the parameter 'baclofen': write name=value"),
        (["query", "targets", "-f", "xls"], "unknown format 'xls': choose one of table, csv, "),
        (["query"], "name a saved query; `drugkg query --list` lists them"),
        (["sparql", "SELECT WHERE"], "the query is not valid SPARQL at line 1"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], "DELETE changes data and is refused"),
        (["sparql", "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"], "SERVICE calls another server and is refused"),
        (["sparql", "--file", "missing.rq"], "missing.rq: cannot be read"),
        (["sparql", __file__], "is a file: name it with --file to run the query in it"),
        (["sparql"], "give the query as an argument or with --file, or give - to read it from standard input"),
        (["search", " "], "give a word, or a part of one, to search for"),
        (["search", "caf\udce9"], "is not text in UTF-8: set the terminal to UTF-8"),
        (["build", "--workspace", "no/such"], "no/such: no such directory; `drugkg ingest FILE --add` makes a workspace"),
        (["show", "baclofan"], "no entity has the name 'baclofan'; did you mean: baclofen"),
        (["show", "claim:leaflet-999"], "there is no claim claim:leaflet-999"),
        (["export", "claims", "-o", "no/such/folder/x"], "cannot write no/such/folder/x: no/such/folder is not a directory"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)  # fmt: skip
def test_a_mistake_gets_one_line_and_exit_2(run: Run, leaflet: Path, words: list[str], message: str) -> None:
    assert message in complaint(run(*words, "--store", leaflet))


@pytest.mark.parametrize("command", ["serve", "mcp", "explore"])
@pytest.mark.parametrize("text", ["x", "-1", "70000", "99999999"])
def test_a_port_that_is_none_is_one_line(run: Run, command: str, text: str) -> None:
    assert f"--port: '{text}' is not a port: choose a number from 1 to 65535" in complaint(
        run(command, f"--port={text}")
    )


def test_no_graph_is_said_with_what_to_do(run: Run, tmp_path: Path) -> None:
    line = complaint(run("info", "--store", tmp_path / "nothing"))
    assert (
        line
        == f"drugkg: there is no graph at {tmp_path / 'nothing'}: run `drugkg build`, or name another location with --store"
    )


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("ftp://host/graph", "ftp://host/graph is neither a directory nor an http(s) URL"),
        ("HTTP://127.0.0.1:9/", "cannot reach http://127.0.0.1:9/"),
        ("~nobody-here/graph", "~nobody-here/graph: there is no such user; write the path without ~"),
        ("x\x1b[2J\x07\u202ey", "there is no graph at xy: run `drugkg build`"),
        ("n" * 5000, f"{'n' * 1900}"),
    ],
)
def test_a_place_that_is_none_is_one_printable_line(run: Run, place: str, message: str) -> None:
    line = complaint(run("query", "targets", "--store", place))
    assert message in line
    assert line.isprintable()
    assert len(line) < 2100


def test_words_with_a_nul_are_searched_for_without_it(run: Run, leaflet: Path) -> None:
    assert "baclofen" in run("search", "baclofen\0", "--store", leaflet).stdout


def test_an_endpoint_that_does_not_answer_is_said(run: Run) -> None:
    assert "127.0.0.1:9" in complaint(run("sparql", "ASK { ?s ?p ?o }", "--store", "http://127.0.0.1:9/query"))


def test_a_query_that_takes_too_long_is_stopped_and_the_limit_named(run: Run, graph_folder: Path) -> None:
    endless = "SELECT (COUNT(*) AS ?n) { GRAPH ?g {?a ?b ?c} GRAPH ?h {?d ?e ?f} GRAPH ?i {?j ?k ?l} }"
    line = complaint(run("sparql", endless, "--timeout", "1", "--store", graph_folder))
    assert "stopped at the time limit of 1 s" in line


def test_the_row_limit_is_named_when_it_cuts(run: Run, graph_folder: Path) -> None:
    result = run("sparql", "SELECT ?s { GRAPH ?g { ?s ?p ?o } }", "--limit", "5", "-f", "tsv", "--store", graph_folder)
    assert result.returncode == 2
    assert result.stdout.splitlines()[6:] == [
        "# the answer was cut at the row limit of 5 rows: narrow it, or raise the limit with --limit"
    ]
    assert "cut at the row limit of 5 rows" in result.stderr


def test_sparql_reads_stdin_and_fills_in_prefixes(run: Run, leaflet: Path) -> None:
    query = "SELECT ?c { GRAPH graph:claims\\/leaflet { ?c a dkgo:Claim } } ORDER BY ?c"
    result = run("sparql", "-", "-f", "csv", "--store", leaflet, stdin=query)
    assert result.stdout.split() == ["c", *(f"https://w3id.org/drugkg/claim/leaflet-00{n}" for n in (1, 2, 3))]


def test_sparql_construct_gives_triples(run: Run, leaflet: Path) -> None:
    query = "CONSTRUCT { ?s ?p ?o } { GRAPH graph:facts { ?s ?p ?o . ?s dkgo:causes ?o } }"
    result = run("sparql", query, "-f", "ntriples", "--store", leaflet)
    names = ("entity/baclofen", "ontology/causes", "entity/drowsiness")
    assert result.stdout == " ".join(f"<https://w3id.org/drugkg/{name}>" for name in names) + " .\n"


def test_ask_answers_with_a_word(run: Run, leaflet: Path) -> None:
    assert run("sparql", "ASK { GRAPH ?g { ?c a dkgo:Claim } }", "--store", leaflet).stdout == "true\n"


def test_an_output_file_appears_whole_or_not_at_all(run: Run, leaflet: Path, tmp_path: Path) -> None:
    target = tmp_path / "claims.jsonl"
    target.write_text("before", encoding="utf-8")
    assert run("query", "nonsense", "-o", target, "--store", leaflet).returncode == 2
    assert target.read_text(encoding="utf-8") == "before"
    result = run("export", "claims", "-o", target, "--store", leaflet)
    assert result.stderr == f"wrote 3 claims to {target}\n"
    assert len(target.read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(path.name for path in tmp_path.iterdir()) == ["claims.jsonl"]


def test_path_takes_identifiers(run: Run, graph_folder: Path) -> None:
    wanted = run("path", "baclofen", "spasticity", "--store", graph_folder).stdout
    assert run("path", "CHEBI:2972", "spasticity", "--store", graph_folder).stdout == wanted != ""


def test_a_query_that_climbs_an_ontology_says_that_none_is_loaded(run: Run, leaflet: Path) -> None:
    result = run("query", "adverse-effects-under", "--store", leaflet)
    assert "query adverse-effects-under climbs an external ontology, and none is loaded" in complaint(result)
    assert "ontology" not in run("query", "withdrawal-effects", "--store", leaflet).stderr


def test_search_finds_entities_claims_and_queries(run: Run, leaflet: Path) -> None:
    found = json.loads(run("search", "half-life", "-f", "json", "--store", leaflet).stdout)
    assert [row["id"] for row in found["claims"]] == ["claim:leaflet-002"]
    assert "pharmacokinetics" in [row["name"] for row in found["queries"]]
    found = json.loads(run("search", "sleepi", "-f", "json", "--store", leaflet).stdout)
    assert found["entities"][0]["id"] == "drugkg:drowsiness"


def test_search_by_an_everyday_name_or_identifier_finds_what_has_to_do_with_it(run: Run, graph_folder: Path) -> None:
    found = json.loads(run("search", "kids", "-f", "json", "--store", graph_folder).stdout)
    assert [(row["id"], row["claims"]) for row in found["entities"]] == [("drugkg:children-under-12", 2)]
    assert [(row["id"], row["connection"]) for row in found["connected"]] == [
        ("claim:monograph-056", "as the object of a claim"), ("claim:monograph-057", "as the object of a claim"),
    ]  # fmt: skip
    assert found["connected"][0]["sentence"].startswith("baclofen: insufficient evidence that it is safe in children")
    found = json.loads(run("search", "DB00181", "-f", "json", "--store", graph_folder).stdout)
    assert [row["id"] for row in found["entities"]] == ["drugkg:baclofen"]


def test_search_for_what_is_not_there_says_so(run: Run, leaflet: Path) -> None:
    result = run("search", "xyzzy", "--store", leaflet)
    assert (result.returncode, result.stdout) == (0, "nothing contains 'xyzzy'\n")
    for unknown in ("CHEBI:99999999", "drugkg:nothing", "https://example.org/1", "UMLS:C1"):
        assert unknown in complaint(run("search", unknown, "--store", leaflet))


def test_info_counts_what_the_graph_holds(run: Run, leaflet: Path) -> None:
    data = json.loads(run("info", "-f", "json", "--store", leaflet).stdout)
    assert data["counts"]["claims"] == 3
    assert data["counts"]["facts"] == 2
    assert data["counts"]["quoted passages"] == 3
    assert [(row["document"], row["claims"]) for row in data["documents"]] == [("source:leaflet", 3)]
    assert "not medical advice" in run("info", "--store", leaflet).stdout


def test_anchor_turns_quotes_into_offsets(run: Run, tmp_path: Path) -> None:
    original = write_original(tmp_path / "o") / "leaflet.txt"
    draft = {key: value for key, value in claim().items() if key not in ("start", "end", "sha256")}
    draft |= {"quote": "drowsiness", "anchors": [{"section": "", "quote": "es", "occurrence": 2}]}
    (tmp_path / "d.jsonl").write_text(json.dumps(draft) + "\n", encoding="utf-8")
    result = run("anchor", tmp_path / "d.jsonl", "--document", original)
    record = json.loads(result.stdout)
    assert {key: record[key] for key in ("start", "end", "sha256")} == {
        key: value for key, value in anchor("drowsiness").items() if key != "section"
    }
    assert record["anchors"][0]["start"] == DOCUMENT.index("es", DOCUMENT.index("es") + 1)
    assert "quote" not in record


def test_anchor_names_a_quote_that_is_not_there(run: Run, tmp_path: Path) -> None:
    original = write_original(tmp_path / "o") / "leaflet.txt"
    (tmp_path / "d.jsonl").write_text(json.dumps(claim() | {"quote": "sleepy"}) + "\n", encoding="utf-8")
    line = complaint(run("anchor", tmp_path / "d.jsonl", "--document", original))
    assert line.endswith("d.jsonl:1: these words are not in the document: 'sleepy'")
