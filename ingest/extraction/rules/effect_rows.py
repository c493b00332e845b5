"""Effects in the rows of a table whose cells follow each other in one line: “Nausea 7% 4% Thirst 5% 2%”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.quantities import rate
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effects import effect_candidate

_ROW = re.compile(
    r"(?P<name>[A-Z][a-z][A-Za-z /,-]{2,60}?) (?:\d+ \()?(?P<drug>[<≤]?\s?\d+(?:\.\d+)?)\s?%\)? (?:\d+ \()?"
    r"(?P<placebo>[<≤]?\s?\d+(?:\.\d+)?)\s?%\)?(?=\s|$)"
)
_CLASS = re.compile(
    r"^.*\b(?:disorders|infestations|conditions|investigations|system|complications|effects|reactions)\s+(?=[A-Z])"
)
_HEADS = re.compile(r"\bN\s?=\s?\d")
_FEWEST = 2


def _rows(passage: Passage) -> Iterator[Candidate]:
    """Rows with the rates of the drug and of placebo, in this order; no effect where placebo has as much."""
    heads = _HEADS.search(passage.text)
    if heads is None or "placebo" not in passage.folded[: heads.start()] or foreign_section(passage):
        return
    own = [m.end() for m in passage.context.own_name.finditer(passage.folded, 0, heads.start())]
    rows = list(_ROW.finditer(passage.text, heads.start()))
    if len(rows) < _FEWEST or not own or passage.folded.rfind("placebo", 0, heads.start()) < own[-1]:
        return
    for row in rows:
        cut = _CLASS.match(row["name"])
        start = row.start("name") + (cut.end() if cut else 0)
        words = passage.text[start : row.end("name")]
        if _number(row["drug"]) <= _number(row["placebo"]):
            continue
        if passage.context.lexicon.lookup(words, ("finding",)) is None:
            continue
        item = Item(words, start, row.end("name"), (), False, rate(f"{row['drug']}%"))
        yield effect_candidate(passage, "effects in rows without lines", "adverse_effect", item, denied=False)


def _number(words: str) -> float:
    """Return the number of a cell; “<1” is less than 1."""
    number = float(words.lstrip("<≤ "))
    return number - 0.5 if words[0] in "<≤" else number


RULES = (
    Rule(
        "effects in rows without lines",
        "“Nausea 7% 4% Thirst 5% 2%”",
        ("adverse_effect",),
        _rows,
        re.compile(r"\d\s?%\)? .{0,20}?\d\s?%"),
    ),
)
