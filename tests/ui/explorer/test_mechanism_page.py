from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.explorer_pages import open_page, table_of, words_of
from ui.explorer.frame.graph_view import Chosen, chosen_from

CAUSES_ANXIETY = "drugkg:baclofen + drugkg:anxiety"


def button(page: AppTest, label: str) -> bool:
    return any(item.label == label for item in page.button)


def test_it_opens_with_the_routes_to_relapse(graph_folder: Path) -> None:
    words = words_of(open_page("mechanism", graph_folder))
    assert "lowered by 5 routes (1 document, no work cited); joined, said by no document" in words
    assert "4 of the 5 routes to relapse to drinking are variants of one another" in words
    assert "5 of 9 routes have a step seen in animals only." in words
    assert "2 of 9 routes have an association, for which no cause is stated." in words
    assert "people" in words  # routes left out say why


def test_the_address_names_start_and_end(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, start="drugkg:baclofen", end="drugkg:alcohol-craving")
    words = words_of(page)
    assert "baclofen → alcohol craving: lowered by 1 route (" in words
    assert "changed, direction not stated, by 1 route (" in words
    assert page.multiselect(key="choose_end").value == ["drugkg:alcohol-craving"]


def test_an_end_that_is_no_node_gives_the_usual_picture(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, end="drugkg:no-such-thing", start="<script>")
    assert page.multiselect(key="choose_start").value == ["drugkg:baclofen"]
    assert page.multiselect(key="choose_end").value == ["drugkg:relapse"]
    assert "there is no “<script>” here, so it is ignored" in words_of(page)


def test_choosing_another_end_changes_address_and_picture(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder)
    page.multiselect(key="choose_end").set_value(["drugkg:alcohol-craving"]).run()
    assert page.query_params["end"] == "drugkg:alcohol-craving"
    assert "baclofen → alcohol craving" in words_of(page)


def test_a_chosen_line_shows_its_claims_and_those_against_it(graph_folder: Path) -> None:
    words = words_of(open_page("mechanism", graph_folder, chosen=CAUSES_ANXIETY))
    assert "baclofen causes anxiety" in words
    assert "Some people become more anxious on baclofen." in words
    assert "Against it" in words
    assert "Baclofen has an anxiolytic effect." in words


def test_a_definition_says_so(graph_folder: Path) -> None:
    page = open_page(
        "mechanism",
        graph_folder,
        end="drugkg:alcohol-craving",
        chosen="drugkg:gaba-b-receptor + drugkg:gaba-b-receptor-activity",
    )
    assert "This step holds by definition" in words_of(page)


def test_a_chosen_node_can_be_expanded_and_folded(graph_folder: Path) -> None:
    activity = "drugkg:gaba-b-receptor-activity"
    page = open_page("mechanism", graph_folder, end="drugkg:alcohol-craving", chosen=activity)
    assert button(page, "Expand")
    page.button(key="expand_node").click().run()
    assert page.query_params["expand"] == activity
    page = open_page("mechanism", graph_folder, end="drugkg:alcohol-craving", chosen=activity, expand=[activity])
    assert button(page, "Collapse")
    page.button(key="fold").click().run()
    assert "expand" not in page.query_params


def test_what_is_chosen_can_be_closed(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, chosen=CAUSES_ANXIETY)
    page.button(key="close").click().run()
    assert "chosen" not in page.query_params
    assert "Choose a node or a line" in words_of(page)


def test_an_unknown_choice_is_as_good_as_none(graph_folder: Path) -> None:
    assert "Choose a node or a line" in words_of(open_page("mechanism", graph_folder, chosen="nonsense"))


def test_filters_that_leave_no_route_can_be_taken_out_and_unknown_values_are_reported(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, via="drugkg:spasticity", end="drugkg:relapse", avoid="drugkg:nonsense")
    assert "through spasticity" in words_of(page)
    assert any("there is no “drugkg:nonsense” here" in item.value.replace("\\", "") for item in page.warning)
    wider = next(link for link in page.get("page_link") if link.proto.label == "Ask without filters")
    assert wider.proto.query_string == "end=drugkg%3Arelapse"


def test_routes_seen_in_people_have_no_step_of_animals(graph_folder: Path) -> None:
    words = words_of(open_page("mechanism", graph_folder, seen="people-or-not-said"))
    assert "lowered by 3 routes" in words
    assert "seen in animals only" not in words


def test_only_asserted_claims_leave_fewer_routes(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, certainty="asserted")
    assert "lowered by 5 routes" not in (words := words_of(page))
    assert page.multiselect(key="choose_certainty").options == ["asserted", "hedged"]
    assert words_of(open_page("mechanism", graph_folder, asserted="true")) == words  # an address of old
    hedged = words_of(open_page("mechanism", graph_folder, certainty="hedged"))
    assert "baclofen → relapse to smoking: changed, direction not stated, by 1 route" in hedged


def test_one_document_can_be_asked_alone(graph_folder: Path) -> None:
    words = words_of(open_page("mechanism", graph_folder, sources="monograph"))
    assert "No route: baclofen → relapse" in words
    assert "None of the documents chosen states a route from baclofen to relapse" in words


