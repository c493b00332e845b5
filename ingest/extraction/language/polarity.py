"""Whether a sentence affirms, denies or only considers something: cues and their scope."""

from __future__ import annotations

import re

_PSEUDO = re.compile(
    r"\bnot (?:only|just|merely|solely|simply|unusual|uncommon(?:ly)?|infrequent(?:ly)?|rare(?:ly)?|unexpected|"
    r"negligible|insignificant|surprising(?:ly)?|everyone|everybody|all|always|necessarily|limited to|yet)\b"
    r"|\b(?:excret\w+|eliminated|recovered|leaves?|passed|cleared|removed|as|of|the|is|remains?)(?: \w+){0,3} "
    r"unchanged\b|"
    r"\bunchanged (?:drug|in|by|via|through|form|\w+ is)\b"
    r"|\b(?:cannot|can't|can not|could not) be (?:excluded|ruled out|discounted|dismissed)|"
    r"\bnot (?:be )?(?:excluded|ruled out)|\bnot without\b"
    r"|\bno (?:more|less|later|fewer|doubt|matter|wonder|longer)\b(?! (?:common|frequent|often|than (?:placebo|"
    r"dummy)|likely))|\bnot (?:more|less) than \d|\bwithout (?:delay|doubt|food|prescription|talking|asking|"
    r"consulting|speaking|a prescription|medical|checking|telling|exception)\b"
    r"|\black of (?:energy|appetite|sleep|interest|concentration|strength|motivation|co-?ordination|balance|"
    r"emotions?|"
    r"feeling|libido|saliva|oxygen|inhibition|alertness|self-control|co-?operation|responsiveness|"
    r"desire|sensation|stamina|drive|pleasure|awareness|sexual \w+|muscle \w+|movement|taste|focus)\b"
    r"|(?<=, )lack of [a-z]+(?: [a-z]+)?(?=,| and\b| or\b)"
    r"|\bnon-?(?:prescription|steroidal|opioid|drug|selective|specific)|\bnot (?:stop|exceed|take|use|drive|"
    r"be (?:halved|stopped|taken|used|given|crushed|chewed))\b|\bno (?:known )?(?:antidote|cure)|\bif not\b|"
    r"\b(?:is|are|was|were)(?: not|n't) (?:real|really there|there|true)\b|"
    r"\b(?:cannot|can't|can not|could not|couldn't|unable to|not (?:being )?able to) (?:sleep|pass|urinate|pee|sit|"
    r"keep|remain|stay|move|empty|focus|get|see|think|talk|eat|drink|"
    r"stop|control|stand|breathe|"
    r"walk|concentrate|remember|swallow|speak)\b|"
    r"\b(?:do|does|did|is|are|not)(?: not|n't)? work(?:s|ing)? (?:properly|well|normally|as (?:it|they) should)\b|"
    r"\bnot (?:quite |nearly )?as (?:effective|good|well|useful|potent|strong|helpful)(?: \w+){0,2} as\b|"
    r"\bwith or without\b|\bwhether or not\b|\bor not\b|\bfrequency not known|\bnot known(?: frequency)?:"
)
_CUE = re.compile(
    r"\b(?:no|not|never|neither|nor|without|none|cannot|nothing|nobody|lacks?|lacked|lacking|absence of|absent|"
    r"free of|free from|rather than|instead of|unlike|"
    r"fail(?:s|ed)? to|failure to|unlikely|unable to|ruled? out|exclud(?:e|es|ed|ing)|except(?: for)?|other than|"
    r"devoid of|declined (?:to|approval|an application)|refused|rejected|turned down|little or no|few if any|"
    r"hardly any|denied|"
    r"hardly ever|scarcely ever|(?:seldom|rarely) if ever|(?:hardly|scarcely) any|"
    r"no longer|spares?|sparing|ineffective|useless|of no (?:use|value|benefit|help))\b|n't\b|\bun(?:affected|"
    r"changed|altered|related)\b"
)
_STOP = re.compile(r"\b(?:but|however|although|though|whereas|yet|except that|apart from|while)\b|;|\.\s|:\s")
_AFTER = re.compile(
    r"^[^.;]{0,90}?\b(?:(?:is|are|was|were|has|have|had|does|do|did|can|could|will|would)(?: not|n't)(?: (?:been|"
    r"be|seem to|appear to))?"
    r"(?: (?:generally|usually|yet|so far|ever|significantly|directly|consistently|clearly))*\s*(?:seen|observed|"
    r"reported|found|noted|recorded|detected|occur\w*|shown|demonstrated|affected|established|associated|"
    r"increase\w*|more|happen\w*|appear\w*|a problem|a feature|expected|described|attribut\w*|differ\w*|changed?|"
    r"documented|caused|linked|related|proven|confirmed|arise|develop\w*|helped|improve\w*|respond\w*|treated|"
    r"supported|recommended|produced|induced|among|part of|typical|usual|side effects?|involved|implicated|"
    r"responsible|needed|"
    r"touched|raised|lowered|emerged|surfaced|turned up|shown up|follow\w*|accompan\w+|(?:known|thought|"
    r"considered|believed) to|(?:an? |considered (?:an? )?)?(?:known |common |"
    r"usual |recogni[sz]ed |typical |expected |listed |likely )*(?:side[ -]effect|problem|feature|concern|issue|risk|"
    r"complication|complaint))"
    r"|(?:at|in) (?:about |roughly )?(?:the same|similar|equal|comparable) (?:rates?|frequenc\w+|proportions?)|"
    r"(?:similar|equal|comparable|equally (?:often|common|frequent)|no more common)\w* (?:in|between|across|on|with) "
    r"(?:the )?(?:two |both |treatment )?(?:groups|arms|placebo)|"
    r"(?:as|no more) (?:often|common|frequent)\w* (?:on|with|in|under)(?: the)? placebo|"
    r"more (?:often|frequent|common)\w* (?:on|with|in|under)(?: the)? placebo"
    r"|\b(?:play|have|has)s? (?:little or )?no (?:\w+ )?(?:part|role)\b"
    r"|(?:has|have|was|were|is|are) (?:(?:since|now|later|then|been|long|largely) )*(?:abandoned|refuted|"
    r"disproved|disproven|"
    r"discarded|discredited|dismissed|withdrawn|rejected|given up)"
    r"|(?:is|are|was|were) (?:absent|negligible|insignificant|unlikely|ruled out|lacking|no (?:more|different|"
    r"higher|commoner)|unaffected|"
    r"unchanged)|(?:has|have|had) (?:hardly|scarcely|seldom or|rarely if) ever been|never (?:been )?(?:seen|observed|"
    r"reported|occurred?|described|recorded|attributed|linked|shown|found|documented|proved|proven)|no (?:more|"
    r"less) (?:often|frequent\w*|common\w*|likely)? ?than|as (?:often|common|frequent\w*)(?: \w+){0,3} (?:as|on|"
    r"with) (?:placebo|dummy)|(?:at|in) (?:the same|similar|equal) (?:rate|frequency)\w* (?:as|with|on) placebo|"
    r"no different from|did not differ|(?:neither|none) of (?:which|them|these) (?:was|were|is|are|has|have|could))"
)
_LATE = re.compile(
    r"\b(?:no (?:clear |real |significant |convincing |consistent |good |reliable |proven |"
    r"measurable )*(?:benefit|effect|improvement|advantage|difference|evidence|good|help|gain)|"
    r"not (?:been )?(?:shown|proven|proved|found|worked?|helped?|effective|supported|borne out|confirmed|"
    r"recommended|indicated|approved|licensed|established|superior|better)|"
    r"(?:did|does|do|could|has|have)(?: not|n't) (?:help|work|beat|improve|benefit|treat|differ|outperform|show|find|"
    r"separate|support|confirm|been shown)|fail(?:s|ed)? to|ineffective|without (?:success|benefit|effect)|"
    r"no (?:better|faster|sooner|more effective|more helpful) than|disappoint\w+|useless|did nothing|negative "
    r"results|abandoned)\b"
)
_HEDGE = re.compile(
    r"\b(?:may(?! \d{4}\b)|might|could|possibly|perhaps|thought to|believed to|appears? to|appeared to|seems? to|"
    r"seemed to|"
    r"suggest(?:s|ed|ing|ive)?|hypothes\w+|postulat\w+|propos(?:ed|es|al)|presum\w+|likely|promising|promise|"
    r"potential(?:ly)?|preliminary|unclear|claimed|reputed|assumed|suspected|putative\w*|speculat\w+|"
    r"conceivabl\w+|probabl[ye]|tentative\w*|under (?:investigation|study)|theor(?:y|etical\w*)|some (?:evidence|"
    r"people say|believe)|anecdotal\w*|is thought|are thought|is believed|investigated|explored|not (?:fully|"
    r"completely|entirely|well) understood|remains? (?:unclear|uncertain))\b"
)
_INSUFFICIENT = re.compile(
    r"\b(?:no (?:good |strong |clear |convincing |robust |reliable |adequate |high-quality |"
    r"well-controlled )*(?:evidence|data|studies|trials|information)|not (?:yet |been |yet been |"
    r"well )*(?:established|known|studied|proven|proved|tested|investigated|evaluated|clear)|unknown|insufficient|"
    r"lack of (?:evidence|data)|inconclusive|limited (?:evidence|data)|inadequate|cannot be (?:excluded|"
    r"ruled out))\b"
)


