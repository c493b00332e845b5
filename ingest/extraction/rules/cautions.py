"""Who must not take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before
from ingest.extraction.language.semicolons import after_semicolons
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.contraindication_wording import (
    AGE,
    ASKED,
    OBJECT_WORDS,
    OF_MEDICINES,
    WHICH_MEDICINES,
    contraindicated,
    not_recommended,
    one,
)

_MUST_NOT = re.compile(
    r"\b(?:contra-?indicated (?:in|for|with|if|when|during|to|by)|contra-?indications? (?:to [\w ]+ )?(?:include|"
    r"are|is|were|:)|(?:must|should|may|can) ?(?:normally |generally |usually |therefore |also |"
    r"thus )?not (?:normally |usually |therefore )?"
    r"(?:be "
    r")?(?:take|taken|used?|given|started?|prescribed|"
    r"administered|receive)\b(?! for\b)(?: this medicine| it| [a-z]+)?(?: by| to| in| for| if| when| during| with|"
    r" alongside| together with| at the same time as)|"
    r"(?:mustn't|shouldn't|can't|cannot|never) (?:be )?(?:take|taken|use|used|given|prescribed)\b(?: it|"
    r" this medicine| [a-z]+)?(?: by| to| in| for| if| when| during| with)|(?:do not|don't|never) (?:take|use|"
    r"give|start|prescribe)\b(?: this medicine| it| [a-z]+)?(?: tablets| capsules)?(?: for [a-z ]{4,40}?)?(?: to| "
    r"in| if| when| during)|"
    r"(?:(?:is|are)|(?<=it)'s) (?:generally |usually |currently )?not (?:usually |generally |normally |currently "
    r")?(?:recommended|"
    r"advised|advisable) (?:for use )?(?:in|for|during|if|when|with|while) (?=(?:the )?(?:people|patients|adults|"
    r"those|"
    r"women|men|children|anyone|individuals|persons|adolescents|infants|neonates|pregnan|breast|lactat|elderly|older|"
    r"you |severe|end-stage|hepatic|renal|liver|kidney|moderate|under))|"
    r"(?:is|are) (?:not suitable|unsuitable|not to be used|not to be given|forbidden|ruled out|prohibited|"
    r"not safe|not for) (?:for|in|by|if|during|to|when|with)?|(?:people|patients|anyone|"
    r"those) with [\w ,'-]{3,120} (?:must|should) (?:not|never) (?:take|use|be given|receive)|"
    r"should (?:always |also |generally |therefore )?(?:be avoided|avoid(?: it| this medicine|"
    r" \w+)?)(?:,? (?:when|where|if|wherever) possible,?)? "
    r"(?:by|in|if|during|for)|avoid(?: its|"
    r" the)? use (?:in|during|if|with)|avoid (?:it|this medicine) (?:in|if|during)|"
    r"(?:^|[.;] )avoid (?:in|during) (?=(?:the )?(?:people|patients|adults|those|women|pregnan|breast|lactat|"
    r"severe|acute|"
    r"history|untreated|uncontrolled))|(?:^|[.;:] )not (?:in|for|during) (?=(?:people|patients|those|pregnan\w+|"
    r"breast|children|severe|anyone|adults))|"
    r"not (?:to be|for) (?:taken|used|given|use) (?:by|in|during|if|with|when))\s*"
)

_PEOPLE_MUST_NOT = re.compile(
    r"\b(?:people|patients|anyone|those|adults|persons|individuals|someone|women) (?:with|who have(?: had)?|"
    r"having|who are|allergic to) (?P<what>[\w ,'()/-]{3,160}?) (?:must|should) (?:not|never|avoid)\b"
)

_FINE = re.compile(r"\b(?:fine|ok|okay|ruled out|not a problem|no problem|can still|safe)\b|n't ruled out")


def _listed(passage: Passage) -> Iterator[Candidate]:
    """Bullets of a section or under a sentence about who must not take it."""
    unit = passage.unit
    if foreign_section(passage) or unit.kind not in ("item", "label", "cell"):
        return
    if re.match(
        r"(?:tell|ask|talk|check|if any of|if you are not sure|speak|see|do not drive|it can be taken|"
        r"can be taken)\b",
        passage.folded,
    ):
        return
    if unit.kind == "label" and not (
        passage.label.kind == "contraindication"
        or re.search(r"\b(?:absolute|relative|note|do not|contra)", unit.label, re.IGNORECASE)
    ):
        return
    if (
        unit.label
        and passage.label.kind is None
        and unit.kind == "item"
        and len(unit.label.split()) <= 6
        and not passage.label.keeps
        and not re.search(r"absolute|relative", unit.label, re.IGNORECASE)
    ):
        label = unit.label.split(": ")[-1]
        where = passage.context.view.text.rfind(label, max(0, passage.at - 200), passage.at)
        if where >= 0 and (
            any(m.entry.category == "finding" for m in passage.context.lexicon.mentions(label))
            or OBJECT_WORDS.search(label.lower())
        ):
            yield Candidate(
                "contraindications listed under their heading",
                "contraindication",
                "contraindicatedIn",
                label,
                "finding",
                where,
                where + len(label),
            )
            return
    if re.search(r"(?:^|:)\s*(?:none|no|not applicable)\b\W*$", passage.folded) or re.match(
        r"\W*(?:where|when|whenever)\b", passage.folded
    ):
        return
    if ASKED.search(passage.folded) or OF_MEDICINES.fullmatch(passage.folded):
        return  # a caution, which another rule reads; or the sentence above a list of medicines
    inside = WHICH_MEDICINES.search(passage.folded)
    if inside is not None:
        drugs = contraindicated(passage, "contraindications listed under their heading", *inside.span("drugs"))
        yield from (c for c in drugs if c.predicate == "shouldNotBeCombinedWith")
        return
    if denied_before(passage.folded, 0, min(len(passage.folded), 20), reach=20) or _FINE.search(passage.folded):
        return
    cut = re.search(
        r"\s(?:because|as it|since it|see (?:section|also)|unless|\((?:see|because))|"
        r", (?:which is )?an? (?:\w+ ){0,3}"
        r"(?:condition|disease|disorder|illness|problem)\b|,? (?:which (?:is|are) |that (?:is|are) )?(?:used|given|"
        r"taken|"
        r"prescribed) (?:to|for|in|against)\b|[.](?=\s)| – | — ",
        passage.folded,
    )
    yield from contraindicated(
        passage, "contraindications listed under their heading", 0, cut.start() if cut else len(passage.text)
    )


def _in_sentences(passage: Passage) -> Iterator[Candidate]:
    """“is contraindicated in …”, “must not be taken by …”, “do not take it if you have …”."""
    if passage.kind in ("references", "furniture", "methods", "nonclinical", "advice") or foreign_section(passage):
        return
    for match in _MUST_NOT.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        if owner(passage, match.start()) == "foreign" or re.search(
            r"\bnot\s+$", passage.folded[max(0, match.start() - 6) : match.start()]
        ):
            if owner(passage, match.start()) != "foreign":
                yield from contraindicated(
                    passage, "contraindications in a sentence", match.end(), max(end, match.end()), denied=True
                )
            continue
        if _THESE_PEOPLE.match(passage.folded, match.end()):
            found = _in_those_before(passage, match.start(), match.end())
            yield from map(not_recommended, found) if _ONLY_ADVISED.search(match.group()) else found
            continue
        rest = passage.folded[match.end() : match.end() + 60]
        if re.match(
            r"\s*(?:it is|they are|more|less|the (?:morning|evening|dose|same)|food|water|the tablet|unless|"
            r"you (?:feel|think|want|miss|forget)|any other|longer|treating|treatment of|use in|weight|this|"
            r"doctor|getting|your|\d|a double|suddenly|without|another|at bedtime)",
            rest,
        ):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=40)
        stop = _stop(passage, max(end, match.end()), match.end())
        found = contraindicated(passage, "contraindications in a sentence", match.end(), stop, denied=denied)
        yield from map(not_recommended, found) if _ONLY_ADVISED.search(match.group()) else found
        for low, high in after_semicolons(passage.folded, stop) if stop >= end else ():
            yield from contraindicated(passage, "contraindications in a sentence", low, high, denied=denied)
    for match in _PEOPLE_MUST_NOT.finditer(passage.folded):
        if owner(passage, match.start()) == "foreign" or not (
            passage.own_named() or re.search(r"\b(?:it|this)\b", passage.folded[match.end() :])
        ):
            continue
        yield from contraindicated(passage, "contraindications in a sentence", match.start("what"), match.end("what"))


_THESE_PEOPLE = re.compile(
    r"(?:these|such|those|this) (?:patients|people|individuals|women|children|group|population)\b"
)
_WHO = re.compile(
    rf"\b(?:in|for|of|by) (?P<what>(?:{AGE})|(?:patients|people|adults|children|individuals|those) (?:with|who have) "
    r"[^.;,]{4,80})"
)


def _in_those_before(passage: Passage, start: int, end: int) -> Iterator[Candidate]:
    """“It should not be used in these patients”: the sentence before says in whom."""
    before = passage.previous
    found = list(_WHO.finditer(before.folded)) if before is not None else []
    if before is None or not found:
        return
    span = found[-1].span("what")
    for candidate in contraindicated(before, "contraindications in a sentence", *span):
        yield replace(candidate, start=passage.at + start, end=passage.at + end)


_ONLY_ADVISED = re.compile(r"\bnot (?:\w+ )?(?:recommended|advised|advisable)")


def _stop(passage: Passage, end: int, place: int) -> int:
    match = re.search(
        r"\s(?:because|as it|since it|where other|unless|until|and (?:patients|people|those|"
        r"adults) [^.;]{0,60}should|"
        r"and (?:should|it|the|use|caution)|although|but|"
        r"so)\b|\. ",
        passage.folded[place:end],
    )
    return place + match.start() if match else end


def _plain_sections(passage: Passage) -> Iterator[Candidate]:
    """A short paragraph under “Contraindications” that only names conditions."""
    if foreign_section(passage) or passage.unit.kind != "sentence" or passage.unit.depth > 0:
        return
    folded = passage.folded
    listed = folded.count(";") >= 2
    if (
        _MUST_NOT.search(folded)
        or (not listed and (_VERB.search(folded[:100]) or denied_before(folded, 0, 30, reach=30)))
        or _HAPPENED.search(folded)
        or (passage.section.own_kind != "contraindication" and not listed)
    ):
        return
    yield from contraindicated(
        passage, "contraindications listed under their heading", 0, len(passage.text), trust=listed
    )


_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|must|can|may|might|will|been|tell|ask|check|do|see|talk|speak|"
    r"watch|we|could|would|caused|led|showed|produced|developed|when|includes?|takes|taking|contains?|"
    r"us|i|"
    r"observed|"
    r"reported|make|makes|calls|needs?|requires?|does|give|take|avoid)\b|n't\b|'s fine"
)


_HAPPENED = re.compile(
    r"\b(?:has|have|had|was|were) (?:also |sometimes |rarely |occasionally )?(?:been )?(?:reported|observed|seen|"
    r"described|"
    r"noted|recorded)\b|\b(?:occurred|developed|may occur|can occur)\b"
)
"""Reports what happened to users, under the heading of those who must not take it."""

_IS_CONTRAINDICATED = re.compile(
    r"(?:^|[.;,]\s+)(?P<what>[^.;]{4,400}?) (?:is|are) (?:therefore |strictly |also |"
    r"absolutely )?(?:contra-?indicated|"
    r"not to be used|prohibited|(?:an? |the (?:only |main |chief )?)?(?:formal |relative |absolute |further |"
    r"other |known )?(?P<noun>contra-?indications?))\b(?!(?(noun)\s+(?:in|with|if|when|during|by)|\s+(?:in|for|"
    r"with|if|when|during|to|by))\b)"
)
_SHORT = 60
_TAKING = re.compile(
    r"\b(?:concomitant|concurrent|simultaneous|combined|co-?administration|combination|treat(?:ment|ed) with|use (?:of|"
    r"with)|"
    r"intake of|administration (?:of|with)|together)\b"
)


def _is_contraindicated(passage: Passage) -> Iterator[Candidate]:
    """“Concomitant use of pimozide is contraindicated.”: the subject of the sentence names it."""
    if passage.kind in ("references", "furniture", "methods", "nonclinical", "advice") or foreign_section(passage):
        return
    for match in _IS_CONTRAINDICATED.finditer(passage.folded):
        place, end = match.span("what")
        what = match.group("what")
        allergic = re.search(r"\b(?:hypersensitiv|allerg|intoleran)", what)
        if (passage.own_named(place, end) and not _TAKING.search(what) and not allergic) or re.match(
            r"\W*(?:it|this|use)\b$", what
        ):
            continue
        drugs = [
            m
            for m in passage.mentions
            if place <= m.start < end
            and m.entry.category in ("drug", "drug_class")
            and not passage.context.is_own_name(m)
        ]
        if _TAKING.search(what) and drugs:
            for m in drugs:
                words = passage.text[m.start : m.end]
                span = (m.start, m.end)
                yield one(passage, "what is contraindicated", words, m.entry.category, span, False, (m.entry.label,))
        elif (passage.kind == "contraindication" or allergic or match["noun"]) and not drugs:
            yield from contraindicated(passage, "what is contraindicated", place, end, trust=len(what) < _SHORT)


_NO_REASON = re.compile(
    r"\b(?:if you have (?P<fine>[\w '-]{3,50}),? (?:that's|it's|this is|that is|it is) (?:fine|ok|okay|all right|"
    r"safe|"
    r"not a problem|no problem)|(?:people|patients|those) with (?:a history of )?(?P<not>[\w ,'-]{3,60}) (?:"
    r"can (?:safely )?take (?:it|this))|(?P<is>[\w '-]{3,50}) (?:is|are)(?:n't| not) "
    r"(?:an? )?(?:absolute )?(?:contra-?indication|contra-?indicated|reason not to)s?)"
)


def _not_a_reason(passage: Passage) -> Iterator[Candidate]:
    """“If you have asthma, that's fine”: the document says that they may take it."""
    if passage.kind not in ("contraindication", "caution", "introduction", "population", None) or foreign_section(
        passage
    ):
        return
    for match in _NO_REASON.finditer(passage.folded):
        group = next(name for name, words in match.groupdict().items() if words)
        for m in passage.mentions:
            if m.entry.category == "finding" and match.start(group) <= m.start < match.end(group):
                span = (m.start, m.end)
                words = passage.text[m.start : m.end]
                yield one(passage, "no reason not to take it", words, "finding", span, True, (m.entry.label,))


RULES = (
    Rule(
        "what is contraindicated",
        "“concomitant use of pimozide is contraindicated”",
        ("contraindication",),
        _is_contraindicated,
        _IS_CONTRAINDICATED,
    ),
    Rule(
        "no reason not to take it",
        "“if you have asthma, that's fine”",
        ("contraindication",),
        _not_a_reason,
        _NO_REASON,
    ),
    Rule(
        "contraindications listed under their heading",
        "bullets under “Do not take it if …”",
        ("contraindication",),
        _listed,
        kinds=frozenset({"contraindication"}),
    ),
    Rule(
        "contraindications in a sentence",
        "“contraindicated in …”, “must not be taken by …”",
        ("contraindication",),
        _in_sentences,
        re.compile(r"contra|not|n't|never|avoid|unsuitable|forbidden|prohibited|ruled out"),
    ),
    Rule(
        "contraindications in a paragraph",
        "a paragraph that only names conditions",
        ("contraindication",),
        _plain_sections,
        kinds=frozenset({"contraindication"}),
    ),
)
