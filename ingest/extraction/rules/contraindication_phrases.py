"""Who must not take it, in looser wording: “off limits for …”, “heart block rules it out”, “do not nurse”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.contraindication_wording import OBJECT_WORDS, contraindicated, not_recommended, one

_NAME = "contraindications in looser wording"
_OFF = frozenset({"references", "furniture", "methods", "nonclinical", "advice", "disease", "efficacy", "history"})
_IT = (
    r"(?:it|this (?:medicine|medication|drug)|the (?:drug|medicine|medication|tablets)|these tablets|them|"
    r"[a-z]{5,20})"
)
_LIST_AFTER = re.compile(
    rf"\b(?:(?:is|are) (?:off[- ]limits|ruled out|not an option|out of the question|not (?:suitable|"
    rf"appropriate|safe|meant|"
    rf"the right choice)|no option|a poor choice|a bad choice|inappropriate|banned|barred) (?:for|to|in|by|if|with)|"
    rf"(?:the |main |chief |absolute )*reasons? (?:not to|to avoid|for not|against) (?:take|taking|use|using|"
    rf"have|having|"
    rf"give|giving|prescribe|prescribing)? ?(?:{_IT})? ?(?:is|are|include|includes|:)|"
    rf"nor (?:is it )?(?:for|to|by) (?=(?:anyone|people|those|patients|women) (?:with|who))|"
    rf"ought not to be (?:given|used|taken|prescribed)(?: to| by| in| if| when| for)|"
    rf"(?:must|should|can|may)(?: never|not| not|n't) have (?:it|{_IT}) (?:if|when|with)|"
    rf"(?:cannot|can't|must not|mustn't|should not|shouldn't) (?:be )?(?:have|take|use|taken|used|given) {_IT} "
    rf"(?:if|when|"
    rf"with|in|for|to|by))\s*"
)
_PEOPLE = (
    r"(?:(?:people|patients|anyone|anybody|those|adults|persons|individuals|someone|women|men|children|nobody|no one)"
    r"(?: (?:with|who|under|over|aged|below|allergic|taking|on|in|younger|older|whose|that)\b[^.;:]{2,110}?)?|"
    r"(?:pregnant|breast-?feeding|nursing) (?:women|mothers|people)|infants|babies|newborns|teenagers|adolescents)"
)
_SUBJECT = re.compile(
    rf"(?:^|[.;:,]\s+(?:so )?|\band )(?P<what>{_PEOPLE}),? (?:therefore |also )?(?:(?:must|should|can|may)(?: "
    rf"generally| usually| normally| "
    rf"ideally)?(?: never|not| not|n't)|"
    rf"cannot|ought not to|ought never to|need to avoid|have to avoid|should avoid|must avoid) ?(?:be "
    rf")?(?:take|have|use|"
    rf"given|receive|prescribed|start)? ?(?P<who>{_IT})\b"
)
_CHOOSE = re.compile(
    rf"(?:^|[.;:,]\s+)(?P<what>{_PEOPLE}) (?:should|must|need to|have to|will need to|ought to) (?:choose|take|"
    rf"use|have|be "
    r"given|look for|find|try) (?:something else|another (?:drug|medicine|treatment)|a different (?:drug|"
    r"medicine|one)|"
    r"other (?:drugs|medicines|treatments))\b"
)
_IN_STATE = re.compile(
    rf"(?:^|[.;] )in (?P<what>[^.;:,]{{4,80}}?),? (?P<who>{_IT}) (?:(?:must|should) (?:not|never) be (?:given|"
    rf"used|taken)|(?:must|should) be "
    r"avoided|is (?:best avoided|contra-?indicated|not to be (?:used|given|taken)|ruled out))\b"
)
"""“In severe renal failure it must be avoided”."""

_RULES_OUT = re.compile(
    rf"(?:^|[.;:]\s+)(?P<what>[^.;:]{{4,140}}?) (?:(?:both |all |also |would )?rules? (?:out )?(?:{_IT})(?: "
    rf"out)?\b|(?:is|are) "
    rf"(?:good |all |both |further |other )?reasons? (?:not to (?:take|use|give|have)|to avoid|against)|makes? {_IT} "
    r"(?:unsafe|unsuitable|too risky|dangerous)|(?:stands?|speaks?|argues?|counts?|weighs?|militates?) (?:in the "
    r"way|against) "
    r"(?:of )?)"
)
_NOT_A_BAR = re.compile(
    r"(?:^|[.;:,]\s+(?:but |and )?)(?P<what>[^.;:,]{4,90}?) (?:is|are|was|were)(?: not|n't) (?:in (?:itself|"
    r"themselves) )?(?:an? |any "
    r")?(?:bars?|obstacles?|hindrances?|barriers?|reasons? (?:not to|to avoid|to stop|to withhold|against)|"
    r"(?:absolute )?contra-?indications?|contra-?indicated|grounds? for)\b"
)
_BUT_NOT = re.compile(r"\bcontra-?indicated\b[^.;]{0,120}?,? but not (?:in|for|during|by|if) (?P<what>[^.;,]{3,80})")
_NURSING = re.compile(
    r"\b(?:do not|don't|must not|should not|shouldn't|avoid|stop|(?:is|are) not (?:advised|recommended) to|"
    r"not to|never|"
    r"(?:women|mothers)[\w ]{0,30} should not) (?:nurse|nursing|breast-?feed(?:ing)?)\b|"
    r"\b(?:nursing|breast-?feeding|lactation) (?:is|are) (?:not (?:advised|recommended|advisable)|"
    r"contra-?indicated|to be "
    r"(?:avoided|stopped)|best avoided|ruled out)\b|\b(?:nursing|breast-?feeding) (?:should|must) (?:be "
    r"(?:avoided|stopped|"
    r"discontinued)|not)\b"
)
_UNLESS = re.compile(
    r"\b(?:unless|until|because|as it|since it|although|but|so that|with food|suddenly|without|more than)\b"
)
_ASKED_WHO = re.compile(
    r"\bwho (?:should|must|can|may|ought)(?:n't| not| never| not to)? (?:not )?(?:have|take|use|be given|"
    r"avoid)\b[^?\n]{0,40}\?\s*$",
    re.IGNORECASE,
)


def _lists(passage: Passage) -> Iterator[Candidate]:
    """“It is off limits for anyone with porphyria”, “reasons not to take it are asthma and a slow pulse”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for match in _LIST_AFTER.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign" or _NOT_PEOPLE.match(passage.folded, match.end()):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=30)
        stop = _UNLESS.search(passage.folded, match.end())
        last = min(max(end, match.end()), stop.start() if stop else len(passage.text))
        yield from contraindicated(passage, _NAME, match.end(), last, denied=denied)


