"""Questions about other drugs that are answered: “Does it affect the pill? No.”, “Can I drink on it? Best not.”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule

_NAME = "interactions asked for"
_ASKED = re.compile(
    r"(?:\A|[\n.?!:])\W*(?P<ask>(?P<may>(?:can|may|could|should) (?:i|you|we|people|one|my \w+) (?:still |also |"
    r"safely )?"
    r"(?:take|drink|use|have|mix|combine|smoke)|(?:is|are) (?:it|they|there) (?:safe|ok|okay|all right|fine|"
    r"allowed) (?:with|to "
    r"(?:take|drink|use|mix|combine|have))|(?:is it|are they) (?:safe|ok|okay|compatible))|(?P<does>(?:does|do|"
    r"will|can|could) (?:it|"
    r"they|this \w+|[a-z]{5,20}) (?:affect|interact with|interfere with|react with|clash with|change|weaken|stop|"
    r"make)|(?:are|is) "
    r"there (?:any )?(?:an )?interactions? (?:with|between)))(?P<what>[^\n?]{2,90})\?\W*\Z",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\W*(?:no\b|not really|never\b|best not|better not|it is best not|avoid|don't|do not|you should(?: not|n't)|"
    r"it(?:'s| is) not "
    r"(?:safe|advised|recommended|a good idea))"
)
_YES = re.compile(
    r"\W*(?:yes\b|it (?:can|may|does)|sure\b|you can\b|usually\b|generally\b|it(?:'s| is) (?:safe|fine|ok))"
)
_BUT = re.compile(
    r"\b(?:but|only|if|unless|although|though|with care|caution|careful|however|except|best not|not at the same "
    r"time|apart)\b"
)
_HARM = re.compile(r"\b(?:raise|lower|increase|reduce|weaken|stronger|less|more|worse|dangerous|risk)\w*\b")


def _answered(passage: Passage) -> Iterator[Candidate]:
    """“Does it affect the contraceptive pill? No.”: the answer says whether they interact."""
    if passage.kind in ("references", "methods", "disease") or passage.unit.kind != "sentence":
        return
    no, yes = _NO.match(passage.folded), _YES.match(passage.folded)
    if no is None and yes is None:
        return
    text = passage.context.view.text
    begin = max(0, passage.at - 160)
    asked = _ASKED.search(text[begin : passage.at])
    if asked is None:
        return
    question = asked.group().lower()
    if not (re.search(r"\b(?:it|this|them|with|on)\b", question) or passage.context.own_name.search(question)):
        return
    if asked["may"]:
        interacts = no is not None
        if not interacts and (_BUT.search(passage.folded) or _HARM.search(passage.folded)):
            return
    else:
        interacts = yes is not None
        if not interacts and _BUT.search(passage.folded):
            return
    start = begin + asked.start("ask")
    mentions = passage.context.lexicon.mentions(text[start : begin + asked.end()])
    found = [m for m in mentions if m.entry.category in ("drug", "drug_class") and not passage.context.is_own_name(m)]
    if not found and re.search(r"\bdrink\b", asked["ask"].lower()):
        words, span, label, category = "alcohol", asked["ask"].lower().find("drink"), "ethanol", "drug_class"
        yield _claim(passage, words, category, start + span, label, denied=not interacts)
    for m in found:
        yield _claim(
            passage,
            text[start + m.start : start + m.end],
            m.entry.category,
            start + m.start,
            m.entry.label,
            denied=not interacts,
        )


def _claim(passage: Passage, words: str, category: str, start: int, label: str, *, denied: bool) -> Candidate:
    return Candidate(
        _NAME,
        "interaction",
        "interactsWith",
        words,
        category,
        start,
        passage.at + len(passage.text),
        polarity="denied" if denied else "affirmed",
        synonyms=(label,) if label.lower() != words.lower() else (),
    )


RULES = (Rule(_NAME, "“Does it affect the contraceptive pill? No.”", ("interaction",), _answered),)
