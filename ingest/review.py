"""Decisions of reviewers on extracted claims: accepted, edited or rejected, with who, when and why.

A decision belongs to a claim in a place: it is found again by the document's checksum, the place, the family and the
object, so that extracting a document anew loses no decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from ingest.claims import ClaimRecord
from ontology.errors import UserError
from ontology.files import parse_json, read_text

Verdict = Literal["accepted", "edited", "rejected"]
REASONS = (
    "entityBoundaries",
    "grounding",
    "noRelation",
    "wrongRelation",
    "polarity",
    "negativeResult",
    "hypothesis",
    "conditions",
    "other",
)
"""Why a claim is rejected; ``other`` needs a comment."""

EDITABLE = frozenset(
    {
        "polarity",
        "modality",
        "predicate_id",
        "object_id",
        "object",
        "qualifiers",
        "value_min",
        "value_max",
        "unit",
        "regulatory_status",
        "statement",
        "family",
    }
)
"""The fields that a reviewer may change."""


class ReviewError(UserError, ValueError):
    """A decision is not valid. The message says what is wrong."""


@dataclass(frozen=True)
class Decision:
    """What a reviewer decided on one claim.

    :param claim: identifier of the claim
    :param document: checksum of the document
    :param start: where the claim begins in it
    :param end: where it ends
    :param family: topic of the claim
    :param object: identifier or text of its object, or its predicate where it has none
    :param verdict: accepted, edited or rejected
    :param reviewer: who decided
    :param time: when, in ISO 8601
    :param reason: why it is rejected, one of :data:`REASONS`
    :param comment: further words
    :param changes: field to new value, for an edited claim
    """

    claim: str
    document: str
    start: int
    end: int
    family: str
    object: str
    verdict: Verdict
    reviewer: str
    time: str
    reason: str = ""
    comment: str = ""
    changes: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is not a decision.

        :raises ReviewError: with what is wrong
        """
        texts = {name: value for name, value in vars(self).items() if name not in ("start", "end", "changes")}
        wrong_texts = sorted(name for name, value in texts.items() if not isinstance(value, str))
        if wrong_texts:
            raise ReviewError(f"must be a text: {', '.join(wrong_texts)}")
        if not type(self.start) is type(self.end) is int or not isinstance(self.changes, dict):
            raise ReviewError("start and end must be whole numbers, and changes a mapping of fields")
        if self.verdict not in ("accepted", "edited", "rejected"):
            raise ReviewError(f"a decision is accepted, edited or rejected, not {self.verdict!r}")
        if not self.reviewer.strip():
            raise ReviewError("a decision needs the name of the reviewer")
        if self.verdict == "rejected" and self.reason not in REASONS:
            raise ReviewError(f"a rejection needs a reason: one of {', '.join(REASONS)}")
        if self.reason == "other" and not self.comment.strip():
            raise ReviewError("the reason “other” needs a comment")
        if self.verdict == "edited" and not self.changes:
            raise ReviewError("an edit needs at least one change")
        wrong = sorted(set(self.changes) - EDITABLE)
        if wrong:
            raise ReviewError(f"cannot be changed: {', '.join(wrong)}; fields that can: {', '.join(sorted(EDITABLE))}")

    def fits(self, record: ClaimRecord) -> bool:
        """Say whether a claim is the one that was decided on.

        :param record: a claim of the same document
        :returns: whether place, family and object agree
        """
        places = {(place.start, place.end) for place in record.places}
        return (self.start, self.end) in places and record.family == self.family and object_of(record) == self.object

    def as_json(self) -> dict[str, Any]:
        """Return the decision as a line of the file of decisions.

        :returns: plain data without empty fields
        """
        return {key: value for key, value in vars(self).items() if value not in ("", {})}


def object_of(record: ClaimRecord) -> str:
    """Return what names the object of a claim in a decision.

    :param record: the claim
    :returns: the identifier or the text of its object; its predicate where it has none
    """
    return record.object_id or record.object or record.predicate_id


def decision_on(
    record: ClaimRecord,
    document: str,
    verdict: Verdict,
    reviewer: str,
    *,
    reason: str = "",
    comment: str = "",
    changes: dict[str, Any] | None = None,
) -> Decision:
    """Return a decision on a claim, made now.

    :param record: the claim
    :param document: checksum of its document
    :param verdict: accepted, edited or rejected
    :param reviewer: who decides
    :param reason: why it is rejected
    :param comment: further words
    :param changes: field to new value
    :returns: the decision
    """
    time = datetime.now(UTC).isoformat(timespec="seconds")
    return Decision(
        record.id,
        document,
        record.start,
        record.end,
        record.family,
        object_of(record),
        verdict,
        reviewer,
        time,
        reason,
        comment,
        changes or {},
    )


def read_decisions(path: Path) -> list[Decision]:
    """Read a file of decisions.

    :param path: JSON Lines; a file that is not there holds none
    :returns: the decisions, the oldest first
    :raises ReviewError: if a line is not a decision; with file and line
    """
    if not path.is_file():
        return []
    found = []
    try:
        text = read_text(path)
    except UnicodeDecodeError as error:
        raise ReviewError(f"{path}: cannot be read: byte {error.start} is not UTF-8 text") from error
    except OSError as error:
        raise ReviewError(f"{path}: cannot be read: {error.strerror}") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(Decision(**parse_json(line)))
        except (ValueError, TypeError) as error:
            said = str(error).removeprefix("Decision.__init__() ")
            raise ReviewError(f"{path}:{number}: not a decision: {said}: mend the line or remove it") from error
    return found


def applied(records: Sequence[ClaimRecord], decisions: Iterable[Decision], document: str) -> list[ClaimRecord]:
    """Return claims with the decisions on them; a later decision replaces an earlier one.

    :param records: claims of one document
    :param decisions: decisions on claims of any document
    :param document: checksum of the document
    :returns: the claims in the same order
    :raises ReviewError: if an edit makes a claim invalid
    """
    wanted = [decision for decision in decisions if decision.document == document]
    found = []
    for record in records:
        changed = record
        for decision in wanted:
            if decision.fits(record) or decision.fits(changed):
                changed = _decided(changed, decision)
        found.append(changed)
    return found


def _decided(record: ClaimRecord, decision: Decision) -> ClaimRecord:
    data = record.model_dump() | decision.changes
    data["review_status"] = "rejected" if decision.verdict == "rejected" else "reviewed"
    if decision.verdict == "edited":
        data["note"] = (
            f"{record.note or ''} Edited by {decision.reviewer}: {', '.join(sorted(decision.changes))}.".strip()
        )
    try:
        return ClaimRecord.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ReviewError(
            f"{record.id}: the edit is not valid: {'.'.join(map(str, first['loc']))}: {first['msg']}"
        ) from error
