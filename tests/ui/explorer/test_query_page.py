"""The page of questions, opened by its address."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries.index.name_index import Index
from queries.store.limits import EDITOR_ROWS, EDITOR_TIMEOUT
from tests.support.explorer_pages import open_page, table_of, words_of
from ui.explorer.frame.escaping import described

TAG = "<img src=x onerror=alert(1)>"


def _rows(page: AppTest) -> list[dict[str, Any]]:
    """Return the rows of the answer's table."""
    rows = table_of(page, "answer_table")
    return [{title.replace(" ", "_"): text for title, text in row.items()} for row in rows]


def _has_table(page: AppTest) -> bool:
    return any(element.type == "bidi_component" and element.proto.id.endswith("-answer_table") for element in page.main)


def _ask(graph: Path, sparql: str, **parameters: str) -> AppTest:
    page = open_page("query", graph, mode="sparql", sparql=sparql, **parameters)
    return next(button for button in page.button if button.label == "Run").click().run()


def test_without_a_query_all_are_offered(graph_folder: Path, index: Index) -> None:
    page = open_page("query", graph_folder)
    assert len(page.selectbox(key="query chosen").options) == len(index.query_names)
    assert "Which receptors and channels does a drug act on, and on which is it said not to act?" in words_of(page)
    assert not _has_table(page)


