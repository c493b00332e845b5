"""What the rules about contraindications share: the conditions, people and drugs of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.noun_lists import Item, items
from ingest.extraction.language.organs import failing_organs
from ingest.lexicon.matching import Mention

AGE = (
    r"(?:(?:children|infants|babies|toddlers)(?:,? (?:and|or) (?:adolescents?|teenagers|young people|children))?"
    r"(?:,? ?\(?(?:who are |aged |of )?(?:under|below|younger than|less than|up to) (?:the age of )?\d+(?: years)?"
    r"(?: (?:of age|old))?\)?)|children,? (?:and|or) (?:adolescents|teenagers|young people)|"
    r"(?:people|patients|adults|those|anyone) (?:aged )?\d+ years (?:of age )?(?:and|or) (?:older|over|above)|"
    r"(?:people|patients|adults|children|those|anyone) (?:aged |who are |over |under |older than |younger than |"
    r"below |"
    r"above )+(?:the age of )?\d+(?: years)?(?: (?:of age|old))?|(?:aged |over |under )(?:the age of )?\d{2}"
    r"(?: years)?(?: (?:of age|old))?|(?:the )?elderly(?: (?:people|patients))?|older (?:people|adults|patients)|"
    r"debilitated patients|age (?:under|over|below|above) \d+(?: years)?|women (?:who (?:may|might|could|can) "
    r"(?:conceive|(?:become|get|be) pregnant)|of "
    r"child-?bearing "
    r"(?:age|potential))|(?:girls and )?women of child-?bearing (?:age|potential))"
)
"""People of an age."""

_GROUP = re.compile(
    r"(?:in )?(?:all |young )?(?P<group>children|infants|new-?borns|neonates|babies|adolescents|teenagers)"
    r"(?:(?P<rest>(?:,? (?:and|or)|,)(?: in)? )|(?=\s*(?:$|[.;)]|because\b|since\b|due\b|as (?:it|the)\b)))"
)
"""People of an age that is not stated."""

START = re.compile(
    r"^\s*(?:[-–•]\s*)?(?:(?:all (?=children|women|infants|patients)|and|or|if|when|in|with|to|for|by|who|you|"
    r"they|are|is|have|has|had|ever|been|be|a|an|"
    r"the|any|patients?|people|person|anyone|those|someone|adults|individuals|persons|known|history|previous|"
    r"prior|current|ever had|suffer(?:s|ing)?|from|of|currently|already|recently|also|using|taking|take|used|"
    r"taken|told|"
    r"by your doctor|that|diagnosed|concomitant(?:ly)?|concurrent|treatment|administration|use|co-administration|"
    r"receiving|on|within|(?:last|past) (?=(?:two|2|14|few)\\b (?:weeks|days))|(?:two|2|14) (?:weeks|days)|'re|'ve|"
    r"were|personal|family|certain|cases?|women|"
    r"children|you(?:'re|'ve)|or your child|your child|allergic to any)\s+)+"
)
OBJECT_WORDS = re.compile(
    r"\b(?:allerg\w*|hypersensitiv\w*|impairment|failure|disease|disorder|problems?|pregnan\w*|breast[- ]?feeding|"
    r"dysfunction|lactation|children|years|age|infection|surgery|ulcers?|bleeding|glaucoma|pressure|epilepsy|"
    r"syndrome|\w+itis|"
    r"deficiency|obstruction|block|tumou?r|retention|history|injury|intolerance|arrest|shock|trimester|poisoning|"
    r"asthma|"
    r"\w+aemia|\w+emia|intoxication|dependence|addiction|coma|depression|apnoea|apnea|porphyria|gravis|"
    r"sensitivity|insufficiency|dialysis|adolescents|infants|newborns|neonates|inhibitors?|blockers?|intoxicated|"
    r"drunk|psychos[ie]s|"
    r"psychotic|arrhythmias?|heartbeat|hypertrophy|pulse|stroke|attack|paralysis|gangrene|delirium|insufficien\w+|"
    r"trouble|conditions?|misuse|abuse|impaired|illness|complaints?|stones|seizures?|fits|menopause|anaemia|anemia|"
    r"underweight|carriers?|"
    r"weakness|states?|cancer|angina|dementia|mania|obesity|diabetes|anuria|dehydration|hypotension|operation|"
    r"damage)\b"
)
_ALLERGY = re.compile(
    r"^(?:an? )?(?:allerg(?:ic|y|ies)|hypersensitiv\w*|intoleran\w+|sensitive|"
    r"sensitivity)\b(?: reactions?)?(?: to| \(.{0,40}\) to)?",
    re.IGNORECASE,
)
_ALLERGIES = re.compile(
    r"(?P<lead>(?:an? )?(?:allerg\w+|hypersensitiv\w+|intoleran\w+|sensitivity)(?: reactions?)?) to "
    r"(?P<what>[^()]*(?:,| or | and )[^()]*)",
    re.IGNORECASE,
)
"""“allergic to zelopram, carbidol or peanuts”: one contraindication each."""
_CARER = r"(?:your|a|the) (?:doctor|pharmacist|nurse|prescriber|gp|physician|healthcare provider|specialist)"
ASKED = re.compile(
    rf"\b(?:ask|tell|consult|inform|talk (?:to|with)|speak (?:to|with)|check with|discuss (?:this |"
    rf"it )?with) {_CARER}\b|"
    rf"\b{_CARER}(?: or pharmacist)? (?:will|may|might|should|can|needs? to|has to) (?:need to )?(?:first )?(?:decide|"
    r"make|check|advise|discuss|monitor|consider|weigh|assess|tell|want|talk|watch|look|adjust|change|lower|reduce|"
    r"give)\b"
)
"""Somebody is to be asked: a reason for care, not against the drug."""

OF_MEDICINES = re.compile(
    r"\W*(?:if )?(?:you )?(?:are |have been |were )?(?:also |already |currently |recently )?(?:taking |using |taken )?"
    r"(?:any |certain |some |other |the following |one |of |these |following )*(?:medicines?|medications?|drugs?|"
    r"products?)(?: (?:used|given|taken))?(?: (?:to treat|for(?: the treatment of)?|against|such as|containing|"
    r"called|known as|which are used to treat))?(?: the following)?(?: \([^()]*\))?\W*"
)
"""Announces the list of medicines that follows."""

WHICH_MEDICINES = re.compile(
    r"\((?:[\w' -]{0,40} )?(?:medicines?|medications?|drugs?|products?|tablets|remed(?:y|ies)|therap(?:y|ies)|"
    r"treatments?)(?: \w+){0,3} (?:contain(?:s|ing)|such as|like|called|including|known as) (?P<drugs>[^()]{3,200}"
    r"(?:\([^()]*\)[^()]*){0,3})\)"
)
"""“tuberculosis (medicines containing rifampicin)”: the drugs are meant, not the illness."""
STATES = {
    "pregnant": "pregnancy",
    "obese": "obesity",
    "diabetic": "diabetes",
    "epileptic": "epilepsy",
    "asthmatic": "asthma",
    "nursing": "breast-feeding",
    "breastfeeding": "breast-feeding",
}
"""Adjectives of people, and what such people have."""
_SHORTEST = 3
_EXPLAINED = re.compile(
    r"(?:,|\(|\s[–-])\s*(?:which is )?(?:an? |this is )?(?:\w+ ){0,2}(?:condition|disease|disorder|illness|"
    r"problem)s? "
    r"(?:that|where|which|in which|causing|of|affecting)\b|\bafter taking\b"
)
_OR_ILL = re.compile(
    r"\b(?:or|and)\b (?:if |in |who |with |are |you |they |patients |people |those )*(?:have|had|has|suffer\w*|"
    r"failed|"
    r"with|"
    r"allergic|pregnant|severe|\w+ (?:disease|failure|impairment))\b|"
    r", (?:and |or )?(?:patients|people|those|anyone|adults) (?:in|with|who|having)\b"
)
"""Goes on from drugs to illnesses: “taking opioids or have liver failure”."""

_OR_COMBINED = re.compile(
    r",? (?:and|or)(?= (?:in combination|together|combined|along|concomitantly|concurrently|when combined) with\b)"
)
"""Goes on from illnesses to drugs: “in people with long QT syndrome or in combination with sotalol”."""
_AS_WELL_AS = re.compile(
    r",? (?:as well as|and|or)(?: in)? (?:any |some |certain )?(?:other )?(?:circumstances?|conditions?|"
    r"situations?|states?|"
    r"factors?|diseases|disorders) (?:that|which) [^;.:]{5,140}?,? (?:including|such as|for example|like) "
)
"""Says what its examples have in common: “and other states that lower the threshold, such as fever”."""
_STOPPED = re.compile(
    r"[\W]*(?:(?:in|during|with|patients|people|those|anyone|undergoing|who|are|an?) )*"
    r"(?P<how>(?:abrupt |sudden |recent |acute )?(?:withdrawal|discontinuation|cessation) (?:from|of)) (?P<what>.+)"
)
"""“abrupt withdrawal from alcohol or barbiturates”: a state, and no combination with these drugs."""

_PEOPLE = re.compile(
    r"(?:people|patients|adults|children|adolescents|infants|newborns?|neonates|babies|women|men|elderly|older|"
    r"anyone|"
    r"teenagers|under|over|aged|the elderly|young)\b",
    re.IGNORECASE,
)


def _drugs_taken(passage: Passage, place: int, end: int) -> list[Mention]:
    """Return the other drugs of a list of drugs that are taken; none if something happened after taking them."""
    if re.search(r"\bafter taking\b", passage.folded[place:end]):
        return []
    return [
        m
        for m in passage.mentions
        if place <= m.start < end
        and not re.match(r"\s*(?:challenge|test|withdrawal|dependence)", passage.folded[m.end :])
        and m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own_name(m)
    ]


def contraindicated(  # noqa: PLR0915 - one kind of item after the other
    passage: Passage, rule: str, place: int, end: int, *, denied: bool = False, trust: bool = False
) -> Iterator[Candidate]:
    """Yield a contraindication for each condition, group of people or drug of a list.

    :param passage: the passage
    :param rule: name of the rule that reads it
    :param place: where the list begins
    :param end: where it ends
    :param denied: whether the passage denies it
    :param trust: whether words that the lexicon does not know count as a condition
    :yields: candidates
    """
    text = passage.text
    other = _OR_COMBINED.search(passage.folded, place, end) or _AS_WELL_AS.search(passage.folded, place, end)
    if other is not None:
        yield from contraindicated(passage, rule, place, other.start(), denied=denied, trust=trust)
        yield from contraindicated(passage, rule, other.end(), end, denied=denied, trust=trust)
        return
    if stopped := _STOPPED.match(passage.folded, place, end):
        for m in _drugs_taken(passage, stopped.start("what"), end):
            words = f"{stopped['how']} {text[m.start : m.end]}"
            yield one(passage, rule, words, "finding", (m.start, m.end), denied, ())
        return
    if re.search(
        r"(?<!after )\b(?:tak(?:e|en|ing)|use of|using|treat(?:ed|ment) with|concomitant\w*|concurrent\w*|"
        r"co-?administ\w+|"
        r"together with|combination with|receiving|alongside|at the same time)\b",
        passage.folded[max(0, place - 25) : end],
    ):
        drugs = _drugs_taken(passage, place, end)
        if drugs and not re.search(r"\bnot (?:taking|using|on)\b|\bwithout\b", passage.folded[place:end]):
            for m in drugs:
                yield one(
                    passage, rule, text[m.start : m.end], m.entry.category, (m.start, m.end), denied, (m.entry.label,)
                )
            beyond = passage.folded[max(m.end for m in drugs) : end]
            if len(passage.items(place, end)) <= len(drugs) or not _OR_ILL.search(beyond):
                return
            place = max(m.end for m in drugs)
    if failing := failing_organs(passage.folded, place, end):
        for organ in failing:
            span = (organ.start, organ.end)
            yield one(passage, rule, organ.names[0], "finding", span, denied, organ.names)
        return
    aged = re.compile(AGE).match(passage.folded, place, end)
    if aged and not re.match(r"(?: who)? (?:with|have)\b", passage.folded[aged.end() : end]):
        yield one(passage, rule, text[place : aged.end()], "population", (place, aged.end()), denied, ())
        return
    group = _GROUP.match(passage.folded, place, end)
    if group:
        span = group.span("group")
        yield one(passage, rule, text[slice(*span)], "population", span, denied, ())
        if group["rest"]:
            yield from contraindicated(passage, rule, group.end(), end, denied=denied)
        return
    match = START.match(passage.folded[place:end])
    if match:
        place += match.end()
    explained = _EXPLAINED.search(passage.folded, place, end)
    if explained:
        end = explained.start()
    if _ALLERGY.match(text[place:end]) or re.match(r"hypersensitiv", text[place:end], re.IGNORECASE):
        stop = re.search(
            r"[.;]|\s+or\s+(?:have|has|had|are|you|who)\b|,\s+(?:(?:and|or)\s+)?(?:in|if|have|has|had|are|is|"
            r"were|patients|people|under|over|you)\b|\(",
            text[place:end],
        )
        finish = place + stop.start() if stop and stop.start() > 8 else end
        finish = min(finish, place + 110)
        words = re.sub(r"\s+", " ", text[place:finish]).strip(" ,;.")
        words = re.sub(r"\s+(?:or|and)\s+(?:any|other|to any|one|some)\b.*$", "", words)
        several = _ALLERGIES.fullmatch(words)
        for piece in re.split(r",? (?:and|or) (?:to )?|, (?:to )?", several["what"]) if several else ():
            part = piece.strip(" ,")
            at = text.find(part, place, finish)
            if at >= 0 and len(part) > _SHORTEST and not re.match(r"(?:other|any|some)\b", part):
                name = f"{several['lead']} to {part}" if several else part
                span = (at, at + len(part))
                yield one(
                    passage, rule, name, "finding", span, denied, (f"allergy to {part}", f"hypersensitivity to {part}")
                )
        yield one(
            passage,
            rule,
            words,
            "finding",
            (place, place + len(text[place:finish].rstrip())),
            denied,
            ("hypersensitivity", "allergy"),
        )
        rest = place + (stop.end() if stop else end)
        if stop and text[place + stop.start()] != "(" and rest < end:
            yield from contraindicated(passage, rule, rest, end, denied=denied)
        return
    place, drinks = _without_drinking(passage, place, end)
    if drinks is not None:
        yield one(passage, rule, "alcohol", "drug", drinks, denied, ("ethanol", "drinking"))
    for item in _items(passage, place, end):
        match = START.match(passage.folded[item.start : item.end] + " ")
        start = min(item.start + match.end(), item.end - 1) if match else item.start
        words = re.sub(r"\s+", " ", text[start : item.end]).strip()
        if len(words) < 3 or (words != item.text and match is None):
            words = item.text
        if re.match(
            r"(?:(?:for )?all\b|precautions|warnings|this|it|you|the medicine|any|other|doctor|excipients?|"
            r"ingredients?|components?|"
            r"(?:specific |absolute |relative )?contra-?indications?|(?:(?:known|suspected|family|personal|"
            r"previous|medical) )*history$)"
            r"\b",
            words,
            re.IGNORECASE,
        ):
            continue
        drugs = [
            m
            for m in passage.mentions
            if m.entry.category in ("drug", "drug_class") and m.start < item.end and m.end > item.start
        ]
        findings = [
            m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start
        ]
        if drugs and not findings and any(passage.context.is_own(m) for m in drugs):
            continue
        if drugs and not findings and re.search(r"\b(?:challenge|test)\b", words):
            continue
        if drugs and re.search(r"\bafter (?:taking|using|stopping)\b", passage.folded[place : item.start]):
            continue
        if drugs and not findings:
            for m in drugs:
                yield one(
                    passage,
                    rule,
                    text[m.start : m.end],
                    m.entry.category,
                    (m.start, m.end),
                    denied or item.denied,
                    (m.entry.label,),
                )
            continue
        if not (
            findings
            or OBJECT_WORDS.search(passage.folded[item.start : item.end])
            or trust
            or (passage.kind == "contraindication" and passage.unit.kind in ("item", "label", "cell"))
        ):
            continue
        synonyms = tuple(m.entry.label for m in findings if (m.end - m.start) >= 0.5 * len(words)) + item.synonyms
        category = "population" if _PEOPLE.match(words) and not synonyms else "finding"
        yield one(passage, rule, words, category, (start, item.end), denied or item.denied, synonyms)


_DRINKS = re.compile(
    r"(?:(?:and|or|if|who|you|they|people|patients|anyone|those)\s+)*(?:drink(?:s|ing)?|abuse|consume)\s+(?:(?:a "
    r"lot|lots|large "
    r"amounts|plenty) of |too much |excessive(?:ly)? |heavily\b ?)?(?:alcohol(?:ic drinks)?\b)?"
)
_HAVE_HAD = re.compile(
    r"\b(?:have|has|had|having) (?:recently |ever |just |also |previously |already )(?:had )?(?:an? )?|"
    r"\b(?:being |been |are |is )?(?:treated|hospitali[sz]ed|in hospital) (?:for|with) (?=[a-z])"
)
_ITS_SIGNS = re.compile(
    r"(?P<head>\b(?:withdrawal(?: syndrome| symptoms)?|reactions?|hypersensitivity|allerg(?:y|ies)|anaphylaxis|"
    r"syndrome|symptoms))"
    r"(?P<signs> ?\((?:including|such as|for example|e\.g\.,?|like|for instance|with) [^()]{3,120}\))",
    re.IGNORECASE,
)
"""“alcohol withdrawal (including seizures)”: the signs are no contraindications of their own."""
_BODY_ONLY = re.compile(
    r"(?:(?:the |your )?(?:lungs?|kidneys?|liver|heart|brain|stomach|eyes?|skin)|recently|severely|already|"
    r"currently)$"
)


def _without_drinking(passage: Passage, place: int, end: int) -> tuple[int, tuple[int, int] | None]:
    """Return where a list goes on after “drink a lot of alcohol”, and the place of these words."""
    match = _DRINKS.match(passage.folded, place, end)
    if match is None or not re.search(r"alcohol|heav|too much|a lot", match.group()):
        return place, None
    return match.end(), (match.start(), match.end())


def _items(passage: Passage, place: int, end: int) -> list[Item]:
    """Take the list apart; “have recently had a stroke” gives the stroke, and parts of the body are no items."""
    blanked = _HAVE_HAD.sub(lambda found: " " * len(found.group()), passage.text[place:end])
    blanked = _ITS_SIGNS.sub(lambda found: found["head"] + " " * len(found["signs"]), blanked)
    if blanked == passage.text[place:end]:
        found = passage.items(place, end)
    else:
        text = passage.text[:place] + blanked + passage.text[end:]
        found = items(text, place, end, passage.whole_names)
    return [item for item in found if not _BODY_ONLY.match(item.text.lower())]


def one(
    passage: Passage,
    rule: str,
    words: str,
    category: str,
    span: tuple[int, int],
    denied: bool,
    synonyms: tuple[str, ...],
) -> Candidate:
    """Return the candidate for one condition, group of people or drug.

    :param passage: the passage
    :param rule: name of the rule that finds it
    :param words: its words
    :param category: category of the object
    :param span: its place in the passage
    :param denied: whether the passage denies it
    :param synonyms: other names of it
    :returns: the candidate
    """
    start, end = span
    if (state := STATES.get(words.lower())) is not None:
        words, synonyms = state, (words, *synonyms)
    predicate = "shouldNotBeCombinedWith" if category in ("drug", "drug_class") else "contraindicatedIn"
    return Candidate(
        rule,
        "contraindication",
        predicate,
        words,
        category,
        passage.at + start,
        passage.at + max(end, start + 1),
        polarity="denied" if denied else "affirmed",
        synonyms=tuple(s for s in synonyms if s.lower() != words.lower()),
        modality="asserted",
    )


def not_recommended(candidate: Candidate) -> Candidate:
    """Return the claim as advice: “not recommended in …” is weaker than “contraindicated”, and its claim keeps that.

    :param candidate: the claim
    :returns: the same with the modality and the status of advice against a use
    """
    return replace(candidate, modality="recommendation", status="notRecommended")
