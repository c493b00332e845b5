"""Pages of drug databases: uses above doses, product strengths, values by group, advice behind a label."""

from __future__ import annotations

from tests.support.extraction import claims_of, said


def _of(text: str, family: str) -> set[tuple[str, str, str]]:
    return {(predicate, name, polarity) for kind, predicate, name, polarity in said(text) if kind == family}


def test_the_title_and_the_label_of_a_dose_name_the_use() -> None:
    text = (
        "Zelopram Dosage\n\nAdult Dose for Insomnia\n\n20 mg at bedtime\n\n"
        "Panic disorder: Oral: 10 mg a day, raised to 30 mg\n"
    )
    assert _of(text, "indication") == {("usedFor", "insomnia", "affirmed"), ("usedFor", "panic disorder", "affirmed")}


def test_strengths_of_products_are_no_doses() -> None:
    text = "Zelopram\n\nDosage Forms & Strengths\n\ntablet\n\n- 5 mg\n- 10 mg\n\nDosing\n\n20 mg daily\n"
    assert [r["value_min"] for r in claims_of(text) if r["family"] == "dosing"] == [20]


def test_values_below_a_title_may_be_those_of_a_group() -> None:
    text = "Zelopram\n\nHalf-life elimination\n\nAdults: 6 to 8 hours\n\nTime to peak\n\n1 to 3 hours\n"
    values = {r["predicate_id"]: (r["value_min"], r["value_max"]) for r in claims_of(text)}
    assert values == {"dkgo:hasHalfLife": (6, 8), "dkgo:hasTimeToPeak": (1, 3)}


def test_advice_against_a_use_behind_a_label_stays_advice() -> None:
    text = "Zelopram\n\nWarnings\n\nHepatic impairment: not recommended for those with severe forms\n"
    found = [r for r in claims_of(text) if r["family"] == "contraindication"]
    assert [(r["object"], r["modality"], r["regulatory_status"]) for r in found] == [
        ("hepatic impairment", "recommendation", "notRecommended")
    ]


def test_a_list_of_interactions_is_read_to_its_end() -> None:
    drugs = ["trazodone", "warfarin", "erythromycin", "itraconazole", "nefazodone", "ketoconazole", "rifampin"]
    text = (
        f"Zelopram\n\nSafety\n\nKnown interactions of zelopram include those with {', '.join(drugs)} and phenytoin.\n"
    )
    assert {name for _, name, _ in _of(text, "interaction")} == {*drugs, "phenytoin"}


def test_the_class_of_a_medicine_that_the_patient_takes_is_not_the_drugs_own() -> None:
    text = "Zelopram\n\nPharmacology\n\nZelopram given to somebody taking a monoamine oxidase inhibitor is a hazard.\n"
    assert not _of(text, "mechanism")


def test_an_item_of_a_list_is_one_effect_under_its_own_name() -> None:
    text = "Zelopram\n\nCommon side effects of zelopram include:\n\n- blurred vision\n- dry mouth\n"
    assert {name for _, name, _ in _of(text, "adverse_effect")} == {"blurred vision", "dry mouth"}


def test_a_use_that_was_tried_with_little_success_and_an_unknown_way_of_working_are_no_uses() -> None:
    text = (
        "Zelopram\n\nUses\n\nIt was also tried in bipolar mania, though with little success.\n"
        "The way in which it calms seizures is not known.\n"
    )
    assert not _of(text, "indication")


def test_semicolons_part_a_long_line_below_a_sentence_that_announces_it() -> None:
    text = (
        "Zelopram\n\nRing your doctor if one of these common side effects does not go away:\n"
        "Backache; dry mouth; stomach upset; tiredness; vomiting; weight gain; double vision; loose stools; "
        "constipation; a blocked nose.\n"
        "Get help at once if one of these severe side effects occurs:\nHives; fainting; yellow skin.\n"
    )
    found = {r["object"]: r.get("qualifiers") for r in claims_of(text) if r["family"] == "adverse_effect"}
    assert found["backache"] == found["constipation"] == {"frequency": "drugkg:frequency-common"}
    assert found["hives"] == {"severity": "drugkg:severity-serious"}
    assert len(found) == 13


def test_addiction_medicine_is_a_field_and_no_effect() -> None:
    text = "Zelopram\n\nDependence\n\nIn addiction medicine zelopram is well known. Zelopram has addiction uses.\n"
    assert not _of(text, "dependence_abuse")


def test_headings_with_advice_below_them_are_effects_of_the_section_above() -> None:
    text = (
        "Zelopram\n\nCommon side effects\n\nThese are the common side effects, with what you can do about them:\n\n"
        "Feeling sick\nTake it with a meal.\n\nHeadache\nDrink enough, and rest.\n\n"
        "Storage\nKeep it in the box.\n\nMigraine\nAsk for our leaflet on migraine.\n"
    )
    found = {r["object"]: r["qualifiers"] for r in claims_of(text) if r["family"] == "adverse_effect"}
    assert found == {key: {"frequency": "drugkg:frequency-common"} for key in ("nausea", "headache")}


def test_short_lines_below_a_blank_after_a_colon_are_the_list_that_it_announces() -> None:
    text = (
        "Zelopram\n\nIndications\n\nLicensed indications of zelopram are:\n\nAdult depression\nPanic disorder (PD)\n"
        "Smoking cessation\n\nUnlicensed ones include:\n\nBulimia\nObesity\n\nMechanism of Action\n\nNot known.\n"
    )
    uses = {name for _, name, _ in _of(text, "indication")}
    assert {"panic disorder", "smoking cessation", "bulimia", "obesity"} <= uses


def test_withdrawal_from_another_drug_is_a_state_and_no_combination() -> None:
    text = "Zelopram\n\nContraindications\n\nAbrupt withdrawal from alcohol or barbiturates\nBulimia\n"
    assert _of(text, "contraindication") == {
        ("contraindicatedIn", "abrupt withdrawal from alcohol", "affirmed"),
        ("contraindicatedIn", "abrupt withdrawal from barbiturates", "affirmed"),
        ("contraindicatedIn", "bulimia", "affirmed"),
    }


def test_a_painkiller_that_may_be_taken_does_not_interact_and_a_value_of_a_metabolite_is_not_the_drugs() -> None:
    text = "Zelopram\n\nInteractions\n\nIbuprofen may cause bleeding with it. You can take paracetamol.\n"
    assert ("interactsWith", "paracetamol", "denied") in _of(text, "interaction")
    text = "Zelopram\n\nPharmacokinetics\n\nProtein binding is 84% for zelopram and 42% for threonorzelopram.\n"
    assert [r["value_min"] for r in claims_of(text) if r["family"] == "pharmacokinetics"] == [84]


def test_the_class_in_parentheses_behind_a_drug_explains_it_and_a_drug_behind_a_class_is_an_example() -> None:
    text = "Zelopram\n\nInteractions\n\nCare is needed with rifampicin (antibiotic used in tuberculosis).\n"
    assert _of(text, "interaction") == {("interactsWith", "rifampicin", "affirmed")}
    text = "Zelopram\n\nInteractions\n\nCare is needed with opioids (tramadol).\n"
    assert {name for _, name, _ in _of(text, "interaction")} == {"opioid", "tramadol"}
