"""What a curator overlooks easily: anchors that say nothing, duplicates, lost negations, doubts and numbers.

A finding is a hint to look again. One that was looked at and is right as it is has a row in ``reviewed_lints.tsv``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from ingest.claims import ClaimRecord, slim
from ontology.errors import UserError
from ontology.files import read_text

REVIEWED_FILE = Path(__file__).with_name("reviewed_lints.tsv")

Lint = Literal["anchor", "duplicate", "negation", "hedge", "number"]
"""Kinds of findings."""

_NEGATION = re.compile(
    r"\b(?:not|no|never|without|neither|nor|cannot|lacks?|lacking|absen(?:t|ce)|fails?|failed|unable|none|hardly|scarcely|"
    r"barely|unlikely|free (?:of|from)|devoid|rules? out|ruled out)\b|n[’']t\b",
    re.I,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|possib(?:le|ly)|suggest(?:s|ed)?|appears?|seems?|perhaps|probably|presumably|unclear|unknown|"
    r"hypothes\w+|potentially|reportedly|allegedly|apparently|supposedly|conceivabl[ey]|likely|"
    r"(?:thought|believed|assumed|supposed|expected|said) to)\b",
    re.I,
)
_POSSIBLE = re.compile(
    r"\b(?:may|might|can|could|possibl[ey]|perhaps|probabl[ey]|likel(?:y|ier)|seems?|appears?|suggest\w*)\b", re.I
)
_NUMBER = re.compile(r"(?<![^\W_])\d+(?:[.,]\d+)*")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}
_REFERENCE = re.compile(r"\breferences? \d+(?:(?:,| and) \d+)*", re.I)
_NOT_CONTENT = ("id", "statement", "section", "start", "end", "sha256", "quote", "anchors", "note", "reading", "cites")


class Finding(NamedTuple):
    """Something to look at again.

    :param claim: identifier of the claim
    :param lint: what was looked for
    :param message: what was found
    """

    claim: str
    lint: Lint
    message: str


def lint_claim(record: ClaimRecord, quotes: Sequence[str], title: str, around: str = "") -> list[Finding]:
    """Return what is worth a second look at one claim.

    :param record: the claim
    :param quotes: the words at each of its places
    :param title: title of the document
    :param around: the lines that these words are in
    :returns: the findings that nobody has reviewed
    """
    found = [Finding(record.id, "anchor", problem) for quote in quotes if (problem := empty_anchor(quote, title))]
    if quotes and not found and {_bare(quote) for quote in quotes} == {_bare(record.section)}:
        found.append(Finding(record.id, "anchor", "the anchor is the heading of its section"))
    if record.polarity == "affirmed" and record.modality == "asserted":
        found += _lost_words(record, quotes)
    if record.family != "reference":
        missing = _missing_numbers(record.statement, " ".join([*quotes, around]))
        if missing:
            numbers = ", ".join(missing)
            found.append(Finding(record.id, "number", f"the statement has {numbers}, which is not in the quote"))
    return [finding for finding in found if (finding.claim, finding.lint) not in reviewed()]


def empty_anchor(quote: str, title: str) -> str:
    """Say why the words of an anchor support nothing.

    :param quote: the words
    :param title: title of the document
    :returns: the reason; empty if they may support a claim

    >>> empty_anchor(" ", "Baclofen"), empty_anchor("x", "Baclofen"), empty_anchor("dry mouth", "Baclofen")
    ('the anchor holds only blanks', 'the anchor holds a single character', '')
    """
    words = " ".join(quote.split())
    if not words:
        return "the anchor holds only blanks"
    if len(words) == 1:
        return "the anchor holds a single character"
    if not any(character.isalnum() for character in words):
        return "the anchor holds no letter and no number"
    if title and _bare(words) == _bare(title):
        return "the anchor is the title of the document"
    return ""


def _bare(text: str) -> str:
    """Return a title or heading without case, spare blanks and final punctuation."""
    return " ".join(text.split()).strip(".:").casefold()


def duplicates(records: Iterable[ClaimRecord]) -> list[Finding]:
    """Return claims that say the same as an earlier one of their document, in the same words or at the same place.

    :param records: the claims
    :returns: one finding per later claim
    """
    seen: dict[str, list[ClaimRecord]] = {}
    found = []
    for record in records:
        data = slim(record)
        content = repr(sorted((key, repr(value)) for key, value in data.items() if key not in _NOT_CONTENT))
        for other in seen.setdefault(content, []):
            if _statement(other) == _statement(record) or _overlap(other, record):
                found.append(Finding(record.id, "duplicate", f"says the same as {other.id}"))
                break
        seen[content].append(record)
    return [finding for finding in found if (finding.claim, finding.lint) not in reviewed()]


def lines_around(text: str, record: ClaimRecord) -> str:
    """Return the lines of a document that the places of a claim are in.

    :param text: the document
    :param record: the claim
    :returns: the lines, one after the other
    """
    lines = []
    for place in record.places:
        end = text.find("\n", place.end)
        lines.append(text[text.rfind("\n", 0, place.start) + 1 : end if end >= 0 else len(text)])
    return "\n".join(lines)


@cache
def reviewed(path: Path = REVIEWED_FILE) -> Mapping[tuple[str, str], str]:
    """Return the findings that were looked at and are right as they are.

    :param path: a tab-separated file with the columns claim, lint and reason
    :returns: identifier of a claim and lint → reason
    :raises UserError: if it cannot be read, or lacks a column
    """
    try:
        rows = csv.DictReader(read_text(path).split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {(row["claim"], row["lint"]): row["reason"] for row in rows}
    except (OSError, ValueError, KeyError, csv.Error) as error:
        raise UserError(f"{path}: is not a table with the columns claim, lint and reason ({error})") from error


def _lost_words(record: ClaimRecord, quotes: Sequence[str]) -> list[Finding]:
    """Return a negation or a doubt that the quotes have and an affirmed, asserted claim may have lost."""
    found = []
    for lint, cue, kept in (("negation", _NEGATION, _NEGATION), ("hedge", _HEDGE, _POSSIBLE)):
        words = list(dict.fromkeys(match.lower() for quote in quotes for match in cue.findall(quote)))
        if words and not kept.search(record.statement):
            message = f"the quote has “{', '.join(words)}”, and the claim is affirmed and asserted"
            found.append(Finding(record.id, lint, message))  # type: ignore[arg-type]
    return found


def _missing_numbers(statement: str, quoted: str) -> list[str]:
    """Return the numbers of a statement that are not among the words of a document."""
    there = {number.replace(",", "") for number in _NUMBER.findall(quoted)} | {
        _NUMBER_WORDS[word] for word in re.findall(r"[a-z]+", quoted.lower()) if word in _NUMBER_WORDS
    }
    # A unit may follow without a blank, and a range without one: the digits count.
    there |= set(re.findall(r"\d+", quoted))
    wanted = dict.fromkeys(_NUMBER.findall(_REFERENCE.sub("", statement)))
    return [number for number in wanted if number.replace(",", "") not in there]


def _statement(record: ClaimRecord) -> str:
    return " ".join(record.statement.casefold().split())


def _overlap(one: ClaimRecord, other: ClaimRecord) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.places for b in other.places)
