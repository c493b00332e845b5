"""Adverse effects, desired effects, effects of stopping, signs of an overdose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.documents.headings import band_of
from ingest.extraction.language.model import Candidate, Passage, Rule, Subject
from ingest.extraction.language.noun_lists import Item, items
from ingest.extraction.language.polarity import cues, denied_after, denied_before, lacks_evidence
from ingest.extraction.language.subjects import drugs_before, foreign_section, owner

_LISTED = {"adverse_effect": "adverse_effect", "withdrawal": "withdrawal", "overdose": "overdose_toxicity"}
_SUBJECTS: dict[str, Subject] = {"adverse_effect": "drug", "withdrawal": "withdrawal", "overdose_toxicity": "overdose"}

_STOPPING = re.compile(
    r"\b(?:withdrawal (?:symptoms?|effects?|syndrome|reactions?|signs?|features?)|discontinuation (?:symptoms?|"
    r"syndrome|effects?|reactions?)|(?:abrupt|sudden|rapid|too rapid) (?:withdrawal|cessation|discontinuation|"
    r"stopping|termination)|"
    r"(?:stop|stopp|discontinu|quit|withdr|interrupt|com)(?:s|ing|ped|ting|ued|uing|awn|aw|awing|e|"
    r"ed)?\b(?: \w+){0,5} (?:suddenly|abruptly|too (?:fast|quickly|soon|rapidly)|off (?:it|too))|(?:suddenly|"
    r"abruptly) (?:stop|stopp|discontinu|withdr)\w*|rebound|(?:after|on|upon|when|following|from|by|during) "
    r"(?:(?:dose reduction|tapering) (?:or|and) )?(?:stopping|"
    r"discontinuation|discontinuing|quitting|coming off|withdrawal|cessation|withdrawing|ceasing|you stop|they stop|"
    r"the last dose|tapering)|(?:after|when|once|if) (?:the (?:drug|medicine|medication)|it|treatment|therapy|use|"
    r"dosing) "
    r"(?:is|was|has been) (?:stopped|discontinued|withdrawn|ceased|interrupted|halted)|(?:com(?:e|es|ing)|came|wean\w*|"
    r"taper\w*) off|cold turkey|(?:people|persons|users|patients|those|anyone|some) who (?:\w+ly )?(?:stop|stopped|"
    r"quit|"
    r"discontinued?|withdraw|withdrew|come off|came off)|stopping (?:it|the (?:drug|medicine))|in withdrawal|"
    r"withdrawal (?:is|was|can|may|often|typically|usually|from|of|produces?|causes?|brings?|lasts?)|"
    r"discontinuation (?:of|may|can|is|was)|quitting|cessation of)\b"
)
_OVERDOSE = re.compile(
    r"\b(?:overdos(?:e|es|age|ing)|too much|poisoning|toxic (?:doses?|levels|amounts)|intoxication|"
    r"excessive (?:doses?|amounts|quantit\w+))\b"
)
_CAUSE = re.compile(
    r"\b(?:caus(?:e|es|ed|ing)|lead(?:s|ing)? to|led to|result(?:s|ed|ing)? in|produc(?:e|es|ed|ing)|induc(?:e|es|"
    r"ed|ing)|provok(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|precipitat(?:e|es|ed|ing)|bring(?:s|ing)? on|"
    r"give rise to|gives rise to|contribut(?:e|es|ed|ing) to|progress(?:es|ed|ing)? to|"
    r"(?:is|are|was|were|been|be) (?:associated|linked) (?:with|to)|associated with|linked (?:to|with)|mak(?:e|es|"
    r"ing) (?:you|people|some people|patients|users|someone|them)(?: feel)?|leav(?:e|es|ing) (?:you|people|"
    r"some people|users)(?: feeling)?|(?:can|may|might|could|also|sometimes|will) (?:make|give|affect)|worsen(?:s|"
    r"ed|ing)?|aggravat(?:e|es|ed|ing)|exacerbat(?:e|es|ed|ing)|unmask(?:s|ed)?|increas(?:e|es|ed|"
    r"ing) the (?:risk|chance|likelihood|incidence) of|rais(?:e|es|ed|ing) the (?:risk|chance|likelihood) of|"
    r"risk of|may develop|can develop)\b"
)
_EFFECT_NOUN = (
    r"(?:side[ -]effects?|adverse (?:drug )?(?:effects?|reactions?|events?)|adverse experiences?|"
    r"undesirable effects?|unwanted effects?|untoward effects?|(?:drug )?reactions?|toxicit(?:y|ies)|complaints?|"
    r"effects? (?:reported|seen|noted|observed)|problems reported|treatment-emergent \w+(?: \w+)?)"
)
_INCLUDE = (
    r"(?:include|includes|included|including|comprise|comprised|consist of|consisted of|are|were|was|is|such as|"
    r"like|may be|can be|may include|can include|could include|might include|have included|range from|:)"
)
_ANNOUNCED = re.compile(
    rf"(?P<noun>{_EFFECT_NOUN})(?P<between>[^.;:]{{0,110}}?)\s*(?P<verb>\b{_INCLUDE}(?=\s)|:)\s*(?:the following:?|"
    rf"as follows:?|mainly|mostly|usually|typically|generally|headed by|limited to|primarily|predominantly)?\s*"
)
_SYMPTOMS = re.compile(
    rf"(?P<noun>\b(?:symptoms?|signs?|effects?|features?|manifestations?|these|they|which|picture|"
    rf"reactions?))(?P<between>[^.;:]{{0,80}}?)\s*(?P<verb>\b{_INCLUDE}(?=\s)|:)\s*(?:the following:?)?\s*"
)
_REPORTED = re.compile(
    r"\s*,?\s*\b(?:(?:is|are|was|were|has|have|had|may|can|might|could|also|sometimes|rarely|occasionally|"
    r"commonly|frequently|often|been|be|being|all|both|each|very|quite|fairly|most|more|less|also|well|usually|"
    r"likewise|too)\s+){0,5}"
    r"(?:common|commonest|frequent|usual|rare|uncommon|infrequent|possible|likely|reported|observed|seen|noted|"
    r"described|recorded|experienced|documented|known|occur|occurs|occurred|occurring|happen|happens|develop|"
    r"develops|developed|arise|appear|appeared|emerge|emerged|feature|bothersome|troublesome|unusual|unexpected|"
    r"troubled|affect|affects|affected|complained|follow|followed|ensue|attributed|linked to it|among the (?:most|"
    r"side))\b"
)
_WHO_REPORT = re.compile(
    r"\b(?:we|people|persons|patients|users?|some|many|others?|you|participants|subjects|a few|most|volunteers|"
    r"several)\b(?: who (?:\w+ly )?(?:stop|quit|come|came|discontinue|withdraw|abrupt)\w*(?: (?!if\b)\w+){0,6}?)?"
    r"(?: (?!you\b|people\b|patients\b)\w+){0,4}? (?:report|reports|reported|reporting|experience|"
    r"experienced|feel|felt|notice|noticed|complain(?:ed)? of|describe|described|develop|developed|get|suffer|"
    r"suffered|had|have had|have reported|have felt|have noticed|have experienced|(?:have |have not |did not |"
    r"never )?(?:seen|see|saw)|may have|mention|"
    r"mentioned)\b\s*(?:from |of |feelings? of )?"
)
_CONDITIONAL = re.compile(
    r"\b(?:if you (?:have|had|are|suffer|develop|get|experience|notice|feel)|if (?:a|the|any) (?:patient|person)|"
    r"history of|treat(?:s|ed|ing|ment)?(?: of| for)?|used (?:for|to|in|against)|indicated|relie(?:f|ve\w*)|"
    r"manag\w+|patients with|people with|those with|suffering from|diagnosed with|pre-existing|preexisting|"
    r"existing|underlying|prone to|family|predispos\w+|before|ask|tell your|let your|prescribed)\b"
)
_LEFT_BLOCK = re.compile(
    r"(?:\b(?:history of|(?:patients|people|adults|children|those|men|women|someone|anyone|persons|"
    r"individuals) (?:who have |who are |who had |with |suffering |having )(?:severe |a history of |existing |"
    r"pre-existing |underlying )?|treat(?:s|ed|ing)?|treatment (?:of|for)|relie(?:f of|ves?|ving)|for|against|"
    r"due to|caused by|because of|from(?! \w+ to)|prevent(?:s|ing|ion of)?|reduc(?:e|es|ed|ing|tion in)|lower(?:s|"
    r"ed|ing)?|eas(?:e|es|ed|ing)|improv(?:e|es|ed|ing|ement in)|control(?:s|led|ling)?|manag(?:e|es|ing|"
    r"ement of)|decreas(?:e|es|ed|ing)|"
    r"protect(?:s|ed|ing)? against|if you (?:have|are|had|get|feel|develop)(?: \w+)?|pre-existing|preexisting|"
    r"underlying|existing|worsening of|help(?:s|ed|ing)?(?: with| to)?|avoid(?:s|ing)?|as|than|like|with|when|"
    r"during|after|following|in)\s+(?:the |a |an |your |any |severe |mild |chronic |acute |certain |some |other |"
    r"of |risk of |symptoms of |their |moderate |to |bad |existing |active |intractable ){0,3})$"
)
_ALLOWED_LEFT = re.compile(
    r"\b(?:associated with|linked with|ended with|along with|together with|presents? with|complain\w* of|"
    r"reports? of|result\w* in|such as|as well as|increase in|rise in|change in|changes in|suffer from|range from|"
    r"known as|problems with|trouble with|difficulty with|like|dealing with)\s+(?:\w+\s){0,2}$"
)
_ADVICE = re.compile(
    r"^(?:if you|tell|ask|talk|speak|contact|call|see|seek|stop|avoid|do not|don't|try|take|report|make sure|"
    r"monitor|consult|check|your doctor|you should|patients should|use|watch)\b"
)
_SERIOUS = re.compile(r"\b(?:serious|severe|life-threatening|fatal|dangerous|potentially fatal|grave)\b")
_SKIPPED_KINDS = frozenset(
    {
        "indication",
        "off_label",
        "contraindication",
        "disease",
        "references",
        "furniture",
        "methods",
        "advice",
        "nonclinical",
        "not_used",
        "caution",
        "interaction",
        "regulatory",
        "history",
        "identity",
    }
)


_DROPPED = re.compile(r"(?:withdrawal|discontinuation) (?:symptom|effect|reaction|sign)s?")
_OPENS_WITH_STOPPING = re.compile(
    r"\W*(?:if|when|after|on|upon|following|once|should|stopping|quitting|abrupt|sudden)\b"
)
_MARKED = re.compile(
    r"\b(?P<noun>withdrawal|syndrome|discontinuation|cessation|"
    r"abstinence)\b(?P<between>[^.;:]{0,60}?)\s(?P<verb>(?:is|are|"
    r"was) (?:not )?(?:often |usually |typically )?(?:marked|characteri[sz]ed|accompanied|heralded|manifested|"
    r"dominated|followed) by|"
    r"manifests? (?:as|with|by)|presents? (?:as|with)|consists of|features|brings|involves)\s+"
)


def _stops_another(passage: Passage, start: int, end: int) -> bool:
    """Say whether a stretch names a drug that is stopped, and it is not this one."""
    others = [m for m in drugs_before(passage, start, end, every=True) if not passage.context.is_own(m)]
    return bool(others) and not passage.own_named(start, end)


def _skipped(passage: Passage) -> bool:
    """Say whether the section is about something else; what it says of stopping is read everywhere it may stand."""
    if passage.kind not in _SKIPPED_KINDS:
        return False
    return not (passage.kind in ("caution", "advice", "identity") and _STOPPING.search(passage.folded))


def _family_of(passage: Passage, clause: tuple[int, int], place: int) -> str:
    """Return the topic that an effect belongs to by its section or the words before it: stopping, too much, or use."""
    before = passage.folded[clause[0] : max(place, clause[0])]
    whole = passage.folded[clause[0] : clause[1]]
    if _STOPPING.search(before) or (
        _OPENS_WITH_STOPPING.match(passage.folded) and _STOPPING.search(passage.folded, 0, max(place, clause[0]))
    ):
        return "withdrawal"
    if _OVERDOSE.search(before):
        return "overdose_toxicity"
    if passage.kind in ("withdrawal", "overdose") and not re.search(
        r"\b(?:side effects?|during treatment|at usual doses|while taking)\b", whole
    ):
        return _LISTED[passage.kind]
    if _STOPPING.search(whole) and re.search(r"\b(?:after|on|upon|when|if|following|once|who)\b", whole):
        return "withdrawal"
    return "adverse_effect"


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


def _candidate(
    passage: Passage, rule: str, family: str, item: Item, *, denied: bool, near: str = "", evidence: str = "asserted"
) -> Candidate:
    if family == "adverse_effect" and _DROPPED.fullmatch(item.text.lower()):
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


def _is_finding(passage: Passage, item: Item) -> bool:
    """Say whether an item holds a finding that the lexicon knows, or words that only findings have."""
    if any(m.entry.category == "finding" and m.start < item.end and m.end > item.start for m in passage.mentions):
        return True
    return bool(_FINDING_WORDS.search(item.text))


_FINDING_WORDS = re.compile(
    r"\b(?:pain|ache|loss|swelling|change|changes|problems?|difficulty|trouble|increase|decrease|increased|"
    r"decreased|reduced|reduction|rise|fall|low|high|abnormal\w*|impair\w+|disturb\w+|disorder|failure|damage|"
    r"feeling|feel|dysfunction|syndrome|infection|inflammation|bleeding|irritation|"
    r"discomfort|stiffness|sensitivity|thoughts?|behaviou?r|disease|reaction|attack|redness|burning|dryness|"
    r"spasms?|movements?|vision|breathing|heartbeat|blood pressure|elevat\w+|prolongation|toxicity|delayed|sore|"
    r"ulcers?|sleep|mood|urin\w+|itch\w*|hypo\w+|hyper\w+|\w+itis|\w+algia|\w+aemia|\w+emia|\w+penia|\w+uria|"
    r"\w+rrh\w+|\w+pathy|\w+osis|\w+ness|\w+ity)s?\b",
    re.IGNORECASE,
)


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|may|can|should|must|will|might|could|do|does|did|if|when|no|not|tell|"
    r"call|stop|include[sd]?|report(?:ed|s)?|occur\w*|seen|observed|see|risk|patients|people|you|your)\b"
)


def _kind_by_band(passage: Passage) -> str | None:
    """“Rare: hoarseness, a slow pulse” lists effects under any heading, if most of its items are findings."""
    if not passage.label.band or passage.unit.kind == "cell":
        return None
    found = items(passage.text, 0, len(passage.text))
    known = sum(_is_finding(passage, item) for item in found)
    return "adverse_effect" if found and 2 * known >= len(found) else None


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets and cells of a section about effects: where they stand makes them findings."""
    unit = passage.unit
    kind = passage.kind or _kind_by_band(passage)
    if kind not in _LISTED or foreign_section(passage):
        return
    if unit.kind == "sentence":
        if passage.section.own_kind in _LISTED and not _VERB.search(passage.folded):
            found = items(passage.text, 0, len(passage.text))
            if (
                len(found) > 1
                and not passage.own_named()
                and all(_is_finding(passage, item) and len(item.text.split()) < 6 for item in found)
            ):
                for item in found:
                    yield _candidate(
                        passage, "effects listed under their heading", _LISTED[kind], item, denied=item.denied
                    )
        return
    if unit.kind not in ("item", "cell", "label"):
        return
    family = _LISTED[kind]
    text = passage.text
    if unit.kind == "cell" and (
        re.fullmatch(r"[\s\d.,%<>≥≤()/–-]*", text) or re.search(r"placebo|control", unit.column, re.IGNORECASE)
    ):
        return
    if (
        unit.kind == "cell"
        and not unit.label
        and re.search(r"system|class|frequency|organ", unit.column, re.IGNORECASE)
    ):
        return
    if unit.label and re.fullmatch(
        r"\W*(?:very |un)?(?:common|frequent|rare)(?:ly)?\W*(?:\(.{0,60}\))?|[\d\s.,%<>–-]+(?:%|percent)?\.?",
        text.strip(),
        re.IGNORECASE,
    ):
        yield from _labelled(passage, family)
        return
    if (
        unit.kind == "label"
        and passage.context.lexicon.lookup(unit.label, ("finding",))
        and not cues(passage.folded)
        and not _ADVICE.match(passage.folded)
    ):
        yield from _labelled(passage, family)
        return
    if unit.kind == "label" and not (
        passage.label.band
        or passage.label.kind
        or passage.label.keeps
        or passage.label.serious
        or _ORGAN.search(unit.label)
    ):
        return
    inside = unit.parent is not None and unit.depth > 1 and _is_finding_label(passage) and not passage.label.band
    if inside and not all(_is_finding(passage, item) for item in items(text, 0, len(text))):
        return
    if len(text) > 160 and re.search(r"\b(?:is|are|was|were|has|have|should|may|can)\b", text[:120]):
        return
    if _ADVICE.match(passage.folded) or (re.match(r"(?:no|none|not)\b", passage.folded) and len(text) < 12):
        return
    if (
        unit.label
        and unit.kind == "item"
        and not (passage.label.band or passage.label.kind or passage.label.serious or _ORGAN.search(unit.label))
        and len(unit.label.split()) <= 5
    ):
        yield from _labelled(passage, family)
        return
    aside = re.search(r"[;.]\s+(?:this|these|it|they|you|if|in)\b|\s[–—-]\s", passage.folded)
    length = aside.start() if aside else len(text)
    verb = re.search(r"\b(?:is|are|was|were|may|can|should|occurs?|has been|have been)\b", passage.folded[:length])
    if (
        verb
        and not re.search(r"\b(?:that|which|when|if|where)\b", passage.folded[: verb.start()])
        and not passage.folded.startswith("if ")
    ):
        return  # a sentence; the sentence rules read it
    for item in items(text, 0, length):
        denied = item.denied or denied_before(passage.folded, max(0, item.start - 60), item.start, reach=60)
        yield _candidate(passage, "effects listed under their heading", family, item, denied=denied)


