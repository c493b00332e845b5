"""The whole way from the text of a document to claim records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from ingest.documents.structure import view_of
from ingest.documents.text import DocumentText
from ingest.documents.view import DocumentView
from ingest.extraction.benefits import as_benefit
from ingest.extraction.drug_guess import generic_name, guess_drug
from ingest.extraction.entities import Nodes
from ingest.extraction.language.either_way import happens_either_way
from ingest.extraction.language.foreign_statements import (
    describes_another_before_colon,
    leaves_risk_open,
    of_people_without,
    of_something_worse,
    said_of_something_else,
    superseded,
)
from ingest.extraction.language.illness import is_about_illness
from ingest.extraction.language.model import Candidate, Context, Passage
from ingest.extraction.language.plausible_names import is_plausible_name, names_organ_class
from ingest.extraction.language.required_words import RuleFinder
from ingest.extraction.language.sentence_limits import limited
from ingest.extraction.language.strangers import names_beside, strangers_in
from ingest.extraction.records import RecordMaker, settled
from ingest.extraction.rules import ALL_RULES
from ingest.lexicon.entries import Entry
from ingest.lexicon.folding import fold
from ingest.lexicon.matching import Lexicon
from ontology.entities import Entity
from ontology.errors import UserError
from ontology.vocabulary import Vocabulary

_SILENT = frozenset({"references", "furniture"})
_HEAD_UNITS = 150
_REMEMBERED = 5000
_IN_ANIMALS = re.compile(
    r"\b(?:in|of|to|with|used in) (?:(?:male|female|knock-?out|pregnant|young|adult|old|both|"
    r"laboratory) )?(?:rats?|mice|mouse|"
    r"dogs?|cats?|"
    r"rabbits?|monkeys?|horses?|guinea pigs?|rodents?|pigs|sheep|hamsters|zebrafish|animals?)\b|\banimal (?:studies|"
    r"work|tests|"
    r"experiments)\b|\bveterinary\b"
)
_NOT_OF_ANIMALS = frozenset({"usedFor", "causes", "contraindicatedIn", "shouldNotBeCombinedWith", "interactsWith"})
_IN_PEOPLE = re.compile(r"\b(?:humans?|people|patients|volunteers|adults|children|participants|subjects)\b")
_ABBREVIATION = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,7})\)")


@dataclass(frozen=True)
class Extraction:
    """What was read from a document.

    :param view: the document
    :param drug: CURIE of the drug
    :param label: its label
    :param guessed: whether nobody said which drug it is about
    :param records: claim records, in the order of the document
    :param entities: slug to entity, for the entities that are new
    """

    view: DocumentView = field(repr=False)
    drug: str
    label: str
    guessed: bool
    records: list[dict[str, object]] = field(repr=False)
    entities: dict[str, Entity] = field(repr=False)


class NoDrugError(UserError, ValueError):
    """Nothing says which drug the document is about."""


def extract(
    document: DocumentText,
    lexicon: Lexicon,
    entities: dict[str, Entity],
    vocabulary: Vocabulary,
    drugs: Sequence[str] = (),
) -> Extraction:
    """Extract the claims of a document.

    :param document: its text
    :param lexicon: the names to look for
    :param entities: the entities that exist
    :param vocabulary: the ontology's terms
    :param drugs: names of drugs, one of which the document is about; guessed when left out
    :returns: claims and new entities
    :raises NoDrugError: if no drug is named and none can be guessed
    """
    name = _chosen(document, drugs) if drugs else guess_drug(document, lexicon)
    if not name:
        raise NoDrugError("no drug stands out in the title or the text: name it with --drug")
    brand = ""
    if (generic := generic_name(document, name, lexicon)) is not None:
        name, brand = (name, generic) if drugs else (generic, name)
    entry = lexicon.lookup(name, ("drug",)) or lexicon.lookup(name)
    label = _label(name, entry, document.text)
    view = view_of(document, [name, *([brand] if brand else []), *([entry.label] if entry else [])])
    context = _context(view, lexicon, label, (name, brand) if brand else (name,), entry)
    nodes = Nodes(entities, vocabulary)
    names = [
        label,
        name,
        brand,
        *(entry.synonyms[:8] if entry and entry.category == "drug" and not entry.id.startswith("drugkg:") else ()),
    ]
    drug = nodes.find_or_add(names, "Drug", ("ChemicalSubstance",))
    candidates = settled(_without_treated(list(candidates_of(context)), lexicon))
    maker = RecordMaker(view, nodes, vocabulary, drug)
    records = maker.records(candidates)
    return Extraction(view, drug, nodes.label(drug), not drugs, records, nodes.new)


def _without_treated(candidates: list[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Drop findings that are names of drugs, and effects of the last resort that are what the drug is used for."""

    def named(candidate: Candidate) -> str:
        entry = lexicon.lookup(candidate.object, ("finding",))
        return fold(entry.label if entry else candidate.object)

    last = {rule.name for rule in ALL_RULES if rule.last}
    treated = {named(c) for c in candidates if c.predicate == "usedFor" and c.polarity == "affirmed"}
    return [
        c
        for c in candidates
        if (c.rule not in last or named(c) not in treated)
        and not (c.category == "finding" and lexicon.lookup(c.object, ("drug", "drug_class")))
    ]


