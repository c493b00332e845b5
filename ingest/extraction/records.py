"""From candidates to claim records that pass the validation of the build."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import ValidationError

from ingest.claims import ClaimRecord
from ingest.documents.view import DocumentView, Section
from ingest.extraction.entities import Nodes, slug_of
from ingest.extraction.language.model import Candidate
from ingest.extraction.language.quantities import plain
from ingest.wording.phrases import claim_phrase
from ontology.modality_words import OPEN_WORDS
from ontology.vocabulary import Vocabulary

MAX_ANCHORS = 40
_CLASSES = {
    "finding": "ClinicalFinding",
    "drug": "Drug",
    "drug_class": "DrugClass",
    "target": "Receptor",
    "enzyme": "Enzyme",
    "substance": "ChemicalSubstance",
    "activity": "BiologicalActivity",
    "organ": "AnatomicalStructure",
    "region": "AnatomicalStructure",
    "transmitter": "Neurotransmitter",
    "population": "Population",
    "procedure": "Procedure",
    "agency": "Agency",
    "jurisdiction": "Jurisdiction",
    "outcome": "Outcome",
    "watched": "Measurement",
}
_FITS = {
    "shouldMonitor": ("Measurement", "ClinicalFinding", "Outcome", "BiologicalActivity"),
    "metabolisedTo": ("ChemicalSubstance",),
    "interactsWith": ("ChemicalSubstance", "DrugClass"),
    "shouldNotBeCombinedWith": ("ChemicalSubstance", "DrugClass"),
}
_OUTCOMES = ("Outcome", "ClinicalFinding", "BiologicalActivity")
_SPECIES = {
    "rat": "drugkg:rat",
    "rats": "drugkg:rat",
    "mice": "drugkg:mouse",
    "mouse": "drugkg:mouse",
    "murine": "drugkg:mouse",
}
_BANDS = frozenset({"very-common", "common", "uncommon", "rare", "very-rare", "isolated", "not-known"})
_STUDIES = frozenset({"efficacy"})
_FIELDS = tuple(ClaimRecord.model_fields)
_KEYS = json.JSONEncoder(sort_keys=True, ensure_ascii=False, default=str)


def settled(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Drop what other candidates for the same place contradict: a denial wins over an assertion, a hedge likewise.

    :param candidates: everything that the rules found
    :returns: those that stay, in the order of the document
    """
    ordered = sorted(candidates, key=lambda c: (c.start, c.end, c.family, c.predicate))
    kept: list[Candidate] = []
    for number, candidate in enumerate(ordered):
        if not any(_beaten(candidate, other) for other in _near(ordered, number)):
            kept.append(candidate)
    return list(_without_repeats(kept))


def _near(ordered: Sequence[Candidate], number: int) -> Iterable[Candidate]:
    """Yield the candidates whose places may overlap."""
    this = ordered[number]
    for place in range(number - 1, max(-1, number - 60), -1):
        if ordered[place].end > this.start:
            yield ordered[place]
    for place in range(number + 1, min(len(ordered), number + 60)):
        if ordered[place].start >= this.end:
            break
        yield ordered[place]


_BY_VERB = "effects that a verb names"
"""Makes a name of its own, where another rule takes the document's: “blurred vision”."""

_RANK = {"overdose": 3, "withdrawal": 3, "combination": 4, "drug": 1}


