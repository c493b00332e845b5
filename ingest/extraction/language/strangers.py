"""Names of drugs that no vocabulary has: new, invented, or brand names, by their endings and where they stand.

A clause about a drug that the lexicon does not know is not about the drug of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ingest.lexicon.entries import Entry
from ingest.lexicon.folding import fold
from ingest.lexicon.matching import Lexicon

MAX_STRANGERS = 500
"""More names than this are not drugs: the text is then something else."""

_LETTERS = re.compile(r"(?<![a-z0-9-])[a-z]+")
_STEM = re.compile(
    r"[a-z]{3,16}(?:conazole|prazole|piprazole|nidazole|floxacin|mycin|cillin|[ao]pril|sartan|[aeio]lol|"
    r"vastatin|dipine|azepam|azolam|bazam|barbital|codone|morphone|orphine|fentanil|tidine|setron|triptan|gliptin|"
    r"glitazone|oxetine|triptyline|ipramine|[tz]apine|peridone|[aei]ridone|azodone|faxine|gabalin|[a-z]avir|"
    r"[lmtz]umab|"
    r"tinib|caine|curonium|profen|oxicam|coxib|gatran|xaban|thiazide|semide|lukast|terol|tropium|asone|isone|zepine|"
    r"giline|capone|denafil|dronate|formin|gliflozin|glutide|zolpidem|piclone|mantine|orexant|melteon|trexone|"
    r"[ln]oxone|"
    r"azine|thixene|bital|stigmine|peridol|[aei]cycline|citabine|platin|rubicin|[ao]pram|adrine|edrine|racetam|"
    r"zolamide|"
    r"suximide|ytoin|[io]trigine|idone|[aiou]xetine|[aeiou]tine|[bdlmnprtv]idine|[aei]dol|[aeio]pride|phylline|"
    r"[aeio]zine|"
    r"[lr]amine|zoline|[aeiou]xine|pidem|[aeio]lam|azenil|fadine|tadine|dralazine|[aeio]doxone|[aeio]nabol|afil)"
)
"""Endings of international names that ordinary words hardly have."""

_NAME = re.compile(
    r"(?<![A-Za-z-])[A-Z][a-z]{3,16}(?:ine|ol|ole|ide|ate|one|[lprz]am|[cdlmnrtvxz]in|[dptz]an|ax|ex|ix|yx|ox|il|"
    r"[dlrtx]en|ir|"
    r"um|ra|va|ta|ron|xa|ya)(?![a-z])"
)
_CAPITALISED = re.compile(r"(?<=[a-z,(] )(?:the |an? )?(?P<word>[A-Z][a-z]{5,16})(?![A-Za-z-])")
_WORD = re.compile(r"[a-z0-9-]+")
_SUBJECT = re.compile(
    r"(?:'s)?(?: \([^()]{1,40}\))?,? (?:is|was|has|had|can|may|might|could|will|would|does|did|causes?|caused|"
    r"blocks?|blocked|"
    r"inhibits?|inhibited|binds?|works?|acts?|raises?|raised|lowers?|lowered|increases?|increased|decreases?|"
    r"decreased|"
    r"reduces?|reduced|treats?|helps?|relieves?|activates?|stimulates?|produces?|produced|lasts?|lasted|remains?|"
    r"showed|"
    r"shows|carries|which|and|or|but|also|often|too|however|cannot|should|must|prevents?|leads?|induces?)\b"
)
_AFTER = re.compile(
    r"\b(?:unlike|like|than|with|to|of|and|or|by|from|on|after|taking|as|for|see|both|either|contrast to|about|"
    r"including|against) $",
    re.IGNORECASE,
)
_ORDINARY = frozenset(
    [
        "medicine", "routine", "discipline", "guideline", "baseline", "decline", "combine", "examine", "determine",
        "machine", "online", "headline", "deadline", "vaccine", "genuine", "imagine", "intestine", "quarantine",
        "magazine", "valentine", "feminine", "masculine", "wine", "pipeline", "outline", "timeline", "hotline",
        "protocol", "control", "symbol", "school", "someone", "everyone", "anyone", "hormone", "telephone",
        "milestone", "suicide", "provide", "outside", "inside", "decide", "worldwide", "nationwide", "bedside",
        "guide", "override", "candidate", "estimate", "moderate", "separate", "climate", "private", "appropriate",
        "adequate", "immediate", "ultimate", "certificate", "chocolate", "carbohydrate", "alternate", "associate",
        "graduate", "indicate", "educate", "program", "exam", "cream", "team", "within", "again", "certain",
        "explain", "maintain", "contain", "obtain", "remain", "origin", "margin", "cabin", "begin", "resin", "clean",
        "urban", "veteran", "human", "woman", "german", "american", "european", "african", "asian", "plan", "organ",
        "complex", "index", "reflex", "latex", "cortex", "appendix", "matrix", "relax", "syntax", "until", "april",
        "council", "children", "women", "often", "listen", "happen", "given", "proven", "open", "seven", "eleven",
        "oxygen", "hydrogen", "citizen", "kitchen", "written", "forgotten", "broken", "maximum", "minimum", "forum",
        "spectrum", "medium", "premium", "serum", "sodium", "calcium", "their", "hair", "repair", "impair", "chair",
        "extra", "ultra", "data", "beta", "delta", "quota", "china", "india", "africa", "america", "canada",
        "australia", "russia", "diarrhoea", "asthma", "eczema", "anaemia", "mania", "schema", "drama", "trauma",
        "spain", "britain", "berlin", "dublin", "austin", "houston", "boston", "tourette", "sinclair", "cochrane",
        "diazine", "uridine", "thymidine", "idol", "salam", "islam", "gram", "program", "examine", "famine",
        "undermine", "jasmine", "histamine", "vitamin", "dopamine", "supine", "routine", "destine", "argentine",
        "byzantine", "palestine", "clementine", "quarantine", "serpentine", "turpentine", "libertine", "creatine",
        "bride", "pride", "stride", "glide", "slide", "chloride", "fluoride", "peptide", "nucleotide", "oxide",
        "hydroxide", "dioxide", "hydrochloride", "bromide", "iodide", "sulfate", "phosphate", "acetate", "maleate",
        "fumarate", "tartrate", "citrate", "besylate", "mesylate", "succinate", "hydrobromide", "pamoate",
        "racemate", "enantiomer", "opioid", "reward", "antihistamine", "benzodiazepine", "barbiturate", "amphetamine",
        "phenothiazine", "imidazoline", "thienodiazepine", "nonbenzodiazepine", "wikidata", "piperazine",
        "piperidine", "pyridine", "thiazide", "glucocorticoid",
        "catecholamine", "monoamine", "glutamine", "tyramine", "melamine", "polyamine", "indole", "parole",
        "michigan", "oregon", "texas", "helen", "karen", "kevin", "martin", "robin", "colin", "stephen", "adrian",
        "allan", "duncan", "susan", "jordan", "logan", "ryan", "brian", "nathan", "sebastian", "christian", "julian",
        "dr", "north", "south", "hepatocyte", "protein", "albumin", "heroin", "insulin", "keratin", "melanin",
        "haemoglobin", "hemoglobin", "creatinine", "bilirubin", "prothrombin", "prolactin", "oxytocin", "gastrin",
        "secretin", "leptin", "ghrelin", "renin", "toxin", "endorphin", "orexin", "globulin", "fibrin", "trypsin",
        "skin", "penile", "while", "mobile", "fragile", "sterile", "textile", "profile", "female", "scale",
        "withdrawal", "interval", "placebo", "caution", "safety", "mortality", "pregnancy", "alcohol", "cholesterol",
        "monitor", "phenol", "methanol", "glycerol", "menthol", "retinol", "cortisol", "aerosol", "petrol", "patrol",
    ]
)  # fmt: skip
"""Words with such endings that name no drug of their own."""


def strangers_in(text: str, lexicon: Lexicon, own: Iterable[str]) -> dict[str, Entry]:
    """Return the words of a text that look like names of drugs, and that the lexicon does not know.

    :param text: text of a document
    :param lexicon: the names that are known
    :param own: folded names of the document's drug
    :returns: folded word to an entry of the category ``drug``
    """
    folded = fold(text)
    names = tuple(set(own))
    found: dict[str, Entry] = {}
    for word in dict.fromkeys(_LETTERS.findall(folded)):
        if _has_stem(word):
            _note(word, lexicon, names, found)
    for match in _NAME.finditer(text):
        if len(found) >= MAX_STRANGERS:
            break
        word = fold(match.group())
        if word not in found and (
            _SUBJECT.match(folded, match.end()) or _AFTER.search(folded[max(0, match.start() - 14) : match.start()])
        ):
            _note(word, lexicon, names, found)
    for word in _only_capitalised(text, folded):
        if not any(f"{name} {word}" in folded for name in names):
            _note(word, lexicon, names, found)
    return {} if len(found) >= MAX_STRANGERS else found


@lru_cache(maxsize=50_000)
def _has_stem(word: str) -> bool:
    return _STEM.fullmatch(word) is not None


def _only_capitalised(text: str, folded: str) -> Iterator[str]:
    """Yield words that are always capitalised, stand in the middle of a sentence, and are the subject of a verb."""
    words = sorted({fold(match.group("word")) for match in _CAPITALISED.finditer(text)})[:MAX_STRANGERS]
    found: dict[str, list[tuple[int, int]]] = {word: [] for word in words}
    if found:
        for match in _WORD.finditer(folded):
            if (places := found.get(match.group())) is not None:
                places.append(match.span())
    for word, places in found.items():
        always = len(places) > 1 and all(text[start].isupper() for start, _ in places)
        if always and any(_SUBJECT.match(folded, end) for _, end in places):
            yield word


def _note(word: str, lexicon: Lexicon, own: tuple[str, ...], found: dict[str, Entry]) -> None:
    if len(word) < 6 or word in found or word in _ORDINARY:
        return
    if word.startswith(own) or any(name.startswith(word) for name in own):
        return
    if lexicon.lookup(word) is None and not lexicon.is_part_of_name(word):
        found[word] = Entry("drug", word)


def names_beside(text: str, lexicon: Lexicon, own: Iterable[str]) -> Iterator[str]:
    """Yield brand names that a text has in parentheses with the drug: “Zelo (zelopram)”, “zelopram (Zelo)”.

    :param text: the text
    :param lexicon: the names that are known
    :param own: folded names of the drug
    :yields: folded names that no vocabulary has and that the text uses again
    """
    names = "|".join(map(re.escape, sorted(own, key=len, reverse=True)))
    beside = re.compile(
        rf"(?-i:(?P<first>[A-Z][a-z]{{3,14}}))(?:®|™)? \((?:{names})\b[^()]{{0,30}}\)|"
        rf"\b(?:{names})(?: [a-z]+)? \((?-i:(?P<second>[A-Z][a-z]{{3,14}}))(?:®|™)?(?:, [^()]{{0,60}})?\)",
        re.IGNORECASE,
    )
    read = text[:_HEAD]
    for name in {match["first"] or match["second"] for match in beside.finditer(read)}:
        again = len(re.findall(rf"\b{name}\b", read)) > 1 and not re.search(rf"\b{name.lower()}\b", read)
        if again and fold(name) not in own and lexicon.lookup(name) is None:
            yield fold(name)


_HEAD = 20_000
"""How far a text is looked through for brand names."""