_ORGAN = re.compile(
    r"\b(?:disorders?|system|nervous|gastro\w*|cardi\w+|psychiatric|skin|dermatolog\w*|respiratory|vascular|"
    r"metabol\w+|musculo\w+|renal|urinary|eye|ear|blood|immune|hepat\w+|general|endocrine|reproductive|"
    r"investigations|infections|cns|gi|digestive|other|mental|mood|sexual|physical|cognitive|body|stomach|heart|"
    r"kidney|liver|common|frequent|men|women)\b",
    re.IGNORECASE,
)


def _is_finding_label(passage: Passage) -> bool:
    above = (
        passage.context.view.units[passage.unit.parent]
        if passage.unit.parent is not None and passage.unit.parent >= 0
        else None
    )
    if above is None:
        return False
    words = passage.context.view.words(above)
    return any(m.entry.category == "finding" for m in passage.context.lexicon.mentions(words)) and ":" not in words[-2:]


def _labelled(passage: Passage, family: str) -> Iterator[Candidate]:
    """“Drowsiness: common” and “Headache | 12 %”: the label is the finding."""
    label = passage.unit.label.split(": ")[-1]
    place = passage.context.view.text.rfind(label, max(0, passage.at - 300), passage.at)
    found = items(label, 0, len(label))
    if place < 0 or not 1 <= len(found) <= 6:
        return
    for item in found:
        candidate = _candidate(
            passage, "effects as labels of a list or a table", family, item, denied=False, near=passage.text[:80]
        )
        yield Candidate(**{**vars(candidate), "start": place + item.start, "end": place + item.end})