def _beaten(this: Candidate, other: Candidate) -> bool:  # noqa: PLR0911, PLR0912 - one case after the other
    if this.start >= other.end or this.end <= other.start:
        return False
    if this.category == "quantity" or other.category == "quantity":
        return False
    effects = {"causes"}
    if this.predicate == other.predicate:
        if this.predicate in effects and "special_population" in (this.family, other.family):
            return this.family != "special_population"
        if this.predicate in effects and this.rule != other.rule and _BY_VERB in (this.rule, other.rule):
            return this.rule == _BY_VERB
        if this.subject != other.subject and this.predicate in effects:
            return _RANK[this.subject] < _RANK[other.subject]
        if this.polarity != other.polarity:
            return this.polarity == "affirmed"
        if this.predicate == "contraindicatedIn" and (this.status, other.status) == ("notRecommended", None):
            return this.object.lower() == other.object.lower()  # two rules read the same words
        if (
            this.modality == "asserted"
            and other.modality in ("hedged", "insufficientEvidence")
            and this.object.lower() == other.object.lower()
        ):
            return True
        return (
            set(this.object.lower().split()) < set(other.object.lower().split())
            and this.start >= other.start
            and this.end <= other.end
            and (this.end - this.start) < (other.end - other.start)
        )
    pair = {this.predicate, other.predicate}
    if pair == {"causes", "usedFor"}:
        if this.predicate == "causes":
            return "listed" not in this.rule and "announces" not in this.rule
        return "listed" in other.rule or "announces" in other.rule
    if pair == {"contraindicatedIn", "causes"}:
        return this.predicate == "causes" and "listed" in other.rule
    if pair == {"contraindicatedIn", "usedFor"}:
        return this.predicate == "usedFor"
    if pair == {"interactsWith", "shouldNotBeCombinedWith"}:
        return this.predicate == "interactsWith"
    targets = {"bindsTo", "blocks", "agonistOf", "antagonistOf", "positiveModulatorOf"}
    if pair <= targets and this.object.lower() == other.object.lower():
        order = ["bindsTo", "blocks", "agonistOf", "antagonistOf", "positiveModulatorOf"]
        return order.index(this.predicate) < order.index(other.predicate)
    return False


def _without_repeats(kept: Iterable[Candidate]) -> Iterable[Candidate]:
    """Of two rules that found the same thing in the same place, one is enough."""
    seen: set[tuple[object, ...]] = set()
    for candidate in kept:
        value = candidate.value
        key = (
            candidate.family,
            candidate.subject,
            candidate.partner,
            candidate.predicate,
            candidate.object.lower(),
            candidate.polarity,
            candidate.start,
            (value.low, value.high, value.unit) if value else None,
        )
        if key not in seen:
            seen.add(key)
            yield candidate


_LONGEST_ABBREVIATION = 5
"""A thing is called by its long name, where the lexicon has one: “opioid dependence” for “OUD”."""


