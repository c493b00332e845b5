"""Whose effect a clause reports: the drug's own, another drug's, the illness's, or placebo's."""

from __future__ import annotations

import re

from ingest.documents.headings import names_a_use
from ingest.extraction.language.lead_sentences import is_of_another
from ingest.extraction.language.model import Owner, Passage
from ingest.lexicon.matching import Mention

_AFTER_PREPOSITION = re.compile(
    r"\b(?:no|not|rather than|instead of|of|with|by|to|than|like|unlike|as|from|for|on|against|without|versus|vs\.?|"
    r"including|plus|via|through|"
    r"other|both|and|or|into|in|within|compared|resembl\w+|alongside|over|between|called|named|such as|"
    r"lower(?:s|ed|ing)?|rais(?:es?|ed|ing)|reduc(?:es?|ed|ing)|increas(?:es?|ed|ing)|inhibit(?:s|ed|ing)|block(?:s|"
    r"ed|ing)|"
    r"decreas(?:es?|ed|ing)|mimic(?:s|ked|king)?|releas(?:es?|ed|ing)|deplet(?:es?|ed|ing))\s+"
    r"(?:(?:the|a|an|other|another|some|any|older|newer|strong|potent|most|many|certain|its|selective|ordinary|"
    r"related|similar|oral|high-dose|low-dose|chronic|concomitant)\s+){0,3}$"
)
_OF_A_CLASS = re.compile(r"\s+(?:effects?|actions?|activity|properties|efficacy|benefits?|potency)\b")
_CONJUGATE = re.compile(r"(?:[a-z-]+ )?(?:glucuronides?|glucuronic acid|sul(?:ph|f)ates?|conjugates?)")
"""What becomes of the drug, which vocabularies list among substances."""
_PRONOUN = re.compile(r"^\s*(?:it|they|these|this|both|the (?:latter|former))\b")
_OWN_NOUN = re.compile(
    r"\b(?:this (?:medicine|medication|drug|product|substance|treatment|compound|agent)|the (?:medicine|"
    r"medication|drug|compound|tablets?|capsules?|treatment|substance|active substance|product|agent)|"
    r"your (?:medicine|medication|tablets|treatment)|these (?:tablets|capsules)|you|we|patients (?:taking|given|"
    r"treated|receiving|on)|people (?:taking|given|who take|on))\b"
)
_ILLNESS = re.compile(
    r"\b(?:(?:people|patients|those|drinkers|smokers|users) in (?:acute |early |alcohol |opioid )*withdrawal|"
    r"the (?:illness|disease|condition|disorder|syndrome)|untreated|(?:people|patients|those|someone|"
    r"anyone) (?:with|who have|suffering)(?! (?:severe|serious)? ?(?:side))|symptoms of (?!withdrawal|overdos|"
    r"an? overdos|too much)|signs of (?!withdrawal|overdos|an? overdos|toxicity))\b"
)
_OTHER_TREATMENT = re.compile(
    r"\W*(?:(?:repeated|cytotoxic|cancer|emetogenic|major|abdominal|total body) )?(?:chemotherapy|radiotherapy|"
    r"irradiation|electroconvulsive therapy|ect|surgery|psychotherapy|dialysis|general anesthesia|anaesthesia)"
    r"(?![\w-])(?! (?:with|including))"
)
"""A treatment that is not a drug, and that begins a clause as its subject."""

_PLACEBO = re.compile(
    r"\b(?:placebo|dummy|sham|control)\b(?: (?:group|arm|tablets?|recipients|patients|pills?|treatment|medication))?"
)


def drugs_before(passage: Passage, start: int, place: int, *, every: bool = False) -> list[Mention]:
    """Return the drugs and classes named in a stretch, without those that only follow a preposition.

    :param passage: the passage
    :param start: where the stretch begins
    :param place: where it ends
    :param every: also those that follow a preposition
    :returns: mentions in the order of the text
    """
    return [
        mention
        for mention in passage.mentions
        if start <= mention.start < place
        and mention.entry.category in ("drug", "drug_class")
        and not _OF_A_CLASS.match(passage.folded, mention.end)
        and not _CONJUGATE.fullmatch(passage.folded, mention.start, mention.end)
        and not passage.folded.startswith(("-like", "-type", " -like"), mention.end)
        and (every or not _AFTER_PREPOSITION.search(passage.folded[max(0, mention.start - 60) : mention.start]))
    ]


def owner(passage: Passage, place: int) -> Owner:
    """Say whose statement it is that has its verb or its list at a place.

    :param passage: the passage
    :param place: where the verb stands
    :returns: ``own``, ``foreign``, or ``none`` for an illness or placebo
    """
    known = passage.owners.get(place)
    if known is None:
        known = passage.owners[place] = _owner(passage, place)
    return known


