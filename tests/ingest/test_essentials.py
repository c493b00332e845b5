"""Which claims make a fact, on which node, and why not."""

from __future__ import annotations

import pytest

from ingest.essentials import fact_carriers, fact_rule
from ingest.sources import SourceFolder
from ontology.entities import load_entities
from ontology.vocabulary import load_vocabulary

CARRIERS = fact_carriers(load_entities())


@pytest.mark.parametrize(
    ("claim", "subject", "reason"),
    [
        ("monograph-076", "drugkg:intravenous-baclofen", "true of the exposure by that route"),
        ("monograph-072", "drugkg:intrathecal-baclofen-therapy", "true of the exposure by that route"),
        ("encyclopaedia-163", "drugkg:intrathecal-baclofen-therapy", "true without its qualifiers"),
        ("monograph-002", "drugkg:baclofen", "true without its qualifiers"),
        ("monograph-025", "drugkg:baclofen", "true without its qualifiers"),  # "unlike" leaves it true
        ("alcohol-use-disorder-124", "drugkg:baclofen", "true without its qualifiers"),  # by the record's own reason
        ("addiction-clinic-183", None, "limited by dose"),
        ("addiction-clinic-185", None, "limited by population"),  # by the record's own reason
        ("encyclopaedia-066", None, "limited by severity"),  # more likely severe is not more likely
        ("encyclopaedia-136", None, "limited by degree"),  # very slightly soluble
        ("encyclopaedia-205", None, "limited by year"),
        ("addiction-clinic-130", None, "limited by species"),
        ("alcohol-use-disorder-163", None, "limited by condition"),
        ("psychiatric-use-075", None, "inferred by the reader"),
        ("encyclopaedia-209", None, "limited by population"),
        ("encyclopaedia-031", None, "its modality is recommendation"),
        ("encyclopaedia-158", None, "its modality is insufficientEvidence"),
        ("alcohol-use-disorder-195", None, "its modality is aim"),
        ("encyclopaedia-094", None, "the claim has no object"),
        ("encyclopaedia-093", None, "denied"),
        ("monograph-041", None, "the predicate says nothing without its number"),
    ],
)  # fmt: skip
def test_a_fact_is_true_on_its_own(
    sources: tuple[SourceFolder, ...], claim: str, subject: str | None, reason: str
) -> None:
    record = next(item.record for source in sources for item in source.claims if item.record.id == claim)
    rule = fact_rule(record, load_vocabulary(), CARRIERS)
    assert (rule.subject, rule.reason) == (subject, reason)