class RecordMaker:
    """Makes the claim records of one document.

    :param view: the document
    :param nodes: the entities
    :param vocabulary: the ontology's terms
    :param drug: CURIE of the drug
    """

    def __init__(self, view: DocumentView, nodes: Nodes, vocabulary: Vocabulary, drug: str) -> None:
        self.view = view
        self.nodes = nodes
        self.vocabulary = vocabulary
        self.drug = drug
        self.prefix = document_slug(view.document.file)
        self._starts = [section.start for section in view.sections]

    def records(self, candidates: Iterable[Candidate]) -> list[dict[str, object]]:
        """Return the records of candidates; what says the same is one record with several places.

        :param candidates: what stays of the rules' findings
        :returns: records in the order of the document, each valid
        """
        made: dict[str, dict[str, object]] = {}
        seen: Counter[tuple[object, ...]] = Counter()
        for candidate in candidates:
            if self._names_a_drug(candidate):
                continue
            same = _said(candidate)
            seen[same] += 1
            if seen[same] > MAX_ANCHORS + 1:
                continue
            record = self._record(candidate)
            key = _key(record)
            place = self._place(candidate)
            if key not in made:
                made[key] = {**record, **place, "id": f"{self.prefix}-{key[:10]}"}
                continue
            first = made[key]
            anchors: list[dict[str, object]] = first.setdefault("anchors", [])  # type: ignore[assignment]
            places = {(first["start"], first["end"]), *((a["start"], a["end"]) for a in anchors)}
            if len(anchors) < MAX_ANCHORS and (place["start"], place["end"]) not in places:
                anchors.append(place)
            synonyms = dict.fromkeys([*first.get("object_synonyms", ()), *record.get("object_synonyms", ())])  # type: ignore[misc]
            if synonyms:
                first["object_synonyms"] = list(synonyms)
        return [record for record in map(self._finished, made.values()) if record is not None]

    def _names_a_drug(self, candidate: Candidate) -> bool:
        """Say whether what should be a finding is the name of a drug, such as a heading within a list of effects."""
        if candidate.category != "finding" or self.nodes.find([candidate.object], ("ClinicalFinding",)):
            return False
        return self.nodes.find([candidate.object], ("ChemicalSubstance", "DrugClass")) is not None

    def _record(self, candidate: Candidate) -> dict[str, object]:
        subject = self._subject(candidate)
        record: dict[str, object] = {
            "source": self.view.document.file,
            "family": candidate.family,
            "subject": self.nodes.label(subject),
            "subject_id": subject,
            "predicate": self.vocabulary.predicates[candidate.predicate].label,
            "predicate_id": f"dkgo:{candidate.predicate}",
        }
        record |= self._object(candidate)
        if candidate.value is not None:
            value = candidate.value.record()
            for key, name in (
                ("min", "value_min"),
                ("max", "value_max"),
                ("min_excluded", "min_excluded"),
                ("max_excluded", "max_excluded"),
                ("unit", "unit"),
                ("approximate", "approximate"),
            ):
                if key in value:
                    record[name] = value[key]
        record["polarity"] = candidate.polarity
        record["modality"] = candidate.modality
        qualifiers = self._qualifiers(candidate)
        if qualifiers:
            record["qualifiers"] = qualifiers
        if candidate.status:
            record["regulatory_status"] = candidate.status
        record["quote_role"] = "citesStudy" if self._section(candidate.start).kind in _STUDIES else "ownStatement"
        record["evidence_type"] = "ECO:0007320"
        if "_design" in candidate.qualifiers:
            record["study_design"] = candidate.qualifiers["_design"]
        record["note"] = f"Found by the rule “{candidate.rule}”."
        return record

    def _subject(self, candidate: Candidate) -> str:
        name = self.nodes.label(self.drug)
        slug = self.drug.removeprefix("drugkg:")
        if candidate.subject == "withdrawal":
            return self.nodes.find_or_add([f"abrupt cessation of {name}"], "Cessation", relations={"involves": (slug,)})
        if candidate.subject == "overdose":
            return self.nodes.find_or_add(
                [f"overdose of {name}", f"{name} overdose"], "Overdose", relations={"involves": (slug,)}
            )
        if candidate.subject == "combination":
            partner = self._partner(candidate.partner)
            label = f"combination of {name} and {self.nodes.label(partner)}"
            return self.nodes.find_or_add(
                [label], "DrugCombination", relations={"involves": (slug, partner.removeprefix("drugkg:"))}
            )
        return self.drug

    def _partner(self, name: str) -> str:
        found = self.nodes.find([name], ("ChemicalSubstance", "DrugClass"))
        return found or self.nodes.find_or_add([name], "DrugClass" if name.endswith("s") else "Drug")

    def _object(self, candidate: Candidate) -> dict[str, object]:
        predicate = self.vocabulary.predicates[candidate.predicate]
        if predicate.value_kind == "quantity":
            return {}
        words = candidate.object.strip()
        if predicate.value_kind == "literal":
            return {"object": words}
        spelled = [name for name in candidate.synonyms if len(name) > _LONGEST_ABBREVIATION]
        if spelled and words.isupper() and candidate.category == "finding" and len(words) <= _LONGEST_ABBREVIATION:
            candidate = replace(candidate, object=spelled[0], synonyms=(words, *candidate.synonyms))
            words = spelled[0]
        class_name = _CLASSES[candidate.category]
        if candidate.predicate in ("metabolisedBy",) and candidate.category == "enzyme":
            class_name = "Enzyme"
        if candidate.predicate in ("inhibitsEnzyme", "inducesEnzyme"):
            class_name = "Enzyme"
        fits = _OUTCOMES if candidate.category == "outcome" else _FITS.get(candidate.predicate, (class_name,))
        if candidate.category == "population":
            words = _group_name(words)
        known = self.nodes.find([words, *candidate.synonyms], fits)
        curie = known or self.nodes.find_or_add(
            [
                words
                if not words[:1].isupper() or words.isupper() or not words[1:].islower()
                else _lower(words, candidate),
                *candidate.synonyms,
            ],
            class_name,
            fits,
        )
        label = self.nodes.label(curie)
        synonyms = [name for name in dict.fromkeys([words, *candidate.synonyms]) if name and name != label]
        record: dict[str, object] = {"object": label, "object_id": curie}
        if synonyms:
            record["object_synonyms"] = synonyms
        return record

    def _qualifiers(self, candidate: Candidate) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in candidate.qualifiers.items():
            if key == "frequency" and value in _BANDS:
                found["frequency"] = f"drugkg:frequency-{value}"
            elif key == "severity":
                found["severity"] = f"drugkg:severity-{value}"
            elif key == "_phase":
                found["phase"] = f"drugkg:{value}"
            elif key == "_condition" and isinstance(value, str):
                known = self.nodes.find([value], ("ClinicalFinding",))
                if known:
                    found["condition"] = known
            elif key == "_illness" and isinstance(value, str):
                found["condition"] = self.nodes.find_or_add([value], "ClinicalFinding")
            elif key == "_comparator" and isinstance(value, str):
                found["comparator"] = self.nodes.find_or_add([value], "Drug", ("ChemicalSubstance", "DrugClass"))
            elif key == "_species" and isinstance(value, str):
                found["species"] = _SPECIES.get(value, "drugkg:animal-model")
            elif key == "_population" and isinstance(value, str):
                found["population"] = self.nodes.find_or_add([_group_name(value)], "Population")
            elif key == "_organ" and isinstance(value, str):
                found["anatomical_context"] = self.nodes.find_or_add([value], "AnatomicalStructure")
            elif not key.startswith("_"):
                found[key] = value
        return found

    def _section(self, place: int) -> Section:
        return self.view.sections[max(0, bisect_right(self._starts, place) - 1)]

    def _place(self, candidate: Candidate) -> dict[str, object]:
        start, end = self.view.document.span(candidate.start, candidate.end)
        words = self.view.document.original[start:end]
        digest = hashlib.sha256(words.encode("utf-8", errors="replace")).hexdigest()
        return {"section": self._section(candidate.start).title[:200], "start": start, "end": end, "sha256": digest}

    def _finished(self, record: dict[str, object]) -> dict[str, object] | None:
        record |= {"statement": "…", "reading": "stated", "agent": "extracted", "review_status": "proposed"}
        ordered = {name: record[name] for name in _FIELDS if name in record}
        try:
            checked = ClaimRecord.model_validate(ordered)
        except ValidationError:
            return None
        ordered["statement"] = self._statement(checked)
        return ordered

    def _statement(self, record: ClaimRecord) -> str:
        subject = record.subject or record.subject_id
        phrase = claim_phrase(record, self.vocabulary, self.nodes.label)
        joint = ":" if phrase.startswith(tuple(OPEN_WORDS.values())) else ""
        return f"{subject[:1].upper()}{subject[1:]}{joint} {phrase}."


