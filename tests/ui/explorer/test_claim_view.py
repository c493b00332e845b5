"""A claim on the screen: its passage, its citation, and texts that mean harm."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from queries.claims.reader import Claim, read_claims
from queries.store.embedded import EmbeddedStore
from ui.explorer.claims.card import much_of_doses, speaks_of_doses, standing
from ui.explorer.claims.citation import citation
from ui.explorer.claims.passage import Stretch, passage_html, stretches
from ui.explorer.frame.escaping import escaped

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) :red[y] $z$"


@pytest.fixture(scope="module")
def claims(store: EmbeddedStore) -> Mapping[str, Claim]:
    return {row.id: row for row in read_claims(store)}


def test_a_passage_is_marked_within_its_surroundings() -> None:
    assert stretches("one two three", [(4, 7)]) == [
        Stretch("one ", False), Stretch("two", True), Stretch(" three", False),
    ]  # fmt: skip


def test_two_passages_that_overlap_are_marked_once() -> None:
    found = stretches("abcdefgh", [(1, 4), (3, 6)])
    assert "".join(part.text for part in found) == "abcdefgh"
    assert "".join(part.text for part in found if part.marked) == "bcdef"


def test_a_passage_at_the_very_start_and_end_has_no_empty_parts() -> None:
    assert stretches("all of it", [(0, 9)]) == [Stretch("all of it", True)]


def test_surroundings_are_cut_at_spaces() -> None:
    text = "first second third fourth fifth"
    found = stretches(text, [(13, 18)], around=9)
    assert [part.text for part in found] == ["second ", "third", " fourth"]


def test_a_passage_of_a_document_cannot_become_html() -> None:
    html = passage_html("a <script>alert(1)</script> & b", [(2, 10)])
    assert "<mark>&lt;script&gt;</mark>" in html
    assert "<script" not in html
    assert "&amp; b" in html


def test_a_cut_passage_has_ellipses_where_it_is_cut() -> None:
    assert "…" not in passage_html("short text", [(0, 5)])
    long = passage_html("word " * 400, [(900, 904)])
    assert long.count("…") == 2


def test_a_citation_tells_who_says_it_where_and_which_claim(claims: Mapping[str, Claim]) -> None:
    row = claims["monograph-050"]
    quoted = replace(row, places=(replace(row.places[0], quote="300-800 mcg/day"),))
    text = citation(quoted, {"kind": "monograph", "date": None})
    assert text.startswith("For intrathecal maintenance 300 to 800 micrograms of baclofen are infused a day [says].")
    assert ": “300-800 mcg/day”. drugkg" in text
    assert "(monograph, no date given), section “Dosage and Administration”, characters " in text
    assert text.endswith("drugkg, <https://w3id.org/drugkg/claim/monograph-050>.")


def test_a_citation_never_hides_that_a_claim_is_denied_or_hedged(claims: Mapping[str, Claim]) -> None:
    assert "[denies, hedged: baclofen has addictive potential [dose level: standard dose]]." in citation(
        claims["encyclopaedia-069"], {}
    )
    assert "[advises against: baclofen is used for spasticity [condition: stroke]]." in citation(
        claims["encyclopaedia-031"], {}
    )
    assert "[finds the evidence insufficient: " in citation(claims["monograph-056"], {})


def test_standing_is_told_by_words_and_not_by_colour_alone(claims: Mapping[str, Claim]) -> None:
    assert standing(claims["encyclopaedia-094"]) == (
        ":red-badge[:material/block: denies\\: baclofen has abuse potential]"
    )
    assert standing(claims["monograph-050"]) == ":green-badge[:material/check: says]"
    hedged = replace(claims["monograph-050"], modality="hedged")
    assert standing(hedged) == ":orange-badge[:material/check: says\\, hedged]", "one badge, not two"


def test_doses_are_known_by_topic_by_predicate_and_by_qualifier(claims: Mapping[str, Claim]) -> None:
    for name in ("monograph-050", "monograph-052", "addiction-clinic-126"):
        assert speaks_of_doses([claims[name]]), name
    assert not speaks_of_doses([claims["monograph-068"]])


def test_a_fifth_of_claims_on_doses_is_much(claims: Mapping[str, Claim]) -> None:
    dose, other = claims["monograph-050"], claims["monograph-068"]
    assert much_of_doses([dose, *[other] * 4])
    assert not much_of_doses([dose, *[other] * 5])
    assert not much_of_doses([])


def _draw(folder: str, row: object) -> None:
    from ui.explorer.claims.card import show_claim  # noqa: PLC0415 - this function is run as a script of its own
    from ui.explorer.frame.session import LoadedGraph  # noqa: PLC0415

    show_claim(LoadedGraph(folder), row)  # type: ignore[arg-type]


def test_no_text_of_a_claim_becomes_a_tag_a_link_or_a_colour(graph_folder: Path, claims: Mapping[str, Claim]) -> None:
    row = claims["encyclopaedia-137"]
    work = replace(claims["encyclopaedia-001"].cited[0], citation=HOSTILE, mark=HOSTILE)
    texts: dict[str, Any] = dict.fromkeys(
        ("statement", "proposition", "modality_label", "status", "qualifiers", "note", "value"), HOSTILE
    )
    hostile = replace(row, modality="hedged", cited=(work,), places=(replace(row.places[0], section=HOSTILE),), **texts)
    page = AppTest.from_function(_draw, args=(str(graph_folder), hostile)).run(timeout=60)
    assert not page.exception
    drawn = "\n".join(str(element.value) for element in [*page.markdown, *page.caption])
    assert drawn.count("\\<img src\\=x onerror\\=alert\\(1\\)\\>") >= 7
    unescaped = re.sub(r"\\[^\w\s]", "", drawn)
    for harm in ("<", "[x", "](", ":red[", "$"):
        assert harm not in unescaped, harm


def test_what_a_document_leaves_open_is_not_called_affirmed(claims: Mapping[str, Claim]) -> None:
    open_ones = [row for row in claims.values() if row.modality in ("unknown", "insufficientEvidence")]
    assert len(open_ones) == 9
    for row in open_ones:
        assert "says]" not in standing(row)
        assert escaped(row.proposition) in standing(row)
