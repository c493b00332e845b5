"""Drugs that a sentence names next to this one without an interaction: advised additions, trial groups, hormones."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage
from ingest.extraction.rules.interaction_wording import AVOID
from ingest.lexicon.matching import Mention

_ADVISED = re.compile(
    r"\b(?:(?:may|can|could|should|might) (?:also )?be (?:considered|tried|added|helpful|useful|beneficial|"
    r"of (?:help|use|value|"
    r"benefit)|an option|effective|needed)|(?:is|are|was|were) (?:\w+ly )?(?:an? (?:\w+ )?(?:option|alternative|"
    r"strategy|"
    r"approach|choice)|recommended|preferred|advised|effective|helpful|useful|beneficial|superior|successful)|"
    r"(?:improve|relieve|alleviate|ease|help)[sd]?\b)"
)
_DANGER = re.compile(
    r"\b(?:risk\w*|caution\w*|interact\w*|toxic\w*|danger\w*|fatal|death|increas\w+|rais\w+|reduc\w+|lower\w*|"
    r"decreas\w+|"
    r"potentiat\w+|additive|sedation|depression of|monitor\w*|syndrome|worsen\w*|enhanc\w+)\b"
)
_ADDED = re.compile(r"\b(?:combin\w+|addition of|adding|added|add-on|augment\w*|together|alongside|co-?administ\w+)\b")
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|analys[ei]s|largely|mostly|mainly|cohort|sample|enrolled|participants|"
    r"randomi[sz]ed)\b[^.;]{0,60}$"
)
_LEVEL_OF = re.compile(r"\b(?:levels?|concentrations?|secretion|release|amounts?) of (?:the |plasma |serum )?$")
_TAKERS = re.compile(r"in (?:people|patients) (?:taking|receiving)$")
_WOULD = re.compile(r"\b(?:would be (?:required|needed|necessary)|(?:required|needed) to) (?:\w+ ){0,3}$")


def is_no_partner(passage: Passage, trigger: re.Match[str], mention: Mention) -> bool:
    """Say whether a drug near a word such as “combined” is only added on advice, studied, or measured.

    :param passage: the passage
    :param trigger: the word that suggests an interaction
    :param mention: the other drug
    :returns: whether it is
    """
    folded = passage.folded
    start = folded.rfind(". ", 0, mention.start) + 1
    stop = folded.find(". ", mention.end)
    sentence = folded[start : stop if stop >= 0 else len(folded)]
    advised = _ADDED.search(sentence) and _ADVISED.search(sentence, mention.end - start)
    if advised and not (_DANGER.search(sentence) or AVOID.search(sentence)):
        return True
    if _TAKERS.search(trigger.group()):
        if mention.start > trigger.end() and _STUDIED.search(folded, start, trigger.start()):
            return True
        if mention.end <= trigger.start() and _LEVEL_OF.search(folded, start, mention.start):
            return passage.own_named(trigger.end(), trigger.end() + 40)
    return _WOULD.search(folded, start, mention.start) is not None
