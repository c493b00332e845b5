"""The Overview page: the drug at a glance."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from queries.runner import disagreements, open_graph
from tests.support.explorer_pages import links_of, open_page, words_of


@pytest.fixture(scope="module")
def page(graph_folder: Path) -> AppTest:
    return open_page("overview", graph_folder)


@pytest.fixture(scope="module")
def links(page: AppTest) -> dict[str, tuple[str, dict[str, list[str]]]]:
    """Label of each link → its page and the parameters of the address."""
    return links_of(page)


def test_counts_lead_to_what_they_count(links: dict[str, tuple[str, dict[str, list[str]]]], graph_folder: Path) -> None:
    assert links["922 claims"][0] == "evidence"
    assert links["5 documents"][0] == "sources"
    found = disagreements(open_graph(str(graph_folder)))
    conflicts = sum(1 for item in found if item["kind"] == "conflict")
    counted = f"{conflicts} conflicts, {len(found) - conflicts} differences"
    assert links[counted] == ("agreement", {"view": ["disagreements"]})


def test_what_the_drug_is_and_acts_on(page: AppTest, links: dict[str, tuple[str, dict[str, list[str]]]]) -> None:
    assert page.title[0].value == "baclofen"
    assert links["GABA-B receptor (5)"] == ("agreement", {"proposition": ["prop:baclofen.agonistOf.gaba-b-receptor"]})
    assert {"skeletal muscle relaxant (3)", "Lioresal (2)", "Sclerofen"} <= links.keys()
    assert words_of(page).index("Denied: binds to") < words_of(page).index("GHB receptor")


def test_known_disputed_and_unknown(links: dict[str, tuple[str, dict[str, list[str]]]]) -> None:
    seizure = links["5/5 abrupt cessation of baclofen causes seizure"]
    assert seizure == ("agreement", {"proposition": ["prop:abrupt-cessation-of-baclofen.causes.seizure"]})
    anxiety = links["baclofen on anxiety"]
    expected = (
        "direction.abrupt-cessation-of-baclofen.causes.anxiety+baclofen.causes.anxiety+baclofen.decreases.anxiety"
    )
    assert anxiety == ("agreement", {"disagreement": [expected]})
    pregnancy = links["The safety of baclofen in pregnancy is not established."]
    assert pregnancy[1]["proposition"][0].startswith("prop:baclofen.safeIn.pregnan")
    resting = [label for label in links if "propositions rest on one document that cites nothing for them" in label]
    assert [links[label][1] for label in resting] == [{"query": ["uncited-single-source"]}]


def test_both_sides_of_a_conflict_are_named(page: AppTest) -> None:
    captions = words_of(page)
    assert "denied (Encyclopaedia article) ↔ affirmed" in captions
    assert "denied with reserve [standard dose] (Encyclopaedia article) ↔ affirmed" in captions
    assert "up to 100 mg/day, inferred by the reader (Monograph)" in captions
    assert "(Alcohol use disorder article, health article; Addiction clinic page, marketing page)" in captions


def test_what_is_blocked_is_not_said_to_be_unspoken_of(page: AppTest) -> None:
    assert "Antagonist of, blocks" in words_of(page)
    unsaid = words_of(page).split("which is not a denial: ")[1].split(".")[0].split("; ")
    assert {"available in", "positive modulator of"} <= set(unsaid)
    assert not {"antagonist of", "blocks"} & set(unsaid)


def test_the_question_of_addiction_leads_to_the_disagreement_on_it(
    links: dict[str, tuple[str, dict[str, list[str]]]],
) -> None:
    name, state = links["Is it addictive? Who says so?"]
    assert name == "agreement"
    assert "baclofen.hasAddictivePotential" in state["disagreement"][0]


def test_all_that_most_documents_affirm_can_be_read(
    page: AppTest, links: dict[str, tuple[str, dict[str, list[str]]]]
) -> None:
    affirmed = [label for label in links if label[:2] in ("3/", "4/", "5/")]
    assert f"\n{len(affirmed) - 12} more that most documents affirm" in words_of(page)


def test_a_use_is_one_row_with_all_its_standings(
    page: AppTest, links: dict[str, tuple[str, dict[str, list[str]]]]
) -> None:
    assert links["alcohol use disorder"][1]["entity"] == ["drugkg:alcohol-use-disorder"]
    words = words_of(page)
    uses = words[words.index("What it is used for") :]
    assert uses.index("\nspasticity") < uses.index("\nalcohol use disorder")
    assert uses.index("named as a use") < uses.index("not recommended")
    assert "\napproved ANSM, France, 2014, 2018 " in uses
    assert "\nnot approved US Food and Drug Administration, United States " in uses
    assert "named as a use, hedged" in words


def test_panels_show_what_most_documents_say(page: AppTest, links: dict[str, tuple[str, dict[str, list[str]]]]) -> None:
    words = words_of(page)
    assert "\ndrowsiness – common, mild; common (3 documents); common, at least 10 %" in words
    assert "\nhas half-life – about 2–6 h, short; about 2–4 h; 2.5–4 h" in words
    assert "\nspasticity, oral route" in words
    assert "maximum dose up to 100 mg/day (hedged)" in words
    assert "Do not dose anyone by them" in words
    assert links["All 41, from 4 documents"] == ("query", {"query": ["interactions"], "p.drug": ["drugkg:baclofen"]})


def test_topics_lead_to_their_claims(page: AppTest, links: dict[str, tuple[str, dict[str, list[str]]]]) -> None:
    assert "\nadverse effect\n110" in words_of(page)
    assert links["adverse effect"] == ("evidence", {"family": ["adverse_effect"]})


def test_starting_points_name_what_the_graph_has(links: dict[str, tuple[str, dict[str, list[str]]]]) -> None:
    expected = {"start": ["drugkg:baclofen"], "end": ["drugkg:relapse"]}
    assert links["From baclofen to relapse"] == ("mechanism", expected)


def test_every_state_that_is_led_to_opens(
    graph_folder: Path, links: dict[str, tuple[str, dict[str, list[str]]]]
) -> None:
    for label in ("baclofen on anxiety", "Sclerofen", "Is it addictive? Who says so?", "In other vocabularies"):
        name, state = links[label]
        opened = open_page(name, graph_folder, **state)
        assert not opened.error
