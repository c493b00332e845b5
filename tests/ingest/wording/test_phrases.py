"""A claim in words: nothing that reverses or limits it is left out."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.claims import ClaimRecord
from ingest.sources import SourceFolder
from ingest.wording.grammar import done
from ingest.wording.phrases import claim_words, proposition_words
from ingest.wording.qualifiers import qualifier_summary
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary

LABELS = {entity.curie: entity.label for entity in load_entities().values()}


def words_of(sources: tuple[SourceFolder, ...], claim: str) -> tuple[str, str]:
    record = next(item.record for source in sources for item in source.claims if item.record.id == claim)
    words = claim_words(record, load_vocabulary(), lambda curie: LABELS.get(curie, curie))
    return words.phrase, words.answer


@pytest.mark.parametrize(
    ("claim", "phrase", "answer"),
    [
        (
            "encyclopaedia-031",
            "is not recommended for spasticity in stroke (inferred by the reader)",
            "not recommended [stroke; inferred]",
        ),
        ("encyclopaedia-094", "does not have abuse potential", "denied"),
        (
            "monograph-056",
            "insufficient evidence that it is safe in children under 12 years (page layout in doubt)",
            "insufficient evidence",
        ),
        ("encyclopaedia-006", "not known whether it is safe in pregnancy", "unknown"),
        (
            "psychiatric-use-066",
            "not known: optimal dose for alcohol use disorder (inferred by the reader)",
            "unknown: optimal dose [inferred]",
        ),
        ("alcohol-use-disorder-195", "is meant to decrease the risk of baclofen withdrawal syndrome", "aim"),
        ("monograph-076", "causes cardiovascular collapse by intravenous route", "yes [intravenous route]"),
        (
            "alcohol-use-disorder-081",
            "decreases glutamate release in the amygdala in animals",
            "yes [animals]",
        ),
        (
            "alcohol-use-disorder-140",
            "causes anxiety (increased; in a subset of individuals)",
            "increased; in a subset of individuals",
        ),
        ("monograph-111", "causes dizziness (common, at least 10 %)", "common, at least 10 %"),
        ("encyclopaedia-071", "causes euphoria (common to very common)", "common to very common"),
        ("monograph-068", "has a half-life of 2.5–4 h", "2.5–4 h"),
        ("encyclopaedia-126", "has a low metabolised fraction", "low"),
        (
            "psychiatric-use-025",
            "increases alcohol abstinence compared with placebo in people with alcohol use disorder "
            "(number needed to treat 8)",
            "number needed to treat 8 [compared with placebo; people with alcohol use disorder]",
        ),
        (
            "monograph-054",
            "require a different dose of baclofen (starting dose, lower) (page layout in doubt)",
            "advised: lower [starting dose]",
        ),
        (
            "encyclopaedia-069",
            "does not seem to have addictive potential at standard dose",
            "denied, with reserve [standard dose]",
        ),
        ("alcohol-use-disorder-154", "may decrease alcohol craving", "may"),
        (
            "psychiatric-use-047",
            "causes fall in older people (higher risk)",
            "higher risk [older people]",
        ),
        (
            "alcohol-use-disorder-124",
            "increases the risk of lethargy at more than 100 mg/day (profound; particularly)",
            "profound; particularly [more than 100 mg/day]",
        ),
        (
            "addiction-clinic-093",
            "causes baclofen withdrawal syndrome (mild to severe)",
            "mild to severe",
        ),
        (
            "encyclopaedia-108",
            "binds to α2δ subunit-containing voltage-gated calcium channel (Ki 39 µmol/L, S enantiomer)",
            "Ki 39 µmol/L [S enantiomer]",
        ),
        (
            "psychiatric-use-074",
            "has evidence described as limited against acamprosate (inferred by the reader)",
            "limited [against acamprosate; inferred]",
        ),
        (
            "encyclopaedia-040",
            "may be more effective than clonidine in opioid withdrawal syndrome",
            "may [opioid withdrawal syndrome]",
        ),
        (
            "encyclopaedia-174",
            "reaches an almost undetectable concentration in blood by intrathecal route",
            "almost undetectable [intrathecal route]",
        ),
        (
            "encyclopaedia-173",
            "reaches a concentration of more than 10 times that by oral route in cerebrospinal fluid "
            "by intrathecal route",
            "more than 10-fold [more than oral route; intrathecal route]",
        ),
        (
            "encyclopaedia-175",
            "decreases the risk of adverse drug effect compared with oral route",
            "yes [compared with oral route]",
        ),
        ("encyclopaedia-093", "does not bind to GHB receptor (not significant)", "denied: not significant"),
        ("encyclopaedia-036", "is used off label for alcohol use disorder (sometimes)", "off label, sometimes"),
        ("encyclopaedia-086", "is an agonist of GABA-B receptor (selective)", "selective"),
        ("encyclopaedia-163", "requires implantable infusion pump", "yes"),
        (
            "encyclopaedia-026",
            "has more than 6,000,000 prescriptions in the United States (2022)",
            "more than 6,000,000 [2022]",
        ),
        ("psychiatric-use-040", "causes respiratory depression (particularly, serious)", "serious, particularly"),
        (
            "addiction-clinic-125",
            "has evidence described as promising (in some patients)",
            "promising, in some patients",
        ),
        (
            "encyclopaedia-146",
            "was introduced for spasticity of spinal origin (if severe, 1984)",
            "yes, if severe [1984]",
        ),
        ("psychiatric-use-058", "needs caution with opioid", "advised"),
        ("monograph-074", "is contraindicated by intravenous route", "yes"),
        ("monograph-164", "are at risk of autonomic dysreflexia", "yes"),
        ("addiction-clinic-252", "correlates positively with alcohol use disorder", "yes"),
        ("encyclopaedia-144", "was introduced for spasticity (certain forms, 1971)", "certain forms [1971]"),
        ("addiction-clinic-180", "compares baclofen with placebo", "yes"),
        (
            "psychiatric-use-018",
            "causes respiratory depression during use of baclofen",
            "yes [use of baclofen]",
        ),
        ("encyclopaedia-142", "has evidence described as disappointing", "disappointing"),
        (
            "alcohol-use-disorder-030",
            "is not approved by the US Food and Drug Administration in the United States",
            "not approved [United States]",
        ),
        (
            "addiction-clinic-009",
            "decreases the frequency of muscle spasms in multiple sclerosis",
            "yes [multiple sclerosis]",
        ),
        ("addiction-clinic-101", "begins within 48 h (typically)", "up to 48 h, typically"),
        ("addiction-clinic-109", "worsens baclofen withdrawal syndrome", "yes"),
        (
            "addiction-clinic-113",
            "should consult a healthcare provider during cessation of baclofen",
            "advised [cessation of baclofen]",
        ),
        ("encyclopaedia-065", "should taper baclofen (slowly)", "advised: slowly"),
        ("addiction-clinic-084", "requires medical intervention (if serious)", "advised, if serious"),
        (
            "addiction-clinic-118",
            "decreases the risk of baclofen withdrawal syndrome under medical supervision",
            "yes [medical supervision]",
        ),
        (
            "addiction-clinic-130",
            "decreases alcohol-related behaviour in animals (chronic administration)",
            "yes [chronic administration; animals]",
        ),
        (
            "addiction-clinic-126",
            "increases indifference to alcohol at high dose, more than 300 mg/day (in some individuals)",
            "in some individuals [more than 300 mg/day; high dose]",
        ),
        (
            "addiction-clinic-193",
            "is named as a potential mechanism: it contributes to cue-induced craving "
            "in people susceptible to drug cues",
            "aim [people susceptible to drug cues]",
        ),
        (
            "addiction-clinic-216",
            "is dosed at low dose for substance use disorder (starting dose, typically)",
            "low dose, typically [starting dose]",
        ),
        (
            "alcohol-use-disorder-004",
            "may decrease alcohol craving in people with alcohol use disorder unresponsive to traditional treatment "
            "(particularly)",
            "may, particularly [people with alcohol use disorder unresponsive to traditional treatment]",
        ),
        (
            "alcohol-use-disorder-186",
            "may correlate positively with baclofen withdrawal syndrome (severity of withdrawal)",
            "may [severity of withdrawal]",
        ),
        (
            "alcohol-use-disorder-036",
            "is dosed at more than 200 mg/day for alcohol use disorder at high dose (sometimes), "
            "more than use of baclofen in spasticity",
            "more than 200 mg/day, sometimes [more than use of baclofen in spasticity; high dose]",
        ),
        (
            "alcohol-use-disorder-105",
            "is described as well tolerated at standard dose (generally)",
            "well tolerated, generally [standard dose]",
        ),
        (
            "encyclopaedia-060",
            "increases the risk of baclofen withdrawal syndrome when it lasts more than about 2 months",
            "yes [more than about 2 months]",
        ),
        (
            "encyclopaedia-073",
            "has abuse potential (isolated cases, for reasons other than attempted suicide)",
            "isolated cases, for reasons other than attempted suicide",
        ),
        ("encyclopaedia-082", "do not seem to be mediated by GABA-B receptor activity", "denied, with reserve"),
        ("encyclopaedia-113", "may be not clinically relevant", "may: not clinically relevant"),
        (
            "encyclopaedia-017",
            "should not be combined with central nervous system depressant (generally)",
            "advised, generally",
        ),
        (
            "encyclopaedia-172",
            "is distributed to cerebrospinal fluid by intrathecal route (directly), rather than by oral route",
            "direct [intrathecal route]",
        ),
        (
            "monograph-042",
            "has its dose raised by 15 mg/day for spasticity by oral route (titration, every 3 days) "
            "(inferred by the reader)",
            "15 mg/day every 3 days [oral route; titration; inferred]",
        ),
        ("monograph-082", "impairs mental ability", "yes"),
        ("monograph-136", "requires monitoring of implantable infusion pump", "advised"),
        ("monograph-160", "is not written to replace clinical judgement", "not advised"),
        (
            "psychiatric-use-022",
            "is of special value in people with liver cirrhosis in alcohol use disorder (particularly)",
            "yes, particularly [alcohol use disorder]",
        ),
        (
            "psychiatric-use-024",
            "improves liver function in abstinent people with alcohol-related liver disease",
            "yes [abstinent people with alcohol-related liver disease]",
        ),
        ("psychiatric-use-031", "is used for neurological disorder with anxiety", "yes [anxiety]"),
    ],
)
def test_a_claim_reads_as_its_source_means_it(
    sources: tuple[SourceFolder, ...], claim: str, phrase: str, answer: str
) -> None:
    assert words_of(sources, claim) == (phrase, answer)


def test_no_claim_is_worded_like_its_opposite(sources: tuple[SourceFolder, ...]) -> None:
    """What is denied, advised against, doubted or aimed at never reads as a plain statement."""
    vocabulary = load_vocabulary()
    for record in (item.record for source in sources for item in source.claims):
        plain: dict[str, Any] = {
            "polarity": "affirmed", "modality": "asserted", "regulatory_status": None, "reading": "stated",
        }  # fmt: skip
        changed = {key: value for key, value in plain.items() if getattr(record, key) != value}
        if set(changed) - {"modality"} or record.modality not in ("asserted", "recommendation"):
            words = claim_words(record, vocabulary, lambda curie: curie)
            bare = claim_words(ClaimRecord(**(record.model_dump() | plain)), vocabulary, lambda curie: curie)
            under_study = record.predicate_id == "dkgo:studiedFor"  # its verb says so already
            assert words.phrase != bare.phrase or under_study, record.id
            assert words.answer != bare.answer or record.reading == "doubtfulLayout", record.id


def test_the_two_ends_of_a_range_are_one_qualifier(sources: tuple[SourceFolder, ...]) -> None:
    record = next(i.record for source in sources for i in source.claims if i.record.id == "addiction-clinic-093")
    summary = qualifier_summary(record.qualifiers, load_vocabulary(), lambda curie: LABELS.get(curie, curie))
    assert summary == "severity: mild to severe"


def test_no_evidence_is_not_a_denial_whatever_its_polarity(sources: tuple[SourceFolder, ...]) -> None:
    record = next(i.record for source in sources for i in source.claims if i.record.id == "encyclopaedia-158")
    denied = record.model_copy(update={"polarity": "denied"})
    found = {claim_words(r, load_vocabulary(), lambda curie: LABELS.get(curie, curie)) for r in (record, denied)}
    [words] = found
    assert words.phrase.startswith("insufficient evidence that it alleviates alcohol use disorder at low dose")
    assert words.answer == "insufficient evidence [people with alcohol use disorder; low dose]"


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("psychiatric-use-026", "baclofen is dosed for alcohol use disorder"),
        ("monograph-042", "baclofen has its dose raised for spasticity"),
        ("monograph-068", "baclofen has a half-life"),
        ("monograph-063", "baclofen has a protein-bound fraction"),
        ("encyclopaedia-026", "baclofen has prescriptions in United States"),
        ("addiction-clinic-054", "baclofen has an incidence of adverse drug effect"),
        ("addiction-clinic-101", "baclofen withdrawal syndrome begins"),
        ("monograph-145", "people taking baclofen should rise slowly"),
        ("encyclopaedia-074", "baclofen is an agonist of GABA-B receptor"),
        ("encyclopaedia-093", "baclofen binds to GHB receptor"),
    ],
)
def test_what_a_claim_is_about_is_a_sentence(sources: tuple[SourceFolder, ...], claim: str, words: str) -> None:
    record = next(item.record for source in sources for item in source.claims if item.record.id == claim)
    thing = record.literal or LABELS.get(record.object_id or "", "")
    assert (
        proposition_words(LABELS[record.subject_id], load_vocabulary().predicates[record.predicate_name], thing)
        == words
    )


def test_actions_that_people_are_advised_to_take_are_verbs(sources: tuple[SourceFolder, ...]) -> None:
    records = (item.record for source in sources for item in source.claims)
    advised = {record.object_id for record in records if record.predicate_name in ("shouldDo", "shouldFollow")}
    assert {done(LABELS[action or ""]) for action in advised} == {
        "undertake assessment of opioid exposure", "attend follow-up appointments", "consult a healthcare provider",
        "consult references and clinical guidelines", "undertake dose adjustment",
        "draw up individualised tapering schedule", "learn about adverse effects", "undertake periodic evaluation",
        "rise slowly", "undertake risk-benefit assessment", "seek prompt medical attention",
        "take the medicine as prescribed", "taper baclofen",
    }  # fmt: skip
