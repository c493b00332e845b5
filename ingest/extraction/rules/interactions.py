"""Other drugs and classes that it interacts with, and what the combination does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.lexicon.matching import Mention

_TRIGGER = re.compile(
    r"\b(?:interact(?:s|ed|ing|ions?)?|combin(?:e|ed|es|ing|ation|ations)|co-?administ\w+|concomitant\w*|"
    r"concurrent\w*|together|within (?:14|two|2) (?:days|weeks) of|at the same time|simultaneous\w*|mix(?:ed|ing|"
    r"es)?|alongside|taken with|"
    r"used with|given with|use with|take with|taking it with|drink(?:ing)?|potentiat\w+|additive|in people taking|"
    r"in patients (?:taking|receiving)|if you (?:take|are taking|use|are using)|also (?:take|takes|taking)|"
    r"enhanc\w+ the (?:effects?|action) of|(?:increas\w+|rais\w+|reduc\w+|lower\w+|decreas\w+|double\w*|halv\w+|"
    r"boost\w*|undo\w*|revers\w+|oppos\w+|counteract\w*|cancel\w*(?: out)?|blunt\w*|prolong\w*|strengthen\w*|"
    r"weaken\w*) (?:the |its )?(?:(?:blood|plasma|serum) )?(?:levels?|concentrations?|exposure|clearance|effects?|"
    r"amount|auc|metabolism)(?: of)?|avoid(?:ed)? (?:with|alcohol|grapefruit|drinking)|clash\w*|stacks?)\b"
)
_NOT_AN_INTERACTION = re.compile(
    r"\b(?:compared|versus|vs|superior|inferior|than|like|similar to|related to|belongs|derived|unlike|"
    r"as effective|analogue|metabolite|group of|class of|known as|called|instead of|switch\w*|replac\w+|contains?|"
    r"used (?:to treat|for) (?:the )?|addiction|dependence|withdrawal|use disorder|history of|abuse|misuse|"
    r"prescribed)\b"
)
_SAFE = re.compile(
    r"\b(?:no (?:known |clinically (?:relevant|significant) |significant |relevant |important )?interactions?|"
    r"does not interact|(?:does|do|did) not (?:\w+ly )?(?:affect|alter|change|influence|modify)|"
    r"(?:no|without) (?:\w+ ){0,3}(?:effect|influence|impact) on|none of (?:these|them|which) (?:\w+ )?(?:change|"
    r"affect|"
    r"alter|interact|influence|rais|lower)\w*|no (?:dose|dosage) (?:change|adjustment|reduction)s? (?:is |are )?"
    r"(?:needed|required|necessary)|low(?:er)? risk|no synergy|no (?:known )?(?:risk|harm|issues?|trouble)|compatible|"
    r"(?:you|patients|people) (?:can|may) (?:also |still )?(?:take|use) (?!.{0,60}(?:caution|care|only|but))|"
    r"not known to (?:cause|interact|affect|chang\w+|make|alter)|"
    r"do not interact|did not (?:interact|affect|alter|change)|can (?:safely )?be (?:taken|used|"
    r"combined|given) (?:safely )?with|safe(?:ly)? (?:with|to (?:take|combine|use))|without (?:any )?interaction|"
    r"not (?:affected|altered|changed) by|unaffected by|no effect on|not expected to interact|fine to take|(?:is|"
    r"are) (?:fine|okay|ok|safe|no problem|not a problem)\b|no problem|\bsafely\b)\b"
)
_CONSEQUENCE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|lead(?:s|ing)? to|result(?:s|ing)? in|increas(?:e|es|ed|ing) (?:the )?(?:risk|"
    r"chance|likelihood|incidence) of|increased risk of|higher risk of|greater risk of|risk of|rais(?:e|es|"
    r"ing) the risk of|produc(?:e|es)|provok(?:e|es)|trigger|may worsen|worsen(?:s|ed)?|additive|enhanced|"
    r"excessive|profound|severe|more|deepen(?:s|ed)?|heighten(?:s|ed)?|intensif(?:y|ies)|increas(?:e|es|ed|ing)|"
    r"aggravat\w+|potentiat\w+|make you|danger of|bring (?:on|about)|precipitat(?:e|es|ed|ing)|add(?:s|ed)? to|"
    r"provok\w+|give rise to)\s+(?:the |an? |your |any )?"
)
_AVOID = re.compile(
    r"\b(?:avoid\w*|must not|should not|do not|don't|never|contraindicated|not be (?:used|taken|given|combined)|"
    r"not recommended)\b"
)
_KINDS_OFF = frozenset(
    {
        "references",
        "furniture",
        "methods",
        "nonclinical",
        "history",
        "identity",
        "disease",
        "efficacy",
        "dependence",
        "indication",
        "off_label",
        "regulatory",
        "advice",
    }
)


def _partners(passage: Passage, start: int, end: int) -> list[Mention]:
    return [
        m
        for m in passage.mentions
        if start <= m.start < end
        and (m.entry.category in ("drug", "drug_class") or m.entry.label == "melatonin")
        and not passage.context.is_own_name(m)
        and not passage.context.own_name.search(passage.folded, m.start, m.end)
    ]


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets and sentences of a section about interactions."""
    if passage.kind != "interaction" or foreign_section(passage):
        return
    unit = passage.unit
    if (
        unit.kind == "sentence"
        and re.search(r"\b(?:tell your|ask your|talk to|including medicines obtained|your doctor)\b", passage.folded)
        and not _TRIGGER.search(passage.folded)
        and not _partners(passage, 0, len(passage.text))
    ):
        return
    yield from _label_partner(passage)
    yield from _medicines_for(passage)
    if _ALONE.search(passage.folded):
        return
    found = _partners(passage, 0, len(passage.text))
    label_partner = bool(unit.label) and any(
        m.entry.category in ("drug", "drug_class") for m in passage.context.lexicon.mentions(unit.label)
    )
    for mention in found:
        if label_partner and unit.kind in ("label", "cell") and mention.start > _first_verb(passage):
            continue
        if _excluded(passage, mention):
            continue
        yield from _interaction(passage, mention, "interactions listed under their heading")
    if (
        not found
        and unit.kind == "item"
        and unit.depth == 1
        and not unit.label
        and len(passage.text) < 60
        and not _MEDICINES_FOR.match(passage.folded)
        and not passage.own_named()
        and not re.match(r"(?:if|tell|ask|avoid|do|your|you|any|other|take|talk|check)\b", passage.folded)
    ):
        verb = re.search(r"\b(?:is|are|may|can|should|increase|causes?)\b", passage.folded)
        if verb is None:
            for item in passage.items(0, len(passage.text))[:6]:
                if len(item.text.split()) <= 5 and not any(
                    m.start < item.end and m.end > item.start for m in passage.mentions if m.entry.category == "finding"
                ):
                    yield Candidate(
                        "interactions listed under their heading",
                        "interaction",
                        "interactsWith",
                        item.text,
                        "drug_class",
                        passage.at + item.start,
                        passage.at + item.end,
                        synonyms=item.synonyms,
                    )


