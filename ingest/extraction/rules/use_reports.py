"""Uses in reports, hopes and fragments: “its efficacy in cluster headache has been reported”, “for gout; in asthma”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.use_wording import BLOCKED, denied_use, known_finding, use_candidates
from ingest.extraction.rules.uses import other_subject

_NAME = "uses in reports and fragments"
_IT = r"(?:it|this (?:medicine|medication|drug)|the (?:drug|medicine|medication)|[a-z]{5,20})"
_WHAT = r"(?P<what>[a-z][^.;:(]{3,90}?)"
_END = (
    r"(?=[.;:,(]|$| (?:has|have|had|was|were|is|are|in (?:some|a|an|small|open|several|two|one|trials?)|although|"
    r"though|but)\b)"
)
_WHO = (
    r"(?:(?:people|patients|adults|children|adolescents|those|women|men|some people|some patients) (?:with|who have) )?"
)
_CARE = r"(?:the )?(?:(?:treatment|management|prevention|prophylaxis|relief|control|therapy) of )?(?:the )?"

_AFFIRMED = (
    re.compile(
        rf"\b(?:is|are|was|can be|may be) (?:\w+ly |sometimes |often |also )?(?:added|combined|joined|given) (?:to|"
        rf"with|"
        rf"alongside) [\w ,'-]{{3,60}}? (?:in|for) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:its|the|{_IT}(?:'s)?) (?:efficacy|effectiveness|usefulness|use|utility|value|role|benefit|"
        rf"benefits) (?:of [a-z]+ )?"
        rf"(?:in|for|against) {_CARE}{_WHO}(?P<what>[a-z][^.;:(]{{3,80}}?) (?:has|have|was|is|are) (?:also |now |"
        rf"been |well )*"
        r"(?:reported|shown|demonstrated|established|confirmed|described|documented|supported|recogni[sz]ed)\b"
    ),
    re.compile(
        rf"\b(?:being|been) (?:\w+ly )?(?:studied|investigated|tested|explored|evaluated|looked at|trialled|researched|"
        rf"developed)(?: (?:along|together|in combination) with [\w -]{{3,40}}?(?: and [\w-]+)?| as [\w -]{{3,40}}?)? "
        rf"(?:for|in|against) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:may|can|might|could|does|seems? to|appears? to|has been (?:found|shown) to) (?:also |sometimes "
        rf")?(?:help|benefit) "
        rf"(?:(?:some|many|certain|older) )?(?:people|patients|adults|those|children|women|men) (?:with|who have) "
        rf"{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:may|can|might|could|will|would|do|sometimes|often|also) (?:also |sometimes |even |still )?(?:give|"
        rf"prescribe|"
        rf"offer|use|suggest|recommend|try|choose|consider|reach for|turn to) {_IT} (?:\w+ly )?(?:for|to treat|"
        rf"against|to help "
        rf"with|in) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:reach|reaches|reached|turn|turns) (?:for|to) {_IT}[^.;]{{0,40}}? (?:in|for) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:positive|encouraging|promising|favou?rable|good) (?:trial |study )?(?:results|trials|data|"
        rf"findings) (?:in|for|"
        rf"with) {_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:is|are|was) (?:also |often |sometimes |mainly |widely |commonly )?(?:used|taken|prescribed|"
        rf"given)(?: off[- ]label)? "
        rf"by (?:people|patients|doctors|psychiatrists|neurologists|specialists) (?:with|for|to treat) {_WHAT}{_END}"
    ),
)
"""Wordings in which a use follows; each names it in the group ``what``."""

_RESPONDS = re.compile(
    r"(?:^|[.;] )(?P<what>[a-z][^.;:,]{3,60}?) (?:also |often |usually |sometimes |may |can |generally "
    r")*(?:responds?|yields?|"
    r"improves?) (?:well |best |partly |quickly )?(?:to (?P<who>it|this drug|treatment|[a-z]{5,20})|in (?:some|"
    r"many|most|a few)|"
    r"(?:with|on|under) (?P<on>it|treatment|[a-z]{5,20}))\b"
)
_FIRST = re.compile(
    r"(?:^|; |, |[.] )(?:(?:and|also|sometimes|rarely|occasionally|then|off-label|second-line|first-line|"
    r"third-line|as (?:an? )?"
    r"(?:add-on|adjunct|adjunctive treatment|monotherapy)(?: to [\w ]{3,40}?)?),? )*(?:for|in|against|(?:the "
    r")?(?:treatment|"
    r"prophylaxis|prevention|management|relief) of) (?:the )?(?:(?:treatment|prophylaxis|prevention|management|"
    r"relief|control) of "
    r")?(?:the )?(?:(?:people|patients|adults|children|men|women|those) with )?"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|should|must|can|may|has|have|had|do|does|did|will|would|could|if|when|take|takes|tell|"
    r"ask|see|causes?|"
    r"you|works?|helps?|found|showed|reduced|use)\b"
)

_DENIED = (
    re.compile(rf"\b(?:less|not|poorly|ill|un)[- ]?suited (?:to|for) (?:treating )?{_WHAT}{_END}"),
    re.compile(
        rf"\b(?:of |has |have |had |proved of )(?:little|no|doubtful|limited|negligible) (?:proven |established |"
        rf"real )?(?:value|use|"
        rf"benefit|efficacy|effect) (?:in|for|against) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:has |have |had )?(?:failed|flopped|disappointed|proved (?:useless|ineffective|disappointing)) "
        rf"(?:in|for|as an? [\w -]"
        rf"{{3,40}}? (?:in|for)) {_CARE}{_WHO}{_WHAT}{_END}"
    ),
    re.compile(
        rf"(?:^|[.;] )(?:as (?:an? )?(?:monotherapy|sole treatment|add-on|adjunct|maintenance treatment)(?: \w+)? "
        rf"(?:for|in)|for|in|"
        rf"against) {_CARE}{_WHO}(?P<what>[a-z][^.;:,]{{3,60}}?),? (?:it|{_IT}) (?:was|is|has been|proved|did|does|"
        rf"has|had|showed|"
        r"works?|worked) (?:\w+ )?(?:no (?:better|more effective)|not (?:better|effective|help|work|beat|"
        r"outperform|superior)|"
        r"ineffective|of no|useless|unhelpful|no (?:benefit|effect|advantage|use|value|role)|nothing)\b"
    ),
    re.compile(
        rf"\b(?:prevents?|treats?|relieves?|helps?|improves?|eases?) neither {_WHAT}(?= (?:and (?:must|should|is|"
        rf"may|can)|but)\b|"
        r"[.;(]|$)"
    ),
    re.compile(
        rf"\b(?:is|was|are) not (?:an? )?(?:established |approved |proven |licensed |accepted )(?:treatment|therapy|"
        rf"remedy|option) (?:for|of|in) {_WHAT}{_END}"
    ),
    re.compile(
        rf"\b(?:refus|declin|reject|turned down|den)\w* (?:(?:an? |its |the )?(?:application|licen[cs]e|approval|"
        rf"authori[sz]ation|"
        rf"marketing authori[sz]ation)(?: application)? )?(?:of (?:it|[a-z]+) )?(?:for|in|to treat) {_WHO}{_WHAT}{_END}"
    ),
)
"""Wordings that deny a use; each names it in the group ``what``."""

_LABEL = re.compile(
    r"\W*(?:not|no longer|never) (?:\w+ly )?(?:approved|licensed|indicated|recommended|effective|useful|for use|"
    r"used|established)"
    r"(?: for use)? (?:for|in|to treat|against) (?P<what>.{3,80})"
)
_LEFT = re.compile(
    r"\b(?:if|unless|caution|history of|overdose|side effects?|contraindicated|avoid\w*|must not|should not|do "
    r"not|don't|cannot|"
    r"monitor\w*|not)\b[^,;]{0,30}$"
)
_OFF = BLOCKED | {"withdrawal", "pharmacokinetics", "disease", "dependence", "population"}


def _ours(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether the statement is about this drug: it is named or meant, and no other drug stands in the wording."""
    start = passage.clause_at(match.start())[0]
    before = passage.folded[start : match.start()]
    if other_subject(passage, match.start(), before) or _LEFT.search(before):
        return False
    others = [
        m
        for m in passage.mentions
        if match.start() <= m.start < match.start("what")
        and m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own(m)
    ]
    if others and not re.search(r"\b(?:added|combined|joined|along|together|combination|with)\b", match.group()):
        return False
    if passage.own_named(start, match.end()) or passage.kind in ("indication", "off_label"):
        return True
    return bool(
        re.search(
            r"\b(?:it|its|this (?:medicine|medication|drug)|the (?:drug|medicine))\b", passage.folded[: match.end()]
        )
    )


