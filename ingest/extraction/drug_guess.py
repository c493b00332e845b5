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
_ABOUT = re.compile(
    r"\b(?:[Ee]fficacy|[Ss]afety|[Tt]olerability|[Ee]ffects?|[Pp]harmacokinetics|[Pp]harmacology|[Tt]rial|[Ss]tudy|"
    r"[Uu]se|"
    r"[Rr]ole|[Rr]eview) (?:and \w+ )?of (?:oral |intravenous |adjunctive |extended-release |low-dose |high-dose )?"
    r"([A-Za-z][a-z]{5,24})\b"
)
_ILLNESS_OF = re.compile(
    r"\s+(?:use disorder|dependen\w+|withdrawal|addiction|misuse|abuse|cravings?|poisoning|intoxication|consumption|"
    r"use\b|intake|drinking|detox\w*|relapse|users?)"
)
_SUBSTANCES = frozenset(
    [
        "ethanol",
        "alcohol",
        "caffeine",
        "nicotine",
        "water",
        "oxygen",
        "cocaine",
        "heroin",
        "cannabis",
        "food",
        "tobacco",
    ]
)
"""Substances that documents about other drugs name often."""

_HABITS = frozenset(["smoking", "smoke", "tobacco smoking", "drinking", "cigarette", "cigarettes", "vaping"])
"""What a drug may help to stop; never what a document about a drug is about."""

_NAMED_LIKE_DRUGS = frozenset(["drug_class", "transmitter"])
"""Categories whose entries are drugs too where a title names them: lithium, insulin, oestrogen."""

_CATIONS = frozenset(["sodium", "potassium", "calcium", "magnesium", "lithium", "zinc", "ferrous", "ammonium"])
"""Words that begin the names of salts, which are the names of drugs: sodium oxybate, magnesium sulfate."""

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


def guess_drug(document: DocumentText, lexicon: Lexicon) -> str | None:  # noqa: PLR0912 - one weight after the other
    """Guess the drug from the title and from what is named most often.

    :param document: the document
    :param lexicon: the names of drugs
    :returns: the name, ``None`` if nothing stands out
    """
    text = document.text[:60_000]
    scores: Counter[str] = Counter()
    labels: dict[str, str] = {}
    first_line = text.strip().partition("\n")[0][:100]
    if len({m.entry.label for m in lexicon.mentions(first_line) if m.entry.category == "drug"}) > _IN_A_TITLE:
        first_line = ""
    title = f"{document.title or first_line}\n{re.sub(r'[-_.0-9]+', ' ', document.file.rsplit('.', 1)[0])}"
    headlines = _headlines(text, lexicon)
    of_title = {fold(m.entry.label) for m in lexicon.mentions(title) if m.entry.category in _NAMED_LIKE_DRUGS}
    of_title |= {fold(m.entry.label) for m in lexicon.mentions(headlines) if m.entry.category in _NAMED_LIKE_DRUGS}
    for part, weight in ((title, 6), (headlines, 8), (text[:_HEAD], 4), (text, 1)):
        folded = fold(part)
        for mention in lexicon.mentions(part, folded):
            is_drug = mention.entry.category == "drug" or fold(mention.entry.label) in of_title
            if is_drug and mention.end - mention.start > 4:
                if _ILLNESS_OF.match(folded, mention.end, mention.end + 30):
                    continue
                key = fold(mention.entry.label)
                if key not in _HABITS:
                    labels.setdefault(key, mention.entry.label)
                    scores[key] += weight
    head = fold(f"{title}\n{text[: 3 * _HEAD]}")
    for part, weight in ((f"{title}\n{text[:_HEAD]}", 4), (text, 1)):
        for pattern, extra in ((_SUBJECT, 1), (_WHAT, 1), (_ABOUT, 2)):
            for match in pattern.finditer(part):
                word = fold(match.group(1))
                entry = lexicon.lookup(word)
                if word in _COMMON or word in _HABITS or (entry is not None and fold(entry.label) not in scores):
                    continue
                if entry is None and word not in head:
                    continue
                key = fold(entry.label) if entry is not None else word
                labels.setdefault(key, entry.label if entry is not None else match.group(1))
                scores[key] += weight * extra
    folded_title = fold(title)
    named = set(re.findall(r"[a-z]{5,}", folded_title)) - _COMMON - _HABITS
    words = Counter(re.findall(r"[a-z]+(?:-[a-z]+)?", folded))
    for word in named:
        if lexicon.lookup(word) is None and words[word] >= 3:
            labels.setdefault(word, word)
            scores[word] += 10
    for key in scores:
        if key in named:
            scores[key] += 5
    for key in scores:
        if key in _SUBSTANCES and key not in folded_title:
            scores[key] //= 4
        elif (entry := lexicon.lookup(key)) is None:
            scores[key] += min(20, words[key])
        elif key.endswith("s") and key[:-1] in map(fold, entry.synonyms):  # “Morphinans”, a class
            scores[key] //= 4
    if not scores:
        return None
    key, score = max(scores.items(), key=lambda pair: (pair[1], -len(pair[0])))
    if score < 2:
        return None
    label = labels[key].lower() if labels[key].istitle() else labels[key]
    return _salt(label, folded) or label


