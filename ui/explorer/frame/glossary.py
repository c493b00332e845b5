"""The words that the pages use, each explained in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

GLOSSARY: Mapping[str, str] = {
    "claim": "What one document says in one place, with its certainty, its limits and the works it cites.",
    "proposition": "What is said, without who says it: several claims share one.",
    "asserted": "The document states it without reserve.",
    "hedged": "The document states it with reserve, as by “may” or “seems”.",
    "hypothesis": "The document offers it as a possible explanation.",
    "recommendation": "The document advises it.",
    "denied": "The document states that it is not so. A document that says nothing does not deny.",
    "inferred": "The reader concluded it from the document, which does not say it in words.",
    "doubtful layout": "The page lost headings, so that the words may belong to another section.",
    "difference": "The sides differ in class, scope, date or strength, and can all hold.",
    "route": "A chain of steps from a start to an end, each of them a claim.",
    "joined route": "A route whose steps come from separate passages or documents; no document states it as a whole.",
    "association": "Two things are reported to go together; no cause is stated.",
    "direct statement": "A claim from start to end that leaves out the steps between.",
    "independent sources": "Documents, where those that cite the same work count once.",
    "off label": "A use for which the drug has no approval.",
    "passage": "The characters of the document on which a claim rests, checked at every build.",
}
"""Word → what it means."""


def meaning(word: str) -> str | None:
    """Return what a word means, for a tooltip.

    :param word: such as ``hedged``
    :returns: the meaning; nothing if the glossary does not have the word
    """
    return GLOSSARY.get(word.casefold())
