"""Statements that a document repeats to reject them, or that are about another drug by what stands before a colon."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage

_FORMERLY = re.compile(
    r"\b(?:early|earlier|older|old|initial|once|originally|previously|formerly|at first|initially|for years|long)\b"
    r"[^.;]{0,50}?\b(?:called|described|thought|believed|considered|claim(?:ed|s)?|suggested|assumed|held|proposed|"
    r"reported|suspected|fears?|feared|worr(?:y|ies|ied)|concerns?|suspicions?|notions?|beliefs?|theor(?:y|ies)|"
    r"impressions?|alarms?)\b"
)
_REJECTED = re.compile(
    r"\b(?:but|however|although|later|more recent|newer|since|subsequent|subsequently)\b[^.]{0,80}?\b(?:no|not|never|"
    r"n't|wrong|disproved|disproven|refuted|contradicted|failed|ruled out|do not support)\b|"
    r"\b(?:has|have|had|was|were) (?:not|never) (?:been )?(?:\w+ )?(?:confirmed|replicated|borne out|supported|"
    r"reproduced)\b|"
    r"\b(?:proved|proven|turned out|shown) (?:to be )?(?:wrong|false|incorrect|untrue|groundless|unfounded)\b|"
    r"\b(?:abandoned|discarded|given up|dropped|laid to rest|come to nothing|did not hold|been withdrawn)\b"
)
_ONCE = re.compile(
    r"\b(?:was|were|has been|had been|have been) (?:once|at first|initially|originally|formerly|long|for a time|"
    r"for years) "
    r"(?:\w+ly )?(?:proposed|thought|believed|suspected|blamed|assumed|suggested|held|supposed|claimed|feared|"
    r"accused)\b"
)
"""“A direct action was once proposed and has been abandoned”: what stands before the verb is the old claim."""

_FEAR_THAT = re.compile(
    r"\b(?:fears?|worr(?:y|ies)|suspicions?|claims?|notions?|ideas?|beliefs?|theor(?:y|ies)|concerns?|rumou?rs?|"
    r"myths?) that\b"
)
"""“The fear that it causes cancer was laid to rest”: what the fear was is not the document's claim."""

_ILLNESS_BACK = re.compile(
    r"\b(?:likely|probably|usually|often|may be|might be|can be|could be|is|more) (?:(?:likely )?to be )?(?:the|"
    r"your|their|an?) "
    r"[a-z][a-z ]{2,30}? (?:coming back|returning|itself|that (?:is|was) being treated)\b|"
    r"\b(?:return|relapse|recurrence) of the (?:illness|disease|condition|disorder|original)\b"
)
"""“…; that is likely to be the depression coming back”: the illness, not an effect of stopping."""

_MIXED = re.compile(
    r"\b(?:multi-?drug|mixed(?:-drug)?|poly-?drug|multiple[- ]drug|combined|combination|co-?)[ -]?(?:overdos\w+|"
    r"ingestions?|"
    r"poisonings?|intoxications?)\b|"
    r"\boverdos\w+ (?:with|of|involving|that included) (?:several|other|multiple|more than one|many)\b"
)
"""“Deaths were seen after multidrug overdoses”: not what this drug alone does."""

_NOT_THE_DRUG = re.compile(
    r"(?:,|\(|\u2013|\u2014)\s*(?:and )?(?:not|rather than)\s+(?:the\s+)?(?:(?P<thing>[a-z][a-z-]+)(?:\s+itself)?)\s*"
    r"(?:,|\)|\u2013|\u2014)"
)
_THE_DRUG = frozenset(["pill", "pills", "drug", "medicine", "medication", "tablet", "tablets", "treatment", "product"])


_OTHER_CAUSE = re.compile(
    r",? (?:but|though|although) (?:that|this|it) is (?:due|owing|down) to (?!it\b|the (?:drug|medicine|"
    r"tablet)|this)[^.;]{3,60}|"
    r",? but it (?:is|was) [^.;,]{3,40}?(?: itself)?,? (?:that|which) [^.;]{3,60}|"
    r"\b(?:would|will|does) happen (?:with or )?without (?:it|any (?:tablet|drug|medicine)|the (?:drug|tablet|"
    r"medicine))\b"
)
"""“…, but that is due to the missing smoke”: what stands before it is not the drug's doing."""


