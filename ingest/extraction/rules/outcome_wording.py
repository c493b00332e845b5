"""What the rules about outcomes share: what counts as one, whose it is, and the claim that is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.plausible_names import is_plausible_name
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.language.trial_design import STUDY, design_of
from ingest.lexicon.matching import Mention

Way = Literal["down", "up", "better", "none"]
"""Which way an outcome went: better is less of what is bad and more of what is good."""

KINDS = frozenset(("efficacy", "introduction", "indication", "off_label", None))
"""Kinds of sections that report outcomes."""

_GOOD = re.compile(
    r"\b(?:time to (?!sleep|fall|onset)[a-z][\w -]+|sleep(?: quality| efficiency| duration| maintenance)?|"
    r"quality of (?:life|sleep)|well-?being|mood|attention|"
    r"memory|"
    r"cogniti\w+|functioning|functions?|abstinen\w+|remission|response|responders?|recovery|retention|adherence|"
    r"survival|alertness|wakefulness|vigilance|concentration|planning|decision[- ]making|thinking|learning|"
    r"activities of "
    r"daily living|self-\w+|motivation|regulation|mindfulness|empathy|openness|trust|completion|quit(?:ting)? "
    r"rates?|performance|creativity|global impression|mental health|skills|success(?: rates?)?|cessation|quality|"
    r"closeness|growth|acceptance|satisfaction|capacity|relief|control|[\w-]+ [\w-]+ outcomes|behaviou?r)\b"
)
BAD = re.compile(
    r"\b(?:symptoms?|severity|cravings?|drinking|drinks?|smoking|(?:alcohol|opioid|cocaine|heroin|cannabis|substance|"
    r"drug|"
    r"nicotine|tobacco|cigarettes?|amphetamine|methamphetamine|ethanol|morphine|fluids|analgesics?)[\w ]{0,12}? "
    r"(?:use|consumption|intake|misuse)|relapses?|recurrences?|hospitali[sz]ations?|readmissions?|mortality|deaths?|"
    r"suicid\w+|self-harm|pain|nightmares?|awakenings?|latency|time to (?:sleep|fall)|attacks?|episodes?|aggress\w+|"
    r"impulsiv\w+|hyperactivity|inattention|rumination|obsess\w+|compuls\w+|dropouts?|disability|disturbances?|"
    r"problems?|impairment|distress|stress|self-administration|consumption|thoughts?|use|tantrums|irritability|"
    r"stereotyp\w+|tics|y-bocs|ham-?[ad]|hdrs|hrsd|caps(?:-\d)?|madrs|psqi|isi|bprs|panss|ymrs|bdi(?:-ii)?|gad-7|"
    r"phq-9|cgi|"
    r"ids-sr|aims|ocd-vas|pcl(?:-\d)?|hads|ces-d|vas|bpi|depressi\w+|anxi\w+|fatigue|points|arousal|reactivity|"
    r"binge\w*)\b"
)
_MEASURE = re.compile(
    r"\b(?:days|scores?|scales?|ratings?|totals?|subscales?|index|inventory|time|levels?|weight|bmi)\b"
)
_SCALE = re.compile(r"\b(?:[A-Z][A-Za-z]?[A-Z]+(?:-?[A-Z0-9]+)*|[A-Z]-[A-Z]{2,})(?:-[IVX\d]+)?\b")
_NOT_AN_OUTCOME = re.compile(
    r"\b(?:placebo|doses?|dosage|mg|plasma|serum concentrations?|groups?|arms?|controls?|trials?|stud(?:y|ies)|"
    r"evidence|"
    r"clearance|half-life|exposure|absorption|bioavailability|risks?|side effects?|adverse|efficacy|effectiveness|"
    r"effects?|safety|tolerability|use of|levels of|potential|treatment|therapy|results?|differences?|patients?|people|"
    r"participants?|others?|heart rate|blood pressure|interest|parameters|number of (?:patients|people)|understanding|"
    r"p ?[<=]|ci)\b|^(?:it|this|that|them|you|your|in|of|to|the|and|amount|chances?|rates?|number|days?|time|levels?|"
    r"weight|ratios?|scores?|symptoms|activity|changes|features|outcomes)$|"
    r"\b(?:improvements?|reductions?|decreases?|increases?|peaked|episode of)\b|^[a-z]+(?:ive|al|ic|ous|ful)$"
)
LEADING = re.compile(
    r"^(?:(?:an?|the|their|his|her|its|both|mean|average|in|of|on|some|other|various|many|all|significant(?:ly)?|"
    r"percentages?|proportions?|numbers?|rates?|frequency|severity|risk|likelihood|chances?|probability|amounts?|"
    r"degree|levels?|risks|measures|changes?)(?: of)? )+"
)
_VERB_FIRST = re.compile(
    r"^(?:\w+ly )?(?:to )?(?:improv|reduc|decreas|increas|enhanc|promot|prolong|lower|shorten|lessen|rais|alleviat|"
    r"suppress|attenuat|amelior|delay|prevent|cause|had|have|has|was|were|did|do|no\b|not\b|fewer|less|more|greater|"
    r"higher|"
    r"better|also|which|that|who|it\b|they\b)"
)
_WORDS = 7


_CHEMISTRY = frozenset(["target", "enzyme", "transmitter", "substance", "region"])
_BIOLOGY = re.compile(
    r"\b(?:levels?|expression|proteins?|molecules?|receptors?|release|signal\w+|phosphorylation|concentrations?|"
    r"peroxidation|density|volumes?|antioxidants?|dysfunction|transmission|secretion|synthesis|gene|neurons?|"
    r"enzymes?)\b"
)


def is_outcome(passage: Passage, item: Item) -> bool:
    """Say whether words name something that a trial can measure: a known finding, a scale, or a common outcome.

    :param passage: the passage
    :param item: the words
    :returns: whether they do
    """
    folded = item.text.lower()
    if len(folded.split()) > _WORDS or _NOT_AN_OUTCOME.search(folded) or _VERB_FIRST.match(folded):
        return False
    if any(
        m.entry.category in _CHEMISTRY and m.start < item.end and m.end > item.start for m in passage.mentions
    ) and not BAD.search(folded):
        return False
    if _GOOD.search(folded) or BAD.search(folded) or _SCALE.search(item.text):
        return True
    if _MEASURE.search(folded) and " " in folded:
        return True
    return any(
        m.entry.category in ("finding", "activity") and m.start < item.end and m.end > item.start
        for m in passage.mentions
    )


def is_bad(passage: Passage, item: Item) -> bool:
    """Say whether there is less of it when it gets better: an illness, a complaint, or the use of a drug.

    :param passage: the passage
    :param item: the words
    :returns: whether it is bad
    """
    folded = item.text.lower()
    good = _GOOD.search(folded)
    bad = BAD.search(folded)
    if good and not (bad and bad.end() > good.end()):
        return False
    known = any(m.entry.category == "finding" and m.start < item.end and m.end > item.start for m in passage.mentions)
    return known or bad is not None


def trimmed_item(item: Item) -> Item:
    """Cut what only counts from the words of an outcome: “the number of”, “overall”.

    :param item: the words
    :returns: them without these
    """
    match = LEADING.match(item.text.lower())
    if match is None or match.end() >= len(item.text) - 2:
        return item
    inside = item.text[match.end() :]
    return Item(inside, max(item.start, item.end - len(inside)), item.end, item.synonyms, item.denied, item.incidence)


_END = re.compile(
    r"\b(?:but(?! not)|while|whereas|compared|than|versus|vs|with(?!drawal)|without|although|however|in (?!the "
    r"(?:number|severity|frequency|percentage))|at|over|after|during|by|from|for|which|that|who|did|had|was|were|is|"
    r"are|has|"
    r"as|such as|including|especially|particularly|like|among|on|when|through|via|relative|following|despite|because|"
    r"due|if|associated|present|one|several|significantly|respectively|"
    r"according|more|even|within|throughout|between|post-\w+|using|across|until|up|better|of (?:\d|about|nearly))\b|"
    r"[.;:]"
)
_ASIDE = re.compile(r"\([^()]{0,160}\)|\[[^\[\]]{0,160}\]")


def outcomes_from(passage: Passage, start: int, end: int | None = None, *, loose: bool = False) -> Iterator[Item]:
    """Yield the outcomes of a list, up to where something else begins; none behind the first that is no outcome.

    :param passage: the passage
    :param start: where the list begins
    :param end: where it ends at the latest
    :param loose: whether any noun phrase is an outcome, because the sentence reports one without doubt
    :yields: outcomes
    """
    limit = len(passage.text) if end is None else end
    bare = _ASIDE.sub(lambda aside: "x" * len(aside.group()), passage.folded[:limit])
    stop = _END.search(bare, start)
    for item in passage.items(start, stop.start() if stop else limit):
        cut = trimmed_item(item)
        if not is_outcome(passage, cut) and not (loose and _is_noun_phrase(cut)):
            return
        yield cut
    if stop is not None and (stop.group() in _FOR_EXAMPLE or _AND_ON.search(bare, start, stop.end())):
        yield from outcomes_from(passage, stop.end(), end, loose=loose)


def _is_noun_phrase(item: Item) -> bool:
    folded = item.text.lower()
    return (
        len(folded.split()) <= _SHORT
        and not _NOT_AN_OUTCOME.search(folded)
        and not _VERB_FIRST.match(folded)
        and not _BIOLOGY.search(folded)
        and _PHRASE.fullmatch(folded) is not None
        and is_plausible_name(item.text)
    )


_PHRASE = re.compile(r"[a-z][a-z'-]{2,}(?: [a-z0-9'-]+){0,4}")
_SHORT = 5
_AND_ON = re.compile(r"(?:,|\band|\bor)\s+(?:on|in|for)\s*$")
"""A list whose parts repeat the preposition: “on abstinence and on heavy drinking”."""

_FOR_EXAMPLE = frozenset(["such as", "including", "especially", "particularly", "like"])
_PLACEBO = re.compile(
    r"\b(?:placebo|dummy|control|sham)\b(?: (?:group|arm|recipients|patients|participants))?"
    r"(?! ?-?controlled| pills?\b.{0,20}\bfor)"
)
_MEANT = re.compile(
    r"\b(?:it(?! (?:is|was|has been|appears?|seems?|should be|can be)\b[\w ]{0,24}\b(?:that|to)\b)|its|the drug|"
    r"this drug|this medicine|the medicine|treatment)\b"
)


def concerns_drug(passage: Passage, place: int) -> bool:
    """Say whether what is reported at a place was found for the drug of the document.

    It is named, or meant, in the sentence; or the sentence goes on about trials of it and names no other drug.

    :param passage: the passage
    :param place: where the verb or the noun stands
    :returns: whether it was
    """
    if passage.kind not in KINDS or foreign_section(passage):
        return False
    start, end = passage.clause_at(place)
    before = passage.folded[start:place]
    own = passage.own_named(start, place)
    if (not own and _PLACEBO.search(before)) or _OF_A_DOSE.search(before):
        return False
    whose = owner(passage, place)
    others = _other_drugs(passage)
    if others:
        if whose != "own" or any(_ARM.search(passage.folded, max(0, m.start - 40), m.start) for m in others):
            return False
        if own or passage.own_named(place, end):
            return True
        compared = all(m.start > place and _AGAINST.search(passage.folded[: m.start][-30:]) for m in others)
        return compared and _MEANT.search(before) is not None
    if passage.own_named(start, end):
        return True
    if whose != "own":
        return False
    if passage.own_named() or _MEANT.search(before):
        return True
    if passage.previous is not None:
        return passage.previous.is_about_own
    return passage.kind == "efficacy" or passage.context.own_name.search(passage.section.title.lower()) is not None


def _other_drugs(passage: Passage) -> list[Mention]:
    """Return the other drugs that a sentence names, other than what people depend on or do not respond to."""
    return [
        m
        for m in passage.mentions
        if m.entry.category in ("drug", "drug_class")
        and not passage.context.is_own(m)
        and not _DEPENDENCE.match(passage.folded, m.end)
    ]


_ARM = re.compile(
    r"\b(?:effects?|efficacy|trials?|stud(?:y|ies)|response|responses|treated|effectiveness) (?:of|to|with) $"
)
"""What stands before the drug that a trial was about."""

_AGAINST = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|as|to|over|with|on|added to)(?: the)? $")
_OF_A_DOSE = re.compile(
    r"\b(?:lower(?:ing)?|reduc\w+|smaller|adjust\w+|divid\w+|splitting) (?:the |a )?dos(?:es?|ages?)\b"
)
_DEPENDENCE = re.compile(
    r"[ -](?:dependence|dependent|withdrawal|addiction|us(?:e|ers?)\b|abuse|misuse|craving|consumption|intake|drinking|"
    r"resistan\w+|refractory|induced|disorder)|-[a-z]"
)


def reports_study(passage: Passage) -> bool:
    """Say whether a passage reports a study.

    :param passage: the passage
    :returns: whether it does
    """
    return passage.kind == "efficacy" or STUDY.search(passage.folded) is not None


_NO_FINDING = re.compile(
    r"\b(?:to (?:assess|examine|evaluate|determine|investigate|test|explore|study|see|confirm)|whether|if it|aims? to|"
    r"aimed|aiming|hoped?|hypothesi[sz]ed|would|could|should|will|in order to|designed to|intended to|planned|future|"
    r"further (?:research|studies)|(?:this|the) (?:article|review|paper) (?:will|discuss\w*|examin\w*))\b"
)


def is_aim(passage: Passage, place: int) -> bool:
    """Say whether a place is in what a study was to find out, and not in what it found.

    :param passage: the passage
    :param place: where the verb or the noun stands
    :returns: whether it is
    """
    start, _ = passage.clause_at(place)
    return _NO_FINDING.search(passage.folded, start, place) is not None


_NOT_THEN = re.compile(r"(?:\bnot|n't|\bnever),? (?=however\b)")


def is_denied(passage: Passage, place: int, *, reach: int = 100) -> bool:
    """Say whether a place is denied in its clause, also across a word between commas: “did not, however, improve”.

    :param passage: the passage
    :param place: where the verb or the noun stands
    :param reach: how far a cue reaches
    :returns: whether it is
    """
    start, _ = passage.clause_at(place)
    if denied_before(passage.folded, start, place, reach=reach):
        return True
    return _NOT_THEN.search(passage.folded, max(0, start - 12), place) is not None


def outcome(passage: Passage, rule: str, item: Item, way: Way, *, denied: bool, place: int) -> Candidate:
    """Make the claim of an outcome.

    :param passage: the passage
    :param rule: name of the rule
    :param item: the outcome
    :param way: which way it went
    :param denied: whether it did not
    :param place: where the verb or the noun stands
    :returns: the candidate
    """
    if way == "better":
        way = "down" if is_bad(passage, item) else "up"
    predicate = {"down": "decreases", "up": "increases", "none": "modulates"}[way]
    start, _ = passage.clause_at(place)
    hedged = is_hedged(passage.folded[start:place])
    return Candidate(
        rule,
        "efficacy",
        predicate,
        item.text,
        "outcome",
        passage.at + min(item.start, place),
        passage.at + max(item.end, place),
        polarity="denied" if denied or item.denied else "affirmed",
        modality="hedged" if hedged else "asserted",
        qualifiers=design_of(passage),
    )
