"""Names of the drug and its analogues, as a reader of the documents answers."""

from __future__ import annotations

from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from tests.support.answers import CLINIC, ENCYCLOPAEDIA, HEALTH, MONOGRAPH, PSYCHIATRY, chosen, rows_of

GABA_B, CHANNEL = "GABA-B receptor", "α2δ subunit-containing voltage-gated calcium channel"


def test_analogues_and_their_differences_are_complete(store: EmbeddedStore, index: Index) -> None:
    kind, potency = "measure: Ki", "measure: potency ratio by weight"
    phenibut = [
        ("phenibut", "analogue of", "baclofen", "", "degree: close"),
        ("phenibut", "blocks", CHANNEL, "", ""),
        ("baclofen", "blocks", CHANNEL, "", ""),
        ("phenibut", "has affinity for", CHANNEL, "23 µmol/L", f"{kind}; enantiomer: R"),
        ("phenibut", "has affinity for", CHANNEL, "39 µmol/L", f"{kind}; enantiomer: S"),
        ("baclofen", "has affinity for", CHANNEL, "156 µmol/L", kind),
        ("phenibut", "more potent than", "baclofen", "", f"target: {CHANNEL}"),
        ("baclofen", "more potent than", "phenibut", "about 100", f"target: {GABA_B}; {potency}"),
        ("phenibut", "agonist of", GABA_B, "", ""),
        ("baclofen", "agonist of", GABA_B, "", ""),
        ("baclofen", "agonist of", GABA_B, "", "selectivity: selective"),
    ]
    pregabalin = [
        ("pregabalin", "analogue of", "baclofen", "", "degree: close"),
        ("pregabalin", "blocks", CHANNEL, "", ""),
        ("baclofen", "blocks", CHANNEL, "", ""),
        ("baclofen", "has affinity for", CHANNEL, "156 µmol/L", kind),
    ]
    rows = rows_of(store, index, "analogues")
    columns = "subject relation object value qualifiers"
    lower = [row for row in chosen(rows, columns, analogue="phenibut") if row[1] == "used at lower dose than"]
    assert [row[:3] for row in lower] == [("baclofen", "used at lower dose than", "phenibut")]
    assert chosen(rows, columns, analogue="phenibut") == sorted([*phenibut, *lower])
    assert chosen(rows, columns, analogue="pregabalin") == sorted(pregabalin)
    assert {row["analogue"] for row in rows} == {"phenibut", "pregabalin"}
    assert {row["source"] for row in rows} == {ENCYCLOPAEDIA}


def test_likeness_goes_both_ways(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "analogues", ["drug=phenibut"])
    assert {row["analogue"] for row in rows} == {"baclofen"}
    assert rows_of(store, index, "analogues", ["drug=GHB"]) == []


def test_identity_is_complete(store: EmbeddedStore, index: Index) -> None:
    brands = (
        *("Baclodol", "Bacloren", "Baklofen", "Beklo", "Clofen", "Flexibac", "Gablofen", "Kemstro"),
        *("Liofen", "Lioresal", "Lyflex", "Muslofen", "Pacifen", "Sclerofen"),
    )
    relaxant, depressant = "skeletal muscle relaxant", "central nervous system depressant"
    expected = [
        *(("has brand name", brand, "", "affirmed", ENCYCLOPAEDIA) for brand in brands),
        ("has brand name", "Lioresal", "", "affirmed", MONOGRAPH),
        ("has synonym", "chlorophenibut", "", "affirmed", ENCYCLOPAEDIA),
        ("has chemical name", "β-(4-chlorophenyl)-GABA", "", "affirmed", ENCYCLOPAEDIA),
        *(("analogue of", analogue, "", "affirmed", ENCYCLOPAEDIA) for analogue in ("phenibut", "pregabalin")),
        ("derivative of", "gamma-aminobutyric acid", "", "affirmed", MONOGRAPH),
        ("member of drug class", f"centrally acting {relaxant}", "", "affirmed", MONOGRAPH),
        *(("member of drug class", relaxant, "", "affirmed", page) for page in (PSYCHIATRY, HEALTH, CLINIC, CLINIC)),
        ("member of drug class", "antispasmodic agent", "", "affirmed", CLINIC),
        *(("member of drug class", depressant, "", "affirmed", page) for page in (PSYCHIATRY, HEALTH)),
        ("has molecular weight", "", "213.66 g/mol", "affirmed", ENCYCLOPAEDIA),
        *(
            ("has appearance", look, "", "affirmed", ENCYCLOPAEDIA)
            for look in ("white or off-white", "mostly odourless", "crystalline powder")
        ),
        *(("soluble in", solvent, "", "affirmed", ENCYCLOPAEDIA) for solvent in ("water", "methanol")),
        ("soluble in", "chloroform", "", "denied", ENCYCLOPAEDIA),
        *(("available as", form, "", "affirmed", ENCYCLOPAEDIA) for form in ("generic medicine", "topical cream")),
    ]
    rows = rows_of(store, index, "identity")
    assert chosen(rows, "property content value polarity source") == sorted(expected)


def test_the_identity_of_another_drug_is_its_own(store: EmbeddedStore, index: Index) -> None:
    rows = rows_of(store, index, "identity", ["drug=phenibut"])
    assert chosen(rows, "property content") == [("analogue of", "baclofen"), ("has chemical name", "β-phenyl-GABA")]
    assert rows_of(store, index, "identity", ["drug=naltrexone"]) == []
