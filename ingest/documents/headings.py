"""What a heading means: the kind of its section, and the frequency or seriousness that it states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import yaml

KINDS_FILE = Path(__file__).with_name("section_kinds.yaml")

_NUMBER = re.compile(
    r"^\W*(?:section\s+)?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivx]{1,4}|[a-z])[.):]\s+|^\W*\d{1,2}(?:\.\d{1,2}){0,3}\s+",
    re.IGNORECASE,
)
_BAND = re.compile(
    r"\b(?P<band>very common(?: to common)?|common to very common|very frequent|very often|commonest|more common|"
    r"most common|most frequent|less common|less frequent|"
    r"very rare|seldom|very seldom|sometimes|uncommon|infrequent|common|frequent|occasional|rare|isolated|"
    r"frequency not (?:known|defined|reported|stated)|not known|"
    r"unknown frequency|unknown)(?:ly)?\b",
    re.IGNORECASE,
)
_NOT_A_BAND = re.compile(
    r"\s+(?:questions?|names?|brands?|causes?|types?|uses|mistakes?|myths|misconceptions|conditions?|illness\w*|"
    r"diseases?|disorders?|practice)\b",
    re.IGNORECASE,
)
_BANDS = {
    "very common": "very-common",
    "very common to common": "very-common",
    "common to very common": "common",
    "very frequent": "very-common",
    "very often": "very-common",
    "commonest": "common",
    "more common": "common",
    "most common": "common",
    "most frequent": "common",
    "frequent": "common",
    "common": "common",
    "less common": "uncommon",
    "less frequent": "uncommon",
    "uncommon": "uncommon",
    "infrequent": "uncommon",
    "occasional": "uncommon",
    "rare": "rare",
    "very rare": "very-rare",
    "isolated": "isolated",
    "seldom": "rare",
    "very seldom": "very-rare",
    "sometimes": "uncommon",
    "frequency not known": "not-known",
    "frequency not defined": "not-known",
    "frequency not reported": "not-known",
    "frequency not stated": "not-known",
    "not known": "not-known",
    "unknown": "not-known",
    "unknown frequency": "not-known",
}
_SERIOUS = re.compile(
    r"\b(?<!less )(?<!not )(?<!non-)(?:serious|severe|dangerous|life-threatening|urgent(?:ly)?|emergency|major)\b",
    re.IGNORECASE,
)
_MILD = re.compile(r"\b(?:mild|minor)\b", re.IGNORECASE)
_KEEPING = re.compile(
    r"^(?:for all\b|adults?|children|adolescents|elderly|oral|intravenous|intramuscular|intrathecal|injection|"
    r"tablets?|capsules?|"
    r"general|other|others|standard|absolute|relative|systemic|local|short[- ]term|long[- ]term|in (?:adults|"
    r"children|men|women)|men|women|"
    r"(?:blood|cardiac|ear|endocrine|eye|gastrointestinal|general|hepatobiliary|immune|infections|injury|"
    r"investigations|metabolism|"
    r"musculoskeletal|neoplasms|nervous|psychiatric|renal|reproductive|respiratory|skin|surgical|vascular|"
    r"congenital|social)\b.{0,60}"
    r"(?:disorders?|system|infestations|conditions|complications|unspecified|procedures|circumstances|tissue)?|"
    r"physical|mental|cognitive|psychological|visual|auditory|digestive|stomach|gut|heart|skin|mood|sleep|sexual|"
    r"central nervous system|cns|"
    r"cardiovascular|haematological|hematologic|dermatological|neurological|ocular|urinary|genitourinary|"
    r"laboratory|body as a whole)\b",
    re.IGNORECASE,
)
_LONGEST_HEADING = 30
_LONGEST_PHRASE = 9
_WORD = re.compile(r"[a-z0-9][a-z0-9'-]*")


@dataclass(frozen=True)
class Heading:
    """What a heading says.

    :param kind: the kind of section it opens, ``None`` if its words are not known
    :param band: frequency band, such as ``very-common``
    :param serious: whether it says that what follows is serious
    :param keeps: whether it refines the section it is in: a frequency, an age, a route, an organ
    """

    kind: str | None
    band: str | None = None
    serious: bool = False
    keeps: bool = False


@cache
def _phrases() -> tuple[dict[str, str], dict[str, str], dict[str, None]]:
    """Return phrases for the whole heading, phrases for a part of it, and all kinds."""
    kinds = yaml.load(KINDS_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    whole: dict[str, str] = {}
    part: dict[str, str] = {}
    for kind, phrases in kinds.items():
        for phrase in phrases:
            if phrase.startswith("="):
                whole[_words(phrase[1:])] = kind
            else:
                part[_words(phrase)] = kind
    return whole, part, dict.fromkeys(kinds)


def kinds() -> tuple[str, ...]:
    """Return the names of all kinds of sections.

    :returns: in the order of the file
    """
    return tuple(_phrases()[2])


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower().replace("’", "'").replace("‑", "-").replace("‐", "-")))


def band_of(text: str) -> str | None:
    """Return the frequency band that words name.

    :param text: a heading, a label or a sentence
    :returns: such as ``very-common``, ``None`` without one

    >>> band_of("Very common (may affect more than 1 in 10 people)"), band_of("Uncommon side effects"), band_of("Skin")
    ('very-common', 'uncommon', None)
    """
    match = _BAND.search(text)
    if match is None or _NOT_A_BAND.match(text, match.end()):
        return None
    word = re.sub(r"\s+", " ", match.group("band").lower())
    return _BANDS.get(word)


def normalised(title: str, drugs: Iterable[str] = ()) -> str:
    """Return the words of a heading without its number and with ``x`` for the drug.

    :param title: the heading
    :param drugs: names of the drug
    :returns: lower-case words

    >>> normalised("4.3 What Zelopram is used for", ["zelopram"])
    'what x is used for'
    """
    text = _words(_NUMBER.sub("", title))
    for name in drugs:
        folded = _words(name)
        if folded and folded in text:
            text = re.sub(rf"(?<![a-z0-9]){re.escape(folded)}(?:'s)?(?![a-z0-9])", "x", text)
    text = re.sub(r"\bx(?: (?:tablets?|capsules?|mg|solution|injection|cream|syrup|x))+\b", "x", text)
    return re.sub(r"^(?:the|its|some|your)\s+", "", text)


def heading_of(title: str, drugs: Iterable[str] = ()) -> Heading:
    """Say what a heading means.

    :param title: its text
    :param drugs: names of the drug
    :returns: its kind, frequency and seriousness

    >>> heading_of("4.8 Undesirable effects").kind, heading_of("What is zelopram used for?", ["zelopram"]).kind
    ('adverse_effect', 'indication')
    >>> heading_of("Rare (1 to 10 in 10,000)")
    Heading(kind=None, band='rare', serious=False, keeps=True)
    """
    return _heading_of(title, tuple(drugs))


def is_heading_phrase(title: str, drugs: Iterable[str] = ()) -> bool:
    """Say whether all words of a line are those of a known heading, so that it is one wherever it is.

    :param title: the line
    :param drugs: names of the drug
    :returns: whether nothing else is in it

    >>> is_heading_phrase("Withdrawal"), is_heading_phrase("Withdrawal from heroin is different")
    (True, False)
    """
    whole, part, _ = _phrases()
    words = normalised(title, drugs)
    return words in whole or words in part


_ILLNESS_TITLE = re.compile(
    r"(?:acute |chronic |severe )?(?P<what>[a-z][a-z-]{3,}(?: (?:and|or) [a-z-]{4,})?) (?:overdos(?:e|es|age)|"
    r"poisonings?|"
    r"withdrawal|dependence|addiction|intoxication|toxicity|(?:use|abuse) disorders?)"
)
_NO_SUBSTANCE = frozenset(
    ["acute", "chronic", "accidental", "massive", "severe", "drug", "medicine", "possible", "physical", "psychological",
     "managing", "treating", "abrupt", "sudden", "suspected", "signs", "serious", "fatal", "substance"]
)  # fmt: skip


def names_a_use(title: str, kind: str | None, drugs: Iterable[str] = ()) -> bool:
    """Say whether a title among uses names the overdose of, or the dependence on, something that is not the drug.

    :param title: the title of a section
    :param kind: the kind of the section above it, or its own
    :param drugs: names of the drug
    :returns: whether it does

    >>> [names_a_use(title, "indication", ["zelopram"]) for title in ("Opioid overdose", "Zelopram overdose")]
    [True, False]
    """
    if kind not in ("indication", "off_label"):
        return False
    match = _ILLNESS_TITLE.fullmatch(title.lower().strip())
    if match is None or match["what"] in _NO_SUBSTANCE:
        return False
    return match["what"] not in {drug.lower() for drug in drugs}


@lru_cache(maxsize=10_000)
def _heading_of(title: str, drugs: tuple[str, ...]) -> Heading:
    words = normalised(title, drugs)
    kind = _kind(words)
    band = band_of(title)
    serious = bool(_SERIOUS.search(title))
    if kind is None and serious and re.search(r"\b(?:side )?(?:effects?|reactions?|problems?)\b", words):
        kind = "adverse_effect"
    if kind is None and band is not None and re.search(r"\b(?:effects?|reactions?|problems?)\b", words):
        kind = "adverse_effect"
    keeps = kind is None and (band is not None or serious or bool(_MILD.search(title)) or bool(_KEEPING.match(words)))
    return Heading(kind, band, serious, keeps)


def _kind(words: str) -> str | None:
    whole, part, _ = _phrases()
    if words in whole:
        return whole[words]
    parts = words.split()[:_LONGEST_HEADING]
    best, kind = 0, None
    for start in range(len(parts)):
        for end in range(start + 1, min(start + _LONGEST_PHRASE, len(parts)) + 1):
            phrase = " ".join(parts[start:end])
            if len(phrase) > best and phrase in part:
                best, kind = len(phrase), part[phrase]
    return kind


_LEADS: tuple[tuple[str, str], ...] = (
    (
        "caution",
        (
            r"\bmake sure\b.{0,60}\b(?:tell|talk|speak)\b|"
            r"\b(?:tell|talk to|speak to) (?:your|a) (?:doctor|pharmacist|prescriber)[^.:]{0,40} if you:"
        ),
    ),
    (
        "advice",
        (
            r"\b(?:tips?|self-care|what (?:you can|to) do|try (?:the following|these|to)|help yourself|cope|steps|"
            r"remember|follow|make sure|to (?:avoid|reduce|prevent|relieve|lessen|manage) (?:this|these|them|the))\b"
        ),
    ),
    ("overdose", r"\b(?:overdos|too much|more than (?:you should|prescribed))"),
    (
        "withdrawal",
        (
            r"\b(?:withdrawal|(?:stop|stopp|discontinu|quit|com)(?:s|ing|ed|ping|ting)?\b[^.]{0,40}\b(?:suddenly|"
            r"abrupt|too (?:fast|quickly|soon)|off)|abrupt|after stopping|on stopping)"
        ),
    ),
    (
        "not_used",
        (
            r"\b(?:not (?:effective|useful|approved|licensed|indicated|recommended|used) (?:in|for|to)|"
            r"does not (?:help|work|treat))\b"
        ),
    ),
    (
        "interaction",
        (
            r"\b(?:interact|\bcombination with|with any\b|(?:together|combined|mixed|mix|combine|same time|alongside|"
            r"taken) with|(?:are|is) (?:also )?(?:taking|using|on) (?:any|other|one)?|if you (?:are |also )?(?:take|"
            r"taking|use|using)|other (?:medicines|drugs|medications)|any of (?:the following|these) (?:medicines|"
            r"drugs|medications)|following (?:medicines|drugs|medications))"
        ),
    ),
    (
        "contraindication",
        (
            r"\b(?:contra-?indicat|(?:do not|don['’]t|must not|mustn['’]t|should(?:n['’]t| not)|cannot|can['’]t|"
            r"never|"
            r"may not|not (?:to )?be|are not to)\b[^.:]{0,30}?\b(?:take|taken|use|used|given|start|started|receive|"
            r"prescribed|suitable|administered)|not (?:be )?suitable|unsuitable|reasons? not to|should avoid|"
            r"avoid (?:it|this|using|taking) (?:if|in))"
        ),
    ),
    (
        "adverse_effect",
        (
            r"\b(?:side[ -]effects?|adverse|unwanted|undesirable|reactions?|(?:can|may|might|does not|doesn['’]t|"
            r"could) "
            r"(?:also )?(?:cause|bring (?:on|about)|lead to|produce)|complain|(?:causes|brings on|leads to|"
            r"produces)\s*:|"
            r"users? (?:notice|report)|people (?:notice|report)|could (?:notice|get))"
        ),
    ),
    (
        "indication",
        (
            r"\b(?:used (?:to treat|for|in|to|against|mainly|when)|indicat|treats?\b|treatment of|"
            r"(?:prescribe|use|recommend)s? (?:it|this (?:medicine|drug)|[\w-]{5,25}) (?:for|to treat)\b|"
            r"prescribed (?:for|to)|helps? (?:with|people)|licensed (?:for|to)|approved (?:for|to)|works? for)"
        ),
    ),
    (
        "caution",
        (
            r"\b(?:tell|talk to|speak to|speak with|check with|ask|let|inform|consult|see) (?:your|a|the) (?:doctor|"
            r"pharmacist|prescriber|gp|nurse|team|healthcare|health)|\bbefore (?:you )?(?:tak|us|start)|"
            r"\b(?:special|extra|particular|great) care|\b(?:with|take) care\b|\bcaution|\bcareful|\bwarn"
        ),
    ),
)
_LEAD_RULES = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _LEADS)
_EXPERIENCED = re.compile(
    r"\b(?:notice|experience|get|develop|suffer|happen|occur|observe|following|these|bother|go away|get worse|"
    r"troublesome)\b",
    re.IGNORECASE,
)
_HAVING = re.compile(
    r"\b(?:if you(?: have| are|['’]re|['’]ve| suffer| ever)|before|in (?:patients|people) with|history)\b",
    re.IGNORECASE,
)

_URGENT = re.compile(
    r"\b(?:immediately|at once|straight ?away|right away|without delay|urgent(?:ly)?|emergency|999|911|112|hospital|"
    r"ambulance|"
    r"stop taking)\b",
    re.IGNORECASE,
)
_EVER = re.compile(r"\b(?:ever|before|history|suffer from|already)\b", re.IGNORECASE)


def lead_kind(text: str, within: str | None) -> str | None:
    """Say what a sentence that ends with a colon announces.

    :param text: the sentence
    :param within: kind of the section it is in
    :returns: a kind as for sections, ``advice``, ``not_used``, or ``None`` if it says nothing new

    >>> lead_kind("You should not take it if you have:", "introduction")
    'contraindication'
    >>> lead_kind("Tell your doctor at once if you notice any of these:", "adverse_effect")
    'adverse_effect'
    >>> lead_kind("Tell your doctor if you have:", "contraindication")
    'caution'
    >>> lead_kind("See a doctor straight away if you have:", "adverse_effect")
    'adverse_effect'
    """
    if (
        within in ("adverse_effect", "withdrawal", "overdose")
        and _EXPERIENCED.search(text)
        and not _HAVING.search(
            re.sub(r"if you (?:have|get|notice|experience) (?:any|one|some|these)", "", text, flags=re.IGNORECASE)
        )
    ):
        return within
    if within in ("adverse_effect", "overdose") and _URGENT.search(text) and not _EVER.search(text):
        return within
    for kind, rule in _LEAD_RULES:
        if rule.search(text):
            if kind == "caution" and within == "interaction":
                continue
            if kind == "contraindication" and re.search(
                r"(?<!those )(?<!people )(?<!patients )(?<!anyone )(?<!adults )(?<!someone )\bwith\s*:?$|"
                r"\bwith any of|\bwhile (?:taking|using)",
                text,
                re.IGNORECASE,
            ):
                return "interaction"
            return kind
    return None
