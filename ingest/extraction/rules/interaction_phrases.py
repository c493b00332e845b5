"""Interactions in looser wording: what gets in or out, levels to be watched, what is dangerous together, food."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.interaction_wording import interaction_with, is_aside, other_drugs
from ingest.extraction.rules.interactions import consequences
from ingest.lexicon.matching import Mention

_NAME = "interactions in looser wording"
_OFF = frozenset(
    {"references", "furniture", "methods", "nonclinical", "identity", "disease", "indication", "off_label", "history"}
)
_GETS_IN = re.compile(
    r"\b(?:(?:so|and|which means|meaning)(?: that)? (?:more|less) (?:of )?(?:it|the (?:drug|medicine|dose)|"
    r"[a-z]{5,20})? ?"
    r"(?:is |gets |being )?(?:absorbed|taken (?:in|up)|gets in|reaches|gets through|left)|"
    r"(?:cuts?(?: down)?|lowers?|reduces?|increases?|raises?|limits?|decides?|changes?|affects?) how (?:much|"
    r"fast|quickly|"
    r"well|long)(?: of)? ?(?:it|the (?:drug|medicine|dose)|[a-z]{5,20})? ?(?:is |gets |stays )?(?:absorbed|"
    r"taken (?:in|up)|"
    r"gets? in|gets? through|cleared|broken down|works?|lasts?|stays?))\b"
)
_PARTNER_LEVELS = re.compile(
    r"\s+(?:(?:blood|plasma|serum|drug) )?(?:levels?|concentrations?|doses?)(?:,? (?:and|or) [a-z ]{3,20})? "
    r"(?:need(?:s)?|"
    r"should|must|may (?:need|have|rise|fall|go|change)|have to|has to|ought to|can (?:rise|fall|go|climb|change)|"
    r"rises?|falls?|(?:is|are) (?:raised|lowered|increased|reduced|to be))\b"
)
_DANGEROUS = re.compile(
    r"\b(?:dangerous|risky|risk(?:ier|iest)|deadly|fatal|lethal|unsafe|harmful|hazardous|stronger|worse|"
    r"disastrous|a bad mix|"
    r"not a good idea|unwise|a risk|on top of it|ought not to be (?:combined|mixed|taken)|off limits)\b"
    r"(?: (?:when|if)(?: it is| they are)?)?(?: (?:taken|mixed|combined|used|swallowed|injected))?(?: together)?,? "
    r"(?:with|alongside|on top of|by)\s+(?:the |any |other )?"
)
_WATCHED = re.compile(
    r"\b(?:beware of|watch (?:out )?for|caution with|care (?:is needed )?with|careful with|go easy on|steer clear of|"
    r"stay (?:off|away from)|keep (?:off|away from)|leave out|space (?:it )?(?:out )?from|apart "
    r"from)\s+(?:the |any |other )?"
)
_SMOKE = re.compile(
    r"\b(?P<what>(?:cigarette |tobacco )?smok(?:ing|ers)|tobacco|cigarettes)\b(?! cessation)[^.;:]{0,40}?\b(?:lowers?|"
    r"reduces?|speeds? up|hastens?|raises?|increases?|clear|need|halves?|cuts?|induces?|decreas\w+|weakens?|"
    r"affects?|changes?|alters?|matters?|"
    r"makes? no difference)\b"
    r"(?P<rest>[^.;]{0,90})"
)
_NO_CHANGE = re.compile(r"\b(?:not|no|never|neither|nor|without|hardly|un(?:affected|changed))\b|n't\b")


_ANOTHER_ABSORBED = re.compile(r"\b(?:less|more) (?!of|it|the)[a-z]{5,} (?:is|gets) absorbed")


def _about_it(passage: Passage) -> bool:
    """Say whether the passage names the drug, means it by a pronoun, or is in a section about interactions."""
    return (
        passage.kind == "interaction"
        or passage.own_named()
        or bool(re.search(r"\b(?:it|its|this (?:medicine|medication|drug)|the (?:drug|medicine))\b", passage.folded))
        or (passage.previous is not None and passage.previous.own_named())
    )


def _changes_amount(passage: Passage) -> Iterator[Candidate]:
    """“Morphine slows the gut, so more zelopram is absorbed”, “antacids cut down how much gets in”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for match in _GETS_IN.finditer(passage.folded):
        start = passage.folded.rfind(". ", 0, match.start()) + 1
        head = passage.folded[start : match.start()]
        found = [m for m in other_drugs(passage, start, match.start()) if not is_aside(passage, m)]
        if not found or found[0].start - start > 40 or len(head) > 110 or passage.own_named(start, found[0].end):
            continue
        denied = bool(_NO_CHANGE.search(head))
        if _ANOTHER_ABSORBED.search(match.group()) and not passage.own_named(match.start(), match.end()):
            continue
        for mention in found:
            yield interaction_with(_NAME, passage, mention, denied=denied)


