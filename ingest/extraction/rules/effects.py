"""What the rules about effects share: the topic of an effect, its candidate, and the list after a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.headings import band_of
from ingest.extraction.language.model import Candidate, Passage, Subject
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import cues, denied_after, denied_before
from ingest.extraction.language.subjects import drugs_before, foreign_section, owner
from ingest.extraction.rules.effect_wording import (
    ALLOWED_LEFT,
    DROPPED,
    FINDING_WORDS,
    LEFT_BLOCK,
    LISTED,
    MEDICINES_THAT,
    OPENS_WITH_STOPPING,
    OVERDOSE,
    SKIPPED_KINDS,
    STOPPING,
)

_SUBJECTS: dict[str, Subject] = {"adverse_effect": "drug", "withdrawal": "withdrawal", "overdose_toxicity": "overdose"}

_SERIOUS = re.compile(
    r"\b(?<!less )(?<!not )(?<!non-)(?:serious|severe|life-threatening|fatal|dangerous|potentially fatal|grave)\b"
)


_WITHDRAWAL_OF = re.compile(r"(?P<what>[a-z][a-z-]+) (?:withdrawal|discontinuation|cessation)\b")
HABIT = re.compile(
    r"\b(?:stop(?:s|ped|ping)?|quit(?:s|ting)?|giv(?:e|es|ing) up|cut(?:s|ting)? down on) "
    r"(?:drinking|alcohol|smoking|heroin|cannabis|opioids|opiates|drug use|using drugs)\b"
)
_MEDICINE = re.compile(r"\b(?:medicines?|medications?|drug|tablets?|capsules?|doses?|prescription)\b")
_UNTREATED = re.compile(r"\b(?:left untreated|if untreated|without treatment|untreated)\b")
_THESE = re.compile(r"(?:these|they) (?:may |can )?include\b")
_REACTION = re.compile(r"\b(?:side effects?|reactions?|adverse)\b")
REPORTED_CLEARLY = re.compile(
    r"(?<=[a-z)]) reported(?=[.,;]|$| (?:rarely|in|during|with|after|post))|"
    r"\b(?:ha(?:s|ve) (?:also |rarely |sometimes |occasionally |very rarely )?been (?:\w+ly )?(?:reported|observed|"
    r"described|seen|noted|recorded|attributed)|ha(?:s|ve) (?:also |rarely |sometimes |occasionally )?occurred|"
    r"(?:was|were) (?:\w+ly )?(?:reported|observed|seen)|occurred in|"
    r"(?:can|may|might|could) (?:also |rarely |sometimes |occasionally )?(?:occur|develop|appear|happen|arise)\b|"
    r"people (?:taking|who (?:take|took)) [a-z]+ (?:get|have had|develop\w*|report\w*))\b"
)
"""A report that is one also in a section of warnings."""


def stops_another(passage: Passage, start: int, end: int) -> bool:
    """Say whether a stretch names a drug that is stopped, and it is not this one.

    :param passage: the passage
    :param start: where the stretch begins
    :param end: where it ends
    :returns: whether it does
    """
    if passage.own_named(start, end):
        return False
    if any(not passage.context.is_own(m) for m in drugs_before(passage, start, end, every=True)):
        return True
    if any(
        passage.context.lexicon.lookup(match.group("what"), ("drug", "drug_class"))
        for match in _WITHDRAWAL_OF.finditer(passage.folded, start, end)
    ):
        return True
    return _stops_a_habit(passage, start, end)


def _stops_a_habit(passage: Passage, start: int, end: int) -> bool:
    """Say whether what is stopped is drinking or another habit, by the sentence or the illness that opens it."""
    folded = passage.folded
    if HABIT.search(folded, start, end):
        return True
    if passage.kind in (*LISTED, "dosing", "caution", "advice") or passage.own_named() or _MEDICINE.search(folded):
        return False
    return bool(_UNTREATED.search(folded, 0, end))


def skipped(passage: Passage) -> bool:
    """Say whether the section is about something else; what it says of stopping is read everywhere it may stand.

    :param passage: the passage
    :returns: whether it is skipped
    """
    if passage.kind not in SKIPPED_KINDS:
        return False
    if passage.kind == "caution" and passage.previous is not None and _THESE.match(passage.folded):
        return not _REACTION.search(passage.previous.folded)
    if passage.kind == "caution" and REPORTED_CLEARLY.search(passage.folded):
        return False
    return not (passage.kind in ("caution", "advice", "identity") and STOPPING.search(passage.folded))


def family_of(passage: Passage, clause: tuple[int, int], place: int) -> str:
    """Return the topic that an effect belongs to by its section or the words before it: stopping, too much, or use.

    :param passage: the passage
    :param clause: span of the clause
    :param place: where the words that announce the effect end
    :returns: the topic
    """
    before = passage.folded[clause[0] : max(place, clause[0])]
    whole = passage.folded[clause[0] : clause[1]]
    if STOPPING.search(before) or (
        OPENS_WITH_STOPPING.match(passage.folded) and STOPPING.search(passage.folded, 0, max(place, clause[0]))
    ):
        return "withdrawal"
    if OVERDOSE.search(before) or (
        OPENS_WITH_STOPPING.match(passage.folded) and OVERDOSE.search(passage.folded, 0, max(place, clause[0]))
    ):
        return "overdose_toxicity"
    if _SYMPTOMS_TOO.match(passage.folded, clause[0]) and OVERDOSE.search(passage.folded, 0, clause[0]):
        return "overdose_toxicity"
    if passage.kind in ("withdrawal", "overdose") and not re.search(
        r"\b(?:side effects?|during treatment|at usual doses|while taking)\b", whole
    ):
        return LISTED[passage.kind]
    if (
        STOPPING.search(whole)
        and not _OUTLASTS.search(whole)
        and re.search(r"\b(?:after|on|upon|when|if|following|once|who)\b", whole)
    ):
        return "withdrawal"
    return "adverse_effect"


_SYMPTOMS_TOO = re.compile(r"\W*(?:but|and|although|though|while|with)\b[^.;]{0,20}?\b(?:symptoms?|signs?|reports?)\b")
"""Opens a clause on the symptoms of what is before it: “Experience of overdose is limited, but symptoms include …”."""

_OUTLASTS = re.compile(
    r"\b(?:persist\w*|continu\w+|last\w*|linger\w*|remain\w*|resolv\w+|disappear\w*|subsid\w+|improv\w+|reversible|"
    r"abat\w+|recover\w*|go(?:es)? away|went away|cease[sd]?|stop(?:s|ped)?) (?:\w+ ){0,4}(?:after|on|upon|following|"
    r"once|when|with|beyond)\b"
)
"""What goes on or ends after stopping was there before: “may persist after discontinuation”."""


def _qualifiers(passage: Passage, item: Item | None, near: str) -> dict[str, object]:
    found: dict[str, object] = {}
    own_band = band_of(near) if near else None
    band = own_band or passage.band
    if band:
        found["frequency"] = band
    incidence = (item.incidence if item else None) or (passage.incidence if not own_band else None)
    if incidence is not None:
        found["incidence"] = incidence.record()
    if passage.serious or (near and _SERIOUS.search(near)):
        found["severity"] = "serious"
    return found


def effect_candidate(
    passage: Passage, rule: str, family: str, item: Item, *, denied: bool, near: str = "", evidence: str = "asserted"
) -> Candidate:
    """Return the candidate for an effect.

    :param passage: the passage
    :param rule: name of the rule that finds it
    :param family: its topic
    :param item: its words
    :param denied: whether the document denies it
    :param near: words near it that may give its frequency
    :param evidence: its modality
    :returns: the candidate
    """
    if family == "adverse_effect" and DROPPED.fullmatch(item.text.lower()):
        family = "withdrawal"
    found = passage.context.lexicon.lookup(item.text, ("finding",))
    absent = re.match(r"(?:lack|absence) of (?P<what>.+)", item.text)
    if found is None and absent and passage.context.lexicon.lookup(absent.group("what"), ("finding",)):
        shifted = item.start + absent.start("what")
        item = Item(absent.group("what"), min(shifted, item.end - 1), item.end)
        found, denied = passage.context.lexicon.lookup(item.text, ("finding",)), True
    return Candidate(
        rule,
        family,
        "causes",
        item.text,
        "finding",
        passage.at + item.start,
        passage.at + item.end,
        _SUBJECTS[family],
        polarity="denied" if denied else "affirmed",
        modality=evidence,
        synonyms=item.synonyms + ((found.label,) if found and found.label.lower() != item.text.lower() else ()),
        qualifiers=_qualifiers(passage, item, near),
    )


_OUTCOME = re.compile(
    r"(?:relapses?|remissions?|recurrences?|recovery|responses?|relief|improvements?|resolution|episodes?) (?:of|"
    r"from|in|to)\b",
    re.IGNORECASE,
)
"""What an illness does in a trial: not an effect."""


def is_finding(passage: Passage, item: Item) -> bool:
    """Say whether an item holds a finding that the lexicon knows, or words that only findings have.

    :param passage: the passage
    :param item: an item of a list
    :returns: whether it does
    """
    if _OUTCOME.match(item.text) and passage.kind != "withdrawal" and not STOPPING.search(passage.folded):
        return False
    if any(m.entry.category == "finding" and m.start < item.end and m.end > item.start for m in passage.mentions):
        return True
    return bool(FINDING_WORDS.search(item.text))


def list_after(passage: Passage, noun: int, place: int, rule: str, family: str | None = None) -> Iterator[Candidate]:
    """Yield the effects of a list that a noun and its verb announce.

    :param passage: the passage
    :param noun: where the noun begins
    :param place: where the list begins
    :param rule: name of the rule that reads it
    :param family: their topic, where the sentence before gives it
    :yields: candidates
    """
    start, end = passage.clause_at(noun)
    end = max(end, min(list_end(passage, place), place + 60_000))
    if owner(passage, noun) == "foreign" or foreign_section(passage) or place >= end:
        return
    before = _OTHER_HALF.split(passage.folded[max(0, noun - 140) : noun])[-1]
    between = passage.folded[noun:place]
    if between.rstrip().rfind("(") > between.rfind(")"):  # “symptoms (e.g. shaking, sweating) have been seen”
        closing = passage.folded.find(")", place)
        end = min(end, closing) if closing > 0 else end
    foreign = [
        m
        for m in passage.mentions
        if noun <= m.start < place and m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
    ]
    if foreign and not passage.context.own_name.search(passage.folded, noun, place):
        return
    if _SIGNS_OF.match(passage.folded, noun) and any(
        m.entry.category == "finding" and m.start < noun + 40 for m in passage.mentions if noun <= m.start < place
    ):
        return
    if _CONTROL_ARM.search(_TWICE.sub("", between)) and not passage.own_named(noun, place):
        return
    family = family or family_of(passage, (start, end), place)
    if family == "withdrawal" and stops_another(passage, start, place):
        return
    late = family == "withdrawal" and stops_late(passage, start, place)
    denied_list = denied_before(passage.folded, start, noun, reach=80) or any(
        word in ("not", "never", "n't", "no") for _, _, word in cues(between)
    )
    if _PREDICATE.match(passage.folded, place) or _of_others(passage, start, noun):
        return
    if _LESS_THAN.search(passage.folded, place, end):
        return
    listed = passage.items(place, end)
    if len(listed) == 1 and not is_finding(passage, listed[0]):
        return
    for number, item in enumerate(listed):
        if number and not (is_finding(passage, item) or passage.kind in LISTED or len(item.text.split()) <= 3):
            break
        if not is_finding(passage, item) and len(item.text.split()) > 4:
            continue
        denied = (
            item.denied
            or denied_list
            or denied_before(passage.folded, place, item.start, reach=120)
            or denied_after(passage.folded, item.end, min(end, item.end + 60))
        )
        topic = "adverse_effect" if late and number < len(listed) - 1 else family
        yield effect_candidate(passage, rule, topic, item, denied=denied, near=(before[-60:] + between)[-120:])


def stops_late(passage: Passage, start: int, place: int) -> bool:
    """Say whether only the last of the side effects listed comes on stopping: “…, and rebound anxiety if stopped”.

    :param passage: the passage
    :param start: where the clause begins
    :param place: where an item of the list begins
    :returns: whether what stands before the item is about side effects, and not about stopping
    """
    before = passage.folded[start:place]
    return passage.kind != "withdrawal" and bool(_REACTION.search(before)) and not STOPPING.search(before)


_LESS_THAN = re.compile(
    r"\b(?:are|is|were|was) (?:also |generally |usually )?less (?:pronounced|common|frequent|marked|severe|likely|of a "
    r"problem) (?:with|than|in|on|after)\b"
)
"""“side effects such as sedation are less common with X”: a comparison of two drugs."""

_OTHER_HALF = re.compile(r"\b(?:while|whereas|but)\b|;")
"""Parts “serious effects include …, while less serious effects include …”."""

_WANTED = re.compile(r"\b(?:beneficial|bene\ufb01cial|helpful|positive|desirable|useful|wanted|good) $")


_FACTORS = re.compile(r"\W*(?:the )?(?:\w+ )?factors (?:that|which|affecting|influencing|for|determining|include)\b")
"""What makes effects likelier, and no effect: “factors that decide how bad the symptoms are include …”."""


def _of_others(passage: Passage, start: int, noun: int) -> bool:
    """Say whether effects are wanted ones, or those of other medicines: “medicines that may have effects such as …”."""
    before = passage.folded[start:noun]
    found = MEDICINES_THAT.search(before)
    others = found is not None and not re.search(r"\b(?:this|the) $", before[: found.start()])
    return others or _WANTED.search(before) is not None or _FACTORS.match(before) is not None


_PREDICATE = re.compile(
    r"(?:an? |the |of )(?:\w+ )?(?:concern|issue|worry|possibility|matter|question)s?\b|normal\b|"
    r"(?:\w+ly |not |also |all )?(?:administered|given|based|taken|treated|assessed|evaluated|collected|obtained|"
    r"managed|"
    r"discussed|presented|shown|summari[sz]ed|listed|described|due to|related to|considered|thought|known to|"
    r"consistent with|defined|graded|recorded|dependent|responsible|twice|as)\b(?! (?:follows|such))|"
    r"(?:(?:typically|generally|usually|often|mostly|mainly|also|both|either|most|more|less|very|quite|fairly|"
    r"relatively|all|not|\w+ly) )*"
    r"(?:common|mild|moderate|minor|rare|uncommon|frequent|infrequent|transient|temporary|reversible|tolerable|"
    r"similar|comparable|equal|reported|seen|noted|observed|possible|likely|unlikely|unknown|low|high|serious|severe|"
    r"small|large|modest|low|manageable|dose-?(?:related|dependent)|self-limit(?:ed|ing)|well[- ]tolerated|absent|"
    r"few|limited|"
    r"gastrointestinal|dermatological|neurological|cardiovascular|psychiatric)\b"
    r"(?=\s*(?:[,.;:(]|$|(?:and|or|but|in|with|to|at|when|than|for|during|on|between|across|among|by|as|after|too|"
    r"also|"
    r"again|still)\b))"
    r"(?![^.;]{0,30}\b(?:and|or) \w+ (?:nausea|headache|dizziness|pain|effects?|symptoms?|reactions?)\b)"
)
"""What is said of the effects, and no effect: “adverse events were rare and short-lived”."""

_SIGNS_OF = re.compile(
    r"(?:signs?|symptoms?|features)(?: and symptoms)? of (?:an? |the )?(?!.{0,30}(?:withdrawal|abstinence|"
    r"discontinuation))"
    r"(?:[\w'-]+ ){0,3}(?:syndrome|disease|illness|disorder)\b"
)
"""“Signs of serotonin syndrome include agitation”: what the illness does, not what the drug does."""

_TWICE = re.compile(
    r"\b(?:twice|double|times|higher|greater|more|above|exceed\w*|at least)\b[^.;:]{0,60}?\b(?:of|with|on|in|for|"
    r"than) "
    r"(?:the )?(?:placebo|control|dummy)(?: group)?"
)
"""A comparison that says which effects are listed: “at least twice the rate of placebo”."""

_CONTROL_ARM = re.compile(
    r"(?<!than )\b(?:with|on|in|for|under|of|receiving|given|taking) (?:the |a )?(?:placebo|control|dummy)\b(?! "
    r"(?:and|or))"
)


def list_end(passage: Passage, place: int) -> int:
    """Return where a list that begins at a place ends: at the verb of another clause, or with the sentence.

    :param passage: the passage
    :param place: where the list begins
    :returns: where it ends
    """
    match = re.compile(
        r";\s+(?:it|these|they|the|this|most|some|however|in|tell|if|patients)\b|,?\s+\b(?:but|although|though|"
        r"however|whereas|while|which|because|so|unlike)\b(?! not| also)|\.\s|,\s+(?:and\s+)?(?:these|they|it|most of|"
        r"all of|some of|many of|this)\b|\s[–—]\s|,\s+with (?:the |an? )?(?:severity|frequency|intensity|"
        r"incidence|onset|"
        r"rates?|symptoms|most|duration|overall)\b"
    ).search(passage.folded, place)
    return match.start() if match else len(passage.text)


def finding_head(passage: Passage, item: Item) -> bool:
    """Say whether an item is a finding by the lexicon, and not a finding that somebody already has.

    :param passage: the passage
    :param item: an item of a list
    :returns: whether it is
    """
    found = [m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start]
    if not found:
        return passage.kind in LISTED and bool(FINDING_WORDS.search(item.text)) and len(item.text.split()) <= 5
    left = passage.folded[max(0, found[0].start - 70) : found[0].start]
    blocked = found[0].start - item.start > 3 and LEFT_BLOCK.search(left) and not ALLOWED_LEFT.search(left)
    return not blocked