def test_saved_query_answers_at_once_with_its_defaults(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", claims="true")
    found = {(row["claim"], row["target"], row["relation"]) for row in _rows(page)}
    assert ("monograph-004", "GABA-B receptor", "agonist of") in found


def test_parameter_comes_from_the_address(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", claims="true", **{"p.drug": "drugkg:phenibut"})
    assert page.selectbox(key="targets.drug").value == "drugkg:phenibut"
    assert {row["claim"] for row in _rows(page)} == {
        f"encyclopaedia-{number}" for number in ("104", "107", "108", "111")
    }


def test_brand_name_in_the_address_means_the_drug(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", **{"p.drug": "Lioresal"})
    assert page.selectbox(key="targets.drug").value == "drugkg:baclofen"
    assert not page.warning


def test_changed_parameter_goes_into_the_address_and_the_default_out_of_it(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="serious-effects", claims="true")
    page.multiselect(key="serious-effects.severity").set_value(["drugkg:severity-severe"]).run()
    assert page.query_params["p.severity"] == "drugkg:severity-severe"
    assert "severity: severe" in words_of(page), "a constant column is told above the table"
    page.multiselect(key="serious-effects.severity").set_value(
        ["drugkg:severity-serious", "drugkg:severity-severe", "drugkg:severity-life-threatening"]
    ).run()
    assert "p.severity" not in page.query_params


def test_other_query_forgets_the_parameters_of_the_one_before(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", row="2", **{"p.drug": "drugkg:phenibut"})
    page.selectbox(key="query chosen").set_value("identity").run()
    assert page.query_params == {"query": "identity"}


@pytest.mark.parametrize("value", ["drugkg:unicorn", "Unicorn", "::", "<x>", "monograph", ""])
def test_value_that_fits_nothing_is_named_and_the_default_holds(graph_folder: Path, value: str) -> None:
    page = open_page("query", graph_folder, query="targets", **{"p.drug": value})
    assert page.selectbox(key="targets.drug").value == "drugkg:baclofen"
    assert bool(page.warning)
    assert "GABA-B receptor" in {row["target"] for row in _rows(page)}


@pytest.mark.parametrize(("value", "kept"), [("3", 3), ("99999999999", 2), ("many", 2), ("-1", -1)])
def test_numbers_in_the_address(graph_folder: Path, value: str, kept: int) -> None:
    page = open_page("query", graph_folder, query="common-effects", **{"p.documents": value})
    assert page.number_input(key="common-effects.documents").value == kept


def test_unknown_query_offers_near_names(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="target")
    assert "There is no saved query of the name target." in words_of(page)
    assert "Did you mean targets?" in words_of(page)


def test_query_to_other_servers_is_not_run(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="uniprot-proteins")
    assert not _has_table(page)
    assert "drugkg query uniprot-proteins --federate" in words_of(page)


def test_row_of_the_address_is_told_in_full_with_links(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", claims="true", row="1")
    assert "Row 1" in words_of(page)
    assert "drugkg:gaba-receptor" in words_of(page)
    assert any(link.proto.query_string == "claim=alcohol-use-disorder-009" for link in page.get("page_link"))


@pytest.mark.parametrize("row", ["0", "999", "x", "-1", "²"])
def test_row_that_is_not_there_is_none(graph_folder: Path, row: str) -> None:
    assert "Row " not in words_of(open_page("query", graph_folder, query="targets", row=row)).replace("Row limit", "")


@pytest.mark.parametrize("query", ["dosing", "maximum-doses", "doses-by-condition", "dose-adjustment-reasons"])
def test_doses_come_with_a_warning(graph_folder: Path, query: str) -> None:
    page = open_page("query", graph_folder, query=query)
    assert any("Do not dose anyone" in warning.value for warning in page.warning)


def test_answer_without_doses_has_no_warning(graph_folder: Path) -> None:
    assert not open_page("query", graph_folder, query="receptor-expression").warning


def test_counts_and_quantities_are_drawn(graph_folder: Path) -> None:
    assert "## Claims" in words_of(open_page("query", graph_folder, query="drug-overview"))
    words = words_of(open_page("query", graph_folder, query="half-life-by-document"))
    assert "2.5–4 h — Monograph" in words
    assert "## " not in words_of(open_page("query", graph_folder, query="targets"))


def test_nodes_of_a_path_are_named_and_signs_told_in_words(graph_folder: Path) -> None:
    rows = {row["path"]: row for row in _rows(open_page("query", graph_folder, query="signed-paths"))}
    row = rows["baclofen ⊣ excitatory neurotransmission → alcohol craving"]
    assert (row["net_sign"], row["via_1"]) == ("↓ lowers", "excitatory neurotransmission")
    assert rows["baclofen ~ GABA-mediated activity ⊣ alcohol craving"]["net_sign"] == "? not stated"


def test_paths_that_end_nowhere_lead_to_the_mechanism_page(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="signed-paths", **{"p.outcome": "drugkg:relapse"})
    (found,) = [link.proto for link in page.get("page_link") if link.proto.label == "Look for routes there"]
    assert found.query_string == "start=drugkg%3Abaclofen&end=drugkg%3Arelapse"
    other = open_page("query", graph_folder, query="signed-paths")
    assert "Look for routes there" not in {link.proto.label for link in other.get("page_link")}


def test_code_in_a_description_is_code_and_the_rest_is_as_written(graph_folder: Path) -> None:
    said = [markdown.value for markdown in open_page("query", graph_folder, query="signed-paths").markdown]
    assert any("`drugkg path` finds" in text for text in said)
    assert described("*a* `b` <i>`") == "\\*a\\* `b` \\<i\\>\\`"


def test_syntax_error_names_its_place_and_nothing_is_run(graph_folder: Path) -> None:
    page = _ask(graph_folder, "SELECT ?x\nWHERE ?x a dkgo:Claim")
    assert "not valid SPARQL at line 2, column 7" in page.error[0].value
    assert "2 | WHERE ?x a dkgo:Claim\n" + " " * 10 + "^" in words_of(page)
    assert not _has_table(page)


def test_a_query_from_an_address_is_not_run_before_a_click(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, mode="sparql", sparql="SELECT ('answer' AS ?x) {}")
    assert "press Run" in page.info[0].value
    assert not _has_table(page)
    page = next(button for button in page.button if button.label == "Run").click().run()
    assert _rows(page) == [{"x": "answer"}]
    page = page.run()
    assert _rows(page) == [{"x": "answer"}]
    page.query_params["sparql"] = ["SELECT ('another' AS ?x) {}"]
    assert not _has_table(page.run())


def test_a_query_that_nests_too_deeply_is_one_line(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, mode="sparql", sparql="ASK " + "{" * 5000 + "}" * 5000)
    assert "nested too deeply" in page.error[0].value


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <http://127.0.0.1/x>", "LOAD"),
        ("SELECT * { SERVICE <http://127.0.0.1/sparql> { ?s ?p ?o } }", "SERVICE"),
    ],
)
def test_what_does_more_than_read_is_refused_with_the_reason(graph_folder: Path, text: str, word: str) -> None:
    page = _ask(graph_folder, text)
    assert page.error[0].value.startswith("Refused")
    assert word in page.error[0].value
    assert not _has_table(page)


def test_row_limit_is_named_when_it_cuts(graph_folder: Path) -> None:
    page = _ask(graph_folder, "SELECT ?c { GRAPH ?g { ?c a dkgo:Claim } }", rows="7")
    assert "cut at the row limit of 7 rows" in words_of(page)
    assert "--limit" not in words_of(page)
    assert len(_rows(page)) == 7


def test_time_limit_is_named_when_it_stops_a_query(graph_folder: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?t ?q ?u } GRAPH ?c { ?v ?r ?w } }"
    page = _ask(graph_folder, text, seconds="1")
    assert "stopped at the time limit of 1 s" in words_of(page)
    assert "--timeout" not in words_of(page)


@pytest.mark.parametrize("limits", [{"rows": "0"}, {"rows": "999999999"}, {"seconds": "x"}, {"seconds": "-5"}])
def test_limits_out_of_bounds_are_the_defaults(graph_folder: Path, limits: dict[str, str]) -> None:
    page = _ask(graph_folder, "ASK {}", **limits)
    assert page.number_input(key="rows").value == EDITOR_ROWS.default
    assert page.number_input(key="seconds").value == EDITOR_TIMEOUT.default


def test_ask_is_a_plain_word(graph_folder: Path) -> None:
    fact = "ASK { GRAPH graph:facts { drugkg:baclofen dkgo:%s drugkg:gaba-b-receptor-activity } }"
    assert "Yes" in words_of(_ask(graph_folder, fact % "increases"))
    assert "No\n" in words_of(_ask(graph_folder, fact % "decreases"))


def test_construct_gives_turtle(graph_folder: Path) -> None:
    page = _ask(
        graph_folder, "CONSTRUCT { ?a dkgo:increases ?b } WHERE { GRAPH graph:facts { ?a dkgo:increases ?b } } LIMIT 4"
    )
    assert "4 triples" in words_of(page)
    assert words_of(page).count("dkgo:increases") >= 1
    assert "@prefix dkgo: <https://w3id.org/drugkg/ontology/> ." in words_of(page)


def test_names_stand_for_identifiers_until_the_switch_is_on(graph_folder: Path) -> None:
    text = "SELECT ?drug { VALUES ?drug { drugkg:baclofen } }"
    assert _rows(_ask(graph_folder, text)) == [{"drug": "baclofen"}]
    assert _rows(_ask(graph_folder, text, ids="true")) == [{"drug": "drugkg:baclofen"}]


def test_literal_that_looks_like_a_tag_stays_text(graph_folder: Path) -> None:
    page = _ask(graph_folder, f'SELECT ("{TAG}" AS ?x) {{}}', row="1")
    assert _rows(page) == [{"x": TAG}]
    assert TAG in words_of(page)
    assert not any(TAG in markdown.value for markdown in page.markdown)


def test_addresses_that_are_not_of_the_web_are_no_links(graph_folder: Path) -> None:
    page = _ask(graph_folder, "SELECT (<javascript:alert(1)> AS ?x) (<https://example.org/a> AS ?y) {}", row="1")
    said = "\n".join(markdown.value for markdown in page.markdown)
    assert "](<https://example.org/a>)" in said
    assert "](<javascript" not in said


def test_examples_of_the_editor_have_answers(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, mode="sparql")
    rows = _rows(page)
    assert len(rows) == 41  # on spasticity, the object of most claims
    assert "encyclopaedia-031" in {row["claim"] for row in rows}
    examples = {"Claims on spasticity", "Claims per document", "Is a fact stated?", "A picture of facts"}
    assert examples <= {link.proto.label.replace("\\", "") for link in page.get("page_link")}


def test_text_goes_into_the_address(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, mode="sparql")
    page.text_area(key="sparql text").set_value("ASK {}").run()
    assert page.query_params == {"mode": "sparql", "sparql": "ASK {}"}
    assert "Yes" in words_of(page)


def test_modes_keep_what_was_asked_in_each(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="targets", **{"p.drug": "drugkg:phenibut"})
    page.button_group(key="mode chosen").set_value("sparql").run()
    assert page.query_params == {"mode": "sparql"}
    page.button_group(key="mode chosen").set_value("saved").run()
    assert page.query_params == {"query": "targets", "p.drug": "drugkg:phenibut"}
    assert page.selectbox(key="targets.drug").value == "drugkg:phenibut"


def test_an_answer_has_a_row_per_thing_until_the_claims_are_asked_for(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="adverse-effects")
    rolled = _rows(page)
    assert len({row["effect"] for row in rolled}) == len(rolled)
    assert "In all rows: drug: baclofen." in words_of(page)
    [drowsiness] = [row for row in rolled if row["effect"] == "drowsiness"]
    assert drowsiness["Alcohol_use_disorder_article_(health_article)"] == "common", "the document with its kind"
    assert "An empty cell means that the document says nothing of it" in words_of(page)
    page.toggle(key="claims").set_value(True).run()
    assert not page.exception
    claims = _rows(page)
    assert len(claims) > len(rolled)
    assert list(claims[0])[:3] == ["statement", "source", "claim"]
    assert "An empty cell" not in words_of(page)


def test_a_row_of_a_thing_leads_to_the_claims_behind_it(graph_folder: Path) -> None:
    page = open_page("query", graph_folder, query="adverse-effects", row="1")
    first = _rows(page)[0]
    assert f"effect: {first['effect']}" in words_of(page).replace(":gray[effect:]", "effect:")
    linked = {link.proto.query_string for link in page.get("page_link")}
    assert any(text.startswith("claim=monograph-") for text in linked)
    assert any(text.startswith("claim=addiction-clinic-") for text in linked)
