"""Outcomes that a sentence names before its verb, compares between groups, or finds no different."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.rules.outcome_wording import (
    Way,
    concerns_drug,
    is_aim,
    is_bad,
    is_denied,
    is_outcome,
    outcome,
    outcomes_from,
    reports_study,
    trimmed_item,
)

_ADVERBS = (
    r"(?:(?:also|all|both|significantly|statistically|clinically|markedly|substantially|quickly|rapidly|slightly|"
    r"modestly|"
    r"further|even|then|each|about [\w ]{1,12}|much|somewhat|consistently|well|and|\d[\d.]*%) ){0,4}"
)
_PASSIVE = re.compile(
    rf"\b(?:(?:(?:was|were|is|are|has been|have been|had been|became|got|to be|being) (?P<not>not )?{_ADVERBS}"
    rf"(?:(?P<down>reduced|decreased|lowered|shortened|lessened|diminished|suppressed|attenuated|alleviated|lower|"
    rf"fewer|"
    rf"shorter|less frequent|less severe|less|halved|smaller)|(?P<up>increased|raised|prolonged|enhanced|higher|longer|"
    rf"greater|doubled|extended)|(?P<better>improved|better|improving)))|"
    rf"{_ADVERBS}(?:(?P<fell>fell|declined|dropped|faded|decreased|lessened|subsided)|(?P<rose>rose|increased)|"
    rf"(?P<got>improved)))\b"
)
_MERELY_MORE = re.compile(r"(?:lower|fewer|shorter|less|smaller|higher|longer|greater|better)$")
_THAN = re.compile(r"\b(?:than|compared|versus|vs|relative|placebo)\b")
_BETWEEN = re.compile(
    r"\b(?:and|but|while|by|with|on|in|after|under|during|among|following|than|compared|versus|over|from|more|in|to|"
    r"for|as|at|"
    r"throughout|within|between)\b|$|[.,;(\[]"
)
_SUBJECT_FROM = re.compile(
    r".*(?:\bthat|\bwhich|\bwhile|\bwhereas|\balthough|\bthough|\bwhere|\band|\bbut|\bas|[,;:(])\s+", re.DOTALL
)
_IN_TRIAL = re.compile(
    r"\W*(?:in|after|at|by) (?:this|the|a|an|one|another|\d+) (?:[\w-]+ ){0,3}?(?:trial|study|end|"
    r"weeks?|months?),? "
)
_WORD = re.compile(r"[a-z]")


def _before_verb(passage: Passage) -> Iterator[Candidate]:
    """“Nightmares fell and sleep quality improved”, “cravings were lower on zelopram than on placebo”."""
    if not reports_study(passage):
        return
    for match in _PASSIVE.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if not _BETWEEN.match(passage.folded, match.end() + 1) and match.end() < len(passage.folded.rstrip(" .")):
            continue
        if _MERELY_MORE.search(match.group()) and not _THAN.search(passage.folded, match.end()):
            continue
        found = list(_subjects(passage, start, match.start()))
        if not found or is_aim(passage, match.start()) or not _was_on_drug(passage, match):
            continue
        down = match["down"] or match["fell"]
        up = match["up"] or match["rose"]
        way: Way = "down" if down else "up" if up else "better"
        denied = bool(match["not"]) or is_denied(passage, match.start(), reach=match.start() - found[0].end)
        for item in found:
            if not (way == "up" and is_bad(passage, item)):
                yield outcome(passage, "outcomes named before the verb", item, way, denied=denied, place=match.start())


def _was_on_drug(passage: Passage, match: re.Match[str]) -> bool:
    """Say whether it happened with the drug, and not with placebo or another drug."""
    after = passage.folded[match.end() : match.end() + 90]
    if re.match(
        r" (?:by|with|on|in|under|among|for) (?:those |people |patients |participants )?(?:(?:on|taking|given|"
        r"receiving|in|the) ){0,3}(?:placebo|control|dummy)\b", after
    ):  # fmt: skip
        return False
    return concerns_drug(passage, match.start())


def _subjects(passage: Passage, start: int, place: int) -> Iterator[Item]:
    """Yield the outcomes that a list before a verb names, if the list is all that stands there."""
    cut = _SUBJECT_FROM.match(passage.folded, start, place) or _IN_TRIAL.match(passage.folded, start, place)
    whole = list(passage.items(start, place))
    found = [item for item in map(trimmed_item, whole) if is_outcome(passage, item)]
    if found and len(found) == len(whole):
        yield from found
        return
    if cut is None:
        return
    for item in passage.items(cut.end(), place):
        part = trimmed_item(item)
        if is_outcome(passage, part):
            yield part


_MORE = re.compile(
    r"\b(?:had|have|has|having|show(?:ed|s|ing)?|experienc(?:ed|es|ing)|report(?:ed|s|ing)?|found|and|but|gave|"
    r"produced|with|saw|to|in|achiev(?:ed|es)|reach(?:ed|es)|led to|linked to|associated with|of|spent|tied to|was|"
    r"were)"
    r" (?:(?:about|significantly|significant|an?|the|nearly|roughly|much|even|considerably|statistically|substantially|"
    r"\d[\d.]*%|half|one|more|to) ){0,4}(?:(?P<down>fewer|less(?! (?:effective|likely|than|well|severe))|lower(?! "
    r"(?:dose|risk))|shorter|smaller|reduced|decreased)|(?P<up>more(?! (?:effective|likely|than|of|pronounced|common|"
    r"often|"
    r"severe))|greater|higher(?! dose)|longer|larger)|(?P<better>better|faster|improved)) "
)
_COMPARED = re.compile(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|over placebo|in (?:rested|\d+)|placebo|with|on|after|"
    r"among)\b"
)


def _compared(passage: Passage) -> Iterator[Candidate]:
    """“those on zelopram had fewer heavy drinking days and less craving than those on placebo”."""
    if not reports_study(passage):
        return
    for match in _MORE.finditer(passage.folded):
        if is_aim(passage, match.start()) or not concerns_drug(passage, match.end()):
            continue
        if not _COMPARED.search(passage.folded):
            continue
        way: Way = "down" if match["down"] else "up" if match["up"] else "better"
        denied = is_denied(passage, match.end() - 1, reach=80)
        place = match.start("down" if match["down"] else "up" if match["up"] else "better")
        for item in outcomes_from(passage, match.end()):
            if not (way == "up" and is_bad(passage, item)):
                yield outcome(passage, "outcomes compared between groups", item, way, denied=denied, place=place)


_NONE = (
    r"(?:significant|statistically|clinically|clear|overall|real|added|consistent|sustained|further|measurable|"
    r"meaningful|relevant|convincing|beneficial|extra|additional|greater|any|,) ?"
)
_AMONG_ARMS = re.compile(r"\b(?:among|between) (?:the )?(?:three|four|all) ")
_NO_EFFECT = re.compile(
    rf"\b(?:(?:no|without(?: any)?|nor any|(?:not|n't) (?:find|show|have|produce|demonstrate|observe|provide|"
    rf"reveal)(?: an?|"
    rf" any)?|lack(?:ed|s)?(?: of)?|little(?: or no)?) (?:{_NONE}){{0,3}}"
    rf"(?P<noun>effects?|impact|influence|benefits?|advantages?|changes?|differences?|gains?)"
    rf"(?: (?:over|compared with|compared to|versus|vs\.?|relative to|against|from) placebo| of (?:it|the drug|"
    rf"treatment)| (?:was|were) (?:found|seen|observed|noted|reported)| between (?:the )?(?:groups|arms|treatments|"
    rf"[\w-]+ and [\w-]+))? (?:on|for|in|of|with respect to|regarding) |"
    rf"(?P<verb>(?:did|does|do)(?: not|n't)(?: {_NONE}| significantly){{0,2}} (?:affect|alter|change|influence|modify|"
    rf"differ(?: significantly)?(?: from placebo)? (?:in|on|for|with regard to))) )(?:the |its |their |changes in )?"
)


def _no_effect(passage: Passage) -> Iterator[Candidate]:
    """“had no effect on mood or quality of life”, “no difference was found in drinks per day”."""
    if not reports_study(passage):
        return
    for match in _NO_EFFECT.finditer(passage.folded):
        if is_aim(passage, match.start()) or not concerns_drug(passage, match.start()):
            continue
        if _AMONG_ARMS.search(passage.folded, match.end()):
            continue
        for item in outcomes_from(passage, match.end()):
            yield outcome(passage, "outcomes without a difference", item, "none", denied=True, place=match.start())


_EFFECT = re.compile(
    r"\b(?:(?:small|moderate|large|beneficial|positive|significant|strong|favou?rable|modest|clear|marked|medium|"
    r"robust|"
    r"-to-moderate|-to-large|therapeutic|greater|an|some|found|showed|shows) )+(?:effects?|impact|benefits?) (?:on|"
    r"for) (?:the )?|"
    r"\bthe effects? on (?=[^.;]{3,60}? (?:was|were) (?:not|non-?significant))"
)
_NOT_SIGNIFICANT = re.compile(r"[^.;,]{0,60}? (?:was|were) (?:not|non-?)")


def _effect_on(passage: Passage) -> Iterator[Candidate]:
    """“found a small effect on abstinence and on heavy drinking”, “the effect on craving was not significant”."""
    if not reports_study(passage):
        return
    for match in _EFFECT.finditer(passage.folded):
        if is_aim(passage, match.start()) or not concerns_drug(passage, match.start()):
            continue
        if is_denied(passage, match.start()) or " no " in passage.folded[: match.start()][-12:]:
            continue
        denied = _NOT_SIGNIFICANT.match(passage.folded, match.end()) is not None
        for item in outcomes_from(passage, match.end()):
            way: Way = "none" if denied else "better"
            yield outcome(passage, "effects on outcomes", item, way, denied=denied, place=match.start())


_COMPOUND = re.compile(
    r"\b(?:an?|the|mean|significant|average|no|no significant|any|in|of|and|\d[\d.]*%|clinical|for|greater|showed|"
    r"showed significant) (?P<what>(?:[a-z0-9-]+ ){0,3}?[a-z0-9-]{3,}) (?:(?P<down>reductions?|decreases?)|"
    r"(?P<better>improvements?)|(?P<none>changes))\b(?! (?:in|of) )"
)


def _compounds(passage: Passage) -> Iterator[Candidate]:
    """“a 41% pain reduction”, “none of them showed significant Y-BOCS changes”."""
    if not reports_study(passage):
        return
    for match in _COMPOUND.finditer(passage.folded):
        denied = is_denied(passage, match.end() - 1, reach=120) or " no " in f" {match.group()}"
        if (match["none"] and not denied) or is_aim(passage, match.start()):
            continue
        begin, end = match.span("what")
        item = trimmed_item(Item(passage.text[begin:end].replace("\n", " "), begin, end))
        if not is_outcome(passage, item) or not concerns_drug(passage, match.start()):
            continue
        way: Way = "down" if match["down"] else "better" if match["better"] else "none"
        yield outcome(passage, "changes that trials show", item, way, denied=denied, place=begin)


_UNDIFFERENT = re.compile(
    r"(?P<what>[^.;:,()]{3,70}?) (?:(?:did|does|do)(?: not|n't) (?:significantly )?(?:differ|change|improve|separate)|"
    r"(?:was|were|remained|stayed) (?:(?:not (?:significantly )?(?:different|affected|altered|changed|improved))|"
    r"unchanged|unaffected|(?:similar|the same|comparable)(?= [^.;]{0,30}?placebo)))\b"
)


def _not_different(passage: Passage) -> Iterator[Candidate]:
    """“total CAPS score did not differ from placebo”."""
    if not reports_study(passage):
        return
    for match in _UNDIFFERENT.finditer(passage.folded):
        start, end = match.span("what")
        found = list(_subjects(passage, start, end))
        if found and concerns_drug(passage, end):
            for item in found:
                yield outcome(passage, "outcomes without a difference", item, "none", denied=True, place=end)


_SUPERIOR = re.compile(
    r"\b(?P<not>(?:not|n't|no|neither|never|fail(?:ed|s)? to (?:be|prove)) (?:(?:be|been|prove|proved|shown|found|to|"
    r"significantly|any|statistically|seem|appear) ){0,4})?"
    r"(?:(?:superior|better|more effective|more beneficial|significantly better)(?: to| than)(?: an?| the)? "
    r"(?:placebo|dummy tablets|control conditions|controls?|sugar pills?)|"
    r"(?P<beat>separate[ds]?(?: itself)? from|outperform(?:ed|s)?|beat|exceed(?:ed|s)?) (?:an? |the )?placebo)"
    r"(?:,? (?:in|for|at|on|with) (?P<way>reducing|decreasing|lowering|relieving|alleviating|suppressing|increasing|"
    r"promoting|improving|enhancing|the (?:percentage|number|proportion|severity|rate) of)?\s?)(?:the )?"
)
_WAYS: dict[str, Way] = {
    "reducing": "down", "decreasing": "down", "lowering": "down", "relieving": "down", "alleviating": "down",
    "suppressing": "down", "increasing": "up", "promoting": "up",
}  # fmt: skip


def _superior(passage: Passage) -> Iterator[Candidate]:
    """“was superior to placebo for nightmares”, “did not separate from placebo on anxiety”."""
    for match in _SUPERIOR.finditer(passage.folded):
        if is_aim(passage, match.start()) or not concerns_drug(passage, match.start()):
            continue
        denied = bool(match["not"]) or is_denied(passage, match.start(), reach=60)
        way = _WAYS.get(match["way"] or "", "better")
        if _WORD.match(passage.folded, match.end()) is None:
            continue
        for item in outcomes_from(passage, match.end()):
            yield outcome(passage, "outcomes better than with placebo", item, way, denied=denied, place=match.start())


RULES = (
    Rule("outcomes named before the verb", "“nightmares fell”", ("efficacy",), _before_verb, _PASSIVE),
    Rule("outcomes compared between groups", "“had fewer drinking days”", ("efficacy",), _compared, _MORE),
    Rule("outcomes without a difference", "“had no effect on mood”", ("efficacy",), _no_effect, _NO_EFFECT),
    Rule("effects on outcomes", "“a small effect on abstinence”", ("efficacy",), _effect_on, _EFFECT),
    Rule("changes that trials show", "“a mean pain reduction of 40%”", ("efficacy",), _compounds, _COMPOUND),
    Rule("outcomes without a difference", "“scores did not differ”", ("efficacy",), _not_different, _UNDIFFERENT),
    Rule("outcomes better than with placebo", "“superior to placebo for pain”", ("efficacy",), _superior, _SUPERIOR),
)
