"""What the drug acts on: targets with direction and affinity, transmitters, activities, regions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_after, denied_before, is_hedged
from ingest.extraction.language.quantities import Amount, amounts
from ingest.extraction.language.subjects import foreign_section, owner
from ingest.lexicon.entries import Entry, activity_words
from ingest.lexicon.matching import Mention

_OFF = frozenset(
    {
        "references",
        "furniture",
        "methods",
        "nonclinical",
        "interaction",
        "contraindication",
        "dosing",
        "disease",
        "advice",
        "history",
        "population",
    }
)
_ACTIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "antagonistOf",
        re.compile(
            r"\b(?:antagoni[sz](?:es?|ed|ing|m)\w*|antagonists?|antagonistic|blocker|inverse agonists?|blockade)\b"
        ),
    ),
    (
        "positiveModulatorOf",
        re.compile(
            r"\b(?:positive (?:allosteric )?modulat\w+|enhances? the (?:effects?|action|activity|function) of (?:gaba|"
            r"the)|allosteric enhanc\w+|potentiat(?:es?|ed|ing|ion of))\b"
        ),
    ),
    (
        "agonistOf",
        re.compile(
            r"\b(?:(?:partial |full |selective |potent |weak )*agoni\w+|activat(?:e|es|ed|ing|ion|or)|stimulat(?:e|es|"
            r"ed|ing|ion)|mimics?|opens|opener)\b"
        ),
    ),
    (
        "blocks",
        re.compile(
            r"\b(?:block(?:s|ed|ing|ade)?|inhibit(?:s|ed|ing|ion|ors?)?|shut(?:s|ting)? (?:off|down)|plugs?|closes|"
            r"suppress(?:es|ed|ing)|inactivat\w+)\b"
        ),
    ),
    (
        "bindsTo",
        re.compile(
            r"\b(?:bind(?:s|ing)?|bound|sticks? to|latch(?:es)? on to|attach(?:es|ed)?|affinity|acts? (?:on|at|"
            r"through|via)|acting (?:on|at|through|via)|works? (?:on|at|through|via)|working (?:on|at|through|via)|"
            r"target(?:s|ed|ing)|interacts? with|ligand|occup(?:y|ies)|"
            r"activity (?:of [a-z]+ )?(?:at|on)|actions? (?:of [a-z]+ )?(?:at|on))\b"
        ),
    ),
    ("modulates", re.compile(r"\b(?:modulat(?:es?|ed|ing|ion of|ors? of))\b")),
)
_UP = re.compile(
    r"\b(?:increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|enhanc(?:e|es|ed|ing)|boost(?:s|ed|ing)?|elevat(?:e|es|ed|"
    r"ing)|promot(?:e|es|ed|ing)|facilitat(?:e|es|ed|ing)|augment(?:s|ed|ing)?|prolong(?:s|ed|ing)?|potentiat(?:e|"
    r"es|ed|ing)|strengthen(?:s|ed|ing)?|stimulat(?:e|es|ed|ing)|restor(?:e|es|ed|ing)|"
    r"caus(?:e|es|ed|ing) (?:the )?(?=release)|trigger(?:s|ing)? (?:the )?(?=release)|"
    r"induc(?:e|es|ed|ing) (?:the )?(?=release)|mor?e)\b"
)
_DOWN = re.compile(
    r"\b(?:decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed|ing)?|inhibit(?:s|ed|ing|or|ors|ion of)?|"
    r"block(?:s|ed|ing)?|suppress(?:es|ed|ing)?|diminish(?:es|ed|ing)?|dampen(?:s|ed|ing)?|attenuat(?:e|es|ed|"
    r"ing)|prevent(?:s|ed|ing)?|slow(?:s|ed|ing)?|curb(?:s|ed|ing)?|depress(?:es|ed|ing)|deplet(?:e|es|ed|ing)|"
    r"weaken(?:s|ed|ing)?|stop(?:s|ped|ping)?|impair(?:s|ed|ing)?|quieten(?:s|ed|ing)?|calm(?:s|ed|ing)?)\b"
)
_ACTIVITY = (
    (
        r"(?:(?:pre|post)?synaptic |extracellular |neuronal |brain |plasma |intracellular |evoked |vesicular |"
        r"spontaneous |excitatory |inhibitory )?(?:"
    )
    + "|".join(map(re.escape, activity_words()))
    + r")"
)
_AFFINITY = re.compile(r"\b(?P<measure>ki|kd|ic50|ec50|k\s?i|k\s?d|dissociation constant|pki)\b")
_TARGET_TAIL = re.compile(
    r"^(?:\s*(?:,|/|and|or|,\s*and)\s*(?:the\s+)?(?:[αβγδκμσ]|\d?-?[a-z]{0,3}\d[a-z]?\d?|"
    r"[mdhα-ω]\d[a-z]?))+(?=\s+(?:receptors?|channels?|adrenoceptors?|sites?))"
)
_RECEPTOR_WORD = re.compile(
    r"(?P<name>(?:[a-z0-9α-ωβ/(),'-]+\s){0,4}?[a-z0-9α-ω/(),'-]+)\s+(?P<noun>receptors?|channels?|transporters?|"
    r"autoreceptors?|adrenoceptors?|subunits?|binding sites?|enzymes?|kinases?)\b"
)
_KIN = (
    r"(?:(?:dopamine|dopaminergic|serotonin|histamine|muscarinic|nicotinic|adrenergic|opioid|glutamate|cannabinoid|"
    r"melatonin|adenosine|orexin)\s)?"
)
_SHARED = re.compile(
    rf"(?P<list>{_KIN}[a-z0-9α-ω][a-z0-9α-ω.-]{{0,14}}(?:(?:,\s*|\s+and\s+|\s+or\s+|,\s*and\s+|"
    rf"/){_KIN}[a-z0-9α-ω][a-z0-9α-ω.-]{{0,14}}){{1,7}})\s+{_KIN}(?P<noun>receptors?|channels?|transporters?|"
    rf"adrenoceptors?|"
    r"subtypes?)\b"
)
_CLASS_ACTION = re.compile(
    r"\b(?:selective |potent |reversible |irreversible |competitive |non-?competitive |non-?selective |dual |"
    r"weak |partial |full |direct |serotonin–norepinephrine |"
    r"strong )*(?P<what>[a-z0-9α-ω(][a-z0-9α-ω/(),–-]*(?:[ -](?:and |"
    r"& )?[a-z0-9α-ω(][a-z0-9α-ω/(),–-]*){0,5})[ -](?P<act>reuptake inhibitor|re-uptake inhibitor|"
    r"receptor agonist|receptor antagonist|receptor blocker|channel blocker|inhibitor|antagonist|agonist|blocker|"
    r"inverse agonist|partial agonist|modulator)s?\b"
)


def _targets(passage: Passage) -> list[Mention]:
    return [m for m in passage.mentions if m.entry.category in ("target", "enzyme")]


def _action(passage: Passage, start: int, end: int, mention: Mention) -> tuple[str, re.Match[str]] | None:
    """Return the predicate and the nearest verb or noun of action before a target, or right after it."""
    best: tuple[int, str, re.Match[str]] | None = None
    for predicate, pattern in _ACTIONS:
        for match in pattern.finditer(passage.folded, start, end):
            if match.end() <= mention.start:
                distance = mention.start - match.end()
            elif match.start() >= mention.end:
                distance = 3 * (match.start() - mention.end)
                if match.start() - mention.end > 25:
                    continue
            else:
                continue
            weight = distance + (60 if predicate == "bindsTo" else 0)
            if distance <= 160 and (best is None or weight < best[0]):
                best = (weight, predicate, match)
    return (best[1], best[2]) if best else None


def _acts_on(passage: Passage) -> Iterator[Candidate]:
    """“blocks calcium channels”, “a partial agonist at the 5-HT1A receptor”."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for mention in _targets(passage):
        start, end = passage.clause_at(mention.start)
        if mention.entry.category == "enzyme" and (
            re.match(r"cyp|ugt|cytochrome|udp|p450|flavin|n-acetyl", passage.folded[mention.start :])
            or passage.kind == "pharmacokinetics"
        ):
            continue
        if re.match(
            r"\s*(?:inhibitors?|inducers?|blockers?|agonists?|antagonists?)\b", passage.folded[mention.end :]
        ) and not (
            passage.own_named(max(0, start - 1), mention.start)
            or re.search(r"\b(?:it|this \w+|which) (?:is|acts as|are)\b", passage.folded[start : mention.start])
        ):
            continue
        found = _action(passage, start, end, mention)
        if found is None and start and re.match(r"\W*but not\b", passage.folded[start:end]):
            start = passage.clause_at(start - 1)[0]  # the verb stands before “but not”
            found = _action(passage, start, end, mention)
        if found is None:
            continue
        predicate, verb = found
        place = verb.start()
        if _someone_else(passage, min(place, mention.start), start):
            continue
        between = passage.folded[verb.end() : mention.start] if verb.end() <= mention.start else ""
        if re.search(r"\b(?:by|unlike|than|whereas|resembl\w+)\b", between) and re.search(
            r"\b(?:unlike|than|resembl\w+|similar to)\b", between
        ):
            continue
        but_not = bool(re.search(r"\bbut not (?:\w+ ){0,3}$", passage.folded[start : mention.start]))
        denied = (
            but_not
            or denied_before(passage.folded, start, mention.start, reach=160)
            or denied_after(passage.folded, mention.end, end)
        )
        if re.search(
            (
                r"\b(?:little|low|negligible|weak|minimal|no significant|no appreciable|"
                r"no relevant) (?:or no )?(?:\w+ )?affinity\b"
            ),
            passage.folded[start : mention.start],
        ):
            denied = (
                bool(
                    re.search(
                        r"\b(?:no|negligible|little|minimal)\b[\w ]{0,25}affinity",
                        passage.folded[start : mention.start],
                    )
                )
                or denied
            )
        yield from _target(
            passage,
            "actions on targets",
            predicate,
            mention,
            denied=denied,
            hedged=is_hedged(passage.folded[start : mention.start]),
            end=end,
        )


