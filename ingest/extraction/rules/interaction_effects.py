"""Interactions that a verb states: “fluvoxamine raised its level”, “it cancels out opioid painkillers”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.interaction_wording import SAFE, interaction_with, is_aside, other_drugs
from ingest.lexicon.matching import Mention

_NAME = "interactions that a verb states"
_KINDS_OFF = frozenset({"references", "furniture", "methods", "nonclinical", "disease", "history"})

_CHANGES = re.compile(
    r"\b(?:increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|decreas(?:e|es|ed|ing)|"
    r"doubl(?:e|es|ed|ing)|tripl(?:e|es|ed)|halv(?:e|es|ed)|cut(?:s|ting)?|boost(?:s|ed)?|elevat(?:e|es|ed)|"
    r"prolong(?:s|ed)?|slow(?:s|ed)?|speed(?:s)? up|delay(?:s|ed)?|affect(?:s|ed)?|alter(?:s|ed)?|chang(?:e|es|ed)|"
    r"influenc(?:e|es|ed)|impair(?:s|ed)?|inhibit(?:s|ed)?|induc(?:e|es|ed)|enhanc(?:e|es|ed|ing)|"
    r"potentiat(?:e|es|ed)|intensif(?:y|ies|ied)|strengthen(?:s|ed)?|weaken(?:s|ed)?|diminish(?:es|ed)?|"
    r"counteract(?:s|ed)?|antagoni[sz](?:e|es|ed)|oppos(?:e|es|ed)|revers(?:e|es|ed)|block(?:s|ed)?|undo(?:es)?|"
    r"undid|cancel(?:s|led)? (?:out)?|displac(?:e|es|ed)|interfer(?:e|es|ed) with|add(?:s|ed)? to|blunt(?:s|ed)?|"
    r"reduc(?:e|es|ed)|worsen(?:s|ed)?)\s+"
)
_MEASURE = (
    r"(?:(?:blood|plasma|serum|peak|maximum|mean|steady-state|total|systemic|oral|overall|hepatic|renal)\s)*"
    r"(?:levels?|concentrations?|exposure|auc|cmax|clearance|elimination|metabolism|excretion|half-life|absorption|"
    r"bioavailability|effects?|actions?|activity|effectiveness|efficacy|breakdown|toxicity|kinetics|"
    r"pharmacokinetics|amounts?)"
)
_MEASURE_OF = re.compile(
    rf"(?:the |its |their |your |any |both )?(?:[\w-]+(?:ing|ive|ant|ic|al) )?{_MEASURE}"
    rf"(?:(?: and|,| or) (?:the )?{_MEASURE}){{0,2}} (?:of|to|by) (?:the |oral |other |some |both )?"
)
_ITS_MEASURE = re.compile(
    rf"(?:its|this (?:drug|medicine|medication)['’]?s) {_MEASURE}\b|{_MEASURE} of (?:it|this \w+)\b"
)
_DIRECT = re.compile(
    r"(?:counteract|antagoni|oppos|revers|block|undo|undid|cancel|potentiat|enhanc|intensif|displac|interfer|affect|"
    r"alter|influenc|weaken|strengthen|blunt)"
)
_NO_CHANGE = re.compile(
    r"\b(?:not|never|n['’]t|neither|nor|no|without|hardly|barely|fail(?:s|ed)? to|unlikely to)\b(?: \w+){0,4} ?$"
)
_OPEN = re.compile(r"\b(?:whether|if|unknown|unclear|wh(?:en|ere) \w+ (?:is|are) taken)\b")
"""Opens a question that the sentence leaves open."""

_BOTH_NEITHER = re.compile(
    r"\bneither (?P<who>[\w ,'-]{3,80}?(?: nor [\w '-]{3,40})?) (?:\w+ly |appears? to |appeared to |seems? to "
    r"|seemed to |"
    r"(?:was|were|is|are|has been) (?:found|shown|known|thought) to )?(?:affected|altered|changed|influenced|"
    r"modified|interacted|affects?|alters?|changes?|influences?|modif(?:y|ies)|interacts?)\b"
)
_ALSO = re.compile(r"[;,]\s*(?:and\s+)?$|^\s*$")


def _subjects(passage: Passage, start: int, place: int) -> tuple[list[Mention], bool] | None:
    """Return the drugs that a verb has as its subject, and whether it is this drug; ``None`` if no drug is."""
    stretch = passage.folded[start:place]
    own = list(passage.context.own_name.finditer(passage.folded, start, place))
    others = other_drugs(passage, start, place)
    last_own = own[-1].end() if own else -1
    last_other = others[-1].end if others else -1
    if last_own < 0 and last_other < 0:
        return ([], True) if re.match(r"\W*(?:it|this (?:medicine|medication|drug))\b", stretch) else None
    if last_own > last_other:
        return ([], True) if place - last_own < 60 else None
    together = [others[-1]]
    for mention in reversed(others[:-1]):
        between = passage.folded[mention.end : together[-1].start]
        if not re.fullmatch(
            r"\s*(?:,|;|/|and|or|nor|as well as|such as|,? including|\(|like|e\.g\.,?|,? and|,? or|\s|other|the|"
            r"some|both|strong|potent|medicines?|drugs?)*\s*",
            between,
        ):
            break
        together.append(mention)
    tail = passage.folded[last_other:place]
    if len(tail) > 70 or re.search(r"[;:]|\b(?:whereas|while|but|because)\b", tail):
        return None
    return together, False


def _by_verb(passage: Passage) -> Iterator[Candidate]:
    """“Fluvoxamine raised the AUC of zelopram”, “zelopram weakens warfarin”, “the pill lowers its level”."""
    if passage.kind in _KINDS_OFF or foreign_section(passage):
        return
    for match in _CHANGES.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        found = _subjects(passage, start, match.start())
        if (
            found is None
            or _DRUNK.match(passage.folded, match.end())
            or _OPEN.search(passage.folded[start : match.start()])
        ):
            continue
        others, own = found
        place = match.end()
        measured = _MEASURE_OF.match(passage.folded, place)
        target = measured.end() if measured else place
        denied = bool(_NO_CHANGE.search(passage.folded[start : match.start()])) or bool(
            SAFE.search(passage.folded, start, min(end, match.end() + 5))
        )
        if own:
            yield from _of_others(passage, match.group(), bool(measured), target, end, denied=denied)
        elif _is_ours(passage, place, target, measured=bool(measured), verb=match.group()):
            for mention in others:
                if not is_aside(passage, mention):
                    yield interaction_with(
                        _NAME, passage, mention, denied=denied, hedged=_hedged(passage, start, match.start())
                    )


_DRUNK = re.compile(
    r" ?(?:the |your |how )?(?:\w+ )?(?:amount|quantity|number|much|volume|use)? ?(?:of )?"
    r"alcohol (?:that )?(?:you|they|people)\b"
)
"""“reduce the amount of alcohol that you drink”: a use, and no interaction."""


def _hedged(passage: Passage, start: int, place: int) -> bool:
    return is_hedged(re.sub(r"\b(?:may|might|could)\b", "", passage.folded[start:place]))


def _is_ours(passage: Passage, place: int, target: int, *, measured: bool, verb: str) -> bool:
    """Say whether what changes is this drug's level or effect."""
    folded = passage.folded
    if _ITS_MEASURE.match(folded, place):
        return passage.own_named() or passage.previous is not None
    own = passage.context.own_name.match(folded, target)
    if measured:
        return own is not None
    if own is None:
        return False
    after = folded[own.end() : own.end() + 45]
    return bool(re.match(rf"(?:'s)? (?:{_MEASURE})\b", after)) or bool(
        _DIRECT.match(verb) and not re.match(r"-", after)
    )


