"""Values of pharmacokinetics: times, fractions, volumes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.quantities import Amount, amounts, fractions
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.kinetics_measures import MEASURES
from ingest.extraction.rules.plain_kinetics import is_plain_kinetics

SKIPPED_KINDS = frozenset(
    {"references", "furniture", "methods", "interaction", "overdose", "advice", "nonclinical", "disease"}
)


def left_out(passage: Passage) -> bool:
    """Say whether a passage is in a section that says nothing of the drug's pharmacokinetics.

    :param passage: the passage
    :returns: whether it is
    """
    return passage.kind in SKIPPED_KINDS and not (passage.kind == "interaction" and is_plain_kinetics(passage))


ORGAN_NAMES = {
    "hepatic": "liver",
    "hepatically": "liver",
    "renal": "kidney",
    "renally": "kidney",
    "kidneys": "kidney",
    "feces": "faeces",
    "faecal": "faeces",
    "fecal": "faeces",
    "biliary": "bile",
    "urinary": "urine",
    "human milk": "breast milk",
    "breastmilk": "breast milk",
    "stool": "faeces",
}

PROTEIN = re.compile(r"cyp|ugt|cytochrome|p450|mao|esterase|comt|flavin|n-acetyl|aldehyde|alcohol|xanthine")
"""Begins the name of an enzyme that metabolises drugs."""

BOX = re.compile(r"(?:[a-z\d%)\]]|^)(?:Bioavailability|Protein binding|Metabolism|Elimination half-life|Excretion)\S")
"""Rows of a box of facts, one right behind the other."""

_SPECIES = re.compile(
    r"\b(?:rats?|mice|mouse|dogs?|rabbits?|monkeys?|animals?|in vitro|guinea pigs?|murine|rodents?)\b"
)


def _quantities(passage: Passage) -> list[Amount]:
    found = list(amounts(passage.text))
    found += [f for f in fractions(passage.folded) if not any(f.start < a.end and f.end > a.start for a in found)]
    return sorted(found, key=lambda amount: amount.start)


_METABOLITE_ROW = re.compile(r"\b(?:metabolites?|epoxide|enantiomers?|isomers?|conjugates?|glucuronide|oxide)\b")
"""Says that a row is about what the drug turns into: “Half-life, epoxide | 34 h”."""


def _values(passage: Passage) -> Iterator[Candidate]:
    """The nearest measure word owns the number, in a sentence or as a label."""
    if left_out(passage) or foreign_section(passage):
        return
    numbers = _quantities(passage)
    label = passage.unit.label.lower()
    if not numbers or BOX.search(passage.text) or _METABOLITE_ROW.search(label):
        return
    folded = passage.folded
    used: set[int] = set()
    of_symptoms = _SYMPTOMS.match(folded) is not None or passage.kind == "withdrawal"
    for predicate, pattern, units, _name in MEASURES:
        if of_symptoms and predicate in _TIME_COURSE:
            continue
        by_label = bool(label) and bool(pattern.search(label))
        places = [(match.start(), match.end()) for match in pattern.finditer(folded)]
        if by_label and not places:
            places = [(0, 0)]
        for start, end in places:
            if (
                owner(passage, start) == "foreign"
                or _is_of_metabolite(passage, end)
                or _behind_metabolite(passage, start)
                or (
                    passage.kind
                    not in (
                        "pharmacokinetics",
                        "introduction",
                        "mechanism",
                        "identity",
                        "adverse_effect",
                        "dosing",
                        "withdrawal",
                        "population",
                        None,
                    )
                    and passage.kind != "interaction"
                    and not passage.own_named()
                    and not re.search(r"\b(?:it|its|the drug|this)\b", folded)
                )
            ):
                continue
            amount = _nearest(passage, numbers, start, end, units, predicate, used)
            if amount is None:
                continue
            if _of_another(passage, end, amount.start) or _for_another(passage, amount):
                continue
            used.add(amount.start)
            for value in (amount, *_also(passage, numbers, amount, used)):
                if _for_another(passage, value):
                    continue
                yield from _value(passage, predicate, value, start if not by_label else value.start)


_TIME_COURSE = frozenset({"hasOnsetOfAction", "hasTimeToPeak", "hasDurationOfAction"})
_SYMPTOMS = re.compile(
    r"\W*(?:(?:these|most|such|the|withdrawal|acute|physical|first) ){0,3}(?:symptoms|reactions|"
    r"side effects|signs|cravings)\b"
)
"""Opens a sentence on how long symptoms take, which is not what the drug takes to act."""

_IN_GROUP = re.compile(
    r"\b(?:in|for) (?:the )?(?:older|elderly|young|children|men|women|people|patients|adults|smokers|poor|"
    r"those)\b[^.;]{0,60}?"
    r"\b(?:this|it) (?:is|was|can be|may be|rises? to|increases? to|falls? to|lengthens? to|averages?)\b"
)


def _of_a_group(passage: Passage) -> Iterator[Candidate]:
    """“In older people this can be 7 hours”, after a sentence about the half-life."""
    match = _IN_GROUP.search(passage.folded)
    if match is None or passage.previous is None or passage.kind in SKIPPED_KINDS or foreign_section(passage):
        return
    before = next((m for m in MEASURES if m[1].search(passage.previous.folded)), None)
    if before is None or owner(passage.previous, len(passage.previous.text) - 1) == "foreign":
        return
    amount = next((a for a in _quantities(passage) if a.start >= match.end() and a.unit in before[2]), None)
    if amount is not None:
        yield from _value(passage, before[0], amount, amount.start)


def _of_another(passage: Passage, start: int, end: int) -> bool:
    """Say whether the measure is that of another drug: “the half-life of X is 5 hours”."""
    return any(
        start <= m.start < end
        and m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own(m)
        and re.search(r"\bof (?:oral |intravenous |the )?$", passage.folded[max(0, m.start - 16) : m.start])
        for m in passage.mentions
    ) and not passage.own_named(start, end)


_FOR = re.compile(r"(?: \([^()]{2,30}\))? (?:(?:for|of|with) |\()(?:the |its )?(?P<what>[\w,'()+-]+(?: [a-z]+)?)")


def _for_another(passage: Passage, amount: Amount) -> bool:
    """Say whether the words behind a value give it to a metabolite or another drug: “2–7 days for norzelopram”."""
    match = _FOR.match(passage.folded, amount.end)
    if match is None or passage.own_named(*match.span("what")):
        return False
    start = match.start("what")
    if re.fullmatch(r"m\d{1,2}\b.*", match["what"]) or passage.context.drug.lower() in match["what"]:
        return True  # “M1”, as metabolites are numbered; “norzelopram”
    return _OF_METABOLITE.match(f" of {match['what']}") is not None or any(
        m.start == start and m.entry.category == "drug" and not passage.context.is_own(m) for m in passage.mentions
    )


_OF_METABOLITE = re.compile(
    r"(?: is)?,? (?:of |for )?(?:the |its |this )?(?:(?:active|main|major|inactive|principal|"
    r"primary) )*(?:(?:[\w()+-]*"
    r"(?:desmethyl|demethyl|hydroxy|dehydro|didesmethyl|oxo|nor)[\w-]*|metabolites?|epoxide)\b|(?:(?:dextro|levo|"
    r"[rsdl])-?)?"
    r"(?:enantiomers?|isomers?)\b|\([+rsdl-]+\)-)"
)


def _is_of_metabolite(passage: Passage, end: int) -> bool:
    """Say whether a measure is that of a metabolite: “the half-life of desmethylzelopram”."""
    match = _OF_METABOLITE.match(passage.folded, end)
    return match is not None and not passage.context.own_name.search(match.group())


_METABOLITE_NAME = re.compile(
    r"(?:\b(?:metabolites?|(?:[\w,-]*(?:desmethyl|demethyl|hydroxy|dehydro|amino|oxo|acetyl)|"
    r"nor)[a-z-]{4,})(?:,? (?:which|that|"
    r"also|itself|is|are|active|has|have|had|an?|and|with)\b)* ?)$"
)


def _behind_metabolite(passage: Passage, place: int) -> bool:
    """Say whether a measure stands in parentheses behind a metabolite: “to norzelopram (half-life 15 hours)”."""
    opened = passage.folded.rfind("(", max(0, place - 90), place)
    if opened < 0 or ")" in passage.folded[opened:place]:
        return False
    match = _METABOLITE_NAME.search(passage.folded[max(0, opened - 60) : opened].rstrip())
    return match is not None and not passage.context.own_name.fullmatch(match.group().strip())


def _nearest(
    passage: Passage,
    numbers: list[Amount],
    start: int,
    end: int,
    units: tuple[str, ...],
    predicate: str,
    used: set[int],
) -> Amount | None:
    """Return the number that belongs to a measure: the next one, else the last one before it."""
    folded = passage.folded
    clause_start, clause_end = passage.clause_at(start)
    after = [
        a
        for a in numbers
        if a.start >= end and a.unit in units and a.start - end <= 130 and a.start < max(clause_end, end + 60)
    ]
    before = [
        a for a in numbers if a.end <= start and a.unit in units and start - a.end <= 90 and a.start >= clause_start
    ]
    prefers_before = predicate in (
        "hasFractionExcretedUnchanged",
        "hasFractionExcreted",
        "hasProteinBinding",
        "hasFractionMetabolised",
        "hasBioavailability",
    )
    ordered = [*reversed(before), *after] if prefers_before and before else [*after, *reversed(before)]
    for amount in ordered:
        if amount.start in used and predicate != "hasFractionExcretedUnchanged":
            continue
        low, high = (end, amount.start) if amount.start >= end else (amount.end, start)
        between = folded[low:high]
        if _other_measure(between, predicate, units) or _is_condition(passage, amount):
            continue
        return amount
    return None


def _also(passage: Passage, numbers: list[Amount], first: Amount, used: set[int]) -> Iterator[Amount]:
    """A range in parentheses right after the value: “26 hours (range 22 to 36 hours)”; values of other groups."""
    last = first
    for amount in numbers:
        gap = amount.start - last.end
        same = amount.unit == first.unit or {amount.unit, first.unit} <= _TIME_UNITS
        if not 0 < gap <= 75 or not same or amount.start in used:
            continue
        between = passage.folded[last.end : amount.start]
        if _RISING_TO.fullmatch(between) or (
            gap <= 45 and (_OTHER_WAY.fullmatch(between) or _AND_RANGE.match(between))
        ):
            used.add(amount.start)
            last = amount
            yield amount


_TIME_UNITS = frozenset({"h", "min", "d", "wk"})
_AND_RANGE = re.compile(
    r"\s*(?:,|\(|;)\s*(?:(?:with|and) an?|the)?\s*(?:range|ranging|from|sd|between|individual|mean|average|median)|"
    r"\s*,?\s*in (?:men|women|males|females|adults|[a-z]+ adults|younger \w+)\s*(?:,|and|against|versus|vs\.?|or|"
    r"compared with|but)\s*$|\s*,?\s*(?:and|or|but|rising to|extending to)\s*(?:may be |can (?:be|reach) )?"
    r"(?:up to|to|as long as|about)?\s*$|,? that of the [\w-]+ (?:is |being )?$"
)


_WAY = (
    r"(?:(?:for|with|by|via|as|after) (?:the |an? )?(?:[\w-]+ ){0,2}(?:tablets?|films?|patch(?:es)?|capsules?|"
    r"solution|"
    r"spray|injections?|infusion|formulations?|oral|buccal|mouth|route|release|food|stomach|smokers?|dose)|(?:on|"
    r"with|"
    r"after) (?:an? |the )?(?:[\w-]+ )?(?:food|stomach|meal)|orally|intravenously|intramuscularly|in (?:extensive|"
    r"poor|"
    r"fast|slow|rapid|normal) (?:metaboli[sz]ers|acetylators)|in (?:the |healthy |young |younger |older )?(?:adults|"
    r"children|elderly|people|men|women|non-?smokers|smokers)|after [\d,.]+ ?(?:mg|g|mcg)(?: (?:orally|by "
    r"mouth|iv|intravenously))?|"
    r"in (?:healthy )?(?:people|patients|adults|volunteers) (?:with|without) [\w ]{3,30}|(?:i\.?v\.?|i\.?m\.?|"
    r"s\.?c\.?|"
    r"by mouth|p\.?o\.?)|(?:with|in|for|by) (?:the |an? )?[a-z][a-z-]{1,20}(?: [a-z-]{3,14}){0,2}|at [\d,.]+(?=,|"
    r";)|at "
    r"(?:a dose of "
    r")?[\d,.]+ ?(?:mg|g|mcg)(?: (?:a|"
    r"per|each) day|"
    r" daily|/day)?)"
)
_OTHER_WAY = re.compile(
    rf"\s*(?:\([^()]{{2,30}}\)|,? ?{_WAY}(?: \([^()]{{2,30}}\))?)?\s*(?:,|;|and|or|but|,\s*and|versus|vs\.?|compared "
    rf"with)\s*(?:at |after |in |by )?(?:oral|orally|nasal|nasally|intranasal|rectal|rectally|buccal|sublingual|"
    rf"intravenous|"
    rf"intramuscular|subcutaneous|transdermal|inhaled|topical|"
    rf"adults|children|infants|neonates|(?:the )?elderly|men|women|older people)?:?\s*(?:about|around|"
    rf"approximately|up to|roughly|to|"
    rf"only)?\s*"
)
"""“30% for tablets and 46% for the film”: the same measure for another form, route or group."""


_WHOM = (
    r"(?:in|for|at|with|on) (?:the )?(?:[\w-]+ ){0,2}(?:adults|volunteers|people|patients|subjects|men|women|"
    r"children|infants|neonates|"
    r"newborns|elderly|smokers|[\d.]+ ?(?:mcg|ng|mg|g)(?:/ml|/l|/kg)?(?: daily| a day)?)"
)
_RISING_TO = re.compile(
    rf"\s*(?:{_WHOM})?(?:,|;)?\s*(?:but|and|or|while|though)?\s*(?:(?:it |this )?(?:may|can|could|might) (?:be "
    rf"as long as|reach|rise to|"
    rf"extend to|be)|reach(?:es|ing)|ris(?:es|ing) to|fall(?:s|ing)? to|dropp?(?:s|ing)? to|lengthen(?:s|ing)? "
    rf"to|{_WHOM}(?:,| it is)?)\s*"
    r"(?:about |around |up to |some |roughly )?"
)
"""“2.4 hours in adults but may reach 9.9 hours”, “9–16 hours in adults; in neonates 10–67 hours”."""


def _other_measure(between: str, predicate: str, units: tuple[str, ...]) -> bool:
    for name, pattern, other_units, _ in MEASURES:
        if name == predicate or (
            predicate.startswith("hasFractionExcreted") and name.startswith("hasFractionExcreted")
        ):
            continue
        if set(units) & set(other_units) and pattern.search(between):
            return not (
                name in ("hasOnsetOfAction", "hasDurationOfAction", "hasFractionMetabolised")
                and predicate not in ("hasOnsetOfAction", "hasDurationOfAction")
            )
    return bool(re.search(r";|\b(?:while|whereas|but its)\b", between))


def _is_condition(passage: Passage, amount: Amount) -> bool:
    """A dose, an age or an interval: “on 40 mg a day”, “every 8 hours”, “for 4 weeks”."""
    if _CHANGED_BY.search(passage.folded[max(0, amount.start - 90) : amount.start]):
        return True
    left = passage.folded[max(0, amount.start - 22) : amount.start]
    if re.search(
        (
            r"\b(?:every|each|aged?|over the age of|older than|for (?:at least|up to)|placebo|once in|first|last|"
            r"stored?|below|after a dose of|dose of|(?:creatinine clearance|crcl|egfr)(?: (?:of|is|was))?)\s*$"
        ),
        left,
    ):
        return True
    right = passage.folded[amount.end : amount.end + 30]
    return bool(
        re.match(
            (
                r"\s*(?:of age|old|after (?:the )?(?:last|your)|before|apart|between doses|of (?:patients|people|"
                r"users|women|men|cases|participants|subjects|responders))"
            ),
            right,
        )
    )


_ORGAN = re.compile(r"\b(urine|faeces|feces|bile|stool|renal|kidneys?|urinary|fa?ecal)\b")


def _organ_of(passage: Passage, amount: Amount, start: int, end: int) -> re.Match[str] | None:
    """Return the organ that an amount leaves by: the next one, else the last one before it."""
    after = _ORGAN.search(passage.folded, amount.end, min(end, amount.end + 70))
    before = list(_ORGAN.finditer(passage.folded, max(start, amount.start - 70), amount.start))
    if after and before and re.search(r"\d", passage.folded[amount.end : after.start()]):
        return before[-1]  # “60% in the urine, 5% of it unchanged, and 30% in faeces”
    return after or (before[-1] if before else None)


_CHANGED_BY = re.compile(
    r"\b(?:delay|increas|reduc|decreas|prolong|extend|shorten|lower|rais|fall|fell|rose|rise|drop|halv|doubl|"
    r"lengthen)\w*\b"
    r"[^,;]{0,60}\b(?:by|from)\s*(?:about|around|some|approximately|roughly|up to|an average of|~)?\s*$"
)


def _value(passage: Passage, predicate: str, amount: Amount, place: int) -> Iterator[Candidate]:
    start, end = passage.clause_at(amount.start)
    denied = denied_before(passage.folded, start, amount.start, reach=60) and not re.search(
        r"\bnot (?:more|less|over)", passage.folded[start : amount.start]
    )
    if denied:
        return
    qualifiers: dict[str, object] = {}
    around = passage.folded[max(0, start) : end]
    if _SPECIES.search(around) and not re.search(r"\b(?:humans?|people|patients|volunteers|adults)\b", around):
        qualifiers["_species"] = _SPECIES.search(around).group()  # type: ignore[union-attr]
    if re.search(r"(?<!as )(?<!as inactive )\bmetabolites?\b", passage.folded[max(0, place - 60) : amount.start]):
        return
    organ = _organ_of(passage, amount, start, end) if predicate.startswith("hasFractionExcreted") else None
    if organ:
        qualifiers["_organ"] = ORGAN_NAMES.get(organ.group(1), organ.group(1))
    first = min(place, amount.start)
    last = max(amount.end, min(place + 1, len(passage.text)))
    yield Candidate(
        "values of pharmacokinetics",
        "pharmacokinetics",
        predicate,
        "",
        "quantity",
        passage.at + first,
        passage.at + last,
        value=replace(amount),
        modality="hedged" if re.search(r"\b(?:thought|believed|suggest\w*|estimated to)\b", around) else "asserted",
        qualifiers=qualifiers,
    )


RULES = (
    Rule(
        "values of pharmacokinetics",
        "the nearest measure word owns the number",
        ("pharmacokinetics",),
        _values,
        tuple(pattern for _, pattern, _, _ in MEASURES),
    ),
    Rule(
        "values of a group of people",
        "“in older people this can be 7 hours”",
        ("pharmacokinetics",),
        _of_a_group,
        _IN_GROUP,
    ),
)