def _levels(passage: Passage) -> Iterator[Candidate]:
    """“Lithium levels need a watchful eye”, “the dose of digoxin may have to be lowered”."""
    if passage.kind in _OFF | {"monitoring", "efficacy", "withdrawal"} or foreign_section(passage):
        return
    for mention in other_drugs(passage, 0, len(passage.text)):
        if not _PARTNER_LEVELS.match(passage.folded, mention.end) or is_aside(passage, mention):
            continue
        start = max(passage.clause_at(mention.start)[0], passage.folded.rfind(", ", 0, mention.start))
        if not _about_it(passage) or denied_before(passage.folded, start, mention.start, reach=40):
            continue
        yield interaction_with(_NAME, passage, mention, denied=False)


def _list_after(passage: Passage, place: int, end: int) -> Iterator[Mention]:
    """Yield the drugs of a list that begins at a place."""
    last = place
    for mention in other_drugs(passage, place, end):
        gap = passage.folded[last : mention.start]
        if len(gap) > 40 or not re.fullmatch(
            r"(?:[\s,/()]|and|or|as well as|such as|including|like|e\.g\.|especially|above all|even|of|other|strong|"
            r"some|any|certain|the|(?:\w+ )?(?:drugs|medicines|medications|tablets|painkillers|substances|"
            r"drinks?|food|foods))*(?:[\w-]+ )?",
            gap,
        ):
            return
        last = mention.end
        yield mention