_INVERTED = re.compile(
    r"(?:^|[.;]\s+)(?:(?:less|more|most|also|very|much|other|fairly)\s+)*(?:common|frequent|rare|uncommon|"
    r"infrequent|usual|"
    r"often (?:seen|reported)|possible|reported|seen|rarer|commoner)\s+(?:are|is|were|was)\s+"
)


def _announced(passage: Passage) -> Iterator[Candidate]:
    """A sentence that announces a list of effects."""
    if passage.kind in ("references", "furniture", "methods", "nonclinical", "disease") or foreign_section(passage):
        return
    for match in _ANNOUNCED.finditer(passage.folded):
        if match.group("verb") in ("is", "are", "was", "were") and not re.match(
            r"\s*(?:of|in|with|reported|seen|that|which|on|to|and|are|associated|by|,|from|during|$)",
            match.group("between") + " ",
        ):
            continue
        yield from _list_after(passage, match.start("noun"), match.end(), "effects that a sentence announces")
    if passage.kind in _LISTED:
        for match in _INVERTED.finditer(passage.folded):
            yield from _list_after(passage, match.start(), match.end(), "effects that a sentence announces")


def _list_after(passage: Passage, noun: int, place: int, rule: str) -> Iterator[Candidate]:
    start, end = passage.clause_at(noun)
    end = max(end, min(_stop(passage, place), place + 60_000))
    if owner(passage, noun) == "foreign" or foreign_section(passage) or place >= end:
        return
    before = passage.folded[max(0, noun - 140) : noun]
    between = passage.folded[noun:place]
    foreign = [
        m
        for m in passage.mentions
        if noun <= m.start < place and m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
    ]
    if foreign and not passage.context.own_name.search(passage.folded, noun, place):
        return
    if re.search(r"\b(?:placebo|control)\b", between):
        return
    family = _family_of(passage, (start, end), place)
    if family == "withdrawal" and _stops_another(passage, start, place):
        return
    denied_list = denied_before(passage.folded, start, noun, reach=80) or any(
        word in ("not", "never", "n't", "no") for _, _, word in cues(between)
    )
    listed = items(passage.text, place, end)
    if len(listed) == 1 and not _is_finding(passage, listed[0]):
        return
    for number, item in enumerate(listed):
        if number and not (_is_finding(passage, item) or passage.kind in _LISTED or len(item.text.split()) <= 3):
            break
        if not _is_finding(passage, item) and len(item.text.split()) > 4:
            continue
        denied = (
            item.denied
            or denied_list
            or denied_before(passage.folded, place, item.start, reach=120)
            or denied_after(passage.folded, item.end, min(end, item.end + 60))
        )
        yield _candidate(passage, rule, family, item, denied=denied, near=_near(before[-60:] + between))


