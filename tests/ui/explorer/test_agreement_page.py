"""The Agreement page: matrix, disagreements and values, as its address names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.claims.reader import read_claims
from queries.comparison.disagreements import stored_disagreements
from queries.comparison.values import Axis, value_axes
from queries.store.embedded import EmbeddedStore
from tests.support.explorer_pages import open_page, rows_of_table, table_of, words_of
from ui.explorer.comparison.value_chart import axis_extent, band, caption, chart_rows

ANXIETY = "direction.abrupt-cessation-of-baclofen.causes.anxiety+baclofen.causes.anxiety+baclofen.decreases.anxiety"
"""The disagreement on whether the drug causes or eases anxiety."""


def test_the_matrix_has_one_row_per_matter_disputed_first(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder)
    assert "92 matters: 5 conflicts, 2 overlaps, 35 differences; these come first" in words_of(page)
    table = table_of(page, "matrix")
    assert table[0]["Matter"] == "baclofen has addictive potential"
    assert table[0]["Relation"] == "conflict: polarity"
    assert table[0]["Encyclopaedia article"] == "① denied with reserve [standard dose]"
    assert table[0]["Monograph"] == "–"
    assert len(table) == 25, "a page"


def test_nested_ranges_are_an_overlap_with_the_values_in_the_cells(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, relation="overlap")
    row = next(row for row in table_of(page, "matrix") if row["Matter"] == "half-life of baclofen")
    assert row["Relation"] == "overlap: value"
    assert (row["Encyclopaedia article"], row["Monograph"]) == ("① about 2–4 h", "③ 2.5–4 h")
    assert "Psychiatric use page" not in row, "only documents that speak have a column"


def test_the_matrix_tells_that_silence_is_no_denial(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder))
    assert "– means that the document says nothing of it, which is not a denial" in words


def test_the_matrix_is_filtered_by_the_address(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, family="pharmacokinetics", documents="3")
    shown = [row["Matter"] for row in table_of(page, "matrix")]
    assert "half-life of baclofen" in shown
    assert "baclofen is absorbed from gastrointestinal tract" in shown
    assert "time to peak concentration of baclofen" not in shown


def test_a_matrix_without_rows_says_what_to_do(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, family="monitoring", relation="conflict"))
    assert "No matter fits" in words


def test_a_proposition_opens_the_claims_of_each_document(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, proposition="prop:baclofen.hasAbusePotential"))
    assert "No potential for abuse of baclofen is known." in words
    assert "Too little has been published on how liable baclofen is to abuse." in words
    assert "not a denial: Alcohol use disorder article, Monograph, Psychiatric use page." in words


def test_all_disagreements_are_listed_by_rank(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements")
    table = table_of(page, "disagreements")
    assert [row["Rank"] for row in table] == [str(rank) for rank in range(1, 43)]
    kinds = [row["Kind"] for row in table]
    assert (kinds.count("conflict"), kinds.count("overlap")) == (5, 2)
    assert "42 of 42: 5 conflicts" in words_of(page)


def test_disagreements_are_filtered_by_type_topic_document_and_entity(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements", type="value", family="pharmacokinetics")
    assert [row["Matter"] for row in table_of(page, "disagreements")] == [
        "half-life of baclofen",
        "time to peak concentration of baclofen",
    ]
    page = open_page("agreement", graph_folder, view="disagreements", source="encyclopaedia", entity="drugkg:anxiety")
    assert [row["Matter"] for row in table_of(page, "disagreements")] == ["baclofen on anxiety"]


def test_a_disagreement_opens_all_its_sides(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, disagreement=ANXIETY))
    assert "baclofen on anxiety" in words
    assert "May be reconciled by: **condition, degree**" in words
    assert "3 lines of evidence" in words
    assert words.count("### ") == 4


def test_a_disagreement_on_doses_carries_the_warning(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, disagreement="value.baclofen.hasDose.spasticity")
    assert "Do not dose anyone by them" in words_of(page)


@pytest.mark.parametrize("name", ["disagreement", "proposition", "view", "quantity", "type", "documents"])
def test_a_bad_value_in_the_address_is_no_crash(graph_folder: Path, name: str) -> None:
    page = open_page("agreement", graph_folder, **{name: "<b>nonsense</b>"})
    assert any(rows_of_table(page, key) for key in ("matrix", "disagreements", "values"))
    assert "<b>" not in "".join(message.value for message in [*page.error, *page.warning])


def test_the_view_chosen_stands_in_the_address(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="values")
    told = "half-life of baclofen: 3 claims; **each range is within the next wider one; common to all: 2.5–4 h**"
    assert told in words_of(page)
    assert [row["Value"] for row in table_of(page, "values")] == ["about 2–4 h", "about 2–6 h", "2.5–4 h"]


def test_two_maxima_are_not_said_to_have_a_common_range(graph_folder: Path) -> None:
    words = words_of(open_page("agreement", graph_folder, quantity="baclofen.hasDose.oral.mg-per-d"))
    assert "oral route in spasticity: 2 claims; **the limits differ**" in words
    assert "common to all: up to" not in words


def test_a_value_is_shown_as_recorded_beside_the_words_of_its_document(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, quantity="baclofen.hasDose.oral.mg-per-d", claim="addiction-clinic-164")
    row = next(row for row in table_of(page, "values") if row["Claim"] == "addiction-clinic-164")
    assert row["As recorded"] == "more than 400 mg/day"
    if "Quote" in row:  # only where the graph holds the words
        assert "400" in row["Quote"]
    assert "Open this claim" in words_of(page)


def test_a_conflict_is_glossed_in_words_that_are_true_of_numbers(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, disagreement="value.baclofen.hasHalfLife")
    words = words_of(page)
    assert "cannot both hold" not in words
    assert "5 conflicts, 2 overlaps, 35 differences" in words
    assert "Each range is within the next wider one; common to all: 2.5–4 h." in words
    assert "about 2–6 h (Alcohol use disorder article, health article)" in words


def test_one_is_not_counted_as_several(graph_folder: Path) -> None:
    page = open_page("agreement", graph_folder, view="disagreements", entity="drugkg:anxiety")
    assert "1 of 42: 1 conflict (" in words_of(page)
    assert "0 differences (" in words_of(page)


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
    highest = "up to 100 mg/day — monograph; spasticity, maximum dose; hedged; degree: by some sources"
    assert captions["monograph-045"] == highest
    assert captions["psychiatric-use-079"].endswith("measure: doses used in studies")


def test_the_chart_draws_only_what_claims_say(axes: dict[str, Axis]) -> None:
    drawn = [(row["from"], row["to"]) for row in chart_rows(axes["baclofen.hasHalfLife.h"])]
    assert drawn == [(2, 4), (2, 6), (2.5, 4)]