def _someone_else(passage: Passage, place: int, start: int) -> bool:
    """Say whether an action is not the drug's own."""
    who = owner(passage, place)
    if who != "own":
        return True
    before = passage.folded[start:place]
    if passage.own_named(start, place):
        return False
    if re.search(
        r"\b(?:it|this (?:medicine|drug|compound|medication|substance)|the drug|which|its|they|these)\b", before
    ):
        return False
    if passage.kind in ("mechanism", "introduction", "identity", "pharmacokinetics") and (
        passage.unit.kind != "sentence" or not before.strip() or _NO_SUBJECT.match(before)
    ):
        return False
    if passage.kind == "mechanism" and passage.unit.kind == "sentence":
        noun = re.match(r"\s*(?:the |these |those |such |normal(?:ly)?,? )?(?P<noun>[a-z-]+)", before)
        return not (
            noun
            and noun.group("noun")
            in (
                "action",
                "effect",
                "effects",
                "mechanism",
                "binding",
                "activity",
                "therapeutic",
                "main",
                "primary",
                "blockade",
                "inhibition",
                "activation",
                "stimulation",
                "this",
                "by",
                "in",
                "at",
                "through",
            )
        ) and not _OWN_EFFECT.search(before)
    return not (
        passage.previous is not None
        and passage.previous.own_named()
        and re.match(r"\s*(?:by|through|thereby|this|in this way|as a result)\b", before)
    )


