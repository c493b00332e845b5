"""Claims of the kinds of sentences, lists and tables that documents have."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.claims import ClaimRecord
from ingest.documents.reading import text_of
from ingest.extraction.pipeline import NoDrugError, extract
from ingest.lexicon.matching import packaged_lexicon
from ingest.sources import PlacedClaim, Source, SourceFolder
from ingest.validation import Nodes, claim_problems
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary
from tests.support.extraction import claims_of, said

LEAFLET = """Zelopram 20 mg tablets

What zelopram is and what it is used for
Zelopram is used to treat migraine and nerve pain.

Do not take zelopram
- if you are allergic to zelopram
- if you have glaucoma
- if you are taking MAO inhibitors

Possible side effects
Very common (may affect more than 1 in 10 people)
- nausea
- cold or numb fingers
Rare (may affect up to 1 in 1,000 people)
- swelling of the face, lips or tongue

If you stop taking zelopram
Stopping suddenly can cause anxiety and insomnia.

Other medicines and zelopram
Zelopram together with warfarin can cause bleeding.
"""


@pytest.mark.parametrize(
    "claim",
    [
        ("indication", "usedFor", "migraine", "affirmed"),
        ("contraindication", "contraindicatedIn", "glaucoma", "affirmed"),
        ("adverse_effect", "causes", "nausea", "affirmed"),
        ("adverse_effect", "causes", "cold fingers", "affirmed"),
        ("adverse_effect", "causes", "numb fingers", "affirmed"),
        ("adverse_effect", "causes", "swelling of the face, lips or tongue", "affirmed"),
        ("withdrawal", "causes", "anxiety", "affirmed"),
        ("interaction", "interactsWith", "warfarin", "affirmed"),
        ("contraindication", "shouldNotBeCombinedWith", "monoamine oxidase inhibitor", "affirmed"),
    ],
)
def test_a_leaflet_gives_its_claims(claim: tuple[str, str, str, str]) -> None:
    found = said(LEAFLET)
    assert claim in found or (*claim[:2], claim[2] + "s", *claim[3:]) in found


def test_frequency_and_rate_are_qualifiers() -> None:
    (nausea,) = (r for r in claims_of(LEAFLET) if r.get("object") == "nausea")
    assert nausea["qualifiers"]["frequency"] == "drugkg:frequency-very-common"
    assert nausea["qualifiers"]["incidence"] == {"unit": "%", "min": 10, "min_excluded": True}


def test_what_a_combination_does_is_a_claim_on_the_combination() -> None:
    (bleeding,) = (r for r in claims_of(LEAFLET) if r.get("object") == "bleeding")
    assert bleeding["subject"] == "combination of zelopram and warfarin"
    assert bleeding["family"] == "interaction"


def test_every_claim_passes_the_checks_of_the_build_and_points_to_its_words() -> None:
    document = text_of(LEAFLET.encode(), "zelopram.txt")
    entities, vocabulary = load_entities(), load_vocabulary()
    read = extract(document, packaged_lexicon(), entities, vocabulary, ["zelopram"])
    source = Source(
        slug="zelopram",
        file="zelopram.txt",
        sha256=document.sha256,
        length=len(document.original),
        title="Zelopram",
        kind="leaflet",
    )
    folder = SourceFolder(source, (), Path(), "source.yaml")
    nodes = Nodes.of({**entities, **read.entities}, [folder])
    for number, data in enumerate(read.records, start=1):
        record = ClaimRecord.model_validate(data)
        assert claim_problems(PlacedClaim(record, "claims.jsonl", number), folder, nodes, vocabulary) == []
        assert record.agent == "extracted"
        assert record.review_status == "proposed"
    assert len({str(data["id"]) for data in read.records}) == len(read.records)


@pytest.mark.parametrize(
    ("sentence", "predicate", "low", "high", "unit"),
    [
        ("The half-life of zelopram is 3 up to 11 hours.", "hasHalfLife", 3, 11, "h"),
        ("Zelopram has a half-life of four or five hours on 40 mg a day.", "hasHalfLife", 4, 5, "h"),
        ("The bioavailability of zelopram is about 60%.", "hasBioavailability", 60, 60, "%"),
        ("Zelopram is 98% bound to plasma proteins.", "hasProteinBinding", 98, 98, "%"),
        ("Peak levels of zelopram are reached within 2 hours.", "hasTimeToPeak", None, 2, "h"),
        ("The volume of distribution of zelopram is 20 L/kg.", "hasVolumeOfDistribution", 20, 20, "L/kg"),
        ("The clearance of zelopram is 9 L/h on 40 mg a day.", "hasClearance", 9, 9, "L/h"),
        ("The half-life of zelopram is 21 (±9) hours.", "hasHalfLife", 12, 30, "h"),
        ("About a quarter of zelopram is excreted unchanged.", "hasFractionExcretedUnchanged", 25, 25, "%"),
    ],
)
def test_the_nearest_measure_owns_the_number(
    sentence: str, predicate: str, low: float | None, high: float | None, unit: str
) -> None:
    found = [r for r in claims_of(sentence) if r["predicate_id"] == f"dkgo:{predicate}"]
    assert [(r.get("value_min"), r.get("value_max"), r["unit"]) for r in found] == [(low, high, unit)]


def test_enzymes_with_shares_are_one_claim_each() -> None:
    found = claims_of("Zelopram is metabolised mainly by UGT1A9 (about half) and CYP2C9, not CYP2E1.")
    enzymes = {
        r["object"]: (r["polarity"], r.get("value_min")) for r in found if r["predicate_id"] == "dkgo:metabolisedBy"
    }
    assert enzymes == {"UGT1A9": ("affirmed", 50), "CYP2C9": ("affirmed", None), "CYP2E1": ("denied", None)}


def test_a_shared_noun_goes_to_each_target() -> None:
    found = said("Zelopram binds M1, M3 and M5 receptors.")
    assert {claim[2] for claim in found} >= {"m1 receptor", "m3 receptor", "m5 receptor"} or len(found) >= 3


def test_the_drug_is_guessed_from_title_and_text() -> None:
    document = text_of(
        b"Carbidol: what to know\n\nCarbidol is used for gout. Carbidol can cause nausea. Carbidol is old.\n", "x.txt"
    )
    read = extract(document, packaged_lexicon(), load_entities(), load_vocabulary())
    assert read.guessed
    assert read.label == "carbidol"


def test_a_text_about_nothing_names_no_drug() -> None:
    with pytest.raises(NoDrugError):
        extract(
            text_of(b"the sun rose over the sea\n", "x.txt"), packaged_lexicon(), load_entities(), load_vocabulary()
        )


def test_page_furniture_and_references_give_no_claims() -> None:
    text = (
        "How to store zelopram\nZelopram can cause rash if it is kept warm.\n\nReferences\n1. Zelopram causes "
        "seizures: two cases.\n"
    )
    assert claims_of(text) == []


def test_advice_under_an_effect_is_not_an_effect() -> None:
    found = said("Side effects\n- dry mouth\n  - Chew gum\n  - Wear loose socks\n- rash\n")
    assert {claim[2] for claim in found} == {"dry mouth", "rash"}


def test_the_same_claim_in_two_places_is_one_record_with_two_anchors() -> None:
    (record,) = claims_of("Zelopram can cause hiccups.\n\nIn short, zelopram can cause hiccups.\n")
    assert len(record["anchors"]) == 1


def test_extraction_gives_the_same_identifiers_each_time() -> None:
    assert [r["id"] for r in claims_of(LEAFLET)] == [r["id"] for r in claims_of(LEAFLET)]


def test_a_number_that_is_part_of_a_name_does_not_make_an_item_a_rate() -> None:
    found = said(
        "Glimerol tablets\n\nWhat glimerol is used for\nGlimerol is used to treat:\n- type 2 diabetes\n"
        "- stage 4 kidney cancer\n\nSide effects\nCommon: nausea, 5% of users, grade 3 neutropenia.\n"
    )
    assert {("indication", "usedFor", "type 2 diabetes", "affirmed")} <= set(found)
    assert {claim[2] for claim in found if claim[0] == "adverse_effect"} == {"nausea", "grade 3 neutropenia"}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Zelopram is a sedative-hypnotic medication used in the treatment of insomnia and, less often, of gout.",
            ("indication", "usedFor", "gout", "affirmed"),
        ),
        ("Zelopram poisoning is characterised by coma.", ("overdose_toxicity", "causes", "coma", "affirmed")),
        ("Zelopram can raise your blood pressure.", ("adverse_effect", "causes", "hypertension", "affirmed")),
        (
            "Side effects\nVery common (≥10%)Constipation · dry mouth\nRare (<0.1%)Raised liver enzymes\n",
            ("adverse_effect", "causes", "dry mouth", "affirmed"),
        ),
        (
            "If you stop taking zelopram\nYour doctor will lower the dose gradually.\n",
            ("withdrawal", "requires", "gradual dose reduction", "affirmed"),
        ),
        (
            "The FDA approved zelopram in 1998.",
            ("regulatory", "approvedBy", "US Food and Drug Administration", "affirmed"),
        ),
        (
            "Warnings\nCases of hives have been reported in patients treated with zelopram.\n",
            ("adverse_effect", "causes", "hives", "affirmed"),
        ),
        (
            "In a trial zelopram reduced heavy drinking days compared with placebo.",
            ("efficacy", "decreases", "heavy drinking days", "affirmed"),
        ),
    ],
)
def test_documents_say_it_in_many_ways(text: str, claim: tuple[str, str, str, str]) -> None:
    assert claim in said(text)


def test_the_half_life_of_another_drug_is_not_its_own() -> None:
    assert claims_of("The half-life of brexotine is 5 hours.") == []


def test_a_brand_name_and_the_generic_name_are_one_drug() -> None:
    text = b"Vortalex: what to know\n\nVortalex is the brand name of peldronate. Peldronate can cause nausea.\n"
    read = extract(text_of(text, "x.txt"), packaged_lexicon(), load_entities(), load_vocabulary())
    assert read.label == "peldronate"
    assert [record["object"] for record in read.records if record["family"] == "adverse_effect"] == ["nausea"]
    assert read.entities["peldronate"].synonyms == ("vortalex",)


def test_a_trial_about_an_addiction_is_not_about_the_substance() -> None:
    text = (
        b"Efficacy of quemlidone for alcohol use disorder: a trial\n\nQuemlidone reduced heavy drinking. Alcohol was "
        b"drunk less often on quemlidone. Alcohol use disorder is common.\n"
    )
    read = extract(text_of(text, "x.txt"), packaged_lexicon(), load_entities(), load_vocabulary())
    assert read.label == "quemlidone"


def test_a_value_after_a_colon_belongs_to_the_drug_that_is_named_before_it() -> None:
    text = "# How it works\n\nNadolol, a similar medicine, lasts much longer: its half-life is up to 24 hours.\n"
    assert not [claim for claim in claims_of(text) if claim["family"] == "pharmacokinetics"]
    twin = "# How it works\n\nZelopram lasts much longer: its half-life is up to 24 hours.\n"
    assert [claim["value_max"] for claim in claims_of(twin) if claim["family"] == "pharmacokinetics"] == [24]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("Bioavailability of zelopram is about 30% for tablets and 46% to 65% for the film.", {30, 46}),
        ("The half-life of zelopram is 31 hours for tablets and 26 hours for the patch.", {31, 26}),
        ("Bioavailability of zelopram is 60% at 900 mg a day and 27% at 4,800 mg a day.", {60, 27}),
    ],
)
def test_the_same_measure_for_another_form_or_dose_is_a_second_value(sentence: str, values: set[int]) -> None:
    assert {claim["value_min"] for claim in claims_of(f"# Pharmacokinetics\n\n{sentence}\n")} == values


def test_a_brand_name_may_begin_with_an_ordinary_word() -> None:
    brands = [c["object"] for c in claims_of("Zelopram is a drug. Brand names include Zelvo and Half Zelvo-Prog.\n")]
    assert "Zelvo" in brands
    assert "Half" not in brands
