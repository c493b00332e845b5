"""Each rule on records of our own: what it finds, and what it must let pass."""
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.claims import claim, found
from tests.support.disagreeing import (
    COMMON,
    MAXIMUM,
    MILD,
    RARE,
    SERIOUS,
    SEVERE,
    STARTING,
    VERY_COMMON,
    Claims,
    appraised,
    approved,
    dose,
    half_life,
    over,
)

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
        "value", "difference", "half-life of x: 60–180 min (one) | 120–240 min (two); the ranges overlap; common to all: 120–180 min",
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
        "value", "conflict", "what x was developed for: developed as sedative (two) | developed for epilepsy (one)",
    ),
    (
        "one event in two years",
        [approved("one-1", year="1977"), approved("two-1", year="1978")],
        "value", "conflict", "when use is approved in utopia: in 1977 (one) | in 1978 (two)",
    ),
    (
        "frequencies that do not meet",
        [claim("one-1", "x causes rash", frequency=COMMON, frequency_to=VERY_COMMON), claim("two-1", "x causes rash", frequency=RARE)],
        "class", "difference", "x causes rash: common to very common (one) | rare (two)",
    ),
    (
        "mild here, serious there",
        [claim("one-1", "x causes rash", severity=MILD), claim("two-1", "x causes rash", severity=SEVERE)],
        "class", "difference", "x causes rash: mild (one) | serious (two)",
    ),
    (
        "denied of a drug, affirmed of a class that it is in",
        [claim("one-1", "x hasAddictivePotential", polarity="denied"), claim("two-1", "sedatives causes drug-dependence"),
         claim("two-2", "x memberOfDrugClass sedatives", family="identity")],
        "polarity", "difference", "x has addictive potential: denied (one) | affirmed of its class, sedatives (two)",
    ),
    (
        "raised, lowered, and raised by stopping",
        [claim("one-1", "x causes fear"), claim("two-1", "x decreases fear"), claim("three-1", "stopping-x causes fear")],
        "direction", "conflict", "x on fear: causes it (one) | decreases it (two) | causes it on stopping (three)",
    ),
    (
        "of the drug, its stopping and a combination, and what it was made against",
        [claim("one-1", "x causes seizure"), claim("one-2", "stopping-x causes seizure"),
         claim("two-1", "x-with-y causes seizure"), claim("two-2", "x developedFor falling-sickness")],
        "scopeOnly", "difference",
        "seizure under x: as an effect of the drug itself (one) | on stopping it (one) | "
        "in combination with other substances (two) | developed for falling sickness (two)",
    ),
    (
        "harm and benefit at doses that cross",
        [claim("one-1", "x causes rash", dose=over(100)), claim("two-1", "x decreases y-craving", family="efficacy", dose=over(200)),
         dose("three-1", 50, 300, illness="y-use-disorder")],
        "value", "difference",
        "doses of benefit and of harm of x: harm at more than 100 mg/day: rash (one) | "
        "decreases y craving at more than 200 mg/day (two) | in use in y use disorder at 50–300 mg/day (three); "
        "the doses in use reach those of harm",
    ),
    (
        "a benefit at a dose, and no evidence on another endpoint",
        [claim("one-1", "x decreases y-craving", family="efficacy", dose_level="drugkg:high-dose"),
         claim("two-1", "x decreases y-use-disorder", family="efficacy", dose_level="drugkg:high-dose",
               modality="insufficientEvidence")],
        "strength", "difference",
        "findings on x in y use disorder: decreases y craving [high dose] (one) | "
        "insufficient evidence of an effect on y use disorder [high dose] (two)",
    ),
    (
        "a benefit at a dose, and none on another endpoint",
        [claim("one-1", "x increases calm", family="efficacy", dose_level="drugkg:high-dose", population="drugkg:drinkers-of-y"),
         claim("two-1", "x decreases y-use-disorder", family="efficacy", polarity="denied")],
        "strength", "difference",
        "findings on x in y use disorder: increases calm [high dose] (one) | denied on y use disorder (two)",
    ),
    (
        "a use shown to work, and evidence that does not suffice",
        [appraised("one-1", "demonstrated"),
         claim("two-1", "x decreases illness", family="efficacy", modality="insufficientEvidence")],
        "strength", "difference", "x decreases illness: demonstrated (one) | insufficient evidence (two)",
    ),
    (
        "licensed, and not proven",
        [approved("one-1", year="2018"), appraised("two-1", "inconclusive", year="2019")],
        "status", "difference",
        "licence and evidence for the use: licensed (utopia, 2018) (one) | evidence inconclusive [2019] (two)",
    ),
    (
        "an appraisal and a later finding",
        [claim("one-1", "y-use evidenceAppraisedAs appraisal-inconclusive", family="efficacy", year="2019"),
         claim("one-2", "y-use evidenceAppraisedAs appraisal-mixed", family="efficacy"),
         claim("two-1", "x decreases y-craving", family="efficacy", modality="hedged", year="2023")],
        "strength", "difference",
        "evidence for the y use: mixed (one) | inconclusive [2019] (one) | likely of benefit [2023] (two)",
    ),
    (
        "to treat with it, and to avoid it together",
        [claim("one-1", "x usedFor y-use-disorder"), claim("two-1", "x shouldNotBeCombinedWith y", modality="recommendation")],
        "scopeOnly", "difference",
        "x and y: used for y use disorder (one) | advised against together with y (two)",
    ),
    (
        "to treat in a disease, and a risk to people who have it",
        [claim("one-1", "x usedFor y-use-disorder", condition="drugkg:fear"),
         claim("two-1", "drinkers-of-y increasesRiskOf rash", condition="drugkg:taking-x"),
         claim("two-2", "drinkers-of-y requiresDoseChangeOf x", modality="recommendation")],
        "strength", "difference",
        "x in y use disorder: used for y use disorder with fear (one) | "
        "drinkers of y are at risk of rash in taking x (two) | drinkers of y require a different dose of x (two)",
    ),
    (
        "selective, and acting on something else",
        [claim("one-1", "x agonistOf receptor", selectivity="selective"), claim("two-1", "x blocks channel"),
         claim("two-2", "x-blocking-channel relevanceAppraisedAs appraisal-not-relevant", modality="hedged")],
        "scopeOnly", "difference",
        "targets of x: selective for receptor (one) | blocks channel (two) | "
        "x blocking channel held appraisal not relevant, with reserve (two)",
    ),
    (
        "not on a structure, and in a part of it",
        [claim("one-1", "x actsOn muscle", polarity="denied"), claim("two-1", "x decreases spindle-reflex")],
        "scopeOnly", "difference", "site of action of x: does not act on muscle (one) | decreases spindle reflex (two)",
    ),
    (
        "slower in some, and hardly at all in anyone",
        [claim("one-1", "the-old showsReduced metabolism-of-x"), claim("two-1", "x metabolisedBy liver", degree="minimal")],
        "scopeOnly", "difference",
        "metabolism of x: the old shows reduced metabolism of x (one) | x is metabolised by liver (minimally) (two)",
    ),
    (
        "in a class, and unlike it",
        [claim("one-1", "x memberOfDrugClass sedatives"),
         claim("two-1", "x actsOn brain", comparison="unlike", comparator="drugkg:sedatives")],
        "scopeOnly", "difference", "x in its class: a sedatives (one) | unlike that class, acts on brain (two)",
    ),
    (
        "reported of one person, or of patients",
        [claim("one-1", "someone reported use", population="drugkg:author-himself"),
         claim("two-1", "someone reported use", population="drugkg:patients")],
        "scopeOnly", "difference", "what someone reported on the use: in author himself (one) | in patients (two)",
    ),
    (
        "by any route, and more by one",
        [claim("one-1", "stopping-x causes sickness", degree="regardless of the route"),
         claim("two-1", "x-by-pump increasesRiskOf sickness")],
        "scopeOnly", "difference", "sickness by route: regardless of the route (one) | more likely in x by pump (two)",
    ),
    (
        "not by the one effect, and by what leads to it",
        [claim("one-1", "use mediatedBy calm", family="mechanism", polarity="denied", modality="hedged"),
         claim("two-1", "x causes dullness", family="mechanism", condition="drugkg:clinic-care"),
         claim("two-2", "x decreases illness", family="mechanism", condition="drugkg:clinic-care"),
         claim("two-3", "dullness causes calm", family="mechanism")],
        "polarity", "difference",
        "how x works in illness: not by calm, with reserve (one) | in clinic care: causes dullness, decreases illness, dullness causes calm (two)",
    ),
    (
        "at either dose, and above all at the high one",
        [claim("one-1", "stopping-x causes sickness", dose_level="drugkg:low-dose"),
         claim("one-2", "stopping-x causes sickness", dose_level="drugkg:high-dose"),
         claim("two-1", "stopping-x causes sickness", dose_level="drugkg:high-dose", degree="particularly")],
        "scopeOnly", "difference",
        "sickness by dose: at low dose as well as at high dose (one) | particularly at high dose (two)",
    ),
    (
        "of one drug, and of another unlike it",
        [claim("one-1", "x causes elation"), claim("two-1", "y causes elation", comparison="unlike", comparator="drugkg:x")],
        "polarity", "difference", "x causes elation: affirmed (one) | y does, unlike x (two)",
    ),
    (
        "advice on a class and on its examples",
        [claim("one-1", "x cautionIn sedatives"), claim("one-2", "x cautionIn y"), claim("two-1", "x shouldNotBeCombinedWith sedatives")],
        "strength", "difference",
        "x with sedatives: with caution (one) | advised against (two); said of y too",
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
        "x with cirrhosis and liver disease: preferred (one) | with caution (two)",
    ),
    (
        "safe, or not known to be",
        [claim("one-1", "x safeIn pregnancy", modality="unknown"), claim("two-1", "x safeIn pregnancy", modality="hedged")],
        "strength", "difference",
        "x with pregnancy: probably safe (two) | safety unknown (one)",
    ),
    (
        "used, and advised against in some",
        [claim("one-1", "x usedFor cramp"),
         claim("two-1", "x usedFor cramp", regulatory_status="notRecommended", modality="recommendation", condition="drugkg:stroke")],
        "scopeOnly", "difference", "x is used for cramp: not recommended (stroke) (two) | used, without that limit (one)",
    ),
    (
        "used in a class of diseases, and advised against in one of them",
        [claim("one-1", "x usedFor cramp", condition="drugkg:liver-disease"),
         claim("two-1", "x usedFor cramp", regulatory_status="notRecommended", modality="recommendation", condition="drugkg:cirrhosis")],
        "scopeOnly", "difference", "x is used for cramp: not recommended (cirrhosis) (two) | used in liver disease (one)",
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
    ("not by the one effect, and by another",
     [claim("one-1", "use mediatedBy calm", family="mechanism", polarity="denied"),
      claim("two-1", "x causes dullness", family="mechanism", condition="drugkg:clinic-care"),
      claim("two-2", "x decreases illness", family="mechanism", condition="drugkg:clinic-care")]),
    ("not by the one effect, which arises in another treatment",
     [claim("one-1", "use mediatedBy calm", family="mechanism", polarity="denied"),
      claim("two-1", "x causes calm", family="mechanism", condition="drugkg:surgery")]),
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
    ("common, and serious", [claim("one-1", "x causes rash", frequency=COMMON), claim("two-1", "x causes rash", severity=SEVERE)]),
    ("a range of frequencies and a band in it", [claim("one-1", "x causes rash", frequency=COMMON, frequency_to=VERY_COMMON),
                                                 claim("two-1", "x causes rash", frequency=VERY_COMMON)]),
    ("a purpose, and a denial", [claim("one-1", "x decreases illness", family="efficacy", modality="aim"),
                                 claim("two-1", "x decreases illness", family="efficacy", polarity="denied")]),
    ("one document that weighs two sides", [claim("one-1", "x preferredIn cirrhosis"),
                                            claim("one-2", "x contraindicatedIn liver-disease", modality="hedged")]),
    ("a risk, and a possible risk", [claim("one-1", "x increasesRiskOf rash"), claim("two-1", "x increasesRiskOf rash", modality="hedged")]),
    ("a reserve in a document that asserts it of all such effects",
     [claim("one-1", "effect-on-fear-of-x mediatedBy receptor"), claim("two-1", "effect-of-x mediatedBy receptor"),
      claim("two-2", "effect-on-fear-of-x mediatedBy receptor", modality="hedged")]),
    ("doses of benefit under those of harm", [claim("one-1", "x causes rash", dose=over(100)),
                                              claim("two-1", "x decreases y-craving", family="efficacy", dose={"max": 80, "unit": "mg/d"})]),
    ("a benefit at a low dose, and no evidence at a high one",
     [claim("one-1", "x decreases y-craving", family="efficacy", dose_level="drugkg:low-dose"),
      claim("two-1", "x decreases y-use-disorder", family="efficacy", dose_level="drugkg:high-dose", modality="insufficientEvidence")]),
    ("benefit in animals, and no evidence in people",
     [claim("one-1", "x decreases y-craving", family="efficacy", dose_level="drugkg:high-dose", species="drugkg:mouse"),
      claim("two-1", "x decreases y-use-disorder", family="efficacy", modality="insufficientEvidence")]),
    ("a document that names a use and its risk", [claim("one-1", "x usedFor y-use-disorder"),
                                                   claim("one-2", "drinkers-of-y requiresDoseChangeOf x", modality="recommendation"),
                                                   claim("two-1", "x usedFor y-use-disorder")]),
    ("licensed, and promising", [approved("one-1", year="2018"), appraised("two-1", "promising")]),
    ("caution with what it is not used against", [claim("one-1", "x usedFor cramp"), claim("two-1", "x cautionIn y")]),
    ("selective, and an agonist of the receptors of that kind",
     [claim("one-1", "x agonistOf cirrhosis", selectivity="selective"), claim("two-1", "x agonistOf liver-disease")]),
    ("not on muscle, and muscles slackened", [claim("one-1", "x actsOn muscle", polarity="denied"), claim("two-1", "x decreases muscle-tone")]),
    ("slower in some, and much of it", [claim("one-1", "the-old showsReduced metabolism-of-x"), claim("two-1", "x metabolisedBy liver")]),
    ("at either dose, and at the high one", [
        claim("one-1", "stopping-x causes sickness", dose_level="drugkg:low-dose"),
        claim("one-2", "stopping-x causes sickness", dose_level="drugkg:high-dose"),
        claim("two-1", "stopping-x causes sickness", dose_level="drugkg:high-dose")]),
    ("of one drug, and of another more than of it", [
        claim("one-1", "x causes elation"),
        claim("two-1", "y causes elation", comparison="more than", comparator="drugkg:x")]),
    ("in a class, and unlike another", [claim("one-1", "x memberOfDrugClass sedatives"),
                                        claim("two-1", "x actsOn brain", comparison="unlike", comparator="drugkg:stimulants")]),
    ("reported of two groups", [claim(f"{n}-1", "someone reported use", population=f"drugkg:{n}") for n in ("one", "two")]),
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
