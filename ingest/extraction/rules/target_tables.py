"""Targets of a table or a list with labels: “D2 receptor | 3.2 nM | antagonist”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.quantities import Amount, amounts
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import ACTIONS, AFFINITY


def _table_of_targets(passage: Passage) -> Iterator[Candidate]:
    """“D2 receptor | 3.2 nM | antagonist” and “D2 receptor: antagonist”: the label is the target."""
    label = passage.unit.label.split(": ")[-1]
    if not label or foreign_section(passage) or len(passage.text) > 80:
        return
    targets = [m for m in passage.context.lexicon.mentions(label) if m.entry.category in ("target", "enzyme")]
    where = passage.context.view.text.rfind(label, max(0, passage.at - 400), passage.at)
    if len(targets) != 1 or where < 0:
        return
    target = targets[0]
    found = next((name for name, pattern in ACTIONS if pattern.search(passage.folded)), None)
    value: Amount | None = None
    measured = AFFINITY.search(passage.unit.column.lower())
    if measured:
        unit = re.search(r"\b[nμµu]M\b", passage.unit.column)
        text = f"{passage.text.strip()} {unit.group()}" if unit else passage.text
        value = next(iter(amounts(text)), None)
    if found is None and (value is None or _only_above(value)):
        return
    denied = denied_before(f"{passage.folded} x", 0, len(passage.folded) + 1)
    yield Candidate(
        "targets of a table",
        "mechanism",
        found or "hasAffinityFor",
        label[target.start : target.end],
        target.entry.category,
        where + target.start,
        where + target.end,
        polarity="denied" if denied else "affirmed",
        synonyms=(target.entry.label,),
        value=None if found else value,
        qualifiers={} if found or not measured else {"measure": measured.group("measure").replace(" ", "").title()},
    )


def _only_above(value: Amount) -> bool:
    """Say whether a value only says that no binding was seen up to it: “> 100 µM”."""
    return value.low is not None and value.high is None


RULES = (
    Rule(
        "targets of a table",
        "“D2 receptor | 3.2 nM | antagonist”",
        ("mechanism",),
        _table_of_targets,
        kinds=frozenset({"mechanism"}),
    ),
)
