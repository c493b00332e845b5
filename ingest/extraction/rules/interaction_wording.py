"""What the rules about interactions share: the other drugs, who is only an aside, what denies them, and the claim."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.polarity import denied_before
from ingest.lexicon.matching import Mention

_DEGREE = (
    r"(?:(?:known|clinically|clinical|significant(?:ly)?|relevant(?:ly)?|important(?:ly)?|meaningful(?:ly)?|major|"
    r"noticeable|appreciable|appreciably|marked(?:ly)?|notable|notably|real|specific|documented|other|"
    r"material(?:ly)?|"
    r"substantial(?:ly)?|or|and|such|pharmacokinetic|kinetic|pharmacodynamic|metabolic|"
    r"drug|direct(?:ly)?|apparent(?:ly)?|appear to|seem to|usually|"
    r"generally|itself|further|adversely|much) ){0,4}"
)
_CHANGE = (
    r"(?:affect|alter|chang|influenc|modif|interact|interfer|impair|rais|increas|reduc|lower|decreas|inhibit|enhanc|"
    r"potentiat|prolong|displac|matter|clash|impact)\w*"
)

SAFE = re.compile(
    rf"\b(?:no {_DEGREE}(?:drug )?interactions?|no {_DEGREE}(?:effects?|influence|impact) (?:up)?on|"
    rf"no {_DEGREE}changes? (?:in|of|to)|no {_DEGREE}(?:pharmacokinetic )?(?:differences?|alterations?) (?:in|of|"
    rf"between|was|were)|interactions? (?:was |were |has been |have been )?not {_DEGREE}(?:seen|"
    r"observed|found|reported|expected|detected)|"
    rf"(?:does|do|did|will|would|should|has|have) not {_DEGREE}{_CHANGE}|(?:doesn't|don't|didn't|won't) {_DEGREE}"
    rf"{_CHANGE}|nor (?:does|do|did) (?:it|they|[a-z]+) {_DEGREE}{_CHANGE}|"
    rf"(?:is|are|was|were|has|have) not {_DEGREE}(?:been )?(?:shown to |found to |known to |expected to |"
    rf"thought to |likely to |reported to )?{_DEGREE}(?:cause (?:trouble|problems)|{_CHANGE})|"
    rf"none of (?:these|them|the \w+) {_DEGREE}{_CHANGE}|neither {_DEGREE}{_CHANGE}|"
    rf"(?:un|not |not {_DEGREE})(?:affected|altered|changed|influenced|modified)(?: by)?|"
    r"no (?:dose|dosage) (?:adjustments?|changes?|reductions?|alterations?)|without (?:any |a )?(?:dose|dosage) "
    r"(?:adjustment|change|reduction)|(?:can|may) (?:also )?(?:safely )?be (?:safely )?(?:taken|used|combined|given|"
    r"co-?administered) (?:safely )?(?:together |along |at the same time )?(?:with|as|alongside)|(?:can|may) "
    r"safely (?:take|use|"
    r"combine|have)|safe(?:ly)? (?:with|to (?:take|combine|use|mix|have))|is (?:considered )?safe in combination|"
    rf"without (?:any )?{_DEGREE}interaction|not expected to|(?:is|are) not (?:usually |normally )?(?:a|an) "
    r"(?:problem|issue|concern)|not cause (?:any )?(?:problems|trouble)|(?:is|are) harmless|do(?:es)? no harm|"
    r"no bearing|(?:is|are) not made (?:less|more)|"
    r"makes? (?:no|little) difference|ha(?:s|ve|d) (?:little|no|hardly any|almost no) (?:\w+ "
    r"){0,2}(?:effects?|influence|impact)|"
    r"no (?:\w+ )?(?:effect|change|difference)\b|(?:stays?|remains?) (?:effective|reliable|unchanged|unaffected)|"
    r"fine (?:to|with)|(?:will|does|do) not make (?:you|people|a patient|patients|them|anyone) (?:sick|ill|unwell)|"
    r"leaves? (?:the |its |their |plasma |blood )*(?:levels?|concentrations?) (?:as (?:they|it) "
    r"(?:are|is|were|was)|alone|unchanged|unaffected)|"
    r"(?:can|may) be (?:combined|taken|given|used) (?:freely|without (?:concern|trouble|problems|worry))|"
    r"(?:is|are) (?:fine|okay|ok|"
    r"safe|no problem)\b|no (?:known )?problems?|\bsafely\b|low risk(?! (?:& |and )?(?:synergy|decrease))|no synergy|"
    r"not (?:clinically |considered |regarded as |thought to be )*(?:relevant|significant|meaningful|important|"
    r"interact\w*))\b"
)
"""Says that two drugs do not affect each other."""

AVOID = re.compile(
    r"\b(?:avoid\w*|must not|should not|do not|don't|never|contraindicated|not be (?:used|taken|given|combined)|"
    r"not recommended)\b"
)

_CAN_BE_TAKEN = re.compile(
    r"[^.;:]{0,40}?\b(?:can|may) (?:usually |generally |safely |still |also |normally |both |all )?be "
    r"(?:taken|used|given|continued|had)\b(?! (?:only|up|over|into|out|more|if|when|after|with caution|with care|"
    r"to heart))"
)
"""“Aspirin and paracetamol can be taken for occasional pain.”"""
_TAKE_BOTH = re.compile(
    r"\b(?:you|people|patients|they) (?:can|may) (?:safely |also |usually |still |normally )?(?:take|use|have|drink) "
)
_WHILE_ON_IT = re.compile(
    r"\b(?:while|when|whilst) (?:you are |you're )?(?:on|taking|using) (?:it|this)\b|\bwith (?:it|this)\b"
)
_ENDS_HERE = re.compile(r"(?: (?:for pain|instead|as well|too))?(?=\s*(?:[.;]|$))")
_NEITHER = re.compile(r"\bneither (?:[\w'-]+ ){0,3}(?:nor (?:[\w'-]+ ){0,3})?.?$")
_CHANGES_IT = re.compile(rf"[^.;]{{0,60}}?\b(?:{_CHANGE}|has|have|had|is|are|was|were|appears?|seems?|makes?)\b")
_DOES_NOT = re.compile(r" (?:does|do|did)(?: not|n't)(?: so| do so)?(?=[.;,)]|$)")
_SO_ARE = re.compile(
    r"\b(?:is|are) (?:fine|okay|ok|safe|harmless|no problem|all right|allowed)\b[^.;]{0,40}?,? (?:and |as "
    r")?(?:so (?:is|are)|"
    r"(?:is|are)|as (?:is|are)) (?:the |an? )?(?:most |other |all |many |common )?(?:\w+ )?$"
)
_SO_IS = re.compile(r"\W*(?:and )?(?:so|as) (?:is|are)\b")
"""“Paracetamol is fine with it. So is the pill.”"""
_CONDITION = re.compile(r"\b(?:if|unless|but|only|as long as|provided|not)\b")
_BUT_NOT = re.compile(
    r"\b(?:but|though|and) not (?:(?:that|those|the \w+) of |with |to |by |for |on )?(?:the |an? )?(?:\w+ ){0,1}$"
)
_ASIDE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|as is|as with|compared (?:with|to)|than|rather than|"
    r"instead of|switch(?:ed|ing)? to|metaboli[sz]ed by|"
    r"an? (?:weak|strong|potent|moderate)? ?(?:inhibitor|inducer) of|because (?:it|\w+) is an?|is an?|"
    r"like other|as an?|both are|are both|derivative of|relative of|confus\w* (?:it )?with|"
    r"mix(?:ed)? (?:it |this |them )?up with|"
    r"mistake\w* (?:it )?for|antidote\w*|reversed (?:by|with)|(?:treat(?:ed)?|managed?|controlled) with|"
    r"though it does with (?:some )?)\s+(?:the |other )?$"
)
_CONTRASTED = re.compile(r"\b(?:unlike|in contrast (?:to|with)|as opposed to) [\w-]+ (?:and|or) $")
_ALONE = re.compile(r"\s+(?:on its own|by itself|alone|itself)\b")
_ANTIDOTES = re.compile(
    r"(?:flumazenil|naloxone|nalmefene|activated charcoal|charcoal|atropine|physostigmine|acetylcysteine|glucagon|"
    r"protamine|vitamin k|lipid emulsion)$"
)


def other_drugs(passage: Passage, start: int, end: int) -> list[Mention]:
    """Return the other drugs, and classes of drugs, that a stretch of a passage names.

    :param passage: the passage
    :param start: where the stretch begins
    :param end: where it ends
    :returns: their mentions, in the order of the text
    """
    return [
        mention
        for mention in passage.mentions
        if start <= mention.start < end
        and mention.entry.category in ("drug", "drug_class")
        and not passage.context.is_own_name(mention)
        and not passage.context.own_name.search(passage.folded, mention.start, mention.end)
    ]


def interaction_with(rule: str, passage: Passage, mention: Mention, *, denied: bool, hedged: bool = False) -> Candidate:
    """Return the claim that the drug interacts with another.

    :param rule: name of the rule that found it
    :param passage: the passage
    :param mention: the other drug
    :param denied: whether the document denies the interaction
    :param hedged: whether it is not sure
    :returns: the claim
    """
    words = passage.text[mention.start : mention.end]
    return Candidate(
        rule,
        "interaction",
        "interactsWith",
        words,
        mention.entry.category,
        passage.at + mention.start,
        passage.at + mention.end,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if hedged else "asserted",
        synonyms=(mention.entry.label,) if mention.entry.label.lower() != words.lower() else (),
    )


_NOTHING_HAPPENS = re.compile(
    r"\W*(?:there (?:is|was|were|are) )?no (?:[\w-]+ ){0,3}?(?:rise|increase|change|effect|reaction|interaction|"
    r"decrease|"
    r"fall|difference)s?\b[^.;,]{0,40}?\b(?:occurs?|occurred|appears?|is seen|was seen|(?:has|have) been (?:seen|"
    r"observed|"
    r"reported|found)|happens?|when|if)\b[^.;,]{0,30}?\b(?:combined|taken|given|used|together|added|co-?administered)\b"
)
"""“No significant rise in blood pressure occurs when it is combined with tyramine”."""


def says_none(passage: Passage, mention: Mention) -> bool:
    """Say whether a passage says that the drug does not interact with another.

    :param passage: the passage
    :param mention: the other drug
    :returns: whether it denies an interaction
    """
    start, end = passage.clause_at(mention.start)
    folded = passage.folded
    whole = passage.unit.kind in ("item", "cell")
    clause = folded if whole else folded[max(0, start - 1) : end]
    left = folded[max(0, mention.start - 30) : mention.start]
    if _SO_IS.match(folded) and passage.previous is not None and SAFE.search(passage.previous.folded):
        return True
    if (
        _NOTHING_HAPPENS.match(folded, start)
        or _BUT_NOT.search(left)
        or _heading_denies(passage)
        or _SO_ARE.search(folded[: mention.start])
    ):
        return True
    if _TAKE_BOTH.search(folded[start : mention.start]) and (
        passage.own_named(mention.end)
        or _WHILE_ON_IT.search(folded, mention.end)
        or (passage.kind == "interaction" and _ENDS_HERE.match(folded, mention.end))
    ):
        return not _CONDITION.search(folded[start:end])
    if _NEITHER.search(folded[start : mention.start + 1]) and _CHANGES_IT.search(folded, mention.end):
        return True
    if _DOES_NOT.match(folded, mention.end):
        return True
    if _may_be_taken(passage, mention, start, end):
        return True
    if SAFE.search(clause) and not AVOID.search(SAFE.sub(" ", clause)):
        if whole:
            return True
        found = SAFE.finditer(folded, max(0, start - 1), end)
        return any(not _other_half(folded, safe.end(), mention.start) for safe in found)
    return (
        bool(re.search(r"\binteract\w*\b", clause))
        and denied_before(folded, start, mention.start, reach=120)
        and not AVOID.search(clause)
    )


def _may_be_taken(passage: Passage, mention: Mention, start: int, end: int) -> bool:
    """Say whether the clause allows the other drug, with no condition and no warning."""
    folded = passage.folded
    allowed = _CAN_BE_TAKEN.match(folded, mention.end)
    if allowed is None or passage.own_named(start, end) or passage.kind != "interaction":
        return False
    return not (_CONDITION.search(folded, allowed.end(), end) or _WARNED.search(folded, start, end))


_WARNED = re.compile(
    r"\b(?:avoid|caution|care|risk|monitor|apart|before|after|hours?|lower|smaller|reduced|instead|not|never|only|"
    r"except|"
    r"level|levels|increase\w*|decrease\w*)\b|n't\b"
)


_OPEN = re.compile(
    r"(?:\b(?:not|no|too little|insufficient|little|lack of|without)|n't) (?:enough |known |clear |sufficient "
    r"|good |reliable )*"
    r"(?:information|data|evidence|studies|research)?(?: to (?:say|know|tell))?[^.;]{0,20}\bwhether\b|"
    r"\b(?:not known|unknown|unclear|"
    r"not (?:been )?(?:studied|tested)|not enough (?:information|data|evidence))\b"
)


def is_open(passage: Passage, mention: Mention) -> bool:
    """Say whether a passage leaves it open if the drug interacts with another: “there is not enough information”.

    :param passage: the passage
    :param mention: the other drug
    :returns: whether it does
    """
    start, end = passage.clause_at(mention.start)
    return bool(_OPEN.search(passage.folded, start, end)) and not AVOID.search(passage.folded, start, end)


def _other_half(folded: str, place: int, mention: int) -> bool:
    """Say whether another statement begins between a denial and a drug."""
    return bool(
        re.search(
            r"[;:]|\.\s|\b(?:but|although|though|however|whereas|while)\b|, (?:and|which|so)\b (?!not)",
            folded[place:mention],
        )
        if mention > place
        else False
    )


def is_about_others(passage: Passage) -> bool:
    """Say whether a sentence is about two other drugs: “Carbidol: level not changed by cimetidine”.

    :param passage: a passage of a section about interactions
    :returns: whether it is
    """
    by = _CHANGED_BY.search(passage.folded)
    if by is None or passage.own_named() or not passage.unit.label:
        return False
    return any(
        m.start == by.end() and m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
        for m in passage.mentions
    )


_CHANGED_BY = re.compile(r"\b(?:affected|altered|changed|increased|raised|reduced|lowered|inhibited|influenced) by ")


def _heading_denies(passage: Passage) -> bool:
    """Say whether the label, the sentence above a list or the heading says that what follows does not interact."""
    lead = passage.unit.lead.text if passage.unit.lead else ""
    return any(
        re.search(
            rf"\b(?:no|not|without) (?:have )?{_DEGREE}(?:drug )?(?:interact\w*|effects?)|\bcan be (?:safely )?taken|"
            r"\bsafe (?:to|with|combinations?|medicines)|\bcan (?:safely )?take\b|"
            r"^low risk(?! (?:& |and )?(?:synergy|decrease))",
            text.lower(),
        )
        for text in (passage.unit.label, lead, passage.section.title)
        if text
    )


def is_aside(passage: Passage, mention: Mention) -> bool:
    """Say whether a mention is only an aside: a class given as the reason, the drug compared with it, an antidote.

    :param passage: the passage
    :param mention: another drug
    :returns: whether it is
    """
    left = passage.folded[max(0, mention.start - 50) : mention.start]
    right = passage.folded[mention.end :]
    if _is_gloss(passage, mention, left) or _is_own_class(passage, mention):
        return True
    if re.search(r"\b(?:such as|depressants|drugs|medicines|substances|like) $", left) and not re.search(
        r"\b(?:unlike|acts? like|works? like|just like|is like) $", left
    ):
        return False
    return bool(
        _ASIDE.search(left)
        or re.match(
            r",? (?:which|that) (?:is|are|may be|can be) (?:\w+ )?(?:given|used|taken|prescribed) with (?:it|them)\b",
            right,
        )
        or re.match(r"\s+(?:combination|challenge|product|formulation)\b", right)
        or re.search(r"\b(?:premedicat\w*|pre-?treat\w*) (?:with|by) (?:\w+ ){0,2}$", left)
        or (
            mention.entry.category == "drug_class"
            and re.search(r"\bthe $", left)
            and re.match(r"\s+[a-z]+s\b", right)
            and bool(passage.unit.label or " - " in passage.text or " – " in passage.text)
        )
        or re.search(r"\b(?:false[- ]positives?|positive tests?|potent as|potency of|strong as) (?:\w+ ){0,4}$", left)
        or _ALONE.match(right)
        or _CONTRASTED.search(left)
        or (
            re.match(r", which (?:is|are) (?:used|given|taken) (?:on|in|for|to|by)\b", right)
            and not passage.own_named()
        )
        or re.match(r",? (?:with|to) which (?:it|this|they) (?:is|are|has|was)\b", right)
        or (re.search(r"\bas $", left) and re.match(r" (?:may|might|does|do|can|did|could)\b", right))
        or re.match(
            r"\s+(?:effects?|actions?|activity|properties|time|blocking|receptors?|reuptake|uptake|transmission|tone|"
            r"neurons?)\b",
            right,
        )
        or re.match(r"\s+(?:has|have) been (?:used|studied|tried|given)\b", right)
        or re.match(
            r"\s+(?:is|are|can be|may be) (?:\w+ )?(?:used|given|prescribed) to (?:taper|treat|ease|manage|"
            r"relieve|reverse|wean|help|"
            r"counter)\b",
            right,
        )
        or re.match(r"-(?:dependent|induced|like|type|treated|containing|associated)\b", right)
        or (
            passage.kind in ("overdose", "withdrawal") and _ANTIDOTES.match(passage.folded[mention.start : mention.end])
        )
    )


_INCLUDING = re.compile(r"(?: \([^()]{1,20}\))?,? (?:including|such as|like) ")


def _is_own_class(passage: Passage, mention: Mention) -> bool:
    """Say whether a class is that of the drug: “antidepressants, including zelopram, raise the risk …”."""
    match = _INCLUDING.match(passage.folded, mention.end)
    return match is not None and passage.context.own_name.match(passage.folded, match.end()) is not None


def _is_gloss(passage: Passage, mention: Mention, left: str) -> bool:
    """Say whether a class only explains the drug named before it: “rifampicin, an antibiotic”."""
    gloss = re.search(
        r"(?:(?:,|\(|[–-])\s*(?:which is |which are |also )?(?:an?|another)\s+(?:[\w-]+\s){0,3}|\()$", left
    )
    if gloss is None:
        return False
    place = mention.start - len(left) + gloss.start()
    if gloss.group() == "(" and mention.entry.category != "drug_class":
        return False
    return any(
        m.entry.category in (("drug",) if gloss.group() == "(" else ("drug", "drug_class"))
        and place - 3 <= m.end <= place + 1
        for m in passage.mentions
    )
