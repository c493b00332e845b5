"""How well claims fit gold: place, subject, sign, object, polarity and number must all agree.

A gold fact is found when one claim of the same document is at its place, has its polarity and a same or
neighbouring family, the same subject, no opposite sign, the same object by its words, and one of its numbers where the
fact has a number of pharmacokinetics or dosing. A claim of the seven families that count is right when some line of
gold fits it so, neutral when it repeats a fact of gold at another place, and wrong otherwise.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.claim_likeness import Row, numbers_of, overlap, polarity_of, same_thing, spans_of
from ontology.errors import UserError
from ontology.files import parse_json, read_text, why_unreadable

FAMILIES = (
    "mechanism",
    "indication",
    "adverse_effect",
    "withdrawal",
    "interaction",
    "contraindication",
    "pharmacokinetics",
)
"""The families whose gold is complete, so that a claim without a line of gold is wrong."""


@dataclass
class FamilyScore:
    """Counts of one family.

    :param gold: facts that count
    :param found: those of them that a claim states
    :param claims: claims that count
    :param right: those of them that gold supports
    :param repeated: claims that repeat a fact at another place
    """

    gold: int = 0
    found: int = 0
    claims: int = 0
    right: int = 0
    repeated: int = 0


@dataclass
class Scores:
    """The result of a comparison.

    :param families: counts per family
    :param documents: F1 of each document with five facts or more
    :param forbidden: lines of gold that are asserted though the document does not say them
    :param denials_asserted: denials of gold that are asserted
    :param no_place: claims without a place
    :param claims: number of claims in the documents of gold
    :param missed: facts that no claim states
    :param wrong: claims without support
    """

    families: dict[str, FamilyScore]
    documents: dict[str, float]
    forbidden: list[Row]
    denials_asserted: list[Row]
    no_place: int
    claims: int
    missed: list[Row] = field(repr=False, default_factory=list)
    wrong: list[Row] = field(repr=False, default_factory=list)

    def _sum(self, name: str) -> int:
        return sum(getattr(score, name) for family, score in self.families.items() if family in FAMILIES)

    @property
    def recall(self) -> float:
        """Found facts of all facts, over the seven families."""
        return self._sum("found") / max(1, self._sum("gold"))

    @property
    def precision(self) -> float:
        """Right claims of all that count."""
        return self._sum("right") / max(1, self._sum("claims"))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return harmonic(self.precision, self.recall)

    @property
    def macro_f1(self) -> float:
        """Mean of the documents' F1."""
        return sum(self.documents.values()) / max(1, len(self.documents))

    def summary(self) -> dict[str, float | int]:
        """Return the figures of the comparison.

        :returns: name to figure
        """
        return {
            "recall": self.recall,
            "precision": self.precision,
            "f1": self.f1,
            "macro": self.macro_f1,
            "worst": min(self.documents.values(), default=0.0),
            "forbidden": len(self.forbidden),
            "denials_asserted": len(self.denials_asserted),
            "no_place": self.no_place,
            "claims": self.claims,
        }


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two rates.

    :param precision: a rate
    :param recall: a rate
    :returns: their harmonic mean, 0 if both are 0
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of JSON Lines.

    :param path: the file
    :returns: its objects
    :raises UserError: if it cannot be read or a line is not a JSON object
    """
    try:
        lines = read_text(path).split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path}: cannot be read: {why_unreadable(error)}") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = parse_json(line)
        except ValueError as error:
            raise UserError(f"{path}:{number}: not JSON") from error
        if not isinstance(row, dict) or not {"doc", "family", "object"} <= row.keys():
            raise UserError(f"{path}:{number}: a line of gold needs at least doc, family and object")
        rows.append(row)
    return rows


def evaluate(claims: Iterable[Row], gold: Iterable[Row]) -> Scores:
    """Compare claims with gold.

    :param claims: claim records; those of documents without gold are left out
    :param gold: lines of gold, forbidden ones among them
    :returns: the scores
    """
    lines = list(gold)
    forbidden = [line for line in lines if line.get("kind") == "forbidden"]
    facts = [line for line in lines if line.get("kind") != "forbidden"]
    by_document: dict[str, list[Row]] = {line["doc"]: [] for line in lines}
    for claim in claims:
        name = str(claim.get("source", "")).rsplit("/", 1)[-1]
        if name in by_document:
            by_document[name].append(claim)
    return _Comparison(by_document).run(facts, forbidden)


class _Comparison:
    def __init__(self, by_document: dict[str, list[Row]]) -> None:
        self.by_document = by_document
        self.right: set[int] = set()
        self.repeats: set[int] = set()
        self.families: dict[str, FamilyScore] = defaultdict(FamilyScore)
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.missed: list[Row] = []
        self.wrong: list[Row] = []

    def run(self, facts: Sequence[Row], forbidden: Sequence[Row]) -> Scores:
        groups: dict[tuple[Any, ...], list[Row]] = {}
        for line in facts:
            key = (
                line["doc"],
                line["family"],
                str(line.get("subject") or "").lower(),
                line["object"].lower(),
                polarity_of(line),
                tuple(sorted(numbers_of(line))),
            )
            groups.setdefault(key, []).append(line)
        for (document, family, *_), group in groups.items():
            self._fact(document, family, group)
        for document, claims in self.by_document.items():
            for claim in claims:
                self._claim(document, claim)
        documents = {
            name: harmonic(count["right"] / max(1, count["claims"]), count["found"] / max(1, count["gold"]))
            for name, count in sorted(self.counts.items())
            if count["gold"] >= 5
        }
        all_claims = [claim for claims in self.by_document.values() for claim in claims]
        return Scores(
            dict(sorted(self.families.items())),
            documents,
            [line for line in forbidden if self._asserted(line, anywhere=True)],
            [line for line in facts if polarity_of(line) == "neg" and self._asserted(line)],
            sum(not spans_of(claim, "anchors") for claim in all_claims),
            len(all_claims),
            self.missed,
            self.wrong,
        )

    def _fact(self, document: str, family: str, group: Sequence[Row]) -> None:
        found = False
        for line in group:
            for claim in self.by_document[document]:
                if polarity_of(claim) == polarity_of(line) and same_thing(line, claim):
                    if overlap(line, claim):
                        self.right.add(id(claim))
                        found = True
                    else:
                        self.repeats.add(id(claim))
        if all(_is_optional(line) for line in group):
            return
        self.families[family].gold += 1
        self.families[family].found += found
        if family in FAMILIES:
            self.counts[document]["gold"] += 1
            self.counts[document]["found"] += found
        if not found:
            self.missed.append(group[0])

    def _claim(self, document: str, claim: Row) -> None:
        if claim["family"] not in FAMILIES:
            return
        score = self.families[claim["family"]]
        if id(claim) in self.right:
            score.claims += 1
            score.right += 1
            self.counts[document].update(claims=1, right=1)
        elif id(claim) in self.repeats and spans_of(claim, "anchors"):
            score.repeated += 1
        else:
            score.claims += 1
            self.counts[document]["claims"] += 1
            self.wrong.append(claim)

    def _asserted(self, line: Row, *, anywhere: bool = False) -> bool:
        """Say whether a claim asserts a line of gold that must not be asserted."""
        for claim in self.by_document[line["doc"]]:
            asserts = (
                polarity_of(claim) == "pos"
                and claim.get("modality") in (None, "asserted", "hedged")
                and id(claim) not in self.right
            )
            if (
                asserts
                and same_thing(line, claim)
                and ((anywhere and line.get("start") is None) or overlap(line, claim))
            ):
                return True
        return False


def _is_optional(line: Row) -> bool:
    return (line.get("qualifiers") or {}).get("optional") == "true" or bool(line.get("optional"))
