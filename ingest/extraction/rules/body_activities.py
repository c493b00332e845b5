"""What the drug does to transmitters and processes, in looser wording: “acts on GABA”, “less glutamate is let go”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, activity_claim, someone_else
from ingest.lexicon.entries import Entry
from ingest.lexicon.matching import Mention

_NAME = "effects on transmitters in looser wording"
_BARE = re.compile(
    r"\b(?:(?P<modulates>(?:acts?|acting|works?|working) (?:\w+ ){0,3}?(?:up)?on|affects?|affecting|"
    r"influences?|alters?|"
    r"interferes? with|tunes?|steers?|regulates?)|(?P<decreases>blocks?|blocking|antagoni[sz]es?|counters?|"
    r"counteracts?|"
    r"opposes?|dampens?|dampening|quells?|quelling|inhibits?|dulls?|blunts?|curbs?|cuts?|turns? down|shuts? out)|"
    r"(?P<increases>mimics?|mimicking|imitates?|copies|stands? in for|boosts?|boosting|turns? up|amplifies|"
    r"raises?|raising|"
    r"floods? the [a-z ]{3,20} with|frees?|lets? out))\s+(?:the (?:effects?|actions?|action|work|signals?|use|"
    r"influence) of |"
    r"the |of |its |in |(?:the )?brain(?:'s)? )?(?:a (?:chemical|messenger|substance|neurotransmitter)s? "
    r"(?:called|named|known "
    r"as) )?(?:both )?"
)
_NOT_BARE = re.compile(
    r"(?:\s*\([^()]{1,20}\))?[\s-]+(?:neuronal |nerve )?(?:receptors?|transporters?|release|reuptake|"
    r"re-uptake|uptake|neurons?|"
    r"channels?|levels?|sites?|transaminase|transmission|signalling|signaling|synthesis|turnover|antagonists?|"
    r"agonists?|a\b|b\b|"
    r"[ab]? ?receptors?|metabolism|breakdown|type|mediated|evoked|induced|concentrations?|activity|tone|"
    r"function|balance|"
    r"(?<!gaba )system|dependen\w+)\b"
)
_FEWER = re.compile(
    r"\b(?:(?P<verb>lets? go of|lets? out|releases?|gives? (?:off|out)|sends? out|pours? out|takes? up|takes? "
    r"back|frees?) "
    r"(?P<dir>less|more|fewer|smaller amounts of|larger amounts of)|(?P<way>less|more|fewer)) (?:of the )?"
)
_OUT = re.compile(
    r"(?:[ ,]*(?:and|or) [a-z0-9 -]{3,25})? (?:is |are |being |gets? |can be |stays? |remains? "
    r")?(?P<verb>released|let (?:go|out)|"
    r"set free|freed|leaves?|enters?|flows? (?:in|out)|available|left|given off|poured out|secreted|taken "
    r"(?:back )?up|gets? (?:in|out))\b"
)
_TAKEN_UP = re.compile(
    r"\b(?:prevents?|stops?|keeps?|hinders?|hampers?|blocks?) (?:nerve cells |neurons |neurones |the nerve "
    r"cells |cells )?(?:from )?"
    r"(?:taking |soaking up |reabsorbing |clearing )(?:up |back )?"
)
_USED = re.compile(
    r"\b(?P<verb>decreases?|reduces?|lowers?|slows?|hampers?|hinders?|prevents?|increases?|raises?|speeds? up|"
    r"boosts?) the "
    r"(?P<noun>use|utili[sz]ation|breakdown|removal|degradation|turnover|loss|output|supply|making|production|"
    r"formation|entry|"
    r"flow|inflow|movement|discharge) of (?:the )?"
)
_RELEASES = re.compile(
    r"\b(?:releases|liberates|sets free|makes nerve (?:cells|endings) release|makes neurons release) (?:the )?"
)
_PROCESS = (
    r"excitability|transmission|conduction|outflow|signalling|signaling|firing|peristalsis|motility|contractions?|"
    r"contractility|"
    r"currents?|influx|efflux|tone|secretion|outflow|plasticity|potentiation|depolari[sz]ation|aggregation|reflexes|"
    r"activity|metabolism|synthesis|production|transit|emptying|discharges?|drive|output|permeability|resistance|"
    r"reabsorption|transport|opening|discharge|hyperpolari[sz]ation|neurogenesis|inflammation|spasm"
)
_VERB = re.compile(
    r"\b(?:(?P<decreases>decreas|reduc|lower|suppress|diminish|dampen|attenuat|slow|depress|weaken|inhibit|block|"
    r"damp|quieten|"
    r"calm|curb|impair|limit)|(?P<increases>increas|rais|enhanc|promot|facilitat|augment|stimulat|strengthen|boost|"
    r"speed)|"
    r"(?P<modulates>alter|affect|chang|modulat|influenc|modif))\w* (?:up |down )?(?:the )?(?:effects? on "
    r")?(?P<what>(?:[a-zα-ω0-9-]+ ){0,3}?"
    rf"(?:{_PROCESS})(?: (?:of|in|through|from|between|within|at) (?:the )?[a-zα-ω0-9 "
    rf"-]{{3,45}}?)?)(?=[,.;:)(]| and | but | or | by | without | "
    r"when | with | so | which | that | as |$)"
)


_MEANT_TO = re.compile(r"\b(?:designed|made|meant|built|intended|supposed|developed|expected) to $")


def _sort(match: re.Match[str]) -> str:
    return next(name for name in ("modulates", "decreases", "increases") if match.groupdict().get(name))


def _transmitters(passage: Passage, place: int, reach: int = 60) -> Iterator[Mention]:
    """Yield the transmitters of a list that begins at a place."""
    last = place
    for m in passage.mentions:
        if m.entry.category != "transmitter" or m.start < place or m.start > place + reach:
            continue
        if not re.fullmatch(r"(?:[\s,/&]|and|or|nor|both|the|also|\([^()]{1,20}\))*", passage.folded[last : m.start]):
            return
        last = m.end
        yield m


def _on_transmitters(passage: Passage) -> Iterator[Candidate]:
    """“It does not act on GABA”, “it blocks acetylcholine”, “mimics GABA”."""
    if passage.kind in SKIPPED_KINDS | {"pharmacokinetics"} or foreign_section(passage):
        return
    for match in _BARE.finditer(passage.folded):
        start = passage.clause_at(match.start())[0]
        found = list(_transmitters(passage, match.end()))
        if not found or _NOT_BARE.match(passage.folded, found[-1].end) or _not_ours(passage, match.start(), start):
            continue
        if _MEANT_TO.search(passage.folded[start : match.start()]):
            continue
        for m in found:
            word = passage.text[m.start : m.end]
            sort = _sort(match)
            name = word if sort == "modulates" else f"{word} activity"
            yield _of_passage(passage, sort, name, (m.start, m.end), start, (word, m.entry.label, f"{word} levels"))


def _of_passage(
    passage: Passage, predicate: str, name: str, span: tuple[int, int], begin: int, names: tuple[str, ...]
) -> Candidate:
    """Return the claim whose clause begins at a place and ends where that of its object does."""
    return activity_claim(_NAME, passage, predicate, name, span, (begin, passage.clause_at(span[0])[1]), names)


def _not_ours(passage: Passage, place: int, start: int) -> bool:
    return owner(passage, place) != "own" or someone_else(passage, place, start)


def _more_or_less(passage: Passage) -> Iterator[Candidate]:
    """“Nerve endings let go of less glutamate and substance P”, “so that less calcium leaves the store”."""
    if passage.kind not in ("mechanism", "introduction") or foreign_section(passage):
        return
    for match in _FEWER.finditer(passage.folded):
        found = list(_transmitters(passage, match.end(), 30)) or _ions(passage, match.end())
        if not found or owner(passage, match.start()) == "foreign":
            continue
        out = _OUT.match(passage.folded, found[0].end)
        if not match["verb"] and out is None:
            continue
        words = match["verb"] or (out["verb"] if out else "")
        noun = "uptake" if re.search(r"up\b|back", words) else "entry" if re.search(r"ent|in\b", words) else "release"
        sort = "increases" if re.match(r"more|larger", match["dir"] or match["way"]) else "decreases"
        for m in found:
            word = passage.text[m.start : m.end]
            begin = match.start() if m is found[0] else m.start
            yield _of_passage(passage, sort, f"{word} {noun}", (begin, m.end), begin, (f"{noun} of {word}", word))


def _ions(passage: Passage, place: int) -> list[Mention]:
    """Return an ion or a hormone at a place, whether or not a vocabulary has it."""
    match = _ION.match(passage.folded, place)
    return [Mention(match.start(), match.end(), Entry(match.group(), "activity"))] if match else []


_ION = re.compile(r"(?:calcium|sodium|potassium|chloride|insulin|stomach acid|acid|glucose|cortisol|sugar)\b")


def _taken_up(passage: Passage) -> Iterator[Candidate]:
    """“It prevents nerve cells from taking serotonin back up”, “it decreases the use of 5-HT by neurones”."""
    if passage.kind in SKIPPED_KINDS | {"pharmacokinetics"} or foreign_section(passage):
        return
    for pattern in (_TAKEN_UP, _USED, _RELEASES):
        for match in pattern.finditer(passage.folded):
            start = passage.clause_at(match.start())[0]
            found = list(_transmitters(passage, match.end(), 30))
            if not found or _not_ours(passage, match.start(), start):
                continue
            noun = "reuptake" if pattern is _TAKEN_UP else "release" if pattern is _RELEASES else match["noun"]
            verb = "" if pattern is _TAKEN_UP else "raises" if pattern is _RELEASES else match["verb"]
            sort = "increases" if re.match(r"increas|rais|speed|boost", verb) else "decreases"
            for m in found:
                word = passage.text[m.start : m.end]
                names = (f"{noun} of {word}", f"{m.entry.label} {noun}", word)
                yield _of_passage(passage, sort, f"{word} {noun}", (match.start(), m.end), start, names)


def _processes(passage: Passage) -> Iterator[Candidate]:
    """“Does not alter the excitability of the muscle membrane”, “slows colonic transit”."""
    if passage.kind != "mechanism" or foreign_section(passage):
        return
    for match in _VERB.finditer(passage.folded):
        start = passage.clause_at(match.start())[0]
        begin, end = match.span("what")
        words = passage.text[begin:end].strip()
        if len(words.split()) < 2 or _not_ours(passage, match.start(), start) or _VAGUE.search(words.lower()):
            continue
        if any(m.start < end and m.end > begin and m.entry.category in _OTHER_RULES for m in passage.mentions):
            continue
        yield _of_passage(passage, _sort(match), words, (begin, begin + len(words)), start, ())


_OTHER_RULES = ("target", "transmitter", "enzyme", "activity", "finding", "drug", "drug_class")
_VAGUE = re.compile(
    r"^(?:this|that|its|their|such|any|other|same|daily|physical|overall|the) |\b(?:enzyme|liver|hepatic|"
    r"cyp\w*|daily|sexual|its|"
    r"of (?:it|the drug)|drug)\b"
)


RULES = (
    Rule(_NAME, "“does not act on GABA”, “mimics GABA”", ("mechanism",), _on_transmitters, _BARE),
    Rule(_NAME, "“nerve endings let go of less glutamate”", ("mechanism",), _more_or_less, _FEWER),
    Rule(
        _NAME,
        "“prevents nerve cells from taking serotonin back up”",
        ("mechanism",),
        _taken_up,
        re.compile(f"{_TAKEN_UP.pattern}|{_USED.pattern}|{_RELEASES.pattern}"),
    ),
    Rule(_NAME, "“does not alter the excitability of muscle”", ("mechanism",), _processes, re.compile(_PROCESS)),
)