def _near(text: str) -> str:
    return text[-120:]


def _stop(passage: Passage, place: int) -> int:
    """Return where a list that begins at a place ends: at the verb of another clause, or with the sentence."""
    match = re.compile(
        r";\s+(?:it|these|they|the|this|most|some|however|in|tell|if|patients)\b|,?\s+\b(?:but|although|though|"
        r"however|whereas|while|which|because|so)\b(?! not| also)|\.\s|,\s+(?:and\s+)?(?:these|they|it|most of|"
        r"all of|some of|many of|this)\b|\s[–—]\s"
    ).search(passage.folded, place)
    return match.start() if match else len(passage.text)


def _caused(passage: Passage) -> Iterator[Candidate]:
    """“X can cause …” and its kin, wherever it stands."""
    if passage.kind in _SKIPPED_KINDS - {
        "caution",
        "contraindication",
        "interaction",
        "indication",
        "identity",
        "history",
    } or foreign_section(passage):
        return
    for match in _CAUSE.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if _blocked_cause(passage, match, start):
            continue
        if re.match(r"\W*(?:but not|without)\b", passage.folded[end : end + 14]):
            end = passage.clause_at(min(end + 1, len(passage.text) - 1))[1]
        stop = min(max(end, match.end()), _stop(passage, match.end()))
        denied_verb = denied_before(passage.folded, start, match.start(), reach=90)
        for item in items(passage.text, match.end(), stop):
            if not _finding_head(passage, item):
                if item.start - match.end() > 4 and not _is_finding(passage, item):
                    break
                continue
            denied = (
                item.denied
                or denied_verb
                or denied_before(passage.folded, match.end(), item.start, reach=120)
                or denied_after(passage.folded, item.end, end)
            )
            family = _family_of(passage, (start, end), match.start())
            if not denied and family == "adverse_effect" and passage.kind in ("indication", "off_label"):
                continue
            evidence = "insufficientEvidence" if lacks_evidence(passage.folded[start : match.start()]) else "asserted"
            yield _candidate(
                passage,
                "effects that the drug is said to cause",
                family,
                item,
                denied=denied,
                near=passage.folded[max(start, match.start() - 30) : match.start()],
                evidence=evidence,
            )