_OWN_EFFECT = re.compile(
    r"\b(?:actions?|effects?|efficacy|activity|mechanism|properties|benefits?)\b[^,;]{0,30}\b(?:is|are|was|were|"
    r"appears?|seems?|results?|stems?|comes?|may|may be|derives?|involves?)\b"
)
_NO_SUBJECT = re.compile(
    r"^\s*(?:by|through|via|as|a|an|the|acts?|blocks?|works?|selective\w*|potent\w*|binds?|this|in|at|also|mainly|"
    r"primarily)\b"
)


def _target(
    passage: Passage, rule: str, predicate: str, mention: Mention, *, denied: bool, hedged: bool, end: int
) -> Iterator[Candidate]:
    start, stop = mention.start, mention.end
    words = passage.text[start:stop]
    noun = re.match(r"\s+(?:receptors?|channels?|transporters?|sites?|autoreceptors?)\b", passage.folded[stop:])
    if noun and not re.search(r"receptor|channel|transporter|site", words):
        stop += noun.end()
        words = passage.text[start:stop]
    prefix = re.search(r"(?:the )?([αβγδa-z0-9-]+ subunit of (?:the )?)$", passage.folded[max(0, start - 40) : start])
    if prefix:
        start -= len(prefix.group(1))
        words = passage.text[start:stop]
    value, measure = _affinity(passage, stop, end)
    qualifiers: dict[str, object] = {}
    if value is not None:
        qualifiers["measure"] = measure
        yield Candidate(
            rule,
            "mechanism",
            "hasAffinityFor",
            words,
            mention.entry.category,
            passage.at + start,
            passage.at + max(stop, value.end),
            polarity="denied" if denied else "affirmed",
            synonyms=(mention.entry.label,),
            value=value,
            qualifiers=qualifiers,
        )
    yield Candidate(
        rule,
        "mechanism",
        predicate,
        words,
        mention.entry.category,
        passage.at + start,
        passage.at + stop,
        polarity="denied" if denied else "affirmed",
        modality="hedged" if hedged else "asserted",
        synonyms=(mention.entry.label,),
    )


