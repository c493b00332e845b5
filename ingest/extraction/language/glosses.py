"""What a document adds in parentheses to the name of another drug: what that drug is, and what it is used for."""

from __future__ import annotations

import re

from ingest.lexicon.matching import Lexicon, Mention

_IN_PARENTHESES = re.compile(r"\((?P<what>[^()]{4,200})\)")
_FOR_WHAT = re.compile(
    r",? ?\b(?:(?:which|that) (?:is|are) )?(?:often |also |usually |mainly |sometimes |commonly )?(?:used|given|taken|"
    r"prescribed) (?:to|for|in|as|against|when)\b|"
    r"\b(?:medicines?|medications?|drugs?|treatments?|tablets?|injections?|antibiotics?|antivirals?|"
    r"products?|antidepressants?|antiepileptics?|painkillers?|inhibitors?|blockers?)(?P<purpose> (?:to|for|against|"
    r"that|which)\b)|^(?:to treat|for(?! example| instance)) "
)
_IS_A = re.compile(r"(?:also )?(?:an?|another|a (?:type|kind|form) of|both|the) [^,;:]{3,}")
_MEMBERSHIP = re.compile(r"\b(?:belongs?|group|class|famil(?:y|ies)|members?|called|known as|is an?|are)\b")
_BEFORE = 70


def without_glosses(text: str, folded: str, lexicon: Lexicon, own: re.Pattern[str]) -> str:
    """Return a text of the same length in which explanations of other drugs are blank.

    In “fluvoxamine (a medicine for depression)” depression is what fluvoxamine is for. “(such as erythromycin, used to
    treat infections)” keeps the name.

    :param text: the text
    :param folded: the same, folded
    :param lexicon: the names to look for
    :param own: matches a name of the drug that the document is about
    :returns: the text without the explanations
    """
    cuts = [cut for match in _IN_PARENTHESES.finditer(folded) if (cut := _cut(match)) is not None]
    if not cuts:
        return text
    for start, end in cuts:
        opening = folded.rfind("(", 0, start)
        if _follows_another_drug(folded, opening, lexicon, own):
            text = text[:start] + " " * (end - start) + text[end:]
            folded = folded[:start] + " " * (end - start) + folded[end:]
    return text


def _cut(match: re.Match[str]) -> tuple[int, int] | None:
    """Return the span that is an explanation, inside the parentheses."""
    start, end = match.span("what")
    what = match["what"]
    purpose = _FOR_WHAT.search(what)
    if _IS_A.fullmatch(what) and (purpose is None or purpose.start() > 0):
        return start, end
    if purpose is None:
        return None
    return start + max(purpose.start("purpose"), purpose.start()), end


def _follows_another_drug(folded: str, opening: int, lexicon: Lexicon, own: re.Pattern[str]) -> bool:
    """Say whether another drug stands right before an opening parenthesis, or before the parentheses before it."""
    end = opening
    head = folded[max(0, end - _BEFORE) : end].rstrip()
    if head.endswith(")"):
        end = folded.rfind("(", 0, end)
        head = folded[max(0, end - _BEFORE) : end].rstrip() if end > 0 else ""
    found = [m for m in lexicon.mentions(head) if len(head) - m.end <= _NEAR and _is_drug(m)]
    if not found or own.search(head, max(0, found[-1].start - 1)):
        return False
    return found[-1].entry.category == "drug" or not _MEMBERSHIP.search(head)


_NEAR = 2


def _is_drug(mention: Mention) -> bool:
    return mention.entry.category in ("drug", "drug_class")
