"""Effects that a sentence announces: “common side effects include …”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effect_wording import ANNOUNCED, LISTED
from ingest.extraction.rules.effects import list_after

_INVERTED = re.compile(
    r"(?:^|[.;]\s+)(?:(?:less|more|most|also|very|much|other|fairly)\s+)*(?:common|frequent|rare|uncommon|"
    r"infrequent|usual|"
    r"often (?:seen|reported)|possible|reported|seen|rarer|commoner)\s+(?:are|is|were|was)\s+"
)


def _announced(passage: Passage) -> Iterator[Candidate]:
    """A sentence that announces a list of effects."""
    if passage.kind in ("references", "furniture", "methods", "nonclinical", "disease") or foreign_section(passage):
        return
    for match in ANNOUNCED.finditer(passage.folded):
        if match.group("verb") in ("is", "are", "was", "were") and not re.match(
            r"\s*(?:of|in|with|reported|seen|that|which|on|to|and|are|associated|by|,|from|during|$)",
            match.group("between") + " ",
        ):
            continue
        yield from list_after(passage, match.start("noun"), match.end(), "effects that a sentence announces")
    if passage.kind in LISTED:
        for match in _INVERTED.finditer(passage.folded):
            yield from list_after(passage, match.start(), match.end(), "effects that a sentence announces")


RULES = (
    Rule(
        "effects that a sentence announces",
        "“common side effects include …”",
        ("adverse_effect",),
        _announced,
        re.compile(r"effect|reaction|event|toxicit|complaint|experience|problems|are|is|were|was"),
    ),
)
