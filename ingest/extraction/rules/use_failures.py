"""Uses that trials did not bear out, in further wordings: “a trial in men who smoked was negative”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_wording import BLOCKED, denied_use, known_finding

_NAME = "uses that trials did not bear out"
_NO = (
    r"(?:no (?:better|faster|sooner|different|more (?:effective|helpful|useful)) than|no (?:clear |significant |real |"
    r"added |overall |consistent )?(?:benefit|effect|advantage|improvement|difference|gain)|(?:did|does) not (?:beat|"
    r"outperform|help|work|differ|separate|improve|reduce)|not (?:better|superior)|fail(?:ed|s|ure)?|negative|"
    r"disappoint\w+|"
    r"unsuccessful|ineffective|nothing)"
)
_WHO = r"(?:(?:people|patients|adults|children|those|men|women|\d+ \w+) (?:with|who have|who had) (?:both )?)?"
_TRIALS_IN = re.compile(
    rf"\b(?:trials?|stud(?:y|ies)|work|research|experiments?|reviews?)(?: of (?:it|[a-z-]+))? (?:in|for|on|of) {_WHO}"
    rf"(?P<what>[a-z][^.;:,()]{{3,70}}?)(?: \([^()]{{1,40}}\))?,? (?:have |has |had )?(?:found|showed|shown|"
    rf"shows|was|were|"
    rf"been|saw|seen|reported|failed|came)\b[^.;]{{0,60}}?\b(?P<no>{_NO})"
)
_IN_TRIAL = re.compile(
    rf"\b(?:in|for|among) (?:an? |one |two |three |the |several )?(?:[\w-]+ ){{0,2}}(?:trials?|stud(?:y|ies)|people|"
    rf"patients)(?: (?:of|in|among) (?:\d+ )?(?:adults|people|patients|children|men|women|those)?)? ?(?:with|"
    rf"in) (?:both )?"
    rf"(?P<what>[a-z][^.;:,()]{{3,60}}?)(?: \([^()]{{1,40}}\))?,? (?P<who>it|the drug|this drug|[a-z]{{5,20}}) "
    rf"(?:has |have )?"
    rf"(?:showed|shown|had|brought|was|gave|did|failed|offered|proved|produced)\b[^.;]{{0,40}}?\b(?P<no>{_NO}|"
    rf"not reduce|"
    rf"not improve|not)\b"
)
_NO_EVIDENCE = re.compile(
    r"\b(?:no (?:good |clear |convincing |reliable |real )?(?:evidence|proof|sign|indication|data|support)(?: "
    r"to (?:show|"
    r"suggest))?|nothing (?:to (?:suggest|show)|suggests|shows)|not (?:been )?(?:shown|proved|proven|found|known|clear|"
    r"established)|little (?:evidence|reason)(?: to (?:think|believe))?|not support)(?: that)? (?!for or "
    r"against)(?:it|[a-z]{5,20}|this drug|"
    r"the drug|its use|the use of it|to)? ?(?:helps?|works?|treats?|relieves?|eases?|prevents?|cures?|"
    r"benefits?|is of use|"
    r"is effective|is useful|improves?|reduces?|in|for)(?: with| in| for| against| people with| the symptoms "
    r"of| symptoms "
    r"of)? (?P<what>[a-z][^.;:]{3,80})"
)
_LABELLED = re.compile(
    rf"\b(?:trials?|stud(?:y|ies)|reviews?|evidence)\b[^.;]{{0,90}}?\b(?:{_NO})\b|^\W*(?:no benefit|"
    rf"ineffective|not effective|"
    r"no better|of no (?:use|value|benefit)|failed)\b"
)
_LATER_GOOD = re.compile(
    r"\b(?:but|although|though|however|yet|whereas|while)\b[^.;]{0,80}\b(?:benefit|help|better|effective)"
)


def _failed(passage: Passage) -> Iterator[Candidate]:
    """“Trials in sciatica found it no better than a sugar pill”, “there is no proof that it helps tinnitus”."""
    if passage.kind in BLOCKED or foreign_section(passage):
        return
    for pattern in (_TRIALS_IN, _IN_TRIAL, _NO_EVIDENCE):
        for match in pattern.finditer(passage.folded):
            if (
                passage.folded[: match.start()].rstrip().endswith(":")
                or not _ours(passage, match)
                or _LATER_GOOD.search(passage.folded, match.end("what"), match.end() + 120)
            ):
                continue
            start, end = match.span("what")
            cut = _CUT.search(passage.folded, start, end)
            for item in passage.items(start, cut.start() if cut else end):
                known = known_finding(passage, item)
                if known is not None:
                    yield denied_use(_NAME, item.text, passage.at + item.start, passage.at + item.end, known)


_CUT = re.compile(
    r" (?:or|and) (?:against|for) its| either\b| in (?:any|an?|one|two|the) | (?:has|have|had|is|was)\b|,? "
    r"(?:but|who|which)\b"
)


def _ours(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether the trial was one of this drug: it is named, or meant by a pronoun, and no other drug is."""
    others = [
        m
        for m in passage.mentions
        if match.start() <= m.start < match.end()
        and m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own(m)
        and not re.match(r"[ -](?:dependence|withdrawal|addiction|use\b|abuse|misuse|craving)", passage.folded[m.end :])
    ]
    if others:
        return False
    if passage.own_named() or re.search(r"\b(?:it|its|this (?:medicine|drug)|the (?:drug|medicine))\b", passage.folded):
        return True
    return passage.kind in ("indication", "off_label", "efficacy", "introduction")


def _labelled(passage: Passage) -> Iterator[Candidate]:
    """“Smoking: a trial in 129 men was negative”, a bullet of a list about uses."""
    label = passage.unit.label.split(": ")[-1]
    if passage.kind not in ("indication", "off_label", "efficacy") or not label or len(label.split()) > 5:
        return
    if foreign_section(passage) or not _LABELLED.search(passage.folded) or _LATER_GOOD.search(passage.folded):
        return
    known = [m for m in passage.context.lexicon.mentions(label) if m.entry.category == "finding"]
    where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
    if known and where >= 0:
        yield denied_use(_NAME, label, where, where + len(label), known[0].entry.label)


RULES = (
    Rule(
        _NAME,
        "“trials in sciatica found it no better than placebo”",
        ("indication",),
        _failed,
        re.compile(f"{_NO}|{_NO_EVIDENCE.pattern}"),
    ),
    Rule(_NAME, "“Smoking: a trial was negative”", ("indication",), _labelled),
)