def _asked(passage: Passage) -> Iterator[Candidate]:
    """“Who should not take it? People with porphyria.”"""
    asked = passage.context.view.text[max(0, passage.at - 90) : passage.at].rstrip()
    if passage.unit.kind != "sentence" or not asked.endswith("?") or passage.kind in _OFF or foreign_section(passage):
        return
    if (_ASKED_WHO.search(asked) and not re.match(r"\W*(?:most|no|yes)\b", passage.folded)) and not re.search(
        r"\b(?:can|may) (?:take|use|have)\b", passage.folded
    ):
        stop = re.search(r"[;.]", passage.folded)
        yield from contraindicated(passage, _NAME, 0, stop.start() if stop else len(passage.text))


_NOT_PEOPLE = re.compile(
    r"(?:the (?:treatment|relief|management)|treating|pain|this|that|more than|longer|long|everyone|everybody|"
    r"driving|it is|"
    r"they are|you (?:feel|want|miss|forget)|food|water|use\b|all\b|immediate|emergenc)"
)


def _subjects(passage: Passage) -> Iterator[Candidate]:
    """“Children under 6 must not have it”, “a history of stroke rules it out”."""
    if passage.kind in _OFF | {"dependence", "overdose"} or foreign_section(passage):
        return
    for pattern in (_SUBJECT, _CHOOSE):
        for match in pattern.finditer(passage.folded):
            who = match.groupdict().get("who")
            if who is not None and not _means_it(passage, match, who):
                continue
            start, end = match.span("what")
            known = any(m.entry.category == "finding" and start <= m.start < end for m in passage.mentions)
            if known or OBJECT_WORDS.search(match["what"]) or _GROUP.search(match["what"]):
                yield from contraindicated(passage, _NAME, start, end)
    for match in _IN_STATE.finditer(passage.folded):
        start, end = match.span("what")
        known = any(m.entry.category == "finding" and start <= m.start < end for m in passage.mentions)
        if (known or OBJECT_WORDS.search(match["what"])) and _means_it(passage, match, match["who"]):
            yield from contraindicated(passage, _NAME, start, end)
    for match in _RULES_OUT.finditer(passage.folded):
        start, end = match.span("what")
        if not any(m.entry.category == "finding" and start <= m.start < end for m in passage.mentions):
            continue
        if not denied_before(passage.folded, start, match.end() - 8) and _about_it(passage):
            yield from contraindicated(passage, _NAME, start, end)


