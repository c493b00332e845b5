"""The disagreements that a reader of the five documents sees, and that the rules must find; and those it must not see.

Written from reading the documents: M is the monograph, E the encyclopaedia, P the page on psychiatric use, A the
article on alcohol use disorder, C the page of the addiction clinic.
"""
# ruff: noqa: E501

from __future__ import annotations

import re
from functools import cache

import pytest

from ingest.disagreements.explanations import LONGEST
from ingest.disagreements.finding import TOPICS, find_disagreements
from ingest.disagreements.model import Disagreement
from tests.support.claims import real_claims

NAMES = {
    "M": "monograph",
    "E": "encyclopaedia",
    "P": "psychiatric-use",
    "A": "alcohol-use-disorder",
    "C": "addiction-clinic",
}


@cache
def found() -> tuple[Disagreement, ...]:
    """What the rules find in the five documents."""
    return tuple(find_disagreements(*real_claims()))


# type, matter, documents, claims that must take part, words of the explanation, what would reconcile it
SEEN: list[tuple[str, str, str, str, list[str], list[str]]] = [
    # numbers
    ("value", "half-life of baclofen", "AEM", "A024 E129 M068",
     ["about 2–6 h (alcohol-use-disorder)", "about 2–4 h (encyclopaedia)", "2.5–4 h (monograph)", "each range is within the next wider one; common to all: 2.5–4 h"], []),
    ("value", "time to peak concentration of baclofen", "AM", "A023 M069", ["1–3 h", "2–3 h", "common to all: 2–3 h"], []),
    ("value", "maximum dose of baclofen, oral route in spasticity", "M", "M044 M045",
     ["up to 80 mg/day", "up to 100 mg/day", "the limits differ"], []),
    ("value", "dose of baclofen in alcohol use disorder", "ACP", "A036 C127 C161 C164 P079",
     ["up to 270 mg/day", "more than 300 mg/day", "more than 400 mg/day", "more than 200 mg/day", "30–300 mg/day", "no range is common to all"], ["dose_level"]),
    ("value", "the dose at which baclofen increases indifference to alcohol", "C", "C126 C160",
     ["up to 270 mg/day", "more than 300 mg/day", "no range is common to all"], []),
    ("scopeOnly", "dose of baclofen", "ACMP", "A036 A037 C127 M043",
     ["40–80 mg/day in spasticity", "in alcohol use disorder"], ["condition"]),
    ("value", "what baclofen was developed for", "AE", "A002 E138", ["developed for epilepsy", "developed as skeletal muscle relaxant"], []),
    # dependence and abuse
    ("polarity", "baclofen has abuse potential", "CE", "C144 C208 E073 E094", ["denied (encyclopaedia)", "affirmed", "isolated cases", "unknown (addiction-clinic)"], []),
    ("polarity", "baclofen has addictive potential", "ACE", "A176 A177 C211 E069", ["denied with reserve [standard dose] (encyclopaedia)", "high dose", "affirmed of its class, central nervous system depressant"], ["dose_level"]),
    # effects
    ("direction", "baclofen on anxiety", "AEP", "A090 A140 A181 E085 P043",
     ["causes it", "in a subset of individuals", "decreases it (encyclopaedia)", "causes it on stopping (alcohol-use-disorder, psychiatric-use)"], ["degree"]),
    ("direction", "opposite effects of baclofen", "CE", "C062 E052", ["increased urination (addiction-clinic)", "urinary retention (encyclopaedia)"], []),
    ("direction", "opposite effects of baclofen", "CM", "C076 C077 M118", ["hypertension (addiction-clinic)", "hypotension"], []),
    ("scopeOnly", "rhabdomyolysis under baclofen", "EM", "E005 M123", ["drug itself, page layout in doubt (monograph)", "on stopping it (encyclopaedia)"], ["condition"]),
    ("scopeOnly", "hypoventilation or respiratory depression under baclofen", "ACMP", "A157 C147 M122 P039 P040",
     ["above the recommended dose (addiction-clinic)", "in combination with other substances"], ["condition"]),
    ("scopeOnly", "seizure or de novo seizure under baclofen", "ACEMP", "C083 C100 E004 E020 E138 M120 P044",
     ["drug itself, partly page layout in doubt", "on stopping it", "in combination with other substances", "developed for epilepsy (encyclopaedia)"], ["condition"]),
    ("scopeOnly", "baclofen withdrawal syndrome by route", "CE", "C088 E059",
     ["regardless of the route (addiction-clinic)", "more likely in intrathecal baclofen therapy (encyclopaedia)"], ["route"]),
    ("scopeOnly", "baclofen withdrawal syndrome by dose", "AEP", "A188 E061 E062 P054",
     ["at low dose as well as at high dose (encyclopaedia)", "more likely at high dose, with reserve (alcohol-use-disorder)", "particularly at high dose (psychiatric-use)"], ["dose_level"]),
    ("polarity", "baclofen causes euphoria", "CE", "C210 E071 E076",
     ["affirmed (addiction-clinic, encyclopaedia)", "gamma-hydroxybutyric acid does, unlike baclofen (encyclopaedia)"], []),
    ("value", "doses of benefit and of harm of baclofen", "ACP", "A036 A124 C126 C145 C164 P079",
     ["harm at more than 100 mg/day: lethargy (alcohol-use-disorder)", "indifference to alcohol at up to 270, more than 300 mg/day (addiction-clinic)", "the doses in use reach those of harm"], []),
    # people and combinations
    ("scopeOnly", "baclofen and ethanol", "ACEMP", "A006 E018 M034 M140", ["used for alcohol use disorder", "advised against together with ethanol"], ["condition"]),
    ("scopeOnly", "baclofen and opioid", "CEP", "C122 E039 P058",
     ["may be used for opioid use disorder, inferred by the reader (addiction-clinic)", "caution advised together with opioid (psychiatric-use)"], ["condition"]),
    ("strength", "baclofen in neurological disorder", "AMP", "A118 A119 M008 P031 P032",
     ["used for spasticity (monograph)", "people with neurological disorders may be at risk of adverse effect", "people with neurological disorders require a different dose of baclofen (alcohol-use-disorder)"], []),
    ("scopeOnly", "metabolism of baclofen", "AEM", "A132 E126 M064 M065",
     ["older people show reduced metabolism of baclofen (alcohol-use-disorder)", "is metabolised by liver (minimally) (monograph)"], ["population"]),
    ("strength", "baclofen in pregnancy", "EM", "E006 M090 M091", ["safety unknown (encyclopaedia)", "with caution"], []),
    ("strength", "baclofen in breastfeeding", "EM", "E007 M093", ["probably safe", "with caution (monograph)"], []),
    ("strength", "hepatic impairment", "MP", "M053 P080", ["of special benefit", "with caution, page layout in doubt (monograph)"], []),
    ("strength", "baclofen with central nervous system depressant", "EMP", "E017 E019 M141 P056 P058 P060",
     ["with caution (psychiatric-use)", "advised against (encyclopaedia, monograph)", "said of benzodiazepine, ethanol, opioid too"], []),
    ("polarity", "how baclofen works in alcohol use disorder", "EP", "E120 E121 P010 P011 P014 P015 P016",
     ["not by muscle relaxant effect, with reserve (encyclopaedia)", "not by sedation, with reserve (encyclopaedia)", "causes central nervous system depression", "(psychiatric-use)"], ["condition"]),
    # efficacy and standing
    ("strength", "baclofen alleviates alcohol use disorder", "CEP", "C154 C157 E158 E159 E160 P001",
     ["demonstrated (psychiatric-use)", "affirmed, inferred by the reader (addiction-clinic)", "insufficient evidence [low dose; high dose"], []),
    ("strength", "findings on baclofen in alcohol use disorder", "CEP", "C126 C129 C162 E158 E159 P025",
     ["increases indifference to alcohol [more than 300 mg/day; up to 270 mg/day; high dose] (addiction-clinic)", "increases alcohol abstinence [placebo]", "insufficient evidence of an effect on alcohol use disorder [partly: low dose; high dose] (encyclopaedia)"], ["endpoint"]),
    ("status", "licence and evidence for the use of baclofen in alcohol use disorder", "AEP", "A007 A032 E205 E207 E208 P070",
     ["licensed (France, marketing authorisation, 2018)", "evidence inconclusive [2019] (encyclopaedia)"], ["year"]),
    ("strength", "evidence for the use of baclofen in alcohol use disorder", "ACEP", "A007 C125 E205 P001 P020 P070 P071 P074",
     ["demonstrated (psychiatric-use)", "mixed, partly inferred by the reader (alcohol-use-disorder, psychiatric-use)", "inconclusive [2019] (encyclopaedia)", "promising", "limited", "likely of benefit [2023; detoxified people"], ["year"]),
    ("strength", "baclofen decreases alcohol craving", "ACP", "A154 C163 P002", ["asserted", "with reserve"], []),
    ("strength", "baclofen decreases alcohol consumption", "AC", "A033 C138", ["with reserve (alcohol-use-disorder)"], []),
    ("status", "standing of baclofen for alcohol use disorder", "ACEP", "A006 A030 A031 C050 E036 E204 E209 P065",
     ["not approved (United States) (alcohol-use-disorder)", "approved (France, 2018) (encyclopaedia)", "off label", "investigational"], ["jurisdiction", "year"]),
    ("superseded", "licence of baclofen for alcohol use disorder in France", "AE", "A032 E207 E208",
     ["temporary (no year given) (alcohol-use-disorder)", "(2014)", "marketing authorisation (2018)"], ["year"]),
    ("scopeOnly", "baclofen is used for spasticity", "EMP", "E031 E032 M002 M008", ["used in neurological disorder (monograph)", "not recommended (stroke, Parkinson's disease), inferred by the reader (encyclopaedia)"], ["condition"]),
    ("scopeOnly", "what Olivier Ameisen reported", "CE", "C159 E150", ["in the author himself (encyclopaedia)", "in people with alcohol use disorder (addiction-clinic)"], ["population"]),
    # mechanism
    ("scopeOnly", "targets of baclofen", "AE", "A010 E086 E103 E109 E113",
     ["selective for GABA-B receptor (alcohol-use-disorder, encyclopaedia)", "blocks α2δ", "held not clinically relevant, with reserve"], []),
    ("scopeOnly", "site of action of baclofen", "CM", "C036 M025 M026", ["does not act on skeletal muscle (not directly) (monograph)", "reflex transmission at muscle spindles (addiction-clinic)"], ["degree"]),
    ("scopeOnly", "baclofen in its class", "ACMP", "A016 C003 M026 P009", ["a skeletal muscle relaxant (", "unlike that class, does not act on skeletal muscle (not directly) (monograph)"], []),
    ("strength", "baclofen decreases monosynaptic reflex transmission and polysynaptic reflex transmission", "EMP", "E088 E089 M020 P011",
     ["asserted (monograph, psychiatric-use)", "with reserve (encyclopaedia)"], []),
]  # fmt: skip


