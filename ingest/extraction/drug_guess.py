"""Which drug a document is about, when nobody says."""

from __future__ import annotations

import re
from collections import Counter

from ingest.documents.text import DocumentText
from ingest.lexicon.folding import fold
from ingest.lexicon.matching import Lexicon

_HEAD = 600
_SUBJECT = re.compile(
    r"\b([A-Z][a-z]{4,24})(?:'s)?\s+(?:is|was|are|works?|acts?|can|may|should|belongs?|has|does|must|comes|helps?|"
    r"blocks?|inhibits?|binds?|tablets?|capsules?|\d+\s?mg|hydrochloride|sodium)\b"
)
_WHAT = re.compile(r"\b(?:[Ww]hat(?: is)?|[Aa]bout|[Tt]ake|[Tt]aking|[Uu]sing|[Ss]topping)\s+([A-Z]?[a-z]{5,24})\b")
_COMMON = frozenset(
    [
        "this",
        "anyone",
        "someone",
        "everyone",
        "nobody",
        "these",
        "those",
        "there",
        "they",
        "what",
        "when",
        "where",
        "which",
        "while",
        "with",
        "without",
        "patients",
        "people",
        "common",
        "other",
        "others",
        "some",
        "many",
        "most",
        "medicine",
        "medicines",
        "treatment",
        "doctor",
        "doctors",
        "children",
        "adults",
        "women",
        "treating",
        "symptoms",
        "alcohol",
        "studies",
        "study",
        "research",
        "evidence",
        "clinical",
        "safety",
        "about",
        "after",
        "before",
        "during",
        "however",
        "although",
        "because",
        "possible",
        "serious",
        "rare",
        "early",
        "overdose",
        "pregnancy",
        "withdrawal",
        "dosage",
        "tablets",
        "capsules",
        "following",
        "always",
        "never",
        "patient",
        "information",
        "leaflet",
        "each",
        "every",
        "your",
        "their",
        "either",
        "neither",
        "section",
        "usually",
        "side",
        "effects",
        "drug",
        "drugs",
        "medication",
        "therapy",
        "treatment",
        "depression",
        "anxiety",
        "first",
        "second",
        "sometimes",
        "taking",
        "using",
        "stopping",
        "suddenly",
        "medicine",
        "medicines",
        "older",
        "younger",
        "background",
        "methods",
        "results",
        "conclusion",
        "conclusions",
        "participants",
        "these",
        "abrupt",
        "treatment",
        "placebo",
    ]
)


def guess_drug(document: DocumentText, lexicon: Lexicon) -> str | None:
    """Guess the drug from the title and from what is named most often.

    :param document: the document
    :param lexicon: the names of drugs
    :returns: the name, ``None`` if nothing stands out
    """
    text = document.text[:60_000]
    scores: Counter[str] = Counter()
    labels: dict[str, str] = {}
    title = f"{document.title}\n{re.sub(r'[-_.0-9]+', ' ', document.file.rsplit('.', 1)[0])}"
    for part, weight in ((title, 6), (text[:_HEAD], 4), (text, 1)):
        for mention in lexicon.mentions(part):
            if mention.entry.category == "drug" and mention.end - mention.start > 4:
                key = fold(mention.entry.label)
                labels.setdefault(key, mention.entry.label)
                scores[key] += weight
    for part, weight in ((f"{title}\n{text[:_HEAD]}", 4), (text, 1)):
        for pattern, extra in ((_SUBJECT, 1), (_WHAT, 1)):
            for match in pattern.finditer(part):
                word = fold(match.group(1))
                entry = lexicon.lookup(word)
                if word in _COMMON or (entry is not None and fold(entry.label) not in scores):
                    continue
                key = fold(entry.label) if entry is not None else word
                labels.setdefault(key, entry.label if entry is not None else match.group(1))
                scores[key] += weight * extra
    named = set(re.findall(r"[a-z]{5,}", fold(title))) - _COMMON
    folded = fold(text)
    for word in named:
        if lexicon.lookup(word) is None and len(re.findall(rf"(?<![a-z]){word}(?![a-z])", folded)) >= 3:
            labels.setdefault(word, word)
            scores[word] += 10
    for key in scores:
        if key in named:
            scores[key] += 5
    if not scores:
        return None
    key, score = max(scores.items(), key=lambda pair: (pair[1], -len(pair[0])))
    return labels[key].lower() if score >= 2 and labels[key].istitle() else (labels[key] if score >= 2 else None)