def _owner(passage: Passage, place: int) -> Owner:  # noqa: PLR0911, PLR0912 - one case after the other
    start, _ = passage.clause_at(place)
    folded = passage.folded
    named = drugs_before(passage, start, place)
    use = _USE_OF.match(folded, start, place)
    if use is not None and passage.context.own_name.match(folded, use.end()):
        named = [m for m in named if not _IN_WHOM.search(folded, use.end(), m.start)]
    own_place = max(
        (
            match.end()
            for match in passage.context.own_name.finditer(folded, start, place)
            if not _AFTER_PREPOSITION.search(folded[max(0, match.start() - 60) : match.start()])
        ),
        default=-1,
    )
    foreign = max((m.end for m in named if not passage.context.is_own(m)), default=-1)
    own_place = max([own_place, *(m.end for m in named if passage.context.is_own(m))])
    if foreign > own_place:
        if own_place >= 0 and any(
            m.end == foreign and m.entry.category == "drug_class" and _OWN_CLASS.fullmatch(folded, own_place, m.start)
            for m in named
        ):
            return "own"  # “Topiramate, an anticonvulsant licensed for …”
        if own_place >= 0 and _ASIDE.search(folded[own_place:foreign]) and folded[foreign:place].count(",") >= 1:
            return "own"
        return "foreign"
    before = folded[start:place]
    if _in_apposition(passage, place) or _of_another(passage, start, place) or _is_the_latter(passage, start, before):
        return "foreign"
    if _METABOLITE.search(folded, max(start, own_place), place) and not _AND_METABOLITE.match(folded, own_place):
        return "none"
    if _OTHERS_OF_IT.match(before):
        return "foreign"
    if _ITS_METABOLITE.match(before):
        return "none"
    if own_place >= 0:
        return "own"
    if _OTHER_TREATMENT.match(before):
        return "foreign"
    if _THESE_DRUGS.match(before) and _several_others_before(passage, start):
        return "foreign"
    if _PLACEBO.search(before):
        return "none"
    if _OWN_NOUN.search(before):
        return "own"
    if _ILLNESS.search(before):
        return "none"
    if start > 0 and (
        _PRONOUN.search(re.sub(r"^\W*(?:but|whereas|although|though|however|yet|while|and|so)?\W*", "", before))
        or len(before) < 25
        or _ELLIPTIC.match(before)
    ):
        if _IN_THOSE.match(_clause_before(passage, start)):
            return _subject_of(passage.previous) if passage.previous is not None else "own"
        if _opens_with_illness(passage, start) or _they_are_things(passage, start, before):
            return "none"
        return "own" if _CONTRAST.match(_clause_before(passage, start)) else owner(passage, start - 1)
    if _PRONOUN.search(before) and passage.previous is not None:
        return _subject_of(passage.previous)
    return "own"


_OTHERS_OF_IT = re.compile(
    r"\W*(?:(?:many|most|some|several|certain|all|few) )?other (?:[\w-]+ ){0,2}?(?:drugs?|medicines?|medications?|"
    r"agents?|"
    r"anti\w+|opioids?|benzodiazepines?|stimulants?|sedatives?|psychedelics?|members of|inhibitors?|agonists?|"
    r"blockers?) "
    r"(?!(?:than|like)\b)"
)
"""“Other antihistamines have not been found effective”."""
_ITS_METABOLITE = re.compile(
    r"\W*(?:an?|the|one|its|another|this) (?:[\w-]+ ){0,2}metabolites? (?:of (?:it|the drug|[\w-]+)|[\w-]+)?(?:,|\b)"
)

_THESE_DRUGS = re.compile(
    r"\W*(?:(?:and|also|moreover|additionally|furthermore|in addition|similarly|likewise|however|but|thus|therefore|"
    r"all|both|each|most|some)(?: of)?,? )*(?:these|those|such) (?:\w+ )?(?:compounds?|drugs?|medicines?|medications?|"
    r"agents?|substances?|treatments?|psychedelics?|antidepressants?|antipsychotics?|opioids?|benzodiazepines?)\b"
)


_SUBSTANCES = re.compile(r"\b(?:these|those|such) (?:\w+ )?(?:compounds|drugs|agents|substances|psychedelics)\b")
"""Several, and no name of one before them."""


def _several_others_before(passage: Passage, start: int) -> bool:
    """Say whether what “these drugs” are was named before, and this drug was not among them."""
    if start > 0 or passage.own_named():
        return False
    earlier = passage.previous
    for _ in range(3):
        if earlier is None:
            return bool(_SUBSTANCES.search(passage.folded[:90]))
        if earlier.own_named():
            return False
        named = drugs_before(earlier, 0, len(earlier.folded), every=True)
        if named:
            return not any(map(passage.context.is_own, named))
        earlier = earlier.previous
    return False