def _chosen(document: DocumentText, drugs: Sequence[str]) -> str:
    """Return the drug of several that the document names most often."""
    text = fold(document.text[:200_000])
    return max((_count(fold(name), text), -place, name) for place, name in enumerate(drugs))[2]


def _label(name: str, entry: Entry | None, text: str) -> str:
    """Return the name that a document uses for its drug: “valproate”, where a vocabulary has “Valproic acid”."""
    if entry is not None and entry.id.startswith("drugkg:") and entry.category == "drug":
        return entry.label
    best = name
    if entry is not None and entry.category == "drug":
        folded = fold(text[:200_000])
        names = dict.fromkeys([entry.label, name, *(other for other in entry.names if len(other) > 3)])
        best = max(names, key=lambda other: _count(fold(other), folded))
    return best.lower() if best.istitle() or best[1:].islower() else best


def _count(name: str, folded: str) -> int:
    """Return how often a text has a name as a word."""
    return len(re.findall(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", folded)) if name in folded else 0


def _context(view: DocumentView, lexicon: Lexicon, label: str, given: tuple[str, ...], entry: Entry | None) -> Context:
    names = {fold(label), *map(fold, given)}
    if entry is not None and entry.category == "drug":
        names |= {fold(other) for other in entry.names if len(other) > 3}
    strangers = strangers_in(view.text, lexicon, names)
    context = Context(view, lexicon, label, frozenset(names), strangers=strangers)
    brands: set[str] = set()
    for unit in view.units[:_HEAD_UNITS]:
        passage = Passage(context, unit)
        for candidate in _identity(passage):
            if candidate.predicate == "memberOfDrugClass" and candidate.polarity == "affirmed":
                context.classes.update(candidate.synonyms)
                context.classes.update(_classes_beside(passage, candidate.end - passage.at))
            elif candidate.predicate == "hasBrandName":
                brands.add(fold(candidate.object))
    brands |= set(names_beside(view.text, lexicon, context.own))
    if brands:
        strangers = {word: entry for word, entry in strangers.items() if word not in brands}
        context = replace(
            context, own=frozenset(names | brands), strangers=strangers, foreign={}, partners={}, named={}
        )
    _abbreviations(context)
    return context


def _classes_beside(passage: Passage, end: int) -> Iterator[str]:
    """Yield the classes named right after another: “a sedative-hypnotic medication”."""
    for mention in passage.mentions:
        gap = passage.folded[end : mention.start] if mention.start >= end else "no"
        if mention.entry.category == "drug_class" and gap in ("-", " ", "/", " and ", ", "):
            yield mention.entry.label
            end = mention.end


def _identity(passage: Passage) -> Iterator[Candidate]:
    for rule in _finder(("identity",)).fitting(passage):
        yield from rule.apply(passage)


@cache
def _finder(families: tuple[str, ...] = ()) -> RuleFinder:
    """Return what finds the rules for a passage, all or those of some families; made once per process."""
    return RuleFinder(rule for rule in ALL_RULES if families in ((), rule.families))


def _abbreviations(context: Context) -> None:
    """Note abbreviations that follow the long form in parentheses, where the lexicon knows the long form."""
    text = context.view.text
    for number, match in enumerate(_ABBREVIATION.finditer(text)):
        if number > 2000:
            break
        before = text[max(0, match.start() - 70) : match.start()].rstrip()
        found = context.lexicon.mentions(before)
        if found and found[-1].end == len(before):
            context.abbreviations.setdefault(match.group(1), found[-1].entry.label)


def passages(context: Context) -> Iterator[Passage]:
    """Yield the passages of a document that can say something about the drug.

    :param context: the document
    :yields: sentences, items and cells; no questions, references or page furniture
    """
    previous: Passage | None = None
    for unit in context.view.units:
        passage = Passage(context, unit, previous)
        same = previous is not None and previous.unit.block == unit.block
        if not same:
            passage.previous = None
        silent = context.view.sections[unit.section].kind in _SILENT
        if silent and unit.kind == "label" and passage.label.kind not in (None, *_SILENT):
            silent = False  # “Overdosage: …” at the end of the page has a meaning of its own
        if silent or passage.text.rstrip().endswith("?"):
            continue
        previous = passage
        yield passage


def _of_passage(passage: Passage, known: dict[tuple[object, ...], tuple[int, list[Candidate]]]) -> Iterable[Candidate]:
    """Return what all rules find in a passage; a sentence that the document repeats is not read again."""
    unit = passage.unit
    before = passage.previous.text if passage.previous is not None else None
    key = (passage.text, before, unit.kind, unit.section, unit.lead, unit.column, unit.depth)
    if not unit.label and unit.parent is None and key in known:
        at, same = known[key]
        return [replace(c, start=c.start - at + unit.start, end=c.end - at + unit.start) for c in same]
    found = _kept(passage, _read(passage))
    if len(known) < _REMEMBERED:
        known[key] = (unit.start, found)
    return found


def _read(passage: Passage) -> list[Candidate]:
    """Return what the rules find in a passage, those of the last resort after the others."""
    found: list[Candidate] = []
    last = []
    for rule in _finder().fitting(passage):
        if rule.last:
            last.append(rule)
        else:
            found += rule.apply(passage)
    for rule in last:
        found += _beside(found, rule.apply(passage))
    return found


def _kept(passage: Passage, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates of a passage without what it says of animals, the illness or something else."""
    if not found or passage.folded.startswith("whether ") or happens_either_way(passage):
        return []
    in_animals = bool(_IN_ANIMALS.search(passage.folded)) and not _IN_PEOPLE.search(passage.folded)
    if in_animals:
        found = [candidate for candidate in found if candidate.predicate not in _NOT_OF_ANIMALS]
    if found and is_about_illness(passage):
        found = [c for c in found if c.family not in _OF_THE_DRUG]
    found = [c for c in found if not superseded(passage, c.start - passage.at)]
    found = [c for c in found if not said_of_something_else(passage, c.start - passage.at)]
    found = [c for c in found if c.family not in _RISKS or not leaves_risk_open(passage, c.start - passage.at)]
    found = [c for c in found if not of_something_worse(passage, c.family)]
    found = [c for c in found if c.polarity == "affirmed" or not of_people_without(passage, c.start - passage.at)]
    found = [c for c in found if not c.object.endswith((" not", " never")) and not _is_bare_measure(c)]
    found = [c for c in found if c.predicate != "causes" or c.object.lower() not in _BARE_ADJECTIVES]
    found = [c for c in found if _has_a_name(passage.context.lexicon, c) and not _names_the_drug(passage, c)]
    if not found or describes_another_before_colon(passage):
        return []
    another = _described_another(passage)
    if another is not None:
        named = passage.own_named()
        found = [c for c in found if c.start - passage.at < another and (named or c.predicate != "interactsWith")]
    return [as_benefit(limited(passage, candidate, in_animals=in_animals)) for candidate in found]


def _has_a_name(lexicon: Lexicon, candidate: Candidate) -> bool:
    """Say whether what a finding is called is known, or can be a name."""
    if candidate.category != "finding":
        return True
    if names_organ_class(candidate.object):
        return False
    if is_plausible_name(candidate.object):
        return True
    return any(lexicon.lookup(name) is not None for name in (candidate.object, *candidate.synonyms))


def _names_the_drug(passage: Passage, candidate: Candidate) -> bool:
    """Say whether an effect contains the drug: two sentences without a stop between them."""
    own = passage.context.own_name.search(fold(candidate.object)) if candidate.predicate == "causes" else None
    return own is not None and not candidate.object[own.end() :].startswith(("-", " toxicity", " withdrawal"))


def _is_bare_measure(candidate: Candidate) -> bool:
    """Say whether an effect is only what changes, and not how: “blood pressure”."""
    return (
        candidate.predicate == "causes"
        and candidate.polarity == "affirmed"
        and (candidate.object.lower() in _MEASURES or _NO_NAME.match(candidate.object.lower()) is not None)
    )


_MEASURES = frozenset(
    ["blood pressure", "heart rate", "pulse", "appetite", "weight", "body weight", "temperature", "sleep", "mood",
     "blood sugar", "libido", "liver enzymes", "liver function", "kidney function", "prolactin", "breathing", "vision",
     "pressure", "pregnancy", "lactation", "breast-feeding", "labour", "labor", "cns", "elderly", "surgery",
     "memory", "reaction time", "reaction times", "judgement", "judgment", "alertness", "fertility", "concentration",
     "analgesia", "anaesthesia", "anesthesia", "pain relief", "relief", "behaviors", "behaviours",
     "less serious", "event", "events", "stopping", "treatment", "glucose"]
)  # fmt: skip
"""What is measured; a claim that a drug causes it says nothing."""

_BARE_ADJECTIVES = frozenset({"impaired", "reduced", "increased", "affected", "worse", "severe", "serious", "altered"})
_NO_NAME = re.compile(
    r"(?:(?:severity|quality|frequency|intensity|immensity|degree|tendency) (?:of|to)|which|who|whose|"
    r"that|what|when|where|with|without|chiefly|partly|mainly|mostly|above|especially|particularly|"
    r"strongly|notice|if|because|these|those|they|it|you|we|people|patients|users|this section)\b"
)
"""Begins no name of an effect."""

_OF_THE_DRUG = frozenset({"adverse_effect", "withdrawal", "overdose_toxicity"})
"""Topics on which a paragraph about the illness says nothing of the drug."""

_RISKS = frozenset({"adverse_effect", "special_population"})
"""Topics on which a sentence may leave a risk open."""

_ELSEWHERE = frozenset({"interaction", "contraindication", "indication", "special_population"})


def _beside(found: list[Candidate], more: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates whose place no other rule has read; none if the passage is about something else."""
    if any(candidate.family in _ELSEWHERE for candidate in found):
        return []
    return [c for c in more if not any(c.start < other.end and c.end > other.start for other in found)]


def _described_another(passage: Passage) -> int | None:
    """Return where the description of another drug that opens a sentence begins: “Nadolol, a similar medicine, …”."""
    for mention in passage.mentions:
        if mention.start > 1 or mention.entry.category != "drug" or passage.context.is_own(mention):
            continue
        if _APPOSITION.match(passage.folded, mention.end):
            return mention.end
    return None


_APPOSITION = re.compile(r", (?:another |an? (?:similar|related|older|newer|different|longer-acting) )")


def candidates_of(context: Context) -> Iterable[Candidate]:
    """Yield what all rules find in a document.

    :param context: the document
    :yields: candidates
    """
    known: dict[tuple[object, ...], tuple[int, list[Candidate]]] = {}
    for passage in passages(context):
        yield from _of_passage(passage, known)
        _ = passage.is_about_own, is_about_illness(passage)  # while the passages before them are there
        if passage.previous is not None:
            passage.previous.previous = None