_GROUP = re.compile(
    r"\b(?:children|infants|babies|newborns|teenagers|adolescents|pregnant|breast-?feeding|nursing|under|over|aged)\b"
)


def _means_it(passage: Passage, match: re.Match[str], who: str) -> bool:
    if passage.own_named(match.start("who"), match.end("who")):
        return True
    return bool(re.match(r"(?:it|this|them|the|these)\b", who)) and owner(passage, match.start("who")) != "foreign"


def _about_it(passage: Passage) -> bool:
    return passage.kind in ("contraindication", "caution") or passage.own_named()


def _denied(passage: Passage) -> Iterator[Candidate]:
    """“Diabetes is not a reason to avoid it”, “open-angle glaucoma is not a bar”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for pattern in (_NOT_A_BAR, _BUT_NOT):
        for match in pattern.finditer(passage.folded):
            if owner(passage, match.start("what")) == "foreign":
                continue
            for m in passage.mentions:
                if m.entry.category == "finding" and match.start("what") <= m.start < match.end("what"):
                    words = passage.text[m.start : m.end]
                    yield one(passage, _NAME, words, "finding", (m.start, m.end), True, (m.entry.label,))


_AVOID = re.compile(
    rf"(?:^|[.;:,] (?:so )?)avoid (?:(?P<who>{_IT}) )?(?:(?:in|during) (?:the )?|if |with )(?P<what>[^.;:]{{4,160}})"
)
_LABELLED = re.compile(
    r"\W*(?:absolutely |strictly |formally |is |are )?(?:contra-?indicated|do not (?:use|give|take|start)|never give|"
    r"(?:use (?:is )?)?not recommended(?= for| in|\W*$))\b"
)


def _avoided(passage: Passage) -> Iterator[Candidate]:
    """“Avoid in congenital long QT syndrome”, “avoid zelopram in gout”, “Porphyria: contraindicated”."""
    if passage.kind in _OFF | {"interaction", "dosing", "indication", "off_label"} or foreign_section(passage):
        return
    for match in _AVOID.finditer(passage.folded):
        if match["who"] is not None and not _means_it(passage, match, match["who"]):
            continue
        start, end = match.span("what")
        cut = _UNLESS.search(passage.folded, start, end)
        end = cut.start() if cut else end
        if _IMPAIRED.search(match["what"]) or any(
            m.entry.category == "finding" and start <= m.start < end for m in passage.mentions
        ):
            yield from contraindicated(passage, _NAME, start, end)
    for match in _USE_IN.finditer(passage.folded):
        start, end = match.span("what")
        known = any(m.entry.category == "finding" and start <= m.start < end for m in passage.mentions)
        if (known or OBJECT_WORDS.search(match["what"])) and owner(passage, match.start()) != "foreign":
            found = contraindicated(passage, _NAME, start, end)
            yield from found if match.group().endswith("avoided") else map(not_recommended, found)
    for match in _NOT_ADVISED.finditer(passage.folded):
        start, end = match.span("what")
        if owner(passage, match.start()) != "foreign" and any(
            m.entry.category == "finding" and m.start - start < _CLOSE for m in passage.mentions if m.start >= start
        ):
            yield from map(not_recommended, contraindicated(passage, _NAME, start, end))
    label = passage.unit.label.split(": ")[-1]
    group = _NOT_IN.fullmatch(label.lower())
    where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at) if group else -1
    if group is not None and where >= 0:
        span = (where + group.start("what") - passage.at, where + group.end("what") - passage.at)
        yield one(passage, _NAME, label[group.start("what") : group.end("what")], "finding", span, False, ())
        return
    said = _LABELLED.match(passage.folded)
    if not label or len(label) > _LONG_LABEL or said is None:
        return
    where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
    named = passage.context.lexicon.mentions(label)
    if where < 0 or any(m.entry.category in ("drug", "drug_class") and m.start == 0 for m in named):
        return
    for m in named:
        if m.entry.category == "finding":
            words = label[m.start : m.end]
            span = (where + m.start - passage.at, where + m.end - passage.at)
            found_one = one(passage, _NAME, words, "finding", span, False, (m.entry.label,))
            yield not_recommended(found_one) if "recommended" in said.group() else found_one
            return


_CLOSE = 25
_NOT_ADVISED = re.compile(
    r"\b(?:is|are|it's) not (?:generally |usually )?(?:recommended|advised|advisable) (?:in|during) "
    r"(?P<what>(?!patients|people|"
    r"adults|those|children|combination)[a-z][^.;:]{3,120})"
)
_USE_IN = re.compile(
    r"(?:^|[.;:] )(?:the |its )?(?:use|administration)(?: of (?:it|this (?:drug|medicine)|[a-z]{5,20}))? (?:in|"
    r"during) (?P<what>[^.;:]{4,90}?) "
    r"(?:is (?:therefore |generally )?not|cannot be|can not be|should be) (?:recommended|advised|avoided|advisable)\b"
)
"""“Use in severe renal impairment cannot be recommended”."""
_NOT_IN = re.compile(r"(?:not|never) (?:in|during|for use in) (?P<what>[a-z][a-z ,-]{3,50})")
_LONG_LABEL = 80
_IMPAIRED = re.compile(r"\b(?:severe|end-stage|acute|decompensated) (?:hepatic|renal|liver|kidney|heart)\b")


def _nursing(passage: Passage) -> Iterator[Candidate]:
    """“Do not nurse for 3 days after it”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    match = _NURSING.search(passage.folded)
    if match is None or owner(passage, match.start()) == "foreign":
        return
    if re.search(
        r"\b(?:need not|does not need|no need|not necessary)\b",
        passage.folded[max(0, match.start() - 30) : match.end()],
    ):
        return
    span = (match.start(), match.end())
    found = one(passage, _NAME, "breast-feeding", "finding", span, False, ("lactation", "nursing", "breastfeeding"))
    yield not_recommended(found) if re.search(r"advis|recommend", match.group()) else found