def _blocked_cause(passage: Passage, match: re.Match[str], start: int) -> bool:
    folded = passage.folded
    before = folded[start : match.start()]
    if match.group() in (
        "risk of",
        "associated with",
        "linked to",
        "linked with",
        "may develop",
        "can develop",
    ) and re.search(
        r"\b(?:reduc\w+|lower\w*|decreas\w+|prevent\w*|minimi[sz]\w+|avoid\w*|less\w*|diminish\w*|limit\w*|cut\w*|"
        r"symptoms|pain|spasticity|condition\w*|disorders?|anxiety|depression|seizures|problems) (?:the |your |"
        r"this |any |a )?(?:\w+ )?$",
        before[-60:],
    ):
        return True
    if re.search(
        r"\b(?:together with|combin\w+|concomitant|co-administ\w+|coadminist\w+|taken with|mixed with|"
        r"at the same time|use with|used with|given with|in combination|with alcohol|alongside|along with)\b",
        folded[max(0, start - 1) : match.end() + 40],
    ):
        return True
    if passage.kind == "interaction" or (
        match.group().endswith(("associated with", "linked with", "linked to"))
        and any(m.entry.category == "finding" and 0 <= match.start() - m.end <= 12 for m in passage.mentions)
    ):
        return True
    named = any(
        m.entry.category == "finding" and start <= m.start and 0 <= match.start() - m.end <= 8 for m in passage.mentions
    )
    if named and not passage.own_named(start, match.start()) and not _STOPPING.search(before):
        return True
    others = [m for m in drugs_before(passage, start, match.start(), every=True) if not passage.context.is_own(m)]
    if others and _STOPPING.search(before) and not passage.own_named(start, match.start()):
        return True
    who = owner(passage, match.start())
    if who != "own" and not _STOPPING.search(before):
        return True
    relative = re.search(
        r"(?P<noun>[a-z-]+),? (?:that|which|who) (?:can |may |could |might |also |often )*$", before[-60:]
    )
    if (
        relative
        and passage.kind != "adverse_effect"
        and not _DRUG_NOUN.fullmatch(relative.group("noun"))
        and not passage.context.own_name.fullmatch(relative.group("noun"))
    ):
        return True
    if (
        re.search(r"\b(?:by|that|which|if|conditions?|what|whatever|can be|is|are|was|were|been) $", before[-12:])
        and match.group().startswith(("caus", "trigger", "induc", "produc"))
        and re.search(r"\b(?:by|is|are|was|were|been|be|what|whatever) $", before[-12:])
    ):
        return True
    if (
        re.search(r"\bcaused by\b", folded[match.start() : match.end() + 4])
        or folded[match.end() : match.end() + 4] == " by "
    ):
        return True
    # another cause than the drug: the noun right before the verb
    noun = re.search(
        r"(?:^|[,;]\s|\band\s|\bthat\s|\bwhich\s)([a-z][a-z' -]{2,60}?)\s*(?:can|may|might|could|will|would|also|"
        r"often|sometimes|does|do|did|not|usually|rarely|has|have|been|is|are|was|were|be)?\s*(?:can|may|also|not|"
        r"be|been|sometimes|often)?\s*$",
        before[-90:],
    )
    if noun and _OTHER_CAUSE.search(noun.group(1)) and not passage.context.own_name.search(noun.group(1)):
        return True
    return passage.kind == "efficacy" and bool(re.search(r"\b(?:placebo|control)\b", before))