_ALONE = re.compile(r"\b(?:on its own|by itself|taken alone|itself (?:often |can |may )?cause)")
_MEDICINES_FOR = re.compile(
    r"\s*(?:any |some |certain |other |most |many )*(?P<what>(?:\w+ )?(?:medicines?|medications?|drugs|tablets|pills|"
    r"treatments?|remedies)(?: (?:used|taken|given))? (?:for|to treat|to lower|to control|that|which|used in|against) "
    r"[^,;:.(–—]{3,60}?)(?=\s*(?:[,;:.(–—]|\s-\s|such as|like|including|for example|e\.g|because|as they|$))"
)
_AND_FOR = re.compile(r"\b(?:for|to treat)\b")


def _medicines_for(passage: Passage) -> Iterator[Candidate]:
    """“medicines for epilepsy, such as …”: a group of drugs that has no name of its own."""
    match = _MEDICINES_FOR.match(passage.folded)
    if match is None or passage.unit.kind not in ("item", "label", "cell"):
        return
    start, end = match.span("what")
    if any(m.entry.category == "drug_class" and start <= m.start < end for m in passage.mentions):
        return
    yield Candidate(
        "interactions listed under their heading",
        "interaction",
        "interactsWith",
        passage.text[start:end].strip(),
        "drug_class",
        passage.at + start,
        passage.at + end,
        polarity="denied" if _SAFE.search(passage.folded) else "affirmed",
    )


