"""People for whom it needs care: illnesses to report, doses in organ failure, pregnancy, age."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.language.organs import failing_organs
from ingest.extraction.language.polarity import denied_after, denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.contraindication_wording import AGE, OBJECT_WORDS, START, STATES

OFF = frozenset({"references", "furniture", "methods", "nonclinical", "disease", "efficacy", "history"})

_SEVERITY = r"(?:(?:mild|moderate|severe|end-stage)(?: (?:to|or|and) (?:moderate|severe))?|any)"
_ORGAN = (
    r"(?:(?:hepatic|liver|renal|kidney)(?:,? (?:or|and) (?:hepatic|liver|renal|kidney))? "
    r"(?:impairment|disease|insufficiency|failure|problems?|dysfunction|function|disorders?|damage)|cirrhosis|"
    r"dialysis)"
)
_GROUP = re.compile(
    rf"\b(?P<what>(?:{_SEVERITY} )?{_ORGAN}|(?:creatinine clearance|crcl|egfr|gfr) (?:of )?(?:below|under|"
    rf"less than|<|"
    rf"≤) ?\d+(?: ml/min)?|{AGE})"
)
_TITLE = re.compile(
    rf"\b(?P<what>pregnan\w+|breast[- ]?feeding|lactation|nursing(?: mothers)?|{_ORGAN}|(?:the )?elderly|"
    r"older (?:people|adults|patients)|geriatric (?:use|patients)|children|pa?ediatric (?:use|patients))\b"
)
_NO_GROUP = re.compile(r"\b(?:avoid\w*|what|how|signs?|symptoms?|checks?|tests?|monitoring|effects?|toxicity)\b")
"""In a title that is not about people: “What to do to avoid liver problems”."""
_NOT_FOR = re.compile(
    r"\b(?:(?:best |should (?:generally |usually )?be |advises? (?:to )?|must be )?avoid(?:ed|ance)?\b(?! (?:regular|"
    r"high|"
    r"large|long|prolonged|abrupt|alcohol|breast))|contra-?indicated|not (?:usually |generally |normally )?(?:be )?"
    r"(?:recommended|used|given|advised|taken)\b|do not (?:use|take|give))"
)
_DOSE = re.compile(
    r"\b(?:(?:reduc|lower|halv|decreas|adjust)\w* (?:the |your |initial |starting |maximum |daily )*(?:doses?|"
    r"dosage)|"
    r"(?:doses?|dosage)\b[\w ]{0,40}\b(?:reduced|lowered|halved|adjusted|lower|not exceed|smaller|reduction|"
    r"adjustments?|"
    r"need to be)|(?:lower|smaller|reduced|half the|small|low)(?: \w+)? (?:doses?|dosage)|starting dose is|"
    r"(?:take|takes|need|needs|needed|give|given|get|use) less\b|\bless (?:of it|often|frequent)|"
    r"increase the interval|longer intervals?|dose (?:reduction|"
    r"adjustment))\b"
)
_NO_DOSE = re.compile(
    r"\bno (?:\w+ )?(?:dose|dosage) (?:adjustments?|changes?|reductions?)|(?:dose|dosage) (?:adjustment|change|"
    r"reduction)s? "
    r"(?:is|are) not|\bnot (?:necessary|needed|required)"
)
_ONLY_PLANNED = re.compile(r"\W*(?:(?:and|or|you|are|if|have) )*(?:think|plan|intend|want|try|wish|hope|hoping|trying)")
_CARE = re.compile(
    r"\b(?:go (?:carefully|easy|gently|slowly)|take care|(?:use(?:d)?|given|taken|prescribed) (?:it |"
    r"[a-z]{5,25} )?(?:with )?(?:caution(?:sly)?|care|"
    r"carefully)|caution(?: is (?:needed|advised|required|"
    r"recommended|warranted))?|(?:with|special|particular|extra) (?:caution|care)|cautiously|careful(?:ly)?|"
    r"closely (?:monitored|supervised|watched)|monitor(?:ed)? closely)\b[^.;]{0,40}?\b(?:in|with|for|if|when|by)\s+"
)
_USED_WITH_CARE = re.compile(
    r"\b(?:should|must|needs to|has to) be (?:used|given|taken|prescribed|administered) (?:only )?(?:cautiously|"
    r"carefully|with "
    r"(?:\w+ )?(?:caution|care))\b|\b(?:use|give|prescribe) (?:it|[a-z]{5,25}) (?:cautiously|carefully|"
    r"with (?:caution|care))\b"
)
_CARE_AFTER = re.compile(
    r"\b(?:in|with|for) (?:patients|people|those|adults|anyone) (?:with|who have) (?P<what>[^.;]{4,90}?) (?:should|"
    r"must) be "
    r"(?:approached|undertaken|used|given|done|started|treated|monitored|supervised|managed)[\w ]{0,20}? (?:with "
    r"(?:caution|"
    r"care)|cautiously|carefully|closely)"
)
_CARE_LABEL = re.compile(r"\b(?:careful|caution|take care|special care|cautions)\b")
_FOR_ANOTHER = re.compile(
    r"\b(?:medicines?|drugs?|medications?|treatments?|tablets) (?:for|against|to treat) (?:\w+ )?$"
)
_ADVICE = re.compile(
    r"\W*(?:avoid|do not|don't|take|use|tell|ask|see|stop|withdraw|reduce|monitor|keep|if (?!you (?:have|are|had|"
    r"ever|"
    r"suffer))|the|this|it|treatment|prolonged|"
    r"abrupt|should|must|increased|high risk)\b"
)


def _caution(passage: Passage, rule: str, start: int, end: int, *, denied: bool = False, label: str = "") -> Candidate:
    words = re.sub(r"\s+", " ", passage.text[start:end])
    if (state := STATES.get(words.lower())) is not None:
        words, label = state, label or words
    return Candidate(
        rule,
        "special_population",
        "cautionIn",
        words,
        "population" if re.match(rf"(?:{AGE})", words.lower()) else "finding",
        passage.at + start,
        passage.at + max(end, start + 1),
        polarity="denied" if denied else "affirmed",
        modality="recommendation",
        synonyms=(label,) if label and label.lower() != words.lower() else (),
    )


_LEVELS = re.compile(
    r"\b(?:increased|raised|high|low|abnormal|reduced|elevated)\b[\w ]{0,30}\b(?:levels?|enzymes?|counts?)\b"
)


def conditions(passage: Passage, rule: str, place: int, end: int) -> Iterator[Candidate]:
    """Yield a caution for each illness or group of people of a list.

    :param passage: the passage
    :param rule: name of the rule that reads it
    :param place: where the list begins
    :param end: where it ends
    :yields: candidates
    """
    folded = passage.folded
    failing = failing_organs(folded, place, end)
    for organ in failing:
        caution = _caution(passage, rule, organ.start, organ.end)
        yield replace(caution, object=organ.names[0], synonyms=organ.names[1:])
    for item in items(passage.text, place, end)[:40]:
        if any(organ.start < item.end and organ.end > item.start for organ in failing):
            continue
        if item.denied or _ADVICE.match(folded[item.start : item.end]) or _ONLY_PLANNED.match(folded, item.start):
            continue
        lead = START.match(folded[item.start : item.end] + " ")
        start = item.start + lead.end() if lead and lead.end() < item.end - item.start else item.start
        found = [
            m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start
        ]
        if found and _FOR_ANOTHER.search(folded[max(0, found[0].start - 40) : found[0].start]):
            continue
        if (
            not found
            and folded[start : item.end].strip(" ,") not in STATES
            and not _LEVELS.search(folded[start : item.end])
            and not OBJECT_WORDS.search(folded[start : item.end])
            and not _GROUP.search(folded[start : item.end])
        ):
            continue
        if item.end - start >= 3:
            label = found[0].entry.label if found else ""
            yield _caution(passage, rule, start, item.end, label=label)


def _care(passage: Passage) -> Iterator[Candidate]:
    """“use with caution in …”, “be careful with: …”, and the lists of a section on precautions."""
    if passage.kind in OFF | {"advice"} or foreign_section(passage):
        return
    if passage.kind == "adverse_effect" and not _USED_WITH_CARE.search(passage.folded):
        return
    unit = passage.unit
    listed = unit.kind == "item" or (unit.kind == "sentence" and passage.folded.count(";") >= 2)
    if passage.kind == "caution" and listed:
        if not re.match(
            r"\W*(?:if you (?:are not|are having|have any (?:of|questions)|notice|develop|experience|get|feel|"
            r"start|begin)|"
            r"you (?:can|may|must))",
            passage.folded,
        ) and not (_is_statement(passage) or _URGENT.search(passage.section.title.lower())):
            yield from conditions(passage, "cautions", 0, len(passage.text))
        return
    if unit.kind == "label" and _CARE_LABEL.search(unit.label.lower()):
        yield from conditions(passage, "cautions", 0, len(passage.text))
        return
    for match in _CARE_AFTER.finditer(passage.folded):
        yield from conditions(passage, "cautions", match.start("what"), match.end("what"))
    for match in _CARE.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign" or denied_before(passage.folded, start, match.start(), reach=30):
            continue
        yield from conditions(passage, "cautions", match.end(), min(max(end, match.end()), match.end() + 260))


_CONDITION = re.compile(
    r"\W*(?:(?:and|or|also) )?(?:if|when|you|have|has|had|are|is|a (?:family |personal )?history|ever|in|for|patients|"
    r"people|those|anyone|known|who|suffer)\b"
)
_URGENT = re.compile(r"\b(?:immediately|straight ?away|at once|right away|urgent\w*|stop taking)\b")
"""A heading above symptoms to report, not illnesses."""
_FINITE = re.compile(
    r"\b(?:may|can|could|might|will|would|should|must|appears?|occurs?|causes?|(?:is|are|was|were|has been|have been) "
    r"(?!(?:allergic|pregnant)\b))"
)
_ASIDE = re.compile(r"[.;(]|,? (?:which|because|as|since|that|who|and tell|especially)\b|, (?:it|they|this)\b")


def _is_statement(passage: Passage) -> bool:
    """Say whether an item of a list of precautions is a sentence about what happens: “It may make you dizzy”."""
    if _CONDITION.match(passage.folded):
        return False
    aside = _ASIDE.search(passage.folded)
    return bool(_FINITE.search(passage.folded, 0, aside.start() if aside else len(passage.folded)))


def _in_groups(passage: Passage) -> Iterator[Candidate]:
    """“For severe renal impairment the dose should not exceed 80 mg”: people who need another dose."""
    if passage.kind in OFF | {"adverse_effect", "advice", "indication", "off_label"} or foreign_section(passage):
        return
    label = passage.unit.label
    for start, end in passage.clauses:
        clause = passage.folded[start:end]
        no = bool(_NO_DOSE.search(clause))
        if not no and not _DOSE.search(clause):
            continue
        if owner(passage, end - 1) == "foreign" and not passage.own_named(start, end):
            continue
        found = list(_GROUP.finditer(passage.folded, start, end))
        for match in found:
            yield _caution(passage, "doses of special groups", match.start("what"), match.end("what"), denied=no)
        if not found and label and _GROUP.search(label.lower()):
            where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
            if where >= 0:
                yield _caution_at(label, where, len(label), denied=no)
        elif not found:
            yield from _titled(passage, start, end, denied=no)


def _titled(passage: Passage, start: int, end: int, *, denied: bool) -> Iterator[Candidate]:
    """Yield the group that the heading names, at the place of the sentence."""
    title = _TITLE.search(passage.section.title.lower())
    if _NO_GROUP.search(passage.section.title.lower()):
        return
    if title is None or passage.kind not in ("population", "dosing", "contraindication", "caution"):
        return
    severity = re.search(rf"\b(?P<how>{_SEVERITY}) (?:impairment|disease|failure)?", passage.folded[start:end])
    how = f"{severity.group('how')} " if severity and "any" not in severity.group("how") else ""
    yield _caution_at(f"{how}{title.group('what')}", passage.at + start, end - start, denied=denied)


def _caution_at(words: str, place: int, length: int, *, denied: bool) -> Candidate:
    return Candidate(
        "doses of special groups",
        "special_population",
        "cautionIn",
        words,
        "finding",
        place,
        place + max(length, 1),
        polarity="denied" if denied else "affirmed",
        modality="recommendation",
    )


def _not_in_group(passage: Passage) -> Iterator[Candidate]:
    """“Avoid in severe impairment” under “Hepatic impairment”: the heading names whom."""
    if passage.kind != "population" or foreign_section(passage):
        return
    title = _TITLE.search(passage.section.title.lower()) if len(passage.section.title) < 60 else None
    if _NO_GROUP.search(passage.section.title.lower()):
        return
    if title is None or len(list(_TITLE.finditer(passage.section.title.lower()))) != 1:
        return
    for match in _NOT_FOR.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        stop = re.compile(r"[;.]").search(passage.folded, match.end())
        end = min(end, stop.start()) if stop else end
        before = passage.folded[start : match.start()]
        if denied_before(passage.folded, start, match.start(), reach=40) or owner(passage, match.start()) == "foreign":
            continue
        if re.search(r"\b(?:overdos|pregnancy should|becoming|alcohol|sun)\b", before):
            continue
        if re.match(r"pregnan", title.group("what")) and re.search(r"\b(?:nurs|breast|lactat)", before):
            continue  # another group than the heading's
        severity = re.search(rf"\bin (?:patients with )?(?P<how>{_SEVERITY})\b", passage.folded[start:end])
        words = title.group("what")
        nursed = _NURSED.match(passage.folded, match.end())
        if nursed is not None:
            words = "breast-feeding"
        if severity and "any" not in severity.group("how"):
            words = f"{severity.group('how')} {words}"
        if re.match(r"pregnan", words):
            words = "pregnancy"
        yield Candidate(
            "groups that should not take it",
            "contraindication",
            "contraindicatedIn",
            words,
            "finding",
            passage.at + match.start(),
            passage.at + max(end, match.end()),
            modality="recommendation",
            status="notRecommended",
        )
        return


_NURSED = re.compile(r"[\w ]{0,20}\b(?:breast[- ]?feeding|lactation|nursing)\b")
_HARM = re.compile(
    r"\b(?:risk of|caus(?:e|es|ed|ing)|lead(?:s|ing)? to|result(?:s|ing)? in|associated with|linked (?:to|with)|"
    r"(?:baby|babies|infants?|newborns?|neonates?) (?:may|can|might|could) (?:have|develop|show|get|be born with|"
    r"suffer))\s+"
)
_UNBORN = re.compile(
    r"\b(?:pregnan\w+|trimester|labour|labor|birth|unborn|fetus|foetus|newborns?|neonat\w+|bab(?:y|ies)|breast|in "
    r"utero)\b"
)
_ANIMALS = re.compile(r"\b(?:rats?|mice|mouse|rabbits?|animals?|monkeys?|dogs?|studies (?:with|of) (?!it))\b")


_OTHER_GROUPS = re.compile(r"\b(?:child\w*|pa?ediatric|elderly|older|geriatric|populations?|impairment)\b")
"""A title that also names other groups says nothing of whom its sentences are about."""


def _harm_before_birth(passage: Passage) -> Iterator[Candidate]:
    """“Taking it in pregnancy may raise the risk of cleft lip”: what it does to the child."""
    if passage.kind != "population" or foreign_section(passage):
        return
    title = passage.section.title.lower()
    about = passage.folded if _OTHER_GROUPS.search(title) else f"{title} {passage.folded}"
    if not _UNBORN.search(about) or _ANIMALS.search(passage.folded):
        return
    for match in _HARM.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign":
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=100)
        for item in passage.items(match.end(), min(max(end, match.end()), match.end() + 200)):
            known = [
                m
                for m in passage.mentions
                if m.entry.category == "finding" and m.start < item.end and m.end > item.start
            ]
            if not known and not re.search(r"defects?|malformations?|withdrawal|weight|miscarriage|labour", item.text):
                break
            no = denied or item.denied or denied_after(passage.folded, item.end, end)
            yield Candidate(
                "harm before birth",
                "special_population",
                "causes",
                item.text,
                "finding",
                passage.at + item.start,
                passage.at + item.end,
                polarity="denied" if no else "affirmed",
                synonyms=tuple(m.entry.label for m in known[:1]),
            )
        return


_FRAIL = re.compile(
    r"\b(?P<what>(?:older|elderly|frail) (?:people|adults|patients|users)|the elderly|(?:people|patients|"
    r"adults|those) (?:with "
    r"[^.;,]{4,50}?|over (?:the age of )?\d+)|smokers|slow metaboli[sz]ers|poor metaboli[sz]ers) (?:clear|"
    r"break down|handle|"
    r"eliminate|excrete|metaboli[sz]e|need close|need careful|need special|need watching|(?:are|may be|can be|"
    r"tend to be|is) "
    r"(?:more|especially|particularly|also more|at (?:higher|greater|increased|special|particular)) "
    r"?(?:sensitive|readily|prone|"
    r"likely|easily|susceptible|vulnerable|at risk|risk|strongly)|feel it more|respond more|should be watched|"
    r"should be monitored|"
    r"need (?:extra|more) care|need monitoring)\b"
)


def _frail(passage: Passage) -> Iterator[Candidate]:
    """“Older adults clear the drug slowly”, “the elderly are more sensitive to it”."""
    if passage.kind in OFF | {"withdrawal", "indication", "off_label"} or foreign_section(passage):
        return
    for match in _FRAIL.finditer(passage.folded):
        if owner(passage, match.end()) == "foreign" or re.search(r"\bnot\b|n't", match.group()):
            continue
        start, end = match.span("what")
        lead = re.match(r"(?:people|patients|adults|those) with (?:an? )?", match["what"])
        yield _caution(passage, "people at greater risk", start + lead.end() if lead else start, end)


RULES = (
    Rule("people at greater risk", "“older adults clear the drug slowly”", ("special_population",), _frail, _FRAIL),
    Rule("cautions", "“use with caution in …”", ("special_population",), _care),
    Rule(
        "doses of special groups",
        "“for severe renal impairment the dose should not exceed …”",
        ("special_population",),
        _in_groups,
        re.compile(r"dose|dosage|\bless\b|interval"),
    ),
    Rule(
        "groups that should not take it",
        "“avoid in severe impairment” under its heading",
        ("contraindication",),
        _not_in_group,
        _NOT_FOR,
    ),
    Rule("harm before birth", "“may raise the risk of cleft lip”", ("special_population",), _harm_before_birth, _HARM),
)