def test_what_is_said_without_the_steps_between_stands_with_its_claims(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, end="drugkg:alcohol-craving")
    assert "1 direct statement, without the steps between" in [item.label for item in page.expander]
    said = next(item for item in page.button if item.label.startswith("baclofen decreases"))
    assert "baclofen decreases alcohol craving \\(asserted by 2 documents\\; hedged by 1" in said.label
    said.click().run()
    assert page.query_params["chosen"] == "drugkg:baclofen - drugkg:alcohol-craving"
    words = words_of(page)
    assert "Asserted by 2 documents; hedged by 1" in words
    assert "Limits of psychiatric-use-004: population: people with liver cirrhosis" in words
    assert "psychiatric-use-004: degree: particularly" in words


def test_start_and_end_can_be_exchanged(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, start="drugkg:impulsivity", end="drugkg:relapse-to-drinking")
    assert page.button(key="exchange").disabled  # nothing starts at a relapse
    page = open_page(
        "mechanism", graph_folder, start="drugkg:excitatory-neurotransmission", end="drugkg:gaba-b-receptor-activity"
    )
    assert "swap start and end" in words_of(page)
    page.button(key="exchange").click().run()
    assert page.query_params["start"] == "drugkg:gaba-b-receptor-activity"
    assert "lowered by 1 route" in words_of(page)


def test_a_search_in_the_picture_without_result_says_so(graph_folder: Path) -> None:
    assert "No node of the picture has “zzz”" in words_of(open_page("mechanism", graph_folder, find="zzz"))


def test_the_limits_that_are_on_are_counted(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, sources="monograph", certainty="asserted")
    assert "None of the documents chosen asserts each step of a route" in words_of(page)


def test_without_an_end_the_neighbours_are_shown(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, end="any")
    words = words_of(page)
    assert "What is one step away from baclofen" in words
    assert "more steps touch baclofen; those with most evidence are shown" in words
    assert {"baclofen"} < {row["From"] for row in table_of(page, "routes")} | {
        row["To"] for row in table_of(page, "routes")
    }
    assert "asserted by 4 documents" in words_of(open_page("mechanism", graph_folder, end="any", panel="Text"))


def test_the_routes_stand_as_table_and_text_too(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, end="drugkg:alcohol-craving", panel="Table")
    assert table_of(page, "routes")[-1]["To"] == "alcohol craving"
    page = open_page("mechanism", graph_folder, end="drugkg:alcohol-craving", panel="Text")
    assert "by definition → ↑ GABA-B receptor activity" in words_of(page)


def test_hints_speak_of_the_page_and_not_of_the_command_line(graph_folder: Path) -> None:
    words = words_of(open_page("mechanism", graph_folder))
    assert "“Join documents” includes such routes" in words
    assert "--joined" not in words
    assert "--any-people" not in words


@pytest.mark.parametrize(
    ("event", "chosen"),
    [
        ({"role": "edge", "id": CAUSES_ANXIETY}, Chosen("edge", CAUSES_ANXIETY)),
        ({"role": "node", "id": ""}, None),
        ({"role": "node", "id": 5}, None),
        ({"role": "other", "id": "x"}, None),
        ("node", None),
        (None, None),
    ],
)
def test_events_of_the_browser_are_read_with_care(event: object, chosen: Chosen | None) -> None:
    assert chosen_from(event) == chosen


def test_a_step_seen_in_animals_and_an_association_say_so_in_the_panel(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, chosen="drugkg:baclofen - drugkg:glutamate-release-amygdala")
    words = words_of(page)
    assert "seen in animals only" in words
    assert "animal study" in words
    cues = "drugkg:resting-activity-right-dlpfc - drugkg:neural-response-smoking-cues"
    words = words_of(open_page("mechanism", graph_folder, chosen=cues))
    assert "association, no cause stated" in words
    assert "seen in animals" not in words.partition("resting activity of the right")[2]


def test_several_starts_and_ends_are_asked_at_once(graph_folder: Path) -> None:
    ends = ["drugkg:alcohol-craving", "drugkg:anxiety"]
    page = open_page("mechanism", graph_folder, start=["drugkg:baclofen", "drugkg:phenibut"], end=ends)
    words = words_of(page)
    assert "baclofen → alcohol craving: lowered" in words
    assert "baclofen → anxiety: lowered" in words
    assert "No route: phenibut → alcohol craving, anxiety" in words


def test_a_hidden_node_leaves_the_picture_and_can_come_back(graph_folder: Path) -> None:
    page = open_page("mechanism", graph_folder, hide="drugkg:anxiety")
    assert "1 node of these routes is hidden." in words_of(page)
    page.button(key="show_hidden").click().run()
    assert "is hidden" not in words_of(page)


def test_ends_that_a_chain_of_steps_reaches_come_first(graph_folder: Path) -> None:
    labels = open_page("mechanism", graph_folder).multiselect(key="choose_end").options
    unreached = [label.endswith("no chain of steps") for label in labels]
    assert unreached == sorted(unreached)
    assert {False, True} == set(unreached)


def test_a_hint_leads_to_the_search_that_it_speaks_of(graph_folder: Path) -> None:
    page = open_page(
        "mechanism", graph_folder, start="drugkg:baclofen", end="drugkg:neurobiological-effect-of-baclofen"
    )
    assert "No route: baclofen → neurobiological effect of baclofen" in words_of(page)
    assert "Open this claim" in [getattr(item, "label", "") for item in page.get("page_link")]