def _affinity(passage: Passage, place: int, end: int) -> tuple[Amount | None, str]:
    match = _AFFINITY.search(passage.folded, place, min(end, place + 60))
    if match is None:
        return None, ""
    for amount in amounts(passage.text[match.end() : match.end() + 40]):
        if amount.unit in ("nmol/L", "umol/L", "mmol/L", "pmol/L"):
            return Amount(
                amount.low,
                amount.high,
                amount.unit,
                match.end() + amount.start,
                match.end() + amount.end,
                amount.low_excluded,
                amount.high_excluded,
                amount.approximate,
            ), match.group("measure").replace(" ", "").title()
    return None, ""


def _activities(passage: Passage) -> Iterator[Candidate]:
    """“raises dopamine release”, “blocks the reuptake of serotonin and noradrenaline”."""
    if passage.kind in _OFF - {"interaction"} or passage.kind == "interaction" or foreign_section(passage):
        return
    for direction, predicate in ((_UP, "increases"), (_DOWN, "decreases")):
        for match in direction.finditer(passage.folded):
            start, end = passage.clause_at(match.start())
            if _someone_else(passage, match.start(), start):
                continue
            for name, begin, stop, synonyms in _activity_names(passage, match.end(), min(end, match.end() + 170)):
                between = passage.folded[match.end() : begin]
                if _UP.search(between) or (_DOWN.search(between) and predicate == "increases"):
                    break
                denied = denied_before(passage.folded, start, begin, reach=160) or denied_after(
                    passage.folded, stop, end
                )
                yield Candidate(
                    "effects on transmitters and activities",
                    "mechanism",
                    predicate,
                    name,
                    "activity",
                    passage.at + begin,
                    passage.at + stop,
                    polarity="denied" if denied else "affirmed",
                    modality="hedged" if is_hedged(passage.folded[start:begin]) else "asserted",
                    synonyms=synonyms,
                )