def _of_others(
    passage: Passage, verb: str, measured: bool, target: int, end: int, *, denied: bool
) -> Iterator[Candidate]:
    """Yield the drugs whose level or effect this drug changes."""
    partners = other_drugs(passage, target, min(end, target + 160))
    last = target
    for mention in partners:
        gap = passage.folded[last : mention.start]
        if mention is partners[0]:
            if not re.fullmatch(r"(?:the |other |some |any |most |all |oral |drugs? like |your )*", gap):
                return
            after = passage.folded[mention.end : mention.end + 40]
            if not measured and not _DIRECT.match(verb) and not re.match(rf"(?:'s)? (?:{_MEASURE})\b", after):
                return
            if re.match(
                r"\s+(?:receptors?|transporters?|channels?|dependence|withdrawal|use\b|intake|consumption)", after
            ):
                return
        elif not re.fullmatch(
            r"(?:[\s,/()]|and|or|as well as|such as|including|like|e\.g\.|some|certain|other|(?:\w+ )?(?:drugs|"
            r"medicines|"
            r"medications|syrup|tablets|painkillers)\b)*(?:\w+ )?",
            gap,
        ):
            return
        last = mention.end
        yield interaction_with(_NAME, passage, mention, denied=denied)


def _neither(passage: Passage) -> Iterator[Candidate]:
    """“Neither grapefruit juice nor paracetamol affected it.”."""
    if passage.kind in _KINDS_OFF or foreign_section(passage):
        return
    for match in _BOTH_NEITHER.finditer(passage.folded):
        if not (passage.own_named() or (passage.previous is not None and passage.previous.own_named())):
            continue
        for mention in other_drugs(passage, match.start("who"), match.end()):
            yield interaction_with(_NAME, passage, mention, denied=True)


