"""Symptoms listed in a sentence: of withdrawal and of an overdose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effect_wording import OVERDOSE, SKIPPED_KINDS, STOPPING, SYMPTOMS
from ingest.extraction.rules.effects import list_after, skipped

_MARKED = re.compile(
    r"\b(?P<noun>overdos(?:e|age)|poisoning|intoxication|withdrawal|syndrome|discontinuation|cessation|"
    r"abstinence)\b(?P<between>[^.;:]{0,60}?)\s(?P<verb>(?:is|are|"
    r"was|(?:can|may|might|could) be) (?:not )?(?:often |usually |typically |further |also |mainly )?(?:marked|"
    r"characteri[sz]ed|accompanied|heralded|manifested|"
    r"dominated|followed) by|"
    r"(?:may |can |usually |often )?(?:manifests? (?:as|with|by)|presents? (?:as|with)|causes?|gives?|brings?|"
    r"produces?|provokes?|triggers?)|consists of|features|"
    r"brings|involves)\s+"
)


_RELIEVED = re.compile(
    r"\b(?:reliev\w+|treat\w*|manag\w+|reduc\w+|improv\w+|eas(?:e|es|ed|ing)|control\w*|alleviat\w+|lessen\w*|"
    r"help\w*|for|against|lower\w*|prevent\w*|relief (?:of|from)|treatment of)(?: with)?(?: the| some| many| most)? "
    r"(?:\w+ )?$"
)
"""In front of symptoms that the drug takes away: “eases symptoms of hay fever such as …”."""
_THESE = re.compile(
    r"\W*(?P<noun>these|they|symptoms|(?:common|typical|usual) (?:symptoms|ones))(?: symptoms)? "
    r"(?:(?:may|can|often|usually|commonly|typically|could|might) )*(?:include|range from|are|consist of|involve)\s+"
)
_SYMPTOMS_OF_STOPPING = re.compile(
    r"\b(?:withdrawal|discontinuation|rebound) (?:symptoms?|effects?|reactions?|signs?|syndrome|phenomena)\b"
)


def _tells_of_stopping(previous: Passage | None) -> bool:
    """Say whether a sentence ends with the symptoms of stopping, which the next one lists."""
    if previous is None or not STOPPING.search(previous.folded):
        return False
    return _SYMPTOMS_OF_STOPPING.search(previous.folded) is not None and not foreign_section(previous)


_OTHER_THINGS = re.compile(
    r" (?:\w+ )?(?:activities|drugs|medicines|medications|substances|factors|conditions|measures|people|patients|"
    r"groups|"
    r"foods|products|treatments|steps|tasks)\b"
)
"""What “these” are, if they are no effects: “these tasks may include …”."""

_MANAGED = re.compile(
    r"\b(?:manag(?:e|es|ed|ing|ement)|treat(?:s|ed|ing|ment)|deal(?:ing|s)? with|supportive care|antidotes?|measures?|"
    r"first aid)\b[^.;:]{0,90}$"
)
"""In front of what is done about an overdose or a withdrawal: “management of an overdose involves …”."""


def _symptom_lists(passage: Passage) -> Iterator[Candidate]:
    """Lists of symptoms after stopping or taking too much, and after a sentence that announces effects."""
    if skipped(passage) or foreign_section(passage):
        return
    stops = passage.kind in ("withdrawal", "overdose")
    if (goes_on := _THESE.match(passage.folded)) and not stops and _tells_of_stopping(passage.previous):
        rule = "symptoms listed in a sentence"
        yield from list_after(passage, goes_on.start("noun"), goes_on.end(), rule, "withdrawal")
        return
    if not (
        stops or STOPPING.search(passage.folded) or OVERDOSE.search(passage.folded) or passage.kind == "adverse_effect"
    ):
        return
    if passage.kind != "disease":
        for match in _MARKED.finditer(passage.folded):
            if _MANAGED.search(passage.folded, 0, match.start("noun")):
                continue
            if match.group("noun") != "syndrome" or STOPPING.search(passage.folded):
                yield from list_after(passage, match.start("noun"), match.end(), "symptoms listed in a sentence")
    if passage.kind in SKIPPED_KINDS and not STOPPING.search(passage.folded):
        return
    for match in SYMPTOMS.finditer(passage.folded):
        verb, noun = match.group("verb"), match.group("noun")
        if _RELIEVED.search(passage.folded, max(0, match.start() - 40), match.start()):
            continue
        if noun == "these" and _OTHER_THINGS.match(match.group("between")):
            continue
        if noun in ("which", "these", "they") and _MANAGED.search(passage.folded, 0, match.start()):
            continue
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
        yield from list_after(passage, match.start("noun"), match.end(), "symptoms listed in a sentence")


RULES = (
    Rule(
        "symptoms listed in a sentence",
        "lists of withdrawal symptoms and of signs of an overdose",
        ("withdrawal", "overdose_toxicity"),
        _symptom_lists,
        re.compile(
            r"symptom|sign|overdos|poison|intoxic|effect|feature|manifest|these|they|which|picture|reaction|"
            r"withdrawal|syndrome|discontinu|"
            r"cessation"
        ),
    ),
)
