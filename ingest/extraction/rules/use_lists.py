"""Uses listed under their heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.language.polarity import is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_tables import NAMES_USES, statuses_of
from ingest.extraction.rules.use_wording import PURPOSE, status_of, use_candidates


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets of a section about uses."""
    unit = passage.unit
    if (
        foreign_section(passage)
        or unit.kind not in ("item", "label", "cell")
        or (unit.kind == "cell" and not NAMES_USES.fullmatch(unit.column or "uses"))
        or statuses_of(passage)
    ):
        return
    if re.match(r"(?:if|do not|don't|tell|ask|take|you|by|to the)\b", passage.folded) or _DOSE.search(passage.folded):
        return
    if unit.kind == "label" and _is_condition(passage) and not _DENIES.search(passage.folded):
        label = unit.label.split(": ")[-1]
        where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
        if where >= 0:
            yield from _labelled(passage, label, where, denied=False)
        return
    if unit.kind == "label" and not re.search(
        r"\b(?:indication|use|used|label|unlabel|unlicensed|off|approved|licensed|treat|adult|child|primary|other|"
        r"oral|main)",
        unit.label,
        re.IGNORECASE,
    ):
        return
    match = PURPOSE.match(passage.folded) or _ADDED_TO.match(passage.folded)
    place = match.end() if match else 0
    verb = re.search(r"\b(?:is|are|was|were|may|can|should|has|have|works|helps)\b", passage.folded)
    if (
        match is None
        and verb
        and verb.start() < 100
        and not re.search(r"\b(?:that|which|when|who|where|if)\b", passage.folded[: verb.start()])
    ):
        return
    if unit.kind == "item" and (found := _HEADED.match(passage.folded)) is not None:
        start, end = found.span("what")
        known = [m for m in passage.mentions if m.entry.category == "finding" and start <= m.start < end]
        if known and sum(m.end - m.start for m in known) >= _MOST * (end - start):
            yield from _headed(passage, start, end)
            return
    denied = passage.kind == "not_used" or bool(re.match(r"(?:no|not)\b", passage.folded))
    label = unit.label.split(": ")[-1] if unit.label else ""
    where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
    if (
        label
        and unit.kind == "item"
        and where >= 0
        and any(m.entry.category == "finding" for m in passage.context.lexicon.mentions(label))
    ):
        yield from _labelled(passage, label, where, denied=denied)
        return
    remark = bool(label) and unit.kind == "item" and not _ABOUT_USES.search(label)
    yield from use_candidates(
        passage,
        "indications listed under their heading",
        place,
        len(passage.text),
        clause=(0, len(passage.text)),
        denied=denied,
        trust=not remark,
    )


_HEADED = re.compile(
    r"\W*(?P<what>[a-z][^.;:()\u2013\u2014]{3,60}?)\s*(?:[†*]|\[[^\]]{2,20}\]|\([^()]{2,20}\))?\s*"
    r"(?:[;\u2013\u2014]|:| - )\s*(?=\w)"
)
_MOST = 0.6
_FAILED = re.compile(
    r"\b(?:no (?:better|benefit|effect|advantage|difference|more)|did not|does not|failed|fails|negative|"
    r"ineffective|not effective|"
    r"useless|not better)\b"
)
_WORKED = re.compile(
    r"\b(?:beat|better than|superior|effective(?! in)|reduced|improved|shortened|works?|helps?|benefit(?!s? over)|"
    r"positive)\b"
)


def _headed(passage: Passage, start: int, end: int) -> Iterator[Candidate]:
    """“Gambling – in 207 adults, 25 mg a day beat placebo”: the use is named first, then how it fared."""
    rest = passage.folded[end:]
    failed = _FAILED.search(rest)
    worked = _WORKED.search(_FAILED.sub(" ", rest))
    yield from use_candidates(
        passage,
        "indications listed under their heading",
        start,
        end,
        clause=(start, end),
        denied=failed is not None and worked is None,
        trust=False,
    )


_ADDED_TO = re.compile(
    r"\W*(?:(?:first|second|third)-line,? |as )?(?:an? )?(?:add-on|adjunct|adjunctive (?:therapy|treatment)|"
    r"addition|supplement|"
    r"first-line|second-line|third-line|last resort|last-line)(?: (?:treatment|therapy|drug|option|agent))?"
    r"(?: to [a-z][\w ,-]{3,50}?)? (?:for|in|of) (?:the )?(?:(?:treatment|management) of )?(?:the )?"
)
"""“As an add-on to antidepressants for depression”."""
_ABOUT_USES = re.compile(
    r"\b(?:indications?|uses|used|label|treat\w*|adults?|child\w*|primary|other|oral|main|approved|licensed|"
    r"psychiatric|"
    r"medical|neurolog\w*|pain|mental|common|established|off)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|no|never|without|failed|ineffective|disappointing|negative|lacks?)\b|n't\b")


def _is_condition(passage: Passage) -> bool:
    """Say whether a label is little else than a finding: “Acute gout in adults: a single dose …”."""
    label = passage.unit.label.split(": ")[-1]
    known = [m for m in passage.context.lexicon.mentions(label) if m.entry.category == "finding"]
    return (
        passage.section.kind in ("indication", "off_label")
        and bool(known)
        and known[0].start <= 12
        and len(label.split()) <= 8
        and sum(m.end - m.start for m in known) >= 0.4 * len(label)
    )


_DOSE = re.compile(
    r"\b\d[\d.,]*\s?(?:mg|g|micrograms?|mcg|µg|ml)\b.{0,60}\b(?:daily|day|times|hours|dose|minutes|then)\b"
)


def _labelled(passage: Passage, label: str, where: int, *, denied: bool) -> Iterator[Candidate]:
    """“Gout: 5 mg daily”: the label is the use."""
    for item in items(label, 0, len(label)):
        yield Candidate(
            "indications listed under their heading",
            "indication",
            "usedFor",
            item.text,
            "finding",
            where + item.start,
            where + item.end,
            polarity="denied" if denied else "affirmed",
            status=status_of(passage, passage.folded),
            modality="hedged" if is_hedged(passage.folded) else "asserted",
            synonyms=item.synonyms,
        )


RULES = (
    Rule(
        "indications listed under their heading",
        "bullets of a section about uses",
        ("indication",),
        _listed,
        kinds=frozenset({"indication", "off_label", "not_used"}),
    ),
)