def superseded(passage: Passage, place: int) -> bool:
    """Say whether a place is in a claim that the sentence gives as an old one and then rejects.

    “Early papers called it an agonist, but later work found no action”: the first half is not the document's claim.

    :param passage: the passage
    :param place: where the claim stands
    :returns: whether it is
    """
    once = _ONCE.search(passage.folded)
    if once is not None and place < once.start() and _REJECTED.search(passage.folded, once.end()):
        return passage.folded.find(". ", place, once.start()) < 0
    fear = _FEAR_THAT.search(passage.folded)
    if fear is not None and fear.end() <= place:
        rejected = _REJECTED.search(passage.folded, place)
        if rejected is not None and ". " not in passage.folded[fear.end() : rejected.start()]:
            return True
    old = _FORMERLY.search(passage.folded)
    if old is None:
        return False
    rejected = _REJECTED.search(passage.folded, old.end())
    return rejected is not None and old.start() <= place < rejected.start()


def describes_another_before_colon(passage: Passage) -> bool:
    """Say whether the words before a colon are about another drug: “Nadolol lasts longer: its half-life is …”.

    :param passage: the passage
    :returns: whether they are
    """
    label = passage.unit.label
    if passage.unit.kind != "label" or len(label.split()) < 4 or passage.kind in ("interaction", "contraindication"):
        return False
    if passage.own_named() or passage.context.own_name.search(label.lower()):
        return False
    mentions = [m for m in passage.context.lexicon.mentions(label) if m.entry.category in ("drug", "drug_class")]
    return bool(mentions) and mentions[0].start <= 4 and not passage.context.is_own(mentions[0])


_NOT_WITH = re.compile(
    r",? (?:and |but )?not (?:with|on|from|under|by|to|of|for|after) (?:it\b|this (?:drug|medicine)\b|"
    r"(?P<name>[\w-]+))"
)
"""“… was reported with nefazodone, not with zelopram”."""

_IN_PLACEBO = re.compile(
    r"\W*(?:in|among|of) (?:those on |people on |patients on |people given |patients given )?(?:the |both )?"
    r"(?:pooled |matching )?(?:placebo|dummy|control)\b(?: (?:groups?|arms?|recipients|patients|tablets?|users))?"
)
_OVERDOSE_OF = re.compile(
    r"\W*(?:an? |the )?(?:overdos\w+|poisoning|intoxications?) (?:of|with|from|by) (?P<name>[\w-]+)"
)
_TYPICAL_OF = re.compile(
    r"[^.;]{0,12}\b(?:typical|characteristic|a feature|a sign|the mark|hallmarks?) of (?P<name>[\w-]+)"
)


_IS_WHAT = re.compile(
    r"\W*(?P<subject>(?!(?:it|this|that|they|these|stopping|taking|the (?:drug|medicine|tablets?))\b)[^.;]{3,80}?),? "
    r"(?:is|are) (?:usually |often |mostly )?what (?:causes?|brings?|leads?|gives?|makes?|produces?)\b"
)
"""“Hepatitis C, common here, is what causes fatigue”."""

_BACKGROUND = re.compile(
    r"\b(?:background|baseline) (?:rates?|risks?|incidence|prevalence)\b|"
    r"\bin the (?:[\w.]+ ){0,2}general population\b"
)
"""What happens to everybody: “the background risk of birth defects is unknown”."""

_OTHER_HABITS = frozenset(
    ["alcohol", "heroin", "opioid", "opiate", "benzodiazepine", "nicotine", "cocaine", "stimulant"]
)
"""What is typical of “alcohol withdrawal” is not said of the drug."""


def _of_other_groups(passage: Passage, start: int, place: int) -> bool:
    """Say whether a sentence is about the placebo group, an overdose of another drug, or what is typical elsewhere."""
    if _BACKGROUND.search(passage.folded, start, place):
        return True
    group = _IN_PLACEBO.match(passage.folded, start)
    if group is not None and group.end() <= place and not passage.own_named(group.end(), place):
        return True
    cause = _IS_WHAT.match(passage.folded, start)
    if cause is not None and cause.end() <= place and not passage.own_named(*cause.span("subject")):
        return True
    overdose = _OVERDOSE_OF.match(passage.folded, start)
    if overdose is not None and overdose.end() <= place and _is_other(passage, *overdose.span("name")):
        return True
    typical = _TYPICAL_OF.match(passage.folded, _end_of_word(passage, place))
    return typical is not None and (_is_other(passage, *typical.span("name")) or typical["name"] in _OTHER_HABITS)


