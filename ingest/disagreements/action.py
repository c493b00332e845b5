"""Disagreements about what a drug acts on, what becomes of it, what like drugs do, and who was treated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ingest.claims import ClaimRecord
from ingest.disagreements.claims import (
    Records,
    grouped,
    object_of,
    on,
    qualifier,
    sign,
    stating,
    thing,
    verb,
)
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.uses import concerns, drug_and_condition, phrase, phrase_of_effect, phrase_without
from ontology.modalities import SAID

BINDING = ("agonistOf", "antagonistOf", "bindsTo", "blocks", "hasAffinityFor")
"""Predicates by which a substance acts on a target."""

FATES = {
    "metabolism": ("hasFractionMetabolised", "metabolisedBy"),
    "excretion": ("hasFractionExcretedUnchanged", "excretedBy"),
}
"""What can become of a drug, as activities are named, and the predicates that say how far it does."""

LITTLE = ("minimal", "low", "little", "negligible", "hardly any")
"""Degrees that say that hardly anything happens."""

SMALL_FRACTION = Fraction(1, 5)
"""The fraction of a dose under which hardly anything happens to it."""

COMPARED = ("comparison", "comparator")
"""Qualifiers by which a claim compares."""

WHATEVER = "regardless of the route"
"""The degree of a claim that holds for all routes."""

PARTICULARLY = "particularly"
"""The degree of a claim that holds above all in its circumstances."""

ONE_PERSON = "author-himself"
"""What names a population of one person."""


def find_action(records: Sequence[ClaimRecord], background: Background) -> list[Draft]:
    """Find disagreements about targets, places of action, fate, class and persons treated.

    :param records: the claims
    :param background: labels and relations of the entities
    :returns: drafts, not yet merged or ranked
    """
    return [
        *_selective(records, background),
        *_sites(records, background),
        *_fates(records, background),
        *_apart_from_class(records, background),
        *_reports(records, background),
        *_whatever_route(records, background),
        *_whatever_dose(records, background),
        *_set_apart(records, background),
        *_mediators(records, background),
    ]


def _is_said(record: ClaimRecord) -> bool:
    return record.polarity == "affirmed" and record.modality in SAID


def _selective(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A drug that is selective for one target, and acts on a further one."""
    bound = [r for r in records if _is_said(r) and r.predicate_name in BINDING and r.object_id]
    selective: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in bound:
        if qualifier(record, "selectivity") == "selective":
            selective.setdefault((record.subject_id, object_of(record)), []).append(record)
    bound_by = Records(bound)
    appraised = stating(records, "relevanceAppraisedAs")
    for (drug, target), claims in sorted(selective.items()):
        others = [r for r in on(bound_by, drug) if not background.akin(object_of(r), target)]
        further = {object_of(record) for record in others}
        weighed = [
            record
            for record in appraised
            if _is_said(record) and {drug, *further} & set(background.related("involves", record.subject_id)) > {drug}
        ]
        sides = {f"selective for {background.label(target)}": claims}
        for name in sorted(further):
            on_it = [record for record in others if object_of(record) == name]
            acting = [record for record in on_it if not record.unit] or on_it
            sides[phrase(acting[0], background)] = on_it
        for record in weighed:
            reserve = "" if record.modality == "asserted" else ", with reserve"
            label = f"{background.label(record.subject_id)} held {thing(record, background)}{reserve}"
            sides.setdefault(label, []).append(record)
        if others:
            yield Draft("scopeOnly", "difference", f"targets of {background.label(drug)}", [], sides, {"dose"})