def _activity_names(passage: Passage, place: int, end: int) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    """Yield activities made of a transmitter and a noun, in either order; a shared noun goes to each transmitter."""
    folded = passage.folded
    found = [m for m in passage.mentions if m.entry.category == "transmitter" and place <= m.start < end]
    if not found or found[0].start - place > 90:
        return
    of = re.search(
        rf"\b(?P<noun>{_ACTIVITY}s?)\s+(?:of|for|in)\s+(?:the\s+)?(?:\w+\s+){{0,4}}$", folded[place : found[0].start]
    )
    previous = found[0].start
    for mention in found:
        if mention.start - previous > 40 and mention is not found[0]:
            return
        previous = mention.end
        word = passage.text[mention.start : mention.end]
        region = re.match(r"\s+(?:levels? )?in (?:the )?[a-z -]{3,40}", folded[mention.end :])
        where = (f"{word}{region.group().rstrip()}",) if region else ()
        after = re.match(rf"\s+(?P<noun>{_ACTIVITY})\b", folded[mention.end :])
        if of:
            noun = of.group("noun").strip()
            yield (
                f"{word} {noun}",
                place + of.start("noun") if mention is found[0] else mention.start,
                mention.end,
                (f"{noun} of {word}", f"{mention.entry.label} {noun}", *where),
            )
        elif after:
            noun = after.group("noun").strip()
            yield (
                f"{word} {noun}",
                mention.start,
                mention.end + after.end(),
                (f"{noun} of {word}", f"{mention.entry.label} {noun}", *where),
            )
        else:
            later = re.match(
                rf"(?:\s*(?:,|and|or|/|&)\s*(?:\w+\s?){{1,3}}?){{1,4}}\s+(?P<noun>{_ACTIVITY})\b",
                folded[mention.end : mention.end + 70],
            )
            if later and len(found) > 1:
                noun = later.group("noun").strip()
                yield (
                    f"{word} {noun}",
                    mention.start,
                    mention.end,
                    (f"{noun} of {word}", f"{mention.entry.label} {noun}", *where),
                )
            elif (
                re.search(
                    r"\b(?:more|less|brain's|(?:amounts?|levels?|activity|actions?|effects?|availability|"
                    r"concentrations?) of)\s+"
                    r"(?:\w+\s){0,5}$|\b(?:chemical|messenger|substance|neurotransmitter)s? (?:called|named|"
                    r"known as)\s+$",
                    folded[place : mention.start],
                )
                or mention.start - place < 6
            ):
                yield (
                    f"{word} levels",
                    mention.start,
                    mention.end,
                    (word, mention.entry.label, f"{mention.entry.label} level", *where),
                )