_DRUG_NOUN = re.compile(
    r"(?:drug|medicine|medication|compound|agent|product|treatment|tablet|capsule|opioid|antidepressant|sedative|"
    r"stimulant|"
    r"inhibitor|antagonist|agonist|blocker|relaxant|antihistamine|metabolite|dose|overdose|withdrawal|cessation|use|"
    r"drinks?)s?"
)
_OTHER_CAUSE = re.compile(
    r"\b(?:illness|disease|disorder|infection|condition|smoking|untreated|alcohol|stress|anxiety|depression|"
    r"epilepsy|falls?|sleep|dehydration|injury|damage|virus|bacteria|attacks?|mania|episodes?|lack of|deficiency|"
    r"pain|it is known what|what)\b"
)


def _finding_head(passage: Passage, item: Item) -> bool:
    """Say whether an item is a finding by the lexicon, and not a finding that somebody already has."""
    found = [m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start]
    if not found:
        return passage.kind in _LISTED and bool(_FINDING_WORDS.search(item.text)) and len(item.text.split()) <= 5
    left = passage.folded[max(0, found[0].start - 70) : found[0].start]
    blocked = found[0].start - item.start > 3 and _LEFT_BLOCK.search(left) and not _ALLOWED_LEFT.search(left)
    return not blocked


