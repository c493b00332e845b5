"""Counts the pairs of claims that differ: those that a disagreement shows, and those left out, by the rule.

    python -m benchmarks.left_out_pairs

writes the table into ``docs/answers.md``. A pair is two claims on one matter, of two documents or of one, that differ
in polarity, modality, standing, class or number. A test compares the table with the claims, and fails on a pair that is
left out by no rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks.answer_sizes import PAGE
from ingest.claims import ClaimRecord
from ingest.disagreements.claims import qualifier
from ingest.disagreements.effects import FREQUENCIES, GRAVITIES, denial_key
from ingest.disagreements.evidence import RISKS
from ingest.disagreements.finding import find_disagreements
from ingest.disagreements.model import Background, Disagreement
from ingest.disagreements.scope import missing, separating
from ontology.modalities import AIM, HEDGED
from tests.support.claims import real_claims

BEGIN, END = "<!-- pairs: made by `python -m benchmarks.left_out_pairs` -->", "<!-- end of the pairs -->"
SHOWN = "shown as sides of a disagreement"
UNEXPLAINED = "left out by no rule"
OF_OTHER_DOSES = ("phase", "measure", "route")
"""Qualifiers that make two numbers different quantities."""


def differing(records: Sequence[ClaimRecord], background: Background) -> Iterator[tuple[ClaimRecord, ClaimRecord]]:
    """Yield the pairs of claims on one matter that do not say the same.

    :param records: the claims
    :param background: the relations of the entities
    :yields: two claims
    """
    groups: dict[str, list[ClaimRecord]] = {}
    for record in records:
        groups.setdefault(denial_key(record, background), []).append(record)
    for claims in groups.values():
        for one, other in combinations(claims, 2):
            values = one.value and other.value and one.value.range != other.value.range
            classes = _classes(one) and _classes(other) and _classes(one) != _classes(other)
            if values or classes or _standing(one) != _standing(other):
                yield one, other


def fate(one: ClaimRecord, other: ClaimRecord, shown: set[frozenset[str]], background: Background) -> str:
    """Return whether a pair is shown, and if not, the rule that leaves it out.

    :param one: a claim
    :param other: a claim that differs
    :param shown: the pairs on different sides of a disagreement
    :param background: the relations of the entities
    :returns: in words
    """
    if frozenset((one.id, other.id)) in shown:
        return SHOWN
    hedged, sure = (one, other) if one.modality in HEDGED else (other, one)
    reserved, both = hedged.modality in HEDGED, _classes(one) and _classes(other) and one.modality == other.modality
    apart = separating(one, other, background) or any(qualifier(one, k) != qualifier(other, k) for k in OF_OTHER_DOSES)
    rules = (
        ("one document weighs two sides of a matter", one.source == other.source),
        ("a purpose is not a finding", AIM in (one.modality, other.modality)),
        ("their scopes exclude each other: another condition, population, phase or quantity", apart),
        ("their classes overlap: common with common and mild, serious with severe", _classes(one) & _classes(other)),
        ("how often an effect occurs against how serious it is", both),
        (
            "one of them names the standing of a use, the other only the use",
            {one.regulatory_status, other.regulatory_status} > {None},
        ),
        ("a reserve of wording: a possible risk against a risk", reserved and one.predicate_name in RISKS),
        (
            "a reserve about a narrower group than the one that is spoken of without reserve",
            reserved and missing(hedged, sure) & {"population", "condition"},
        ),
        ("a reserve of wording: the same document is sure of the whole of which this is a part", reserved),
    )
    return next((name for name, holds in rules if holds), UNEXPLAINED)


def counted(records: Sequence[ClaimRecord], background: Background) -> tuple[list[Disagreement], Counter[str]]:
    """Return the disagreements, and how many pairs that differ are shown or left out by each rule.

    :param records: the claims
    :param background: the relations of the entities
    :returns: the disagreements; what becomes of a pair → number of pairs
    """
    found = find_disagreements(records, background)
    shown = {
        frozenset((one, other))
        for item in found
        for side, another in combinations(item.sides, 2)
        for one in side.claims
        for other in another.claims
    }
    return found, Counter(fate(one, other, shown, background) for one, other in differing(records, background))


def table(found: Sequence[Disagreement], fates: Counter[str]) -> str:
    """Return the note on disagreements as Markdown.

    :param found: the disagreements
    :param fates: what becomes of a pair → number of pairs
    :returns: a sentence and a table
    """
    conflicts = sum(item.kind == "conflict" for item in found)
    lines = [
        f"{len(found)} disagreements are shown: {conflicts} conflicts and {len(found) - conflicts} differences.",
        f"Of {fates.total()} pairs of claims on one matter that do not say the same, {fates[SHOWN]} are on different",
        f"sides of one of them. The other {fates.total() - fates[SHOWN]} are left out by these rules:",
        "",
        "| rule | pairs left out |",
        "| --- | --: |",
    ]
    left_out = sorted(((count, name) for name, count in fates.items() if name != SHOWN), reverse=True)
    return "\n".join([*lines, *(f"| {name} | {count} |" for count, name in left_out)])


def _classes(record: ClaimRecord) -> set[str]:
    """Return the classes of frequency and gravity that a claim gives."""
    frequencies, order = [qualifier(record, key) for key in ("frequency", "frequency_to")], list(FREQUENCIES)
    places = sorted(order.index(value) for value in frequencies if value in FREQUENCIES)
    gravities = {GRAVITIES[value] for key in ("severity", "severity_to") if (value := qualifier(record, key))}
    return {FREQUENCIES[code] for code in order[places[0] : places[-1] + 1]} | gravities if places else gravities


def _standing(record: ClaimRecord) -> tuple[str, str, str | None]:
    return record.polarity, record.modality, record.regulatory_status


def main() -> None:
    """Write the table into the page."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    text = f"{head}{BEGIN}\n\n{table(*counted(*real_claims()))}\n\n{END}{rest.partition(END)[2]}"
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