def _end_of_word(passage: Passage, place: int) -> int:
    match = re.compile(r"[\w-]*").match(passage.folded, place)
    return match.end() if match else place


def _is_other(passage: Passage, start: int, end: int) -> bool:
    """Say whether a stretch names a substance that is not the drug."""
    return not passage.own_named(start, end) and any(
        m.start == start and m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
        for m in passage.mentions
    )


_TURN = re.compile(r"[;,.] (?:however|but|whereas|by contrast|in contrast),? (?:(?:the )?(?:drug|medicine) )?")


def _turns_to_the_drug(passage: Passage, start: int, place: int) -> bool:
    """Say whether a class is spoken of before the sentence turns to the drug: “… with tricyclics; however, it …”."""
    turn = _TURN.search(passage.folded, place)
    if turn is None or passage.context.own_name.match(passage.folded, turn.end()) is None:
        return False
    return not passage.own_named(start, place) and any(
        m.entry.category == "drug_class" and start <= m.start < place for m in passage.mentions
    )


def said_of_something_else(passage: Passage, place: int) -> bool:
    """Say whether the words around a place take the drug out: “Giving up smoking, not the tablet, raises …”.

    :param passage: the passage
    :param place: where the claim stands
    :returns: whether they do, within the same sentence
    """
    start = passage.folded.rfind(". ", 0, place) + 1
    if _turns_to_the_drug(passage, start, place):
        return True
    if _OTHER_CAUSE.search(passage.folded, place) or _of_other_groups(passage, start, place):
        return True
    for match in _NOT_WITH.finditer(passage.folded, place):
        if ". " in passage.folded[place : match.start()]:
            break
        if match["name"] is None or passage.own_named(*match.span("name")):
            return True
    for match in _NOT_THE_DRUG.finditer(passage.folded, start, place):
        if match["thing"] in _THE_DRUG or passage.own_named(match.start("thing"), match.end("thing")):
            return True
    return False


_NOT_BORNE_OUT = re.compile(
    r"\b(?:studied|tried|tested|examined|explored)\b[^.]{0,120}\bbut (?:no|none)\b[^.]{0,60}?\b(?:borne|confirmed|"
    r"supported|shown|proved|proven|found|replicated)\b"
)


_EXCIPIENT = re.compile(
    r"\b(?:colou?ring agents?|colou?rants?|preservatives?|excipients?|lactose|sucrose|fructose|sorbitol|aspartame|"
    r"para(?:hydroxy)?bens?|parahydroxybenzoates?|allura red|tartrazine|sunset yellow|benzyl alcohol|soya (?:oil|"
    r"lecithin)|peanut oil)\b[^.;]{0,60}?\b(?:may|can|could|might) (?:\w+ )?(?:cause|provoke|trigger|give)\b"
)
"""What else a product contains has effects of its own."""

_CONTAINS = re.compile(
    r"\bcontains? (?:[\d.]+ ?m?g (?:of )?)?(?:the )?(?:[\w-]+ ){0,3}\(?(?:e ?\d{3}\b|colou?r\w*|preservatives?|lactose|"
    r"sucrose|glucose|fructose|sorbitol|maltitol|sodium|potassium|sulph?ur dioxide|sulph?ites?|[\w-]*hydroxybenzoates?|"
    r"benzyl alcohol|benzo(?:ates?|ic)|aspartame|soya|peanut oil|propylene glycol|gluten|azo|tartrazine)"
)
_TAKING_BOTH = re.compile(
    r"\b(?:taking|using|combining|having|use of|combination of) (?:any of )?(?:these|those|such|both|the two|"
    r"other|certain "
    r"other) (?:\w+ )?(?:medicines|drugs|medications|products|treatments|substances)\b(?! (?:may|can|could) affect)"
)
"""What several medicines do together is not what this one does alone."""
_DO_NOT_AS = re.compile(
    r"\b(?:do not|don't|never)\b[^.;]{3,140}?,? (?:as|because|since) (?:this|it|doing so|that) (?:may|can|could|"
    r"might|will)\b"
)
"""“Do not squirt it into the throat as this may cause choking”: what another way of use does."""