def _said(candidate: Candidate) -> tuple[object, ...]:
    """Return all of a candidate but its place."""
    value = candidate.value
    number = (value.low, value.high, value.unit) if value else None
    return (
        candidate.family,
        candidate.predicate,
        candidate.object,
        candidate.subject,
        candidate.partner,
        candidate.polarity,
        candidate.modality,
        candidate.status,
        number,
        str(candidate.qualifiers),
    )


_UNDER_A_NAME = re.compile(r"(?:children|kids|pa?ediatric patients)")


def _group_name(words: str) -> str:
    """Return what a group of people is called; “children” without an age are not those of the age that is known."""
    name = words.removeprefix("the ").strip(" ,()")
    if name in ("elderly", "elderly patients", "elderly people"):
        return "older people"
    return f"{name} of no stated age" if _UNDER_A_NAME.fullmatch(name) else name


def _lower(words: str, candidate: Candidate) -> str:
    """A finding that begins a line or a sentence in upper case is a common noun; a name of a drug likewise."""
    return words if candidate.category in ("target", "enzyme") else words[:1].lower() + words[1:]


def _key(record: dict[str, object]) -> str:
    """Return what two places must share to be one claim."""
    left_out = (
        {"object_synonyms", "section", "note", "subject", "object", "predicate"}
        if record.get("object_id")
        else {"section", "note", "subject", "predicate"}
    )
    data = {name: value for name, value in record.items() if name not in left_out}
    return hashlib.sha256(_KEYS.encode(data).encode("utf-8", errors="replace")).hexdigest()


def document_slug(file: str) -> str:
    """Return the slug of a document's file, the start of the identifiers of its claims.

    :param file: name of the file
    :returns: slug with a short checksum of the name, so that two files do not share one
    """
    digest = hashlib.sha256(file.encode("utf-8", errors="replace")).hexdigest()
    return f"{slug_of(file.rsplit('.', 1)[0])[:30].strip('-')}-{digest[:6]}"


__all__ = ["MAX_ANCHORS", "RecordMaker", "document_slug", "plain", "replace", "settled"]
