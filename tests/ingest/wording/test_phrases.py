"""A claim in words: nothing that reverses or limits it is left out."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.claims import ClaimRecord
from ingest.sources import SourceFolder
from ingest.wording.phrases import claim_words
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
        ("encyclopaedia-126", "has a metabolised fraction: low", "low"),
        (
            "psychiatric-use-025",
            "increases alcohol abstinence (number needed to treat 8) compared with placebo "
            "in people with alcohol use disorder",
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
            "binds (with an affinity of 39 µmol/L (Ki)) to α2δ subunit-containing voltage-gated calcium channel "
            "(S enantiomer)",
            "Ki 39 µmol/L [S enantiomer]",
        ),
        (
            "psychiatric-use-074",
            "has evidence appraised as limited against acamprosate (inferred by the reader)",
            "limited [against acamprosate; inferred]",
        ),
        (
            "encyclopaedia-040",
            "may be more effective than clonidine in opioid withdrawal syndrome",
            "may [opioid withdrawal syndrome]",
        ),
        (
            "encyclopaedia-174",
            "reaches a concentration of almost undetectable in blood by intrathecal route",
            "almost undetectable [intrathecal route]",
        ),
        (
            "encyclopaedia-173",
            "reaches a concentration of more than 10-fold in cerebrospinal fluid more than oral route "
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
            "has more than 6,000,000 prescriptions in United States (2022)",
            "more than 6,000,000 [2022]",
        ),
        ("psychiatric-use-040", "causes respiratory depression (particularly, serious)", "serious, particularly"),
        (
            "addiction-clinic-125",
            "has evidence appraised as promising (in some patients)",
            "promising, in some patients",
        ),
        (
            "encyclopaedia-146",
            "was introduced for spasticity of spinal origin (if severe, 1984)",
            "if severe [1984]",
        ),
        ("psychiatric-use-058", "needs caution with opioid", "advised"),
        ("monograph-074", "is contraindicated by intravenous route", "yes"),
        ("monograph-164", "are at higher risk of autonomic dysreflexia", "yes"),
        ("addiction-clinic-252", "correlates positively with alcohol use disorder", "yes"),
        ("encyclopaedia-144", "was introduced for spasticity (certain forms, 1971)", "certain forms [1971]"),
        ("addiction-clinic-180", "compares baclofen with placebo", "yes"),
        (
            "psychiatric-use-018",
            "causes respiratory depression during use of baclofen",
            "yes [use of baclofen]",
        ),
        ("encyclopaedia-142", "has evidence appraised as disappointing", "disappointing"),
        (
            "alcohol-use-disorder-030",
            "is not approved by US Food and Drug Administration in United States",
            "not approved [United States]",
        ),
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