def _reported(passage: Passage) -> Iterator[Candidate]:
    """“Hiccups, though seldom, have been seen”: the list stands before its verb."""
    if _skipped(passage) or foreign_section(passage) or (passage.unit.kind == "item" and passage.kind not in _LISTED):
        return
    for start, end in passage.clauses:
        match = _REPORTED.search(passage.folded, start, end)
        if match is None:
            continue
        head = passage.folded[start : match.start()]
        stops = bool(_STOPPING.search(passage.folded, start, end))
        if (passage.kind in _SKIPPED_KINDS and not stops) or (stops and _stops_another(passage, start, end)):
            continue
        if (
            _CAUSE.search(head)
            or _CONDITIONAL.search(head)
            or _ANNOUNCED.search(passage.folded[start : match.end() + 2])
        ):
            continue
        if re.search(
            r"\b(?:symptoms? of|signs? of|interactions?|doses?|absorption|half-life|levels?|concentrations?|"
            r"efficacy|benefit|improvement)\b",
            head,
        ):
            continue
        if (
            passage.kind not in _LISTED
            and not stops
            and not re.search(
                r"\b(?:reported|observed|seen|noted|experienced|described|documented|occur\w*|develop\w*|common|rare|"
                r"frequent|uncommon)\b",
                match.group(),
            )
        ):
            continue
        found = [m for m in passage.mentions if m.entry.category == "finding" and start <= m.start < match.start()]
        if not found or owner(passage, found[0].start) == "foreign" or _ILL_SUBJECT.search(head):
            continue
        if passage.kind not in _LISTED and owner(passage, match.start()) != "own":
            continue
        if passage.kind not in (*_LISTED, "efficacy", "introduction", "dosing") and not (
            stops
            or passage.own_named()
            or re.search(
                r"\b(?:with|on|during|while|taking|treatment|this (?:medicine|drug)|users)\b", passage.folded[start:end]
            )
        ):
            continue
        family = _family_of(passage, (start, end), end)
        place = start
        for item in items(passage.text, place, match.start()):
            if not _is_finding(passage, item):
                continue
            left = passage.folded[max(start, item.start - 60) : item.start]
            if _LEFT_BLOCK.search(left) and not _ALLOWED_LEFT.search(left) and not (stops and "worsening" in left):
                continue
            if passage.kind in _SKIPPED_KINDS and family != "withdrawal":
                continue
            denied = (
                item.denied
                or denied_before(passage.folded, start, item.start)
                or denied_after(passage.folded, item.end, end)
            )
            if _placebo_only(passage, item, end) or _DROPPED.fullmatch(item.text.lower()):
                continue
            yield _candidate(
                passage, "effects reported after they are named", family, item, denied=denied, near=match.group()
            )


_ILL_SUBJECT = re.compile(
    r"\b(?:because of the (?:illness|disease)|in the general population|untreated|"
    r"in people with (?:the )?(?:illness|disease)|before treatment|at baseline|with placebo|on placebo|"
    r"in the placebo)\b"
)


def _placebo_only(passage: Passage, item: Item, end: int) -> bool:
    return (
        bool(
            re.search(
                r"\b(?:on|with|in the|under|taking|given) (?:placebo|dummy)",
                passage.folded[item.end : min(end, item.end + 60)],
            )
        )
        and not passage.own_named()
    )


def _experienced(passage: Passage) -> Iterator[Candidate]:
    """“Some people feel sleepy”: who takes it reports it."""
    if _skipped(passage) or foreign_section(passage):
        return
    for match in _WHO_REPORT.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        before = passage.folded[start : match.start()]
        if (
            re.search(r"\b(?:if|when|tell|in case|should|whether|unless|until|with)\s+(?:any of )?$", before)
            or _CONDITIONAL.search(before)
            or owner(passage, match.start()) == "foreign"
        ):
            continue
        if passage.kind not in _LISTED and not (
            _OVERDOSE.search(before + match.group())
            or _STOPPING.search(passage.folded, 0, match.end())
            or passage.own_named(0, match.end())
            or re.search(r"\b(?:it|this|taking)\b", before)
        ):
            continue
        family = _family_of(passage, (start, end), match.end())
        if family == "withdrawal" and _stops_another(passage, start, match.end()):
            continue
        if passage.kind in _SKIPPED_KINDS and family != "withdrawal":
            continue
        stop = min(max(end, match.end()), _stop(passage, match.end()))
        for item in items(passage.text, match.end(), stop):
            felt = (
                passage.context.lexicon.lookup(f"feeling {item.text}", ("finding",))
                if "feel" in match.group()
                else None
            )
            if felt is not None:
                item = Item(f"feeling {item.text}", item.start, item.end, item.synonyms, item.denied, item.incidence)  # noqa: PLW2901
            elif not _finding_head(passage, item) or _DROPPED.fullmatch(item.text.lower()):
                continue
            denied = item.denied or denied_before(passage.folded, start, item.start, reach=120)
            yield _candidate(passage, "effects that people report", family, item, denied=denied, near=before)


def _no_cases(passage: Passage) -> Iterator[Candidate]:
    """“No cases of hives were seen”, “free of weight gain”: the denial stands in front."""
    if passage.kind in _SKIPPED_KINDS or foreign_section(passage):
        return
    for match in _NO.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign":
            continue
        family = _family_of(passage, (start, end), match.start())
        for item in items(passage.text, match.end(), min(end, _stop(passage, match.end()))):
            if _finding_head(passage, item) and not item.denied:
                yield _candidate(passage, "effects that are denied", family, item, denied=True)


_NO = re.compile(
    r"(?:^|\b(?:with|there (?:was|were|is|are|has been|have been)|had|showed|shows|saw|found|reported|and|"
    r",)\s+)(?:no|neither|not a single)\s+(?:(?:cases?|reports?|signs?|instances?|episodes?|increase|rise|change|"
    r"risk|evidence|clinically (?:relevant|significant)|significant|increased|notable|reported|further|"
    r"serious)\s+(?:of|in)?\s*){0,3}|\b(?:free of|free from|devoid of|does not (?:appear to )?(?:have|carry)|"
    r"without (?:causing|producing|inducing|the))\s+(?:any |a risk of |the )?"
)


