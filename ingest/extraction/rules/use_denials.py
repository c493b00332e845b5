"""Uses that a document denies: no benefit in trials, “is not a cure for …”, and questions that are answered with no."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import lacks_evidence
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.use_wording import BLOCKED, denied_use, known_finding


def _not_effective(passage: Passage) -> Iterator[Candidate]:
    """“did nothing for gout”, “is of no use in hives”, “no better than dummy tablets for …”."""
    if passage.kind in BLOCKED or foreign_section(passage):
        return
    places = [(m, m.end(), m.end() + 300) for m in _NOTHING.finditer(passage.folded)]
    places += [(m, m.start("what"), m.end("what")) for m in _FAILED.finditer(passage.folded)]
    for match, place, stop in places:
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign" or _WHOM.match(passage.folded, match.end()):
            continue
        last = min(max(end, place, match.end("what") if stop == match.end("what") else 0), stop)
        cut = _ELSEWHERE.search(passage.folded, place, last)
        aim = _AIM.match(passage.folded, place)
        for item in passage.items(aim.end() if aim else place, cut.start() if cut else last):
            known = known_finding(passage, item)
            if _COUNTRY.match(item.text):
                break
            if (
                known is None
                and passage.kind in _ABOUT_USES
                and _UNKNOWN.match(item.text.lower())
                and match.end() == item.start
            ):
                known = ""
            if known is None:
                continue
            yield Candidate(
                "no benefit",
                "indication",
                "usedFor",
                item.text,
                "finding",
                passage.at + item.start,
                passage.at + item.end,
                polarity="denied",
                modality="insufficientEvidence" if lacks_evidence(passage.folded[start:end]) else "asserted",
                synonyms=(known,) if known else (),
            )


_ELSEWHERE = re.compile(
    r" by | unless |,? either\b| in (?:an?|one|two|three|several|the (?:largest|only|first)) |"
    r", and [a-z -]{3,30} (?:was|"
    r"were|is|are)\b"
)
_ABOUT_USES = ("indication", "off_label", "introduction")
_UNKNOWN = re.compile(
    r"(?!(?:it|this|that|them|these|those|him|her|most|many|all|some|any|trials?|stud|long|adults|children|people|"
    r"patients|"
    r"everyone|everybody|an?|the|use|you|your|pregnan|breast|combination|first|routine|well|much|"
    r"more)\b)[a-z][a-z-]{3,}(?: [a-z-]{3,}){0,2}$"
)
"""An illness that no vocabulary has, right after “has not been shown to help with”."""

_WHOM = re.compile(r"(?:the )?(?:people|patients|those|adults|anyone|women|men|children|individuals|persons|use)\b")
"""People who should not take it: a contraindication, not a use."""

_NOTHING = re.compile(
    r"(?P<what>)\b(?:did nothing for|(?:should|must|ought|may) (?:not|never) (?:to )?be (?:used|given|"
    r"prescribed|taken|offered)(?: \w+ly)? (?:for|to "
    r"treat|against|as (?:a |an )?(?:treatment|remedy|therapy) (?:for|of))|(?:has|have|had|plays?) no "
    r"(?:established |proven |clear )?(?:role|place|use) in|"
    r"(?:was|were|is|are)(?: not|n't) (?:superior to|better than|more effective than) (?:placebo|a dummy|dummy "
    r"tablets|"
    r"a placebo)(?: \w+){0,3} (?:in|for|at|on)|no more effective than (?:placebo|a placebo)(?: \w+){0,3} (?:in|for)|"
    r"(?:did|does) not (?:outperform|beat|separate from|differ from) (?:placebo|a placebo)(?: \w+){0,2} (?:in|"
    r"for|on)|"
    r"failed to (?:show|demonstrate) (?:an? |any )?(?:\w+ )?(?:benefit|effect|efficacy|improvement) (?:in|for|on)|"
    r"(?:has |have |had )?(?:not|never) (?:been )?(?:shown|proven|found|demonstrated) to (?:work|help|"
    r"be (?:effective|useful|"
    r"beneficial|helpful|of (?:any )?(?:value|benefit|use|help))) (?:in|for|against)|(?:has|have|"
    r"had) not been (?:shown|"
    r"proven|found) to (?:help(?: with| in| against)?|relieve|treat|improve|ease|prevent|reduce|cure)|"
    r"(?:(?:is|are) (?:not|no)|(?:is|"
    r"are)n't) (?:an? )?(?:\w+ )?"
    r"(?:cure|treatment|remedy|substitute|replacement) for|(?:do|does) not (?:recommend|advise|use|prescribe|"
    r"support) "
    r"(?:it|its use|this (?:medicine|drug)) (?:for|in|against)|does nothing for|of no (?:use|value|"
    r"benefit|help) (?:in|for|against|to people with)|"
    r"no (?:benefit|effect|value|evidence of (?:benefit|efficacy|effect)|evidence that it (?:works|helps)|"
    r"better than (?:placebo|dummy tablets|a dummy))(?: \w+){0,3} (?:in|on|for|against)|not (?:effective|useful|"
    r"helpful|work|help|indicated|approved|licensed|recommended|beneficial)(?: for use)? (?:in|for|against|with|"
    r"as a treatment for)(?: the (?:treatment|management) of)?|ineffective (?:in|for|against|as an? [\w -]{3,30}? "
    r"(?:in|for|of))|"
    r"(?:has|have|had) not (?:really |yet )?(?:worked|helped) (?:for|in|against|with)|"
    r"(?:did|does) not (?:help|relieve|treat|improve|ease|prevent|reduce|work (?:in|for|against))|fail(?:ed|"
    r"s) to (?:help|relieve|treat|improve|ease|prevent|reduce|control)|useless (?:in|for|against))\s+(?:the |"
    r"symptoms of |people with |patients with |(?:the )?(?:\w+ )?(?:treatment|management|prevention|"
    r"prophylaxis|relief) of )?"
)

_FAILED = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|experiments?)(?: of [a-z-]+)? (?:in|for|of) (?:(?:people|patients|adults|children|"
    r"those) with )?"
    r"(?P<what>[a-z][^.;:,]{3,60}?) (?:has |have |had |was |were |been )*(?:failed|negative|disappointing|"
    r"unsuccessful|"
    r"showed no|found no|did not (?:show|find|support))"
)


_COUNTRY = re.compile(
    r"(?:the )?(?:U\.?S\.?A?\b|U\.?K\.?\b|EU\b|United|Canada|Europe|Japan|Australia|Germany|France|New Zealand|"
    r"America|most "
    r"countries|many countries|other countries|any country)"
)
"""“not approved in the United States” names no illness."""
_AIM = re.compile(r"\s*(?:the )?(?:\w+ )?(?:treatment|management|prevention|prophylaxis|relief) of ")


def _denied(passage: Passage, place: int, end: int) -> Iterator[Candidate]:
    """Yield a denied use for each finding of a list."""
    aim = _AIM.match(passage.folded, place)
    for item in passage.items(aim.end() if aim else place, end):
        known = known_finding(passage, item)
        if known is not None:
            yield denied_use("no benefit", item.text, passage.at + item.start, passage.at + item.end, known)


_TRIAL_IN = re.compile(
    r"\b(?:trials?|stud(?:y|ies)|participants|patients|people|adults|children(?: \d+ to \d+ years)?|subjects|"
    r"volunteers)\b"
    r"(?: \d+ to \d+ years)? (?:in|of|for|with) (?:people with |patients with )?(?P<what>[a-z][^.;:,]{3,70}),"
    r"(?P<rest>[^.;]{0,80}?)\b(?:did not|failed to|does not) (?:\w+ ){0,2}(?:improve|reduce|demonstrate|show|help|"
    r"work|beat|outperform|prolong|relieve|prevent|separate|differ)"
)


def _trial_without_benefit(passage: Passage) -> Iterator[Candidate]:
    """“In a trial in gout, adding zelopram did not improve …”."""
    if passage.kind in BLOCKED or foreign_section(passage):
        return
    for match in _TRIAL_IN.finditer(passage.folded):
        named = passage.own_named() or (passage.previous is not None and passage.previous.own_named())
        others = [
            m
            for m in passage.mentions
            if match.start("rest") <= m.start < match.end("rest")
            and m.entry.category in ("drug", "drug_class")
            and not passage.context.is_own(m)
        ]
        if named and not others:
            yield from _denied(passage, match.start("what"), match.end("what"))


_ASKED = re.compile(
    r"(?:\A|[\n.?!:])\W*(?:(?:does|do|will|can|could|would|is|are)\b)[^\n.?!]{0,60}?\b(?:treat|cure|help(?: with| "
    r"against)?|"
    r"(?:be )?used (?:for|to treat)|(?:take|use) it for|work (?:for|against)|relieve|prevent|good for|"
    r"approved for)\s+"
    r"(?P<what>[^\n?]{3,80})\?\W*\Z",
    re.IGNORECASE,
)


def _answered(passage: Passage) -> Iterator[Candidate]:
    """“Does it treat depression? No.”: the question names the use, the answer denies it."""
    no = re.match(r"\W*no\b(?!\s+\w+ (?:problem|doubt))", passage.folded) or _NO_ANSWER.match(passage.folded)
    if no is None or passage.kind in ("references", "methods"):
        return
    text = passage.context.view.text
    begin = max(0, passage.at - 220)
    asked = _ASKED.search(text[begin : passage.at])
    if asked is None:
        return
    start = begin + asked.start("what")
    question = asked.group().lower()
    if not (re.search(r"\b(?:it|this)\b", question) or passage.context.own_name.search(question)):
        return
    for part in re.finditer(r"[^,]+?(?=,|\s+(?:or|and)\s+|$)", asked.group("what")):
        words = re.sub(r"^\s*(?:or|and|the|my|a)\s+", "", part.group().lower()).strip()
        at = start + part.start() + part.group().lower().find(words)
        known = passage.context.lexicon.lookup(words, ("finding",))
        if known is not None and words:
            yield denied_use("no benefit", words, at, passage.at + len(passage.text), known.label)


_NO_ANSWER = re.compile(
    r"[^.;]{0,70}?\b(?:no (?:good |clear |real |convincing )?(?:evidence|proof)|not been shown|(?:does|did|do)(?: "
    r"not|n't) (?:help|"
    r"work|treat|do anything)|never been shown|(?:is|was)(?: not|n't) (?:approved|licensed|effective|meant)|does "
    r"nothing)\b(?![^.]*"
    r"\b(?:but|although|however) (?:it|some)\b)"
)


RULES = (
    Rule("no benefit", "“did nothing for”", ("indication",), _not_effective, (_NOTHING, _FAILED)),
    Rule(
        "no benefit in a trial",
        "“in a trial in gout, adding zelopram did not improve …”",
        ("indication",),
        _trial_without_benefit,
        _TRIAL_IN,
    ),
    Rule(
        "uses asked for and denied",
        "“Does it treat depression? No.”",
        ("indication",),
        _answered,
        re.compile("no|n't|never"),
    ),
)