_ASIDE = re.compile(r"\bbut not (?:in|with|for|at|on) [^,]{2,40}, ")
"""“In rats, but not in mice, it lowered …”: an aside denies only itself."""


_OWING = re.compile(r"\b(?:owing|due) to (?:an? |the )?$")
"""Before a lack that is the reason for something: “blurred sight owing to lack of tears”."""


def cues(folded: str) -> list[tuple[int, int, str]]:
    """Return the negation cues of a text.

    :param folded: folded text
    :returns: start, end and words of each, without those that only look like one

    >>> cues("not only itch but also hives, and no fever")
    [(34, 36, 'no')]
    """
    pseudo = [match.span() for match in _PSEUDO.finditer(folded)]
    return [
        (match.start(), match.end(), match.group())
        for match in _CUE.finditer(folded)
        if not any(start <= match.start() < end for start, end in pseudo)
    ]


def denied_before(folded: str, start: int, place: int, *, reach: int = 300) -> bool:
    """Say whether a cue between the start of a clause and a place denies what stands at the place.

    :param folded: folded text
    :param start: where the clause begins
    :param place: where the thing stands
    :param reach: how far a cue reaches, in characters
    :returns: whether it does
    """
    begin = max(start, place - reach)
    for cue_start, cue_end, word in cues(folded[begin:place]):
        between = folded[begin + cue_end : place]
        if _STOP.search(between) or (" because " in between and not between.startswith(" because")):
            continue
        if word == "lack" and _OWING.search(folded, start, begin + cue_start):
            continue
        if word == "without" and (
            "," in between or re.search(r"\b(?:and|causes?|caused|may|can|is|are|was)\b", between)
        ):
            continue
        if word in ("unlike", "rather than", "instead of", "except", "except for", "other than") and (
            "," in between or len(between) > 60 or re.search(r"\b(?:it|they|this (?:drug|medicine))\b", between)
        ):
            continue
        if word == "not" and _ASIDE.search(folded[max(start, begin + cue_start - 5) : place]):
            continue
        if word in ("no", "not") and re.search(
            r",\s+(?:and\s+)?(?:it|this|the \w+|they|can|may|causes?|does|is|are|was|were)\b|"
            r",? (?:and|but) (?:must|should|needs?|has|undergoes) (?:first |to )?(?:be|been|to)?\b",
            between,
        ):
            continue
        if re.match(r"exclud|spar", word) and re.search(r"\b(?:caus\w+|lead\w*|produc\w+|associated)\b", between):
            continue
        return True
    return False


