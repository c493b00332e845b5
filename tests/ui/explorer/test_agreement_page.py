"""The Agreement page: matrix, disagreements and values, as its address names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.claims.reader import read_claims
from queries.comparison.disagreements import stored_disagreements
from queries.comparison.values import Axis, value_axes
from queries.store.embedded import EmbeddedStore
from tests.support.explorer_pages import open_page, words_of
from ui.explorer.comparison.value_chart import axis_extent, band, caption, chart_rows, value_chart

ANXIETY = "direction.abrupt-cessation-of-baclofen.causes.anxiety+baclofen.causes.anxiety+baclofen.decreases.anxiety"
"""The disagreement on whether the drug causes or eases anxiety."""


def test_the_matrix_shows_what_two_documents_speak_of_disputed_first(graph_folder: Path) -> None:
    table = open_page("agreement", graph_folder).dataframe[0].value
    assert len(table) == 85
    row = table[table["Proposition"] == "baclofen has half-life"].iloc[0]
    assert (row["Encyclopaedia article"], row["Psychiatric use page"]) == ("✓ says", "–")
    assert row["Disagreement"] == "value (CONFLICT)"
    disputed = [bool(text) for text in table["Disagreement"]]
    assert disputed == sorted(disputed, reverse=True)


def test_the_matrix_tells_that_silence_is_no_denial(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder))
    assert "– is silence, which is no denial" in words
    assert "silent: the document does not speak of it" in words


def test_the_matrix_is_filtered_by_the_address(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, family="pharmacokinetics", documents="3")
    shown = list(page.dataframe[0].value["Proposition"])
    assert shown[0] == "baclofen has half-life"
    assert "baclofen absorbed from gastrointestinal tract" in shown
    assert "baclofen has time to peak concentration" not in shown


def test_a_matrix_without_rows_says_what_to_do(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, family="history", documents="5"))
    assert "No proposition fits" in words


def test_a_proposition_opens_the_claims_of_each_document(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, proposition="prop:baclofen.hasAbusePotential"))
    assert "No potential for abuse of baclofen is known." in words
    assert "Too little has been published on how liable baclofen is to abuse." in words
    assert "Silent, which is not a denial: Alcohol use disorder article, Monograph, Psychiatric use page." in words


def test_all_disagreements_are_listed_by_rank(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements")
    table = page.dataframe[0].value
    assert list(table["Rank"]) == list(range(1, 40))
    assert list(table["Kind"]).count("CONFLICT") == 7
    assert "39 of 39: 7 conflicts" in words_of(page)


def test_disagreements_are_filtered_by_type_topic_document_and_entity(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements", type="value", family="pharmacokinetics")
    assert list(page.dataframe[0].value["Matter"]) == [
        "half-life of baclofen",
        "time to peak concentration of baclofen",
    ]
    page = open_page("agreement", graph_folder, view="disagreements", source="encyclopaedia", entity="drugkg:anxiety")
    assert list(page.dataframe[0].value["Matter"]) == ["baclofen on anxiety"]


def test_a_disagreement_opens_all_its_sides(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, disagreement=ANXIETY))
    assert "baclofen on anxiety" in words
    assert "May be reconciled by: **condition, degree**" in words
    assert "3 lines of evidence" in words
    assert words.count("##### ") == 4


def test_a_disagreement_on_doses_carries_the_warning(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, disagreement="value.baclofen.hasDose.spasticity")
    assert "Do not dose anyone by them" in words_of(page)


@pytest.mark.parametrize("name", ["disagreement", "proposition", "view", "quantity", "type", "documents"])
def test_a_bad_value_in_the_address_is_no_crash(graph_folder: Path, name: str) -> None:
    page = open_page("agreement", graph_folder, **{name: "<b>nonsense</b>"})
    assert {table.proto.id.rpartition("-")[2] for table in page.dataframe} <= {
        "matrix", "narrow", "values", "disagreements"
    }  # fmt: skip
    assert len(page.dataframe)
    assert "<b>" not in "".join(message.value for message in [*page.error, *page.warning])


def test_the_view_chosen_stands_in_the_address(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="values")
    told = "half-life of baclofen: 3 claims; **each range is within the next wider one; common to all: 2.5–4 h**"
    assert told in words_of(page)
    assert list(page.dataframe[0].value["Value"]) == ["about 2–4 h", "about 2–6 h", "2.5–4 h"]


def test_two_maxima_are_not_said_to_have_a_common_range(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, quantity="baclofen.hasDose.oral.mg-per-d"))
    assert "oral route in spasticity: 2 claims; **the limits differ**" in words
    assert "common to all: up to" not in words


def test_a_value_is_shown_as_recorded_beside_the_words_of_its_document(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, quantity="baclofen.hasDose.oral.mg-per-d", claim="addiction-clinic-164")
    row = page.dataframe[0].value.set_index("Claim").loc["addiction-clinic-164"]
    assert row["As recorded"] == "more than 400 mg/day"
    if "Quote" in row:  # only where the graph holds the words
        assert "400" in row["Quote"]
    assert "Open this claim" in words_of(page)


def test_a_conflict_is_glossed_in_words_that_are_true_of_numbers(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, disagreement="value.baclofen.hasHalfLife")
    words = words_of(page)
    assert "cannot both hold" not in words
    assert "7 conflicts (the sides contradict each other, or give different values for one thing)" in words
    assert "Each range is within the next wider one; common to all: 2.5–4 h." in words
    assert "about 2–6 h (Alcohol use disorder article, health article)" in words


def test_one_is_not_counted_as_several(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements", entity="drugkg:anxiety")
    assert "1 of 39: 1 conflict (" in words_of(page)
    assert "0 differences (" in words_of(page)


def test_an_opened_proposition_shows_who_denies_it_in_other_words(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, proposition="prop:baclofen.causes.drug-dependence"))
    against = next(line for line in words.splitlines() if line.startswith("**Other side: "))
    assert "denied with reserve [standard dose]" in against
    assert "At standard doses baclofen does not seem to be addictive." in words
    assert "Encyclopaedia article; on “baclofen has addictive potential”" in against
    assert "claim=encyclopaedia-069" in {
        element.proto.query_string
        for element in open_page("agreement", graph_folder, proposition="prop:baclofen.causes.drug-dependence").get(
            "page_link"
        )
    }


def test_a_narrow_screen_has_signs_under_numbered_documents(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder)
    wide, narrow = (table.value.set_index("Proposition") for table in page.dataframe)
    assert list(narrow.columns) == ["1", "2", "3", "4", "5", "Disagreement"]
    assert wide.loc["baclofen has half-life", "Encyclopaedia article"] == "✓ says"
    assert narrow.loc["baclofen has half-life"].to_list()[:5] == ["–", "✓", "✓", "✓", "–"]
    assert "**3** Encyclopaedia article" in words_of(page)


def test_dose_bars_carry_the_warning_and_half_lives_do_not(graph_folder: Path) -> None:
    doses = open_page("agreement", graph_folder, quantity="baclofen.hasDose.oral.mg-per-d")
    assert "Do not dose anyone by them" in words_of(doses)
    assert "**no range is common to all**" in words_of(doses)
    assert not open_page("agreement", graph_folder, view="values").warning


@pytest.fixture(scope="module")
def axes(store: EmbeddedStore) -> dict[str, Axis]:
    return {axis.id: axis for axis in value_axes(read_claims(store), stored_disagreements(store))}


def test_the_common_range_is_a_band_only_where_all_bars_share_it(axes: dict[str, Axis]) -> None:
    assert band(axes["baclofen.hasHalfLife.h"]) == {"from": 2.5, "to": 4}
    assert band(axes["baclofen.hasDose.oral.mg-per-d"]) == {}


def test_an_open_end_reaches_the_end_of_the_axis_and_is_marked(axes: dict[str, Axis]) -> None:
    axis = axes["baclofen.hasDose.oral.mg-per-d"]
    rows = {row["claim"]: row for row in chart_rows(axis)}
    least, most = axis_extent(axis)
    assert (least, most > 400) == (0, True)
    assert (rows["addiction-clinic-164"]["to"], rows["addiction-clinic-164"]["open_high"]) == (most, True)
    assert (rows["addiction-clinic-161"]["from"], rows["addiction-clinic-161"]["open_low"]) == (least, True)
    assert rows["addiction-clinic-182"]["point"]


def test_a_caption_names_value_document_scope_and_reserve(axes: dict[str, Axis]) -> None:
    captions = {bar.claim.id: caption(bar) for bar in axes["baclofen.hasDose.oral.mg-per-d"].bars}
    assert captions["monograph-045"] == "up to 100 mg/day — monograph; spasticity, maximum dose; hedged"
    assert captions["psychiatric-use-079"].endswith("measure: doses used in studies")


def test_the_chart_draws_only_what_claims_say(axes: dict[str, Axis]) -> None:
    chart = value_chart(axes["baclofen.hasHalfLife.h"])
    drawn = [(row["from"], row["to"]) for row in chart["data"]["values"]]
    assert drawn == [(2, 4), (2, 6), (2.5, 4)]
