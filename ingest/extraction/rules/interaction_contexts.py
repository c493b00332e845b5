"""What makes words such as “combined” or “drinking” no interaction: trials, habits, treatments that are no drug."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage

_DRINKERS = re.compile(
    r"\b(?:who|number|days?|heavy|heavily|problem|binge|less|stop\w*|quit\w*|reduc\w+|return\w*|relaps\w+|crav\w+|"
    r"cut\w*|control\w*|harmful|hazardous|urge|desire)(?: \w+){0,6} $"
)
_AT_ONCE = re.compile(
    r"\b(?:while|when|whilst|during|if|with|on (?:it|this)|on top of|avoid\w*|do not|don't|never|should|"
    r"must|limit|can|may|together|interact\w*|worsen\w*|increas\w+|dangerous|unsafe|safe)\b"
)


_HELPED = re.compile(r"\bhelp\w*\b[^.;]{0,170}\b(?:avoid|stop|from|without|refrain|prevent|off|less)(?: from)? $")
_ONCE_MORE = re.compile(r"drink(?:ing)?(?: \w+)? alcohol again\b")


def drinks_with_it(passage: Passage, place: int, around: str) -> bool:
    """Say whether “drinking” is what somebody does who takes the drug, and not what the drug is meant to end.

    :param passage: the passage
    :param place: where “drinking” begins
    :param around: folded text of its clause
    :returns: whether it does
    """
    if "alcohol" not in around or _DRINKERS.search(passage.folded, max(0, place - 60), place):
        return False
    if _HELPED.search(passage.folded, 0, place) or _ONCE_MORE.match(passage.folded, place):
        return False
    return _AT_ONCE.search(around) is not None


OF_A_TRIAL = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|randomi[sz]ed|placebo|compar(?:ed|ing|ison)|versus|scores?|superior|inferior|efficacy|"
    r"effective(?:ness)?|respon(?:se|ded|ders?)|do better|did better|add-on|adjunct\w*|augment\w*|maintenance|"
    r"first-line|outcomes?|abstinen\w+)\b"
)
RISKY = re.compile(
    r"\b(?:interact\w*|avoid\w*|caution\w*|care|careful\w*|danger\w*|fatal\w*|lethal|deaths?|deadly|risk\w*|toxic\w*|"
    r"contra-?indicated|must|should|do not|don't|never|levels?|concentrations?|exposure|clearance|auc|c ?max|"
    r"metaboli[sz]\w+|sedat\w+|drows\w+|sleep\w+|depressants?|respiratory|hypotens\w+|blood pressure|bleed\w*|"
    r"serotonin syndrome|additive|potentiat\w+|enhanc\w+|worsen\w*|monitor\w*|warn\w*|unsafe|safe\w*|adverse|"
    r"side effects?|reactions?|impair\w*|absor\w+|half-life|pharmacokinetic\w*)\b"
)
"""Says of a combination that it does something, where the words of a trial only say that it was tried."""

LIST = re.compile(r"[^.;:]{0,40}?(?:\binclude[sd]?\b|\bare\b|:)")
"""Goes on from “interactions” to a list of any length."""

NO_DRUG = re.compile(
    r",? (?:with|by) (?:\w+ ){0,2}(?:psychosocial|counsel\w+|behaviou?r\w*|cognitive|psychotherapy|support\w*|"
    r"therapy|"
    r"therapies|diet|exercise|rehabilitation|self-help|lifestyle|education|monitoring|surgery|physiotherapy|"
    r"programmes?|programs?)\b"
)
"""What it is combined with is no drug: “together with counselling”."""

WHAT_IS_NOT_TAKEN = re.compile(
    r"[\s-]*(?:dependen\w+|withdrawal|addiction|use disorders?|abus\w+|misus\w+|poisoning|overdose|"
    r"crav\w+|"
    r"consumption|intake|relapse|abstinence|detoxification|cessation|related|"
    r"use (?:among|with|in|over|days)|users?|drinkers?|"
    r"levels?\b(?! of))\b"
)
"""Follows the name of a drug that is an illness or a habit, and no partner: “less alcohol craving”."""

ANOTHERS_CONTRAST = re.compile(
    r"\W*(?:by contrast|in contrast|conversely|on the other hand)\b,? (?!(?:to|with)\b)(?!.{0,40}\b(?:it|this)\b)"
)
"""Opens a clause on another drug: “By contrast, naltrexone …”."""
