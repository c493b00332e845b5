"""Each rule on records of our own: what it finds, and what it must let pass."""
# ruff: noqa: E501

from __future__ import annotations

from typing import Any

import pytest

from ingest.disagreements.finding import TYPES
from ingest.disagreements.model import identifier
from ontology.vocabulary import load_vocabulary
from tests.support.claims import claim, found, small_record

COMMON, RARE = "drugkg:frequency-common", "drugkg:frequency-rare"
SERIOUS, SEVERE, MILD = "drugkg:severity-serious", "drugkg:severity-severe", "drugkg:severity-mild"
MAXIMUM, STARTING = "drugkg:phase-maximum", "drugkg:phase-starting"
Claims = list[dict[str, Any]]


def half_life(number: str, low: float, high: float, unit: str = "h", **fields: Any) -> dict[str, Any]:
    fields = {"family": "pharmacokinetics", **fields}
    return claim(number, "x hasHalfLife", value_min=low, value_max=high, unit=unit, **fields)


def dose(number: str, low: float | None, high: float | None, unit: str = "mg/d", **fields: Any) -> dict[str, Any]:
    illness = fields.pop("illness", "illness")
    fields = {"family": "dosing", **fields}
    return claim(number, f"x hasDose {illness}", value_min=low, value_max=high, unit=unit, **fields)


def appraised(number: str, what: str, **fields: Any) -> dict[str, Any]:
    return claim(number, f"use evidenceAppraisedAs appraisal-{what}", family="efficacy", **fields)


def approved(number: str, **fields: Any) -> dict[str, Any]:
    return claim(number, "use approvedIn utopia", family="regulatory", **fields)