_INTERACTED = re.compile(
    r"\b(?:also |may |can |does |do )*(?:interact(?:s|ed)?|clash(?:es|ed)?)\b(?! with (?!it\b|this))(?! in )"
)


def _interacted(passage: Passage) -> Iterator[Candidate]:
    """“rofecoxib also interacted”, “warfarin interacts with zelopram”."""
    if passage.kind in _KINDS_OFF | {"mechanism"} or foreign_section(passage):
        return
    for match in _INTERACTED.finditer(passage.folded):
        start, _ = passage.clause_at(match.start())
        found = _subjects(passage, start, match.start())
        if found is None or not found[0] or not (passage.own_named() or passage.previous is not None):
            continue
        denied = denied_before(passage.folded, start, match.start(), reach=60)
        for mention in found[0]:
            if passage.folded[mention.end : match.start()].strip() in ("", "also", "may", "can", "may also"):
                yield interaction_with(_NAME, passage, mention, denied=denied)


_WITH_OURS = re.compile(r"\bwith (?:it|this (?:medicine|medication|drug)|the (?:medicine|drug))\b")


def _safe_together(passage: Passage) -> Iterator[Candidate]:
    """“Grapefruit juice is not known to cause trouble with zelopram”, “it does not affect contraception”."""
    if passage.kind in _KINDS_OFF | {"interaction", "mechanism", "pharmacokinetics"} or foreign_section(passage):
        return
    for match in SAFE.finditer(passage.folded):
        start, end = passage.clause_at(match.start())
        ours = passage.context.own_name.search(passage.folded, match.end(), end) or _WITH_OURS.search(
            passage.folded, match.end(), end
        )
        if ours and re.search(r"\b(?:with|of|and)\s+$", passage.folded[: ours.start()]):
            found = other_drugs(passage, start, match.start())
        elif passage.own_named(start, match.start()) and re.search(_CHANGED_BY_OURS, match.group()):
            found = other_drugs(passage, match.end(), min(end, match.end() + 60))
        else:
            continue
        for mention in found:
            yield interaction_with(_NAME, passage, mention, denied=True)


_CHANGED_BY_OURS = (
    r"(?:effects?|influence|impact) (?:up)?on$|(?:affect|interact|interfer|impair|alter)\w*(?: with| the)?$"
)


RULES = (
    Rule(
        "combinations that are safe",
        "“… is not known to cause trouble with zelopram”",
        ("interaction",),
        _safe_together,
        SAFE,
    ),
    Rule(
        _NAME,
        "“fluvoxamine raised its level”, “it cancels out opioid painkillers”",
        ("interaction",),
        _by_verb,
        _CHANGES,
    ),
    Rule(
        "drugs that do not interact", "“neither … nor … affected it”", ("interaction",), _neither, re.compile("neither")
    ),
    Rule("drugs that interact", "“rofecoxib also interacted”", ("interaction",), _interacted, _INTERACTED),
)