_IN_THOSE = re.compile(
    r"\W*(?:in|for|among) (?:some |many |most |older |young )?(?:people|patients|those|adults|users|anyone|children|"
    r"individuals|women|men)\b[^;]*$"
)
"""In whom the drug does what the next clause says: “in people with gout, it may …”."""

_USE_OF = re.compile(r"\W*(?:the )?(?:use|administration|ingestion|injection|giving) (?:of )?")
_IN_WHOM = re.compile(
    r"\b(?:in|to|by|for) (?:\w+ ){0,2}(?:people|patients|someone|somebody|those|adults|anyone|users)\b"
)
"""After the use of a drug, those who use it, and what else they take: “use of it in people who take opioids may …”."""

_LATTER = re.compile(r"\W*(?:but |and |while |whereas )?the (?P<which>latter|former)\b")


def _is_the_latter(passage: Passage, start: int, before: str) -> bool:
    """Say whether a clause begins with “the latter” or “the former”, and that is another drug."""
    match = _LATTER.match(before)
    if match is None:
        return False
    earlier = passage if start > 0 else passage.previous
    if earlier is None:
        return False
    end = start if start > 0 else len(earlier.folded)
    named = drugs_before(earlier, 0, end, every=True)
    if not named:
        return False
    return not passage.context.is_own(named[-1] if match["which"] == "latter" or len(named) < 2 else named[-2])


_ELLIPTIC = re.compile(
    r"\W*(?:but|and|yet|though) (?:in theory |then |sometimes |also |at times |at high doses )?(?:may|can|"
    r"could|might|will|would|does|do|did|"
    r"is|was|has)\b"
)
"""A clause without a subject of its own: “…, but in theory could bring back …”."""

_CONTRAST = re.compile(
    r"\W*(?:(?:but|and|yet|so) )?(?:unlike|in contrast (?:to|with)|by contrast with|contrary to|compared "
    r"(?:with|to)|as opposed to|"
    r"whereas|while|where)\b"
)
"""Opens a remark on another drug, after which “it” is the drug of the document: “Unlike X, which …, it blocks …”."""


_THINGS = re.compile(
    r"\W*(?!(?:these|those|such|tablets|capsules|pills|doses|patients|users|others|drugs|medicines|effects|"
    r"symptoms|doctors|trials|studies|"
    r"this|women|injections)\b)[a-z]{3,}s (?:may|can|are|do|have|help|might|will|often|also)\b"
)


def _they_are_things(passage: Passage, start: int, before: str) -> bool:
    """Say whether “they” are other things than the drug: “Prunes may help, though they can cause cramps”."""
    return bool(re.search(r"\bthey\b", before[:20]) and _THINGS.match(_clause_before(passage, start)))


_STATES = re.compile(r"\s+(?:itself )?(?:means|is|can|makes?|leaves?|causes?|brings?|often|may|affects?)\b")


def _opens_with_illness(passage: Passage, start: int) -> bool:
    """Say whether the clause before begins with an illness: “Insomnia means …, and it can leave you tired”."""
    begin = passage.clause_at(start - 1)[0]
    return any(
        m.entry.category == "finding" and m.start - begin <= 2 and _STATES.match(passage.folded, m.end)
        for m in passage.mentions
    )


def _clause_before(passage: Passage, start: int) -> str:
    """Return the folded text of the clause that ends where another begins."""
    return passage.folded[passage.clause_at(start - 1)[0] : start]


_ASIDE = re.compile(
    r",\s*(?:which|who|that|where|a|an|like|unlike|similar to|in contrast to|in common with|as with|along "
    r"with|together "
    r"with|"
    r"as well as|such as|including|compared (?:with|to)|just like|much like)\b"
)
_METABOLITE = re.compile(r"\b(?:metabolites?|prodrug|enantiomer of|analogues?)\b(?:, [\w-]+,)?")
_AND_METABOLITE = re.compile(r",? (?:and|or) (?:its|the|an?) (?:[a-z]+ ){0,2}metabolites?\b")
"""“zelopram and its metabolite are excreted in milk”: of both."""
_RELATIVE = re.compile(r"(?P<comma>,?) \(?(?:which|that|who|whose)\b(?P<rest>[^,;]{0,120})$|\([^()]{0,60}$")


_UNLIKE = re.compile(
    r"\b(?:unlike|in contrast (?:to|with)|as opposed to|compared (?:with|to)) (?:the )?(?P<name>[^,;().]{3,40})$"
)
"""Names what a relative clause is about, also where its name is unknown: “Unlike Xanax, which …”."""


