"""What is to be watched while the drug is used, and what is to be checked before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section

_SILENT = frozenset(
    ("references", "furniture", "methods", "interaction", "overdose", "efficacy", "disease", "nonclinical", "history",
     "mechanism", "identity")
)  # fmt: skip
_NAME = "what is to be watched"
_OFTEN = r"(?:(?:regularly|closely|carefully|periodically|also|then|therefore|always|routinely|frequently|be) )*"
_VERB = re.compile(
    rf"(?:^\W*|[.;:] |\b(?:should|must|to|and|may|will|please|treatment|therapy|regularly|closely|carefully|not|your "
    rf"(?:doctor|nurse)|,) ){_OFTEN}"
    r"(?:monitor|check|measure|watch|obtain|assess|recheck|re-check)(?: (?:the )?(?:patients?|people|children|those)"
    r"(?: [^.;:]{3,50}?)?)?(?: for)? "
)
_MEASURED = re.compile(
    rf"\b(?P<be>(?:should|must|need(?:s)? to|has to|have to|need not|is to|are to|is|are|"
    rf"ought to)(?: not)? (?:be )?{_OFTEN}"
    r"(?:monitored|checked|measured|tested|assessed|watched|done|obtained|repeated))(?: for (?!\d|at|the first|up))?"
)
_NOUN = re.compile(r"\b(?:monitoring|measurements?|checks?|surveillance)(?: of| for) (?:the )?|^monitoring: ")
_NEEDED = re.compile(
    r"\b(?:need|recommend|requir|advis|suggest|necessary|should|must|essential|important|prudent|"
    r"appropriate)"
)
_WATCHED = re.compile(
    r"\b(?:(?:liver|hepatic|renal|kidney|thyroid|cardiac|heart|lung) (?:function|enzymes?|rhythm|rate)(?: tests?)?|"
    r"(?:blood|serum|plasma|drug|lithium|sodium|potassium|calcium|prolactin|ammonia|[a-z]+) (?:levels?|"
    r"concentrations?)|"
    r"(?:blood|neutrophil|platelet|white(?: blood)? cell|full blood|complete blood) counts?|blood pressure|pulse|ecgs?|"
    r"electrocardiograms?|weight|height|growth|(?:blood|fasting|plasma) (?:glucose|sugar)|glucose|lipids?|cholesterol|"
    r"transaminases|creatinine|egfr|electrolytes|hba1c|prolactin|tsh|t4|pregnancy tests?|temperature|respiration|"
    r"respiratory (?:status|rate|function)|breathing|sedation|mood|suicid\w+(?: (?:thoughts?|ideation|behaviou?rs?))?|"
    r"bone density|inr|clotting|coagulation tests?|bmi|waist|calcium|sodium|potassium|ammonia|bicarbonate|cbc|qtc?"
    r"(?: interval)?|eyes?|vision|lens examination|signs (?:of|or)|symptoms of|misuse|abuse|dependence|depression|"
    r"adherence|"
    r"alertness|oxygen saturation|amylase|blood tests?|kidneys|liver|heart rate|screening|eeg)\b"
)
_END = re.compile(
    r"\b(?:before|during|every|at|after|when|while|regularly|if|until|because|with|from|since|periodically|closely|"
    r"carefully|throughout|as|once|within|by|on|particularly|especially|monthly|weekly|yearly|annually|in (?!mood)|"
    r"for (?!the "
    r"emergence)|to (?:detect|avoid|see)|and then|and again|more often|frequently|is|are|should|must|may)\b|[.;:]"
)
_LEAD = re.compile(
    r"^(?:(?:the|your|their|a|an|his|her|any|routine|baseline|regular|periodic|serial|for|and|"
    r"emergence or worsening of|"
    r"emergence of|worsening of|development of|over|age|\d+|fasting(?= lipids)) )+"
)
_PART = re.compile(r"[^;]+")
_NOT = re.compile(r"\b(?:no|not|need|without|never)\b|n't\b")
_TEST = 6


def _watched(passage: Passage) -> Iterator[Candidate]:
    """“Monitor liver function and blood counts before and during treatment”, “weight should be checked”."""
    if passage.kind in _SILENT or foreign_section(passage):
        return
    if _others(passage):
        return
    folded = passage.folded
    for match in _VERB.finditer(folded):
        stop = _END.search(folded, match.end())
        denied = " not " in f"{match.group()} " or denied_before(folded, max(0, match.start() - 40), match.end() - 1)
        yield from _claims(passage, match.end(), stop.start() if stop else len(folded), match.start(), denied)
    for match in _MEASURED.finditer(folded):
        denied = " not" in match["be"] or "need not" in match["be"]
        if match.group().endswith("for "):
            stop = _END.search(folded, match.end())
            yield from _claims(passage, match.end(), stop.start() if stop else len(folded), match.start(), denied)
            continue
        start = max(folded.rfind(mark, 0, match.start()) for mark in (". ", "; ", ": ", "patients, ")) + 1
        yield from _claims(passage, max(0, start), match.start(), match.start(), denied)
    if passage.kind == "monitoring" and not _MEASURED.search(folded) and not _VERB.search(folded):
        for part in _PART.finditer(folded):
            stop = _END.search(folded, part.start(), part.end())
            if not _NOT.search(part.group()):
                yield from _claims(passage, part.start(), stop.start() if stop else part.end(), part.start(), False)
    for match in _NOUN.finditer(folded):
        stop = _END.search(folded, match.end())
        if not match.group().startswith("monitoring: ") and not _NEEDED.search(folded):
            continue
        denied = (
            re.search(
                r"\bnot (?:\w+ ){0,2}(?:need|requir|necessary|recommend)|"
                r"\bno (?:\w+ )?$",
                folded,
            )
            is not None
        )
        yield from _claims(passage, match.end(), stop.start() if stop else len(folded), match.start(), denied)


def _others(passage: Passage) -> bool:
    """Say whether the sentence is about another drug and not this one."""
    named = [
        m for m in passage.mentions if m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
    ]
    return bool(named) and not passage.own_named()


def _claims(passage: Passage, start: int, end: int, place: int, denied: bool) -> Iterator[Candidate]:
    """Yield a claim for each thing of a list that can be watched; none from the first that cannot."""
    for item in passage.items(start, end):
        lead = _LEAD.match(item.text.lower())
        words = item.text[lead.end() :] if lead else item.text
        if len(words.split()) > _TEST or not _WATCHED.search(words.lower()):
            return
        named = Item(words, item.end - len(words), item.end)
        yield Candidate(
            _NAME,
            "monitoring",
            "shouldMonitor",
            named.text,
            "watched",
            passage.at + min(item.start, place),
            passage.at + max(item.end, place + 5),
            polarity="denied" if denied or item.denied else "affirmed",
            modality="recommendation",
        )


RULES = (
    Rule(_NAME, "“monitor liver function”", ("monitoring",), _watched, (_VERB, _MEASURED, _NOUN)),
    Rule(_NAME, "a section about monitoring", ("monitoring",), _watched, kinds=frozenset({"monitoring"})),
)