_CONDITION = re.compile(r",? (?:if|unless|when)\b")

_BUT_NOT_SO = re.compile(
    r",? but(?= (?:was|were|has|have)(?: not|n't)(?: been)? (?:seen|observed|reported|found|confirmed|borne|noted|"
    r"detected|more)\b)"
)
"""Goes on about the same thing: “has been a concern but was not seen in trials”."""


_AND_THEN = re.compile(
    r"[^.;,]{0,40}?\b(?:is|are|was|were|has been|have been|can|may)\b (?!not\b|"
    r"no\b)[^.;,]{2,50}?(?=,? and [a-z][\w -]{2,40} "
    r"(?:is|are|was|were|has|have|can|may|did|does)\b)"
)
"""Another statement after “and”: “amnesia is reported, and blackouts are absent”."""


def denied_after(folded: str, place: int, end: int) -> bool:
    """Say whether what follows a thing in its clause denies it.

    :param folded: folded text
    :param place: where the thing ends
    :param end: where the clause ends
    :returns: whether it does
    """
    rest = _PSEUDO.sub(lambda match: " " * len(match.group()), folded[place : min(end, place + 160)])
    rest = _BUT_NOT_SO.sub(lambda match: "," + " " * (len(match.group()) - 1), rest)
    stop = _STOP.search(rest) or _CONDITION.search(rest)
    joined = _AND_THEN.match(rest)
    if joined is not None and (stop is None or joined.end() < stop.start()):
        return bool(_AFTER.search(rest[: joined.end()]))
    return bool(_AFTER.search(rest[: stop.start()] if stop else rest))


