"""What limits a sentence on an effect: animals, a route, a dose level or a group of people."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage

_EFFECTS = frozenset({"causes", "increases", "decreases", "increasesRiskOf", "decreasesRiskOf", "prevents"})
"""Predicates of effects; other rules read the limits of doses, uses and advice."""

_ROUTE = re.compile(
    r"\b(?:when |if |after )?(?:it is )?(?:given|administered|injected|infused|taken|used) "
    r"(?:intravenously|intrathecally|transdermally|by (?:intravenous|intrathecal) (?:route|injection|infusion))|"
    r"\b(?:after|during|with|by|on|following) (?:intravenous|intrathecal|transdermal) "
    r"(?:administration|injection|infusion|use|therapy|treatment|doses?)"
)
_ROUTES = {
    "intravenous": "drugkg:intravenous-route",
    "intrathecal": "drugkg:intrathecal-route",
    "transdermal": "drugkg:transdermal-route",
}
_FORM = re.compile(r"(?:intravenous|intrathecal|transdermal) ")
_DOSE = re.compile(r"\b(?:at|in|with|on) (?:very |extremely )?(?P<level>high|higher|large|low|lower|small) doses?\b")
_LEVELS = {"high": "high", "higher": "high", "large": "high", "low": "low", "lower": "low", "small": "low"}
_GROUP = re.compile(
    r"\bin (?:the )?(?P<group>young children|children|infants|newborns|adolescents|"
    r"elderly(?: patients| people)?|older (?:people|adults|patients))\b"
)
_ABOVE_ALL = re.compile(r"\b(?:particularly|especially|mainly|mostly|usually|also|even|including|such as)(?: \w+)? $")
"""What makes of a limit a mere emphasis."""

_ANOTHER_CLAUSE = re.compile(r"[;:.]|, (?:and|but|or|while|whereas|although) |\b(?:but|while|whereas|although)\b")


def limited(passage: Passage, candidate: Candidate, *, in_animals: bool) -> Candidate:
    """Return a candidate on an effect with what its sentence says that limits it.

    :param passage: the sentence
    :param candidate: what a rule has found in it
    :param in_animals: whether the sentence speaks of animals, and not of people
    :returns: the candidate, with further qualifiers where the sentence has a limit that is about it
    """
    if candidate.predicate not in _EFFECTS:
        return candidate
    found: dict[str, str] = {}
    if in_animals:
        found["_species"] = "rat" if re.search(r"\brats?\b", passage.folded) else "animal"
    if route := _near(_ROUTE, passage, candidate) or _before_the_drug(passage):
        found["route"] = next(curie for name, curie in _ROUTES.items() if name in route.group())
    if dose := _near(_DOSE, passage, candidate):
        found["dose_level"] = f"drugkg:{_LEVELS[dose['level']]}-dose"
    if group := _near(_GROUP, passage, candidate):
        found["_population"] = group["group"]
    added = {key: value for key, value in found.items() if not {key, key.removeprefix("_")} & set(candidate.qualifiers)}
    return replace(candidate, qualifiers={**candidate.qualifiers, **added}) if added else candidate


def _near(pattern: re.Pattern[str], passage: Passage, candidate: Candidate) -> re.Match[str] | None:
    """Return the only match in a sentence, if it opens the sentence or is in one clause with the candidate."""
    matches = list(pattern.finditer(passage.folded))
    if len(matches) != 1:
        return None
    [match] = matches
    if _ABOVE_ALL.search(passage.folded[: match.start()]):
        return None
    start, end = candidate.start - passage.at, candidate.end - passage.at
    between = passage.folded[min(end, match.end()) : max(start, match.start())]
    opens = match.start() < 2
    return match if opens or not _ANOTHER_CLAUSE.search(between) else None


def _before_the_drug(passage: Passage) -> re.Match[str] | None:
    """Return the route that opens a sentence about the drug by that route: “Intravenous diazepam causes …”."""
    match = _FORM.match(passage.folded)
    return match if match and passage.context.own_name.match(passage.folded, match.end()) else None
