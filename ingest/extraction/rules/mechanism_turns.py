"""Effects on transmitters with no verb of the drug's own: “…, so that dopamine goes up”; the regions where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.mechanism_wording import activity_claim
from ingest.lexicon.entries import activity_words

_NAME = "transmitters that rise or fall"
_NOUN = (
    r"(?:(?:re-?uptake|uptake|release|synthesis|breakdown|degradation|turnover|transmission|signalling|signaling|"
    r"levels?|concentrations?|production|secretion|output|activity|tone|metabolism)\b)"
)
_TURNS = re.compile(
    rf"(?: \([^()]{{1,20}}\))?(?: (?P<noun>{_NOUN}))?(?P<where> (?:in|at|within|of) (?:the |your )?[a-z -]{{3,40}}?)?"
    r"(?:,? (?:then|also|thus|therefore|itself))? (?:(?P<up>goes up|go up|rises?|rose|climbs?|climbed|increases?|"
    r"increased|"
    r"builds? up|built up|accumulates?|(?:is|are) (?:raised|increased|boosted|enhanced))|(?P<down>goes down|go "
    r"down|falls?|"
    r"fell|drops?|dropped|declines?|declined|decreases?|decreased|dwindles?|(?:is|are) (?:lowered|reduced|decreased|"
    r"diminished)))\b(?! (?:the|its|your|this|an?)\b)"
)
_FURTHER_SUBSTANCE = re.compile(r"\b(?:acetaldehyde|cortisol|prolactin|adrenaline|homocysteine|uric acid|ammonia)\b")
_NOT_ITS_DOING = re.compile(
    r"\b(?:when (?:you|people|someone|we) (?:drinks?|smokes?|stops?|sleep|are stressed|eat)|during (?:withdrawal|"
    r"stress|sleep|"
    r"a migraine)|under stress|normally|in (?:depression|schizophrenia|the disease|the illness|withdrawal|mania|"
    r"addiction)|"
    r"as (?:we|people) age|untreated|alcohol|heroin|nicotine|cocaine|opioids?)\b"
)
_REGIONS = re.compile(
    r"in (?:the )?(?P<first>[a-z][a-z -]{2,30}?)(?P<rest>(?:,? (?:and |or )?(?:in )?(?:the "
    r")?[a-z][a-z -]{2,30}?){1,4})(?=[.;:(\[]|"
    r" (?:of|by|while|but|without|when|with|after|which|that)\b|$)"
)
_RAISES = re.compile(
    r"\b(?:(?P<up>increas|rais|enhanc|boost|elevat|augment|releas)|(?P<down>decreas|reduc|lower|suppress|inhibit|"
    r"diminish|"
    r"deplet))\w* (?:the )?(?P<what>(?:extracellular |synaptic |brain )?)$"
)
_NERVES = re.compile(
    r"\b(?:(?P<up>activat|excit|stimulat|arous|fir|engag)|(?P<down>silenc|quieten|inhibit|hyperpolari[sz]|suppress|"
    r"calm))(?:e|es|ed|ing|s)? (?:the )?(?P<what>[a-z-]+(?:ergic)? (?:and [a-z-]+ )?(?:neurones?|neurons?|nerve cells|"
    r"interneurons?))\b"
)


def _turn(passage: Passage) -> Iterator[Candidate]:
    """“…, so that dopamine goes up and noradrenaline goes down”, “GABA release in the cortex falls”."""
    if passage.kind != "mechanism" or foreign_section(passage) or _NOT_ITS_DOING.search(passage.folded):
        return
    found = [(m.start, m.end, m.entry.label) for m in passage.mentions if m.entry.category == "transmitter"]
    found += [(m.start(), m.end(), m.group()) for m in _FURTHER_SUBSTANCE.finditer(passage.folded)]
    for start, end, label in sorted(found):
        match = _TURNS.match(passage.folded, end)
        if match is None or owner(passage, start) != "own" or not (passage.own_named() or passage.is_about_own):
            continue
        word = passage.text[start:end]
        noun = match["noun"] or "levels"
        where = (match["where"] or "").strip() or _behind(passage, match.end())
        names = (f"{noun} of {word}", f"{label} {noun}", word if not match["noun"] else "")
        full = (f"{word} {noun} {where}", f"{word} {where}") if where else ()
        yield activity_claim(
            _NAME,
            passage,
            "increases" if match["up"] else "decreases",
            f"{word} {noun}",
            (start, match.end()),
            passage.clause_at(start),
            (*names, *full),
        )


def _behind(passage: Passage, place: int) -> str:
    """Return the place that follows the verb: “glutamate rises in the thalamus”."""
    match = re.compile(r" (in the [a-z][a-z -]{2,30}?)(?=[.,;]|$| and )").match(passage.folded, place)
    return match.group(1) if match else ""


def _in_regions(passage: Passage) -> Iterator[Candidate]:
    """“raised extracellular dopamine in the caudate, the putamen and the nucleus accumbens”: one claim a region."""
    if passage.kind != "mechanism" or foreign_section(passage):
        return
    for mention in passage.mentions:
        if mention.entry.category != "transmitter":
            continue
        noun = _AFTER.match(passage.folded, mention.end)
        match = _REGIONS.match(passage.folded, noun.end() if noun else mention.end + 1)
        raised = _RAISES.search(passage.folded, max(0, mention.start - 50), mention.start)
        start, end = passage.clause_at(mention.start)
        if match is None or raised is None or owner(passage, raised.start()) != "own":
            continue
        what = passage.text[raised.start("what") : noun.end() - 1 if noun else mention.end].strip()
        for part in re.finditer(
            r"(?:,? (?:and |or )?)(?:in )?(?:the )?(?P<where>[a-z][a-z -]{2,30}?)(?=,| and | or |$)", match["rest"]
        ):
            place = match.start("rest") + part.start("where")
            where = part["where"].strip()
            if not any(m.start == place and m.entry.category in ("region", "organ") for m in passage.mentions):
                break
            yield activity_claim(
                _NAME,
                passage,
                "increases" if raised["up"] else "decreases",
                f"{what} in the {where}",
                (place, place + len(where)),
                (start, end),
                (f"{mention.entry.label} in the {where}",),
            )


_AFTER = re.compile(rf"(?: (?:{'|'.join(map(re.escape, activity_words()))}))? ")


def _nerves(passage: Passage) -> Iterator[Candidate]:
    """“activates orexin neurones”."""
    if passage.kind != "mechanism" or foreign_section(passage):
        return
    for match in _NERVES.finditer(passage.folded):
        clause = passage.clause_at(match.start())
        if owner(passage, match.start()) != "own" or not (passage.own_named() or passage.is_about_own):
            continue
        span = match.span("what")
        words = passage.text[span[0] : span[1]]
        yield activity_claim(
            _NAME, passage, "increases" if match["up"] else "decreases", words, span, clause, (f"{words} activity",)
        )


RULES = (
    Rule(_NAME, "“…, so that dopamine goes up”", ("mechanism",), _turn, _TURNS),
    Rule(_NAME, "“raised dopamine in the caudate and the putamen”", ("mechanism",), _in_regions, re.compile(" in ")),
    Rule(_NAME, "“activates orexin neurones”", ("mechanism",), _nerves, re.compile("neuron|nerve cells")),
)
