"""What trials found: outcomes that the drug raised or lowered, or did not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.rules.outcome_wording import (
    BAD,
    Way,
    concerns_drug,
    is_aim,
    is_bad,
    is_denied,
    outcome,
    outcomes_from,
    reports_study,
)

_VERB = re.compile(
    r"\b(?:(?P<down>reduc(?:es?|ed|ing)|decreas(?:es?|ed|ing)|lower(?:s|ed|ing)?|shorten(?:s|ed|ing)?|lessen(?:s|ed|"
    r"ing)?|diminish(?:es|ed|ing)?|cut(?:s|ting)?|alleviat(?:es?|ed|ing)|attenuat(?:es?|ed|ing)|ameliorat(?:es?|ed|"
    r"ing)|"
    r"suppress(?:es|ed|ing)?|halv(?:es?|ed|ing)|curb(?:s|ed|ing)?)|"
    r"(?P<up>increas(?:es?|ed|ing)|prolong(?:s|ed|ing)?|rais(?:es?|ed|ing)|lengthen(?:s|ed|ing)?|enhanc(?:es?|ed|ing)|"
    r"promot(?:es?|ed|ing)|doubl(?:es?|ed|ing))|(?P<better>improv(?:es?|ed|ing)))\s+"
)
_SIZE = (
    r"(?:(?:an?|the|more|greater|significant(?:ly)?|clear|marked|modest|larger?|substantial|moderate|small(?:er)?|"
    r"statistically|clinically|mean|average|further|rapid|long-term|sustained|pronounced|robust|meaningful|"
    r"considerabl[ey]|"
    r"dramatic|faster|acute|and|transient|relevant|notable|no|any|\d[\d.]*%|some|slight|early|overall|quick|strong|"
    r"short-term|lasting|additional|estimated|difference in) ){0,6}"
)
_NOUN = re.compile(
    rf"\b{_SIZE}(?:(?P<down>reductions?|decreases?|declines?|drops?)|(?P<up>increases?|gains?|rises?)|"
    rf"(?P<better>improvements?)) (?:in|of) (?:the |their )?"
)
_CHANGE = re.compile(
    f"{_VERB.pattern}|{_NOUN.pattern}".replace("?P<down>", "").replace("?P<up>", "").replace("?P<better>", "")
)
_BY_HOW_MUCH = re.compile(r"(?:by \d|from \d|significantly\b|slightly\b|over time\b|in (?:the|both|a)\b)")
_IS_SUBJECT = re.compile(r"[^,;]{0,3}$|^[^,;]{3,40}$|, [^,;]{3,40}$|\bthat [^,;]{3,40}$")
"""What stands between the drug and the verb is short."""

_IN_A_LIST = re.compile(r"(?:,|\b(?:includ(?:e|es|ed|ing)|such as|like|or|and))\s*$")
_NOT_REPORTED = re.compile(
    r"\b(?:to|whether|aims?|hoped?|would|could|who|that were|a|an|the|of|in|for|and|with|this|dose|by) (?:\w+ly )?$"
)
_SHOWN_TO = re.compile(
    r"\b(?:shown|found|reported|demonstrated|able|ability|seems?|appears?|proved|proven|fail(?:s|ed)|observed|"
    r"known|help(?:s|ed|ful)?|effective|efficac\w+|potential|capacity|"
    r"seen|suggested|believed|lithium|beneficial|useful|successful|benefit) ?(?:to|in|at|for) (?:\w+ly )?$"
)


def _way(match: re.Match[str]) -> Way:
    return "down" if match["down"] else "up" if match["up"] else "better"


def _outcomes(passage: Passage) -> Iterator[Candidate]:
    """“reduced heavy drinking days compared with placebo”, “did not improve sleep quality”."""
    study = reports_study(passage)
    for match in _VERB.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if _NOT_REPORTED.search(before[-40:]) and not _is_shown(passage, match.start(), before):
            continue
        if match.group().rstrip().endswith("ed") and _IN_A_LIST.search(before) and not _CHANGE.search(before):
            continue  # “…, fatigue, decreased appetite, …”
        if _is_adjective(passage, match, before):
            continue
        if _BY_HOW_MUCH.match(passage.folded, match.end()) or is_aim(passage, match.start()):
            continue
        if not concerns_drug(passage, match.start()):
            continue
        denied = is_denied(passage, match.start())
        way = _way(match)
        loose = study and _IS_SUBJECT.search(before) is not None and passage.own_named(start, match.start())
        for item in outcomes_from(passage, match.end(), loose=loose and way != "up"):
            if (study or _is_benefit(passage, item, way)) and not _is_harm(passage, item, way):
                yield outcome(passage, "outcomes of trials", item, way, denied=denied, place=match.start())


def _is_adjective(passage: Passage, match: re.Match[str], before: str) -> bool:
    """Say whether a word is part of a noun: “significantly lower volumes”, “reported decreased levels”."""
    word = match.group().strip()
    if word == "lower":
        return not re.search(r"\b(?:to|can|may|might|will|not|they|also|both|and) (?:\w+ly )?$", before)
    return word.endswith("ed") and _REPORTED.search(before) is not None and not passage.own_named()


_REPORTED = re.compile(r"\b(?:report(?:ed|s)?|found|show(?:ed|s|n)?|observed|had|have|with|of) (?:\w+ly )?$")


def _is_shown(passage: Passage, place: int, before: str) -> bool:
    """Say whether words before a verb report what the drug does: “shown to reduce”, “effective in reducing”."""
    if _SHOWN_TO.search(before[-60:]):
        return True
    joined = re.search(r"\b(?:and|by|of) (?:\w+ly )?$", before)
    if joined is None:
        return False
    word = re.match(r"[a-z]+", passage.folded[place:])
    if word is None or not before.rstrip().endswith(("and", "ly")):
        return False
    return word.group().endswith(("s", "ed")) or _CAN.search(before) is not None


_CAN = re.compile(
    r"\b(?:can|may|might|to|did not|does not) (?:\w+ly )?(?:reduc|decreas|improv|increas|lower|enhanc|promot)"
)


def _is_benefit(passage: Passage, item: Item, way: Way) -> bool:
    """Say whether a change is one that a drug is given for: less of what is bad, more of what is good."""
    bad = is_bad(passage, item)
    return way == "better" or (way == "down" and bad) or (way == "up" and not bad and not BAD.search(item.text.lower()))


def _is_harm(passage: Passage, item: Item, way: Way) -> bool:
    """Say whether there is more of an illness or a complaint, which is an adverse effect."""
    return way == "up" and is_bad(passage, item)


_FOUND = re.compile(
    r"\b(?:result(?:s|ed|ing)? in|led to|leads? to|leading to|produc(?:es?|ed|ing)|show(?:s|ed|n|ing)?|"
    r"demonstrat(?:es?|"
    r"ed|ing)|report(?:s|ed)?|experienc(?:ed|es?)|had|saw|found|observed|reveal(?:ed|s)?|there (?:was|were)|"
    r"achiev(?:ed|es)|"
    r"provid(?:ed|es?)|with|yield(?:ed|s)|brought|gave|gives|indicat(?:ed|es)|associated with|linked to|include|noted|"
    r"display(?:ed|s)?|evidence (?:of|for)|showing|but|and|given|for|following)\b[^.;]{0,120}$"
)
_SEEN_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:was|were|has been|have been) (?:also |not )?(?:seen|observed|found|noted|reported|shown|"
    r"achieved|"
    r"demonstrated)\b"
)


_CORRELATED = re.compile(r"\b(?:correlat\w+|association between|relationship between)\b")


def _shown(passage: Passage) -> Iterator[Candidate]:
    """“those on zelopram showed a significant improvement in sleep, pain and mood compared with placebo”."""
    if not reports_study(passage):
        return
    for match in _NOUN.finditer(passage.folded):
        place = match.start()
        noun = match.start("down" if match["down"] else "up" if match["up"] else "better")
        start, _ = passage.clause_at(place)
        if not (_FOUND.search(passage.folded, start, noun) or _SEEN_AFTER.match(passage.folded, match.end())):
            continue
        if is_aim(passage, place) or not concerns_drug(passage, noun):
            continue
        if _CORRELATED.search(passage.folded, start, place):
            continue
        no = re.search(r"\b(?:no|any) ", passage.folded[place:noun])
        denied = is_denied(passage, noun) or no is not None
        for item in outcomes_from(passage, match.end()):
            if not _is_harm(passage, item, _way(match)):
                yield outcome(passage, "changes that trials show", item, _way(match), denied=denied, place=noun)


RULES = (
    Rule("outcomes of trials", "“reduced heavy drinking days compared with placebo”", ("efficacy",), _outcomes, _VERB),
    Rule("changes that trials show", "“showed an improvement in sleep and mood”", ("efficacy",), _shown, _NOUN),
)