def _reported(passage: Passage) -> Iterator[Candidate]:
    """“Its efficacy in cluster headache has been reported”, “it is added to antidepressants in depression”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for pattern in _AFFIRMED:
        for match in pattern.finditer(passage.folded):
            if not _ours(passage, match):
                continue
            start, end = match.span("what")
            clause = passage.clause_at(match.start())
            denied = denied_before(passage.folded, clause[0], start, reach=110)
            yield from use_candidates(passage, _NAME, start, end, clause=clause, denied=denied, trust=False)
    for match in _RESPONDS.finditer(passage.folded):
        who = match["who"] or match["on"]
        named = (
            who is None
            or who in ("it", "treatment", "this drug")
            or passage.own_named(match.start("what"), match.end())
        )
        if not named or passage.kind not in ("indication", "off_label", "introduction", "efficacy"):
            continue
        start, end = match.span("what")
        if match.group().count(" not ") or re.match(r"(?:no|not|few|patients|people)\b", match["what"]):
            continue
        yield from use_candidates(passage, _NAME, start, end, clause=match.span(), denied=False, trust=False)


def _fragments(passage: Passage) -> Iterator[Candidate]:
    """“For men with gout; at 20 mg, for asthma; sometimes for hiccups”: pieces without a verb, below “Uses”."""
    if passage.kind not in ("indication", "off_label") or passage.unit.kind != "sentence" or foreign_section(passage):
        return
    for part in re.finditer(r"[^;]+", passage.folded):
        lead = next(
            (m for m in _FIRST.finditer(passage.folded, part.start(), part.end()) if m.end() - part.start() < _NEAR),
            None,
        )
        if lead is None and _starts_with(passage, "for ", part.start()):
            lead = re.compile(r"\s*for ").match(passage.folded, part.start())
        if lead is None or _VERB.search(passage.folded, part.start(), part.end()):
            if part.start() == 0:
                return
            continue
        clause = (part.start(), part.end())
        yield from use_candidates(passage, _NAME, lead.end(), part.end(), clause=clause, denied=False, trust=False)


_NEAR = 75


def _starts_with(passage: Passage, words: str, place: int) -> bool:
    return passage.folded[place:].lstrip().startswith(words)


def _denied(passage: Passage) -> Iterator[Candidate]:
    """“It is less suited to spasticity from stroke”, “of little value in psychosis”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for pattern in _DENIED:
        for match in pattern.finditer(passage.folded):
            if _ours(passage, match):
                yield from _items(passage, *match.span("what"))
    label = passage.unit.label
    said = _LABEL.fullmatch(label.lower()) if passage.kind in ("indication", "off_label", "introduction") else None
    where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at) if said else -1
    if said is None or where < 0:
        return
    for m in passage.context.lexicon.mentions(label):
        if m.entry.category == "finding" and m.start >= said.start("what") - 1:
            yield denied_use(_NAME, label[m.start : m.end], where + m.start, where + m.end, m.entry.label)


def _items(passage: Passage, start: int, end: int) -> Iterator[Candidate]:
    nor = re.compile(r" nor ").search(passage.folded, start, end)
    for first, last in ((start, nor.start()), (nor.end(), end)) if nor else ((start, end),):
        for item in passage.items(first, last):
            known = known_finding(passage, item)
            if known is not None:
                yield denied_use(_NAME, item.text, passage.at + item.start, passage.at + item.end, known)


RULES = (
    Rule(
        _NAME,
        "“its efficacy in cluster headache has been reported”",
        ("indication",),
        _reported,
        re.compile(
            r"added|combined|joined|given|efficacy|effectiveness|usefulness|utility|value|role|benefit|\buse|"
            r"being |been |help|"
            r"prescribe|offer|suggest|recommend|\btry|choose|consider|reach|turn|results|trials|data|findings|"
            r"taken|respond|yield|"
            r"improve"
        ),
    ),
    Rule(_NAME, "“for gout; sometimes for hiccups”", ("indication",), _fragments, re.compile(r"\bfor |\bof |\bin ")),
    Rule(_NAME, "“of little value in psychosis”", ("indication",), _denied),
)
