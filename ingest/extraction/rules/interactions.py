"""Other drugs and classes that it interacts with, and what the combination does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.interaction_contexts import (
    ANOTHERS_CONTRAST,
    LIST,
    NO_DRUG,
    OF_A_TRIAL,
    RISKY,
    WHAT_IS_NOT_TAKEN,
    drinks_with_it,
)
from ingest.extraction.rules.interaction_outcomes import bare_effects, effects_in_parentheses, effects_together
from ingest.extraction.rules.interaction_strangers import is_no_partner
from ingest.extraction.rules.interaction_wording import (
    AVOID,
    SAFE,
    interaction_with,
    is_about_others,
    is_aside,
    is_open,
    says_none,
)
from ingest.extraction.rules.plain_kinetics import is_plain_kinetics
from ingest.lexicon.matching import Mention

_TRIGGER = re.compile(
    r"\b(?:interact(?:s|ed|ing|ions?)?|"
    r"caution(?: is (?:\w+ )?(?:warranted|advised|needed|required|recommended))? (?:with|when (?:giving|using|"
    r"combining|taking) "
    r"(?:it |this )?with)|combin(?:e(?! (?:study|trial|investigators?)\b)|ed|es|ing|"
    r"ation|ations)|co-?administ\w+|concomitant\w*|"
    r"concurrent\w*|(?<!linked )(?<!joined )(?<!bound )(?<!fused )(?<!held )together|within (?:14|two|2) (?:days|"
    r"weeks) of|at the same time|simultaneous\w*|(?<!/)mix(?:ed|ing|"
    r"es)?(?! (?:it |this |them )?up\b| (?:states?|episodes?|features|mania|findings|evidence|"
    r"reviews)\b| overdos\w+| results?\b| picture)|alongside|taken with|"
    r"used with|given with|use with|take with|taking it with|drink(?:ing)?|potentiat\w+|additive|in people taking|"
    r"in patients (?:taking|receiving)|if you (?:take|are taking|use|are using)|also (?:take|takes|taking)|"
    r"enhanc\w+ the (?:effects?|action) of|(?:increas\w+|rais\w+|reduc\w+|lower\w+|decreas\w+|double\w*|halv\w+|"
    r"boost\w*|undo\w*|revers\w+|oppos\w+|counteract\w*|cancel\w*(?: out)?|blunt\w*|prolong\w*|strengthen\w*|"
    r"weaken\w*) (?:the |its )?(?:(?:blood|plasma|serum) )?(?:levels?|concentrations?|exposure|clearance|effects?|"
    r"amount|auc|metabolism)(?: of)?|avoid(?:ed)? (?:with|alcohol|grapefruit|drinking)|(?:can|"
    r"may) make you (?:even |feel )?more|clash\w*|stacks?)\b"
)
_NOT_AN_INTERACTION = re.compile(
    r"\b(?:compared|versus|vs|superior|inferior|than|like|similar to|related to|belongs|derived|unlike|"
    r"as effective|analogue|metabolite|group of|class of|known as|called|instead of|switch\w*|replac\w+|contains?|"
    r"used (?:to treat|for) (?:the )?|addiction|dependence|withdrawal|use disorder|history of|abuse|misuse|"
    r"prescribed)\b"
)
_CONSEQUENCE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|lead(?:s|ing)? to|result(?:s|ing)? in|increas(?:e|es|ed|ing) (?:the )?(?:risk|"
    r"chance|likelihood|incidence) of|increased risk of|higher risk of|greater risk of|risk of|rais(?:e|es|"
    r"ing) the risk of|produc(?:e|es)|provok(?:e|es)|trigger|may worsen|worsen(?:s|ed)?|additive|enhanced|"
    r"excessive|profound|severe|more|deepen(?:s|ed)?|heighten(?:s|ed)?|intensif(?:y|ies)|increas(?:e|es|ed|ing)|"
    r"aggravat\w+|potentiat\w+|(?:leaves?|leaving|left) (?:you|people|patients|them)(?: feeling)?|make you(?: "
    r"go into| feel| very| more)?|"
    r"made (?:people|patients|them|users)(?: very| feel| more)?|danger of|"
    r"bring (?:on|about)|precipitat(?:e|es|ed|ing)|add(?:s|ed)? to|provok\w+|give rise to)\s+(?:the |an? |your |"
    r"any )?"
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


_UNLIKE = re.compile(r"\b(?:unlike|in contrast (?:to|with)|as opposed to)(?: with)?(?: the)?(?: [\w-]+,?){0,6} $")


def _partners(passage: Passage, start: int, end: int) -> list[Mention]:
    ends = {m.end for m in passage.mentions if m.entry.category in ("drug", "drug_class")}
    return [
        m
        for m in passage.mentions
        if start <= m.start < end
        and (m.entry.category in ("drug", "drug_class") or m.entry.label == "melatonin")
        and not (
            m.entry.category == "drug_class" and m.start - 1 in ends and passage.folded[m.start - 1] == " "
        )  # “SSRI antidepressants”
        and not _UNLIKE.search(passage.folded, max(0, m.start - 70), m.start)
        and not passage.context.is_own_name(m)
        and not passage.context.own_name.search(passage.folded, m.start, m.end)
    ]


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets and sentences of a section about interactions."""
    if foreign_section(passage) or is_about_others(passage):
        return
    unit = passage.unit
    if unit.kind == "cell" and (_REMARKS.search(unit.column) or _is_row_label(passage)):
        return
    if (
        unit.kind == "sentence"
        and re.search(r"\b(?:tell your|ask your|talk to|including medicines obtained|your doctor)\b", passage.folded)
        and not _TRIGGER.search(passage.folded)
        and not _partners(passage, 0, len(passage.text))
    ):
        return
    yield from _label_partner(passage)
    if _ALONE.search(passage.folded) or is_plain_kinetics(passage):
        return
    found = _partners(passage, 0, len(passage.text))
    label_partner = bool(unit.label) and any(
        m.entry.category in ("drug", "drug_class") for m in passage.context.lexicon.mentions(unit.label)
    )
    for mention in found:
        if label_partner and unit.kind in ("label", "cell") and mention.start > _first_verb(passage):
            continue
        if is_aside(passage, mention):
            continue
        yield from _interaction(passage, mention, "interactions listed under their heading")
    if (
        not found
        and unit.kind == "item"
        and unit.depth == 1
        and not unit.label
        and len(passage.text) < 60
        and not passage.own_named()
        and not re.match(
            r"(?:if|experienc\w+|have|had|feel|develop|notice|get|become|suffer|tell|ask|avoid|abstain|do|your|you|any|other|take|talk|check|monitor|none|no|use|consider|"
            r"reduce|adjust|see|"
            r"caution|(?:end of )?tables?|lower|raise|weekly|daily|separate|major|moderate|minor|severe|unknown|"
            r"low|high|effects?|"
            r"management|severity|contraindicated|possible|theoretical|toxicity|levels?|watch|keep|stop|start|"
            r"double|halve)\b",
            passage.folded,
        )
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


_REMARKS = re.compile(
    r"\b(?:comments?|remarks?|recommendations?|management|advice|actions?|what to do|references?|notes?)\b",
    re.IGNORECASE,
)
"""The column of a table of interactions that says what to do; what happens is in the column before it."""


def _is_row_label(passage: Passage) -> bool:
    """Say whether a cell is the first of its row: the cell after it names the drug once more, as its label."""
    units = passage.context.view.units
    unit = passage.unit
    if unit.label or not unit.column:
        return False
    place = bisect_right(units, unit.start, key=lambda other: other.start)
    if place >= len(units):
        return False
    return units[place].kind == "cell" and units[place].label == " ".join(passage.text.split())


_ALONE = re.compile(r"\b(?:on its own|by itself|taken alone|itself (?:often |can |may )?cause)")


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
    denied = bool(SAFE.search(passage.folded)) and not AVOID.search(SAFE.sub(" ", passage.folded))
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
                yield from consequences(passage, m.entry.label, 0, len(passage.text))
                yield from bare_effects(passage, m.entry.label)


def _interaction(passage: Passage, mention: Mention, rule: str) -> Iterator[Candidate]:
    start, end = passage.clause_at(mention.start)
    if is_open(passage, mention):
        return
    denied = says_none(passage, mention)
    yield interaction_with(rule, passage, mention, denied=denied)
    if not denied:
        opens = _OPENS.match(passage.folded, start) if end - start < 70 else None
        yield from consequences(passage, mention.entry.label, start, len(passage.text) if opens else end)
        yield from effects_in_parentheses(passage, mention)


_OPENS = re.compile(
    r"\W*(?:(?:if|when)? ?(?:it is )?(?:given|taken|combined|used|mixed|together|concomitantly|in "
    r"combination) with|with|alongside|"
    r"in people (?:taking|on)|in combination with)\b"
)
"""“Given with valproate, though, it can …”: the pair opens the sentence, its effect is in another clause."""


def consequences(passage: Passage, partner: str, start: int, end: int) -> Iterator[Candidate]:
    """Yield what both together do: claims about the combination, never about the drug alone.

    :param passage: the passage
    :param partner: the other drug
    :param start: where the clause begins
    :param end: where it ends
    :yields: candidates
    """
    folded = passage.folded
    if re.search(r"\b(?:overdos\w+|too much)\b", folded[start:end]):
        return
    for match in _CONSEQUENCE.finditer(folded, start, end):
        if re.search(r"\b(?:treat\w*|for|relieve|of|with) $", folded[max(start, match.start() - 12) : match.start()]):
            continue
        if _OTHERS_THAT.search(folded, start, match.start()) or _CONTRAST.search(folded, start, match.start()):
            continue
        if _TAKEN_AWAY.search(folded[max(start, match.start() - 25) : match.start()]):
            continue
        if denied_before(folded, start, match.start(), reach=60) or re.search(
            r"\b(?:levels?|concentrations?|dose|exposure)\b", folded[match.start() : match.end() + 25]
        ):
            continue
        yield from effects_together(passage, partner, match.end(), min(end, match.end() + 220))
        return
    for match in _MAY_APPEAR.finditer(folded, start, end):
        if not denied_before(folded, start, match.start(), reach=60):
            yield from effects_together(passage, partner, match.start("what"), match.end("what"))


_CONTRAST = re.compile(r"\b(?:unlike|in contrast (?:to|with)|as opposed to|whereas|rather than|other than)\b")
"""What follows is the effect of another pair."""
_TAKEN_AWAY = re.compile(r"\b(?:remov|eliminat|avoid|abolish|prevent|reduc|lower|lessen|decreas)\w* (?:the |any )?$")

_OTHERS_THAT = re.compile(
    r"\b(?:products?|drugs?|medicines?|medications?|substances?|agents?|things|others?|"
    r"treatments?)(?: \w+)? (?:that|which) "
    r"(?:(?:may|can|could|also|might|are known to) ){0,2}$"
)
"""“other products that cause drowsiness”: what the other drugs do, and not the pair."""

_MAY_APPEAR = re.compile(
    r"\b(?:with|combined with|together with|alongside) [\w ,/-]{3,60}?, (?P<what>[\w ,'-]{4,150}?) (?:may|can|might|"
    r"could|has|"
    r"have) (?:also )?(?:appear|occur|develop|arise|follow|result|happen|been (?:seen|reported|described))"
)


_TOGETHER = re.compile(
    r"\b(?:(?:having|taking|using|mixing|combining|drinking) (?:them|both|the two|these)(?: together)?|"
    r"(?:this|the|these) (?:combination|mixture)s?|together,? (?:they|these|both|the two)|both together|the two "
    r"together)\b"
)


def _after_the_pair(passage: Passage) -> Iterator[Candidate]:
    """“Having them together can …”, after a sentence that names the other drug."""
    match = _TOGETHER.search(passage.folded)
    if match is None or passage.previous is None or passage.kind in _KINDS_OFF or foreign_section(passage):
        return
    if _partners(passage, 0, len(passage.text)):
        return
    others = _partners(passage.previous, 0, len(passage.previous.text))
    if len({m.entry.label for m in others}) != 1 or not passage.previous.own_named():
        return
    start, end = passage.clause_at(match.start())
    yield from consequences(passage, others[0].entry.label, start, end)


_ASIDE_PAIR = re.compile(r", which (?:is|may be|can be) (?:\w+ )?(?:given|used|taken|prescribed) with (?:it|them)\b")
"""A remark on another drug: “valproate, which is sometimes given with it, …”."""


def _anywhere(passage: Passage) -> Iterator[Candidate]:
    """“Together with carbidol …” in a section about something else."""
    if passage.kind in _KINDS_OFF | {"interaction"} or foreign_section(passage):
        return
    for match in _TRIGGER.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if end - start < 60:
            start = max(0, start - 200) if start and passage.clauses and start == passage.clauses[-1][0] else start
        around = passage.folded[start:end]
        if _ASIDE_PAIR.search(passage.folded, max(0, match.start() - 25), match.end() + 8):
            continue
        drinks = match.group().find("drink")
        if drinks >= 0 and not drinks_with_it(passage, match.start() + drinks, around):
            continue
        if OF_A_TRIAL.search(around) and not RISKY.search(around):
            continue
        if NO_DRUG.match(passage.folded, match.end()) or ANOTHERS_CONTRAST.match(passage.folded, start):
            continue
        named = (
            passage.own_named()
            or re.search(r"\b(?:it|this (?:medicine|drug|medication)|the drug|these tablets|this)\b", passage.folded)
            or (passage.previous is not None and passage.previous.own_named())
        )
        if not named and passage.kind not in (
            "caution",
            "contraindication",
            "adverse_effect",
            "overdose",
            "dosing",
            "introduction",
            "driving",
        ):
            continue
        for mention in _partners(passage, start, end):
            if abs(mention.start - match.end()) > 140 and not LIST.match(passage.folded, match.end()):
                continue
            if is_aside(passage, mention):
                continue
            if passage.kind == "caution" and re.search(r"\bdrink(?:ing)? (?:a lot of|too much|heav\w+)", around):
                continue
            left = passage.folded[max(start, mention.start - 40) : mention.start]
            if _NOT_AN_INTERACTION.search(left) and not re.search(
                r"\b(?:with|and|or|including|such as)\s+(?:\w+\s)?$", left
            ):
                continue
            if is_no_partner(passage, match, mention):
                continue
            if WHAT_IS_NOT_TAKEN.match(passage.folded, mention.end) and not left.endswith("with "):
                continue
            if re.search(r"\b(?:increas\w+|reduc\w+|rais\w+|lower\w+|decreas\w+|enhanc\w+)\b", match.group()) and not (
                re.search(r"\b(?:of|levels?|concentrations?|effects?|exposure|clearance)\s+(?:\w+\s){0,2}$", left)
                or mention.end <= match.start()
            ):
                continue
            yield from _interaction(passage, mention, "interactions wherever they stand")


RULES = (
    Rule(
        "what a pair of drugs does",
        "“Having them together can …”",
        ("interaction",),
        _after_the_pair,
        _TOGETHER,
    ),
    Rule(
        "interactions listed under their heading",
        "other drugs in a section about interactions",
        ("interaction",),
        _listed,
        kinds=frozenset({"interaction"}),
    ),
    Rule(
        "interactions wherever they stand",
        "“together with”, “mix”, “at the same time”",
        ("interaction",),
        _anywhere,
        _TRIGGER,
    ),
)