def _first_verb(passage: Passage) -> int:
    match = re.search(
        (
            r"\b(?:is|are|may|can|could|should|will|might|increase\w*|decrease\w*|reduce\w*|enhance\w*|cause\w*|"
            r"additive|enhanced|avoid|use|monitor|do|risk|potentiat\w*|raise\w*|lower\w*)\b"
        ),
        passage.folded,
    )
    return match.start() if match else len(passage.text)


def _label_partner(passage: Passage) -> Iterator[Candidate]:
    """“MAO inhibitors: may increase …”: the label is the partner."""
    label = passage.unit.label.split(": ")[-1]
    if not label:
        return
    where = passage.context.view.text.rfind(label, max(0, passage.at - 400), passage.at)
    if where < 0:
        return
    denied = bool(_SAFE.search(passage.folded))
    for m in passage.context.lexicon.mentions(label):
        if m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m):
            yield Candidate(
                "interactions listed under their heading",
                "interaction",
                "interactsWith",
                label[m.start : m.end],
                m.entry.category,
                where + m.start,
                where + m.end,
                polarity="denied" if denied else "affirmed",
                synonyms=(m.entry.label,),
            )
            if not denied:
                yield from _consequences(passage, m.entry.label, 0, len(passage.text))


def _excluded(passage: Passage, mention: Mention) -> bool:
    """Say whether a mention is only an aside: a class given as the reason, or the drug compared with it."""
    left = passage.folded[max(0, mention.start - 50) : mention.start]
    if _is_gloss(passage, mention, left):
        return True
    if re.search(r"\b(?:such as|depressants|drugs|medicines|substances|like) $", left) and not re.search(
        r"\b(?:unlike|acts? like|works? like|just like|is like) $", left
    ):
        return False
    return bool(
        re.search(
            (
                r"\b(?:unlike|mix(?:ed)? (?:it |this )?up with|confus\w+ (?:it )?with|compared (?:with|to)|than|"
                r"rather than|instead of|switch(?:ed|ing)? to|metaboli[sz]ed by|"
                r"an? (?:weak|strong|potent|moderate)? ?(?:inhibitor|inducer) of|because (?:it|\w+) is an?|is an?|"
                r"like other|as an?|derivative of|relative of)\s+(?:the |other )?$"
            ),
            left,
        )
        or re.match(r"\s+(?:effects?|actions?|activity|properties)\b", passage.folded[mention.end :])
    )


def _is_gloss(passage: Passage, mention: Mention, left: str) -> bool:
    """Say whether a class only explains the drug named before it: “rifampicin, an antibiotic”."""
    gloss = re.search(r"(?:,|\(|[–-])\s*(?:which is |which are |also )?(?:an?|another)\s+(?:[\w-]+\s){0,3}$", left)
    if gloss is None:
        return False
    place = mention.start - len(left) + gloss.start()
    return any(m.entry.category in ("drug", "drug_class") and place - 3 <= m.end <= place + 1 for m in passage.mentions)


def _interaction(passage: Passage, mention: Mention, rule: str) -> Iterator[Candidate]:
    start, end = passage.clause_at(mention.start)
    folded = passage.folded
    clause = folded[start:end]
    remark = passage.unit.kind == "item" and len(folded) < 300 and re.search(r"\s[–—-]\s", folded[mention.end :])
    safe = bool(_SAFE.search(folded if remark else folded[max(0, start - 1) : end]))
    denied = safe or (
        bool(re.search(r"\binteract\w*\b", clause))
        and (denied_before(folded, start, mention.start, reach=120))
        and not _AVOID.search(clause)
    )
    if not denied and re.search(
        r"\b(?:but|though) not\s+(?:with\s+)?$", folded[max(0, mention.start - 20) : mention.start]
    ):
        denied = True
    modality = "asserted"
    words = passage.text[mention.start : mention.end]
    yield Candidate(
        rule,
        "interaction",
        "interactsWith",
        words,
        mention.entry.category,
        passage.at + mention.start,
        passage.at + mention.end,
        polarity="denied" if denied else "affirmed",
        modality=modality,
        synonyms=(mention.entry.label,) if mention.entry.label.lower() != words.lower() else (),
    )
    if not denied:
        yield from _consequences(passage, mention.entry.label, start, end)