def _headlines(text: str, lexicon: Lexicon) -> str:
    """Return the short lines at the top of a page that begin with a drug, the only one that they name.

    One of them is the title where a menu is above it. Classes are left out; their names are plurals.
    """
    found = []
    for line in [line.strip() for line in text[: 4 * _HEAD].split("\n") if line.strip()][:_TOP]:
        named = [m for m in lexicon.mentions(line) if m.entry.category in ("drug", *_NAMED_LIKE_DRUGS)]
        first = _ASKS.match(line)
        if (
            len(line.split()) <= _SHORT
            and len({mention.entry.label for mention in named}) == 1
            and named[0].start == (first.end() if first else 0)
            and not named[0].entry.label.endswith("s")
        ):
            found.append(line)
    return "\n".join(found)


_ASKS = re.compile(r"(?:(?:What|How|Why|When|Is|Can|Does|About|All about|The) (?:is |are |does |can |use of )?)")
_IN_A_TITLE = 2
"""Drugs that a title names; a first line with more is a menu."""

_TOP, _SHORT = 14, 14
"""Lines of the top of a page, and words of a line that may be a title."""


def _salt(name: str, folded: str) -> str | None:
    """Return the name of the salt that a document means by its first word, if it often writes both.

    :param name: the name of a drug
    :param folded: the text of the document, folded
    :returns: the name of the salt, ``None`` if the name is complete

    >>> _salt("sodium", "sodium oxybate is a salt. sodium oxybate contains sodium. take sodium oxybate at night.")
    'sodium oxybate'
    >>> _salt("lithium", "lithium helps. lithium carbonate is one form. check lithium levels. stop lithium slowly.")
    """
    if name not in _CATIONS:
        return None
    followed = Counter(re.findall(rf"\b{name} ([a-z]{{3,}}(?:ate|ide|ite))\b", folded))
    if not followed:
        return None
    anion, count = followed.most_common(1)[0]
    return f"{name} {anion}" if 3 * count >= len(re.findall(rf"\b{name}\b", folded)) else None


_NAME = r"[A-Za-z][a-z]{4,24}(?:-[a-z]{3,12})?"
_AFTER_BRAND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:®|™)? is (?:the|a) (?:brand|trade|proprietary) name (?:of|for) (?:the (?:drug|medicine) "
        rf")?(?P<other>{_NAME})",
        r"(?:®|™)? (?:tablets? |capsules? )?(?:contains?|is) the active (?:substance|ingredient)(?: called)? "
        rf"(?P<other>{_NAME})",
        rf"(?:®|™)? contains (?P<other>{_NAME})(?:,| as) (?:the|its|an?) active",
        r"(?:®|™)? \((?:generic(?: name)?:? ?|generic name of |active (?:substance|ingredient):? ?)"
        rf"(?P<other>{_NAME})\)",
        r"(?:®|™)? \((?P<other>(?-i:[a-z]{6,24}))(?: hydrochloride| sodium)?\)",
    )
)
"""What stands after a brand name and gives the generic name."""

_BEFORE_BRAND = re.compile(
    rf"\b(?P<other>{_NAME})(?:, (?:also )?| \()(?:sold|marketed|known) (?:\w+ ){{0,3}}(?:under the |as the )?"
    r"(?:brand|trade) names? (?:of )?$",
    re.IGNORECASE,
)


_IN_TITLE = re.compile(r"\W*(?P<first>[\w-]+)(?: [a-z]+)?[®™]? ?\((?P<second>[\w-]+)(?: [a-z]+)?[®™]?\)", re.IGNORECASE)
"""Two names of a drug in a title: “ZELOPRAM (VORTALEX)”, “Vortalex (zelopram hydrochloride) tablets”."""


def generic_name(document: DocumentText, name: str, lexicon: Lexicon | None = None) -> str | None:
    """Return the generic name that a document gives for a brand name and uses again, or has in its title.

    :param document: the document
    :param name: the name of the drug, as named or guessed
    :param lexicon: the names of drugs, of which one may be in the title only
    :returns: the other name, ``None`` if the document gives none

    >>> from ingest.documents.reading import text_of
    >>> text = b"Vortalex is the brand name of peldronate. Peldronate can cause nausea."
    >>> generic_name(text_of(text, "a.txt"), "Vortalex")
    'peldronate'
    """
    text = document.text[:20_000]
    title = _IN_TITLE.match(text)
    if lexicon is not None and title is not None:
        names = [title["first"].lower(), title["second"].lower()]
        known = [other for other in names if lexicon.lookup(other, ("drug",))]
        if name.lower() in names and len(known) == 1 and known[0] != name.lower():
            return known[0]
    places = [match.span() for match in re.finditer(re.escape(name), text, re.IGNORECASE)]
    at_words = [end for start, end in places if not start or not (text[start - 1].isalnum() or text[start - 1] == "_")]
    found = [next(filter(None, (pattern.match(text, end) for end in at_words)), None) for pattern in _AFTER_BRAND]
    found.append(
        next(filter(None, (_BEFORE_BRAND.search(text[max(0, start - 160) : start]) for start, _ in places)), None)
    )
    for match in found:
        other = match["other"].lower() if match is not None else ""
        if (
            other not in ("", name.lower())
            and other not in _COMMON
            and len(re.findall(rf"(?i)\b{re.escape(other)}\b", text)) > 1
        ):
            return other
    return None