def _sites(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A drug that does not act on a structure, and changes what happens in a part of it."""
    denials = (r for r in records if r.predicate_name == "actsOn" and r.polarity == "denied" and r.modality in SAID)
    for denied in grouped(denials).values():
        place, drug = object_of(denied[0]), denied[0].subject_id
        said = [record for record in on(records, drug) if _is_said(record)]
        within = [record for record in said if _happens_in(record, place, background)]
        if not within:
            continue
        compared = {(r.source, qualifier(r, "comparator")) for r in denied if qualifier(r, "comparator")}
        instead = [
            record
            for record in said
            if record.predicate_name == "actsOn" and (record.source, qualifier(record, "comparator")) in compared
        ]
        sides: dict[str, list[ClaimRecord]] = {}
        for record in (*instead, *denied, *within):
            sides.setdefault(phrase_without(record, COMPARED, background), []).append(record)
        keys = {"degree"} if any(qualifier(record, "degree") for record in denied) else set()
        yield Draft("scopeOnly", "difference", f"site of action of {background.label(drug)}", [], sides, keys)


def _happens_in(record: ClaimRecord, place: str, background: Background) -> bool:
    """Return whether a claim is about an action on a structure or a part of it, or about an activity in a part."""
    found = object_of(record)
    if record.predicate_name == "actsOn":
        return place in _wholes(found, background)
    parts = [part for part in background.related("occursIn", found) if part != place]
    return sign(record) != 0 and any(place in _wholes(part, background) for part in parts)


def _wholes(structure: str, background: Background) -> set[str]:
    """Return a structure with all of which it is a part or a kind."""
    found, level = {structure}, [structure]
    while level:
        ups = [up for node in level for name in ("partOf", "kindOf") for up in background.related(name, node)]
        level = [up for up in dict.fromkeys(ups) if up not in found]
        found.update(level)
    return found


def _fates(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A group in which the fate of a drug is said to differ, where hardly any of the drug meets that fate at all."""
    shown = (r for r in records if r.predicate_name in ("showsReduced", "showsIncreased") and _is_said(r))
    for claims in grouped(shown).values():
        activity = thing(claims[0], background)
        involved = background.related("involves", object_of(claims[0]))
        names = {name for word, group in FATES.items() if word in activity.split() for name in group}
        little = [
            record
            for record in stating(records, *sorted(names))
            if record.subject_id in involved and _is_said(record) and _is_little(record)
        ]
        if little:
            sides: dict[str, list[ClaimRecord]] = {}
            for record in (*claims, *little):
                words = f"{background.label(record.subject_id)} {phrase(record, background)}"
                sides.setdefault(words, []).append(record)
            yield Draft("scopeOnly", "difference", activity, [], sides, {"population"})


def _is_little(record: ClaimRecord) -> bool:
    high = record.value.range.high if record.value else None
    return qualifier(record, "degree") in LITTLE or (high is not None and high <= SMALL_FRACTION)


def _apart_from_class(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A drug that is named as a member of a class, and set apart from that class."""
    unlike: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in records:
        if qualifier(record, "comparison") == "unlike" and record.modality in SAID:
            unlike.setdefault((record.subject_id, str(qualifier(record, "comparator"))), []).append(record)
    for (drug, group), claims in sorted(unlike.items()):
        member = [
            record
            for record in on(records, drug)
            if record.predicate_name == "memberOfDrugClass" and record.object_id == group and _is_said(record)
        ]
        if member:
            sides = {f"a {background.label(group)}": member}
            for record in claims:
                sides.setdefault(f"unlike that class, {phrase_without(record, COMPARED, background)}", []).append(
                    record
                )
            yield Draft("scopeOnly", "difference", f"{background.label(drug)} in its class", [], sides)


def _reports(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What one author reported, of one person in one document and of patients in another."""
    reports: dict[tuple[str, str], dict[str, list[ClaimRecord]]] = {}
    for record in records:
        population = str(qualifier(record, "population") or "")
        if record.predicate_name == "reported" and _is_said(record) and population:
            key = (record.subject_id, object_of(record))
            reports.setdefault(key, {}).setdefault(population, []).append(record)
    for (author, what), groups in sorted(reports.items()):
        single = [name for name in groups if name.partition(":")[2] == ONE_PERSON]
        if single and len(groups) > len(single):
            sides = {f"in {background.label(name)}": claims for name, claims in sorted(groups.items())}
            head = f"what {background.label(author)} reported on the {background.label(what)}"
            yield Draft("scopeOnly", "difference", head, [], sides, {"population"})


def _whatever_route(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A finding that is said to arise whatever the route, and to be more likely by one route."""
    whatever = (record for record in records if qualifier(record, "degree") == WHATEVER and _is_said(record))
    for claims in grouped(whatever).values():
        first = claims[0]
        drugs = set(background.related("involves", first.subject_id)) or {first.subject_id}
        more = [
            record
            for record in stating(records, "increasesRiskOf")
            if record.object_id == first.object_id
            and _is_said(record)
            and (qualifier(record, "route") or background.related("byRoute", record.subject_id))
            and drugs & {record.subject_id, *background.related("involves", record.subject_id)}
        ]
        if more:
            sides: dict[str, list[ClaimRecord]] = {WHATEVER: claims}
            for record in more:
                sides.setdefault(f"more likely in {background.label(record.subject_id)}", []).append(record)
            yield Draft("scopeOnly", "difference", f"{thing(first, background)} by route", [], sides, {"route"})


def _whatever_dose(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A finding that one document reports at low and at high doses, and another above all at one of them."""
    at_dose = Records(record for record in records if qualifier(record, "dose_level") and _is_said(record))
    for claims in grouped(record for record in at_dose if record.modality == "asserted").values():
        for file in sorted({record.source for record in claims}):
            own = [record for record in claims if record.source == file]
            levels = list(dict.fromkeys(_dose_level(record, background) for record in own))
            if len(levels) < 2:
                continue
            sides = {f"at {' as well as at '.join(levels)}": own}
            for record in at_dose.by_object.get(object_of(own[0]), ()):
                words = _likelier(record)
                if words and record.source != file and _drugs(record, background) & _drugs(own[0], background):
                    reserve = "" if record.modality == "asserted" else ", with reserve"
                    label = f"{words} at {_dose_level(record, background)}{reserve}"
                    sides.setdefault(label, []).append(record)
            if len(sides) > 1:
                yield Draft(
                    "scopeOnly", "difference", f"{thing(own[0], background)} by dose", [], sides, {"dose_level"}
                )


def _dose_level(record: ClaimRecord, background: Background) -> str:
    return background.label(str(qualifier(record, "dose_level")))


def _likelier(record: ClaimRecord) -> str:
    """Return in words that a claim says of its circumstances that they make its object likelier, or nothing."""
    if qualifier(record, "degree") == PARTICULARLY:
        return PARTICULARLY
    return "more likely" if record.predicate_name == "increasesRiskOf" else ""


def _drugs(record: ClaimRecord, background: Background) -> set[str]:
    """Return the subject of a claim with what it involves."""
    return {record.subject_id, *background.related("involves", record.subject_id)}


def _set_apart(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What is affirmed of a drug, where a document names another drug that does so, unlike it; a denial says more."""
    unlike = [r for r in records if qualifier(r, "comparison") == "unlike" and _is_said(r)]
    for record in unlike:
        drug = str(qualifier(record, "comparator"))
        on_it = [
            other
            for other in on(records, drug)
            if other.predicate_name == record.predicate_name
            and (other.object_id, other.object) == (record.object_id, record.object)
            and other.modality in SAID
        ]
        if on_it and all(other.polarity == "affirmed" for other in on_it):
            label = f"{background.label(record.subject_id)} does, unlike {background.label(drug)}"
            head, things = f"{background.label(drug)} {verb(record, background)}", [thing(record, background)]
            yield Draft("polarity", "difference", head, things, {"affirmed": on_it, label: [record]})


def _mediators(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What a use is held not to work by in one document, and what another lists as its mechanism there."""
    denied = [r for r in stating(records, "mediatedBy") if r.polarity == "denied" and r.modality in SAID]
    for use in dict.fromkeys(record.subject_id for record in denied):
        drug, condition = drug_and_condition(use, background)
        own = [record for record in denied if record.subject_id == use]
        sides: dict[str, list[ClaimRecord]] = {}
        for record in own:
            reserve = "" if record.modality == "asserted" else ", with reserve"
            sides.setdefault(f"not by {thing(record, background)}{reserve}", []).append(record)
        files = {record.source for record in own}
        for treatment, listed in _mechanisms(records, drug, condition, background):
            links = [link for r in listed for one in own for link in _links(r, object_of(one), records, background)]
            if links and listed[0].source not in files:
                words = [phrase_without(r, (*COMPARED, "condition"), background) for r in listed]
                further = [link for link in links if link not in listed]
                words += [f"{background.label(r.subject_id)} {phrase_of_effect(r, background)}" for r in further]
                sides[f"in {background.label(treatment)}: {', '.join(words)}"] = [*listed, *further]
        if drug and len(sides) > len({object_of(record) for record in own}):
            head = f"how {background.label(drug)} works in {background.label(condition)}"
            yield Draft("polarity", "difference", head, [], sides, {"condition"})


def _mechanisms(
    records: Sequence[ClaimRecord], drug: str, condition: str, background: Background
) -> list[tuple[str, list[ClaimRecord]]]:
    """Return what each document lists of a drug under a circumstance of which it says that it concerns a condition."""
    found: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in on(records, drug):
        circumstance = qualifier(record, "condition")
        if circumstance and record.family == "mechanism" and _is_said(record):
            found.setdefault((record.source, str(circumstance)), []).append(record)
    return [
        (circumstance, listed)
        for (_, circumstance), listed in sorted(found.items(), key=lambda item: item[0])
        if any(concerns(record, condition, background) for record in listed)
    ]


def _links(record: ClaimRecord, end: str, records: Sequence[ClaimRecord], background: Background) -> list[ClaimRecord]:
    """Return the claims by which a claim is on an effect: itself, or one of its document that leads on to it."""
    found = object_of(record)
    if not found:
        return []
    if background.akin(found, end):
        return [record]
    onward = (r for r in on(records, found) if r.source == record.source and _is_said(r) and sign(r) > 0)
    return [other for other in onward if object_of(other) and background.akin(object_of(other), end)]
