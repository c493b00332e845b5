"""Uses in sentences: what the drug treats, what it is used for, and where it does not help."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.semicolons import after_semicolons
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.use_wording import BLOCKED, HEARSAY, PURPOSE, use_candidates

_OBJECT_LEAD = (
    r"(?:(?:(?:as an adjunct to (?:[\w-]+ ){1,6})?to (?:reduce|lower|raise|improve|slow|control|increase|decrease) "
    r"(?:[\w-]+ ){1,5}(?:in|for) (?:people|adults|patients|children|those) (?:with|who have)|"
    r"to (?:help (?:to )?)?(?:lower|reduce|cut) (?:the |your )?(?:risk|chance|number|frequency|severity|"
    r"likelihood) of|"
    r"(?:for |in )?(?:the )?(?:induction|maintenance)(?: (?:and|or) (?:induction|maintenance))? of|"
    r"to (?:help (?:to )?)?(?:treat|manage|control|relieve|prevent|ease|reduce|alleviate|combat|calm|counter|"
    r"counteract|"
    r"improve|lower|stop)(?: (?:and|or|and to|or to) (?:help )?(?:treat|manage|control|relieve|prevent|ease|"
    r"reduce|alleviate))?|(?:in|for|as)?\s*(?:the |short-term |long-term |adjunctive |acute |symptomatic |"
    r"initial |maintenance |first-line |second-line |preventive |prophylactic |an? (?:aid|adjunct|add-on|"
    r"treatment|remedy|option|help) (?:in|to|for)(?: the)? ?)*"
    r"(?:treatment|management|relief|control|prevention|prophylaxis|therapy|alleviation|reduction|mitigation|"
    r"amelioration|"
    r"suppression|termination|treating|"
    r"managing|relieving|preventing|controlling|easing)(?: and (?:treatment|management|relief|control|prevention|"
    r"prophylaxis))?(?: of| for)?|to (?:people|adults|patients|children|those) (?:with|who (?:have|"
    r"struggle with|suffer from|live with|experience)|suffering from|struggling with|living with)|"
    r"as an? (?:\w+ )?(?:aid|adjunct|add-on|help) (?:in|to|for)|"
    r"for|against|in|by (?:people|adults|patients) with)\s+)"
)

_FILLERS = (
    r"(?:(?:as (?:an? )?(?:adjunctive|add-on|additional) (?:therapy|treatment)|mainly|mostly|primarily|principally|"
    r"chiefly|also|commonly|widely|often|sometimes|occasionally|usually|"
    r"typically|currently|now|most often|most commonly|frequently|generally|rarely|licensed|approved|alone|"
    r"together with [\w ]{2,40}|in combination with [\w ]{2,40}|with (?:an)?other (?:medicines|drugs|medications|"
    r"treatments|antidepressants|\w+s)|on its own(?: or with [\w ]{2,30})?|by itself|by doctors|by mouth|by the "
    r"(?:[a-z]+ ){0,4}[a-z]+|"
    r"in (?:clinical |everyday |current |routine )?practice|in (?:human )?medicine|in the (?:us|uk|eu|united states|"
    r"united kingdom|european "
    r"union)|off-label|off label|orally|"
    r"in (?:adults|children|adults and children|some countries|the us|the uk|europe)(?: and (?:children|"
    r"adolescents)[\w ,]{0,30})?|(?:in|for) (?:adults|children|patients|people)(?: aged [\w ]{1,20})?,?|\w+ly|"
    r"in (?:\w+ )?\d{4}|in (?:japan|canada|australia|germany|france|russia|china|india|italy|britain|america)|by the "
    r"(?:[a-z]+ ){0,3}[a-z]+ in \d{4}|first|successfully|with (?:good |some |great )?success|"
    r"as (?:an? )?[\w -]{3,50}?)\s+){0,4}"
)

_USE = re.compile(
    rf"\b(?P<verb>(?:is|are|was|were|be|been|being|has been|have been)?\s*(?:(?:not|never|no longer|now|also|"
    rf"mainly|often|commonly|widely|sometimes|usually|primarily|mostly|currently|generally|"
    rf"\w+ly)\s+){{0,3}}(?:used|indicated|prescribed|licensed|approved|authorised|authorized|recommended|given|"
    rf"taken|labell?ed|effective|useful|helpful|marketed|employed|beneficial|valuable|administered|tried|"
    rf"intended|sold|"
    rf"popular|shown (?:good |some |clear )?(?:efficacy|effectiveness|benefit|to be effective)|tested|studied|"
    rf"investigated|trialled|evaluated|explored))\s+{_FILLERS}(?P<lead>{_OBJECT_LEAD})"
)

_TREATS = re.compile(
    r"\b(?P<verb>treats?|relieves?|eases?|prevents?|alleviates?|controls?|manages?|helps? (?:to )?(?:treat|"
    r"relieve|ease|control|manage|prevent|reduce|calm|with)|helps? (?:people|patients|adults|"
    r"those) with(?= [^.;,]{3,50} "
    r"(?:stay|remain|quit|stop|keep|sleep|cut|manage|cope|feel|focus)\b)|works? (?:well )?(?:for|against|in)|(?:is|"
    r"are) for(?! adults| children| use| oral| injection| intravenous| topical| external| you\b)|(?:is|are|"
    r"remains?) (?:(?:a|the|among the|now) )?(?:first|second|third)[- ]line(?: (?:treatment|option|therapy|choice|"
    r"drug|agent|medication|medicine))? (?:for|in)|(?:is|are|remains?) a (?:mainstay|"
    r"cornerstone) of (?:the )?(?:treatment|therapy|management) (?:for|of|in)|(?:is|are) (?:also )?(?:a|"
    r"an|the|another|one)(?: [\w-]+){0,5} (?:treatment|remedy|medicine|drug|medication|option|therapy|"
    r"choice) (?:of choice )?(?:for|against|in)|(?:is|are) (?:a|an|the|another|one)(?: [\w-]+){0,4} (?:treatment|"
    r"therapy) of)\s+"
)

_NOUN = re.compile(
    r"\b(?:(?:medicine|medication|drug|agent|tablet|treatment|remedy|antidepressant|painkiller|antipsychotic|"
    r"an(?:a?)esthetic|anticonvulsant|bronchodilator|relaxant|hypnotic|sedative|stimulant|antihistamine|opioid|"
    r"analgesic|inhibitor|"
    r"antagonist|agonist|blocker|antiepileptic|antihypertensive|antibiotic|diuretic|benzodiazepine|anxiolytic|"
    r"compound)s?(?: \([^)]{1,60}\))?,?(?: that is| which is| [\w ,]{0,60}?)?)\s+(?P<verb>used|given|prescribed|"
    r"taken|indicated|licensed|approved|employed)\s+(?P<lead>" + _FILLERS + _OBJECT_LEAD + ")"
)

_THEY_USE = re.compile(
    r"\b(?:doctors?|people|clinicians|psychiatrists|physicians|some|prescribers|specialists|many|"
    r"they)\b(?: \w+){0,3}? (?P<verb>use|try|prescribe|give|recommend|take|have used|have tried|has prescribed|"
    r"prescribed|prescribes) (?:it|"
    r"this medicine|this drug|[a-z]{5,20}) (?:\w+ly |off-label |off label )?(?P<lead>" + _OBJECT_LEAD + ")"
)

_ALSO = re.compile(
    r",?\s+(?:and|or)\s+(?:also\s+)?(?:for|in|to)\s+(?:the\s+)?(?:treatment|prevention|management|prophylaxis|relief|"
    r"treat|"
    r"prevent|manage|relieve)(?: of)?\s+|,?\s+and\s+(?:also\s+)?(?:for|in)\s+(?:the\s+)?(?!adults|children|patients|"
    r"people|some|"
    r"the|this|combination|addition|those|women|men)(?=[a-z])"
)

_BAD_LEFT = re.compile(
    r"\b(?:if|when|before|while|tell|ask|history|dose|doses|mg|medicines|drugs|medications|other|antidote|"
    r"treated with|overdose|withdrawal from it|syringe|pump|caution|used with|must not be|do not|should not|"
    r"can't be|cannot be)\s*$"
)


def _used_for(passage: Passage) -> Iterator[Candidate]:
    """“is used to treat …”, “indicated for …”, “a bronchodilator used against …”."""
    if passage.kind in BLOCKED or foreign_section(passage):
        return
    seen: set[int] = set()
    for pattern in (_USE, _NOUN, _THEY_USE):
        for match in pattern.finditer(passage.folded):
            start, end = passage.clause_at(match.start("verb"))
            before = passage.folded[start : match.start("verb")]
            if (
                match.end() in seen
                or _BAD_LEFT.search(before.rstrip() + " ")
                or other_subject(passage, match.start("verb"), before)
            ):
                continue
            if re.match(
                r"\s*(?:caution|care|the same|combination|\d|this way|doses?|the (?:morning|evening)|adults|"
                r"pregnan|breast|infusion|up to|about|at least|several|many|weeks|months|years|short periods)",
                passage.folded[match.end() :],
            ):
                continue
            seen.add(match.end())
            denied = denied_before(passage.folded, start, match.start("lead"), reach=100) or bool(
                re.search(r"\bno longer\b", passage.folded[start : match.start("lead")])
            )
            if denied and _FOR_PEOPLE.match(passage.folded, match.start("lead")) and "recommended" in match.group():
                continue
            rest_end = max(end, match.end())
            trust = passage.kind in ("indication", "off_label", "introduction") and bool(
                re.search(
                    r"treat|manag|relie|prevent|prophyla|control|indicated|\baid\b|induction|\brisk of", match.group()
                )
            )
            further = (more.end() for more in _ALSO.finditer(passage.folded, match.end(), rest_end))
            for place, reach in ((match.end(), 600), *((place, 300) for place in further)):
                yield from use_candidates(
                    passage,
                    "uses in a sentence",
                    place,
                    min(rest_end, place + reach),
                    clause=(start, rest_end),
                    denied=denied,
                    trust=trust,
                )
            for low, high in after_semicolons(passage.folded, rest_end):
                yield from use_candidates(
                    passage, "uses in a sentence", low, high, clause=(start, rest_end), denied=denied, trust=False
                )


_FOR_PEOPLE = re.compile(
    r"(?:for (?:use )?)?(?:in|by|for) (?:those|people|patients|adults|children|anyone|women|pregnan\w+)\b"
)


_HOW_IT_WORKS = re.compile(
    r"\b(?:how|way|mechanism)\b[^.;]{0,60}\b(?:works?|acts?|helps?|relieves?|treats?|prevents?|reduces?|eases?)\b"
    r"[^.;]{0,90}\b(?:unknown|unclear|not (?:\w+ )?(?:known|understood|clear|established))\b"
)
"""“How it prevents seizures is unknown” says nothing of the use."""


def other_subject(passage: Passage, place: int, before: str) -> bool:
    """Say whether a use belongs to another drug, a test or a treatment that is not the drug.

    :param passage: the passage
    :param place: where the verb of the use stands
    :param before: folded text of the clause before it
    :returns: whether it does
    """
    who = owner(passage, place)
    if _A_DOSE.match(before) or _WITH_CARE.search(passage.folded, place, place + 40):
        return True
    if who == "foreign" or HEARSAY.search(passage.folded, 0, place) or _HOW_IT_WORKS.search(passage.folded):
        return True
    if who == "none" and not passage.own_named(0, place):
        return True
    if re.search(
        r"\b(?:doses?|dosage|tests?|pump|other (?:medicines|drugs|treatments)|antidote|charcoal|lavage|"
        r"counselling|psychotherapy|therapy that|surgery|alternatives?|infusion|lower doses|oxygen|fluids|"
        r"monitoring)\b",
        before[-60:].rpartition(",")[2],
    ) and not passage.context.own_name.search(before[-60:]):
        return True
    return passage.kind in ("disease", "efficacy", "history", None) and not (
        passage.own_named()
        or re.search(r"\b(?:it|this (?:medicine|drug|medication)|the drug)\b", before)
        or (passage.unit.kind == "label" and not before.strip(" -"))
        or (passage.previous is not None and passage.previous.own_named())
    )


_A_DOSE = re.compile(
    r"\W*(?:an? |the |its )?(?:(?:lower|reduced|smaller|higher|larger|initial|starting|usual|maximum|recommended) "
    r"){0,2}"
    r"(?:doses?|dosage|dosing)\b"
)
"""“A lower dose is recommended in patients with liver disease” names no use."""
_WITH_CARE = re.compile(r"\b(?:cautiously|carefully|with (?:great |special |particular )?(?:caution|care)|slowly)\b")


def _treats(passage: Passage) -> Iterator[Candidate]:
    """“Zelopram relieves wheeze”, “is a treatment for gout”."""
    if passage.kind in BLOCKED | {"dosing", "withdrawal", "pharmacokinetics"} or foreign_section(passage):
        return
    for match in _TREATS.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if (
            other_subject(passage, match.start(), before)
            or re.search(r"\b(?:used|indicated|prescribed|given|taken|licensed|approved)\b[^,;]{0,40}$", before)
            or _BAD_LEFT.search(before.rstrip() + " ")
        ):
            continue
        if not (
            passage.own_named(start, match.start())
            or re.search(r"\b(?:it|this|the drug|the medicine)\b", before)
            or passage.kind in ("indication", "introduction")
        ):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=80)
        purpose = PURPOSE.match(passage.folded[match.end() :])
        place = match.end() + (purpose.end() if purpose else 0)
        yield from use_candidates(
            passage,
            "the drug treats",
            place,
            min(max(end, place), place + 400),
            clause=(start, end),
            denied=denied,
            trust=False,
        )


_NAMED_USES = re.compile(
    r"\b(?:(?:approved|licensed|labell?ed|main|primary|established|common|clinical|medical|therapeutic|current|"
    r"fda-approved|off-label|unlicensed|other)\s+(?:\w+\s+)?(?:indications?|uses)|indications?)"
    r"(?: (?:of|for) [a-z0-9-]+)?(?: in (?:adults|children))?\s*(?:include|includes|are|is|"
    r":)\s+(?:the following:?)?\s*|"
    r"\b(?:an? (?:second|third|further|new|separate|additional) )indications?,? (?:namely,? |which is |for "
    r")?(?:the )?(?:treatment|reduction|prevention|"
    r"management) of\s+|"
    r"\b(?:gained|received|won|obtained|got|granted|secured|has|holds?)\s+(?:\w+\s+){0,3}(?:approval|"
    r"authori[sz]ation|"
    r"licen[cs]e|clearance) (?:for|to treat|in)\s+(?:(?:the )?(?:treatment|management|prevention) of\s+)?|"
    r"\b(?:is|are|was) (?:often |sometimes |commonly |also )?(?:chosen|preferred|tried|reserved) (?:for|in)\s+"
)

_ARE_USES = re.compile(
    r"\s(?:is|are|were|was) (?:not )?(?:also )?(?:among (?:the|its) |an? |the )?(?:\w+ )?(?:approved |licensed |"
    r"off-label |main |"
    r"common |usual |other )?(?:uses?|indications?) (?:of|for) |"
    r"\s(?:is|are) what (?=(?:it|the drug|this (?:drug|medicine)|[a-z]+) (?:is|was) (?:\w+ ){0,3}(?:used|"
    r"prescribed|given|taken) for\b)"
)


def _named_uses(passage: Passage) -> Iterator[Candidate]:
    """“Approved indications are …”, “gained approval for …”, “gout and asthma are uses of zelopram”."""
    if passage.kind in BLOCKED or foreign_section(passage):
        return
    for match in _NAMED_USES.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        end = max(end, match.end())
        before = passage.folded[start : match.start()]
        if other_subject(passage, match.start(), before) or _other_drug(passage, match.start(), match.end()):
            continue
        yield from use_candidates(
            passage,
            "uses that a noun announces",
            match.end(),
            min(end, match.end() + 500),
            clause=(start, end),
            denied=denied_before(passage.folded, start, match.end(), reach=100),
            trust="indication" in match.group() or "use" in match.group(),
        )
    for match in _ARE_USES.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if not (
            passage.context.own_name.match(passage.folded, match.end())
            or re.match(r"(?:it|the drug|this (?:drug|medicine|medication))\b", passage.folded[match.end() : end])
        ):
            continue
        yield from use_candidates(
            passage,
            "uses that a noun announces",
            start,
            match.start(),
            clause=(start, end),
            denied=bool(re.search(r"\b(?:not|never|no)\b", passage.folded[start : match.end()])),
            trust=False,
        )


def _other_drug(passage: Passage, start: int, end: int) -> bool:
    """Say whether a stretch names a drug, and not this one."""
    named = [m for m in passage.mentions if start <= m.start < end and m.entry.category in ("drug", "drug_class")]
    return bool(named) and not any(passage.context.is_own(m) for m in named)


_WHERE = re.compile(r",? (?:where|in whom|for whom) ")


def _plain_sections(passage: Passage) -> Iterator[Candidate]:
    """A paragraph under “Uses” that only names conditions: “For the symptomatic treatment of hay fever.”."""
    if (
        passage.unit.kind != "sentence"
        or passage.section.own_kind not in ("indication", "off_label")
        or foreign_section(passage)
    ):
        return
    match = PURPOSE.match(passage.folded)
    head = _WHERE.split(passage.folded, 1)[0]
    if re.search(
        r"['’](?:s|re) (?:\w+ ){0,2}(?:used|tried|given|taken|for)\b|\b(?:is|are|was|were|should|must|can|may|not|"
        r"no|has|have|if|when|see|take|takes|works?|helps?|brings?|"
        r"causes?|"
        r"leads?|makes?|affects?|involves?|includes?|means|occurs?|happens?|begins?|starts?|comes?|produces?|gets?|"
        r"feels?|"
        r"tends?|responds?|needs?|do|does|did|had|will|would)\b",
        head[:120],
    ):
        return
    if match is None and (len(passage.text) > 140 or not passage.mentions):
        return
    yield from use_candidates(
        passage,
        "indications listed under their heading",
        match.end() if match else 0,
        max(len(head), match.end() if match else 0),
        clause=(0, len(passage.text)),
        denied=False,
        trust=match is not None,
    )


RULES = (
    Rule(
        "uses in a sentence",
        "“is used to treat”, “indicated for”",
        ("indication",),
        _used_for,
        re.compile(
            r"used?\b|prescribe|try|indicated|prescribed|licensed|approved|authori|recommended|given|taken|effective|"
            r"useful|helpful|"
            r"marketed|employed|beneficial|valuable|administered|tried|intended|sold|popular|tested|studied|"
            r"investigated|trialled|evaluated|explored|shown|labell?ed"
        ),
    ),
    Rule("the drug treats", "“relieves”, “is a treatment for”", ("indication",), _treats, _TREATS),
    Rule(
        "uses that a noun announces",
        "“approved indications are …”, “gained approval for …”",
        ("indication",),
        _named_uses,
        re.compile(r"indication|uses?\b|approval|authori|licen|clearance|chosen|preferred|tried|reserved"),
    ),
    Rule(
        "uses in a paragraph",
        "a paragraph that only names conditions",
        ("indication",),
        _plain_sections,
        kinds=frozenset({"indication", "off_label"}),
    ),
)