CASES: list[tuple[str, Claims, str, str, str]] = [
    (
        "affirmed and denied",
        [claim("one-1", "x causes rash"), claim("two-1", "x causes rash", polarity="denied")],
        "polarity", "conflict", "x causes rash: denied (two) | affirmed (one)",
    ),
    (
        "affirmed, and denied with and without reserve",
        [claim("one-1", "x causes rash"), claim("two-1", "x causes rash", polarity="denied", modality="hedged"),
         claim("three-1", "x causes rash", polarity="denied")],
        "polarity", "conflict", "x causes rash: denied (three) | denied with reserve (two) | affirmed (one)",
    ),
    (
        "affirmed and denied for different people",
        [claim("one-1", "x causes rash", population="drugkg:children"),
         claim("two-1", "x causes rash", polarity="denied", population="drugkg:adults")],
        "scopeOnly", "difference", "x causes rash: denied [adults] (two) | affirmed [children] (one)",
    ),
    (
        "a potential denied, its exercise reported",
        [claim("one-1", "x hasAddictivePotential", polarity="denied"), claim("two-1", "long-use causes drug-dependence")],
        "polarity", "conflict", "x has addictive potential: denied (one) | affirmed (two)",
    ),
    (
        "a use shown to work, and found not to",
        [appraised("one-1", "demonstrated"), claim("two-1", "x decreases illness", polarity="denied", family="efficacy")],
        "polarity", "conflict", "x decreases illness: denied (two) | affirmed (one)",
    ),
    (
        "raised and lowered",
        [claim("one-1", "x causes fear"), claim("two-1", "x decreases fear")],
        "direction", "conflict", "x on fear: causes it (one) | decreases it (two)",
    ),
    (
        "opposite findings",
        [claim("one-1", "x causes diarrhoea"), claim("two-1", "x causes constipation")],
        "direction", "difference", "opposite effects of x: diarrhoea (one) | constipation (two)",
    ),
    (
        "ranges that overlap, in different units",
        [half_life("one-1", 60, 180, "min"), half_life("two-1", 2, 4)],
        "value", "conflict", "half-life of x: 60–180 min (one) | 120–240 min (two); the ranges overlap; common to all: 120–180 min",
    ),
    (
        "ranges with nothing in common",
        [half_life("one-1", 1, 2), half_life("two-1", 3, 4, approximate=True)],
        "value", "conflict", "half-life of x: 1–2 h (one) | about 3–4 h (two); no range is common to all",
    ),
    (
        "two highest doses in one document",
        [dose("one-1", None, 80, phase=MAXIMUM), dose("one-2", None, 100, phase=MAXIMUM, modality="hedged")],
        "value", "conflict",
        "maximum dose of x in illness: up to 80 mg/day (one) | up to 100 mg/day (one); the limits differ",
    ),
    (
        "doses for two illnesses",
        [dose("one-1", 40, 80, illness="cramp"), dose("two-1", 200, None)],
        "scopeOnly", "difference", "dose of x: 40–80 mg/day in cramp (one) | at least 200 mg/day in illness (two)",
    ),
    (
        "what it was first made for",
        [claim("one-1", "x developedFor epilepsy", family="history"), claim("two-1", "x developedAs sedative", family="history")],
        "value", "conflict", "x: developed as sedative (two) | developed for epilepsy (one)",
    ),
    (
        "one event in two years",
        [approved("one-1", year="1977"), approved("two-1", year="1978")],
        "value", "conflict", "when use approved in utopia: in 1977 (one) | in 1978 (two)",
    ),
    (
        "common here, serious there",
        [claim("one-1", "x causes rash", frequency=COMMON), claim("two-1", "x causes rash", severity=SEVERE)],
        "class", "difference", "x causes rash: common (one) | serious (two)",
    ),
    (
        "of the drug itself here, of its stopping there",
        [claim("one-1", "x causes rash"), claim("two-1", "stopping-x causes rash")],
        "scopeOnly", "difference", "rash under x: as an effect of the drug itself (one) | on stopping it (two)",
    ),
    (
        "evidence strong and weak",
        [appraised("one-1", "promising"), appraised("two-1", "inconclusive", year="2019")],
        "strength", "difference", "evidence for the use: promising (one) | inconclusive [2019] (two)",
    ),
    (
        "asserted here, hedged there",
        [claim("one-1", "x decreases craving", family="efficacy"),
         claim("two-1", "x decreases craving", family="efficacy", modality="hedged")],
        "strength", "difference", "x decreases craving: asserted (one) | with reserve (two)",
    ),
    (
        "of benefit in a kind of what calls for caution",
        [claim("one-1", "x preferredIn cirrhosis"), claim("two-1", "x cautionIn liver-disease", modality="recommendation")],
        "strength", "difference",
        "x with cirrhosis and liver disease: preferred or of special benefit (one) | with caution (two)",
    ),
    (
        "safe, or not known to be",
        [claim("one-1", "x safeIn pregnancy", modality="unknown"), claim("two-1", "x safeIn pregnancy", modality="hedged")],
        "strength", "difference",
        "x with pregnancy: probably safe or possibly of benefit (two) | safety unknown (one)",
    ),
    (
        "used, and advised against in some",
        [claim("one-1", "x usedFor cramp"),
         claim("two-1", "x usedFor cramp", regulatory_status="notRecommended", modality="recommendation", condition="drugkg:stroke")],
        "scopeOnly", "difference", "x used for cramp: not recommended (stroke) (two) | used, without that limit (one)",
    ),
    (
        "off label and approved",
        [claim("one-1", "x usedFor illness", regulatory_status="offLabel"), approved("two-1", year="2018")],
        "status", "difference", "standing of x for illness: approved (utopia, 2018) (two) | off label (one)",
    ),
    (
        "one licence after the other",
        [approved("one-1", year="2014", approval_kind="temporary"), approved("two-1", year="2018", approval_kind="full")],
        "superseded", "difference",
        "licence of x for illness in utopia: temporary (2014) (one) | full (2018) (two); the latest named is the full of 2018",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("claims", "type_", "kind", "explanation"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_rule_finds_its_disagreement_and_no_other(claims: Claims, type_: str, kind: str, explanation: str) -> None:
    [disagreement] = found(*claims)
    assert (disagreement.type, disagreement.kind, disagreement.explanation) == (type_, kind, explanation)
    assert disagreement.claims == tuple(sorted(record["id"] for record in claims))
    assert disagreement.id.startswith(f"{type_}.")


PASSED: list[tuple[str, Claims]] = [
    ("the same range in two units", [half_life("one-1", 120, 240, "min"), half_life("two-1", 2, 4)]),
    ("values of different years", [half_life("one-1", 1, 2, year="2001"), half_life("two-1", 3, 4, year="2002")]),
    ("values of mirror forms", [half_life("one-1", 1, 1, enantiomer="R"), half_life("two-1", 3, 3, enantiomer="S")]),
    ("starting and highest dose", [dose("one-1", 5, 5, phase=STARTING), dose("two-1", None, 80, phase=MAXIMUM)]),
    ("a single and a daily dose", [dose("one-1", 5, 5, unit="mg"), dose("two-1", 80, 80)]),
    ("oral and intrathecal", [dose("one-1", 40, 80), dose("two-1", 300, 800, "ug/d", route="drugkg:intrathecal-route")]),
    ("doses in low and in high doses", [dose("one-1", 5, 10, dose_level="drugkg:low-dose"),
                                        dose("two-1", 50, 60, dose_level="drugkg:high-dose")]),
    ("a number and a word for the same", [half_life("one-1", 1, 2), claim("two-1", "x hasHalfLife", degree="short")]),
    ("common, and common and mild", [claim("one-1", "x causes rash", frequency=COMMON),
                                     claim("two-1", "x causes rash", frequency=COMMON, severity=MILD)]),
    ("serious and severe", [claim("one-1", "x causes rash", severity=SERIOUS), claim("two-1", "x causes rash", severity=SEVERE)]),
    ("common, and no class", [claim("one-1", "x causes rash", frequency=COMMON), claim("two-1", "x causes rash")]),
    ("two effects that are no opposites", [claim("one-1", "x causes insomnia"), claim("two-1", "x causes drowsiness")]),
    ("a hedge in the same document", [claim("one-1", "x increasesRiskOf rash"),
                                      claim("one-2", "x increasesRiskOf rash", modality="hedged")]),
    ("a hedge on people of its own", [claim("one-1", "x decreases cramp"),
                                      claim("two-1", "x decreases cramp", modality="hedged", population="drugkg:children")]),
    ("a use hedged", [claim("one-1", "x usedFor illness", family="indication"),
                      claim("two-1", "x usedFor illness", family="indication", modality="hedged")]),
    ("both circumstances known to one document", [claim("one-1", "x causes rash"), claim("two-1", "stopping-x causes rash"),
                                                  claim("two-2", "x causes rash")]),
    ("an effect raised by one thing, lowered by another", [claim("one-1", "stopping-x causes cramp"),
                                                           claim("one-2", "x decreases cramp")]),
    ("one use off label in two documents", [claim("one-1", "x usedFor illness", regulatory_status="offLabel"),
                                            claim("two-1", "x usedFor illness", regulatory_status="offLabel")]),
    ("the drug approved, one use of it not", [claim("one-1", "x approvedIn utopia", year="1977", family="regulatory"),
                                              claim("two-1", "use approvedIn utopia", polarity="denied", family="regulatory")]),
    ("a use advised against, and another by another route",
     [claim("one-1", "x usedFor cramp", regulatory_status="notRecommended", condition="drugkg:stroke"),
      claim("two-1", "x usedFor cramp", route="drugkg:intrathecal-route")]),
    ("caution with one thing, advice against another", [claim("one-1", "x cautionIn opioid"),
                                                        claim("two-1", "x shouldNotBeCombinedWith ethanol")]),
    ("a decade and a year in it", [claim("one-1", "x introducedIn", object="1970s", year="1970s", family="history"),
                                   claim("two-1", "x introducedFor cramp", year="1971", family="history")]),
    ("a rejected claim", [claim("one-1", "x causes rash"),
                          claim("two-1", "x causes rash", polarity="denied", review_status="rejected")]),
    ("silence", [claim("one-1", "x causes rash")]),
]  # fmt: skip


@pytest.mark.parametrize("claims", [case[1] for case in PASSED], ids=[case[0] for case in PASSED])
def test_what_is_no_disagreement_is_let_pass(claims: Claims) -> None:
    assert [disagreement.explanation for disagreement in found(*claims)] == []


def test_a_proposed_claim_takes_part() -> None:
    proposed = claim("two-1", "x causes rash", polarity="denied", review_status="proposed")
    assert len(found(claim("one-1", "x causes rash"), proposed)) == 1


def test_reconciling_qualifiers_are_those_that_only_one_side_gives() -> None:
    denied = claim("one-1", "x causes rash", polarity="denied", dose_level="drugkg:low-dose")
    [disagreement] = found(denied, claim("two-1", "x causes rash"))
    assert (disagreement.type, disagreement.reconciled_by) == ("polarity", ("dose_level",))


def test_a_denial_for_all_is_reconciled_with_what_holds_for_some_of_them() -> None:
    denied = claim("one-1", "x causes rash", polarity="denied", condition="drugkg:liver-disease")
    [disagreement] = found(denied, claim("two-1", "x causes rash", condition="drugkg:cirrhosis"))
    assert (disagreement.type, disagreement.reconciled_by) == ("polarity", ("condition",))


def test_what_is_denied_at_every_level_is_not_reconciled_by_the_level() -> None:
    claims = [
        claim(f"one-{n}", "x causes rash", polarity="denied", dose_level=f"drugkg:{level}-dose")
        for n, level in enumerate(("low", "high"))
    ]
    [disagreement] = found(*claims, claim("two-1", "x causes rash"))
    assert disagreement.reconciled_by == ()


def test_a_word_that_it_is_unknown_stands_as_a_side_of_its_own() -> None:
    claims = [
        claim("one-1", "x hasAbusePotential"),
        claim("two-1", "x hasAbusePotential", polarity="denied"),
        claim("three-1", "x hasAbusePotential", modality="insufficientEvidence"),
    ]
    [disagreement] = found(*claims)
    assert [side.label for side in disagreement.sides] == ["denied", "affirmed", "unknown"]


def test_documents_that_lean_on_one_study_are_one_line_of_evidence() -> None:
    study = [{"mark": "1", "reference": "drugkg:trial", "resolved": "byNumber"}]
    one, two = half_life("one-1", 1, 2, cites=study), half_life("two-1", 3, 4, cites=study)
    [disagreement] = found(one, two, half_life("three-1", 1, 2))
    assert (disagreement.evidence_lines, disagreement.shared_studies) == (2, ("drugkg:trial",))
    assert disagreement.explanation.endswith("several documents lean on trial: one line of evidence")


def test_like_propositions_are_told_in_one_line() -> None:
    claims = [
        claim(f"{document}-{n}", f"x decreases {what}", family="mechanism", modality=modality)
        for n, what in enumerate(("one-reflex", "other-reflex"))
        for document, modality in (("one", "asserted"), ("two", "hedged"))
    ]
    [disagreement] = found(*claims)
    assert disagreement.matter == "x decreases one reflex and other reflex"
    assert disagreement.id == "strength.x.decreases.one-reflex~other-reflex"
    assert len(disagreement.claims) == 4


def test_two_disagreements_on_one_proposition_have_names_of_their_own() -> None:
    claims = [
        dose(f"one-{n}", None, 10 + n, phase=phase) for n, phase in enumerate([STARTING, STARTING, MAXIMUM, MAXIMUM])
    ]
    assert len({disagreement.id for disagreement in found(*claims)}) == 2


def test_conflicts_stand_before_differences_and_wording_last() -> None:
    claims = [
        *(claim(f"{d}-1", "x decreases craving", family="efficacy", modality=m) for d, m in (("one", "asserted"), ("two", "hedged"))),
        *(claim(f"{d}-2", "x causes rash", frequency=f) for d, f in (("one", COMMON), ("two", RARE))),
        *(claim(f"{d}-3", "x causes pain", polarity=p) for d, p in (("one", "affirmed"), ("two", "denied"))),
        *(claim(f"{d}-4", f"x {p} pain", family="history") for d, p in (("one", "developedFor"), ("two", "developedAs"))),
    ]  # fmt: skip
    ranked = found(*claims)
    assert [(d.rank, d.type) for d in ranked] == [(1, "polarity"), (2, "class"), (3, "strength"), (4, "value")]
    assert ranked == found(*reversed(claims))


def test_the_name_of_a_disagreement_stays_short() -> None:
    name = identifier("value", [f"x.causes.{'long-' * 10}{n}" for n in range(10)])
    assert len(name) < 200
    assert name != identifier("value", [f"x.causes.{'long-' * 10}{n}" for n in range(11)])


def test_a_dose_up_to_a_bound_and_one_over_it_have_nothing_in_common() -> None:
    over = {"min": 300, "min_excluded": True, "unit": "mg/d"}
    up_to = {"max": 300, "unit": "mg/d"}
    [apart] = found(claim("one-1", "x causes rash", dose=over), claim("two-1", "x causes rash", dose=up_to))
    assert apart.range_relation == "disjoint"
    assert [side.label for side in apart.sides] == ["up to 300 mg/day", "more than 300 mg/day"]
    at_least = {"min": 300, "unit": "mg/d"}
    assert found(claim("one-1", "x causes rash", dose=at_least), claim("two-1", "x causes rash", dose=up_to)) == []


def test_types_are_those_of_the_ontology() -> None:
    assert sorted(TYPES) == sorted(load_vocabulary().terms("disagreement_type"))


def test_a_literal_object_is_part_of_the_proposition() -> None:
    record = claim("one-1", "x hasPregnancyCategory", object="C")
    assert small_record(record).proposition == "x.hasPregnancyCategory.c-6b23c0d5"