def _consequences(passage: Passage, partner: str, start: int, end: int) -> Iterator[Candidate]:
    """What both together do: a claim about the combination, never about the drug alone."""
    folded = passage.folded
    if re.search(r"\b(?:overdos\w+|too much)\b", folded[start:end]):
        return
    for match in _CONSEQUENCE.finditer(folded, start, end):
        if denied_before(folded, start, match.start(), reach=60) or re.search(
            r"\b(?:levels?|concentrations?|dose|exposure)\b", folded[match.start() : match.end() + 25]
        ):
            continue
        for item in passage.items(match.end(), min(end, match.end() + 220)):
            found = [
                m
                for m in passage.mentions
                if m.entry.category == "finding" and m.start < item.end and m.end > item.start
            ]
            if not found or item.denied or denied_after(folded, item.end, end) or found[0].start - item.start > 40:
                break
            label = found[0].entry.label
            yield Candidate(
                "consequences of a combination",
                "interaction",
                "causes",
                item.text,
                "finding",
                passage.at + item.start,
                passage.at + item.end,
                "combination",
                partner,
                synonyms=(label, *item.synonyms) if label.lower() != item.text.lower() else item.synonyms,
            )
        return


def _anywhere(passage: Passage) -> Iterator[Candidate]:
    """“Together with carbidol …” in a section about something else."""
    if passage.kind in _KINDS_OFF | {"interaction"} or foreign_section(passage):
        return
    for match in _TRIGGER.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if end - start < 60:
            start = max(0, start - 200) if start and passage.clauses and start == passage.clauses[-1][0] else start
        around = passage.folded[start:end]
        if match.group() in ("drinking", "drink") and "alcohol" not in around:
            continue
        named = (
            passage.own_named()
            or re.search(r"\b(?:it|this (?:medicine|drug|medication)|the drug|these tablets|this)\b", passage.folded)
            or (passage.previous is not None and passage.previous.own_named())
        )
        if not named and passage.kind not in (
            "caution",
            "adverse_effect",
            "overdose",
            "dosing",
            "introduction",
            "driving",
        ):
            continue
        for mention in _partners(passage, start, end):
            if abs(mention.start - match.end()) > 140 or _excluded(passage, mention):
                continue
            if passage.kind == "caution" and re.search(r"\bdrink(?:ing)? (?:a lot of|too much|heav\w+)", around):
                continue
            left = passage.folded[max(start, mention.start - 40) : mention.start]
            if _NOT_AN_INTERACTION.search(left) and not re.search(
                r"\b(?:with|and|or|including|such as)\s+(?:\w+\s)?$", left
            ):
                continue
            if re.search(
                (
                    r"^\s*(?:dependence|withdrawal|addiction|use disorder|abuse|misuse|poisoning|overdose|craving|"
                    r"levels?\b(?! of))"
                ),
                passage.folded[mention.end :],
            ):
                continue
            if re.search(r"\b(?:increas\w+|reduc\w+|rais\w+|lower\w+|decreas\w+|enhanc\w+)\b", match.group()) and not (
                re.search(r"\b(?:of|levels?|concentrations?|effects?|exposure|clearance)\s+(?:\w+\s){0,2}$", left)
                or mention.end <= match.start()
            ):
                continue
            yield from _interaction(passage, mention, "interactions wherever they stand")


RULES = (
    Rule(
        "interactions listed under their heading",
        "other drugs in a section about interactions",
        ("interaction",),
        _listed,
    ),
    Rule(
        "interactions wherever they stand",
        "“together with”, “mix”, “at the same time”",
        ("interaction",),
        _anywhere,
        _TRIGGER,
    ),
)