def _class_actions(passage: Passage) -> Iterator[Candidate]:
    """“is a selective serotonin reuptake inhibitor”: the name of its class says what it does."""
    if passage.kind in _OFF - {"history"} or foreign_section(passage):
        return
    for match in _CLASS_ACTION.finditer(passage.folded):
        start, _ = passage.clause_at(match.start("act"))
        what = match.group("what")
        lead = re.match(
            (
                r".*(?:\b(?:an?|the|is|are|as|of|called|potent|selective|weak|reversible|relatively|known|"
                r"competitive|direct|dual|oral|"
                r"highly|potent and|novel|central|non-?competitive|irreversible|non-?selective|"
                r"partial|full|to|at|it|its)\s+|,\s+)"
            ),
            what,
        )
        offset = match.start("what") + (lead.end() if lead else 0)
        what = what[lead.end() :] if lead else what
        before = passage.folded[start:offset]
        if (
            not re.search(
                (
                    r"\b(?:is|are|was|as|acts? as|works? as|belongs? to [\w ]{0,40}|called|class of|known as|an?|"
                    r"group of [\w ]{0,30})\s*(?:an?|the)?\s*(?:called\s|known as\s)?(?:\w+\s){0,2}$"
                ),
                before.rstrip() + " ",
            )
            and passage.kind != "identity"
        ):
            continue
        if (
            _someone_else(passage, offset, start)
            or denied_before(passage.folded, start, offset, reach=60)
            or re.search(
                r"\b(?:with|other|strong|by|like|unlike|of|any|and|than)\s+(?:an?|other|strong|the|potent)?\s*$",
                before[-25:],
            )
        ):
            continue
        what, act = what.strip(), match.group("act")
        shared = re.search(r"\s(re-?uptake|receptor|channel)$", what)
        if shared and act in ("inhibitor", "agonist", "antagonist", "blocker"):
            what, act = what[: shared.start()].strip(), f"{shared.group(1)} {act}"
        if len(what) < 2 or re.fullmatch(r"(?:an?|the|selective|potent|partial|full|cyp\w*|strong|enzyme|its?)", what):
            continue
        yield from _named_action(passage, what, act, offset, match.end())


def _named_action(passage: Passage, what: str, act: str, start: int, end: int) -> Iterator[Candidate]:
    rule = "actions named by the class"
    parts = [
        part
        for part in re.split(
            r"[–/]|-(?=nor|dop|ser)|\s+and\s+|\s*&\s*|,\s*",
            re.sub(r"^(?:and|or|an?|the|selective|potent|reversible|dual|non-?selective)\s+", "", what),
        )
        if part.strip()
    ]
    hedged = is_hedged(passage.folded[passage.clause_at(start)[0] : start])
    for part in parts[:3]:
        name = part.strip(" ()-")
        if act.endswith("uptake inhibitor"):
            entry = passage.context.lexicon.lookup(name, ("transmitter",))
            if entry is None:
                continue
            yield Candidate(
                rule,
                "mechanism",
                "decreases",
                f"{name} reuptake",
                "activity",
                passage.at + start,
                passage.at + end,
                modality="hedged" if hedged else "asserted",
                synonyms=(f"reuptake of {name}", f"{entry.label} reuptake", f"{entry.label} transporter"),
            )
            continue
        predicate = {
            "agonist": "agonistOf",
            "partial agonist": "agonistOf",
            "antagonist": "antagonistOf",
            "inverse agonist": "antagonistOf",
            "modulator": "modulates_",
        }.get(act.replace("receptor ", ""), "blocks")
        noun = (
            "receptor"
            if "receptor" in act or act in ("agonist", "antagonist", "partial agonist", "inverse agonist")
            else "channel"
            if "channel" in act
            else ""
        )
        full = name if not noun or noun in name else f"{name} {noun}"
        entry = passage.context.lexicon.lookup(full, ("target", "enzyme")) or passage.context.lexicon.lookup(
            name, ("target", "enzyme")
        )
        transmitter = passage.context.lexicon.lookup(name, ("transmitter",))
        if entry is None and transmitter is None and not re.search(r"\d|[α-ω]", name):
            continue
        if predicate == "modulates_" or (entry is None and predicate == "blocks"):
            continue
        yield Candidate(
            rule,
            "mechanism",
            predicate,
            full,
            "target",
            passage.at + start,
            passage.at + end,
            modality="hedged" if hedged else "asserted",
            synonyms=(entry.label,) if entry else (),
        )


