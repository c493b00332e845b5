"""Disagreements about benefit: shown or not, at which dose it outweighs harm, licensed or not proven, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ingest.claims import ClaimRecord, Quantity
from ingest.disagreements.claims import Records, details, matter, object_of, on, qualifier, sign, thing
from ingest.disagreements.effects import denial_key
from ingest.disagreements.evidence import stance_of
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.scope import reconcilers, separating
from ingest.disagreements.uses import drug_and_condition, is_benefit_in, phrase, phrase_of_effect
from ontology.modalities import HEDGED, OPEN, SAID
from ontology.quantities import Range

DOSES = ("dose", "dose_level")
"""Qualifiers that say at which dose something was found."""

WEAK_APPRAISALS = tuple(f"drugkg:appraisal-{word}" for word in ("mixed", "limited", "inconclusive"))
"""Appraisals of the evidence that do not go with a licence."""

HARM = ("adverse_effect", "overdose_toxicity")
"""Families of claims about harm by a dose."""


ADVICE = {"with caution": "caution advised", "advised against": "advised against"}
"""Advice of caution with a substance, or against it, in the words of a side."""


def find_benefit(records: Sequence[ClaimRecord], background: Background) -> list[Draft]:
    """Find disagreements about benefit.

    :param records: the claims
    :param background: labels and relations of the entities
    :returns: drafts, not yet merged or ranked
    """
    return [
        *_unproven(records, background),
        *_other_endpoints(records, background),
        *_thresholds(records, background),
        *_licences(records, background),
        *_treated_and_avoided(records, background),
        *_treated_and_at_risk(records, background),
    ]


def _unproven(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """An effect that one document asserts, and for which another finds the evidence insufficient."""
    groups: dict[str, list[ClaimRecord]] = {}
    for record in records:
        if record.family == "efficacy" and record.polarity == "affirmed":
            groups.setdefault(denial_key(record, background), []).append(record)
    for _, claims in sorted(groups.items()):
        asserted = [r for r in claims if r.modality == "asserted"]
        open_ = [r for r in claims if r.modality in OPEN and sign(r) != 0]
        if not asserted or not {r.source for r in open_} - {r.source for r in asserted}:
            continue
        effect = open_[0]
        shown = [r for r in asserted if r.predicate_id != effect.predicate_id]
        sides = {
            "demonstrated": shown,
            "affirmed": [r for r in asserted if r not in shown],
            "with reserve": [r for r in claims if r.modality in HEDGED],
            "insufficient evidence": open_,
        }
        shown_of = ("dose_level", "dose", "year", "population")
        labelled = {details(label, side, background, shown_of): side for label, side in sides.items() if side}
        things = [thing(effect, background)]
        yield Draft("strength", "difference", matter(effect, background), things, labelled,
                    reconcilers(asserted, open_, background))  # fmt: skip


def _other_endpoints(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A finding of no effect, or of no evidence, against benefits on other endpoints at a dose or against placebo."""
    effects = Records(r for r in records if r.family == "efficacy" and sign(r) and r.object_id)
    pairs = {(r.subject_id, object_of(r)) for r in effects if r.polarity == "denied" or r.modality in OPEN}
    for drug, condition in sorted(pairs):
        own = on(effects, drug)
        none = [r for r in own if _finds_nothing(r, condition)]
        found = [
            record
            for record in own
            if is_benefit_in(record, drug, condition, background)
            and record.object_id != condition
            and (qualifier(record, "comparator") or any(qualifier(record, key) for key in DOSES))
            and not all(separating(record, other, background) & set(DOSES) for other in none)
        ]
        if not none or not {r.source for r in found} - {r.source for r in none}:
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for record in found:
            reserve = "" if record.modality == "asserted" else ", with reserve"
            label = phrase_of_effect(record, background) + reserve
            sides.setdefault(label, []).append(record)
        sides = {details(label, side, background, (*DOSES, "comparator")): side for label, side in sides.items()}
        for label, said in (("denied", "denied"), ("insufficient evidence of an effect", "affirmed")):
            side = [record for record in none if record.polarity == said]
            if side:
                sides[details(f"{label} on {background.label(condition)}", side, background, DOSES)] = side
        head = f"findings on {background.label(drug)} in {background.label(condition)}"
        yield Draft("strength", "difference", head, [], sides, {"endpoint", *reconcilers(found, none, background)})


def _finds_nothing(record: ClaimRecord, condition: str) -> bool:
    """Return whether a claim finds no effect of a treatment on a condition, or no evidence of one."""
    nothing = record.polarity == "denied" and record.modality in SAID
    return record.object_id == condition and (nothing or record.modality in OPEN)


