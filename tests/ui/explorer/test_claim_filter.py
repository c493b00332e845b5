"""Choosing claims, and what to loosen."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import pytest

from queries.claims.position import standing_words
from queries.claims.reader import Claim, read_claims
from queries.store.embedded import EmbeddedStore
from ui.explorer.claims.filter import ClaimFilter, claims_csv


@pytest.fixture(scope="module")
def rows(store: EmbeddedStore) -> Sequence[Claim]:
    return read_claims(store)


def _ids(rows: Sequence[Claim]) -> set[str]:
    return {row.id for row in rows}


def test_no_condition_keeps_all(rows: Sequence[Claim]) -> None:
    assert ClaimFilter().chosen(rows) == list(rows)


def test_all_words_must_stand_in_a_claim_in_any_case(rows: Sequence[Claim]) -> None:
    assert _ids(ClaimFilter(words="AMSTERDAM low-dose").chosen(rows)) >= {"encyclopaedia-158"}
    assert "encyclopaedia-159" not in _ids(ClaimFilter(words="amsterdam low-dose").chosen(rows))
    assert _ids(ClaimFilter(words="monograph-050").chosen(rows)) == {"monograph-050"}


def test_conditions_are_joined_by_and(rows: Sequence[Claim]) -> None:
    asked = ClaimFilter(polarity="denied", source="monograph")
    assert _ids(asked.chosen(rows)) == {"monograph-026", "monograph-160"}
    assert _ids(replace(asked, modality="recommendation").chosen(rows)) == {"monograph-160"}


def test_an_entity_is_found_as_subject_and_as_object(rows: Sequence[Claim]) -> None:
    found = _ids(ClaimFilter(entity="drugkg:ghb-receptor").chosen(rows))
    assert "encyclopaedia-093" in found
    assert "encyclopaedia-094" not in found


def test_an_empty_answer_says_what_is_found_without_each_condition(rows: Sequence[Claim]) -> None:
    asked = ClaimFilter(family="pharmacokinetics", source="monograph", polarity="denied")
    assert asked.chosen(rows) == []
    assert dict(asked.loosened(rows)) == {
        "family": 2,
        "source": 0,
        "polarity": sum(row.family == "pharmacokinetics" and row.source == "monograph" for row in rows),
    }
    assert asked.loosened(rows)[0][0] == "polarity"


def test_a_standing_names_what_is_denied_or_advised_against(rows: Sequence[Claim]) -> None:
    words = {row.id: standing_words(row) for row in rows}
    assert words["monograph-050"] == "says"
    assert words["encyclopaedia-069"] == "denies, hedged: baclofen has addictive potential [dose level: standard dose]"
    assert words["encyclopaedia-031"] == "advises against: baclofen is used for spasticity [condition: stroke]"
    assert words["encyclopaedia-094"] == "denies: baclofen has abuse potential"


def test_what_is_left_open_is_not_called_affirmed(rows: Sequence[Claim]) -> None:
    words = {row.id: standing_words(row) for row in rows}
    assert words["monograph-056"].startswith("finds the evidence insufficient: ")
    assert words["psychiatric-use-066"].startswith("says it is not known: ")


def test_words_are_looked_for_in_the_quote_too(rows: Sequence[Claim]) -> None:
    row = next(row for row in rows if row.id == "monograph-052")
    told = replace(row, places=(replace(row.places[0], quote="less if CrCl is low"),))
    assert "crcl" not in f"{row.statement} {row.proposition} {row.qualifiers}".casefold()
    assert ClaimFilter(words="CrCl").chosen([told]) == [told]
    assert ClaimFilter(words="CrCl").chosen([replace(row, places=())]) == []


def test_the_table_for_a_spreadsheet_holds_the_numbers_and_the_address(rows: Sequence[Claim]) -> None:
    row = next(row for row in rows if row.id == "monograph-050")
    (line,) = csv.DictReader(io.StringIO(claims_csv([row])))
    assert (line["minimum"], line["maximum"], line["unit"]) == ("300.0", "800.0", "ug/d")
    assert line["address"] == "https://w3id.org/drugkg/claim/monograph-050"


def test_the_table_starts_no_formula(rows: Sequence[Claim]) -> None:
    hostile = replace(rows[0], statement="=1+1", note="@SUM(A1)")
    (line,) = csv.DictReader(io.StringIO(claims_csv([hostile])))
    assert (line["statement"], line["note"]) == ("'=1+1", "'@SUM(A1)")
