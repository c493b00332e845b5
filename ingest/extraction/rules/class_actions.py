"""Actions that the name of the class says: “a selective serotonin reuptake inhibitor”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.polarity import denied_before, is_hedged
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.mechanism_wording import SKIPPED_KINDS, someone_else

_CLASS_ACTION = re.compile(
    r"\b(?:selective |potent |reversible |irreversible |competitive |non-?competitive |non-?selective |dual |"
    r"weak |partial |full |direct |combined |balanced |serotonin–norepinephrine |"
    r"strong )*(?P<what>[a-z0-9α-ω(][a-z0-9α-ω/(),\u00ad–-]*(?:[ -](?:and |"
    r"& )?[a-z0-9α-ω(][a-z0-9α-ω/(),\u00ad–-]*){0,5})[ -](?P<act>reuptake inhibitor|re-uptake inhibitor|"
    r"receptor agonist|receptor antagonist|receptor blocker|channel blocker|inhibitor|antagonist|agonist|blocker|"
    r"inverse agonist|partial agonist|modulator)s?\b"
)


_GLOSS = re.compile(r"\((?:[a-z0-9 -]{1,12})\)")


def _squeezed(match: re.Match[str]) -> str:
    """Return a filler of the same length for blanks in the middle of a name, so that offsets stay."""
    return "\u00ad" * (len(match.group()) - 1) + " "


def _class_actions(passage: Passage) -> Iterator[Candidate]:
    """“is a selective serotonin reuptake inhibitor”: the name of its class says what it does."""
    if passage.kind in SKIPPED_KINDS - {"history"} or foreign_section(passage):
        return
    folded = _GLOSS.sub(lambda found: " " * len(found.group()), passage.folded)
    for match in _CLASS_ACTION.finditer(re.sub(r"(?<=[a-z0-9]) {2,}", _squeezed, folded)):
        start, _ = passage.clause_at(match.start("act"))
        what = match.group("what")
        lead = re.match(
            (
                r".*(?:\b(?:an?|the|is|are|as|of|called|potent|selective|weak|reversible|relatively|known|"
                r"competitive|direct|dual|combined|balanced|oral|"
                r"highly|potent and|novel|atypical|central|non-?competitive|irreversible|non-?selective|"
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
            someone_else(passage, offset, start)
            or denied_before(passage.folded, start, offset, reach=60)
            or re.search(
                r"\b(?:with|other|strong|by|like|unlike|of|any|and|than|taking|receiving|using|on|plus|"
                r"given)\s+(?:an?|other|strong|the|potent)?\s*$",
                before[-25:],
            )
        ):
            continue
        what, act = what.replace("\u00ad", "").strip(), match.group("act")
        shared = re.search(r"\s(re-?uptake|receptor|channel)$", what)
        if shared and act in ("inhibitor", "agonist", "antagonist", "blocker"):
            what, act = what[: shared.start()].strip(), f"{shared.group(1)} {act}"
        if re.search(r"\breceptors? and\b", what):
            continue  # “… at mu and delta receptors and partial agonist at …”: two statements
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
        predicate = _predicate_of(act)
        noun = _noun_of(act)
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


def _predicate_of(act: str) -> str:
    return {
        "agonist": "agonistOf",
        "partial agonist": "agonistOf",
        "antagonist": "antagonistOf",
        "inverse agonist": "antagonistOf",
        "modulator": "modulates_",
    }.get(act.replace("receptor ", ""), "blocks")


def _noun_of(act: str) -> str:
    """Return the noun that completes the name of a target."""
    if "receptor" in act or act in ("agonist", "antagonist", "partial agonist", "inverse agonist"):
        return "receptor"
    return "channel" if "channel" in act else ""


RULES = (
    Rule(
        "actions named by the class",
        "“a selective serotonin reuptake inhibitor”",
        ("mechanism",),
        _class_actions,
        re.compile(r"inhibitor|agonist|blocker"),
    ),
)