def expand(short: str) -> str:
    return f"{NAMES[short[0]]}-{short[1:]}"


def of(type_: str, matter: str, claims: set[str]) -> Disagreement:
    [one] = [d for d in found() if d.type == type_ and matter in d.matter and claims <= set(d.claims)]
    return one


@pytest.mark.parametrize(
    ("type_", "matter", "documents", "claims", "words", "keys"), SEEN, ids=[f"{s[0]}: {s[1]}" for s in SEEN]
)
def test_what_a_reader_sees_is_found(
    type_: str, matter: str, documents: str, claims: str, words: list[str], keys: list[str]
) -> None:
    disagreement = of(type_, matter, {expand(short) for short in claims.split()})
    names = {real_claims()[1].document(file) for file in disagreement.documents}
    assert names == {NAMES[letter] for letter in documents}
    for word in words:
        assert word in disagreement.explanation
    assert set(keys) <= set(disagreement.reconciled_by)


# what looks like a disagreement and is none: a pattern that no explanation, or no proposition, may have
NOT_SEEN = {
    "70–80 % and 'predominantly' excreted unchanged": r"fraction excreted|excreted by",
    "15 % metabolised and 'low'": r"^fraction metabolised",
    "40–80 mg/day in two documents": r"^dose of baclofen in spasticity",
    "starting dose and maximum": r"starting dose",
    "intrathecal micrograms and oral milligrams": r"0\.\d+ mg|µg|intrathecal dose",
    "insomnia and drowsiness": r"insomnia|drowsiness",
    "spasms relieved by the drug, brought on by stopping it": r"muscle spasm",
    "how often and how grave: confusion, hypotension, hallucination": r"causes (confusion|hypotension|hallucination)",
    "common to very common in one breath, isolated cases of abuse": r"euphoria.*(common|isolated)",
    "a risk and a possible risk of withdrawal": r"increases risk of",
    "benzodiazepines next to the class they are named in": r"^baclofen with benzodiazepine",
    "well tolerated at one dose and of concern at another, in one sentence": r"safety of baclofen",
    "benefit and caution with psychiatric comorbidity, in one document": r"psychiatric comorbidity",
    "a reserve in the document that asserts the same more widely": r"therapeutic effect",
    "fewer relapses as the purpose of a use": r"relapse",
    "muscles relaxed by an action on nerves": r"(?<!not by )muscle relaxant effect",
    "dizziness common, and common and mild": r"dizziness|nausea|headache",
    "mild to severe withdrawal": r"causes baclofen withdrawal syndrome",
    "a disappointing trial in epilepsy": r"decreases epilepsy",
    "a hedge of tolerance in one document": r"tolerance",
    "approval of the drug in 1977 and no approval for one use": r"1977",
    "introduced in the 1970s and in 1971": r"introduced",
    "baclofen against phenibut": r"phenibut",
    "spasticity in people with psychiatric disorders": r"decreases spasticity",
    "hiccups": r"hiccups|neuralgia|neuropathic",
    "children under 12": r"children",
    "autonomic dysreflexia, hedged and asserted in one list": r"dysreflexia",
    "caution and avoidance with machinery in one document": r"machinery",
}


