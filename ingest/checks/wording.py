"""Checks whether a record keeps what its words say: doubts, limits, purposes, ranges, frequencies and citations.

Each rule compares the fields of a record with its own statement and, where the document is at hand, with the words that
its anchors mark. A rule can only find what words give away. Where the reader has decided otherwise, the note of the
record quotes the word in single quotation marks, and the rule is silent.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from ingest.checks.outcome import Check
from ingest.claims import ClaimRecord
from ingest.problems import Problem
from ingest.sources import PlacedClaim, SourceFolder

_GROUPS = "people|persons?|individuals?|patients?|users|those|cases"
_NO_EVIDENCE = re.compile(
    r"\bno (?:clear |good |convincing )?evidence\b|\b(?:did|does|do) not find\b|\bnot found evidence\b"
    r"|\bcannot (?:be )?(?:excluded?|ruled? out)\b|\bnot (?:yet )?(?:known|established|clear)\b|\bunknown\b|\bunclear\b"
    r"|\binsufficient\b|\binconclusive\b|\bno(?:ne)? (?:[\w-]+ ){0,4}(?:is|are) known\b|\bno known\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:might|possibly|probably|perhaps|presumably|supposedly|seems?|appears? (?:to|not)|suggests?|postulated)\b"
    r"|\b(?:is|are|was|were) (?:not )?(?:thought|believed|presumed|held|said|supposed|assumed)\b"
    r"|(?<!more )(?<!less )(?<!most )\blikely\b",
    re.IGNORECASE,
)
_MAY = re.compile(r"\bmay\b", re.IGNORECASE)
_SOME = re.compile(
    rf"\b(?:some|certain|a few|several|a subset of|part of) (?:of )?(?:the )?(?:{_GROUPS})\b|\bin part of\b",
    re.IGNORECASE,
)
_EMPHASIS = re.compile(r"\b(?:particularly|especially|generally|typically|above all|as a rule)\b", re.IGNORECASE)
_ANIMALS = re.compile(r"\b(?:animals?|rats?|mouse|mice|rodents?|knock-?out)\b", re.IGNORECASE)
_DOSE = re.compile(r"\b(?:high|higher|low|lower|standard|large|small|usual)[ -]doses?\b", re.IGNORECASE)
_PURPOSE = re.compile(
    r"\bto (?:ensure|minimi[sz]e|mitigate|maximi[sz]e)\b|\bin order to\b|\bso as to\b|\bso that\b"
    r"|\baim(?:s|ed|ing)? (?:to|at)\b|\b(?:intended|designed|meant|built) to\b",
    re.IGNORECASE,
)
_FREQUENCIES = {
    "very-common": r"very common|very often|≥|at least|tenth",
    "common": r"common|often|frequent|usual|most|at least|≥|tenth",
    "uncommon": r"uncommon|infrequent|sometimes",
    "rare": r"rare|seldom|hardly ever",
    "very-rare": r"very rare|very few",
    "isolated": r"isolated|single|few",
}
_FREQUENCY_KEYS = ("frequency", "frequency_to")

_DOUBTFUL_MAY = frozenset({"efficacy", "mechanism", "brain_region", "indication", "pharmacokinetics", "identity"})
"""Topics on which *may* is a doubt. In lists of unwanted effects it says what is possible."""

_GROUP_KEYS = frozenset({"population", "frequency", "incidence", "degree", "comparative_risk", "sample_size"})
_DOSE_KEYS = frozenset({"dose", "dose_level", "regimen"})
_PURPOSELESS = frozenset({"patient_education", "monitoring", "history", "identity", "reference", "regulatory"})

LOOK_BACK = 700
"""Characters before an anchor in which the heading of its list may give the frequency."""

Words = Callable[[ClaimRecord, str], str]
"""A rule: the record and its words → the word at fault, or an empty text."""


def wording_check(sources: Iterable[SourceFolder], texts: Mapping[str, str] | None = None) -> Check:
    """Check all records against their words.

    :param sources: the sources with their claims
    :param texts: source slug → text of the document; without it the statements alone are read
    :returns: the outcome
    """
    items = list(sources)
    problems = [problem for item in items for problem in wording_problems(item, (texts or {}).get(item.source.slug))]
    count = sum(len(item.claims) for item in items)
    return Check("wording of claims", f"{count} claims, {len(RULES) + 3} rules", tuple(map(str, problems)))


def wording_problems(item: SourceFolder, text: str | None = None) -> Iterator[Problem]:
    """Yield the records of a source that do not keep what their words say.

    :param item: the source
    :param text: its document
    :yields: a problem for each record and rule
    """
    for claim in item.claims:
        record = claim.record
        words = f"{record.statement} {_marked_words(record, text)}".strip()
        for name, (rule, advice) in RULES.items():
            found = rule(record, words)
            if found and f"'{found.casefold()}'" not in (record.note or "").casefold():
                yield claim.problem(f"{name}: {found!r} is in its words; {advice}, or explain {found!r} in the note")
        if text is not None and (band := _frequency_not_in(record, text)):
            yield claim.problem(f"unfounded frequency: neither its words nor their heading say {band!r}")
        yield from (claim.problem(message) for message in _citation_problems(record, item, words))
    yield from _split_ranges(item.claims)


def _marked_words(record: ClaimRecord, text: str | None) -> str:
    if text is None:
        return " ".join(place.quote or "" for place in record.places)
    return " ".join(text[place.start : place.end] for place in record.places)


def _denied_without_evidence(record: ClaimRecord, words: str) -> str:
    """Lack of evidence is no denial."""
    if record.polarity != "denied" or record.modality != "asserted":
        return ""
    return _first(_NO_EVIDENCE, words)


def _doubt_dropped(record: ClaimRecord, words: str) -> str:
    """A doubt of the source belongs into the modality."""
    if record.modality != "asserted" or record.regulatory_status is not None or record.family == "reference":
        return ""
    found = _first(_DOUBT, words)
    if found or record.family not in _DOUBTFUL_MAY or record.predicate_name in ("hasDoseIncrement", "statesPurpose"):
        return found
    return _first(_MAY, record.statement)


def _some_people(record: ClaimRecord, words: str) -> str:
    """What holds for some people needs a qualifier that says so."""
    return "" if _GROUP_KEYS & record.qualifiers.keys() else _first(_SOME, words)


def _emphasis_dropped(record: ClaimRecord, words: str) -> str:
    """What holds above all in one case, or as a rule only, needs a qualifier that says so."""
    if record.family == "reference" or {"degree", "frequency", "selectivity"} & record.qualifiers.keys():
        return ""
    return _first(_EMPHASIS, words)


def _animals(record: ClaimRecord, words: str) -> str:
    """A finding in animals needs the species, unless people are named in the same breath."""
    if "species" in record.qualifiers or record.family == "reference" or re.search(r"\b(?:human|clinical)\b", words):
        return ""
    return _first(_ANIMALS, words)


def _dose_dropped(record: ClaimRecord, words: str) -> str:
    """A dose on which a statement depends is a qualifier, the value, or part of a term."""
    if "Dose" in record.predicate_name:  # the dose is what the claim is on
        return ""
    terms = " ".join(
        [record.subject_id, record.object_id or record.object or "", *map(str, record.qualifiers.values())]
    )
    if _DOSE_KEYS & record.qualifiers.keys() or record.value is not None or "dos" in terms or "titration" in terms:
        return ""
    return _first(_DOSE, record.statement) if words and record.family != "reference" else ""


def _purpose_asserted(record: ClaimRecord, words: str) -> str:
    """What a measure is for is an aim; it is not a finding."""
    has_effect = record.predicate_name.startswith(("increase", "decrease"))
    if record.modality != "asserted" or not has_effect or record.family in _PURPOSELESS:
        return ""
    return _first(_PURPOSE, words)


RULES: dict[str, tuple[Words, str]] = {
    "denied without evidence": (_denied_without_evidence, "give it the modality insufficientEvidence or unknown"),
    "doubt dropped": (_doubt_dropped, "give it the modality hedged or hypothesis"),
    "limit dropped": (_some_people, "add population, frequency, incidence or degree"),
    "emphasis dropped": (_emphasis_dropped, "add degree or frequency"),
    "species dropped": (_animals, "add the qualifier species"),
    "dose dropped": (_dose_dropped, "add dose or dose_level"),
    "purpose asserted": (_purpose_asserted, "give it the modality aim"),
}
"""The rules on single records: name → rule and what to do."""


def _first(pattern: re.Pattern[str], words: str) -> str:
    found = pattern.search(words)
    return found.group(0) if found else ""


def _frequency_not_in(record: ClaimRecord, text: str) -> str:
    """Return a band of frequency that neither the marked words nor what stands before them in the section says."""
    before = max(0, record.start - LOOK_BACK)
    said = text[before : record.start].rpartition("\n\n")[2] + " " + _marked_words(record, text) + " " + record.section
    for key in _FREQUENCY_KEYS:
        band = str(record.qualifiers.get(key, "")).rpartition("frequency-")[2]
        if band in _FREQUENCIES and not re.search(_FREQUENCIES[band], said, re.IGNORECASE):
            return band
    return ""


def _citation_problems(record: ClaimRecord, item: SourceFolder, words: str) -> Iterator[str]:
    """Yield citations of works that the document neither lists nor marks nor names."""
    known = {f"ref:{reference.id}": reference for reference in item.source.references}
    for cite in record.cites:
        if cite.reference.startswith("ref:") and cite.reference not in known:
            yield f"work of another document: {cite.reference} is not in the reference list of {item.source.slug}"
        elif not cite.mark and cite.resolved == "byName" and cite.reference in known:
            work = known[cite.reference]
            names = " ".join(filter(None, (work.citation, work.title, work.venue, work.authors, work.label)))
            if not _long_words(names) & _long_words(words):
                yield f"work not named: its words do not name {cite.reference}, and it has no mark"
        elif not cite.mark and cite.resolved == "byContent" and not (cite.note or record.note):
            yield f"work without a mark: say in the note of the citation how {cite.reference} was recognised"


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w{5,}", text.casefold()) if word != "reference"}


def _split_ranges(claims: Iterable[PlacedClaim]) -> Iterator[Problem]:
    """Yield pairs of claims that give one range, such as mild to severe, as two claims on the same words."""
    groups: dict[tuple[object, ...], list[PlacedClaim]] = defaultdict(list)
    for claim in claims:
        record = claim.record
        groups[(record.proposition, record.polarity, record.modality)].append(claim)
    for group in groups.values():
        for at, one in enumerate(group):
            for other in group[at + 1 :]:
                key = _only_difference(one.record, other.record)
                if key and _overlap(one.record, other.record):
                    yield other.problem(
                        f"split range: {one.record.id} differs in {key} alone; make one claim with {key}_to"
                    )


def _only_difference(one: ClaimRecord, other: ClaimRecord) -> str:
    """Return ``frequency`` or ``severity`` if two claims differ in that qualifier and in no other."""
    keys = one.qualifiers.keys() | other.qualifiers.keys()
    different = [key for key in keys if one.qualifiers.get(key) != other.qualifiers.get(key)]
    both = [key for key in different if key in one.qualifiers and key in other.qualifiers]
    return different[0] if len(different) == 1 and both and different[0] in ("frequency", "severity") else ""


def _overlap(one: ClaimRecord, other: ClaimRecord) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.places for b in other.places)