def _where(passage: Passage) -> Iterator[Candidate]:
    """“Where spasticity is needed to stay upright”, a bullet that describes a state in a clause."""
    if passage.kind != "contraindication" or passage.unit.kind != "item" or foreign_section(passage):
        return
    match = re.match(r"\W*(?:where|when|whenever) (?P<what>[^.;:(]{8,120})", passage.folded)
    if match is not None and len(passage.clauses) == 1:
        start, end = match.span("what")
        yield one(passage, _NAME, passage.text[start:end].strip(), "finding", (start, end), False, ())


RULES = (
    Rule(_NAME, "“off limits for …”", ("contraindication",), _lists, _LIST_AFTER),
    Rule(_NAME, "“who should not take it? People with …”", ("contraindication",), _asked),
    Rule(
        _NAME,
        "“children under 6 must not have it”, “a stroke rules it out”",
        ("contraindication",),
        _subjects,
        re.compile(r"not|n't|never|avoid|else|another|different|rules?\b|reasons?|makes?|stands?|speaks?|against"),
    ),
    Rule(_NAME, "“diabetes is not a reason to avoid it”", ("contraindication",), _denied, re.compile(r"\bnot\b|n't")),
    Rule(
        _NAME,
        "“avoid in porphyria”, “Porphyria: contraindicated”",
        ("contraindication",),
        _avoided,
        re.compile("avoid|contra|do not|never|\\bnot |cannot"),
    ),
    Rule(_NAME, "“do not nurse”", ("contraindication",), _nursing, _NURSING),
    Rule(_NAME, "“where spasticity is needed to stay upright”", ("contraindication",), _where, re.compile("whe")),
)
