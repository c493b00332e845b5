"""What the rules about uses share: the status of a use, and the findings of a list of uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ingest.extraction.language.model import Candidate, Passage
from ingest.extraction.language.noun_lists import Item, items
from ingest.extraction.language.polarity import denied_before, is_hedged, lacks_evidence
from ingest.extraction.rules.treated_in_illness import thing_in_illness
from ingest.extraction.rules.use_endings import LITTLE_SUCCESS, NOT_ESTABLISHED, fails_later

BLOCKED = frozenset(
    {
        "references",
        "furniture",
        "methods",
        "adverse_effect",
        "overdose",
        "contraindication",
        "interaction",
        "nonclinical",
        "advice",
    }
)
"""The kinds of sections that name no uses of the drug."""

PURPOSE = re.compile(
    r"^\s*(?:and |or )?(?:(?:short-? and long-term |short-term (?:and|or) long-term |the (?:symptoms|signs) of |"
    r"the |for (?:the )?|in (?:the )?|indicated |as (?:an? )?(?:aid (?:to|in) |"
    r"adjunct (?:to|in) |"
    r"treatment for )?|"
    r"short-term |long-term |acute |adjunctive |symptomatic |prophylactic |preventive )*(?:treatment|management|"
    r"relief|control|prevention|"
    r"prophylaxis|therapy|reduction|alleviation|maintenance treatment|adjunct|adjunctive therapy|"
    r"use)(?: and (?:treatment|management|relief|control|prevention|prophylaxis))*\s+(?:of|for|in|to)\s+|"
    r"(?:monotherapy|adjunctive (?:therapy|treatment)|adjunct|add-on(?: therapy| treatment)?|prophylaxis|"
    r"prevention|combination therapy)"
    r"(?:(?:,| and| or) (?:monotherapy|adjunctive (?:therapy|treatment)|as an adjunct|add-on(?: therapy| "
    r"treatment)?))* (?:in|for|of)\s+|"
    r"(?:as )?(?:an? )?(?:first|second|third)[- ]line (?:treatment|option|therapy|choice|agent|drug) (?:of|for|"
    r"in)\s+|"
    r"(?:to )?(?:treat|manage|relieve|prevent|control|help(?: with)?|reduce|ease|stop|treating|relieving|managing|"
    r"preventing)\s+|for\s+)(?:the\s+)?(?:(?:people|patients|adults|children|adolescents|those|individuals|women|"
    r"men) (?:with|"
    r"who have|suffering from)\s+)?|^(?:people|patients|adults|children|adolescents|those|individuals|women|men) "
    r"(?:with|"
    r"who have|suffering from)\s+"
)

_TAIL = re.compile(
    r"\b(?:in (?:an?|one|two|three|several|large|small|trials|studies|clinical|the (?:largest|same|first)) |"
    r"in (?:(?:susceptible|selected|older|younger|some|most|many|certain|other|adult|hospitalised) "
    r")?(?:adults|children|"
    r"patients|people|men|women|those|adolescents|infants|combination|order|addition|some|many|"
    r"whom|which|the (?:us|uk|usa|eu|united (?:states|kingdom)|european union|netherlands)|canada|japan|germany|"
    r"france|"
    r"europe|australia|china|india|italy|spain|russia|britain|america|switzerland|january|february|march|april|"
    r"may|june|"
    r"july|august|september|october|november|december|(?:19|20)\d\d)\b|resulting from|due to|caused by|"
    r"associated with|related to|following|after|from|when|who|that|"
    r"which|where|because|as (?:an?|monotherapy|adjunct)|by|with (?:or without|an?|other|varying)|since|until|"
    r"although|but|if|unless|stay|remain|quit|cut|keep|cope|feel|sleep better|for (?:up to|at least|short|long|"
    r"\d)|(?:is|are|was|were|has|have|can|may|and is|"
    r"and has|and works|and it|and sometimes)\b)|[.;(]|, (?:an?|the) (?:[\w-]+ ){1,3}(?:that|which|whose|set|caused|"
    r"marked|in which)\b"
)

_CONDITION = re.compile(
    r"\b(?:associated with|resulting from|due to|caused by|related to|in (?:people|patients|adults) with|from|"
    r"after|secondary to)\s+(?:a |an |the )?(?P<what>[^.;,()]{3,60})"
)

_OFF_LABEL = re.compile(
    r"\boff[- ]label|\bunlicensed\b|\bunlabell?ed\b|\bnot (?:formally |officially |yet |currently |"
    r"fda[- ])?(?:licensed|approved)\b|"
    r"\boutside (?:its|the) licen[cs]e\b"
)

_APPROVED = re.compile(r"\b(?:approved|licensed|indicated|authori[sz]ed|fda-approved)\b")

_STUDIED = re.compile(
    r"\b(?:being (?:studied|investigated|tested|tried|explored|evaluated)|under (?:investigation|study)|"
    r"investigational|experimental|"
    r"has (?:also )?been (?:studied|investigated|tested|tried|explored|proposed|suggested)|"
    r"have been (?:studied|investigated|tested)|in trials|clinical trials)\b"
)

_NOT_RECOMMENDED = re.compile(
    r"\bnot (?:be )?(?:recommended|advised|advisable|to be used|be used|suitable)\b|\bshould not be used\b|"
    r"\bnot indicated\b"
)

_CONDITION_WORD = re.compile(
    r"\b(?:disorders?|syndromes?|disease|pain|fatigue|seizures?|spasms?|dependence|addiction|withdrawal|attacks?|"
    r"cravings?|"
    r"symptoms of|infections?|cancer|sleepiness|sickness|ache|insomnia|\w+itis|\w+osis|\w+algia|\w+emia|\w+aemia|"
    r"\w+pathy|\w+phobia|flushes|flashes|tics?|nightmares|stiffness|cessation|gambling|eating|picking|failure|"
    r"ulcers?)\b"
)
_NOT_A_CONDITION = re.compile(
    r"^(?:(?:this|that|these|those)\b|(?:two|three|four|these|those|such|some|several|many|other|"
    r"various)(?: \w+)? (?:conditions|disorders|"
    r"purposes|"
    r"reasons|illnesses|diseases)$|extended-release|adults?|children|adolescents|teenagers|infants|individuals|"
    r"seniors|"
    r"participants|patients|people|men|women|years?|months?|weeks?|"
    r"days?|hours?|use|combination|the brain|"
    r"long|short|pregnancy|breastfeeding|this purpose|mouth|many|most|some|other|various|several|different|"
    r"a variety|a range|instance|example|the first|them|symptoms|conditions?|disorders?|medical|clinical|research|"
    r"more than|at least|up to|reasons|purposes|over|about|both|the elderly|older|united|us|uk|europe|the us|"
    r"the uk|medicine|hospital|general|practice|anaesthesia only|doses?|tablet|food|water|order|addition|doing so|"
    r"caution|care|tablets?|oral|injection|many years|decades|off-label uses?$|unlicensed uses?$|written|medically|"
    r"reviewed|updated|published|editorial|increased|reduced|adjusted|by mouth)\b",
    re.IGNORECASE,
)


_NEVER_A_USE = re.compile(
    r"(?:(?:a |an |the )?(?:(?:known|previous|prior|personal|family|past) )*history of\b|(?:[\w-]+ )?(?:hepatic|"
    r"renal|liver|"
    r"kidney) (?:impairment|dysfunction|insufficiency)\b|pregnan\w+$|breast-?feeding$|lactation$|effective$|"
    r"approved$|"
    r"licensed$|(?:non-?|not )?(?:(?:fda|ema|mhra|eu|us|uk)[- ])?(?:approved|licensed|labell?ed|unapproved|"
    r"unlicensed)"
    r"(?: (?:uses?|indications?))?$|(?:leads?|causes?|results?|produces?|reduces?|increases?|decreases?|lowers?|"
    r"raises?|"
    r"inhibits?|blocks?|thereby|thus|resulting|causing|leading)\b)",
    re.IGNORECASE,
)
"""States in which a drug is given with care, and words of a table: never what it is used for."""


HEARSAY = re.compile(
    r"\b(?:you may (?:also )?have (?:read|heard|seen)|(?:read|heard|seen) (?:online|claims|that)|claims? that|"
    r"rumou?rs?|"
    r"myths?|(?:websites?|people|forums?|sellers?|adverts?|some) claim|(?:is|are) (?:often |sometimes )?(?:claimed|"
    r"touted|advertised|promoted) (?:to|as|for)|contrary to|social media)\b"
)
"""What others claim of the drug, which the document only repeats."""


_FOLLOWING = re.compile(
    r"(?:(?:adults|people|patients|children|those) (?:with|who have) )?(?:the following|several|these|two|three|four)"
    r"[\w ]{0,40}?\s?(?::|[–—-](?=\s))\s*"
)
"""Announces a list: “adults with the following anxiety disorders: …”."""


def status_of(passage: Passage, clause: str) -> str | None:
    """Return the status that a clause gives a use.

    :param passage: the passage
    :param clause: folded text of the clause
    :returns: the status; ``None`` if it gives none
    """
    if _NOT_RECOMMENDED.search(clause):
        return "notRecommended"
    if passage.kind == "off_label" or _OFF_LABEL.search(clause) or "off-label" in passage.unit.label.lower():
        return "offLabel"
    if _STUDIED.search(clause):
        return "investigational"
    if _APPROVED.search(clause):
        return "approved"
    return None


def use_candidates(
    passage: Passage, rule: str, place: int, end: int, *, clause: tuple[int, int], denied: bool, trust: bool
) -> Iterator[Candidate]:
    """Yield an indication for each finding of a list.

    :param passage: the passage
    :param rule: name of the rule that reads it
    :param place: where the list begins
    :param end: where it ends at the latest
    :param clause: span of the clause
    :param denied: whether the clause denies the uses
    :param trust: whether words that the lexicon does not know count as a condition
    :yields: candidates
    """
    folded = passage.folded
    if _ITS_PROPERTIES.match(folded, max(0, place - 6)):
        return
    if _A_TEST.search(folded, max(0, place - 60), place):
        return
    place = _first_use(passage, place, end)
    clause_text = folded[clause[0] : clause[1]]
    cut = _TAIL.search(folded, place, end)
    stop = cut.start() if cut and cut.start() > place + 2 else end
    if cut and cut.group() == "(":
        stop = end
    condition = _CONDITION.search(folded, stop, end)
    plain = _RELATIVE.sub(lambda found: " " * len(found.group()), folded)
    examples = _SYMPTOMS_SUCH.search(folded, place, stop)
    stop = examples.start("such") if examples else stop
    whom = _GENERIC_IN_PEOPLE.match(folded, place)
    if whom is not None:
        place, stop = whom.end(), max(stop, _end_of_group(folded, whom.end(), end))
    text = _OF_AGAIN.sub(lambda found: found.group(1) + " " * (len(found.group()) - len(found.group(1))), passage.text)
    treated: tuple[Item, str] | None = None
    for item in items(text, place, stop, passage.whole_names):
        item = _known_as(passage, _stripped(passage, item))  # noqa: PLW2901
        treated = thing_in_illness(passage, item, treated)
        if treated is not None:
            item = treated[0]  # noqa: PLW2901
        known = known_finding(passage, item)
        sure = trust or bool(_CONDITION_WORD.search(item.text.lower()))
        if known is None and not (sure and len(item.text.split()) <= 6 and not _NOT_A_CONDITION.match(item.text)):
            continue
        if item.start > place and _VERB_NEXT.match(folded, item.end):
            break  # the subject of another clause: “…, and dizziness was common”
        if (
            _NEVER_A_USE.match(item.text)
            or re.match(r"(?:this|that) ", item.text.lower())
            or LITTLE_SUCCESS.search(folded, item.end)
        ):
            continue
        inside = passage.text.count("(", place, item.start) > passage.text.count(")", place, item.start)
        if _has_drug(passage, item) or (inside and not known):
            continue
        no = denied or item.denied or denied_before(plain, place, item.start, reach=80) or fails_later(passage, item)
        status = status_of(passage, clause_text)
        listed = rule == "indications listed under their heading"
        qualifiers: dict[str, object] = {}
        if condition and not re.search(r"\b(?:years|months|age|doctor)\b", condition.group("what")):
            qualifiers["_condition"] = condition.group("what").strip()
        if treated is not None:
            qualifiers.pop("_condition", None)
            qualifiers["_illness"] = treated[1]
        synonyms = item.synonyms + ((known,) if known and known.lower() != item.text.lower() else ())
        candidate = Candidate(
            rule,
            "indication",
            "usedFor",
            item.text,
            "finding",
            passage.at + item.start,
            passage.at + item.end,
            polarity="denied" if no or status == "notRecommended" else "affirmed",
            modality="insufficientEvidence"
            if NOT_ESTABLISHED.search(folded, item.end)
            else _modality(clause_text, status, listed=listed),
            synonyms=synonyms,
            status=status,
            qualifiers=qualifiers,
        )
        yield candidate
        if known:
            yield from _by_cause(passage, candidate, item, max(end, clause[1]))


_CAUSED = re.compile(
    r"(?:,)? (?:(?:that|which) (?:result(?:s|ed)?|come(?:s)?|follow(?:s)?|arise(?:s)?) from|resulting from|"
    r"due to|caused by|(?P<with>in (?:adults|people|patients|those|children|adolescents) (?:with|who have))|"
    r"from|because of|secondary to|arising from|associated with|that follows|following)\s+(?:(?:a|an|the) )?"
    r"(?:[a-z -]{3,40}? (?:such as|like|including|for example) )?"
)


def _by_cause(passage: Passage, whole: Candidate, item: Item, end: int) -> Iterator[Candidate]:
    """Yield a use for each illness that causes what is treated: “spasticity caused by stroke or cerebral palsy”."""
    cause = _CAUSED.match(passage.folded, item.end)
    if cause is None:
        return
    findings = [m for m in passage.mentions if m.entry.category == "finding"]
    if not any(m.start == cause.end() for m in findings):
        return
    cut = _TAIL.search(passage.folded, cause.end(), end)
    for part in items(passage.text, cause.end(), cut.start() if cut else end, passage.whole_names):
        if not any(m.start < part.end and m.end > part.start for m in findings):
            return
        joined = "in" if cause["with"] else "from"
        yield replace(
            whole,
            object=f"{item.text} {joined} {part.text}",
            synonyms=() if cause["with"] else (f"{item.text} due to {part.text}",),
            start=passage.at + part.start,
            end=passage.at + part.end,
            qualifiers={},
        )


_CALLED = re.compile(r"(?:,)?\s*(?:(?:that is |which is )?(?:also )?(?:known as|called|termed)) (?:the )?")


def _known_as(passage: Passage, item: Item) -> Item:
    """Return the illness that a description names: “the movement disorder known as akathisia”."""
    called = _CALLED.match(passage.folded, item.end)
    if called is None:
        return item
    for m in passage.mentions:
        if m.start == called.end() and m.entry.category == "finding":
            return replace(item, text=passage.text[m.start : m.end], start=m.start, end=m.end)
    return item


_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose) (?:would|will|do|does|did|has|have|had|is|are|can|could) ?(?:not|"
    r"never)[^,;]{0,40}?(?= and (?:for|in)\b|,|;|\.|$)"
)
"""“mania that would not settle and for gout”: the denial describes the first illness."""

_SYMPTOMS_SUCH = re.compile(r"\bsymptoms(?P<such>,? (?:such as|like|including|for example))\b")
"""Examples of symptoms are no uses of their own: “withdrawal symptoms such as irritability”."""

_GENERIC_IN_PEOPLE = re.compile(
    r"(?:the )?(?:(?:symptoms?|symptomatic) (?:improvement|relief|control|treatment)|(?:reduction of |"
    r"reduc\w+ )?(?:alcohol|drug|opioid|"
    r"tobacco) (?:consumption|intake|use)) (?:in|of) (?:adult |older |the )*(?:adults|patients|people|those|"
    r"individuals)(?: with| who "
    r"have|,? with) (?:moderate to severe |mild to moderate |severe |moderate )?"
)
"""“treatment for symptom improvement in adults with spasticity”: the illness is named by the people."""


def _end_of_group(folded: str, place: int, end: int) -> int:
    """Return where the illness of a group of people ends."""
    cut = _TAIL.search(folded, place, end)
    return cut.start() if cut else end


def _first_use(passage: Passage, place: int, end: int) -> int:
    """Return where the list begins, behind “approval for zelopram in …” and “the following disorders: …”."""
    again = passage.context.own_name.match(passage.folded, place)
    aim = _IN_OR_FOR.match(passage.folded, again.end()) if again else None
    place = aim.end() if aim else place
    announced = _FOLLOWING.match(passage.folded, place, end)
    return announced.end() if announced else place


_A_TEST = re.compile(
    r"\b(?:investigatory|diagnostic|screening|suppression|stimulation|provocation|challenge|laboratory) (?:tests?|"
    r"aids?|"
    r"agents?|tools?|procedures?) (?:for|of|in) (?:the )?$"
)
"""What finds an illness does not treat it."""
_IN_OR_FOR = re.compile(r" (?:in|for|to) (?=the |treat|manag|prevent|reliev)")

_ITS_PROPERTIES = re.compile(
    r"[^.;]{0,8}?\b(?:its|their) (?:[\w()-]+,? ){1,14}?(?:properties|effects?|actions?|activity|qualities)\b"
)
"""“used for its analgesic and sedative properties”: what it does, and not what it is used for."""

_VERB_NEXT = re.compile(r"\s*(?:\([^()]{0,40}\)\s*)?(?:is|was|were|are|occurred|has|have|may|can)\b")
_OF_AGAIN = re.compile(
    r"((?:,|\band|\bor|\balso|commonly,?|often,?)\s)(?:of|for|in|to treat|to ease|to relieve|against|as an? "
    r"(?:aid|adjunct|add-on|"
    r"supplement|help) (?:to|in|for))\s"
)
"""“for the treatment of insomnia and, less commonly, of panic disorder”: the repeated preposition."""


_HEDGED_ASIDE = re.compile(r"\b(?:that|which|who) (?:may|might|can|could|is thought to|are thought to)\b[^,;]*")
"""“symptoms that may be caused by other drugs”: what is not sure is not the use."""


def _modality(clause: str, status: str | None, *, listed: bool) -> str:
    hedged = is_hedged(_HEDGED_ASIDE.sub(" ", clause)) or status == "investigational"
    if status == "notRecommended":
        return "recommendation"
    if listed and status is None and not hedged:
        return "asserted"
    if lacks_evidence(clause):
        return "insufficientEvidence"
    return "hedged" if hedged else "asserted"


def _stripped(passage: Passage, item: Item) -> Item:
    """Cut “prevention of” and “as an aid to” in front of an item."""
    match = PURPOSE.match(passage.folded[item.start : item.end])
    if (
        match is None
        or match.end() >= item.end - item.start - 2
        or not item.text.lower().startswith(match.group().strip().lower()[:4])
    ):
        return item
    start = item.start + match.end()
    text = re.sub(r"\s+(?:treatment|therapy)$", "", passage.text[start : item.end])
    return Item(re.sub(r"\s+", " ", text), start, start + len(text), item.synonyms, item.denied, item.incidence)


def known_finding(passage: Passage, item: Item) -> str | None:
    """Return the label of the finding that an item names.

    :param passage: the passage
    :param item: an item of a list
    :returns: the label, empty if it covers less than half of the item; ``None`` if no finding is known
    """
    found = [m for m in passage.mentions if m.entry.category == "finding" and m.start < item.end and m.end > item.start]
    shared = len(item.text) < item.end - item.start  # “opioid dependence” of “opioid and alcohol dependence”
    if shared and (entry := passage.context.lexicon.lookup(item.text, ("finding",))) is not None:
        return entry.label
    if not found:
        entry = passage.context.lexicon.lookup(item.text, ("finding",))
        return entry.label if entry else None
    widest = max(found, key=lambda mention: mention.end - mention.start)
    return widest.entry.label if widest.end - widest.start >= 0.5 * (item.end - item.start) else ""


def _has_drug(passage: Passage, item: Item) -> bool:
    return any(
        m.entry.category in ("drug", "drug_class")
        and m.start < item.end
        and m.end > item.start
        and (m.end - m.start) >= 0.6 * (item.end - item.start)
        for m in passage.mentions
    )


def denied_use(rule: str, words: str, start: int, end: int, known: str) -> Candidate:
    """Return the claim that the drug is of no use for something.

    :param rule: name of the rule that found it
    :param words: what it is no use for, in the words of the document
    :param start: where they begin, in the text that is read
    :param end: where they end
    :param known: its name in the lexicon
    :returns: the claim
    """
    return Candidate(
        rule,
        "indication",
        "usedFor",
        words,
        "finding",
        start,
        end,
        polarity="denied",
        synonyms=(known,) if known and known.lower() != words.lower() else (),
    )
