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
    "insufficient evidence": "The document says that there is too little evidence to affirm or deny it.",
    "inferred": "The reader concluded it from the document, which does not say it in words.",
    "doubtful layout": "The page lost headings, so that the words may belong to another section.",
    "conflict": "The sides cannot all hold as stated: one affirms and another denies, or one raises and one lowers.",
    "difference": "The sides differ in class, scope, date or strength, and can all hold.",
    "overlap": "The ranges that documents give share a part; they do not contradict one another.",
    "route": "A chain of steps from a start to an end, each of them a claim.",
    "joined route": "A route whose steps come from separate passages or documents; no document states it as a whole.",
    "association": "Two things are reported to go together; no cause is stated.",
    "direct statement": "A claim from start to end that leaves out the steps between.",
    "independent sources": "Documents, where those that cite the same work count once.",
    "approved": "An authority has licensed the drug for this use.",
    "off label": "A use for which the drug has no approval.",
    "investigational": "A use that is being studied.",
    "not recommended": "The document advises against this use. That is advice, not a denial that it is practised.",
    "named as a use": "The document names the use and does not say whether an authority approved it.",
    "proposed": "No person has reviewed the claim yet.",
    "rejected": "A person has reviewed the claim and does not accept it.",
    "passage": "The characters of the document on which a claim rests, checked at every build.",
}
"""Word → what it means."""

ALSO: Mapping[str, str] = {
    "denies": "denied",
    "with reserve": "hedged",
    "joined": "joined route",
    "recommends": "recommendation",
    "finds the evidence insufficient": "insufficient evidence",
}
"""Other forms of the words → the word that the glossary explains."""


def tooltips() -> dict[str, str]:
    """Return all that a tooltip can explain.

    :returns: word, in small letters → its meaning
    """
    return dict(GLOSSARY) | {form: GLOSSARY[word] for form, word in ALSO.items()}