def _shared_receptors(passage: Passage) -> Iterator[Candidate]:
    """“binds M1, M3 and M5 receptors”: each with the noun that they share."""
    if passage.kind in _OFF or foreign_section(passage):
        return
    for match in _SHARED.finditer(passage.folded):
        names = [n for n in re.split(r",\s*and\s+|,\s*|\s+and\s+|\s+or\s+|/", match.group("list")) if n]
        if sum(bool(re.search(r"\d|[α-ω]", n)) for n in names) < max(1, len(names) - 1) or any(
            n in ("the", "of", "at", "its", "other", "both") for n in names
        ):
            continue
        start, end = passage.clause_at(match.start())
        fake = Mention(match.start(), match.end(), passage.mentions[0].entry if passage.mentions else _ANY)
        found = _action(passage, start, end, fake)
        if found is None or _someone_else(passage, min(found[1].start(), match.start()), start):
            continue
        noun = re.sub(r"s$", "", match.group("noun"))
        noun = "receptor" if noun == "subtype" else noun
        family = re.match(r"^([a-z0-9-]*?[a-z]+-?[a-z]*-?)(?=\d)", names[0])
        for name in names:
            full = f"{name} {noun}"
            denied = denied_before(passage.folded, start, match.start(), reach=160) or denied_after(
                passage.folded, match.end(), end
            )
            entry = passage.context.lexicon.lookup(full, ("target",))
            yield Candidate(
                "targets with a shared noun",
                "mechanism",
                found[0],
                full,
                "target",
                passage.at + match.start(),
                passage.at + match.end(),
                polarity="denied" if denied else "affirmed",
                modality="hedged" if is_hedged(passage.folded[start : match.start()]) else "asserted",
                synonyms=(entry.label,) if entry else (),
            )
        del family


def _table_of_targets(passage: Passage) -> Iterator[Candidate]:
    """“D2 receptor | 3.2 nM | antagonist” and “D2 receptor: antagonist”: the label is the target."""
    label = passage.unit.label.split(": ")[-1]
    if passage.kind != "mechanism" or not label or foreign_section(passage) or len(passage.text) > 80:
        return
    targets = [m for m in passage.context.lexicon.mentions(label) if m.entry.category in ("target", "enzyme")]
    where = passage.context.view.text.rfind(label, max(0, passage.at - 400), passage.at)
    if len(targets) != 1 or where < 0:
        return
    target = targets[0]
    found = next((name for name, pattern in _ACTIONS if pattern.search(passage.folded)), None)
    value: Amount | None = None
    measured = _AFFINITY.search(passage.unit.column.lower())
    if measured:
        unit = re.search(r"\b[nμµu]M\b", passage.unit.column)
        text = f"{passage.text.strip()} {unit.group()}" if unit else passage.text
        value = next(iter(amounts(text)), None)
    if found is None and value is None:
        return
    denied = denied_before(f"{passage.folded} x", 0, len(passage.folded) + 1)
    yield Candidate(
        "targets of a table",
        "mechanism",
        found or "hasAffinityFor",
        label[target.start : target.end],
        target.entry.category,
        where + target.start,
        where + target.end,
        polarity="denied" if denied else "affirmed",
        synonyms=(target.entry.label,),
        value=None if found else value,
        qualifiers={} if found or not measured else {"measure": measured.group("measure").replace(" ", "").title()},
    )


_ANY = Entry("target", "target")

RULES = (
    Rule(
        "actions on targets",
        "verb or noun of action and a receptor, channel, transporter or enzyme",
        ("mechanism",),
        _acts_on,
        re.compile("|".join(p.pattern for _, p in _ACTIONS)),
    ),
    Rule(
        "effects on transmitters and activities",
        "“raises dopamine release”",
        ("mechanism",),
        _activities,
        re.compile(f"{_UP.pattern}|{_DOWN.pattern}"),
    ),
    Rule(
        "actions named by the class",
        "“a selective serotonin reuptake inhibitor”",
        ("mechanism",),
        _class_actions,
        re.compile(r"inhibitor|agonist|blocker"),
    ),
    Rule("targets with a shared noun", "“binds M1, M3 and M5 receptors”", ("mechanism",), _shared_receptors, _SHARED),
    Rule("targets of a table", "“D2 receptor | 3.2 nM | antagonist”", ("mechanism",), _table_of_targets),
)