_LIKE_ANOTHER = re.compile(r", (?:\w+ )?(?:similar|related|akin|comparable) to [^,;.()]{3,40}$")
_OTHER_MEDICINES = re.compile(
    r"\b(?:taking|using|take|use|use of|with|other|any|certain|some) (?:other |any |certain |some )?(?:medicines|drugs|"
    r"medications|substances|agents|products|tablets)[ ,]*$"
)
"""“if you are taking medicines that increase …”: what a relative clause says of them is not of the drug."""


def _of_another(passage: Passage, start: int, place: int) -> bool:
    """Say whether a relative clause or a parenthesis after another drug contains a place: “X, which blocks …”."""
    relative = _RELATIVE.search(passage.folded, start, place)
    if relative is None:
        return False
    unlike = _UNLIKE.search(passage.folded, start, relative.start())
    if unlike is not None and not passage.own_named(*unlike.span("name")):
        return True
    if _OTHER_MEDICINES.search(passage.folded[max(0, relative.start() - 60) : relative.start() + 1]):
        return True
    if relative["comma"] and _LIKE_ANOTHER.search(passage.folded, start, relative.start()):
        return False  # “…, similar to clonidine, that is used for …”
    return any(
        m.entry.category in ("drug", "drug_class")
        and m.end <= relative.start() + 1
        and re.fullmatch(r"\s*(?:\([^()]{1,40}\))?", passage.folded[m.end : relative.start()])
        and not passage.context.is_own(m)
        and not passage.context.own_name.search(passage.folded, m.start, m.end)
        for m in passage.mentions
    )


_OWN_CLASS = re.compile(r"(?: \([^()]{1,40}\))?, (?:which is )?(?:an?|the) (?:[\w-]+ ){0,3}")
_AN = re.compile(r",? (?:which is |itself )?(?:also )?an? (?:[\w-]+ ){0,3}")


def _in_apposition(passage: Passage, place: int) -> bool:
    """Say whether a noun is said of another drug right before it: “unlike caffeine, an antagonist at …”."""
    return any(
        m.entry.category in ("drug", "drug_class")
        and place - 60 <= m.end < place
        and _AN.fullmatch(passage.folded, m.end, place)
        and not passage.context.is_own(m)
        and not passage.own_named(m.start, m.end)
        for m in passage.mentions
    )


def _subject_of(passage: Passage) -> Owner:
    """Return whose sentence a sentence is, by the first drug that it names as its subject."""
    own = passage.context.own_name.search(passage.folded)
    head = drugs_before(passage, 0, min(len(passage.text), 90))
    foreign = [
        m for m in head if not passage.context.is_own(m) and not re.match(r"-[a-z]", passage.folded[m.end : m.end + 2])
    ]
    if own is None and _PRONOUN.match(passage.folded) and passage.previous is not None:
        return _subject_of(passage.previous)
    if foreign and (own is None or foreign[0].start < own.start()):
        return "foreign"
    return "own"


def foreign_section(passage: Passage) -> bool:
    """Say whether the heading above a passage, or the sentence above its list, names another drug and not this one.

    :param passage: the passage
    :returns: whether the section or the list is about another drug
    """
    if passage.kind not in ("interaction", "contraindication") and is_of_another(passage):
        return True
    known = passage.context.foreign.get(passage.unit.section)
    if known is None:
        known = passage.context.foreign[passage.unit.section] = _is_foreign(passage)
    return known and not _goes_over_to_own(passage)


def _goes_over_to_own(passage: Passage) -> bool:
    """Say whether a sentence below a heading that names a class has the drug as its subject."""
    own = passage.context.own_name.search(passage.folded)
    if own is None or not passage.is_about_own or _AFTER_PREPOSITION.search(passage.folded[: own.start()]):
        return False
    found = passage.context.lexicon.mentions(passage.section.title)
    return not any(m.entry.category == "drug" for m in found)


def _is_foreign(passage: Passage) -> bool:
    title = passage.section.title
    if (
        not title
        or passage.kind in ("interaction", "contraindication")
        or title.lower().startswith(("for all ", "drug class"))
    ):
        return False
    if names_a_use(title, passage.section.kind, passage.context.own):
        return False
    if title.rstrip().endswith("?") and re.search(r"\b(?:it|this medicine)\b", title.lower()):
        return False
    mentions = passage.context.lexicon.mentions(title)
    drugs = [m for m in mentions if m.entry.category in ("drug", "drug_class")]
    return (
        0 < len(drugs) <= 2
        and not any(passage.context.is_own(m) for m in drugs)
        and not passage.context.own_name.search(title.lower())
    )