def _symptom_lists(passage: Passage) -> Iterator[Candidate]:
    """Lists of symptoms after stopping or taking too much, and after a sentence that announces effects."""
    if _skipped(passage) or foreign_section(passage):
        return
    stops = passage.kind in ("withdrawal", "overdose")
    if not (
        stops
        or _STOPPING.search(passage.folded)
        or _OVERDOSE.search(passage.folded)
        or passage.kind == "adverse_effect"
    ):
        return
    if passage.kind != "disease":
        for match in _MARKED.finditer(passage.folded):
            if match.group("noun") != "syndrome" or _STOPPING.search(passage.folded):
                yield from _list_after(passage, match.start("noun"), match.end(), "symptoms listed in a sentence")
    if passage.kind in _SKIPPED_KINDS and not _STOPPING.search(passage.folded):
        return
    for match in _SYMPTOMS.finditer(passage.folded):
        verb, noun = match.group("verb"), match.group("noun")
        if (
            verb in ("is", "are", "was", "were", "like")
            and noun in ("which", "these", "they", "effects", "effect")
            and not stops
        ):
            continue
        if noun in ("these", "they", "which") and verb not in (
            "include",
            "includes",
            "included",
            ":",
            "may include",
            "can include",
            "such as",
        ):
            continue
        yield from _list_after(passage, match.start("noun"), match.end(), "symptoms listed in a sentence")


def _desired(passage: Passage) -> Iterator[Candidate]:
    """“Has an appetite-raising effect”: an adjective and *effect* is a desired effect."""
    if foreign_section(passage) or passage.kind in (
        "references",
        "furniture",
        "methods",
        "disease",
        "adverse_effect",
        "overdose",
        "withdrawal",
        "contraindication",
        "interaction",
        "nonclinical",
    ):
        return
    for match in _WANTED.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or not (
            passage.own_named(start, match.start())
            or re.search(r"\b(?:it|its|this|the drug)\b", passage.folded[start : match.start()])
        ):
            continue
        if re.search(
            r"\b(?:enhanc\w+|increas\w+|additive|potentiat\w+|of (?:other|alcohol)|interact\w*)\b",
            passage.folded[start : match.start()],
        ):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=60)
        for word in re.finditer(_WANTED_WORD, match.group()):
            name = f"{word.group()} effect"
            yield Candidate(
                "desired effects",
                "efficacy",
                "hasDesiredEffect",
                name,
                "activity",
                passage.at + match.start() + word.start(),
                passage.at + match.start() + word.end(),
                polarity="denied" if denied else "affirmed",
            )


_WANTED_WORD = (
    r"(?:[a-z]+-(?:raising|lowering|reducing|relieving|enhancing|stimulating|suppressing|relaxing|promoting|"
    r"stabili[sz]ing)|analgesic|sedative|hypnotic|anxiolytic|antidepressant|anticonvulsant|antipsychotic|"
    r"antiemetic|anti-inflammatory|antispasmodic|muscle-relaxant|calming|euphoriant|stimulant|amnesic|antipyretic|"
    r"antihypertensive|bronchodilator|diuretic|antitussive|anaesthetic|mood-stabili[sz]ing)"
)
_WANTED = re.compile(
    rf"\b{_WANTED_WORD}(?:(?:,\s*|,?\s+and\s+){_WANTED_WORD}){{0,5}}\s+(?:effects?|properties|actions?|activity)\b"
)

RULES = (
    Rule(
        "effects listed under their heading",
        "lists and tables in a section about effects",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _listed,
    ),
    Rule(
        "effects that a sentence announces",
        "“common side effects include …”",
        ("adverse_effect",),
        _announced,
        re.compile(r"effect|reaction|event|toxicit|complaint|experience|problems|are|is|were|was"),
    ),
    Rule(
        "effects that the drug is said to cause",
        "“can cause”, “leads to”, “increases the risk of”",
        ("adverse_effect", "withdrawal", "overdose_toxicity"),
        _caused,
        _CAUSE,
    ),
    Rule(
        "effects reported after they are named",
        "the list stands before its verb",
        ("adverse_effect",),
        _reported,
        _REPORTED,
    ),
    Rule("effects that people report", "“some people feel …”", ("adverse_effect",), _experienced, _WHO_REPORT),
    Rule("effects that are denied", "“no cases of …”", ("adverse_effect",), _no_cases, _NO),
    Rule(
        "symptoms listed in a sentence",
        "lists of withdrawal symptoms and of signs of an overdose",
        ("withdrawal", "overdose_toxicity"),
        _symptom_lists,
        re.compile(
            r"symptom|sign|effect|feature|manifest|these|they|which|picture|reaction|withdrawal|syndrome|discontinu|"
            r"cessation"
        ),
    ),
    Rule(
        "desired effects",
        "adjective and “effect”",
        ("efficacy",),
        _desired,
        re.compile(r"effect|propert|action|activity"),
    ),
)