@pytest.mark.parametrize("pattern", NOT_SEEN.values(), ids=NOT_SEEN.keys())
def test_what_is_none_is_not_found(pattern: str) -> None:
    assert [d.explanation for d in found() if re.search(pattern, d.explanation)] == []


def test_every_one_found_has_been_read_and_judged() -> None:
    """A new one must be read first, and then either be put into the list above or be ruled out by a rule."""
    seen = {
        of(type_, matter, {expand(short) for short in claims.split()}).id for type_, matter, _, claims, _, _ in SEEN
    }
    assert [d.explanation for d in found() if d.id not in seen] == []


def test_there_are_several_dozen_and_not_hundreds() -> None:
    assert 30 <= len(found()) <= 60


def test_a_clinician_sees_safety_before_dosing_efficacy_and_pharmacokinetics() -> None:
    first = {d.matter for d in found()[:4]}
    assert {"baclofen has abuse potential", "baclofen has addictive potential", "baclofen on anxiety"} <= first
    topics = [TOPICS.get(d.topic, 9) for d in found()]
    assert topics == sorted(topics)
    assert found()[-1].topic == "mechanism"
    assert [d.rank for d in found()] == list(range(1, len(found()) + 1))


def test_every_disagreement_holds_together() -> None:
    known = {record.id: record for record in real_claims()[0]}
    for d in found():
        assert len(d.sides) >= 2
        assert all(side.claims and side.label for side in d.sides)
        assert d.documents == tuple(sorted({known[claim].source for claim in d.claims}))
        assert set(d.propositions) == {known[claim].proposition for claim in d.claims}
        assert "\n" not in d.explanation
        assert len(d.explanation) < LONGEST
        assert "aim" not in {known[claim].modality for claim in d.claims}
        assert "drugkg:" not in d.explanation
    assert len({d.id for d in found()}) == len(found())


def test_the_order_of_the_claims_changes_nothing() -> None:
    claims, background = real_claims()
    assert tuple(find_disagreements(reversed(claims), background)) == found()