def _is_of_what_it_contains(passage: Passage) -> bool:
    """Say whether a sentence is about an excipient, by its own words, its heading or the sentence before it."""
    if _EXCIPIENT.search(passage.folded) or _CONTAINS.search(passage.section.title.lower()):
        return True
    before = passage.previous
    return (
        before is not None
        and re.match(r"\W*(?:this|it|they|these)\b", passage.folded) is not None
        and bool(_CONTAINS.search(before.folded))
    )


_PREVIOUS = (
    r"(?:your|the|a|an|any|their|his|her) (?:previous|former|earlier|old|prior) (?:\w+ )?(?:medicines?|medications?|"
    r"drugs?|treatments?|antidepressants?|therap(?:y|ies)|opioids?|tablets?|patch(?:es)?)"
)
_STOPS_PREVIOUS = re.compile(
    rf"\b(?:stopp?\w*|discontinu\w+|taper\w*|withdraw\w*|reduc\w+|decreas\w+|switch\w*|com(?:e|"
    rf"ing) off)\b[^.;]{{0,60}}?"
    rf"\b{_PREVIOUS}|\b{_PREVIOUS} (?:\w+ )?(?:is|are|was|has been) (?:\w+ )?(?:stopped|decreased|reduced|"
    rf"withdrawn|tapered)"
)
"""What is stopped is the medicine that was taken before this one."""


def _stops_the_one_before(passage: Passage) -> bool:
    if _STOPS_PREVIOUS.search(passage.folded):
        return True
    before = passage.previous
    return before is not None and not passage.own_named() and bool(_STOPS_PREVIOUS.search(before.folded))


def of_something_worse(passage: Passage, family: str) -> bool:
    """Say whether a passage puts what follows stopping down to the illness, or what an overdose does to many drugs.

    A use that was only studied, and that no trial bore out, is none either.

    :param passage: the passage
    :param family: topic of a claim in it
    :returns: whether it does
    """
    if family == "indication":
        return bool(_NOT_BORNE_OUT.search(passage.folded))
    if family == "withdrawal":
        return bool(_ILLNESS_BACK.search(passage.folded)) or _stops_the_one_before(passage)
    if family in ("adverse_effect", "special_population"):
        return _is_of_what_it_contains(passage) or (
            family == "adverse_effect"
            and (_TAKING_BOTH.search(passage.folded) or _DO_NOT_AS.search(passage.folded)) is not None
        )
    return family == "overdose_toxicity" and bool(_MIXED.search(passage.folded))


_PEOPLE_WITHOUT = re.compile(
    r"\b(?:people|patients|adults|those|children|persons|individuals|users|women|men)(?: \w+){0,2} (?:without|"
    r"with no|with and "
    r"without|with or without|who (?:do|did) not have|who (?:have|had) (?:no|never had))(?: (?:an?|any|known|"
    r"history of|previous|prior|a "
    r"history of)){0,2} $"
)


def of_people_without(passage: Passage, place: int) -> bool:
    """Say whether a finding is only what people do not have: “even in people without epilepsy”.

    :param passage: the passage
    :param place: where the finding stands
    :returns: whether it is; nothing is denied then
    """
    return bool(_PEOPLE_WITHOUT.search(passage.folded, max(0, place - 90), place))


_OPEN_RISK = re.compile(
    r"\b(?:no|not|insufficient|inadequate|few|limited|lack of|too little|too few)\b[^.;]{0,70}?\b(?:to|that|for|"
    r"whether)\b"
    r"[^.;]{0,30}?\b(?:allow|inform|assess|evaluat|determin|establish|estimat|identif|exclud|judg|know|say|"
    r"quantif)\w*\b"
    r"[^.;]{0,60}?\brisks? (?:of|for) |\b(?:insufficient|inadequate)\b[^.;]{0,90}?\brisks? (?:of|for) "
)


def leaves_risk_open(passage: Passage, place: int) -> bool:
    """Say whether nobody could assess a risk: “there are no data that would allow an estimate of the risk of …”.

    :param passage: the passage
    :param place: where what is at risk stands
    :returns: whether the sentence leaves it open; nothing is denied then, and nothing said
    """
    start = passage.folded.rfind(". ", 0, place) + 1
    match = _OPEN_RISK.search(passage.folded, start, place)
    return match is not None