def _thresholds(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Doses from which harm is reported that doses of benefit, or in use, exceed."""
    harmful_to: dict[str, list[ClaimRecord]] = {}
    for record in records:
        if record.family in HARM and _from(_dose(record)):
            for name in {record.subject_id, *background.related("involves", record.subject_id)}:
                harmful_to.setdefault(name, []).append(record)
    for drug in sorted(name for name in Records.of(records).by_subject if background.classes.get(name) == "Drug"):
        harmful = harmful_to.get(drug, [])
        harms = [r for r in harmful if _is_harm(r, drug, background)]
        goods = [r for r in on(records, drug) if _is_dose_of_benefit(r) and _dose(r)]
        from_on = {dose.range for dose in map(_dose, harms) if dose}
        goods = [r for r in goods if _reaches(_dose(r), from_on)]
        if not goods:
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for claims in _by(_dose_words, harms).values():
            sides[f"harm at {_dose_words(claims[0])}: {_objects(claims, background)}"] = claims
        for claims in _by(object_of, [r for r in goods if not r.unit]).values():
            sides[f"{phrase_of_effect(claims[0], background)} at {_doses(claims)}"] = claims
        for claims in _by(object_of, [r for r in goods if r.unit]).values():
            sides[f"in use in {thing(claims[0], background)} at {_doses(claims)}"] = claims
        head = f"doses of benefit and of harm of {background.label(drug)}"
        tail = "the doses in use reach those of harm"
        yield Draft("value", "difference", head, [], sides, {"condition"}, tail=tail)


def _by(key: Callable[[ClaimRecord], str], claims: Iterable[ClaimRecord]) -> dict[str, list[ClaimRecord]]:
    """Return claims by a key, those of the lowest dose first."""
    groups: dict[str, list[ClaimRecord]] = {}
    for record in sorted(claims, key=lambda record: (_lowest(_dose(record)), record.id)):
        groups.setdefault(key(record), []).append(record)
    return groups


def _doses(claims: Sequence[ClaimRecord]) -> str:
    """Return the doses of claims in words, the unit only once where it is the same."""
    words = list(_by(_dose_words, claims))
    unit = words[-1].rpartition(" ")[2]
    if all(word.endswith(f" {unit}") for word in words):
        words = [*(word.removesuffix(f" {unit}") for word in words[:-1]), words[-1]]
    return ", ".join(words)


def _dose_words(record: ClaimRecord) -> str:
    dose = _dose(record)
    return dose.words if dose else ""


def _objects(claims: Sequence[ClaimRecord], background: Background) -> str:
    return ", ".join(dict.fromkeys(thing(record, background) for record in claims))


def _is_harm(record: ClaimRecord, drug: str, background: Background) -> bool:
    about = record.subject_id == drug or drug in background.related("involves", record.subject_id)
    return (
        about
        and record.family in HARM
        and record.polarity == "affirmed"
        and record.modality in SAID
        and sign(record) > 0
    )


def _is_dose_of_benefit(record: ClaimRecord) -> bool:
    """Return whether a claim reports a benefit at a dose, or a dose that is in use."""
    said = record.polarity == "affirmed" and record.modality in SAID
    in_use = record.predicate_name == "hasDose" and qualifier(record, "phase") is None
    return said and (in_use or (record.family == "efficacy" and sign(record) != 0))


def _dose(record: ClaimRecord) -> Quantity | None:
    value = record.value if record.predicate_name == "hasDose" else qualifier(record, "dose")
    return value if isinstance(value, Quantity) else None


def _from(dose: Quantity | None) -> bool:
    """Return whether a dose is one from which on something happens."""
    return dose is not None and dose.min is not None and dose.max is None


def _reaches(dose: Quantity | None, thresholds: Iterable[Range]) -> bool:
    return dose is not None and any(dose.range.meets(threshold) for threshold in thresholds)


def _lowest(dose: Quantity | None) -> float:
    return float(dose.range.low or dose.range.high or 0) if dose else 0.0


def _licences(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A use that is licensed somewhere, and the evidence for which is held to be weak."""
    uses: dict[str, tuple[list[ClaimRecord], list[ClaimRecord]]] = {}
    for record in records:
        if record.polarity != "affirmed" or not all(drug_and_condition(record.subject_id, background)):
            continue
        licensed, weak = uses.setdefault(record.subject_id, ([], []))
        if record.predicate_name in ("approvedBy", "approvedIn"):
            licensed.append(record)
        elif record.object_id in WEAK_APPRAISALS and not qualifier(record, "comparator"):
            weak.append(record)
    for use, (licensed, weak) in sorted(uses.items()):
        if not licensed or not weak:
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for record in sorted(licensed, key=lambda r: str(qualifier(r, "year") or "")):
            sides.setdefault(_licence(record, background), []).append(record)
        appraised: dict[str, list[ClaimRecord]] = {}
        for record in weak:
            appraised.setdefault(f"evidence {thing(record, background)}", []).append(record)
        for label, claims in appraised.items():
            sides[details(label, claims, background, ("year", "population"))] = claims
        head = f"licence and evidence for the {background.label(use)}"
        yield Draft("status", "difference", head, [], sides, {"year", "jurisdiction"})


def _licence(record: ClaimRecord, background: Background) -> str:
    """Return a licence in words, with place, kind and year."""
    named = record.object_id if record.predicate_name == "approvedIn" else None
    place = qualifier(record, "jurisdiction") or named
    told = [background.label(place) if place else None, qualifier(record, "approval_kind"), qualifier(record, "year")]
    words = ", ".join(str(word) for word in told if word)
    return f"licensed ({words})" if words else "licensed"


def _treated_and_avoided(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A drug used in people who take a substance, and not to be taken together with it."""
    for drug, substance, against in _advice_against(records, background):
        used = [
            record
            for record in on(records, drug)
            if record.predicate_name == "usedFor"
            and record.polarity == "affirmed"
            and record.regulatory_status != "notRecommended"
            and record.modality in SAID
            and substance in background.related("involves", object_of(record))
        ]
        if not used:
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for record in used:
            may = "may be used" if record.modality in HEDGED else "used"
            sides.setdefault(f"{may} for {thing(record, background)}", []).append(record)
        name = background.label(substance)
        for stance in [stance for stance in ADVICE if any(stance == said for said, _ in against)]:
            sides[f"{ADVICE[stance]} together with {name}"] = [record for said, record in against if said == stance]
        head = f"{background.label(drug)} and {name}"
        yield Draft("scopeOnly", "difference", head, [], sides, {"condition"})


def _advice_against(
    records: Sequence[ClaimRecord], background: Background
) -> Iterator[tuple[str, str, list[tuple[str, ClaimRecord]]]]:
    """Yield each drug and substance with the advice of caution with them together, or against it."""
    found: dict[tuple[str, str], list[tuple[str, ClaimRecord]]] = {}
    for record in records:
        stance, target = stance_of(record)
        if stance in ADVICE and background.classes.get(target) in ("Drug", "DrugClass"):
            involved = background.related("involves", record.subject_id)
            drug = involved[0] if len(involved) == 1 else record.subject_id
            found.setdefault((drug, target), []).append((stance, record))
    for (drug, substance), advice in sorted(found.items()):
        yield drug, substance, advice


def _treated_and_at_risk(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A drug used in people with a disease, of whom a document that does not name that use warns."""
    warnings: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in records:
        people, drugs = record.subject_id, _drugs_of_warning(record, background)
        if background.classes.get(people) == "Population" and record.polarity == "affirmed":
            for condition in background.related("involves", people) if drugs else ():
                for drug in drugs:
                    warnings.setdefault((drug, condition), []).append(record)
    for (drug, condition), risks in sorted(warnings.items()):
        uses = [record for record in on(records, drug) if _is_use_in(record, condition)]
        naming = {record.source for record in uses}
        warned = [record for record in risks if record.source not in naming]
        if not uses or not warned:
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for record in uses:
            sides.setdefault(_use_words(record, condition, background), []).append(record)
        for record in warned:
            words = f"{background.label(record.subject_id)} {phrase(record, background)}"
            sides.setdefault(words, []).append(record)
        head = f"{background.label(drug)} in {background.label(condition)}"
        yield Draft("strength", "difference", head, [], sides)


def _drugs_of_warning(record: ClaimRecord, background: Background) -> tuple[str, ...]:
    """Return the drugs by which a group of people is at risk, or which should get a different dose of it."""
    if record.predicate_name == "requiresDoseChangeOf":
        return (object_of(record),)
    if record.predicate_name == "increasesRiskOf" and record.modality in SAID:
        return background.related("involves", str(qualifier(record, "condition") or ""))
    return ()


def _is_use_in(record: ClaimRecord, condition: str) -> bool:
    """Return whether a claim names a use in a disease, as what is treated or as what goes with it."""
    used = record.predicate_name == "usedFor" and record.polarity == "affirmed" and record.modality in SAID
    held = record.regulatory_status != "notRecommended"
    return used and held and condition in (record.object_id, qualifier(record, "condition"))


def _use_words(record: ClaimRecord, condition: str, background: Background) -> str:
    """Return a use in words, with what goes with the disease if that is not the disease itself."""
    other = qualifier(record, "condition") if record.object_id == condition else None
    return f"used for {thing(record, background)}" + (f" with {background.label(other)}" if other else "")