def _dangerous(passage: Passage) -> Iterator[Candidate]:
    """“It is most dangerous with alcohol or opioids”, “beware of tyramine”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    if not _about_it(passage) and passage.kind not in ("adverse_effect", "overdose", "driving", "caution"):
        return
    patterns = (_DANGEROUS, _WATCHED) if passage.kind in ("interaction", "caution") else (_DANGEROUS,)
    for pattern in patterns:
        for match in pattern.finditer(passage.folded):
            start, end = passage.clause_at(match.start())
            if owner(passage, match.start()) == "foreign" or denied_before(
                passage.folded, start, match.start(), reach=40
            ):
                continue
            for mention in _list_after(passage, match.end(), max(end, match.end())):
                if not is_aside(passage, mention):
                    yield interaction_with(_NAME, passage, mention, denied=False)


def _smoking(passage: Passage) -> Iterator[Candidate]:
    """“Smoking lowers its level”, “smokers clear it faster”."""
    if passage.kind in _OFF or foreign_section(passage) or not _about_it(passage):
        return
    for match in _SMOKE.finditer(passage.folded):
        rest = match.group("rest")
        if not (
            passage.own_named(match.start("rest"), match.end("rest"))
            or re.search(r"\b(?:it|its|the (?:drug|level|dose|effect)|levels?|doses?)\b", rest)
        ) or re.search(r"\b(?:craving|cessation|quit|withdrawal)\b", passage.folded):
            continue
        start, end = match.span("what")
        yield _claim(
            passage,
            "tobacco smoking",
            "drug_class",
            start,
            end,
            denied=bool(_NO_CHANGE.search(match.group())),
            synonyms=("smoking", "cigarette smoking", "tobacco"),
        )


_FOOD = re.compile(
    r"\b(?:(?:is|are|was) (?:not|un|hardly|scarcely|little)[ -]?(?:significantly |much |markedly |appreciably "
    r")?(?:affected|"
    r"altered|changed|influenced|reduced|delayed) by (?P<by>food|meals?|eating|a meal)|(?P<first>food|meals|a "
    r"meal|eating|"
    r"a high-fat meal|fatty (?:food|meals)) (?:does|do|did|has|have|had) (?:not|no|little) (?:\w+ )?(?:affect|matter|"
    r"alter|change|"
    r"influence|effect|impact|influence)\w*)\b"
)
_FOOD_DOES = re.compile(
    r"\b(?P<first>food|meals|a (?:heavy |fatty |high-fat )?meal|a high-fat meal|eating|fatty (?:food|meals)|milk|dairy "
    r"products) (?:may |can |also |greatly |markedly |slightly |roughly |about )*(?:slows?|delays?|affects?|increas\w+|"
    r"rais\w+|reduc\w+|"
    r"lower\w*|doubl\w+|halv\w+|enhanc\w+|improv\w+|boosts?|cuts?|impairs?|hinders?)\b[^.;]{0,50}\b(?:absor\w+|"
    r"bioavailability|t ?max|c ?max|auc|tablets?|capsules?|exposure|levels?|concentrations?|peak|uptake|amount|it)\b"
)


def _food(passage: Passage) -> Iterator[Candidate]:
    """“It is not affected by food”, “a fatty meal doubles its absorption”."""
    if passage.kind in _OFF | {"advice", "adverse_effect"} or foreign_section(passage) or not _about_food(passage):
        return
    for pattern, denied in ((_FOOD, True), (_FOOD_DOES, False)):
        for match in pattern.finditer(passage.folded):
            if owner(passage, match.start()) == "foreign":
                continue
            group = "by" if "by" in match.groupdict() and match["by"] else "first"
            words = passage.text[match.start(group) : match.end(group)]
            yield _claim(
                passage,
                "food",
                "drug_class",
                match.start(group),
                match.end(group),
                denied=denied,
                synonyms=("meal", words) if words.lower() != "food" else ("meal",),
            )
            break


def _about_food(passage: Passage) -> bool:
    return passage.kind == "pharmacokinetics" or _about_it(passage)


def _claim(
    passage: Passage, words: str, category: str, start: int, end: int, *, denied: bool, synonyms: tuple[str, ...]
) -> Candidate:
    return Candidate(
        _NAME,
        "interaction",
        "interactsWith",
        words,
        category,
        passage.at + start,
        passage.at + end,
        polarity="denied" if denied else "affirmed",
        synonyms=synonyms,
    )


_NO_DRINK = re.compile(
    r"\b(?:do not|don't|never|avoid|should not|must not|shouldn't|not to|best not to) (?P<drink>drink(?:ing)?|"
    r"a drink|booze)"
    r"(?=[.,;]|$| (?:while|when|with (?:it|this|these)|during|if|on (?:it|this)|at all|as|because|until|for))"
)
_DRINKING_ON_IT = re.compile(
    r"\b(?P<drink>drinking|booze) (?:on|while (?:on|taking|using)|during|with) (?:it\b|this\b|(?P<who>[a-z][a-z-]+))"
)


def _no_drink(passage: Passage) -> Iterator[Candidate]:
    """“Do not drink while you are taking these tablets”, “drinking on zelopram can lead to …”."""
    if passage.kind in _OFF - {"advice"} or foreign_section(passage) or "alcohol" in passage.folded:
        return
    for match in _NO_DRINK.finditer(passage.folded):
        start, end = match.span("drink")
        yield _claim(passage, "alcohol", "drug", start, end, denied=False, synonyms=("ethanol", "drinking"))
    for match in _DRINKING_ON_IT.finditer(passage.folded):
        if match["who"] and not passage.own_named(*match.span("who")):
            continue
        start, end = match.span("drink")
        yield _claim(passage, "alcohol", "drug", start, end, denied=False, synonyms=("ethanol", "drinking"))
        yield from consequences(passage, "alcohol", match.end(), passage.clause_at(match.end() - 1)[1])


RULES = (
    Rule(_NAME, "“do not drink while you take it”", ("interaction",), _no_drink, re.compile("drink|booze")),
    Rule(_NAME, "“antacids cut down how much gets in”", ("interaction",), _changes_amount, _GETS_IN),
    Rule(_NAME, "“lithium levels need a watchful eye”", ("interaction",), _levels, _PARTNER_LEVELS),
    Rule(
        _NAME,
        "“most dangerous with alcohol or opioids”",
        ("interaction",),
        _dangerous,
        re.compile(f"{_DANGEROUS.pattern}|{_WATCHED.pattern}"),
    ),
    Rule(_NAME, "“smoking lowers its level”", ("interaction",), _smoking, _SMOKE),
    Rule(
        _NAME,
        "“a fatty meal doubles its absorption”",
        ("interaction",),
        _food,
        re.compile("food|meal|eating|milk|dairy"),
    ),
)