_ARMS = re.compile(
    r"(?P<drug>\d+(?:\.\d+)?)\s?(?:%|percent|per cent)?(?:(?! placebo)[^.;%]){0,60}?\b(?:and|versus|vs\.?|v|compared "
    r"(?:with|to)|against|than)\s+(?:(?:for|with|in|on) )?(?:placebo )?(?P<placebo>\d+(?:\.\d+)?)\s?(?:%|percent|per "
    r"cent)?"
    r"(?P<after>[^.;,]{0,30})"
)
_IN_BRACKETS = re.compile(
    r"(?P<drug>\d+(?:\.\d+)?)\s?%[^.;()]{0,40}\((?:[^()]{0,20}?\bplacebo:?,? (?:in )?(?P<after>\d+(?:\.\d+)?)|"
    r"(?:versus |vs\.? |v |against |compared with )?(?P<before>\d+(?:\.\d+)?)\s?%? (?:\w+ ){0,3}placebo)"
)
"""“in 8% (placebo 9%)”."""


def no_more_than_placebo(folded: str) -> bool:
    """Say whether the rate that follows is not above that of placebo: “in 12% on the drug and 13% on placebo”.

    :param folded: folded text after the name of an effect
    :returns: whether it is not
    """
    beside = _IN_BRACKETS.search(folded[:120])
    if beside is not None:
        return float(beside["drug"]) <= float(beside["after"] or beside["before"])
    match = _ARMS.search(folded[:160])
    return (
        match is not None and "placebo" in match.group() and float(match.group("drug")) <= float(match.group("placebo"))
    )


def denied_late(folded: str, place: int) -> bool:
    """Say whether the rest of the sentence reports that it did not work: “…; trials have shown no benefit”.

    :param folded: folded text of the sentence
    :param place: where the thing ends
    :returns: whether it does
    """
    return bool(_LATE.search(folded, place))


def is_hedged(folded: str) -> bool:
    """Say whether a text is hedged.

    :param folded: folded text of a clause
    :returns: whether it has a hedge
    """
    return bool(_HEDGE.search(folded))


def lacks_evidence(folded: str) -> bool:
    """Say whether a text reports that evidence is missing.

    :param folded: folded text of a clause
    :returns: whether it does
    """
    return bool(_INSUFFICIENT.search(folded))
