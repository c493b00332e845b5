"""Effects that a measure and its change name, and what stopping does not bring."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.effect_wording import LISTED
from ingest.extraction.rules.effects import effect_candidate, family_of, stops_another

_RULE = "measures that change"
_MEASURES = (
    r"blood pressure|heart rate|pulse|body temperature|blood sugar|blood glucose|cholesterol|triglycerides|prolactin|"
    r"liver enzymes|transaminases|potassium|sodium|platelets|white (?:blood )?cell counts?|appetite|libido|sex "
    r"drive|weight|"
    r"concentration|alertness|reaction times?"
)
_CHANGE = re.compile(
    rf"(?:^|[;,.]\s+(?:and |but )?|\b(?:the|your|and|but|mean|resting|total|fasting)\s+)(?P<what>{_MEASURES})(?: "
    rf"levels?| counts?)?"
    r"(?P<how>(?: (?:may|can|might|could|will|would|did|does|do|not|also|often|sometimes|usually|tends? to|n't|"
    r"slightly|was|were|"
    r"is|are|has|have|been|hardly|never)|n't)*) "
    r"(?:(?P<up>rises?|rose|risen|increases?|increased|goes up|went up|climbs?|climbed|raised|elevated)|"
    r"(?P<down>falls?|fell|fallen|drops?|dropped|decreases?|decreased|goes down|went down|suffers?|wanes?|lowered|"
    r"reduced|declines?|"
    r"declined))\b"
)
_UNWANTED_UP = re.compile(r"concentration|alertness|libido|sex drive|platelets|white")
_DENIED = re.compile(r"\b(?:not|never|hardly)\b|n't")
_READ = frozenset({*LISTED, "caution"})
_NAMES = {"blood pressure": ("high blood pressure", "low blood pressure")}


def _changes(passage: Passage) -> Iterator[Candidate]:
    """“Heart rate rises by 5 beats”, “blood pressure does not rise”: in a section about effects."""
    if passage.kind not in _READ or foreign_section(passage):
        return
    for match in _CHANGE.finditer(passage.folded):
        what, up = match.group("what"), match.group("up") is not None
        clause = passage.clause_at(match.start("what"))
        if owner(passage, match.end("what")) != "own" or _OTHERWISE.search(passage.folded, clause[0], clause[1]):
            continue
        if up and _UNWANTED_UP.fullmatch(what):
            continue
        names = _NAMES.get(what)
        name = names[0 if up else 1] if names else f"{'increased' if up else 'decreased'} {what}"
        item = Item(name, match.start("what"), match.end())
        denied = bool(_DENIED.search(match.group("how"))) or denied_before(
            passage.folded, clause[0], match.start("what"), reach=60
        )
        yield effect_candidate(
            passage, _RULE, family_of(passage, clause, match.start("what")), item, denied=denied, near=passage.text[:80]
        )


_OTHERWISE = re.compile(
    r"\b(?:placebo|if|when|should|monitor\w*|check\w*|measure\w*|treat\w*|control\w*|until|once|unless|with age|"
    r"rats?|mice|dogs?|"
    r"whether|than|alcohol|combin\w+)\b"
)

_NO_SYNDROME = re.compile(
    r"\b(?:no|without|not (?:a|any)|nor|(?:not|n't) (?:cause|produce|lead to|bring|give|provoke|known to cause|"
    r"followed by)) "
    r"(?:(?:an?|any|clear|recogni[sz]ed|physiological|physical|specific|known|true|significant|characteristic|"
    r"typical|severe|major|"
    r"real|signs of|evidence of|reports of|cases of|an?) )*(?P<what>(?:withdrawal|discontinuation|abstinence|rebound) "
    r"(?:syndromes?|symptoms?|effects?|reactions?|phenomen(?:a|on)|signs?|states?|problems?))\b|"
    r"\b(?P<first>(?:withdrawal|discontinuation|abstinence|rebound) (?:syndromes?|symptoms?|effects?|reactions?|"
    r"phenomen(?:a|on)|"
    r"signs?))(?: \w+ly)? (?:(?:is|are|was|were|has|have|had|do|does|did)(?: not|n't)(?: been)?|(?:has|have) never "
    r"been) "
    r"(?:\w+ly )?(?:seen|reported|observed|described|known|found|expected|noted|recogni[sz]ed|documented|occur\w*|"
    r"develop\w*|appear\w*)\b"
)


def _no_withdrawal(passage: Passage) -> Iterator[Candidate]:
    """“No withdrawal syndrome is known”, “withdrawal symptoms have not been seen”."""
    if passage.kind in (
        "references",
        "furniture",
        "methods",
        "disease",
        "contraindication",
        "interaction",
    ) or foreign_section(passage):
        return
    for match in _NO_SYNDROME.finditer(passage.folded):
        group = "what" if match.group("what") else "first"
        start, _ = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or stops_another(passage, start, match.end()):
            continue
        item = Item(match.group(group), match.start(group), match.end(group), synonyms=("withdrawal syndrome",))
        yield effect_candidate(passage, "no withdrawal", "withdrawal", item, denied=True)


RULES = (
    Rule(
        _RULE,
        "“heart rate rises”, “appetite falls”, “blood pressure does not rise”",
        ("adverse_effect",),
        _changes,
        re.compile(_MEASURES),
    ),
    Rule("no withdrawal", "“no withdrawal syndrome is known”", ("withdrawal",), _no_withdrawal, _NO_SYNDROME),
)
