"""HTML is read in one pass; every offset leads back into the file."""

from __future__ import annotations

import pytest

from ingest.documents.html_reader import html_text

PAGE = """<!DOCTYPE html><html><head><title>Zelopram &amp; you</title><style>p {color: red}</style></head><body>
<nav><ul><li>Home</li></ul></nav>
<h2>Side effects</h2><p>It may cause <b>dry&nbsp;mouth</b> &#8211; rarely 😀 hives.</p>
<ul><li>nausea<ul><li>eat little</li></ul></li><li>rash</li></ul>
<table><tr><th>Effect</th><th>Rate</th></tr><tr><td>cough</td><td>12&nbsp;%</td></tr></table>
<p hidden>secret</p><div style="display: none">also secret</div><script>if (a < b) { "</p>" }</script>
<p>The end.</p></body></html>"""


def test_headings_lists_and_tables_get_the_marks_of_markdown() -> None:
    lines = [line.rstrip() for line in html_text(PAGE, "a.html", "utf-8").text.splitlines() if line.strip()]
    assert lines[0] == "## Side effects"
    assert "• nausea" in lines
    assert "  • eat little" in lines
    assert "| cough | 12 % |" in lines


def test_scripts_navigation_and_hidden_parts_are_left_out() -> None:
    page = html_text(PAGE, "a.html", "utf-8")
    assert not [word for word in ("secret", "Home", "color", "if (a") if word in page.text]
    assert page.title == "Zelopram & you"


@pytest.mark.parametrize(
    "word", ["Side", "cause", "mouth", "rarely", "hives", "nausea", "little", "rash", "cough", "end."]
)
def test_every_word_is_found_at_its_offset_in_the_file(word: str) -> None:
    page = html_text(PAGE, "a.html", "utf-8")
    start = page.text.index(word)
    first, last = page.span(start, start + len(word))
    assert page.original[first:last] == word


@pytest.mark.parametrize(
    "source",
    ["<!--" * 60_000, "<div>" * 200_000 + "x", "<" * 300_000, "<a " * 100_000, "&" * 300_000, "<ul><li>" * 50_000],
)
def test_malformed_markup_of_any_length_is_read_to_its_end(source: str) -> None:
    page = html_text(source, "a.html", "utf-8")
    assert page.origin(len(page.text)) <= len(source)


def test_a_page_without_the_end_of_its_head_or_navigation_keeps_its_body() -> None:
    assert "kept" in html_text("<html><head><nav><body><p>kept</p>", "a.html", "utf-8").text
